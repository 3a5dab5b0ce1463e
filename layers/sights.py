"""From where something was looked at: cameras as small symbols with what they saw.

Records of :mod:`layers.entered` may tell of such places under ``sights``, each an object with

``place``
    Longitude and latitude (JGD2011 degrees) of the camera.
``height``
    Metres, null where nobody knows it: the camera then stands at a person's eye over the ground.
``bearing``, ``pitch``, ``angle``
    Degrees from true north into which it looked, upwards, and across what it saw; null for unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from layers import crs as systems
from layers import drape
from layers.drawables import Lines, Points

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from layers.drape import Ground
    from layers.drawables import Drawable

EYE = 1.6
"""Metres of a person's eye over the ground."""
LONG = 2.5
"""Metres from a camera to the end of its cone."""
ANGLE = 60.0
"""Degrees across what a camera sees that does not say it: about a telephone's."""
SHAPE = 0.75
"""Height of a picture as a share of its width."""
COLOUR = (31, 95, 168)
SIZE = 7.0
"""Pixels across a camera."""
MOST = 1000
"""Cameras of one record."""
_STEP = 1e-4


@dataclass(frozen=True, eq=False)
class Sights:
    """Cameras.

    Attributes
    ----------
    rows
        (s,) the record of each.
    places
        (s, 2) east and north, metres of the project's system.
    heights
        (s,) metres, NaN for unknown.
    bearings
        (s,) degrees clockwise from the north of the grid, NaN for unknown.
    pitches, angles
        (s,) degrees.
    """

    rows: NDArray[np.intp]
    places: NDArray[np.float64]
    heights: NDArray[np.float64]
    bearings: NDArray[np.float64]
    pitches: NDArray[np.float64]
    angles: NDArray[np.float64]


def sights_of(contents: Sequence[Mapping[str, Any]], crs: str, degrees: str) -> Sights:
    """Return the cameras that records tell of; what is no place is passed over.

    Parameters
    ----------
    contents
        Of the records.
    crs, degrees
        Plane rectangular system of the project, and the system of the places.
    """
    found: list[tuple[float, ...]] = []
    for row, content in enumerate(contents):
        told = content.get("sights")
        for one in told[:MOST] if isinstance(told, list) else ():
            place = one.get("place") if isinstance(one, dict) else None
            if isinstance(place, list) and len(place) == 2:
                names = ("height", "bearing", "pitch", "angle")
                numbers = (*place, *(one.get(name) for name in names))
                found.append((row, *(_number(value) for value in numbers)))
    table = np.array(found, np.float64).reshape(-1, 7)
    table = table[np.isfinite(table[:, 1:3]).all(axis=1) & (np.abs(table[:, 2]) <= 89)]
    if not crs or not len(table):
        table = table[:0]
        places = north = np.empty((0, 2))
    else:
        places = np.column_stack(systems.project(table[:, 1], table[:, 2], crs, degrees))
        north = np.column_stack(systems.project(table[:, 1], table[:, 2] + _STEP, crs, degrees)) - places
        there = np.isfinite(places).all(axis=1) & np.isfinite(north).all(axis=1)
        table, places, north = table[there], places[there], north[there]
    # True north lies a little beside that of the grid.
    turned = np.degrees(np.arctan2(north[:, 0], north[:, 1]))
    pitches = np.where(np.isfinite(table[:, 5]), table[:, 5], 0.0)
    angles = np.where((table[:, 6] > 1) & (table[:, 6] < 170), table[:, 6], ANGLE)
    return Sights(table[:, 0].astype(np.intp), places, table[:, 3], table[:, 4] + turned, pitches, angles)


def _number(value: object) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= 1e6:
        return float(value)
    return np.nan


def drawn(sights: Sights, ground: Ground, rows: NDArray[np.integer]) -> list[Drawable]:
    """Return the cameras of some records: a point each, and a cone where one knows into which direction.

    Parameters
    ----------
    sights
        All cameras.
    ground
        What they stand over whose height nobody knows.
    rows
        (n,) records.
    """
    chosen = np.flatnonzero(np.isin(sights.rows, rows))
    if not len(chosen):
        return []
    eyes = drape.on_ground(ground, sights.places[chosen], EYE)
    heights = sights.heights[chosen]
    eyes[:, 2] = np.where(np.isfinite(heights), heights, eyes[:, 2])
    origin = np.round(eyes.mean(axis=0))
    features = sights.rows[chosen].astype(np.uint32)
    colours = np.tile(np.array(COLOUR, np.uint8), (len(eyes), 1))
    points = Points(origin, (eyes - origin).astype(np.float32), features, SIZE, colours)
    looking = np.isfinite(sights.bearings[chosen])
    if not looking.any():
        return [points]
    corners = cones(
        eyes[looking],
        sights.bearings[chosen][looking],
        sights.pitches[chosen][looking],
        sights.angles[chosen][looking],
    )
    # One stroke for each cone: out to a corner, round the end, and to the eye from each of the others.
    stroke = np.array([0, 1, 2, 3, 4, 1, 2, 0, 3, 4, 0])
    local = (corners[:, stroke] - origin).reshape(-1, 3).astype(np.float32)
    offsets = np.arange(0, len(local) + 1, len(stroke))
    return [Lines(origin, local, offsets, features[looking], 1.4, COLOUR), points]


def cones(
    eyes: NDArray[np.float64],
    bearings: NDArray[np.float64],
    pitches: NDArray[np.float64],
    angles: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return (n, 5, 3) the eye and the four corners of what a camera sees, :data:`LONG` metres away.

    Parameters
    ----------
    eyes
        (n, 3) metres.
    bearings, pitches, angles
        (n,) degrees clockwise from the north of the grid, upwards, and across the picture.
    """
    bearing, pitch = np.radians(bearings), np.radians(pitches)
    ahead = np.column_stack([np.sin(bearing) * np.cos(pitch), np.cos(bearing) * np.cos(pitch), np.sin(pitch)])
    right = np.column_stack([np.cos(bearing), -np.sin(bearing), np.zeros_like(bearing)])
    up = np.cross(right, ahead)
    half = np.tan(np.radians(angles) / 2)[:, None]
    corners = [
        ahead + half * (across * right + SHAPE * over * up)
        for across, over in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]
    return np.stack([eyes, *(eyes + LONG * one for one in corners)], axis=1)
