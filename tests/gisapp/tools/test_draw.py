"""Choosing by what is drawn: a free line, a polygon, a circle."""

from __future__ import annotations

import numpy as np
import pytest

from gisapp.session import Selection, Session
from gisapp.tools.base import Button, KeyEvent, PointerEvent, make
from gisapp.tools.draw import in_ring
from layers.project import Project
from tests.gisapp.tools.views import FlatView

SQUARE = [(10.0, 10.0), (90.0, 10.0), (90.0, 90.0), (10.0, 90.0)]


def test_what_lies_in_a_ring() -> None:
    places = np.array([[50.0, 50.0], [5.0, 50.0], [95.0, 95.0], [11.0, 89.0], [np.nan, 3.0]])
    assert in_ring(places, SQUARE).tolist() == [True, False, False, True, False]
    star = [(50.0, 0.0), (80.0, 100.0), (0.0, 35.0), (100.0, 35.0), (20.0, 100.0)]
    assert in_ring(np.array([[50.0, 20.0], [2.0, 2.0]]), star).tolist() == [True, False]


@pytest.fixture
def view() -> FlatView:
    return FlatView()


def drag(
    tool_id: str, view: FlatView, session: Session, points: list[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Press at the first point, move along, let go at the last; return what was painted on the way."""
    tool = make(tool_id, view)
    tool.press(PointerEvent(*points[0], Button.LEFT), session)
    for point in points[1:]:
        tool.move(PointerEvent(*point, Button.LEFT), session)
    painted = list(tool.ring)
    tool.release(PointerEvent(*points[-1], Button.LEFT), session)
    assert tool.ring == []
    return painted


@pytest.mark.parametrize("tool", ["select-lasso", "select-circle"])
def test_drawing_paints_and_lets_go(tool: str, view: FlatView) -> None:
    session = Session(Project())
    session.select(Selection())
    painted = drag(tool, view, session, SQUARE)
    assert len(painted) >= 4


def test_a_polygon_takes_corners_and_esc_forgets_them(view: FlatView) -> None:
    session = Session(Project())
    tool = make("select-polygon", view)
    session.use_tool("select-polygon")
    for point in SQUARE[:3]:
        tool.press(PointerEvent(*point, Button.LEFT), session)
        tool.release(PointerEvent(*point, Button.LEFT), session)
    assert len(tool.ring) == 4
    assert tool.key(KeyEvent("Esc"), session)
    assert tool.ring == []
    assert tool.key(KeyEvent("Esc"), session)
    assert session.tool == "select"
