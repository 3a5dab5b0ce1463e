"""Answer sheets at the command line: picture, paper, templates, and the same sheet again."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from gisapp.desks.planning.sheettemplate import Calendar, day_text, examined
from layers import projectfile, records
from tests.realdata import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said

TOWN = ROOT / "sample_data" / "汐見浜.gisproj"
NUMBER = "西坂町一丁目2-3"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Return the template of a city with an emblem."""
    Image.new("RGB", (60, 40), (31, 95, 168)).save(tmp_path / "市章.png")
    path = tmp_path / "様式.json"
    said = {
        "format": "gisapp-sheet-1",
        "name": "見本",
        "city": "汐見浜市",
        "office": "都市計画課",
        "calendar": "western",
        "paper": "A3",
        "notes": ["調査した日の内容です。"],
        "emblem": "市章.png",
    }
    path.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    return path


def test_a_sheet_that_was_kept_is_written_again_to_the_byte(
    gisapp: Callable[..., Said], tmp_path: Path, template: Path
) -> None:
    town, first = tmp_path / "町.gisproj", tmp_path / "調査票.pdf"
    projectfile.save(projectfile.read(TOWN).project, town)
    answer = gisapp(
        "sheet", town, "--number", NUMBER, "--template", template, "--receipt", "8-0123", "--keep",
        "--out", first, "--json", "--quiet",
    ).answer("sheet")  # fmt: skip
    project = projectfile.read(town).project
    kept = records.of_kind(project, "planning/sheet")
    assert [one.id for one in kept] == [answer["id"]]
    assert len(kept[0].text) < 1_000_000
    # What was told stays, even when the data are gone.
    projectfile.save(replace(project, layers=()), town)
    for suffix in (".pdf", ".html", ".json"):
        out = tmp_path / f"控え{suffix}"
        said = gisapp("sheet", town, "--again", answer["id"], "--out", out, "--json", "--quiet")
        assert said.answer("sheet") == {"file": str(out), "id": answer["id"]}
    assert (tmp_path / "控え.pdf").read_bytes() == first.read_bytes()
    assert b"1190.55 841.89" in first.read_bytes()
    page = (tmp_path / "控え.html").read_text("utf-8")
    for words in (
        "汐見浜市　建築・都市計画 調査票", "受付番号　8-0123", "年", "都市計画課", "立体図", "日影図",
        "道路斜線", "等時間日影 4 時間", "調査した日の内容です。", f"照合 {answer['id']}",
    ):  # fmt: skip
        assert words in page
    assert page.count("data:image/jpeg") == 1
    assert page.count("data:image/png") == 1
    missing = gisapp("sheet", town, "--again", "nothing", "--out", first, "--quiet")
    assert missing.code == 3
    assert answer["id"] in missing.err


def test_templates_are_checked(gisapp: Callable[..., Said], template: Path, tmp_path: Path) -> None:
    assert gisapp("sheet", "--check", template, "--json").answer("sheet") == {
        "template": "見本",
        "faults": [],
    }
    wrong = tmp_path / "誤り.json"
    faults = {
        "format": "gisapp-sheet-1",
        "title": 5,
        "city": "市" * 500,
        "paper": "B4",
        "calendar": ["western"],
        "notes": ["a"] * 30,
        "emblem": "../外.png",
        "colour": "red",
    }
    wrong.write_text(json.dumps(faults), "utf-8")
    checked = gisapp("sheet", "--check", wrong, "--json")
    assert checked.code == 1
    assert len(checked.answer("sheet")["faults"]) == 7
    assert (
        gisapp("sheet", TOWN, "--number", NUMBER, "--template", wrong, "--out", tmp_path / "x.pdf").code == 3
    )
    wrong.write_text('{"format": "gisapp-sheet-1", "emblem": "誤り.json"}', "utf-8")
    assert "画像" in str(examined(wrong)[1][0])
    wrong.write_text('{"format": "another"}', "utf-8")
    assert gisapp("sheet", "--check", wrong).code == 3
    assert gisapp("sheet", "--check", tmp_path / "ない.json").code == 3
    assert gisapp("sheet", TOWN, "--number", NUMBER).code == 2
    assert gisapp("sheet", ROOT / "sample_data" / "自治会", "--again", "x", "--out", "x.pdf").code == 2


def test_days_in_both_calendars() -> None:
    from datetime import date

    said = [day_text(date(*day), Calendar.JAPANESE) for day in ((2026, 11, 21), (2019, 5, 1), (2019, 4, 30))]
    assert said == ["令和8年11月21日", "令和元年5月1日", "平成31年4月30日"]
    assert day_text(date(2026, 11, 21), Calendar.WESTERN) == "2026年11月21日"
