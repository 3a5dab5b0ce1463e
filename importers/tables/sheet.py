"""A table as it is written: names and columns of text, before anybody says what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from importers.tables.header import unique_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from layers.feedback import Finding

BLANK = " \t\r\n\u3000\xa0"
"""What surrounds a value without meaning anything; U+3000 is the space of Japanese text."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """One table.

    Attributes
    ----------
    key, name
        As in :class:`importers.collection.Collection`.
    columns
        Texts by the name of the column, all of one length; null where the cell is empty.
    title
        What stands above the names of the columns.
    numbers
        (n,) number of each row as Excel counts it: the first row of the file is 1, blank rows count.
    encoding
        How texts were decoded, empty where the format leaves no choice.
    geometry
        WKT or GeoJSON of each row when the format has geometry of its own, else None.
    findings, left_out
        As in a collection.
    """

    key: str
    name: str
    columns: Mapping[str, pa.ChunkedArray]
    numbers: NDArray[np.int64]
    title: str = ""
    encoding: str = ""
    geometry: pa.ChunkedArray | None = None
    findings: tuple[Finding, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(next(iter(self.columns.values()))) if self.columns else 0


def tidy(
    names: Sequence[str], columns: Sequence[pa.ChunkedArray], numbers: NDArray[np.int64]
) -> tuple[dict[str, pa.ChunkedArray], NDArray[np.int64]]:
    """Trim texts, drop rows without any value and nameless columns without any.

    Returns
    -------
    columns
        By name; every name once.
    numbers
        Those of the rows that were kept.
    """
    trimmed = [_trimmed(column) for column in columns]
    kept = [k for k, column in enumerate(trimmed) if names[k] or column.null_count < len(column)]
    named = dict(zip(unique_names([names[k] for k in kept], kept), (trimmed[k] for k in kept), strict=True))
    if not named:
        return {}, numbers[:0]
    if all(column.null_count for column in named.values()):
        filled = None
        for column in named.values():
            valid = pc.is_valid(column)
            filled = valid if filled is None else pc.or_(filled, valid)
        kept_rows = np.asarray(filled)
        if not kept_rows.all():
            named = {name: column.filter(filled) for name, column in named.items()}
        return named, numbers[kept_rows]
    return named, numbers


def _trimmed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return texts without blanks around them, null where nothing is left."""
    text = pc.utf8_trim(column, characters=BLANK)
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
