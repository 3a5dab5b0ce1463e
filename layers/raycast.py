"""Which feature a line of sight meets: shapes in space by triangles, flat ones where it meets the ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from layers import drape
from layers.store import rays

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.drape import Ground
    from layers.vector import Features

STEPS = 512
NEAR = 0.006
"""How far beside the line of sight a point or line may lie, as a share of the distance (about six pixels)."""
AROUND = np.array([50.0, 50.0, 2000.0])
"""Metres around what is sought in which the ground is looked for."""
LEAST_NEAR = 0.5
"""Metres."""


def meet(
    features: Features,
    origin: NDArray[np.float64],
    direction: NDArray[np.float64],
    shown: NDArray[np.bool_] | None,
) -> tuple[int, float] | None:
    """Return the number of the shape that a ray meets first and the distance in metres, or None.

    Shapes are numbered like features where none are shared.

    Parameters
    ----------
    features
        The features and their ground.
    origin, direction
        (3,) the ray in metres.
    shown
        (n,) which shapes count, None for all.
    """
    direction = np.asarray(direction, dtype=np.float64) / np.linalg.norm(direction)
    return (
        _solid(features, origin, direction, shown)
        if features.store.solid
        else _flat(features, origin, direction, shown)
    )


def ground_distance(
    ground: Ground,
    bounds: NDArray[np.float64],
    origin: NDArray[np.float64],
    direction: NDArray[np.float64],
) -> float | None:
    """Return the distance at which a ray goes into the ground within (6,) bounds, or None.

    The ray is followed in steps until it is below the ground, and the last step halved.
    """
    low, high = bounds[:3] - AROUND, bounds[3:] + AROUND
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = (low - origin) / direction, (high - origin) / direction
    along = direction == 0
    if (along & ((origin < low) | (origin > high))).any():
        return None
    enter = float(np.where(along, -np.inf, np.minimum(first, second)).max())
    leave = float(np.where(along, np.inf, np.maximum(first, second)).min())
    enter = max(enter, 0.0)
    if not enter < leave:
        return None

    def above(distances: NDArray[np.float64]) -> NDArray[np.float64]:
        places = origin + distances[:, None] * direction
        return places[:, 2] - drape.on_ground(ground, places, 0.0)[:, 2]

    distances = np.linspace(enter, leave, STEPS)
    below = np.flatnonzero(above(distances) <= 0)
    if not len(below):
        return None
    if below[0] == 0:
        return float(distances[0])
    near, far = float(distances[below[0] - 1]), float(distances[below[0]])
    for _ in range(30):
        middle = (near + far) / 2
        if above(np.array([middle]))[0] <= 0:
            far = middle
        else:
            near = middle
    return far


def _flat(
    features: Features,
    origin: NDArray[np.float64],
    direction: NDArray[np.float64],
    shown: NDArray[np.bool_] | None,
) -> tuple[int, float] | None:
    bounds = features.bounds
    whole = np.concatenate([bounds[:, :3].min(axis=0), bounds[:, 3:].max(axis=0)])
    distance = ground_distance(features.ground, whole, np.asarray(origin), direction)
    if distance is None:
        return None
    east, north, _ = (origin + distance * direction).tolist()
    near = max(NEAR * distance, LEAST_NEAR)
    columns = features.store.placed
    inside = (columns["west"] - near <= east) & (columns["east"] + near >= east)
    inside &= (columns["south"] - near <= north) & (columns["north"] + near >= north)
    if shown is not None:
        inside &= shown
    rows = np.flatnonzero(inside)
    if not len(rows):
        return None
    shapes = features.store.placed_shapes(rows)
    beside = shapely.distance(shapely.force_2d(shapes), shapely.Point(east, north))
    kind = shapely.get_dimensions(shapes)
    met = np.flatnonzero(beside <= np.where(kind == 2, 0.0, near))
    if not len(met):
        return None
    # A point is meant before a line, a line before an area, a small area before a large one.
    order = np.lexsort((shapely.area(shapes[met]), beside[met], kind[met]))
    return int(rows[met[order[0]]]), distance


def _solid(
    features: Features,
    origin: NDArray[np.float64],
    direction: NDArray[np.float64],
    shown: NDArray[np.bool_] | None,
) -> tuple[int, float] | None:
    columns = features.store.placed
    boxes = np.column_stack([columns[name] for name in ("west", "south", "bottom", "east", "north", "top")])
    boxes[:, :3] -= LEAST_NEAR
    boxes[:, 3:] += LEAST_NEAR
    met = np.isfinite(rays.box_entries(boxes, np.asarray(origin), direction)) & np.isfinite(boxes[:, 0])
    if shown is not None:
        met &= shown
    rows = np.flatnonzero(met)
    best: tuple[int, float] | None = None
    shapes = features.store.placed_shapes(rows)
    for mesh in drape.areas(shapes, rows, features.ground, np.inf, solid=True):
        hits = rays.triangle_hits(mesh.points, mesh.triangles, origin - mesh.origin, direction)
        if len(hits) and np.isfinite(hits.min()):
            nearest = int(np.argmin(hits))
            best = (int(mesh.features[nearest]), float(hits[nearest]))
    return best or _thin(shapes, rows, np.asarray(origin), direction)


def _thin(
    shapes: NDArray[np.object_],
    rows: NDArray[np.intp],
    origin: NDArray[np.float64],
    direction: NDArray[np.float64],
) -> tuple[int, float] | None:
    """Return the nearest vertex of points and lines in space that lies close to a ray."""
    thin = shapely.get_dimensions(shapes) < 2
    coordinates, owner = shapely.get_coordinates(shapes[thin], include_z=True, return_index=True)
    if not len(coordinates):
        return None
    ahead = (coordinates - origin) @ direction
    aside = np.linalg.norm(coordinates - origin - ahead[:, None] * direction, axis=1)
    near = np.flatnonzero((ahead > 0) & (aside <= np.maximum(NEAR * ahead, LEAST_NEAR)))
    if not len(near):
        return None
    first = near[np.argmin(ahead[near])]
    return int(rows[thin][owner[first]]), float(ahead[first])
