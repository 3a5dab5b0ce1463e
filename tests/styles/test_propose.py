from __future__ import annotations

import math

import numpy as np
import pytest

from styles.figures import figure
from styles.palettes import CATEGORICAL, OTHER
from styles.propose import by_category, by_range, label, pretty_breaks, quantile_breaks

THIN = "\u2009"


def test_figures() -> None:
    assert figure(1234567.5, "m") == f"1,234,567.5{THIN}m"
    assert figure(3, "階") == "3階"
    assert figure(-12.34, decimals=1) == "\u221212.3"
    assert figure(0.1 + 0.2) == "0.3"
    assert figure(120, "m2") == f"120{THIN}㎡"


def test_the_commonest_values_get_the_clearest_colours() -> None:
    values = [str(number) for number in range(30)]
    counts = np.arange(30)
    style = by_category("usage", values, counts, {"29": "住宅"})
    assert [one.value for one in style.categories] == [str(number) for number in range(29, 19, -1)]
    assert style.categories[0].label == "住宅"
    assert [one.colour for one in style.categories] == list(CATEGORICAL)
    assert style.other == OTHER


def test_pretty_breaks_are_round_and_inside() -> None:
    assert pretty_breaks(0, 70, 7) == [10, 20, 30, 40, 50, 60]
    assert pretty_breaks(0.13, 0.52, 4) == [0.2, 0.3, 0.4, 0.5]
    assert pretty_breaks(5, 5, 7) == []
    assert pretty_breaks(-1e6, 1e6, 4) == [-500000, 0, 500000]


def test_quantile_breaks_share_out_the_features() -> None:
    known = np.sort(np.random.default_rng(1).lognormal(3, 1, 10_000))
    breaks = quantile_breaks(known, 5)
    counts = np.diff(np.searchsorted(known, [-math.inf, *breaks, math.inf]))
    assert len(counts) == 5
    assert counts.min() > 1500
    assert all(len(f"{one:g}".replace(".", "")) <= 3 for one in breaks)


def test_each_known_number_falls_into_exactly_one_range() -> None:
    generator = np.random.default_rng(2)
    for numbers in (
        generator.normal(10, 3, 5000),
        generator.lognormal(0, 3, 5000),
        np.full(10, 3.0),
        np.array([1.0]),
        np.concatenate([np.zeros(999), [1e6]]),
        np.array([-5.0, np.nan, 0.0, 1e-9]),
    ):
        for method in ("", "pretty", "quantile"):
            style = by_range("height", numbers, unit="m", method=method)
            known = numbers[~np.isnan(numbers)]
            inside = sum(((one.low <= known) & (known < one.high)).astype(int) for one in style.ranges)
            assert np.all(inside == 1)
            assert len({one.label for one in style.ranges}) == len(style.ranges)


def test_few_whole_numbers_get_a_class_each() -> None:
    style = by_range("storeys", np.array([1.0, 2, 2, 3, 3, 5]), unit="階", kind="integer")
    assert [one.label for one in style.ranges] == ["1階", "2階", "3階", "5階"]


def test_few_different_numbers_get_their_own_names() -> None:
    style = by_range("rate", np.array([60.0, 80, 80, np.nan, 62.5]), unit="%")
    assert [one.label for one in style.ranges] == [f"60{THIN}%", f"62.5{THIN}%", f"80{THIN}%"]
    years = by_range("survey_year", np.array([2017.0, 2021.0]), kind="year", unit="年")
    assert [one.label for one in years.ranges] == ["2017年", "2021年"]


def test_years_have_no_comma() -> None:
    years = np.random.default_rng(3).integers(1930, 2025, 2000).astype(float)
    labels = [one.label for one in by_range("year", years, unit="年", kind="year").ranges]
    assert labels[0] == "1939年以前"
    assert labels[1] == "1940〜1949年"
    assert not any("," in text for text in labels)


def test_a_column_without_values_gets_no_ranges() -> None:
    assert by_range("height", np.full(3, np.nan)).ranges == ()


@pytest.mark.parametrize(
    ("low", "high", "kind", "expected"),
    [
        (-math.inf, 5, "number", f"5{THIN}m未満"),
        (1000, 2500.5, "number", f"1,000〜2,500.5{THIN}m"),
        (100, math.inf, "number", f"100{THIN}m以上"),
        (-math.inf, math.inf, "number", "すべて"),
        (3, 4, "integer", f"3{THIN}m"),
        (2011, math.inf, "year", "2011m以後"),
    ],
)
def test_labels(low: float, high: float, kind: str, expected: str) -> None:
    assert label(low, high, "m", kind) == expected
