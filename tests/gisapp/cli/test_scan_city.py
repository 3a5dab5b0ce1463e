"""Scans and the city, and notes of an inspection, at the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import laspy
import numpy as np
import pytest
import shapely

from gisapp.cli.exits import Exit
from layers import projectfile
from tests.gisapp.desks.survey.test_notes import EAST, LIST, NORTH, degrees, photo
from tests.gisapp.desks.survey.test_road import AXIS, road
from tests.importers.las.clouds import SOUTH, WEST, written
from tests.importers.tables.made import sheet, workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said

CORNERS = ",".join(f"{one:.2f}" for one in AXIS.ravel().tolist())


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a road with a gantry and a tree over it."""
    return written(tmp_path_factory.mktemp("道") / "道.laz", road())


def test_clearance_vegetation_and_cuts(gisapp: Callable[..., Said], scan: Path, tmp_path: Path) -> None:
    table = tmp_path / "建築限界.csv"
    words = ("scan", "clearance", scan, "--axis", CORNERS, "--width", "6", "--quiet")
    answer = gisapp(*words, "--to", table, "--json").answer("scan-clearance")
    assert [one["name"] for one in answer["stretches"]] == [
        "No.2+10.0 ～ No.2+10.4",
        "No.4+10.0 ～ No.4+14.0",
    ]
    assert answer["stretches"][0]["lacking"] == pytest.approx(0.3, abs=0.04)
    assert answer["envelope"] == [[-3, 0], [-3, 4.5], [3, 4.5], [3, 0]]
    assert table.read_text("utf-8-sig").splitlines()[1].startswith("No.2+10.0 ～ No.2+10.4,50.0,50.4,")
    points = tmp_path / "点.geojson"
    said = gisapp(*words, "--to", points)
    assert "未確認" in said.out
    features = json.loads(points.read_text("utf-8"))["features"]
    assert len(features) == answer["inside"]
    assert gisapp(*words, "--shoulder", "4").code == Exit.USAGE
    area = tmp_path / "道路.geojson"
    box = shapely.box(WEST + 95, SOUTH + 17, WEST + 115, SOUTH + 23)
    ring = shapely.get_coordinates(box) - [EAST, NORTH]
    geometry = shapely.geometry.mapping(shapely.Polygon([degrees(*one) for one in ring.tolist()]))
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    whole = {"type": "FeatureCollection", "features": [feature]}
    area.write_text(json.dumps(whole), "utf-8")
    plants = gisapp("scan", "vegetation", scan, "--road", area, "--quiet", "--json").answer("scan-vegetation")
    assert plants["patches"][0]["lowest"] == pytest.approx(3.0, abs=0.06)
    assert plants["road"] == pytest.approx(120, abs=0.1)
    target = tmp_path / "切り抜き.laz"
    cut = ("scan", "cut", scan, "--area", area, "--out", target, "--low", "36", "--quiet")
    kept = gisapp(*cut, "--json").answer("scan-cut")
    read = laspy.read(target)
    assert len(read.points) == kept["kept"] > 100
    assert float(read.z.min()) >= 36
    assert set(np.unique(read.classification)) == {5}
    assert "すでにあります" in gisapp(*cut).err
    nothing = gisapp(*cut, "--overwrite", "--low", "500", "--high", "600")
    assert nothing.code == Exit.FAILED
    assert "点がありません" in nothing.err
    assert target.exists()
    over_itself = gisapp("scan", "cut", scan, "--area", CORNERS, "--out", scan, "--overwrite", "--quiet")
    assert "上書きすることはできません" in over_itself.err


def test_notes_come_in_are_listed_and_written(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    project = tmp_path / "橋.gisproj"
    assert gisapp("scan", "notes", project).code == Exit.USAGE
    photo(tmp_path / "a.jpg", degrees(-10, 0), 90.0)
    path = tmp_path / "点検.csv"
    path.write_bytes(LIST.format(north=NORTH, east=EAST).encode("cp932"))
    book = workbook(
        tmp_path / "一覧.xlsx", {"橋": sheet([["橋梁番号", "橋梁名"], ["B-0001", "港橋"], ["B-9", "山"]])}
    )
    words = ("scan", "notes", project, "--quiet")
    answer = gisapp(
        *words, "--add", path, "--crs", "EPSG:6669", "--facilities", book, "--department", "維持課", "--json"
    ).answer("scan-notes")
    (source,) = answer["sources"]
    assert (source["rows"], source["taken"], len(source["left_out"])) == (3, 3, 0)
    assert answer["facilities"]["facilities_without_note"] == ["B-9"]
    assert {one["code"] for one in answer["finding_list"]} >= {
        "note-photo-missing",
        "facility-number-unknown",
    }
    again = gisapp(*words, "--add", path, tmp_path / "a.jpg", "--crs", "EPSG:6669", "--json")
    assert again.code == Exit.USAGE  # one path for each --add
    again = gisapp(*words, "--add", path, "--add", tmp_path / "a.jpg", "--crs", "EPSG:6669", "--json")
    assert [one["taken"] for one in again.answer("scan-notes")["sources"]] == [0, 0]
    for name in ("a.pdf", "a.html", "a.xlsx", "a.csv", "a.geojson", "a.json"):
        said = gisapp(*words, "--state", "repair", "--to", tmp_path / name, "--flat")
        assert said.code == Exit.OK, said.err
        assert (tmp_path / name).stat().st_size > 100
    one = gisapp(*words, "--state", "repair", "--json").answer("scan-notes")
    assert [each["facility"] for each in one["notes"]] == ["B-0001"]
    assert (one["total"], one["notes"][0]["photos"][0]["true_bearing"]) == (3, 90.0)
    assert "要補修" in gisapp(*words).out
    assert gisapp(*words, "--state", "broken").code == Exit.USAGE
    assert gisapp(*words, "--to", tmp_path / "a.docx").code == Exit.USAGE
    assert gisapp(*words, "--to", tmp_path / "b.pdf", "--view", "南から").code == Exit.USAGE
    assert projectfile.read(project).project.crs == "EPSG:6669"
    (tmp_path / "a.jpg").unlink()
    gone = gisapp(*words, "--to", tmp_path / "c.xlsx")
    assert "元の場所にない" in gone.err
