"""Texts without signs that nobody sees: those of control, and those that turn the direction of letters."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

UNSEEN = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\x{200E}\x{200F}\x{202A}-\x{202E}"
    r"\x{2066}-\x{2069}\x{FEFF}\x{FFFE}\x{FFFF}]"
)
"""All but tabulator and ends of lines."""
ZERO = "\x00"


def legible(texts: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Return texts as the public gets them: nothing in them hides, or shows another order than there is."""
    if pc.any(pc.match_substring_regex(texts, UNSEEN)).as_py():
        return pc.replace_substring_regex(texts, UNSEEN, "")
    return texts


def without_zeros(column: pa.Array) -> pa.Array:
    """Return a column without zero bytes in its texts, at which GDAL and others would end them."""
    if pa.types.is_string(column.type) and pc.any(pc.match_substring(column, ZERO)).as_py():
        return pc.replace_substring(column, ZERO, "")
    return column
