from datetime import datetime
from pathlib import Path

import pytest

from gisapp.ui import words
from gisapp.ui.follow import rounded
from layers.errors import DamagedFile
from layers.feedback import Where
from layers.messages import Message


def test_figures_have_commas_and_a_real_minus_sign() -> None:
    assert words.integer(63927) == "63,927"
    assert words.integer(-1200) == "−1,200"
    assert words.decimal(-27662.224) == "−27,662.22"
    assert words.metres(12.3, 1) == "12.3\u2009m"


def test_a_place_is_told_with_its_zone_and_x_is_north() -> None:
    told = words.plane_position("EPSG:6669", east=34671.51, north=-27662.22)
    assert told.split() == ["系I", "X", "−27,662.22", "Y", "34,671.51"]


def test_degrees_carry_their_hemisphere() -> None:
    assert words.geographic_position(129.87, 32.75) == "129.87000°E  32.75000°N"
    assert words.geographic_position(-1.5, -2.0) == "1.50000°W  2.00000°S"


@pytest.mark.parametrize(
    ("size", "expected"), [(0, "0\u2009MB"), (512 << 20, "512\u2009MB"), (3 << 29, "1.5\u2009GB")]
)
def test_memory_is_told_in_megabytes_and_gigabytes(size: int, expected: str) -> None:
    assert words.memory(size) == expected


@pytest.mark.parametrize(("seconds", "expected"), [(7.4, "7 秒"), (83, "1 分 23 秒"), (3700, "1 時間 1 分")])
def test_times_are_told_as_roughly_as_one_waits(seconds: float, expected: str) -> None:
    assert words.duration(seconds) == expected


def test_days_are_told_as_staff_write_them() -> None:
    moment = datetime(2026, 11, 2, 9, 5)  # noqa: DTZ001 - local time, as shown
    assert words.date_words(moment) == "2026年11月2日"
    assert words.clock_words(moment) == "11月2日 9:05"


def test_an_error_is_told_with_what_to_do() -> None:
    error = DamagedFile(
        "{file} は途中で切れています。",
        "もう一度コピーしてください。",
        values={"file": "a.gml"},
        where=Where("a.gml", 1204, "bldg_1"),
    )
    assert words.told(error) == "a.gml は途中で切れています。 もう一度コピーしてください。"
    assert words.place(error.where) == "a.gml・1,204 行目・bldg_1"


def test_a_sentence_inside_a_sentence_is_told_too() -> None:
    inner = Message("「{name}」を読み込む", {"name": "館林市"})
    assert words.sentence(Message("元に戻す: {step}", {"step": inner})) == "元に戻す: 「館林市」を読み込む"


def test_a_long_path_keeps_its_end() -> None:
    path = Path("/mnt/share/都市計画課/令和8年度/窓口/調査/とても長い名前のフォルダ/港町.gisproj")
    short = words.shortened(path, 30)
    assert len(short) <= 34
    assert short.startswith("…")
    assert short.endswith("港町.gisproj")
    assert words.shortened(Path("/a/b.gisproj")) == str(Path("/a/b.gisproj"))


@pytest.mark.parametrize(("exact", "expected"), [(2487.0, 2500.0), (149.9, 150.0), (81234.0, 81000.0)])
def test_scales_are_rounded_to_two_digits(exact: float, expected: float) -> None:
    assert rounded(exact) == expected
