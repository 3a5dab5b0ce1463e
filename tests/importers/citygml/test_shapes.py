from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from importers.citygml.shapes import Shapes, build_shapes, to_plane
from importers.citygml.solids import components, edge_sums, hash_points, measure, volumes
from importers.citygml.surfaces import Surfaces
from layers.drawables import Surface
from layers.store.polygons import spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bounding = tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]

Ring = list[tuple[float, float, float]]


def box(
    east: float, north: float, bottom: float, size: tuple[float, float, float] = (10, 8, 6)
) -> list[Ring]:
    """Return bottom, top and walls, each counter-clockwise seen from outside."""
    width, depth, height = size
    low = [(east, north), (east + width, north), (east + width, north + depth), (east, north + depth)]
    walls = [
        [
            (*low[k], bottom),
            (*low[(k + 1) % 4], bottom),
            (*low[(k + 1) % 4], bottom + height),
            (*low[k], bottom + height),
        ]
        for k in range(4)
    ]
    return [[(*c, bottom) for c in low[::-1]], [(*c, bottom + height) for c in low], *walls]


def surfaces(*polygons: tuple[int, int, Surface, list[Ring]]) -> Surfaces:
    """Return surfaces from (building, level, kind, rings)."""
    rings = [np.array(ring, dtype=np.float64) for *_, all_rings in polygons for ring in all_rings]
    points = np.concatenate([np.empty((0, 3)), *rings])
    none = np.zeros(len(points), dtype=np.int64)
    return Surfaces(
        points,
        none,
        np.cumsum([0, *(len(ring) for ring in rings)]),
        np.arange(len(rings)),
        np.cumsum([0, *(len(all_rings) for *_, all_rings in polygons)]),
        np.arange(len(polygons)),
        np.array([feature for feature, *_ in polygons], dtype=np.int64),
        np.array([feature for feature, *_ in polygons], dtype=np.int64),
        np.array([lod for _, lod, *_ in polygons], dtype=np.int8),
        np.array([kind for _, _, kind, _ in polygons], dtype=np.uint8),
    )


def faces(
    building: int, lod: int, rings: list[Ring], kinds: list[Surface] | None = None
) -> list[tuple[int, int, Surface, list[Ring]]]:
    kinds = kinds or [Surface.UNKNOWN] * len(rings)
    return [(building, lod, kind, [ring]) for kind, ring in zip(kinds, rings, strict=True)]


KINDS = [Surface.GROUND, Surface.ROOF] + [Surface.WALL] * 4


def shape(*polygons: tuple[int, int, Surface, list[Ring]], count: int = 1) -> Shapes:
    return build_shapes(surfaces(*polygons), count)


# ------------------------------------------------------------------------------------- into metres


@pytest.mark.parametrize(
    ("srs", "target"),
    [
        ("EPSG:6697", "EPSG:6669"),
        ("EPSG:6697", "EPSG:6677"),
        ("EPSG:6669", "EPSG:6669"),
        ("EPSG:10162", "EPSG:6669"),
    ],
)
def test_points_are_projected_as_pyproj_does(srs: str, target: str) -> None:
    random = np.random.default_rng(1)
    latitude, longitude = 32.75 + random.uniform(0, 0.2, 500), 129.85 + random.uniform(0, 0.2, 500)
    height = random.uniform(-5, 300, 500)
    east, north = Transformer.from_crs(6668, target, always_xy=True).transform(longitude, latitude)
    written = np.column_stack([latitude, longitude, height])
    if srs != "EPSG:6697":
        written = np.column_stack([north, east, height])  # the first axis of a plane system points north
    found = to_plane(written, srs, target)
    np.testing.assert_allclose(found, np.column_stack([east, north, height]), atol=1e-4)


def test_points_of_another_zone_are_brought_into_the_one_of_the_store() -> None:
    east, north = Transformer.from_crs(6668, 6669, always_xy=True).transform([129.9], [32.8])
    there, here = Transformer.from_crs(6669, 6670, always_xy=True).transform(east, north)
    found = to_plane(np.column_stack([north, east, [7.0]]), "EPSG:6669", "EPSG:6670")
    np.testing.assert_allclose(found, [[there[0], here[0], 7.0]], atol=1e-4)


# ------------------------------------------------------------------------------------- bounds and footprints


def test_heights_come_from_solids_and_not_from_footprints_at_zero() -> None:
    flat: Ring = [(0, 0, 0), (10, 0, 0), (10, 8, 0), (0, 8, 0)]
    found = shape((0, 0, Surface.UNKNOWN, [flat]), *faces(0, 1, box(0, 0, 21.5)))
    np.testing.assert_allclose(found.bounds[0], [0, 0, 21.5, 10, 8, 27.5])
    assert found.lods[0] == 0b11
    alone = shape((0, 0, Surface.UNKNOWN, [[(x, y, 3.0) for x, y, _ in flat]]))
    np.testing.assert_allclose(alone.bounds[0], [0, 0, 3, 10, 8, 3])
    assert alone.lods[0] == 1


def test_a_building_without_surfaces_has_no_shape() -> None:
    found = shape(*faces(1, 1, box(0, 0, 0)), count=3)
    assert np.isnan(found.bounds[[0, 2]]).all()
    assert np.isnan(found.boxes[[0, 2], :4]).all()
    assert found.geometry[0] is None
    assert found.geometry[2] is None
    assert found.lods.tolist() == [0, 2, 0]
    nothing = build_shapes(surfaces(), 0)
    assert nothing.bounds.shape == (0, 6)
    assert not len(nothing.geometry)


def test_the_footprint_is_lod0_else_the_ground_surface_else_the_bottom() -> None:
    wide: Ring = [(-1, -1, 0), (11, -1, 0), (11, 9, 0), (-1, 9, 0)]
    outline = shape(
        (0, 0, Surface.UNKNOWN, [wide]), *faces(0, 1, box(0, 0, 5)), *faces(0, 2, box(0, 0, 5), KINDS)
    )
    assert outline.geometry[0].equals(shapely.box(-1, -1, 11, 9))
    ground = shape(*faces(0, 1, box(0, 0, 5)), *faces(0, 2, box(1, 1, 5), KINDS))
    assert ground.geometry[0].equals(shapely.box(1, 1, 11, 9))
    bottom = shape(*faces(0, 1, box(0, 0, 5)))
    assert bottom.geometry[0].equals(shapely.box(0, 0, 10, 8))


def test_footprints_keep_holes_and_separate_pieces() -> None:
    outer: Ring = [(0, 0, 0), (10, 0, 0), (10, 10, 0), (0, 10, 0)]
    court: Ring = [(3, 3, 0), (3, 6, 0), (6, 6, 0), (6, 3, 0)]
    shed: Ring = [(20, 0, 0), (22, 0, 0), (22, 2, 0), (20, 2, 0)]
    found = shape(
        (0, 0, Surface.UNKNOWN, [outer, court]),
        (0, 0, Surface.UNKNOWN, [shed]),
        (1, 0, Surface.UNKNOWN, [shed]),
        count=2,
    )
    assert found.geometry[0].geom_type == "MultiPolygon"
    assert found.geometry[0].area == pytest.approx(100 - 9 + 4)
    assert found.geometry[1].geom_type == "Polygon"
    assert shapely.is_valid(found.geometry).all()


@given(
    st.floats(0, np.pi),
    st.floats(3, 60),
    st.floats(3, 60),
    st.tuples(st.floats(-1e5, 1e5), st.floats(-1e5, 1e5)),
)
def test_the_far_box_of_a_rectangle_is_the_rectangle(
    angle: float, length: float, width: float, place: tuple[float, float]
) -> None:
    corners = np.array([[0, 0], [length, 0], [length, width], [0, width]]) - [length / 2, width / 2]
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    ring = [(x, y, 0.0) for x, y in (corners @ turn.T + place).tolist()]
    found = shape((0, 0, Surface.UNKNOWN, [ring])).boxes[0]
    np.testing.assert_allclose(found[:2], place, atol=1e-6)
    assert found[2] >= found[3] - 1e-6
    assert 4 * found[2] * found[3] == pytest.approx(length * width, rel=1e-6)
    expected = angle if length >= width else angle + np.pi / 2
    if abs(length - width) > 1e-3:
        assert abs(np.sin(found[4] - expected)) < 1e-6


def test_the_far_box_of_an_angle_has_its_area() -> None:
    ring: Ring = [(0, 0, 0), (20, 0, 0), (20, 5, 0), (5, 5, 0), (5, 15, 0), (0, 15, 0)]
    found = shape((0, 0, Surface.UNKNOWN, [ring]))
    assert 4 * found.boxes[0, 2] * found.boxes[0, 3] == pytest.approx(20 * 5 + 5 * 10)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), max_size=10))
def test_spread_writes_ranges_one_behind_another(ranges: list[tuple[int, int]]) -> None:
    first = np.array([start for start, _ in ranges], dtype=np.int64)
    count = np.array([size for _, size in ranges], dtype=np.int64)
    expected = [start + k for start, size in ranges for k in range(size)]
    assert spread(first, count).tolist() == expected


# ------------------------------------------------------------------------------------- solids


def solid_of(*solids: list[Ring]) -> Bounding:
    """Return points, ring cuts, and for each ring and polygon which solid it bounds."""
    rings = [np.array(ring, dtype=np.float64) for rings in solids for ring in rings]
    owner = np.repeat(np.arange(len(solids)), [len(rings) for rings in solids])
    offsets = np.cumsum([0, *(len(ring) for ring in rings)])
    return np.concatenate(rings), offsets, owner, np.arange(len(rings) + 1)


@given(st.permutations(range(6)), st.integers(-50_000, 50_000), st.floats(-100, 3000))
def test_closed_solids_sum_to_zero_and_others_do_not(order: list[int], east: int, bottom: float) -> None:
    whole = [box(east, -east / 3, bottom)[k] for k in order]
    missing, turned, inside_out = whole[1:], [whole[0][::-1], *whole[1:]], [ring[::-1] for ring in whole]
    points, offsets, owner, _ = solid_of(whole, missing, turned, inside_out)
    sums, pairs = edge_sums(hash_points(points), offsets, owner, 5)
    assert (sums == 0).tolist() == [True, False, False, True, True]
    assert (pairs == 0).tolist() == [True, False, True, True, True]


def test_a_corner_that_is_off_by_a_hair_opens_a_solid_and_by_less_does_not() -> None:
    for off, closed in ((1e-6, True), (1e-2, False)):
        rings = box(100.00001, 200.00001, 5.00001)
        rings[1] = [(x, y, z + off) for x, y, z in rings[1]]
        points, offsets, owner, _ = solid_of(rings)
        sums, _ = edge_sums(hash_points(points), offsets, owner, 1)
        assert (sums[0] == 0) == closed


def test_pieces_are_counted_by_shared_corners() -> None:
    one, two = box(0, 0, 0), box(10, 0, 0)  # a wall between them is shared
    apart, above = box(50, 0, 0), box(0, 0, 6)
    solids = [one, one + two, one + apart, one + apart + box(90, 0, 0), apart + one + above]
    points, offsets, owner, polygons = solid_of(*solids)
    order = np.argsort(owner, kind="stable")
    found = components(hash_points(points), offsets, polygons, order, owner, 6, 24 * 4)
    assert found.tolist() == [1, 1, 2, 3, 2, 0]
    # The order in which polygons are written does not matter.
    shuffled = np.random.default_rng(0).permutation(len(owner))
    order = shuffled[np.argsort(owner[shuffled], kind="stable")]
    found = components(hash_points(points), offsets, polygons, order, owner, 6, 24 * 4)
    assert found.tolist() == [1, 1, 2, 3, 2, 0]


@given(
    st.tuples(st.floats(0.5, 100), st.floats(0.5, 100), st.floats(0.5, 60)),
    st.tuples(st.floats(-1e5, 1e5), st.floats(-1e5, 1e5), st.floats(0, 3000)),
)
def test_volumes_are_right_far_from_the_origin_and_negative_inside_out(
    size: tuple[float, float, float], place: tuple[float, float, float]
) -> None:
    whole = box(*place, size)
    found = shape(*faces(0, 1, whole), *faces(1, 1, [ring[::-1] for ring in whole]), count=2)
    volume = volumes(
        found.surfaces.points, found.triangles.triangles, found.surfaces.feature[found.triangles.polygon], 3
    )
    expected = float(np.prod(size))
    np.testing.assert_allclose(volume, [expected, -expected, 0], rtol=1e-6, atol=1e-6)


def test_edges_and_thickness_are_measured() -> None:
    bent: Ring = [(0, 0, 0), (10, 0, 0), (10, 10, 0.2), (0, 10, 0)]
    near: Ring = [(0, 0, 5), (0.004, 0, 5), (10, 0, 5), (10, 10, 5), (0, 10, 5)]
    found = surfaces((0, 1, Surface.UNKNOWN, [bent]), (0, 1, Surface.UNKNOWN, [near]))
    normals = build_shapes(found, 1).triangles.normals
    shortest, thickness = measure(found.points, found.ring_offsets, found.polygon_offsets, normals)
    np.testing.assert_allclose(shortest, [10, 0.004], atol=1e-9)
    np.testing.assert_allclose(thickness, [0.1, 0], atol=1e-3)
