"""Every regulation at a place: what applies, on how much of it, how sure, and where that is written.

A regulation without a layer, or whose layer does not reach the place, is 「未確認」 and never 「なし」. What
lies within the position error of a line, or in halves, is 「要確認」 with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.coverage import covered
from gisapp.desks.planning.deciding import decide
from gisapp.desks.planning.found import Piece, Query, Readings, feature_parts
from gisapp.desks.planning.regulationtable import Covers, Principle, filled, needed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import shapely

    from gisapp.desks.planning.regulationtable import Matcher, Regulation, RegulationTable
    from layers.base import Layer

ALIKE = 1.0
"""Metres of accuracy up to which a change of datum counts as none: JGD2000 to 2011 moves all layers alike."""
NOTHING = 1e-6
"""Part of a lot below which an overlap is rounding."""

_NO_LAYER = QT_TRANSLATE_NOOP(CONTEXT, "この規制の資料（レイヤ）がありません。")
_NO_DATA = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」の元のデータが開けません。")
_OTHER_SYSTEM = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」の座標系（{crs}）がプロジェクトと違います。")
_NOT_REACHED = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」の範囲が、この場所に届いていません。")
_PARTLY_REACHED = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」の範囲が、敷地の一部にしか届いていません。")
_NEAR = QT_TRANSLATE_NOOP(
    CONTEXT, "「{label}」の線から {distance} m で、図の位置の誤差（±{error} m）の中です。"
)
_SLIVER = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{label}」は {area} m² だけかかり、図の位置の誤差（±{error} m、{least} m²）より小さい重なりです。",
)
_REST = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{label}」の外は {area} m² だけで、図の位置の誤差（±{error} m、{least} m²）より小さい部分です。",
)
_NOT_IN_LIST = QT_TRANSLATE_NOOP(CONTEXT, "「{value}」（{layer}）は、規制の一覧にない値です。")
_OVERLAP = QT_TRANSLATE_NOOP(CONTEXT, "同じ場所に違う内容の区域が重なっています（{labels}）。")
_NO_VALUE = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」に、この内容の値がありません。")
_NO_EXTENT = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」に図形がありません。")


class Answer(StrEnum):
    """What can be said."""

    APPLIES = "applies"
    NOT = "not"
    CONFIRM = "confirm"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Used:
    """Where a row comes from."""

    layer: str
    name: str
    file: str
    date: str
    digest: str
    credit: str
    reaches: bool


@dataclass(frozen=True, eq=False)
class Part:
    """A part of the place in which one value of a regulation holds.

    Attributes
    ----------
    label
        The value.
    text
        What it means, from the table.
    values
        Roles and their texts.
    area, share
        Square metres and part (0 to 1) of the place; 0 and 1 at a point.
    geometry
        Where, metres.
    features
        Layer and row of what says so.
    needs
        Roles without which the text is not whole.
    source
        Name of the layer.
    """

    label: str
    text: str
    values: Mapping[str, str]
    area: float
    share: float
    geometry: shapely.Geometry
    features: tuple[tuple[str, int], ...]
    needs: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, eq=False)
class Row:
    """The answer for one regulation."""

    regulation: Regulation
    answer: Answer
    text: str
    parts: tuple[Part, ...] = ()
    doubts: tuple[Message, ...] = ()
    used: tuple[Used, ...] = ()
    decided: Part | None = field(default=None)

    @property
    def printed(self) -> bool:
        """Whether the table wants it on the sheet."""
        return self.answer is not Answer.NOT or self.regulation.print_not


def rules_at(
    place: shapely.Geometry, crs: str, layers: Sequence[Layer], table: RegulationTable, on: date
) -> tuple[Row, ...]:
    """Return the answer for every regulation in force.

    Parameters
    ----------
    place
        A point, or the polygon of a lot or building, metres in `crs`.
    crs
        Plane rectangular system.
    layers
        All layers of the project, shown or not; their filters do not count.
    table
        The regulations.
    on
        The day for which is asked.
    """
    readings = Readings.of(layers)
    return tuple(
        _row(one, place, crs, readings, on, table.area) for one in table.regulations if one.in_force(on)
    )


def _row(
    regulation: Regulation,
    place: shapely.Geometry,
    crs: str,
    readings: Readings,
    on: date,
    area: Sequence[Matcher],
) -> Row:
    found = readings.layers_of(regulation.layers)
    if not found:
        return Row(regulation, Answer.UNKNOWN, "", doubts=(Message(_NO_LAYER),))
    query = Query.around(place, regulation.buffer, on)
    used: list[Used] = []
    reasons: list[Message] = []
    usable: list[tuple[Layer, Matcher]] = []
    whole = False
    for layer, matcher in found:
        reach, reason = _reach(layer, regulation, query, crs, readings, area)
        used.append(used_of(layer, reaches=reach > 0))
        if reason is not None:
            reasons.append(reason)
        whole |= reach == 1
        if layer.data is not None and layer.data.crs == crs:
            usable.append((layer, matcher))
    parts, doubts, none = _parts(regulation, query, usable, readings)
    if not parts and not whole:
        return Row(regulation, Answer.UNKNOWN, "", doubts=tuple(reasons), used=tuple(used))
    silent = None if none and not parts else _silent(regulation, parts, usable, readings)
    if silent is not None:
        doubts.append(silent)
        if none and all(_says_nothing(part) for part in parts):
            parts = []  # one source says that there is none, another one nothing: told, and to be confirmed
        elif not parts or all(_says_nothing(part) for part in parts):
            return Row(regulation, Answer.UNKNOWN, "", tuple(parts), tuple(doubts), tuple(used))
    if parts and not whole:
        doubts += [one for one in reasons if one.template == _PARTLY_REACHED]
    if not parts:
        answer = Answer.CONFIRM if doubts else Answer.NOT
        text = filled(regulation.none_text, {"said": none}) if none else ""
        return Row(regulation, answer, text or regulation.not_text, (), tuple(doubts), tuple(used))
    decided, text, more = decide(regulation, query.area, parts, _error(regulation, usable))
    doubts += more
    answer = Answer.CONFIRM if doubts else Answer.APPLIES
    return Row(regulation, answer, text, tuple(parts), tuple(doubts), tuple(used), decided)


def _says_nothing(part: Part) -> bool:
    return bool(part.needs) and not any(part.values.get(role) for role in part.needs)


def _silent(
    regulation: Regulation,
    parts: Sequence[Part],
    usable: Sequence[tuple[Layer, Matcher]],
    readings: Readings,
) -> Message | None:
    """Return that a source lacks what the answer needs, None when it has all of it."""
    for part in parts:
        if any(not part.values.get(role) for role in part.needs):
            return Message(_NO_VALUE, {"layer": part.source})
    optional = [role for role in regulation.roles if role != "label"]
    if parts or filled(regulation.applies, {}).strip("　、 ") or not optional:
        return None
    mute = [layer for layer, matcher in usable if not readings.tells(layer, matcher, optional)]
    return Message(_NO_VALUE, {"layer": mute[0].name}) if len(mute) == len(usable) and mute else None


def _reach(
    layer: Layer,
    regulation: Regulation,
    query: Query,
    crs: str,
    readings: Readings,
    area: Sequence[Matcher],
) -> tuple[float, Message | None]:
    """Return how much of the place a layer covers (0, 0.5 for a part, 1), and why not all."""
    values = {"layer": layer.name}
    if layer.data is None:
        return 0, Message(_NO_DATA, values)
    if layer.data.crs != crs:
        return 0, Message(_OTHER_SYSTEM, {**values, "crs": layer.data.crs})
    if regulation.covers is Covers.EVERYWHERE:
        return 1, None
    part = covered(readings, layer, regulation.covers, area, query.place)
    if part is None:
        return 0, Message(_NO_EXTENT, values)
    reasons = {0.0: Message(_NOT_REACHED, values), 0.5: Message(_PARTLY_REACHED, values)}
    return part, reasons.get(part)


def used_of(layer: Layer, *, reaches: bool) -> Used:
    """Return where the data of a layer come from."""
    source = layer.source
    receipt = {} if layer.data is None else layer.data.store.manifest.get("receipt") or {}

    def told(name: str) -> str:
        return str(getattr(source, name, "") or receipt.get(name) or "")

    file = source.path.name
    day = told("date")
    return Used(layer.id, layer.name, file, day, told("digest"), told("credit"), reaches)


def _error(regulation: Regulation, usable: Sequence[tuple[Layer, Matcher]]) -> float:
    """Return the largest position error of the layers, metres: as stated, and of a change of datum."""
    stated = [
        (regulation.error if matcher.error is None else matcher.error, layer) for layer, matcher in usable
    ]
    return max(((one or 0.0) + _of_datum(layer) for one, layer in stated), default=0.0)


def _of_datum(layer: Layer) -> float:
    """Return by how many metres the datum of a layer was changed inexactly, 0 where it was not."""
    accuracy = (layer.data.store.manifest.get("receipt") or {}).get("accuracy")
    return float(accuracy) if isinstance(accuracy, int | float) and accuracy > ALIKE else 0.0


def _parts(
    regulation: Regulation,
    query: Query,
    usable: Sequence[tuple[Layer, Matcher]],
    readings: Readings,
) -> tuple[list[Part], list[Message], str]:
    """Return what lies at the place, joined by value, what is unsure, and what says that there is nothing."""
    import shapely

    doubts: list[Message] = []
    none = ""
    error = _error(regulation, usable)
    groups: dict[tuple[str, ...], list[tuple[Layer, Piece]]] = {}
    for layer, matcher in usable:
        for one in feature_parts(readings, layer, matcher, regulation, query, error):
            if one.none:
                none = none or (one.none if shapely.intersects(one.shape, query.area) else "")
                continue
            shown = tuple(one.values.get(role, "") for role in regulation.roles)
            key = (one.label, *shown)
            groups.setdefault(key, []).append((layer, one))
            if one.unknown:
                doubts.append(Message(_NOT_IN_LIST, {"value": one.label, "layer": layer.name}))
    parts: list[Part] = []
    lot = query.area
    total = lot.area
    for (label, *_), members in groups.items():
        union = shapely.union_all([one.shape for _, one in members])
        inside = shapely.intersection(union, lot)
        share = inside.area / total if total else float(shapely.intersects(union, lot))
        doubt = _doubt(label, union, inside, query, error)
        if doubt is not None:
            doubts.append(doubt)
        if share <= NOTHING:
            continue
        first_layer, first = members[0]
        # Where it decides nothing, none is as good as missing: 「最高 指定なし m」 says nothing.
        told = {role: value for role, value in first.values.items() if not regulation.is_none(value)}
        text = filled(first.text, told | {"label": label}).strip("　、 ")
        if not text:
            continue  # the source says nothing of this rule here
        features = tuple((layer.id, one.row) for layer, one in members if shapely.intersects(one.shape, lot))
        needs = needed(first.text)
        share = min(share, 1.0)
        parts.append(
            Part(label, text, first.values, inside.area, share, inside, features, needs, first_layer.name)
        )
    parts.sort(key=lambda part: -part.share)
    if len(parts) > 1 and regulation.principle is not Principle.EACH and _overlapping(parts):
        labels = "、".join(dict.fromkeys(part.text for part in parts))
        doubts.append(Message(_OVERLAP, {"labels": labels}))
    return parts, list({str(one): one for one in doubts}.values()), none


def _overlapping(parts: Sequence[Part]) -> bool:
    """Say whether parts that should exclude each other hold at one place."""
    import shapely

    if not parts[0].area:
        return True  # several at one point
    covered = shapely.union_all([part.geometry for part in parts]).area
    return sum(part.area for part in parts) > covered * (1 + 1e-3)


def _doubt(
    label: str, union: shapely.Geometry, inside: shapely.Geometry, query: Query, error: float
) -> Message | None:
    """Return why it is unsure whether a value holds, None when it is sure."""
    import shapely

    if error <= 0:
        return None
    line = shapely.boundary(union)
    values: dict[str, object] = {"label": label, "error": f"{error:g}"}
    lot = query.area
    within = float(shapely.length(shapely.intersection(line, lot))) if lot.area else 0.0
    if within <= 1e-6:
        distance = float(shapely.distance(line, lot))
        if distance > error or not np.isfinite(distance):
            return None
        return Message(_NEAR, {**values, "distance": f"{distance:.2f}"})
    least = within * error
    values["least"] = f"{least:,.2f}"
    rest = lot.area - inside.area
    if inside.area <= least and inside.area <= rest:
        if inside.area <= NOTHING * lot.area:
            return None
        return Message(_SLIVER, {**values, "area": f"{inside.area:,.2f}"})
    if NOTHING * lot.area < rest <= least:
        return Message(_REST, {**values, "area": f"{rest:,.2f}"})
    return None
