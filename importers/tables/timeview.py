"""How a wide table reads with a row for each time, for staff to choose by looking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from importers.tables import times
from importers.tables.importer import TablesOptions, read_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from layers.feedback import Feedback

ROWS = 3
"""Rows of the wide table that are shown: each becomes as many as there are times."""
SHOWN = 9
LETTERS = 40


@dataclass(frozen=True, eq=False)
class WideTable:
    """The begin of a table whose columns are called by times.

    Attributes
    ----------
    head
        Its first rows, trimmed texts by name of column.
    times
        Names of the columns that may be times, as they stand.
    rows
        How many rows the whole table has.
    """

    head: Mapping[str, pa.Array]
    times: tuple[str, ...]
    rows: int

    def wide(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Return names of columns and first rows as the file has them."""
        return _cells(self.head)

    def long(self, first: str, last: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]] | None:
        """Return names of columns and first rows with a row for each time, None where that cannot be."""
        made = times.long(times.joined(self.head, "")[0], "", (first, last))
        return None if made is None else _cells(made[0])


def wide_table(path: Path, options: Mapping[str, Any], *, feedback: Feedback) -> WideTable | None:
    """Return the first table of a file that has columns called by times, None without one.

    Parameters
    ----------
    path
        A file that the importer of tables reads.
    options
        What was chosen for it: ``encoding`` and ``sheet`` are heeded.
    feedback
        Receives progress.

    Raises
    ------
    layers.errors.SourceMissing
        When it is not there any more.
    layers.errors.ImportFailed
        When it cannot be read.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    chosen = TablesOptions(encoding=str(options.get("encoding", "")), sheet=str(options.get("sheet", "")))
    for sheet in read_sheets(path, chosen, feedback):
        found = times.candidates(list(sheet.columns))
        if len(found) > 1 and len(found) < len(sheet.columns):
            head = {name: _head(column) for name, column in sheet.columns.items()}
            return WideTable(head, tuple(found), len(sheet.numbers))
    return None


def _head(column: pa.ChunkedArray) -> pa.Array:
    return pa.array(column.slice(0, ROWS).to_pylist(), pa.string())


def _cells(columns: Mapping[str, pa.Array]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    listed = [column.to_pylist()[:SHOWN] for column in columns.values()]
    texts = [[str(text or "")[:LETTERS] for text in column] for column in listed]
    return tuple(name[:LETTERS] for name in columns), list(zip(*texts, strict=True))
