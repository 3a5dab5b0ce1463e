"""The cities that figures are measured with are what they are said to be."""

from __future__ import annotations

import re

import pytest

from tests.benchmarks.copies import UNIT, Copy, Template, copies, moved_name

TEXT = (
    b'<gml:lowerCorner>36.25 139.5 0</gml:lowerCorner><bldg:Building gml:id="b1">'
    b"<uro:buildingID>10207-bldg-77</uro:buildingID>"
    b"<gml:posList>36.249888368885436 139.5248178453828 23.419999999998254 36.25 139.5 7</gml:posList>"
    b'<app:target uri="#p1"/><app:target ring="#r1"/></bldg:Building>'
)


def test_a_copy_has_places_and_names_of_its_own() -> None:
    template = Template.of(TEXT)
    assert template.buildings == 1
    found = template.copied(Copy(7, 10, -14)).decode()
    assert 'gml:id="c07_b1"' in found
    assert 'uri="#c07_p1"' in found
    assert "10207-bldg-0777" in found
    places = re.findall(r"[\d.]+ [\d.]+ [\d.]+", found)
    north, east = 10 * UNIT // 120, -14 * UNIT // 80
    for place, (lat, lon, height) in zip(
        places,
        [
            ("36.250000000000000", "139.500000000000000", "0"),
            ("36.249888368885436", "139.524817845382800", "23.419999999998254"),
            ("36.250000000000000", "139.500000000000000", "7"),
        ],
        strict=True,
    ):
        moved = [int(text.replace(".", "")) for text in place.split()[:2]]
        assert moved == [int(lat.replace(".", "")) + north, int(lon.replace(".", "")) + east]
        assert place.split()[2] == height


def test_the_next_copy_does_not_see_the_one_before() -> None:
    template = Template.of(TEXT)
    first = template.copied(Copy(3, 20, 14))
    template.copied(Copy(5, -10, 28))
    assert template.copied(Copy(3, 20, 14)) == first


def test_more_digits_than_can_be_moved_exactly_are_refused() -> None:
    with pytest.raises(ValueError, match="longer than the digits"):
        Template.of(b"<gml:posList>36.2498883688854361 139.5 0</gml:posList>")


def test_copies_lie_side_by_side_and_are_named_by_their_mesh() -> None:
    places = copies(25)
    assert places[0] == Copy(0, 0, 0)
    assert len({(copy.north, copy.east) for copy in places}) == 25
    assert moved_name("udx/bldg/54392465_bldg_6697_op.gml", Copy(1, 10, 14)) == (
        "udx/bldg/54393569_bldg_6697_op.gml"
    )
