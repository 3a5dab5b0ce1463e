"""What changes the ledger: the few ways in which associations come into a project, change and end."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.desks.areas.columns import ATTRIBUTES
from gisapp.desks.areas.joining import codes_of
from gisapp.desks.areas.model import ASSOCIATION, Association, associations, ended, put
from gisapp.desks.areas.names import candidates, plain
from layers import entered
from layers.associations import OPACITY, STYLE, Associations
from layers.base import Source
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.project import Project

LAYER = "associations"
ALIKE = 0.9
"""Likeness of names from which on an association may be in the ledger already."""
_ALIKE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{name}」を新しく加えましたが、台帳の「{other}」と同じ自治会かもしれません。確かめてください。",
)
NAME = QT_TRANSLATE_NOOP(CONTEXT, "自治会の台帳")


def fresh_id() -> str:
    """Return an id that no association has."""
    return f"association-{secrets.token_hex(6)}"


def layer_of(project: Project) -> Associations | None:
    """Return the layer that shows the ledger of a project, None where it has none."""
    return next(
        (one for one in project.layers if isinstance(one, Associations) and one.records == ASSOCIATION), None
    )


def seen(project: Project) -> Project:
    """Return the project with the layer that shows its ledger, filled with the records of now."""
    fresh = Associations(
        LAYER,
        NAME,
        project.crs,
        Source(Path(), "records"),
        opacity=OPACITY,
        style=STYLE,
        records=ASSOCIATION,
        shown=entered.shown_of(ATTRIBUTES),
    )
    return entered.seen(project, fresh)


def place(project: Project, changed: Sequence[Association], day: str, when: str) -> Project:
    """Return the project with associations as they are from a day on.

    Of an association that is in the ledger already (by its `line`), the record of before ends on that day and
    the new one begins; nothing is overwritten. One that was entered for the same day is corrected in place.

    Parameters
    ----------
    project
        Its ledger is changed; it gets the layer that shows it.
    changed
        What they are from then on; ids, `since` and `until` are given here.
    day
        ISO 8601; empty where nobody knows since when: it is then corrected in place.
    when
        When it was entered, ISO 8601.
    """
    now = {one.line: one for one in associations(project, day)}
    later: dict[str, str] = {}
    for one in associations(project, None):
        if day and one.since > day:
            later[one.line] = min(later.get(one.line, one.since), one.since)
    fresh: list[Association] = []
    for one in changed:
        before = now.get(one.line)
        since, until, id_ = day, later.get(one.line, ""), fresh_id()
        if before is not None:
            until = before.until
            if not day or before.since == day:
                since, id_ = before.since, before.id
            else:
                fresh.append(ended(before, day))
        fresh.append(replace(one, id=id_, line=one.line or id_, since=since, until=until))
    return seen(put(project, fresh, when))


def lines_of(project: Project, fresh: Sequence[Association]) -> dict[str, str]:
    """Return which of some associations are in the ledger: their ids, and the lines of what they are there.

    The same code is the same association, without codes the same name in one spelling is.
    """
    known: dict[str, str] = {}
    for one in associations(project):
        known |= dict.fromkeys(_keys(one), one.line)
    found = {one.id: [known[key] for key in _keys(one) if key in known] for one in fresh}
    return {id_: lines[0] for id_, lines in found.items() if lines}


def alike(project: Project, fresh: Sequence[Association]) -> tuple[Finding, ...]:
    """Return a finding for each association that comes new though one of nearly its name is in the ledger."""
    before = associations(project)
    pairs = candidates([one.name for one in fresh], [one.name for one in before], least=ALIKE, most=1)
    return tuple(
        Finding(
            Severity.WARNING,
            "area-add-alike",
            _ALIKE,
            {"name": fresh[pair.one].name, "other": before[pair.other].name},
        )
        for pair in pairs
    )


def _keys(one: Association) -> list[str]:
    code, name = codes_of([one.code])[0], plain(one.name)
    return [f"{kind}\0{text}" for kind, text in (("code", code), ("name", name)) if text]


def admit(project: Project, fresh: Sequence[Association], day: str, when: str) -> Project:
    """Return the project with associations that its ledger does not have, valid from a day on."""
    return seen(put(project, [replace(one, since=one.since or day) for one in fresh], when))


def succeed(project: Project, fresh: Sequence[Association], day: str, when: str) -> Project:
    """Return the project with another ledger from a day on; what was before ends then and is kept.

    Parameters
    ----------
    project
        With a ledger.
    fresh
        All associations from that day on.
    day
        ISO 8601.
    when
        When it was entered, ISO 8601.
    """
    lines = lines_of(project, fresh)
    changed = [replace(one, line=lines.get(one.id, one.line)) for one in fresh]
    kept = set(lines.values())
    gone = [one for one in associations(project, day) if one.line not in kept]
    return place(finish(project, gone, day, when), changed, day, when)


def finish(project: Project, gone: Sequence[Association], day: str, when: str) -> Project:
    """Return the project with associations that no longer hold from a day on (ISO 8601)."""
    return seen(put(project, [ended(one, day) for one in gone], when))
