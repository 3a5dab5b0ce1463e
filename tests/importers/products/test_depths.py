from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from importers.products.depths import ABOVE, BELOW, BETWEEN, depth_range, depth_style, told_class


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("0.3m以上1m未満", (0.3, 1)),
        ("0.3m未満", (0, 0.3)),
        ("～ 0.3m未満", (0, 0.3)),
        ("～0.5m", (0, 0.5)),
        ("0.01m以上 ～ 0.3m未満", (0.01, 0.3)),
        ("3m以上～5m未満", (3, 5)),
        ("3m以上 - 5m未満", (3, 5)),
        ("1.0～2.0m", (1, 2)),
        ("1.0〜2.0m未満", (1, 2)),
        ("０．５ｍ以上３ｍ未満", (0.5, 3)),
        ("50cm以上1m未満", (0.5, 1)),
        ("30cm～50cm", (0.3, 0.5)),
        ("20m以上", (20, math.inf)),
        ("5m～", (5, math.inf)),
        ("10mを超える", (10, math.inf)),
        ("2m以下", (0, 2)),
    ],
)
def test_classes_of_depth_are_read_however_they_are_written(text: str, ends: tuple[float, float]) -> None:
    assert depth_range(text) == ends


@pytest.mark.parametrize(
    "text", ["", "浸水なし", "1m", "2", "5m以上3m未満", "A" * 1000, "1" * 5000 + "m以上"]
)
def test_what_is_no_class_is_not_read(text: str) -> None:
    assert all(math.isnan(end) for end in depth_range(text))


@given(some.text(max_size=200))
def test_any_text_gives_two_ends_in_order_or_none(text: str) -> None:
    lower, upper = depth_range(text)
    assert (math.isnan(lower) and math.isnan(upper)) or 0 <= lower < upper


def test_classes_take_the_official_colours_and_keep_their_words() -> None:
    style = depth_style(
        "A40_003", ["1m以上2m未満", "不明", "0.3m以上1m未満", "0.3m未満", "5m以上", "0.5m以上3m未満"]
    )
    assert [(one.label, one.colour) for one in style.categories] == [
        ("0.3m未満", (255, 255, 179)),
        ("0.3m以上1m未満", (248, 225, 166)),
        ("0.5m以上3m未満", (255, 216, 192)),
        ("1m以上2m未満", (255, 216, 192)),
        ("5m以上", (255, 145, 145)),
    ]
    assert [one.value for one in style.categories] == [one.label for one in style.categories]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("0.5m以上3.0m未満", "0.5 m to under 3 m"),
        ("０．３ｍ以上１ｍ未満", "0.3 m to under 1 m"),
        ("20m以上", "20 m or more"),
        ("～0.3m未満", "under 0.3 m"),
        ("50cm以上1m未満", "0.5 m to under 1 m"),
        ("幅員4m未満", "幅員4m未満"),
        ("不明", "不明"),
        ("", ""),
    ],
)
def test_classes_are_told_in_english_and_stay_in_japanese(text: str, english: str) -> None:
    words = {BETWEEN: "{lower} m to under {upper} m", BELOW: "under {upper} m", ABOVE: "{lower} m or more"}
    assert told_class(text, lambda message: message.render(lambda one: words.get(one, one))) == english
    assert told_class(text, str) == text
