from __future__ import annotations

from typing import TYPE_CHECKING

import pyogrio
import pytest

from importers.products.recognise import Product, recognise
from tests.realdata import real_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

A31A = ("A31a_201", "A31a_202", "A31a_203", "A31a_204", "A31a_205")
N03 = ("N03_001", "N03_002", "N03_003", "N03_004", "N03_007")


def known(name: str, *columns: str) -> Product:
    product = recognise(name, columns)
    assert product is not None, name
    return product


@pytest.mark.parametrize(
    ("name", "columns", "expected"),
    [
        ("A29-19_42201.shp", ("A29_004", "A29_005"), ("A29", "2019", "42201", "EPSG:6668")),
        ("A29-11_42.shp", ("A29_004", "A29_005"), ("A29", "2011", "", "")),
        ("A31-12_42.shp", ("A31_001",), ("A31", "2012", "", "EPSG:4612")),
        ("A31-20-21_42.shp", ("A31_201", "A31_205"), ("A31", "2021", "", "EPSG:6668")),
        (
            "A31a-22_42_10_GEOJSON/20_想定最大規模/A31a-20-22_42_4200100001_10.geojson",
            A31A,
            ("A31a", "2022", "", "EPSG:6668"),
        ),
        ("A31a-22_42_10_GEOJSON/data.geojson", A31A, ("A31a", "2022", "", "EPSG:6668")),
        (r"C:\data\A31a-25_86_10\x.geojson", A31A, ("A31a", "2025", "", "EPSG:6668")),
        ("A31b-20-23_10_5129.shp", ("A31b_201",), ("A31b", "2023", "", "EPSG:6668")),
        ("A33-23_42Polygon.geojson", ("A33_001", "A33_002"), ("A33", "2023", "", "EPSG:6668")),
        ("A40-16_42.shp", ("A40_001", "A40_002", "A40_003"), ("A40", "2016", "", "EPSG:6668")),
        ("A46-a-21_42.shp", ("A46-a_001", "A46-a_004"), ("A46", "2021", "", "EPSG:6668")),
        ("A47-21_42.geojson", ("A47_001", "A47_002", "A47_004"), ("A47", "2021", "", "EPSG:6668")),
        ("A48-21_42.shp", ("A48_003", "A48_007"), ("A48", "2021", "", "EPSG:6668")),
        ("A49-21_27.shp", ("A49_003",), ("A49", "2021", "", "EPSG:6668")),
        ("A50-20_42201.geojson", ("A50_003", "A50_006"), ("A50", "2020", "42201", "EPSG:6668")),
        ("A51-24_42201.geojson", ("A51_004", "A51_005"), ("A51", "2024", "42201", "EPSG:6668")),
        ("A53-25_89.geojson", ("A53_003", "A53_004"), ("A53", "2025", "", "")),
        ("A55-22_42201_SHP/42201_youto.shp", ("用途地域",), ("A55_youto", "2022", "42201", "EPSG:6668")),
        ("42202_bouka.shp", ("防火準防火",), ("A55_bouka", "", "42202", "")),
        ("42201_senbiki.geojson", ("AreaType", "AreaCode"), ("A55_senbiki", "", "42201", "")),
        ("N02-23_Station.geojson", ("N02_003", "N02_005"), ("N02", "2023", "", "EPSG:6668")),
        ("N03-20220101_42.geojson", N03, ("N03", "2022-01-01", "", "EPSG:6668")),
        ("N03-19_42_190101.shp", N03, ("N03", "2019-01-01", "", "EPSG:6668")),
        ("N03-15_42_150101.shp", N03, ("N03", "2015-01-01", "", "EPSG:4612")),
        ("N03-200101_42-g_AdministrativeBoundary.shp", N03, ("N03", "1920-01-01", "", "EPSG:4612")),
        ("P20-12_42.shp", ("P20_002", "P20_007"), ("P20", "2012", "", "EPSG:4612")),
        ("P29-23_42.geojson", ("P29_004", "P29_008"), ("P29", "2023", "", "EPSG:6668")),
        ("W05-07_42-g_Stream.shp", ("W05_002", "W05_003"), ("W05", "2007", "", "EPSG:4612")),
        ("W07-09_5129-tky_ValleyMesh.shp", ("W07_002", "W07_003"), ("W07", "2009", "", "EPSG:4301")),
        ("G04-a-11_5129-jgd_Mesh.shp", ("G04a_002", "G04a_003"), ("G04-a", "2011", "", "EPSG:4612")),
        ("L01-23_42.geojson", ("L01_001", "L01_006"), ("L01", "2023", "", "")),
    ],
)
def test_names_and_columns_tell_product_date_place_and_system(
    name: str, columns: tuple[str, ...], expected: tuple[str, str, str, str]
) -> None:
    product = known(name, *columns)
    assert (product.id, product.date, product.city, product.crs) == expected
    if "_42" in name or name.startswith("42"):
        assert product.prefecture == "長崎県"
    assert product.credit.startswith("「国土数値情報（")
    assert "国土交通省" in product.credit


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("A29-19_42201.shp", ("id", "name")),  # the name alone is not believed
        ("42201_youto.shp", ("youto", "ogc_fid")),
        ("youto.shp", ("用途地域", "容積率")),  # ordinary words are not either
        ("A290-19_42201.shp", ("a", "b")),
        ("notes.csv", ()),
        ("", ()),
        ("A31-12_42.shp", ("A31a", "xA31_001")),
    ],
)
def test_what_is_no_product_is_not_recognised(name: str, columns: tuple[str, ...]) -> None:
    assert recognise(name, columns) is None


def test_columns_alone_are_enough_where_only_one_product_has_them() -> None:
    product = known("浸水.gpkg", *A31A)
    assert (product.id, product.year, product.crs) == ("A31a", None, "")
    assert product.name == "洪水浸水想定区域（想定最大規模）"


def test_the_case_of_column_names_makes_no_difference() -> None:
    product = known("a29-19_42201.SHP", "a29_004", "A29_005")
    assert product.fields["a29_004"].label == "用途地域分類コード"
    assert [painting.field for painting in product.style] == ["A29_005", "a29_004"]


def test_columns_mean_what_they_meant_in_their_year() -> None:
    new = known("A27-23_42.geojson", *(f"A27_00{k}" for k in range(1, 6)))
    old = known("A27-16_42.shp", *(f"A27_00{k}" for k in range(5, 9)))
    assert [new.fields[f"A27_00{k}"].label for k in (3, 4)] == ["学校コード", "名称"]
    assert old.fields["A27_007"].label == "名称"
    school = ("P29_001", "P29_004", "P29_005", "P29_006", "P29_007")
    assert known("P29-13_42.shp", *school).fields["P29_004"].label == "学校分類"
    assert known("P29-21_42.shp", *school, "P29_008").fields["P29_004"].label == "名称"
    ranks = known("A31-20-19_42.shp", "A31_201", "A31_202").fields
    assert ranks["A31_201"].label == "浸水深ランク"
    assert known("A31-20-21_42.shp", "A31_201", "A31_205").fields["A31_201"].label == "河川番号"


def test_without_a_year_nothing_is_guessed() -> None:
    product = known("boundaries.shp", "N03_001", "N03_003", "N03_004", "N03_005", "N03_007")
    assert product.undecided == ("N03_003", "N03_005")
    assert {column: one.label for column, one in product.fields.items()} == {
        "N03_001": "都道府県名",
        "N03_004": "市区町村名",
        "N03_007": "行政区域コード",
    }
    told = known("N03-20250101_42.geojson", "N03_001", "N03_003", "N03_004", "N03_005", "N03_007")
    assert told.fields["N03_005"].label == "政令指定都市の区名"
    assert not told.undecided


def test_what_has_no_source_keeps_its_raw_name() -> None:
    product = known("A31-12_42.shp", "A31_001", "A31_002")
    assert (product.fields["A31_002"].label, product.fields["A31_002"].confirmed) == ("A31_002", False)


def test_a_date_that_does_not_exist_is_not_told() -> None:
    assert known("N03-20229901_42.geojson", *N03).date == ""


def test_titles_tell_what_where_and_when() -> None:
    assert known("A29-19_42201.shp", "A29_004", "A29_005").title == "用途地域（42201、2019年）"
    assert known("A33-23_42.shp", "A33_001", "A33_002").title == "土砂災害警戒区域（長崎県、2023年）"
    assert known("x.shp", "A33_001", "A33_002").title == "土砂災害警戒区域"


# ------------------------------------------------------------------------------------- real files


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("gis/nagasaki_n03/nagasaki_municipalities_N03_from_jpndistrict.geojson", ""),
        ("gis/japan-topography/data/municipality/geojson/s0010/N03-21_42_210101.json", "2021-01-01"),
        ("gis/japan-topography/data/municipality/topojson/s0010/N03-21_42_210101.json", "2021-01-01"),
        ("gis/govpolygon/nagasaki.topojson", ""),
    ],
)
def test_real_boundaries_are_recognised(path: str, date: str, real_data: Callable[[str], Path]) -> None:
    file = real_data(path)
    product = known(file.name, *pyogrio.read_info(file)["fields"])
    assert (product.id, product.date) == ("N03", date)
    labels = [product.fields[column].label for column in ("N03_001", "N03_004")]
    assert labels == ["都道府県名", "市区町村名"]
    assert product.prefecture == ("長崎県" if date else "")


@pytest.mark.parametrize(
    "file", real_files("gis/development-permission/**/*.shp"), ids=lambda file: file.stem
)
def test_what_a_city_made_itself_is_no_national_product(file: Path) -> None:
    columns = list(pyogrio.read_info(file)["fields"])
    assert columns
    assert recognise(str(file), columns) is None


def test_other_lists_are_no_national_product(real_data: Callable[[str], Path]) -> None:
    for name in ("border", "shelter", "railway", "station", "park"):
        file = real_data(f"gis/sango-bosai/data/29343_sango-cho_city_2025_{name}.geojson")
        assert recognise(str(file), list(pyogrio.read_info(file)["fields"])) is None, name
