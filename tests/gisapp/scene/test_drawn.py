"""Lines, points, images and texts on the picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gisapp.scene import camera as cameras
from gisapp.scene.stage import Stage
from gisapp.scene.theme import LIGHT
from layers.drawables import Image, Labels, Lines, Points
from tests.gisapp.scene.pictures import GREEN, RED, SIZE, halves, near, settle
from tests.gisapp.scene.worlds import PLACE, anything, part, plate_layer, project

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.scene.renderer import Renderer
    from layers.drawables import Drawable

CENTRE = PLACE + np.array([50.0, 50.0, 0.0])


def seen_from_above(renderer: Renderer, *drawables: Drawable) -> NDArray[np.uint8]:
    """Draw things around the middle of the picture, one pixel half a metre."""
    renderer.sync(project(anything(*drawables)))
    renderer.look_from(
        cameras.aimed(CENTRE, 0.0, cameras.STEEPEST, 240 * 0.5 / 2 / np.tan(np.radians(15))), SIZE
    )
    return settle(renderer)


def test_lines_have_their_colour_and_width(renderer: Renderer) -> None:
    points = np.array([(-40, 10, 0), (40, 10, 0), (-40, -10, 0), (40, -10, 0)], dtype=np.float32)
    two = np.array([0, 2, 4])
    features = np.array([0, 1], dtype=np.uint32)
    picture = seen_from_above(renderer, Lines(CENTRE, points, two, features, 6.0))
    assert near(picture[:, 160], RED).sum() == pytest.approx(12, abs=2)
    assert near(picture[100, :], RED).sum() == pytest.approx(160, abs=4)
    picture = seen_from_above(renderer, Lines(CENTRE, points, two, features, 2.0, GREEN))
    assert near(picture[:, 160], GREEN).sum() == pytest.approx(4, abs=1)


def test_points_have_their_own_colours_or_that_of_the_style(renderer: Renderer) -> None:
    points = np.array([(-20, 0, 0), (20, 0, 0)], dtype=np.float32)
    features = np.array([0, 1], dtype=np.uint32)
    own = np.array([GREEN, (10, 20, 250)], dtype=np.uint8)
    picture = seen_from_above(renderer, Points(CENTRE, points, features, 9.0, own))
    assert near(picture[120, 120], GREEN)
    assert near(picture[120, 200], (10, 20, 250))
    picture = seen_from_above(renderer, Points(CENTRE, points, features, 9.0))
    assert near(picture, RED).sum() == pytest.approx(162, rel=0.3)


def test_image_lies_with_its_first_row_in_the_north(renderer: Renderer) -> None:
    pixels = np.zeros((2, 2, 3), dtype=np.uint8)
    pixels[0, 0], pixels[0, 1], pixels[1, 0], pixels[1, 1] = RED, GREEN, (10, 20, 250), (250, 250, 10)
    corner = CENTRE - np.array([30.0, 20.0, 0.0])
    picture = seen_from_above(renderer, Image(corner, (60.0, 40.0), pixels))
    assert near(picture[85, 105], RED, 20)
    assert near(picture[85, 215], GREEN, 20)
    assert near(picture[155, 105], (10, 20, 250), 20)
    assert near(picture[155, 215], (250, 250, 10), 20)
    assert near(picture[120, 60], LIGHT.ground, 6)


def test_flat_things_win_over_what_they_lie_on(renderer: Renderer) -> None:
    plate = plate_layer(halves())._plate("all")
    line = Lines(
        CENTRE,
        np.array([(-40, 0, 0), (40, 0, 0)], np.float32),
        np.array([0, 2]),
        np.zeros(1, np.uint32),
        4.0,
        GREEN,
    )
    picture = seen_from_above(renderer, plate, line)
    assert near(picture[120, 90:230], GREEN).all()
    assert near(picture[110, 90:230], RED).all()


def test_texts_of_visible_parts_are_handed_out(renderer: Renderer) -> None:
    labels = Labels(CENTRE, np.zeros((1, 3)), ("市役所",), np.zeros(1, dtype=np.uint32))
    seen_from_above(renderer, labels)
    assert [one.texts for one in renderer.labels()] == [("市役所",)]
    shown = project(replace(anything(labels), visible=False))
    renderer.sync(shown)
    assert renderer.labels() == []


def test_a_smaller_picture_shows_the_same_and_leaves_the_window_alone(renderer: Renderer) -> None:
    points = np.array([(-40, 10, 0), (40, 10, 0), (40, -30, 0)], dtype=np.float32)
    feature = np.array([0], dtype=np.uint32)
    seen_from_above(renderer, Lines(CENTRE, points, np.array([0, 3]), feature, 8.0))
    half, full = renderer.draw(0.5), renderer.draw(1.0)
    assert half.shape == (SIZE[1] // 2, SIZE[0] // 2, 4)
    assert isinstance(renderer._stage, Stage)
    assert tuple(renderer._stage._window.GetSize()) == SIZE
    for _ in range(2):  # the picture after a full one holds nothing of it
        assert np.array_equal(renderer.draw(0.5), half)
        assert np.array_equal(renderer.draw(1.0), full)
    small = full.reshape(SIZE[1] // 2, 2, SIZE[0] // 2, 2, 4).mean(axis=(1, 3))
    assert np.abs(small - half)[..., :3].mean() < 3.0
    assert renderer.surface(SIZE[0] / 2, SIZE[1] / 2) is not None


def test_a_desk_paints_over_the_style_and_lets_go_again(renderer: Renderer) -> None:
    points = np.array([(-20, 0, 0), (20, 0, 0)], dtype=np.float32)
    features = np.array([0, 1], dtype=np.uint32)
    first = seen_from_above(renderer, Points(CENTRE, points, features, 9.0))
    assert near(first[120, 120], RED)
    paint = np.array([GREEN, (10, 20, 250)], dtype=np.uint8)
    (name,) = renderer._crews
    renderer.paint({name: paint})
    painted = settle(renderer)
    assert near(painted[120, 120], GREEN)
    assert near(painted[120, 200], (10, 20, 250))
    renderer.paint({})
    assert near(settle(renderer)[120, 120], RED)


def test_sky_and_ground_look_the_same_drawn_first_or_last(renderer: Renderer) -> None:
    renderer.sync(project(plate_layer(halves(), part("all"))))
    renderer.look_from(cameras.aimed(CENTRE, 0.3, 0.15, 150.0), SIZE)
    last = settle(renderer)
    stage = renderer._stage
    assert isinstance(stage, Stage)
    assert stage.depth(0.5, 0.02) is None
    assert stage.depth(0.5, 0.5) is not None
    assert near(last, RED, 60).any()
    for piece in stage._pieces:
        piece.sheer = True
    assert np.array_equal(renderer.draw(), last)
