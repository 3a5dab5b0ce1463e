"""Table filters: conditions as data, never as code.

A layer's filter is a tuple of conditions that must all hold. A condition compares one attribute with a
value; :class:`AnyOf` and :class:`AllOf` join conditions. A feature whose datum is missing meets no
comparison, not even 「等しくない」: what is unknown may be equal. Only 「未確認」 finds it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from layers import plaindata
from layers.derived import Derived
from layers.feedback import Finding, Severity
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from layers.base import Attribute, Layer, Table

NO_ATTRIBUTE = QT_TRANSLATE_NOOP(
    "messages", "絞り込みに使う項目「{attribute}」がレイヤ「{layer}」にないため、1 件も当てはまりません。"
)

DEEPEST = 8
"""Conditions may be nested this deep."""
MOST_VALUES = 10_000
"""Values one condition may list."""


class Operator(StrEnum):
    """How an attribute is compared."""

    EQUAL = "="
    NOT_EQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    GREATER = ">"
    AT_LEAST = ">="
    CONTAINS = "contains"
    MISSING = "is missing"
    IN = "in"


Value = str | float | tuple[str | float, ...] | None


@dataclass(frozen=True)
class Condition:
    """One comparison.

    Attributes
    ----------
    attribute
        Column name.
    value
        A number for numeric columns, a code for columns of kind ``code``, a text otherwise; a tuple of
        them for ``in``; None for ``is missing``.
    """

    attribute: str
    operator: Operator
    value: Value = None


@dataclass(frozen=True)
class AllOf:
    """All of the conditions hold."""

    conditions: tuple[Filter, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one of the conditions holds."""

    conditions: tuple[Filter, ...]


Filter = Condition | AllOf | AnyOf

NUMERIC = frozenset({"number", "integer", "year"})
"""Kinds of attributes that are compared as numbers."""

_ORDER = (Operator.EQUAL, Operator.NOT_EQUAL, Operator.AT_LEAST, Operator.AT_MOST)
_STRICT = (Operator.GREATER, Operator.LESS)

_masks: Derived[NDArray[np.bool_]] = Derived(newest=4)
_timed: Derived[NDArray[np.bool_]] = Derived(newest=2)


def operators(attribute: Attribute) -> tuple[Operator, ...]:
    """Return the operators that make sense for an attribute, the likeliest first."""
    if attribute.kind in NUMERIC:
        likely = (Operator.AT_LEAST, Operator.AT_MOST, *_STRICT, Operator.EQUAL, Operator.NOT_EQUAL)
        return (*likely, Operator.MISSING)
    if attribute.kind == "code":
        return (Operator.IN, Operator.NOT_EQUAL, Operator.EQUAL, Operator.CONTAINS, Operator.MISSING)
    if attribute.kind == "date":
        return (*_ORDER, *_STRICT, Operator.CONTAINS, Operator.MISSING)
    return (Operator.CONTAINS, Operator.EQUAL, Operator.NOT_EQUAL, Operator.MISSING)


def mask(layer: Layer) -> NDArray[np.bool_] | None:
    """Return which features of a layer pass its filter, and are there at the time of now.

    Returns
    -------
    numpy.ndarray or None
        (n,) bool, read-only, remembered while the layer's data live; None when all features pass
        because there is no filter (or no data).
    """
    if layer.data is None:
        return None
    period = layer.during
    times = layer.times() if period is not None else None
    if times is None or period is None:
        return conditions_mask(layer)

    def make() -> NDArray[np.bool_]:
        met = conditions_mask(layer)
        if met is None:
            found = times.mask(period)
        else:
            rows = times.rows(period)
            found = np.zeros(len(times.start), dtype=bool)
            found[rows] = met[rows]
        found.setflags(write=False)
        return found

    return _timed.get(layer.data, (layer.filter, period), make)


def conditions_mask(layer: Layer) -> NDArray[np.bool_] | None:
    """Return which features meet the conditions of a layer's filter at any time; see :func:`mask`."""
    if not layer.filter or layer.data is None:
        return None
    conditions = layer.filter

    def make() -> NDArray[np.bool_]:
        found = matches(layer.table(), conditions)
        found.setflags(write=False)
        return found

    return _masks.get(layer.data, conditions, make)


def matches(table: Table, conditions: Sequence[Filter]) -> NDArray[np.bool_]:
    """Return which features meet all of some conditions, (n,) bool.

    A condition on an attribute that the table lacks is met by no feature; see :func:`problems`.
    """
    return _match(table, AllOf(tuple(conditions)))


def problems(layer: Layer) -> tuple[Finding, ...]:
    """Return a finding for each attribute that the filter asks for and the layer lacks."""
    if not layer.filter or layer.data is None:
        return ()
    known = {attribute.name for attribute in layer.table().attributes}
    lacking = sorted(set(_attributes(AllOf(layer.filter))) - known)
    return tuple(
        Finding(Severity.WARNING, "filter-attribute", NO_ATTRIBUTE, {"attribute": name, "layer": layer.name})
        for name in lacking
    )


def _attributes(one: Filter) -> list[str]:
    if isinstance(one, Condition):
        return [one.attribute]
    return [name for inner in one.conditions for name in _attributes(inner)]


def _match(table: Table, one: Filter) -> NDArray[np.bool_]:
    if isinstance(one, Condition):
        return _compare(table, one)
    parts = [_match(table, inner) for inner in one.conditions]
    if isinstance(one, AnyOf):
        return reduce(np.logical_or, parts, np.zeros(len(table), dtype=bool))
    return reduce(np.logical_and, parts, np.ones(len(table), dtype=bool))


def _compare(table: Table, condition: Condition) -> NDArray[np.bool_]:
    kinds = {attribute.name: attribute.kind for attribute in table.attributes}
    kind = kinds.get(condition.attribute)
    if kind is None:
        return np.zeros(len(table), dtype=bool)
    if kind in NUMERIC and condition.operator is not Operator.CONTAINS:
        return _compare_numbers(table.numbers(condition.attribute), condition)
    if kind == "code":
        return _compare_codes(table, condition)
    return _compare_texts(table.texts(condition.attribute), condition)


def _compare_numbers(column: NDArray[np.float64], condition: Condition) -> NDArray[np.bool_]:
    operator, known = condition.operator, ~np.isnan(column)
    if operator is Operator.MISSING:
        return ~known
    if operator is Operator.IN:
        return np.isin(column, _numbers(condition.value))
    values = _numbers(condition.value)
    if len(values) != 1:
        return np.zeros(len(column), dtype=bool)
    value = values[0]
    with np.errstate(invalid="ignore"):
        return {
            Operator.EQUAL: column == value,
            Operator.NOT_EQUAL: known & (column != value),
            Operator.LESS: column < value,
            Operator.AT_MOST: column <= value,
            Operator.GREATER: column > value,
            Operator.AT_LEAST: column >= value,
        }[operator]


def _compare_codes(table: Table, condition: Condition) -> NDArray[np.bool_]:
    indices, codes = table.categories(condition.attribute)
    if condition.operator is Operator.MISSING:
        return indices < 0
    labels = table.labels(condition.attribute)
    # The few different codes are compared, not the many features; the last entry is for missing ones.
    if condition.operator is Operator.CONTAINS:
        part = folded(str(condition.value))
        met = [part in folded(labels.get(code, code)) or part == folded(code) for code in codes]
    else:
        wanted = set(_texts(condition.value))
        met = [code in wanted for code in codes]
        if condition.operator is Operator.NOT_EQUAL:
            met = [not one for one in met]
        elif condition.operator not in (Operator.EQUAL, Operator.IN):
            met = [False] * len(codes)
    return np.array([*met, False])[indices]


def _compare_texts(column: NDArray[np.object_], condition: Condition) -> NDArray[np.bool_]:
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pa.array(column, type=pa.string(), from_pandas=True)
    filled = pc.greater(pc.utf8_length(texts.fill_null("")), 0)
    operator = condition.operator
    if operator is Operator.MISSING:
        return ~np.asarray(filled, dtype=bool)
    if operator is Operator.CONTAINS:
        folded_texts = pc.utf8_lower(pc.utf8_normalize(texts, form="NFKC"))
        met = pc.match_substring(folded_texts, folded(str(condition.value)))
    elif operator is Operator.IN:
        met = pc.is_in(texts, value_set=pa.array(_texts(condition.value), type=pa.string()))
    else:
        compare = {
            Operator.EQUAL: pc.equal,
            Operator.NOT_EQUAL: pc.not_equal,
            Operator.LESS: pc.less,
            Operator.AT_MOST: pc.less_equal,
            Operator.GREATER: pc.greater,
            Operator.AT_LEAST: pc.greater_equal,
        }[operator]
        met = compare(texts, str(condition.value))
    return np.asarray(pc.and_(met, filled).fill_null(False), dtype=bool)


def folded(text: str) -> str:
    """Return a text as it is compared: full-width and half-width, large and small letters are alike."""
    return unicodedata.normalize("NFKC", text).lower()


def _texts(value: Value) -> list[str]:
    values = value if isinstance(value, tuple) else (value,)
    return [str(one) for one in values if one is not None]


def _numbers(value: Value) -> list[float]:
    values = value if isinstance(value, tuple) else (value,)
    found = []
    for one in values:
        try:
            found.append(float(one if one is not None else "nan"))
        except ValueError:
            found.append(float("nan"))  # a text equals no number
    return found


def to_json(conditions: Sequence[Filter]) -> list[dict[str, Any]]:
    """Return a filter as plain JSON values."""
    return [_to_json(one) for one in conditions]


def _to_json(one: Filter) -> dict[str, Any]:
    if isinstance(one, AnyOf):
        return {"any": to_json(one.conditions)}
    if isinstance(one, AllOf):
        return {"all": to_json(one.conditions)}
    value = list(one.value) if isinstance(one.value, tuple) else one.value
    return {"attribute": one.attribute, "operator": str(one.operator), "value": value}


def from_json(value: object, place: str = "filter") -> tuple[Filter, ...]:
    """Return the filter of plain JSON values.

    Raises
    ------
    layers.errors.Damaged
        When it is none; the message names the place.
    """
    return _list_from_json(value, place, 0)


def _list_from_json(value: object, place: str, depth: int) -> tuple[Filter, ...]:
    if not isinstance(value, list) or depth > DEEPEST:
        plaindata.fail(place)
    return tuple(_from_json(one, f"{place}[{index}]", depth) for index, one in enumerate(value))


def _from_json(value: object, place: str, depth: int) -> Filter:
    reader = plaindata.Reader(value, place)
    for name, join in (("any", AnyOf), ("all", AllOf)):
        if name in reader.value:
            return join(_list_from_json(reader.value[name], reader.at(name), depth + 1))
    try:
        operator = Operator(reader.text("operator"))
    except ValueError:
        plaindata.fail(reader.at("operator"))
    return Condition(
        reader.text("attribute"), operator, _value(reader.value.get("value"), reader.at("value"))
    )


def _value(value: object, place: str) -> Value:
    if isinstance(value, list):
        if len(value) > MOST_VALUES:
            plaindata.fail(place)
        return tuple(_single(one, place) for one in value)
    return None if value is None else _single(value, place)


def _single(value: object, place: str) -> str | float:
    return value if isinstance(value, str) else plaindata.number(value, place)
