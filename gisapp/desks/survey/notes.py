"""Notes of an inspection (点検): what was seen at a place of a slope or a bridge; records seen as a layer.

A note has a place with its height, what was seen, photos, who looked (a department, no names), the facility,
and a state. Each change of its state is kept with its date, so that the sheet can tell how it went.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.desks.survey.north import true_bearing
from importers.photos import Photo, from_json, to_json
from importers.tables.lists import Origin
from layers import period, plaindata, records
from layers.base import Attribute, Source
from layers.entered import DEGREES, Entered, content_of, seen, shown_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.plaindata import Reader
from styles.style import ByCategory, Category

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layers.project import Project
    from layers.records import Record

RECORD = "survey/note"
LAYER = "inspection-notes"
NAME = QT_TRANSLATE_NOOP(CONTEXT, "点検メモ")
FORMAT = 1
LONGEST = 4000
"""Letters of a text."""
SHOWN = 16
"""Letters of a text in the name of a note."""
MOST_CHANGES = 1000
PLACED = ("", "scan", "map", "coordinates", "photo", "facility")
"""How a place is known; nobody knows it, or by a point of a scan, a click, columns, a photo, the facility."""


class State(StrEnum):
    """What is to be done, what is urgent first."""

    REPAIR = "repair"
    WATCH = "watch"
    UNKNOWN = ""
    DONE = "done"


STATES = {
    State.REPAIR: QT_TRANSLATE_NOOP(CONTEXT, "要補修"),
    State.WATCH: QT_TRANSLATE_NOOP(CONTEXT, "経過観察"),
    State.UNKNOWN: QT_TRANSLATE_NOOP(CONTEXT, "未確認"),
    State.DONE: QT_TRANSLATE_NOOP(CONTEXT, "済"),
}
COLOURS = {
    State.REPAIR: (200, 40, 45),
    State.WATCH: (225, 165, 75),
    State.UNKNOWN: (150, 150, 150),
    State.DONE: (75, 105, 180),
}
"""Told apart also by who cannot tell red from green."""
ATTRIBUTES = (
    Attribute("state", QT_TRANSLATE_NOOP(CONTEXT, "状態"), kind="code"),
    Attribute("facility", QT_TRANSLATE_NOOP(CONTEXT, "施設番号")),
    Attribute("text", QT_TRANSLATE_NOOP(CONTEXT, "内容")),
    Attribute("date", QT_TRANSLATE_NOOP(CONTEXT, "点検日"), kind="date"),
    Attribute("department", QT_TRANSLATE_NOOP(CONTEXT, "部署")),
    Attribute("height", QT_TRANSLATE_NOOP(CONTEXT, "標高"), "m", "number"),
    Attribute("changed", QT_TRANSLATE_NOOP(CONTEXT, "状態を決めた日"), kind="date"),
    Attribute("history", QT_TRANSLATE_NOOP(CONTEXT, "状態の経過")),
    Attribute("photos", QT_TRANSLATE_NOOP(CONTEXT, "写真の枚数"), kind="integer"),
)
"""Columns of the layer."""
STYLE = ByCategory(
    "state", tuple(Category(one, COLOURS[one], STATES[one]) for one in State if one is not State.UNKNOWN)
)


@dataclass(frozen=True)
class Change:
    """A state, since when (ISO 8601, empty for unknown), and which department said so."""

    state: State
    when: str = ""
    department: str = ""


@dataclass(frozen=True)
class Note:
    """One note.

    Attributes
    ----------
    id
        Unique in the project.
    text
        What was seen.
    date
        When it was seen first, ISO 8601 in Japan's time, empty for unknown.
    department
        Who looked.
    facility
        Number of the facility (橋梁番号, 箇所番号), empty for unknown.
    place
        Longitude and latitude in JGD2011 degrees, None for unknown.
    height
        Metres, on the point of a scan for one; None where only the place on the map is known.
    placed_by
        How the place is known, one of :data:`PLACED`.
    changes
        All states, the first one first; the last is that of now.
    photos, origin
        Photos, and where the note is from.
    """

    id: str
    text: str = ""
    date: str = ""
    department: str = ""
    facility: str = ""
    place: tuple[float, float] | None = None
    height: float | None = None
    placed_by: str = ""
    changes: tuple[Change, ...] = ()
    photos: tuple[Photo, ...] = ()
    origin: Origin = field(default_factory=Origin)

    @property
    def state(self) -> State:
        """The state of now."""
        return self.changes[-1].state if self.changes else State.UNKNOWN

    @property
    def title(self) -> str:
        """What it is called at its pin and in lists, in Japanese."""
        return f"{STATES[self.state]} {self.facility or self.text[:SHOWN]}".rstrip()

    @property
    def history(self) -> str:
        """All states with their dates, in Japanese."""
        return " → ".join(f"{STATES[one.state]}（{one.when[:10] or '日付未確認'}）" for one in self.changes)


@dataclass(frozen=True)
class Wanted:
    """Which notes are looked at; everything that is empty lets all pass. `words` has all of its words."""

    states: tuple[State, ...] = ()
    departments: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()
    words: str = ""

    def passes(self, note: Note) -> bool:
        """Say whether a note is one of them."""
        said = f"{note.text} {note.facility} {note.department} {STATES[note.state]}"
        return (
            (not self.states or note.state in self.states)
            and (not self.departments or note.department in self.departments)
            and (not self.facilities or note.facility in self.facilities)
            and all(word in said for word in self.words.split())
        )


def chosen(notes: Iterable[Note], wanted: Wanted) -> tuple[Note, ...]:
    """Return the notes that are looked at: what is urgent first, facility by facility, the latest first."""
    order = list(State)
    found = sorted((one for one in notes if wanted.passes(one)), key=lambda one: one.id)
    found.sort(key=lambda one: one.date, reverse=True)
    found.sort(key=lambda one: (order.index(one.state), one.facility))
    return tuple(found)


def by_facility(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return notes facility by facility, those without a number last; their order within stays."""
    return tuple(sorted(notes, key=lambda one: (not one.facility, one.facility)))


def counts(notes: Sequence[Note]) -> dict[State, int]:
    """Return how many notes there are in each state; they add up to all."""
    return {state: sum(one.state is state for one in notes) for state in State}


def fresh_id() -> str:
    """Return an id that no note has."""
    return f"note-{secrets.token_hex(6)}"


def with_state(note: Note, state: State, when: str, department: str = "") -> Note:
    """Return a note in another state; its older ones stay. The same note when nothing changes."""
    if note.changes and note.state is state:
        return note
    return replace(note, changes=(*note.changes, Change(state, when, department)))


def with_photo(note: Note, photo: Photo) -> Note:
    """Return a note with one more photo, which says where and when if nobody did."""
    placed = note.place is None and photo.place is not None
    return replace(
        note,
        photos=(*note.photos, photo),
        place=photo.place if placed else note.place,
        placed_by="photo" if placed else note.placed_by,
        date=note.date or photo.taken[:10],
    )


# ---------------------------------------------------------------------------------------------- as records


def record_of(note: Note, changed: str = "") -> Record:
    """Return the record of a note that was changed at a moment (ISO 8601)."""
    values: dict[str, Any] = {
        "state": STATES[note.state] if note.state else None,
        "state_code": note.state.value or None,
        "height": note.height,
        "changed": note.changes[-1].when if note.changes else None,
        "history": note.history,
        "photos": len(note.photos),
        **{name: getattr(note, name) for name in ("text", "date", "department", "facility")},
    }
    content = {
        "format": FORMAT,
        "place": None if note.place is None else list(note.place),
        "height": note.height,
        "placed_by": note.placed_by,
        "values": {name: value for name, value in values.items() if value not in (None, "")},
        "changes": [vars(one) for one in note.changes],
        "photos": [to_json(one) for one in note.photos],
        "sights": [_sight(one) for one in note.photos if one.place is not None],
        "origin": vars(note.origin),
    }
    return records.record(note.id, RECORD, note.title, content, changed)


def _sight(photo: Photo) -> dict[str, Any]:
    """Return from where a photo was taken, as :mod:`layers.sights` draws it."""
    return {
        "place": list(photo.place or ()),
        "height": photo.altitude,
        "bearing": true_bearing(photo),
        "pitch": photo.pitch,
        "angle": photo.angle,
    }


@lru_cache(maxsize=50_000)
def note_of(record: Record) -> Note:
    """Return the note of a record.

    Raises
    ------
    layers.errors.Damaged
        When it cannot be read; the message names the place.
    """
    reader = Reader({"id": record.id, **content_of(record)}, record.id)
    if reader.integer("format") != FORMAT:
        plaindata.fail(reader.at("format"))
    values = reader.object("values")
    changes = reader.items("changes", _change)
    if len(changes) > MOST_CHANGES:
        plaindata.fail(reader.at("changes"))
    texts = {name: values.short(name, LONGEST) for name in ("text", "department", "facility")}
    return Note(
        record.id,
        date=period.moment(values, "date"),
        place=reader.degrees("place"),
        height=reader.known("height"),
        placed_by=reader.one_of("placed_by", PLACED, ""),
        changes=changes,
        photos=reader.items("photos", from_json),
        origin=Origin.of(reader.object("origin")),
        **texts,
    )


def _change(value: Any, place: str) -> Change:
    reader = Reader(value, place)
    state = State(reader.one_of("state", tuple(State), State.UNKNOWN))
    return Change(state, period.moment(reader, "when"), reader.short("department", LONGEST))


def notes_of(project: Project) -> tuple[Note, ...]:
    """Return the notes of a project, in the order in which they came.

    Raises
    ------
    layers.errors.Damaged
        When one of them cannot be read.
    """
    return tuple(note_of(one) for one in records.of_kind(project, RECORD))


def note_layer() -> Entered:
    """Return the layer that shows the notes of a project, not filled yet."""
    shown = shown_of(ATTRIBUTES)
    source = Source(Path(), "records")
    return Entered(LAYER, NAME, DEGREES, source, style=STYLE, records=RECORD, shown=shown, named=True)


def keep(project: Project, notes: Iterable[Note], changed: str) -> Project:
    """Return the project with notes added or changed, and with the layer that shows them.

    Parameters
    ----------
    project
        An empty one takes the plane rectangular system of the first place.
    notes
        What is kept.
    changed
        When, ISO 8601.
    """
    return seen(records.put_all(project, (record_of(one, changed) for one in notes)), note_layer())


def drop(project: Project, *ids: str) -> Project:
    """Return the project without some notes; the layer stays."""
    return records.without(project, *ids)
