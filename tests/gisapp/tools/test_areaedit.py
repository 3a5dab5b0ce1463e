"""The tools of the areas desk show what would be, and tell what was meant."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely

from gisapp.desks.areas import draft as drafts
from gisapp.scene import camera as cameras
from gisapp.session import Session
from gisapp.tools.areaedit import DrawAreaLine, DrawAreaOutline, EditCorners, ground_at
from gisapp.tools.base import Button, Drawn, KeyEvent, PointerEvent
from tests.gisapp.desks.areas.test_draft import SHAPES, corner, ledger
from tests.gisapp.tools.views import FlatView

MIDDLE = (300.0, 300.0, 0.0)
FAR = np.array([90.0, 300.0])


@pytest.fixture(params=[1.5, 0.7], ids=["from above", "at a slant"])
def view(request: pytest.FixtureRequest) -> FlatView:
    return FlatView(cameras.aimed(MIDDLE, 0.2, request.param, 500.0), ledger())


@pytest.fixture
def session(view: FlatView) -> Session:
    made = Session(view.project)
    drafts.share(made, drafts.begun(view.project))
    return made


def event(view: FlatView, place: np.ndarray, button: Button = Button.LEFT, **more: object) -> PointerEvent:
    """Return an event at a place (2,) where boundaries are drawn."""
    x, y = view.at(np.append(place, 0.6))
    return PointerEvent(x, y, button, **more)  # type: ignore[arg-type]


def test_a_corner_is_dragged_with_both_areas_and_told(view: FlatView, session: Session) -> None:
    tool, draft = EditCorners(view), drafts.of(session)
    assert draft is not None
    place = corner(draft)
    tool.move(event(view, place, Button.NONE), session)
    assert {mark.look for mark in tool.marks} == {"corners", "target"}
    assert tool.press(event(view, place), session)
    tool.move(event(view, place + 0.2), session)  # a hand that trembles
    assert tool._target is None
    tool.move(event(view, place + 4.0), session)
    assert [mark.look for mark in tool.marks] == ["area", "area", "target"]
    tool.release(event(view, place + 4.0), session)
    (news,) = view.told
    assert isinstance(news, Drawn)
    assert news.tool == "areas-corners:move"
    assert news.places[0].tolist() == place.tolist()
    assert news.places[1] == pytest.approx(place + 4.0, abs=1.0)
    assert tool.marks == []


def test_what_cannot_be_is_said_beside_the_pointer_and_not_told(view: FlatView, session: Session) -> None:
    tool, draft = EditCorners(view), drafts.of(session)
    assert draft is not None
    place = corner(draft)
    tool.press(event(view, place), session)
    tool.move(event(view, place + FAR), session)
    assert tool.note is not None
    assert "境界" in str(tool.note[2])
    assert all(mark.alert for mark in tool.marks)
    tool.release(event(view, place + FAR), session)
    assert view.told == []
    assert tool.key(KeyEvent("Esc"), session)


def test_keys_and_double_clicks_insert_delete_take_back_and_end(view: FlatView, session: Session) -> None:
    tool, draft = EditCorners(view), drafts.of(session)
    assert draft is not None
    place = corner(draft)
    line = shapely.get_coordinates(SHAPES[4].exterior)
    after = line[(line == place).all(axis=1).argmax() + 1]
    tool.press(event(view, (place + after) / 2, clicks=2), session)
    tool.move(event(view, place, Button.NONE), session)
    tool.key(KeyEvent("Del"), session)
    tool.key(KeyEvent("Backspace"), session)
    tool.key(KeyEvent("Return"), session)
    told = [one for one in view.told if isinstance(one, Drawn)]
    assert [one.tool.split(":")[1] for one in told] == ["insert", "delete", "back", "done"]
    assert told[0].places[0] == pytest.approx((place + after) / 2, abs=1e-6)
    session.use_tool("areas-corners")
    tool.key(KeyEvent("Esc"), session)
    assert session.tool == "select"


def test_a_line_jumps_to_corners_of_areas(view: FlatView, session: Session) -> None:
    draft = drafts.of(session)
    assert draft is not None
    drafts.share(session, replace(draft, kinds=frozenset({"areas"})))
    tool, place = DrawAreaLine(view), corner(draft)
    for where in (place + 0.8, place + 60.0):
        tool.move(event(view, where, Button.NONE), session)
        tool.press(event(view, where), session)
        tool.release(event(view, where), session)
    assert [mark.look for mark in tool.marks] == ["line", "corners", "target"]
    tool.key(KeyEvent("Return"), session)
    (news,) = view.told
    assert isinstance(news, Drawn)
    assert news.tool == "areas-line"
    assert news.points[0].tolist() == place.tolist()


def test_an_outline_ends_with_a_double_click(view: FlatView, session: Session) -> None:
    tool = DrawAreaOutline(view)
    for where in ((0, 0), (50, 0), (50, 60)):
        for step in (tool.press, tool.release):
            step(event(view, np.array(where, float)), session)
    tool.press(event(view, np.array((50.0, 60.0)), clicks=2), session)
    (news,) = view.told
    assert isinstance(news, Drawn)
    assert news.points == pytest.approx(np.array([(0, 0), (50, 0), (50, 60)], float), abs=0.01)


def test_the_ground_behind_a_roof_is_meant(view: FlatView) -> None:
    x, y = view.at(np.array([310.0, 300.0, 0.6]))
    found = ground_at(view, x, y)
    assert found is not None
    assert found == pytest.approx([310.0, 300.0, 0.6], abs=0.01)
