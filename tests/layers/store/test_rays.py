from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.store.rays import box_entries, triangle_hits
from tests.layers.store.views import first_hit

BOX = np.array([[0.0, 0.0, 0.0, 2.0, 4.0, 6.0]])


def entry(origin: tuple[float, float, float], direction: tuple[float, float, float]) -> float:
    return float(box_entries(BOX, np.array(origin), np.array(direction, dtype=np.float64))[0])


@pytest.mark.parametrize(
    ("origin", "direction", "expected"),
    [
        ((-5, 1, 1), (1, 0, 0), 5.0),
        ((7, 1, 1), (-1, 0, 0), 5.0),
        ((1, 1, 10), (0, 0, -1), 4.0),
        ((1, 1, 10), (0, 0, 1), np.inf),  # behind
        ((1, 1, 1), (0, 0, 1), 0.0),  # inside
        ((1, 1, 1), (1, 2, 3), 0.0),
        ((-1, 5, 1), (1, 0, 0), np.inf),  # beside
        ((-5, 0, 1), (1, 0, 0), 5.0),  # along a face
        ((-5, 0, 0), (1, 0, 0), 5.0),  # along an edge
        ((2, 4, 10), (0, 0, -1), 4.0),  # down an edge
        ((0, 0, 0), (0, 0, 1), 0.0),  # from a corner along an edge
        ((-1, -1, -1), (1, 1, 1), 1.0),  # through a corner
        ((-1, -1, -1), (2, 2, 2), 0.5),  # in lengths of the direction
    ],
)
def test_a_ray_enters_a_box_where_it_should(
    origin: tuple[float, float, float], direction: tuple[float, float, float], expected: float
) -> None:
    assert entry(origin, direction) == expected


def test_flat_and_missing_boxes_are_no_trouble() -> None:
    boxes = np.array([[0.0, 0, 5, 10, 10, 5], [np.nan] * 6, [3.0, 3, 3, 3, 3, 3]])
    down = box_entries(boxes, np.array([3.0, 3.0, 20.0]), np.array([0.0, 0.0, -1.0]))
    assert down[0] == 15.0
    assert np.isinf(down[1])
    assert down[2] == 17.0
    assert len(box_entries(np.empty((0, 6)), np.zeros(3), np.ones(3))) == 0


_NUMBERS = st.floats(-100, 100, allow_nan=False)
_PLACES = st.tuples(_NUMBERS, _NUMBERS, _NUMBERS)


@given(st.lists(st.tuples(_PLACES, _PLACES), min_size=1, max_size=8), _PLACES, _PLACES)
def test_boxes_that_hold_a_point_of_the_ray_are_entered_before_it(
    corners: list[tuple[tuple[float, float, float], tuple[float, float, float]]],
    origin: tuple[float, float, float],
    target: tuple[float, float, float],
) -> None:
    low = np.array([np.minimum(a, b) for a, b in corners])
    high = np.array([np.maximum(a, b) for a, b in corners])
    start, end = np.array(origin), np.array(target)
    direction = end - start
    length = np.linalg.norm(direction)
    if length < 1e-6:
        return
    direction = direction / length
    found = box_entries(np.hstack([low, high]), start, direction)
    holds = ((end >= low + 1e-6) & (end <= high - 1e-6)).all(axis=1)
    assert (found[holds] <= length + 1e-6).all()
    assert (found >= 0).all()


@given(st.integers(0, 10_000))
def test_triangles_are_met_where_three_equations_say(seed: int) -> None:
    random = np.random.default_rng(seed)
    points = random.uniform(-10, 10, (60, 3))
    triangles = np.arange(60).reshape(-1, 3)
    origin, direction = random.uniform(-20, 20, 3), random.normal(size=3)
    direction /= np.linalg.norm(direction)
    found = triangle_hits(points, triangles, origin, direction)
    expected = first_hit(points, triangles, origin, direction)
    np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-6)


def test_both_sides_of_a_triangle_count_and_one_seen_edge_on_does_not() -> None:
    points = np.array([[0.0, 0, 0], [4, 0, 0], [0, 4, 0]])
    triangles = np.array([[0, 1, 2], [0, 2, 1]])
    down = triangle_hits(points, triangles, np.array([1.0, 1, 5]), np.array([0.0, 0, -1]))
    assert down.tolist() == [5.0, 5.0]
    along = triangle_hits(points, triangles, np.array([-5.0, 1, 0]), np.array([1.0, 0, 0]))
    assert np.isinf(along).all()
    behind = triangle_hits(points, triangles, np.array([1.0, 1, 5]), np.array([0.0, 0, 1]))
    assert np.isinf(behind).all()
