"""The areas around a place, what an edit does to them, and what it may not do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gisapp.desks.areas.arcs import arcs_of
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.areas.arcs import Arcs

    Shapes = NDArray[np.object_]

LEAST = 1.0
"""Square metres: less is no area."""
EXACT = 1e-4
"""Square metres by which areas that share their corners may seem to overlap: rounding of large numbers."""

GONE = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の区域がなくなります。")
GONE_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "区域が残るように直してください。なくすときは「統合」か「区域を外す」を使います。"
)
CROSSES_ITSELF = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の境界が自分自身と交わります。")
CROSSES_HINT = QT_TRANSLATE_NOOP(CONTEXT, "境界どうしが交わらない位置に直してください。")
CROSSES = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の境界が「{other}」の区域に入り込みます。")
NOTHING_TAKEN = QT_TRANSLATE_NOOP(CONTEXT, "囲んだ所に、動かせる土地がありません。")
NOTHING_TAKEN_HINT = QT_TRANSLATE_NOOP(CONTEXT, "囲む場所か、相手の区域を確かめてください。")


class EditRefused(AnalysisFailed):
    """An edit would leave areas that are none."""


@dataclass(frozen=True, eq=False)
class Patch:
    """The areas around a place.

    Attributes
    ----------
    shapes
        (k,) Polygon or MultiPolygon in metres, None where an area has no shape.
    names
        What they are called, for sentences.
    """

    shapes: Shapes
    names: Sequence[str]


@dataclass(frozen=True, eq=False)
class Edited:
    """What an edit does.

    Attributes
    ----------
    changed
        The areas that change, by their rows, as they are then; None for one that is gone.
    fresh
        Areas that there are in addition.
    """

    changed: Mapping[int, shapely.Geometry | None] = field(default_factory=dict)
    fresh: tuple[shapely.Geometry, ...] = ()


def finished(patch: Patch, before: Arcs, after: Arcs) -> Edited:
    """Return what has changed between arcs of the same areas."""
    lengths = np.diff(after.offsets) - 1
    arcs = np.where(after.uses < 0, ~after.uses, after.uses)
    sizes = np.add.reduceat(lengths[arcs], after.ring_offsets[:-1])
    if (sizes < 3).any():
        row = int(after.part_rows[after.ring_parts[np.argmin(sizes)]])
        raise EditRefused(GONE, GONE_HINT, values={"name": patch.names[row]})
    return checked(patch, before.shapes(), after.shapes())


def checked(patch: Patch, before: Shapes, after: Shapes, gone: Sequence[int] = ()) -> Edited:
    """Return what has changed, with the corners that neighbours get from it, if it may be so."""
    count = len(before)
    names = [*patch.names, *[""] * (len(after) - count)]
    for row in range(len(after)):
        lost = row >= count or (before[row] is not None and row not in gone)
        if lost and (after[row] is None or shapely.area(after[row]) < LEAST):
            if row >= count:
                raise EditRefused(NOTHING_TAKEN, NOTHING_TAKEN_HINT)
            if before[row].area >= LEAST:
                raise EditRefused(GONE, GONE_HINT, values={"name": names[row]})
    after = arcs_of(after).shapes()
    same = shapely.equals_exact(shapely.normalize(after[:count]), shapely.normalize(before), 0.0)
    rows = [row for row in range(len(after)) if row >= count or (after[row] is not None and not same[row])]
    for row in rows:
        if after[row] is None or not after[row].is_valid:
            raise EditRefused(CROSSES_ITSELF, CROSSES_HINT, values={"name": names[row]})
    _apart(before, after, rows, names)
    changed = {row: after[row] for row in rows if row < count}
    return Edited({**changed, **dict.fromkeys(gone)}, tuple(after[count:]))


def _apart(before: Shapes, after: Shapes, rows: Sequence[int], names: Sequence[str]) -> None:
    """Refuse what overlaps more than it did before."""
    valid = shapely.is_valid(after) | shapely.is_missing(after)
    now = np.where(valid, after, shapely.make_valid(after))
    one, other = shapely.STRtree(now).query(now[list(rows)], predicate="intersects")
    one = np.asarray(rows, dtype=np.intp)[one]
    apart = one != other
    one, other = one[apart], other[apart]
    common = shapely.area(shapely.intersection(now[one], now[other]))
    for first, second, size in zip(one.tolist(), other.tolist(), common.tolist(), strict=True):
        if size > EXACT and size > _common(before, first, second) + EXACT:
            values = {"name": names[first] or names[second], "other": names[second] or names[first]}
            raise EditRefused(CROSSES, CROSSES_HINT, values=values)


def _common(shapes: Shapes, one: int, other: int) -> float:
    if max(one, other) >= len(shapes) or shapes[one] is None or shapes[other] is None:
        return 0.0
    return float(shapely.make_valid(shapes[one]).intersection(shapely.make_valid(shapes[other])).area)
