"""First styles: official colours by the codes of i-UR, never by those of another list."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from importers.citygml.features.styles import style_of
from importers.collection import Collection
from styles.presets import preset
from styles.style import ByCategory, Fixed


def collection(key: str, **columns: list[str | None]) -> Collection:
    count = len(next(iter(columns.values()))) if columns else 1
    table = pa.table(columns) if columns else pa.table({"n": [1]})
    return Collection(key, key, table, np.full(count, None, dtype=object), "EPSG:6697", ())


@pytest.mark.parametrize("key", ["urf:UseDistrict", "urf:DistrictsAndZones/UseDistrict"])
def test_use_districts_have_the_colours_of_their_names(key: str) -> None:
    style = style_of(collection(key, function=["近隣商業地域"], function_code=["9"]))
    assert isinstance(style, ByCategory)
    by_name = {one.label: one.colour for one in preset("use_district").categories}
    found = {one.value: one for one in style.categories}
    assert found["8"].label == "田園住居地域"
    assert found["9"].label == "近隣商業地域"
    assert found["13"].label == "工業専用地域"
    assert all(one.colour == by_name[one.label] for one in style.categories)


def test_ranks_of_reservoirs_are_not_those_of_rivers() -> None:
    columns: dict[str, list[str | None]] = {"rank": ["a"], "rank_code": ["3"]}
    river = style_of(collection("wtr:WaterBody/fld/natl/kano/l2", **columns))
    pond = style_of(collection("wtr:WaterBody/rfld/pond", **columns))
    assert isinstance(river, ByCategory)
    assert isinstance(pond, ByCategory)
    assert river.categories[2].label == "3m以上5m未満"
    assert pond.categories[2].label == "1m以上2m未満"


def test_land_use_gets_a_colour_for_each_common_class() -> None:
    style = style_of(
        collection(
            "luse:LandUse", **{"class": ["田", "畑", "田", None], "class_code": ["201", "202", "201", None]}
        )
    )
    assert isinstance(style, ByCategory)
    assert [(one.value, one.label) for one in style.categories] == [("201", "田"), ("202", "畑")]


def test_the_rest_is_quiet_or_left_to_the_program() -> None:
    nothing: dict[str, list[str | None]] = {"class": [None], "class_code": [None]}
    assert isinstance(style_of(collection("tran:Road")), Fixed)
    assert style_of(collection("gen:GenericCityObject")) is None
    assert style_of(collection("luse:LandUse", **nothing)) is None
