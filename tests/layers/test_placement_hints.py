from __future__ import annotations

from datetime import date

import pytest

from layers.filehints import Hints, hints_of
from layers.systems import Datum


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("道路_1系.shp", 1),
        ("道路（１系）.shp", 1),
        ("第01系_家屋.dxf", 1),
        ("Ⅱ系.shp", 2),
        ("IX系_区域.shp", 9),
        ("平面直角 十二系.csv", 12),
        ("平面直角座標系第1.csv", 1),
        ("JGD_2000_Japan_Zone_8.shp", 8),
        ("japan_zone_1.shp", 1),
        ("kei02_road.shp", 2),
        ("tky_jpc9.shp", 9),
        ("バス2系統.shp", 0),
        ("体系図.shp", 0),
        ("20系.shp", 0),
        ("0系.shp", 0),
        ("IIII系.shp", 0),
        ("hazard_zone_2.shp", 0),
        ("42201_tokei1.shp", 0),
        ("家屋.shp", 0),
    ],
)
def test_zones_in_names(name: str, zone: int) -> None:
    assert hints_of(name).zone == zone


@pytest.mark.parametrize(
    ("name", "datum", "doubtful"),
    [
        ("道路_日本測地系.shp", Datum.TOKYO, False),
        ("旧測地系/道路.shp", Datum.TOKYO, False),
        ("road_Tokyo97.shp", Datum.TOKYO, False),
        ("road_tky.shp", Datum.TOKYO, True),
        ("TOKYO_road.shp", Datum.TOKYO, True),
        ("bessel.csv", Datum.TOKYO, True),
        ("日本測地系2000.shp", Datum.JGD2000, False),
        ("日本測地系2011.shp", Datum.JGD2011, False),
        ("世界測地系.shp", Datum.JGD2011, False),
        ("jgd2000_road.shp", Datum.JGD2000, False),
        ("road_JGD2024.shp", Datum.JGD2011, False),
        ("gps_WGS84.gpx", Datum.WGS84, False),
        ("tky2jgd.par", Datum.JGD2011, False),
        ("shitokyoten.shp", None, False),
        ("road.shp", None, False),
    ],
)
def test_datums_in_names(name: str, datum: Datum | None, doubtful: bool) -> None:
    found = hints_of(name)
    assert (found.datum, found.doubtful) == (datum, doubtful)


@pytest.mark.parametrize(
    ("name", "code", "prefecture"),
    [
        ("road_2443.shp", "EPSG:2443", ""),
        ("30161.dxf", "EPSG:30161", ""),
        ("533912_squr_6697_op.gml", "EPSG:6697", ""),
        ("A29-19_42201.shp", "", "42"),
        ("42201_youto_6669.shp", "EPSG:6669", "42"),
        ("20230401.csv", "", ""),
        ("2024.csv", "", ""),
        ("99999.csv", "", ""),
        ("42001.csv", "", ""),
    ],
)
def test_numbers_in_names(name: str, code: str, prefecture: str) -> None:
    found = hints_of(name)
    assert (found.crs, found.prefecture) == (code, prefecture)


def test_zones_follow_from_the_code_of_a_city() -> None:
    assert hints_of("A29-19_42201.shp").zones == (1,)
    assert hints_of("01202.shp").zones == (11, 12, 13)
    assert hints_of("道路.shp").zones == ()
    assert hints_of("42201_2系.shp").zones == (2,)  # what is written beats what follows


def test_age_speaks_for_the_old_datum_unless_a_name_says_otherwise() -> None:
    assert hints_of("a.shp", date(2002, 3, 31)) == Hints(datum=Datum.TOKYO, doubtful=True, aged=True)
    assert hints_of("a.shp", date(2002, 4, 1)) == Hints()
    assert hints_of("a_jgd2000.shp", date(2001, 1, 1)).datum is Datum.JGD2000
