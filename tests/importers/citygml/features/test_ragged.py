"""Flat arrays become the shapes that GEOS would make of them."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from importers.citygml.features.ragged import Ragged, shapes_of
from importers.citygml.features.spots import Shape

KINDS = {
    Shape.SURFACE: (
        (
            "MULTIPOLYGON Z (((0 0 1, 9 0 2, 9 9 3, 0 0 1), (1 1 1, 2 1 1, 2 2 1, 1 1 1)), "
            "((5 5 5, 6 5 5, 6 6 5, 5 5 5)))"
        ),
        "MULTIPOLYGON Z (((0 0 4, 1 0 5, 1 1 6, 0 1 7, 0 0 4)))",
    ),
    Shape.LINE: (
        "MULTILINESTRING Z ((0 0 1, 1 1 2), (2 2 3, 3 3 4, 4 4 5))",
        "MULTILINESTRING Z ((7 7 7, 8 8 8))",
    ),
    Shape.POINT: ("MULTIPOINT Z ((1 2 3), (4 5 6))", "MULTIPOINT Z ((7 8 9))"),
}


def ragged(kind: Shape, feature: list[int]) -> Ragged:
    _, coordinates, offsets = shapely.to_ragged_array(shapely.from_wkt(KINDS[kind]), include_z=True)
    return Ragged(kind, np.array(feature), coordinates, offsets)


@pytest.mark.parametrize("flat", [True, False])
def test_shapes_of_all_kinds_stand_with_their_features(flat: bool) -> None:
    wanted = [None, *KINDS[Shape.SURFACE], *KINDS[Shape.POINT], None, *KINDS[Shape.LINE]]
    first = ([ragged(Shape.SURFACE, [1, 2]), ragged(Shape.POINT, [3, 4])], 6)
    second = ([ragged(Shape.LINE, [0, 1])], 2)
    found = shapes_of([first, second], flat=flat)
    objects = np.asarray(shapely.from_wkt(wanted), dtype=object)
    objects[4] = shapely.get_geometry(objects[4], 0)  # one place stands for itself
    expected = shapely.force_2d(objects) if flat else objects
    assert np.array_equal(shapely.to_wkb(found.objects), shapely.to_wkb(expected))
    assert found.vertices.tolist() == shapely.get_num_coordinates(expected).tolist()


def test_no_shapes_at_all() -> None:
    assert shapes_of([([], 2)], flat=True).missing.tolist() == [True, True]
    assert len(shapes_of([], flat=True)) == 0
