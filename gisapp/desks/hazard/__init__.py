"""Hazard desk (防災): which buildings stay dry, how deep the others are, where people are safe."""
