"""Writes papers and files of the areas desk; everything here runs beside the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from gisapp import __version__
from gisapp.desks.areas.contact import contact_of

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.areas.lookup import Answer, Directory
    from layers.feedback import Feedback
    from layers.project import Project

PROGRAM = f"gisapp {__version__}"


def write_notice(project: Project, day: str, line: str, path: Path, *, feedback: Feedback) -> Path:
    """Write the notice of an association."""
    from gisapp.desks.areas.lookup import Answer, Standing, opened

    directory = opened(project, day)
    one = next(one for one in directory.associations if one.line == line)
    answer = Answer(one.name or one.code, Standing.NAMED, (one,), spread=(1,))
    return _notice(project, answer, directory, path, feedback)


def write_answer(project: Project, day: str, answer: Answer, path: Path, *, feedback: Feedback) -> Path:
    """Write the notice of an answer."""
    from gisapp.desks.areas.lookup import opened

    directory = opened(project, day)
    lines = {one.line: one for one in directory.associations}
    of_now = tuple(lines[one.line] for one in answer.associations if one.line in lines)
    return _notice(project, replace(answer, associations=of_now), directory, path, feedback)


def _notice(project: Project, answer: Answer, directory: Directory, path: Path, feedback: Feedback) -> Path:
    from gisapp import areapapers, areastock
    from gisapp.paper.written import written
    from layers import atomicfile

    asked = areastock.proposed(project, feedback)
    feedback.step()
    paper = areapapers.Paper(datetime.now().astimezone(), PROGRAM, contact_of(project))
    sheet = areapapers.notice(project, asked, directory, answer, paper, feedback)
    feedback.step()
    atomicfile.write(path, written(sheet, ".pdf"))
    return path


def write_book(project: Project, day: str, only: tuple[str, ...], path: Path, *, feedback: Feedback) -> Path:
    """Write the maps of some associations (by code or name), or of all with an index."""
    from gisapp import areastock
    from gisapp.areaground import ground_of
    from gisapp.desks.areas.mapbook import Making, book_of
    from layers import atomicfile

    asked = areastock.proposed(project, feedback, ())
    made = areastock.ledger_of(project, day, asked, feedback)
    ground = ground_of(project, asked.buildings)
    making = Making(datetime.now().astimezone(), PROGRAM, contact_of(project), only)
    atomicfile.write(path, book_of(made.figures, made.shapes, ground, making, feedback).content)
    return path


def write_ledger(project: Project, day: str, path: Path, *, feedback: Feedback) -> Path:
    """Write the ledger of a day as the ending of the file says.

    CSV and GeoJSON leave the city: they hold only what anybody may know.
    """
    from gisapp import areastock
    from gisapp.desks.areas import openfiles, register
    from gisapp.desks.areas.ledgersheet import write_xlsx
    from gisapp.export.formats import write_content
    from layers import atomicfile

    made = areastock.ledger_of(project, day, areastock.proposed(project, feedback), feedback)
    feedback.step()
    ending = path.suffix.lower()
    if ending == ".xlsx":
        atomicfile.write(path, write_xlsx(made.figures, datetime.now().astimezone(), PROGRAM))
        return path
    layer = register.layer_of(register.seen(project))
    if layer is None:
        raise RuntimeError(path)
    crs = project.crs or layer.crs
    if ending == ".gpkg":
        content = openfiles.own_content(made.figures, made.shapes, layer, crs)
    else:
        opening = openfiles.Opening()
        content = openfiles.open_content(made.figures, made.shapes, layer, crs, opening, feedback)
    return write_content(content, path, feedback, overwrite=True)
