"""The survey desk in the window."""
