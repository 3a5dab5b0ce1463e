"""What a file says of its further dimensions is believed as far as it fits."""

from __future__ import annotations

import struct

import numpy as np

from layers.copcextra import extra_fields


def described(name: str, kind: int, options: int = 0) -> bytes:
    return struct.pack("<2xBB32s", kind, options, name.encode()).ljust(192, b"\0")


def test_numbers_with_a_point_get_a_name_and_the_rest_stays_bytes() -> None:
    told = (
        described("distance", 9) + described("count", 5) + described("deep", 10, 8) + described("raw", 0, 3)
    )
    fields = extra_fields(told, 21)
    assert [name for name, _ in fields] == ["+distance", "extra 1", "extra 2", "extra 3", "extra"]
    assert np.dtype(fields).itemsize == 21


def test_what_does_not_fit_or_is_named_twice_is_not_believed() -> None:
    twice = described("a", 9) + described("a", 9)
    assert np.dtype(extra_fields(twice, 8)).names == ("+a", "extra 1")
    assert extra_fields(described("a", 10), 4) == [("extra", "V4")]
    assert extra_fields(described("a", 99), 4) == [("extra", "V4")]
    assert extra_fields(b"", 0) == []
    assert extra_fields(b"short", 6) == [("extra", "V6")]
