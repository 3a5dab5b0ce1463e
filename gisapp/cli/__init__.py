"""The headless door: one file for each command."""
