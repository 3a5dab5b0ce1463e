"""The row of the importer table for lists, and how a list becomes a collection."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from importers.base import ImportResult, Sniff
from layers.errors import SourceMissing
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from importers.collection import Collection
    from importers.tables.sheet import Sheet
    from layers.base import Attribute
    from layers.feedback import Feedback
    from layers.place import Place

TEXTS = (".csv", ".tsv", ".tab", ".txt")
WORKBOOKS = (".xlsx", ".xlsm", ".xls")
LOOK = 100_000
"""Rows among which one with a place is sought: without any, times in rows would help nobody."""
RECORDS = (".json", ".jsonl", ".ndjson")
_OTHER_JSON = re.compile(
    rb'"(FeatureCollection|Feature|Topology|CityJSON|CityJSONFeature)"|"(asset|geometricError|bim|\$schema)"\s*:'
)
_TYPING = QT_TRANSLATE_NOOP(CONTEXT, "列の種類を調べています: {column}")
_NO_SUCH_FILE = QT_TRANSLATE_NOOP(CONTEXT, "{file} が見つかりません。")
_NO_SUCH_FILE_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "移動や名前の変更をしていないか、共有フォルダにつながっているか確かめてください。"
)
_TIME = QT_TRANSLATE_NOOP(CONTEXT, "{file} の列「{column}」は時間を表します（{first} から {last} まで）。")


@dataclass(frozen=True)
class TablesOptions:
    """What a user may choose.

    Attributes
    ----------
    stores
        Folder for the stores; by default the user's cache folder.
    again
        Read again although nothing changed.
    target
        Plane rectangular system of the project, empty when there is none yet.
    encoding
        Encoding of a text, empty to find it.
    sheet
        The only sheet of a workbook that is wanted, empty for all.
    x_column, y_column
        Columns that hold east (or longitude) and north (or latitude), empty to find them.
    crs
        Authority code of the coordinates, empty to find it.
    place
        Where the data are expected, as far as the project knows.
    wide
        Leave columns of times (0時, 1時, …) side by side.
    first_time, last_time
        First and last of the columns of times that become rows, empty to find them.
    keys
        Path of other data whose features have the addresses or lot numbers of a table without coordinates,
        and places; see :mod:`importers.tables.keyed`. Empty to leave such a table without places.
    """

    stores: Path | None = None
    again: bool = False
    target: str = ""
    encoding: str = ""
    sheet: str = ""
    x_column: str = ""
    y_column: str = ""
    crs: str = ""
    place: Place | None = None
    wide: bool = False
    first_time: str = ""
    last_time: str = ""
    keys: str = ""


class Tables:
    """Reads lists: CSV, TSV, Excel, and JSON that holds records."""

    id = "tables"
    label = QT_TRANSLATE_NOOP(CONTEXT, "表（CSV・TSV・Excel）")
    Options = TablesOptions

    def sniff(self, path: Path, head: bytes) -> Sniff:
        """Say whether `path` looks like a list."""
        suffix = path.suffix.lower()
        if not head or path.is_dir():
            return Sniff.NO
        if suffix in WORKBOOKS:
            return _sniff_workbook(suffix, head)
        if suffix in TEXTS:
            return _sniff_text(suffix, head)
        return _sniff_json(head) if suffix in RECORDS else Sniff.NO

    def read(self, path: Path, options: TablesOptions, feedback: Feedback) -> ImportResult:
        """Read a list into layers.

        Raises
        ------
        layers.errors.ImportFailed
            When nothing of it can be used.
        layers.feedback.Cancelled
            When the user stopped it.
        """
        from importers import features

        path = Path(path).resolve()
        feedback.step()
        found = features.kept(path, self.id, options)
        if found is not None:
            return found
        collections = read_collections(path, options, feedback.share(0, 0.5))
        return features.make_result(path, self.id, options, collections, feedback.share(0.5, 1))


def read_collections(path: Path, options: TablesOptions, feedback: Feedback) -> list[Collection]:
    """Read a list.

    Parameters
    ----------
    path
        CSV, TSV, Excel or JSON file.
    options
        What the user chose.
    feedback
        Receives progress, and findings that belong to no collection.

    Returns
    -------
    list of Collection
        One for each table; rows without coordinates stay, with geometry None.

    Raises
    ------
    layers.errors.SourceMissing
        When there is nothing at `path`.
    layers.errors.ImportFailed
        When nothing of it can be used.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    from importers.products.recognised import recognised

    sheets = read_sheets(path, options, feedback)
    share = 0.1 / len(sheets)
    read = [
        _collection(path, sheet, options, feedback, (0.9 + share * k, share))
        for k, sheet in enumerate(sheets)
    ]
    return [recognised(one, path.name) for one in _told_once(read)]


def _told_once(collections: list[Collection]) -> list[Collection]:
    """Leave out sentences that an earlier sheet of the same workbook said word for word."""
    said: set[str] = set()
    kept = []
    for one in collections:
        fresh = {str(finding.message): finding for finding in one.findings}
        findings = tuple(finding for text, finding in fresh.items() if text not in said)
        said.update(fresh)
        kept.append(replace(one, findings=findings))
    return kept


def read_sheets(path: Path, options: TablesOptions, feedback: Feedback) -> Sequence[Sheet]:
    """Return the tables of a file as trimmed texts; see :func:`read_collections` for what it raises."""
    from importers.tables import limits

    feedback.step()
    if path.is_dir():
        raise limits.no_table(path)
    try:
        return _sheets(path, options, feedback)
    except FileNotFoundError as error:
        if isinstance(error, SourceMissing):
            raise
        values = {"file": path.name}
        where = Where(file=str(path))
        raise SourceMissing(_NO_SUCH_FILE, _NO_SUCH_FILE_HINT, values=values, where=where) from error


def _sheets(path: Path, options: TablesOptions, feedback: Feedback) -> Sequence[Sheet]:
    from importers.tables import delimited, limits, records, workbook

    with path.open("rb") as stream:
        begin = stream.read(8)
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS or (suffix in TEXTS and begin.startswith((workbook.ZIP, workbook.OLD))):
        return workbook.read_workbook(path, options.sheet, feedback)
    if suffix in RECORDS:
        return [records.read_records(path, options.encoding, feedback)]
    if suffix in TEXTS:
        return [delimited.read_delimited(path, options.encoding, feedback)]
    raise limits.no_table(path)


def _collection(
    path: Path, sheet: Sheet, options: TablesOptions, feedback: Feedback, share: tuple[float, float]
) -> Collection:
    """Give the columns of a table their kinds, and its rows their places."""
    import pyarrow as pa

    from importers.collection import Collection
    from importers.located import split_order
    from importers.tables import columnnames, keyed, places, times
    from importers.tables.kinds import typed
    from importers.tables.progress import tell
    from importers.tables.values import value_style
    from layers.base import Attribute

    texts = {name: _whole(column) for name, column in sheet.columns.items()}
    said = f"{sheet.title} {sheet.name} {path.stem}"
    tell(feedback, share[0])
    placed = places.place(
        texts,
        path.name,
        sheet.numbers,
        said=said,
        crs=split_order(options.crs)[0],
        chosen=(options.x_column, options.y_column),
    )
    if options.keys and not any(shape is not None for shape in placed.geometry):
        by_name = keyed.keyed(
            texts, path.name, sheet.numbers, Path(options.keys), options.stores, feedback.share(*share)
        )
        texts |= by_name.columns
        placed = places.Placed(by_name.geometry, by_name.crs, by_name.findings)
    arrays: dict[str, pa.Array] = {}
    attributes = []
    findings = [*sheet.findings, *placed.findings]
    geometry, rows = placed.geometry, sheet.numbers
    clock = ""
    if not options.wide and any(shape is not None for shape in geometry[:LOOK]):
        texts, told = times.joined(texts, path.name)
        findings += told
        made = times.long(texts, path.name, (options.first_time, options.last_time))
        if made is not None:
            clock = times.clock_of(made[0])
            texts, origin, told = made
            geometry, rows = geometry[origin], rows[origin]
            findings += told
    shapes = {name for name in placed.used if columnnames.role(name) == "shape" or len(placed.used) == 1}
    for k, (name, column) in enumerate(texts.items()):
        tell(feedback, share[0] + share[1] * k / len(texts), Message(_TYPING, {"column": name}))
        if name in shapes and len(texts) > 1:
            continue  # the shape itself holds what the text says
        if name == clock:
            arrays[name] = column
            attributes.append(Attribute(name, name, kind="date"))
            continue
        kind = typed(name, column, path.name, rows, [*texts, *arrays])
        arrays |= kind.arrays
        attributes += [kind.attribute, *kind.more]
        findings += kind.findings
    table = pa.table(arrays)
    findings += time_found(path.name, table, attributes)
    return Collection(
        key=sheet.key,
        name=sheet.name,
        table=table,
        raw_geometry=geometry,
        crs=placed.crs,
        attributes=tuple(attributes),
        encoding=sheet.encoding,
        style=value_style(table, attributes, placed.used),
        findings=tuple(findings),
        left_out=sheet.left_out,
    )


def time_found(name: str, table: pa.Table, attributes: Sequence[Attribute]) -> list[Finding]:
    """Return what tells that a table of a source has times, and from when to when."""
    from layers.timecolumn import find_time_columns, time_extent

    times = find_time_columns(attributes)
    extent = time_extent(table, times) if times else None
    if not times or not extent:
        return []
    values = {"file": name, "column": times.start, "first": extent[0], "last": extent[1]}
    return [Finding(Severity.INFO, "table-time", _TIME, values)]


def _whole(chunked: pa.ChunkedArray) -> pa.Array:
    """Return a column in one piece."""
    return chunked.combine_chunks() if chunked.num_chunks != 1 else chunked.chunk(0)


def _sniff_workbook(suffix: str, head: bytes) -> Sniff:
    from importers.tables import workbook

    if head.startswith(workbook.OLD):
        return Sniff.YES if suffix == ".xls" else Sniff.MAYBE  # a locked .xlsx begins so, too
    return Sniff.YES if head.startswith(workbook.ZIP) else Sniff.NO


def _sniff_text(suffix: str, head: bytes) -> Sniff:
    """Say whether a text holds a table; a name ending in .txt tells nothing."""
    from importers import textencoding
    from importers.tables import delimited

    if not delimited.is_text(head[:4096]):
        return Sniff.NO
    if suffix != ".txt":
        return Sniff.YES
    text = textencoding.decode(head, textencoding.detect(head).name)[0]
    text = text[: text.rfind("\n") + 1] if len(head) >= 65_536 else text
    _, columns, share = delimited.find_delimiter(text)
    return Sniff.MAYBE if columns > 1 and share >= 0.8 and text.count("\n") >= 2 else Sniff.NO


def _sniff_json(head: bytes) -> Sniff:
    begin = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _OTHER_JSON.search(begin):
        return Sniff.NO
    if begin.startswith(b"[") and begin[1:].lstrip().startswith(b"{"):
        return Sniff.YES
    return Sniff.MAYBE if begin.startswith(b"{") and b'":' in begin.replace(b" ", b"") else Sniff.NO
