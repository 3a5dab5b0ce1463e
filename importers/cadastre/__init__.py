"""登記所備付地図: the registry maps of the Ministry of Justice as map XML (地図XML)."""
