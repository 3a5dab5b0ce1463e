"""Texts of a table that GDAL read: whole in any encoding, also where a letter was cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from importers.textencoding import REPLACEMENT, Damage

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = {
    "cp932": "CP932",
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "euc_jp": "EUC-JP",
    "euc_jis_2004": "EUC-JP",
}
"""What GDAL calls the encodings that Python names so."""
_BETWEEN = b"\0"


def gdal_name(encoding: str) -> str:
    """Return what GDAL calls an encoding; names it has of its own stay."""
    return NAMES.get(encoding.lower(), encoding)


def readable(table: pa.Table) -> tuple[pa.Table, Damage]:
    """Return a table all of whose texts are UTF-8; what is not becomes U+FFFD and is counted.

    Writers that count bytes cut a Japanese letter at the end of a column of fixed width, and GDAL hands the
    half letter on.
    """
    damage = Damage()
    for position, name in enumerate(table.column_names):
        column = table.column(position)
        if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
            continue
        try:
            column.validate(full=True)
        except pa.ArrowInvalid:
            texts = _decoded(column)
            broken = [row for row, text in enumerate(texts) if text is not None and REPLACEMENT in text]
            damage.count += sum((texts[row] or "").count(REPLACEMENT) for row in broken)
            first = broken[0] + 1 if broken else 0
            damage.line = min(damage.line or first, first)
            table = table.set_column(position, name, pa.chunked_array([pa.array(texts, pa.string())]))
    return table, damage


def _decoded(column: pa.ChunkedArray) -> Sequence[str | None]:
    """Return the texts of a column of which some are no UTF-8."""
    raw = pa.chunked_array([chunk.cast(pa.large_binary()) for chunk in column.chunks]).to_pylist()
    whole = _BETWEEN.join(one or b"" for one in raw).decode("utf-8", "replace")
    texts = whole.split(_BETWEEN.decode())
    if len(texts) != len(raw):  # a text holds the separator itself
        texts = [(one or b"").decode("utf-8", "replace") for one in raw]
    return [None if one is None else text for one, text in zip(raw, texts, strict=True)]
