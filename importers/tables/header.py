"""Which row of a list holds the names of its columns.

Lists of city halls begin with a title, a date and the section that made them; names may stand in two rows
where cells were merged (災害種別 over 洪水, 津波, …).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LOOKED_AT = 60
"""Rows that are looked at."""
_DEEPEST = 20
"""Rows that may stand above the names."""
_NUMBER = re.compile(r"[+\-−△▲]?[\d０-９][\d０-９,，.．]*[%％]?")
_DATE = re.compile(
    r"(\d{4}|[MTSHR明大昭平令][治正和成]?\.?\s*(元|\d{1,2}))[-/.年]\s*\d{1,2}([-/.月]\s*\d{1,2}日?)?.*",
)
_NAMES = re.compile(
    r"名称|施設|名$|氏名|住所|所在地?|番号|コード|緯度|経度|座標|年月日|日時|日付|電話|備考|種別|区分|面積|人口|世帯|"
    r"^(no|id|name|lat|lng|lon|x|y|date|time|address|code|type)\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Header:
    """Where the names stand.

    Attributes
    ----------
    names
        One for each column, empty where there is none.
    data
        Index of the first row of data.
    title
        Texts above the names, joined.
    """

    names: tuple[str, ...]
    data: int
    title: str = ""


def find_header(rows: Sequence[Sequence[str]]) -> Header:
    """Find the names of columns in the first rows of a table.

    Parameters
    ----------
    rows
        Texts of the first rows (see :data:`LOOKED_AT`), empty where a cell is; rows may differ in length.

    Returns
    -------
    Header
        Without names when the first row holds data already.
    """
    cells = [[cell.strip() for cell in row] for row in rows[:LOOKED_AT]]
    width = max((len(row) for row in cells), default=0)
    cells = [row + [""] * (width - len(row)) for row in cells]
    filled = [sum(map(bool, row)) for row in cells]
    usual = median([count for count in filled if count > 1] or [count for count in filled if count] or [0])
    for k in range(min(_DEEPEST, len(cells))):
        if filled[k] < max(min(usual, 2), 0.5 * usual) or not filled[k]:
            continue
        if not _may_be_names(cells, k):
            return Header(("",) * _usual(rows[k:]), k, _title(cells[:k]))
        names, depth = _joined(cells, k)
        written = max(len(row) for row in rows[k : k + depth])
        return Header(tuple(names[:written]), k + depth, _title(cells[:k]))
    return Header(("",) * _usual(rows), 0)


def unique_names(names: Sequence[str], places: Sequence[int] | None = None) -> list[str]:
    """Return names of columns of which none is empty or there twice.

    Parameters
    ----------
    names
        As they are written.
    places
        Index of each column in the file; by default they are in order.
    """
    found: list[str] = []
    used: set[str] = set()
    for k, written in enumerate(names):
        place = k if places is None else places[k]
        base = re.sub(r"[\s\u3000]+", " ", unicodedata.normalize("NFKC", written)).strip()[:200]
        base = base or f"列{place + 1}"
        name, number = base, 1
        while name in used:
            number += 1
            name = f"{base}_{number}"
        used.add(name)
        found.append(name)
    return found


def _may_be_names(cells: list[list[str]], k: int) -> bool:
    """Say whether the row at `k` may hold names and not data."""
    row = [cell for cell in cells[k] if cell]
    values = sum(bool(_NUMBER.fullmatch(cell) or _DATE.fullmatch(cell)) for cell in row)
    below = cells[k + 1 :]
    if sum(bool(_NAMES.search(cell)) for cell in row if len(cell) <= 20) >= 2:
        return values <= 0.5 * len(row)
    if values > 0.2 * len(row):
        # A table of years has numbers for names; its other rows hold larger ones, or there is a word first.
        years = sum(bool(re.fullmatch(r"(18|19|20)\d\d年?度?", cell)) for cell in row)
        return years == values and bool(cells[k][0] or len(row) > 1) and not _NUMBER.fullmatch(row[0])
    again = sum(any(other[column] == cell for other in below) for column, cell in enumerate(cells[k]) if cell)
    return again <= 0.3 * len(row)


def _joined(cells: list[list[str]], k: int) -> tuple[list[str], int]:
    """Return the names that begin in row `k`, and how many rows they take."""
    upper = cells[k]
    if k + 1 >= len(cells):
        return upper, 1
    lower = cells[k + 1]
    gaps = [column for column, cell in enumerate(upper) if not cell]
    fits = (
        gaps
        and any(lower)
        and upper[0] != ""
        and any(lower[column] for column in gaps)
        and not any(_NUMBER.fullmatch(cell) or _DATE.fullmatch(cell) for cell in lower if cell)
        # Where the upper name stands alone (merged downwards) the lower row is empty.
        and sum(1 for up, low in zip(upper, lower, strict=True) if up and not low) >= 1
        and sum(1 for up, low in zip(upper, lower, strict=True) if up or low) > sum(map(bool, upper))
    )
    if not fits or k + 2 >= len(cells):
        return upper, 1
    names: list[str] = []
    over = ""
    for up, low in zip(upper, lower, strict=True):
        over = up or (over if low else "")
        names.append(f"{over}_{low}" if over and low else over or low)
    return names, 2


def _usual(rows: Sequence[Sequence[str]]) -> int:
    """Return how many cells most rows have."""
    counts = Counter(len(row) for row in rows[:LOOKED_AT] if row)
    return max(counts, key=lambda count: (counts[count], count), default=0)


def _title(rows: list[list[str]]) -> str:
    return " ".join(cell for row in rows for cell in row if cell)[:500]
