"""Answers expressions on whole columns, with a missing datum neither true nor false.

Each condition gives two masks: where it holds, and where nobody can know because a datum is missing. And, or
and not follow Kleene's three-valued logic, as SQL does: 「高さ > 10 または 用途 = 住宅」 holds for a
house whose height is unknown, and 「高さ > 10 でない」 does not.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Protocol

import numpy as np

from layers.query.model import (
    SHAPE_FUNCTIONS,
    AllOf,
    Arithmetic,
    Call,
    Column,
    Compare,
    Condition,
    Constant,
    Expression,
    Not,
    Number,
    Operator,
    Relation,
    Rows,
    Series,
    Share,
    Sign,
    Value,
)
from layers.query.series import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from layers.base import Table

NUMERIC = frozenset({"number", "integer", "year"})
"""Kinds of attributes that are compared as numbers."""


@dataclass(frozen=True, eq=False)
class Truth:
    """Where a condition holds and where it cannot be known, two masks (n,) bool that never overlap."""

    holds: NDArray[np.bool_]
    unknown: NDArray[np.bool_]

    def negated(self) -> Truth:
        """Return where it is known not to hold."""
        return Truth(~(self.holds | self.unknown), self.unknown)


class Shapes(Protocol):
    """What answers for the shapes of the features; see :mod:`layers.query.spatial`."""

    def relation(self, relation: Relation) -> Truth:
        """Return where features lie to a place as asked."""
        ...

    def share(self, share: Share) -> NDArray[np.float64]:
        """Return how much of each feature lies in a place, (n,) per cent, NaN where unknown."""
        ...

    def measure(self, function: str) -> NDArray[np.float64]:
        """Return a measure of each shape, (n,), NaN where there is none."""
        ...


def truth(table: Table, expression: Expression, shapes: Shapes | None = None) -> Truth:
    """Return where an expression holds.

    Parameters
    ----------
    table
        Columns; a condition on a column that it lacks is unknown everywhere.
    expression
        The condition.
    shapes
        Answers for shapes; without it, what looks at shapes is unknown everywhere.
    """
    return _Evaluation(table, shapes).truth(expression)


def numbers(table: Table, value: Value, shapes: Shapes | None = None) -> NDArray[np.float64]:
    """Return a calculated value for each feature, (n,) float64, NaN where a datum is missing."""
    return _Evaluation(table, shapes).numbers(value)


class _Evaluation:
    def __init__(self, table: Table, shapes: Shapes | None) -> None:
        self._table = table
        self._shapes = shapes
        self._kinds = {attribute.name: attribute.kind for attribute in table.attributes}

    def truth(self, one: Expression) -> Truth:
        if isinstance(one, Condition):
            return self._condition(one)
        if isinstance(one, Not):
            return self.truth(one.condition).negated()
        if isinstance(one, Compare):
            return _compared(self.numbers(one.left), one.operator, self.numbers(one.right))
        if isinstance(one, Rows):
            holds = np.zeros(len(self._table), dtype=bool)
            holds[np.frombuffer(one.packed, dtype=np.uint32)] = True
            return Truth(holds, np.zeros_like(holds))
        if isinstance(one, Relation):
            return self._nobody_knows() if self._shapes is None else self._shapes.relation(one)
        parts = [self.truth(inner) for inner in one.conditions]
        full = isinstance(one, AllOf)
        if not parts:
            return Truth(np.full(len(self._table), full), np.zeros(len(self._table), dtype=bool))
        return reduce(_both if full else _either, parts)

    def numbers(self, value: Value) -> NDArray[np.float64]:
        count = len(self._table)
        if isinstance(value, Number):
            return np.broadcast_to(np.float64(value.value), count)
        if isinstance(value, Column):
            known = self._kinds.get(value.name) in NUMERIC
            return self._table.numbers(value.name) if known else np.full(count, np.nan)
        if isinstance(value, Series):
            return unpacked(value, self._table)
        if isinstance(value, Share):
            return np.full(count, np.nan) if self._shapes is None else self._shapes.share(value)
        if isinstance(value, Call) and value.function in SHAPE_FUNCTIONS:
            return np.full(count, np.nan) if self._shapes is None else self._shapes.measure(value.function)
        with np.errstate(all="ignore"):
            found = _calculated(value, self.numbers)
        return np.where(np.isfinite(found), found, np.nan)

    def _nobody_knows(self) -> Truth:
        count = len(self._table)
        return Truth(np.zeros(count, dtype=bool), np.ones(count, dtype=bool))

    def _condition(self, one: Condition) -> Truth:
        kind = self._kinds.get(one.attribute)
        if kind is None:
            return self._nobody_knows()
        if kind in NUMERIC and one.operator not in (Operator.CONTAINS, Operator.STARTS):
            return _on_numbers(self._table.numbers(one.attribute), one)
        if kind == "code":
            return _on_codes(self._table, one)
        return _on_texts(self._table.texts(one.attribute), one)


def _both(one: Truth, other: Truth) -> Truth:
    holds = one.holds & other.holds
    return Truth(holds, (one.holds | one.unknown) & (other.holds | other.unknown) & ~holds)


def _either(one: Truth, other: Truth) -> Truth:
    holds = one.holds | other.holds
    return Truth(holds, (one.unknown | other.unknown) & ~holds)


def _calculated(
    value: Arithmetic | Call, numbers: Callable[[Value], NDArray[np.float64]]
) -> NDArray[np.float64]:
    if isinstance(value, Arithmetic):
        left, right = numbers(value.left), numbers(value.right)
        if value.sign is Sign.PLUS:
            return left + right
        if value.sign is Sign.MINUS:
            return left - right
        return left * right if value.sign is Sign.TIMES else left / right
    given = [numbers(one) for one in value.arguments]
    if value.function == "round":
        factor = 10.0 ** np.clip(np.trunc(given[1]), -9, 9) if len(given) > 1 else 1.0
        # Half goes away from zero, as staff round; numpy would round it to the even neighbour.
        return np.copysign(np.floor(np.abs(given[0]) * factor + 0.5), given[0]) / factor
    if value.function in ("least", "most"):
        return reduce(np.minimum if value.function == "least" else np.maximum, given)
    simple = {"absolute": np.abs, "floor": np.floor, "ceiling": np.ceil}[value.function]
    found: NDArray[np.float64] = simple(given[0])
    return found


def _compared(left: NDArray[np.float64], operator: Operator, right: NDArray[np.float64] | float) -> Truth:
    unknown = np.isnan(left) | np.isnan(right)
    compare = {
        Operator.EQUAL: np.equal,
        Operator.NOT_EQUAL: np.not_equal,
        Operator.LESS: np.less,
        Operator.AT_MOST: np.less_equal,
        Operator.GREATER: np.greater,
        Operator.AT_LEAST: np.greater_equal,
    }[operator]
    return Truth(compare(left, right) & ~unknown, unknown)


def _on_numbers(column: NDArray[np.float64], condition: Condition) -> Truth:
    operator, unknown = condition.operator, np.isnan(column)
    if operator is Operator.MISSING:
        return Truth(unknown, np.zeros_like(unknown))
    values = _numbers(condition.value)
    if operator is Operator.BETWEEN:
        low, high = values if len(values) == 2 else (np.nan, np.nan)
        return Truth((column >= low) & (column <= high), unknown)
    if operator is Operator.IN or (operator is Operator.NOT_EQUAL and isinstance(condition.value, tuple)):
        among = np.isin(column, values)
        return Truth(among if operator is Operator.IN else ~(among | unknown), unknown)
    if len(values) != 1 or np.isnan(values[0]):  # a text is no number: nothing is equal to it
        return Truth(np.zeros_like(unknown), unknown)
    return _compared(column, operator, values[0])


def _on_codes(table: Table, condition: Condition) -> Truth:
    indices, codes = table.categories(condition.attribute)
    unknown = indices < 0
    operator = condition.operator
    if operator is Operator.MISSING:
        return Truth(unknown, np.zeros_like(unknown))
    # The few different codes are compared, not the many features; the last entry is for missing ones.
    if operator in (Operator.CONTAINS, Operator.STARTS):
        labels, part = table.labels(condition.attribute), folded(str(condition.value))
        words = [folded(labels.get(code, code)) for code in codes]
        if operator is Operator.CONTAINS:
            met = [part in word or part == folded(code) for word, code in zip(words, codes, strict=True)]
        else:
            met = [word.startswith(part) for word in words]
    else:
        wanted = set(_texts(condition.value))
        met = [(code in wanted) != (operator is Operator.NOT_EQUAL) for code in codes]
        if operator not in (Operator.EQUAL, Operator.IN, Operator.NOT_EQUAL):
            met = [False] * len(codes)  # codes have no order
    return Truth(np.array([*met, False])[indices], unknown)


def _on_texts(column: NDArray[np.object_], condition: Condition) -> Truth:
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pa.array(column, type=pa.string(), from_pandas=True)
    empty = ~np.asarray(pc.greater(pc.utf8_length(texts.fill_null("")), 0), dtype=bool)
    if condition.operator is Operator.MISSING:
        return Truth(empty, np.zeros_like(empty))
    met = np.asarray(_met_by_texts(texts, condition).fill_null(False), dtype=bool)
    return Truth(met & ~empty, empty)


def _met_by_texts(texts: pa.Array, condition: Condition) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    operator, value = condition.operator, condition.value
    if operator in (Operator.CONTAINS, Operator.STARTS):
        alike = pc.utf8_lower(pc.utf8_normalize(texts, form="NFKC"))
        match = pc.match_substring if operator is Operator.CONTAINS else pc.starts_with
        return match(alike, folded(str(value)))
    if operator is Operator.BETWEEN:
        low, high = (*_texts(value), "", "")[:2]
        return pc.and_(pc.greater_equal(texts, low), pc.less_equal(texts, high))
    if operator is Operator.IN or isinstance(value, tuple):
        among = pc.is_in(texts, value_set=pa.array(_texts(value), type=pa.string()))
        return pc.invert(among) if operator is Operator.NOT_EQUAL else among
    compare = {
        Operator.EQUAL: pc.equal,
        Operator.NOT_EQUAL: pc.not_equal,
        Operator.LESS: pc.less,
        Operator.AT_MOST: pc.less_equal,
        Operator.GREATER: pc.greater,
        Operator.AT_LEAST: pc.greater_equal,
    }[operator]
    return compare(texts, str(value))


def folded(text: str) -> str:
    """Return a text as it is compared: full-width and half-width, large and small letters are alike."""
    return unicodedata.normalize("NFKC", text).lower()


def _texts(value: Constant) -> list[str]:
    values = value if isinstance(value, tuple) else (value,)
    return [str(one) for one in values if one is not None]


def _numbers(value: Constant) -> list[float]:
    values: Sequence[str | float | None] = value if isinstance(value, tuple) else (value,)
    found = []
    for one in values:
        try:
            found.append(float(one if one is not None else "nan"))
        except ValueError:
            found.append(float("nan"))  # a text equals no number
    return found
