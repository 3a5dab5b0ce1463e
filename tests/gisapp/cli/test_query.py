"""``gisapp query``, and ``--where`` of ``gisapp export``, on a real city beside pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas
import pytest

from gisapp.cli.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said


@pytest.fixture
def table(gisapp: Callable[..., Said], town: Path, tmp_path: Path) -> geopandas.GeoDataFrame:
    path = tmp_path / "all.parquet"
    assert gisapp("export", town, "--to", path, "--quiet").code == 0
    return geopandas.read_parquet(path)


def test_counts_and_groups(gisapp: Callable[..., Said], town: Path, table: geopandas.GeoDataFrame) -> None:
    where = "計測高さ が 5 m 以上 かつ 用途 が 住宅, 共同住宅 のどれか"
    said = gisapp(
        "query", town, "--where", where, "--group-by", "用途", "--of", "計測高さ", "--json", "--quiet"
    )
    answer = said.answer("query")
    expected = table[(table["measured_height"] >= 5) & table["usage_code"].isin(["411", "412"])]
    assert answer["matching"] == len(expected) > 0
    assert answer["where"] == "計測高さ ≥ 5 かつ 用途 が 「住宅」, 「共同住宅」 のどれか"
    groups = expected.groupby("usage_code")["measured_height"]
    for line in answer["groups"]["lines"]:
        assert line["count"] == groups.size()[line["code"]]
        assert line["mean"] == pytest.approx(groups.mean()[line["code"]])
    assert answer["groups"]["total"]["sum"] == pytest.approx(expected["measured_height"].sum())


def test_shapes_are_asked_too(
    gisapp: Callable[..., Said], town: Path, table: geopandas.GeoDataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "large.parquet"
    assert gisapp("export", town, "--to", path, "--where", "図形の面積 > 200", "--quiet").code == 0
    expected = table[table.area > 200]
    assert sorted(geopandas.read_parquet(path)["gml_id"]) == sorted(expected["gml_id"])
    answer = gisapp("query", town, "--where", "図形の面積 > 200", "--ids", 5, "--json").answer("query")
    assert answer["matching"] == len(expected)
    assert set(answer["ids"]) <= set(expected["gml_id"])
    assert len(answer["ids"]) == 5


def test_for_reading(gisapp: Callable[..., Said], town: Path) -> None:
    said = gisapp("query", town, "--group-by", "用途")
    assert said.code == 0
    assert "517 件のうち 517 件" in said.out
    assert "100.0 %" in said.out


@pytest.mark.parametrize(
    "words",
    [("--where", "計測高さ > 住宅"), ("--where", "無い項目 = 1"), ("--classes", "1"), ("--method", "odd")],
)
def test_faults_are_shown_where_they_are(
    gisapp: Callable[..., Said], town: Path, words: tuple[str, ...]
) -> None:
    said = gisapp("query", town, *words)
    assert said.code == Exit.USAGE
    assert said.out == ""
    if words[0] == "--where":
        assert "^^" in said.err
