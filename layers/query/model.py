"""What a question is made of: frozen values for columns, arithmetic, comparisons and places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEEPEST = 8
"""Conditions may be nested this deep."""
DEEPEST_VALUE = 32
"""Arithmetic may be nested this deep."""
MOST_VALUES = 10_000
"""Values one condition may list, and corners one drawn area may have."""
MOST_NODES = 2_000
"""Conditions and values that one expression may consist of."""


class Operator(StrEnum):
    """How an attribute is compared."""

    EQUAL = "="
    NOT_EQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    GREATER = ">"
    AT_LEAST = ">="
    BETWEEN = "between"
    CONTAINS = "contains"
    STARTS = "starts"
    MISSING = "is missing"
    IN = "in"


ORDERED = (Operator.LESS, Operator.AT_MOST, Operator.GREATER, Operator.AT_LEAST)
"""Comparisons that need an order."""
COMPARISONS = (Operator.EQUAL, Operator.NOT_EQUAL, *ORDERED)
"""Comparisons of two values."""

Constant = str | float | tuple[str | float, ...] | None


@dataclass(frozen=True)
class Condition:
    """One comparison of a column with what was written.

    Attributes
    ----------
    attribute
        Column name.
    value
        A number for numeric columns, a code for columns of kind ``code``, a text otherwise; a tuple of
        them for ``in`` (and ``!=``: none of them); low and high, both included, for ``between``; None for
        ``is missing``.
    """

    attribute: str
    operator: Operator
    value: Constant = None


@dataclass(frozen=True)
class AllOf:
    """All of the conditions hold."""

    conditions: tuple[Expression, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one of the conditions holds."""

    conditions: tuple[Expression, ...]


@dataclass(frozen=True)
class Not:
    """The condition is known not to hold; where it is unknown, this is unknown too."""

    condition: Expression


@dataclass(frozen=True)
class Compare:
    """A comparison of two calculated values; `operator` is one of :data:`COMPARISONS`."""

    left: Value
    operator: Operator
    right: Value


@dataclass(frozen=True)
class Rows:
    """The features of some rows, such as those that are chosen; made by the program, never written or kept.

    Attributes
    ----------
    packed
        Row numbers as the bytes of uint32.
    """

    packed: bytes


class Kind(StrEnum):
    """How features lie to a place."""

    INSIDE = "inside"  # the point that stands for the feature lies in it, so each is counted once
    TOUCHES = "touches"  # the shapes have a point in common
    NEAR = "near"  # the shapes are at most so many metres apart


@dataclass(frozen=True)
class Relation:
    """Features that lie to a place as `kind` says; `metres` counts for ``near``."""

    kind: Kind
    place: Place
    metres: float = 0.0


@dataclass(frozen=True)
class Column:
    """The number in a column."""

    name: str


@dataclass(frozen=True)
class Number:
    """A number as it was written."""

    value: float


@dataclass(frozen=True)
class Series:
    """Numbers that an analysis gave each row; made by the program and kept, never written by hand.

    Attributes
    ----------
    packed
        See :mod:`layers.query.series`.
    count
        How many rows there were.
    key, mark
        Column by which the rows are known again, and the check of what it held.
    """

    packed: str
    count: int
    key: str
    mark: int


class Sign(StrEnum):
    """The four operations."""

    PLUS = "+"
    MINUS = "-"
    TIMES = "*"
    OVER = "/"


@dataclass(frozen=True)
class Arithmetic:
    """Two values put together; a division by zero is unknown."""

    sign: Sign
    left: Value
    right: Value


@dataclass(frozen=True)
class Call:
    """A function of :data:`FUNCTIONS` with its arguments."""

    function: str
    arguments: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Share:
    """How much of the area of a feature lies in a place, in per cent."""

    place: Place


@dataclass(frozen=True)
class Ring:
    """A drawn area: its corners (east, north) in metres of the project's plane rectangular system."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Circle:
    """A drawn circle, metres of the project's plane rectangular system."""

    east: float
    north: float
    radius: float


@dataclass(frozen=True)
class Features:
    """All features of another layer that meet a condition; its own filter does not count.

    Attributes
    ----------
    layer
        Id of the layer.
    where
        What its features must meet, None for all; without places of its own.
    """

    layer: str
    where: Expression | None = None


Expression = Condition | AllOf | AnyOf | Not | Compare | Relation | Rows
Value = Column | Number | Arithmetic | Call | Share | Series
Place = Ring | Circle | Features
Node = Expression | Value | Place

FUNCTIONS: dict[str, tuple[int, int]] = {
    "area": (0, 0),  # square metres of the shape on the ground
    "perimeter": (0, 0),  # metres around it, or along a line
    "rise": (0, 0),  # metres from its lowest to its highest point
    "bottom": (0, 0),  # metres above sea level of its lowest point
    "absolute": (1, 1),
    "round": (1, 2),  # to so many digits after the point
    "floor": (1, 1),
    "ceiling": (1, 1),
    "least": (2, 8),
    "most": (2, 8),
}
"""Functions, and how many arguments each takes: at least, at most."""

SHAPE_FUNCTIONS = frozenset({"area", "perimeter", "rise", "bottom"})
"""Those that look at the shape and not at columns."""


def children(node: Node) -> Sequence[Node]:
    """Return the parts that a node is made of."""
    if isinstance(node, AllOf | AnyOf):
        return node.conditions
    if isinstance(node, Not):
        return (node.condition,)
    if isinstance(node, Compare | Arithmetic):
        return (node.left, node.right)
    if isinstance(node, Relation | Share):
        return (node.place,)
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Features) and node.where is not None:
        return (node.where,)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """Give a node and all it is made of."""
    yield node
    for inner in children(node):
        yield from walk(inner)


def depth(node: Node) -> int:
    """Return how deep conditions are nested, 1 for a single one."""
    inner = [depth(one) for one in children(node)]
    return (0 if isinstance(node, Column | Number | Series | Arithmetic | Call | Ring | Circle) else 1) + max(
        inner, default=0
    )


def value_depth(node: Node) -> int:
    """Return how deep arithmetic is nested."""
    own = 1 if isinstance(node, Arithmetic | Call) else 0
    return own + max((value_depth(one) for one in children(node)), default=0)


def columns_of(node: Node) -> set[str]:
    """Return the columns of the layer itself that are asked for."""
    if isinstance(node, Condition):
        return {node.attribute}
    if isinstance(node, Column):
        return {node.name}
    if isinstance(node, Features):
        return set()
    return set().union(*(columns_of(one) for one in children(node)))


def layers_of(node: Node) -> set[str]:
    """Return the ids of the other layers that are looked at."""
    return {one.layer for one in walk(node) if isinstance(one, Features)}


def looks_at_shapes(node: Node) -> bool:
    """Say whether shapes are needed to answer it, and not the table alone."""
    return any(
        isinstance(one, Relation | Share) or (isinstance(one, Call) and one.function in SHAPE_FUNCTIONS)
        for one in walk(node)
    )


def joined(conditions: Sequence[Expression]) -> Expression | None:
    """Return conditions that must all hold as one, None when there are none."""
    if not conditions:
        return None
    return conditions[0] if len(conditions) == 1 else AllOf(tuple(conditions))


def parted(expression: Expression | None) -> tuple[Expression, ...]:
    """Return an expression as conditions that must all hold, the form in which a layer keeps its filter."""
    if expression is None:
        return ()
    return expression.conditions if isinstance(expression, AllOf) else (expression,)
