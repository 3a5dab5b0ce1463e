"""The row of the importer table for layers in a PostGIS database."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from importers.base import ImportResult, Sniff
from importers.postgis.address import SUFFIX, read_address
from layers.errors import GisError, ImportFailed
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from importers.collection import Collection
    from importers.postgis.address import Address
    from importers.postgis.connection import Connection
    from importers.postgis.relations import Contents, Relation
    from layers.feedback import Feedback

MOST_RELATIONS = 200
"""Tables that are read at once; a person wants to see some of them."""

_LOOKING = QT_TRANSLATE_NOOP(CONTEXT, "データベース {database}（{host}）に接続しています")
_KEPT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} は {moment} に読み込んだ内容です。その後データベースが変わったかどうかは未確認です。",
)
_NOTHING = QT_TRANSLATE_NOOP(
    CONTEXT, "データベース {database}（{host}）に、{file} で読み込める表がありません。"
)
_WHICH = QT_TRANSLATE_NOOP(
    CONTEXT,
    "schemas と tables の書き方と、利用者に読み取り（SELECT）の権限があるかを確かめてください"
    "（ほかの表: {others}）。",
)
_TOO_MANY = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} のデータベース {database} には、形のある表が {count:,} あります。"
)
_CHOOSE = QT_TRANSLATE_NOOP(CONTEXT, "必要な表の名前を、ファイルの tables に書いてください（例: {others}）。")
_ABSENT = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} に書かれた表「{relation}」が、データベース {database} にありません。"
)
_DENIED = QT_TRANSLATE_NOOP(CONTEXT, "「{relation}」は見る権限がないため、読み込みません（{file}）。")
_PLAIN = QT_TRANSLATE_NOOP(
    CONTEXT,
    "形の列がない表 {count:,} 個は読み込みません（{names}）。必要なら tables に名前を書いてください。",
)


@dataclass(frozen=True)
class PostGisOptions:
    """What a user may choose.

    Attributes
    ----------
    stores
        Folder for what was read; by default the user's cache folder.
    again
        Ask the database although there is something from the last time.
    target
        Plane rectangular system of the project, empty to choose by place.
    crs
        System of the tables that do not say theirs.
    """

    stores: Path | None = None
    again: bool = False
    target: str = ""
    crs: str = ""


class PostGis:
    """Reads the layers of a PostGIS database that a small file names."""

    id = "postgis"
    label = QT_TRANSLATE_NOOP(CONTEXT, "データベース（PostGIS の接続ファイル .gisdb）")
    Options = PostGisOptions
    live = True
    """What it reads may change without its file changing."""

    def sniff(self, path: Path, head: bytes) -> Sniff:
        """Say whether `path` names a database."""
        return Sniff.YES if head and path.suffix.lower() == SUFFIX else Sniff.NO

    def read(self, path: Path, options: PostGisOptions, feedback: Feedback) -> ImportResult:
        """Read the layers of a database, or open what was read of it before.

        Raises
        ------
        layers.errors.ImportFailed
            When the file names no database, the database is not allowed, does not answer or gives nothing.
        layers.errors.SourceMissing
            When the file is not there.
        layers.feedback.Cancelled
            When the user stopped it.
        """
        from importers import features
        from importers.postgis.connection import connected

        path = Path(path).resolve()
        feedback.step()
        found = features.kept(path, self.id, options)
        if found is not None:
            return _as_of(found, path)
        address = read_address(path)
        feedback.step(0, 1, Message(_LOOKING, address.values()))
        findings: list[Finding] = []
        with connected(address, feedback) as connection:
            collections = _collections(connection, findings, feedback.share(0, 0.5))
        # The line is closed before anything is stored: storing may take long.
        return features.make_result(
            path, self.id, options, collections, feedback.share(0.5, 1), findings, each_its_own=True
        )


def _as_of(result: ImportResult, path: Path) -> ImportResult:
    """Say of which moment a result is that was kept."""
    moment = next((layer.source.modified for layer in result.layers), "").replace("T", " ")[:16]
    values = {"file": path.name, "moment": f"{moment} UTC"}
    finding = Finding(Severity.INFO, "database-not-asked", _KEPT, values, Where(str(path)))
    return replace(result, findings=(finding, *result.findings))


def _collections(connection: Connection, findings: list[Finding], feedback: Feedback) -> list[Collection]:
    """Read all that is wanted; a table that cannot be read is left out and told, unless none can."""
    from importers.postgis import reading
    from importers.postgis.relations import contents
    from importers.postgis.sentences import Lost

    address = connection.address
    there = contents(connection, feedback)
    chosen = wanted(address, there, findings)
    names = _names(chosen)
    (now,) = connection.query(
        "SELECT pg_catalog.to_char(pg_catalog.now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS')"
        " AS moment",
        feedback,
    )
    found: list[Collection] = []
    first: ImportFailed | None = None
    for number, relation in enumerate(chosen):
        share = feedback.share(number / len(chosen), (number + 1) / len(chosen))
        connection.run("SAVEPOINT gisapp", feedback)
        try:
            found += reading.read_relation(
                connection, relation, there.postgis, names[relation], f"{now['moment']}+00:00", share
            )
        except Lost:
            raise
        except ImportFailed as error:
            first = first or error
            connection.run("ROLLBACK TO SAVEPOINT gisapp", feedback)
            findings.append(_left(error, path=address.path))
    if first is not None and not found:
        raise first
    return found


def _left(error: GisError, path: Path) -> Finding:
    said = error.message
    return Finding(Severity.ERROR, "relation-not-read", said.template, said.values, Where(str(path)))


def wanted(address: Address, there: Contents, findings: list[Finding]) -> list[Relation]:
    """Return what is to be read, and tell what is not.

    Parameters
    ----------
    address, there
        What the file wants, and what the database holds.
    findings
        Receive what is left alone, and why.

    Raises
    ------
    layers.errors.ImportFailed
        When that is nothing, or too much.
    """
    where = Where(str(address.path))
    named = [one for one in there.relations if address.wants(one.schema, one.name)]
    known = {name for one in named for name in (one.name, one.full)}
    for name in address.tables:
        if name not in known:
            values = address.values(relation=name)
            findings.append(Finding(Severity.ERROR, "relation-missing", _ABSENT, values, where))
    for one in named:
        if not one.readable and (one.shapes or address.tables):
            values = address.values(relation=one.full)
            findings.append(Finding(Severity.WARNING, "relation-denied", _DENIED, values, where))
    readable = [one for one in named if one.readable and (one.shapes or one.columns)]
    chosen = [one for one in readable if one.shapes or address.tables]
    plain = [one for one in readable if one not in chosen]
    others = "、".join(one.full for one in (plain or list(there.relations))[:5]) or "-"
    if not chosen:
        raise ImportFailed(_NOTHING, _WHICH, values=address.values(others=others), where=where)
    if len(chosen) > MOST_RELATIONS:
        some = "、".join(one.full for one in chosen[:3])
        values = address.values(count=len(chosen), others=some)
        raise ImportFailed(_TOO_MANY, _CHOOSE, values=values, where=where)
    if plain:
        values = address.values(count=len(plain), names=others)
        findings.append(Finding(Severity.INFO, "relations-without-shape", _PLAIN, values, where, len(plain)))
    return chosen


def _names(relations: Sequence[Relation]) -> dict[Relation, str]:
    """Return what staff call tables; those of one name get their schema and table behind it."""
    from importers.postgis.relations import short

    names = {one: short(one.comment) or one.name for one in relations}
    often = Counter(names.values())
    return {one: name if often[name] == 1 else f"{name}（{one.full}）" for one, name in names.items()}
