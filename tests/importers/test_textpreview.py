"""How the first rows of real and made sources read in each encoding."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from importers.textencoding import REPLACEMENT
from importers.textpreview import has_choice, previews
from importers.vector import dbase
from importers.vector.importer import VectorFiles, VectorOptions
from layers.errors import SourceMissing
from layers.feedback import Cancelled, Feedback
from tests.importers.citygml.reading import expect_sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "施設名,住所,緯度,経度\nABC,D,32.7,129.8\n市役所,魚の町4-1,32.75,129.87\n"
WORDS = ["長崎市役所", "対馬市", "壱岐"]


def shapefile(path: Path, encoding: str) -> Path:
    frame = gpd.GeoDataFrame(
        {"名称": WORDS, "番号": [1, 2, 3]}, geometry=shapely.points([129.8] * 3, [32.7] * 3), crs=6668
    )
    frame.to_file(path, encoding=encoding)
    path.with_suffix(".cpg").unlink(missing_ok=True)
    return path


@pytest.mark.parametrize("written", ["cp932", "utf-8", "euc_jp", "utf-16-le", "iso2022_jp"])
def test_a_list_reads_right_in_its_own_encoding_and_wrong_in_others(written: str, tmp_path: Path) -> None:
    path = tmp_path / "施設.csv"
    path.write_bytes(TEXT.encode(written))
    found = previews(path, feedback=Feedback())
    assert found.found.name == written
    for one in found.choices:
        right = one.columns == ("施設名", "住所", "緯度", "経度") and one.rows[0][0] == "市役所"
        assert right == (one.encoding == written), one
        assert (one.broken == 0) or not right


@pytest.mark.parametrize("written", ["cp932", "utf-8", "EUC-JP"])
@pytest.mark.parametrize("packed", [False, True])
def test_the_table_beside_a_shapefile_is_read(written: str, packed: bool, tmp_path: Path) -> None:
    path = shapefile(tmp_path / "区域.shp", written)
    if packed:
        with zipfile.ZipFile(tmp_path / "区域.zip", "w") as archive:
            for one in tmp_path.glob("区域.[sdp]*"):
                archive.write(one, one.name)
        path = tmp_path / "区域.zip"
    assert has_choice(path, "vector")
    found = previews(path, feedback=Feedback())
    right = [one for one in found.choices if not one.broken and one.columns == ("名称", "番号")]
    assert [one.encoding for one in right] == [found.found.name]
    assert [row[0] for row in right[0].rows] == WORDS
    assert [row[1] for row in right[0].rows] == ["1", "2", "3"]


def test_the_real_use_districts_read_right(real_data: Callable[[str], Path]) -> None:
    found = previews(real_data("gis/development-permission/**/use_districts.shp"), feedback=Feedback())
    right = found.of("cp932")
    assert right is not None
    assert (found.found.name, right.columns, right.rows[0]) == (
        "cp932",
        ("youto", "ogc_fid"),
        ("第1種低層住居専用地域", "1"),
    )
    assert right.broken == 0
    assert all(one.broken > 100 for one in found.choices if one is not right)


@pytest.mark.parametrize("letters", ["対馬市", "対馬"])
def test_a_letter_that_is_cut_in_a_table_of_utf8_is_told_and_does_no_harm(
    letters: str, tmp_path: Path
) -> None:
    path = shapefile(tmp_path / "区域.shp", "utf-8")
    table = path.with_suffix(".dbf")
    whole = letters.encode()
    table.write_bytes(table.read_bytes().replace(whole, whole[:-1] + b" ", 1))
    result = VectorFiles().read(path, VectorOptions(stores=tmp_path / "stores"), Feedback())
    (layer,) = result.layers
    (told,) = [one for one in result.findings if one.code == "letters-not-readable"]
    assert (told.count, told.where.line) == (1, 2)
    assert layer.table().texts("名称")[1].startswith(f"{letters[:-1]}{REPLACEMENT}")
    assert layer.table().texts("名称")[0] == WORDS[0]


@pytest.mark.parametrize("written", ["cp932", "utf-8"])
def test_the_first_japanese_letter_may_stand_far_behind(written: str, tmp_path: Path) -> None:
    path = tmp_path / "lots.shp"
    count = 6000
    words = np.where(np.arange(count) == count - 2, "対馬市", "A")
    frame = gpd.GeoDataFrame(
        {"name": words}, geometry=shapely.points([129.8] * count, [32.7] * count), crs=6668
    )
    frame.to_file(path, encoding=written)
    path.with_suffix(".cpg").unlink(missing_ok=True)
    assert path.with_suffix(".dbf").stat().st_size > 300_000
    found = previews(path, feedback=Feedback())
    assert found.found.name == written
    (layer,) = VectorFiles().read(path, VectorOptions(stores=tmp_path / "stores"), Feedback()).layers
    assert layer.table().texts("name")[count - 2] == "対馬市"


def test_where_the_format_leaves_no_doubt_there_is_no_choice(tmp_path: Path) -> None:
    package = tmp_path / "a.gpkg"
    gpd.GeoDataFrame({"a": [1]}, geometry=shapely.points([129.8], [32.7]), crs=6668).to_file(package)
    assert not has_choice(package, "vector")
    assert not has_choice(tmp_path / "a.xlsx", "tables")
    assert not has_choice(tmp_path / "a.csv", "citygml")
    assert has_choice(tmp_path / "a.csv", "tables")


def test_a_source_that_is_gone_is_said_and_a_wish_to_stop_is_heard(tmp_path: Path) -> None:
    path = tmp_path / "施設.csv"
    with pytest.raises(SourceMissing) as caught:
        previews(path, feedback=Feedback())
    expect_sentence(caught.value, "施設.csv")
    path.write_bytes(TEXT.encode("cp932"))
    stopped = Feedback()
    stopped.cancel()
    with pytest.raises(Cancelled):
        previews(path, feedback=stopped)


@given(st.binary(max_size=400))
def test_any_bytes_for_a_table_give_cells_or_none(data: bytes) -> None:
    names, rows = dbase.cells(data, "cp932", 10)
    assert all(len(row) == len(names) for row in rows)
    assert isinstance(dbase.texts(data), bytes)
