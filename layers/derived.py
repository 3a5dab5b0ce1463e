"""Remembering what was computed from a layer's data for as long as the data live."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

Value = TypeVar("Value")


class Derived(Generic[Value]):
    """Keeps the few newest values for each data handle; they go when the data go.

    Safe to use from several threads; a value may then be computed twice, never wrongly.

    Parameters
    ----------
    newest
        How many values are kept for one data handle.
    """

    def __init__(self, newest: int) -> None:
        self._newest = newest
        self._lock = threading.Lock()
        self._values: WeakKeyDictionary[object, OrderedDict[Hashable, Value]] = WeakKeyDictionary()

    def get(self, data: object, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return the value for `key`, made by `make` when it is not at hand."""
        with self._lock:
            kept = self._values.setdefault(data, OrderedDict())
            if key in kept:
                kept.move_to_end(key)
                return kept[key]
        value = make()
        with self._lock:
            kept[key] = value
            while len(kept) > self._newest:
                kept.popitem(last=False)
        return value
