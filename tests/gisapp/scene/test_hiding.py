"""Words behind a house or hill do not stand on it, with a graphics card and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from gisapp.scene import camera as cameras
from gisapp.scene import stages
from gisapp.scene.bake import BakedLabels
from gisapp.scene.hiding import uncovered
from gisapp.scene.renderer import Renderer
from gisapp.scene.theme import LIGHT
from layers.project import Camera
from tests.gisapp.scene.worlds import city, project

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = (320, 240)


@pytest.fixture(params=["card", "plain"])
def drawn(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Renderer]:
    """Return a renderer that has drawn one house, seen from the south."""
    if request.param == "plain":
        monkeypatch.setenv(stages.NO_OPENGL, "1")
    made = Renderer(SIZE, LIGHT)
    shown = project(city(1))
    extent = shown.extent()
    assert extent is not None
    middle = np.array([(extent[0] + extent[3]) / 2, (extent[1] + extent[4]) / 2, extent[2]])
    made.sync(shown)
    made.snapshot(cameras.aimed(middle, 0.0, np.radians(20.0), 120.0), SIZE)
    yield made
    made.close()


def test_a_word_behind_a_house_is_left_out_while_the_picture_stands_still(drawn: Renderer) -> None:
    extent = drawn.extent
    assert extent is not None
    east = (extent[0] + extent[3]) / 2
    points = np.array([[east, extent[1] - 5, extent[2]], [east, extent[4] + 4, extent[2]]])
    words = BakedLabels(np.zeros(3), points, ("前", "後ろ"), np.arange(2, dtype=np.uint32))
    (left,) = drawn._uncovered([words])
    assert left.texts == ("前",)
    assert left.features.tolist() == [0]
    assert drawn._uncovered([words])[0] is left  # it is asked once for a picture


def test_all_depths_are_those_of_the_single_pixels(drawn: Renderer) -> None:
    depths = drawn._stage.depths()
    assert depths.shape == (SIZE[1], SIZE[0])
    for column, row in ((160, 120), (160, 90), (20, 5), (300, 200)):
        one = drawn._stage.depth((column + 0.5) / SIZE[0], (row + 0.5) / SIZE[1])
        assert depths[row, column] == pytest.approx(np.inf if one is None else one, rel=1e-3)
    assert np.isfinite(depths).any()
    assert not np.isfinite(depths).all()


def test_what_is_behind_the_eye_or_outside_hides_nothing_and_slopes_are_no_cover() -> None:
    camera = Camera((0.0, -100.0, 0.0), (0.0, 0.0, 0.0))
    depths = np.full((24, 32), 100.0, dtype=np.float32)
    depths[12:, :] = 40.0  # near ground below the middle of the picture
    points = np.array([[0, 0, 0], [0, -200, 0], [900, 0, 0], [0, 0, -10], [0, 50, 5]], dtype=float)
    assert uncovered(points, camera, SIZE, depths).tolist() == [True, True, True, False, False]
