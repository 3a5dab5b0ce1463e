from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from layers.base import View
from layers.drawables import Mesh
from layers.feedback import Feedback
from layers.store import overview, tiling
from layers.store.levels import PATIENT, Memory, choose
from layers.store.sight import Sight
from layers.store.tree import BOXES, FAR, FULL, PRISMS, Tiles
from tests import cities
from tests.layers.store.views import UP, random_view

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMES = [cities.TATEBAYASHI, cities.OSAKA, cities.KAGA]
VIEWS = 150
EAST = np.array([1000.0, 0.0, 0.0])


@pytest.fixture(params=NAMES)
def tiles(request: pytest.FixtureRequest, real_data: Callable[[str], Path]) -> Tiles:
    found: Tiles = cities.buildings(request.param).data.tiles
    return found


def test_tiles_hold_every_building_once(tiles: Tiles) -> None:
    rows = np.concatenate([tiles.rows(tile) for tile in range(len(tiles.numbers))])
    placed = np.flatnonzero(tiles.store.features["tile"] >= 0)
    assert np.array_equal(np.sort(rows), placed)
    blocks = np.concatenate([tiles.block_rows(block) for block in range(tiles.block_count)])
    assert np.array_equal(np.sort(blocks), placed)


def test_the_bounds_of_a_tile_hold_its_buildings(tiles: Tiles) -> None:
    features = tiles.store.features
    low = np.stack([features[name] for name in ("west", "south", "bottom")], axis=1)
    high = np.stack([features[name] for name in ("east", "north", "top")], axis=1)
    for tile in range(len(tiles.numbers)):
        rows = tiles.rows(tile)
        np.testing.assert_allclose(tiles.bounds[tile, :3], np.nanmin(low[rows], axis=0))
        np.testing.assert_allclose(tiles.bounds[tile, 3:], np.nanmax(high[rows], axis=0))


def covered_by(tiles: Tiles, name: str) -> np.ndarray:
    """Return the tiles that a part stands for."""
    if name.startswith("tile"):
        return np.array([int(name[4:])])
    level, node = (0, int(name[5:])) if name.startswith("block") else map(int, name[6:].split("_"))
    inside = np.array([node])
    for below in range(level, -1, -1):
        nodes = tiles.nodes[below]
        inside = np.concatenate(
            [nodes.order[nodes.first[one] : nodes.first[one] + nodes.count[one]] for one in inside.tolist()]
        )
    return inside


def test_every_visible_tile_is_covered_exactly_once(tiles: Tiles) -> None:
    random = np.random.default_rng(11)
    seen_levels = set()
    for number in range(VIEWS):
        view = random_view(random, tiles.bounds, int(np.exp(random.uniform(np.log(2e3), np.log(5e6)))))
        parts = choose(tiles, "city", view)
        seen, _ = Sight(view).of(tiles.bounds)
        covered = np.zeros(len(seen), dtype=int)
        for part in parts:
            name, level = part.key
            seen_levels.add(level)
            covered[covered_by(tiles, name)] += 1
            assert all(
                set(covered_by(tiles, name)) <= set(covered_by(tiles, other)) for other, _ in part.fallback
            )
        assert (covered[seen] == 1).all(), f"view {number}"
        assert (covered <= 1).all(), f"view {number}"
        assert len({part.key for part in parts}) == len(parts)
    assert seen_levels >= {FAR, BOXES, PRISMS}


def test_what_is_drawn_stays_within_the_budget(tiles: Tiles) -> None:
    random = np.random.default_rng(5)
    tight = 0
    for _ in range(VIEWS):
        view = random_view(random, tiles.bounds, int(np.exp(random.uniform(np.log(2e3), np.log(5e6)))))
        parts = choose(tiles, "city", view)
        cost = sum(part.triangles for part in parts)
        coarsest = all(part.key[0].startswith(f"square{len(tiles.nodes) - 1}") for part in parts)
        assert cost <= view.budget or coarsest
        tight += cost > view.budget / 4
    assert tight


def test_a_part_costs_what_it_draws(real_data: Callable[[str], Path]) -> None:
    layer = cities.buildings(cities.KAGA)
    tiles = layer.data.tiles
    random = np.random.default_rng(2)
    levels = set()
    for _ in range(12):
        for part in choose(tiles, layer.id, random_view(random, tiles.bounds, 3_000_000)):
            drawn = sum(
                len(mesh.triangles) for mesh in layer.load(part, Feedback()) if isinstance(mesh, Mesh)
            )
            levels.add(part.key[1])
            if part.key[1] <= BOXES:
                assert drawn == part.triangles
            else:
                # Ground surfaces are not counted, for they are not drawn; parts of a building may repeat.
                assert part.triangles <= drawn or part.key[1] == FULL
                assert drawn < 2 * part.triangles + 100
    assert levels >= {FAR, BOXES, PRISMS, FULL}


def test_near_things_come_first_and_fine(tiles: Tiles) -> None:
    bounds = tiles.bounds
    centre = (bounds[0, :3] + bounds[0, 3:]) / 2
    eye = centre + np.array([0.0, -30.0, 40.0])
    parts = choose(tiles, "city", View(eye, centre, UP, 45.0, (1600, 900), 10_000_000))
    priorities = [part.priority for part in parts]
    assert priorities == sorted(priorities)
    assert parts[0].key[1] in (PRISMS, FULL)
    assert parts[0].under is not None
    assert parts[0].under[0].startswith("block")
    assert parts[0].fallback[-1][0].startswith("square")


def test_a_smaller_budget_never_draws_more(tiles: Tiles) -> None:
    random = np.random.default_rng(8)
    for _ in range(30):
        view = random_view(random, tiles.bounds, 0)
        costs = []
        for budget in (10**7, 10**6, 10**5, 10**4):
            narrowed = View(view.position, view.focal, UP, view.field_of_view, view.size, budget)
            costs.append(sum(part.triangles for part in choose(tiles, "city", narrowed)))
        assert costs == sorted(costs, reverse=True)


def test_looking_away_wants_nothing(tiles: Tiles) -> None:
    low, high = tiles.bounds[:, :3].min(axis=0), tiles.bounds[:, 3:].max(axis=0)
    eye = np.array([high[0] + 5_000, (low[1] + high[1]) / 2, high[2] + 100])
    away = View(eye, eye + EAST, UP, 30.0, (1600, 900), 1_000_000)
    assert not choose(tiles, "city", away)
    back = View(eye, eye - EAST, UP, 60.0, (1600, 900), 1_000_000)
    assert choose(tiles, "city", back)


def test_boxes_with_a_point_in_the_picture_are_visible() -> None:
    random = np.random.default_rng(4)
    for _ in range(300):
        low = random.uniform(-500, 500, (20, 3))
        bounds = np.hstack([low, low + random.uniform(1, 120, (20, 3))])
        view = random_view(random, bounds, 1000)
        seen, nearest = Sight(view).of(bounds)
        axis = view.focal - view.position
        axis = axis / np.linalg.norm(axis)
        side = np.cross(axis, UP)
        if np.linalg.norm(side) < 1e-6:
            continue
        side /= np.linalg.norm(side)
        up = np.cross(side, axis)
        half = np.tan(np.radians(view.field_of_view) / 2)
        inside = random.uniform(bounds[:, None, :3], bounds[:, None, 3:], (20, 30, 3)) - view.position
        depth = inside @ axis
        right, above = np.abs(inside @ side), np.abs(inside @ up)
        shown = (depth > 0) & (above <= half * depth) & (right <= half * depth * view.size[0] / view.size[1])
        assert seen[shown.any(axis=1)].all()
        assert (nearest <= np.linalg.norm(inside, axis=2).min(axis=1) + 1e-9).all()


def test_choosing_takes_a_millisecond(real_data: Callable[[str], Path]) -> None:
    tiles = cities.buildings(cities.TATEBAYASHI).data.tiles
    random = np.random.default_rng(9)
    views = [random_view(random, tiles.bounds, 1_500_000) for _ in range(40)]
    choose(tiles, "city", views[0])
    took = []
    for view in views:
        started = time.perf_counter()
        choose(tiles, "city", view)
        took.append(time.perf_counter() - started)
    median = float(np.median(took)) * 1000
    print(f"choosing among {len(tiles.numbers)} tiles: {median:.2f} ms, at most {max(took) * 1000:.2f} ms")
    assert median < 10  # far above what it takes, for the machine may be busy


def test_the_index_on_disk_says_what_is_worked_out_without_it(tiles: Tiles, tmp_path: Path) -> None:
    store = tiles.store
    take, tile = tiling.taker(store.features), store.features["tile"]
    made = tiling.make(take, tile, store.chunks)
    tiling.write(tmp_path, take, tile, store.chunks)
    read = tiling.read(tmp_path)
    assert read is not None
    assert np.array_equal(read.order, made.order)
    for one, other in (
        (read.tiles, made.tiles),
        (read.overview.squares, made.overview.squares),
        (read.overview.cells, made.overview.cells),
    ):
        assert one.keys() == other.keys()
        assert all(np.array_equal(one[name], other[name], equal_nan=True) for name in one)
    (tmp_path / tiling.ORDER).unlink()
    assert tiling.read(tmp_path) is None


def test_squares_stand_for_all_buildings_with_the_same_ground_area(tiles: Tiles) -> None:
    found = tiles.index.overview
    features = tiles.store.features
    rows = np.concatenate([tiles.rows(tile) for tile in range(len(tiles.numbers))])
    single = overview.single(features, rows)
    area = single["area"].sum()
    for level in range(int(found.squares["level"].max()) + 1):
        here = found.squares["level"] == level
        merged = [
            slice(first, first + count)
            for first, count in zip(
                found.squares["first"][here].tolist(), found.squares["count"][here].tolist(), strict=True
            )
        ]
        cells = {
            name: np.concatenate([values[one] for one in merged]) for name, values in found.cells.items()
        }
        kept = (4.0 * cells["length"].astype(float) * cells["width"]).sum()
        # What would reach over its cell is cut; nothing is ever larger than what it stands for.
        assert 0.6 * area < kept < 1.02 * area, level
        assert len(np.unique(cells["row"])) == len(cells["row"])
        assert np.isin(cells["row"], rows).all()
        meshes = [mesh for node in range(int(here.sum())) for mesh in tiles.square_mesh(level + 1, node)]
        drawn = sum(len(mesh.triangles) for mesh in meshes if isinstance(mesh, Mesh))
        assert drawn == found.squares["triangles"][here].sum() == tiles.nodes[level + 1].costs.sum()


def test_levels_do_not_flicker_while_moving_back_and_forth(real_data: Callable[[str], Path]) -> None:
    tiles = cities.buildings(cities.TATEBAYASHI).data.tiles
    random = np.random.default_rng(3)
    changes = {True: 0, False: 0}
    for _ in range(20):
        view = random_view(random, tiles.bounds, 400_000, moving=True)
        for steady in (True, False):
            memory, before = Memory(), None
            for number in range(12):
                eye = view.position + (view.position - view.focal) * (0.02 * (number % 2))
                budget = 400_000 if number % 3 else 420_000
                near = View(eye, view.focal, UP, view.field_of_view, view.size, budget, moving=True)
                keys = {part.key for part in choose(tiles, "city", near, memory if steady else None)}
                changes[steady] += 0 if before is None or number < 3 else len(keys ^ before)
                before = keys
    assert changes[True] < changes[False] / 4


def test_what_became_coarser_gets_finer_again_only_when_there_is_room_for_a_while() -> None:
    memory = Memory()
    assert memory.settle(6.0) == 6.0
    # Past a gap between dense blocks: nothing changes there and back.
    assert {memory.settle(1.0) for _ in range(PATIENT - 1)} == {6.0}
    assert memory.settle(5.0) == 6.0
    # What has been enough for all of the last pictures, not for the very last alone.
    needed = [1.0, 2.0] * PATIENT
    assert [memory.settle(one) for one in needed[:PATIENT]] == [6.0] * (PATIENT - 1) + [2.0]
    assert memory.settle(7.0) == 7.0
