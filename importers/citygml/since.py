"""How a city differs from what was read of the same source before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from importers.difference import DIGITS, difference
from layers.errors import GisError
from layers.store import history
from layers.store.city import CityStore

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

BOX = ("west", "south", "bottom", "east", "north", "top")


def note_difference(work: Path, target: Path) -> None:
    """Write into the history of a new store how it differs from the one that it will replace, if any.

    Parameters
    ----------
    work
        Folder of the new store, whole but for its name.
    target
        Folder of the old one; need not be there.
    """
    try:
        old = CityStore.open(target)
    except GisError:
        return  # not there, of another version, or broken: nothing to compare with
    new = CityStore.open(work)
    if new.manifest["digest"] == old.manifest["digest"]:
        return
    tables = [store.columns([str(one) for one in store.manifest["columns"]]) for store in (old, new)]
    found = difference(tables[0], _boxes(old), tables[1], _boxes(new))
    history.add(work, "difference", {"since": old.manifest["made"], **found})


def _boxes(store: CityStore) -> NDArray[np.uint64]:
    """Return a hash (n,) of the box of each building: shapes that differ nearly always differ in it."""
    found = np.zeros(store.count, dtype=np.uint64)
    for name in BOX:
        rounded = np.nan_to_num(np.round(store.features[name].astype(np.float64), DIGITS)) + 0.0
        found = found * np.uint64(1_099_511_628_211) ^ rounded.view(np.uint64)
    return found
