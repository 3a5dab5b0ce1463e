"""Columns that are calculated from others: kept as expressions, filled in whenever somebody looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from layers import plaindata
from layers.base import Attribute, Card, Fact
from layers.derived import Derived
from layers.messages import QT_TRANSLATE_NOOP
from layers.plaindata import Reader
from layers.query import evaluate, plain
from layers.query.model import Value, looks_at_shapes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from layers.base import Description, Layer, Table

GROUP = QT_TRANSLATE_NOOP("messages", "計算した項目")
PREFIX = "calc_"
"""Names of such columns begin with this, so that they never take the name of a column of the data."""
MOST = 50
LONGEST = 60
"""Letters of a name or unit."""


@dataclass(frozen=True)
class Computed:
    """A calculated column.

    Attributes
    ----------
    name
        Column name, unique in the layer, beginning with :data:`PREFIX`.
    label, unit
        What people call it, and its unit.
    value
        How it is calculated; it may use the columns of the data and calculated ones before it.
    """

    name: str
    label: str
    unit: str
    value: Value

    @property
    def attribute(self) -> Attribute:
        """The column as tables list it."""
        return Attribute(self.name, self.label, self.unit, "number", GROUP)


def free_name(layer: Layer) -> str:
    """Return a name for one more calculated column."""
    taken = {one.name for one in layer.columns} | {one.name for one in layer.table().attributes}
    number = 1
    while f"{PREFIX}{number}" in taken:
        number += 1
    return f"{PREFIX}{number}"


_numbers: Derived[NDArray[np.float64]] = Derived(newest=24)


@dataclass(frozen=True, eq=False)
class ComputedTable:
    """A table with calculated columns behind those of the data; see :class:`layers.base.Table`.

    What was calculated is remembered beside the data, not here, so a table costs nothing to make.
    """

    layer: Layer
    base: Table
    columns: tuple[Computed, ...]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {one.name: place for place, one in enumerate(self.columns)}

    @property
    def attributes(self) -> Sequence[Attribute]:
        """All columns."""
        return (*self.base.attributes, *(one.attribute for one in self.columns))

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self.base)

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Return a numeric column."""
        place = self._places.get(name)
        if place is None:
            return self.base.numbers(name)

        def make() -> NDArray[np.float64]:
            from layers.query.spatial import LayerShapes

            before = ComputedTable(self.layer, self.base, self.columns[:place])
            value = self.columns[place].value
            shapes = LayerShapes(self.layer) if looks_at_shapes(value) else None
            found = np.array(evaluate.numbers(before, value, shapes))
            found.setflags(write=False)
            return found

        others = tuple(sorted((name, id(one.data)) for name, one in self.layer.others.items()))
        return _numbers.get(self.base, (self.columns[: place + 1], others), make)

    def texts(self, name: str) -> NDArray[np.object_]:
        """Return a column for reading, empty where missing."""
        if name not in self._places:
            return self.base.texts(name)
        values = self.numbers(name)
        texts = np.char.mod("%.2f", values).astype(object)
        texts[np.isnan(values)] = ""
        return texts

    def categories(self, name: str) -> tuple[NDArray[np.int32], list[str]]:
        """Return indices into the different values."""
        if name not in self._places:
            return self.base.categories(name)
        texts = self.texts(name)
        known = texts != ""
        values, inverse = np.unique(texts[known].astype(str), return_inverse=True)
        indices = np.full(len(texts), -1, dtype=np.int32)
        indices[known] = inverse
        return indices, values.tolist()

    def labels(self, name: str) -> Mapping[str, str]:
        """Return what codes mean."""
        return {} if name in self._places else self.base.labels(name)


def table_of(layer: Layer, base: Table) -> Table:
    """Return a table with the calculated columns of a layer; `base` itself when there are none."""
    return ComputedTable(layer, base, layer.columns) if layer.columns else base


def described(layer: Layer, found: Description) -> Description:
    """Return the answer to a click with the calculated columns as one more card."""
    if not layer.columns:
        return found
    table = layer.table()
    facts = []
    for one in layer.columns:
        value = float(table.numbers(one.name)[found.feature])
        text = f"{value:,.2f}".rstrip("0").rstrip(".")
        facts.append(
            Fact(one.label, "", missing=True) if np.isnan(value) else Fact(one.label, text, one.unit)
        )
    return replace(found, cards=(*found.cards, Card(GROUP, tuple(facts))))


def to_json(columns: Sequence[Computed]) -> list[dict[str, Any]]:
    """Return calculated columns as plain values."""
    return [
        {"name": one.name, "label": one.label, "unit": one.unit, "value": plain.value_to_json(one.value)}
        for one in columns
    ]


def from_json(value: object, place: str) -> tuple[Computed, ...]:
    """Return the calculated columns of plain values.

    Raises
    ------
    layers.errors.Damaged
        When they are none; the message names the place.
    """
    if not isinstance(value, list) or len(value) > MOST:
        plaindata.fail(place)
    found = tuple(_column(one, f"{place}[{index}]") for index, one in enumerate(value))
    if len({one.name for one in found}) != len(found):
        plaindata.fail(place)
    return found


def _column(value: object, place: str) -> Computed:
    reader = Reader(value, place)
    name, label, unit = reader.text("name"), reader.text("label"), reader.text("unit", "")
    if not name.startswith(PREFIX) or not label or max(map(len, (name, label, unit))) > LONGEST:
        plaindata.fail(place)
    return Computed(name, label, unit, plain.value_from_json(reader.value.get("value"), reader.at("value")))
