"""Drawables that bring their colours along, and the plain arrays that they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.drawables import NO_FEATURE, Lines, Mesh, Surface

if TYPE_CHECKING:
    from collections.abc import Sequence

    import shapely
    from numpy.typing import NDArray

SUN = (-0.6, -0.8)
"""From where the light comes that tells the sides of a body apart."""


def painted(
    triangles: NDArray[np.float64],
    colour: NDArray[np.integer],
    palette: Sequence[tuple[int, ...]],
    *,
    closed: bool = True,
    draped: bool = False,
) -> Mesh:
    """Return triangles that bring their colours along: each shows one field of a small picture.

    Parameters
    ----------
    triangles
        (n, 3, 3) metres.
    colour
        (n,) which colour of the palette.
    palette
        Red, green, blue, and opacity where some can be seen through.
    """
    # Two rows: a picture of one row is none for every stage.
    picture = np.repeat(np.array([palette], np.uint8), 2, axis=0)
    across = (np.repeat(colour, 3) + 0.5) / len(palette)
    coordinates = np.column_stack([across, np.full(len(across), 0.5)]).astype(np.float32)
    points = triangles.reshape(-1, 3)
    origin = points.mean(axis=0).round()
    return Mesh(
        origin,
        (points - origin).astype(np.float32),
        np.arange(len(points), dtype=np.int32).reshape(-1, 3),
        np.full(len(triangles), NO_FEATURE, np.uint32),
        np.full(len(triangles), Surface.UNKNOWN, np.uint8),
        coordinates,
        closed=closed,
        draped=draped,
        picture=picture,
        shade=np.repeat(_light(triangles), 3),
    )


def _light(triangles: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return how much light falls on each triangle: full from above, where colours are those of legends."""
    normal = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    normal /= np.maximum(np.linalg.norm(normal, axis=1), 1e-12)[:, None]
    side = normal[:, 0] * SUN[0] + normal[:, 1] * SUN[1]
    share = np.clip(0.84 + 0.16 * np.abs(normal[:, 2]) + 0.10 * side * (1 - np.abs(normal[:, 2])), 0.0, 1.0)
    return np.asarray(share * 255, dtype=np.uint8)


def rings_of(shape: shapely.Geometry) -> list[NDArray[np.float64]]:
    """Return the points of each line of a shape, those around areas included."""
    import shapely

    parts = shapely.get_parts(shape)
    areas = shapely.get_type_id(parts) == 3
    lines = [*parts[~areas], *shapely.get_rings(parts[areas])]
    return [shapely.get_coordinates(one) for one in lines if one.geom_type in ("LineString", "LinearRing")]


def flat_lines(
    rings: Sequence[tuple[NDArray[np.float64], float]], colour: tuple[int, int, int], width: float
) -> Lines:
    """Return lines that lie level, each at its height."""
    points = np.concatenate([np.column_stack([ring, np.full(len(ring), height)]) for ring, height in rings])
    offsets = np.cumsum([0, *(len(ring) for ring, _ in rings)])
    origin = points.mean(axis=0).round()
    rows = np.zeros(len(rings), np.uint32)
    return Lines(origin, (points - origin).astype(np.float32), offsets, rows, width, colour)


def segments(ends: NDArray[np.float64], colour: tuple[int, int, int], width: float) -> Lines:
    """Return single lines between the two ends of each (n, 2, 3)."""
    points = ends.reshape(-1, 3)
    origin = points.mean(axis=0).round()
    offsets = np.arange(0, len(points) + 1, 2)
    rows = np.zeros(len(ends), np.uint32)
    return Lines(origin, (points - origin).astype(np.float32), offsets, rows, width, colour)
