"""Coordinate lists as polygons, lines and points: read, faults told, and repaired where that is safe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from importers.citygml import numbers
from importers.citygml.features.ragged import Ragged, cuts
from importers.citygml.features.spots import Shape
from importers.citygml.lists import (
    CoordinateLists,
    check_counts,
    dimensions,
    report,
    report_rings,
    to_points,
)
from layers import ears
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.store.polygons import spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.elements import Elements
    from importers.citygml.features.candidates import Candidates
    from importers.citygml.features.system import System
    from layers.feedback import Finding

_OUTSIDE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の {line:,} 行目などに日本の範囲にない座標の形が {count:,} 件ありました。除きました。",
)
_SHORT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の {line:,} 行目などに線や点にならない座標が {count:,} 件ありました。除きました。",
)


@dataclass(frozen=True, eq=False)
class Rings:
    """Rings of polygons; those of one polygon stand together, its exterior first.

    Attributes
    ----------
    points
        (n, 3) east, north, height.
    offsets
        (rings + 1,) cuts of the points.
    polygon, feature
        (rings,) numbers of the polygon and of the feature.
    interior
        (rings,) whether each one is a hole.
    """

    points: NDArray[np.float64]
    offsets: NDArray[np.int64]
    polygon: NDArray[np.int64]
    feature: NDArray[np.int64]
    interior: NDArray[np.bool_]


def read_points(
    elements: Elements, chosen: Candidates, file: str, findings: list[Finding]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the points of coordinate lists as written (n, 3), and how many each list has."""
    leaves = _as_lists(chosen)
    values, offsets = numbers.parse_numbers(elements.data, elements.text[chosen.rows])
    words = np.diff(offsets)
    dimension = dimensions(elements, leaves)
    check_counts(elements, leaves, words, dimension, file, findings)
    return to_points(values, offsets, words // dimension, dimension)


def _as_lists(chosen: Candidates) -> CoordinateLists:
    return CoordinateLists(
        chosen.rows,
        chosen.ring,
        chosen.element,
        chosen.holder,
        chosen.feature,
        chosen.lod,
        np.zeros(len(chosen.rows), dtype=np.uint8),
        chosen.interior,
    )


def within_japan(
    elements: Elements,
    chosen: Candidates,
    points: NDArray[np.float64],
    per_list: NDArray[np.int64],
    system: System,
    file: str,
    findings: list[Finding],
) -> NDArray[np.bool_]:
    """Return for each coordinate list whether its polygon, line or point may be kept."""
    sound = system.sound(points)
    if sound.all():
        return np.ones(len(chosen.rows), dtype=bool)
    bad = np.unique(np.repeat(chosen.element, per_list)[~sound])
    outside = np.isin(chosen.element, bad)
    first = np.unique(chosen.element[outside], return_index=True)[1]
    rows = chosen.rows[outside][first]
    holders = chosen.holder[outside][first]
    report(elements, rows, holders, file, "coordinates-outside-japan", _OUTSIDE, findings)
    return ~outside


def to_rings(
    elements: Elements,
    chosen: Candidates,
    points: NDArray[np.float64],
    per_list: NDArray[np.int64],
    file: str,
    findings: list[Finding],
) -> Rings:
    """Return the rings of surfaces, without closing and repeated points, and tell their faults."""
    first = cuts(chosen.ring)  # a ring may be written as many single positions
    ends = np.concatenate([[0], np.cumsum(per_list)]).astype(np.int64)
    kept, offsets, faults = ears.clean_rings(points, ends[first])
    lead = first[:-1]
    report_rings(elements, _as_lists(chosen), lead, faults, file, findings)
    return Rings(points[kept], offsets, chosen.element[lead], chosen.feature[lead], chosen.interior[lead])


def pack_surfaces(rings: Rings) -> Ragged:
    """Return polygons by feature; polygons without an exterior are left out."""
    sizes = np.diff(rings.offsets)
    starts = cuts(rings.polygon)
    lead = starts[:-1]
    sound = (sizes[lead] >= 3) & ~rings.interior[lead]
    kept = np.flatnonzero((sizes >= 3) & np.repeat(sound, np.diff(starts)))
    if (np.diff(rings.feature[kept]) < 0).any():
        kept = kept[np.argsort(rings.feature[kept], kind="stable")]
    sizes = sizes[kept] + 1
    index = spread(rings.offsets[kept], sizes)
    ends = np.cumsum(sizes)
    index[ends - 1] = rings.offsets[kept]
    polygons = cuts(rings.polygon[kept])
    feature = rings.feature[kept][polygons[:-1]]
    multi = cuts(feature)
    return Ragged(
        Shape.SURFACE,
        feature[multi[:-1]],
        rings.points[index],
        (np.concatenate([[0], ends]).astype(np.int64), polygons, multi),
    )


def pack_lines(
    elements: Elements,
    chosen: Candidates,
    points: NDArray[np.float64],
    per_list: NDArray[np.int64],
    file: str,
    findings: list[Finding],
) -> Ragged:
    """Return lines by feature; those of fewer than two points are left out and told."""
    first = cuts(chosen.element)
    ends = np.concatenate([[0], np.cumsum(per_list)]).astype(np.int64)[first]
    owner = np.repeat(np.arange(len(first) - 1), np.diff(ends))
    finite = np.isfinite(points).all(axis=1)
    sizes = np.bincount(owner[finite], minlength=len(first) - 1)
    short = sizes < 2
    lead = first[:-1]
    report(
        elements,
        chosen.rows[lead[short]],
        chosen.holder[lead[short]],
        file,
        "line-too-short",
        _SHORT,
        findings,
    )
    keep = finite & ~short[owner]
    feature = chosen.feature[lead[~short]]
    order = np.argsort(feature, kind="stable")
    lines = spread(np.concatenate([[0], np.cumsum(sizes[~short])])[:-1][order], sizes[~short][order])
    feature = feature[order]
    multi = cuts(feature)
    offsets = np.concatenate([[0], np.cumsum(sizes[~short][order])]).astype(np.int64)
    return Ragged(Shape.LINE, feature[multi[:-1]], points[keep][lines], (offsets, multi))


def pack_points(points: NDArray[np.float64], feature: NDArray[np.int64]) -> Ragged:
    """Return points by feature; what is no number is left out."""
    finite = np.isfinite(points).all(axis=1)
    points, feature = points[finite], feature[finite]
    order = np.argsort(feature, kind="stable")
    feature = feature[order]
    multi = cuts(feature)
    return Ragged(Shape.POINT, feature[multi[:-1]], points[order], (multi,))


def join_rings(one: Rings, other: Rings) -> Rings:
    """Return the rings of both; polygons of the second get new numbers."""
    shift = int(one.polygon.max()) + 1 if len(one.polygon) else 0
    return Rings(
        np.concatenate([one.points, other.points]),
        np.concatenate([one.offsets, other.offsets[1:] + one.offsets[-1]]),
        np.concatenate([one.polygon, other.polygon + shift]),
        np.concatenate([one.feature, other.feature]),
        np.concatenate([one.interior, other.interior]),
    )
