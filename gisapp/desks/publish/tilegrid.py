"""The tiles of the web: where a place lies in the square of the world, and the numbers of tiles.

The square is that of Web Mercator (EPSG:3857). Datums of today (JGD2011, WGS 84) are taken as one, as every
web map does: they differ by less than a tile can tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers import crs

if TYPE_CHECKING:
    from numpy.typing import NDArray

EDGE = 85.05112877980659
"""Degrees of latitude at which the square ends."""
FINEST = 18
"""The finest zoom that is written."""
WORLD_BITS = 31
"""The world is cut into 2 to this power units along a side, of two centimetres: half a finest step."""
WORLD = 1 << WORLD_BITS


def places(
    longitude: NDArray[np.float64], latitude: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where degrees (n,) lie in the square of the world: 0 to 1 to the east and to the south."""
    sine = np.sin(np.radians(np.clip(latitude, -EDGE, EDGE)))
    return longitude / 360 + 0.5, 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)


def degrees(
    x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitude and latitude of places in the square of the world; see :func:`places`."""
    return (x - 0.5) * 360, np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y))))


def planted(
    east: NDArray[np.float64], north: NDArray[np.float64], system: str, decimals: int | None = None
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return where metres of a plane rectangular system lie, in units of the world.

    Parameters
    ----------
    east, north
        (n,) metres.
    system
        Such as ``EPSG:6669``.
    decimals
        Of degrees that may be told; None for all.
    """
    longitude, latitude = crs.unproject(east, north, system)
    if decimals is not None:
        longitude, latitude = np.round(longitude, decimals), np.round(latitude, decimals)
    x, y = places(longitude, latitude)
    return _units(x), _units(y)


def _units(places: NDArray[np.float64]) -> NDArray[np.int32]:
    return np.clip(np.round(places * WORLD), 0, WORLD - 1).astype(np.int32)


def extent_in_degrees(
    bounds: tuple[float, float, float, float], system: str
) -> tuple[float, float, float, float]:
    """Return west, south, east, north in degrees of a rectangle in metres, whose edges may be bent."""
    west, south, east, north = bounds
    along = np.linspace(0, 1, 21)
    x = np.concatenate([west + (east - west) * along] * 2 + [np.full(21, west), np.full(21, east)])
    y = np.concatenate([np.full(21, south), np.full(21, north)] + [south + (north - south) * along] * 2)
    longitude, latitude = crs.unproject(x, y, system)
    return (
        float(longitude.min()),
        float(latitude.min()),
        float(longitude.max()),
        float(latitude.max()),
    )


def tile_numbers(zoom: int, x: NDArray[np.integer], y: NDArray[np.integer]) -> NDArray[np.uint64]:
    """Return the numbers (n,) of tiles in a PMTiles archive: along the curve of Hilbert, zoom after zoom.

    Parameters
    ----------
    zoom
        Of all of them.
    x, y
        (n,) column from the west and row from the north.
    """
    x, y = np.asarray(x, np.int64).copy(), np.asarray(y, np.int64).copy()
    number = np.full(x.shape, ((1 << (2 * zoom)) - 1) // 3, np.int64)
    side = (1 << zoom) >> 1
    while side:
        right, low = (x & side) > 0, (y & side) > 0
        number += side * side * ((3 * right) ^ low)
        turned = ~low
        flipped = turned & right
        x[flipped], y[flipped] = side - 1 - (x[flipped] & (side - 1)), side - 1 - (y[flipped] & (side - 1))
        x[turned], y[turned] = y[turned].copy(), x[turned].copy()
        side >>= 1
    return number.astype(np.uint64)


def tile_of(number: int) -> tuple[int, int, int]:
    """Return zoom, column and row of a number of a tile."""
    zoom, before = 0, 0
    while before + (1 << (2 * zoom)) <= number:
        before += 1 << (2 * zoom)
        zoom += 1
    rest = number - before
    x = y = 0
    side = 1
    for _ in range(zoom):
        right = 1 & (rest // 2)
        low = 1 & (rest ^ right)
        if not low:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        x, y = x + side * right, y + side * low
        rest //= 4
        side *= 2
    return zoom, x, y
