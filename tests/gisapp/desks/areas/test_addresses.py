"""Address ranges: what is read of them, and where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from gisapp.desks.areas.addressranges import LOTS, TOWNS, placed, places_of
from gisapp.desks.areas.addresstext import END, parts_of
from tests.gisapp.desks.areas.madelayers import CRS, layer_of, squares

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.areas.addressranges import Places


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "東坂町一丁目1番〜12番、15番3号",
            [("東坂町1丁目", (1, 0), (12, END)), ("東坂町1丁目", (15, 3), (15, 3))],
        ),
        (
            "波止町・臨港一・二丁目",
            [("波止町", None, None), ("臨港1丁目", None, None), ("臨港2丁目", None, None)],
        ),
        ("臨港１～３丁目", [(f"臨港{k}丁目", None, None) for k in (1, 2, 3)]),
        ("谷口町 1番から12番まで", [("谷口町", (1, 0), (12, END))]),
        ("帆柱町12番3号〜15号", [("帆柱町", (12, 3), (12, 15))]),
        ("大字東浜字上ノ原12番地の3から40番地", [("東浜上ノ原", (12, 3), (40, END))]),
        ("帆柱町1-12番", [("帆柱町", (1, 0), (12, END))]),
        ("帆柱町1－12", [("帆柱町", (1, 12), (1, 12))]),
        (
            "東坂町1丁目1番、2番、2丁目3番全域",
            [
                ("東坂町1丁目", (1, 0), (1, END)),
                ("東坂町1丁目", (2, 0), (2, END)),
                ("東坂町2丁目", (3, 0), (3, END)),
            ],
        ),
        ("三番町2番", [("3番町", (2, 0), (2, END))]),
        ("東坂町一丁目（1〜5番）", [("東坂町1丁目", (1, 0), (5, END))]),
    ],
)
def test_texts_are_read(
    text: str, parts: list[tuple[str, tuple[int, int] | None, tuple[int, int] | None]]
) -> None:
    found, unread = parts_of(text)
    assert [(one.town, one.low, one.high) for one in found] == parts
    assert unread == ()


def test_parts_exceptions_and_nonsense_are_told() -> None:
    (part,), unread = parts_of("西坂町一丁目(5番、6番を除く)の一部")
    assert part.partly
    assert [one.low for one in part.without] == [(5, 0), (6, 0)]
    assert unread == ()
    assert parts_of("1番〜3番")[1] == ("1番~3番",)
    assert parts_of("")[0] == ()
    for hostile in (
        "坂町\0" + "0\0",
        "1" * 3000,
        "一" * 3000 + "丁目",
        "坂町" * 3000,
        "((((" * 900,
        "1~" * 1500,
    ):
        parts_of(hostile)
    assert parts_of("あ" * 5000)[1]


@pytest.fixture(scope="module")
def lots(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Return ten lots of 坂町一丁目 side by side with a road of 8 m between two, and one of another town."""
    west = [k * 50.0 + (8.0 if k > 4 else 0.0) for k in range(10)]
    shapes = shapely.box([*west, 600.0], 0.0, [*(one + 50.0 for one in west), 650.0], 50.0)
    numbers = [f"{k}" if k != 3 else "3-2" for k in range(1, 11)]
    columns = {"大字町名": ["坂町"] * 10 + ["浜町"], "丁目": [1] * 10 + [2], "地番": [*numbers, "１番地１"]}
    layer = layer_of(tmp_path_factory.mktemp("lots") / "s", columns, shapes, "地番図")
    found = places_of(layer, CRS)
    assert found is not None
    return found


def test_lots_become_an_area_with_the_road_between_them(lots: Places) -> None:
    assert lots.kind == LOTS
    assert lots.names.tolist() == ["坂町1丁目", "浜町2丁目"]
    found = placed("汐見市坂町一丁目4番地〜7番地、浜町二丁目1番地1", "甲", [lots])
    assert found.findings == ()
    assert found.shape is not None
    assert found.shape.area == pytest.approx(4 * 2500 + 8 * 50 + 2500)
    assert found.layers == ("地番図",)


def test_what_cannot_be_placed_or_is_a_guess_is_told(lots: Places) -> None:
    found = placed("坂町一丁目1-2、3-2、山町、?、浜町の一部", "甲", [lots])
    told = [(one.code, one.values["text"]) for one in found.findings]
    assert ("area-address-unplaced", "山町") in told
    assert ("area-address-partly", "浜町の一部") in told
    assert ("area-address-assumed", "坂町一丁目1-2") in told  # no lot 1-2: lots 1 and 2
    assert ("area-address-assumed", "3-2") in told
    assert len(told) == 5
    assert found.shape is not None
    assert found.shape.area == pytest.approx(3 * 2500 + 2500)
    assert placed("山町", "甲", [lots]).shape is None


def test_whole_towns_are_taken_from_a_map_of_towns(tmp_path: Path, lots: Places) -> None:
    layer = layer_of(
        tmp_path / "t", {"S_NAME": ["坂町１丁目", "坂町２丁目", "浜町"]}, squares(3, 1000.0), "町丁目"
    )
    towns = places_of(layer, CRS)
    assert towns is not None
    assert towns.kind == TOWNS
    found = placed("汐見市坂町全域（2丁目を除く）", "甲", [lots, towns])
    assert found.shape is not None
    assert found.shape.area == pytest.approx(1e6)
    assert places_of(layer_of(tmp_path / "n", {"色": ["赤"]}, squares(1)), CRS) is None
