"""Texts of a table that GDAL read: whole in any encoding, also where a letter was cut."""

from __future__ import annotations

import codecs
import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from importers.textencoding import REPLACEMENT, Damage, decode

NAMES = {
    "cp932": "CP932",
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "euc_jp": "EUC-JP",
    "euc_jis_2004": "EUC-JP",
}
"""What GDAL calls the encodings that Python names so."""
PLAIN = "ISO-8859-1"
"""What GDAL is told of texts that are decoded here: each byte becomes a letter of its own, and none is lost.

To decode them itself, text by text, takes it four times as long.
"""
_BETWEEN = b"\0"


def gdal_name(encoding: str) -> str:
    """Return what GDAL calls an encoding; names it has of its own stay."""
    return NAMES.get(encoding.lower(), encoding)


def known_here(encoding: str) -> bool:
    """Say whether Python has an encoding, too."""
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def readable(table: pa.Table, encoding: str = "") -> tuple[pa.Table, Damage]:
    """Return a table all of whose texts are UTF-8; what is not becomes U+FFFD and is counted.

    Writers that count bytes cut a Japanese letter at the end of a column of fixed width, and GDAL hands the
    half letter on.

    Parameters
    ----------
    table
        As GDAL gave it.
    encoding
        Of texts and names that it took for :data:`PLAIN`; empty for what it took for UTF-8.
    """
    damage = Damage()
    for position, field in enumerate(table.schema):
        if not (pa.types.is_string(field.type) or pa.types.is_large_string(field.type)):
            continue
        row, chunks = 0, table.column(position).chunks
        for number, chunk in enumerate(chunks):
            chunks[number] = _decoded(chunk, encoding)
            if chunks[number] is not chunk:
                _count(chunks[number], row, damage)
            row += len(chunk)
        table = table.set_column(position, field, pa.chunked_array(chunks, field.type))
    if encoding:
        table = table.rename_columns(
            _names([decode(_plain(name), encoding)[0] for name in table.column_names])
        )
    return table, damage


def _names(names: list[str]) -> list[str]:
    """Return names of columns without half letters at their end, each another one.

    A Shapefile keeps ten bytes of a name: 自治会名 and 自治会番号 end within their fourth letter in UTF-8.
    """
    found: list[str] = []
    for position, name in enumerate(names):
        whole = re.sub(rf"{REPLACEMENT}+(?=_\d+$|$)", "", name) or f"column{position + 1}"
        number, free = 1, whole
        while free in found or (free != name and free in names):
            number += 1
            free = f"{whole}_{number}"
        found.append(free)
    return found


def _decoded(texts: pa.Array, encoding: str) -> pa.Array:
    """Return texts decoded all at once; the same array when there is nothing to do."""
    if encoding:
        if pc.all(pc.string_is_ascii(texts)).as_py() is not False:
            return texts
    else:
        try:
            texts.validate(full=True)
        except pa.ArrowInvalid:
            pass
        else:
            return texts
    raw = texts.cast(pa.large_binary()).fill_null(b"")
    all_of_them = pa.ListArray.from_arrays(pa.array([0, len(raw)], pa.int32()), raw)
    whole = pc.binary_join(all_of_them, pa.scalar(_BETWEEN, raw.type))[0].as_py()
    found = pc.split_pattern(pa.array([_text(whole, encoding)], pa.large_string()), _BETWEEN.decode())[0]
    found = found.values
    if len(found) != len(raw):  # a text holds the separator itself
        found = pa.array([_text(one, encoding) for one in raw.to_pylist()], pa.large_string())
    return pc.if_else(texts.is_valid(), found, None).cast(texts.type)


def _text(raw: bytes, encoding: str) -> str:
    return decode(_plain(raw.decode()), encoding)[0] if encoding else raw.decode("utf-8", "replace")


def _plain(text: str) -> bytes:
    """Return the bytes that GDAL was given, of what it took them for."""
    return text.encode("latin-1")


def _count(texts: pa.Array, row: int, damage: Damage) -> None:
    """Count the letters that could not be read of texts, the first of which stands in row `row`."""
    lost = pc.fill_null(pc.count_substring(texts, REPLACEMENT), 0).to_numpy(zero_copy_only=False)
    if lost.any():
        damage.count += int(lost.sum())
        first = row + int(np.flatnonzero(lost)[0]) + 1
        damage.line = min(damage.line or first, first)
