"""A sheet for every area in one run: it tells how far it is, can be stopped, and goes on where it stopped."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.sheets import district_sheet
from gisapp.paper.written import written
from layers import atomicfile
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gisapp.desks.hazard.exposure import Report
    from gisapp.desks.hazard.look import HazardLook
    from gisapp.desks.hazard.study import Study
    from layers.feedback import Feedback

WRITING = QT_TRANSLATE_NOOP(CONTEXT, "「{area}」の資料を書いています（{number} / {count}）")
LONGEST = 60
"""Letters of an area's name in the name of its file."""
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True)
class Printing:
    """How the sheets of a series are made.

    Attributes
    ----------
    program
        For the foot.
    view
        Gives the 3D picture of an area by its number; None for sheets without.
    large
        A3 across instead of A4.
    anew
        Whether sheets that are there are written again. Their names hold a digest of what the answers rest
        on, so that a sheet of other hazards, colours or areas is never taken for one of these.
    """

    program: str
    view: Callable[[int], bytes] | None = None
    large: bool = False
    anew: bool = False


def series(
    study: Study, report: Report, look: HazardLook, folder: Path, printing: Printing, feedback: Feedback
) -> tuple[int, int]:
    """Write a sheet for each area that has buildings.

    Parameters
    ----------
    study, report, look
        What the sheets tell.
    folder
        Where they go; it is made when it is not there.
    printing
        How they are made.
    feedback
        Receives progress; stopping leaves whole sheets and no half one.

    Returns
    -------
    written, kept
        How many were written now, and how many were there.

    Raises
    ------
    layers.feedback.Cancelled
        When it was stopped.
    OSError
        When the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    areas = np.flatnonzero(report.exposure.buildings[:-1] > 0).tolist()
    digest = digest_of(study, report, look, large=printing.large)
    made = kept = 0
    for number, area in enumerate(areas):
        name = str(report.names[area])
        values = {"area": name, "number": number + 1, "count": len(areas)}
        feedback.step(number, len(areas), Message(WRITING, values))
        path = folder / file_name(area, name, digest)
        if path.exists() and not printing.anew:
            kept += 1
            continue
        picture = b"" if printing.view is None else printing.view(area)
        now = datetime.now().astimezone()
        sheet = district_sheet(
            study, report, area, look, now, printing.program, view=picture, large=printing.large
        )
        atomicfile.write(path, written(sheet, ".pdf"))
        made += 1
    feedback.step(len(areas), len(areas))
    return made, kept


def file_name(area: int, name: str, digest: str) -> str:
    """Return the name of the file of an area: number, name without letters that no file may have, digest."""
    plain = _UNFIT.sub("_", name).strip(" .")[:LONGEST] or "区域"
    return f"{area + 1:03d}_{plain}_{digest}.pdf"


def digest_of(study: Study, report: Report, look: HazardLook, *, large: bool) -> str:
    """Return eight letters that change with what the sheets tell."""
    told = [look.dress.value, str(look.detailed), str(large), report.areas.method]
    told += [f"{one.id} {one.origin.digest} {one.origin.date}" for one in study.hazards]
    found = hashlib.sha256("\n".join(told).encode())
    combined = study.answers.combined
    for numbers in (combined.rank, combined.refuge.verdict, report.area):
        found.update(np.ascontiguousarray(numbers).tobytes())
    return found.hexdigest()[:8]
