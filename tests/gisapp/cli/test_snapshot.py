"""``gisapp snapshot``: pictures without a window."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from gisapp.cli.exits import Exit
from gisapp.scene import camera as cameras
from layers import projectfile
from layers.colours import legend
from layers.project import Camera

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.gisapp.cli.conftest import Said

SMALL = ("--size", "400x300")


def picture(path: Path) -> NDArray[np.uint8]:
    with Image.open(path) as image:
        return np.asarray(image)


def test_a_picture_of_data(gisapp: Callable[..., Said], kaga: Path, tmp_path: Path) -> None:
    path = tmp_path / "加賀.png"
    answer = gisapp("snapshot", kaga, "--out", path, *SMALL, "--json", "--quiet").answer("snapshot")
    assert answer["size"] == [400, 300]
    assert answer["triangles"] > 192
    assert picture(path).shape == (300, 400, 3)
    assert len(np.unique(picture(path).reshape(-1, 3), axis=0)) > 100
    with Image.open(path) as image:
        assert image.info["Copyright"] == "国土交通省 Project PLATEAU"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_captions_stand_at_the_edges(gisapp: Callable[..., Said], kaga: Path, tmp_path: Path) -> None:
    plain, told = tmp_path / "a.png", tmp_path / "b.png"
    gisapp("snapshot", kaga, "--out", plain, *SMALL, "--plain")
    gisapp("snapshot", kaga, "--out", told, *SMALL)
    changed = (picture(plain) != picture(told)).any(axis=-1)
    # Sources at the bottom right, scale at the bottom left, north at the top right; nothing in the middle.
    assert changed[-40:, 250:].any()
    assert changed[-40:, :150].any()
    assert changed[:60, -60:].any()
    assert not changed[80:240, 80:320].any()


def test_colours_and_their_legend(
    gisapp: Callable[..., Said], kaga: Path, tmp_path: Path, stores: Path
) -> None:
    one, other = tmp_path / "a.png", tmp_path / "b.png"
    gisapp("snapshot", kaga, "--out", one, *SMALL, "--camera", "top", "--plain")
    said = gisapp("snapshot", kaga, "--out", other, *SMALL, "--camera", "top", "--style", "計測高さ")
    assert said.code == 0
    assert (picture(one) != picture(other)).any(axis=-1).mean() > 0.005
    from gisapp.cli.projects import open_inputs
    from gisapp.cli.snapshot import styled
    from layers.feedback import Feedback

    project = styled(open_inputs([kaga], Feedback()).project, "measured_height")
    left = picture(other)[:, :40].reshape(-1, 3)
    shown = [entry.colour for entry in legend(project.layers[0]) if entry.count]
    assert len(shown) > 2
    assert all((left == colour).all(axis=1).sum() > 30 for colour in shown)


def test_themes_differ(gisapp: Callable[..., Said], kaga: Path, tmp_path: Path) -> None:
    means = []
    for theme in ("light", "dark"):
        path = tmp_path / f"{theme}.png"
        assert gisapp("snapshot", kaga, "--out", path, *SMALL, "--theme", theme).code == 0
        means.append(picture(path).mean())
    assert means[0] > means[1] + 60


def test_where_one_stands(gisapp: Callable[..., Said], kaga: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "a.png", *SMALL, "--json")
    answer = gisapp("snapshot", kaga, *out, "--camera", "136.2345,36.2,120.5,90,-30").answer("snapshot")
    camera = Camera(tuple(answer["camera"]["position"]), tuple(answer["camera"]["focal"]))
    from layers import crs

    east, north, height = camera.position
    longitude, latitude = crs.unproject(np.array([east]), np.array([north]), answer["camera"]["crs"])
    assert (longitude[0], latitude[0], height) == pytest.approx((136.2345, 36.2, 120.5), abs=1e-6)
    assert math.degrees(cameras.bearing(camera)) == pytest.approx(90, abs=0.01)
    assert math.degrees(cameras.tilt(camera)) == pytest.approx(30, abs=0.01)
    down = gisapp("snapshot", kaga, *out, "--camera", "136.2345,36.2,500,0,-90").answer("snapshot")
    position, focal = down["camera"]["position"], down["camera"]["focal"]
    assert focal[2] < position[2]
    assert position[:2] == pytest.approx(focal[:2], abs=2.0)


def test_the_view_of_the_project(gisapp: Callable[..., Said], town: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "a.png", *SMALL, "--json")
    home = gisapp("snapshot", town, *out).answer("snapshot")["camera"]
    assert home == gisapp("snapshot", town, *out, "--camera", "home").answer("snapshot")["camera"]
    from dataclasses import replace

    project = projectfile.read(town).project
    view = Camera((-40_000.0, -206_000.0, 900.0), (-40_000.0, -205_000.0, 100.0))
    projectfile.save(replace(project, camera=view), town)
    saved = gisapp("snapshot", town, *out).answer("snapshot")["camera"]
    assert (saved["position"], saved["focal"]) == (list(view.position), list(view.focal))


@pytest.mark.parametrize("camera", ["", "left", "1,2,3", "136,36,a,0,0", "0,0,0,0,0", "136,36,100,0,-91"])
def test_views_that_are_none(gisapp: Callable[..., Said], kaga: Path, tmp_path: Path, camera: str) -> None:
    said = gisapp("snapshot", kaga, "--out", tmp_path / "a.png", "--camera", camera)
    assert said.code == Exit.USAGE
    assert "視点" in said.err
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_drawn(gisapp: Callable[..., Said], kaga: Path, town: Path, tmp_path: Path) -> None:
    said = gisapp("snapshot", kaga, "--out", tmp_path / "a.png", "--style", "taste")
    assert said.code == Exit.FAILED
    assert "項目「taste」がありません" in said.err
    said = gisapp("snapshot", kaga, "--out", tmp_path / "none" / "a.png", *SMALL)
    assert said.code == Exit.FAILED
    assert "フォルダ" in said.err
    text = town.read_text("utf-8").replace("35215_shunan", "gone")
    town.write_text(text, "utf-8")
    said = gisapp("snapshot", town, "--out", tmp_path / "a.png")
    assert said.code == Exit.FAILED
    assert "開けるレイヤがありません" in said.err


def test_no_renderer_has_an_exit_code_of_its_own(
    gisapp: Callable[..., Said], kaga: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gisapp.scene import renderer
    from layers.errors import RenderFailed

    def fails(*_: object, **__: object) -> None:
        raise RenderFailed("この PC では 3D を描けません。")

    monkeypatch.setattr(renderer, "opened", fails)
    said = gisapp("snapshot", kaga, "--out", tmp_path / "a.png")
    assert (said.code, said.out) == (Exit.NO_PICTURE, "")
    assert "描けません" in said.err
