"""The other side of the hazard desk: what happens now."""
