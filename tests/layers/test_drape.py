"""Flat shapes on the ground: they follow it, keep their area, and nothing of them is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from layers import cutting, drape

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Slope:
    """Ground that rises one metre in ten to the east and is unknown west of zero."""

    def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
        del north
        return np.where(east < 0, np.nan, 100 + east / 10)


def geometries(*wkt: str) -> NDArray[np.object_]:
    return np.asarray(shapely.from_wkt(list(wkt)), dtype=object)


def area_of(corners: NDArray[np.float64]) -> float:
    a, b, c = (corners[:, k, :2] for k in range(3))
    turn = (b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]
    assert (turn > 0).all()
    return float(turn.sum() / 2)


def test_a_piece_that_touches_itself_is_cut_all_the_same() -> None:
    """A shadow that was cut along the grid: its outline comes within a millimetre of itself."""
    touching = geometries(
        "POLYGON ((-15240 -16017.176875154495, -15240 -16017.207488472171,"
        " -15247.648232404628 -16012.17353529267, -15252.799515399642 -16020, -15260 -16020,"
        " -15260 -16004.092027309289, -15247.648 -16012.174, -15240 -16017.176875154495))"
    )
    assert not shapely.is_valid(touching)[0]
    corners, piece = drape._cut_flat(touching)
    assert area_of(corners) == pytest.approx(126.537, abs=0.01)
    assert set(piece.tolist()) == {0}


HOLED = "POLYGON ((0 0, 300 0, 300 200, 0 200, 0 0), (50 50, 50 100, 100 100, 100 50, 50 50))"


def test_areas_keep_their_area_and_follow_the_ground() -> None:
    shapes = geometries(
        HOLED, "MULTIPOLYGON (((400 0, 410 0, 410 10, 400 0)), ((500 0, 510 0, 510 10, 500 0)))"
    )
    (mesh,) = drape.areas(shapes, np.array([7, 3]), Slope(), 40.0, solid=False)
    points = mesh.points.astype(np.float64) + mesh.origin
    corners = points[mesh.triangles]
    assert area_of(corners[mesh.features == 7]) == pytest.approx(300 * 200 - 50 * 50, rel=1e-5)
    assert area_of(corners[mesh.features == 3]) == pytest.approx(100, rel=1e-4)
    assert points[:, 2] == pytest.approx(100 + points[:, 0] / 10 + 40 * drape.AREA_SHARE, abs=0.01)
    assert np.ptp(corners[:, :, 0], axis=1).max() <= 40.01


@given(st.integers(0, 2**32 - 1), st.sampled_from([5.0, 20.0, 75.0]))
def test_cutting_into_cells_loses_nothing(seed: int, cell: float) -> None:
    random = np.random.default_rng(seed)
    centres = random.uniform(-200, 200, (5, 2))
    polygons = shapely.buffer(shapely.points(centres), random.uniform(1, 90, 5), quad_segs=3)
    pieces, owner = cutting.divided(polygons, cell)
    bounds = shapely.bounds(pieces)
    assert (bounds[:, 2:] - bounds[:, :2]).max() <= cell * 1.01
    assert np.bincount(owner, shapely.area(pieces), 5) == pytest.approx(shapely.area(polygons), rel=1e-9)


def test_an_area_that_crosses_itself_is_drawn_as_far_as_it_can_be() -> None:
    bow = geometries("POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))")
    (mesh,) = drape.areas(bow, np.array([0]), drape.Plane(5.0), 100.0, solid=False)
    assert area_of((mesh.points + mesh.origin)[mesh.triangles]) == pytest.approx(50)


def test_lines_and_outlines_get_points_to_follow_the_ground() -> None:
    shapes = geometries("LINESTRING (0 0, 100 0)", HOLED, "POINT (1 1)")
    (found,) = drape.lines(shapes, np.array([4, 5, 6]), Slope(), 10.0, solid=False)
    assert found.features.tolist() == [4, 5, 5]  # the outline and the hole
    points = found.points.astype(np.float64) + found.origin
    assert found.offsets[1] == 11
    assert points[:, 2] == pytest.approx(100 + points[:, 0] / 10 + 10 * drape.LINE_SHARE, abs=0.01)


def test_points_stand_above_the_ground_and_where_nobody_knows_it_at_its_lowest() -> None:
    (found,) = drape.points(
        geometries("MULTIPOINT ((20 0), (10 0))", "POINT (-5 0)"), np.array([1, 2]), Slope(), solid=False
    )
    assert found.features.tolist() == [1, 1, 2]
    heights = (found.points + found.origin)[:, 2] - drape.POINT_ABOVE
    assert heights == pytest.approx([102, 101, 101])


def test_shapes_with_heights_keep_them() -> None:
    wall = geometries("POLYGON Z ((0 0 1, 10 0 1, 10 0 9, 0 0 9, 0 0 1))")
    (mesh,) = drape.areas(wall, np.array([0]), Slope(), 1.0, solid=True)
    points = mesh.points + mesh.origin
    assert points[:, 2].min() == 1
    assert points[:, 2].max() == 9
    (line,) = drape.lines(
        geometries("LINESTRING Z (0 0 3, 5 0 NaN)"), np.array([0]), Slope(), 1.0, solid=True
    )
    assert (line.points + line.origin)[:, 2] == pytest.approx([3, 100.5 + drape.LINE_ABOVE])


def test_nothing_gives_nothing() -> None:
    shapes = np.array([None, shapely.from_wkt("POLYGON EMPTY")], dtype=object)
    rows = np.arange(2)
    assert drape.areas(shapes, rows, Slope(), 10.0, solid=False) == []
    assert drape.lines(shapes, rows, Slope(), 10.0, solid=False) == []
    assert drape.points(shapes, rows, Slope(), solid=False) == []


def test_pipes_that_go_straight_down_are_points_and_stop_nothing() -> None:
    down = shapely.LineString([(5, 5, 10), (5, 5, 2)])
    shapes = np.array([down, shapely.LineString([(0, 0), (30, 0)]), shapely.Point(1, 2)])
    rows = np.array([7, 8, 9])
    (drawn,) = drape.lines(shapes, rows, drape.Plane(), 10.0, solid=False)
    assert drawn.features.tolist() == [8]
    (spots,) = drape.points(shapes, rows, drape.Plane(), solid=False)
    assert spots.features.tolist() == [7, 9]
    assert drape.lines(shapes[:1], rows[:1], drape.Plane(), 10.0, solid=False) == []
    (upright,) = drape.lines(shapes[:1], rows[:1], drape.Plane(), 10.0, solid=True)
    assert upright.features.tolist() == [7]


class Hills:
    """Ground of hills ten metres high and eighty long, as rough as a mountain side."""

    def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = 5 * np.sin(east / 13) * np.cos(north / 13)
        return found


@pytest.mark.parametrize("cell", [16.0, 40.0, 120.0])
def test_hills_hardly_pierce_an_area(cell: float) -> None:
    field = np.array([shapely.box(0, 0, 400, 300)])
    (mesh,) = drape.areas(field, np.array([0]), Hills(), cell, solid=False)
    corners = (mesh.points + mesh.origin)[mesh.triangles]
    weights = np.random.default_rng(1).dirichlet([1, 1, 1], (len(corners), 4))
    inside = np.einsum("tkc,tcx->tkx", weights, corners).reshape(-1, 3)
    above = inside[:, 2] - Hills().height_at(inside[:, 0], inside[:, 1])
    assert above.min() > -0.1 * cell
    assert (above < 0).mean() < (0.02 if cell < 20 else 0.5)
    flat = drape.areas(field, np.array([0]), drape.Plane(), cell, solid=False)[0]
    most = 17 if cell <= drape.NEAR else 4.5
    assert len(flat.triangles) < len(mesh.triangles) <= most * len(flat.triangles)
    assert np.unique(flat.points[:, 2] + flat.origin[2]) == pytest.approx([max(0.35, 0.04 * cell)])


class _Terraces:
    """Ground in steps of 3 m every 20 m, with banks 4 m wide."""

    def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
        del north
        return np.asarray(np.floor(east / 20) * 3 + np.clip((east % 20 - 16) / 4, 0, 1) * 3)


class _Slope:
    def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(0.7 * east - 0.2 * north)


def test_terraces_do_not_come_through_an_area_and_slopes_are_not_drowned() -> None:
    field = np.array([shapely.box(0, 0, 200, 60)], dtype=object)
    rows = np.zeros(1, np.uint32)
    (mesh,) = drape.areas(field, rows, _Terraces(), 12.0, solid=False)
    corners = mesh.origin + mesh.points.astype(float)[mesh.triangles]
    looked = np.concatenate([(corners + np.roll(corners, -1, axis=1)) / 2, corners], axis=1).reshape(-1, 3)
    assert (looked[:, 2] - _Terraces().height_at(looked[:, 0], looked[:, 1])).min() > 0.1
    (mesh,) = drape.areas(field, rows, _Slope(), 12.0, solid=False)
    points = mesh.origin + mesh.points.astype(float)
    above = points[:, 2] - _Slope().height_at(points[:, 0], points[:, 1])
    assert above == pytest.approx(
        np.full(len(above), max(drape.AREA_ABOVE, drape.AREA_SHARE * 12.0)), abs=1e-3
    )


def test_areas_and_pieces_of_any_size_meet_without_a_gap() -> None:
    """Along every edge between two triangles both have the same corners: nothing shows between them."""
    shapes = geometries(
        "POLYGON ((0 0, 90 0, 70 60, 0 60, 0 0))", "POLYGON ((90 0, 160 0, 160 60, 70 60, 90 0))"
    )
    (mesh,) = drape.areas(shapes, np.arange(2), _Terraces(), 16.0, solid=False)
    corners = np.round((mesh.points.astype(np.float64) + mesh.origin)[mesh.triangles], 2)
    places = np.unique(corners.reshape(-1, 3), axis=0, return_inverse=True)[1].reshape(-1, 3)
    edges = np.sort(np.stack([places, np.roll(places, -1, axis=1)], axis=2).reshape(-1, 2), axis=1)
    found, count = np.unique(edges, axis=0, return_counts=True)
    at = np.unique(corners.reshape(-1, 3), axis=0)
    alone = at[found[count == 1]]
    assert count.max() == 2
    assert np.ptp(count) == 1
    rim = shapely.boundary(shapely.box(0, 0, 160, 60))
    assert (
        shapely.distance(rim, shapely.linestrings(alone[..., :2])).max() < 0.02
    )  # all others have two sides
    assert shapely.length(shapely.linestrings(alone[..., :2])).sum() == pytest.approx(440, abs=0.1)
