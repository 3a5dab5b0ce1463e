"""Two states of a place side by side: each on its side of a divider that hand and keys move."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt
from PySide6.QtTest import QTest

from gisapp.scene.canvas import Canvas
from gisapp.scene.comparison import Comparison
from gisapp.scene.swipe import EDGE, LEAP, STEP
from gisapp.session import Selection, Session
from tests.gisapp.scene.test_canvas import rest
from tests.gisapp.scene.worlds import city, project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

COUNT = 400
RED, BLUE = np.tile(np.array([[[230, 20, 20]], [[20, 20, 230]]], np.uint8), (1, COUNT, 1))


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[Canvas]:
    made = Canvas(Session(project(city(COUNT))))
    made.resize(480, 320)
    made.set_reduced_motion(True)
    made.show()
    made.paint({"boxes": RED})
    rest(qtbot, made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete.value)


def coloured(image: QImage) -> tuple[list[int], list[int]]:
    """Return the columns in which there is something red, and something blue."""
    every = [(x, image.pixelColor(x, y)) for x in range(image.width()) for y in range(0, image.height(), 2)]
    red = {x for x, one in every if one.red() > 2 * one.blue() + 40}
    blue = {x for x, one in every if one.blue() > 2 * one.red() + 40}
    return sorted(red), sorted(blue)


def test_each_state_stays_on_its_side(canvas: Canvas, qtbot: QtBot) -> None:
    red, _ = coloured(canvas.grab().toImage())
    assert red
    assert max(red) > 260  # on both sides of the middle
    canvas.compare(Comparison("まえ", "あと", (), {"boxes": BLUE}))
    rest(qtbot, canvas)
    canvas.divider.hide()  # its grip is blue
    for share in (0.5, 0.4):
        canvas.divide(share)
        red, _ = coloured(canvas.grab().toImage())
        picture = canvas.snapshot(QSize(240, 160), decorated=False)
        left, right = coloured(picture)
        line = round(share * 480)
        assert red
        assert max(red) < line
        assert left
        assert right
        assert max(left) < round(share * 240) <= min(right)
    rest(qtbot, canvas)
    canvas.session.select(Selection("boxes", np.array([3], np.uint32)))
    canvas.resize(400, 300)
    rest(qtbot, canvas)
    assert canvas.divider.geometry().center().x() == pytest.approx(160, abs=1)
    canvas.session.select(Selection("boxes", np.empty(0, np.uint32)))
    canvas.compare(None)
    rest(qtbot, canvas)
    assert not canvas.divider.isVisible()
    assert not coloured(canvas.snapshot(QSize(240, 160), decorated=False))[1]
    assert canvas._frames is not None
    assert canvas._frames.beside is None


def test_hand_and_keys_move_the_divider(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.compare(Comparison("まえ", "あと", (), {}))
    rest(qtbot, canvas)
    drawn = canvas._frames.renderer.renders if canvas._frames else 0
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    grip = canvas.divider.rect().center()
    QTest.mousePress(canvas.divider, left, none, grip)
    QTest.mouseMove(canvas.divider, grip + QPoint(48, 0))
    QTest.mouseRelease(canvas.divider, left, none, canvas.divider.rect().center())
    assert canvas.divided == pytest.approx(0.6, abs=0.02)
    canvas.divide(0.5)
    QTest.keyClick(canvas.divider, Qt.Key.Key_Left)
    assert canvas.divided == pytest.approx(0.5 - STEP)
    QTest.keyClick(canvas.divider, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.divided == pytest.approx(0.5 - STEP + LEAP)
    for key, share in ((Qt.Key.Key_Home, EDGE), (Qt.Key.Key_End, 1 - EDGE)):
        QTest.keyClick(canvas.divider, key)
        assert canvas.divided == share
    assert canvas._frames is not None
    assert canvas._frames.renderer.renders == drawn  # dragging draws nothing anew
