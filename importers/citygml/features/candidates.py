"""The coordinate lists of the features of a class, and which of them show each feature best."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from importers.citygml.features.spots import COORDINATES, Shape, Spot, spot_of
from importers.citygml.places import climb

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.elements import Elements
    from importers.citygml.features.classes import FeatureClass

_FLAT = frozenset({"tran", "luse", "wtr", "urf"})
"""Modules whose features lie on the ground: LOD1 says where, higher levels only add detail."""
_FLAT_CLASSES = frozenset({"uro:Waterway"})
_FLAT_ORDER = (1, 0, 2, 3, 4, -1, -2)
_SOLID_ORDER = (3, 2, 4, 1, 0, -1, -2)
"""LOD4 adds what is inside, which hides nothing and costs much."""
_INSIDE_ORDER = (4, 3, 2, 1, 0, -1, -2)
_INSIDE_CLASSES = frozenset({"uro:UndergroundBuilding"})
"""Whoever looks at an underground mall looks at its inside."""
WORST = 1 << 14


@dataclass(frozen=True, eq=False)
class Candidates:
    """Coordinate lists, one row each, ordered by element, exterior first.

    Attributes
    ----------
    rows
        Rows of the lists.
    ring
        Rows of the elements around them.
    element
        Rows of the polygons, lines or points.
    holder
        Rows of the parts of features that own them.
    feature
        Number of the feature within its class.
    score
        The lower, the better it shows the feature; equal for one kind of shape at one level.
    shape
        :class:`Shape`.
    lod
        Level of detail, -9 when nobody says.
    interior, bounding
        As :class:`importers.citygml.features.spots.Spot` tells.
    """

    rows: NDArray[np.int64]
    ring: NDArray[np.int64]
    element: NDArray[np.int64]
    holder: NDArray[np.int64]
    feature: NDArray[np.int64]
    score: NDArray[np.int32]
    shape: NDArray[np.int8]
    lod: NDArray[np.int8]
    interior: NDArray[np.bool_]
    bounding: NDArray[np.bool_]

    def where(self, kept: NDArray[np.bool_] | NDArray[np.intp]) -> Candidates:
        """Return some of them."""
        if kept.dtype == bool and kept.all():
            return self  # as a rule
        return Candidates(*(getattr(self, column.name)[kept] for column in fields(self)))

    def joined(self, other: Candidates) -> Candidates:
        """Return both, these first."""
        pairs = ((getattr(self, column.name), getattr(other, column.name)) for column in fields(self))
        return Candidates(*(np.concatenate(pair) for pair in pairs))


def is_flat(key: str) -> bool:
    """Return whether features of a class lie on the ground."""
    return key.partition(":")[0] in _FLAT or key in _FLAT_CLASSES


def score_of(key: str, shape: Shape, lod: int | None, *, symbol: bool = False, nested: bool = False) -> int:
    """Return how well a shape shows a feature of a class: surfaces before lines before points, then level."""
    order = _FLAT_ORDER if is_flat(key) else _INSIDE_ORDER if key in _INSIDE_CLASSES else _SOLID_ORDER
    level = order.index(lod) if lod in order else len(order)
    return 4000 * symbol + 1000 * int(shape) + 100 * nested + 2 * level


def find_candidates(elements: Elements, kind: FeatureClass, number: NDArray[np.int32]) -> Candidates:
    """Collect the coordinate lists of a class of features.

    Parameters
    ----------
    elements
        A window.
    kind
        The class.
    number
        (elements,) number of the feature that each row is, -1 for others.
    """
    columns: list[tuple[NDArray[np.generic], ...]] = []
    for below in kind.below:
        chain = elements.chains[below.path]
        if chain[-1].local not in COORDINATES or (below.nested and not kind.key.startswith("tran:")):
            continue
        spot = spot_of(chain, below.position)
        if spot is not None:
            rows = elements.rows_by_path[below.path].astype(np.int64)
            score = score_of(kind.key, spot.shape, spot.lod, symbol=spot.symbol, nested=below.nested)
            steps = len(chain) - 1 - below.position
            columns.append(table(elements, rows, spot, score, number[climb(elements.parent, rows, steps)]))
    if not columns:
        return nothing()
    found = Candidates(*(np.concatenate(parts) for parts in zip(*columns, strict=True)))
    if len(columns) == 1 and not found.interior.any():
        return found
    return found.where(np.lexsort((found.rows, found.interior, found.element)))


def table(
    elements: Elements, rows: NDArray[np.int64], spot: Spot, score: int, feature: NDArray[np.int32]
) -> tuple[NDArray[np.generic], ...]:
    """Return the columns of :class:`Candidates` for the coordinate lists of one path."""
    return (
        rows,
        elements.parent[rows].astype(np.int64),
        climb(elements.parent, rows, spot.element),
        climb(elements.parent, rows, spot.holder),
        feature.astype(np.int64),
        np.full(len(rows), score, dtype=np.int32),
        np.full(len(rows), spot.shape, dtype=np.int8),
        np.full(len(rows), -9 if spot.lod is None else spot.lod, dtype=np.int8),
        np.full(len(rows), spot.interior, dtype=bool),
        np.full(len(rows), spot.bounding, dtype=bool),
    )


def nothing() -> Candidates:
    """Return no coordinate lists."""
    empty = np.empty(0, dtype=np.int64)
    flags = empty.astype(bool)
    return Candidates(
        *(empty,) * 5, empty.astype(np.int32), empty.astype(np.int8), empty.astype(np.int8), flags, flags
    )


def best_of(found: Candidates, count: int) -> NDArray[np.int32]:
    """Return the best score of each of `count` features, :data:`WORST` for those without a shape."""
    best = np.full(count, WORST, dtype=np.int32)
    np.minimum.at(best, found.feature, found.score)
    return best


def choose(found: Candidates, best: NDArray[np.int32]) -> Candidates:
    """Return the coordinate lists that show their features best.

    A solid may repeat, in writing, the polygons of its boundary surfaces: these are left out, for drawing
    both would draw all twice.
    """
    chosen = found.where(found.score == best[found.feature])
    bounding = chosen.bounding
    if not bounding.any() or bounding.all():
        return chosen
    repeated = ~bounding & (chosen.shape == Shape.SURFACE) & np.isin(chosen.holder, chosen.holder[bounding])
    return chosen.where(~repeated)
