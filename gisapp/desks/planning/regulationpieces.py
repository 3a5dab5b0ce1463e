"""Reads the smaller pieces of a table of regulations: ways to recognise a layer, values, days, texts."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, NoReturn

from gisapp.desks.planning.regulationtable import Matcher, Value
from layers import plaindata
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.plaindata import Reader

LONGEST = 200
"""Letters of a pattern: longer ones take long to try."""
WRONG = QT_TRANSLATE_NOOP(CONTEXT, "「{place}」が正しくありません: {why}")
CORRECT = QT_TRANSLATE_NOOP(CONTEXT, "規制の一覧のファイルを直してください（gisapp rules --check）。")
_STRANGE = QT_TRANSLATE_NOOP(CONTEXT, "「{place}」に知らない項目「{name}」があります。")

_MATCHER = frozenset({"key", "name", "columns", "fields", "only", "without", "codes", "label", "error"})


def known(reader: Reader, names: frozenset[str], faults: list[Message]) -> None:
    """Note the members of an object that a table does not know."""
    faults += [
        Message(_STRANGE, {"place": reader.place, "name": name}) for name in reader.value if name not in names
    ]


def read_matcher(reader: Reader, faults: list[Message]) -> Matcher:
    """Return a way to recognise a layer; its errors are those of the table."""
    known(reader, _MATCHER, faults)
    for name in ("key", "name"):
        pattern = reader.text(name, "")
        try:
            re.compile(pattern)
        except re.error as error:
            refuse(reader.at(name), str(error))
        if len(pattern) > LONGEST:
            refuse(reader.at(name), f"> {LONGEST}")
    found = Matcher(
        key=reader.text("key", ""),
        name=reader.text("name", ""),
        columns=reader.items("columns", read_text),
        fields=read_texts(reader.object("fields")),
        only=read_texts(reader.object("only")),
        without=read_texts(reader.object("without")),
        codes=reader.text("codes", ""),
        label=reader.text("label", ""),
        error=read_size(reader, "error", None),
    )
    if not (found.key or found.name or found.columns):
        refuse(reader.place, "key / name / columns")
    return found


def read_value(row: Any, place: str) -> Value:
    """Return a value that a regulation may have."""
    reader = Reader(row, place)
    slopes = None if reader.value.get("north") is None else reader.items("north", _slope)
    return Value(
        reader.text("label"),
        reader.items("names", read_text),
        read_texts(reader.object("codes")),
        reader.text("text", ""),
        read_size(reader, "maximum", None),
        slopes,
    )


def _slope(value: Any, place: str) -> tuple[float, float]:
    height, rise = plaindata.numbers(value, 2, place)
    if height < 0 or rise < 0:
        refuse(place, f"{height:g}, {rise:g} < 0")
    return height, rise


def read_text(value: Any, place: str) -> str:
    """Return a text."""
    if not isinstance(value, str):
        plaindata.fail(place)
    return value


def read_texts(reader: Reader) -> dict[str, tuple[str, ...]]:
    """Read an object of texts or lists of texts."""
    return {
        name: (value,) if isinstance(value, str) else reader.items(name, read_text)
        for name, value in reader.value.items()
    }


def read_size(reader: Reader, name: str, default: float | None) -> float | None:
    """Return a number that is not negative."""
    if reader.value.get(name) is None:
        return default
    value = reader.number(name)
    if value < 0:
        refuse(reader.at(name), f"{value:g} < 0")
    return value


def read_day(reader: Reader, name: str) -> date | None:
    """Return a day, None where there is none."""
    text = reader.text(name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        refuse(reader.at(name), str(error))


def read_choice(reader: Reader, name: str, kind: Any, default: Any) -> Any:
    """Return a member of an enumeration of texts."""
    text = reader.text(name, str(default))
    if text not in set(kind):
        refuse(reader.at(name), f"{text} ≠ {' / '.join(kind)}")
    return kind(text)


def refuse(place: str, why: str) -> NoReturn:
    """Raise that something in a table is wrong."""
    raise AnalysisFailed(WRONG, CORRECT, values={"place": place, "why": why})
