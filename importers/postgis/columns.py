"""How the columns of a table are asked for, and what becomes of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from importers.postgis.relations import identifier
from layers.base import Attribute
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyarrow as pa

    from importers.postgis.address import Address
    from importers.postgis.relations import Column, Relation

WHOLE = frozenset({"int2", "int4", "int8", "oid"})
FRACTIONS = frozenset({"float4", "float8", "numeric"})
MOMENTS = {"date": "{}", "timestamp": "{}", "timestamptz": "({} AT TIME ZONE 'Asia/Tokyo')"}
"""Types of dates and how they become Japan's time."""
NO_TEXT = frozenset({"bytea", "raster"})
"""Types that say nothing to a person who reads them."""
EXACT = 15
"""Digits that a number can hold exactly; longer ones are names, and stay texts."""
_TAKEN = frozenset({"geometry"})
"""What the store calls columns of its own."""
_ISO = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?)?$"

_NOT_SHOWN = QT_TRANSLATE_NOOP(
    CONTEXT, "「{relation}」の列 {columns} は、文字で表せない種類か、見る権限がないため、読み込みません。"
)
_NO_DATES = QT_TRANSLATE_NOOP(
    CONTEXT, "「{relation}」の列「{column}」の {count:,} 件は、日付として表せない値（無期限など）です。"
)


@dataclass(frozen=True)
class Asked:
    """A column that is asked for.

    Attributes
    ----------
    sql
        What stands in the question.
    attribute
        What becomes of it.
    """

    sql: str
    attribute: Attribute


def asked(columns: Iterable[Column]) -> tuple[list[Asked], list[str]]:
    """Return how columns are asked for, and the names of those that are left alone."""
    found: list[Asked] = []
    left: list[str] = []
    taken = set(_TAKEN)
    for column in columns:
        if column.type in NO_TEXT or not column.readable:
            left.append(column.name)
            continue
        sql, kind = _sql(column)
        name = _free(column.name, taken, code=kind == "code")
        taken |= {name, f"{name}_code"} if kind == "code" else {name}
        found.append(Asked(sql, Attribute(name, column.label, "", kind)))
    return found, left


def _free(wanted: str, taken: set[str], *, code: bool) -> str:
    name = wanted
    while name in taken or (code and f"{name}_code" in taken):
        name += "_"
    return name


def _sql(column: Column) -> tuple[str, str]:
    """Return what is asked for a column and the kind of attribute that it becomes."""
    name = identifier(column.name)
    if column.enum:
        return f"{name}::pg_catalog.text", "code"
    if column.type in WHOLE:
        return f"{name}::pg_catalog.int8", "integer"
    if column.type == "numeric":
        precision, scale = _digits(column.modifier)
        if precision > EXACT and scale == 0:
            return f"{name}::pg_catalog.text", "text"
        return f"{name}::pg_catalog.float8", "integer" if precision and scale == 0 else "number"
    if column.type in FRACTIONS:
        return f"{name}::pg_catalog.float8", "number"
    if column.type in MOMENTS:
        return f"{MOMENTS[column.type].format(name)}::pg_catalog.text", "date"
    return f"{name}::pg_catalog.text", "text"


def _digits(modifier: int) -> tuple[int, int]:
    """Return precision and scale of a ``numeric``, 0 and 0 when it has none."""
    if modifier < 4:
        return 0, 0
    return (modifier - 4) >> 16 & 0xFFFF, (modifier - 4) & 0x7FF


def table_of(
    batches: Sequence[pa.RecordBatch], columns: Sequence[Asked], relation: Relation, address: Address
) -> tuple[pa.Table, tuple[Attribute, ...], list[Finding]]:
    """Return the answer as a table in the types that the store holds.

    Parameters
    ----------
    batches
        Answers, their columns in the order of `columns`.
    columns
        What was asked for.
    relation, address
        For findings.
    """
    import pyarrow as pa

    arrays: dict[str, pa.ChunkedArray] = {}
    attributes, findings = [], []
    types = {"integer": pa.int64(), "number": pa.float64()}
    for position, one in enumerate(columns):
        attribute = one.attribute
        pieces = [batch.column(position) for batch in batches]
        column = pa.chunked_array(pieces, None if pieces else types.get(attribute.kind, pa.string()))
        if attribute.kind == "date":
            column, lost = _iso(column)
            if lost:
                values = {"relation": relation.full, "column": attribute.label, "count": lost}
                where = Where(str(address.path))
                findings.append(Finding(Severity.WARNING, "date-not-shown", _NO_DATES, values, where, lost))
        elif attribute.kind == "integer" and pa.types.is_floating(column.type):
            column, attribute = _whole(column, attribute)
        arrays[attribute.name] = column
        if attribute.kind == "code":
            arrays[f"{attribute.name}_code"] = column
        attributes.append(attribute)
    return pa.table(arrays), tuple(attributes), findings


def _iso(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, int]:
    """Return moments as ISO 8601 texts, and how many have no such form (``infinity``, before our era)."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pc.replace_substring(column, " ", "T", max_replacements=1)
    good = pc.match_substring_regex(texts, _ISO)
    shown = pc.if_else(good, texts, pa.scalar(None, pa.string()))
    return shown, shown.null_count - column.null_count


def _whole(column: pa.ChunkedArray, attribute: Attribute) -> tuple[pa.ChunkedArray, Attribute]:
    """Return numbers without a fraction as integers, unless something among them is no number."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pc.all(pc.is_finite(column)).as_py() is False:
        return column, Attribute(attribute.name, attribute.label, "", "number")
    return column.cast(pa.int64()), attribute


def not_shown(relation: Relation, left: Sequence[str], address: Address) -> Finding:
    """Return what tells of columns that are left alone."""
    names = "、".join(f"「{name}」" for name in left)
    values = {"relation": relation.full, "columns": names}
    return Finding(Severity.INFO, "column-not-shown", _NOT_SHOWN, values, Where(str(address.path)), len(left))
