"""Whether two readers saw the same elements, compared by whole arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from numpy.typing import NDArray

    from importers.citygml.elements import Elements, Name


def first_difference(one: Sequence[Elements], other: Sequence[Elements]) -> str:
    """Return what differs between two lists of windows, empty when they hold the same elements.

    Names, chains of names, parents, ends, leaves, texts and attributes are compared; prefixes, the order
    in which names became known and where windows were cut do not matter.
    """
    first, second = _Joined(one), _Joined(other)
    if len(first.parent) != len(second.parent):
        return f"{len(first.parent):,} and {len(second.parent):,} elements"
    known: dict[Hashable, int] = {}
    for what, left, right in (
        ("chains of names", first.chains(known), second.chains(known)),
        ("parents", first.parent, second.parent),
        ("ends", first.stop, second.stop),
        ("leaves", first.leaf, second.leaf),
        ("owners of attributes", first.owner, second.owner),
        ("names of attributes", first.attribute_names(known), second.attribute_names(known)),
    ):
        if len(left) != len(right):
            return f"{what}: {len(left):,} and {len(right):,}"
        unlike = np.flatnonzero(left != right)
        if len(unlike):
            return f"{what}: {len(unlike):,} differ, first in row {unlike[0]:,}"
    for what, these, those in (
        ("texts", first.text, second.text),
        ("values of attributes", first.value, second.value),
    ):
        if not these.equals(those):
            place = pc.index(pc.equal(these, those), value=False).as_py()
            return f"{what}: row {place:,}: {these[place].as_py()!r:.200} and {those[place].as_py()!r:.200}"
    return ""


class _Joined:
    """Windows put together as if they had been one."""

    def __init__(self, windows: Sequence[Elements]) -> None:
        self._windows = windows
        sizes = [len(window) for window in windows]
        starts = np.concatenate([[0], np.cumsum(sizes)])[:-1].astype(np.int64)
        pairs = list(zip(windows, starts, strict=True))
        self.parent = _join([np.where(w.parent >= 0, w.parent + start, -1) for w, start in pairs])
        self.stop = _join([w.stop + start for w, start in pairs])
        self.leaf = _join([w.leaf for w in windows])
        self.owner = _join([w.attribute_element + start for w, start in pairs])
        # White space that is written as a reference is trimmed by the slow reader alone.
        self.text = pc.utf8_trim(_texts([w.texts(w.text) for w in windows]), " \t\r\n")
        self.value = _texts([w.texts(w.attribute_text) for w in windows])

    def chains(self, known: dict[Hashable, int]) -> NDArray[np.int64]:
        return _join([_numbered(window.chains, known)[window.path] for window in self._windows])

    def attribute_names(self, known: dict[Hashable, int]) -> NDArray[np.int64]:
        return _join([_numbered(window.names, known)[window.attribute_name] for window in self._windows])


def _numbered(things: Sequence[Name | tuple[Name, ...]], known: dict[Hashable, int]) -> NDArray[np.int64]:
    return np.array([known.setdefault(thing, len(known)) for thing in things], dtype=np.int64)


def _join(arrays: Sequence[NDArray[np.generic]]) -> NDArray[np.int64]:
    return np.concatenate([np.empty(0, dtype=np.int64), *arrays]).astype(np.int64)


def _texts(arrays: Sequence[pa.StringArray]) -> pa.Array:
    return pa.chunked_array(arrays, pa.string()).combine_chunks()
