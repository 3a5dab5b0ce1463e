"""FlatGeobuf, KML, CZML and DXF hold what other programs look for; the older forms are valid as they say."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ezdxf.filemanagement
import geopandas
import numpy as np
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from lxml import etree

from gisapp.desks.publish.model import Generalisation, Publication, PublicField
from gisapp.desks.publish.projection import public_content
from gisapp.export.formats import write, write_content
from gisapp.export.standards import STANDARDS, fitting
from layers import crs
from layers.feedback import Feedback
from layers.project import Project
from styles.style import ByCategory, Category, Fixed
from tests.gisapp.export.fake import FakeContent
from tests.layers.features import vector

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.publish.projection import PublicContent

MIXED: list[str | None] = [
    "POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (40 40, 60 40, 60 60, 40 60, 40 40))",
    "MULTIPOLYGON (((200 0, 210 0, 210 10, 200 0)), ((220 0, 230 0, 230 10, 220 0)))",
    "LINESTRING (0 0, 10 5)",
    "MULTIPOINT ((3 4), (5 6))",
    "POINT (7 8)",
    None,
]
NAMES = list("一二三四五六")
KML = {"k": "http://www.opengis.net/kml/2.2"}


@pytest.fixture
def mixed(tmp_path: Path) -> Any:
    return vector(tmp_path / "store", MIXED, {"名称": NAMES, "値": [1.0, 2.0, 3.0, 4.0, 5.0, None]})


def _degrees(x: float, y: float) -> tuple[float, float]:
    longitude, latitude = crs.unproject(np.array([x]), np.array([y]), "EPSG:6669")
    return round(float(longitude[0]), 8), round(float(latitude[0]), 8)


def test_kml_holds_every_kind_of_shape(mixed: Any, tmp_path: Path) -> None:
    root = etree.fromstring(write(mixed, tmp_path / "a.kml", Feedback()).read_bytes())
    marks = root.findall(".//k:Placemark", KML)
    assert [one.findtext("k:name", namespaces=KML) for one in marks] == NAMES
    assert len(marks[0].findall(".//k:innerBoundaryIs", KML)) == 1
    assert len(marks[1].findall("k:MultiGeometry/k:Polygon", KML)) == 2
    assert len(marks[3].findall("k:MultiGeometry/k:Point", KML)) == 2
    assert marks[4].findtext("k:Point/k:coordinates", namespaces=KML) == "{},{}".format(*_degrees(7, 8))
    assert {etree.QName(one).localname for one in marks[5]} == {"name", "styleUrl", "ExtendedData"}
    said = subprocess.run(["ogrinfo", "-al", "-q", tmp_path / "a.kml"], capture_output=True, check=True)
    assert said.stdout.count(b"OGRFeature(") == 6
    frame = pyogrio.read_dataframe(write(mixed, tmp_path / "b.kmz", Feedback()))
    assert frame["名称"].tolist() == NAMES


def test_kml_has_the_colours_of_the_layer(mixed: Any, tmp_path: Path) -> None:
    style = ByCategory("名称", (Category("一", (255, 0, 16)), Category("二", (0, 255, 0))), (9, 9, 9))
    root = etree.fromstring(write(replace(mixed, style=style), tmp_path / "a.kml", Feedback()).read_bytes())
    looks = {
        f"#{one.get('id')}": one.findtext("k:LineStyle/k:color", namespaces=KML)
        for one in root.findall(".//k:Style", KML)
    }
    marks = [looks[one.findtext("k:styleUrl", namespaces=KML)] for one in root.findall(".//k:Placemark", KML)]
    assert marks[:3] == ["ff1000ff", "ff00ff00", "ff090909"]
    plain = replace(mixed, style=Fixed((1, 2, 3)))
    root = etree.fromstring(write(plain, tmp_path / "b.kml", Feedback()).read_bytes())
    assert [one.text for one in root.findall(".//k:LineStyle/k:color", KML)] == ["ff030201"]


def test_kml_keeps_heights_of_shapes_in_space(tmp_path: Path) -> None:
    layer = vector(tmp_path / "store", ["LINESTRING Z (0 0 5, 10 5 7.5)"], {"n": [1.0]})
    root = etree.fromstring(write(layer, tmp_path / "a.kml", Feedback()).read_bytes())
    line = root.find(".//k:LineString", KML)
    assert line is not None
    assert line.findtext("k:altitudeMode", namespaces=KML) == "absolute"
    corners = [one.split(",") for one in str(line.findtext("k:coordinates", namespaces=KML)).split()]
    assert [float(one[2]) for one in corners] == [5.0, 7.5]


def test_czml_has_a_packet_for_each_single_shape(mixed: Any, tmp_path: Path) -> None:
    packets = json.loads(write(mixed, tmp_path / "a.czml", Feedback()).read_bytes())
    assert packets[0]["id"] == "document"
    assert packets[0]["version"] == "1.0"
    ids = [one["id"] for one in packets]
    assert len(set(ids)) == len(ids) == 1 + 1 + 2 + 1 + 2 + 1 + 1
    children = [one for one in packets if "parent" in one]
    assert {one["parent"] for one in children} == {"1", "3"}
    area = packets[1]["polygon"]
    assert len(area["positions"]["cartographicDegrees"]) == 3 * 5
    assert len(area["holes"]["cartographicDegrees"]) == 1
    assert area["heightReference"] == "CLAMP_TO_GROUND"
    assert packets[1]["properties"] == {"名称": "一", "値": 1}
    assert packets[-1] == {"id": "5", "name": "六", "properties": {"名称": "六"}}
    assert {"polygon", "polyline", "point"} <= {name for one in packets for name in one}


def test_flatgeobuf_has_an_index_where_all_have_shapes(mixed: Any, tmp_path: Path) -> None:
    feedback = Feedback()
    path = write(mixed, tmp_path / "a.fgb", feedback)
    assert [one.code for one in feedback.findings] == ["no-index"]
    assert len(pyogrio.read_dataframe(path)) == 6
    whole = vector(tmp_path / "whole", MIXED[:5], {"名称": NAMES[:5]})
    path = write(whole, tmp_path / "b.fgb", Feedback())
    x, y = _degrees(7, 8)
    found = pyogrio.read_dataframe(path, bbox=(x - 1e-6, y - 1e-6, x + 1e-6, y + 1e-6))
    assert "五" in found["名称"].tolist()
    assert pyogrio.read_info(path)["crs"] == "EPSG:6668"


def test_dxf_draws_what_is_flat(mixed: Any, tmp_path: Path) -> None:
    drawing = ezdxf.filemanagement.readfile(write(mixed, tmp_path / "a.dxf", Feedback()))
    assert not drawing.audit().errors
    space = drawing.modelspace()
    lines: Any = space.query("LWPOLYLINE")
    assert sorted(one.dxf.layer for one in lines) == ["線", "面", "面", "面", "面"]
    outer = next(one for one in lines if len(one) == 4 and one.closed)
    assert [tuple(corner) for corner in outer.get_points("xy")] == [(0, 0), (100, 0), (100, 100), (0, 100)]
    assert len(space.query("POINT")) == 3
    assert sorted(one.dxf.text for one in space.query("TEXT")) == sorted(NAMES[:5])
    handles = [one.dxf.handle for one in space]
    assert len(set(handles)) == len(handles)
    assert int(drawing.header["$HANDSEED"], 16) > max(int(one, 16) for one in handles)


def test_a_geopackage_is_one(mixed: Any, tmp_path: Path) -> None:
    path = write(mixed, tmp_path / "a.gpkg", Feedback())
    base = sqlite3.connect(path)
    try:
        (version,) = base.execute("pragma user_version").fetchone()
        assert version >= 10_200
        assert base.execute("pragma integrity_check").fetchone() == ("ok",)
        assert base.execute("pragma foreign_key_check").fetchall() == []
        assert base.execute("select data_type, srs_id from gpkg_contents").fetchall() == [("features", 6669)]
        (definition,) = base.execute(
            "select definition from gpkg_spatial_ref_sys where srs_id = 6669"
        ).fetchone()
        assert "JGD2011" in definition
        (table, column) = base.execute("select table_name, column_name from gpkg_geometry_columns").fetchone()
        for (blob,) in base.execute(f'select "{column}" from "{table}" where "{column}" is not null'):  # noqa: S608
            assert blob[:3] == b"GP\0"
        (rows,) = base.execute(f'select count(*) from "rtree_{table}_{column}"').fetchone()  # noqa: S608
        assert rows == 5
    finally:
        base.close()


def test_a_geoparquet_is_one(tmp_path: Path) -> None:
    path = write_content(FakeContent(), tmp_path / "a.parquet", Feedback())
    geo = json.loads(pq.read_metadata(path).metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    column = geo["columns"][geo["primary_column"]]
    assert column["encoding"] == "WKB"
    assert column["geometry_types"] == ["MultiPolygon", "Polygon"]
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 6669}
    assert len(column["bbox"]) == 4
    assert geopandas.read_parquet(path).crs.to_epsg() == 6669


def _public(tmp_path: Path, said: dict[str, Any], columns: dict[str, list[Any]]) -> PublicContent:
    shapes: list[str | None] = ["POLYGON ((0 0, 33 0, 33 33, 0 0))", "POLYGON ((99 0, 111 0, 111 9, 99 0))"]
    layer = vector(tmp_path / "public", shapes, columns)
    fields = tuple(PublicField(name, name) for name in columns)
    one = Publication(layer.id, "区域", fields=fields, **said)
    return public_content(Project(layers=(layer,), crs="EPSG:6669"), layer, one, Feedback())


@pytest.mark.parametrize(
    ("exact", "kinds"),
    [
        (Generalisation(point=True), ["Point"]),
        (Generalisation(grid=50.0), ["Point", "Polygon"]),
        (Generalisation(), ["Polygon"]),
    ],
)
def test_coarser_shapes_tell_their_own_kinds_and_bounds(
    exact: Generalisation, kinds: list[str], tmp_path: Path
) -> None:
    content = _public(tmp_path, {"generalisation": exact}, {"名称": ["a", "b"]})
    path = write_content(content, tmp_path / "a.parquet", Feedback())
    column = json.loads(pq.read_metadata(path).metadata[b"geo"])["columns"]["geometry"]
    frame = geopandas.read_parquet(path)
    assert sorted(set(frame.geom_type)) == kinds
    assert column["geometry_types"] == kinds
    assert np.allclose(column["bbox"], frame.total_bounds, atol=1e-9)
    for suffix in (".gpkg", ".fgb", ".geojson", ".kml", ".czml", ".dxf", ".csv", ".shp.zip"):
        write_content(content, tmp_path / f"a{suffix}", Feedback())
    path = write_content(content, tmp_path / "b.geojson", Feedback())
    corners = shapely.get_coordinates(shapely.from_geojson(path.read_text("utf-8")))
    assert (corners == corners.round(6)).all()


def test_csv_follows_a_standard(tmp_path: Path) -> None:
    feedback = Feedback()
    content = _public(
        tmp_path,
        {"standard": "指定緊急避難場所一覧"},
        {
            "施設名": ["小学校", "公園"],
            "洪水": ["1", None],
            "想定収容人数": [100.0, 20.0],
            "犬": ["可", "不可"],
        },
    )
    path = write_content(content, tmp_path / "a.csv", feedback)
    with path.open(encoding="utf-8-sig", newline="") as file:
        heads, first, second = csv.reader(file)
    assert tuple(heads) == (*STANDARDS["指定緊急避難場所一覧"].columns, "犬")
    row = dict(zip(heads, first, strict=True))
    assert (row["名称"], row["災害種別_洪水"], row["想定収容人数"], row["犬"]) == ("小学校", "1", "100", "可")
    assert row["全国地方公共団体コード"] == row["災害種別_津波"] == ""
    assert float(row["緯度"]) == pytest.approx(33, abs=0.01)
    assert float(row["経度"]) == pytest.approx(129.5, abs=0.01)
    assert dict(zip(heads, second, strict=True))["災害種別_洪水"] == ""
    told = {one.code: str(one.message) for one in feedback.findings}
    assert "全国地方公共団体コード、ID、所在地_連結表記" in told["standard-needed"]
    assert "災害種別_津波" in told["standard-blank"]
    assert "名称" not in told["standard-blank"].split(": ")[1].split("、")
    assert told["standard-beyond"].endswith("犬")


@pytest.mark.parametrize("name", STANDARDS)
def test_standards_have_each_column_once(name: str) -> None:
    one = STANDARDS[name]
    assert len(set(one.columns)) == len(one.columns)
    assert set(one.needed) <= set(one.columns)
    whole = fitting(one, one.columns)
    assert whole.missing == whole.beyond == whole.needed == ()
    assert all(column == attribute for column, attribute in whole.filled)


def test_a_column_is_taken_once_and_the_right_one_first() -> None:
    found = dict(fitting(STANDARDS["公共施設一覧"], ["名前", "名称", "所在地", "ＮＯ"]).filled)
    assert (found["名称"], found["住所"], found["NO"]) == ("名称", "所在地", "ＮＯ")
    assert fitting(STANDARDS["公共施設一覧"], ["名前", "名称"]).beyond == ("名前",)
