"""A layer, or what the public sees of it, goes into a PostGIS database, in one transaction.

The table is filled under a name of its own and takes its place at the end, with the rights that the former
one gave. Whoever reads meanwhile sees the former one; whatever goes wrong, it stays.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gisapp.export.content import Part
from gisapp.export.databasetable import SHAPE, cut, form_of, rows_of
from gisapp.export.formats import NOTHING, NOTHING_HINT
from importers.allowed import administrator_file, writable
from importers.postgis.connection import connected
from importers.postgis.relations import identifier
from layers.errors import ExportFailed, ImportFailed, NotAllowed, WontOverwrite
from layers.feedback import Cancelled, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from typing import Any

    from gisapp.export.content import Content
    from gisapp.export.databasetable import TableForm
    from importers.postgis.address import Address
    from importers.postgis.connection import Connection
    from layers.feedback import Feedback

DEFAULT_SCHEMA = "public"

_NOT_WRITABLE = QT_TRANSLATE_NOOP(
    CONTEXT, "データベース {database}（{host}）に書き込むことは、この PC では許可されていません。"
)
_ASK = QT_TRANSLATE_NOOP(
    CONTEXT, "使うときは、管理者が {settings} の write に「{host}/{database}」を加えます。"
)
_THERE = QT_TRANSLATE_NOOP(CONTEXT, "データベースに表「{table}」がすでにあります。")
_THERE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "別の名前にするか、上書きを選んでください。")
_NO_TABLE = QT_TRANSLATE_NOOP(
    CONTEXT, "「{table}」は、置き換えると失われるものがあるため、置き換えません（{what}）。"
)
_NO_TABLE_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "別の名前の表に書き出すか、データベースの管理者に相談してください。"
)
_NO_SCHEMA = QT_TRANSLATE_NOOP(CONTEXT, "データベースの「{schema}」がないか、表を作る権限がありません。")
_NO_POSTGIS = QT_TRANSLATE_NOOP(CONTEXT, "データベース {database} に PostGIS がありません。")
_NO_SYSTEM = QT_TRANSLATE_NOOP(CONTEXT, "データベースが座標系 EPSG:{srid} を知りません。")
_ASK_OWNER = QT_TRANSLATE_NOOP(CONTEXT, "データベースの管理者に頼んでください。")
_DENIED = QT_TRANSLATE_NOOP(CONTEXT, "データベースの「{table}」に書き込む権限がありません。")
_LOCKED = QT_TRANSLATE_NOOP(CONTEXT, "データベースの「{table}」は、ほかの作業のために使えません。")
_SLOW = QT_TRANSLATE_NOOP(CONTEXT, "{timeout} 秒のうちに書き終わらなかったため、止めました。")
_LOST = QT_TRANSLATE_NOOP(CONTEXT, "データベースとの接続が、書き込みの途中で切れました。")
_REFUSED = QT_TRANSLATE_NOOP(CONTEXT, "データベースが「{table}」への書き込みを断りました。")
_AS_BEFORE = QT_TRANSLATE_NOOP(CONTEXT, "データベースの中身は前のままです。")
_COUNT = QT_TRANSLATE_NOOP(CONTEXT, "{count:,} 件のうち {written:,} 件しか届かなかったため、やめました。")
_NO_SHAPES = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」には、データベースに書く平面図形がありません。")

_SAYINGS: tuple[tuple[str, str], ...] = (
    (r"permission denied|must be owner|must be member|42501", _DENIED),
    (r"lock timeout|55P03", _LOCKED),
    (r"statement timeout|57014", _SLOW),
    (r"closed the connection|terminating|connection|57P0[1-3]|SQLSTATE: 08", _LOST),
)
_STATE = """
SELECT c.oid::pg_catalog.int8 AS oid, c.relkind::pg_catalog.text AS kind,
  pg_catalog.pg_get_userbyid(c.relowner)::pg_catalog.text AS owner,
  c.relrowsecurity AS secured,
  (SELECT pg_catalog.count(*) FROM pg_catalog.pg_trigger t WHERE t.tgrelid = c.oid) AS triggers,
  (SELECT pg_catalog.count(*) FROM pg_catalog.pg_inherits i WHERE c.oid IN (i.inhparent, i.inhrelid)) AS kin,
  (SELECT pg_catalog.count(DISTINCT r.ev_class) FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid
    WHERE d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.refobjid = c.oid) AS views,
  (SELECT pg_catalog.count(*) FROM pg_catalog.pg_constraint k
    WHERE c.oid IN (k.confrelid, k.conrelid) AND k.contype <> 'n') AS constraints
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = {schema} AND c.relname = {table}
"""
_RIGHTS = """
SELECT CASE a.grantee WHEN 0 THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantee)::pg_catalog.text END
    AS grantee,
  a.privilege_type::pg_catalog.text AS privilege, a.is_grantable AS grantable, x.columns AS column
FROM (
  SELECT c.relacl AS acl, NULL::pg_catalog.text AS columns, c.relowner AS owner
  FROM pg_catalog.pg_class c WHERE c.oid = {oid}
  UNION ALL
  SELECT t.attacl, t.attname::pg_catalog.text, c.relowner FROM pg_catalog.pg_attribute t
  JOIN pg_catalog.pg_class c ON c.oid = t.attrelid
  WHERE t.attrelid = {oid} AND t.attnum > 0 AND NOT t.attisdropped
) x, pg_catalog.aclexplode(x.acl) a WHERE a.grantee <> x.owner
"""
_PLACE = """
SELECT pg_catalog.has_schema_privilege(n.oid, 'CREATE') AS creatable,
  (SELECT s.nspname::pg_catalog.text FROM pg_catalog.pg_extension e
    JOIN pg_catalog.pg_namespace s ON s.oid = e.extnamespace WHERE e.extname = 'postgis') AS postgis
FROM pg_catalog.pg_namespace n WHERE n.nspname = {schema}
"""


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes
    ----------
    schema, table
        Where.
    rows
        How many.
    srid
        Of the shapes.
    replaced
        Whether a table stood there.
    """

    schema: str
    table: str
    rows: int
    srid: int
    replaced: bool


def write_table(
    content: Content,
    address: Address,
    feedback: Feedback,
    *,
    table: str = "",
    overwrite: bool = False,
    title: str = "",
) -> Written:
    """Write rows and footprints as a table.

    Parameters
    ----------
    content
        A layer's, or a projection for the public.
    address
        Which database; it must be among those that the administrator lets be written.
    feedback
        Receives progress in features.
    table
        Its name, with or without a schema in front; by default that of the layer.
    overwrite
        Whether a table that is there may be replaced.
    title
        Comment of the table, by default the layer's name.

    Raises
    ------
    layers.errors.NotAllowed
        When the administrator does not allow it, or what stands there must not be replaced.
    layers.errors.ExportFailed
        When the database does not take it; it is then as before.
    layers.feedback.Cancelled
        When the user stopped it; the database is as before.
    """
    where = Where(str(address.path))
    if not writable(address.host, address.database):
        raise NotAllowed(
            _NOT_WRITABLE, _ASK, values=address.values(settings=str(administrator_file())), where=where
        )
    values = {"layer": content.layer.name}
    if Part.FOOTPRINTS not in content.offers:
        raise NotAllowed(_NO_SHAPES, values=values, where=where)
    if not len(content):
        raise ExportFailed(NOTHING, NOTHING_HINT, values=values, where=where)
    schema, name = _named(table or content.layer.name)
    entered = False
    try:
        with connected(address, feedback, write=True) as connection:
            entered = True
            job = _Job(connection, feedback, schema, name)
            return job.write(content, form_of(content), title or content.layer.name, overwrite=overwrite)
    except ImportFailed as error:
        if feedback.cancelled:
            raise Cancelled from error
        if entered:
            raise _told(error, address, f"{schema}.{name}") from error
        raise


def _named(text: str) -> tuple[str, str]:
    """Return schema and table; a dot parts them, and names in double quotes may hold one."""
    found = re.fullmatch(r'(?:("(?:[^"]|"")+"|[^."]+)\.)?("(?:[^"]|"")+"|.+)', text)
    parts = [DEFAULT_SCHEMA, text] if found is None else [found[1] or DEFAULT_SCHEMA, found[2]]
    schema, name = (one[1:-1].replace('""', '"') if one[:1] == one[-1:] == '"' else one for one in parts)
    return cut(schema), cut(name)


class _Job:
    """A table that is being written."""

    def __init__(self, connection: Connection, feedback: Feedback, schema: str, table: str) -> None:
        self._connection, self._feedback = connection, feedback
        self._schema, self._table = schema, table
        self._full = f"{schema}.{table}"
        self._token = f"~{secrets.token_hex(4)}"

    def write(self, content: Content, form: TableForm, title: str, *, overwrite: bool) -> Written:
        postgis = self._postgis(form)
        former = self._former(overwrite=overwrite)
        staging = cut(self._table, self._token)
        kind = f"{identifier(postgis)}.geometry({form.geometry}, {form.srid:d})"
        columns = f"{form.definition}, " if form.columns else ""
        self._run(f"CREATE TABLE {self._quoted(staging)} ({columns}{identifier(SHAPE)} {kind})")
        self._connection.ingest(self._schema, staging, rows_of(content, form, self._feedback), self._feedback)
        (counted,) = self._ask(f"SELECT pg_catalog.count(*) AS rows FROM {self._quoted(staging)}")  # noqa: S608
        rows = int(counted["rows"])
        if rows != len(content):
            raise ExportFailed(_COUNT, _AS_BEFORE, values={"count": len(content), "written": rows})
        self._describe(staging, form, title)
        rights = [] if former is None else self._rights_of(former, staging, form)
        if former is not None:
            self._run(f"DROP TABLE {self._quoted(self._table)} RESTRICT")
        self._run(f"ALTER TABLE {self._quoted(staging)} RENAME TO {identifier(self._table)}")
        self._run(f"CREATE INDEX ON {self._quoted(self._table)} USING gist ({identifier(SHAPE)})")
        if former is not None:
            self._run(f"ALTER TABLE {self._quoted(self._table)} OWNER TO {identifier(former['owner'])}")
        for statement in rights:
            self._run(statement)
        self._run(f"ANALYZE {self._quoted(self._table)}")
        self._feedback.step(rows, rows)
        return Written(self._schema, self._table, rows, form.srid, former is not None)

    def _postgis(self, form: TableForm) -> str:
        found = self._ask(_PLACE.format(schema=_literal(self._schema)))
        if not found or not found[0]["creatable"]:
            raise NotAllowed(_NO_SCHEMA, _ASK_OWNER, values={"schema": self._schema})
        postgis = found[0]["postgis"]
        if not postgis:
            raise NotAllowed(_NO_POSTGIS, _ASK_OWNER, values={"database": self._connection.address.database})
        known = self._ask(
            f"SELECT 1 AS one FROM {identifier(postgis)}.spatial_ref_sys WHERE srid = {form.srid:d}"  # noqa: S608
        )
        if not known:
            raise NotAllowed(_NO_SYSTEM, _ASK_OWNER, values={"srid": form.srid})
        return str(postgis)

    def _former(self, *, overwrite: bool) -> dict[str, Any] | None:
        """Return the table that stands there; it is locked against all but readers until the end."""
        found = self._state(self._table)
        if not found:
            return None
        if not overwrite:
            raise WontOverwrite(_THERE, _THERE_HINT, values={"table": self._full})
        former = found[0]
        # What would be lost without a word, and what would keep pointing at the former one.
        reasons = {
            "VIEW": former["kind"] != "r" or former["views"],
            "ROW LEVEL SECURITY": former["secured"],
            "TRIGGER": former["triggers"],
            "PARTITION": former["kin"],
            "CONSTRAINT": former["constraints"],
        }
        what = [name for name, there in reasons.items() if there]
        if what:
            raise NotAllowed(_NO_TABLE, _NO_TABLE_HINT, values={"table": self._full, "what": "、".join(what)})
        self._run(f"LOCK TABLE {self._quoted(self._table)} IN SHARE ROW EXCLUSIVE MODE")
        # While the lock was waited for, another one may have taken its place.
        return self._state(self._table)[0]

    def _state(self, table: str) -> list[dict[str, Any]]:
        return self._ask(_STATE.format(schema=_literal(self._schema), table=_literal(table)))

    def _rights_of(self, former: dict[str, Any], staging: str, form: TableForm) -> list[str]:
        """Return the statements that give the new table the rights of the former one, and no others."""
        held = {one.name for one in form.columns} | {SHAPE}
        (fresh,) = self._state(staging)
        found = []
        # A database may give rights on whatever is made in it.
        for grantee in {one["grantee"] for one in self._ask(_RIGHTS.format(oid=fresh["oid"]))}:
            to = identifier(grantee) if grantee else "PUBLIC"
            found.append(f"REVOKE ALL ON {self._quoted(self._table)} FROM {to}")
        for one in self._ask(_RIGHTS.format(oid=former["oid"])):
            column = one["column"]
            if column is not None and column not in held:
                continue
            what = str(one["privilege"]) + (f" ({identifier(column)})" if column is not None else "")
            to = identifier(one["grantee"]) if one["grantee"] else "PUBLIC"
            more = " WITH GRANT OPTION" if one["grantable"] else ""
            found.append(f"GRANT {what} ON {self._quoted(self._table)} TO {to}{more}")
        return found

    def _describe(self, table: str, form: TableForm, title: str) -> None:
        self._run(f"COMMENT ON TABLE {self._quoted(table)} IS {_literal(title)}")
        for one in form.columns:
            if one.label != one.name:
                place = f"{self._quoted(table)}.{identifier(one.name)}"
                self._run(f"COMMENT ON COLUMN {place} IS {_literal(one.label)}")

    def _quoted(self, table: str) -> str:
        return f"{identifier(self._schema)}.{identifier(table)}"

    def _run(self, sql: str) -> None:
        self._feedback.step()
        self._connection.run(sql, self._feedback, self._full)

    def _ask(self, sql: str) -> list[dict[str, Any]]:
        return self._connection.query(sql, self._feedback, self._full)


def _literal(text: str) -> str:
    """Return a text as the database reads it, whatever is in it."""
    plain = text.replace("\0", "").replace("\\", "\\\\").replace("'", "''")
    return f"E'{plain}'"


def _told(error: ImportFailed, address: Address, table: str) -> ExportFailed:
    """Return what prevented the writing in words about writing."""
    template = next(
        (words for known, words in _SAYINGS if re.search(known, error.detail, re.IGNORECASE)), _REFUSED
    )
    values = address.values(table=table, timeout=address.timeout)
    return ExportFailed(
        template, _AS_BEFORE, values=values, where=Where(str(address.path)), detail=error.detail
    )
