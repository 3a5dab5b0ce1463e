"""areas ledger, lookup and mapbook at the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.gisapp.desks.areas.town import town

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = town(tmp_path_factory.mktemp("town")).path
    assert path is not None
    return path


def test_the_ledger_is_counted_and_written(gisapp: Callable[..., Said], place: Path, tmp_path: Path) -> None:
    out, keys = tmp_path / "台帳.xlsx", tmp_path / "対応.csv"
    words = ("--buildings", "建物", "--boards", "掲示板", "--out", out, "--keys", keys, "--json", "--quiet")
    answer = gisapp("areas", "ledger", place, *words).answer("areas-ledger")
    assert [line["rate"] for line in answer["lines"]] == [70.0, 112.5, None, None]
    assert [line["count_water"] for line in answer["lines"]] == [3, 1, 0, None]
    assert [one["how"] for one in answer["shelter_keys"]] == ["stem", "name", "none", "code"]
    assert answer["files"] == [str(out), str(keys)]
    assert out.stat().st_size > 5000
    said = gisapp(
        "areas", "ledger", place, "--no-hazard", "--out", tmp_path / "公開.csv", "--column", "会長電話"
    )
    assert said.code == 3
    assert "個人情報" in said.err


def test_lookup_answers_with_a_notice(gisapp: Callable[..., Said], place: Path, tmp_path: Path) -> None:
    notice = tmp_path / "案内.pdf"
    words = ("--address", "東坂町一丁目51番", "--notice", notice, "--json", "--quiet")
    answer = gisapp("areas", "lookup", place, *words).answer("areas-lookup")
    assert (answer["standing"], len(answer["associations"])) == ("shared", 2)
    assert notice.read_bytes().startswith(b"%PDF-")
    said = gisapp("areas", "lookup", place, "--name", "ほばしら", "--at", "129.9,32.7")
    assert said.code == 2


def test_the_map_book_has_an_index_and_pages(
    gisapp: Callable[..., Said], place: Path, tmp_path: Path
) -> None:
    out = tmp_path / "区域図集.pdf"
    answer = gisapp("areas", "mapbook", place, "--out", out, "--only", "J002", "--json", "--quiet")
    told = answer.answer("areas-mapbook")
    assert (told["pages"], told["associations"]) == (2, [{"code": "J002", "name": "帆柱町自治会"}])
    assert out.read_bytes().startswith(b"%PDF-")
