"""Further dimensions of points that a file describes: those that can be read as they stand get a name.

After the ASPRS specification LAS 1.4 - R15, table 25.
"""

from __future__ import annotations

from typing import Any

DESCRIPTION = 192
"""Bytes that describe one dimension."""
MARK = "+"
"""Before the names of such dimensions, so that none is taken for a field of the format."""
FLOATS = {9: "<f4", 10: "<f8"}
SCALED = 8 | 16
"""Options that say that a number is scaled or offset; such numbers are not read."""
_SIZES = (0, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8)


def extra_fields(described: bytes, length: int) -> list[tuple[Any, ...]]:
    """Return the fields of a number of extra bytes.

    Parameters
    ----------
    described
        Content of the record of extra bytes, which is believed as far as it fits; empty without one.
    length
        Extra bytes of a point.

    Returns
    -------
    fields
        For a numpy dtype. Numbers with a point are named by ``+`` and their name; the rest is bytes.
    """
    found: list[tuple[Any, ...]] = []
    left = length
    for start in range(0, len(described) - DESCRIPTION + 1, DESCRIPTION):
        one = described[start : start + DESCRIPTION]
        kind, options = one[2], one[3]
        size = options if kind == 0 else _SIZES[kind] if kind < len(_SIZES) else 0
        if not 0 < size <= left:
            break
        text = MARK + one[4:36].split(b"\0", 1)[0].decode("utf-8", "replace")
        named = kind in FLOATS and not options & SCALED and text not in {field[0] for field in found}
        found.append((text, FLOATS[kind]) if named else (f"extra {len(found)}", f"V{size}"))
        left -= size
    return [*found, ("extra", f"V{left}")] if left else found
