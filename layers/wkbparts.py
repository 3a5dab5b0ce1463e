"""Single areas out of well-known binary, only those near a box: a flood area is ten thousand triangles.

Making an object for each of them takes longer than the answer may take; their corners lie in the bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Box = tuple[float, float, float, float]
"""West, south, east, north."""
_HEAD = 9
"""Bytes before the first part: order, kind, count."""
_MULTIPOLYGON_Z = (1006, 0x80000006)
"""Kinds in the binary of ISO and of the extended form."""
_TRIANGLE = np.dtype(
    [("order", "u1"), ("kind", "<u4"), ("rings", "<u4"), ("points", "<u4"), ("corners", "<f8", (4, 3))]
)


def parts_near(binary: NDArray[np.object_], box: Box) -> tuple[NDArray[np.intp], NDArray[np.object_]]:
    """Return the flat single shapes whose own box meets a box, and which of the binaries each is of.

    Parameters
    ----------
    binary
        (n,) bytes of well-known binary, None where there is no shape.
    box
        Metres.
    """
    import shapely

    triangles = [None if one is None else _triangles(one) for one in binary]
    plain = np.array([one is None for one in triangles], bool)
    parts, owner = shapely.get_parts(shapely.force_2d(shapely.from_wkb(binary[plain])), return_index=True)
    met = meets(shapely.bounds(parts), box)
    found, owners = [parts[met]], [np.flatnonzero(plain)[owner[met]]]
    for number, corners in enumerate(triangles):
        if corners is not None:
            bounds = np.concatenate([corners.min(axis=1), corners.max(axis=1)], axis=1)
            near = corners[meets(bounds, box)]
            found.append(shapely.polygons(near))
            owners.append(np.full(len(near), number))
    return np.concatenate(owners).astype(np.intp), np.concatenate(found)


def meets(bounds: NDArray[np.float64], box: Box) -> NDArray[np.bool_]:
    """Return (n,) whether boxes (n, 4) have a point in common with a box."""
    met = (bounds[:, 0] <= box[2]) & (bounds[:, 2] >= box[0])
    return met & (bounds[:, 1] <= box[3]) & (bounds[:, 3] >= box[1])


def _triangles(one: bytes) -> NDArray[np.float64] | None:
    """Return (n, 4, 2) corners where a shape is nothing but triangles with heights, None otherwise."""
    count, rest = divmod(len(one) - _HEAD, _TRIANGLE.itemsize)
    if rest or count < 1 or one[0] != 1:
        return None
    if int.from_bytes(one[1:5], "little") not in _MULTIPOLYGON_Z:
        return None
    rows = np.frombuffer(one, _TRIANGLE, count, _HEAD)
    if (
        int.from_bytes(one[5:_HEAD], "little") != count
        or not ((rows["order"] == 1) & (rows["rings"] == 1) & (rows["points"] == 4)).all()
    ):
        return None
    return np.ascontiguousarray(rows["corners"][:, :, :2])
