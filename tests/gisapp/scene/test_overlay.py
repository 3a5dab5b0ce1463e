"""What is written over the picture."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.scene import camera as cameras
from gisapp.scene import overlay

SIZE = (1600.0, 900.0)


@given(st.floats(3, 300_000))
def test_scale_bar_is_a_round_figure_of_fitting_length(distance: float) -> None:
    camera = cameras.from_above(cameras.aimed((0, 0, 0), 0.0, 1.0, distance))
    bar = overlay.scale_bar(camera, SIZE)
    assert 60 <= bar.pixels <= 160
    digit = bar.metres / 10.0 ** math.floor(math.log10(bar.metres) + 1e-9)
    assert digit == pytest.approx(round(digit))
    assert round(digit) in {1, 2, 5}
    # Two points as far apart as the bar says lie as far apart in the picture.
    ends = cameras.pixels(camera, SIZE, [(0, 0, 0), (bar.metres, 0, 0)])
    assert ends[1, 0] - ends[0, 0] == pytest.approx(bar.pixels, rel=1e-4)


def test_figures() -> None:
    assert [overlay.ScaleBar(metres, 100).figure for metres in (0.5, 20, 500, 2000, 50_000)] == [
        "0.5 m",
        "20 m",
        "500 m",
        "2 km",
        "50 km",
    ]


def test_only_a_view_from_above_has_one_scale() -> None:
    camera = cameras.aimed((0, 0, 0), 0.4, 0.6, 500)
    assert not overlay.is_flat(camera)
    assert overlay.is_flat(cameras.from_above(camera))


def test_needle_points_to_where_north_is_in_the_picture() -> None:
    for bearing in (-2.5, 0.0, 0.7, 3.0):
        camera = cameras.aimed((0, 0, 0), bearing, 0.7, 500)
        here, north = cameras.pixels(camera, SIZE, [(0, 0, 0), (0, 1, 0)])[:, :2]
        needle = overlay.compass(camera, SIZE)
        pointed = np.array([math.sin(needle.angle), -math.cos(needle.angle) * math.sin(0.7)])
        assert np.cross([*pointed, 0], [*(north - here), 0])[2] == pytest.approx(0, abs=1e-2)
        assert pointed @ (north - here) > 0


def test_compass_is_hit_where_it_is() -> None:
    needle = overlay.compass(cameras.aimed((0, 0, 0), 0, 1, 9), SIZE)
    assert needle.holds(needle.x, needle.y)
    assert not needle.holds(needle.x - 60, needle.y)


def test_names_do_not_cover_each_other_and_the_nearest_win() -> None:
    camera = cameras.aimed((0, 0, 0), 0.0, 0.8, 400)
    rng = np.random.default_rng(4)
    points = np.column_stack([rng.uniform(-300, 300, (2000, 2)), np.zeros(2000)])
    texts = [f"町{number}丁目" for number in range(2000)]
    found = overlay.names(camera, SIZE, points, texts, np.zeros(len(texts)))
    assert 20 < len(found) <= overlay.LABELS
    places = np.array([(name.x, name.y) for name in found])
    gaps = np.abs(places[:, None] - places[None])
    gaps[np.arange(len(found)), np.arange(len(found))] = np.inf
    assert ((gaps[..., 0] > 40) | (gaps[..., 1] > 18)).all()
    depth = cameras.pixels(camera, SIZE, points)
    visible = (np.abs(depth[:, 0] - 800) < 800) & (np.abs(depth[:, 1] - 450) < 450)
    nearest = int(np.flatnonzero(visible)[np.argmin(depth[visible, 2])])
    assert found[0].text == texts[nearest]


def test_no_names() -> None:
    assert overlay.names(cameras.aimed((0, 0, 0), 0, 1, 9), SIZE, np.empty((0, 3)), [], np.empty(0)) == []
