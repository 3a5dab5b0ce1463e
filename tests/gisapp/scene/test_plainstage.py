"""The same pictures without OpenGL: close to those of the card, and everything works on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gisapp.scene import camera as cameras
from gisapp.scene import stage, stages
from gisapp.scene.bake import BakedImage, BakedLines, BakedPoints
from gisapp.scene.origin import Frame
from gisapp.scene.plainstage import PlainStage
from gisapp.scene.renderer import Renderer
from gisapp.scene.stage import Stage
from gisapp.scene.theme import DARK, LIGHT
from layers.errors import RenderFailed
from layers.filters import Condition, Operator
from styles.style import Fixed
from tests.gisapp.scene.worlds import city, project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from layers.project import Project

SIZE = (320, 240)


def refused() -> None:
    raise RenderFailed("この PC では 3D の絵を描けませんでした。", "表は使えます。", detail="no driver")


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[Renderer]:
    """Return a renderer on a PC where no OpenGL window can be made."""
    monkeypatch.setattr(stage, "_window", refused)
    made = Renderer(SIZE, LIGHT)
    yield made
    made.close()


def seen(renderer: Renderer, shown: Project, turn: float = 0.5) -> NDArray[np.uint8]:
    renderer.sync(shown)
    extent = shown.extent()
    assert extent is not None
    home = cameras.home(extent, SIZE)
    return renderer.snapshot(cameras.orbited(home, home.focal, turn, 0.0), SIZE)


def test_without_opengl_it_draws_all_the_same(
    plain: Renderer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert plain.simple
    assert isinstance(plain._stage, PlainStage)
    assert "no driver" in "".join(record.getMessage() for record in caplog.get_records("setup"))
    monkeypatch.undo()
    card = Renderer(SIZE, LIGHT)
    assert not card.simple
    shown = project(replace(city(400), style=Fixed((210, 60, 40))))
    for turn in (0.0, 0.5, 2.0):
        one, other = seen(plain, shown, turn).astype(int), seen(card, shown, turn).astype(int)
        assert one.std() > 10
        # Edges differ by a pixel, for the one picture has smooth ones; surfaces do not.
        assert np.median(np.abs(one - other)) <= 2
        assert (np.abs(one - other).max(axis=2) > 40).mean() < 0.05
    card.close()


def test_what_lies_under_a_pixel_is_found_without_opengl(plain: Renderer) -> None:
    shown = project(city(400))
    plain.sync(shown)
    extent = shown.extent()
    assert extent is not None
    plain.look_from(cameras.home(extent, SIZE), SIZE)
    while True:
        plain.want(1_000_000)
        if not plain.busy:
            break
        plain.wait(0.2)
        plain.deliver(1_000_000)
    plain.draw()
    hits = 0
    for x, y in np.random.default_rng(1).uniform((40, 60), (280, 200), (60, 2)).tolist():
        hit, surface = plain.pick(x, y), plain.surface(x, y)
        if hit is not None and surface is not None:
            away = np.linalg.norm(surface - hit.point)
            hits += bool(away < 0.02 * hit.distance)
    assert hits > 10


def test_filters_selection_and_themes_show_without_opengl(plain: Renderer) -> None:
    layer = replace(city(400), style=Fixed((210, 60, 40)))
    whole = seen(plain, project(layer))
    red = (whole[..., 0].astype(int) - whole[..., 2] > 60).sum()
    few = replace(layer, filter=(Condition("storeys", Operator.AT_LEAST, 5),))
    filtered = seen(plain, project(few))
    assert 0 < (filtered[..., 0].astype(int) - filtered[..., 2] > 60).sum() < 0.9 * red
    plain.select(layer.id, np.arange(0, 400, 2, dtype=np.uint32))
    assert np.abs(seen(plain, project(layer)).astype(int) - whole).max() > 30
    plain.set_theme(DARK)
    assert seen(plain, project(layer)).mean() < whole.mean() - 30


def test_lines_points_and_pictures_fall_where_they_should() -> None:
    made = PlainStage(SIZE, LIGHT)
    look = cameras.aimed((0.0, 0.0, 0.0), 0.0, cameras.STEEPEST, 100.0)
    from gisapp.scene import look as looks

    now = looks.look(looks.Base(None, (10, 20, 200), None, plain=True), None, (0, 0, 0), (0, 0, 0))
    ends = np.array([(-10, 0, 0), (10, 0, 0)], dtype=np.float32)
    line = made.piece(BakedLines(np.zeros(3), ends, np.array([0, 2]), np.zeros(2, np.uint32), 2.0), now)
    dot = np.array([(0, 15, 0), (0, 0, 500)], dtype=np.float32)  # the second lies behind the eye
    points = made.piece(BakedPoints(np.zeros(3), dot, np.zeros(2, np.uint32), 5.0), now)
    pixels = np.zeros((4, 4, 4), dtype=np.uint8)
    pixels[:2] = (220, 30, 30, 255)  # only the northern half is there
    image = made.piece(BakedImage(np.array([-10.0, -25.0, 0.0]), (20.0, 20.0), pixels), now)
    for piece in (line, points, image):
        piece.stand(Frame())
        piece.fade(1.0)
        made.add(piece, lit=False)
    made.aim(look, (0.0, 0.0, 0.0), (1.0, 1000.0), -5.0)
    picture = made.draw(SIZE)[..., :3].astype(int)
    blue = picture[..., 2] - picture[..., 0] > 100
    red = picture[..., 0] - picture[..., 2] > 100
    scale = SIZE[1] / (2 * np.tan(np.radians(15.0)) * 100.0)
    assert blue[120, 155:166].all()
    assert blue.sum() == pytest.approx(20 * scale * 2 + 25, rel=0.15)
    assert red.sum() == pytest.approx(20 * scale * 10 * scale, rel=0.1)
    rows = np.flatnonzero(red.any(axis=1))
    assert (rows.min() - 120) / scale == pytest.approx(5.0, abs=0.4)
    made.remove(line)
    assert not (made.draw(SIZE)[120, 155:166, 2].astype(int) > 190).any()
    made.close()


def test_things_behind_and_beside_the_eye_do_no_harm(plain: Renderer) -> None:
    shown = project(city(400))
    plain.sync(shown)
    extent = shown.extent()
    assert extent is not None
    middle = ((extent[0] + extent[3]) / 2, (extent[1] + extent[4]) / 2, extent[2] + 3.0)
    for bearing in np.linspace(0, 6, 9).tolist():
        picture = plain.snapshot(cameras.aimed(middle, bearing, 0.02, 4.0, 60.0), SIZE)
        assert picture.shape == (240, 320, 3)


def test_the_variable_keeps_opengl_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(stages.NO_OPENGL, "1")
    assert isinstance(stages.opened(SIZE, LIGHT), PlainStage)
    monkeypatch.delenv(stages.NO_OPENGL)
    card = stages.opened(SIZE, LIGHT)
    assert isinstance(card, Stage)
    card.close()
