"""The files of a feed, in a zip (read in place) or a folder, as tables of text.

Sources: General Transit Feed Specification (gtfs.org/schedule/reference);
標準的なバス情報フォーマット（GTFS-JP）仕様書 第3版（国土交通省）.
"""

from __future__ import annotations

import csv
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pv

from importers import textencoding
from importers.citygml.containers import Archive, Folder, Root
from layers.errors import DamagedFile, ImportFailed, Unsafe
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from importers.citygml.containers import Container
    from layers.feedback import Feedback

MOST_BYTES = 2 << 30
"""Largest single file of a feed, unpacked; the largest of Japan have some hundred megabytes."""
STOPS, ROUTES, TRIPS, TIMES = "stops.txt", "routes.txt", "trips.txt", "stop_times.txt"
KNOWN = (TRIPS, ROUTES, TIMES)
"""Beside stops.txt one of these must lie, or it is any text of that name."""
_BLANK = " \t\r\n\u3000\xa0\ufeff"
_NO_FEED = QT_TRANSLATE_NOOP(CONTEXT, "{file} の中に、GTFS の stops.txt が見つかりません。")
_NO_FEED_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "GTFS の zip か、展開したフォルダ（stops.txt や trips.txt のある場所）を選んでください。"
)
_DAMAGED = QT_TRANSLATE_NOOP(CONTEXT, "{archive} の中の {file} は壊れていて読めません。")
_DAMAGED_HINT = QT_TRANSLATE_NOOP(CONTEXT, "ファイルをもう一度受け取り直してください。")
_MISSING = QT_TRANSLATE_NOOP(CONTEXT, "{file} がないため、{what}は読めませんでした。")
_BAD_ROWS = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の {count:,} 行は、列の数が見出しと合わないため読めませんでした（最初は「{example}」）。"
)
_OTHER_CODE = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} は UTF-8 ではなく {encoding} で書かれています。{encoding} として読みました。"
)


@dataclass(frozen=True, eq=False)
class Rows:
    """A file of a feed.

    Attributes
    ----------
    name
        Of the file.
    columns
        (n,) trimmed texts by name, null where a cell is empty.
    count
        Rows that were read.
    damaged
        Rows that could not be.
    """

    name: str
    columns: dict[str, pa.Array]
    count: int
    damaged: int = 0

    def texts(self, name: str) -> pa.Array:
        """Return a column, all null where the file lacks it."""
        return self.columns.get(name, pa.nulls(self.count, pa.string()))

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Return a column (n,) as numbers, NaN where a cell is none."""
        texts = self.texts(name)
        good = pc.fill_null(
            pc.match_substring_regex(texts, r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"), False
        )
        kept = pc.if_else(good, texts, pa.scalar(None, pa.string()))
        found: NDArray[np.float64] = pc.cast(kept, pa.float64()).to_numpy(zero_copy_only=False)
        return found

    def has(self, name: str) -> bool:
        """Say whether a column is there and holds anything."""
        return name in self.columns and self.columns[name].null_count < self.count


@dataclass(frozen=True, eq=False)
class Feed:
    """A feed.

    Attributes
    ----------
    path
        Zip or folder.
    findings
        What is worth knowing of its files.
    """

    path: Path
    findings: list[Finding] = field(default_factory=list)

    @cached_property
    def _container(self) -> Container:
        return Folder(self.path) if self.path.is_dir() else Archive(self.path)

    @cached_property
    def root(self) -> Root:
        """The folder within, in which the files lie.

        Raises
        ------
        layers.errors.ImportFailed
            When there is no feed.
        """
        names = self._container.names()
        self.findings.extend(self._container.findings)
        found = feed_root(names)
        if found is None:
            raise ImportFailed(
                _NO_FEED, _NO_FEED_HINT, values={"file": self.path.name}, where=Where(str(self.path))
            )
        return Root(self._container, found)

    def rows(self, name: str, feedback: Feedback, *, what: str = "") -> Rows | None:
        """Return a file as a table, None when it is not there.

        Parameters
        ----------
        name
            ``stops.txt`` …
        what
            What cannot be read without it, for a finding, marked for translation; empty for a file that
            need not be there.
        """
        feedback.step()
        spelled = self.root.find(name)
        data = self._bytes(spelled) if spelled is not None else b""
        if not data.strip():
            if what:
                values: dict[str, object] = {"file": name, "what": Message(what)}
                self.findings.append(Finding(Severity.WARNING, "gtfs-file-missing", _MISSING, values))
            return None
        feedback.step()
        return self._table(name, data)

    def _bytes(self, name: str) -> bytes:
        try:
            return self.root.read(name, MOST_BYTES)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            values = {"file": name, "archive": self.path.name}
            raise DamagedFile(
                _DAMAGED, _DAMAGED_HINT, values=values, where=Where(name), detail=str(error)
            ) from error

    def _table(self, name: str, data: bytes) -> Rows:
        text = self._utf8(name, data)
        first, end = text.partition(b"\n")[0], text.find(b"\n")
        header = next(csv.reader([first.decode("utf-8", errors="replace")]), [])
        names = _unique([one.strip(_BLANK).lower() for one in header])
        bad: list[str] = []

        def skip(row: pv.InvalidRow) -> str:
            if row.text and row.text.strip():
                bad.append(row.text)
            return "skip"

        body = text[end + 1 :] if end >= 0 else b""
        if not body.strip():
            return Rows(name, {one: pa.nulls(0, pa.string()) for one in names}, 0)
        try:
            table = pv.read_csv(
                pa.BufferReader(body),
                pv.ReadOptions(column_names=names, use_threads=False),
                pv.ParseOptions(newlines_in_values=b'"' in body, invalid_row_handler=skip),
                pv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()),
                    null_values=[""],
                    strings_can_be_null=True,
                    quoted_strings_can_be_null=True,
                    check_utf8=False,
                ),
            )
        except pa.ArrowInvalid as error:
            values = {"file": name, "archive": self.path.name}
            raise DamagedFile(
                _DAMAGED, _DAMAGED_HINT, values=values, where=Where(name), detail=str(error)
            ) from error
        columns = {one: _trimmed(table.column(one)) for one in names}
        if bad:
            said: dict[str, object] = {"file": name, "count": len(bad), "example": bad[0][:40]}
            self.findings.append(
                Finding(Severity.WARNING, "gtfs-bad-rows", _BAD_ROWS, said, Where(name), len(bad))
            )
        return Rows(name, columns, len(table), len(bad))

    def _utf8(self, name: str, data: bytes) -> bytes:
        """Return the text in UTF-8 without the mark at its begin."""
        data = data.removeprefix(b"\xef\xbb\xbf")
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            found = textencoding.detect(textencoding.sample_of(data))
            values = {"file": name, "encoding": textencoding.label(found.name)}
            self.findings.append(Finding(Severity.WARNING, "gtfs-encoding", _OTHER_CODE, values, Where(name)))
            text, damage = textencoding.decode(data, found.name)
            told = textencoding.damage_finding(damage, found.name, name)
            if told is not None:
                self.findings.append(told)
            return text.encode()
        return data


def feed_root(names: Iterable[str]) -> str | None:
    """Return the folder in which the files of a feed lie, empty for the top; None when there is no feed."""
    folders: dict[str, set[str]] = {}
    for name in names:
        folder, file = posixpath.split(name)
        if file.lower() in (STOPS, *KNOWN) and folder.count("/") < 2:
            folders.setdefault(folder, set()).add(file.lower())
    good = [folder for folder, files in folders.items() if STOPS in files and len(files) > 1]
    return min(good, key=lambda folder: (folder.count("/"), len(folder), folder), default=None)


def looks_like_feed(path: Path) -> bool:
    """Say whether a zip or folder is a feed; reads the list of its files only."""
    try:
        if path.is_dir():
            return feed_root(each.name for each in path.iterdir() if each.is_file()) is not None
        with zipfile.ZipFile(path) as archive:
            return feed_root(archive.namelist()) is not None
    except (OSError, zipfile.BadZipFile, Unsafe, ValueError, NotImplementedError):
        return False


def index_of(texts: pa.Array, known: pa.Array) -> NDArray[np.int64]:
    """Return where each text stands in a list of names (n,), -1 where it does not."""
    found = pc.index_in(texts, value_set=known, skip_nulls=True)
    return pc.fill_null(found, -1).to_numpy(zero_copy_only=False).astype(np.int64)


def _unique(names: list[str]) -> list[str]:
    found: list[str] = []
    for name in names:
        made = name or "_"
        while made in found:
            made += "_"
        found.append(made)
    return found


def _trimmed(column: pa.ChunkedArray) -> pa.Array:
    whole = column.combine_chunks()
    array = whole if isinstance(whole, pa.Array) else whole.chunk(0)
    text = pc.utf8_trim(array, characters=_BLANK)
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
