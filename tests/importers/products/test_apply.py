from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyogrio
import pytest
import shapely

from importers.collection import Collection
from importers.products.apply import apply
from importers.products.recognise import recognise
from layers.base import Attribute
from layers.feedback import Severity
from styles.style import ByCategory

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.feedback import Finding


def collection(columns: dict[str, Any], geometry: list[Any] | None = None, **more: Any) -> Collection:
    table = pa.table(columns)
    points = geometry or [shapely.Point(129.87 + k / 1000, 32.75) for k in range(len(table))]
    attributes = tuple(Attribute(name, name) for name in table.column_names)
    shapes = np.empty(len(points), dtype=object)
    shapes[:] = points
    return Collection("key", more.pop("name", "data"), table, shapes, more.pop("crs", ""), attributes, **more)


def told(file_name: str, columns: dict[str, Any], **more: Any) -> Collection:
    product = recognise(file_name, list(columns))
    assert product is not None
    return apply(collection(columns, **more), product)


def finding(result: Collection, code: str) -> Finding:
    (found,) = [one for one in result.findings if one.code == code]
    return found


def column(result: Collection, name: str) -> list[Any]:
    values: list[Any] = result.table[name].to_pylist()
    return values


def attribute(result: Collection, name: str) -> Attribute:
    (found,) = [one for one in result.attributes if one.name == name]
    return found


def colours(result: Collection) -> dict[str, tuple[str, tuple[int, int, int]]]:
    assert isinstance(result.style, ByCategory)
    return {one.value: (one.label, one.colour) for one in result.style.categories}


# ------------------------------------------------------------------------------------- use districts


USE_DISTRICTS = {
    "A29_001": ["42201"] * 4,
    "A29_004": [1, 8, 21, 11],
    "A29_005": ["第一種低層住居専用地域", "近隣商業地域", "田園住居地域", "工業地域"],
    "A29_006": [50, 80, 9999, 60],
    "A29_007": [100.0, 300.0, 9999.0, math.nan],
    "extra": ["a", "b", "c", "d"],
}


def test_use_districts_are_told_in_japanese() -> None:
    result = told("A29-19_42201.shp", USE_DISTRICTS)
    assert (result.product, result.date, result.crs) == ("A29", "2019", "EPSG:6668")
    assert result.name == "用途地域（42201、2019年）"
    assert result.credit == "「国土数値情報（用途地域データ）」（国土交通省）"
    assert [one.label for one in result.attributes] == [
        *("行政区域コード", "用途地域分類コード", "用途地域名", "建蔽率", "容積率", "extra"),
    ]
    assert attribute(result, "A29_004") == Attribute(
        "A29_004", "用途地域分類コード", "", "code", "規制の内容"
    )
    assert attribute(result, "A29_006") == Attribute("A29_006", "建蔽率", "%", "integer", "規制の内容")
    assert column(result, "A29_004") == USE_DISTRICTS["A29_005"]
    assert column(result, "A29_004_code") == ["1", "8", "21", "11"]
    assert column(result, "A29_006") == [50, 80, None, 60]
    assert column(result, "A29_007") == [100, 300, None, None]
    assert column(result, "extra") == USE_DISTRICTS["extra"]
    assert not [one for one in result.findings if one.code in {"unknown-code", "code-and-name-differ"}]


def test_use_districts_have_the_colours_of_their_names() -> None:
    result = told("A29-19_42201.shp", USE_DISTRICTS)
    assert isinstance(result.style, ByCategory)
    assert result.style.attribute == "A29_005"
    assert colours(result)["近隣商業地域"] == ("近隣商業地域", (255, 231, 247))
    codes = told("A29-19_42201.shp", {**USE_DISTRICTS, "A29_005": [None] * 4})
    assert isinstance(codes.style, ByCategory)
    assert codes.style.attribute == "A29_004"
    assert colours(codes)["8"] == ("近隣商業地域", (255, 231, 247))
    assert len(codes.style.categories) == 13


def test_the_name_goes_before_the_number() -> None:
    # As in PLATEAU, where 8 to 13 mean something else.
    names = ["田園住居地域", "近隣商業地域", "第1種住居地域", "用途未定"]
    result = told("A29-19_42201.shp", {"A29_004": ["8", "9", "05", "5"], "A29_005": names})
    assert column(result, "A29_004") == ["田園住居地域", "近隣商業地域", "第一種住居地域", "第一種住居地域"]
    assert column(result, "A29_004_code") == ["8", "9", "05", "5"]
    differ = finding(result, "code-and-name-differ")
    assert (differ.severity, differ.count) == (Severity.WARNING, 2)
    assert "近隣商業地域／田園住居地域" in str(differ.message)
    assert finding(result, "unknown-code").values["examples"] == "用途未定"
    assert column(result, "A29_005")[2:] == ["第一種住居地域", "用途未定"]


def test_unknown_codes_stay_and_are_told_with_examples_and_counts() -> None:
    values = ["1", "77", "77", "78", "79", "80", None, ""]
    result = told("A33-23_42.shp", {"A33_001": values, "A33_002": ["1"] * 8})
    assert column(result, "A33_001") == ["急傾斜地の崩壊", "77", "77", "78", "79", "80", None, None]
    assert column(result, "A33_001_code") == ["1", "77", "77", "78", "79", "80", None, None]
    unknown = finding(result, "unknown-code")
    assert unknown.count == 5
    assert str(unknown.message).count("、") >= 2
    assert "5 件" in str(unknown.message)
    assert "77、" in str(unknown.message)
    assert "80" not in str(unknown.message)


@pytest.mark.parametrize(
    "values",
    [
        pa.array([2, None, 1], pa.int32()),
        pa.array([2.0, None, 1.0], pa.float64()),
        pa.array(["2", None, "1"]),
        pa.array([" 2 ", "", "1"]),
        pa.array(["２", None, "１"]),
        pa.array(["02", None, "01"]),
        pa.array(["2", None, "1"]).dictionary_encode(),
        pa.chunked_array([pa.array(["2", None]), pa.array(["1"])]),
    ],
)
def test_codes_are_understood_whatever_type_the_format_gave_them(values: Any) -> None:
    result = told("A33-23_42.shp", {"A33_001": ["1"] * 3, "A33_002": values})
    assert column(result, "A33_002") == [
        *("土砂災害特別警戒区域（指定済）", None, "土砂災害警戒区域（指定済）"),
    ]
    assert [colours(result)[code][1] for code in column(result, "A33_002_code") if code] == [
        (251, 104, 76),
        (255, 237, 76),
    ]


# ------------------------------------------------------------------------------------- floods


def test_flood_ranks_of_a_river_have_the_official_colours() -> None:
    result = told("A31a-20-22_42_4200100001_10.geojson", {"A31a_202": ["中島川"] * 3, "A31a_205": [1, 2, 6]})
    assert column(result, "A31a_205") == ["0m以上0.5m未満", "0.5m以上3.0m未満", "20.0m以上"]
    assert colours(result)["2"] == ("0.5m以上3m未満", (255, 216, 192))
    assert result.name == "洪水浸水想定区域（想定最大規模）（長崎県、2022年）"


def test_durations_and_collapse_have_their_own_classes() -> None:
    duration = told("A31b-30-23_10_5129.shp", {"A31b_301": [1, 7]})
    assert column(duration, "A31b_301")[0] == "12時間未満"
    assert colours(duration)["7"][1] == (96, 0, 96)
    collapse = told("A31a-41-23_42_1.shp", {"A31a_402": ["川"] * 3, "A31a_405": [1, 2, 3]})
    assert column(collapse, "A31a_405") == ["氾濫流", "河岸浸食", "どちらも該当"]


def test_old_flood_depths_are_not_painted_with_the_new_classes() -> None:
    result = told("A31-12_42.shp", {"A31_001": [11, 14, 15], "A31_002": ["x"] * 3})
    assert column(result, "A31_001") == ["0～0.5m未満", "2.0～5.0m未満", "5.0m以上"]
    new = told("A31a-20-22_42_1.geojson", {"A31a_205": [1, 2, 3, 4, 5, 6]})
    assert not {one[1] for one in colours(result).values()} & {one[1] for one in colours(new).values()}
    # Two lists write the same depth with two numbers; only the one in use is in the legend.
    assert [label for label, _ in colours(result).values()].count("5.0m以上") == 1
    assert "15" in colours(result)
    assert attribute(result, "A31_002").label == "A31_002"
    assert "今の区分" in str(finding(result, "product-recognised").message)


def test_tsunami_classes_become_metres() -> None:
    texts = ["0.01m以上 ～ 0.3m未満", "0.3m以上1m未満", "5m以上", "浸水深不明", None]
    result = told("A40-16_42.shp", {"A40_001": ["長崎県"] * 5, "A40_002": [42] * 5, "A40_003": texts})
    assert column(result, "A40_003") == texts
    assert column(result, "A40_003_lower") == [0.01, 0.3, 5.0, None, None]
    assert column(result, "A40_003_upper") == [0.3, 1.0, None, None, None]
    names = [one.name for one in result.attributes]
    assert names == ["A40_001", "A40_002", "A40_003", "A40_003_lower", "A40_003_upper"]
    assert attribute(result, "A40_003_lower") == Attribute(
        "A40_003_lower", "浸水深の下限", "m", "number", "浸水"
    )
    assert finding(result, "unreadable-depth").count == 1
    assert list(colours(result)) == texts[:3]
    assert column(result, "A40_002") == ["42"] * 5


# ------------------------------------------------------------------------------------- landslides


def _squares(sizes: list[float]) -> list[Any]:
    return [shapely.box(k * 10, 0, k * 10 + size, size) for k, size in enumerate(sizes)]


def test_red_zones_inside_yellow_ones_are_as_they_should_be() -> None:
    shapes = _squares([4.0] * 5) + _squares([2.0] * 5)
    values = {"A33_001": [1] * 10, "A33_002": [1] * 5 + [2] * 5}
    right = told("A33-23_42.shp", values, geometry=shapes)
    assert not [one for one in right.findings if one.code == "zones-look-swapped"]
    wrong = told("A33-23_42.shp", {**values, "A33_002": [2] * 5 + [1] * 5}, geometry=shapes)
    assert finding(wrong, "zones-look-swapped").severity is Severity.WARNING
    assert column(wrong, "A33_002_code") == ["2"] * 5 + ["1"] * 5  # told, not changed


def test_zones_without_shape_are_no_trouble() -> None:
    values = {"A33_001": [1, 1], "A33_002": [1, 2]}
    result = told("A33-23_42.shp", values, geometry=[None, shapely.Polygon()])
    assert len(result.table) == 2


# ------------------------------------------------------------------------------------- others


def test_city_planning_by_theme() -> None:
    youto = told(
        "A55-22_42201_SHP/42201_youto.shp",
        {"用途地域": ["第２種住居地域", "商業地域"], "容積率": ["200%", "４００"], "建ぺい率": ["60", "80"]},
    )
    assert column(youto, "用途地域") == ["第二種住居地域", "商業地域"]
    assert column(youto, "用途地域_code") == ["第２種住居地域", "商業地域"]
    assert column(youto, "容積率") == [200, 400]
    assert colours(youto)["第２種住居地域"] == ("第二種住居地域", (255, 214, 173))
    coded = told("42201_youto.geojson", {"YoutoCode": [8, 9], "FAR": ["100", "特記"]})
    assert column(coded, "YoutoCode") == ["田園住居地域", "近隣商業地域"]
    assert colours(coded)["9"] == ("近隣商業地域", (255, 231, 247))
    assert column(coded, "FAR") == ["100", "特記"]
    assert attribute(coded, "FAR").kind == "text"
    assert finding(coded, "product-no-number").severity is Severity.WARNING
    bouka = told("42201_bouka.shp", {"防火準防火": ["防火地域", "準防火地域"]})
    assert colours(bouka)["準防火地域"][1] == (190, 144, 240)
    senbiki = told("42201_senbiki.shp", {"AreaCode": [22, 23]})
    assert column(senbiki, "AreaCode") == ["市街化区域", "市街化調整区域"]
    assert colours(senbiki)["23"] == ("市街化調整区域", (230, 230, 230))


def test_shelters_of_2012_say_what_they_are() -> None:
    flags = {f"P20_0{k:02d}": [True, False] for k in range(7, 13)}
    result = told(
        "P20-12_42.shp", {"P20_002": ["A", "B"], "P20_005": [120, -1], "P20_006": ["-1", "35.5"], **flags}
    )
    assert column(result, "P20_005") == [120, None]
    assert column(result, "P20_006") == [None, 35.5]
    assert column(result, "P20_007") == ["対象", "対象でない"]
    assert column(result, "P20_007_code") == ["1", "0"]
    assert attribute(result, "P20_009").label == "水害"
    assert "2013年の法改正" in str(finding(result, "product-recognised").message)


def test_missing_elevations_are_null() -> None:
    values = {"G04a_002": ["12.5", "unknown"], "G04a_003": [20.0, 30.0], "G04a_007": ["3", "unknown"]}
    result = told("G04-a-11_5129-jgd_Mesh.shp", values)
    assert column(result, "G04a_002") == [12.5, None]
    assert column(result, "G04a_007") == ["東", None]
    assert attribute(result, "G04a_002").unit == "m"


def test_what_the_source_says_goes_before_what_is_known() -> None:
    given = {"crs": "EPSG:4326", "credit": "長崎市", "date": "2020-04-01", "name": "市の用途地域"}
    result = told("A29-19_42201.shp", USE_DISTRICTS, **given)
    assert (result.crs, result.credit, result.date, result.name) == tuple(given.values())
    assert not [one for one in result.findings if one.code == "product-system"]
    without = told("A29-19_42201.shp", USE_DISTRICTS)
    assert "EPSG:6668" in str(finding(without, "product-system").message)


def test_undecided_columns_keep_their_names_and_that_is_told() -> None:
    columns = {name: ["x"] for name in ("N03_001", "N03_003", "N03_004", "N03_005")}
    result = told("boundaries.shp", columns)
    assert attribute(result, "N03_003").label == "N03_003"
    assert "N03_003、N03_005" in str(finding(result, "product-year-unknown").message)


def test_no_row_is_lost_and_nothing_given_is_changed() -> None:
    given = collection(USE_DISTRICTS)
    product = recognise("A29-19_42201.shp", list(USE_DISTRICTS))
    assert product is not None
    result = apply(given, product)
    assert len(result.table) == len(given.table) == 4
    assert given.table.column_names == list(USE_DISTRICTS)
    assert column(given, "A29_004") == [1, 8, 21, 11]
    assert result.geometry is given.geometry


def test_an_empty_collection_is_told_too() -> None:
    empty = {"A29_004": pa.array([], pa.int64()), "A29_005": pa.array([], pa.string())}
    product = recognise("A29-19_42201.shp", list(empty))
    assert product is not None
    table = pa.table(empty)
    result = apply(
        Collection("key", "data", table, np.empty(0, dtype=object), "", (Attribute("A29_004", "A29_004"),)),
        product,
    )
    assert len(result.table) == 0
    assert attribute(result, "A29_005").label == "用途地域名"
    assert result.style is None


def test_real_boundaries_of_nagasaki(real_data: Callable[[str], Path]) -> None:
    file = real_data("gis/japan-topography/data/municipality/geojson/s0010/N03-21_42_210101.json")
    meta, table = pyogrio.read_arrow(file)
    columns = {name: table[name] for name in meta["fields"]}
    geometry = list(shapely.from_wkb(table[meta["geometry_name"] or "wkb_geometry"].to_pylist()))
    result = told(file.name, columns, geometry=geometry, crs="EPSG:4326")
    assert result.name == "行政区域（長崎県、2021年）"
    assert [one.label for one in result.attributes] == [
        *("都道府県名", "支庁・振興局名", "郡・政令都市名", "市区町村名", "行政区域コード"),
    ]
    assert len(result.table) == 21
    assert set(column(result, "N03_001")) == {"長崎県"}
    assert {"長崎市", "佐世保市"} <= set(column(result, "N03_004"))
    codes = dict(zip(column(result, "N03_004"), column(result, "N03_007"), strict=True))
    assert codes["長崎市"] == "42201"
