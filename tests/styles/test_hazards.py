"""Hazards in the official colours, for all eyes, and on a grey print."""

from __future__ import annotations

from itertools import pairwise

import pytest

from styles.hazards import DEPTHS, LASTING, ZONES, Dress, dressed, entries, hatch_of
from styles.presets import preset
from styles.style import ByCategory, ByRange, Category, Fixed
from styles.vision import Vision, difference, seen

EYES = (Vision.NORMAL, Vision.PROTAN, Vision.DEUTERAN, Vision.TRITAN)
ALL = (*DEPTHS, *LASTING, *ZONES)


@pytest.mark.parametrize("preset_id", ALL)
def test_official_colours_are_those_of_the_palette(preset_id: str) -> None:
    found = preset(preset_id)
    assert [one.mark.colour for one in entries(preset_id, Dress.OFFICIAL)] == [
        one.colour for one in found.ranges or found.categories
    ]


def test_the_legend_says_what_the_depths_stand_for() -> None:
    words = {one.label: one.words for one in entries("flood_depth", Dress.OFFICIAL)}
    assert words["0.5m以上3m未満"] == "1階の床の高さに相当"
    assert words["3m以上5m未満"] == "2階の床下に相当"
    assert words["5m以上10m未満"] == "2階の屋根以上（2階が水没）"
    assert words["10m以上20m未満"] == ""


@pytest.mark.parametrize("preset_id", ALL)
def test_every_eye_tells_neighbouring_classes_apart(preset_id: str) -> None:
    colours = [one.mark.colour for one in entries(preset_id, Dress.CLEAR)]
    for eye in EYES:
        for one, other in pairwise(seen(colours, eye)):
            assert difference(one, other) > 5, (preset_id, eye)


@pytest.mark.parametrize("preset_id", ALL)
def test_neighbours_on_a_grey_print_differ_in_hatch_and_get_darker(preset_id: str) -> None:
    marks = [one.mark for one in entries(preset_id, Dress.PRINT)]
    for one, other in pairwise(marks):
        assert one.hatch != other.hatch
        assert one.colour[0] > other.colour[0]
    assert all(max(one.colour) - min(one.colour) <= 2 for one in marks)
    assert all(
        hatch_of(one.label, one.mark.colour) == one.mark.hatch for one in entries(preset_id, Dress.PRINT)
    )


def test_a_style_changes_its_dress_and_back() -> None:
    for preset_id in ("flood_rank", "flood_depth_detailed", "landslide_area"):
        official = preset(preset_id).style("column")
        grey = dressed(official, Dress.PRINT)
        assert grey != official
        assert isinstance(grey, (ByCategory, ByRange))
        assert dressed(dressed(grey, Dress.CLEAR), Dress.OFFICIAL) == official


def test_what_staff_chose_stays() -> None:
    own = ByCategory("rank", (Category("1", (1, 2, 3), "0.5m未満"),))
    assert dressed(own, Dress.PRINT) is own
    assert dressed(Fixed(), Dress.CLEAR) == Fixed()
    use = preset("use_district").style("function")
    assert dressed(use, Dress.PRINT) is use
