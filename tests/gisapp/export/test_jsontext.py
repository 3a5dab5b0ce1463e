"""Columns as JSON text say the same as Python's own."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from gisapp.export import jsontext

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
WHOLE = st.integers(-(2**31), 2**31 - 1)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
STRUCT = st.fixed_dictionaries({"kind": st.none() | TEXT, "深さ": st.none() | NUMBER})
STRUCT_TYPE = pa.struct([("kind", pa.string()), ("深さ", pa.float64())])


def read(texts: pa.StringArray) -> list[Any]:
    return [None if text is None else json.loads(text) for text in texts.to_pylist()]


@given(st.lists(st.none() | TEXT))
def test_texts(values: list[str | None]) -> None:
    column = pa.array(values, pa.string())
    assert read(jsontext.values(column)) == values
    assert read(jsontext.values(column.dictionary_encode())) == values


@given(st.lists(st.none() | NUMBER), st.lists(st.none() | WHOLE))
def test_numbers(numbers: list[float | None], whole: list[int | None]) -> None:
    assert read(jsontext.values(pa.array(numbers, pa.float64()))) == numbers
    assert read(jsontext.values(pa.array(whole, pa.int32()))) == whole


def test_what_json_cannot_hold_is_missing() -> None:
    column = pa.array([float("nan"), float("inf"), 1.5])
    assert read(jsontext.values(column)) == [None, None, 1.5]


@given(st.lists(st.none() | st.lists(STRUCT)), st.integers(0, 3))
def test_lists_of_structures(values: list[list[dict[str, Any]] | None], skip: int) -> None:
    column = pa.array(values, pa.list_(STRUCT_TYPE)).slice(skip)
    expected = [
        [{name: value for name, value in one.items() if value is not None} for one in several]
        if several
        else None
        for several in values[skip:]
    ]
    assert read(jsontext.lists(column)) == expected


@given(st.lists(st.tuples(st.none() | TEXT, st.none() | WHOLE)))
def test_members_leave_missing_values_out(rows: list[tuple[str | None, int | None]]) -> None:
    texts, whole = [a for a, _ in rows], [b for _, b in rows]
    columns = [("a", pa.array(texts, pa.string())), ("b", pa.array(whole, pa.int32()))]
    found = jsontext.members(columns, len(rows)).to_pylist()
    expected = [{name: value for name, value in (("a", a), ("b", b)) if value is not None} for a, b in rows]
    assert [json.loads(f"{{{text}}}") for text in found] == expected


@given(st.lists(TEXT), st.integers(0, 3), st.integers(0, 3))
def test_run_together(texts: list[str], skip: int, count: int) -> None:
    column = pa.array(texts, pa.string()).slice(skip, count)
    assert bytes(jsontext.run_together(column)) == "".join(texts[skip : skip + count]).encode()
