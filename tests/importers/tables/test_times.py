"""Times in several columns and in the names of columns, squares by code, and what is left as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from importers.tables.importer import Tables, TablesOptions
from layers.feedback import Feedback
from layers.period import Period
from layers.standing import standing
from layers.timeline import timeline
from styles.style import ByRange, Fixed
from tests.importers.citygml.reading import codes
from tests.importers.tables.made import read_one, text_file
from tests.layers.test_moments import at

if TYPE_CHECKING:
    from pathlib import Path

    from importers.collection import Collection
    from layers.vector import Vector

MESH = ("53394611", "53394612", "53394621")


def _read(tmp_path: Path, text: str, **options: object) -> Collection:
    return read_one(text_file(tmp_path / "list.csv", text, "utf-8"), **options)


def _layer(tmp_path: Path, text: str) -> Vector:
    path = text_file(tmp_path / "人流.csv", text, "utf-8")
    (layer,) = Tables().read(path, TablesOptions(stores=tmp_path / "stores"), Feedback()).layers
    return layer  # type: ignore[return-value]


def test_a_long_table_of_squares_becomes_a_layer_with_time_and_each_square_once(tmp_path: Path) -> None:
    rows = "".join(
        f"2026-10-01 {hour:02}:00,{code},{100 * hour + k}\n"
        for hour in range(24)
        for k, code in enumerate(MESH)
    )
    layer = _layer(tmp_path, f"日時,メッシュコード,滞在人口\n{rows}")
    store = layer.data.store
    assert (store.count, len(store.placed["tile"])) == (72, 3)
    assert isinstance(layer.style, ByRange)
    assert layer.style.attribute == "滞在人口"
    line = timeline([layer], Feedback())
    assert line is not None
    assert line.counts.tolist() == [3] * 24
    found = standing(replace(layer, during=Period(at("2026-10-01T08:00"), at("2026-10-01T09:00"))))
    assert found is not None
    values = layer.table().numbers("滞在人口")[found.rows]
    assert sorted(values.tolist()) == [800.0, 801.0, 802.0]


@pytest.mark.parametrize(
    "name", ["メッシュコード", "mesh1kmid", "MESH_ID", "標準地域メッシュ", "３次メッシュ"]
)
def test_squares_are_known_by_the_name_of_their_column(tmp_path: Path, name: str) -> None:
    found = _read(tmp_path, f"{name},人口\n" + "".join(f"{code},5\n" for code in MESH))
    assert found.crs == "EPSG:6668"
    assert shapely.area(found.geometry) == pytest.approx([45 / 3600 * 30 / 3600] * 3)
    assert found.attributes[0].kind == "text"
    assert "table-mesh-codes" in codes(found.findings)


def test_codes_of_other_squares_are_counted_and_stay_without_a_place(tmp_path: Path) -> None:
    rows = "".join(f"{code},1\n" for code in (*MESH * 10, "53398611", ""))
    found = _read(tmp_path, f"メッシュ,値\n{rows}")
    assert shapely.is_missing(found.geometry).sum() == 2
    counts = {one.code: one.values.get("count") for one in found.findings}
    assert counts["table-mesh-codes"] == 30
    assert sorted(map(str, counts.values())) == ["1", "1", "30"]
    none = _read(tmp_path, "番号,値\n" + "".join(f"{code},1\n" for code in MESH))
    assert shapely.is_missing(none.geometry).all()


def test_coordinates_come_before_squares(tmp_path: Path) -> None:
    found = _read(tmp_path, f"メッシュ,緯度,経度\n{MESH[0]},35.68,139.76\n{MESH[1]},35.69,139.77\n")
    assert set(shapely.get_type_id(found.geometry)) == {0}


def test_year_month_day_and_hour_become_one_moment(tmp_path: Path) -> None:
    text = "mesh1kmid,年,月,日,時間帯,人数\n" + "".join(
        f"{MESH[k % 3]},2021,{k % 12 + 1},{k % 28 + 1},{k % 24}時台,{k}\n" for k in range(40)
    )
    found = _read(tmp_path, text)
    moments = found.table.column("日時").to_pylist()
    assert moments[0] == "2021-01-01T00:00:00"
    assert moments[30] == "2021-07-03T06:00:00"
    assert found.table.column("年").to_pylist()[0] == 2021
    assert "table-time-parts" in codes(found.findings)


def test_year_and_month_alone_are_a_month(tmp_path: Path) -> None:
    found = _read(tmp_path, f"year,month,mesh1kmid,population\n2019,1,{MESH[0]},5\n2019,12,{MESH[0]},7\n")
    assert found.table.column("日時").to_pylist() == ["2019-01", "2019-12"]
    assert isinstance(found.style, ByRange)
    assert found.style.attribute == "population"


def test_a_date_and_an_hour_past_midnight(tmp_path: Path) -> None:
    text = "観測日,観測時刻,緯度,経度,水位\n" + "".join(
        f"2026/7/1,{hour}:00,32.75,129.87,{hour / 10}\n" for hour in range(1, 25)
    )
    found = _read(tmp_path, text)
    assert found.table.column("日時").to_pylist()[-1] == "2026-07-02T00:00:00"
    assert isinstance(found.style, ByRange)
    assert found.style.attribute == "水位"


def test_hours_side_by_side_become_rows_with_the_day_of_the_row(tmp_path: Path) -> None:
    hours = ",".join(f"{hour}時台" for hour in range(7, 19))
    rows = "".join(
        f"地点{k},32.75,129.8{k},2026-10-0{k + 1},"
        + ",".join(str(100 * k + hour) for hour in range(7, 19))
        + "\n"
        for k in range(3)
    )
    found = _read(tmp_path, f"調査地点,緯度,経度,調査日,{hours}\n{rows}")
    assert len(found.table) == 36
    assert found.table.column("日時").to_pylist()[:2] == ["2026-10-01T07:00:00", "2026-10-02T07:00:00"]
    assert found.table.column("値").to_pylist()[:3] == [7, 107, 207]
    assert found.table.column("調査地点").to_pylist()[:4] == ["地点0", "地点1", "地点2", "地点0"]
    (told,) = [one for one in found.findings if one.code == "table-wide-times"]
    assert told.values["before"] == 3
    assert told.values["after"] == 36


def test_hours_of_no_day_stay_without_one(tmp_path: Path) -> None:
    text = "地点,緯度,経度,7時,8時,9時\nA,32.75,129.87,10,20,30\nB,32.76,129.88,40,,60\n"
    found = _read(tmp_path, text)
    assert found.table.column("時刻").to_pylist() == ["07:00", "07:00", "08:00", "09:00", "09:00"]
    assert found.table.column("値").to_pylist() == [10, 40, 20, 30, 60]
    layer = _layer(tmp_path, text)
    extent = layer.times().extent()  # type: ignore[union-attr]
    assert extent == Period(7 * 3600, 9 * 3600 + 60)


@pytest.mark.parametrize(
    ("names", "moments"),
    [
        (("平成22年", "平成27年", "令和2年"), [2010, 2015, 2020]),
        (("H30", "R1", "R2"), [2018, 2019, 2020]),
        (("2018", "2019", "2020"), [2018, 2019, 2020]),
        (("2020年4月", "2020年5月", "2020年6月"), ["2020-04", "2020-05", "2020-06"]),
        (("2020/4/1", "2020/4/2", "2020/4/3"), ["2020-04-01", "2020-04-02", "2020-04-03"]),
    ],
)
def test_years_months_and_days_side_by_side(
    tmp_path: Path, names: tuple[str, ...], moments: list[object]
) -> None:
    text = f"町名,緯度,経度,{','.join(names)}\nA町,32.75,129.87,1,2,3\nB町,32.76,129.88,4,5,6\n"
    found = _read(tmp_path, text)
    assert len(found.table) == 6
    assert found.table.column(0).to_pylist() == [moment for moment in moments for _ in range(2)]
    assert found.table.column("値").to_pylist() == [1, 4, 2, 5, 3, 6]
    assert [point.x for point in found.geometry] == [129.87, 129.88] * 3


@pytest.mark.parametrize(
    "text",
    [
        "名称,緯度,経度,7時,8時\nA,32.75,129.87,1,2\n",  # two only
        "名称,緯度,経度,9時,8時,7時\nA,32.75,129.87,1,2,3\n",  # in no order
        "名称,緯度,経度,7時,8時,9時\nA,32.75,129.87,開,開,閉\n",  # no numbers
        "名称,緯度,経度,1,2,3\nA,32.75,129.87,1,2,3\n",  # numbers are no years
        "名称,7時,8時,9時\nA,1,2,3\n",  # of no place
    ],
)
def test_what_is_not_sure_stays_as_it_is(tmp_path: Path, text: str) -> None:
    found = _read(tmp_path, text)
    assert len(found.table) == 1
    assert found.left_out == {}
    assert "table-wide-times" not in codes(found.findings)


def test_who_wants_it_wide_gets_it_wide(tmp_path: Path) -> None:
    text = "名称,緯度,経度,7時,8時,9時\nA,32.75,129.87,1,2,3\n"
    assert len(_read(tmp_path, text, wide=True).table) == 1
    assert len(_read(tmp_path, text).table) == 3


def test_a_gauge_at_one_place_is_one_point_with_many_values(tmp_path: Path) -> None:
    rows = "".join(
        f"川端観測所,32.75,129.87,2026-07-01 {k // 6:02}:{k % 6 * 10:02},{1 + k / 100:.2f}\n"
        for k in range(144)
    )
    layer = _layer(tmp_path, f"観測所名,緯度,経度,日時,水位(m)\n{rows}")
    assert len(layer.data.store.placed["tile"]) == 1
    line = timeline([layer], Feedback())
    assert line is not None
    assert (line.step.count, line.step.unit) == (10, "minute")
    assert np.isfinite(layer.data.bounds).all()


def test_facilities_at_one_spot_are_not_joined_when_nothing_tells_a_time(tmp_path: Path) -> None:
    layer = _layer(tmp_path, "名称,緯度,経度\nA,32.75,129.87\nB,32.75,129.87\nC,32.75,129.87\n")
    assert layer.places() is None
    assert isinstance(layer.style, Fixed)
