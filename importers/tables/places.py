"""Where the rows of a table lie: columns of coordinates are found by name and by value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from importers.tables import columnnames, numbers
from importers.tables.degrees import LATITUDES, LONGITUDES, degrees, within
from importers.tables.meshes import mesh_squares
from importers.tables.planes import plane_crs
from importers.tables.shapes import read_shapes
from layers.errors import ImportFailed
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

JGD2011 = "EPSG:6668"
TOKYO = "EPSG:4301"
WEB = "EPSG:3857"
_PLANE = 300_000.0
"""Metres: no zone reaches farther from its origin."""
_LOOK = 1000

_READ = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の列「{x}」を東西、「{y}」を南北の位置として読みました（{count:,} 件）。"
)
_SWAPPED = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の「{y}」と「{x}」は、値から見て緯度と経度が逆です。入れ替えて読みました。"
)
_SURVEY = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の「{y}」を北、「{x}」を東の座標として読みました（測量の X は北です）。"
    "位置が違うときは、取り込みの設定で列を選び直してください。",
)
_OUTSIDE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の {count:,} 件は、座標が日本の外か読めない値です（最初は {line:,} 行目「{example}」）。"
    "位置のない行として残しました。",
)
_NONE = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の {count:,} 件には座標がありません。位置のない行として残しました。"
)
_SQUARES = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の列「{column}」を地域メッシュ（JIS X 0410）の区画として読みました（{count:,} 件）。"
)
_NO_COLUMNS = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} に座標の列が見つかりません。位置のない表として読みました。住所や地番で地図と結び付けられます。",
)
_NO_SYSTEM = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の座標はメートルの値ですが、平面直角座標系の何系か書かれていません。系を確かめてください。",
)
_NO_SUCH_COLUMN = QT_TRANSLATE_NOOP(CONTEXT, "{file} に「{column}」という列がありません。")
_CHOOSE = QT_TRANSLATE_NOOP(CONTEXT, "次の中から選んでください: {columns}")


@dataclass(frozen=True, eq=False)
class Placed:
    """Where rows lie.

    Attributes
    ----------
    geometry
        (n,) shapely geometries, None for rows without a place.
    crs
        Authority code, empty when nothing tells it.
    findings
        What was decided.
    used
        Columns that held the coordinates: east, north, height or the one with shapes.
    """

    geometry: NDArray[np.object_]
    crs: str
    findings: tuple[Finding, ...]
    used: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Pair:
    """Two columns of coordinates.

    `ordered` is False where their names do not tell which is which.
    """

    east: str
    north: str
    ordered: bool = True
    survey: bool = False


def place(
    columns: Mapping[str, pa.Array],
    file: str,
    rows: NDArray[np.int64],
    *,
    said: str = "",
    crs: str = "",
    chosen: tuple[str, str] = ("", ""),
) -> Placed:
    """Find where the rows of a table lie.

    Parameters
    ----------
    columns
        (n,) trimmed texts by name.
    file, rows
        Name of the file, and (n,) numbers of the rows in it.
    said
        Title and notes of the table; may name the zone.
    crs
        Authority code that a person chose; empty to find it.
    chosen
        Columns of east (or longitude) and north (or latitude) that a person chose; empty to find them.

    Raises
    ------
    layers.errors.ImportFailed
        When a chosen column is not there.
    """
    count = len(next(iter(columns.values())))
    roles = {name: columnnames.role(name) for name in columns}
    if any(chosen):
        placed = _by_pair(columns, _Pair(*_checked(chosen, columns, file)), roles, file, rows)
    else:
        placed = _found(columns, roles, file, rows)
    if placed is None:
        geometry = np.full(count, None, dtype=object)
        return Placed(
            geometry, "", (Finding(Severity.INFO, "table-no-coordinates", _NO_COLUMNS, {"file": file}),)
        )
    found = crs or placed.crs or plane_crs(columns, placed.used, said)
    if found == JGD2011 and columnnames.is_tokyo(" ".join((said, *placed.used))) and not crs:
        found = TOKYO
    findings = placed.findings
    if not found:
        findings += (Finding(Severity.WARNING, "table-no-crs", _NO_SYSTEM, {"file": file}, Where(file=file)),)
    return replace(placed, crs=found, findings=findings)


def _found(
    columns: Mapping[str, pa.Array], roles: Mapping[str, str], file: str, rows: NDArray[np.int64]
) -> Placed | None:
    """Try names first, then values."""
    by_role: dict[str, list[str]] = {}
    for name, role in roles.items():
        by_role.setdefault(role, []).append(name)
    for east, north, ordered, survey in (
        ("longitude", "latitude", True, False),
        ("east", "north", True, False),
        ("survey-y", "survey-x", True, True),
        ("x", "y", False, False),
    ):
        for one, other in zip(by_role.get(east, []), by_role.get(north, []), strict=False):
            placed = _by_pair(columns, _Pair(one, other, ordered, survey), roles, file, rows)
            if placed is not None:
                return placed
        if east == "longitude":
            for name in by_role.get("shape", []):
                placed = _by_shape(columns, name, file, rows)
                if placed is not None:
                    return placed
    squares = mesh_squares(columns)
    if squares is not None:
        return _in_squares(columns, *squares, file, rows)
    for read, names in ((_by_text, by_role.get("pair", [])), (_by_shape, list(columns))):
        for name in names:
            placed = read(columns, name, file, rows)
            if placed is not None:
                return placed
    pair = _pair_by_values(columns)
    return _by_pair(columns, pair, roles, file, rows) if pair else None


def _in_squares(
    columns: Mapping[str, pa.Array],
    name: str,
    geometry: NDArray[np.object_],
    file: str,
    rows: NDArray[np.int64],
) -> Placed:
    good = ~shapely.is_missing(geometry)
    values = {"file": file, "column": name, "count": int(good.sum())}
    found = [Finding(Severity.INFO, "table-mesh-codes", _SQUARES, values)]
    found += _without(good, np.asarray(pc.is_valid(columns[name])), (columns[name],), file, rows)
    return Placed(geometry, JGD2011, tuple(found))


def _by_pair(
    columns: Mapping[str, pa.Array], pair: _Pair, roles: Mapping[str, str], file: str, rows: NDArray[np.int64]
) -> Placed | None:
    """Read two columns; None when they hold no coordinates."""
    east_texts, north_texts = (numbers.normal(columns[name]) for name in (pair.east, pair.north))
    east, north = degrees(east_texts, LONGITUDES), degrees(north_texts, LATITUDES)
    findings: list[Finding] = []
    both = np.isfinite(east) & np.isfinite(north)
    if not both.any():
        if not pair.ordered or roles[pair.east] not in ("longitude", "survey-y", "east"):
            return None
        return _points(
            east, north, None, pair, (file, rows), columns, JGD2011 if "tude" in roles[pair.east] else ""
        )
    japan = within(east, LONGITUDES) & within(north, LATITUDES)
    turned_east, turned_north = degrees(north_texts, LONGITUDES), degrees(east_texts, LATITUDES)
    turned = within(turned_east, LONGITUDES) & within(turned_north, LATITUDES)
    names = {"file": file, "x": pair.east, "y": pair.north}
    crs = ""
    good: NDArray[np.bool_] | None = None
    if turned.sum() > japan.sum():
        east, north, good, crs = turned_east, turned_north, turned, JGD2011
        if roles[pair.east] == "longitude":
            findings.append(Finding(Severity.WARNING, "table-axes-swapped", _SWAPPED, names))
        pair = _Pair(pair.north, pair.east)
    elif japan.any() and japan.sum() * 2 >= both.sum():
        good, crs = japan, JGD2011
    elif roles[pair.east] == "longitude":
        good = within(east, (-180.0, 180.0)) & within(north, (-90.0, 90.0)) & ((east != 0) | (north != 0))
        crs = JGD2011
    else:
        east, north = numbers.floats(east_texts), numbers.floats(north_texts)
        if _is_web(east, north):
            crs = WEB
        elif not pair.ordered:
            # Japan's survey calls north X; programs of maps call it Y, and nothing in the values tells.
            pair = _Pair(pair.north, pair.east, survey=True)
            east, north = north, east
            findings.append(
                Finding(
                    Severity.WARNING,
                    "table-survey-axes",
                    _SURVEY,
                    {"file": file, "x": pair.east, "y": pair.north},
                    Where(file=file),
                )
            )
    placed = _points(east, north, good, pair, (file, rows), columns, crs)
    return replace(placed, findings=(*findings, *placed.findings))


def _points(
    east: NDArray[np.float64],
    north: NDArray[np.float64],
    good: NDArray[np.bool_] | None,
    pair: _Pair,
    place_in: tuple[str, NDArray[np.int64]],
    columns: Mapping[str, pa.Array],
    crs: str,
) -> Placed:
    file, rows = place_in
    both = np.isfinite(east) & np.isfinite(north)
    good = both if good is None else both & good
    geometry = np.full(len(east), None, dtype=object)
    height = next((name for name in columns if columnnames.role(name) == "z"), "")
    if height and good.any():
        z = numbers.floats(numbers.normal(columns[height]))
        high = good & np.isfinite(z)
        geometry[high] = shapely.points(east[high], north[high], z[high])
        flat = good & ~high
        geometry[flat] = shapely.points(east[flat], north[flat])
    else:
        geometry[good] = shapely.points(east[good], north[good])
    written = np.asarray(pc.or_(pc.is_valid(columns[pair.east]), pc.is_valid(columns[pair.north])))
    findings = [
        Finding(
            Severity.INFO,
            "table-coordinates",
            _READ,
            {"file": file, "x": pair.east, "y": pair.north, "count": int(good.sum())},
        )
    ]
    examples = (columns[pair.east], columns[pair.north])
    findings += _without(good, written, examples, file, rows)
    used = (pair.east, pair.north, *([height] if height else []))
    return Placed(geometry, crs, tuple(findings), used)


def _without(
    good: NDArray[np.bool_],
    written: NDArray[np.bool_],
    examples: tuple[pa.Array, ...],
    file: str,
    rows: NDArray[np.int64],
) -> list[Finding]:
    """Count rows without a place, apart from those whose coordinates make no sense."""
    findings = []
    wrong = written & ~good
    if wrong.any():
        first = int(np.argmax(wrong))
        at = int(rows[first])
        example = "、".join(str(column[first])[:40] for column in examples if column[first].is_valid)
        values = {"file": file, "count": int(wrong.sum()), "line": at, "example": example}
        findings.append(
            Finding(
                Severity.WARNING,
                "table-coordinates-not-usable",
                _OUTSIDE,
                values,
                Where(file=file, line=at),
                count=int(wrong.sum()),
            )
        )
    blank = ~written
    if blank.any():
        first = int(np.argmax(blank))
        where = Where(file=file, line=int(rows[first]))
        values = {"file": file, "count": int(blank.sum())}
        findings.append(
            Finding(Severity.INFO, "table-rows-without-place", _NONE, values, where, count=int(blank.sum()))
        )
    return findings


def _by_shape(
    columns: Mapping[str, pa.Array], name: str, file: str, rows: NDArray[np.int64]
) -> Placed | None:
    """Read a column of WKT or GeoJSON; None when it holds none."""
    shapes = read_shapes(columns[name])
    if shapes is None:
        return None
    geometry, crs = shapes
    written = np.asarray(pc.is_valid(columns[name]))
    good = ~shapely.is_missing(geometry)
    findings: list[Finding] = []
    bounds = shapely.bounds(geometry)
    if good.any() and not crs:
        if (
            within(bounds[good][:, [0, 2]], LONGITUDES).all()
            and within(bounds[good][:, [1, 3]], LATITUDES).all()
        ):
            crs = JGD2011
        elif (
            within(bounds[good][:, [0, 2]], LATITUDES).all()
            and within(bounds[good][:, [1, 3]], LONGITUDES).all()
        ):
            geometry = shapely.transform(geometry, lambda points: points[:, ::-1])
            crs = JGD2011
            names = {"file": file, "x": name, "y": name}
            findings.append(Finding(Severity.WARNING, "table-axes-swapped", _SWAPPED, names))
    findings += _without(good, written, (columns[name],), file, rows)
    return Placed(geometry, crs, tuple(findings), (name,))


def _by_text(columns: Mapping[str, pa.Array], name: str, file: str, rows: NDArray[np.int64]) -> Placed | None:
    """Read a column with both coordinates in one text; None when it holds none."""
    pattern = r"^[\[({]?\s*(?P<one>[\d.+\-]+)\s*[,、/\s]\s*(?P<other>[\d.+\-]+)\s*[\])}]?$"
    found = pc.extract_regex(numbers.normal(columns[name]), pattern)
    if found.null_count == len(found):
        return None
    parts = {f"{name} 1": found.field("one"), f"{name} 2": found.field("other")}
    parts = {
        key: pc.if_else(pc.is_valid(found), part, pa.scalar(None, pa.string())) for key, part in parts.items()
    }
    one, other = parts
    placed = _by_pair(parts, _Pair(other, one, ordered=False), {one: "", other: ""}, file, rows)
    return None if placed is None or not placed.crs else replace(placed, used=(name,))


def _pair_by_values(columns: Mapping[str, pa.Array]) -> _Pair | None:
    """Find a column with latitudes and one with longitudes where no name says so."""
    found: dict[str, str] = {}
    for name, texts in columns.items():
        look = numbers.normal(texts.drop_null().slice(0, _LOOK))
        if not len(look):
            continue
        exact = np.asarray(pc.match_substring_regex(look, r"\d\.\d{4,}|[°度].*[分'′’]"))
        if exact.mean() < 0.8:
            continue
        for role, expected in (("latitude", LATITUDES), ("longitude", LONGITUDES)):
            if role not in found and within(degrees(look, expected), expected).mean() >= 0.95:
                found[role] = name
    return _Pair(found["longitude"], found["latitude"]) if len(found) == 2 else None


def _is_web(east: NDArray[np.float64], north: NDArray[np.float64]) -> bool:
    inside = within(east, (13.5e6, 17.3e6)) & within(north, (2.2e6, 5.8e6))
    return bool(inside.sum() * 2 > (np.isfinite(east) & np.isfinite(north)).sum())


def _checked(chosen: tuple[str, str], columns: Mapping[str, pa.Array], file: str) -> tuple[str, str]:
    for name in chosen:
        if name not in columns:
            values = {"file": file, "column": name, "columns": "、".join(columns)}
            raise ImportFailed(_NO_SUCH_COLUMN, _CHOOSE, values=values, where=Where(file=file))
    return chosen
