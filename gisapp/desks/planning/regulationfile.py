"""Reads the table of regulations of a city, and says all that is wrong with it."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from gisapp.desks.planning.districts import districts
from gisapp.desks.planning.regulationpieces import (
    CORRECT,
    known,
    read_choice,
    read_day,
    read_matcher,
    read_size,
    read_text,
    read_value,
)
from gisapp.desks.planning.regulationtable import (
    Condition,
    Covers,
    Offer,
    Office,
    Principle,
    Regulation,
    RegulationTable,
    Value,
    normal,
)
from layers import plaindata
from layers.errors import AnalysisFailed, Damaged, GisError
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.plaindata import Reader

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = "gisapp-regulations-1"
NATIONAL = "national"
"""Says that a table adds to the national one."""
MOST = 500
"""Regulations that a table may hold."""
_UNDESIGNATED = ("指定なし", "用途地域の指定なし")
"""What sources call the place without a use district, besides its name in the Act."""
DISTRICTS = "use_districts"
"""Says that the values are the use districts, with the codes of ``use_districts.json``."""
_BUILT_IN = {"label", "name"}
_WORDS = ("none", "unknown")
"""Lists of words of the table: values that mean that nothing is designated, and that nobody knows."""

_NO_TABLE = QT_TRANSLATE_NOOP(CONTEXT, "規制の一覧ではありません（format が「{format}」です）。")
_USE_OURS = QT_TRANSLATE_NOOP(CONTEXT, "規制の一覧（JSON）のファイルを選んでください。")
_NOT_READ = QT_TRANSLATE_NOOP(CONTEXT, "「{place}」を読めません。書き方か値の種類が違います。")
_TWICE = QT_TRANSLATE_NOOP(CONTEXT, "id「{id}」が二度あります。")
_NO_OFFICE = QT_TRANSLATE_NOOP(CONTEXT, "「{place}」の担当「{office}」が offices にありません。")
_NO_FIELD = QT_TRANSLATE_NOOP(
    CONTEXT, "「{place}」の文にある {{{field}}} を、どのレイヤの fields も示していません。"
)
_NO_CONDITION = QT_TRANSLATE_NOOP(CONTEXT, "「{place}」のおすすめに条件（when）がありません。")
_NO_ADDRESS = QT_TRANSLATE_NOOP(CONTEXT, "「{place}」の「{url}」は https:// か http:// で始めてください。")
_NOBODY = QT_TRANSLATE_NOOP(CONTEXT, "「{place}」のおすすめに、url・contact・office のどれかが必要です。")
_BACKWARDS = QT_TRANSLATE_NOOP(CONTEXT, "「{place}」の valid_until が valid_from より前です。")
_NO_REGULATION = QT_TRANSLATE_NOOP(
    CONTEXT, "おすすめ「{id}」の条件にある規制「{regulation}」が一覧にありません。"
)
_MANY = QT_TRANSLATE_NOOP(CONTEXT, "規制が多すぎます（{count} 件、最大 {most} 件）。")


@cache
def national() -> RegulationTable:
    """Return the table that comes with the program."""
    return read_table(_national())


def _national() -> bytes:
    return resources.files(__package__).joinpath("rules", "regulations.json").read_bytes()


def read_table(content: bytes) -> RegulationTable:
    """Read a table.

    Raises
    ------
    layers.errors.Damaged
        When it is not JSON.
    layers.errors.AnalysisFailed
        When something in it is wrong; the first fault is told.
    """
    table, faults = examined(content)
    if faults:
        raise AnalysisFailed(faults[0].template, CORRECT, values=faults[0].values)
    return table


def examined(content: bytes) -> tuple[RegulationTable, list[Message]]:
    """Return a table with what can be read of it, and all that is wrong with it.

    Raises
    ------
    layers.errors.Damaged
        When it is not JSON at all.
    layers.errors.AnalysisFailed
        When it is something else than a table.
    """
    plain = plaindata.parse(content, CORRECT)
    found = plain.get("format") if isinstance(plain, dict) else ""
    if found != FORMAT:
        raise AnalysisFailed(_NO_TABLE, _USE_OURS, values={"format": str(found)})
    faults: list[Message] = []
    if plain.get("extends") == NATIONAL:
        plain = _extended(plain)
    reader = Reader(plain)
    known(reader, _TABLE, faults)
    if plain.get("extends", NATIONAL) != NATIONAL:
        faults.append(Message(_NOT_READ, {"place": "extends"}))
    offices = _each(reader.object("offices"), _office, faults)
    rows = plain.get("regulations", [])
    if isinstance(rows, list) and len(rows) > MOST:
        faults.append(Message(_MANY, {"count": len(rows), "most": MOST}))
        rows = []
    words = {name: _words(reader, name, faults) for name in _WORDS}
    regulations = _listed(rows, "regulations", lambda row: _regulation(row, offices, words, faults), faults)
    seen: set[str] = set()
    for one in regulations:
        if one.id in seen:
            faults.append(Message(_TWICE, {"id": one.id}))
        seen.add(one.id)
    regulations.sort(key=lambda one: one.order)
    roads = _listed(plain.get("roads", []), "roads", lambda row: read_matcher(row, faults), faults)
    lots = _listed(plain.get("lots", []), "lots", lambda row: read_matcher(row, faults), faults)
    area = _listed(plain.get("area", []), "area", lambda row: read_matcher(row, faults), faults)
    offers = _listed(plain.get("offers", []), "offers", lambda row: _offer(row, offices, faults), faults)
    faults += _astray(offers, seen)
    try:
        name, note = reader.text("name"), reader.text("note", "")
    except Damaged as error:
        faults.append(_told(error))
        name, note = "", ""
    table = RegulationTable(
        name, tuple(regulations), tuple(roads), tuple(lots), note, tuple(area), tuple(offers)
    )
    return table, faults


def _extended(plain: dict[str, Any]) -> dict[str, Any]:
    """Return a city's table with all of the national one that it does not say itself; its own rows first."""
    base = plaindata.parse(_national())
    own = plain.get("regulations", [])
    if not isinstance(own, list):
        return plain
    theirs = {row["id"]: row for row in base["regulations"]}
    rows: list[Any] = []
    for row in own:
        named = isinstance(row, dict) and isinstance(row.get("id"), str)
        rows.append({**theirs.pop(row["id"], {}), **row} if named else row)
    rows += theirs.values()
    offices = plain.get("offices", {})
    merged = {**base, **plain, "regulations": rows}
    if isinstance(offices, dict):
        merged["offices"] = {**base["offices"], **offices}
    return merged


_TABLE = frozenset(
    {
        *("format", "name", "note", "extends", "offices", "regulations", "roads", "lots", "area", "offers"),
        *_WORDS,
    }
)
_OFFER = frozenset({"id", "title", "text", "when", "url", "contact", "office", "valid_from", "valid_until"})
_ROW = frozenset(
    {
        "id", "name", "group", "order", "layers", "values", "buffer", "applies", "not", "print_not",
        "office", "basis", "valid_from", "valid_until", "error", "covers", "principle", "weighted",
        "none", "none_text",
    }
)  # fmt: skip


def _told(error: GisError) -> Message:
    place = error.message.values.get("place", "")
    if isinstance(error, Damaged):
        return Message(_NOT_READ, {"place": place})
    return error.message


def _listed(rows: Any, place: str, read: Any, faults: list[Message]) -> list[Any]:
    """Read each item of a list by itself, so that one fault hides no other."""
    if not isinstance(rows, list):
        faults.append(Message(_NOT_READ, {"place": place}))
        return []
    found = []
    for index, row in enumerate(rows):
        try:
            found.append(read(Reader(row, f"{place}[{index}]")))
        except GisError as error:
            faults.append(_told(error))
    return found


def _each(reader: Reader, read: Any, faults: list[Message]) -> dict[str, Any]:
    found = {}
    for name in reader.value:
        try:
            found[name] = read(reader.object(name))
        except GisError as error:
            faults.append(_told(error))
    return found


def _office(reader: Reader) -> Office:
    return Office(reader.text("name"), reader.text("phone", ""))


def _words(reader: Reader, name: str, faults: list[Message]) -> tuple[str, ...]:
    try:
        return reader.items(name, read_text)
    except Damaged as error:
        faults.append(_told(error))
        return ()


def _regulation(
    reader: Reader,
    offices: Mapping[str, Office],
    words: Mapping[str, tuple[str, ...]],
    faults: list[Message],
) -> Regulation:
    known(reader, _ROW, faults)
    office = _office_of(reader, offices, faults)
    listed = reader.value.get("values") != DISTRICTS
    values = reader.items("values", read_value) if listed else _districts()
    matchers = reader.items("layers", lambda row, place: read_matcher(Reader(row, place), faults))
    found = Regulation(
        id=reader.text("id"),
        name=reader.text("name"),
        order=reader.number("order"),
        group=reader.text("group", ""),
        layers=matchers,
        values=values,
        buffer=read_size(reader, "buffer", 0.0) or 0.0,
        applies=reader.text("applies", "{label}"),
        not_text=reader.text("not", ""),
        none=frozenset(map(normal, (*words["none"], *reader.items("none", read_text)))),
        none_text=reader.text("none_text", ""),
        unknown=frozenset(map(normal, words["unknown"])),
        print_not=reader.flag("print_not", default=True),
        office=office,
        basis=reader.text("basis", ""),
        valid_from=read_day(reader, "valid_from"),
        valid_until=read_day(reader, "valid_until"),
        error=read_size(reader, "error", None),
        covers=read_choice(reader, "covers", Covers, Covers.EXTENT),
        principle=read_choice(reader, "principle", Principle, Principle.EACH),
        weighted=reader.items("weighted", read_text),
    )
    told = _BUILT_IN.union(*(one.fields for one in matchers))
    faults += [
        Message(_NO_FIELD, {"place": reader.place, "field": role})
        for role in (*found.roles, *found.weighted)
        if role not in told
    ]
    return found


def _office_of(reader: Reader, offices: Mapping[str, Office], faults: list[Message]) -> Office | None:
    office = reader.text("office", "")
    if office and office not in offices:
        faults.append(Message(_NO_OFFICE, {"place": reader.place, "office": office}))
    return offices.get(office)


def _offer(reader: Reader, offices: Mapping[str, Office], faults: list[Message]) -> Offer:
    known(reader, _OFFER, faults)
    found = Offer(
        reader.text("id"),
        reader.text("title"),
        reader.text("text"),
        reader.items("when", _condition),
        reader.text("url", ""),
        reader.text("contact", ""),
        _office_of(reader, offices, faults),
        read_day(reader, "valid_from"),
        read_day(reader, "valid_until"),
    )
    if not found.when:
        faults.append(Message(_NO_CONDITION, {"place": reader.place}))
    if found.url and not found.url.startswith(("https://", "http://")):
        faults.append(Message(_NO_ADDRESS, {"place": reader.at("url"), "url": found.url}))
    if not (found.url or found.contact or found.office):
        faults.append(Message(_NOBODY, {"place": reader.place}))
    if found.valid_from and found.valid_until and found.valid_until < found.valid_from:
        faults.append(Message(_BACKWARDS, {"place": reader.place}))
    return found


def _condition(value: Any, place: str) -> Condition:
    reader = Reader(value, place)
    return Condition(
        reader.text("regulation"), reader.flag("applies", default=True), reader.items("labels", read_text)
    )


def _astray(offers: list[Offer], known: set[str]) -> list[Message]:
    """Return which offers go by a regulation that is not in the table, or stand in it twice."""
    faults = [
        Message(_NO_REGULATION, {"id": offer.id, "regulation": one.regulation})
        for offer in offers
        for one in offer.when
        if one.regulation not in known
    ]
    ids = [offer.id for offer in offers]
    return faults + [
        Message(_TWICE, {"id": id_}) for id_ in sorted({one for one in ids if ids.count(one) > 1})
    ]


@cache
def _districts() -> tuple[Value, ...]:
    return tuple(
        Value(
            one.name,
            (one.name, one.short, *(_UNDESIGNATED if one.id == "none" else ())),
            {"plateau": (str(one.plateau),), "a29": () if one.a29 is None else (str(one.a29),)},
        )
        for one in districts().values()
    )
