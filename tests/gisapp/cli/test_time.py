"""Times on the command line: what ``info`` says of them, and pictures of a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from gisapp.cli.exits import Exit
from gisapp.cli.timetext import period_of
from layers.period import Period
from tests.importers.gtfs import feeds
from tests.layers.test_moments import at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said

MESH = ("53394611", "53394612", "53394621")


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "人流.csv"
    rows = "".join(
        f"2026-10-01 {hour:02}:00,{code},{1000 if hour == 8 else 10 + k + hour}\n"
        for hour in range(24)
        for k, code in enumerate(MESH)
    )
    path.write_text(f"日時,メッシュコード,人口\n{rows},{MESH[0]},5\n", "utf-8")
    return path


def test_info_states_from_when_to_when(gisapp: Callable[..., Said], people: Path) -> None:
    (layer,) = gisapp("info", people, "--json", "--quiet").answer("info-layers")["layers"]
    assert layer["features"] == 73
    assert layer["time"] == {
        "columns": ["日時"],
        "from": "2026-10-01T00:00:00",
        "to": "2026-10-02T00:00:00",
        "step": {"count": 1, "unit": "hour"},
        "without": 1,
    }
    said = gisapp("info", people, "--quiet").out
    assert "2026年10月1日 0:00 ～ 2026年10月1日 23:00（1 時間ごと、時刻のないもの 1 件）" in said


def test_info_of_a_timetable(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    path = feeds.write_zip(tmp_path / "bus.zip", feeds.files())
    answer = gisapp("info", path, "--json", "--quiet").answer("info-layers")
    times = {layer["name"]: layer["time"] for layer in answer["layers"]}
    assert times["停留所"] is None
    assert times["便"]["from"] == "2026-04-03T06:00:00"
    assert answer["importer"] == "gtfs"


def test_pictures_of_two_moments_differ_and_tell_the_time(
    gisapp: Callable[..., Said], people: Path, tmp_path: Path
) -> None:
    pictures = []
    for clock in ("08:00", "09:00"):
        out = tmp_path / f"{clock[:2]}.png"
        words = ("--camera", "top", "--size", "400x300", "--plain", "--quiet")
        assert (
            gisapp("snapshot", people, "--out", out, "--time", f"2026-10-01T{clock}", *words).code == Exit.OK
        )
        pictures.append(np.asarray(Image.open(out).convert("RGB")).astype(int))
    assert (np.abs(pictures[0] - pictures[1]).max(axis=2) > 30).sum() > 500
    whole = tmp_path / "titled.png"
    same = ("--camera", "top", "--size", "400x300", "--quiet")
    assert gisapp("snapshot", people, "--out", whole, "--time", "2026-10-01T08:00", *same).code == Exit.OK
    titled = np.asarray(Image.open(whole).convert("RGB")).astype(int)
    assert (np.abs(titled - pictures[0])[:45, 120:280].max(axis=2) > 60).sum() > 100


def test_a_time_that_is_none_and_data_without_any(
    gisapp: Callable[..., Said], people: Path, tmp_path: Path
) -> None:
    said = gisapp("snapshot", people, "--out", tmp_path / "a.png", "--time", "朝")
    assert said.code == Exit.USAGE
    assert "2026-11-21T08:30" in said.err
    plain = tmp_path / "点.csv"
    plain.write_text("名称,緯度,経度\nA,32.75,129.87\n", "utf-8")
    said = gisapp("snapshot", plain, "--out", tmp_path / "a.png", "--time", "2026-10-01")
    assert said.code == Exit.FAILED
    assert "時間のあるレイヤがない" in said.err


def test_times_as_they_are_written() -> None:
    assert period_of("all") is None
    assert period_of("2026-11") == Period(at("2026-11-01"), at("2026-12-01"))
    assert period_of("2026-11-21T08:00/2026-11-21T09:30") == Period(
        at("2026-11-21T08:00"), at("2026-11-21T09:31")
    )
    for text in ("", "2026-11-21/2026-11-20", "2026-02-30", "a/b/c", "2026/11/21"):
        with pytest.raises(ValueError, match="時間は"):
            period_of(text)
