"""Damage reports (災害情報): what staff enter during an event, kept as records, seen as a layer.

What a report says of people (who called, from which telephone) stands apart from its values: the layer, its
table and whatever is exported from it never see that.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.desks.hazard.event.words import KINDS, STATES, Kind, State
from importers.photos import Photo, from_json, to_json
from importers.tables.lists import Origin
from layers import period, plaindata, records
from layers.base import Attribute, Source
from layers.entered import DEGREES, Entered, content_of, seen, shown_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.plaindata import Reader
from styles.style import ByCategory, Category

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.project import Project
    from layers.records import Record

RECORD = "hazard/report"
LAYER = "damage-reports"
NAME = QT_TRANSLATE_NOOP(CONTEXT, "災害情報")
FORMAT = 1
LONGEST = 4000
"""Letters of a text."""
MOST_MERGED = 200
PLACED = ("", "map", "coordinates", "address", "photo")
"""How a place is known; nobody knows it, or by a click, by columns, by the address, by the GPS of a photo."""

ATTRIBUTES = (
    Attribute("kind", QT_TRANSLATE_NOOP(CONTEXT, "種別"), kind="code"),
    Attribute("state", QT_TRANSLATE_NOOP(CONTEXT, "状態"), kind="code"),
    Attribute("begin", QT_TRANSLATE_NOOP(CONTEXT, "日時"), kind="date"),
    Attribute("end", QT_TRANSLATE_NOOP(CONTEXT, "完了日時"), kind="date"),
    Attribute("department", QT_TRANSLATE_NOOP(CONTEXT, "部署")),
    Attribute("address", QT_TRANSLATE_NOOP(CONTEXT, "場所")),
    Attribute("text", QT_TRANSLATE_NOOP(CONTEXT, "内容")),
    Attribute("notice", QT_TRANSLATE_NOOP(CONTEXT, "公開用の説明")),
    Attribute("photos", QT_TRANSLATE_NOOP(CONTEXT, "写真の枚数"), kind="integer"),
    Attribute("sources", QT_TRANSLATE_NOOP(CONTEXT, "まとめた報告の数"), kind="integer"),
)
"""Columns of the layer."""
STYLE = ByCategory(
    "state",
    (
        Category(State.OPEN, (200, 40, 45), STATES[State.OPEN]),
        Category(State.CHECKING, (225, 165, 75), STATES[State.CHECKING]),
        Category(State.WORKING, (75, 105, 180), STATES[State.WORKING]),
        Category(State.DONE, (150, 196, 160), STATES[State.DONE]),
    ),
)
"""What waits is seen first."""


@dataclass(frozen=True)
class Report:
    """One report.

    Attributes
    ----------
    id
        Unique in the project.
    kind, state
        What happened, and how far it is dealt with.
    begin, end
        When it was noticed and when it was over, ISO 8601 in Japan's time, empty for unknown.
    department
        Who deals with it.
    place
        Longitude and latitude in JGD2011 degrees, None for unknown.
    placed_by
        How the place is known, one of :data:`PLACED`.
    address
        The place in words.
    text
        What was reported; for staff only.
    notice
        What the public may read.
    reporter, phone
        Who reported; never leaves the project.
    photos, origin
        Photos, and where the report is from.
    merged
        The reports that were put together to this one, each as it was; none for a single one.
    apart
        Ids of reports that staff said are others.
    """

    id: str
    kind: Kind = Kind.OTHER
    state: State = State.UNKNOWN
    begin: str = ""
    end: str = ""
    department: str = ""
    place: tuple[float, float] | None = None
    placed_by: str = ""
    address: str = ""
    text: str = ""
    notice: str = ""
    reporter: str = ""
    phone: str = ""
    photos: tuple[Photo, ...] = ()
    origin: Origin = field(default_factory=Origin)
    merged: tuple[Report, ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called in lists, in Japanese."""
        return " ".join(one for one in (KINDS[self.kind], self.address[:60]) if one)


def fresh_id() -> str:
    """Return an id that no report has."""
    return f"report-{secrets.token_hex(6)}"


def record_of(report: Report, changed: str = "") -> Record:
    """Return the record of a report.

    Parameters
    ----------
    report
        The report.
    changed
        When, ISO 8601.
    """
    return records.record(report.id, RECORD, report.title, _content(report), changed)


def _content(report: Report) -> dict[str, Any]:
    values: dict[str, Any] = {
        "kind": KINDS[report.kind],
        "kind_code": report.kind.value,
        "state": STATES[report.state] if report.state else None,
        "state_code": report.state.value or None,
        "photos": len(report.photos),
        "sources": max(len(report.merged), 1),
        **{
            name: getattr(report, name) or None
            for name in ("begin", "end", "department", "address", "text", "notice")
        },
    }
    return {
        "format": FORMAT,
        "place": None if report.place is None else list(report.place),
        "placed_by": report.placed_by,
        "values": {name: value for name, value in values.items() if value is not None},
        "private": {"reporter": report.reporter, "phone": report.phone},
        "photos": [to_json(one) for one in report.photos],
        "origin": vars(report.origin),
        "merged": [{"id": one.id, **_content(one)} for one in report.merged],
        "apart": list(report.apart),
    }


@lru_cache(maxsize=50_000)
def report_of(record: Record) -> Report:
    """Return the report of a record.

    Raises
    ------
    layers.errors.Damaged
        When it cannot be read; the message names the place.
    """
    return _read({"id": record.id, **content_of(record)}, record.id)


def _read(value: Any, place: str) -> Report:
    reader = Reader(value, place)
    if reader.integer("format") != FORMAT:
        plaindata.fail(reader.at("format"))
    values, private = reader.object("values"), reader.object("private")
    merged = reader.items("merged", _read)
    if len(merged) > MOST_MERGED:
        plaindata.fail(reader.at("merged"))
    texts = {name: values.short(name, LONGEST) for name in ("department", "address", "text", "notice")}
    return Report(
        reader.text("id"),
        Kind(values.one_of("kind_code", tuple(Kind), Kind.OTHER)),
        State(values.one_of("state_code", tuple(State), State.UNKNOWN)),
        period.moment(values, "begin"),
        period.moment(values, "end"),
        place=reader.degrees("place"),
        placed_by=reader.one_of("placed_by", PLACED, ""),
        reporter=private.short("reporter", LONGEST),
        phone=private.short("phone", LONGEST),
        photos=reader.items("photos", from_json),
        origin=Origin.of(reader.object("origin")),
        merged=merged,
        apart=reader.items("apart", _id),
        **texts,
    )


def _id(value: Any, place: str) -> str:
    if not isinstance(value, str):
        plaindata.fail(place)
    return value


# ------------------------------------------------------------------------------------------ in the project


def reports_of(project: Project) -> tuple[Report, ...]:
    """Return the reports of a project, in the order in which they came.

    Raises
    ------
    layers.errors.Damaged
        When one of them cannot be read.
    """
    return tuple(report_of(one) for one in records.of_kind(project, RECORD))


def report_layer() -> Entered:
    """Return the layer that shows the reports of a project, not filled yet."""
    shown = shown_of(ATTRIBUTES)
    return Entered(LAYER, NAME, DEGREES, Source(Path(), "records"), style=STYLE, records=RECORD, shown=shown)


def keep(project: Project, reports: Iterable[Report], changed: str) -> Project:
    """Return the project with reports added or changed, and with the layer that shows them.

    Parameters
    ----------
    project
        An empty one takes the plane rectangular system of the first place.
    reports
        What is kept.
    changed
        When, ISO 8601.
    """
    return seen(records.put_all(project, (record_of(one, changed) for one in reports)), report_layer())


def drop(project: Project, *ids: str) -> Project:
    """Return the project without some reports; the layer stays."""
    return records.without(project, *ids)
