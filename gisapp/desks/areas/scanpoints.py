"""Control points as they are kept: records of the project while staff are at it, and rows of a CSV file."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np

from gisapp.desks.areas.controlpoints import MOST, ControlPoint, Method, fit
from importers import textencoding
from layers import crs as systems
from layers import records
from layers.entered import content_of
from layers.errors import AnalysisFailed, ImportFailed, SourceMissing
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.desks.areas.controlpoints import Placement
    from layers.project import Project
    from layers.records import Record

SCAN = "areas/scan"
"""Kind of the records: one for each scanned map."""
LARGEST = 1e8
"""No column, row or metre is larger."""
LARGEST_FILE = 4 * 1024 * 1024
HEADINGS = {
    "column": ("column", "col", "pixel", "列"),
    "row": ("row", "line", "行"),
    "east": ("east", "easting", "東", "東（m）"),
    "north": ("north", "northing", "北", "北（m）"),
    "lon": ("lon", "longitude", "経度"),
    "lat": ("lat", "latitude", "緯度"),
}
"""What the columns of a file of points may be called."""

_GONE = QT_TRANSLATE_NOOP(CONTEXT, "対応点のファイル {file} が見つかりません。")
_LARGE = QT_TRANSLATE_NOOP(CONTEXT, "対応点のファイル {file} が大きすぎます。")
_CHECK = QT_TRANSLATE_NOOP(CONTEXT, "ファイルの名前と場所を確かめてください。")
_HEADINGS = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} に必要な列（column,row と east,north か lon,lat）がありません。"
)
_HEADINGS_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "1行目に column,row,east,north または column,row,lon,lat と書いてください。"
)
_CELL = QT_TRANSLATE_NOOP(CONTEXT, "{file} の {line} 行目の {column} が数ではありません（{text}）。")
_CELL_HINT = QT_TRANSLATE_NOOP(CONTEXT, "数だけを書いてください。")
_SYSTEM = QT_TRANSLATE_NOOP(CONTEXT, "{file} の east,north がどの座標系か分かりません。")
_SYSTEM_HINT = QT_TRANSLATE_NOOP(CONTEXT, "平面直角座標系を EPSG:6676 のように指定してください。")


@dataclass(frozen=True)
class ScanPoints:
    """A scanned map and what is known of where it lies.

    Attributes
    ----------
    id
        Of its record.
    path
        The picture.
    crs
        Plane rectangular system of the points.
    points
        What was clicked, in that order.
    method
        How it is placed; None for what suits the number of points.
    placed
        The GeoTIFF that was written last, None for none yet.
    """

    id: str
    path: Path
    crs: str
    points: tuple[ControlPoint, ...] = ()
    method: Method | None = None
    placed: Path | None = None

    def placement(self) -> Placement:
        """Return how it lies.

        Raises
        ------
        layers.errors.AnalysisFailed
            When the points do not say.
        """
        return fit(self.points, self.method)

    def with_point(self, point: ControlPoint) -> ScanPoints:
        """Return it with one more point."""
        return replace(self, points=(*self.points, point))

    def without(self, number: int) -> ScanPoints:
        """Return it without a point (counted from 0)."""
        return replace(self, points=(*self.points[:number], *self.points[number + 1 :]))


def begun(path: Path, crs: str) -> ScanPoints:
    """Return a scan of which nothing is known yet."""
    return ScanPoints(f"scan-{uuid4().hex[:12]}", path.resolve(), crs)


def scans_of(project: Project) -> tuple[ScanPoints, ...]:
    """Return the scans of a project; a project may come from anywhere, so what cannot be is left out."""
    found = (_scan_of(one, project.crs) for one in records.of_kind(project, SCAN))
    return tuple(one for one in found if one is not None)


def _scan_of(record: Record, crs: str) -> ScanPoints | None:
    content = content_of(record)
    said, own = content.get("points", []), str(content.get("crs", ""))
    path, placed = str(content.get("path", "")), str(content.get("placed", ""))
    if not path or not isinstance(said, list) or (crs and own != crs):
        return None
    points = tuple(ControlPoint(*one) for one in said[:MOST] if _is_point(one))
    method = str(content.get("method", ""))
    known = Method(method) if method in set(Method) else None
    return ScanPoints(record.id, Path(path), own, points, known, Path(placed) if placed else None)


def _is_point(one: Any) -> bool:
    if not isinstance(one, list) or len(one) != 4:
        return False
    return all(isinstance(value, int | float) and abs(value) < LARGEST for value in one)


def keep(project: Project, scan: ScanPoints, when: str) -> Project:
    """Return the project with a scan as it is now; `when` is ISO 8601."""
    content = {
        "path": str(scan.path),
        "crs": scan.crs,
        "points": [list(astuple(point)) for point in scan.points],
        "method": str(scan.method or ""),
        "placed": str(scan.placed or ""),
    }
    return records.put(project, records.record(scan.id, SCAN, scan.path.name, content, when))


def read_points(path: Path, crs: str) -> tuple[tuple[ControlPoint, ...], str]:
    """Return the points of a CSV file, and their plane rectangular system.

    Parameters
    ----------
    path
        CSV in UTF-8 or Shift_JIS with a line of headings (:data:`HEADINGS`): columns and rows of the picture,
        and metres east and north, or degrees (JGD2011).
    crs
        The system that is meant; empty for that of the place, which only degrees tell.

    Raises
    ------
    layers.errors.SourceMissing, layers.errors.ImportFailed
        When it is not there, or a line says nothing.
    """
    where, values = Where(str(path)), {"file": path.name}
    if not path.is_file():
        raise SourceMissing(_GONE, _CHECK, values=values, where=where)
    if path.stat().st_size > LARGEST_FILE:
        raise ImportFailed(_LARGE, _CHECK, values=values, where=where)
    data = path.read_bytes()
    text, _ = textencoding.decode(data, textencoding.detect(textencoding.sample_of(data)).name)
    try:
        lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    except csv.Error as error:
        raise ImportFailed(
            _HEADINGS, _HEADINGS_HINT, values=values, where=where, detail=str(error)
        ) from error
    heads = [one.strip().lower() for one in lines[0]] if lines else []
    known = {
        name: next((heads.index(word) for word in words if word in heads), -1)
        for name, words in HEADINGS.items()
    }
    by_degrees = min(known["east"], known["north"]) < 0
    names = ("column", "row", *(("lon", "lat") if by_degrees else ("east", "north")))
    if min(known[name] for name in names) < 0:
        raise ImportFailed(_HEADINGS, _HEADINGS_HINT, values=values, where=where)
    rows = [
        [_number(path, number, name, line, known[name]) for name in names]
        for number, line in enumerate(lines[1 : MOST + 2], 2)
        if any(one.strip() for one in line)
    ]
    found = np.array(rows, dtype=np.float64).reshape(-1, 4)
    if (crs or not by_degrees) and not systems.zone_of_epsg(crs):
        raise AnalysisFailed(_SYSTEM, _SYSTEM_HINT, values=values, where=where)
    if by_degrees and len(found):
        crs = crs or systems.epsg_of_zone(systems.zone_at(*found[:, 2:].mean(axis=0).tolist()))
        found[:, 2:] = np.column_stack(systems.project(found[:, 2], found[:, 3], crs))
    return tuple(ControlPoint(*one) for one in found.tolist()), crs


def _number(path: Path, number: int, name: str, line: list[str], place: int) -> float:
    text = line[place].strip() if place < len(line) else ""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not abs(value) < LARGEST:
        values: dict[str, object] = {"file": path.name, "line": number, "column": name, "text": text[:40]}
        raise ImportFailed(_CELL, _CELL_HINT, values=values, where=Where(str(path), number))
    return value
