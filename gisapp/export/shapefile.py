"""Shapefile as city halls of Japan take it: cp932 with .cpg, .prj of JGD2011, names of ten bytes.

Names and texts are fitted here and not by GDAL, which cuts in the middle of letters. Beside the files lies a
table (CSV) that tells what each short name stands for.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gisapp.export import jsontext
from gisapp.export.content import GEOMETRY, Content
from gisapp.export.cp932 import CODE_PAGE, Seen, fitted, widths
from gisapp.export.csvtable import FORMULA
from gisapp.export.footprints import as_multi, plane, polygons
from gisapp.export.headings import headings
from gisapp.export.ogr import WKB, write_arrow
from gisapp.export.quiet import Quiet
from gisapp.export.shapenames import short_names
from gisapp.export.zipping import add, safe_name
from layers.errors import ExportFailed, TooLarge
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.feedback import Feedback

MOST_FIELDS, MOST_TEXT, MOST_BYTES = 255, 254, 2**31 - 1
NUMBER_BYTES, WHOLE_BYTES = 24, 10
LOST = QT_TRANSLATE_NOOP(
    CONTEXT, "Shapefile（Shift_JIS）にない文字 {count:,} 個を「〓」にしました: {letters}"
)
CUT = QT_TRANSLATE_NOOP(CONTEXT, "254 バイトを超える値 {count:,} 件を、文字の切れ目で短くしました。")
ALIKE = QT_TRANSLATE_NOOP(
    CONTEXT, "「〜」など、Shapefile では別の符号になる {count:,} 文字を、同じ形の文字にしました。"
)
FLAT = QT_TRANSLATE_NOOP(CONTEXT, "高さは書き出していません（平面の図形だけです）。")
MANY = QT_TRANSLATE_NOOP(CONTEXT, "Shapefile の項目は 255 までです（このレイヤは {count:,} 項目あります）。")
MANY_HINT = QT_TRANSLATE_NOOP(CONTEXT, "項目を減らすか、GeoPackage で書き出してください。")
LARGE = QT_TRANSLATE_NOOP(CONTEXT, "Shapefile は 2 GB までです（このレイヤは約 {size:.1f} GB になります）。")
LARGE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "絞り込んで分けるか、GeoPackage で書き出してください。")
MIXED = QT_TRANSLATE_NOOP(
    CONTEXT, "点・線・面が混ざっているため、一つの Shapefile（{file}）には書き出せません。"
)
MIXED_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "名前の終わりを .shp.zip にすると、図形の種類ごとに分けて一つの zip に入れます。"
)
FIELDS = "_fields.csv"
"""Behind the name: the table of the names."""
SPLIT = {"Point": "_point", "LineString": "_line", "Polygon": "_polygon"}
_KINDS = ("Point", "LineString", "LineString", "Polygon", "Point", "LineString", "Polygon")
"""By shapely's number of the type of a shape."""


@dataclass
class Looked:
    """What is known of the rows before they are written.

    Attributes
    ----------
    kinds
        How many rows have shapes of each kind.
    several
        Whether points come several at a time.
    widths
        Bytes of each column of text.
    corners, tall
        How many corners, and whether any has a height.
    """

    kinds: dict[str, int] = field(default_factory=dict)
    several: bool = False
    widths: dict[str, int] = field(default_factory=dict)
    corners: int = 0
    tall: bool = False
    seen: Seen = field(default_factory=Seen)


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write one Shapefile; what belongs to it lies beside it.

    Raises
    ------
    layers.errors.ExportFailed
        When points, lines and areas are mixed.
    layers.errors.TooLarge
        Beyond what a Shapefile can hold.
    OSError
        When GDAL cannot write.
    """
    looked = look(content, feedback)
    if len(looked.kinds) > 1:
        raise ExportFailed(MIXED, MIXED_HINT, values={"file": path.name}, where=Where(path.name))
    _write(content, path, next(iter(looked.kinds), ""), looked, feedback)
    path.with_name(path.stem + FIELDS).write_bytes(field_map(content, looked))


def write_zip(content: Content, path: Path, feedback: Feedback) -> None:
    """Write a zip with a Shapefile for each kind of shape, and the table of the names."""
    looked = look(content, feedback)
    name = safe_name(content.layer.name)
    folder = path.with_name(f"{path.name}.parts")
    folder.mkdir()
    try:
        for kind in looked.kinds or {"": 0}:
            ending = SPLIT.get(kind, "") if len(looked.kinds) > 1 else ""
            _write(content, folder / f"{name}{ending}.shp", kind, looked, feedback)
        (folder / f"{name}{FIELDS}").write_bytes(field_map(content, looked))
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for one in sorted(folder.iterdir()):
                feedback.step()
                add(archive, one.name, one)
    finally:
        for left in folder.iterdir():
            left.unlink()
        folder.rmdir()


def columns_of(content: Content) -> list[str]:
    """Return the columns that are written: all that hold anything."""
    return [name for name in content.schema.names if name != GEOMETRY and name in content.filled]


def look(content: Content, feedback: Feedback) -> Looked:
    """Return what is known of the rows before they are written; letters that will be lost are told.

    Raises
    ------
    layers.errors.TooLarge
        Beyond what a Shapefile can hold.
    """
    import shapely

    names = columns_of(content)
    if len(names) > MOST_FIELDS:
        raise TooLarge(MANY, MANY_HINT, values={"count": len(names)})
    found = Looked()
    for table in content.tables(Quiet(feedback), [*names, GEOMETRY]):
        shapes = polygons(table.column(GEOMETRY))
        for kind in SPLIT:
            count = int(np.count_nonzero(are(shapes, kind)))
            if count:
                found.kinds[kind] = found.kinds.get(kind, 0) + count
        many = shapely.get_type_id(shapes) == 4
        found.several |= bool((shapely.get_num_geometries(shapes[many]) > 1).any())
        found.corners += int(shapely.get_num_coordinates(shapes).sum())
        found.tall |= bool(shapely.has_z(shapes).any())
        for name, column in zip(names, _told(table.select(names), found.seen), strict=True):
            if pa.types.is_string(column.type) and len(column):
                longest = pc.max(bytes_of(column)).as_py() or 1
                found.widths[name] = max(found.widths.get(name, 1), longest)
    whole = sum(found.widths.get(name, NUMBER_BYTES) for name in names) + 1
    size = max(whole * len(content), found.corners * 16 + 64 * len(content))
    if size > MOST_BYTES:
        raise TooLarge(LARGE, LARGE_HINT, values={"size": size / 2**30})
    _tell(found, feedback)
    return found


def _tell(looked: Looked, feedback: Feedback) -> None:
    seen = looked.seen
    if seen.lost:
        letters = "、".join(f"{one}（{count:,}）" for one, count in seen.lost.most_common(20))
        values = {"count": seen.lost.total(), "letters": letters}
        feedback.find(Finding(Severity.WARNING, "shapefile-letters", LOST, values, count=seen.lost.total()))
    if seen.cut:
        feedback.find(Finding(Severity.WARNING, "shapefile-cut", CUT, {"count": seen.cut}, count=seen.cut))
    if seen.alike:
        feedback.find(
            Finding(Severity.INFO, "shapefile-alike", ALIKE, {"count": seen.alike}, count=seen.alike)
        )
    if looked.tall:
        feedback.find(Finding(Severity.INFO, "heights-left-out", FLAT))


def bytes_of(texts: pa.StringArray) -> pa.Array:
    """Return the bytes (n,) of each text in the code page; all of its letters are in it."""
    filled = pc.fill_null(texts, "")
    codes = np.frombuffer(
        bytes(jsontext.run_together(filled)).decode("utf-8").encode("utf-32-le"), dtype=np.uint32
    )
    owner = np.repeat(np.arange(len(texts)), pc.utf8_length(filled).to_numpy(zero_copy_only=False))
    return pa.array(np.bincount(owner, weights=widths()[codes], minlength=len(texts)).astype(np.int64))


def told(table: pa.Table) -> pa.Table:
    """Return columns as a Shapefile tells them: numbers, and texts that fit."""
    return pa.table(_told(table, Seen()), table.column_names)


def _told(table: pa.Table, seen: Seen) -> list[pa.Array]:
    found = []
    for column in table.columns:
        array = column.combine_chunks()
        if isinstance(array, pa.ChunkedArray):
            array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], array.type)
        kind = array.type
        if pa.types.is_list(kind):
            array = jsontext.lists(array)
        elif pa.types.is_struct(kind):
            array = jsontext.values(array)
        elif pa.types.is_boolean(kind):
            array = array.cast(pa.int32())
        elif pa.types.is_floating(kind):
            array = pc.if_else(pc.is_finite(array), array, pa.scalar(None, kind)).cast(pa.float64())
        elif not pa.types.is_integer(kind):
            array = array.cast(pa.string())
        if pa.types.is_string(array.type):
            # Blanks around a text are padding to readers.
            array = pc.utf8_trim(fitted(array, MOST_TEXT, seen), " ")
        found.append(array)
    return found


def are(shapes: NDArray[np.object_], kind: str) -> NDArray[np.bool_]:
    """Return which shapes (n,) are of a kind."""
    import shapely

    return np.isin(shapely.get_type_id(shapes), [n for n, one in enumerate(_KINDS) if one == kind])


def _write(content: Content, path: Path, kind: str, looked: Looked, feedback: Feedback) -> None:
    """Write the rows whose shapes are of a kind; rows without a shape go with those that are the most."""
    names = columns_of(content)
    others = {one for one in looked.kinds if one != kind}
    rest = kind == max(looked.kinds, key=lambda one: looked.kinds[one], default="")
    fields = [
        pa.field(short, _kind_of(content, name), metadata=_width(looked.widths.get(name)))
        for short, name in zip(short_names(names), names, strict=True)
    ]
    schema = pa.schema([*fields, pa.field(GEOMETRY, pa.binary(), metadata=WKB)])
    geometry = {"Point": "MultiPoint" if looked.several else "Point"}.get(kind, kind or "Polygon")
    write_arrow(
        schema,
        _batches(content, schema, others, feedback, rest=rest, single=geometry == "Point"),
        path,
        feedback,
        driver="ESRI Shapefile",
        geometry_name=GEOMETRY,
        geometry_type=geometry,
        crs=content.crs,
        encoding=CODE_PAGE.upper(),
        layer_options={"DBF_DATE_LAST_UPDATE": "2000-01-01", "2GB_LIMIT": "YES"},
    )
    # Programs that do not read the .cpg look at this mark: the code page of Japanese Windows.
    with path.with_suffix(".dbf").open("r+b") as table:
        table.seek(29)
        table.write(b"\x13")


def _kind_of(content: Content, name: str) -> pa.DataType:
    kind = content.schema.field(name).type
    if pa.types.is_boolean(kind):
        return pa.int32()
    if pa.types.is_floating(kind):
        return pa.float64()
    return kind if pa.types.is_integer(kind) else pa.string()


def _width(bytes_: int | None) -> dict[bytes, bytes] | None:
    return None if bytes_ is None else {b"GDAL:OGR:width": str(bytes_).encode()}


def _batches(
    content: Content,
    schema: pa.Schema,
    others: set[str],
    feedback: Feedback,
    *,
    rest: bool,
    single: bool,
) -> Iterator[pa.RecordBatch]:
    import shapely

    names = columns_of(content)
    for table in content.tables(feedback, [*names, GEOMETRY]):
        shapes = plane(content, polygons(table.column(GEOMETRY)))
        keep = np.ones(len(shapes), dtype=bool) if rest else ~shapely.is_missing(shapes)
        for kind in others:
            keep &= ~are(shapes, kind)
        if single:
            several = shapely.get_type_id(shapes) == 4
            shapes[several] = shapely.get_geometry(shapes[several], 0)
        else:
            shapes = as_multi(shapes, "MultiPoint")
        kept = table.select(names).filter(pa.array(keep)) if not keep.all() else table.select(names)
        written = pa.array(shapely.to_wkb(shapely.force_2d(shapes[keep])), pa.binary())
        columns: list[Any] = [*_told(kept, Seen()), written]
        yield pa.RecordBatch.from_arrays(columns, schema=schema)


def field_map(content: Content, looked: Looked) -> bytes:
    """Return the table of the names: short, whole, and what it is; UTF-8 with BOM."""
    names = columns_of(content)
    stream = io.StringIO()
    lines = csv.writer(stream, lineterminator="\r\n")
    lines.writerow(["項目名", "元の項目名", "見出し", "種類", "バイト"])
    for short, name, head in zip(short_names(names), names, headings(content, names), strict=True):
        text = name in looked.widths
        kind = "文字" if text else "数値"
        width = looked.widths.get(name, "")
        lines.writerow([_plain(short), _plain(name), _plain(head), kind, width])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return re.sub(FORMULA, r"'\1", text)
