"""Choosing features."""

from __future__ import annotations

import pytest

from gisapp.session import Selection, Session
from gisapp.tools.base import TOOLS, Button, KeyEvent, PointerEvent, Tool, make
from gisapp.tools.select import Select
from layers.project import Project
from tests.fakes import box_city
from tests.gisapp.tools.views import START, FlatView

LEFT = Button.LEFT


@pytest.fixture
def session() -> Session:
    return Session(Project().with_layer(box_city(9, "lower")).with_layer(box_city(9, "upper")))


@pytest.fixture
def view() -> FlatView:
    return FlatView(
        hits={
            (10.0, 10.0): ("upper", 3),
            (20.0, 20.0): ("upper", 5),
            (30.0, 30.0): ("lower", 1),
            (800, 450): ("upper", 8),
        }
    )


def click(tool: Select, session: Session, x: float, *, shift: bool = False) -> None:
    tool.press(PointerEvent(x, x, LEFT, shift=shift), session)
    tool.release(PointerEvent(x, x, LEFT, shift=shift), session)


def chosen(session: Session) -> tuple[str, list[int]]:
    return session.selection.layer_id, session.selection.features.tolist()


def test_click_chooses_and_a_click_on_nothing_lets_go(view: FlatView, session: Session) -> None:
    tool = Select(view)
    click(tool, session, 10.0)
    assert chosen(session) == ("upper", [3])
    click(tool, session, 20.0)
    assert chosen(session) == ("upper", [5])
    click(tool, session, 99.0)
    assert chosen(session) == ("", [])


def test_shift_adds_and_takes_away_within_a_layer(view: FlatView, session: Session) -> None:
    tool = Select(view)
    click(tool, session, 20.0)
    click(tool, session, 10.0, shift=True)
    assert chosen(session) == ("upper", [3, 5])
    click(tool, session, 20.0, shift=True)
    assert chosen(session) == ("upper", [3])
    click(tool, session, 99.0, shift=True)
    assert chosen(session) == ("upper", [3])
    click(tool, session, 30.0, shift=True)
    assert chosen(session) == ("lower", [1])


def test_a_drag_moves_the_view_and_chooses_nothing(view: FlatView, session: Session) -> None:
    tool = Select(view)
    tool.press(PointerEvent(10, 10, LEFT), session)
    tool.move(PointerEvent(60, 90, LEFT), session)
    assert tool.release(PointerEvent(60, 90, LEFT), session)
    assert view.camera != START
    assert chosen(session) == ("", [])


def rectangle(tool: Select) -> tuple[float, float, float, float] | None:
    return tool.rectangle


def pull(tool: Select, session: Session) -> None:
    tool.press(PointerEvent(500, 400, LEFT, shift=True), session)
    tool.move(PointerEvent(300, 450, LEFT, shift=True), session)
    assert rectangle(tool) == (300, 400, 500, 450)
    tool.move(PointerEvent(200, 600, LEFT, shift=True), session)
    tool.release(PointerEvent(200, 600, LEFT, shift=True), session)
    assert rectangle(tool) is None


def test_rectangle_takes_from_the_topmost_layer_that_has_any(view: FlatView, session: Session) -> None:
    view.enclosed = {"lower": [2, 7], "upper": []}
    pull(Select(view), session)
    assert chosen(session) == ("lower", [2, 7])
    assert set(view.asked) == {(200, 400, 500, 600)}
    assert view.camera is START
    assert view.refreshed >= 2


def test_rectangle_adds_to_what_was_chosen_in_its_layer(view: FlatView, session: Session) -> None:
    view.enclosed = {"upper": [1], "lower": [4, 6]}
    session.select(Selection.of("lower", [4, 8]))
    pull(Select(view), session)
    assert chosen(session) == ("lower", [4, 6, 8])


def test_empty_rectangle_leaves_the_selection(view: FlatView, session: Session) -> None:
    session.select(Selection.of("lower", [4]))
    pull(Select(view), session)
    assert chosen(session) == ("lower", [4])


def test_keys_choose_the_middle_and_let_go(view: FlatView, session: Session) -> None:
    tool = Select(view)
    assert tool.key(KeyEvent("Space"), session)
    assert chosen(session) == ("upper", [8])
    assert tool.key(KeyEvent("Esc"), session)
    assert chosen(session) == ("", [])
    assert tool.key(KeyEvent("Left"), session)
    assert view.camera != START


def test_cancel_forgets_the_rectangle(view: FlatView, session: Session) -> None:
    tool = Select(view)
    tool.press(PointerEvent(500, 400, LEFT, shift=True), session)
    tool.move(PointerEvent(300, 450, LEFT, shift=True), session)
    tool.cancel(session)
    assert tool.rectangle is None
    view.enclosed = {"upper": [1]}
    tool.release(PointerEvent(300, 450, LEFT, shift=True), session)
    assert chosen(session) == ("", [])


def test_table_names_tools_that_exist(view: FlatView) -> None:
    for name in TOOLS:
        assert isinstance(make(name, view), Tool)
    with pytest.raises(KeyError):
        make("levitate", view)
