"""Hazards from files as cities get them, laid over buildings."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

from gisapp.desks.hazard.answers import Answer, How, State, ask
from gisapp.desks.hazard.classes import Kind, Scale
from gisapp.desks.hazard.classtexts import hours_range, read_classes
from gisapp.desks.hazard.depthgrid import depth_hazard
from gisapp.desks.hazard.hazards import Hazard, Theme
from gisapp.desks.hazard.refuge import Verdict
from gisapp.desks.hazard.sources import hazards_in, scale_of
from gisapp.desks.hazard.targets import Targets, targets_of
from layers.errors import GisError
from layers.feedback import Feedback
from layers.heights import PlaneHeights
from tests.gisapp.desks.hazard.made import EAST, NORTH, SYSTEM, layer, read

if TYPE_CHECKING:
    from pathlib import Path

BOX = shapely.box


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Any:
    made = tmp_path_factory.mktemp("hazards")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GISAPP_STORES", str(made / "stores"))
        yield made


@pytest.fixture(scope="module")
def houses(folder: Path) -> Targets:
    """Return four houses in a row, ten metres wide and deep, thirty metres from one to the next."""
    storeys = (1, 2, 3, None)
    rows = [
        (
            BOX(30 * k, 0, 30 * k + 10, 10),
            {"建物ID": f"b{k}", "階数": number, "計測高さ": 7.5, "延床面積": 150.0},
        )
        for k, number in enumerate(storeys)
    ]
    return targets_of(layer(folder, "家屋図.geojson", *rows))


def asked(houses: Targets, hazards: list[Hazard], feedback: Feedback | None = None) -> Answer:
    (hazard,) = hazards
    return ask(houses, [hazard], feedback or Feedback()).answers[0]


def test_buildings_of_any_layer_of_areas(houses: Targets) -> None:
    assert houses.storeys.tolist() == [1, 2, 3, 2]
    assert houses.estimated.tolist() == [False, False, False, True]
    assert houses.footprints.sizes == pytest.approx([100] * 4, abs=1e-3)
    assert houses.dwelling.all()
    assert not houses.usages_known


@pytest.mark.parametrize(
    ("name", "properties", "kind", "theme", "scale", "ends"),
    [
        ("A31a-20-23_42.geojson", {"A31a_202": "川", "A31a_205": 3}, Kind.FLOOD, Theme.DEPTH, "L2", (3, 5)),
        ("A31a-10-23_42.geojson", {"A31a_102": "川", "A31a_105": 2}, Kind.FLOOD, Theme.DEPTH, "L1", (0.5, 3)),
        (
            "A31a-30-23_42.geojson",
            {"A31a_302": "川", "A31a_305": 4},
            Kind.FLOOD,
            Theme.DURATION,
            "L2",
            (72, 168),
        ),
        (
            "A31a-41-23_42.geojson",
            {"A31a_402": "川", "A31a_405": 1},
            Kind.COLLAPSE,
            Theme.COLLAPSE,
            "L2",
            (2, 2),
        ),
        ("A31b-20-23_10_4929.geojson", {"A31b_201": 6}, Kind.FLOOD, Theme.DEPTH, "L2", (20, math.inf)),
        ("A31-12_42.geojson", {"A31_001": 24}, Kind.FLOOD, Theme.DEPTH, "", (2, 3)),
        ("A33-23_42.geojson", {"A33_001": 2, "A33_002": 2}, Kind.LANDSLIDE, Theme.ZONE, "", (4, 4)),
        ("A40-16_42.geojson", {"A40_003": "0.3m以上1m未満"}, Kind.TSUNAMI, Theme.DEPTH, "", (0.3, 1)),
        ("A49-22_42.geojson", {"A49_003": "1.0～2.0m"}, Kind.STORM_SURGE, Theme.DEPTH, "", (1, 2)),
        ("A48-22_42.geojson", {"A48_003": "42201", "A48_007": 4}, Kind.DANGER, Theme.ZONE, "", (1, 1)),
        ("内水ハザードマップ.geojson", {"浸水深": "0.5～1.0m"}, Kind.INLAND, Theme.DEPTH, "", (0.5, 1)),
        ("ため池.geojson", {"浸水深": 1.25}, Kind.RESERVOIR, Theme.DEPTH, "", (1.25, 1.25)),
        ("家屋倒壊等氾濫想定区域_河岸侵食.geojson", {"番号": "1"}, Kind.COLLAPSE, Theme.COLLAPSE, "", (1, 1)),
    ],
)
def test_every_source_becomes_one_model(
    folder: Path,
    houses: Targets,
    name: str,
    properties: dict[str, Any],
    kind: Kind,
    theme: Theme,
    scale: str,
    ends: tuple[float, float],
) -> None:
    feedback = Feedback()
    found = hazards_in([layer(folder, name, (BOX(-5, -5, 12, 12), properties))], feedback)
    answer = asked(houses, found)
    assert [str(one.code) for one in feedback.findings] == []
    assert (found[0].kind, found[0].theme, str(found[0].scale)) == (kind, theme, scale)
    assert answer.state.tolist() == [State.AFFECTED, State.NOT, State.NOT, State.NOT]
    assert (answer.lower[0], answer.upper[0]) == ends
    assert answer.share[0] == pytest.approx(1.0)


def test_unknown_texts_are_told_and_leave_their_buildings_undetermined(folder: Path, houses: Targets) -> None:
    feedback = Feedback()
    shapes = layer(
        folder,
        "津波浸水想定.geojson",
        (BOX(-5, -5, 12, 12), {"浸水深": "深い"}),
        (BOX(25, -5, 45, 12), {"浸水深": "2m以上3m未満"}),
    )
    found = ask(houses, hazards_in([shapes], feedback), feedback)
    assert found.answers[0].state.tolist() == [State.UNDETERMINED, State.AFFECTED, State.NOT, State.NOT]
    unknown = next(one for one in feedback.findings if one.code == "hazard-class-unknown")
    assert (unknown.count, "深い" in str(unknown.message)) == (1, True)
    assert found.combined.refuge.verdict[0] == Verdict.UNKNOWN
    assert sum(np.bincount(found.combined.state)) == len(houses)


def test_water_of_plateau_without_a_readable_rank_goes_by_its_level(folder: Path, houses: Targets) -> None:
    def water(left: float, level: float) -> tuple[shapely.Geometry, dict[str, Any]]:
        return BOX(left - 5, -5, left + 15, 15), {"最大水位": level}

    feedback = Feedback()
    levels = layer(folder, "洪水_最大水位.geojson", water(0, 5.2), water(30, 2.9), water(60, 3.4))
    on_ground = targets_of(houses.layer, PlaneHeights(3.0))
    answer = asked(on_ground, hazards_in([levels], feedback), feedback)
    assert answer.state.tolist() == [State.AFFECTED, State.NOT, State.AFFECTED, State.NOT]
    assert answer.lower[0] == pytest.approx(2.2)  # FLD-02
    assert answer.rank[0] == 2
    assert answer.how[0] == How.LEVEL
    assert "water-below-ground" in {one.code for one in feedback.findings}
    nowhere = Feedback()
    unknown = asked(houses, hazards_in([levels], nowhere), nowhere)
    assert unknown.state.tolist() == [State.UNDETERMINED] * 3 + [State.NOT]
    assert "hazard-no-ground" in {one.code for one in nowhere.findings}


def test_a_hazard_that_touches_nothing_is_told(folder: Path, houses: Targets) -> None:
    feedback = Feedback()
    far = layer(folder, "津波_遠い.geojson", (BOX(9000, 0, 9100, 100), {"浸水深": "2m以上3m未満"}))
    answer = asked(houses, hazards_in([far], feedback), feedback)
    assert not answer.state.any()
    assert [one.code for one in feedback.findings] == ["hazard-far-away"]


def test_water_below_the_ground_is_told_and_nothing_else(folder: Path, houses: Targets) -> None:
    feedback = Feedback()
    low = layer(folder, "洪水_低い水位.geojson", (BOX(-10, -10, 100, 50), {"水位": -5.0}))
    targets = replace(houses, ground=np.full(len(houses), 3.0))
    answer = asked(targets, hazards_in([low], feedback), feedback)
    assert not (answer.state == State.AFFECTED).any()
    assert [one.code for one in feedback.findings] == ["water-below-ground"]
    assert feedback.findings[0].count > 0


def test_areas_without_any_depth_leave_their_buildings_unknown(folder: Path, houses: Targets) -> None:
    feedback = Feedback()
    bare = layer(folder, "flood_assumption.geojson", (BOX(-10, -10, 20, 50), {"number": "4"}))
    answer = asked(houses, hazards_in([bare], feedback), feedback)
    assert answer.state.tolist() == [State.UNDETERMINED, State.NOT, State.NOT, State.NOT]
    assert "hazard-no-classes" in {one.code for one in feedback.findings}
    named = replace(bare, name="洪水浸水想定区域（本明川水系本明川・L2）")
    assert hazards_in([named], Feedback())[0].name == "本明川水系本明川"


def test_the_zone_counts_however_little_it_covers(folder: Path, houses: Targets) -> None:
    zones = layer(
        folder,
        "A33-20_42.geojson",
        (BOX(-5, -5, 12, 12), {"A33_001": 1, "A33_002": 1}),
        (BOX(-5, -5, 2, 12), {"A33_001": 1, "A33_002": 2}),
    )
    answer = asked(houses, hazards_in([zones], Feedback()))
    assert (answer.lower[0], answer.code[0]) == (4, "2")
    assert answer.share[0] == pytest.approx(0.2, abs=1e-3)


def raster(
    path: Path, values: np.ndarray, *, cell: float, crs: str | None = SYSTEM, north: float = 40
) -> Path:
    import rasterio
    from rasterio.transform import from_origin

    high, wide = values.shape
    with rasterio.open(
        path,
        "w",
        driver="GTiff" if path.suffix == ".tif" else "AAIGrid",
        width=wide,
        height=high,
        count=1,
        dtype="float32",
        crs=crs,
        nodata=-9999,
        transform=from_origin(EAST - 10, NORTH + north, cell, cell),
    ) as file:
        file.write(values.astype(np.float32), 1)
    return path


def test_pl_02_in_a_raster(folder: Path, houses: Targets) -> None:
    depths = np.full((10, 16), -9999.0)
    depths[:, 3] = 3.2  # east 5 to 10: half of the first house
    depths[:, 2] = 4.1
    depths[6, 2] = -9999  # of which a quarter of the house is dry
    depths[:, 6:8] = 0.0
    answer = asked(houses, [depth_hazard(raster(folder / "洪水_L2.tif", depths, cell=5), SYSTEM)])
    assert answer.hazard.scale is Scale.LARGEST
    assert (answer.lower[0], answer.rank[0], answer.how[0]) == (pytest.approx(3.2), 3, How.VALUE)
    assert answer.state.tolist() == [
        State.AFFECTED,
        State.NOT,
        State.NOT,
        State.UNDETERMINED,
    ]  # beyond its edge


def test_a_raster_in_degrees_and_an_ascii_grid(folder: Path, houses: Targets) -> None:
    depths = np.full((10, 40), 1.5)
    path = raster(folder / "高潮_浸水深.asc", depths, cell=5, crs=None)
    with pytest.raises(GisError):
        depth_hazard(path, SYSTEM)
    answer = asked(houses, [depth_hazard(path, SYSTEM, crs=SYSTEM)])
    assert answer.hazard.kind is Kind.STORM_SURGE
    assert answer.lower.tolist() == [1.5] * 4
    wrong = asked(houses, [depth_hazard(path, SYSTEM, crs="EPSG:6670")], feedback := Feedback())
    assert wrong.state.tolist() == [State.UNDETERMINED] * 4
    assert "hazard-far-away" in {one.code for one in feedback.findings}


def test_depths_by_grid_square(folder: Path, houses: Targets) -> None:
    path = folder / "浸水深メッシュ.csv"
    path.write_text("メッシュコード,浸水深\n4929060921,2.5\n4929060922,0\n", "utf-8")
    found = hazards_in([read(path)], Feedback())
    assert (found[0].theme, found[0].depth.tolist()) == (Theme.DEPTH, [2.5, 0.0])
    assert len(found[0].areas) == 2
    del houses


def test_hours_and_scales_are_read_however_they_are_written() -> None:
    assert hours_range("12時間以上24時間未満（1日間）") == (12, 24)
    assert hours_range("１週間以上２週間未満") == (168, 336)
    assert hours_range("3日以上") == (72, math.inf)
    assert math.isnan(hours_range("長い")[0])
    assert scale_of("洪水（想定最大規模）") is Scale.LARGEST
    assert scale_of("fld/natl/l1") is Scale.PLANNED
    assert scale_of("L20号線") is Scale.UNKNOWN


def test_codes_mean_other_depths_in_other_tables() -> None:
    codes, blank = np.array(["4", "9", ""], dtype=object), np.full(3, "", dtype=object)
    river, rank, unknown = read_classes(codes, blank, Theme.DEPTH, Kind.FLOOD)
    assert (river[0].lower, river[0].upper) == (5, 10)
    assert (rank.tolist(), unknown) == ([1, -1, -1], {"9": 1, "（空）": 1})
    pond, _, _ = read_classes(codes, blank, Theme.DEPTH, Kind.RESERVOIR)
    assert (pond[0].lower, pond[0].upper) == (2, 3)
    own, rank, _ = read_classes(codes, blank, Theme.DEPTH, Kind.FLOOD, standard=False)
    assert (own, rank.tolist()) == ((), [-1, -1, -1])
