"""Strategies that make expressions about the city of boxes and a layer of lots."""

from __future__ import annotations

from hypothesis import strategies as st

from layers.query.model import (
    COMPARISONS,
    FUNCTIONS,
    AllOf,
    AnyOf,
    Arithmetic,
    Call,
    Circle,
    Column,
    Compare,
    Condition,
    Expression,
    Features,
    Kind,
    Not,
    Number,
    Operator,
    Relation,
    Ring,
    Share,
    Sign,
    Value,
)
from tests.fakes import USAGES

NUMBERS = ("measured_height", "storeys", "year")
finite = st.floats(-1e6, 1e6, allow_nan=False).map(lambda one: one + 0.0)
texts = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x30FF, exclude_categories=("Cs", "Cc")), max_size=6
)
codes = st.sampled_from(sorted(USAGES))
several = st.lists(codes, min_size=2, max_size=4, unique=True).map(tuple)


def _values(deep: int = 2) -> st.SearchStrategy[Value]:
    """Return a strategy for calculated values."""
    plain = st.one_of(
        st.sampled_from(NUMBERS).map(Column),
        finite.map(Number),
        st.sampled_from(["area", "perimeter", "rise", "bottom"]).map(Call),
        places().map(Share),
    )
    if not deep:
        return plain
    inner = _values(deep - 1)
    calls = [
        st.tuples(*[inner] * fewest).map(lambda given, name=name: Call(name, given))  # type: ignore[misc]
        for name, (fewest, _) in FUNCTIONS.items()
        if fewest
    ]
    return st.one_of(plain, st.builds(Arithmetic, st.sampled_from(Sign), inner, inner), *calls)


def places() -> st.SearchStrategy[Ring | Circle | Features]:
    """Return a strategy for places."""
    point = st.tuples(finite, finite)
    where = st.one_of(st.none(), st.builds(Condition, st.just("area"), st.sampled_from(COMPARISONS), finite))
    return st.one_of(
        st.lists(point, min_size=3, max_size=5).map(lambda one: Ring(tuple(one))),
        st.builds(Circle, finite, finite, st.floats(0.5, 1e5)),
        st.builds(Features, st.just("lots"), where),
    )


def _conditions() -> st.SearchStrategy[Expression]:
    """Return a strategy for single conditions in the form in which the parser makes them."""
    number = st.builds(Condition, st.sampled_from(NUMBERS), st.sampled_from(COMPARISONS), finite)
    pair = st.tuples(finite, finite)
    among = st.lists(finite, min_size=1, max_size=4).map(tuple)
    calculated = _values().filter(lambda one: not isinstance(one, Column | Number))
    return st.one_of(
        number,
        st.builds(Condition, st.sampled_from(NUMBERS), st.just(Operator.BETWEEN), pair),
        st.builds(Condition, st.sampled_from(NUMBERS), st.just(Operator.IN), among),
        st.builds(Condition, st.sampled_from(["usage", "name", "year"]), st.just(Operator.MISSING)),
        st.builds(Condition, st.just("usage"), st.sampled_from([Operator.IN, Operator.NOT_EQUAL]), several),
        st.builds(Condition, st.just("usage"), st.sampled_from([Operator.EQUAL, Operator.NOT_EQUAL]), codes),
        st.builds(
            Condition,
            st.just("name"),
            st.sampled_from([Operator.CONTAINS, Operator.STARTS, Operator.EQUAL, Operator.LESS]),
            texts,
        ),
        st.builds(Compare, calculated, st.sampled_from(COMPARISONS), _values()),
        st.builds(Relation, st.sampled_from([Kind.INSIDE, Kind.TOUCHES]), places()),
        st.builds(Relation, st.just(Kind.NEAR), places(), st.floats(0, 1e4)),
    )


@st.composite
def _condition(draw: st.DrawFn) -> Expression:
    return draw(_conditions())


def _expressions() -> st.SearchStrategy[Expression]:
    """Return a strategy for expressions whose joints have at least two parts."""
    return st.recursive(
        _condition(),
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(lambda one: AllOf(tuple(one))),
            st.lists(inner, min_size=2, max_size=3).map(lambda one: AnyOf(tuple(one))),
            inner.map(Not),
        ),
        max_leaves=6,
    )


@st.composite
def values(draw: st.DrawFn) -> Value:
    """Return a calculated value."""
    return draw(_values(3))


@st.composite
def expressions(draw: st.DrawFn) -> Expression:
    """Return an expression."""
    return draw(_expressions())
