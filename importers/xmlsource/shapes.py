"""Shapely geometries out of flat coordinates, many at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

POINT, LINE, SHELL, HOLE = range(4)
_FEWEST = np.array([1, 2, 3, 3])


@dataclass(frozen=True, eq=False)
class Paths:
    """Runs of coordinates and what they are of.

    Attributes
    ----------
    xy
        (m, 2) float64 coordinates of all paths one behind another.
    offsets
        (n + 1,) where each path begins.
    feature
        (n,) feature of each path, never falling.
    kind
        (n,) POINT, LINE, SHELL or HOLE; a hole belongs to the last shell before it.
    """

    xy: NDArray[np.float64]
    offsets: NDArray[np.int64]
    feature: NDArray[np.int64]
    kind: NDArray[np.int64]


def shapes(paths: Paths, count: int) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """Return a geometry for each feature.

    Parameters
    ----------
    paths
        The coordinates; rings need not repeat their first point.
    count
        Number of features.

    Returns
    -------
    geometry
        (count,) shapely geometries; several of one feature are a collection of their kind. None where
        the feature has no path.
    broken
        (count,) where a path has too few points, a number that is none, or a hole no shell around it;
        the geometry is None there.
    """
    lengths = np.diff(paths.offsets)
    owner = np.repeat(np.arange(len(lengths)), lengths)
    wrong = np.bincount(owner, ~np.isfinite(paths.xy).all(axis=1), len(lengths)) > 0
    wrong |= _different(paths, lengths) < _FEWEST[paths.kind]
    polygon = np.cumsum(paths.kind == SHELL) - 1
    shell_of = paths.feature[np.flatnonzero(paths.kind == SHELL)]
    lost = (paths.kind == HOLE) & (polygon < 0)
    if len(shell_of):
        lost |= (paths.kind == HOLE) & (shell_of[polygon] != paths.feature)
    wrong |= lost
    broken = np.zeros(count, dtype=bool)
    broken[paths.feature[wrong]] = True

    keep = ~broken[paths.feature]
    xy = paths.xy[np.repeat(keep, lengths)]
    feature, kind, lengths = paths.feature[keep], paths.kind[keep], lengths[keep]
    offsets = np.concatenate(([0], np.cumsum(lengths)))
    geometry = np.full(count, None, dtype=object)
    points = shapely.points(xy[offsets[:-1][kind == POINT]]) if (kind == POINT).any() else _NONE
    _put(geometry, points, feature[kind == POINT], shapely.multipoints)
    lines = _strings(shapely.linestrings, xy, lengths, kind == LINE)
    _put(geometry, lines, feature[kind == LINE], shapely.multilinestrings)
    ring = kind >= SHELL
    rings = _strings(shapely.linearrings, xy, lengths, ring)
    if len(rings):
        of = np.cumsum(kind[ring] == SHELL) - 1
        polygons = shapely.polygons(rings, indices=of)
        _put(geometry, polygons, feature[kind == SHELL], shapely.multipolygons)
    return geometry, broken


_NONE = np.empty(0, dtype=object)


def _different(paths: Paths, lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the number of points of each path, without the last one of a ring that repeats the first."""
    counts = lengths.copy()
    filled = np.flatnonzero((lengths > 1) & (paths.kind >= SHELL))
    first, last = paths.offsets[filled], paths.offsets[filled + 1] - 1
    counts[filled] -= (paths.xy[first] == paths.xy[last]).all(axis=1)
    return counts


def _strings(
    make: Callable[..., Any], xy: NDArray[np.float64], lengths: NDArray[np.int64], chosen: NDArray[np.bool_]
) -> NDArray[np.object_]:
    if not chosen.any():
        return _NONE
    indices = np.repeat(np.arange(int(chosen.sum())), lengths[chosen])
    return np.asarray(make(xy[np.repeat(chosen, lengths)], indices=indices), dtype=object)


def _put(
    geometry: NDArray[np.object_],
    made: NDArray[np.object_],
    feature: NDArray[np.int64],
    collect: Callable[..., Any],
) -> None:
    """Give the geometries to their features; those with several get a collection."""
    if not len(made):
        return
    single = np.bincount(feature, minlength=len(geometry))[feature] == 1
    geometry[feature[single]] = made[single]
    if not single.all():
        several, indices = np.unique(feature[~single], return_inverse=True)
        geometry[several] = collect(made[~single], indices=indices)
