"""Expressions as plain JSON values and back; what anybody may have written is checked first."""

from __future__ import annotations

from typing import Any

from layers import plaindata
from layers.plaindata import Reader
from layers.query.model import (
    COMPARISONS,
    DEEPEST,
    DEEPEST_VALUE,
    FUNCTIONS,
    MOST_NODES,
    MOST_VALUES,
    AllOf,
    AnyOf,
    Arithmetic,
    Call,
    Circle,
    Column,
    Compare,
    Condition,
    Constant,
    Expression,
    Features,
    Kind,
    Not,
    Number,
    Operator,
    Place,
    Relation,
    Ring,
    Rows,
    Series,
    Share,
    Sign,
    Value,
    looks_at_shapes,
)

Plain = dict[str, Any]


def expression_to_json(one: Expression) -> Plain:
    """Return a condition as plain values."""
    if isinstance(one, AnyOf):
        return {"any": [expression_to_json(inner) for inner in one.conditions]}
    if isinstance(one, AllOf):
        return {"all": [expression_to_json(inner) for inner in one.conditions]}
    if isinstance(one, Not):
        return {"not": expression_to_json(one.condition)}
    if isinstance(one, Compare):
        left, right = value_to_json(one.left), value_to_json(one.right)
        return {"left": left, "operator": str(one.operator), "right": right}
    if isinstance(one, Relation):
        return {"relation": str(one.kind), "metres": one.metres, "place": _place_to_json(one.place)}
    if isinstance(one, Rows):
        message = "rows that are chosen are no filter that is kept"
        raise TypeError(message)
    value = list(one.value) if isinstance(one.value, tuple) else one.value
    return {"attribute": one.attribute, "operator": str(one.operator), "value": value}


def value_to_json(one: Value) -> Plain:
    """Return a calculated value as plain values."""
    if isinstance(one, Column):
        return {"column": one.name}
    if isinstance(one, Number):
        return {"number": one.value}
    if isinstance(one, Arithmetic):
        return {"sign": str(one.sign), "left": value_to_json(one.left), "right": value_to_json(one.right)}
    if isinstance(one, Series):
        return {"series": one.packed, "count": one.count, "key": one.key, "mark": one.mark}
    if isinstance(one, Share):
        return {"share": _place_to_json(one.place)}
    return {"function": one.function, "arguments": [value_to_json(inner) for inner in one.arguments]}


def _place_to_json(one: Place) -> Plain:
    if isinstance(one, Ring):
        return {"ring": [list(point) for point in one.points]}
    if isinstance(one, Circle):
        return {"circle": [one.east, one.north, one.radius]}
    return {"layer": one.layer, "where": None if one.where is None else expression_to_json(one.where)}


class _Count:
    """Counts the parts of an expression, so that no file makes an endless one."""

    def __init__(self) -> None:
        self.left = MOST_NODES

    def take(self, place: str) -> None:
        self.left -= 1
        if self.left < 0:
            plaindata.fail(place)


def list_from_json(value: object, place: str) -> tuple[Expression, ...]:
    """Return the conditions of plain values.

    Raises
    ------
    layers.errors.Damaged
        When they are none, or too many or too deep; the message names the place.
    """
    return _list(value, place, 0, _Count())


def value_from_json(value: object, place: str) -> Value:
    """Return the calculated value of plain values; raises as :func:`list_from_json` does."""
    return _value(value, place, 0, 0, _Count())


def _list(value: object, place: str, depth: int, count: _Count) -> tuple[Expression, ...]:
    if not isinstance(value, list) or depth > DEEPEST:
        plaindata.fail(place)
    return tuple(_expression(one, f"{place}[{index}]", depth, count) for index, one in enumerate(value))


def _expression(value: object, place: str, depth: int, count: _Count) -> Expression:
    reader = Reader(value, place)
    count.take(place)
    if depth > DEEPEST:
        plaindata.fail(place)
    for name, join in (("any", AnyOf), ("all", AllOf)):
        if name in reader.value:
            return join(_list(reader.value[name], reader.at(name), depth + 1, count))
    if "not" in reader.value:
        return Not(_expression(reader.value["not"], reader.at("not"), depth + 1, count))
    if "relation" in reader.value:
        where = _place(reader.value.get("place"), reader.at("place"), depth + 1, count)
        metres = reader.number("metres", 0.0)
        if metres < 0:
            plaindata.fail(reader.at("metres"))
        return Relation(_kind(reader), where, metres)
    operator = _operator(reader)
    if "left" in reader.value:
        if operator not in COMPARISONS:
            plaindata.fail(reader.at("operator"))
        left = _value(reader.value["left"], reader.at("left"), depth + 1, 0, count)
        right = _value(reader.value.get("right"), reader.at("right"), depth + 1, 0, count)
        return Compare(left, operator, right)
    constant = _constant(reader.value.get("value"), reader.at("value"))
    if operator is Operator.BETWEEN and not (isinstance(constant, tuple) and len(constant) == 2):
        plaindata.fail(reader.at("value"))
    return Condition(reader.text("attribute"), operator, constant)


def _operator(reader: Reader) -> Operator:
    try:
        return Operator(reader.text("operator"))
    except ValueError:
        plaindata.fail(reader.at("operator"))


def _kind(reader: Reader) -> Kind:
    try:
        return Kind(reader.text("relation"))
    except ValueError:
        plaindata.fail(reader.at("relation"))


def _constant(value: object, place: str) -> Constant:
    if isinstance(value, list):
        if len(value) > MOST_VALUES:
            plaindata.fail(place)
        return tuple(_single(one, place) for one in value)
    return None if value is None else _single(value, place)


def _single(value: object, place: str) -> str | float:
    return value if isinstance(value, str) else plaindata.number(value, place)


def _value(value: object, place: str, depth: int, deep: int, count: _Count) -> Value:
    reader = Reader(value, place)
    count.take(place)
    if deep > DEEPEST_VALUE or depth > DEEPEST + 1:
        plaindata.fail(place)
    if "column" in reader.value:
        return Column(reader.text("column"))
    if "number" in reader.value:
        return Number(reader.number("number"))
    if "series" in reader.value:
        rows, mark = reader.integer("count"), reader.integer("mark")
        if rows < 0:
            plaindata.fail(reader.at("count"))
        return Series(reader.text("series"), rows, reader.text("key", ""), mark)
    if "share" in reader.value:
        return Share(_place(reader.value["share"], reader.at("share"), depth + 1, count))
    if "sign" in reader.value:
        try:
            sign = Sign(reader.text("sign"))
        except ValueError:
            plaindata.fail(reader.at("sign"))
        left = _value(reader.value.get("left"), reader.at("left"), depth, deep + 1, count)
        right = _value(reader.value.get("right"), reader.at("right"), depth, deep + 1, count)
        return Arithmetic(sign, left, right)
    name = reader.text("function")
    given = reader.items("arguments", lambda one, at: _value(one, at, depth, deep + 1, count))
    if name not in FUNCTIONS or not FUNCTIONS[name][0] <= len(given) <= FUNCTIONS[name][1]:
        plaindata.fail(reader.at("function"))
    return Call(name, given)


def _place(value: object, place: str, depth: int, count: _Count) -> Place:
    reader = Reader(value, place)
    count.take(place)
    if "ring" in reader.value:
        points = reader.items("ring", lambda one, at: plaindata.numbers(one, 2, at))
        if not 3 <= len(points) <= MOST_VALUES:
            plaindata.fail(reader.at("ring"))
        return Ring(tuple((east, north) for east, north in points))
    if "circle" in reader.value:
        east, north, radius = reader.point("circle")
        if radius <= 0:
            plaindata.fail(reader.at("circle"))
        return Circle(east, north, radius)
    inner = reader.value.get("where")
    where = None if inner is None else _expression(inner, reader.at("where"), depth + 1, count)
    if where is not None and looks_at_shapes(where):
        plaindata.fail(reader.at("where"))
    return Features(reader.text("layer"), where)
