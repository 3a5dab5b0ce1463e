"""The compiled pass over the bytes of a GML file; :mod:`importers.citygml.scanner` makes a table of it.

What calls each other stands in this one file: a compiled function is kept on disk until its own file
changes, and would not notice a change in another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

COMPLETE, INCOMPLETE, BROKEN, FALLBACK, DOCTYPE, FULL = range(6)
"""How a scan ended: the document element was closed; the text ended before; tags do not match; lxml must
read it; a document type was found; there is no room for more elements or attributes."""

_MOST_DEPTH = 200
_MOST_NAMES = 4096
_NAME_SLOTS = 16384
MOST_PATHS = 1 << 16
_SLOTS_PER_PATH = 4


@njit(cache=True, nogil=True, inline="always")
def _blank(byte: int) -> bool:
    return byte == 0x20 or byte == 0x0A or byte == 0x0D or byte == 0x09


@njit(cache=True, nogil=True)
def _same(data: NDArray[np.uint8], one: int, other: int, length: int) -> bool:
    """Say whether the same bytes stand at two places."""
    for i in range(length):  # noqa: SIM110 - numba compiles loops, not generators
        if data[one + i] != data[other + i]:
            return False
    return True


@njit(cache=True, nogil=True)
def _find(data: NDArray[np.uint8], start: int, stop: int, a: int, b: int, c: int) -> int:
    """Return the place behind the first occurrence of the bytes a b c (c = 0: only a b), or -1."""
    last = stop - (3 if c else 2)
    for k in range(start, last + 1):
        if data[k] == a and data[k + 1] == b and (c == 0 or data[k + 2] == c):
            return k + (3 if c else 2)
    return -1


@njit(cache=True, nogil=True)
def _intern(
    data: NDArray[np.uint8],
    start: int,
    stop: int,
    slots: NDArray[np.int32],
    spans: NDArray[np.int64],
    used: int,
) -> int:
    """Return the number of the name ``data[start:stop]``; equals `used` when it is new, -1 when full."""
    code = np.uint64(14695981039346656037)
    for k in range(start, stop):
        code = (code ^ np.uint64(data[k])) * np.uint64(1099511628211)
    slot = np.int64(code % np.uint64(len(slots)))
    length = stop - start
    while slots[slot] >= 0:
        candidate = slots[slot]
        first = spans[candidate, 0]
        if spans[candidate, 1] - first == length and _same(data, first, start, length):
            return candidate
        slot = (slot + 1) % len(slots)
    if used >= len(spans):
        return -1
    slots[slot] = used
    spans[used, 0] = start
    spans[used, 1] = stop
    return used


@njit(cache=True, nogil=True)
def _step(
    parent: int,
    name: int,
    slots: NDArray[np.int32],
    path_parent: NDArray[np.int32],
    path_name: NDArray[np.int32],
    used: int,
) -> int:
    """Return the number of the path `parent` / `name`; equals `used` when it is new, -1 when full."""
    code = np.uint64(parent + 1) * np.uint64(11400714819323198485) + np.uint64(name) * np.uint64(
        14029467366897019727
    )
    slot = np.int64((code ^ (code >> np.uint64(29))) % np.uint64(len(slots)))
    while slots[slot] >= 0:
        candidate = slots[slot]
        if path_parent[candidate] == parent and path_name[candidate] == name:
            return candidate
        slot = (slot + 1) % len(slots)
    if used >= len(path_parent):
        return -1
    slots[slot] = used
    path_parent[used] = parent
    path_name[used] = name
    return used


@njit(cache=True, nogil=True)
def _same_member(data: NDArray[np.uint8], first: int, stop: int, span: NDArray[np.int64]) -> bool:
    """Say whether ``data[first:stop]`` is the name at `span` and that of a member: ``...Member``."""
    length = stop - first
    member = length >= 6 and data[stop - 6] == 0x4D and data[stop - 1] == 0x72
    return member and length == span[1] - span[0] and _same(data, first, span[0], length)


@njit(cache=True, nogil=True)
def _behind(data: NDArray[np.uint8], first: int, stop: int, span: NDArray[np.int64]) -> int:
    """Return the place behind the name at `span` when it stands at `first` and more follows, else 0."""
    length = span[1] - span[0]
    return first + length if first + length < stop and _same(data, first, span[0], length) else 0


@njit(cache=True, nogil=True)
def scan_tags(  # noqa: C901, PLR0912, PLR0915 - one state machine; splitting it would hide it and slow it
    data: NDArray[np.uint8],
    start: int,
    stop: int,
    most_elements: int,
    most_attributes: int,
    most_paths: int,
) -> tuple[Any, ...]:
    """Read ``data[start:stop]``, which begins inside the document element at depth 0.

    Returns
    -------
    tuple
        Status, place behind the last whole element, place of the fault, rows; then spans of the names, parent
        and name of the paths, and the columns of :class:`importers.citygml.elements.Elements` from `path` on.
    """
    name_spans = np.empty((_MOST_NAMES, 2), dtype=np.int64)
    name_slots = np.full(_NAME_SLOTS, -1, dtype=np.int32)
    names = 0
    path_parent = np.empty(most_paths, dtype=np.int32)
    path_name = np.empty(most_paths, dtype=np.int32)
    path_slots = np.full(_SLOTS_PER_PATH * most_paths, -1, dtype=np.int32)
    paths = 0
    # What followed a path the last time, and its first attribute: features are written alike, so that most
    # names need no more than a look whether they are the same again.
    path_after = np.full(most_paths, -1, dtype=np.int32)
    path_attribute = np.full(most_paths, -1, dtype=np.int32)
    step = -1

    path = np.empty(most_elements, dtype=np.int32)
    parent = np.empty(most_elements, dtype=np.int32)
    after = np.empty(most_elements, dtype=np.int32)
    text = np.zeros((most_elements, 2), dtype=np.int64)
    leaf = np.ones(most_elements, dtype=np.bool_)
    offset = np.empty(most_elements, dtype=np.int64)
    attribute_element = np.empty(most_attributes, dtype=np.int32)
    attribute_name = np.empty(most_attributes, dtype=np.int32)
    attribute_text = np.empty((most_attributes, 2), dtype=np.int64)

    stack = np.empty(_MOST_DEPTH, dtype=np.int32)
    stack_content = np.empty(_MOST_DEPTH, dtype=np.int64)
    depth, rows, attributes = 0, 0, 0
    whole_rows = 0  # rows, attributes and place behind the last element closed at depth 0
    whole_attributes = 0
    place = start
    status = INCOMPLETE
    noted = False  # a comment or instruction stood in the element that is open now

    k = start
    while True:
        while k < stop and data[k] != 0x3C:
            k += 1
        if k + 1 >= stop:
            break
        following = data[k + 1]
        if following == 0x2F:  # end tag
            if depth == 0:
                status = COMPLETE
                place = k
                break
            row = stack[depth - 1]
            span = name_spans[path_name[path[row]]]
            length = span[1] - span[0]
            if k + 2 + length >= stop:
                break
            same = _same(data, k + 2, span[0], length)
            end = k + 2 + length
            while same and end < stop and _blank(data[end]):
                end += 1
            if end >= stop:
                break
            if not same or data[end] != 0x3E:
                status = BROKEN
                break
            if leaf[row]:
                first = stack_content[depth - 1]
                last = k
                while first < last and _blank(data[first]):
                    first += 1
                while last > first and _blank(data[last - 1]):
                    last -= 1
                text[row, 0] = first
                text[row, 1] = last
                if noted:
                    status = FALLBACK
                    break
            noted = False
            after[row] = rows
            depth -= 1
            k = end + 1
            if depth == 0:
                whole_rows, whole_attributes, place = rows, attributes, k
            continue
        if following == 0x21:
            if k + 3 >= stop:
                break
            if data[k + 2] == 0x2D and data[k + 3] == 0x2D:
                end = _find(data, k + 4, stop, 0x2D, 0x2D, 0x3E)
                if end < 0:
                    break
                noted = depth > 0
                k = end
                continue
            status = FALLBACK if data[k + 2] == 0x5B else DOCTYPE
            break
        if following == 0x3F:
            end = _find(data, k + 2, stop, 0x3F, 0x3E, 0)
            if end < 0:
                break
            noted = depth > 0
            k = end
            continue

        # start tag
        tag = k
        k += 1
        first = k
        above = stack[depth - 1] if depth > 0 else -1
        around = path[above] if above >= 0 else -1
        before = step
        step = path_after[before] if before >= 0 else -1
        end = 0
        if step >= 0 and path_parent[step] == around:
            end = _behind(data, first, stop, name_spans[path_name[step]])
        if rows >= most_elements:
            status = FULL
            break
        if end > 0 and (_blank(data[end]) or data[end] == 0x3E or data[end] == 0x2F):
            k = end
        else:
            while (
                k < stop and not _blank(data[k]) and data[k] != 0x3E and data[k] != 0x2F and data[k] != 0x3C
            ):
                k += 1
            if k >= stop:
                break
            if k == first or data[k] == 0x3C:
                status = BROKEN
                break
            if depth > 0 and _same_member(data, first, k, name_spans[path_name[path[stack[0]]]]):
                # The member before was not closed: without this, it would swallow the rest of the file.
                status = BROKEN
                k = tag
                break
            name = _intern(data, first, k, name_slots, name_spans, names)
            if name < 0 or depth >= _MOST_DEPTH:
                status = FALLBACK
                break
            names = max(names, name + 1)
            step = _step(around, name, path_slots, path_parent, path_name, paths)
            if step < 0:
                status = FULL if most_paths < MOST_PATHS else FALLBACK
                break
            paths = max(paths, step + 1)
            if before >= 0:
                path_after[before] = step
        row = rows
        rows += 1
        path[row] = step
        parent[row] = above
        after[row] = rows
        offset[row] = tag
        if above >= 0:
            leaf[above] = False
        noted = False
        closed, ended, first_attribute = False, False, attributes
        while True:
            while k < stop and _blank(data[k]):
                k += 1
            if k >= stop:
                ended = True
                break
            byte = data[k]
            if byte == 0x3E:
                k += 1
                break
            if byte == 0x2F:
                if k + 1 >= stop:
                    ended = True
                    break
                if data[k + 1] != 0x3E:
                    status = BROKEN
                    break
                closed = True
                k += 2
                break
            first = k
            key = path_attribute[step] if attributes == first_attribute else -1
            end = _behind(data, first, stop, name_spans[key]) if key >= 0 else 0
            if end > 0 and data[end] == 0x3D:
                k = end
            else:
                key = -1
                while k < stop and data[k] != 0x3D and not _blank(data[k]) and data[k] != 0x3E:
                    k += 1
            last = k
            while k < stop and _blank(data[k]):
                k += 1
            if k < stop and data[k] != 0x3D:
                status = BROKEN
                break
            k += 1
            while k < stop and _blank(data[k]):
                k += 1
            if k >= stop:
                ended = True
                break
            quote = data[k]
            if quote != 0x22 and quote != 0x27:
                status = BROKEN
                break
            k += 1
            value = k
            while k < stop and data[k] != quote and data[k] >= 0x20 and data[k] != 0x3C:
                k += 1
            if k >= stop:
                ended = True
                break
            if data[k] != quote:
                # White space other than blanks is to be normalised, which lxml knows.
                status = FALLBACK if _blank(data[k]) else BROKEN
                break
            if (
                last - first >= 5
                and _find(data, first, first + 3, 0x78, 0x6D, 0x6C) > 0
                and (
                    _find(data, first + 3, first + 5, 0x6E, 0x73, 0) > 0  # xmlns
                )
            ):
                status = FALLBACK  # a namespace declared here
                break
            if key < 0:
                key = _intern(data, first, last, name_slots, name_spans, names)
                if key >= 0 and attributes == first_attribute:
                    path_attribute[step] = key
            if attributes >= most_attributes:
                status = FULL
                break
            if key < 0:
                status = FALLBACK
                break
            names = max(names, key + 1)
            attribute_element[attributes] = row
            attribute_name[attributes] = key
            attribute_text[attributes, 0] = value
            attribute_text[attributes, 1] = k
            attributes += 1
            k += 1
        if ended or status != INCOMPLETE:
            break
        if closed:
            text[row, 0] = text[row, 1] = k
            if depth == 0:
                whole_rows, whole_attributes, place = rows, attributes, k
        else:
            stack[depth] = row
            stack_content[depth] = k
            depth += 1
    return (
        status,
        place,
        k,
        whole_rows,
        name_spans[:names].copy(),
        path_parent[:paths].copy(),
        path_name[:paths].copy(),
        path[:whole_rows].copy(),
        parent[:whole_rows].copy(),
        after[:whole_rows].copy(),
        text[:whole_rows].copy(),
        leaf[:whole_rows].copy(),
        offset[:whole_rows].copy(),
        attribute_element[:whole_attributes].copy(),
        attribute_name[:whole_attributes].copy(),
        attribute_text[:whole_attributes].copy(),
    )
