"""Answer sheets from the question to the file: picture, document, record, and the same bytes again."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gisapp import sheetpicture
from gisapp.desks.planning.answersheet import PICTURES, sheet
from gisapp.desks.planning.asked import Seen
from gisapp.desks.planning.bodies import bodies_on
from gisapp.desks.planning.regulations import used_of
from gisapp.desks.planning.sheettemplate import Paper
from gisapp.desks.planning.standing import Show, Standing, drawn, legend
from gisapp.paper import storing
from layers import plaindata, records
from layers.errors import AnalysisFailed, RenderFailed
from layers.heights import heights_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.desks.planning.answersheet import Given
    from gisapp.desks.planning.asked import Asked
    from gisapp.desks.planning.regulationtable import RegulationTable
    from gisapp.paper.document import Document
    from layers.project import Project
    from layers.records import Record

LOG = logging.getLogger(__name__)
KIND = "planning/sheet"
DETAIL = 8.0
"""Pixels of the picture for each millimetre of paper at most."""
MOST_PIXELS = 1500
"""Across a picture: it is drawn in seconds without a graphics card too."""
_UNKNOWN = QT_TRANSLATE_NOOP(CONTEXT, "控え「{id}」がプロジェクトにありません。")
_UNKNOWN_HINT = QT_TRANSLATE_NOOP(CONTEXT, "残っている控え: {ids}")
_NONE_KEPT = QT_TRANSLATE_NOOP(
    CONTEXT, "プロジェクトに残した調査票はまだありません。--keep を付けて作ると残ります。"
)


@dataclass(frozen=True, eq=False)
class Kept:
    """A sheet that a project keeps: its id, the place, the moment it states, its receipt number."""

    id: str
    place: str
    made: str
    receipt: str


def make(
    project: Project, asked: Asked, table: RegulationTable, given: Given, *, simple: bool = False
) -> Document:
    """Return the sheet of a place with its picture, drawn with or without OpenGL.

    Parameters
    ----------
    project, asked, table
        Where it lies, what is told, and the table of the city.
    given
        When, by whom, how it looks.
    simple
        Whether the picture is drawn without OpenGL: for worker threads.
    """
    if asked.site is not None and asked.volume is not None:
        paper = given.paper or given.template.paper
        try:
            asked = replace(asked, seen=_seen(project, asked, PICTURES[paper is Paper.A3], simple=simple))
        except RenderFailed as error:  # the sheet says that there is none, and why
            LOG.warning("no picture for the sheet: %s", error.detail)
            asked = replace(asked, doubts=(*asked.doubts, error.message))
    return sheet(asked, project.layers, table, given)


def _seen(project: Project, asked: Asked, size: tuple[float, float], *, simple: bool) -> Seen:
    """Return the picture of what may be built among the neighbours."""
    if asked.site is None:
        raise ValueError(asked.words)
    bodies = bodies_on(project.layers, asked.site.lot.polygon())
    what = Standing(asked.site, asked.volume, asked.building, heights_of(project), bodies=bodies)
    # Storeys within a house that stands there already would only hide each other.
    show = Show(shadow=False, storeys=not bodies)
    detail = min(DETAIL, MOST_PIXELS / size[0])
    pixels = (round(size[0] * detail), round(size[1] * detail))
    camera = sheetpicture.camera_at(*sheetpicture.subject(what, project), pixels)
    image = sheetpicture.picture(project, drawn(what, show), camera, pixels, detail, simple=simple)
    plain = sheetpicture.plainly(project)
    sources = tuple(
        used_of(one, reaches=True) for one in plain.layers if one.visible and one.data is not None
    )
    return Seen(image, legend(what, show), sources)


# --------------------------------------------------------------------------------------------- keeping


def keep(project: Project, document: Document, receipt: str = "") -> tuple[Project, str]:
    """Return the project with a sheet as one of its records, and the id of that: the sheet's own mark."""
    content = {
        "format": 1,
        "place": document.subject,
        "receipt": receipt,
        "document": storing.to_plain(document),
    }
    one = records.record(document.mark, KIND, document.subject, content, document.made)
    return records.put(project, one), one.id


def kept(project: Project) -> tuple[Kept, ...]:
    """Return the sheets that a project keeps, the newest first."""
    found = [
        Kept(one.id, one.name, one.changed, str(one.content.get("receipt", "")))
        for one in records.of_kind(project, KIND)
    ]
    return tuple(sorted(found, key=lambda one: one.made, reverse=True))


def again(project: Project, id_: str) -> Document:
    """Return a sheet that was made before, as it was.

    Raises
    ------
    layers.errors.AnalysisFailed
        When the project keeps none of that id.
    layers.errors.Damaged
        When the record cannot be read.
    """
    known = records.of_kind(project, KIND)
    found = next((one for one in known if one.id == id_), None)
    if found is None:
        hint = _UNKNOWN_HINT if known else _NONE_KEPT
        raise AnalysisFailed(_UNKNOWN, hint, values={"id": id_, "ids": "、".join(one.id for one in known)})
    return document_of(found)


def document_of(record: Record) -> Document:
    """Return the sheet of a record.

    Raises
    ------
    layers.errors.Damaged
        When it cannot be read.
    """
    content = record.content
    if content.get("format") != 1:
        plaindata.fail(f"{record.id}.format")
    return storing.from_plain(content.get("document"), f"{record.id}.document")
