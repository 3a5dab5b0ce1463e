"""What staff entered at a desk and the project keeps: plain values under a kind that the desk reads.

A lot with its corrected edges, a sheet that was handed out, a decision: the project does not know what they
mean, as it does not know files of other formats. They are frozen like everything else of a project, so undo,
autosave and the journal hold them without knowing either.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from layers import plaindata
from layers.plaindata import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layers.project import Project

MOST = 100_000
LONGEST = 16 * 1024 * 1024
"""Letters of the content of one record."""


@dataclass(frozen=True)
class Record:
    """One thing that was entered.

    Attributes
    ----------
    id
        Unique among the records of a project.
    kind
        Which desk reads it and as what, such as ``planning/lot``.
    name
        What staff call it.
    text
        Its content as JSON text, in the fixed form of :func:`layers.plaindata.dump`: frozen, compared by
        value, and the same bytes again.
    changed
        When it was entered or changed last, ISO 8601.
    """

    id: str
    kind: str
    name: str
    text: str = field(repr=False)
    changed: str = ""

    @property
    def content(self) -> dict[str, Any]:
        """The content as a fresh object."""
        return dict(Reader(plaindata.parse(self.text.encode())).value)


def record(id_: str, kind: str, name: str, content: dict[str, Any], changed: str = "") -> Record:
    """Return a record of plain values."""
    return Record(id_, kind, name, plaindata.dump(content).decode(), changed)


def of_kind(project: Project, kind: str) -> tuple[Record, ...]:
    """Return the records of a kind, in the order in which they were made."""
    return tuple(one for one in project.records if one.kind == kind)


def find(project: Project, id_: str) -> Record | None:
    """Return the record of that id."""
    return next((one for one in project.records if one.id == id_), None)


def put(project: Project, one: Record) -> Project:
    """Return the project with a record added, or put in the place of the one of the same id."""
    if find(project, one.id) is None:
        return replace(project, records=(*project.records, one))
    return replace(project, records=tuple(one if old.id == one.id else old for old in project.records))


def put_all(project: Project, many: Iterable[Record]) -> Project:
    """Return the project with many records added or put in their places, as :func:`put` does for one."""
    fresh = {one.id: one for one in many}
    kept = [fresh.pop(old.id, old) for old in project.records]
    return replace(project, records=(*kept, *fresh.values()))


def without(project: Project, *ids: str) -> Project:
    """Return the project without some records."""
    return replace(project, records=tuple(one for one in project.records if one.id not in ids))


def to_json(records: Sequence[Record]) -> list[dict[str, Any]]:
    """Return records as plain values."""
    return [
        {"id": one.id, "kind": one.kind, "name": one.name, "changed": one.changed, "content": one.content}
        for one in records
    ]


def from_json(value: object, place: str) -> tuple[Record, ...]:
    """Return the records of plain values.

    Raises
    ------
    layers.errors.Damaged
        When they are none; the message names the place.
    """
    found = all_from_json(value, place)
    if len(found) > MOST or len({one.id for one in found}) != len(found):
        plaindata.fail(place)
    return found


def all_from_json(value: object, place: str) -> tuple[Record, ...]:
    """Return the records of plain values of several projects: there one id may stand for several versions.

    Raises
    ------
    layers.errors.Damaged
        When they are none; the message names the place.
    """
    if not isinstance(value, list):
        plaindata.fail(place)
    return tuple(_record(one, f"{place}[{index}]") for index, one in enumerate(value))


def _record(value: object, place: str) -> Record:
    reader = Reader(value, place)
    content = dict(reader.object("content").value)
    one = record(
        reader.text("id"), reader.text("kind"), reader.text("name"), content, reader.text("changed", "")
    )
    if not one.id or len(one.text) > LONGEST:
        plaindata.fail(place)
    return one
