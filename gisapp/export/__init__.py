"""Writing layers to files that other programs read: one file for each format, one row in the table."""
