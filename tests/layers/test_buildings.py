from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.base import Part, View
from layers.buildings import GROUND, Buildings, subset
from layers.drawables import NO_FEATURE, Mesh, Surface, Texture
from layers.feedback import Cancelled, Feedback
from layers.filters import Condition, Operator
from layers.store.ground import ground_height, ground_mesh
from layers.store.tree import BOXES, FAR, FULL, PRISMS
from tests import cities
from tests.importers.citygml import gml
from tests.importers.citygml.reading import GML, folder, load
from tests.layers.store.views import UP, first_hit, random_ray

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

PICKED = [cities.KAGA, cities.TOKYO, cities.OSAKA]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Buildings:
    """Return a town of three: a box, a hall with walls and roof, and a plot that has a footprint only."""
    base = tmp_path_factory.mktemp("town")
    hall = gml.Box(east=30.0, bottom=20.0, height=12.0)
    members = [
        gml.building("box", gml.lod0(gml.Box()) + gml.lod1(gml.Box(bottom=20.0))),
        gml.building("hall", gml.lod1(gml.Box(east=30.0, bottom=20.0, height=9.0)) + gml.lod2(hall, "h")),
        gml.building("plot", gml.lod0(gml.Box(east=60.0))),
        gml.building("nowhere", "<bldg:storeysAboveGround>2</bldg:storeysAboveGround>"),
    ]
    result = load(folder(base, {GML: gml.model(*members)}), base / "stores")
    layer = result.layers[0]
    assert isinstance(layer, Buildings)
    return layer


def tile_meshes(layer: Buildings, level: int) -> list[Mesh]:
    found = []
    for tile in range(len(layer.data.tiles.numbers)):
        part = Part(layer.id, (f"tile{tile}", level), 0.0, 0)
        found += [mesh for mesh in layer.load(part, Feedback()) if isinstance(mesh, Mesh)]
    return found


def heights(meshes: list[Mesh], row: int) -> tuple[float, float]:
    """Return the lowest and highest corner of the triangles of a building."""
    up = np.concatenate(
        [
            mesh.points[mesh.triangles[mesh.features == row]].reshape(-1, 3)[:, 2] + mesh.origin[2]
            for mesh in meshes
        ]
    )
    return float(up.min()), float(up.max())


# ------------------------------------------------------------------------------------- levels


def test_each_level_draws_each_building_once_at_its_height(town: Buildings) -> None:
    full, prisms = tile_meshes(town, FULL), tile_meshes(town, PRISMS)
    assert heights(full, 0) == pytest.approx((20, 26), abs=1e-3)
    assert heights(full, 1) == pytest.approx((20, 32), abs=1e-3)
    assert heights(prisms, 1) == pytest.approx((20, 29), abs=1e-3)
    for meshes in (full, prisms, tile_meshes(town, BOXES), tile_meshes(town, FAR)):
        features = np.concatenate([mesh.features for mesh in meshes])
        assert set(features.tolist()) == {0, 1, 2}
        assert 3 not in features
    counts = np.bincount(np.concatenate([mesh.features for mesh in full]))
    assert counts.tolist() == [12, 12, 2]


def test_a_footprint_at_height_zero_lies_on_the_estimated_ground(town: Buildings) -> None:
    for level in (FULL, PRISMS):
        low, high = heights(tile_meshes(town, level), 2)
        assert low == high == pytest.approx(20.3, abs=0.1)


def test_roofs_come_first_and_ground_surfaces_last(town: Buildings) -> None:
    (mesh,) = [
        mesh for mesh in tile_meshes(town, FULL) if (mesh.features == 1).any() and len(mesh.features) == 12
    ]
    assert (mesh.surfaces == Surface.GROUND).nonzero()[0].tolist() == [10, 11]
    assert set(mesh.surfaces.tolist()) == {Surface.GROUND, Surface.ROOF, Surface.WALL}


def test_far_stand_ins_are_as_high_and_as_wide_as_the_building(town: Buildings) -> None:
    boxes = tile_meshes(town, BOXES)
    assert heights(boxes, 0) == pytest.approx((20, 26), abs=1e-3)
    mesh = boxes[0]
    mine = mesh.points[np.unique(mesh.triangles[mesh.features == 0])] + mesh.origin
    bounds = town.data.bounds[0]
    np.testing.assert_allclose(mine[:, :2].min(axis=0), bounds[:2], atol=0.2)
    np.testing.assert_allclose(mine[:, :2].max(axis=0), bounds[3:5], atol=0.2)
    corners = mesh.points[mesh.triangles]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    outward = corners.mean(axis=1) - mine.mean(axis=0) + mesh.origin
    roof = (mesh.features == 0) & (mesh.surfaces == Surface.ROOF)
    assert (normals[roof, 2] > 0).all()
    walls = (mesh.features == 0) & (mesh.surfaces == Surface.WALL)
    assert (np.einsum("ij,ij->i", normals[walls], outward[walls]) > 0).all()
    plates = tile_meshes(town, FAR)
    assert sum(len(mesh.triangles) for mesh in plates) < sum(len(mesh.triangles) for mesh in boxes)


def test_loading_can_be_stopped(town: Buildings) -> None:
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        town.load(Part(town.id, ("tile0", FULL), 0.0, 0), feedback)


def test_the_ground_is_drawn_once_and_belongs_to_nobody(town: Buildings) -> None:
    centre = np.array([*town.data.bounds[0, :2], 0.0])
    view = View(centre + np.array([0.0, -200.0, 200.0]), centre, UP, 40.0, (800, 600), 100_000)
    parts = town.parts(view)
    assert [part.key for part in parts].count(GROUND) == 1
    (mesh,) = town.load(parts[0], Feedback())
    assert isinstance(mesh, Mesh)
    assert (mesh.features == NO_FEATURE).all()
    assert (mesh.points[:, 2] + mesh.origin[2]).max() < 20.0
    ground = town.data.store.ground
    assert np.array_equal(ground_mesh(ground).points, mesh.points)
    np.testing.assert_allclose(ground_height(ground, np.array([[1e9, 1e9], centre[:2]])), 20.0, atol=0.01)


# ------------------------------------------------------------------------------------- picking


def everything(layer: Buildings) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.uint32]]:
    """Return all triangles of the full level in one piece."""
    points, triangles, features, first = [], [], [], 0
    for mesh in tile_meshes(layer, FULL):
        points.append(mesh.points.astype(np.float64) + mesh.origin)
        triangles.append(mesh.triangles.astype(np.int64) + first)
        features.append(mesh.features)
        first += len(mesh.points)
    return np.concatenate(points), np.concatenate(triangles), np.concatenate(features)


@pytest.mark.parametrize("name", PICKED)
def test_picking_finds_what_trying_every_triangle_finds(name: str, real_data: Callable[[str], Path]) -> None:
    layer = cities.buildings(name)
    points, triangles, features = everything(layer)
    random = np.random.default_rng(17)
    hits = 0
    for _ in range(25 if name == cities.OSAKA else 200):
        origin, direction = random_ray(random, layer.data.bounds)
        # Seen from the origin, so that both sides calculate with equal numbers.
        distances = first_hit(points - origin, triangles, np.zeros(3), direction)
        nearest = int(np.argmin(distances))
        found = layer.pick(origin, direction)
        if not np.isfinite(distances[nearest]):
            if found is not None:  # along an edge the two may disagree by rounding
                assert np.abs(distances - found.distance).min() < 1e-2 or _grazes(
                    points, triangles, found.point
                )
            continue
        hits += 1
        assert found is not None
        assert found.distance == pytest.approx(distances[nearest], abs=5e-3)
        np.testing.assert_allclose(found.point, origin + found.distance * direction, atol=1e-6)
        equal = features[np.abs(distances - distances[nearest]) < 5e-3]
        assert found.feature in equal
        assert found.layer == layer.id
    assert hits > 20


def _grazes(
    points: NDArray[np.float64], triangles: NDArray[np.int64], place: tuple[float, float, float]
) -> bool:
    """Say whether a place lies within a millimetre of an edge."""
    start, end = points[triangles].reshape(-1, 3), points[np.roll(triangles, -1, axis=1)].reshape(-1, 3)
    along = end - start
    share = np.clip(
        np.einsum("ij,ij->i", np.array(place) - start, along) / np.maximum((along**2).sum(axis=1), 1e-12),
        0,
        1,
    )
    apart = np.linalg.norm(start + share[:, None] * along - place, axis=1)
    return bool(apart.min() < 1e-3)


def test_picking_leaves_out_what_a_filter_hides(town: Buildings) -> None:
    bounds = town.data.bounds
    middle = (bounds[0, :3] + bounds[0, 3:]) / 2
    eye = middle + np.array([0.0, 0.0, 100.0])
    down = np.array([0.0, 0.0, -2.0])
    hit = town.pick(eye, down)
    assert hit is not None
    assert hit.feature == 0
    assert hit.distance == pytest.approx(97.0, abs=1e-3)  # in metres, however long the direction
    hidden = replace(town, filter=(Condition("gml_id", Operator.NOT_EQUAL, "box"),))
    assert hidden.pick(eye, down) is None


def test_picking_reaches_footprints_on_the_ground_from_any_side(town: Buildings) -> None:
    bounds = town.data.bounds[2]
    middle = np.array([(bounds[0] + bounds[3]) / 2, (bounds[1] + bounds[4]) / 2, 20.3])
    for direction in ([0, 0, -1], [0, 1, -0.2], [-1, 0, -0.1], [-0.5, -0.5, -0.1]):
        unit = np.array(direction, dtype=np.float64)
        hit = town.pick(middle - 150 * unit, unit)
        assert hit is not None, direction
        assert hit.feature == 2, direction


def test_picking_beside_the_town_finds_nothing(town: Buildings) -> None:
    assert town.pick(np.array([0.0, 0.0, 100.0]), np.array([0.0, 0.0, -1.0])) is None
    closed = replace(town, data=None)
    assert closed.pick(np.zeros(3), UP) is None
    assert closed.extent() is None
    assert closed.parts(View(np.zeros(3), UP, UP, 30, (8, 8), 1)) == []
    assert closed.outline(np.array([0], dtype=np.uint32)) == []
    assert closed.centroids() is None


# ------------------------------------------------------------------------------------- outlines, extents


def test_an_outline_holds_the_triangles_of_the_chosen_buildings_only(
    real_data: Callable[[str], Path],
) -> None:
    layer = cities.buildings(cities.KAGA)
    _, _, features = everything(layer)
    chosen = np.random.default_rng(1).choice(layer.data.store.count, 20, replace=False).astype(np.uint32)
    outlines = [mesh for mesh in layer.outline(chosen) if isinstance(mesh, Mesh)]
    found = np.concatenate([mesh.features for mesh in outlines])
    expected = features[np.isin(features, chosen)]
    assert np.array_equal(np.sort(found), np.sort(expected))
    for mesh in outlines:
        assert len(np.unique(mesh.triangles)) == len(mesh.points)
    assert layer.outline(np.empty(0, dtype=np.uint32)) == []


def test_a_building_without_a_shape_has_no_outline_and_no_middle(town: Buildings) -> None:
    assert town.outline(np.array([3], dtype=np.uint32)) == []
    middles = town.centroids()
    assert middles is not None
    assert np.isnan(middles[3]).all()
    assert np.isfinite(middles[:3]).all()
    assert middles[2, 2] == pytest.approx(20.3, abs=0.1)


def test_the_extent_holds_all_buildings(real_data: Callable[[str], Path]) -> None:
    for name in (cities.KAGA, cities.TATEBAYASHI):
        layer = cities.buildings(name)
        extent = layer.extent()
        assert extent is not None
        bounds = layer.data.bounds
        np.testing.assert_allclose(extent[:3], np.nanmin(bounds[:, :3], axis=0))
        np.testing.assert_allclose(extent[3:], np.nanmax(bounds[:, 3:], axis=0))


@given(st.data())
def test_a_subset_of_a_mesh_keeps_images_with_their_triangles(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 30))
    cuts = sorted(data.draw(st.sets(st.integers(0, count), max_size=5)) | {0, count})
    random = np.random.default_rng(count)
    triangles = random.integers(0, 40, (count, 3)).astype(np.uint32)
    textures = tuple(
        Texture(Path(f"{k}.jpg"), "", first, stop)
        for k, (first, stop) in enumerate(pairwise(cuts))
        if data.draw(st.booleans())
    )
    mesh = Mesh(
        np.zeros(3),
        random.normal(size=(40, 3)).astype(np.float32),
        triangles,
        np.arange(count, dtype=np.uint32),
        np.zeros(count, dtype=np.uint8),
        random.normal(size=(40, 2)).astype(np.float32),
        textures,
    )
    keep = np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)))
    if not keep.any():
        return

    def images(of: Mesh) -> dict[int, str]:
        found: dict[int, str] = {}
        for run in of.textures:
            assert 0 <= run.first < run.stop <= len(of.triangles)
            found |= {int(feature): run.image.name for feature in of.features[run.first : run.stop]}
        return found

    part = subset(mesh, keep)
    kept = set(np.flatnonzero(keep).tolist())
    assert images(part) == {feature: image for feature, image in images(mesh).items() if feature in kept}
    np.testing.assert_array_equal(part.points[part.triangles], mesh.points[mesh.triangles[keep]])
    assert part.coordinates is not None
    assert mesh.coordinates is not None
    np.testing.assert_array_equal(part.coordinates[part.triangles], mesh.coordinates[mesh.triangles[keep]])
