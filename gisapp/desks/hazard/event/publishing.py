"""Reports for the public map: GeoJSON (RFC 7946) or CSV, with the fields that may be told and no others.

Never written: who reported, telephones, the text that was reported (it may name people), the address, notes
of a merge. Left out: people who came to harm, and reports without a place (they are counted). Of houses the
place is told to about a hundred metres only, for a point on a house says whose it is. Photos are written
only when that is asked for: as names.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from gisapp.desks.hazard.event.words import KINDS, STATES, Kind
from gisapp.export.csvtable import BOM, FORMULA
from gisapp.export.target import replacing
from layers.errors import NotAllowed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gisapp.desks.hazard.event.reports import Report
    from layers.feedback import Feedback

SUFFIXES = (".geojson", ".csv")
HEADINGS = {
    "number": "番号",
    "kind": "種別",
    "state": "状態",
    "begin": "日時",
    "end": "完了日時",
    "department": "担当課",
    "area": "区域",
    "notice": "説明",
    "place_accuracy": "位置の精度（m）",
    "photos": "写真",
}
"""The fields that may be told, and what the columns of the CSV are called."""
NEVER = (Kind.PEOPLE,)
BLURRED = (Kind.ABOVE_FLOOR, Kind.BELOW_FLOOR, Kind.BUILDING)
DECIMALS = {True: 3, False: 6}
"""Of degrees: 0.001 is 111 m to the north and 93 m to the east in Nagasaki."""
ACCURACY = 100
_PEOPLE = QT_TRANSLATE_NOOP(CONTEXT, "人的被害は公開用に書き出しません。")
_NOWHERE = QT_TRANSLATE_NOOP(CONTEXT, "場所が未確認のため、地図に載せられません。")
_FORMAT = QT_TRANSLATE_NOOP(CONTEXT, "災害情報は「{suffix}」の形式では書き出せません。")
_FORMATS = QT_TRANSLATE_NOOP(CONTEXT, "名前の終わりを .geojson か .csv にしてください。")


@dataclass(frozen=True)
class Published:
    """What was written, and how many reports were left out for which reason."""

    path: Path
    count: int
    left_out: dict[str, int]


def publish(
    reports: Sequence[Report],
    areas: Sequence[str],
    path: Path,
    feedback: Feedback,
    *,
    photos: bool = False,
    overwrite: bool = False,
) -> Published:
    """Write reports for the public.

    Parameters
    ----------
    reports
        Those that are meant.
    areas
        The neighbourhood of each, empty for none.
    path
        ``.geojson`` or ``.csv``.
    feedback
        Asked whether to go on.
    photos
        Whether names of photos are told.
    overwrite
        Whether a file of that name may be replaced.

    Raises
    ------
    layers.errors.ExportFailed
        When it cannot be written; nothing is left beside an older file.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise NotAllowed(_FORMAT, _FORMATS, values={"suffix": path.suffix})
    told: list[dict[str, Any]] = []
    left = {str(Message(_PEOPLE)): 0, str(Message(_NOWHERE)): 0}
    for report, area in zip(reports, areas, strict=True):
        if report.kind in NEVER:
            left[_PEOPLE] += 1
        elif report.place is None:
            left[_NOWHERE] += 1
        else:
            told.append(public(report, area, len(told) + 1, photos=photos))
    feedback.step()
    text = _geojson(told) if path.suffix.lower() == ".geojson" else _csv(told)
    with replacing(path, overwrite=overwrite) as making:
        making.write_bytes(text)
    return Published(path, len(told), {reason: count for reason, count in left.items() if count})


def public(report: Report, area: str, number: int, *, photos: bool = False) -> dict[str, Any]:
    """Return what the public may know of a report that has a place: an allow-list, and where it lies."""
    if report.place is None:
        raise ValueError(report.id)  # nobody asks
    blurred = report.kind in BLURRED
    decimals = DECIMALS[blurred]
    values = {
        "number": number,
        "kind": KINDS[report.kind],
        "state": STATES[report.state],
        "begin": report.begin,
        "end": report.end,
        "department": report.department,
        "area": area,
        "notice": report.notice,
        "place_accuracy": ACCURACY if blurred else None,
        "photos": [PurePosixPath(one.path).name for one in report.photos] if photos else None,
    }
    return {
        "longitude": round(report.place[0], decimals),
        "latitude": round(report.place[1], decimals),
        **{name: value for name, value in values.items() if value not in (None, "", [])},
    }


def _geojson(told: Sequence[dict[str, Any]]) -> bytes:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [one["longitude"], one["latitude"]]},
            "properties": {name: value for name, value in one.items() if name in HEADINGS},
        }
        for one in told
    ]
    whole = {"type": "FeatureCollection", "features": features}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _csv(told: Sequence[dict[str, Any]]) -> bytes:
    names = [
        name for name in HEADINGS if any(name in one for one in told) or name in ("number", "kind", "state")
    ]
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow([*(HEADINGS[name] for name in names), "経度", "緯度"])
    for one in told:
        cells = [one.get(name, "") for name in names]
        texts = ["、".join(cell) if isinstance(cell, list) else str(cell) for cell in cells]
        writer.writerow(
            [*(re.sub(FORMULA, r"'\1", text) for text in texts), one["longitude"], one["latitude"]]
        )
    return BOM + target.getvalue().encode()
