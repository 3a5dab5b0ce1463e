"""Faces of closed solids: walls, flat roofs and ground of one building in its own frame.

Heights are metres above the building's lowest ground. Every ring is counter-clockwise
seen from outside, and neighbouring faces share their corners exactly, so that each edge
occurs twice in opposite directions.
"""

from dataclasses import dataclass

import numpy as np

from sample_data.generator import footprints
from sample_data.generator.footprints import Outline
from sample_data.generator.valley import Floats

ROOF, WALL, GROUND = "RoofSurface", "WallSurface", "GroundSurface"
PARAPET = 0.25
Corner = tuple[float, float, float]


@dataclass(frozen=True)
class Face:
    """One flat face.

    Attributes
    ----------
    kind
        ``RoofSurface``, ``WallSurface`` or ``GroundSurface``.
    rings
        Outer ring, then inner rings; each (n, 3) and not closed.
    """

    kind: str
    rings: tuple[Floats, ...]


def face(kind: str, *corners: Corner) -> Face:
    """Make a face without holes."""
    return Face(kind, (np.array(corners, dtype=np.float64),))


def wall(start: Corner, end: Corner, *tops: Corner) -> Face:
    """Wall from ``start`` to ``end`` along its foot, then along its top back to the start.

    The outside is on the right hand of somebody who walks from start to end.
    """
    return face(WALL, start, end, *tops)


def upright(start: tuple[float, float], end: tuple[float, float], low: float, high: float) -> Face:
    """Rectangular wall."""
    return wall((*start, low), (*end, low), (*end, high), (*start, high))


def level(kind: str, ring: Floats, height: float, holes: tuple[Floats, ...] = ()) -> Face:
    """Horizontal face."""
    return Face(
        kind, tuple(np.column_stack([corners, np.full(len(corners), height)]) for corners in (ring, *holes))
    )


def ground(outline: Outline) -> Face:
    """Make the face towards the ground."""
    return level(GROUND, outline.shell[::-1], 0.0, tuple(hole[::-1] for hole in outline.holes))


def around(ring: Floats, low: float, high: float) -> list[Face]:
    """Walls along a ring."""
    corners = [tuple(corner) for corner in ring.tolist()]
    return [upright(a, b, low, high) for a, b in zip(corners, corners[1:] + corners[:1], strict=True)]


def moved_in(ring: Floats, distance: float) -> Floats:
    """Move a ring to its left by a distance, corners mitred."""
    ahead = np.roll(ring, -1, axis=0) - ring
    normal = np.column_stack([-ahead[:, 1], ahead[:, 0]]) / np.linalg.norm(ahead, axis=1, keepdims=True)
    before = np.roll(normal, 1, axis=0)
    return ring + distance * (normal + before) / (1.0 + np.sum(normal * before, axis=1, keepdims=True))


def flat(outline: Outline, top: float, parapet: float) -> list[Face]:
    """Flat roof behind a parapet; any outline, also with courts."""
    faces = [ground(outline)]
    rings = (outline.shell, *outline.holes)
    for ring in rings:
        faces += around(ring, 0.0, top)
    if parapet <= 0.0:
        return [*faces, level(ROOF, outline.shell, top, outline.holes)]
    deck = top - parapet
    inner = [moved_in(ring, PARAPET) for ring in rings]
    faces.append(level(ROOF, outline.shell, top, (inner[0][::-1],)))
    faces += [
        level(ROOF, moved[::-1], top, (hole,)) for hole, moved in zip(outline.holes, inner[1:], strict=True)
    ]
    for moved in inner:
        faces += around(moved[::-1], deck, top)
    return [*faces, level(ROOF, inner[0], deck, tuple(inner[1:]))]


def box(low: Floats, high: Floats) -> list[Face]:
    """Make a closed box between two corners, without semantics of its own."""
    base = footprints.ring((low[0], low[1]), (high[0], low[1]), (high[0], high[1]), (low[0], high[1]))
    return [
        level(GROUND, base[::-1], float(low[2])),
        *around(base, float(low[2]), float(high[2])),
        level(ROOF, base, float(high[2])),
    ]
