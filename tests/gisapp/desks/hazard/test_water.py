"""Water over a grid: its level, what it does when it rises, its surface and colours; painted buildings."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

from gisapp.desks.hazard import water as waters
from gisapp.desks.hazard.classes import STANDARD, Kind, Scale
from gisapp.desks.hazard.colouring import By, Standing, changed, coloured, in_water
from gisapp.desks.hazard.depthgrid import STANDARD_CLASSES, depth_hazard
from gisapp.desks.hazard.hazards import Hazard, Origin, Theme
from gisapp.desks.hazard.look import HazardLook
from gisapp.desks.hazard.refuge import refuge
from gisapp.desks.hazard.water import Lattice, Water, box_of, level_everywhere, raised, water_of
from gisapp.desks.hazard.watersurface import picture, skin, surface
from layers.errors import AnalysisFailed
from layers.feedback import Feedback
from styles.hazards import DRY
from styles.style import MISSING

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

LATTICE = Lattice(0.0, 0.0, 10.0, 6, 8)


def valley() -> NDArray[np.float64]:
    """Return ground that rises by a metre for each column, the same in all rows."""
    return np.tile(np.arange(8, dtype=float), (6, 1))


def hazard(areas: list[shapely.Geometry], rank: list[int], **more: NDArray[np.float64]) -> Hazard:
    """Return a flood of areas with official classes."""
    blank = np.full(len(areas), np.nan)
    return Hazard(
        "h",
        Kind.FLOOD,
        Theme.DEPTH,
        Scale.LARGEST,
        "川",
        STANDARD_CLASSES,
        Origin(column="rank"),
        np.array(areas, dtype=object),
        np.array(rank),
        more.get("depth", blank),
        more.get("level", blank),
    )


class Buildings(SimpleNamespace):
    """Buildings that can be counted, with a row of the layer before them that nobody asked about."""

    def __len__(self) -> int:
        """Return how many."""
        return len(self.points)


def targets(points: list[tuple[float, float]], ground: list[float], storeys: list[float]) -> Any:
    """Return what the desk knows of some buildings."""
    count = len(points)
    return Buildings(
        points=np.array(points),
        ground=np.array(ground),
        storeys=np.array(storeys),
        rows=np.arange(count) + 1,
        footprints=SimpleNamespace(placed=np.ones(count, bool)),
        layer=SimpleNamespace(table=lambda: range(count + 1)),
    )


def test_water_stands_at_ground_and_depth_at_its_level_or_at_the_end_of_its_class() -> None:
    ground = valley()
    west, east = shapely.box(0, 0, 40, 60), shapely.box(40, 0, 80, 60)
    stated = water_of(
        [hazard([west, east], [2, 2], depth=np.array([1.5, np.nan]))], LATTICE, ground, Feedback()
    )
    assert stated.depth[:, :4] == pytest.approx(np.full((6, 4), 1.5))
    assert stated.depth[:, 4:] == pytest.approx(np.full((6, 4), 3.0))
    level = water_of([hazard([west], [-1], level=np.array([2.5]))], LATTICE, ground, Feedback())
    assert level.level[0, :4].tolist() == [2.5] * 4
    assert np.isnan(level.depth[0]).tolist() == [False, False, False] + [True] * 5
    flat = shapely.force_3d(west, 4.2)
    plateau = water_of([hazard([flat], [1])], LATTICE, ground, Feedback())
    assert plateau.depth[3, :4] == pytest.approx([4.2, 3.2, 2.2, 1.2])


def test_of_several_hazards_the_highest_water_counts() -> None:
    box = shapely.box(0, 0, 80, 60)
    two = [hazard([box], [1], level=np.array([value])) for value in (3.0, 5.0)]
    assert np.nanmax(water_of(two, LATTICE, valley(), Feedback()).level) == 5.0


def test_a_raster_gives_depths(tmp_path: Path) -> None:
    lines = ["ncols 8", "nrows 6", "xllcorner 0", "yllcorner 0", "cellsize 10", "NODATA_value -9999"]
    lines += [" ".join(["2", "0", *["-9999"] * 6])] * 6
    (tmp_path / "depth.asc").write_text("\n".join(lines))
    grid = depth_hazard(tmp_path / "depth.asc", "EPSG:6669", crs="EPSG:6669")
    found = water_of([grid], LATTICE, valley(), Feedback())
    assert found.level[:, 0] == pytest.approx(np.full(6, 2.0))
    assert np.isnan(found.level[:, 1:]).all()


def test_rising_water_spreads_only_where_it_can_get_to() -> None:
    ground = valley()
    ground[:, 3] = 20.0  # a dike
    level = np.full((6, 8), np.nan)
    level[:, 0] = 1.0
    higher = raised(Water(LATTICE, ground, level), 5.0)
    assert np.isfinite(higher.depth[:, :3]).all()
    assert np.isnan(higher.depth[:, 3:]).all()
    assert np.isfinite(level_everywhere(LATTICE, ground, 6.0).depth[:, 4:6]).all()
    lower = raised(Water(LATTICE, ground, level), -0.4)
    assert lower.depth[:, 0] == pytest.approx(np.full(6, 0.6))
    assert np.isnan(raised(Water(LATTICE, ground, level), -1.2).level).all()


@pytest.mark.parametrize("more", [0.5, 1.0, 3.0])
def test_more_water_is_never_shallower(more: float) -> None:
    chance = np.random.default_rng(3)
    ground = chance.normal(3, 2, (6, 8))
    level = np.where(chance.random((6, 8)) < 0.3, ground + 1, np.nan)
    before = Water(LATTICE, ground, level)
    after = raised(before, more)
    wet = np.isfinite(before.depth)
    assert (after.depth[wet] > before.depth[wet]).all()


def test_the_surface_runs_on_under_rising_ground_and_stops_at_a_dike() -> None:
    water = level_everywhere(LATTICE, valley(), 2.5)
    shape = skin(water)
    # Three wet columns and one below the shore, two triangles a cell, all at the level.
    assert len(shape.triangles) == 6 * 4 * 2
    assert shape.points[:, 2] + shape.origin[2] == pytest.approx(np.full(len(shape.points), 2.5))
    level = np.full((6, 8), np.nan)
    level[:, 7] = 9.0  # high water in the east; the ground falls to the west
    assert len(skin(Water(LATTICE, valley(), level)).triangles) == 6 * 2
    assert (
        surface(skin(Water(LATTICE, valley(), np.full((6, 8), np.nan))), np.zeros((6, 8, 4), np.uint8))
        is None
    )


def test_steps_of_published_squares_at_a_quay_become_a_straight_edge() -> None:
    lattice = Lattice(0.0, 0.0, 2.5, 40, 40)
    row, column = np.indices((40, 40))
    # Squares of 10 m whose edge runs aslant, on a quay of 1 m above a harbour of -5 m.
    wet = row // 4 >= column // 4
    ground = np.where(row > column - 4, 1.0, -5.0)
    shape = skin(Water(lattice, ground, np.where(wet, 3.0, np.nan)))
    east, north = (shape.points[:, 0] / 2.5, shape.points[:, 1] / 2.5)
    edge = [east[north == level].max() for level in range(4, 36)]
    assert np.diff(edge).max() <= 1  # a cell, where squares have steps of four
    assert edge[0] <= 4 + 4  # not beyond the corners


def test_the_picture_has_the_colours_of_the_classes_north_up() -> None:
    water = level_everywhere(LATTICE, valley(), 2.5)
    entries = HazardLook().legend()
    number = waters.classes_over(water)
    assert number[0].tolist() == [2, 2, 2, 0, 0, 0, 0, 0]
    water.ground[0] = 0.0
    shown = picture(np.where(np.arange(6)[:, None] == 0, 1, number), [one.mark.colour for one in entries])
    assert tuple(shown[-1, 0, :3]) == entries[0].mark.colour
    assert tuple(shown[0, 0, :3]) == tuple(shown[0, 7, :3]) == entries[1].mark.colour


def test_water_is_sought_where_the_city_is() -> None:
    far = hazard([shapely.box(0, 0, 100, 100)], [1])
    assert box_of([far], (50, 50, 60, 60)) == (-250, -250, 360, 360)
    with pytest.raises(AnalysisFailed):
        box_of([far], (9000, 9000, 9100, 9100))
    with pytest.raises(AnalysisFailed):
        box_of([], None)


def test_buildings_wear_the_colours_of_depth_floor_and_reason() -> None:
    buildings = targets([(5, 5), (15, 5), (75, 5)], [0.0, 1.0, 7.0], [1.0, 2.0, 2.0])
    look = HazardLook()
    how = in_water(buildings, level_everywhere(LATTICE, valley(), 3.0), None)
    assert how.depth[:2] == pytest.approx([3.0, 2.0])
    by_depth = coloured(buildings, how, By.DEPTH, look)
    assert by_depth.colours[0].tolist() == list(MISSING)  # the row that nobody asked about
    assert by_depth.colours[3].tolist() == list(DRY.colour)
    assert [count for _, count in by_depth.legend] == [1, 0, 1, 1, 0, 0, 0, 0]
    floors = coloured(buildings, how, By.FLOOR, look)
    assert [one.label for one, count in floors.legend if count] == ["浸水しない", "2階から安全", "立退き避難"]
    reasons = coloured(buildings, how, By.REASON, look)
    assert sum(count for _, count in reasons.legend) == 3


def test_two_hazards_are_compared() -> None:
    buildings = targets([(5, 5)] * 6, [0.0] * 6, [2.0] * 6)
    nothing = np.zeros(6, bool)

    def standing(depth: list[float], unknown: list[bool]) -> Standing:
        deep = np.array(depth)
        found = refuge(
            deep,
            np.full(6, 2.0),
            flooded=np.isfinite(deep),
            collapse=nothing,
            landslide=nothing,
            duration=np.full(6, np.nan),
            placed=~nothing,
        )
        return Standing(deep, np.array(unknown), found)

    nan = np.nan
    one = standing([nan, nan, 1.0, 1.0, 1.0, nan], [False] * 5 + [True])
    other = standing([nan, 1.0, nan, 2.0, 1.0, nan], [False] * 6)
    assert changed(buildings, one, other, HazardLook()).number.tolist() == [0, 1, 5, 2, 3, 6]


def test_classes_of_the_standard_cover_the_legend() -> None:
    assert len(HazardLook().legend(STANDARD)) == 6
