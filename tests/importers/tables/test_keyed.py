"""Tables without coordinates lie where other data have the same address or lot number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pytest
import shapely
from pyproj import Transformer

from importers.tables.addresses import beginning, steps
from importers.tables.importer import Tables, TablesOptions
from importers.tables.keyed import BASIS, SURE, UPPER, WHOLE
from layers.feedback import Feedback

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from importers.base import ImportResult

EAST, NORTH = 35_000.0, -27_000.0
"""Metres of zone I: Nagasaki."""


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("長崎県長崎市魚の町４番１号", ("魚の町|4|1|", "長崎市")),
        ("魚の町 4の1", ("魚の町|4|1|", "")),
        ("浦上一丁目２－３", ("浦上|1|2|3|", "")),
        ("二十一丁目3番地", ("21|3|", "")),
        ("横浜市中区本町6丁目50番地の10", ("本町|6|50|10|", "横浜市中区")),
        ("三重県四日市市諏訪町1-5", ("諏訪町|1|5|", "四日市市")),
        ("西彼杵郡長与町嬉里郷659-1", ("嬉里郷|659|1|", "西彼杵郡長与町")),
        ("201-2", ("201|2|", "")),
    ],
)
def test_addresses_of_any_spelling_are_the_same_steps(written: str, wanted: tuple[str, str]) -> None:
    found, city = steps(pa.array([written]))
    assert (found[0].as_py(), city[0].as_py()) == wanted


def test_a_beginning_is_whole_steps() -> None:
    written, _ = steps(pa.array(["魚の町41-1", "魚の町4", None]))
    assert beginning(written, 2).to_pylist() == ["魚の町|41|", "魚の町|4|", None]
    assert beginning(written, 3).to_pylist() == ["魚の町|41|1|", None, None]


def _placed(tmp_path: Path, table: str, other: Path) -> ImportResult:
    path = tmp_path / "list.csv"
    path.write_text(table, encoding="utf-8")
    options = TablesOptions(stores=tmp_path / "stores", keys=str(other))
    return Tables().read(path, options, Feedback())


def _parcels(tmp_path: Path, numbers: list[str], towns: list[str]) -> Path:
    east = EAST + np.arange(len(numbers)) * 20.0
    frame = gpd.GeoDataFrame(
        {"大字": towns, "地番": numbers}, geometry=shapely.box(east, NORTH, east + 10, NORTH + 10), crs=6669
    )
    path = tmp_path / "parcels.gpkg"
    frame.to_file(path)
    return path


def test_lots_take_the_shape_of_their_parcel_and_a_number_is_no_part_of_another(tmp_path: Path) -> None:
    other = _parcels(tmp_path, ["12", "12-3", "7", "7"], ["本町", "本町", "本町", "東町"])
    table = "大字,地番,所有\n本町,12番地3,甲\n本町,１２,乙\n東町,7,丙\n本町,12-4,丁\n"
    result = _placed(tmp_path, table, other)
    (layer,) = result.layers
    shapes = layer.data.store.shapes(np.arange(4))
    assert [None if one is None else one.bounds[0] - EAST for one in shapes] == [20.0, 0.0, 60.0, None]
    columns = layer.data.store.columns([BASIS, SURE]).to_pydict()
    assert columns == {BASIS: ["本町12-3", "本町12", "東町7", None], SURE: [WHOLE, WHOLE, WHOLE, None]}
    told = {one.code: str(one.message) for one in result.findings}
    assert "3 件" in told["table-keyed"]
    assert "5 行目「本町12-4」" in told["table-keys-unmatched"]
    receipt = layer.data.store.manifest["receipt"]
    assert (receipt["in"], receipt["shown"], receipt["without_shape"]) == (4, 3, 1)


def test_a_number_that_stands_for_two_parcels_stands_for_none(tmp_path: Path) -> None:
    other = _parcels(tmp_path, ["7", "7", "8"], ["本町", "東町", "本町"])
    (layer,) = _placed(tmp_path, "地番,所有\n7,甲\n8,乙\n", other).layers
    assert [one is None for one in layer.data.store.shapes(np.arange(2))] == [True, False]


def test_other_data_without_such_names_or_gone_leave_the_table_as_it_is(tmp_path: Path) -> None:
    other = _parcels(tmp_path, ["7"], ["本町"])
    for path, code in ((other, "table-keys-unknown"), (tmp_path / "gone.gpkg", "table-keys-missing")):
        result = _placed(tmp_path, "住所,人数\n港町9,3\n", path)
        assert len(result.layers[0].table()) == 1
        assert code in {one.code for one in result.findings}


def test_real_addresses_lie_in_their_town(tmp_path: Path, real_data: Callable[[str], Path]) -> None:
    towns = real_data("gis/japanese-addresses/api/ja/長崎県/長崎市.json")
    table = "名称,住所\n市役所,長崎県長崎市魚の町4-1\n公園,長崎市松山町９\n駅,佐世保市三浦町21\n"
    (layer,) = _placed(tmp_path, table, towns).layers
    shapes = layer.data.store.shapes(np.arange(3))
    assert layer.data.store.columns([BASIS, SURE]).to_pydict() == {
        BASIS: ["魚の町", "松山町", None],
        SURE: [UPPER, UPPER, None],
    }
    known = {one["town"]: (one["lng"], one["lat"]) for one in json.loads(towns.read_text(encoding="utf-8"))}
    way = Transformer.from_crs("EPSG:6668", layer.data.crs, always_xy=True)
    for shape, town in zip(shapes, ("魚の町", "松山町"), strict=False):
        assert shapely.distance(shape, shapely.Point(way.transform(*known[town]))) < 0.01
    assert shapes[2] is None
