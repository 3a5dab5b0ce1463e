"""JSON that holds records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.base import Sniff
from importers.tables.importer import Tables
from layers.errors import DamagedFile, GisError, ImportFailed
from tests.importers.citygml.reading import expect_sentence
from tests.importers.tables.made import column, kinds, read_one
from tests.realdata import real_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TOWNS = [
    {"town": "桜町", "koaza": "", "lat": 32.75, "lng": 129.87},
    {"town": "東町", "lat": None, "lng": None, "more": [1, 2]},
]


def _write(path: Path, value: Any) -> Path:
    path.write_text(
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), encoding="utf-8"
    )
    return path


@pytest.mark.parametrize(
    "value", [TOWNS, {"status": "ok", "data": TOWNS}, {"result": {"items": TOWNS, "count": 2}}]
)
def test_records_are_found(value: Any, tmp_path: Path) -> None:
    found = read_one(_write(tmp_path / "towns.json", value))
    assert column(found, "town") == ["桜町", "東町"]
    assert column(found, "more") == [None, "[1, 2]"]
    assert found.crs == "EPSG:6668"
    assert shapely.is_missing(found.geometry).tolist() == [False, True]


def test_records_by_line_and_by_key_are_found(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(each) for each in TOWNS)
    assert len(read_one(_write(tmp_path / "towns.jsonl", lines)).table) == 2
    found = read_one(_write(tmp_path / "towns.json", {"10": {"name": "群馬県"}, "42": {"name": "長崎県"}}))
    assert column(found, "キー") == ["10", "42"]
    assert column(found, "name") == ["群馬県", "長崎県"]


def test_what_is_no_record_is_counted(tmp_path: Path) -> None:
    found = read_one(_write(tmp_path / "towns.json", [*TOWNS, 5, None, "x"]))
    assert len(found.table) == 2
    assert found.left_out == {"not_records": 3}
    assert next(f for f in found.findings if f.code == "records-left-out").count == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "5",
        '"x"',
        "[1, 2]",
        "[{}]",
        "[{",
        "[" * 100_000,
        '{"a": 1}',
        '{"type": "FeatureCollection", "features": []}',
        "nothing",
    ],
)
def test_what_holds_no_records_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(ImportFailed) as caught:
        read_one(_write(tmp_path / "towns.json", text))
    expect_sentence(caught.value, "towns.json")


def test_a_file_that_ends_too_soon_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(DamagedFile):
        read_one(_write(tmp_path / "towns.json", json.dumps(TOWNS)[:-10]))


def test_halves_of_letters_and_huge_numbers_do_no_harm(tmp_path: Path) -> None:
    found = read_one(
        _write(
            tmp_path / "towns.json",
            '[{"a": "\\ud800", "b": 1e999, "c": NaN, "d": 123456789012345678901234567890}]',
        )
    )
    assert column(found, "d") == ["123456789012345678901234567890"]
    assert column(found, "a") == ["?"]


def test_other_kinds_of_json_are_left_to_others(tmp_path: Path) -> None:
    sniff = Tables().sniff
    path = tmp_path / "x.json"
    assert sniff(path, json.dumps(TOWNS).encode()) is Sniff.YES
    assert sniff(path, b'{"data": [{"a": 1}]}') is Sniff.MAYBE
    for other in ("FeatureCollection", "Topology", "CityJSON"):
        assert sniff(path, json.dumps({"type": other, "features": []}).encode()) is Sniff.NO
    assert sniff(path, b'{"asset": {"version": "1.0"}, "root": {}}') is Sniff.NO
    assert sniff(path, b"") is Sniff.NO
    assert sniff(tmp_path / "x.gisproj", b'{"format": 1}') is Sniff.NO


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
        max_leaves=20,
    )
)
def test_any_json_gives_a_table_or_a_sentence(value: Any, tmp_path: Path) -> None:
    path = tmp_path / "any.json"
    path.write_text(json.dumps(value))
    try:
        found = read_one(path)
    except GisError as error:
        expect_sentence(error, "any.json")
    else:
        assert len(found.table) > 0


# ------------------------------------------------------------------------------------- real files


@pytest.mark.parametrize(
    "path",
    real_files("gis/jp-shelter-api/docs/api/v0/*/*.json"),
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_real_shelters_are_all_there(path: Path) -> None:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    found = read_one(path)
    assert len(found.table) == len(features)
    assert found.crs == "EPSG:6668"
    wanted = [feature["geometry"]["coordinates"][:2] for feature in features]
    assert shapely.get_coordinates(found.geometry).tolist() == wanted
    assert column(found, "共通ID") == [feature["properties"]["共通ID"] or None for feature in features]


@pytest.mark.parametrize(
    "path", real_files("gis/japanese-addresses/api/ja/長崎県/*.json"), ids=lambda path: path.stem
)
def test_real_town_points_are_all_there(path: Path) -> None:
    towns = json.loads(path.read_text(encoding="utf-8"))
    assert Tables().sniff(path, path.read_bytes()[:65_536]) is Sniff.YES
    found = read_one(path)
    assert len(found.table) == len(towns)
    assert column(found, "town") == [town["town"] or None for town in towns]
    placed = [town for town in towns if town["lat"] is not None]
    assert int((~shapely.is_missing(found.geometry)).sum()) == len(placed)
    assert shapely.get_coordinates(found.geometry).tolist() == [[town["lng"], town["lat"]] for town in placed]


def test_real_list_of_cities_by_prefecture(real_data: Callable[[str], Path]) -> None:
    path = real_data("gis/jp-shelter-api/docs/api/v0/code-to-city.json")
    found = read_one(path)
    assert len(found.table) == len(json.loads(path.read_text(encoding="utf-8"))) == 47
    assert kinds(found)["code"] == "text"
