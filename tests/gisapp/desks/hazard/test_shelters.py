"""Shelters as cities list them: both versions of the standard list, in three kinds of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

from gisapp.desks.hazard.answers import ask
from gisapp.desks.hazard.areas import areas_of, drawn_area
from gisapp.desks.hazard.classes import Kind
from gisapp.desks.hazard.exposure import report
from gisapp.desks.hazard.shelters import Shelters, checked, expected, nearest, shelters_of
from gisapp.desks.hazard.sources import hazards_in
from gisapp.desks.hazard.targets import targets_of
from gisapp.desks.hazard.walking import roads_of, walk, without_water
from layers import crs
from layers.feedback import Feedback
from tests.gisapp.desks.hazard.made import EAST, NORTH, SYSTEM, layer, read
from tests.importers.tables.made import sheet, workbook

if TYPE_CHECKING:
    from pathlib import Path

CORNER = np.array([EAST, NORTH])
NEW = (
    "全国地方公共団体コード,ID,名称,所在地_連結表記,緯度,経度,地方公共団体名,災害種別_洪水,"
    "災害種別_崖崩れ、土石流及び地滑り,災害種別_高潮,災害種別_地震,災害種別_津波,想定収容人数,対象となる町会・自治会"
)
OLD = (
    "NO,名称,住所,緯度,経度,都道府県名,市区町村名,災害種別_洪水,災害種別_崖崩れ、土石流及び地滑り,"
    "災害種別_高潮,災害種別_地震,災害種別_津波,想定収容人数,備考"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Any:
    made = tmp_path_factory.mktemp("shelters")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GISAPP_STORES", str(made / "stores"))
        yield made


def place(east: float, north: float) -> tuple[float, float]:
    longitude, latitude = crs.unproject(np.array([EAST + east]), np.array([NORTH + north]), SYSTEM)
    return round(float(latitude[0]), 7), round(float(longitude[0]), 7)


def rows(*, mark: str, old: bool = False, swapped: bool = False) -> list[list[Any]]:
    found = []
    for number, (east, flood) in enumerate(((50, mark), (400, mark), (20, "")), 1):
        where = place(east, 100)
        where = where[::-1] if swapped else where
        flags = [flood, "", "", mark, ""]
        head = [number, f"公民館{number}", "町1番地", *where, "長崎県", "長崎市"]
        if not old:
            head = ["422011", f"E{number}", f"公民館{number}", "町1番地", *where, "長崎市"]
        found.append([*head, *flags, 40, "北町自治会"])
    return found


def text(head: str, lines: list[list[Any]]) -> str:
    return "\n".join([head, *(",".join(map(str, one)) for one in lines)]) + "\n"


@pytest.fixture(scope="module")
def standard(folder: Path) -> Shelters:
    path = folder / "指定緊急避難場所一覧.csv"
    path.write_text(text(NEW, rows(mark="1")), "utf-8-sig")
    found = shelters_of(read(path), Feedback())
    assert found is not None
    return found


def test_the_standard_list_is_a_product_with_japanese_names(standard: Shelters) -> None:
    labels = {one.name: one.label for one in standard.layer.table().attributes}
    assert labels["災害種別_洪水"] == "洪水"
    assert standard.layer.table().texts("災害種別_洪水").tolist() == ["対象", "対象", ""]
    assert standard.layer.name == "指定緊急避難場所一覧"  # a Japanese file name goes first
    assert standard.layer.source.credit.startswith("「指定緊急避難場所一覧」")
    assert standard.serves[Kind.FLOOD].tolist() == [True, True, False]
    assert not standard.serves[Kind.TSUNAMI].any()
    assert standard.capacity.tolist() == [40, 40, 40]
    assert standard.associations[0] == "北町自治会"
    assert standard.points[0] == pytest.approx([EAST + 50, NORTH + 100], abs=0.05)


def test_the_older_version_in_cp932_and_in_a_workbook(folder: Path, standard: Shelters) -> None:
    path = folder / "指定緊急避難場所一覧_旧.csv"
    path.write_bytes(text(OLD, rows(mark="○", old=True)).encode("cp932"))
    workbook(folder / "避難場所.xlsx", {"一覧": sheet([NEW.split(","), *rows(mark="1")])})
    for one in (path, folder / "避難場所.xlsx"):
        found = shelters_of(read(one), Feedback())
        assert found is not None
        assert found.serves[Kind.FLOOD].tolist() == standard.serves[Kind.FLOOD].tolist()
        assert found.points == pytest.approx(standard.points, abs=0.05)


def test_latitude_and_longitude_the_wrong_way_round_are_found(folder: Path, standard: Shelters) -> None:
    from gisapp.reading import read_data

    path = folder / "逆.csv"
    path.write_text(text(NEW, rows(mark="1", swapped=True)), "utf-8")
    feedback = Feedback()
    result = read_data(path, feedback, target=SYSTEM)
    assert any("逆" in str(one.message) for one in (*result.findings, *feedback.findings))
    found = shelters_of(result.layers[0], Feedback())
    assert found is not None
    assert found.points == pytest.approx(standard.points, abs=0.05)


def test_a_list_of_something_else_is_none(folder: Path) -> None:
    assert (
        shelters_of(layer(folder, "公園.geojson", (shapely.Point(1, 1), {"名称": "公園"})), Feedback())
        is None
    )


def test_shel_01_flags_and_water_decide(folder: Path, standard: Shelters) -> None:
    feedback = Feedback()
    water = layer(folder, "洪水_浸水深.geojson", (shapely.box(0, 60, 70, 140), {"浸水深": "0.5m以上3m未満"}))
    bounds = (EAST, NORTH, EAST + 500, NORTH + 500)
    known = checked(standard, hazards_in([water], Feedback()), bounds, feedback)
    assert known.reached.tolist() == [
        True,
        False,
        False,
    ]  # the third has no flag for floods: nobody sends there
    assert known.suitable([Kind.FLOOD]).tolist() == [False, True, False]
    assert [one.code for one in feedback.findings] == ["shelter-in-hazard"]
    assert not known.suitable([Kind.FLOOD, Kind.TSUNAMI]).any()
    homes = np.array([[EAST, NORTH], [np.nan, np.nan]])
    offered = nearest(homes, known.points, known.suitable([Kind.FLOOD]))
    assert offered.shelter.tolist() == [1, -1]
    assert expected(offered, np.array([2.5, 3.0]), 3).tolist() == [0, 2.5, 0]
    far = Feedback()
    checked(standard, [], (EAST + 400_000, NORTH, EAST + 500_000, NORTH), far)
    assert [one.code for one in far.findings] == ["shelter-far-away"]


def test_the_way_goes_around_the_water(folder: Path) -> None:
    lines = np.array(
        [
            shapely.LineString([(0, 0), (200, 0)]),
            shapely.LineString([(0, 0), (0, 100), (200, 100), (200, 0)]),
        ],
        dtype=object,
    )
    feedback = Feedback()
    roads = roads_of(lines, feedback)
    home, shelter = np.array([[0.0, -5.0], [900, 900]]), np.array([[200.0, -5.0]])
    dry = walk(home, shelter, np.array([True]), roads)
    assert dry.distance[0] == pytest.approx(210)
    assert dry.shelter.tolist() == [0, -1]  # nobody lives 300 m from any road
    water = layer(folder, "洪水_道路.geojson", (shapely.box(90, -20, 110, 20), {"浸水深": "0.5m以上3m未満"}))
    (hazard,) = hazards_in([water], Feedback())
    moved = roads_of(shapely.transform(lines, lambda points: points + CORNER), feedback)
    wet = without_water(moved, [hazard], feedback)
    around = walk(home + CORNER, shelter + CORNER, np.array([True]), wet)
    assert around.distance[0] == pytest.approx(410)
    assert feedback.findings == []
    roads_of(np.append(lines, [shapely.LineString([(0, 5000), (0, 9000)])]), feedback)
    assert [one.code for one in feedback.findings] == ["roads-fall-apart"]


def test_totals_by_area_and_by_a_drawn_polygon(folder: Path, standard: Shelters) -> None:
    homes = [(shapely.box(30 * k, 0, 30 * k + 10, 10), {"延床面積": 100.0, "階数": 2}) for k in range(6)]
    targets = targets_of(layer(folder, "家屋.geojson", *homes))
    water = layer(folder, "洪水_家屋.geojson", (shapely.box(-5, -5, 75, 20), {"浸水深": "0.5m以上3m未満"}))
    answers = ask(targets, hazards_in([water], Feedback()), Feedback())
    towns = layer(
        folder,
        "町丁目.geojson",
        (shapely.box(-5, -50, 105, 150), {"町丁目名": "北町", "人口": 264, "世帯数": 120}),
        (shapely.box(105, -50, 135, 150), {"町丁目名": "南町", "人口": 10, "世帯数": 5}),
    )
    made = report(answers, areas_of(towns, Feedback()), standard)
    assert made.names.tolist()[:2] == ["北町", "南町"]
    assert made.exposure.buildings.tolist() == [4, 1, 1]
    assert made.exposure.affected_people[:2] == pytest.approx([264 * 0.75, 0])
    assert made.figures["shelters"].tolist() == [2, 0, 1]
    assert made.figures["rank_2"].tolist() == [3, 0, 0]
    assert np.nansum(made.people) == pytest.approx(274)
    whole = report(
        answers, drawn_area(shapely.box(EAST - 5, NORTH - 5, EAST + 45, NORTH + 20), "区域"), people=600
    )
    assert whole.exposure.people.tolist() == pytest.approx([200, 400])
    assert whole.exposure.affected_people.tolist() == pytest.approx([200, 100])
    nobody = report(answers, drawn_area(shapely.box(0, 0, 1, 1), "区域"))
    assert np.isnan(nobody.exposure.people).all()
