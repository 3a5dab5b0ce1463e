"""Moving the camera, held by what stays where in the picture."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.scene import camera as cameras
from layers.project import Camera

SIZE = (1600.0, 900.0)
FAR_AWAY = np.array([-118_432.1, 84_321.7, 12.3])

bearings = st.floats(-3.1, 3.1)
tilts = st.floats(0.05, 1.5)
distances = st.floats(20, 50_000)
shifts = st.floats(-400, 400)


def some_camera(bearing: float, tilt: float, distance: float) -> Camera:
    return cameras.aimed(FAR_AWAY, bearing, tilt, distance)


@given(bearings, tilts, distances)
def test_aimed_is_where_it_was_told(bearing: float, tilt: float, distance: float) -> None:
    camera = some_camera(bearing, tilt, distance)
    assert cameras.distance(camera) == pytest.approx(distance, rel=1e-9)
    assert cameras.bearing(camera) == pytest.approx(bearing, abs=1e-6)
    assert cameras.tilt(camera) == pytest.approx(tilt, abs=1e-6)


def test_north_is_up_when_looking_down() -> None:
    camera = cameras.from_above(cameras.aimed((0, 0, 0), 0.0, 0.5, 100))
    north, east = cameras.pixels(camera, SIZE, [(0, 10, 0), (10, 0, 0)])
    assert north[1] < 450
    assert north[0] == pytest.approx(800, abs=0.1)
    assert east[0] > 800
    assert cameras.bearing(camera) == pytest.approx(0, abs=1e-6)


@given(bearings, tilts, distances, st.floats(0, 1600), st.floats(0, 900), st.floats(1, 1e4))
def test_ray_and_pixels_are_inverse(
    bearing: float, tilt: float, distance: float, x: float, y: float, along: float
) -> None:
    camera = some_camera(bearing, tilt, distance)
    origin, direction = cameras.ray(camera, SIZE, x, y)
    place = cameras.pixels(camera, SIZE, [origin + direction * along])[0]
    assert place[:2] == pytest.approx((x, y), abs=1e-4)
    assert 0 < place[2] <= along * (1 + 1e-9)


def test_points_behind_the_eye_have_negative_depth() -> None:
    camera = cameras.aimed((0, 0, 0), 0.0, 0.0, 100)
    assert cameras.pixels(camera, SIZE, [(0, -500, 0)])[0, 2] < 0


@given(bearings, tilts, distances, shifts, shifts, st.floats(-2, 2), st.floats(-1, 1))
def test_orbit_keeps_the_pivot_in_its_pixel(
    bearing: float, tilt: float, distance: float, right: float, up: float, turn: float, raise_: float
) -> None:
    camera = some_camera(bearing, tilt, distance)
    origin, direction = cameras.ray(camera, SIZE, 800 + right, 450 + up)
    pivot = origin + direction * distance
    after = cameras.orbited(camera, pivot, turn, raise_)
    place = cameras.pixels(after, SIZE, [pivot])[0]
    assert place[:2] == pytest.approx((800 + right, 450 + up), abs=0.01)
    assert np.linalg.norm(np.array(after.position) - pivot) == pytest.approx(distance, rel=1e-6)
    assert cameras.FLATTEST - 1e-9 <= cameras.tilt(after) <= cameras.STEEPEST + 1e-9


@given(bearings, tilts, st.floats(100, 20_000), shifts, shifts, st.floats(0.5, 2))
def test_zoom_keeps_the_target_in_its_pixel(
    bearing: float, tilt: float, distance: float, right: float, up: float, factor: float
) -> None:
    camera = some_camera(bearing, tilt, distance)
    origin, direction = cameras.ray(camera, SIZE, 800 + right, 450 + up)
    target = origin + direction * distance
    after = cameras.zoomed(camera, target, factor)
    assert cameras.pixels(after, SIZE, [target])[0, :2] == pytest.approx((800 + right, 450 + up), abs=0.01)
    assert cameras.distance(after) == pytest.approx(distance * factor, rel=1e-6)


def test_zoom_stops_before_it_passes_through() -> None:
    camera = some_camera(0.3, 0.7, 100)
    for _ in range(200):
        camera = cameras.zoomed(camera, camera.focal, 0.5)
    assert cameras.distance(camera) == pytest.approx(cameras.NEAREST)
    for _ in range(200):
        camera = cameras.zoomed(camera, camera.focal, 2.0)
    assert cameras.distance(camera) == pytest.approx(cameras.FARTHEST)


@given(bearings, st.floats(0.3, 1.5), st.floats(100, 20_000), shifts, shifts)
def test_drag_puts_the_grabbed_point_under_the_cursor(
    bearing: float, tilt: float, distance: float, right: float, up: float
) -> None:
    camera = some_camera(bearing, tilt, distance)
    after = cameras.dragged(camera, SIZE, camera.focal, 800 + right / 2, 450 + up / 8)
    place = cameras.pixels(after, SIZE, [camera.focal])[0]
    assert place[:2] == pytest.approx((800 + right / 2, 450 + up / 8), abs=0.01)
    assert after.position[2] == pytest.approx(camera.position[2])


def test_drag_to_the_sky_does_nothing() -> None:
    camera = some_camera(0.0, 0.1, 500)
    assert cameras.dragged(camera, SIZE, camera.focal, 800, 0) == camera


def test_arrow_keys_pan_along_the_ground() -> None:
    camera = some_camera(math.pi / 2, 0.6, 500)  # looking east
    north, _, height = np.array(cameras.panned(camera, SIZE, -100, 0).focal) - camera.focal
    assert abs(north) < 1e-6
    assert height == 0
    east = cameras.panned(camera, SIZE, 0, 100).focal[0] - camera.focal[0]
    assert east == pytest.approx(100 * cameras.metres_per_pixel(camera, SIZE))


extents = st.tuples(
    st.floats(-1e5, 1e5),
    st.floats(-1e5, 1e5),
    st.floats(0, 500),
    st.floats(5, 3e4),
    st.floats(5, 3e4),
    st.floats(1, 400),
).map(lambda v: (v[0], v[1], v[2], v[0] + v[3], v[1] + v[4], v[2] + v[5]))


@given(extents, bearings, st.floats(0.1, 1.5), st.sampled_from([(1600, 900), (400, 900), (3000, 500)]))
def test_fit_shows_all_corners(
    extent: tuple[float, float, float, float, float, float],
    bearing: float,
    tilt: float,
    size: tuple[float, float],
) -> None:
    camera = cameras.fitted(extent, size, bearing, tilt)
    corners = [(x, y, z) for x in extent[::3] for y in extent[1::3] for z in extent[2::3]]
    place = cameras.pixels(camera, size, corners)
    assert (place[:, 2] > 0).all()
    assert (place[:, 0] >= 0).all()
    assert (place[:, 0] <= size[0]).all()
    assert (place[:, 1] >= 0).all()
    assert (place[:, 1] <= size[1]).all()


def test_fit_is_no_farther_than_needed() -> None:
    size = (1600, 900)
    extent = (0.0, 0.0, 0.0, 6000.0, 4000.0, 60.0)
    camera = cameras.home(extent, size)
    corners = [(x, y, z) for x in extent[::3] for y in extent[1::3] for z in extent[2::3]]
    place = cameras.pixels(camera, size, corners)
    left, right = place[:, 0].min() / 1600, 1 - place[:, 0].max() / 1600
    top, bottom = place[:, 1].min() / 900, 1 - place[:, 1].max() / 900
    assert left == pytest.approx(right)
    assert top == pytest.approx(bottom)
    assert min(left, top) == pytest.approx((1 - cameras.MARGIN) / 2)
    assert camera.focal[2] == pytest.approx(30.0)


@given(bearings, st.floats(0.05, 1.5), shifts, shifts, st.floats(-2, 2), st.floats(-3, 3))
def test_going_around_a_point_on_the_ground_never_leads_below_it(
    bearing: float, tilt: float, right: float, up: float, turn: float, raise_: float
) -> None:
    camera = some_camera(bearing, tilt, 300)
    origin, direction = cameras.ray(camera, SIZE, 800 + right, 450 + up)
    pivot = cameras.on_plane(origin, direction, FAR_AWAY[2])
    if pivot is None:
        return
    after = cameras.circled(camera, pivot, turn, raise_)
    assert after.position[2] >= min(camera.position[2], pivot[2] + 1.0) - 1e-4
    assert cameras.pixels(after, SIZE, [pivot])[0, :2] == pytest.approx((800 + right, 450 + up), abs=0.05)


def test_flight_begins_and_ends_where_it_should() -> None:
    start, end = some_camera(3.0, 0.3, 5000), cameras.aimed(FAR_AWAY + np.array([900, -40, 5]), -3.0, 1.2, 80)
    assert cameras.between(start, end, 1.0) is end
    first = cameras.between(start, end, 0.0)
    assert first.position == pytest.approx(start.position, abs=1e-6)
    # From 3.0 to -3.0 radians the short way leads over south, not once around.
    turns = [cameras.bearing(cameras.between(start, end, share)) for share in (0.25, 0.5, 0.75)]
    assert all(abs(turn) > 3.0 - 1e-6 for turn in turns)
    lengths = [cameras.distance(cameras.between(start, end, share)) for share in np.linspace(0, 1, 9)]
    assert all(later < earlier for earlier, later in pairwise(lengths))


def test_easing_is_quick_first() -> None:
    assert cameras.eased(0) == 0
    assert cameras.eased(1) == 1
    assert cameras.eased(2) == 1
    assert cameras.eased(0.3) > 0.3


@given(extents, bearings, tilts, distances)
def test_clipping_cuts_nothing_that_is_seen(
    extent: tuple[float, float, float, float, float, float], bearing: float, tilt: float, distance: float
) -> None:
    middle = np.array(extent).reshape(2, 3).mean(axis=0)
    camera = cameras.aimed(middle, bearing, tilt, distance)
    near, far = cameras.clip_range(camera, SIZE, extent)
    rng = np.random.default_rng(1)
    points = rng.uniform(extent[:3], extent[3:], (200, 3))
    place = cameras.pixels(camera, SIZE, points)
    seen = (place[:, 2] > 0) & (np.abs(place[:, 0] - 800) < 800) & (np.abs(place[:, 1] - 450) < 450)
    assert 0 < near < far
    depth = place[seen, 2]
    assert (depth < far).all()
    # Only what touches the eye may be cut: 0.3 m, or what 24 bits of depth force upon wide views.
    assert ((depth >= near) | (depth < max(0.3, far / 30_000))).all()


def test_eye_is_lifted_out_of_the_ground() -> None:
    camera = cameras.above(Camera((0, 0, -5), (10, 0, 0)), 2.0)
    assert camera.position[2] == 2.0
    assert camera.focal[2] == 7.0
    assert cameras.above(camera, 1.0) is camera
