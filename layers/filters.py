"""Table filters: conditions as data, never as code.

A layer's filter is a tuple of conditions that must all hold; :mod:`layers.query.model` tells what a condition
may be. A feature whose datum is missing meets no comparison, not even 「等しくない」: what is unknown may be
equal. Only 「未確認」 finds it.

:func:`mask` is the one door by which scene, table, legend and export learn which features are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from layers.derived import Derived
from layers.feedback import Finding, Severity
from layers.messages import QT_TRANSLATE_NOOP
from layers.moments import today
from layers.query import plain
from layers.query.evaluate import NUMERIC, Truth, folded, truth
from layers.query.model import (
    DEEPEST,
    MOST_VALUES,
    ORDERED,
    AllOf,
    AnyOf,
    Condition,
    Constant,
    Expression,
    Not,
    Operator,
    columns_of,
    layers_of,
    looks_at_shapes,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from numpy.typing import NDArray

    from layers.base import Attribute, Layer, Table
    from layers.feedback import Feedback

__all__ = [
    "DEEPEST",
    "MOST_VALUES",
    "NUMERIC",
    "AllOf",
    "AnyOf",
    "Condition",
    "Filter",
    "Not",
    "Operator",
    "Value",
    "folded",
    "from_json",
    "key",
    "looks_at_shapes",
    "mask",
    "matches",
    "operators",
    "problems",
    "to_json",
    "truth_of",
]

NO_ATTRIBUTE = QT_TRANSLATE_NOOP(
    "messages", "絞り込みに使う項目「{attribute}」がレイヤ「{layer}」にないため、1 件も当てはまりません。"
)
NO_LAYER = QT_TRANSLATE_NOOP(
    "messages",
    "レイヤ「{layer}」の絞り込みに使う別のレイヤ（{other}）が開いていないため、当てはまるかどうかは未確認です。",
)

Filter = Expression
Value = Constant

_truths: Derived[Truth] = Derived(newest=8)
_timed: Derived[NDArray[np.bool_]] = Derived(newest=2)


def operators(attribute: Attribute) -> tuple[Operator, ...]:
    """Return the operators that make sense for an attribute, the likeliest first."""
    if attribute.kind in NUMERIC:
        likely = (Operator.AT_LEAST, Operator.AT_MOST, Operator.GREATER, Operator.LESS, Operator.BETWEEN)
        return (*likely, Operator.EQUAL, Operator.NOT_EQUAL, Operator.MISSING)
    texts = (Operator.CONTAINS, Operator.STARTS)
    if attribute.kind == "code":
        return (Operator.IN, Operator.NOT_EQUAL, Operator.EQUAL, *texts, Operator.MISSING)
    if attribute.kind == "date":
        order = (Operator.EQUAL, Operator.NOT_EQUAL, Operator.AT_LEAST, Operator.AT_MOST)
        return (*order, *(one for one in ORDERED if one not in order), *texts, Operator.MISSING)
    return (*texts, Operator.EQUAL, Operator.NOT_EQUAL, Operator.MISSING)


def mask(layer: Layer) -> NDArray[np.bool_] | None:
    """Return which features of a layer pass its filter, and are there at the time of now.

    While no time is chosen, features of all times are there, but on a layer that keeps what has ended and
    what is to come (`Layer.ends`) only those of today.

    Returns
    -------
    numpy.ndarray or None
        (n,) bool, read-only, remembered while the layer's data live; None when all features pass
        because there is no filter (or no data).
    """
    if layer.data is None:
        return None
    period = layer.during
    times = layer.times() if period is not None or layer.ends else None
    if times is None:
        return conditions_mask(layer)

    def make() -> NDArray[np.bool_]:
        met = conditions_mask(layer)
        if period is None:
            there = (times.start <= today()) & (times.end > today())
            found = there if met is None else met & there
        elif met is None:
            found = times.mask(period)
        else:
            rows = times.rows(period)
            found = np.zeros(len(times.start), dtype=bool)
            found[rows] = met[rows]
        found.setflags(write=False)
        return found

    return _timed.get(layer.data, key(layer), make)


def conditions_mask(layer: Layer) -> NDArray[np.bool_] | None:
    """Return which features meet the conditions of a layer's filter at any time; see :func:`mask`."""
    if not layer.filter or layer.data is None:
        return None
    return truth_of(layer, layer.filter).holds


def truth_of(layer: Layer, conditions: Sequence[Filter], feedback: Feedback | None = None) -> Truth:
    """Return where all of some conditions hold for the features of a layer, and where nobody can know.

    Parameters
    ----------
    layer
        With its data opened.
    conditions
        What must hold; places of other layers are looked up in ``layer.others``.
    feedback
        Receives the progress of questions about shapes.

    Returns
    -------
    Truth
        Read-only, remembered while the layer's data live.
    """
    whole = AllOf(tuple(conditions))

    def make() -> Truth:
        from layers.query.spatial import LayerShapes

        shapes = LayerShapes(layer, feedback) if looks_at_shapes(whole) else None
        found = truth(layer.table(), whole, shapes)
        found.holds.setflags(write=False)
        found.unknown.setflags(write=False)
        return found

    return _truths.get(anchor(layer), (whole, *_beside(layer)), make)


def key(layer: Layer) -> Hashable:
    """Return what the filter of a layer depends on, to tell whether :func:`mask` would be another one."""
    now = today() if layer.ends and layer.during is None else 0
    return (layer.filter, layer.during, now, *_beside(layer))


def anchor(layer: Layer) -> object:
    """Return what lives as long as the columns and shapes of a layer do."""
    return getattr(layer.data, "store", layer.data)


def _beside(layer: Layer) -> tuple[Hashable, ...]:
    others = sorted((name, id(anchor(one)), one.columns) for name, one in layer.others.items())
    return (layer.columns, tuple(others))


def matches(table: Table, conditions: Sequence[Filter]) -> NDArray[np.bool_]:
    """Return which features meet all of some conditions, (n,) bool; questions about shapes are not met.

    A condition on an attribute that the table lacks is met by no feature; see :func:`problems`.
    """
    return truth(table, AllOf(tuple(conditions))).holds


def problems(layer: Layer) -> tuple[Finding, ...]:
    """Return a finding for each attribute or layer that the filter asks for and that is not there."""
    if not layer.filter or layer.data is None:
        return ()
    known = {attribute.name for attribute in layer.table().attributes}
    whole = AllOf(layer.filter)
    found = [
        Finding(Severity.WARNING, "filter-attribute", NO_ATTRIBUTE, {"attribute": name, "layer": layer.name})
        for name in sorted(columns_of(whole) - known)
    ]
    found += [
        Finding(Severity.WARNING, "filter-layer", NO_LAYER, {"other": name, "layer": layer.name})
        for name in sorted(layers_of(whole) - layer.others.keys())
    ]
    return tuple(found)


def to_json(conditions: Sequence[Filter]) -> list[dict[str, Any]]:
    """Return a filter as plain JSON values."""
    return [plain.expression_to_json(one) for one in conditions]


def from_json(value: object, place: str = "filter") -> tuple[Filter, ...]:
    """Return the filter of plain JSON values.

    Raises
    ------
    layers.errors.Damaged
        When it is none; the message names the place.
    """
    return plain.list_from_json(value, place)
