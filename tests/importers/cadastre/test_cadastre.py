"""Registry maps: the real one as counted by hand, made ones for what the real one does not hold."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
import shapely

from importers.base import Sniff
from importers.cadastre.importer import Cadastre, CadastreOptions
from importers.cadastre.system import crs_of
from layers.crs import unproject
from layers.feedback import Feedback
from tests.importers.cadastre import moj
from tests.importers.cadastre.moj import Lot, square, write_map
from tests.importers.cadastre.reading import HOUSE, column, findings, read, read_text
from tests.realdata import ABSENT, real_files

if TYPE_CHECKING:
    from pathlib import Path

REAL = real_files("gis/mojxml-py/testdata/*.zip")


# ------------------------------------------------------------------------------------- the real map


@pytest.mark.skipif(not REAL, reason=ABSENT)
def test_a_real_map_has_what_its_file_has() -> None:
    with zipfile.ZipFile(REAL[0]) as archive:
        content = archive.read(archive.namelist()[0])
    found = read(REAL[0])
    expected = {
        "lots@6677": "筆",
        "control@6677": "基準点",
        "corners@6677": "筆界点",
        "borders@6677": "筆界線",
        "sheets@6677": "図郭",
    }
    assert {key: len(one.table) for key, one in found.items()} == {
        key: moj.count(content, tag) for key, tag in expected.items()
    }
    assert all(len(one.geometry) == len(one.table) for one in found.values())
    assert not any(shapely.is_missing(one.geometry).any() for one in found.values())
    lots = found["lots@6677"]
    assert lots.crs == "EPSG:6677"
    areas = moj.areas(content)
    assert shapely.area(lots.geometry) == pytest.approx([areas[str(one)] for one in column(lots, "lot_id")])
    assert column(lots, "area") == pytest.approx(list(areas.values()))
    assert column(lots, "number") == ["194-1"]
    assert column(lots, "place") == ["千葉市稲毛区作草部町194-1"]
    assert column(lots, "oaza_code") == ["015"]
    assert column(lots, "scale") == [500]
    assert lots.date == "2021-01-15"
    # x is east: the map lies in 稲毛区, north-west of the origin of zone IX by its sheet corners
    west, south, east, north = shapely.total_bounds(found["sheets@6677"].geometry)
    assert west < 26395 < east
    assert south < -42255 < north


@pytest.mark.skipif(not REAL, reason=ABSENT)
def test_a_real_map_is_recognised() -> None:
    assert Cadastre().sniff(REAL[0], REAL[0].read_bytes()[:65536]) is Sniff.YES


# ------------------------------------------------------------------------------------- shapes


def test_holes_and_neighbours_keep_their_areas(tmp_path: Path) -> None:
    lots = [
        Lot("1", [square(0, 0, 100), HOUSE, square(50, 50, 5)]),
        Lot("2", [HOUSE]),
        Lot("3", [[(100, 0), (140, 0), (120, 33.333)]]),
    ]
    text = write_map(lots)
    found = read_text(tmp_path, text)["lots@6669"]
    expected = moj.areas(text.encode())
    assert shapely.area(found.geometry) == pytest.approx(list(expected.values()))
    assert shapely.get_num_interior_rings(found.geometry).tolist() == [2, 0, 0]
    assert shapely.area(found.geometry)[0] == pytest.approx(100**2 - 20**2 - 5**2)
    assert shapely.is_valid(found.geometry).all()


@pytest.mark.parametrize("direct", [False, True])
@pytest.mark.parametrize("backwards", [{0}, {1, 2}, {0, 1, 2, 3}, {3}])
def test_lines_may_run_either_way(tmp_path: Path, direct: bool, backwards: set[int]) -> None:
    lots = [Lot("1", [square(0, 0, 30)], backwards=frozenset(backwards)), Lot("2", [square(30, 0, 30)])]
    found = read_text(tmp_path, write_map(lots, direct=direct))["lots@6669"]
    assert shapely.area(found.geometry).tolist() == [900, 900]
    assert shapely.is_valid(found.geometry).all()


def test_a_hole_that_is_tied_to_the_outline_becomes_a_hole(tmp_path: Path) -> None:
    outer, inner = square(0, 0, 100), square(40, 40, 10)
    tied = [*outer, outer[0], *reversed(inner), inner[-1]]
    tied = [
        outer[0],
        outer[1],
        outer[2],
        outer[3],
        outer[0],
        inner[0],
        inner[3],
        inner[2],
        inner[1],
        inner[0],
    ]
    found = read_text(tmp_path, write_map([Lot("1", [tied]), Lot("2", [inner])]))
    lots = found["lots@6669"]
    assert shapely.is_valid(lots.geometry).all()
    assert shapely.get_num_interior_rings(lots.geometry).tolist() == [1, 0]
    assert shapely.area(lots.geometry) == pytest.approx([100**2 - 10**2, 100])
    assert findings(found)["lots-mended"].count == 1


def test_an_outline_that_crosses_itself_is_kept_as_written_and_told(tmp_path: Path) -> None:
    bow = [(0, 0), (10, 10), (10, 0), (0, 12)]
    found = read_text(tmp_path, write_map([Lot("1", [bow])]))
    assert not shapely.is_valid(found["lots@6669"].geometry)[0]
    assert findings(found)["lots-crossing"].count == 1


def test_a_lot_whose_outline_is_not_there_stays_in_the_table(tmp_path: Path) -> None:
    found = read_text(tmp_path, write_map([Lot("1", [HOUSE]), Lot("7-3", [HOUSE], missing=True)]))
    lots = found["lots@6669"]
    assert shapely.is_missing(lots.geometry).tolist() == [False, True]
    assert column(lots, "number") == ["1", "7-3"]
    assert column(lots, "area") == [400, None]
    told = findings(found)["shape-broken"]
    assert "7-3" in str(told.message)
    assert told.count == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('idref="P000000001"', 'idref="P999"'),
        ('<zmn:GM_CompositeCurve.generator idref="C000000001"/>', ""),
        ("<zmn:X>10.000</zmn:X>", "<zmn:X>ten</zmn:X>"),
        ("<zmn:X>10.000</zmn:X>", ""),
        ("<zmn:X>10.000</zmn:X>", "<zmn:X>1e999</zmn:X>"),
    ],
)
def test_an_outline_with_a_gap_makes_no_shape(tmp_path: Path, old: str, new: str) -> None:
    text = write_map([Lot("1", [HOUSE]), Lot("2", [square(300, 300, 7)])])
    assert old in text
    found = read_text(tmp_path, text.replace(old, new))
    assert shapely.is_missing(found["lots@6669"].geometry).tolist() == [True, False]
    assert findings(found)["shape-broken"].count == 1


# ------------------------------------------------------------------------------------- what is written


def test_unsettled_lots_name_their_members(tmp_path: Path) -> None:
    lots = [Lot("5-1+5-2", [HOUSE], members=("5-1", "5-2")), Lot("6", [square(40, 10, 5)])]
    found = read_text(tmp_path, write_map(lots))
    table = found["lots@6669"]
    assert column(table, "members") == ["5-1、5-2", None]
    assert column(table, "member_count") == [2, 0]
    assert column(table, "state") == ["筆界未定地", "筆"]
    assert column(table, "number") == ["5-1+5-2", "6"]
    assert column(table, "oaza") == ["作草部町", "作草部町"], "the town of a member is not that of the lot"
    assert findings(found)["lots-unsettled"].count == 1


def test_what_is_no_lot_is_a_layer_of_its_own(tmp_path: Path) -> None:
    lots = [Lot("地区外-001", [square(0, 0, 50)]), Lot("12", [HOUSE]), Lot("別図A", [square(60, 0, 5)])]
    found = read_text(tmp_path, write_map(lots))
    assert column(found["lots@6669"], "number") == ["12"]
    assert column(found["outside@6669"], "state") == ["地区外", "別図"]
    assert findings(found)["lots-outside"].count == 2


def test_lots_know_sheet_and_date(tmp_path: Path) -> None:
    found = read_text(tmp_path, write_map([Lot("1", [HOUSE])]))
    row = found["lots@6669"].table.to_pylist()[0]
    assert (row["sheet"], row["scale"], row["made"]) == ("A-1", 500, "2009-03-05")
    assert (row["map"], row["city"], row["city_code"], row["file"]) == (
        "試験図",
        "長崎市",
        "42201",
        "map.xml",
    )
    sheet = found["sheets@6669"]
    assert shapely.bounds(sheet.geometry)[0].tolist() == [0, 0, 200, 100]
    assert column(sheet, "kept_since") == ["2010-12-24"]


def test_unknown_parts_are_counted(tmp_path: Path) -> None:
    text = write_map([Lot("1", [HOUSE])], more='<新しい線><形状 idref="C000000000"/></新しい線>')
    told = findings(read_text(tmp_path, text))["unknown-part"]
    assert "新しい線" in str(told.message)


# ------------------------------------------------------------------------------------- where it lies


@pytest.mark.parametrize(
    ("system", "datum", "crs"),
    [
        ("公共座標1系", "測量", "EPSG:6669"),
        ("公共座標１９系", "変換", "EPSG:6687"),
        ("公共座標9系", "", "EPSG:6677"),
        ("公共座標9系", "旧測地系", "EPSG:30169"),
        ("公共座標1系", "日本測地系", "EPSG:30161"),
        ("公共座標1系", "日本測地系2011", "EPSG:6669"),
        ("公共座標20系", "測量", ""),
        ("公共座標0系", "測量", ""),
        ("任意座標系", "", ""),
        ("", "", ""),
    ],
)
def test_the_system_is_that_of_the_zone(system: str, datum: str, crs: str) -> None:
    assert crs_of(system, datum) == crs


def test_maps_of_arbitrary_systems_are_kept_and_listed(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "maps.zip", "w") as target:
        target.writestr("a.xml", write_map([Lot("1", [HOUSE])], system="任意座標系", datum="", name="字図"))
        target.writestr("b.xml", write_map([Lot("2", [HOUSE]), Lot("3", [HOUSE])]))
        target.writestr("c.xml", write_map([Lot("4", [HOUSE])], system="任意座標系", datum=""))
    found = read(tmp_path / "maps.zip")
    assert [one.crs for one in found.values()][-2:] == ["", ""]
    lots = found["lots@arbitrary"]
    assert (column(lots, "number"), column(lots, "file")) == (["1", "4"], ["a.xml", "c.xml"])
    assert shapely.area(lots.geometry).tolist() == [400, 400]
    told = findings(found)["arbitrary-system"]
    assert told.count == 2
    assert "a.xml" in str(told.message)
    assert "2 枚（2 筆）" in str(told.message)
    assert len(found["lots@6669"].table) == 2


@pytest.mark.skipif(not REAL, reason=ABSENT)
def test_a_real_map_becomes_layers_in_its_zone(tmp_path: Path) -> None:
    result = Cadastre().read(REAL[0], CadastreOptions(stores=tmp_path), Feedback())
    found = read(REAL[0])
    assert [layer.crs for layer in result.layers] == ["EPSG:6677"] * len(found)
    for layer, one in zip(result.layers, found.values(), strict=True):
        extent = layer.extent()
        assert extent is not None
        assert (*extent[:2], *extent[3:5]) == pytest.approx(shapely.total_bounds(one.geometry), abs=1e-6)
        assert len(layer.table()) == len(one.table)
    lots = result.layers[0]
    assert lots.table().texts("number").tolist() == ["194-1"]
    # 稲毛区 lies around 140.1 E 35.6 N
    corner = shapely.bounds(found["lots@6677"].geometry)[0]
    longitude, latitude = unproject(corner[:1], corner[1:2], lots.crs)
    assert longitude[0] == pytest.approx(140.12, abs=0.03)
    assert latitude[0] == pytest.approx(35.62, abs=0.03)


def test_arbitrary_maps_do_not_stop_the_others_and_are_drawn_nowhere(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "maps.zip", "w") as target:
        target.writestr("a.xml", write_map([Lot("1", [HOUSE])], system="任意座標系", datum=""))
        target.writestr("b.xml", write_map([Lot("2", [square(33_000, -42_000, 20)])]))
    options = CadastreOptions(stores=tmp_path / "stores")
    layers = {
        layer.name: layer for layer in Cadastre().read(tmp_path / "maps.zip", options, Feedback()).layers
    }
    extent = layers["筆（土地）"].extent()
    assert extent is not None
    assert extent[:2] == pytest.approx((33_000, -42_000))
    listed = layers["筆（土地）（任意座標系・位置なし）"]
    assert listed.table().texts("number").tolist() == ["1"]
    assert listed.extent() is None
