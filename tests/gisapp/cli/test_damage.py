"""damage and gauges at the command line, on a made-up town."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.gisapp.desks.hazard.test_event import LIST, degrees, photo
from tests.importers.gauges.samples import listed
from tests.realdata import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said


def test_reports_come_in_are_counted_and_go_out(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    project, quiet = tmp_path / "町.gisproj", ("--json", "--quiet")
    longitude, latitude = degrees(5, 5)
    areas = ROOT / "sample_data" / "自治会" / "自治会区域_自治振興課.gpkg"
    assert gisapp("import", areas, "--project", project, "--quiet").code == 0
    words = tmp_path / "土木課.csv"
    words.write_bytes(LIST.encode("cp932"))
    places = tmp_path / "消防局.csv"
    places.write_text(
        "被害,いつ,北緯,東経,内容\n"
        f"倒木,7/1 10:00,{latitude},{longitude},道をふさぐ\n"
        f"倒木,7/1 10:10,{latitude},{longitude},道をふさいでいる\n",
        "utf-8",
    )
    (tmp_path / "写真").mkdir()
    photo(tmp_path / "写真" / "a.jpg", None, "2026:07:01 11:00:00")
    said = gisapp(
        *("damage", "import", project, words, places, tmp_path / "写真"),
        *("--day", "2026-07-01", "--column", "begin=いつ", *quiet),
    )
    assert said.code == 2  # 土木課 has no such column
    assert (
        gisapp("damage", "import", project, words, "--day", "2026-07-01", *quiet).answer("damage-import")[
            "taken"
        ]
        == 4
    )
    said = gisapp(
        "damage",
        "import",
        project,
        places,
        tmp_path / "写真",
        "--column",
        "begin=いつ",
        "--day",
        "2026-07-01",
        *quiet,
    )
    answer = said.answer("damage-import")
    assert (answer["taken"], answer["left_out"], answer["without_place"]) == (3, 0, 1)
    assert answer["sources"][0]["columns"]["kind"] == "被害"
    again = gisapp("damage", "import", project, places, *quiet).answer("damage-import")
    assert (again["taken"], again["left_out"]) == (0, 2)
    board = gisapp("damage", "board", project, "--areas", "区域 自治振興課", *quiet)
    if board.code:  # the layer is called as the file is
        board = gisapp("damage", "board", project, "--areas", "自治会区域_自治振興課", *quiet)
    counted = board.answer("damage-board")
    assert counted["count"] == counted["total"] == 7
    assert sum(one["count"] for one in counted["neighbourhoods"]) == 7
    trees = gisapp("damage", "list", project, "--kind", "tree", *quiet).answer("damage-list")
    assert len(trees["reports"]) == 3
    assert "海野" not in json.dumps(
        gisapp("damage", "list", project, *quiet).answer("damage-list"), ensure_ascii=False
    )
    pairs = gisapp("damage", "duplicates", project, *quiet).answer("damage-duplicates")
    assert any(one["metres"] == 0 and one["minutes"] == 10 for one in pairs["proposals"])
    public = tmp_path / "公開.geojson"
    told = gisapp("damage", "export", project, "--out", public, *quiet).answer("damage-export")
    assert told["count"] == 2
    assert told["count"] + sum(told["left_out"].values()) == 7
    assert len(json.loads(public.read_text("utf-8"))["features"]) == 2
    assert gisapp("damage", "export", project, "--out", public, "--quiet").code == 3  # it is there
    assert "未完了" in gisapp("damage", "board", project, "--quiet").out
    assert gisapp("check", project, "--quiet").code == 0


def test_what_damage_does_not_understand(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    project = tmp_path / "町.gisproj"
    assert gisapp("damage", "burn", project).code == 2
    assert gisapp("damage", "import", project).code == 2
    assert gisapp("damage", "list", project, tmp_path / "a.csv").code == 2
    assert gisapp("damage", "list", project).code == 3
    odd = tmp_path / "a.xyz"
    odd.write_text("?")
    assert gisapp("damage", "import", project, odd).code == 3


def test_gauges_tell_their_last_value(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    path = listed(tmp_path / "水位.csv", 2)
    answer = gisapp("gauges", path, "--at", "2026-07-01T10:55", "--json", "--quiet").answer("gauges")
    assert [one["level"] for one in answer["stations"]] == ["danger", "danger", "camera"]
    assert (answer["stations"][0]["age_minutes"], answer["stale"]) == (5, 1)
    assert "氾濫危険水位を超過" in gisapp("gauges", path, "--quiet").out
    assert gisapp("gauges", path, "--at", "いつか").code == 2
    assert gisapp("gauges", ROOT / "sample_data" / "防災" / "公共施設一覧.csv", "--quiet").code == 3
