"""Panels: what is shown at the sides of the view and below it."""
