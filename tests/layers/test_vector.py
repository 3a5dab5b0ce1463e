"""The layer of points, lines and areas: tiles, parts, clicks, descriptions, ground."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from layers import drape
from layers.base import View
from layers.drawables import Lines, Mesh, Points
from layers.featurestore import FeatureStore
from layers.feedback import Feedback
from layers.filters import Condition, Operator
from layers.project import Project
from layers.settling import Settled, settled
from tests.fakes import box_city
from tests.layers.features import vector

if TYPE_CHECKING:
    from pathlib import Path

    from layers.vector import Vector

SQUARES = [
    "POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0))",
    "POLYGON ((40 40, 60 40, 60 60, 40 60, 40 40))",
    "LINESTRING (200 0, 200 100)",
    "POINT (300 50)",
    None,
]
NAMES: dict[str, list[Any]] = {
    "名称": ["大", "小", "道", "点", "なし"],
    "広さ": [1e4, 400.0, None, None, None],
}
DOWN = np.array([0.0, 0.0, -1.0])


@pytest.fixture
def lots(tmp_path: Path) -> Vector:
    return vector(tmp_path / "lots", SQUARES, NAMES)


def seen_from(east: float, north: float, height: float, budget: int = 100_000) -> View:
    return View(
        np.array([east, north - 1.0, height]),
        np.array([east, north, 0.0]),
        np.array([0.0, 1.0, 0.0]),
        30.0,
        (800, 600),
        budget,
    )


def drawn(layer: Vector, view: View) -> list[Mesh | Lines | Points]:
    return [one for part in layer.parts(view) for one in layer.load(part, Feedback())]  # type: ignore[misc]


def test_all_shapes_are_drawn_once_with_their_own_ids(lots: Vector) -> None:
    found = drawn(lots, seen_from(150, 50, 900))
    by_kind = {kind: [one for one in found if isinstance(one, kind)] for kind in (Mesh, Lines, Points)}
    assert sorted({*np.concatenate([one.features for one in by_kind[Mesh]]).tolist()}) == [0, 1]
    assert sorted(np.concatenate([one.features for one in by_kind[Lines]]).tolist()) == [0, 1, 2]
    assert np.concatenate([one.features for one in by_kind[Points]]).tolist() == [3]


def test_a_view_elsewhere_wants_nothing(lots: Vector) -> None:
    assert lots.parts(seen_from(90_000, 90_000, 500)) == []


def test_far_views_take_coarser_levels_within_the_budget(tmp_path: Path) -> None:
    circles = shapely.buffer(
        shapely.points(np.random.default_rng(1).uniform(0, 5000, (3000, 2))), 30, quad_segs=16
    )
    layer = vector(tmp_path, shapely.to_wkt(circles).tolist(), {"n": list(range(3000))})
    assert layer.data.store.tile_count > 4
    near, far = layer.parts(seen_from(2500, 2500, 200, 2_000_000)), layer.parts(seen_from(2500, 2500, 20_000))
    assert max(part.key[1] for part in near) <= 1
    assert min(part.key[1] for part in far) > 1
    assert sum(part.triangles for part in layer.parts(seen_from(2500, 2500, 20_000, 20_000))) <= 20_000
    every = np.concatenate([layer.data.store.shapes_of(tile) for tile in range(layer.data.store.tile_count)])
    assert sorted(every.tolist()) == list(range(3000))


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Vector:
    """Return 8,000 lots of 20 m around a river 4 km long and 10 m wide, and a large lake."""
    random = np.random.default_rng(3)
    lots = shapely.box(*(corner := random.uniform(0, 20_000, (2, 8000))), *(corner + 20))
    river, lake = shapely.box(0, 9_000, 4_000, 9_010), shapely.box(12_000, 12_000, 14_000, 14_000)
    shapes = shapely.to_wkt([*lots, river, lake]).tolist()
    return vector(tmp_path_factory.mktemp("crowd"), shapes, {"n": list(range(8002))})


def test_from_afar_small_areas_are_merged_and_none_is_lost(crowd: Vector) -> None:
    far = seen_from(10_000, 10_000, 60_000, 20_000)
    parts = crowd.parts(far)
    assert sum(part.triangles for part in parts) <= 20_000
    assert any(part.key[0].startswith("block") for part in parts)
    meshes = [one for one in drawn(crowd, far) if isinstance(one, Mesh)]
    assert sum(len(mesh.triangles) for mesh in meshes) <= 20_000
    names = np.concatenate([mesh.features for mesh in meshes])
    assert {8000, 8001} <= set(names.tolist())  # what is long but thin stays too

    def area(mesh: Mesh) -> float:
        return float(shapely.area(shapely.polygons(mesh.points[mesh.triangles][..., :2])).sum())

    assert sum(map(area, meshes)) == pytest.approx(8000 * 400 + 4e4 + 4e6, rel=0.02)
    (lines,) = ([one for one in drawn(crowd, far) if isinstance(one, Lines)],)
    assert set(np.concatenate([one.features for one in lines]).tolist()) <= {8000, 8001}


def test_what_stands_for_others_passes_the_filter(crowd: Vector) -> None:
    far = seen_from(10_000, 10_000, 60_000, 20_000)
    some = replace(crowd, filter=(Condition("n", Operator.LESS, 1000.0),))
    assert not {part.key for part in some.parts(far)} & {part.key for part in crowd.parts(far)}
    names = np.concatenate([one.features for one in drawn(some, far) if isinstance(one, Mesh)])
    assert 0 < len(names) <= 2000
    assert names.max() < 1000


def test_blocks_and_tiles_stand_in_for_each_other(crowd: Vector) -> None:
    far, near = (crowd.parts(seen_from(10_000, 10_000, height, 20_000)) for height in (60_000, 1_000))
    blocks = {part.key for part in far if part.key[0].startswith("block")}
    tiles = [part for part in near if part.key[0].startswith("tile")]
    assert blocks
    assert tiles
    assert all(blocks & set(part.fallback) for part in tiles)


def test_costs_are_kept_with_the_store_and_worked_out_for_older_ones(crowd: Vector) -> None:
    pyramid = crowd.data.store.pyramid
    assert np.array_equal(pyramid.costs, pyramid.counted())
    assert (np.diff(pyramid.costs.sum(axis=0)) <= 0).all()


@pytest.mark.parametrize(
    ("east", "north", "feature"), [(10, 10, 0), (50, 50, 1), (200.3, 50, 2), (300, 50.2, 3), (150, 50, None)]
)
def test_a_click_meets_the_point_the_line_the_smallest_area(
    lots: Vector, east: float, north: float, feature: int | None
) -> None:
    hit = lots.pick(np.array([east, north, 80.0]), DOWN)
    assert (hit.feature if hit else None) == feature
    if hit:
        assert hit.point == pytest.approx((east, north, 0), abs=0.01)


def test_what_the_filter_hides_is_not_clicked(lots: Vector) -> None:
    filtered = replace(lots, filter=(Condition("名称", Operator.EQUAL, "大"),))
    hit = filtered.pick(np.array([50.0, 50.0, 80.0]), DOWN)
    assert hit is not None
    assert hit.feature == 0


def test_a_slanted_line_of_sight_meets_the_ground_where_it_is(lots: Vector) -> None:
    raised = replace(lots, data=lots.data.on(drape.Plane(30.0)))
    direction = np.array([1.0, 0.0, -1.0])
    hit = raised.pick(np.array([-50.0, 10.0, 90.0]), direction)
    assert hit is not None
    assert hit.point == pytest.approx((10, 10, 30), abs=0.01)
    assert hit.distance == pytest.approx(60 * 2**0.5, abs=0.01)


def test_a_description_tells_every_attribute_and_what_is_missing(lots: Vector) -> None:
    found = lots.describe(1)
    assert (found.title, found.subtitle) == ("小", "敷地")
    facts = {fact.label: fact for card in found.cards for fact in card.facts}
    assert facts["広さ"].value == "400"
    sources = {fact.label: fact for fact in found.provenance}
    assert sources["元の座標系"].value == "EPSG:2443"
    assert sources["利用条件"].missing
    missing = {fact.label: fact for card in lots.describe(3).cards for fact in card.facts}
    assert missing["広さ"].missing


def test_the_table_of_a_store_opens_with_geopandas_alone(lots: Vector) -> None:
    frame = gpd.read_parquet(lots.data.folder / "features.parquet")
    assert frame.crs.to_epsg() == 6669
    assert frame["名称"].tolist() == NAMES["名称"]
    assert frame.geometry.area.round().tolist()[:2] == [10_000, 400]


def test_shapes_in_space_are_met_where_they_are(tmp_path: Path) -> None:
    roof = "POLYGON Z ((0 0 20, 10 0 20, 10 10 20, 0 10 20, 0 0 20))"
    layer = vector(tmp_path, [roof, "POINT Z (30 5 7)"], {"n": [1, 2]})
    assert layer.data.store.solid
    hit = layer.pick(np.array([5.0, 5.0, 50.0]), DOWN)
    assert hit is not None
    assert hit.feature == 0
    assert hit.point[2] == pytest.approx(20)
    near = layer.pick(np.array([30.1, 5.0, 50.0]), DOWN)
    assert near is not None
    assert near.feature == 1
    assert layer.extent() == pytest.approx((0, 0, 7, 30, 10, 20))


def test_heights_of_zero_say_nothing(tmp_path: Path) -> None:
    layer = vector(tmp_path, ["POLYGON Z ((0 0 0, 10 0 0, 10 10 0, 0 0 0))"], {"n": [1]})
    assert not layer.data.store.solid


def test_the_middle_of_a_feature_lies_on_the_ground(lots: Vector) -> None:
    raised = replace(lots, data=lots.data.on(drape.Plane(30.0)))
    centres = raised.centroids()
    assert centres is not None
    assert centres[1] == pytest.approx((50, 50, 30))
    assert np.isnan(centres[4]).all()


def test_a_damaged_store_is_not_opened(lots: Vector) -> None:
    from layers.errors import DamagedFile

    (lots.data.folder / "shapes.arrow").write_bytes(b"")
    with pytest.raises(DamagedFile):
        FeatureStore.open(lots.data.folder)


# ------------------------------------------------------------------------------------- settling


def test_flat_layers_settle_once_and_again_when_the_ground_changes(lots: Vector) -> None:
    project = settled(Project(layers=(lots,)))
    layer = project.layers[0]
    assert isinstance(layer.data.ground, Settled)
    assert settled(project) is project
    assert layer.data.table is lots.data.table
    recoloured = replace(project, layers=(replace(layer, opacity=0.5),))
    assert settled(recoloured) is recoloured
    other = replace(lots, id="other")
    both = settled(replace(project, layers=(layer, other)))
    assert both.layers[0] is layer
    assert both.layers[1].data.ground is layer.data.ground


def test_other_layers_are_left_alone() -> None:
    project = Project(layers=(box_city(3, "houses"),))
    assert settled(project) is project
