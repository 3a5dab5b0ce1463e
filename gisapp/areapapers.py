"""Papers of the areas desk put together: from an answer to the notice that is handed out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gisapp import areastock
from gisapp.areaground import ground_of
from gisapp.desks.areas.notice import Told, notice_of

if TYPE_CHECKING:
    from datetime import datetime

    from gisapp.areastock import Asked
    from gisapp.desks.areas.lookup import Answer, Directory
    from gisapp.paper.document import Document
    from layers.feedback import Feedback
    from layers.project import Project


@dataclass(frozen=True)
class Paper:
    """What every paper states: the moment, the program for its foot, and whom to ask."""

    now: datetime
    program: str
    department: str = ""


def notice(
    project: Project,
    asked: Asked,
    directory: Directory,
    answer: Answer,
    paper: Paper,
    feedback: Feedback,
) -> Document:
    """Return the notice of an answer.

    Parameters
    ----------
    project, asked
        Where it is from, and what counts.
    directory, answer
        The ledger of a day, and what was found in it.
    paper
        What it states besides.
    feedback
        Receives progress and findings.
    """
    import shapely

    # A notice tells of one place: the buildings of the whole city are not counted for it.
    quick = replace(asked, buildings=None, hazards=())
    ledger = areastock.ledger_of(project, directory.day, quick, feedback)
    place = answer.footprint
    if place is None and answer.point is not None and answer.exact:
        place = shapely.Point(answer.point)
    dangers, sources = (
        ((), ()) if place is None else areastock.dangers_at(project, place, asked.hazards, feedback)
    )
    ground = ground_of(project, asked.buildings)
    told = Told(paper.now, paper.program, paper.department, dangers, sources)
    return notice_of(answer, directory, ledger.figures, ground, told)
