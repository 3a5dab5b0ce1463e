"""float32 begins in one place, and costs less than a millimetre."""

from __future__ import annotations

import numpy as np

from gisapp.scene import origin as origins


def test_coordinates_far_from_the_zone_origin_keep_their_millimetres() -> None:
    rng = np.random.default_rng(3)
    points = rng.uniform([-118_500, 84_000, 0], [-118_100, 84_400, 90], (5000, 3))
    small, origin = origins.local(points, np.zeros(3))
    assert small.dtype == np.float32
    assert np.abs(small.astype(np.float64) + origin - points).max() < 2e-5


def test_mapped_float32_points_are_not_copied() -> None:
    points = np.arange(30, dtype=np.float32).reshape(10, 3)
    points.setflags(write=False)
    small, origin = origins.local(points, np.array([1.0, 2.0, 3.0]))
    assert np.shares_memory(small, points)
    assert origin.tolist() == [1.0, 2.0, 3.0]


def test_scene_and_project_are_inverse() -> None:
    place = np.array([[-118_432.123, 84_321.456, 7.0]])
    there = origins.to_scene(place, (-118_400.0, 84_300.0, 0.0))
    assert np.abs(there).max() < 40
    assert origins.to_project(there, (-118_400.0, 84_300.0, 0.0)).tolist() == place.tolist()
