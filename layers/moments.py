"""When each row of a table is or was: texts become seconds once, and a period then picks rows by comparing.

Times are those of clocks in Japan, in whole seconds since 1970. A text stands for all of what it names:
``2023`` for a year, ``2023-04-01`` for a day. Where a day is not told (``08:30``), it is the day
:data:`NO_DATE`, which is shown without its date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np

from layers.period import DAY, Period

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from layers.timecolumn import TimeColumns

NO_DATE = 0
"""The day (since 1970-01-01) that stands for no day: times without a date lie on it."""
EVER = 1 << 60
"""Farther than any moment; a row without an end lasts so long."""
_FORM = (
    r"^(?:(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?)?"
    r"(?:(?:^|[T ])(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?"
)
_PARTS = ("year", "month", "day", "hour", "minute", "second")


@dataclass(frozen=True, eq=False)
class Times:
    """When the rows of a table are.

    Attributes
    ----------
    start, end
        (n,) int64 seconds, `end` does not belong to it. A row without any time has an end before its start.
    order
        (m,) rows that have a time, by rising start; equal ones as they stand in the table.
    starts, ends
        (m,) rising starts and rising ends of those rows.
    longest
        Seconds of the row that lasts longest.
    lasting
        Whether rows begin and never end.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    order: NDArray[np.intp]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    longest: int
    lasting: bool = False

    @property
    def untimed(self) -> int:
        """Number of rows without a time."""
        return len(self.start) - len(self.order)

    def rows(self, period: Period) -> NDArray[np.intp]:
        """Return the rows that are within a period, by rising start."""
        low = int(np.searchsorted(self.starts, period.start - self.longest))
        high = int(np.searchsorted(self.starts, period.until))
        rows = self.order[low:high]
        return rows[self.end[rows] > period.start]

    def mask(self, period: Period) -> NDArray[np.bool_]:
        """Return which rows (n,) are within a period; those without a time are in none."""
        found = np.zeros(len(self.start), dtype=bool)
        found[self.rows(period)] = True
        return found

    def extent(self) -> Period | None:
        """Return from when to when the rows reach, None when no row has a time."""
        if not len(self.order):
            return None
        ends = np.concatenate([self.starts, self.ends])
        ends = ends[np.abs(ends) < EVER]
        return Period(int(ends.min()), int(ends.max())) if len(ends) else None


def times_of(table: pa.Table, columns: TimeColumns) -> Times:
    """Return when the rows of a table are.

    Parameters
    ----------
    table
        Holds the columns: ISO 8601 texts, Arrow dates or timestamps, or whole numbers that are years.
    columns
        Which they are. With `columns.lasting` a row that has begun is there for ever.
    """
    first, after = read(table.column(columns.start), fiscal="年度" in columns.start)
    known = first < after
    if columns.end:
        last_first, last_after = read(table.column(columns.end))
        ended = last_first < last_after
        # A time of the day is where something ends; a day, month or year is the last one that belongs to it.
        sharp = ended & (last_after - last_first <= 60)
        after = np.where(ended, np.where(sharp, last_first, last_after), EVER)
        first = np.where(known, first, -EVER)
        after = np.where(known & ended, np.maximum(after, first + 1), after)
        known |= ended
    elif columns.lasting:
        after = np.where(known, EVER, after)
    return arranged(first, np.where(known, after, first - 1), lasting=columns.lasting)


def today() -> int:
    """Return the first second of the present day, counted as the days of tables are."""
    day = datetime.now().astimezone().date()
    return (day - date(1970, 1, 1)).days * DAY


def arranged(start: NDArray[np.int64], end: NDArray[np.int64], *, lasting: bool = False) -> Times:
    """Return the times of rows from their starts and ends; rows that end before they start have none."""
    timed = np.flatnonzero(end > start)
    order = timed[np.argsort(start[timed], kind="stable")]
    longest = int((end[order] - start[order]).max()) if len(order) else 0
    for array in (start, end, order):
        array.setflags(write=False)
    return Times(start, end, order, start[order], np.sort(end[order]), longest, lasting)


def read(
    column: pa.ChunkedArray | pa.Array, *, fiscal: bool = False
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first second of each value (n,) and the first one after it; equal where there is none.

    Parameters
    ----------
    column
        ISO 8601 texts each as exact as it is written, dates, timestamps, or whole numbers (years).
    fiscal
        Whether years are those of the administration, from April.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(whole, pa.ChunkedArray):  # Arrow gives back no array for no chunks
        whole = whole.chunk(0) if whole.num_chunks else pa.array([], whole.type)
    if pa.types.is_floating(whole.type):
        whole = pc.cast(whole, pa.int64(), safe=False)
    encoded = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
    texts = encoded.dictionary.cast(pa.string())
    start, end = _read_texts(texts, fiscal=fiscal)
    # The few different values are read, not the many rows; the last entry is for missing ones.
    index = pc.fill_null(encoded.indices, len(texts)).to_numpy(zero_copy_only=False)
    return np.append(start, 0)[index], np.append(end, 0)[index]


def _read_texts(texts: pa.Array, *, fiscal: bool) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    import pyarrow.compute as pc

    found = pc.extract_regex(texts, _FORM)
    # An empty group comes out as an empty text.
    part = {name: _integers(found.field(name)) for name in _PARTS}
    year, month, day = (part[name] for name in ("year", "month", "day"))
    hour, minute, second = (part[name] for name in ("hour", "minute", "second"))
    dated, timed = year >= 0, (hour >= 0) & (minute < 60) & (second < 60)
    months = (np.where(dated, year, 1970) - 1970) * 12 + np.where(month >= 1, month - 1, 3 if fiscal else 0)
    first = months.astype("datetime64[M]")
    dayed = first.astype("datetime64[D]").astype(np.int64) + np.where(day >= 1, day - 1, 0)
    sound = (dated | timed) & ((month < 0) | ((month >= 1) & (month <= 12))) & (day != 0)
    sound &= dayed.astype("datetime64[D]").astype("datetime64[M]") == first
    sound &= (year < 0) | ((year >= 1800) & (year <= 2200))
    start = np.where(dated, dayed, NO_DATE) * DAY
    start = start + np.where(timed, hour * 3600 + minute * 60 + np.maximum(second, 0), 0)
    stretch = np.where(month >= 1, 1, 12)
    following = (months + stretch).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) * DAY
    end = np.where(day >= 1, start + DAY, following)
    end = np.where(timed, start + np.where(second >= 0, 1, 60), end)
    return np.where(sound, start, 0), np.where(sound, end, 0)


def _integers(texts: pa.Array) -> NDArray[np.int64]:
    """Return whole numbers, -1 where a text is empty or missing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    empty = pc.fill_null(pc.equal(texts, ""), True)
    found: NDArray[np.int64] = pc.cast(pc.if_else(empty, "-1", texts), pa.int64()).to_numpy(
        zero_copy_only=False
    )
    return found
