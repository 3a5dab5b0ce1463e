"""Which layers tell of a regulation, and what they hold at a place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.regulationtable import PLACES, needed, normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.planning.regulationtable import Matcher, Regulation
    from layers.base import Layer, Table
    from layers.feedback import Feedback

Box = tuple[float, float, float, float]
"""West, south, east, north."""
_NUMERIC = ("number", "integer")


@dataclass(frozen=True, eq=False)
class Query:
    """What is asked: the place, and the area around it that counts (its buffer added), on a day."""

    place: shapely.Geometry
    area: shapely.Geometry
    on: date

    @classmethod
    def around(cls, place: shapely.Geometry, buffer: float, on: date) -> Query:
        """Return the question for a place with a buffer in metres."""
        return cls(place, place.buffer(buffer) if buffer else place, on)


@dataclass(frozen=True, eq=False)
class Readings:
    """The layers of a project as a table of regulations sees them."""

    layers: tuple[Layer, ...]
    _near: dict[tuple[str, Box], tuple[NDArray[np.intp], NDArray[np.object_]]] = field(
        default_factory=dict, repr=False
    )
    covered: dict[tuple[tuple[str, ...], bytes], float | None] = field(default_factory=dict, repr=False)
    """How much of a place some layers cover, once it was asked."""
    _columns: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, layers: Sequence[Layer]) -> Readings:
        """Return the layers that may tell of regulations: those of shapes."""
        return cls(tuple(one for one in layers if one.kind == "vector"))

    def columns(self, layer: Layer) -> frozenset[str]:
        """Return the names of a layer's columns."""
        if layer.id not in self._columns:
            attributes = () if layer.data is None else layer.data.store.manifest["attributes"]
            self._columns[layer.id] = frozenset(str(one["name"]) for one in attributes)
        return self._columns[layer.id]

    def layers_of(self, matchers: Sequence[Matcher]) -> list[tuple[Layer, Matcher]]:
        """Return the layers that one of the matchers recognises, each with the first that does."""
        found = []
        for layer in self.layers:
            for matcher in matchers:
                if self.recognises(matcher, layer):
                    found.append((layer, matcher))
                    break
        return found

    def recognises(self, matcher: Matcher, layer: Layer) -> bool:
        """Say whether a matcher means a layer: all that it states must be true."""
        if not self.columns(layer).issuperset(matcher.columns):
            return False
        key = "" if layer.data is None else str(layer.data.store.manifest["key"])
        if matcher.key and matcher.key != key and not re.fullmatch(matcher.key, key or _key_of(layer)):
            return False
        if matcher.name and not re.search(matcher.name, layer.name):
            stem = layer.source.path.stem
            if key.count(":") or not re.search(matcher.name, stem):
                return False
        return True

    def tells(self, layer: Layer, matcher: Matcher, roles: Sequence[str]) -> bool:
        """Say whether a layer has a column for one of some roles."""
        columns = self.columns(layer)
        return any(name in columns for role in roles for name in matcher.fields.get(role, ()))

    def near(self, layer: Layer, box: Box) -> tuple[NDArray[np.intp], NDArray[np.object_]]:
        """Return rows and shapes near a box; several regulations ask for one layer."""
        key = (layer.id, box)
        if key not in self._near:
            self._near[key] = flat_near(layer, rows_near(layer, box), box)
        return self._near[key]

    def alike(self, layer: Layer) -> tuple[Layer, ...]:
        """Return the layers of the same theme from the same source, with the layer itself."""
        theme = _theme(layer)
        return tuple(
            one
            for one in self.layers
            if one.data is not None and one.source.path == layer.source.path and _theme(one) == theme
        )


def _key_of(layer: Layer) -> str:
    """Return the key in the id of a layer without data, as far as it can be told."""
    return layer.id.rsplit("-", 1)[-1].replace("_", ":", 1)


def _theme(layer: Layer) -> str:
    return "" if layer.data is None else str(layer.data.store.manifest["key"]).split(":")[0].split("/")[0]


def prepare(layers: Sequence[Layer], matchers: Sequence[Matcher], *, feedback: Feedback) -> None:
    """Open what questions at a place will read of some layers, so that the first one is answered as fast."""
    readings = Readings.of(layers)
    for layer, matcher in readings.layers_of(matchers):
        feedback.step()
        if layer.data is not None:
            read_ahead(layer, matcher)
            readings.near(layer, (0.0, 0.0, 0.0, 0.0))


def read_ahead(layer: Layer, matcher: Matcher) -> None:
    """Read the columns of a layer that a matcher names."""
    layer.data.table.read_ahead(
        [*(name for names in matcher.fields.values() for name in names), *matcher.only, *matcher.without]
    )


@dataclass(frozen=True, eq=False)
class Piece:
    """A feature near a place: its shape, what it says; `none` is the value that says that nothing holds."""

    row: int
    shape: shapely.Geometry
    label: str
    text: str
    values: dict[str, str]
    unknown: bool
    none: str = ""


def rows_near(layer: Layer, box: Box) -> NDArray[np.intp]:
    """Return the rows whose box meets another one."""
    columns = layer.data.store.features
    met = (columns["west"] <= box[2]) & (columns["east"] >= box[0])
    met &= (columns["south"] <= box[3]) & (columns["north"] >= box[1])
    return np.flatnonzero(met)


def flat_near(layer: Layer, rows: NDArray[np.intp], box: Box) -> tuple[NDArray[np.intp], NDArray[np.object_]]:
    """Return the valid flat single shapes of some rows whose own box meets a box, and the row of each.

    Shapes are taken apart first, for a flood area may be thousands of triangles that overlap at their edges.
    """
    import shapely

    owner, parts = layer.data.store.parts_near(rows, box)
    return owner, shapely.make_valid(parts)


def feature_parts(
    readings: Readings, layer: Layer, matcher: Matcher, regulation: Regulation, query: Query, margin: float
) -> Iterator[Piece]:
    """Yield the features that lie at a place or within a margin of it, in force on the day."""
    import shapely

    west, south, east, north = query.area.bounds
    box = (west - margin, south - margin, east + margin, north + margin)
    owner, shapes = readings.near(layer, box)
    near = shapely.dwithin(shapes, query.area, margin) if len(shapes) else np.zeros(0, bool)
    owner, shapes = owner[near], shapes[near]
    table = layer.data.table
    if len(owner):
        read_ahead(layer, matcher)
    for row in np.unique(owner).tolist():
        if not _counts(table, matcher, row):
            continue
        values = {role: regulation.known(read(table, names, row)) for role, names in matcher.fields.items()}
        if not _valid(values, query.on):
            continue
        said = values.get("label", "")
        label, text, unknown = _meaning(table, matcher, regulation, row, values)
        values["label"] = label
        none = _none(regulation, text, values, said)
        shape = shapely.union_all(shapes[owner == row])
        yield Piece(row, shape, label or regulation.name, text, values, unknown and not none, none)


def _none(regulation: Regulation, text: str, values: Mapping[str, str], said: str) -> str:
    """Return the value by which a feature says that there is nothing, empty where it says something.

    That is a value without which the text would not be whole, or the label where the text needs none.
    """
    roles = needed(text) or (("label",) if "label" in PLACES.findall(text) else ())
    told = [values.get(role, "") for role in roles]
    if "label" in roles:
        told.append(said)
    return next((one for one in told if regulation.is_none(one)), "")


def _valid(values: Mapping[str, str], on: date) -> bool:
    """Say whether a feature is in force; a date that cannot be read says nothing."""
    begin, end = _day(values.get("valid_from", "")), _day(values.get("valid_until", ""))
    return (begin is None or begin <= on) and (end is None or on <= end)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def read(table: Table, names: Sequence[str], row: int) -> str:
    """Return what the first of some columns that is there and not empty says in a row."""
    kinds = {attribute.name: attribute.kind for attribute in table.attributes}
    for name in names:
        if name not in kinds:
            continue
        if kinds[name] in _NUMERIC:
            value = float(table.numbers(name)[row])
            text = "" if np.isnan(value) else f"{value:.4f}".rstrip("0").rstrip(".")
        else:
            text = str(table.texts(name)[row]).strip()
        if text:
            return text
    return ""


def code(table: Table, names: Sequence[str], row: int) -> str:
    """Return the code behind the text of the first of some columns that is there; empty without one."""
    kinds = {attribute.name: attribute.kind for attribute in table.attributes}
    for name in names:
        if kinds.get(name) == "code":
            indices, codes = table.categories(name)
            if indices[row] >= 0:
                return codes[int(indices[row])]
        elif name in kinds:
            return read(table, (name,), row)
    return ""


def _counts(table: Table, matcher: Matcher, row: int) -> bool:
    def says(name: str, wanted: tuple[str, ...]) -> bool:
        return read(table, (name,), row) in wanted or code(table, (name,), row) in wanted

    return all(says(*one) for one in matcher.only.items()) and not any(
        says(*one) for one in matcher.without.items()
    )


def _meaning(
    table: Table, matcher: Matcher, regulation: Regulation, row: int, values: Mapping[str, str]
) -> tuple[str, str, bool]:
    """Return label, text and whether the value is in no list; the name counts first, then the code."""
    said = values.get("label", "")
    if regulation.values and (said or "label" in matcher.fields):
        plain = normal(said)
        for value in regulation.values:
            if plain and plain in {normal(name) for name in (value.label, *value.names)}:
                return value.label, value.text or regulation.applies, False
        columns = (*matcher.fields.get("label", ()), *matcher.fields.get("code", ()))
        codes = {code(table, (name,), row) for name in columns} - {""}
        for value in regulation.values:
            if codes & set(value.codes.get(matcher.codes, ())):
                return value.label, value.text or regulation.applies, False
    label = said or matcher.label
    return label, regulation.applies, bool(regulation.values) and bool(said)
