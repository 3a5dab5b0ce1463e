"""flood, exposure and refuge at the command line, on the sample town and on a real city."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.realdata import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said

TOWN = ROOT / "sample_data" / "汐見浜.gisproj"


def test_every_building_of_the_sample_town(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    table = tmp_path / "浸水.csv"
    said = gisapp(
        "flood", TOWN, "--hazard", "洪水 L2", "--hazard", "土砂", "--out", table, "--json", "--quiet"
    )
    answer = said.answer("flood")
    assert answer["affected"] + answer["not_affected"] + answer["undetermined"] == answer["buildings"]
    flood = next(one for one in answer["hazards"] if one["kind"] == "flood")
    assert flood["scale"] == "L2"
    assert 0 < flood["differs"] < 0.1 * flood["compared"]  # attributes go by a finer ground than the areas
    assert any(one["code"] == "hazard-attributes-differ" for one in answer["finding_list"])
    assert all(one["differs"] == 0 for one in answer["hazards"] if one["kind"] == "landslide")
    assert answer["unchecked"] == [
        "家屋倒壊等氾濫想定区域"
    ]  # the sample has none, its durations are attributes
    lines = table.read_text("utf-8-sig").splitlines()
    assert len(lines) == answer["buildings"] + 1
    assert lines[0].startswith('"建物ID","災害の想定","最大の浸水深')


def test_totals_of_associations_add_up_to_the_town(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    words = ("--areas", "区域 自治振興課", "--ledger", "自治会一覧", "--hazard", "洪水 L2")
    table = tmp_path / "自治会.gpkg"
    said = gisapp("exposure", TOWN, *words, "--out", table, "--json", "--quiet")
    answer = said.answer("exposure")
    lines = answer["lines"]
    for one, whole in (("buildings", "buildings"), ("affected", "affected"), ("dry", "not_affected")):
        assert sum(line[one] for line in lines) == answer[whole]
    assert all(line["affected"] + line["dry"] + line["unknown"] == line["buildings"] for line in lines)
    upper = next(line for line in lines if line["area"] == "汐見本町二丁目町内会")
    assert (upper["households"], upper["affected_households"]) == (206, 206)
    assert upper["people"] is None  # nobody states them
    assert "世帯数は「自治会一覧」の「世帯数」" in answer["method"]
    assert table.stat().st_size > 10_000


def test_where_people_go(gisapp: Callable[..., Said]) -> None:
    words = ("--hazard", "洪水 L2", "--roads", "道路の幅員")
    answer = gisapp("refuge", TOWN, *words, "--json", "--quiet").answer("refuge")
    assert sum(answer["verdicts"].values()) == answer["buildings"]
    shelters = answer["shelters"]
    assert 0 < shelters["suitable"] < shelters["count"]
    assert shelters["walk"]["with_shelter"] < shelters["straight"]["with_shelter"]
    told = gisapp("refuge", TOWN, "--hazard", "津波", "--quiet")
    assert "案内できる避難先" in told.out


def test_what_cannot_be_understood(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    assert gisapp("flood").code == 2
    said = gisapp("flood", TOWN, "--hazard", "噴火", "--quiet")
    assert (said.code, "ある想定" in said.err) == (2, True)
    assert gisapp("flood", TOWN, "--out", tmp_path / "x.doc", "--quiet").code == 3
    assert gisapp("exposure", TOWN, "--areas", "ない区域", "--quiet").code == 3
    assert gisapp("exposure", TOWN, "--areas", "指定緊急避難場所", "--hazard", "津波", "--quiet").code == 3
    assert gisapp("refuge", TOWN, "--hazard", "津波", "--shelters", "公共施設", "--quiet").code == 3


def test_shelters_with_exchanged_coordinates_are_placed_and_told(
    gisapp: Callable[..., Said], tmp_path: Path
) -> None:
    path = tmp_path / "避難所の一覧.csv"
    head = "名称,緯度,経度,災害種別_洪水,災害種別_高潮\n"
    path.write_text(f"{head}丘の学校,129.3403,32.8538,1,\n", "utf-8")
    for _ in range(2):  # the second time from what was kept of the first
        answer = gisapp(
            "refuge", TOWN, path, "--hazard", "洪水 L2", "--shelters", path.stem, "--json", "--quiet"
        )
        plain = answer.answer("refuge")
        assert "table-axes-swapped" in {one["code"] for one in plain["finding_list"]}
        assert plain["shelters"]["suitable"] == 1
        assert plain["shelters"]["straight"]["longest_distance"] < 5_000


def test_attributes_of_a_real_city_are_a_source(gisapp: Callable[..., Said], shunan: Path) -> None:
    answer = gisapp("flood", shunan, "--json", "--quiet").answer("flood")
    assert answer["buildings"] == 517
    assert all(one["from_attributes"] for one in answer["hazards"])
    zones = {one["name"]: one["affected"] for one in answer["hazards"] if one["kind"] == "landslide"}
    assert zones == {"土石流": 148, "急傾斜地の崩落": 197}
    assert gisapp("flood", shunan, "--hazard", "津波", "--quiet").code == 2
