"""Numbers that an analysis gave each row, packed so that a project file can keep them."""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import TYPE_CHECKING

import numpy as np

from layers.query.model import Series

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.base import Table

KEYS = ("gml_id", "building_id", "id")
"""Columns by which rows are known again, the best first."""


def packed(values: NDArray[np.float64], table: Table) -> Series:
    """Return numbers (n,) for the n rows of a table; NaN where nothing is known. They are kept as float32."""
    names = {one.name for one in table.attributes}
    key = next((one for one in KEYS if one in names), "")
    text = base64.b64encode(zlib.compress(values.astype("<f4").tobytes(), 9)).decode()
    return Series(text, len(values), key, _mark(table, key))


def unpacked(series: Series, table: Table) -> NDArray[np.float64]:
    """Return the numbers (n,) for the rows of a table, all NaN when the rows are others than they were."""
    nothing = np.full(len(table), np.nan)
    names = {one.name for one in table.attributes}
    if series.count != len(table) or (series.key and series.key not in names):
        return nothing
    if _mark(table, series.key) != series.mark:
        return nothing
    try:
        # No more is unpacked than there are rows, whatever a file from elsewhere holds.
        found = zlib.decompressobj().decompress(base64.b64decode(series.packed), 4 * series.count + 1)
    except (zlib.error, binascii.Error, ValueError):
        return nothing
    return np.frombuffer(found, "<f4").astype(np.float64) if len(found) == 4 * series.count else nothing


def _mark(table: Table, key: str) -> int:
    return zlib.crc32("\n".join(table.texts(key).tolist()).encode()) if key else 0
