"""The publish desk in the window."""
