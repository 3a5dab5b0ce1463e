from __future__ import annotations

import math
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from importers.citygml.numbers import gather, parse_numbers


def parsed(*lists: str) -> list[list[float]]:
    data = np.frombuffer("".join(lists).encode(), dtype=np.uint8)
    ends = np.cumsum([len(text.encode()) for text in lists])
    spans = np.column_stack([np.concatenate([[0], ends[:-1]]), ends]).astype(np.int64)
    values, offsets = parse_numbers(data, spans)
    assert len(offsets) == len(lists) + 1
    return [values[a:b].tolist() for a, b in pairwise(offsets)]


def single(text: str) -> float:
    ((value,),) = parsed(text)
    return value


@given(st.floats(-1e6, 1e6, allow_subnormal=False).filter(lambda value: value == 0 or abs(value) > 1e-6))
@example(36.64773967207627)
@example(137.0537094956814)
@example(-0.0)
def test_coordinates_come_back_to_the_last_place(value: float) -> None:
    for text in (repr(value), f"{value:.17g}", f"{value:+.20f}", f"{value:e}"):
        assert abs(single(text) - float(text)) <= np.spacing(abs(float(text)))


@given(st.integers(0, 10**15), st.integers(0, 12))
def test_fifteen_digits_are_exact(digits: int, places: int) -> None:
    text = f"{Decimal(digits).scaleb(-places):f}"
    assert single(text) == float(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1.0),
        ("-1.5", -1.5),
        ("+2", 2.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("1.25E-2", 0.0125),
        ("1e+02", 100.0),
        ("0000000000000000000000000012", 12.0),
        ("0.0000000000000000000000000012", 1.2e-27),
        ("12345678901234567890123", 1.2345678901234568e22),
        ("1e400", math.inf),
        ("-1e400", -math.inf),
        ("1e-400", 0.0),
        ("0e9999", 0.0),
    ],
)
def test_numbers_as_people_write_them(text: str, value: float) -> None:
    assert single(text) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "+",
        ".",
        "e5",
        "1e",
        "1e+",
        "1.2.3",
        "--1",
        "1-2",
        "0x10",
        "nan",
        "NaN",
        "inf",
        "１２",
        "一",
        "1;2",
    ],
)
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    assert all(math.isnan(value) for value in parsed(text)[0])


@pytest.mark.parametrize("text", ["1e400", "1e99999", "1e999999999999999999999", "9" * 400])
def test_what_is_too_large_is_not_finite(text: str) -> None:
    assert not math.isfinite(single(text))


def test_lists_are_kept_apart_and_any_white_space_divides() -> None:
    assert parsed("1 2\t3\r\n4\n\n5", " 6,7 ", "", "   ", "8") == [[1, 2, 3, 4, 5], [6, 7], [], [], [8]]


@given(
    st.lists(st.lists(st.sampled_from(["1", "2.5", "x", "-3e2"])), min_size=1, max_size=6),
    st.sampled_from([" ", "\n  "]),
)
def test_every_word_gives_one_number(lists: list[list[str]], space: str) -> None:
    texts = [space.join(words) + space for words in lists]
    assert [len(values) for values in parsed(*texts)] == [len(words) for words in lists]


def test_spans_that_end_before_they_begin_hold_nothing() -> None:
    data = np.frombuffer(b"1 2 3", dtype=np.uint8)
    values, offsets = parse_numbers(data, np.array([[0, -1], [2, 3]]))
    assert values.tolist() == [2.0]
    assert offsets.tolist() == [0, 0, 1]
    values, offsets = parse_numbers(data, np.empty((0, 2), dtype=np.int64))
    assert not len(values)
    assert offsets.tolist() == [0]


def test_spans_are_gathered_in_their_order() -> None:
    data = np.frombuffer(b"abcdef", dtype=np.uint8)
    packed = gather(data, np.array([4, 0]), np.array([2, 3]), np.array([0, 2, 5]))
    assert packed.tobytes() == b"efabc"
