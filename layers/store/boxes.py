"""What stands for a building far away: a roof plate, or a box where it is large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from layers.drawables import Mesh, Surface

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Columns = dict[str, NDArray[Any]]

TALL = 12.0
"""Height in metres from which a building keeps its walls in the far view …"""
LONG = 15.0
"""… and half length in metres. Smaller ones are two pixels there, and a plate cannot be told from a box."""

FLAT, WALLED = 2, 10
"""Triangles of a roof plate and of a box without a bottom."""

_CORNERS = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], dtype=np.float64)
_PLATE = np.array([[0, 1, 2], [0, 2, 3]], dtype=np.uint32)


def far_mesh(features: dict[str, NDArray[Any]], rows: NDArray[np.intp], *, plates: bool) -> Mesh:
    """Return stand-ins of some buildings: roofs first, then walls, no bottoms.

    Parameters
    ----------
    features
        Columns of the feature index.
    rows
        (n,) buildings.
    plates
        Whether small buildings get a roof only.
    """
    found = boxes_of(features, rows)
    walled = np.ones(len(found["row"]), dtype=bool)
    if plates:
        walled = (found["top"] - found["bottom"] > TALL) | (found["length"] > LONG)
    return mesh_of(found, walled)


def boxes_of(features: Columns, rows: NDArray[np.integer]) -> Columns:
    """Return the boxes of some buildings, (n,) each, without those that have no shape.

    Returns
    -------
    dict
        ``row``, ``east``, ``north``, ``length`` and ``width`` (half of them), ``angle`` (radians from
        east), ``bottom``, ``top``.
    """
    east, top = features["box_east"][rows], features["top"][rows]
    sound = np.isfinite(east) & np.isfinite(top)
    rows = rows[sound]
    found = {name: features[f"box_{name}"][rows] for name in ("north", "length", "width", "angle")}
    row = rows.astype(np.uint32)
    return {"row": row, "east": east[sound], **found, "bottom": features["bottom"][rows], "top": top[sound]}


def mesh_of(found: Columns, walled: NDArray[np.bool_]) -> Mesh:
    """Return boxes without bottoms: roofs first, then the walls of those that have any.

    Parameters
    ----------
    found
        (n,) columns as :func:`boxes_of` returns them.
    walled
        (n,) whether a box has walls.
    """
    rows, east, north, bottom, top = (found[name] for name in ("row", "east", "north", "bottom", "top"))
    if not len(rows):
        return _empty()
    length, width, angle = (found[name].astype(np.float64) for name in ("length", "width", "angle"))
    origin = np.round([np.mean(east), np.mean(north), float(np.mean(bottom))])
    cosine, sine = np.cos(angle)[:, None], np.sin(angle)[:, None]
    along = length[:, None] * _CORNERS[:, 0]
    across = width[:, None] * _CORNERS[:, 1]
    corners = np.empty((len(rows), 4, 3))
    corners[:, :, 0] = east[:, None] + along * cosine - across * sine - origin[0]
    corners[:, :, 1] = north[:, None] + along * sine + across * cosine - origin[1]
    corners[:, :, 2] = (top - origin[2])[:, None]
    count, walls = len(rows), int(walled.sum())
    # Each wall has its own four corners, so that each can have its own shade.
    foot = corners[walled].copy()
    foot[:, :, 2] = (bottom[walled] - origin[2])[:, None]
    head = corners[walled]
    following = np.roll(np.arange(4), -1)
    wall_points = np.stack(
        [foot, foot[:, following], head[:, following], head], axis=2
    )  # n, wall, corner, xyz
    points = np.concatenate([corners.reshape(-1, 3), wall_points.reshape(-1, 3)]).astype(np.float32)
    quads = np.arange(count + 4 * walls, dtype=np.uint32)[:, None, None] * 4 + _PLATE
    ids = np.concatenate([np.repeat(rows, 2), np.repeat(rows[walled], 8)]).astype(np.uint32)
    surfaces = np.full(len(ids), Surface.WALL, dtype=np.uint8)
    surfaces[: 2 * count] = Surface.ROOF
    return Mesh(origin, points, quads.reshape(-1, 3), ids, surfaces, closed=True)


def far_cost(features: dict[str, NDArray[Any]], *, plates: bool) -> NDArray[np.int64]:
    """Return the triangles of each building in :func:`far_mesh`."""
    if not plates:
        return np.full(len(features["top"]), WALLED)
    with np.errstate(invalid="ignore"):
        walled = (features["top"] - features["bottom"] > TALL) | (features["box_length"] > LONG)
    return np.where(walled, WALLED, FLAT)


def _empty() -> Mesh:
    return Mesh(
        np.zeros(3),
        np.empty((0, 3), dtype=np.float32),
        np.empty((0, 3), dtype=np.uint32),
        np.empty(0, dtype=np.uint32),
        np.empty(0, dtype=np.uint8),
        closed=True,
    )
