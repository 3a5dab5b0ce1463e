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
    # A part that both have is the same in both: only what came of other files is looked at.
    shared = _parts(old) & _parts(new)
    masks = [_of_other_parts(store, shared) for store in (old, new)]
    tables = [store.where(mask, _columns(store)) for store, mask in zip((old, new), masks, strict=True)]
    found = difference(tables[0], _boxes(old, masks[0]), tables[1], _boxes(new, masks[1]))
    found["same"] += int(np.count_nonzero(~masks[1]))
    history.add(work, "difference", {"since": old.manifest["made"], **found})


def _columns(store: CityStore) -> list[str]:
    return [str(name) for name in store.manifest["columns"]]


def _parts(store: CityStore) -> set[str]:
    return {source["part"] for source in store.manifest["sources"] if source.get("part")}


def _of_other_parts(store: CityStore, shared: set[str]) -> NDArray[np.bool_]:
    """Return which buildings (n,) came of files whose part is none of these."""
    sources = store.manifest["sources"]
    other = np.array([source.get("part") not in shared for source in sources], dtype=bool)
    mask: NDArray[np.bool_] = np.repeat(other, [source["features"] for source in sources])
    return mask


def _boxes(store: CityStore, mask: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Return a hash of the box of each chosen building: shapes that differ nearly always differ in it."""
    found = np.zeros(np.count_nonzero(mask), dtype=np.uint64)
    for name in BOX:
        column = store.features[name][mask].astype(np.float64)
        rounded = np.nan_to_num(np.round(column, DIGITS)) + 0.0
        found = found * np.uint64(1_099_511_628_211) ^ rounded.view(np.uint64)
    return found
