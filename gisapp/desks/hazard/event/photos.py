"""Photos become reports: where and when, as cameras write it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gisapp.desks.hazard.event.intake import Intake
from gisapp.desks.hazard.event.reports import Report, fresh_id
from importers.photos import taken
from importers.tables.lists import Origin
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from importers.photos import Photo
    from layers.feedback import Feedback

_NO_GPS = QT_TRANSLATE_NOOP(
    CONTEXT,
    "位置（GPS）のない写真が {count} 枚あります（例: {file}）。場所は未確認のまま取り込みました。"
    "地図で場所を決めてください。",
)
_NO_TIME = QT_TRANSLATE_NOOP(CONTEXT, "撮影日時のない写真が {count} 枚あります（例: {file}）。")


def from_photos(
    paths: Sequence[Path], base: Path | None, known: frozenset[str], feedback: Feedback, department: str = ""
) -> Intake:
    """Return a report for each photo; one without GPS has no place and is told, a known one is left out.

    Parameters
    ----------
    paths
        Photos. They are read and never changed.
    base
        Folder of the project file: paths are kept relative to it; None keeps them absolute.
    known
        Digests of photos that the project has.
    feedback
        Receives progress.
    department
        Who reports.
    """
    photos, left = taken(paths, base, known, feedback)
    reports = [
        Report(
            fresh_id(),
            begin=photo.taken[:16],
            department=department,
            place=photo.place,
            placed_by="photo" if photo.place else "",
            photos=(photo,),
            origin=Origin(path.name, digest=photo.digest),
        )
        for path, photo in photos
    ]
    findings = [
        Finding(
            Severity.WARNING,
            code,
            template,
            {"count": f"{len(some):,}", "file": some[0].origin.file},
            Where(some[0].origin.file),
            len(some),
        )
        for code, template, some in (
            ("photo-without-gps", _NO_GPS, [one for one in reports if one.place is None]),
            ("photo-without-time", _NO_TIME, [one for one in reports if not one.begin]),
        )
        if some
    ]
    return Intake(len(paths), tuple(reports), tuple(left), tuple(findings))


def with_photo(report: Report, photo: Photo) -> Report:
    """Return a report with one more photo, which says where and when if nobody did."""
    placed = report.place is None and photo.place is not None
    return replace(
        report,
        photos=(*report.photos, photo),
        place=photo.place if placed else report.place,
        placed_by="photo" if placed else report.placed_by,
        begin=report.begin or photo.taken[:16],
    )
