"""Corners jump to corners before lines, and lines follow roads between two clicks."""

from __future__ import annotations

import numpy as np
import shapely

from gisapp.desks.areas.snapping import snapped, traced

AREA = np.array([shapely.box(0, 0, 100, 100), None], dtype=object)
ROADS = np.array(
    [
        shapely.LineString([(0, 50, 3), (40, 60, 3), (80, 50, 3)]),
        shapely.LineString([(80, 50), (80, 90)]),
        shapely.LineString([(0, 50), (0, 200), (80, 90)]),
    ],
    dtype=object,
)


def among(kind: str, shapes: np.ndarray) -> tuple[str, np.ndarray, shapely.STRtree]:
    return kind, shapes, shapely.STRtree(shapes)


def test_a_corner_comes_before_a_line_and_a_line_before_nothing() -> None:
    both = [among("areas", AREA), among("roads", ROADS)]
    found = snapped((99.0, 98.5), 3.0, both)
    assert found is not None
    assert (found.place.tolist(), found.kind, found.corner) == ([100.0, 100.0], "areas", True)
    on = snapped((20.0, 56.0), 3.0, both)
    assert on is not None
    assert (on.kind, on.corner) == ("roads", False)
    assert shapely.Point(on.place).distance(ROADS[0]) < 1e-9
    assert snapped((20.0, 30.0), 3.0, both) is None


def test_a_corner_that_is_moved_does_not_stick_to_itself() -> None:
    own = [among("areas", AREA)]
    assert snapped((100.5, 99.0), 3.0, own, without=(100.0, 100.0)) is None


def test_a_line_follows_roads_across_crossings_by_the_shortest_way() -> None:
    path = traced((20.0, 55.0), (80.0, 80.0), [among("roads", ROADS)])
    assert path is not None
    assert path.tolist() == [[20.0, 55.0], [40.0, 60.0], [80.0, 50.0], [80.0, 80.0]]
    assert traced((20.0, 55.0), (300.0, 300.0), [among("roads", ROADS)]) is None
    assert traced((0.0, 0.0), (50.0, 0.0), []) is None
    around = traced((100.0, 10.0), (90.0, 100.0), [among("parcels", AREA)])
    assert around is not None
    assert around.tolist() == [[100.0, 10.0], [100.0, 100.0], [90.0, 100.0]]
