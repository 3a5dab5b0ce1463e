"""The sheets of the hazard desk at the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.cli.exits import Exit
from tests.gisapp.desks.hazard.made import street

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said


def test_sheets_of_a_household_and_of_districts(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    street(tmp_path)
    files = sorted(tmp_path.glob("*.geojson"))
    out = tmp_path / "家.html"
    said = gisapp("sheet", *files, "--kind", "house", "--building", "家1", "--out", out, "--json", "--quiet")
    answer = said.answer("sheet-house")
    assert (answer["building"], answer["verdict"], answer["safe_floor"]) == (
        "家1",
        "屋内安全確保は要確認（①・③が未確認）",
        2,
    )
    assert "3つの条件" in out.read_text("utf-8")
    folder = tmp_path / "資料"
    words = ("--kind", "district", "--areas", "自治会", "--flat", "--json", "--quiet")
    first = gisapp("sheet", *files, *words, "--out", folder).answer("sheet-district")
    assert (first["written"], first["kept"]) == (2, 0)
    again = gisapp("sheet", *files, *words, "--out", folder).answer("sheet-district")
    assert (again["written"], again["kept"]) == (0, 2)
    planned = gisapp("sheet", *files, *words, "--hazard", "L1", "--out", folder).answer("sheet-district")
    assert (planned["written"], planned["kept"]) == (2, 0)


def test_it_says_what_is_missing(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    for words in (("district",), ("house",), ("house", "--building", "x", "--hazard", "津波")):
        said = gisapp("sheet", tmp_path, "--kind", *words, "--out", tmp_path / "x.pdf")
        assert said.code in (Exit.USAGE, Exit.FAILED)
        assert not (tmp_path / "x.pdf").exists()
