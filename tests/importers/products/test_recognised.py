"""Lists of shelters are recognised, and columns of legal names get the official colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest

from gisapp.reading import read_data
from importers.collection import Collection
from importers.products.recognised import plain, recognised, style_by_names
from layers.feedback import Feedback
from styles.presets import preset
from styles.style import ByCategory, Fixed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OFFICIAL = {one.label: one.colour for one in preset("use_district").categories}


def test_real_shelters_are_told_by_kind_and_city(real_data: Callable[[str], Path], tmp_path: Path) -> None:
    folder = "gis/jp-shelter-api/docs/api/v0"
    (first,) = read_data(real_data(f"{folder}/emergency/422011.json"), Feedback(), stores=tmp_path).layers
    (second,) = read_data(real_data(f"{folder}/evacuation/422029.json"), Feedback(), stores=tmp_path).layers
    assert first.name == "指定緊急避難場所（長崎県長崎市）"
    assert second.name == "指定避難所（長崎県佐世保市）"
    assert first.source.credit == "「指定緊急避難場所データ」（国土地理院）"
    kinds = {one.name: one.kind for one in first.table().attributes}
    assert kinds["津波"] == "code"
    texts = first.table().texts("津波")
    assert set(texts.tolist()) == {"対象", ""}  # what is not said is unknown and never 「対象でない」


def test_a_list_of_shelters_is_recognised_too(tmp_path: Path) -> None:
    path = tmp_path / "hinan.csv"
    head = "共通ID,都道府県名及び市町村名,施設・場所名,住所,崖崩れ、土石流及び地滑り,津波,緯度,経度"
    path.write_bytes(f"{head}\nE1,長崎県長崎市,市役所,魚の町,,1,32.75,129.87\n".encode("cp932"))
    (layer,) = read_data(path, Feedback(), stores=tmp_path / "stores").layers
    assert layer.name == "指定緊急避難場所（長崎県長崎市）"
    assert layer.table().texts("津波").tolist() == ["対象"]


def test_the_use_districts_of_chino_have_the_official_colours(
    real_data: Callable[[str], Path], tmp_path: Path
) -> None:
    path = real_data("gis/development-permission/**/use_districts.shp")
    (layer,) = read_data(path, Feedback(), stores=tmp_path).layers
    style = layer.style
    assert isinstance(style, ByCategory)
    assert style.attribute == "youto"
    values = set(layer.table().texts("youto").tolist()) - {""}
    assert {one.value for one in style.categories} == values
    assert all(one.colour == OFFICIAL[plain(one.value)] for one in style.categories)
    order = list(OFFICIAL)
    places = [order.index(plain(one.value)) for one in style.categories]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["第１種住居地域", "第一種 住居地域", "商業地域", None], True),
        (["商業地域", "工業地域", "公園", "道路", "川"], False),
        (["a", "b"], False),
        ([None, None], False),
        (["1", "2"], False),
    ],
)
def test_only_columns_of_legal_names_are_drawn_by_them(texts: list[str | None], found: bool) -> None:
    style = style_by_names(pa.table({"n": [1] * len(texts), "用途": pa.array(texts, pa.string())}))
    assert (style is not None) == found


def test_a_style_of_the_reader_stays() -> None:
    table = pa.table({"用途": ["商業地域"]})
    given = Collection("a", "a", table, np.array([None]), "", (), style=Fixed((1, 2, 3)))
    assert recognised(given, "a.shp").style == Fixed((1, 2, 3))
