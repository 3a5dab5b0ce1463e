"""A turned box: what lies in it, which boxes it meets, and bands along a line."""

from __future__ import annotations

import math

import numpy as np
import pytest

from layers.clipbox import ClipBox


def test_a_turned_box_holds_what_lies_in_it() -> None:
    box = ClipBox(100.0, 50.0, 20.0, 4.0, 45.0, 0.0, 10.0)
    ahead = np.array([math.cos(math.pi / 4), math.sin(math.pi / 4), 0.0])
    middle = np.array([100.0, 50.0, 5.0])
    places = [
        middle,
        middle + 9.9 * ahead,
        middle + 10.1 * ahead,
        middle + np.array([3.0, 0.0, 0.0]),
        middle * (1, 1, 3),
    ]
    assert box.holds(np.array(places)).tolist() == [True, True, False, False, False]
    assert box.holds(box.corners * 0.999 + 0.001 * middle).all()


def test_no_box_that_holds_something_of_it_is_missed() -> None:
    random = np.random.default_rng(4)
    low = random.random((500, 3)) * 40
    boxes = np.hstack([low, low + random.random((500, 3)) * 5])
    box = ClipBox(20.0, 20.0, 15.0, 3.0, 20.0, 10.0, 20.0)
    inside = np.array(
        [box.holds(one[:3] + random.random((400, 3)) * (one[3:] - one[:3])).any() for one in boxes]
    )
    met = box.meets(boxes)
    assert inside.any()
    assert not met.all()
    assert not (inside & ~met).any()


def test_a_band_lies_on_both_sides_of_its_line() -> None:
    band = ClipBox.along(np.array([0.0, 0.0]), np.array([0.0, 10.0]), 2.0, -1.0, 1.0)
    assert (band.east, band.north, band.length, band.width) == (0.0, 5.0, 10.0, 2.0)
    assert band.turn == pytest.approx(90.0)
    assert band.holds(np.array([(0.9, 9.9, 0.0), (1.1, 5.0, 0.0)])).tolist() == [True, False]
    assert ClipBox.of(band.numbers) == band


@pytest.mark.parametrize(
    "numbers",
    [
        (),
        (1.0,) * 6,
        (0.0, 0.0, math.nan, 1.0, 0.0, 0.0, 1.0),
        (0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0),
        ("a",) * 7,
    ],
)
def test_numbers_that_are_no_box_are_none(numbers: tuple[float, ...]) -> None:
    assert ClipBox.of(numbers) is None
