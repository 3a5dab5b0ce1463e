"""Parts out of well-known binary: the fast way says what the plain one says."""

from __future__ import annotations

import numpy as np
import shapely

from layers.wkbparts import parts_near


def _triangles(count: int, seed: int) -> shapely.Geometry:
    corners = np.random.default_rng(seed).uniform(0, 100, (count, 3, 3))
    return shapely.multipolygons(shapely.polygons(corners))


def test_triangles_are_found_by_their_bytes_as_by_their_objects() -> None:
    shapes = np.array([_triangles(500, 1), shapely.box(10, 10, 30, 30), _triangles(7, 2)], dtype=object)
    binary = np.array([*shapely.to_wkb(shapes), None], dtype=object)
    box = (20.0, 20.0, 25.0, 24.0)
    owner, found = parts_near(binary, box)
    parts, owners = shapely.get_parts(shapely.force_2d(shapes), return_index=True)
    met = shapely.intersects(shapely.box(*shapely.bounds(parts).T), shapely.box(*box))
    assert met.sum() > 5
    assert sorted(zip(owner.tolist(), shapely.to_wkt(found), strict=True)) == sorted(
        zip(owners[met].tolist(), shapely.to_wkt(parts[met]), strict=True)
    )


def test_holes_extended_binary_and_cut_off_counts_go_the_plain_way() -> None:
    ring = shapely.Polygon([(0, 0, 1), (9, 0, 1), (9, 9, 1), (0, 9, 1)], [[(1, 1, 1), (2, 1, 1), (2, 2, 1)]])
    both = shapely.multipolygons([ring, _triangles(1, 3).geoms[0]])
    for flavor in ("iso", "extended"):
        binary = np.array([shapely.to_wkb(both, flavor=flavor)], dtype=object)
        owner, found = parts_near(binary, (-1e3, -1e3, 1e3, 1e3))
        assert owner.tolist() == [0, 0]
        assert found[0].interiors
        flat = np.array([shapely.to_wkb(_triangles(5, 4), flavor=flavor)], dtype=object)
        assert len(parts_near(flat, (-1e3, -1e3, 1e3, 1e3))[1]) == 5
