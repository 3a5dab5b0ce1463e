"""The compiled loop that looks at every feature of a layer of a vector tile; see ``pmtilescheck.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

SOUND, CUT_SHORT, UNKNOWN_FIELD, NO_GEOMETRY, COMMANDS, OUTSIDE, NO_AREA, TAGS, VALUE, ROOM = range(10)
FAULTS = (
    "",
    "cut short",
    "a field that the standard does not know",
    "a feature without a geometry or type",
    "commands that are not those of its type",
    "coordinates far outside",
    "a ring without area, or the first one is a hole",
    "tags that name no key or value",
    "a value that is none",
    "too many names",
)
VERSION, EXTENT, FEATURES, NAME_FROM, NAME_TO, KEYS, VALUES, FAULT, TEXT = range(9)
"""Places in what :func:`look` writes."""


@njit(nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)
def _number(data: NDArray[np.uint8], state: NDArray[np.int64], end: int) -> int:
    """Return the varint at the place in `state`, which goes on; its second number tells of an end."""
    value, bits = np.int64(0), 0
    while state[0] < end and bits < 64:
        byte = np.int64(data[state[0]])
        state[0] += 1
        value |= (byte & 127) << bits
        if byte < 128:
            return int(value)
        bits += 7
    state[1] = 1
    return 0


@njit(nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)
def _geometry(
    data: NDArray[np.uint8], state: NDArray[np.int64], end: int, kind: int, extent: int, buffer: int
) -> int:
    """Return what is wrong with the commands of a feature."""
    x, y = np.int64(0), np.int64(0)
    parts = 0
    while state[0] < end:
        head = _number(data, state, end)
        count = head >> 3
        if (head & 7) != 1 or count < 1 or (kind != 1 and count != 1):
            return COMMANDS
        first_x, first_y, last_x, last_y, twice = x, y, x, y, np.int64(0)
        rounds = 1 if kind == 1 else 2
        for turn in range(rounds):
            if turn == 1:
                head = _number(data, state, end)
                count = head >> 3
                if (head & 7) != 2 or count < kind - 1:
                    return COMMANDS
            for _ in range(count):
                step = _number(data, state, end)
                x += (step >> 1) ^ -(step & 1)
                step = _number(data, state, end)
                y += (step >> 1) ^ -(step & 1)
                if min(x, y) < -buffer or max(x, y) > extent + buffer:
                    return OUTSIDE
                if turn == 0:
                    first_x, first_y = x, y
                else:
                    twice += last_x * y - x * last_y
                last_x, last_y = x, y
        if kind == 3:
            if _number(data, state, end) != 15:
                return COMMANDS
            twice += last_x * first_y - first_x * last_y
            if twice == 0 or (parts == 0 and twice < 0):
                return NO_AREA
        parts += 1
        if kind == 1 and state[0] < end:
            return COMMANDS
    if state[1]:
        return CUT_SHORT
    return SOUND if parts else COMMANDS


@njit(nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)
def _skipped(data: NDArray[np.uint8], state: NDArray[np.int64], end: int, wire: int) -> None:
    """Go on behind a field."""
    size = 0
    if wire == 0:
        _number(data, state, end)
    elif wire == 1:
        size = 8
    elif wire == 5:
        size = 4
    elif wire == 2:
        size = _number(data, state, end)
    else:
        state[1] = 1
    if size < 0 or state[0] + size > end:
        state[1] = 1
    else:
        state[0] += size


@njit(cache=True, nogil=True, error_model="numpy")
def look(
    data: NDArray[np.uint8],
    first: int,
    end: int,
    buffer: int,
    told: NDArray[np.int64],
    keys: NDArray[np.int64],
    texts: NDArray[np.uint8],
) -> None:
    """Look at a layer.

    Parameters
    ----------
    data, first, end
        Where its message begins and ends.
    buffer
        Steps that shapes may reach over the edge.
    told
        (9,) filled with what was found, at :data:`VERSION` to :data:`TEXT` (bytes of `texts` that were used).
    keys
        (k, 2) filled with where the names of attributes begin and end.
    texts
        Room for all values that are texts; each is followed by a line break.
    """
    state, inner = np.zeros(2, np.int64), np.zeros(2, np.int64)
    for k in range(len(told)):
        told[k] = 0
    told[VERSION], told[EXTENT] = 1, 4096
    # Twice: tags can only be judged when all keys and values are known.
    for turn in range(2):
        state[0] = first
        while state[0] < end:
            head = _number(data, state, end)
            field, wire = head >> 3, head & 7
            begin = state[0]
            _skipped(data, state, end, wire)
            if state[1]:
                told[FAULT] = CUT_SHORT
                return
            inner[0] = begin
            if turn == 0:
                if field == 15:
                    told[VERSION] = _number(data, inner, end)
                elif field == 5:
                    told[EXTENT] = _number(data, inner, end)
                elif field == 1 or field == 3:
                    size = _number(data, inner, end)
                    if field == 1:
                        told[NAME_FROM], told[NAME_TO] = inner[0], inner[0] + size
                    else:
                        if told[KEYS] >= len(keys):
                            told[FAULT] = ROOM
                            return
                        keys[told[KEYS], 0], keys[told[KEYS], 1] = inner[0], inner[0] + size
                        told[KEYS] += 1
                elif field == 4:
                    size = _number(data, inner, end)
                    stop = inner[0] + size
                    told[VALUES] += 1
                    head = _number(data, inner, stop)
                    if head == 0x0A:
                        size = _number(data, inner, stop)
                        if size < 0 or inner[0] + size != stop:
                            told[FAULT] = VALUE
                            return
                        for k in range(inner[0], stop):
                            texts[told[TEXT]] = data[k]
                            told[TEXT] += 1
                        texts[told[TEXT]] = 10
                        told[TEXT] += 1
                    elif head in (0x15, 0x19, 0x20, 0x28, 0x30, 0x38):
                        _skipped(data, inner, stop, head & 7)
                        if inner[1] or inner[0] != stop:
                            told[FAULT] = VALUE
                            return
                    else:
                        told[FAULT] = VALUE
                        return
                elif field != 2:
                    told[FAULT] = UNKNOWN_FIELD
                    return
            elif field == 2:
                told[FEATURES] += 1
                size = _number(data, inner, end)
                stop = inner[0] + size
                kind, from_, to = np.int64(0), np.int64(-1), np.int64(-1)
                while inner[0] < stop:
                    head = _number(data, inner, stop)
                    begin = inner[0]
                    _skipped(data, inner, stop, head & 7)
                    if inner[1]:
                        told[FAULT] = CUT_SHORT
                        return
                    after = inner[0]
                    inner[0] = begin
                    if head == 0x18:
                        kind = _number(data, inner, stop)
                    elif head == 0x12:
                        _number(data, inner, stop)
                        place = 0
                        while inner[0] < after:
                            name = _number(data, inner, after)
                            most = told[VALUES] if place else told[KEYS]
                            if name < 0 or name >= most:
                                told[FAULT] = TAGS
                                return
                            place = 1 - place
                        if place:
                            told[FAULT] = TAGS
                            return
                    elif head == 0x22:
                        _number(data, inner, stop)
                        from_, to = inner[0], after
                    elif head != 0x08:
                        told[FAULT] = UNKNOWN_FIELD
                        return
                    inner[0] = after
                if from_ < 0 or kind < 1 or kind > 3:
                    told[FAULT] = NO_GEOMETRY
                    return
                inner[0] = from_
                fault = _geometry(data, inner, to, kind, told[EXTENT], buffer)
                if fault:
                    told[FAULT] = fault
                    return
