"""The areas for which totals are made (自治会, 町丁目, 通学区域, a drawn polygon), and who lives there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from layers import filters
from layers.errors import AnalysisFailed
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    import shapely
    from numpy.typing import NDArray

    from layers.base import Layer
    from layers.feedback import Feedback

NAMES = (
    r"自治会名|町内会名|町会名|行政区名|学区名|通学区域名|.*小学校区.*",
    r"町丁目名称?|S_NAME|町名|字名|A27_00[347]|A32_00[45]",
    r"名称|name|区域名|地区名|施設名",
)
"""Columns that name an area, the best first."""
PEOPLE = r"人口|総人口|人口総数|人数|JINKO|population|people"
HOUSEHOLDS = r"世帯数?|総世帯数?|SETAI|households?"
MATCHING = 0.5
"""Part of the areas whose names or numbers a ledger must hold to be taken for theirs."""
_NO_AREAS = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」に面の図形がないため、区域ごとに集計できません。")
_CHOOSE = QT_TRANSLATE_NOOP(CONTEXT, "区域（面）のあるレイヤを選んでください。")
_NO_MATCH = QT_TRANSLATE_NOOP(
    CONTEXT,
    "表「{layer}」と区域「{areas}」に、共通する番号や名前の列がありません。人口・世帯数は使っていません。",
)
_PARTLY = QT_TRANSLATE_NOOP(
    CONTEXT, "表「{layer}」に載っていない区域が {count} 件あります（例: {example}）。未確認としました。"
)


@dataclass(frozen=True, eq=False)
class Areas:
    """Areas with who lives there.

    Attributes
    ----------
    layer
        Where they are from; None for one that was drawn.
    names
        (m,) what they are called.
    shapes
        (m,) polygons, metres of the project's system.
    people, households
        (m,) as a ledger or census states them, NaN where unknown.
    method
        Where people and households are from, a sentence; empty when nobody states them.
    """

    layer: Layer | None
    names: NDArray[np.object_]
    shapes: NDArray[np.object_]
    people: NDArray[np.float64]
    households: NDArray[np.float64]
    method: str = ""


def drawn_area(polygon: shapely.Geometry, name: str) -> Areas:
    """Return one area that somebody drew."""
    shapes = np.empty(1, dtype=object)
    shapes[0] = polygon
    unknown = np.array([np.nan])
    return Areas(None, np.array([name], dtype=object), shapes, unknown, unknown.copy())


def areas_of(layer: Layer, feedback: Feedback, ledger: Layer | None = None) -> Areas:
    """Return the areas of a layer that pass its filter.

    Parameters
    ----------
    layer
        Areas, with its data opened.
    feedback
        Receives what a ledger lacks.
    ledger
        A table with people or households of the same areas, found by a number or name that both have; None to
        use what the layer itself states.

    Raises
    ------
    layers.errors.AnalysisFailed
        When the layer has no areas.
    """
    import shapely as geometry

    shapes = None if layer.data is None else layer.footprints()
    areal = None if shapes is None else geometry.get_dimensions(shapes) == 2
    if shapes is None or areal is None or not areal.any():
        raise AnalysisFailed(_NO_AREAS, _CHOOSE, values={"layer": layer.name})
    shown = filters.mask(layer)
    rows = np.flatnonzero(areal if shown is None else areal & shown)
    table = layer.table()
    column = _column(layer, NAMES)
    names = table.texts(column)[rows] if column else (rows + 1).astype(str).astype(object)
    sound = geometry.make_valid(geometry.force_2d(shapes[rows]), method="structure", keep_collapsed=False)
    people, people_in = _figures(layer, PEOPLE, rows)
    households, households_in = _figures(layer, HOUSEHOLDS, rows)
    method = _method(layer, people_in, households_in)
    found = Areas(layer, names, sound, people, households, method)
    return found if ledger is None else _with_ledger(found, rows, ledger, feedback)


def ledger_of(layers: Sequence[Layer]) -> Layer | None:
    """Return the first table without shapes that states people or households, None when there is none."""
    for layer in layers:
        if layer.kind == "vector" and layer.data is not None and layer.extent() is None and states(layer):
            return layer
    return None


def states(layer: Layer) -> bool:
    """Say whether a layer or table states people or households."""
    none = np.empty(0, np.intp)
    return any(_figures(layer, pattern, none)[1] for pattern in (PEOPLE, HOUSEHOLDS))


def _with_ledger(areas: Areas, rows: NDArray[np.intp], ledger: Layer, feedback: Feedback) -> Areas:
    """Return the areas with the figures of a ledger."""
    if areas.layer is None:
        return areas
    best, keys = 0, (np.empty(0, dtype=object), np.empty(0, dtype=object))
    for mine in _texts(areas.layer):
        own = _plain(areas.layer.table().texts(mine)[rows])
        for theirs in _texts(ledger):
            other = _plain(ledger.table().texts(theirs))
            hits = int(np.isin(own.astype(str), other[other != ""].astype(str)).sum())
            if hits > best and len(set(own.tolist())) > len(own) / 2:
                best, keys = hits, (own, other)
    values = {"layer": ledger.name, "areas": areas.layer.name}
    if best < MATCHING * len(rows):
        feedback.find(Finding(Severity.WARNING, "ledger-no-match", _NO_MATCH, values))
        return areas
    own, other = keys
    order = np.argsort(other.astype(str), kind="stable")
    sorted_keys = other[order].astype(str)
    place = np.searchsorted(sorted_keys, own.astype(str))
    place = np.minimum(place, len(order) - 1)
    found = sorted_keys[place] == own.astype(str)
    at = order[place]
    if not found.all():
        values = {
            "layer": ledger.name,
            "count": f"{int((~found).sum()):,}",
            "example": str(areas.names[~found][0]),
        }
        feedback.find(
            Finding(Severity.WARNING, "ledger-lacks-areas", _PARTLY, values, count=int((~found).sum()))
        )
    whole = np.arange(len(ledger.table()))
    people, people_in = _figures(ledger, PEOPLE, whole)
    households, households_in = _figures(ledger, HOUSEHOLDS, whole)
    return replace(
        areas,
        people=np.where(found, people[at], np.nan),
        households=np.where(found, households[at], np.nan),
        method=_method(ledger, people_in, households_in),
    )


def _method(layer: Layer, people: str, households: str) -> str:
    told = [
        f"{what}は「{layer.name}」の「{column}」"
        for what, column in (("人口", people), ("世帯数", households))
        if column
    ]
    date = f"（{layer.source.date}）" if told and layer.source.date else ""
    return "、".join(told) + date


def _figures(layer: Layer, pattern: str, rows: NDArray[np.intp]) -> tuple[NDArray[np.float64], str]:
    """Return figures of a column, NaN where missing or negative, and what the column is called."""
    for one in layer.table().attributes:
        said = (one.name, one.label)
        if one.kind in {"number", "integer"} and any(
            re.fullmatch(pattern, text, re.IGNORECASE) for text in said
        ):
            values = layer.table().numbers(one.name)[rows]
            return np.where(values >= 0, values, np.nan), one.label
    return np.full(len(rows), np.nan), ""


def _column(layer: Layer, patterns: tuple[str, ...]) -> str:
    for pattern in patterns:
        for one in layer.table().attributes:
            if re.fullmatch(pattern, one.name) or re.fullmatch(pattern, one.label):
                return one.name
    return ""


def _texts(layer: Layer) -> list[str]:
    return [one.name for one in layer.table().attributes if one.kind in {"text", "code"}]


def _plain(texts: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return names without width and blanks."""
    return np.array(
        ["".join(unicodedata.normalize("NFKC", str(text)).split()) for text in texts.tolist()], dtype=object
    )
