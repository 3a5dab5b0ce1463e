"""Heights drawn larger than they are: one number, and everything that tells of heights stays true."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gisapp import heightactions
from gisapp.scene import camera as cameras
from gisapp.scene.origin import Frame
from gisapp.session import Session
from layers import projectdocument
from layers.drawables import Points
from layers.errors import Damaged
from layers.heights import heights_of
from layers.project import EXAGGERATIONS, Project
from tests.gisapp.scene.pictures import SIZE, settle
from tests.layers import terrains

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.scene.renderer import Renderer

MIDDLE = np.array([terrains.WEST + 260.0, terrains.SOUTH + 220.0])


@pytest.fixture
def ground(tmp_path: Path) -> Project:
    heights = terrains.hills(200, 200)
    heights[np.isnan(heights)] = 100.0
    layer = terrains.layer(terrains.written(tmp_path / "hills", heights))
    return replace(Project().with_layer(layer), exaggeration=3.0)


def look_at_the_hills(renderer: Renderer, project: Project, tilt: float = 0.6) -> None:
    frame = Frame.of(project)
    extent = project.extent()
    assert extent is not None
    focal = frame.drawn([MIDDLE[0], MIDDLE[1], 100.0])
    renderer.sync(project)
    renderer.look_from(cameras.aimed(focal, 0.4, tilt, 700.0), SIZE)
    settle(renderer)


def test_what_is_pointed_at_has_its_true_place_and_height(renderer: Renderer, ground: Project) -> None:
    look_at_the_hills(renderer, ground)
    heights = heights_of(ground)
    pixels = [(80.5, 150.5), (160.5, 120.5), (240.5, 200.5), (200.5, 160.5)]
    for x, y in pixels:
        place = renderer.surface(x, y)
        assert place is not None
        true = float(heights.height_at(place[:1], place[1:2])[0])
        assert place[2] == pytest.approx(true, abs=1.0)  # the drawn level of detail may be off by pixels
        hit = renderer.pick(x, y)
        assert hit is not None
        assert hit.point == pytest.approx(place, abs=4.0)
        assert hit.point[2] == pytest.approx(
            float(heights.height_at(np.array(hit.point[:1]), np.array(hit.point[1:2]))[0]), abs=0.3
        )
        there = renderer.pixels(place[None])[0]
        assert there[:2] == pytest.approx([x, y], abs=0.1)


def test_hills_are_drawn_taller_and_what_tools_draw_stands_on_them(
    renderer: Renderer, ground: Project
) -> None:
    reach = []
    for times in (1.0, 3.0):
        look_at_the_hills(renderer, replace(ground, exaggeration=times), tilt=0.02)
        # Seen along the ground the hills fill more of the sky.
        sky = renderer.draw()[:, :, :3].astype(int)
        reach.append(int((np.abs(sky - sky[0, 0]).sum(axis=2) > 60).any(axis=1).sum()))
    assert reach[1] > reach[0] + 20
    look_at_the_hills(renderer, ground)
    place = renderer.surface(160.5, 120.5)
    assert place is not None
    plain = renderer.draw()
    renderer.show([Points(place, np.zeros((1, 3), np.float32), np.zeros(1, np.uint32), size=15.0)])
    changed = np.argwhere(np.abs(renderer.draw().astype(int) - plain).sum(axis=2) > 60)
    assert changed.mean(axis=0) == pytest.approx([120, 160], abs=3)


def test_the_view_keeps_the_place_in_its_middle(ground: Project) -> None:
    flat, tall = Frame.of(replace(ground, exaggeration=1.0)), Frame.of(ground)
    camera = cameras.aimed((*MIDDLE, 120.0), 0.4, 0.6, 700.0)
    moved = flat.carried(camera, tall)
    assert tall.true(moved.focal) == pytest.approx([*MIDDLE, 120.0])
    assert cameras.distance(moved) == pytest.approx(700.0)
    assert tall.carried(moved, flat) == camera


def test_steps_are_undone_saved_and_checked(ground: Project, tmp_path: Path) -> None:
    session = Session(replace(ground, exaggeration=1.0))
    told: list[frozenset[str]] = []
    session.subscribe(lambda change: told.append(change.what))
    for times in EXAGGERATIONS[1:]:
        heightactions.exaggerate(session, heightactions.taller(session.project.exaggeration))
        assert session.project.exaggeration == times
    assert all("exaggeration" in what for what in told)
    assert heightactions.taller(EXAGGERATIONS[-1]) == EXAGGERATIONS[-1]
    assert heightactions.flatter(3.0) == 2.0
    assert heightactions.flatter(1.0) == 1.0
    document = projectdocument.to_document(session.project, tmp_path)
    assert document["exaggeration"] == EXAGGERATIONS[-1]
    found, _ = projectdocument.from_document(document, tmp_path)
    assert found.exaggeration == EXAGGERATIONS[-1]
    session.undo()
    assert session.project.exaggeration == EXAGGERATIONS[-2]
    for wrong in (0.0, 0.5, 6.0, float("inf"), "3"):
        with pytest.raises(Damaged):
            projectdocument.from_document({**document, "exaggeration": wrong}, tmp_path)
    del document["exaggeration"]
    assert projectdocument.from_document(document, tmp_path)[0].exaggeration == 1.0
