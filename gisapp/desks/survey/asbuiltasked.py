"""From areas and limits to the parts of an as-built inspection."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.asbuiltparts import QUOTED, Kind, Limits, Part, Way
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from layers.tin import Tin
    from layers.vector import Vector

NAMES = ("部位", "部位名", "名称", "名前", "name", "part")
"""Columns that may hold what a part is called."""
_LIMITS = re.compile(r"(天端|法面|小段)=(\d+(?:\.\d+)?)(?:/(\d+(?:\.\d+)?))?")
_NO_PARTS = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の面には、天端・法面・小段のどれかを書いた列がありません（{count} 件）。"
)
_WRITE = QT_TRANSLATE_NOOP(CONTEXT, "「部位」などの列に、天端・法面・小段のどれかを書いてください。")


def limits_of(texts: Sequence[str]) -> dict[Kind, Limits]:
    """Return the limits with those that staff give: ``天端=150/50`` in millimetres, single and mean.

    Raises
    ------
    ValueError
        With a sentence, when one is none.
    """
    found = dict(QUOTED)
    for text in texts:
        match = _LIMITS.fullmatch(text)
        if match is None or not float(match[2]) or match[3] == "0":
            raise ValueError("規格値は 天端=150/50 のように、個々/平均（mm）で書いてください")
        kind = Kind(match[1])
        one = replace(found[kind], single=float(match[2]) / 1000, single_sure=True)
        if match[3]:
            one = replace(one, mean=float(match[3]) / 1000, mean_sure=True)
        found[kind] = one
    return found


def parts_of(layer: Vector, limits: Mapping[Kind, Limits], way: Way = Way.VERTICAL) -> tuple[Part, ...]:
    """Return the parts that a layer of areas holds.

    Parameters
    ----------
    layer
        In the system of the scan; some column says what each area is.
    limits
        By kind.
    way
        How deviations of slopes are measured; others are upright.

    Raises
    ------
    layers.errors.AnalysisFailed
        When a column that says so is missing.
    """
    import shapely

    table = layer.table()
    shapes = layer.data.store.shapes(np.arange(len(table)))
    areal = np.flatnonzero(shapely.get_dimensions(shapes) == 2).tolist()
    columns = {one.name: table.texts(one.name) for one in table.attributes}
    named = next((columns[name] for name in columns if name.lower() in NAMES), None)
    found = []
    for row in areal:
        texts = [str(values[row]) for values in columns.values()]
        kind = next((kind for kind in Kind for text in texts if kind.value in text), None)
        if kind is None:
            values = {"file": layer.source.path.name, "count": len(areal)}
            raise AnalysisFailed(_NO_PARTS, _WRITE, values=values)
        name = str(named[row]) if named is not None else kind.value
        polygon = shapely.force_2d(shapely.make_valid(shapes[row]))
        slope = kind is Kind.SLOPE
        found.append(Part(name, kind, polygon, limits[kind], way if slope else Way.VERTICAL))
    if not found:
        raise AnalysisFailed(_NO_PARTS, _WRITE, values={"file": layer.source.path.name, "count": 0})
    return tuple(found)


def whole(design: Tin, kind: Kind, limits: Mapping[Kind, Limits], way: Way = Way.VERTICAL) -> Part:
    """Return a design as one part."""
    import shapely

    outline = shapely.union_all(design.shapes)
    return Part(design.name, kind, outline, limits[kind], way if kind is Kind.SLOPE else Way.VERTICAL)
