"""True north for photos whose camera counted from magnetic north."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importers.photos import Photo


def declination(longitude: float, latitude: float) -> float:
    """Return by how many degrees magnetic north lies west of true north in Japan, for 2015.0.

    The approximation by squares of 国土地理院 (磁気図 2015.0年値の近似式).
    Local disturbances are not in it, and it changes by about 0.04° a year: good for the direction of a
    photo, not for a survey.

    Parameters
    ----------
    longitude, latitude
        Degrees.
    """
    north, east = latitude - 37.0, longitude - 138.0
    minutes = (
        57.201 + 18.750 * north - 6.761 * east - 0.059 * north**2 - 0.014 * north * east - 0.579 * east**2
    )
    return 7.0 + minutes / 60.0


def true_bearing(photo: Photo) -> float | None:
    """Return into which direction a photo was taken, degrees clockwise from true north, None for unknown."""
    if photo.bearing is None or not photo.magnetic:
        return photo.bearing
    if photo.place is None:
        return None
    return (photo.bearing - declination(*photo.place)) % 360.0
