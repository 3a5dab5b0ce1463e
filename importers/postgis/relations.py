"""What a database holds: tables and views, their columns, what they are called and where their shapes lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from importers.postgis.connection import Connection
    from layers.feedback import Feedback

LONGEST_NAME = 60
"""Characters of a comment that serve as a name."""

_RELATIONS = """
SELECT c.oid::pg_catalog.int8 AS oid,
  n.nspname::pg_catalog.text AS schema, c.relname::pg_catalog.text AS name,
  c.relkind::pg_catalog.text AS kind,
  pg_catalog.obj_description(c.oid, 'pg_class') AS comment,
  pg_catalog.has_schema_privilege(n.oid, 'USAGE')
    AND pg_catalog.has_any_column_privilege(c.oid, 'SELECT') AS readable,
  COALESCE(pg_catalog.pg_table_size(c.oid), 0)::pg_catalog.int8 AS size
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT c.relispartition
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(temp|toast)'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY n.nspname, c.relname
"""
_COLUMNS = """
SELECT a.attrelid::pg_catalog.int8 AS relation, a.attname::pg_catalog.text AS name,
  a.atttypid::pg_catalog.int8 AS type, a.atttypmod AS modifier,
  pg_catalog.col_description(a.attrelid, a.attnum) AS comment,
  pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT') AS readable
FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT c.relispartition
  AND c.relnamespace <> 'pg_catalog'::pg_catalog.regnamespace
ORDER BY a.attrelid, a.attnum
"""
_TYPES = """
SELECT t.oid::pg_catalog.int8 AS oid, t.typname::pg_catalog.text AS name, t.typtype::pg_catalog.text AS kind,
  t.typbasetype::pg_catalog.int8 AS base, t.typtypmod AS modifier, n.nspname::pg_catalog.text AS schema
FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
"""
_POSTGIS = """
SELECT n.nspname::pg_catalog.text AS schema
FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
WHERE e.extname = 'postgis'
"""


@dataclass(frozen=True)
class Column:
    """A column of a table or view.

    Attributes
    ----------
    name, comment
        As the database has them.
    type
        Name of its type, that under a domain.
    enum
        Whether it takes one of a few values.
    modifier
        What the type says besides, -1 for nothing.
    readable
        Whether this user may see it.
    """

    name: str
    comment: str
    type: str
    enum: bool
    modifier: int
    readable: bool

    @property
    def label(self) -> str:
        """What staff call it."""
        return short(self.comment) or self.name


@dataclass(frozen=True)
class Relation:
    """A table or view.

    Attributes
    ----------
    schema, name, comment
        As the database has them.
    kind
        ``r`` table, ``v`` view, ``m`` materialised view, ``f`` foreign table, ``p`` partitioned table.
    readable
        Whether this user may see it.
    size
        Bytes on the server's disk, 0 for a view.
    columns, shapes
        Columns that hold facts, and those that hold shapes.
    """

    schema: str
    name: str
    comment: str
    kind: str
    readable: bool
    size: int
    columns: tuple[Column, ...]
    shapes: tuple[Column, ...]

    @property
    def full(self) -> str:
        """Schema and name, for people."""
        return f"{self.schema}.{self.name}"

    @property
    def quoted(self) -> str:
        """Schema and name, for the database."""
        return f"{identifier(self.schema)}.{identifier(self.name)}"


@dataclass(frozen=True)
class Contents:
    """What a database holds.

    Attributes
    ----------
    relations
        All that this user sees and that are of no extension.
    postgis
        Schema of PostGIS, empty when it is not there.
    """

    relations: tuple[Relation, ...]
    postgis: str


def identifier(name: str) -> str:
    """Return a name as the database reads it, whatever is in it."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def short(comment: str) -> str:
    """Return the first line of a comment, cut where it is no name any more."""
    first = next((line.strip() for line in comment.splitlines() if line.strip()), "")
    return first if len(first) <= LONGEST_NAME else f"{first[: LONGEST_NAME - 1]}…"


def contents(connection: Connection, feedback: Feedback) -> Contents:
    """Return what the database holds."""
    found = connection.query(_POSTGIS, feedback)
    postgis = str(found[0]["schema"]) if found else ""
    types = {row["oid"]: row for row in connection.query(_TYPES, feedback)}
    by_relation: dict[int, list[Column]] = {}
    for row in connection.query(_COLUMNS, feedback):
        by_relation.setdefault(row["relation"], []).append(_column(row, types))
    return Contents(tuple(_relations(connection.query(_RELATIONS, feedback), by_relation)), postgis)


def _relations(rows: list[dict[str, Any]], columns: dict[int, list[Column]]) -> Iterator[Relation]:
    for row in rows:
        seen = columns.get(row["oid"], [])
        yield Relation(
            row["schema"],
            row["name"],
            row["comment"] or "",
            row["kind"],
            bool(row["readable"]),
            row["size"],
            tuple(one for one in seen if not _is_shape(one)),
            tuple(one for one in seen if _is_shape(one)),
        )


def _is_shape(column: Column) -> bool:
    return column.type in ("geometry", "geography")


def _column(row: dict[str, Any], types: dict[int, dict[str, Any]]) -> Column:
    """Return a column; a domain is seen through, however deep."""
    kind, modifier = types.get(row["type"], {}), row["modifier"]
    while kind.get("kind") == "d" and kind.get("base") in types:
        modifier = kind["modifier"] if modifier < 0 else modifier
        kind = types[kind["base"]]
    own = kind.get("schema") == "pg_catalog" or kind.get("name") in ("geometry", "geography", "raster")
    return Column(
        row["name"],
        row["comment"] or "",
        str(kind.get("name", "")) if own else "",  # somebody's type may have the name of another
        kind.get("kind") == "e",
        int(modifier),
        bool(row["readable"]),
    )
