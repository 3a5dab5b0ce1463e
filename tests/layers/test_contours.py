"""Contour lines: at their heights, on the triangles, closed, and the same whatever tile they are cut from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest

from layers.contours import INTERVALS, MOST_LINES, automatic, contours, height_words, label_places
from layers.drawables import Labels, Lines
from layers.terraincontours import contour_lines
from layers.terrainlook import GroundTable
from layers.terrainmesh import tile_mesh, tile_surface
from tests.layers import terrains

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

ALONG = np.linspace(0.0, 295.0, 60)


def cone(centre: tuple[float, float] = (150.0, 140.0)) -> NDArray[np.float64]:
    east, north = np.meshgrid(ALONG, ALONG)
    return 100.0 - np.hypot(east - centre[0], north - centre[1]) * 0.5


def test_the_lines_of_a_cone_are_circles() -> None:
    found = contours(cone(), ALONG, ALONG, 10.0)
    radius = np.hypot(found.points[:, :, 0] - 150, found.points[:, :, 1] - 140)
    assert found.points[:, :, 2] == pytest.approx(np.repeat(found.number * 10.0, 2).reshape(-1, 2))
    wanted = (100 - found.points[:, :, 2]) / 0.5
    # Off the top the triangles of 5 m leave the round shape by less than a tenth of a metre.
    away = wanted > 30
    assert np.abs(radius - wanted)[away].max() < 0.12
    assert sorted(set(found.number.tolist())) == list(range(1 + int(np.min(cone()) // 10), 10))
    lengths = np.linalg.norm(found.points[:, 0] - found.points[:, 1], axis=1)
    for number in (6, 7, 8):
        circle = 2 * np.pi * (100 - number * 10) / 0.5
        assert lengths[found.number == number].sum() == pytest.approx(circle, rel=0.01)


def test_every_line_is_closed_or_ends_at_the_edge() -> None:
    heights = cone() + np.random.default_rng(4).normal(0, 0.6, (60, 60))
    heights[20:24, 30:37] = np.nan
    found = contours(heights, ALONG, ALONG, 2.0)
    ends = Counter(tuple(end) for end in np.round(found.points.reshape(-1, 3), 6).tolist())
    loose = np.array([end for end, count in ends.items() if count % 2])
    inside = (loose[:, :2] > 0).all(axis=1) & (loose[:, :2] < ALONG[-1]).all(axis=1)
    hole = (loose[:, 0] > 29 * 5 - 1) & (loose[:, 0] < 37 * 5 + 1)
    hole &= (loose[:, 1] > 19 * 5 - 1) & (loose[:, 1] < 24 * 5 + 1)
    assert not (inside & ~hole).any()


def test_a_plain_on_the_very_height_of_a_line_gives_no_line() -> None:
    assert not len(contours(np.full((5, 5), 30.0), ALONG[:5], ALONG[:5], 10.0).number)
    assert not len(contours(np.full((5, 5), np.nan), ALONG[:5], ALONG[:5], 10.0).number)


def test_a_cliff_is_not_cut_into_more_pieces_than_can_be_drawn() -> None:
    rough = np.random.default_rng(1).uniform(0, 4000, (60, 60))
    found = contours(rough, ALONG, ALONG, 0.5)
    assert 0 < len(found.number) <= 200_000
    assert (found.number % 5 == 0).all()
    assert found.points[:, 0, 2] == pytest.approx(found.number * 0.5)


def test_an_interval_suits_the_heights() -> None:
    assert automatic(0, 12) == 0.5
    assert automatic(2, 330) == 10
    assert automatic(0, 3776) == 100
    for high in np.linspace(1, 4000, 200).tolist():
        assert automatic(0, high) in INTERVALS
        assert high / automatic(0, high) <= MOST_LINES


def test_lines_lie_on_what_is_drawn_and_go_on_in_the_next_tile(tmp_path: Path) -> None:
    store = terrains.written(tmp_path / "hills", terrains.hills(150, 200))
    ends = []
    for column in (0, 1):
        drawn = contour_lines(store, 0, 1, column, 2.0, 0.1)
        lines = [one for one in drawn if isinstance(one, Lines)]
        assert [one.width for one in lines] == [1.0, 2.0]
        points = np.concatenate([one.points + one.origin for one in lines])
        ends.append(points)
        mesh = tile_mesh(store, 0, 1, column, 0.0)
        corners = (mesh.points + mesh.origin)[mesh.triangles].astype(float)
        some = np.random.default_rng(column).choice(len(points), 60, replace=False)
        for point in points[some]:
            assert _on_a_triangle(corners, point), point
    border = tile_surface(store, 0, 1, 1)[0][0]
    touching = [part[np.abs(part[:, 0] - border) < 1e-3] for part in ends]
    assert len(touching[0]) == len(touching[1]) > 4
    one, other = (np.sort(part[:, 1]) for part in touching)
    assert one == pytest.approx(other, abs=0.01)


def _on_a_triangle(corners: NDArray[np.float64], point: NDArray[np.float64]) -> bool:
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    twice = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (c[:, 0] - a[:, 0]) * (b[:, 1] - a[:, 1])
    east, north = point[0] - a[:, 0], point[1] - a[:, 1]
    u = (east * (c[:, 1] - a[:, 1]) - north * (c[:, 0] - a[:, 0])) / twice
    v = (north * (b[:, 0] - a[:, 0]) - east * (b[:, 1] - a[:, 1])) / twice
    inside = (u > -1e-3) & (v > -1e-3) & (u + v < 1 + 1e-3)
    height = a[:, 2] + u * (b[:, 2] - a[:, 2]) + v * (c[:, 2] - a[:, 2])
    return bool((np.abs(height - point[2])[inside] < 0.01).any())


def test_from_afar_only_index_lines_are_left_and_they_keep_their_place(tmp_path: Path) -> None:
    store = terrains.written(tmp_path / "hills", terrains.hills(260, 260))
    steep = float(np.tan(np.radians(GroundTable(store).numbers("ground_slope"))).mean())
    near = contour_lines(store, 0, 0, 0, 2.0, steep)
    far = contour_lines(store, 2, 0, 0, 2.0, steep)
    heights = [
        set(np.round((one.points + one.origin)[:, 2], 3).tolist())
        for one in (*near, *far)
        if isinstance(one, Lines) and one.width == 2.0
    ]
    assert all(height % 10 == 0 for found in heights for height in found)
    assert [one.width for one in far if isinstance(one, Lines)] == [2.0]
    texts = [text for one in (*near, *far) if isinstance(one, Labels) for text in one.texts]
    assert texts
    assert all(float(text) % 10 == 0 for text in texts)


def test_labels_stand_on_the_longest_index_lines() -> None:
    found = contours(cone(), ALONG, ALONG, 2.0)
    rows = label_places(found, 2)
    assert len(rows) == 2
    assert found.is_index[rows].all()
    assert height_words(130.0) == "130"
    assert height_words(2.5) == "2.5"
