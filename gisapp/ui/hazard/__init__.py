"""The panel of the hazard desk."""
