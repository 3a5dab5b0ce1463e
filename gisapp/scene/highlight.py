"""The edges of selected features, as lines in the accent colour."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gisapp.scene.shading import normals
from layers.drawables import NO_FEATURE, Lines, Mesh

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from layers.drawables import Drawable
    from styles.style import Colour

WIDTH = 2.0
"""Width of the lines in pixels of a 96 dpi screen."""
FLAT = math.cos(math.radians(18.0))
"""Faces that meet at a smaller angle than this form no edge."""
STEP = 0.01
"""Corners nearer than this are one, in metres."""


def outline(drawables: Iterable[Drawable], colour: Colour) -> list[Drawable]:
    """Return lines along the edges of meshes; lines and points keep their shape and take the colour."""
    found: list[Drawable] = []
    for drawable in drawables:
        if isinstance(drawable, Mesh):
            points = np.asarray(drawable.points, dtype=np.float64)
            corners = edges(points, drawable.triangles)
            if len(corners):
                found.append(
                    Lines(
                        drawable.origin,
                        points[corners.ravel()],
                        np.arange(0, 2 * len(corners) + 1, 2, dtype=np.int64),
                        np.full(len(corners), NO_FEATURE, dtype=np.uint32),
                        WIDTH,
                        colour,
                    )
                )
        elif isinstance(drawable, Lines):
            width = max(drawable.width, 1.0) + WIDTH
            found.append(
                Lines(drawable.origin, drawable.points, drawable.offsets, drawable.features, width, colour)
            )
    return found


def edges(points: NDArray[np.float64], triangles: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return the edges (k, 2), indices into `points`, where the surface bends or ends.

    Corners in the same place count as one, so it does not matter whether faces share their vertices.
    """
    if not len(triangles):
        return np.empty((0, 2), dtype=np.int64)
    normal = normals((points - points[0]).astype(np.float32), triangles)
    solid = np.any(normal != 0, axis=1)
    triangles, normal = triangles[solid], normal[solid]
    grid = np.round((points - points.min(axis=0)) / STEP).astype(np.int64)
    span = grid.max(axis=0) + 1
    _, first, place = np.unique(
        (grid[:, 0] * span[1] + grid[:, 1]) * span[2] + grid[:, 2], return_index=True, return_inverse=True
    )
    corners = place[triangles]
    ends = np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]]])
    face = np.tile(np.arange(len(triangles)), 3)
    ends.sort(axis=1)
    different = ends[:, 0] != ends[:, 1]
    ends, face = ends[different], face[different]
    _, index, number = np.unique(
        ends[:, 0] * len(first) + ends[:, 1], return_inverse=True, return_counts=True
    )
    order = np.argsort(index, kind="stable")
    starts = np.concatenate([[0], np.cumsum(number)[:-1]])
    keep = number != 2  # an edge inside a surface has two sides
    pairs = np.flatnonzero(number == 2)
    one, two = face[order[starts[pairs]]], face[order[starts[pairs] + 1]]
    bend = np.abs(np.einsum("ij,ij->i", normal[one], normal[two])) < FLAT
    keep[pairs] = bend
    return first[ends[order[starts[keep]]]]
