"""Worked cases of floor-area and coverage ratios."""

from __future__ import annotations

import pytest

from gisapp.desks.planning.districts import district, district_of_code, districts
from gisapp.desks.planning.ratios import (
    coverage_ratio,
    floor_area_ratio,
    residential_relaxation,
    special_width,
)
from gisapp.desks.planning.zones import Zone
from layers.errors import AnalysisFailed

STRADDLING = (
    Zone("近隣商業地域", 300, 80),
    Zone("第一種住居地域", 200, 60),
)
AREAS = (180.0, 120.0)


@pytest.mark.parametrize(
    ("use", "given", "width", "expected"),
    [
        ("1住", 200, 4.0, 160),  # FAR-01
        ("近商", 300, 4.5, 270),  # FAR-02
        ("商業", 400, 12.0, 400),  # FAR-03
        ("商業", 400, 11.9, 400),
        ("商業", 600, 8.0, 480),  # FAR-04
        ("1中高", 200, 6.0, 200),  # FAR-05, the wider of 4 m and 6 m
    ],
)
def test_the_road_cuts_the_floor_area_ratio(use: str, given: float, width: float, expected: float) -> None:
    figure = floor_area_ratio([Zone(use, given)], [150.0], width)
    assert figure.value == pytest.approx(expected, abs=1e-9)
    assert figure.doubts == ()
    assert [step.article for step in figure.steps] == ["法52条1項・2項"]


def test_near_a_special_road_width_is_added() -> None:  # FAR-07
    assert special_width(6, 35) == pytest.approx(3.0)
    assert special_width(8, 14) == pytest.approx(3.2)
    assert floor_area_ratio([Zone("1住", 400)], [100.0], 6, 35).value == pytest.approx(360)
    assert floor_area_ratio([Zone("1住", 400)], [100.0], 6).value == pytest.approx(240)
    assert floor_area_ratio([Zone("商業", 600)], [100.0], 6, 35).value == pytest.approx(540)
    assert special_width(5.9, 35) == special_width(12, 35) == special_width(6, 70.1) == 0


def test_dwellings_may_have_more() -> None:  # FAR-08
    assert residential_relaxation(400, 1) == pytest.approx(600)
    assert residential_relaxation(400, 0.5) == pytest.approx(480)
    assert residential_relaxation(400, 1) <= 1.5 * 400


@pytest.mark.parametrize(("width", "expected"), [(6, 260), (4, 208)])
def test_zones_are_weighed_by_area(width: float, expected: float) -> None:  # FAR-09
    figure = floor_area_ratio(STRADDLING, AREAS, width)
    assert figure.value == pytest.approx(expected)
    assert figure.steps[-1].article == "法52条7項"
    assert "180.00" in str(figure.steps[-1].text)


def test_what_nobody_knows_is_not_made_up() -> None:
    assert floor_area_ratio([Zone("1住", 200)], [1.0], None).value is None
    unknown = floor_area_ratio([Zone("1住"), Zone("近商", 300)], [1.0, 1.0], 6)
    assert unknown.value is None
    assert "第一種住居地域" in str(unknown.doubts[0])
    assert "法52条1項にない値" in str(floor_area_ratio([Zone("1低", 300)], [1.0], 20).doubts[0])


@pytest.mark.parametrize(
    ("given", "corner", "fire", "resistance", "expected"),
    [
        (60, False, "", "", 60),
        (60, True, "", "", 70),
        (60, True, "quasi", "quasi", 80),
        (60, False, "fire", "quasi", 60),
        (80, False, "fire", "fireproof", 100),
        (80, False, "quasi", "quasi", 90),
    ],
)
def test_coverage_has_relaxations(
    given: float, corner: bool, fire: str, resistance: str, expected: float
) -> None:  # BCR-01
    zone = Zone("近商" if given == 80 else "1住", 200, given)
    figure = coverage_ratio([zone], [100.0], corner=corner, fire=fire, resistance=resistance)
    assert figure.value == pytest.approx(expected)


@pytest.mark.parametrize(("corner", "expected"), [(False, 72), (True, 82)])
def test_coverage_is_weighed_by_area(corner: bool, expected: float) -> None:  # BCR-02
    figure = coverage_ratio(STRADDLING, AREAS, corner=corner, fire="", resistance="")
    assert figure.value == pytest.approx(expected)


def test_the_two_systems_of_codes_are_kept_apart() -> None:
    assert district_of_code(10, "plateau").name == "商業地域"
    assert district_of_code(10, "a29").name == "準工業地域"
    assert district_of_code(8, "plateau").name == "田園住居地域"
    assert district_of_code(21, "a29").name == "田園住居地域"
    with pytest.raises(AnalysisFailed, match="a29: 13"):
        district_of_code(13, "a29")
    assert len(districts()) == 14
    assert district("準住").reach_at(200) == 20
    assert district("商業地域").reach_at(1250) == 50
