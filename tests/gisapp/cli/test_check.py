"""``gisapp check``: what has become of the data of a project."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from gisapp.cli.exits import Exit
from layers import projectfile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said


@pytest.fixture
def moving(gisapp: Callable[..., Said], kaga: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Return a project and its data, which may be changed."""
    data, project = tmp_path / "加賀.zip", tmp_path / "a.gisproj"
    shutil.copy(kaga, data)
    data.chmod(0o644)
    assert gisapp("import", data, "--project", project).code == 0
    return project, data


def test_all_is_well(gisapp: Callable[..., Said], moving: tuple[Path, Path]) -> None:
    project, data = moving
    before = project.read_bytes()
    answer = gisapp("check", project, "--json").answer("check")
    (layer,) = answer["layers"]
    assert (layer["state"], layer["features"], answer["sound"]) == ("ok", 192, True)
    assert layer["source"] == str(data)
    said = gisapp("check", project)
    assert said.code == 0
    assert said.out.endswith("問題はありません。\n")
    assert project.read_bytes() == before


def test_a_touched_file_is_the_same_file(gisapp: Callable[..., Said], moving: tuple[Path, Path]) -> None:
    project, data = moving
    data.touch()
    assert gisapp("check", project, "--json").answer("check")["layers"][0]["state"] == "ok"


def test_a_changed_file(gisapp: Callable[..., Said], moving: tuple[Path, Path]) -> None:
    project, data = moving
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("udx/bldg/54363372_bldg_6697.gml", "<CityModel/>")
    said = gisapp("check", project, "--json")
    answer = said.answer("check")
    assert answer["layers"][0]["state"] == "changed"
    assert answer["findings"]["source-changed"] == 1
    assert said.code == 0
    assert gisapp("check", project, "--strict").code == Exit.FINDINGS


def test_a_missing_file(gisapp: Callable[..., Said], moving: tuple[Path, Path]) -> None:
    project, data = moving
    data.unlink()
    said = gisapp("check", project, "--json")
    answer = said.answer("check")
    assert said.code == Exit.FINDINGS
    assert (answer["layers"][0]["state"], answer["sound"]) == ("missing", False)
    assert answer["layers"][0]["features"] == 192  # what was read before is still there
    assert "直すところがあります" in gisapp("check", project).out


def test_another_pc(
    gisapp: Callable[..., Said],
    moving: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    project, _ = moving
    monkeypatch.setenv("GISAPP_STORES", str(tmp_path / "empty"))
    said = gisapp("check", project, "--json")
    assert said.code == 0
    (layer,) = said.answer("check")["layers"]
    assert (layer["state"], layer["features"]) == ("not-read", 0)
    assert not (tmp_path / "empty").exists()


def test_errors_inside_the_data_count(
    gisapp: Callable[..., Said], real_data: Callable[[str], Path], tmp_path: Path
) -> None:
    project = tmp_path / "a.gisproj"
    data = real_data("plateau/_malformed_quality-check_plateau4.zip")
    assert gisapp("import", data, "--project", project, "--quiet").code == 0
    said = gisapp("check", project, "--json")
    assert said.code == Exit.FINDINGS
    answer = said.answer("check")
    assert answer["layers"][0]["state"] == "ok"
    assert any(one["severity"] == "error" for one in answer["finding_list"])


def test_layers_of_other_kinds(gisapp: Callable[..., Said], town: Path) -> None:
    text = town.read_text("utf-8")
    town.write_text(
        text.replace('"kind": "buildings"', '"kind": "weather"').replace("citygml", "weather"), "utf-8"
    )
    assert projectfile.read(town).findings
    said = gisapp("check", town, "--json")
    assert said.answer("check")["layers"][0]["state"] == "unknown"


def test_a_broken_project(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    path = tmp_path / "a.gisproj"
    said = gisapp("check", path)
    assert (said.code, "見つかりません" in said.err) == (Exit.FAILED, True)
    path.write_text("{", "utf-8")
    said = gisapp("check", path)
    assert said.code == Exit.FAILED
    assert "読めません" in said.err


def test_a_picture_is_checked_by_its_file(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    import numpy as np
    import rasterio
    from rasterio.transform import from_origin

    picture, project = tmp_path / "図.tif", tmp_path / "a.gisproj"
    place = from_origin(29000.0, -39000.0, 0.5, 0.5)
    with rasterio.open(
        picture, "w", "GTiff", 40, 30, 3, crs="EPSG:6669", transform=place, dtype="uint8"
    ) as target:
        target.write(np.full((3, 30, 40), 200, np.uint8))
    assert gisapp("import", picture, "--project", project).code == 0
    (layer,) = gisapp("check", project, "--json").answer("check")["layers"]
    assert layer["state"] == "ok"
