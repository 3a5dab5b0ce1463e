from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from mapbox_earcut import triangulate_float64

from layers import ears
from layers.triangulate import MOST_POINTS, Triangles, triangulate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def cut(*polygons: Sequence[NDArray[np.float64]]) -> tuple[NDArray[np.float64], Triangles]:
    """Triangulate polygons given as lists of rings (n, 3), exterior first."""
    rings = [ring for polygon in polygons for ring in polygon]
    points = np.concatenate([np.empty((0, 3)), *rings])
    ring_offsets = np.cumsum([0, *(len(ring) for ring in rings)])
    polygon_offsets = np.cumsum([0, *(len(polygon) for polygon in polygons)])
    return points, triangulate(points, ring_offsets, polygon_offsets)


def flat(ring: Sequence[Sequence[float]] | NDArray[np.float64]) -> NDArray[np.float64]:
    points = np.zeros((len(ring), 3))
    points[:, :2] = np.reshape(ring, (-1, 2))
    return points


def normals_of(points: NDArray[np.float64], triangles: NDArray[np.int64]) -> NDArray[np.float64]:
    corners = points[triangles]
    return np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]) / 2


def area_of(points: NDArray[np.float64], triangles: NDArray[np.int64]) -> float:
    return float(np.linalg.norm(normals_of(points, triangles), axis=1).sum())


# ------------------------------------------------------------------------------------- random polygons


@st.composite
def stars(draw: st.DrawFn) -> list[NDArray[np.float64]]:
    """Polygons whose corners are seen from one point inside, with or without a hole around that point."""
    count = draw(st.integers(3, 40))
    radii = np.array(draw(st.lists(st.floats(1.0, 30.0), min_size=count, max_size=count)))
    steps = np.array(draw(st.lists(st.floats(0.2, 1.0), min_size=count, max_size=count)))
    angles = np.cumsum(steps) / steps.sum() * 2 * np.pi
    assume(np.diff(angles, prepend=angles[-1] - 2 * np.pi).max() < 3.0)
    ring = radii[:, None] * np.column_stack([np.cos(angles), np.sin(angles)])
    rings = [flat(ring)]
    if draw(st.booleans()):
        inner = draw(st.integers(3, 8))
        angles = np.arange(inner) / inner * 2 * np.pi
        size = 0.3 * shapely.Polygon(ring).boundary.distance(shapely.Point(0, 0))
        hole = size * np.column_stack([np.cos(angles), np.sin(angles)])
        rings.append(flat(hole if draw(st.booleans()) else hole[::-1]))
    return rings


@st.composite
def blocks(draw: st.DrawFn) -> list[NDArray[np.float64]]:
    """Footprints: right angles, collinear corners, courtyards, on a grid of decimetres."""
    boxes = st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(1, 8), st.integers(1, 8))
    shape = shapely.union_all(
        [shapely.box(x, y, x + w, y + h) for x, y, w, h in draw(st.lists(boxes, min_size=1, max_size=7))]
    )
    taken = shapely.union_all(
        [shapely.box(x, y, x + 1, y + 1) for x, y, _, _ in draw(st.lists(boxes, max_size=4))]
    )
    shape = shape.difference(taken)
    largest = max(shapely.get_parts(shape), key=lambda part: part.area, default=shapely.Polygon())
    assume(largest.area > 0)
    return [flat(np.asarray(ring.coords)[:-1] / 10) for ring in (largest.exterior, *largest.interiors)]


@st.composite
def planes(draw: st.DrawFn) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A rotation and a place like those of real walls and roofs."""
    angles = draw(st.tuples(*[st.floats(0, 2 * np.pi)] * 3))
    kind = draw(st.sampled_from(["level", "upright", "any"]))
    turn = np.eye(3)
    if kind != "level":
        tilt = np.pi / 2 if kind == "upright" else angles[0]
        turn = np.array([[1, 0, 0], [0, np.cos(tilt), -np.sin(tilt)], [0, np.sin(tilt), np.cos(tilt)]])
    about = np.array(
        [[np.cos(angles[1]), -np.sin(angles[1]), 0], [np.sin(angles[1]), np.cos(angles[1]), 0], [0, 0, 1]]
    )
    place = np.array(draw(st.tuples(st.floats(-1e5, 1e5), st.floats(-1e5, 1e5), st.floats(-10, 3000))))
    return about @ turn, place


@settings(max_examples=300)
@given(stars() | blocks(), planes(), st.booleans())
def test_triangles_cover_the_polygon_exactly_in_any_plane(
    rings: list[NDArray[np.float64]],
    plane: tuple[NDArray[np.float64], NDArray[np.float64]],
    turned: bool,
) -> None:
    shape = shapely.Polygon(rings[0][:, :2], [ring[:, :2] for ring in rings[1:]])
    assume(shape.is_valid)
    rotation, place = plane
    if turned:
        rings = [ring[::-1] for ring in rings]
    points, found = cut([ring @ rotation.T + place for ring in rings])
    assert not found.states[0] & (ears.TANGLED | ears.FLAT | ears.EMPTY | ears.LARGE)
    assert bool(found.states[0] & ears.HOLED) == (len(rings) > 1)
    assert area_of(points, found.triangles) == pytest.approx(shape.area, rel=1e-6, abs=1e-6)
    # Every triangle looks the way its polygon does …
    normal = found.normals[0] / np.linalg.norm(found.normals[0])
    assert (normals_of(points, found.triangles) @ normal > -1e-9).all()
    ring_normal = rotation @ [0, 0, 1 if shapely.Polygon(rings[0][:, :2]).exterior.is_ccw else -1]
    assert normal @ ring_normal == pytest.approx(1.0, abs=1e-6)
    # … and lies within it.
    back = (points - place) @ rotation
    middles = back[found.triangles].mean(axis=1)[:, :2]
    assert shapely.contains_xy(shape.buffer(1e-4), middles).all()
    assert len(found.triangles) <= sum(map(len, rings)) + 2 * (len(rings) - 1) - 2


@settings(max_examples=100)
@given(st.lists(stars() | blocks(), min_size=2, max_size=6))
def test_polygons_do_not_mix(polygons: list[list[NDArray[np.float64]]]) -> None:
    shapes = [shapely.Polygon(rings[0], rings[1:]) for rings in polygons]
    assume(all(shape.is_valid for shape in shapes))
    points, found = cut(*polygons)
    assert (np.diff(found.polygon) >= 0).all()
    sizes = np.cumsum([0, *(sum(map(len, rings)) for rings in polygons)])
    for number, shape in enumerate(shapes):
        mine = found.triangles[found.polygon == number]
        assert mine.min() >= sizes[number]
        assert mine.max() < sizes[number + 1]
        assert area_of(points, mine) == pytest.approx(shape.area, rel=1e-6, abs=1e-6)


@settings(max_examples=100)
@given(stars() | blocks())
def test_the_area_is_that_of_earcut(rings: list[NDArray[np.float64]]) -> None:
    assume(shapely.Polygon(rings[0][:, :2], [ring[:, :2] for ring in rings[1:]]).is_valid)
    plane = np.concatenate(rings)
    ends = np.cumsum([len(ring) for ring in rings]).astype(np.uint32)
    other = triangulate_float64(np.ascontiguousarray(plane[:, :2]), ends).reshape(-1, 3).astype(np.int64)
    points, found = cut(rings)
    assert area_of(points, found.triangles) == pytest.approx(area_of(plane, other), rel=1e-6, abs=1e-6)


NUMBERS = st.floats(-50, 50) | st.integers(-3, 3).map(float)


@settings(max_examples=300)
@given(st.lists(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), max_size=12), min_size=1, max_size=3))
@example([[(0, 0, 0)] * 5])
@example([[(0, 0, 0), (1, 0, 0), (2, 0, 0), (3, 0, 0)]])
@example([[(0, 0, 0), (4, 4, 0), (4, 0, 0), (0, 4, 0)]])
@example([[(0, 0, 0), (4, 0, 0), (4, 4, 0), (0, 4, 0)], [(9, 9, 0), (12, 9, 0), (9, 12, 0)]])
@example([[(0, 0, 0), (4, 0, 0), (4, 4, 0), (0, 4, 0)], [(0, 0, 0), (4, 0, 0), (4, 4, 0), (0, 4, 0)]])
def test_whatever_the_points_are_the_triangles_are_of_them(
    rings: list[list[tuple[float, float, float]]],
) -> None:
    raw = [np.array(ring, dtype=np.float64).reshape(-1, 3) for ring in rings]
    points = np.concatenate(raw)
    offsets = np.cumsum([0, *(len(ring) for ring in raw)])
    kept, clean, faults = ears.clean_rings(points, offsets)
    found = triangulate(points[kept], clean, np.array([0, len(raw)]))
    assert len(found.states) == 1
    assert (found.triangles >= 0).all()
    assert (found.triangles < len(kept)).all()
    assert np.isfinite(found.normals).all()
    if clean[1] == 0:
        assert found.states[0] == ears.EMPTY
        assert faults[0] & ears.TOO_FEW
        assert not len(found.triangles)


# ------------------------------------------------------------------------------------- known shapes

SQUARE = flat([(0, 0), (4, 0), (4, 4), (0, 4)])
SMALL = flat([(1, 1), (2, 1), (2, 2), (1, 2)])


@pytest.mark.parametrize("axis", [0, 1, 2])
@pytest.mark.parametrize("side", [1, -1])
def test_walls_and_floors_keep_their_outside(axis: int, side: int) -> None:
    ring = np.roll(SQUARE, axis, axis=1)[::side]
    points, found = cut([ring])
    assert len(found.triangles) == 2
    expected = side * 8 * np.roll([0, 0, 1], axis)
    np.testing.assert_allclose(normals_of(points, found.triangles), [expected, expected])
    np.testing.assert_allclose(found.normals[0], 4 * expected)


def test_holes_stay_open_whichever_way_they_run() -> None:
    for hole in (SMALL, SMALL[::-1]):
        points, found = cut([SQUARE, hole], [SQUARE])
        assert area_of(points, found.triangles[found.polygon == 0]) == pytest.approx(15)
        assert area_of(points, found.triangles[found.polygon == 1]) == pytest.approx(16)
        assert found.states.tolist() == [ears.HOLED, 0]


def test_a_hole_that_was_emptied_is_none() -> None:
    points = np.concatenate([SQUARE, SQUARE])
    found = triangulate(points, np.array([0, 4, 4, 8]), np.array([0, 2, 3]))
    assert np.bincount(found.polygon).tolist() == [2, 2]


def test_tangled_polygons_are_marked_and_still_give_something() -> None:
    bow = flat([(0, 0), (4, 4), (4, 0), (0, 3)])
    points, found = cut([bow], [SQUARE])
    assert found.states[0] & ears.TANGLED
    assert not found.states[1]
    assert (found.polygon == 1).sum() == 2
    touching = flat([(0, 0), (4, 0), (4, 4), (2, 0), (0, 4)])
    points, found = cut([touching])
    assert area_of(points, found.triangles) == pytest.approx(8)


def test_polygons_without_area_are_marked() -> None:
    line = flat([(0, 0), (1, 0), (2, 0)])
    _, found = cut([line], [SQUARE], [np.empty((0, 3))])
    assert found.states.tolist() == [ears.FLAT, 0, ears.EMPTY]
    assert set(found.polygon.tolist()) == {1}


def test_nothing_gives_nothing() -> None:
    found = triangulate(np.empty((0, 3)), np.array([0]), np.array([0]))
    assert found.triangles.shape == (0, 3)
    assert found.normals.shape == (0, 3)


@pytest.mark.parametrize("count", [ears.MANY_POINTS - 1, ears.MANY_POINTS + 1, MOST_POINTS])
def test_many_corners_take_little_time(count: int) -> None:
    angle = np.arange(count) / count * 2 * np.pi
    ring = flat(100 * np.column_stack([np.cos(angle), np.sin(angle)]))
    started = time.perf_counter()
    points, found = cut([ring])
    assert time.perf_counter() - started < 5
    assert area_of(points, found.triangles) == pytest.approx(shapely.Polygon(ring).area)
    assert not found.states[0]


def test_too_many_corners_are_not_cut_but_marked() -> None:
    random = np.random.default_rng(3)
    tangle = flat(random.uniform(0, 100, (MOST_POINTS + 1, 2)))
    started = time.perf_counter()
    _, found = cut([tangle], [SQUARE])
    assert time.perf_counter() - started < 2
    assert found.states[0] & ears.LARGE
    assert set(found.polygon.tolist()) == {1}


# ------------------------------------------------------------------------------------- rings


@pytest.mark.parametrize(
    ("ring", "kept", "fault"),
    [
        ([(0, 0), (1, 0), (1, 1), (0, 0)], [0, 1, 2], 0),
        ([(0, 0), (1, 0), (1, 1)], [0, 1, 2], ears.NOT_CLOSED),
        ([(0, 0), (1, 0), (1, 0), (1, 1), (0, 0)], [0, 1, 3], ears.REPEATED),
        ([(0, 0), (0, 0), (1, 0), (1, 1), (0, 0), (0, 0)], [0, 2, 3], ears.REPEATED),
        ([(0, 0), (1, 0), (0, 0)], [], ears.TOO_FEW),
        ([(0, 0)] * 6, [], ears.TOO_FEW | ears.REPEATED),
        ([], [], ears.TOO_FEW),
        ([(0, 0), (np.nan, 0), (1, 0), (1, 1), (0, 0)], [0, 2, 3], ears.NOT_FINITE),
        ([(0, 0), (np.inf, 0), (1, 0), (1, 1), (0, 0)], [0, 2, 3], ears.NOT_FINITE),
    ],
)
def test_rings_are_cleaned_and_their_faults_told(
    ring: list[tuple[float, float]], kept: list[int], fault: int
) -> None:
    points = np.concatenate([SQUARE, flat(ring).reshape(-1, 3), SQUARE])
    offsets = np.array([0, 4, 4 + len(ring), 8 + len(ring)])
    found, cuts, faults = ears.clean_rings(points, offsets)
    assert found[cuts[1] : cuts[2]].tolist() == [4 + place for place in kept]
    told = int(faults[1])
    assert told == fault or (not kept and told & ears.TOO_FEW)
    assert np.diff(cuts)[[0, 2]].tolist() == [4, 4]
