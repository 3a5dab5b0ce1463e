"""Files that departments bring: lists and photos, told apart, each read into reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gisapp.desks.hazard.event import intake
from gisapp.desks.hazard.event.photos import from_photos
from importers.tables.importer import TablesOptions, read_sheets
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from gisapp.desks.hazard.event.intake import Intake
    from importers.tables.lists import Columns
    from importers.tables.sheet import Sheet
    from layers.feedback import Feedback
    from layers.project import Project

_READING = QT_TRANSLATE_NOOP(CONTEXT, "{file} を読んでいます")


@dataclass(frozen=True, eq=False)
class Listed:
    """A list that was read as text: its file, one of its sheets, and what its columns seem to mean."""

    path: Path
    sheet: Sheet
    columns: Columns


def lists_in(path: Path, feedback: Feedback) -> tuple[Listed, ...]:
    """Return the sheets of a list with what their columns seem to mean.

    Raises
    ------
    layers.errors.ImportFailed
        When it is no list.
    """
    feedback.step(0, 1, Message(_READING, {"file": path.name}))
    sheets = read_sheets(path, TablesOptions(), feedback)
    return tuple(Listed(path, one, intake.propose(one.columns)) for one in sheets)


def from_list(
    listed: Listed, project: Project, day: date, feedback: Feedback, department: str = "", crs: str = ""
) -> Intake:
    """Return the reports of a list; see :func:`gisapp.desks.hazard.event.intake.from_sheet`."""
    return intake.from_sheet(
        listed.sheet,
        listed.path.name,
        listed.columns,
        project,
        day,
        feedback,
        department=department,
        crs=crs,
    )


def from_pictures(
    paths: Sequence[Path], project: Project, feedback: Feedback, department: str = ""
) -> Intake:
    """Return the reports of photos; see :func:`gisapp.desks.hazard.event.photos.from_photos`."""
    base = None if project.path is None else project.path.parent
    return from_photos(paths, base, intake.known_digests(project), feedback, department)
