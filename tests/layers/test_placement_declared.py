from __future__ import annotations

from pathlib import Path

import pytest
from pyproj import CRS
from pyproj.enums import WktVersion
from pyproj.exceptions import CRSError

from layers import crs, systems
from layers.declaredcrs import LONGEST, Certainty, identify
from tests.realdata import DATA, real_files

BESSEL = '"Bessel_1841",6377397.155,299.1528128'
GRS80 = '"GRS_1980",6378137.0,298.257222101'
WGS84 = '"WGS_1984",6378137.0,298.257223563'


def geographic(name: str, datum: str, ellipsoid: str) -> str:
    """Return the text of a .prj as ArcGIS writes it."""
    return (
        f'GEOGCS["{name}",DATUM["{datum}",SPHEROID[{ellipsoid}]],PRIMEM["Greenwich",0.0],'
        'UNIT["Degree",0.0174532925199433]]'
    )


def plane(name: str, base: str, longitude: float, latitude: float, scale: float = 0.9999) -> str:
    return (
        f'PROJCS["{name}",{base},PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",0.0],'
        f'PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",{longitude}],'
        f'PARAMETER["Scale_Factor",{scale}],PARAMETER["Latitude_Of_Origin",{latitude}],UNIT["Meter",1.0]]'
    )


TOKYO = geographic("GCS_Tokyo", "D_Tokyo", BESSEL)
JGD2000 = geographic("GCS_JGD_2000", "D_JGD_2000", GRS80)
JGD2011 = geographic("GCS_JGD_2011", "D_JGD_2011", GRS80)

EXPECTED = {"landmark.prj": "EPSG:4326"}
"""Everything else of that city is in zone VIII of JGD2000."""


@pytest.mark.parametrize("path", real_files("gis/**/*.prj"), ids=lambda path: path.name)
def test_every_real_prj_is_understood(path: Path) -> None:
    found = identify(path.read_text("utf-8"))
    assert found is not None
    assert found.crs == EXPECTED.get(path.name, "EPSG:2450")
    assert found.certainty is Certainty.CERTAIN


def test_there_are_real_prj_files() -> None:
    if not DATA.is_dir():
        pytest.skip("no real data")
    assert len(real_files("gis/**/*.prj")) >= 11


@pytest.mark.parametrize("version", ["WKT1_ESRI", "WKT1_GDAL", "WKT2_2015", "WKT2_2019"])
@pytest.mark.parametrize("number", sorted(systems._SYSTEMS))
def test_every_japanese_system_is_found_again_in_every_writing(number: int, version: str) -> None:
    written_as = CRS.from_epsg(number)
    if version == "WKT1_GDAL" and number in (6667, 4947, 4979):
        with pytest.raises(CRSError):  # that writing has no height above the ellipsoid
            written_as.to_wkt(WktVersion[version])
        return
    found = identify(written_as.to_wkt(WktVersion[version]))
    assert found is not None
    assert (found.crs, found.certainty) == (f"EPSG:{number}", Certainty.CERTAIN)


@pytest.mark.parametrize("zone", range(1, 20))
@pytest.mark.parametrize(
    ("base", "first", "certainty"),
    [
        (TOKYO, 30160, Certainty.CERTAIN),
        (JGD2000, 2442, Certainty.CERTAIN),
        (JGD2011, 6668, Certainty.CERTAIN),
        (geographic("unknown", "D_unknown", GRS80), 6668, Certainty.LIKELY),
        (geographic("GCS_WGS_1984", "D_WGS_1984", WGS84), 6668, Certainty.LIKELY),
    ],
)
def test_the_parameters_of_a_zone_decide_whatever_its_name(
    zone: int, base: str, first: int, certainty: Certainty
) -> None:
    longitude, latitude = crs.origin_of_zone(zone)
    for name in ("Transverse_Mercator", f"Japan_Zone_{zone}", "平面直角座標系"):
        found = identify(plane(name, base, round(longitude, 7), latitude))
        assert found is not None
        assert (found.crs, found.certainty) == (f"EPSG:{first + zone}", certainty)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (plane("JGD_2011_Japan_Zone_3", JGD2011, 131.0, 33.0), "EPSG:6670"),
        (plane("JGD_2000_Japan_Zone_1", TOKYO, 129.5, 33.0), "EPSG:30161"),
        (plane("Tokyo_Japan_Zone_1", JGD2000, 129.5, 33.0), "EPSG:2443"),
        (CRS.from_epsg(2443).to_wkt("WKT1_GDAL").replace("129.5", "131"), "EPSG:2444"),
    ],
)
def test_a_name_that_contradicts_the_parameters_is_told(text: str, code: str) -> None:
    found = identify(text)
    assert found is not None
    assert (found.crs, found.certainty) == (code, Certainty.LIKELY)
    assert "食い違って" in str(found.how)


@pytest.mark.parametrize(
    ("text", "code", "vertical"),
    [
        ("EPSG:6697", "EPSG:6697", ""),
        (" epsg:6669\n", "EPSG:6669", ""),
        ("ＥＰＳＧ：６６６９", "EPSG:6669", ""),
        ("\ufeffEPSG:2443", "EPSG:2443", ""),
        ("EPSG:6669+6695", "EPSG:10162", ""),
        ("EPSG:6668+6695", "EPSG:6697", ""),
        ("EPSG:6687+6695", "EPSG:6687", "EPSG:6695"),
        ("urn:ogc:def:crs:EPSG::6697", "EPSG:6697", ""),
        ("urn:ogc:def:crs:EPSG:9.9:4612", "EPSG:4612", ""),
        ("urn:x-ogc:def:crs:EPSG:6668", "EPSG:6668", ""),
        ("urn:ogc:def:crs,crs:EPSG::6669,crs:EPSG::6695", "EPSG:10162", ""),
        ("http://www.opengis.net/def/crs/EPSG/0/6697", "EPSG:6697", ""),
        ("http://www.opengis.net/gml/srs/epsg.xml#4612", "EPSG:4612", ""),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", ""),
        ("+init=epsg:2443", "EPSG:2443", ""),
        ("+init=epsg:30161 +type=crs", "EPSG:30161", ""),
        ("fguuid:jgd2011.bl", "EPSG:6668", ""),
        ("fguuid:jgd2024.bl", "EPSG:6668", ""),
        ("fguuid:jgd2000.bl", "EPSG:4612", ""),
        ("JGD2000 / (B, L)", "EPSG:4612", ""),
        ("JGD2011 / 1(X, Y)", "EPSG:6669", ""),
        ("TD / 2 (X, Y)", "EPSG:30162", ""),
        ("公共座標8系", "EPSG:6676", ""),
        ("ESRI:104020", "EPSG:6668", ""),
        ("+proj=longlat +datum=WGS84 +no_defs", "EPSG:4326", ""),
        ("+proj=utm +zone=52 +ellps=GRS80", "EPSG:6689", ""),
        (
            "+proj=tmerc +lat_0=33 +lon_0=129.5 +k=0.9999 +ellps=bessel +towgs84=-146.414,507.337,680.507",
            "EPSG:30161",
            "",
        ),
        ("+proj=tmerc +lat_0=33 +lon_0=129.5 +k=0.9999 +x_0=0 +y_0=0 +ellps=GRS80", "EPSG:6669", ""),
        (
            "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +nadgrids=@null",
            "EPSG:3857",
            "",
        ),
        (geographic("GCS_Tokyo", "D_Tokyo", BESSEL), "EPSG:4301", ""),
        (geographic("Unknown", "D_unknown", BESSEL), "EPSG:4301", ""),
    ],
)
def test_every_writing_leads_to_a_code(text: str, code: str, vertical: str) -> None:
    found = identify(text)
    assert found is not None
    assert (found.crs, found.vertical) == (code, vertical)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "JGD2011",  # names alone are renamed by others and prove nothing
        "Tokyo",
        "任意座標系",
        "公共座標20系",
        "EPSG:99999",
        "TD / 20 (X, Y)",
        "PROJCS[",
        "PROJCS[" * 5000,
        "{",
        "+init=file:/etc/passwd",
        "+proj=longlat +ellps=bessel +nadgrids=@/etc/passwd",
        "GEOGCS" + " " * LONGEST,
        plane("Japan_Zone_1", TOKYO, 129.0, 33.0),  # no zone has this meridian
        plane("Japan_Zone_1", TOKYO, 129.5, 33.0, scale=0.9996),
        geographic("GCS_DHDN", "D_Deutsches_Hauptdreiecksnetz", BESSEL).replace("DHDN", "mine"),
    ],
)
def test_what_proves_nothing_gives_nothing(text: str) -> None:
    assert identify(text) is None


def test_a_datum_that_nobody_names_is_likely_only() -> None:
    found = identify("+proj=longlat +ellps=bessel")
    assert found is not None
    assert (found.crs, found.certainty) == ("EPSG:4301", Certainty.LIKELY)
    assert "測地系が書かれていません" in str(found.how)
