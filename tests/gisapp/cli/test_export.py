"""``gisapp export``: layers by name, conditions, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas
import pytest

from gisapp.cli.exits import Exit
from tests.gisapp.cli.conftest import layer_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said


@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "parquet", "csv", "obj", "glb"])
def test_every_format(gisapp: Callable[..., Said], town: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"建物.{suffix}"
    answer = gisapp("export", town, layer_name(town), "--to", path, "--json", "--quiet").answer("export")
    assert (answer["format"], answer["features"]) == (suffix, 517)
    assert answer["bytes"] == path.stat().st_size > 10_000
    again = gisapp("export", town, "--to", path)
    assert again.code == Exit.FAILED
    assert "すでにあります" in again.err
    said = gisapp("export", "--to", path, town, "--overwrite")
    assert said.code == 0
    assert "517 件を書き出しました" in said.out


def test_several_at_once(gisapp: Callable[..., Said], town: Path, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("建物.shp", "建物.kmz", "建物.fgb")]
    words = [word for path in paths for word in ("--to", path)]
    answer = gisapp("export", town, *words, "--json", "--quiet").answer("export")
    assert [one["format"] for one in answer["files"]] == ["shp", "kmz", "fgb"]
    assert [one["bytes"] for one in answer["files"]] == [path.stat().st_size for path in paths]
    assert answer["file"] == str(paths[0])
    assert (tmp_path / "建物_fields.csv").read_text("utf-8-sig").startswith("項目名,")
    said = gisapp("export", town, "--to", tmp_path / "new.csv", *words)
    assert said.code == Exit.FAILED
    assert not (tmp_path / "new.csv").exists()  # looked at before anything is written


@pytest.mark.parametrize(
    ("condition", "query"),
    [
        ("measured_height>=10", "measured_height >= 10"),
        ("計測高さ < 3.5", "measured_height < 3.5"),
        ("usage_wrong?", None),
        ("用途=住宅,共同住宅", "usage_code in ('411', '412')"),
        ("usage=411", "usage_code == '411'"),
        ("usage!=461", "usage_code != '461'"),
        ("住所~下", "address.str.contains('下')"),
        ("year_of_construction?", "year_of_construction.isna()"),
        ("address=山口県周南市大字米光米光下", "address == '山口県周南市大字米光米光下'"),
    ],
)
def test_conditions(
    gisapp: Callable[..., Said], town: Path, stores: Path, tmp_path: Path, condition: str, query: str | None
) -> None:
    path = tmp_path / "a.parquet"
    said = gisapp("export", town, "--to", path, "--filter", condition)
    if query is None:
        assert said.code == Exit.FAILED
        assert "measured_height（計測高さ）" in said.err
        return
    (table,) = stores.glob("35215*/buildings.parquet")
    every = geopandas.read_parquet(table)
    every["usage_code"] = every["usage_code"].astype(str)
    expected = every.query(query, engine="python")
    assert 0 < len(expected) < len(every)
    assert geopandas.read_parquet(path)["gml_id"].tolist() == expected["gml_id"].tolist()


def test_conditions_add_up(gisapp: Callable[..., Said], shunan: Path, tmp_path: Path) -> None:
    words = ["export", shunan, "--json", "--filter", "計測高さ>=5", "--filter", "計測高さ<10"]
    both = gisapp(*words, "--to", tmp_path / "a.csv").answer("export")["features"]
    first = gisapp(*words[:-2], "--to", tmp_path / "b.csv").answer("export")["features"]
    assert 0 < both < first < 517


@pytest.mark.parametrize("text", ["", "計測高さ", ">=3", "計測高さ>=tall", "計測高さ?3", "計測高さ>="])
def test_conditions_that_cannot_be_read(
    gisapp: Callable[..., Said], shunan: Path, tmp_path: Path, text: str
) -> None:
    said = gisapp("export", shunan, "--to", tmp_path / "a.csv", "--filter", text)
    assert said.code == Exit.USAGE
    assert said.err
    assert list(tmp_path.iterdir()) == []


def test_which_layer(gisapp: Callable[..., Said], town: Path, kaga: Path, tmp_path: Path) -> None:
    name = layer_name(town)
    gisapp("import", kaga, "--project", town)
    said = gisapp("export", town, "--to", tmp_path / "a.csv")
    assert said.code == Exit.USAGE
    assert name in said.err
    said = gisapp("export", town, "駅", "--to", tmp_path / "a.csv")
    assert said.code == Exit.FAILED
    assert "レイヤ「駅」がありません" in said.err
    answer = gisapp("export", town, name, "--to", tmp_path / "a.csv", "--json").answer("export")
    by_id = gisapp("export", town, answer["layer"], "--to", tmp_path / "b.csv", "--json").answer("export")
    assert by_id["features"] == answer["features"] == 517


def test_an_unknown_format_is_said_before_anything_is_read(
    gisapp: Callable[..., Said], tmp_path: Path
) -> None:
    said = gisapp("export", tmp_path / "none.zip", "--to", tmp_path / "a.xyz")
    assert said.code == Exit.FAILED
    assert ".gpkg .shp .shp.zip .geojson" in said.err
