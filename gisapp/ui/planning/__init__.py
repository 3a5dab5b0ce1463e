"""The desk of the counter in the window."""
