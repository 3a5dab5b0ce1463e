"""What stands for buildings from afar: a box along their longest walls, as large as their ground."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BOX = np.dtype(
    [
        ("owner", np.uint32),
        ("east", np.float64),
        ("north", np.float64),
        ("corners", np.float64, (4, 2)),
        ("bottom", np.float64),
        ("top", np.float64),
        ("size", np.float64),
    ]
)
"""Feature, middle in plane metres, corners of the ground counter-clockwise, heights, cubic metres."""
LEAST_SIDE = 0.5
"""Metres of the shorter side of a box: what is thinner could not be seen."""
GRID = 38
"""Cells along the longer side in which the largest buildings are chosen, so that no quarter is empty."""
MOST_BOXES = 1500
"""Of a coarse tile: as much to fetch as a leaf, at most."""
_CORNERS = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], dtype=np.float64)
_SIDES = np.array([[0, 1], [1, 2], [2, 3], [3, 0]])


def boxes_of(
    corners: NDArray[np.float64], across: NDArray[np.float64], owners: NDArray[np.uint32]
) -> NDArray[Any]:
    """Return a box (k,) for each feature, in the order of their numbers.

    Parameters
    ----------
    corners, across
        (m, 3, 3) east, north, height of the corners of triangles, and :func:`crossed` of them.
    owners
        (m,) feature of each, rising.
    """
    numbers, first, place = np.unique(owners, return_index=True, return_inverse=True)
    count = len(numbers)
    seen, steep = _from_above(across)
    edges = (np.roll(corners, -1, axis=1) - corners)[:, :, :2].reshape(-1, 2)
    along = edges[:, 0] + 1j * edges[:, 1]
    length = np.abs(along)
    # Walls that stand at right angles to each other point the same way when their angle is taken fourfold.
    with np.errstate(invalid="ignore", divide="ignore"):
        fourfold = np.where(length > 0, along / length, 0)
    fourfold *= fourfold
    # Walls tell it, roofs only where there are none: their triangles have edges across.
    fourfold *= fourfold * length**2 * np.repeat(np.where(steep, 1.0, 1e-6), 3)
    owner = np.repeat(place, 3)
    total = np.bincount(owner, fourfold.real, count) + 1j * np.bincount(owner, fourfold.imag, count)
    angle = np.angle(total) / 4
    flat = corners.reshape(-1, 3)
    cosine, sine = np.cos(angle)[owner], np.sin(angle)[owner]
    turned = np.column_stack(
        [flat[:, 0] * cosine + flat[:, 1] * sine, flat[:, 1] * cosine - flat[:, 0] * sine, flat[:, 2]]
    )
    low = np.minimum.reduceat(turned, 3 * first, axis=0)
    high = np.maximum.reduceat(turned, 3 * first, axis=0)
    half = np.maximum((high - low)[:, :2] / 2, LEAST_SIDE / 2)
    half *= _shrunk(seen, place, half, count)[:, None]
    middle = (low + high)[:, :2] / 2
    reached = middle[:, None, :] + half[:, None, :] * _CORNERS
    back_cosine, back_sine = np.cos(angle)[:, None], np.sin(angle)[:, None]
    boxes = np.empty(count, BOX)
    boxes["owner"] = numbers
    boxes["corners"][:, :, 0] = reached[:, :, 0] * back_cosine - reached[:, :, 1] * back_sine
    boxes["corners"][:, :, 1] = reached[:, :, 0] * back_sine + reached[:, :, 1] * back_cosine
    boxes["east"], boxes["north"] = boxes["corners"].mean(axis=1).T
    boxes["bottom"], boxes["top"] = low[:, 2], high[:, 2]
    boxes["size"] = 4 * half.prod(axis=1) * np.maximum(high[:, 2] - low[:, 2], 1.0)
    return boxes


def crossed(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return vectors (m, 3) that stand on triangles (m, 3, 3), as long as twice their areas."""
    (x, y, z), (u, v, w) = ((corners[:, number] - corners[:, 0]).T for number in (1, 2))
    return np.column_stack([y * w - z * v, z * u - x * w, x * v - y * u])


def _from_above(across: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the square metres (m,) of triangles as seen from above, and which of them are walls."""
    flat = np.abs(across[:, 2])
    return flat / 2, flat < 0.05 * np.sqrt(np.einsum("ij,ij->i", across, across))


def _shrunk(
    seen: NDArray[np.float64], place: NDArray[np.intp], half: NDArray[np.float64], count: int
) -> NDArray[np.float64]:
    """Return by how much sides are shortened so that a box covers no more ground than its building."""
    # A solid shows its ground twice from above, as roof and as floor; one that is open may show it once.
    ground = np.bincount(place, seen, count) / 2
    share = ground / (4 * half.prod(axis=1))
    shrunk: NDArray[np.float64] = np.sqrt(np.clip(share, 0.25, 1.0))
    return shrunk


def chosen(boxes: NDArray[Any], most: int = MOST_BOXES) -> NDArray[Any]:
    """Return the boxes that stand for all: of each cell the largest, then the second largest, and so on.

    Parameters
    ----------
    boxes
        (n,) as :func:`boxes_of` returns them.
    most
        How many at most.
    """
    if len(boxes) <= most:
        return boxes
    west, south = boxes["east"].min(), boxes["north"].min()
    side = max(float(np.ptp(boxes["east"])), float(np.ptp(boxes["north"])), 1.0)
    column = np.clip((boxes["east"] - west) * GRID // side, 0, GRID - 1)
    row = np.clip((boxes["north"] - south) * GRID // side, 0, GRID - 1)
    cell = row * GRID + column
    order = np.lexsort((boxes["owner"], -boxes["size"], cell))
    fresh = np.flatnonzero(np.diff(cell[order], prepend=-1))
    rank = np.empty(len(boxes), dtype=np.int64)
    rank[order] = np.arange(len(boxes)) - np.repeat(fresh, np.diff([*fresh.tolist(), len(boxes)]))
    best = np.lexsort((boxes["owner"], -boxes["size"], rank))[:most]
    return boxes[np.sort(best)]


def solid(boxes: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[np.uint32], NDArray[np.uint32]]:
    """Return places (8 n, 3), triangles (10 n, 3) and their owners: roofs and walls, no floors."""
    places = np.empty((len(boxes), 2, 4, 3))
    places[:, :, :, :2] = boxes["corners"][:, None]
    places[:, 0, :, 2] = boxes["bottom"][:, None]
    places[:, 1, :, 2] = boxes["top"][:, None]
    walls = [[[a, b, 4 + b], [a, 4 + b, 4 + a]] for a, b in _SIDES.tolist()]
    faces = np.array([[4, 5, 6], [4, 6, 7], *(one for wall in walls for one in wall)], dtype=np.uint32)
    triangles = np.arange(len(boxes), dtype=np.uint32)[:, None, None] * 8 + faces
    return places.reshape(-1, 3), triangles.reshape(-1, 3), np.repeat(boxes["owner"], len(faces))


def bounds(boxes: NDArray[Any]) -> tuple[float, float, float, float, float, float]:
    """Return west, south, bottom, east, north, top of what :func:`solid` makes of some boxes."""
    corners = boxes["corners"].reshape(-1, 2)
    west, south = corners.min(axis=0).tolist()
    east, north = corners.max(axis=0).tolist()
    return west, south, float(boxes["bottom"].min()), east, north, float(boxes["top"].max())
