"""How haze grows with distance, for whoever draws."""

from __future__ import annotations

HAZE_START, HAZE_REACH = 1.6, 7.0
"""Distances, in multiples of that to the point looked at, where haze begins and over which it grows."""
