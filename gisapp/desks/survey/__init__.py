"""The survey desk: what drone scans tell of slopes, roads, bridges and rivers; pure functions."""
