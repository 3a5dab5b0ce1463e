"""Lists of departments: what a column means, and its cells as text, moments and places; row by row.

Whoever takes such a list says what its fields are (reports of damage, notes of an inspection); how rows are
read, known again and told is the same for all of them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from importers.tables.sheet import Sheet
    from layers.plaindata import Reader

LONGEST = 4000
"""Letters of what tells where a row is from."""
_NO_TIME = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{file}」の {count} 件は日時が読めません（{line} 行目「{example}」ほか）。日時は未確認としました。",
)
_DAY = QT_TRANSLATE_NOOP(
    CONTEXT, "「{file}」の {count} 件は年または日付が書かれていないため、{day} として読みました。"
)
_KNOWN = QT_TRANSLATE_NOOP(CONTEXT, "前に取り込んだ行と同じです。")
_TWICE = QT_TRANSLATE_NOOP(CONTEXT, "同じ表の中の、まったく同じ行です。")
_SUM = QT_TRANSLATE_NOOP(CONTEXT, "合計の行です。")
_TOTAL = re.compile(r"^(合\s*計|小\s*計|総\s*計|計)$")


@dataclass(frozen=True)
class Left:
    """A row (as Excel counts, 0 for a file) that was left out, what stood there, and why."""

    row: int
    name: str
    reason: Message


@dataclass(frozen=True)
class Origin:
    """Where a report is from: file, sheet, row (as Excel counts) and the digest of what stood there."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    digest: str = ""

    @classmethod
    def of(cls, reader: Reader) -> Origin:
        """Return the origin of plain values.

        Raises
        ------
        layers.errors.Damaged
            When they are none; the message names the place.
        """
        texts = {name: reader.short(name, LONGEST) for name in ("file", "sheet", "digest")}
        return cls(**texts, row=reader.integer("row", 0))


@dataclass(frozen=True)
class Columns:
    """Which column of a list means what; a field that no column has is absent."""

    columns: tuple[tuple[str, str], ...] = field(default_factory=tuple)

    def of(self, name: str) -> str:
        """Return the column of a field, empty for none."""
        return dict(self.columns).get(name, "")

    def with_column(self, name: str, column: str) -> Columns:
        """Return the mapping with another column for a field; an empty one takes it away."""
        rest = [(one, old) for one, old in self.columns if one != name and (not column or old != column)]
        return Columns((*rest, (name, column)) if column else tuple(rest))


def propose(columns: Iterable[str], names: Sequence[tuple[str, str]]) -> Columns:
    """Return what the columns of a list seem to mean, by their names.

    Parameters
    ----------
    columns
        As they are called in the list.
    names
        Fields with a pattern of how their columns are called, the surest first: each field takes the first
        column that is still free.
    """
    free = {one: unicodedata.normalize("NFKC", one).strip() for one in columns}
    found = []
    for name, pattern in names:
        hit = next((one for one, plain in free.items() if re.search(pattern, plain, re.IGNORECASE)), None)
        if hit is not None:
            found.append((name, hit))
            del free[hit]
    return Columns(tuple(found))


def texts(sheet: Sheet, column: str) -> NDArray[np.object_]:
    """Return a column (n,) as text, empty where nothing stands."""
    import pyarrow.compute as pc

    found: NDArray[np.object_] = pc.fill_null(sheet.columns[column], "").to_numpy(zero_copy_only=False)
    return found


def digests(sheet: Sheet) -> list[str]:
    """Return the digest of each row, by all of its cells and the names of the columns."""
    columns = [(name, texts(sheet, name)) for name in sheet.columns]
    rows = ("\0".join(f"{name}\1{cells[row]}" for name, cells in columns) for row in range(sheet.rows))
    return [hashlib.sha256(one.encode()).hexdigest() for one in rows]


def left_out(
    said: Sequence[NDArray[np.object_]], digests: Sequence[str], known: Container[str], empty: str
) -> list[Message | None]:
    """Return for each row (n) why it is left out, None for one that is taken.

    Parameters
    ----------
    said
        (n,) each: the columns of which a row has to have one at least.
    digests
        Of the rows.
    known
        Digests of rows that were taken before.
    empty
        Sentence for a row that has none of them.
    """
    found: list[Message | None] = []
    before: set[str] = set()
    for row, digest in enumerate(digests):
        parts = [str(one[row]) for one in said]
        if not any(parts):
            reason = empty
        elif any(_TOTAL.match(one) for one in parts):
            reason = _SUM
        elif digest in known:
            reason = _KNOWN
        else:
            reason = _TWICE if digest in before else ""
        found.append(Message(reason) if reason else None)
        before.add(digest)
    return found


def joined(days: NDArray[np.object_], clocks: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return days with the time of the day behind them where it has a column of its own."""
    clocks = np.array([re.sub(r"^.*[ T](?=\d{1,2}:)", "", str(one)) for one in clocks], dtype=object)
    days = np.array(
        [
            re.sub(r"[ T]00:00(:00)?$", "", str(one)) if clock else one
            for one, clock in zip(days, clocks, strict=True)
        ],
        dtype=object,
    )
    return np.array([f"{one} {clock}".strip() for one, clock in zip(days, clocks, strict=True)], dtype=object)


def moments(
    texts: NDArray[np.object_],
    day: date,
    file: str,
    lines: NDArray[np.int64],
    taken: NDArray[np.intp],
    told: list[Finding],
    code: str,
) -> list[str]:
    """Return (n,) ISO 8601 to the minute, empty where nothing can be read.

    Parameters
    ----------
    texts
        (n,) as they are written.
    day
        For times without a date, and dates without a year.
    file
        Name of the list, for messages.
    lines
        (n,) rows as Excel counts.
    taken
        Rows that are told of.
    told
        Receives findings; their codes begin with `code`.
    """
    import pyarrow as pa

    from importers.tables.dates import read_dates

    plain = [unicodedata.normalize("NFKC", str(one)).strip() for one in texts]
    dayless = [
        bool(re.match(r"^((午[前後])?\d{1,2}[::時]|\d{1,2}[/月]\d{1,2}日?(?![/\d]))", one)) for one in plain
    ]
    clocks = [bool(re.match(r"^(午[前後])?\d{1,2}[::時]", one)) for one in plain]
    whole = [
        f"{day.isoformat()} {one}" if clock else f"{day.year}/{one.replace('月', '/')}" if yearless else one
        for one, clock, yearless in zip(plain, clocks, dayless, strict=True)
    ]
    whole = [re.sub(r"^(\d{4}/\d{1,2}/\d{1,2})日", r"\1", one) for one in whole]
    read = read_dates(pa.array([one or None for one in whole], pa.string()), named=True).text.to_pylist()
    assumed = int(sum(np.array(dayless, bool)[taken])) if len(taken) else 0
    if assumed:
        values: dict[str, object] = {"file": file, "count": f"{assumed:,}", "day": day.isoformat()}
        told.append(Finding(Severity.INFO, f"{code}-day-assumed", _DAY, values, Where(file), assumed))
    lost = [row for row in taken.tolist() if whole[row] and read[row] is None]
    if lost:
        values = {
            "file": file,
            "count": f"{len(lost):,}",
            "line": int(lines[lost[0]]),
            "example": plain[lost[0]][:30],
        }
        where = Where(file, int(lines[lost[0]]))
        told.append(Finding(Severity.WARNING, f"{code}-no-time", _NO_TIME, values, where, len(lost)))
    return [(one or "")[:16] for one in read]


def coordinates(
    sheet: Sheet, file: str, mapping: Columns, crs: str, told: list[Finding]
) -> list[tuple[float, float] | None]:
    """Return (n,) JGD2011 degrees of rows with coordinates, None for others.

    Parameters
    ----------
    sheet, file
        The list and its name.
    mapping
        Its columns ``longitude`` and ``latitude`` are looked at.
    crs
        System of the coordinates when the list does not say it; a plane one is none for degrees.
    told
        Receives findings.
    """
    nowhere: list[tuple[float, float] | None] = [None] * sheet.rows
    east, north = mapping.of("longitude"), mapping.of("latitude")
    if not east or not north:
        return nowhere
    import shapely

    from importers.tables.places import place
    from layers.crs import zone_of_epsg
    from layers.operations import operation

    columns = {name: column.combine_chunks() for name, column in sheet.columns.items()}
    placed = place(columns, file, sheet.numbers, said=sheet.title, chosen=(east, north))
    if crs and not (placed.crs and zone_of_epsg(crs) and not zone_of_epsg(placed.crs)):  # degrees stay so
        placed = place(columns, file, sheet.numbers, said=sheet.title, crs=crs, chosen=(east, north))
    told += [one for one in placed.findings if one.severity is not Severity.INFO or "swapped" in one.code]
    if not placed.crs:
        return nowhere
    there = np.flatnonzero(~shapely.is_missing(placed.geometry))
    points = shapely.get_coordinates(placed.geometry[there])
    x, y = points[:, 0], points[:, 1]
    if placed.crs != "EPSG:6668":
        x, y = operation(placed.crs, "EPSG:6668").transform(x, y)[:2]
    for row, longitude, latitude in zip(
        there.tolist(), np.round(x, 7).tolist(), np.round(y, 7).tolist(), strict=True
    ):
        nowhere[row] = (longitude, latitude)
    return nowhere
