"""A table or view of a database becomes collections, one for each column of shapes and each system."""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from importers.collection import Collection
from importers.difference import row_hashes
from importers.postgis import sentences
from importers.postgis.columns import asked, not_shown, table_of
from importers.postgis.shapes import ShapesAsked, shapes_asked, split_by_system, systems_of
from layers.errors import Unsafe
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from importers.postgis.address import Address
    from importers.postgis.columns import Asked
    from importers.postgis.connection import Connection
    from importers.postgis.relations import Column, Relation
    from layers.feedback import Feedback

SWELL = 6
"""So many times the bytes on the line a table takes in memory while it is placed and stored."""
_STORED = frozenset("rmp")
"""Kinds of relations whose rows are counted without making them first."""

_READING = QT_TRANSLATE_NOOP(CONTEXT, "「{relation}」を読んでいます（{rows:,} 件）")
_TOO_LARGE = QT_TRANSLATE_NOOP(
    CONTEXT, "データベースの「{relation}」は大きすぎて、この PC のメモリに入りません（{file}）。"
)
_SMALLER = QT_TRANSLATE_NOOP(
    CONTEXT, "必要な範囲だけを取り出したビューを管理者に作ってもらい、tables にその名前を書いてください。"
)
_UNREAD = QT_TRANSLATE_NOOP(
    CONTEXT, "「{relation}」の {count:,} 件は形を読めない種類のため、属性だけを読み込みました。"
)
_CURVED = QT_TRANSLATE_NOOP(
    CONTEXT, "「{relation}」の {count:,} 件は曲線を含むため、折れ線に直して表示します。"
)
_WITHOUT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{relation}」に形のない地物が {count:,} 件あります（形が未登録 {null:,} 件、空の形 {empty:,} 件）。"
    "表にだけ表示します。",
)
_SEVERAL = QT_TRANSLATE_NOOP(
    CONTEXT, "「{relation}」の形は {count} 種類の座標系で書かれているため、座標系ごとのレイヤに分けました。"
)
_ROWS_LOST = QT_TRANSLATE_NOOP(
    CONTEXT, "「{relation}」は {expected:,} 件あるはずですが、{count:,} 件だけが届きました。"
)


@dataclass(frozen=True, eq=False)
class Read:
    """All rows of a table.

    Attributes
    ----------
    batches
        Facts, in the order in which they were asked for.
    geometry
        (n,) shapes in their own systems, None where there are none.
    hashes
        (n,) of the shapes as they came.
    unread, curved
        Shapes that could not be read, and that were curved.
    size
        Bytes that came.
    """

    batches: list[pa.RecordBatch]
    geometry: NDArray[np.object_]
    hashes: NDArray[np.uint64]
    unread: int
    curved: int
    size: int


def read_relation(
    connection: Connection, relation: Relation, postgis: str, name: str, moment: str, feedback: Feedback
) -> list[Collection]:
    """Read a table or view.

    Parameters
    ----------
    connection, relation
        Which.
    postgis
        Schema of PostGIS.
    name
        What staff call it.
    moment
        ISO 8601: whose state is read.
    feedback
        Receives progress.

    Returns
    -------
    list of Collection
        One for each column of shapes and each system in it; one without shapes for a table that has none.

    Raises
    ------
    layers.errors.ImportFailed
        When the database does not give it, or it is too large for this machine.
    """
    columns, left = asked(relation.columns)
    readable = [column for column in relation.shapes if column.readable]
    left += [column.name for column in relation.shapes if not column.readable]
    told = [not_shown(relation, left, connection.address)] if left else []
    found: list[Collection] = []
    wanted: Sequence[Column | None] = readable or [None]
    for number, column in enumerate(wanted):
        share = feedback.share(number / len(wanted), (number + 1) / len(wanted))
        rows = _rows(connection, relation, columns, column, postgis, share)
        label = name if len(wanted) == 1 or column is None else f"{name}（{column.label}）"
        key = relation.full if len(wanted) == 1 or column is None else f"{relation.full}.{column.name}"
        found += _collections(connection, relation, columns, rows, postgis, (key, label, moment), share)
    if found and told:
        first = found[0]
        found[0] = replace(first, findings=(*told, *first.findings))
    return found


def _rows(
    connection: Connection,
    relation: Relation,
    columns: Sequence[Asked],
    column: Column | None,
    postgis: str,
    feedback: Feedback,
) -> Read:
    import psutil
    import shapely

    room = psutil.virtual_memory().available
    _refuse_too_large(connection.address, relation, relation.size, room)
    total = 0
    if relation.kind in _STORED:
        (counted,) = connection.query(
            f"SELECT pg_catalog.count(*) AS rows FROM {relation.quoted}",  # noqa: S608 - quoted identifiers
            feedback,
            relation.full,
        )
        total = int(counted["rows"])
    shapes = (
        shapes_asked(column, postgis)
        if column is not None
        else ShapesAsked("NULL::pg_catalog.bytea", "false")
    )
    parts = [shapes.sql, shapes.curved, *(one.sql for one in columns)]
    selected = ", ".join(f"{sql} AS c{number}" for number, sql in enumerate(parts))
    sql = f"SELECT {selected} FROM {relation.quoted}"  # noqa: S608 - all names in it are quoted identifiers
    geometry, hashes = [], []
    batches: list[pa.RecordBatch] = []
    unread = curved = size = rows = 0
    for batch in connection.stream(sql, feedback, relation.full):
        size += batch.nbytes
        _refuse_too_large(connection.address, relation, size, room)
        binary = _storage(batch.column(0)).to_numpy(zero_copy_only=False)
        made = shapely.from_wkb(binary, on_invalid="ignore")
        unread += int(shapely.is_missing(made).sum()) - batch.column(0).null_count
        curved += int(batch.column(1).true_count)
        geometry.append(made)
        hashes.append(_hashes(batch.column(0)))
        batches.append(batch.select(range(2, batch.num_columns)))
        rows += len(batch)
        said = Message(_READING, {"relation": relation.full, "rows": rows})
        feedback.step(rows if total else 0, max(total, rows) if total else 0, said)
    if relation.kind in _STORED and rows != total:
        raise sentences.failed(
            connection.address,
            (_ROWS_LOST, sentences.LOST[1]),
            relation=relation.full,
            expected=total,
            count=rows,
        )
    return Read(
        batches,
        np.concatenate(geometry) if geometry else np.empty(0, dtype=object),
        np.concatenate(hashes) if hashes else np.empty(0, dtype=np.uint64),
        unread,
        curved,
        size,
    )


def _storage(column: pa.Array) -> pa.Array:
    return getattr(column, "storage", column)


def _hashes(column: pa.Array) -> NDArray[np.uint64]:
    import pandas as pd

    binary = _storage(column).fill_null(b"").to_numpy(zero_copy_only=False)
    found: NDArray[np.uint64] = pd.util.hash_array(binary, categorize=False)
    return found


def _refuse_too_large(address: Address, relation: Relation, size: int, room: int) -> None:
    if size * SWELL > room:
        values = address.values(relation=relation.full)
        raise Unsafe(_TOO_LARGE, _SMALLER, values=values, where=Where(str(address.path)))


def _collections(
    connection: Connection,
    relation: Relation,
    columns: Sequence[Asked],
    rows: Read,
    postgis: str,
    named: tuple[str, str, str],
    feedback: Feedback,
) -> list[Collection]:
    """Return what was read as collections, one for each system."""
    import pyarrow as pa

    from importers.tables.importer import time_found

    address = connection.address
    key, name, moment = named
    table, attributes, findings = table_of(rows.batches, columns, relation, address)
    if not columns:
        table = table.append_column("", pa.nulls(len(rows.geometry), pa.string())).select([])
    feedback.step()
    findings += _noticed(relation, rows, address)
    findings += time_found(address.path.name, table, attributes)
    parts = split_by_system(rows.geometry)
    systems = systems_of(connection, postgis, [number for number, _ in parts], feedback)
    if len(parts) > 1:
        values = {"relation": relation.full, "count": len(parts)}
        findings.append(Finding(Severity.INFO, "several-systems", _SEVERAL, values, Where(str(address.path))))
    found: list[Collection] = []
    for number, mask in parts:
        several = len(parts) > 1
        part = table if mask is None else table.filter(pa.array(mask))
        hashes = rows.hashes if mask is None else rows.hashes[mask]
        facts = {
            "origin": f"{address.place} {relation.full}",
            "modified": moment,
            "size": rows.size,
            "digest": _digest(part, hashes),
        }
        found.append(
            Collection(
                key=_key(f"{key}.{number}" if several else key),
                name=f"{name}（SRID {number}）" if several else name,
                table=part,
                raw_geometry=rows.geometry if mask is None else rows.geometry[mask],
                crs=systems.get(number, ""),
                attributes=attributes,
                encoding="utf-8",
                date=address.date,
                licence=address.licence,
                credit=address.credit,
                findings=() if found else tuple(findings),
                facts=facts,
            )
        )
    return found


def _key(name: str) -> str:
    """Return a name that stays different from others when it becomes that of a folder."""
    plain = re.sub(r"[^\w.-]", "_", name)
    return name if plain == name and len(name) <= 60 else f"{plain[:50]}~{zlib.crc32(name.encode()):08x}"


def _digest(table: pa.Table, shapes: NDArray[np.uint64]) -> str:
    """Return a digest of all rows, the same in whatever order the database gives them."""
    return hashlib.sha256(np.sort(row_hashes(table, shapes)).tobytes()).hexdigest()


def _noticed(relation: Relation, rows: Read, address: Address) -> list[Finding]:
    """Return what is worth knowing of the shapes of a table."""
    import shapely

    where = Where(str(address.path))
    null = int(shapely.is_missing(rows.geometry).sum()) - rows.unread
    empty = int(shapely.is_empty(rows.geometry).sum())
    found: list[Finding] = []
    if rows.unread:
        values: dict[str, object] = {"relation": relation.full, "count": rows.unread}
        found.append(Finding(Severity.WARNING, "geometry-not-read", _UNREAD, values, where, rows.unread))
    if rows.curved:
        values = {"relation": relation.full, "count": rows.curved}
        found.append(Finding(Severity.INFO, "curves-drawn-as-lines", _CURVED, values, where, rows.curved))
    if relation.shapes and null + empty:
        counts = {"relation": relation.full, "count": null + empty, "null": null, "empty": empty}
        found.append(Finding(Severity.WARNING, "without-shape", _WITHOUT, counts, where, null + empty))
    return found
