"""Points of a scan: as large as the gaps between them, and with dark rims where one stands before another."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gisapp.scene.bake import bake
from gisapp.scene.dressed import Dressed
from gisapp.scene.eyedome import EyeDome
from gisapp.scene.look import Base, look
from gisapp.scene.plainstage import PlainStage
from gisapp.scene.pointsize import MOST, lens_of, size_of
from gisapp.scene.theme import LIGHT
from layers.drawables import NO_FEATURE, Points
from layers.feedback import Feedback
from layers.project import Camera

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gisapp.scene.plainstage import PlainPiece

SIZE = (200, 150)
EYE = Camera((0.0, -100.0, 0.0), (0.0, 0.0, 0.0))


@pytest.fixture
def dome() -> Iterator[EyeDome]:
    made = EyeDome(lambda: None)
    yield made
    made.close()


def wall(*, deep: bool = True, finest: bool = True, step: float = 1.0) -> Points:
    """Return a wall across the view, with a smaller one before its middle."""
    along, up = (one.ravel() for one in np.meshgrid(np.arange(-30, 30, step), np.arange(-20, 20, step)))
    back = np.column_stack([along, np.zeros(len(along)), up])
    front = back[(np.abs(along) < 8) & (np.abs(up) < 8)] - (0.0, 30.0, 0.0)
    points = np.vstack([back, front]).astype(np.float32)
    grey = np.full((len(points), 3), 200, np.uint8)
    nobody = np.full(len(points), NO_FEATURE, np.uint32)
    return Points(np.zeros(3), points, nobody, 2.5, grey, step, finest, deep)


def stand(stage: PlainStage, points: Points) -> PlainPiece:
    (baked,) = bake([points], Feedback())
    plain = look(Base(None, (9, 9, 9), None, plain=True), None, (0, 0, 0), (0, 0, 0))
    piece = stage.piece(baked, plain)  # type: ignore[arg-type]
    stage.add(piece, lit=False)
    stage.aim(EYE, (0.0, 0.0, 0.0), (1.0, 500.0), None)
    return piece


def test_points_are_as_large_as_the_gaps_between_them() -> None:
    stage = PlainStage(SIZE, LIGHT)
    piece = stand(stage, wall())
    lens = lens_of(SIZE, 1.0, 30.0)
    baked = piece.baked
    near = np.array([0.0, -50.0, 0.0])
    # Its box reaches 30 m towards the eye, so the middle of it is 35 m away.
    spacing = baked.spacing  # type: ignore[union-attr]
    assert size_of(piece, baked, near, lens) == pytest.approx(spacing * lens.reach / 35, rel=0.03)  # type: ignore[arg-type]
    assert size_of(piece, baked, np.array([0.0, -9_000.0, 0.0]), lens) == 2.5  # type: ignore[arg-type]
    assert size_of(piece, baked, np.array([0.0, -20.0, 0.0]), lens) == MOST  # type: ignore[arg-type]
    (coarse,) = bake([wall(finest=False)], Feedback())
    piece.apart = 0.1  # finer points lie between these
    assert size_of(piece, coarse, near, lens) < 3.0  # type: ignore[arg-type]


def test_without_gaps_nothing_is_seen_through_a_wall() -> None:
    stage = PlainStage(SIZE, LIGHT)
    stand(stage, wall())
    stage.draw(SIZE)
    middle = stage.depths()[20:-20, 20:-20]
    assert np.isfinite(middle).all()


def test_rims_are_dark_where_one_stands_before_another(dome: EyeDome) -> None:
    stage = PlainStage(SIZE, LIGHT)
    stand(stage, wall())
    before = stage.draw(SIZE).copy()
    after = dome.over(stage, before.copy(), 1.0, math.inf)
    darker = np.any(after[..., :3] < before[..., :3], axis=2)
    depths = stage.depths()
    assert darker.any()
    assert not darker[depths < 75].any()  # the wall before is not darkened by the one behind
    assert not dome.refused
    assert (after[~np.isfinite(depths)] == before[~np.isfinite(depths)]).all()


def test_what_takes_too_long_is_left_out_and_said(dome: EyeDome) -> None:
    stage = PlainStage(SIZE, LIGHT)
    stand(stage, wall())
    picture = stage.draw(SIZE)
    dome.over(stage, picture.copy(), 1.0, math.inf)
    same = dome.over(stage, picture.copy(), 1.0, 0.0)
    assert dome.refused
    assert (same == picture).all()


def test_pictures_without_a_scan_are_left_alone(dome: EyeDome) -> None:
    stage = PlainStage(SIZE, LIGHT)
    stand(stage, wall(deep=False))
    picture = stage.draw(SIZE)
    assert dome.over(stage, picture, 1.0, math.inf) is picture
    assert not dome.took_up()
    assert issubclass(type(stage._pieces[0]), Dressed)
