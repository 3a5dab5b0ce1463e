"""Selections that were given a name and are kept with the project: as a question, or as the very rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from layers import filters, plaindata
from layers.errors import AnalysisFailed
from layers.messages import QT_TRANSLATE_NOOP
from layers.plaindata import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from layers.base import Layer
    from layers.feedback import Feedback
    from layers.filters import Filter

MOST = 1000
MOST_RUNS = 500_000
LONGEST = 200
"""Letters of a name."""

OTHER_DATA = QT_TRANSLATE_NOOP(
    "messages", "「{name}」を残したあとにデータが読み直されたため、どの{layer}だったか分かりません。"
)
OTHER_DATA_HINT = QT_TRANSLATE_NOOP("messages", "選び直して、もう一度残してください。")


@dataclass(frozen=True)
class NamedSet:
    """A selection with a name.

    Attributes
    ----------
    name
        What it is called, unique in the project.
    layer
        Id of the layer.
    conditions
        The question that finds its features anew each time; empty when the rows were kept.
    runs
        First row and number of rows of each unbroken run.
    data
        What names the data whose rows they are: rows of other data would be other features.
    """

    name: str
    layer: str
    conditions: tuple[Filter, ...] = ()
    runs: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    data: str = ""


def data_name(layer: Layer) -> str:
    """Return what names the data of a layer: the same rows have the same name."""
    store = getattr(layer.data, "store", None)
    key = "" if store is None else str(store.manifest.get("key", ""))
    return f"{key}:{len(layer.table())}"


def of_rows(name: str, layer: Layer, rows: NDArray[np.uint32]) -> NamedSet:
    """Return a set of some rows, rising."""
    breaks = np.flatnonzero(np.diff(rows.astype(np.int64)) != 1) + 1
    firsts = np.concatenate([[0], breaks]).astype(np.int64)
    lengths = np.diff([*firsts.tolist(), len(rows)])
    runs = tuple(zip(rows[firsts].tolist(), lengths.tolist(), strict=True)) if len(rows) else ()
    return NamedSet(name, layer.id, runs=runs, data=data_name(layer))


def rows_of(one: NamedSet, layer: Layer, *, feedback: Feedback) -> NDArray[np.uint32]:
    """Return the rows of a set, (n,) uint32 rising.

    Raises
    ------
    layers.errors.AnalysisFailed
        When rows were kept and the data are others now.
    """
    feedback.step()
    if one.conditions:
        return np.flatnonzero(filters.truth_of(layer, one.conditions, feedback).holds).astype(np.uint32)
    if one.data != data_name(layer):
        raise AnalysisFailed(OTHER_DATA, OTHER_DATA_HINT, values={"name": one.name, "layer": layer.name})
    chosen = np.zeros(len(layer.table()) + 1, dtype=np.int64)
    starts, lengths = np.array(one.runs, dtype=np.int64).reshape(-1, 2).T
    fits = (starts >= 0) & (lengths > 0) & (starts + lengths < len(chosen))
    np.add.at(chosen, starts[fits], 1)
    np.add.at(chosen, (starts + lengths)[fits], -1)
    return np.flatnonzero(np.cumsum(chosen) > 0).astype(np.uint32)


def to_json(sets: Sequence[NamedSet]) -> list[dict[str, Any]]:
    """Return sets as plain values."""
    return [
        {
            "name": one.name,
            "layer": one.layer,
            "conditions": filters.to_json(one.conditions),
            "runs": [number for run in one.runs for number in run],
            "data": one.data,
        }
        for one in sets
    ]


def from_json(value: object, place: str) -> tuple[NamedSet, ...]:
    """Return the sets of plain values.

    Raises
    ------
    layers.errors.Damaged
        When they are none; the message names the place.
    """
    if not isinstance(value, list) or len(value) > MOST:
        plaindata.fail(place)
    return tuple(_set(one, f"{place}[{index}]") for index, one in enumerate(value))


def _set(value: object, place: str) -> NamedSet:
    reader = Reader(value, place)
    name = reader.text("name")
    flat = reader.items("runs", _row)
    if not name or len(name) > LONGEST or len(flat) % 2 or len(flat) > 2 * MOST_RUNS:
        plaindata.fail(place)
    conditions = filters.from_json(reader.value.get("conditions", []), reader.at("conditions"))
    runs = tuple(zip(flat[::2], flat[1::2], strict=True))
    return NamedSet(name, reader.text("layer"), conditions, runs, reader.text("data", ""))


def _row(value: object, place: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**32:
        plaindata.fail(place)
    return value
