"""Bad input at the counter's commands: one clear sentence each, and the sheet says what is not known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said

CRS = 6674
"""Plane rectangular system VI of JGD2011."""
LOT = shapely.box(1000, 1000, 1020, 1015)
TOWN = shapely.box(500, 500, 1500, 1500)
NUMBER = "1-1"


def write(path: Path, columns: dict[str, list[Any]], shapes: list[Any], crs: int = CRS) -> Path:
    """Write shapes, given in metres of the plane system, in a system."""
    frame = gpd.GeoDataFrame(columns, geometry=shapes, crs=CRS).to_crs(crs)
    frame.to_file(path)
    return path


@pytest.fixture
def parcel(tmp_path: Path) -> Path:
    """Return a parcel map of one lot."""
    return write(tmp_path / "筆.gpkg", {"chiban": [NUMBER], "districtid": ["1"]}, [LOT])


def said(gisapp: Callable[..., Said], *files: Path) -> tuple[dict[str, Any], str]:
    """Return the use district as ``rules`` tells it, and all words of the sheet."""
    answer = gisapp("rules", *files, "--number", NUMBER, "--json", "--quiet").answer("rules")
    sheet = files[0].with_name("調査票.json")
    assert gisapp("sheet", *files, "--number", NUMBER, "--out", sheet, "--quiet").code == 0
    row = next(one for one in answer["rules"] if one["id"] == "use_district")
    return row, sheet.read_text("utf-8")


def test_a_lot_that_crosses_itself(gisapp: Callable[..., Said], parcel: Path) -> None:
    corners = [(1000, 1000), (1020, 1015), (1020, 1000), (1000, 1015)]
    crossed = write(parcel.with_name("交わる敷地.geojson"), {"n": [1]}, [shapely.Polygon(corners)], 6668)
    for command in (("rules",), ("sheet", "--out", parcel.with_name("x.pdf"))):
        found = gisapp(command[0], parcel, "--lot", crossed, *command[1:], "--quiet")
        assert found.code == 3
        assert found.err.count("敷地の線が交わっています") == 1
        assert "描き直してください" in found.err
    assert not parcel.with_name("x.pdf").exists()


def test_a_road_without_a_width(gisapp: Callable[..., Said], parcel: Path) -> None:
    road = write(parcel.with_name("道路.gpkg"), {"road_w": [""]}, [shapely.box(900, 994, 1100, 1000)])
    named = road.rename(parcel.with_name("road_lod2.gpkg"))
    zone: dict[str, list[Any]] = {"用途地域": ["第一種住居地域"], "容積率": [200], "建ぺい率": [60]}
    use = write(parcel.with_name("用途地域.gpkg"), zone, [TOWN])
    _, words = said(gisapp, parcel, use, named)
    assert "約 6.0 m" in words or "6 m" in words  # measured across, and told so
    site = parcel.with_name("敷地.json")
    gisapp(
        "sheet", parcel, use, named, "--number", NUMBER, "--out", site.with_suffix(".html"), "--site", site
    )
    plain = json.loads(site.read_text("utf-8"))
    for edge in plain["edges"]:
        edge["width"] = None
    site.write_text(json.dumps(plain), "utf-8")
    for command in ("envelope", "shadow"):
        found = gisapp(command, "--site", site)
        assert found.code == 3
        assert found.err.count("幅員が分からない") == 1
        assert "幅員を入力してください" in found.err
    told = parcel.with_name("幅員なし.json")
    assert gisapp("sheet", parcel, use, "--lot", site, "--out", told, "--quiet").code == 0
    assert "幅員が分からないため、斜線制限を計算できません" in told.read_text("utf-8")


def test_an_unknown_code(gisapp: Callable[..., Said], parcel: Path) -> None:
    use = write(parcel.with_name("用途地域.gpkg"), {"youto": ["第九種特殊地域"]}, [TOWN])
    row, words = said(gisapp, parcel, use)
    assert row["answer"] == "confirm"
    assert "第九種特殊地域" in row["doubts"][0]
    assert "規制の一覧にない値です" in words
    assert "用途地域「第九種特殊地域」は分かりません" in words


def test_zones_in_the_datum_of_tokyo_are_inexact(gisapp: Callable[..., Said], parcel: Path) -> None:
    """Without the grids of the survey a zone line may lie 10 m off: a lot 6 m from it is to be confirmed."""
    shapes = [shapely.box(500, 500, 994, 1500), shapely.box(994, 500, 1500, 1500)]
    zone = {"youto": ["商業地域", "近隣商業地域"]}
    use = write(parcel.with_name("用途地域.shp"), zone, shapes, 4301)
    row, words = said(gisapp, parcel, use)
    assert row["answer"] == "confirm"
    assert "誤差（±10 m）" in "".join(row["doubts"])
    assert "誤差（±10 m）" in words
    exact = write(parcel.with_name("用途地域.gpkg"), zone, shapes)
    assert said(gisapp, parcel, exact)[0]["answer"] == "applies"


def test_an_empty_layer(gisapp: Callable[..., Said], parcel: Path) -> None:
    use = write(parcel.with_name("用途地域.gpkg"), {"用途地域": []}, [])
    row, words = said(gisapp, parcel, use)
    assert row["answer"] == "unknown"
    assert row["text"] == ""
    assert "図形がありません" in row["doubts"][0]
    assert "未確認。レイヤ「用途地域」に図形がありません" in words
