"""Light that is baked into the colours of vertices, so that drawing needs none.

One sun in the south-west at 45 degrees, a bright sky above, and a darkening where walls meet the ground.
A flat roof keeps its colour exactly as the legend shows it; everything else is darker, so that edges
read without lines. Shades are uint8: 255 leaves a colour as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers import groundlight
from layers.drawables import NO_FEATURE, Surface

if TYPE_CHECKING:
    from numpy.typing import NDArray

SUN = groundlight.sun(groundlight.SOUTH_WEST)
"""Direction to the sun."""
BASE, SKY, SUNLIGHT, EAST = 0.42, 0.29, 0.205, 0.03
"""Shares of light: from everywhere, from above, from the sun, and a little to tell east walls from north."""
CONTACT_HEIGHT = 6.0
"""Metres above the foot of a building over which its walls grow to full brightness, at least."""
CONTACT_SHADE = 0.84
"""Brightness of a wall at its foot."""
VARIETY = 9
"""Steps of 255 by which whole buildings may be darker, so that neighbours of one colour stay apart."""
SHARP = 20
"""Difference of shade between neighbouring triangles that a common vertex must not blur."""


def normals(points: NDArray[np.float32], triangles: NDArray[np.integer]) -> NDArray[np.float32]:
    """Return unit normals (m, 3) float32 of triangles (m, 3); zero where a triangle has no area."""
    first = points[triangles[:, 0]]
    one, two = points[triangles[:, 1]] - first, points[triangles[:, 2]] - first
    across = np.empty_like(first)
    across[:, 0] = one[:, 1] * two[:, 2] - one[:, 2] * two[:, 1]
    across[:, 1] = one[:, 2] * two[:, 0] - one[:, 0] * two[:, 2]
    across[:, 2] = one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]
    length = np.sqrt(np.einsum("ij,ij->i", across, across))
    across /= np.where(length > 0, length, 1.0)[:, None].astype(np.float32)
    return across


def face_shades(normal: NDArray[np.float32], surfaces: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the shade (m,) uint8 of faces with unit normals (m, 3).

    Roofs are lit from above also where their vertices run the wrong way round, as some do in real data.
    """
    up = normal[:, 2]
    flip = np.where((surfaces == Surface.ROOF) & (up < 0), np.float32(-1), np.float32(1))
    sun = np.maximum((normal @ SUN) * flip, 0.0)
    light = BASE + SKY * (0.5 + 0.5 * up * flip) + SUNLIGHT / SUN[2] * sun + EAST * normal[:, 0]
    light += 1.0 - (BASE + SKY + SUNLIGHT)
    return np.clip(light * 255.0 + 0.5, 0.0, 255.0).astype(np.uint8)


def ground_shades(normal: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return the shade (m,) uint8 of ground with unit normals (m, 3), see ``layers.groundlight``."""
    return groundlight.shades(normal @ SUN)


def variety(features: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Return by how much (n,) uint8 each feature is darker; the same for a feature in every part."""
    mixed = features * np.uint32(2654435761)
    found = ((mixed >> np.uint32(16)) % np.uint32(VARIETY + 1)).astype(np.uint8)
    found[features == NO_FEATURE] = 0
    return found


def undersides(
    points: NDArray[np.float32],
    triangles: NDArray[np.integer],
    faces: NDArray[np.uint32],
    surfaces: NDArray[np.uint8],
    normal: NDArray[np.float32],
) -> NDArray[np.bool_]:
    """Return which triangles (m,) are the bottom of a solid whose faces have no names, as in LOD1.

    They look straight down and lie at the foot of their feature, so nobody can see them from above.
    """
    found = (normal[:, 2] < -0.999) & (surfaces == Surface.UNKNOWN) & (faces != NO_FEATURE)
    rows = np.flatnonzero(found)
    if not len(rows):
        return found
    lowest = points[triangles, 2].min(axis=1)
    order = np.argsort(faces, kind="stable")
    starts = np.flatnonzero(np.diff(faces[order], prepend=np.uint32(faces[order[0]] ^ 1)))
    foot = np.minimum.reduceat(lowest[order], starts)
    place = np.searchsorted(faces[order[starts]], faces[rows])
    found[rows] = lowest[rows] <= foot[place] + 0.1
    return found


def is_blurred(shade: NDArray[np.uint8], triangles: NDArray[np.integer], vertices: int) -> bool:
    """Say whether triangles that share a vertex differ so much that an edge between them would be lost."""
    flat = triangles.ravel()
    low = np.full(vertices, 255, dtype=np.uint8)
    high = np.zeros(vertices, dtype=np.uint8)
    spread = np.repeat(shade, 3)
    # Written in opposite orders, a shared vertex keeps the shade of its first and of its last triangle.
    low[flat[::-1]] = spread[::-1]
    high[flat] = spread
    used = np.zeros(vertices, dtype=bool)
    used[flat] = True
    return bool(np.any(np.abs(high[used].astype(np.int16) - low[used]) > SHARP))


def vertex_shades(
    shade: NDArray[np.uint8], triangles: NDArray[np.integer], vertices: int
) -> NDArray[np.uint8]:
    """Return the mean shade (n,) uint8 of the triangles around each vertex; 255 where there is none."""
    flat = triangles.ravel()
    total = np.bincount(flat, weights=np.repeat(shade, 3), minlength=vertices)
    number = np.bincount(flat, minlength=vertices)
    return np.where(number > 0, total / np.maximum(number, 1), 255.0).astype(np.uint8)


def draped_shades(
    points: NDArray[np.float32], triangles: NDArray[np.integer], shade: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    """Return the shade (n,) uint8 of the vertices of areas that lie on the ground.

    Their triangles are cut where nothing is in the ground, so no edge between them must show: all corners
    at a place get the mean of the triangles around it, whatever feature these belong to.
    """
    _, same = np.unique(points[:, 0] + 1j * points[:, 1], return_inverse=True)
    return vertex_shades(shade, same[triangles], int(same.max()) + 1)[same]


def contact(
    points: NDArray[np.float32],
    triangles: NDArray[np.integer],
    features: NDArray[np.uint32],
    normal: NDArray[np.float32],
) -> NDArray[np.float32] | None:
    """Return the darkening (n,) float32 of walls towards the ground, or None where there are no walls.

    It grows evenly from the foot of a building to its top: only so does it look the same however a wall
    is cut into triangles.

    Parameters
    ----------
    points, triangles
        (n, 3) metres and (m, 3) indices.
    features
        (n,) uint32, the feature of each vertex.
    normal
        (m, 3) unit normals of the triangles.
    """
    upright = np.abs(normal[:, 2]) < 0.35
    if not upright.any():
        return None
    on_wall = np.zeros(len(points), dtype=bool)
    on_wall[triangles[upright].ravel()] = True
    on_wall &= features != NO_FEATURE
    rows = np.flatnonzero(on_wall)
    if not len(rows):
        return None
    names = features[rows]
    first, span = int(names.min()), int(names.max()) - int(names.min()) + 1
    if span > 8 * len(points) + 1024:
        names = np.unique(names, return_inverse=True)[1].astype(np.uint32)
        first, span = 0, int(names.max()) + 1
    index = names - np.uint32(first)
    height = points[rows, 2]
    foot = np.full(span, np.inf, dtype=np.float32)
    np.minimum.at(foot, index, height)
    top = np.full(span, -np.inf, dtype=np.float32)
    np.maximum.at(top, index, height)
    with np.errstate(invalid="ignore"):
        tall = np.maximum(top - foot, np.float32(CONTACT_HEIGHT))
    rise = (height - foot[index]) / tall[index]
    result = np.ones(len(points), dtype=np.float32)
    result[rows] = CONTACT_SHADE + (1.0 - CONTACT_SHADE) * rise
    return result
