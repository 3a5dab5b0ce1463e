"""Volumes by the divergence theorem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def volumes(points: NDArray[Any], triangles: NDArray[Any], owners: NDArray[Any], count: int) -> NDArray[Any]:
    """Return (count,) cubic metres enclosed by the triangles of each feature.

    For a shape that is not closed the figure depends on the origin, which is the mean of its corners here.
    """
    corners = points[triangles].astype(np.float64)
    share = np.maximum(np.bincount(owners, minlength=count), 1)
    centre = np.column_stack(
        [np.bincount(owners, corners[:, :, axis].mean(axis=1), count) / share for axis in range(3)]
    )
    a, b, c = np.moveaxis(corners - centre[owners][:, None, :], 1, 0)
    return np.bincount(owners, np.einsum("ij,ij->i", a, np.cross(b, c)) / 6, count)
