"""Light baked into vertices: roofs keep the legend's colour, walls differ by where they face."""

from __future__ import annotations

import numpy as np

from gisapp.scene import shading
from layers.drawables import NO_FEATURE, Surface


def shade_of(*normal: float, surface: Surface = Surface.UNKNOWN) -> int:
    unit = np.array([normal], dtype=np.float32)
    unit /= np.linalg.norm(unit)
    return int(shading.face_shades(unit, np.array([surface], dtype=np.uint8))[0])


def test_flat_roofs_keep_their_colour() -> None:
    assert shade_of(0, 0, 1) == 255
    assert shade_of(0, 0, 1, surface=Surface.ROOF) == 255


def test_roofs_are_lighter_than_walls_and_walls_differ() -> None:
    walls = [shade_of(*normal, 0) for normal in ((0, -1), (-1, 0), (1, 0), (0, 1))]
    assert max(walls) < shade_of(0.4, 0.4, 1) < 255
    south, west, east, north = walls
    assert min(south - east, west - east, east - north) > 4
    assert min(walls) > 140


def test_roofs_from_files_with_reversed_rings_are_not_dark() -> None:
    assert shade_of(0, 0, -1, surface=Surface.ROOF) == 255
    assert abs(shade_of(0.3, 0.2, -1, surface=Surface.ROOF) - shade_of(-0.3, -0.2, 1)) < 10
    assert shade_of(0, 0, -1, surface=Surface.WALL) < 150


def test_normals_point_to_the_left_of_the_ring() -> None:
    points = np.array([(0, 0, 0), (2, 0, 0), (0, 3, 0), (5, 5, 5)], dtype=np.float32)
    normal = shading.normals(points, np.array([(0, 1, 2), (0, 2, 1), (0, 0, 1)]))
    assert normal.tolist() == [[0, 0, 1], [0, 0, -1], [0, 0, 0]]


def test_sharing_vertices_over_an_edge_is_noticed() -> None:
    quad = np.array([(0, 1, 2), (0, 2, 3)])
    assert not shading.is_blurred(np.array([200, 205], dtype=np.uint8), quad, 4)
    assert shading.is_blurred(np.array([200, 255], dtype=np.uint8), quad, 4)
    assert not shading.is_blurred(np.array([200, 255], dtype=np.uint8), np.array([(0, 1, 2), (3, 4, 5)]), 6)


def test_vertices_take_the_mean_of_their_triangles() -> None:
    shade = shading.vertex_shades(np.array([100, 200], dtype=np.uint8), np.array([(0, 1, 2), (0, 2, 3)]), 5)
    assert shade.tolist() == [150, 100, 150, 200, 255]


def test_walls_darken_towards_the_ground_however_they_are_cut() -> None:
    points = np.array([(0, 0, 0), (9, 0, 0), (9, 0, 20), (0, 0, 20), (0, 0, 5)], dtype=np.float32)
    features = np.zeros(5, dtype=np.uint32)
    for triangles in ([(0, 1, 2), (0, 2, 3), (0, 2, 4)], [(0, 1, 3), (1, 2, 3), (4, 1, 2)]):
        cut = np.array(triangles)
        dark = shading.contact(points, cut, features, shading.normals(points, cut))
        assert dark is not None
        expected = shading.CONTACT_SHADE + (1 - shading.CONTACT_SHADE) * points[:, 2] / 20
        assert np.allclose(dark, expected)


def test_each_building_has_its_own_foot() -> None:
    low = np.array([(0, 0, 0), (9, 0, 0), (9, 0, 20)], dtype=np.float32)
    points = np.concatenate([low, low + np.array([0, 50, 300])]).astype(np.float32)
    triangles = np.array([(0, 1, 2), (3, 4, 5)])
    # Feature numbers far apart must not cost memory.
    features = np.repeat(np.array([7, 4_000_000_000], dtype=np.uint32), 3)
    dark = shading.contact(points, triangles, features, shading.normals(points, triangles))
    assert dark is not None
    assert np.allclose(dark[:3], dark[3:])


def test_nothing_to_darken() -> None:
    points = np.array([(0, 0, 0), (9, 0, 0), (9, 9, 0)], dtype=np.float32)
    flat = np.array([(0, 1, 2)])
    assert shading.contact(points, flat, np.zeros(3, np.uint32), shading.normals(points, flat)) is None


def test_variety_is_slight_stable_and_not_for_the_ground() -> None:
    features = np.array([*range(1000), NO_FEATURE], dtype=np.uint32)
    darker = shading.variety(features)
    assert darker.max() == shading.VARIETY
    assert darker.min() == 0
    assert darker[-1] == 0
    assert len(np.unique(darker[:1000])) == shading.VARIETY + 1
    assert (shading.variety(features[::-1])[::-1] == darker).all()


def test_hills_stand_out_from_level_ground() -> None:
    normals = np.array(
        [[0, 0, 1], [-0.35, -0.35, 0.87], [0.35, 0.35, 0.87], [0.7, 0.7, 0.1]], dtype=np.float32
    )
    level, towards, away, steep = shading.ground_shades(normals).tolist()
    assert steep < away < level - 30
    assert level < towards <= 255


def test_areas_on_the_ground_show_no_edge_of_the_triangles_they_were_cut_into() -> None:
    """Both triangles of a bent square bring their own corners; where they meet they have one shade."""
    corners = np.array([[0, 0, 0], [4, 0, -3], [4, 4, -3], [0, 4, -6]], dtype=np.float32)
    points = corners[[0, 1, 2, 0, 2, 3]]
    triangles = np.arange(6, dtype=np.int32).reshape(2, 3)
    surfaces = np.full(2, Surface.ROOF, dtype=np.uint8)
    shade = shading.face_shades(shading.normals(points, triangles), surfaces)
    found = shading.draped_shades(points, triangles, shade)
    assert shade[0] != shade[1]
    assert found[0] == found[3]
    assert found[2] == found[4]
    assert (found[1], found[5]) == tuple(shade)
