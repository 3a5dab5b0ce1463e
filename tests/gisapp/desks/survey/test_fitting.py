"""Planes, cylinders and contour lines of shapes that are known, with noise and strays."""

from __future__ import annotations

import numpy as np
import pytest

from gisapp.desks.survey.contour import contour_lines
from gisapp.desks.survey.fitting import fit_cylinder, fit_plane
from gisapp.desks.survey.surfaces import Frame
from layers.errors import AnalysisFailed

RANDOM = np.random.default_rng(8)
HERE = np.array([31_000.0, -42_000.0, 12.0])


@pytest.mark.parametrize(("lean", "azimuth"), [(1.5, 0.0), (-2.0, 135.0), (0.5, 270.0), (60.0, 33.0)])
def test_how_far_a_wall_leans(lean: float, azimuth: float) -> None:
    dip, turn = np.radians(90 - abs(lean)), np.radians(azimuth)
    normal = np.array([np.sin(dip) * np.sin(turn), np.sin(dip) * np.cos(turn), np.cos(dip)])
    across = np.array([np.cos(turn), -np.sin(turn), 0.0])
    up = np.cross(normal, across)
    flat = RANDOM.uniform(-3, 3, (4_000, 2))
    wall = HERE + flat[:, :1] * across + flat[:, 1:] * up + RANDOM.normal(0, 0.005, (4_000, 1)) * normal
    strays = HERE + RANDOM.uniform(-3, 3, (1_500, 3))
    found = fit_plane(np.vstack([wall, strays]))
    assert found.dip == pytest.approx(90 - abs(lean), abs=0.02)
    assert found.lean == pytest.approx(abs(lean), abs=0.02)
    assert (found.azimuth - azimuth + 180) % 360 - 180 == pytest.approx(0, abs=0.03)
    assert found.error == pytest.approx(0.005, rel=0.15)
    assert 3_800 < found.used < 4_200


def test_level_ground_falls_nowhere_and_a_line_is_no_plane() -> None:
    flat = np.column_stack([RANDOM.uniform(0, 9, (500, 2)), np.full(500, 3.0)])
    found = fit_plane(flat)
    assert found.dip == pytest.approx(0, abs=1e-6)
    assert np.isnan(found.azimuth)
    line = np.outer(np.arange(50.0), [1.0, 2.0, 0.5])
    for few in (line, line[:2]):
        with pytest.raises(AnalysisFailed):
            fit_plane(few)


@pytest.mark.parametrize(("lean", "part"), [(0.0, 360), (2.0, 180), (1.0, 120)])
def test_how_thick_a_pier_is(lean: float, part: int) -> None:
    turn = np.radians(RANDOM.uniform(0, part, 5_000))
    along = RANDOM.uniform(-2, 2, 5_000)
    radius = 0.75 + RANDOM.normal(0, 0.003, 5_000)
    upright = np.column_stack([radius * np.cos(turn), radius * np.sin(turn), along])
    angle = np.radians(lean)
    tilt = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
    strays = RANDOM.uniform(-2, 2, (500, 3))
    found = fit_cylinder(np.vstack([upright @ tilt.T, strays]) + HERE)
    assert found.radius == pytest.approx(0.75, abs=0.002)
    assert found.lean == pytest.approx(lean, abs=0.1)
    assert found.error == pytest.approx(0.003, rel=0.25)
    assert found.used > 4_700


def test_a_pipe_that_lies() -> None:
    turn = RANDOM.uniform(0, np.pi, 3_000)
    pipe = np.column_stack([RANDOM.uniform(0, 6, 3_000), 0.3 * np.cos(turn), 0.3 * np.sin(turn)])
    found = fit_cylinder(pipe + HERE, np.array([1.0, 0.05, 0.0]))
    assert found.radius == pytest.approx(0.3, abs=1e-6)
    assert abs(found.axis[0]) == pytest.approx(1.0, abs=1e-9)
    assert found.lean == pytest.approx(90, abs=1e-6)
    with pytest.raises(AnalysisFailed):
        fit_cylinder(pipe[:5])


def test_contours_of_a_cone_are_circles() -> None:
    frame = Frame(31_000.0, 32_000.0, 0.5, 200, 200)
    east, north = np.meshgrid(*frame.middles)
    away = np.hypot(east - 31_050, north - 32_050)
    lines = contour_lines(frame, 40 - away, 5.0)
    rings = {height: line for height, line in lines if height >= 0}
    assert len(rings) == len([height for height, _ in lines if height >= 0])  # each is one whole line
    for height in (5.0, 20.0, 35.0):
        ring = rings[height]
        assert (ring[0] == ring[-1]).all()
        radius = np.hypot(*(ring - (31_050, 32_050)).T)
        assert radius == pytest.approx(np.full(len(ring), 40 - height), abs=0.02)
    gap = np.where(away < 12, np.nan, 40 - away)
    assert all(height <= 28 for height, _ in contour_lines(frame, gap, 5.0))
