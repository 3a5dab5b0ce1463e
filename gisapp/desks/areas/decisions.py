"""What staff decided about the areas: who, what, when, about which finding, place or pair; as text.

Nothing is overwritten: a later decision about the same thing stands in the place of the one before, and both
stay in the log.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from gisapp.desks.areas.areatables import csv_of, workbook
from gisapp.desks.areas.model import DECISION
from layers import records
from layers.crs import zone_of_epsg
from layers.entered import content_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from layers.project import Project
    from layers.records import Record

LARGEST = 1e8
"""No coordinate of a place on earth is larger."""
LONGEST = 2000
"""Letters of a text by staff."""


class What(StrEnum):
    """What was decided."""

    OWNER = "owner"
    """A place belongs to an association, or to none."""
    FOLLOW = "follow"
    """For an association the version of one department holds."""
    SAME = "same"
    """Two rows are the same association."""
    OTHER = "other"
    """They are two."""
    AGREED = "agreed"
    """An overlap is meant so (合意済みの重なり)."""
    KEPT = "kept"
    """A finding is left as it is."""
    EDITED = "edited"
    """Boundaries were drawn anew."""
    OPEN = "open"
    """What was decided before is withdrawn."""


WORDS = {
    What.OWNER: QT_TRANSLATE_NOOP(CONTEXT, "どの自治会の区域かを決めた"),
    What.FOLLOW: QT_TRANSLATE_NOOP(CONTEXT, "どの部署の図によるかを決めた"),
    What.SAME: QT_TRANSLATE_NOOP(CONTEXT, "同じ自治会と確かめた"),
    What.OTHER: QT_TRANSLATE_NOOP(CONTEXT, "別の自治会と確かめた"),
    What.AGREED: QT_TRANSLATE_NOOP(CONTEXT, "合意のある重なりとした"),
    What.KEPT: QT_TRANSLATE_NOOP(CONTEXT, "このままとした"),
    What.EDITED: QT_TRANSLATE_NOOP(CONTEXT, "区域の境界を直した"),
    What.OPEN: QT_TRANSLATE_NOOP(CONTEXT, "決定を取り消した"),
}


@dataclass(frozen=True)
class Decision:
    """One line of the log.

    Attributes
    ----------
    about
        Key of the finding, place or pair; the same for the same thing, whenever it is looked at.
    what
        What was decided.
    by
        Department, as staff write it.
    text
        Why, as staff write it.
    when
        ISO 8601.
    subject
        What it is about, in words.
    association
        Code or name of the association that a place belongs to (empty for none), or title of the version
        that is followed.
    place, crs
        East and north of a point in it, metres, and their system; None where it has no place.
    id
        Of its record; empty before it has one.
    """

    about: str
    what: What
    by: str
    text: str
    when: str
    subject: str = ""
    association: str = ""
    place: tuple[float, float] | None = None
    crs: str = ""
    id: str = ""


def decisions_of(project: Project) -> tuple[Decision, ...]:
    """Return the log, the oldest first; what cannot be a decision is left out."""
    found = [one for record in records.of_kind(project, DECISION) if (one := _decision(record)) is not None]
    return tuple(sorted(found, key=lambda one: one.when))


def standing(log: Iterable[Decision]) -> dict[str, Decision]:
    """Return what holds now: the last decision about each thing that was not withdrawn."""
    last = {one.about: one for one in sorted(log, key=lambda one: one.when)}
    return {about: one for about, one in last.items() if one.what is not What.OPEN}


def confirmed_pairs(log: Iterable[Decision]) -> dict[str, bool]:
    """Return what was said of pairs: True for the same association; for :func:`matching.matched`."""
    return {
        about: one.what is What.SAME
        for about, one in standing(log).items()
        if one.what in (What.SAME, What.OTHER)
    }


def agreed(log: Iterable[Decision]) -> frozenset[str]:
    """Return the keys of findings that are agreed or kept, for the checks."""
    return frozenset(about for about, one in standing(log).items() if one.what in (What.AGREED, What.KEPT))


def put(project: Project, *made: Decision) -> Project:
    """Return the project with decisions added to its log."""
    taken = {one.id for one in project.records}
    fresh = []
    for one in made:
        number = len(taken)
        while (id_ := one.id or f"decision-{number}") in taken and not one.id:
            number += 1
        taken.add(id_)
        fresh.append(record_of(replace(one, id=id_)))
    return records.put_all(project, fresh)


def record_of(one: Decision) -> Record:
    """Return a decision as a record of the project."""
    content: dict[str, Any] = {
        "about": one.about,
        "what": one.what.value,
        "by": one.by[:LONGEST],
        "text": one.text[:LONGEST],
        "subject": one.subject,
        "association": one.association,
        "place": None if one.place is None else list(one.place),
        "crs": one.crs,
    }
    return records.record(one.id, DECISION, one.subject or one.about, content, one.when)


def _decision(record: Record) -> Decision | None:
    content = content_of(record)
    told = {
        name: str(content.get(name) or "")[:LONGEST]
        for name in ("about", "by", "text", "subject", "association")
    }
    what = content.get("what")
    if not told["about"] or what not in {one.value for one in What}:
        return None
    crs = str(content.get("crs") or "")
    place = content.get("place") if zone_of_epsg(crs) else None
    return Decision(what=What(what), when=record.changed, place=_place(place), crs=crs, id=record.id, **told)


def _place(value: object) -> tuple[float, float] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    if not all(isinstance(one, (int, float)) and abs(one) < LARGEST for one in value):
        return None
    return float(value[0]), float(value[1])


# ------------------------------------------------------------------------------------------------- tables

HEADS = (
    "日時",
    "部署",
    "決めたこと",
    "対象",
    "自治会・図",
    "理由・経緯",
    "X（北、m）",
    "Y（東、m）",
    "座標系",
    "効力",
    "キー",
)
WIDTHS = (17, 18, 26, 40, 24, 50, 13, 13, 11, 10, 40)


def rows_of(log: Sequence[Decision]) -> list[list[Any]]:
    """Return a row for each decision under :data:`HEADS`; None for what it has not."""
    now = {id(one) for one in standing(log).values()}
    return [
        [
            one.when.replace("T", " ")[:16],
            one.by or None,
            WORDS[one.what],
            one.subject or None,
            one.association or None,
            one.text or None,
            None if one.place is None else round(one.place[1], 3),
            None if one.place is None else round(one.place[0], 3),
            one.crs or None,
            "有効" if id(one) in now else "取消し・更新済み",
            one.about,
        ]
        for one in log
    ]


def write_csv(log: Sequence[Decision]) -> bytes:
    """Return the log as CSV that Excel opens with its Japanese headings."""
    return csv_of(HEADS, rows_of(log))


def write_xlsx(log: Sequence[Decision], now: datetime, program: str) -> bytes:
    """Return the log as a workbook; the same content and moment give the same bytes."""
    return workbook("自治会の区域の決定の記録", [("決定の記録", HEADS, WIDTHS, rows_of(log))], now, program)
