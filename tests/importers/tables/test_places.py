"""Where rows lie: the figures are those of the list of coordinate systems that staff use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest
import shapely

from importers.tables.columnnames import is_tokyo, role, zone_of
from importers.tables.degrees import LATITUDES, LONGITUDES, degrees
from importers.tables.numbers import normal
from layers.errors import ImportFailed
from tests.importers.citygml.reading import codes, expect_sentence
from tests.importers.tables.made import read_one, text_file

if TYPE_CHECKING:
    from pathlib import Path

    from importers.collection import Collection


def _read(tmp_path: Path, text: str, **options: str) -> Collection:
    return read_one(text_file(tmp_path / "list.csv", text, "utf-8"), **options)


def _points(found: Collection) -> list[list[float]]:
    points: list[list[float]] = shapely.get_coordinates(found.geometry).tolist()
    return points


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        *(
            (name, "latitude")
            for name in ("緯度", "北緯", "lat", "LAT", "Latitude", "緯度（世界測地系）", "fX_lat", "lat(deg)")
        ),
        *(
            (name, "longitude")
            for name in ("経度", "東経", "lon", "lng", "LONG", "longitude", "経度（10進）")
        ),
        *((name, "survey-x") for name in ("X座標", "Ｘ座標（ｍ）", "平面直角X", "座標X", "世界測地系X座標")),
        ("Y座標", "survey-y"),
        *((name, "x") for name in ("X", "x", "X(m)", "x_coord")),
        *((name, "z") for name in ("Z", "Z座標")),
        ("北距", "north"),
        ("easting", "east"),
        ("WKT", "shape"),
        ("緯度経度", "pair"),
        *(
            (name, "")
            for name in (
                "名称",
                "標高",
                "XML",
                "platform",
                "経過年数",
                "flat",
                "along",
                "Xテスト",
                "北町",
                "東口",
            )
        ),
    ],
)
def test_names_tell_what_a_column_is(name: str, wanted: str) -> None:
    assert role(name) == wanted


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("平面直角座標系第1系", 1),
        ("第Ⅰ系", 1),
        ("第IX系", 9),
        ("９系", 9),
        ("第19系", 19),
        ("XVII系", 17),
        ("第4系", 4),
        ("VI系", 6),
        ("XI 系", 11),
        ("体系", 0),
        ("20系", 0),
    ],
)
def test_a_zone_is_read_however_it_is_written(text: str, zone: int) -> None:
    assert zone_of(text) == zone


def test_the_old_datum_is_told_from_the_new() -> None:
    assert is_tokyo("日本測地系")
    assert is_tokyo("Tokyo Datum")
    assert not is_tokyo("世界測地系")
    assert not is_tokyo("日本測地系2011")


@pytest.mark.parametrize(
    "written",
    [
        "32.75",
        "３２．７５",
        "32°45'00\"",
        "32°45′00″",
        "32度45分0秒",
        "北緯32度45分",
        "N32.45.00",
        "32:45:00",
        "32 45 00",
        "324500",
        "324500.0",
        "32º45'",
        "N 32°45'0.0''",
        "+32.75",
    ],
)
def test_latitudes_are_read_however_they_are_written(written: str) -> None:
    assert degrees(normal(pa.array([written])), LATITUDES).tolist() == pytest.approx([32.75])


@pytest.mark.parametrize("written", ["129.87", "129°52'12\"", "東経129度52分12秒", "1295212", "E129.52.12"])
def test_longitudes_are_read_however_they_are_written(written: str) -> None:
    assert degrees(normal(pa.array([written])), LONGITUDES).tolist() == pytest.approx([129.87])


@pytest.mark.parametrize("written", ["", "x", "32°75'00\"", "32°45'75\"", "nan", "inf", "1e400", "不明"])
def test_what_is_no_angle_is_none(written: str) -> None:
    assert np.isnan(degrees(normal(pa.array([written, None])), LATITUDES)).all()


def test_survey_coordinates_are_turned_to_east_and_north(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        '点名,X座標,Y座標,Z座標\n1,-27662.224,34671.509,12.5\n2,"19,982.650",20515.827,\n',
        crs="EPSG:6669",
    )
    assert _points(found) == [[34671.509, -27662.224], [20515.827, 19982.650]]
    assert shapely.get_z(found.geometry[0]) == 12.5
    assert not shapely.has_z(found.geometry[1])
    assert found.crs == "EPSG:6669"
    assert "table-survey-axes" not in codes(found.findings)


def test_plain_x_and_y_in_metres_are_read_as_survey_does_and_that_is_said(tmp_path: Path) -> None:
    text = "no,X,Y\n1,-27662.224,34671.509\n2,-27000,34000\n"
    found = _read(tmp_path, text)
    assert _points(found)[0] == [34671.509, -27662.224]
    assert found.crs == ""
    assert {"table-survey-axes", "table-no-crs"} <= codes(found.findings)
    chosen = _read(tmp_path, text, x_column="X", y_column="Y", crs="EPSG:6669")
    assert _points(chosen)[0] == [-27662.224, 34671.509]
    assert "table-survey-axes" not in codes(chosen.findings)


def test_x_and_y_in_degrees_go_by_their_values(tmp_path: Path) -> None:
    for text in ("名,x,y\na,129.87,32.75\n", "名,X,Y\na,32.75,129.87\n"):
        found = _read(tmp_path, text)
        assert _points(found) == [[129.87, 32.75]]
        assert found.crs == "EPSG:6668"


def test_swapped_latitude_and_longitude_are_turned_and_that_is_said(tmp_path: Path) -> None:
    found = _read(tmp_path, "名,緯度,経度\na,129.87,32.75\nb,129.72,33.18\n")
    assert _points(found) == [[129.87, 32.75], [129.72, 33.18]]
    assert "table-axes-swapped" in codes(found.findings)


def test_the_zone_comes_from_title_name_or_column(tmp_path: Path) -> None:
    rows = "1,-27662.2,34671.5\n2,-27000.5,34000.5\n"
    assert _read(tmp_path, f"名,X座標(第2系),Y座標(第2系)\n{rows}").crs == "EPSG:6670"
    assert _read(tmp_path, f"基準点（日本測地系 第1系）,,\n名,X座標,Y座標\n{rows}").crs == "EPSG:30161"
    assert _read(tmp_path, f"基準点 JGD2000 第1系,,\n名,X座標,Y座標\n{rows}").crs == "EPSG:2443"
    assert (
        _read(tmp_path, "名,系,X座標,Y座標\na,1,-27662.2,34671.5\nb,1,-27000.5,34000.5\n").crs == "EPSG:6669"
    )
    assert _read(tmp_path, "名,緯度（日本測地系）,経度（日本測地系）\na,32.75,129.87\n").crs == "EPSG:4301"


def test_web_mercator_is_known_by_its_values(tmp_path: Path) -> None:
    found = _read(tmp_path, "名,x,y\na,14457062.269,3862167.465\n")
    assert found.crs == "EPSG:3857"
    assert _points(found) == [[14457062.269, 3862167.465]]


def test_nonsense_is_counted_and_stays_without_a_place(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        "名,緯度,経度\na,32.75,129.87\nb,0,0\nc,32.75,12.987\nd,?,?\ne,,\nf,33.18,129.72\ng,32.8,129.9\nh,32.8,129.9\n",
    )
    assert shapely.is_missing(found.geometry).tolist() == [False, True, True, True, True, False, False, False]
    wrong = next(finding for finding in found.findings if finding.code == "table-coordinates-not-usable")
    assert (wrong.count, wrong.where.line) == (3, 3)
    assert next(f for f in found.findings if f.code == "table-rows-without-place").count == 1
    assert len(found.table) == 8


def test_coordinates_without_a_telling_name_are_found_by_value(tmp_path: Path) -> None:
    found = _read(tmp_path, "名,a,b\n公園,32.7501,129.8701\n学校,32.7512,129.8815\n")
    assert _points(found) == [[129.8701, 32.7501], [129.8815, 32.7512]]


def test_both_in_one_text_are_read(tmp_path: Path) -> None:
    found = _read(tmp_path, '名,位置\n公園,"32.7501, 129.8701"\n学校,\n')
    assert _points(found) == [[129.8701, 32.7501]]
    assert shapely.is_missing(found.geometry).tolist() == [False, True]


@pytest.mark.parametrize(
    ("text", "crs"),
    [
        ("POINT (129.87 32.75)", "EPSG:6668"),
        ("SRID=6669;POINT (34671.5 -27662.2)", "EPSG:6669"),
        ("POLYGON ((129.8 32.7, 129.9 32.7, 129.9 32.8, 129.8 32.7))", "EPSG:6668"),
        ('{"type": "Point", "coordinates": [129.87, 32.75]}', "EPSG:6668"),
        (
            shapely.to_wkb(shapely.set_srid(shapely.Point(129.87, 32.75), 4326), hex=True, include_srid=True),
            "EPSG:4326",
        ),
    ],
)
def test_columns_of_shapes_are_read(text: str, crs: str, tmp_path: Path) -> None:
    quoted = text.replace('"', '""')
    found = _read(tmp_path, f'名,geom\na,"{quoted}"\nb,\nc,"{quoted}"\n')
    assert found.crs == crs
    assert shapely.is_missing(found.geometry).tolist() == [False, True, False]
    assert "geom" not in found.table.column_names


def test_shapes_with_latitude_first_are_turned(tmp_path: Path) -> None:
    found = _read(tmp_path, "名,wkt\na,POINT (32.75 129.87)\n")
    assert _points(found) == [[129.87, 32.75]]
    assert "table-axes-swapped" in codes(found.findings)


def test_broken_shapes_are_counted(tmp_path: Path) -> None:
    good = "".join(f"a{k},POINT (129.87 32.75)\n" for k in range(9))
    found = _read(tmp_path, f"名,wkt\n{good}b,POINT (129.87\nc,POINT EMPTY\nd,POINT (nan nan)\n")
    wrong = next(finding for finding in found.findings if finding.code == "table-coordinates-not-usable")
    assert wrong.count == 3
    assert int((~shapely.is_missing(found.geometry)).sum()) == 9


def test_a_table_without_coordinates_stays_a_table(tmp_path: Path) -> None:
    found = _read(tmp_path, "名称,所在地\n公園,長崎市桜町\n学校,長崎市東町\n")
    assert found.geometry.tolist() == [None, None]
    assert found.crs == ""
    assert "table-no-coordinates" in codes(found.findings)


def test_a_column_that_a_person_chose_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed) as caught:
        _read(tmp_path, "名,a,b\n公園,1,2\n", x_column="a", y_column="c")
    expect_sentence(caught.value, "list.csv", "c", "名")
