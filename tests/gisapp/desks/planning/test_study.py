"""The counter's answer as a whole: which place is meant, what staff entered of it, and what follows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from gisapp.cli.projects import open_inputs
from gisapp.desks.planning import place as places
from gisapp.desks.planning import study as studies
from gisapp.desks.planning.cuts import cuts, height_figure
from gisapp.desks.planning.entries import (
    KIND,
    NONE,
    Entries,
    Levels,
    Wish,
    id_of,
    kept_at,
    kept_of,
    record_of,
)
from gisapp.desks.planning.levels import taken
from gisapp.desks.planning.lot import Behind, Edge
from gisapp.desks.planning.lots import corners_near
from gisapp.desks.planning.place import How
from gisapp.desks.planning.regulationfile import national
from gisapp.desks.planning.study import Question
from layers import records
from layers.errors import AnalysisFailed, Damaged
from layers.feedback import Feedback
from layers.project import Project
from tests.gisapp.desks.planning.test_regulations import CRS, TODAY, layer, zones
from tests.layers import terrains

if TYPE_CHECKING:
    from collections.abc import Callable

    from gisapp.desks.planning.study import Study

WEST, EAST = shapely.box(0, 0, 12, 20), shapely.box(12, 0, 24, 20)
BOTH = (18.0, 10.0)


def block(folder: Path) -> Project:
    """Return two parcels at a road of 6 m in one zone."""
    columns = {"number": ["１－１", "１－２"], "place": ["本町", "本町"]}
    lots = layer(folder, "lots@6669", columns, [WEST, EAST], "地番図")
    road = layer(
        folder,
        "tran:Road",
        {"RoadStructureAttribute_width": ["6.0"], "function": ["市町村道"], "name": [""]},
        [shapely.box(-50, -6, 70, 0)],
    )
    use = zones(folder, ("第一種住居地域", 200.0, 60.0, shapely.box(-500, -500, 500, 500)))
    return Project(layers=(lots, road, use), crs=CRS)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return block(tmp_path_factory.mktemp("block"))


def ask(project: Project, east: float, north: float) -> Study:
    """Return the answer to a click on the ground."""
    return studies.asked_at(project, national(), Question(east, north), TODAY, feedback=Feedback())


def south(study: Study) -> int:
    """Return the edge at the road."""
    assert study.lot is not None
    return next(index for index, edge in enumerate(study.lot.edges) if edge.behind is Behind.ROAD)


def test_a_click_means_the_parcel_and_elsewhere_the_point(project: Project) -> None:
    found = ask(project, 5.0, 5.0)
    assert (found.place.how, found.place.words) == (How.PARCEL, "本町１－１")
    assert str(found.place.source) == "図上計測（レイヤ「地番図」）"
    assert found.site is not None
    assert found.site.floor_area_ratio.value == 200.0
    nowhere = ask(project, 200.0, 200.0)
    assert (nowhere.place.how, nowhere.site) == (How.POINT, None)
    assert any(row.parts for row in nowhere.rows)


def test_volume_building_and_shadow_follow_the_sliders(project: Project) -> None:
    study = ask(project, 5.0, 5.0)
    assert study.site is not None
    made = studies.built(study.site, Wish(), feedback=Feedback())
    assert made.volume is not None
    assert made.building is not None
    assert made.building.building_area <= 240 * 0.6 + 1e-6
    assert sum(one.share for one in cuts(made.volume)) == pytest.approx(1.0)
    highest = height_figure(made.volume)
    assert highest.value == pytest.approx(max(one.highest for one in cuts(made.volume)))
    assert highest.steps
    back = Wish(((south(study), 3.0),), 3.5, 2)
    less = studies.built(study.site, back, feedback=Feedback())
    assert less.building is not None
    assert len(less.building.storeys) == 2
    assert less.building.storeys[0].polygon.bounds[1] >= 3.0 - 1e-6
    verdicts = studies.shadows(less, CRS, feedback=Feedback())
    assert [one.kept for one in verdicts] == [None]  # no ordinance is known
    asked = studies.for_sheet(study, less, feedback=Feedback())
    assert (asked.site, asked.building) == (less.site, less.building)


def test_what_staff_enter_counts_and_is_found_again(project: Project) -> None:
    study = ask(project, 5.0, 5.0)
    number = south(study)
    edge = Edge(Behind.ROAD, 4.0, "42-1-5")
    entries = Entries(corner=True, coverage_ratio=50.0).with_edge(number, edge)
    entered = studies.concluded(study, entries)
    assert entered.site is not None
    assert entered.site.floor_area_ratio.value == 160.0  # 4 m × 0.4
    assert entered.site.coverage_ratio.value == 60.0  # 50 + 10 for the corner
    assert entered.site.lot.edges[number].source == "staff"
    assert not any(doubt.values.get("edge") == number + 1 for doubt in entered.doubts)
    kept = records.put(project, record_of(study.place, entries, CRS, "2026-11-21T10:00:00+09:00"))
    again = ask(kept, 6.0, 12.0)
    assert again.entries == entries
    assert again.site is not None
    assert again.site.floor_area_ratio.value == 160.0
    assert ask(kept, 20.0, 5.0).entries == NONE  # the neighbour is another lot
    assert entries.with_edge(number, None).edges == ()


def test_lots_are_joined_cut_and_drawn(project: Project) -> None:
    west, east = ask(project, 5.0, 5.0).place, ask(project, 20.0, 5.0).place
    whole = places.joined(west, east)
    assert (whole.how, whole.words, whole.area.area) == (
        How.MERGED,
        "本町１－１ ほか 1 筆",
        pytest.approx(480),
    )
    one, other = places.divided(whole, shapely.LineString([(-1, 5), (30, 5)]))
    assert (one.area.area, other.area.area) == (pytest.approx(360), pytest.approx(120))
    with pytest.raises(AnalysisFailed):
        places.drawn(np.array([(0, 0), (10, 10), (10, 0), (0, 10)], float))
    lot = places.drawn(np.array([(0, 0), (0, 10), (10, 10), (10, 0)], float))
    assert id_of(lot) == id_of(places.drawn(np.array([(0, 0), (0, 10), (10, 10), (10, 0)], float)))
    kept = records.put(project, record_of(whole, NONE, CRS, ""))
    assert ask(kept, *BOTH).place.words == whole.words
    assert len(corners_near(project.layers, national(), 12.0, 0.0, 1.0)) >= 2


def test_where_the_sliders_stood_is_kept(project: Project) -> None:
    study = ask(project, 5.0, 5.0)
    entries = Entries(wish=Wish(((south(study), 2.5),), 3.3, 4))
    kept = records.put(project, record_of(study.place, entries, CRS, ""))
    assert ask(kept, 5.0, 5.0).entries == entries
    older = {name: value for name, value in records.of_kind(kept, KIND)[0].content.items() if name != "wish"}
    assert kept_of(records.record("x", KIND, "前の版", older)).entries == NONE


def on_a_slope(folder: Path, rise: float) -> Project:
    """Return the block on a terrain that rises to the north; 40 m above the sea at the road's edge."""
    cells = np.arange(-60.0, 80.0, 1.0) + 0.5
    heights = np.repeat((40.0 + rise * cells)[:, None], 140, axis=1)
    store = terrains.written(folder / "ground", heights.astype(np.float32), 1.0, (-60.0, -60.0))
    town = block(folder)
    return replace(town, layers=(*town.layers, terrains.layer(store)))


def test_levels_are_proposed_by_the_terrain_and_count_when_staff_take_them(tmp_path: Path) -> None:
    """The lot is 20 m deep on a slope of 10 %: 40 to 42 m, the road's centre 3 m in front of it at 39.7 m."""
    sloping = on_a_slope(tmp_path, 0.1)
    study = ask(sloping, 5.0, 5.0)
    found = study.levels
    assert found is not None
    assert [found.ground, found.mean] == pytest.approx([41.0, 41.0], abs=0.02)
    assert [found.lowest, found.highest] == pytest.approx([40.0, 42.0], abs=0.02)
    road = south(study)
    assert dict(found.differences())[road] == pytest.approx(-1.3, abs=0.02)
    assert not found.estimated
    assert study.site is not None
    assert (study.site.elevation, study.site.mean_ground) == (None, None)
    assert any("使っていません" in str(one) for one in study.doubts)
    flat = studies.built(study.site, Wish(), feedback=Feedback())
    accepted = studies.concluded(study, Entries(levels=taken(found)))
    assert accepted.site is not None
    assert accepted.lot is not None
    assert accepted.site.elevation == found.ground
    assert accepted.lot.edges[road].level == pytest.approx(-1.3, abs=0.02)
    assert accepted.lot.edges[road].source != "staff"
    assert not any("差がない" in str(one) for one in accepted.doubts)
    sunk = studies.built(accepted.site, Wish(), feedback=Feedback())
    assert flat.volume is not None
    assert sunk.volume is not None
    # The road's centre lies 1.3 m lower, of which (1.3 - 1) / 2 counts back (BSO-135の2).
    at_road = [min(one.lowest for one in cuts(made)) for made in (flat.volume, sunk.volume)]
    assert at_road[0] - at_road[1] == pytest.approx(1.3 - 0.15, abs=0.03)
    said = replace(accepted.entries.with_edge(road, Edge(Behind.ROAD, 6.0, "42-1-1", level=-0.5)))
    corrected = studies.concluded(study, said)
    assert corrected.lot is not None
    assert corrected.lot.edges[road].level == -0.5  # what staff say of the edge itself comes first
    kept = records.put(sloping, record_of(study.place, accepted.entries, CRS, ""))
    assert ask(kept, 5.0, 5.0).entries == accepted.entries


def test_a_lot_that_rises_by_more_than_three_metres_has_several_ground_levels(tmp_path: Path) -> None:
    study = ask(on_a_slope(tmp_path, 0.25), 5.0, 5.0)
    assert study.levels is not None
    # 5 m over a depth of 20 m: 3 m from the lowest place end 12 m from the road; a rectangle on an even slope
    # has the mean of its lowest and highest place all around: 40 + 1.5 and 43 + 1.0 m.
    assert [one.level for one in study.levels.regions] == pytest.approx([41.5, 44.0], abs=0.03)
    assert [one.area.area for one in study.levels.regions if one.area] == pytest.approx([144, 96], abs=2)
    assert any("一つの地盤面によります" in str(one) for one in study.doubts)
    divided = studies.concluded(study, Entries(levels=taken(study.levels)))
    assert divided.site is not None
    assert [one.level for one in divided.site.steps] == pytest.approx([0.0, 2.5], abs=0.03)
    assert any("3 m 以内ごとに分けて" in str(one) for one in divided.doubts)
    kept = records.put(Project(crs=CRS), record_of(study.place, divided.entries, CRS, ""))
    found, _ = kept_at(kept, 5.0, 5.0)
    assert found is not None
    assert found.entries == divided.entries
    assert Levels(1.0, 1.0) != Levels(1.0, 2.0)


def test_a_damaged_record_is_told_and_left_out(project: Project) -> None:
    good = record_of(ask(project, 5.0, 5.0).place, NONE, CRS, "")
    for wrong in (
        {"format": 9},
        {"ring": [[0, 0], [1, 1]]},
        {"edges": [{"index": 99, "edge": {}}]},
        {"coverage_ratio": -1},
        {"how": "magic"},
        {"wish": {"storey": 0}},
        {"wish": {"setbacks": [[9, 1.0]]}},
        {"levels": {"ground": "high", "mean": 1}},
        {"levels": {"ground": 1, "mean": 1, "edges": [[0.5, 1]]}},
    ):
        bad = records.record("x", KIND, "壊れた敷地", {**good.content, **wrong})
        with pytest.raises((Damaged, AnalysisFailed)):
            kept_of(bad)
        found, unread = kept_at(replace(project, records=(bad,)), 5.0, 5.0)
        assert found is None
        assert "壊れた敷地" in str(unread[0])


def test_a_lot_of_a_real_city(real_data: Callable[[str], Path]) -> None:
    files = sorted(real_data("gis/development-permission").rglob("*.shp"))
    city = open_inputs(tuple(files), Feedback()).project
    place = places.of_number(city.layers, national(), "201-2")
    study = studies.answered(city, national(), place, TODAY, feedback=Feedback())
    assert study.lot is not None
    roads = [edge for edge in study.lot.edges if edge.behind is Behind.ROAD]
    assert any(edge.width == 5.1 for edge in roads)
    assert study.site is not None
    assert study.site.floor_area_ratio.value is None  # the city's file has no ratios
    made = studies.built(study.site, Wish(), feedback=Feedback())
    assert made.building is None
    assert made.doubts
    entered = studies.concluded(study, Entries(floor_area_ratio=200.0, coverage_ratio=60.0))
    assert entered.site is not None
    assert entered.site.floor_area_ratio.value == 200.0
    made = studies.built(entered.site, Wish(), feedback=Feedback())
    assert made.volume is not None  # 26 edges, corners that turn inward, two zones
    assert made.volume.accuracy == 0.001
    assert made.doubts == ()
    assert made.building is not None
    assert made.building.floor_area == pytest.approx(entered.site.area * 2)
