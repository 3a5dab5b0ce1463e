"""``gisapp info``: counts that an independent look at the bytes confirms."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gisapp.cli.exits import Exit
from tests.gisapp.cli.conftest import KAGA, KOSHIGAYA, SHUNAN

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.gisapp.cli.conftest import Said

BUILDING = re.compile(rb"<bldg:Building[\s>]")
MALFORMED = "plateau/_malformed_quality-check_plateau4.zip"


def contents(path: Path) -> dict[str, bytes]:
    """Return the GML files of a zip or folder."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist() if name.endswith(".gml")}
    files = sorted(path.rglob("*.gml"))
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in files}


@pytest.mark.parametrize("name", [SHUNAN, KAGA, KOSHIGAYA])
def test_counts(gisapp: Callable[..., Said], real_data: Callable[[str], Path], name: str) -> None:
    path = real_data(name)
    said = gisapp("info", path, "--json", "--quiet")
    assert (said.code, said.err) == (0, "")
    answer = said.answer("info")
    files = contents(path)
    assert answer["files"] == len(files)
    assert answer["bytes"] == sum(len(data) for data in files.values())
    wanted = {name: len(BUILDING.findall(data)) for name, data in files.items()}
    assert {one["path"]: one["buildings"] for one in answer["by_file"]} == wanted
    assert answer["buildings"] + answer["left_out_buildings"] == sum(wanted.values())
    assert answer["features"]["bldg:Building"] == sum(wanted.values())
    assert answer["attributes"]["gml_id"] == answer["buildings"]
    assert answer["srs"] == {"EPSG:6697": len(files)}
    west, south, east, north = answer["extent"]
    assert 130 < west < east < 142
    assert 34 < south < north < 37
    assert sum(answer["findings"].values()) == sum(one["count"] for one in answer["finding_list"])


def test_nothing_is_kept(gisapp: Callable[..., Said], kaga: Path, stores: Path) -> None:
    before = {path.name for path in stores.iterdir()}
    assert gisapp("info", kaga).code == 0
    assert {path.name for path in stores.iterdir()} == before


def test_a_sheet_for_people(gisapp: Callable[..., Said], shunan: Path) -> None:
    said = gisapp("info", shunan)
    assert re.search(r"建物 +517 棟\n", said.out)
    assert re.search(r"i-UR +3\.1\n", said.out)
    assert re.search(r"用途 +517\n", said.out)
    assert "LOD1 517 棟" in said.out


def test_strict_says_when_files_are_damaged(
    gisapp: Callable[..., Said], real_data: Callable[[str], Path]
) -> None:
    path = real_data(MALFORMED)
    assert gisapp("info", path, "--quiet").code == 0
    said = gisapp("info", path, "--strict", "--json", "--quiet")
    assert said.code == Exit.FINDINGS
    answer = said.answer("info")
    assert any(one["severity"] == "error" for one in answer["finding_list"])


def test_what_is_not_there_or_unknown(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    said = gisapp("info", tmp_path / "none.zip")
    assert said.code == Exit.FAILED
    assert "見つかりません" in said.err
    text = tmp_path / "a.txt"
    text.write_text("hello", "utf-8")
    said = gisapp("info", text)
    assert said.code == Exit.FAILED
    assert "読み込める形式のファイルではありません" in said.err
    assert said.out == ""
