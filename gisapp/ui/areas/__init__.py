"""The areas desk in the window."""
