"""Files of points, lines and areas through GDAL, each layer a collection."""

from __future__ import annotations

import json
import logging
import warnings
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.collection import Collection
from importers.products.recognised import recognised
from importers.textencoding import damage_finding
from importers.vector.beside import TEXTS_BESIDE, encoding_beside
from importers.vector.texts import PLAIN, gdal_name, known_here, readable
from layers.base import Attribute
from layers.errors import DamagedFile, Unsafe
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa

    from layers.feedback import Feedback

LOG = logging.getLogger(__name__)

MOST_LAYERS = 500
MOST_UNPACKED = 8 << 30
"""Bytes that an archive may hold unpacked; a city's layers are a hundredth of it."""
MOST_RATIO = 200
SAMPLE = 1 << 18
_GEOMETRY = "wkb_geometry"
_LONGITUDE_LATITUDE = dict.fromkeys((".geojson", ".json", ".topojson", ".kml", ".kmz", ".gpx"), "EPSG:4326")
"""Formats that know no other system unless they name it."""


def read_collections(
    path: Path, members: Sequence[str], encoding: str, feedback: Feedback
) -> list[Collection]:
    """Read all layers of a source.

    Parameters
    ----------
    path
        File or folder.
    members
        Which members of an archive are read, empty for a plain file.
    encoding
        Of texts, when the user chose one.
    feedback
        Receives progress.

    Raises
    ------
    layers.errors.DamagedFile
        When nothing can be read.
    layers.errors.Unsafe
        When the source would take more than is good.
    """
    _refuse_unsafe(path)
    if path.suffix.lower() == ".parquet":
        return [recognised(_geoparquet(path), path.name)]
    with ThreadPoolExecutor(1) as beside:
        damage = beside.submit(_damage, path)
        found = _read_all(path, members, encoding, feedback)
    if found and (told := damage.result()) is not None:
        found[0] = replace(found[0], findings=(told, *found[0].findings))
    if not found:
        raise DamagedFile(
            QT_TRANSLATE_NOOP(CONTEXT, "{file} に地物がありません。"),
            QT_TRANSLATE_NOOP(CONTEXT, "別のファイルを選ぶか、作成元に確かめてください。"),
            values={"file": path.name},
            where=Where(str(path)),
        )
    return found


def _read_all(path: Path, members: Sequence[str], encoding: str, feedback: Feedback) -> list[Collection]:
    found: list[Collection] = []
    for position, member in enumerate(members or ("",)):
        place = f"/vsizip/{path}/{member}" if member else str(path)
        name = member or path.name
        with _told(path, name):
            layers = _layers(place)
        for number, layer in enumerate(layers):
            share = (position + number / len(layers)) / max(len(members), 1)
            feedback.step(share, 1)
            with _told(path, name) as warned:
                collection = _read(place, layer, path, member, encoding, alone=len(layers) == 1)
            if collection is not None:
                findings = (*collection.findings, *_noticed(path, collection, warned))
                collection = replace(collection, findings=findings)
                found.append(recognised(collection, Path(name).name))
    return found


@contextmanager
def _told(path: Path, name: str) -> Iterator[list[str]]:
    """Turn the reader's own errors into a sentence; its warnings go to the list that is given."""
    from pyogrio.errors import DataLayerError, DataSourceError

    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always", RuntimeWarning)
            warned: list[str] = []
            yield warned
        for one in said:
            LOG.info("%s: %s", name, one.message)
            warned.append(str(one.message))
    except (DataSourceError, DataLayerError, OSError, ValueError, RuntimeError) as error:
        if isinstance(error, DamagedFile | Unsafe):
            raise
        raise DamagedFile(
            QT_TRANSLATE_NOOP(CONTEXT, "{file} を読めません（壊れているか、対応していない形です）。"),
            QT_TRANSLATE_NOOP(
                CONTEXT, "同じ名前の付属ファイル（.dbf、.shx など）がそろっているか確かめてください。"
            ),
            values={"file": name},
            where=Where(str(path)),
            detail=str(error),
        ) from error


def _refuse_unsafe(path: Path) -> None:
    """Refuse what would take memory on trust, or would make the reader look elsewhere."""
    where = Where(str(path))
    if path.suffix.lower() in {".zip", ".kmz"}:
        try:
            with zipfile.ZipFile(path) as archive:
                packed = sum(info.compress_size for info in archive.infolist())
                unpacked = sum(info.file_size for info in archive.infolist())
        except zipfile.BadZipFile as error:
            raise DamagedFile(
                QT_TRANSLATE_NOOP(CONTEXT, "{file} は壊れた zip です。"),
                QT_TRANSLATE_NOOP(CONTEXT, "ファイルをもう一度受け取り直してください。"),
                values={"file": path.name},
                where=where,
                detail=str(error),
            ) from error
        if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1 << 20):
            raise Unsafe(
                QT_TRANSLATE_NOOP(CONTEXT, "{file} は広げると {size:,.0f} MB にもなるため、開きません。"),
                QT_TRANSLATE_NOOP(CONTEXT, "中身を確かめ、必要なファイルだけを渡してください。"),
                values={"file": path.name, "size": unpacked / 1e6},
                where=where,
            )
    elif path.suffix.lower() in {".gml", ".xml", ".kml", ".gpx"}:
        with path.open("rb") as stream:
            head = stream.read(SAMPLE).replace(b"\0", b"")
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise Unsafe(
                QT_TRANSLATE_NOOP(CONTEXT, "{file} は DOCTYPE を含むため、安全のため読み込みません。"),
                QT_TRANSLATE_NOOP(CONTEXT, "作成元に、DOCTYPE のないファイルを求めてください。"),
                values={"file": path.name},
                where=where,
            )


def _noticed(path: Path, collection: Collection, warned: list[str]) -> Iterator[Finding]:
    """Tell of what GDAL warned of, and of features without a shape beside others that have one."""
    values: dict[str, object] = {"file": path.name, "layer": collection.name}
    if warned:
        yield Finding(
            Severity.WARNING,
            "reader-warned",
            QT_TRANSLATE_NOOP(
                CONTEXT, "{file} の「{layer}」に読みにくい所がありました（{count:,} 件、例: {detail}）。"
            ),
            {**values, "count": len(warned), "detail": warned[0]},
            Where(str(path)),
            len(warned),
        )
    without = int((collection.shapes.vertices == 0).sum())
    if 0 < without < len(collection.table):
        yield Finding(
            Severity.WARNING,
            "without-shape",
            QT_TRANSLATE_NOOP(
                CONTEXT,
                "{file} の「{layer}」に形のない地物が {count:,} 件あります。表にだけ表示します。",
            ),
            {**values, "count": without},
            Where(str(path)),
            without,
        )


def _damage(path: Path) -> Finding | None:
    """Return what SQLite finds wrong with a GeoPackage: GDAL reads what it can and says nothing."""
    if path.suffix.lower() != ".gpkg":
        return None
    import sqlite3

    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as base:
            said = str(base.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.Error as error:
        said = str(error)
    if said == "ok":
        return None
    return Finding(
        Severity.ERROR,
        "source-damaged",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} は壊れています。読めた所だけを表示しています。ファイルをもう一度受け取り直してください。",
        ),
        {"file": path.name, "detail": said},
        Where(str(path)),
    )


def _layers(place: str) -> list[str]:
    import pyogrio

    names = [str(name) for name, *_ in pyogrio.list_layers(place).tolist()]
    if len(names) > MOST_LAYERS:
        message = f"{len(names)} layers"
        raise ValueError(message)
    return names


def _read(
    place: str, layer: str, path: Path, member: str, encoding: str, *, alone: bool
) -> Collection | None:
    """Read one layer; None when it is not about places at all and stands beside others that are."""
    import pyogrio

    findings: list[Finding] = []
    chosen = encoding
    texts = TEXTS_BESIDE.get(Path(place).suffix.lower(), "")
    if not chosen and texts:
        chosen, findings = encoding_beside(path, member, texts)
    decoded_here = chosen if texts == ".dbf" and known_here(chosen) else ""
    name = PLAIN if decoded_here else gdal_name(chosen)
    if texts in ("", ".dbf"):
        meta, table = pyogrio.read_arrow(place, layer=layer, encoding=name or None)
    else:
        meta, table = _columns(place, layer, name)
    table, damage = readable(table, decoded_here)
    if told := damage_finding(damage, chosen or "utf-8", member or path.name):
        findings = [*findings, told]
    name = meta["geometry_name"] or _GEOMETRY
    if name not in table.column_names:
        if not alone:
            return None
        shapes = Shapes.of(np.full(len(table), None, dtype=object))
        missing = 0
    else:
        shapes = Shapes.read(table.column(name))
        missing = int(shapes.missing.sum()) - table.column(name).null_count
        table = table.drop_columns([name])
    if missing:
        findings.append(_not_drawable(path, missing))
    attributes, table = _attributes(table)
    stem = Path(member or path.name).stem
    return Collection(
        key=f"{Path(member).with_suffix('').as_posix()}/{layer}" if member else layer,
        name=stem if alone else f"{stem} {layer}",
        table=table,
        raw_geometry=shapes,
        crs=str(meta["crs"] or "") or _LONGITUDE_LATITUDE.get(Path(place).suffix.lower(), ""),
        attributes=attributes,
        encoding=str(chosen or meta.get("encoding") or ""),
        findings=tuple(findings),
    )


def _columns(place: str, layer: str, encoding: str) -> tuple[dict[str, Any], pa.Table]:
    """Read a layer column by column: as Arrow come only texts that are UTF-8."""
    import pyarrow as pa
    import pyogrio.raw

    meta, _, geometry, columns = pyogrio.raw.read(place, layer=layer, encoding=encoding or None)
    arrays = [pa.array(column, from_pandas=True) for column in columns]
    names = [str(name) for name in meta["fields"]]
    table = pa.table([*arrays, pa.array(geometry, pa.binary())], names=[*names, _GEOMETRY])
    return {**meta, "geometry_name": _GEOMETRY}, table


def _not_drawable(path: Path, count: int) -> Finding:
    return Finding(
        Severity.WARNING,
        "geometry-not-read",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {count:,} 件は形を読めない種類のため、属性だけを読み込みました。",
        ),
        {"file": path.name, "count": count},
        Where(str(path)),
        count,
    )


def _attributes(table: pa.Table) -> tuple[tuple[Attribute, ...], pa.Table]:
    """Return what the columns are, and the table with types that the store can hold."""
    import pyarrow as pa
    import pyarrow.compute as pc

    attributes = []
    for position, name in enumerate(table.column_names):
        column = table.column(position)
        kind = "text"
        if pa.types.is_boolean(column.type) or pa.types.is_binary(column.type):
            column = column.cast(pa.string(), safe=False) if pa.types.is_boolean(column.type) else None
        elif pa.types.is_integer(column.type):
            kind = "integer"
        elif pa.types.is_floating(column.type):
            kind = "number"
        elif pa.types.is_temporal(column.type):
            kind = "date"
            column = (
                pc.strftime(column, "%Y-%m-%d") if pa.types.is_date(column.type) else column.cast(pa.string())
            )
        elif pa.types.is_list(column.type) or pa.types.is_struct(column.type) or pa.types.is_map(column.type):
            column = pa.chunked_array(
                [
                    pa.array(
                        [
                            None if one is None else json.dumps(one, ensure_ascii=False, default=str)
                            for one in column.to_pylist()
                        ],
                        pa.string(),
                    )
                ]
            )
        if column is None:
            column = pa.chunked_array([pa.nulls(len(table), pa.string())])
        table = table.set_column(position, name, column)
        attributes.append(Attribute(name, name, "", kind))
    return tuple(attributes), table


def _geoparquet(path: Path) -> Collection:
    """Read GeoParquet, whose metadata say which column is the geometry and where it lies."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyproj import CRS

    try:
        table = pq.read_table(path)
        geo: dict[str, Any] = json.loads((table.schema.metadata or {})[b"geo"])
        column = geo["columns"][geo["primary_column"]]
        shapes = Shapes.read(table.column(geo["primary_column"]))
        system = column.get("crs", "OGC:CRS84")
        declared = CRS.from_user_input(system) if system is not None else None
    except (pa.ArrowException, KeyError, ValueError, TypeError, NotImplementedError, OSError) as error:
        raise DamagedFile(
            QT_TRANSLATE_NOOP(CONTEXT, "{file} は GeoParquet として読めません。"),
            QT_TRANSLATE_NOOP(CONTEXT, "作成元に、形の列を持つ GeoParquet かどうか確かめてください。"),
            values={"file": path.name},
            where=Where(str(path)),
            detail=str(error),
        ) from error
    authority = declared.to_authority() if declared is not None else None
    attributes, rest = _attributes(table.drop_columns([geo["primary_column"]]).replace_schema_metadata(None))
    return Collection(
        path.stem, path.stem, rest, shapes, ":".join(authority) if authority else "", attributes
    )
