"""Areas become nodes and arcs, and polygons again."""

from __future__ import annotations

import numpy as np
import shapely

from gisapp.desks.areas.arcs import NOBODY, arcs_of, noded
from tests.gisapp.desks.areas.coverings import covering


def test_every_boundary_is_one_arc_with_an_area_on_each_side() -> None:
    arcs = arcs_of(covering(5))
    # Between neighbours 2 * 5 * 4; at the rim 4 * 5, of which each corner of the town joins two.
    inner = (arcs.left != NOBODY) & (arcs.right != NOBODY)
    assert (int(inner.sum()), len(arcs)) == (40, 56)
    assert (arcs.left != arcs.right).all()


def test_areas_come_back_as_they_were() -> None:
    shapes = covering(5)
    back = arcs_of(shapes).shapes()
    assert shapely.equals_exact(shapely.normalize(back), shapely.normalize(shapes), 0.0).all()
    some = arcs_of(shapes).shapes(np.array([7, 3]))
    assert shapely.equals(some, shapes[[7, 3]]).all()


def test_islands_holes_parts_and_rows_without_an_area() -> None:
    island = shapely.box(2, 2, 4, 4)
    around = shapely.box(0, 0, 10, 10).difference(island)
    two = shapely.MultiPolygon([shapely.box(10, 5, 15, 10), shapely.box(20, 20, 30, 30)])
    shapes = np.array([around, island, None, shapely.box(10, 0, 15, 5), two], dtype=object)
    arcs = arcs_of(shapes)
    back = arcs.shapes()
    assert back[2] is None
    there = [0, 1, 3, 4]
    assert shapely.equals(back[there], shapes[there]).all()
    assert [shapely.get_num_geometries(back[row]) for row in there] == [1, 1, 1, 2]
    assert {(0, 1), (1, 0)} & set(zip(arcs.left.tolist(), arcs.right.tolist(), strict=True))
    # The corner of the areas to the right lies on the side of the first one, which lacked it.
    assert [10.0, 5.0] in shapely.get_coordinates(back[0]).tolist()
    assert arcs_of(shapes).rows_of(*range(len(arcs))).tolist() == there


def test_a_corner_on_the_line_of_a_neighbour_is_on_both_even_where_it_was_rounded() -> None:
    left = shapely.Polygon([(0, 0), (10, 0), (13, 10), (0, 10)])
    corner = (11.1111, 3.7037)  # on the line from (10, 0) to (13, 10), but for the rounding
    right = shapely.Polygon([(10, 0), (20, 0), (20, 10), (13, 10), np.round(corner, 3)])
    shapes = noded(np.array([left, right], dtype=object))
    assert shapely.coverage_is_valid(shapes)
    assert shapely.get_num_coordinates(shapes).tolist() == [6, 6]
    assert shapely.intersection(*shapes).area == 0.0


def test_places_of_two_cells_of_the_grid_that_lie_together_are_one() -> None:
    one = shapely.box(0, 0, 10, 10)
    other = shapely.Polygon([(10.0004, 0.0), (20, 0), (20, 10), (10.0006, 9.9994)])
    arcs = arcs_of(np.array([one, other], dtype=object))
    shapes = arcs.shapes()
    assert shapely.coverage_is_valid(shapes)
    assert [10.0, 10.0] in shapely.get_coordinates(shapes[1]).tolist()


def test_slivers_below_the_grid_and_nothing_at_all() -> None:
    sliver = shapely.Polygon([(0, 0), (0.0002, 0), (0.0002, 0.0003)])
    assert arcs_of(np.array([sliver, None], dtype=object)).shapes().tolist() == [None, None]
    assert len(arcs_of(np.array([], dtype=object))) == 0


def test_areas_that_overlap_keep_their_own_boundaries() -> None:
    shapes = np.array([shapely.box(0, 0, 60, 100), shapely.box(50, 0, 95, 100)], dtype=object)
    back = arcs_of(shapes).shapes()
    assert shapely.intersection(*back).area == 1000.0
    twice = np.array([shapely.box(0, 0, 60, 100)] * 2, dtype=object)
    assert shapely.equals(arcs_of(twice).shapes(), twice).all()
