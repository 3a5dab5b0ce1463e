"""Lots are drawn corner by corner, on the corners of parcels where those are near."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from gisapp.session import Session
from gisapp.tools.base import Button, Drawn, KeyEvent, PointerEvent
from gisapp.tools.lot import CutLot, DrawLot
from tests.gisapp.desks.planning.test_study import block
from tests.gisapp.tools.views import FlatView

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.tools.lot import DrawLot as Tool


def click(tool: Tool, session: Session, view: FlatView, east: float, north: float) -> None:
    """Click on a place on the plain."""
    x, y = view.at(np.array([east, north, 0.0]))
    event = PointerEvent(x, y, Button.LEFT)
    tool.press(event, session)
    tool.release(event, session)


@pytest.fixture
def view() -> FlatView:
    return FlatView()


def test_corners_make_a_lot(view: FlatView) -> None:
    session, tool = Session(), DrawLot(view)
    session.use_tool("lot-draw")
    for east, north in ((0, 0), (40, 0), (40, 30), (90, 90)):
        click(tool, session, view, east, north)
    tool.key(KeyEvent("Backspace"), session)
    x, y = view.at(np.array([0.0, 30.0, 0.0]))
    tool.move(PointerEvent(x, y), session)
    assert len(tool.ring) == 4  # three corners, and the one that follows the pointer
    tool.key(KeyEvent("Return"), session)
    (news,) = view.told
    assert isinstance(news, Drawn)
    assert news.tool == "lot-draw"
    assert news.points == pytest.approx(np.array([(0, 0), (40, 0), (40, 30)], float), abs=1e-6)
    assert session.tool == "select"
    assert tool.ring == []


def test_a_click_on_the_first_corner_ends_and_escape_forgets(view: FlatView) -> None:
    session, tool = Session(), DrawLot(view)
    for east, north in ((0, 0), (40, 0), (40, 30), (0, 0)):
        click(tool, session, view, east, north)
    assert len(view.told) == 1
    session.use_tool("lot-draw")
    click(tool, session, view, 10, 10)
    tool.key(KeyEvent("Esc"), session)
    assert tool.corners == []
    assert session.tool == "lot-draw"
    tool.key(KeyEvent("Esc"), session)
    assert session.tool == "select"
    assert len(view.told) == 1


def test_corners_jump_to_those_of_parcels(view: FlatView, tmp_path: Path) -> None:
    view.project = block(tmp_path)
    session, tool = Session(view.project), CutLot(view)
    click(tool, session, view, 11.6, 0.3)
    click(tool, session, view, 100.0, 100.0)
    tool.key(KeyEvent("Enter"), session)
    (news,) = view.told
    assert isinstance(news, Drawn)
    assert news.points[0].tolist() == [12.0, 0.0]
    assert news.points[1] == pytest.approx([100.0, 100.0])
