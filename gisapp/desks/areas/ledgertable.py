"""The ledger as columns: what the workbook, the files and the command line tell of each association."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.areas.columns import LABELS, NUMBERS
from gisapp.desks.areas.figures import RANKS, numbers_of
from gisapp.desks.areas.mapbook import hall_text
from gisapp.desks.areas.membership import UNKNOWN, Rate, denominator_text
from layers.base import Attribute
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gisapp.desks.areas.figures import Figures

Value = str | float | int | None

_BASE = QT_TRANSLATE_NOOP(CONTEXT, "自治会")
_PEOPLE = QT_TRANSLATE_NOOP(CONTEXT, "世帯と加入")
_BUILT = QT_TRANSLATE_NOOP(CONTEXT, "建物と人")
_DANGER = QT_TRANSLATE_NOOP(CONTEXT, "災害の想定")
_PLACES = QT_TRANSLATE_NOOP(CONTEXT, "施設")
_USES = QT_TRANSLATE_NOOP(CONTEXT, "建物の用途")
AREA = QT_TRANSLATE_NOOP(CONTEXT, "面積（図上計測）")
RATE = QT_TRANSLATE_NOOP(CONTEXT, "加入率")
RATE_STATE = QT_TRANSLATE_NOOP(CONTEXT, "加入率の注記")
BASIS = QT_TRANSLATE_NOOP(CONTEXT, "加入率の分母（出典・時点）")
MEANT = QT_TRANSLATE_NOOP(CONTEXT, "この自治会を対象とする避難先")
WITHIN = QT_TRANSLATE_NOOP(CONTEXT, "区域の中の避難先")
USE = QT_TRANSLATE_NOOP(CONTEXT, "建物: {use}")
DEPTH = QT_TRANSLATE_NOOP(CONTEXT, "浸水 {depth}")
COUNTS = {
    "buildings": (QT_TRANSLATE_NOOP(CONTEXT, "建物"), "棟", _BUILT),
    "dwellings": (QT_TRANSLATE_NOOP(CONTEXT, "うち住宅"), "棟", _BUILT),
    "people": (QT_TRANSLATE_NOOP(CONTEXT, "推計人口"), "人", _BUILT),
    "homes": (QT_TRANSLATE_NOOP(CONTEXT, "推計世帯数"), "世帯", _BUILT),
    "water": (QT_TRANSLATE_NOOP(CONTEXT, "浸水の想定に掛かる建物"), "棟", _DANGER),
    "water_unknown": (QT_TRANSLATE_NOOP(CONTEXT, "浸水が未確認の建物"), "棟", _DANGER),
    "landslide": (QT_TRANSLATE_NOOP(CONTEXT, "土砂災害警戒区域に掛かる建物"), "棟", _DANGER),
    "leave": (QT_TRANSLATE_NOOP(CONTEXT, "立退き避難が要る建物"), "棟", _DANGER),
    "halls": (QT_TRANSLATE_NOOP(CONTEXT, "区域の中の集会所"), "か所", _PLACES),
    "notice_boards": (QT_TRANSLATE_NOOP(CONTEXT, "区域の中の掲示板"), "か所", _PLACES),
    "waste_stations": (QT_TRANSLATE_NOOP(CONTEXT, "区域の中のごみステーション"), "か所", _PLACES),
}
"""Counts of figures: label, unit, group."""
STATES = {
    Rate.UNKNOWN: QT_TRANSLATE_NOOP(CONTEXT, "未確認"),
    Rate.EMPTY: QT_TRANSLATE_NOOP(CONTEXT, "世帯がないため「—」"),
    Rate.KNOWN: "",
    Rate.OVER: QT_TRANSLATE_NOOP(CONTEXT, "要確認（加入世帯数が世帯数より多い）"),
}
LEDGER = (
    "addresses",
    "people",
    "groups",
    "founded",
    "notice_boards",
    "waste_stations",
    "shelters",
    "remark",
    "department",
)
"""Further columns of the ledger that stand as they were entered."""


@dataclass(frozen=True, eq=False)
class Column:
    """A column: what it is, and its value for each association; None where nobody knows."""

    attribute: Attribute
    values: tuple[Value, ...]


def columns_of(figures: Figures, say: Callable[[Message], str] = str) -> tuple[Column, ...]:
    """Return all columns of the ledger that anybody may see; officers are none of them.

    `say` tells labels in another language than Japanese.
    """
    return tuple(_columns(figures, say))


def _columns(figures: Figures, say: Callable[[Message], str]) -> Iterator[Column]:
    found, rows = figures.associations, range(len(figures))

    def column(
        name: str, label: str | Message, group: str, values: Iterable[Any], unit: str = "", kind: str = "text"
    ) -> Column:
        said = say(label if isinstance(label, Message) else Message(label))
        many: tuple[Value, ...] = (
            tuple(_number(one, kind) for one in values.tolist())
            if isinstance(values, np.ndarray)
            else tuple(one or None for one in values)
        )
        return Column(Attribute(name, said, unit, kind, say(Message(group))), many)

    yield column("code", LABELS["code"], _BASE, [one.code for one in found])
    yield column("name", LABELS["name"], _BASE, [one.name for one in found])
    yield column("kana", LABELS["kana"], _BASE, [one.kana for one in found])
    yield column("since", LABELS["since"], _BASE, [one.since for one in found], kind="date")
    yield column("until", LABELS["until"], _BASE, [one.until for one in found], kind="date")
    yield column("area", AREA, _BASE, np.round(figures.area, 1), "m2", "number")
    yield column("households", LABELS["households"], _PEOPLE, figures.households, "世帯", "integer")
    yield column("members", LABELS["members"], _PEOPLE, figures.members, "世帯", "integer")
    yield column("rate", RATE, _PEOPLE, np.round(figures.rate * 100, 1), "%", "number")
    yield column("rate_state", RATE_STATE, _PEOPLE, [_state(int(one), say) for one in figures.rate_state])
    yield column("rate_basis", BASIS, _PEOPLE, [denominator_text(one) for one in found])
    yield column(
        "members_date", LABELS["members_date"], _PEOPLE, _texts(figures, "members_date"), kind="date"
    )
    for name, (label, unit, group) in COUNTS.items():
        if name in figures.counts:
            yield column(f"count_{name}", label, group, figures.counts[name], unit, "integer")
    for rank in range(1, RANKS + 1):
        if f"depth_{rank}" in figures.counts:
            label_ = Message(DEPTH, {"depth": figures.depths[rank - 1]})
            yield column(f"depth_{rank}", label_, _DANGER, figures.counts[f"depth_{rank}"], "棟", "integer")
    for number, (use, values) in enumerate(figures.uses.items(), 1):
        yield column(f"use_{number:02d}", Message(USE, {"use": use}), _USES, values, "棟", "integer")
    yield column("hall", LABELS["hall"], _PLACES, [_known(hall_text(figures, one)) for one in rows])
    if figures.shelters is not None and figures.keys is not None:
        names, keys = figures.shelters.names, figures.keys
        meant = ["・".join(str(names[row]) for row in keys.of(one)) for one in rows]
        within = ["・".join(str(names[row]) for row in one) for one in figures.inside["shelters"]]
        yield column("shelters_meant", MEANT, _PLACES, meant)
        yield column("shelters_within", WITHIN, _PLACES, within)
    for name in LEDGER:
        texts = _texts(figures, name)
        if any(texts) and name in NUMBERS:
            yield column(name, LABELS[name], _BASE, numbers_of(found, name), kind="integer")
        elif any(texts):
            yield column(name, LABELS[name], _BASE, texts)
    yield column("source", LABELS["source"], _BASE, [one.source for one in found])


def _number(value: float, kind: str) -> Value:
    if not np.isfinite(value):
        return None
    return round(value) if kind == "integer" else value


def _state(state: int, say: Callable[[Message], str]) -> str:
    words = STATES[Rate(state)]
    return say(Message(words)) if words else ""


def _texts(figures: Figures, name: str) -> list[str]:
    found = (one.values.get(name) for one in figures.associations)
    return ["" if one is None else str(one) for one in found]


def _known(text: str) -> str:
    return "" if text == UNKNOWN else text
