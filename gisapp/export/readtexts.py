"""Files of text read back: CSV by the standard library, KML by lxml, CZML as JSON, DXF by GDAL."""

from __future__ import annotations

import csv
import json
import zipfile
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gisapp.export import csvtable, dxfflat
from gisapp.export.content import GEOMETRY, Content, Part, label_of
from gisapp.export.footprints import centroids, decimals_of, plane, polygons, to_degrees
from gisapp.export.kml import DOCUMENT
from gisapp.export.ogr import configured
from gisapp.export.places import KINDS, as_texts
from gisapp.export.readtables import DEGREES, opened
from gisapp.export.rowcheck import ROWS, check_extent, check_rows
from gisapp.export.standards import LATITUDE, LONGITUDE
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.feedback import Feedback

AT_ONCE = 20_000
NAMESPACE = "{http://www.opengis.net/kml/2.2}"
HEADS = QT_TRANSLATE_NOOP(CONTEXT, "見出しが {found:,} 列でした（正しくは {wanted:,} 列）。")


def csv_table(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Compare a CSV cell by cell, with the apostrophes that keep formulas from being formulas."""
    columns = csvtable.columns_of(content)
    names = [f"{number}" for number in range(len(columns))]
    decimals = decimals_of(content)
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file)
        heads = next(lines)
        if len(heads) != len(columns):
            values = {"found": len(heads), "wanted": len(columns)}
            return (Finding(Severity.ERROR, "read-back-heads", HEADS, values),)
        order = {LONGITUDE: 0, LATITUDE: 1}

        def expected() -> Iterator[pa.Table]:
            for table in content.tables(feedback):
                degrees = centroids(polygons(table.column(GEOMETRY)), content.crs, decimals)
                nothing = pa.array([None] * len(table), pa.string())
                cells = [
                    csvtable.cells(table.column(name).combine_chunks())
                    if name
                    else (pa.array(degrees[order[head]], from_pandas=True) if head in order else nothing)
                    for head, name in zip(heads, columns, strict=True)
                ]
                yield pa.table(cells, names)

        def found() -> Iterator[pa.Table]:
            while rows := list(islice(lines, AT_ONCE)):
                yield pa.table([pa.array(one, pa.string()) for one in zip(*rows, strict=True)], names)

        return check_rows(expected(), found(), DEGREES)


def kml(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Compare a KML: each attribute, and bounds and corners of each place mark."""
    with path.open("rb") as file:
        return _kml(content, file, feedback)


def kmz(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Compare a KMZ."""
    with zipfile.ZipFile(path) as archive, archive.open(DOCUMENT) as file:
        return _kml(content, file, feedback)


def _kml(content: Content, file: IO[bytes], feedback: Feedback) -> tuple[Finding, ...]:
    names = [name for name in content.schema.names if name != GEOMETRY and name in content.filled]
    decimals = decimals_of(content)

    def expected() -> Iterator[pa.Table]:
        for table in content.tables(feedback):
            shapes = to_degrees(polygons(table.column(GEOMETRY)), content.crs, decimals)
            texts = [_legible(as_texts(table.column(name).combine_chunks())) for name in names]
            yield pa.table([*texts, *_summary(shapes)], [*names, *_SUMMARY])

    return check_rows(expected(), _marks(file, names, feedback), DEGREES)


_SUMMARY = ("corners", "west", "south", "east", "north")


def _summary(shapes: NDArray[Any]) -> list[pa.Array]:
    """Return the number of corners and the bounds of each shape as columns."""
    import shapely

    bounds = [pa.array(one, from_pandas=True) for one in np.ascontiguousarray(shapely.bounds(shapes).T)]
    return [pa.array(shapely.get_num_coordinates(shapes)), *bounds]


def _legible(texts: pa.StringArray) -> pa.StringArray:
    """Return texts without the letters that XML has not."""
    from gisapp.export.kml import CONTROL

    return pc.replace_substring_regex(texts, CONTROL, "")


def _marks(file: IO[bytes], names: Sequence[str], feedback: Feedback) -> Iterator[pa.Table]:
    from lxml import etree

    held: dict[str, list[str | None]] = {name: [] for name in (*names, "")}
    reading = etree.iterparse(file, tag=f"{NAMESPACE}Placemark", resolve_entities=False, no_network=True)
    for _, mark in reading:
        found = {one.get("name"): one.text for one in mark.iter(f"{NAMESPACE}SimpleData")}
        for name in names:
            held[name].append(found.get(name))
        held[""].append(" ".join(one.text or "" for one in mark.iter(f"{NAMESPACE}coordinates")))
        mark.clear()
        while mark.getprevious() is not None:
            del mark.getparent()[0]
        if len(held[""]) == AT_ONCE:
            feedback.step()
            yield _read(held, names)
            held = {name: [] for name in held}
    if held[""]:
        yield _read(held, names)


def _read(held: dict[str, list[str | None]], names: Sequence[str]) -> pa.Table:
    """Return attributes and what can be said of the corners of place marks."""
    corners = pc.split_pattern(pa.array(held[""], pa.string()), " ")
    count = pc.list_value_length(corners).to_numpy(zero_copy_only=False)
    empty = np.array([one == "" for one in held[""]])
    count = np.where(empty, 0, count)
    numbers = pc.split_pattern(
        corners.flatten().filter(pa.array(np.repeat(~empty, np.maximum(count, 1)))), ","
    )
    columns: list[Any] = []
    owner = np.repeat(np.arange(len(count)), count)
    starts = np.searchsorted(owner, np.arange(len(count)))
    for place, least in ((0, True), (1, True), (0, False), (1, False)):
        values = pc.list_element(numbers, place).cast(pa.float64()).to_numpy(zero_copy_only=False)
        edge = np.full(len(count), np.nan)
        if len(values):
            reduce = np.minimum if least else np.maximum
            there = count > 0
            edge[there] = reduce.reduceat(values, starts[there])
        columns.append(pa.array(edge, from_pandas=True))
    texts = [pa.array(held[name], pa.string()) for name in names]
    return pa.table([*texts, pa.array(count), *columns], [*names, *_SUMMARY])


def czml(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Compare a CZML: the properties of each feature, and the extent of all packets."""
    packets = json.loads(path.read_bytes())
    names = [name for name in content.schema.names if name != GEOMETRY and name in content.filled]
    decimals = decimals_of(content)
    low, high = np.full(2, np.inf), np.full(2, -np.inf)

    def expected() -> Iterator[pa.Table]:
        import shapely

        nonlocal low, high
        for table in content.tables(feedback):
            shapes = to_degrees(polygons(table.column(GEOMETRY)), content.crs, decimals)
            bounds = shapely.total_bounds(shapes)
            low, high = np.fmin(low, bounds[:2]), np.fmax(high, bounds[2:])
            texts = [
                as_texts(column) if pa.types.is_nested(column.type) else column
                for column in (table.column(name).combine_chunks() for name in names)
            ]
            yield pa.table(texts, names)

    properties = [one["properties"] for one in packets[1:] if "parent" not in one]
    found = [
        pa.table([pa.array([row.get(name) for row in properties]) for name in names], names)
        if names
        else pa.table({"": pa.array([None] * len(properties))}).select([])
    ]
    faults = check_rows(expected(), found, DEGREES)
    flat = [
        np.array(
            one[kind]["positions"]["cartographicDegrees"]
            if kind != "point"
            else one["position"]["cartographicDegrees"]
        ).reshape(-1, 3)
        for one in packets[1:]
        for kind in ("polygon", "polyline", "point")
        if kind in one
    ]
    places = np.concatenate(flat) if flat else np.empty((0, 3))
    edges = np.full(4, np.nan)
    if len(places):
        edges = np.concatenate([places[:, :2].min(axis=0), places[:, :2].max(axis=0)])
    wanted = np.concatenate([low, high])
    wanted[~np.isfinite(wanted)] = np.nan
    return (*faults, *check_extent(wanted, edges, DEGREES))


def dxf(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Compare a drawing: how many entities of each kind, the extent of all, and each text."""
    import shapely

    with configured(DXF_ENCODING="UTF-8"), opened(path) as (_, tables):
        rows = pa.concat_tables(list(tables), promote_options="permissive")

    shapes = polygons(rows.column(GEOMETRY))
    written = np.array(pc.fill_null(rows.column("Text"), "").to_pylist(), dtype=object) != ""
    bounds = shapely.total_bounds(shapes[~written])
    if Part.SPACE in content.offers:
        wanted: int = len(content.in_space())  # type: ignore[attr-defined]
        return _number(wanted, int(np.count_nonzero(~written)))
    entities = 0
    edges = [np.full(2, np.inf), np.full(2, -np.inf)]
    texts: list[str] = []
    label = label_of(content)
    for table in content.tables(feedback, [GEOMETRY, *([label] if label else [])]):
        flat = plane(content, polygons(table.column(GEOMETRY)))
        for kind, types in KINDS.items():
            parts = shapely.get_parts(flat[np.isin(shapely.get_type_id(flat), types)])
            entities += len(shapely.get_rings(parts)) if kind == "Polygon" else len(parts)
        if len(flat):
            some = shapely.total_bounds(flat)
            edges = [np.fmin(edges[0], some[:2]), np.fmax(edges[1], some[2:])]
        if label:
            there = pa.array(~shapely.is_missing(flat) & ~shapely.is_empty(flat))
            lines = dxfflat.one_line(pc.fill_null(as_texts(table.column(label).combine_chunks()), ""))
            texts += [one for one in pc.utf8_trim_whitespace(lines.filter(there)).to_pylist() if one]
    found = sorted(" ".join(one.split()) for one in rows.column("Text").to_pylist() if one)
    unlike = sum(a != b for a, b in zip(sorted(" ".join(one.split()) for one in texts), found, strict=False))
    box = np.concatenate(edges)
    box[~np.isfinite(box)] = np.nan
    return (
        *_number(entities, int(np.count_nonzero(~written))),
        *_number(len(texts), len(found)),
        *_number(0, 0 if _carets(texts) else unlike),
        *check_extent(box, bounds, 0.002),
    )


def _carets(texts: Sequence[str]) -> bool:
    """Whether any text has signs that readers of drawings take for signs of control."""
    return any(sign in one for one in texts for sign in ("^", "%%", "\\U", "\\M"))


def _number(wanted: int, found: int) -> tuple[Finding, ...]:
    if wanted == found:
        return ()
    return (Finding(Severity.ERROR, "read-back-rows", ROWS, {"found": found, "wanted": wanted}),)
