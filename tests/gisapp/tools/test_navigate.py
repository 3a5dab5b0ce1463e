"""Moving about by mouse, wheel and keys."""

from __future__ import annotations

import math

import numpy as np
import pytest

from gisapp.scene import camera as cameras
from gisapp.session import Session
from gisapp.tools.base import Button, KeyEvent, PointerEvent
from gisapp.tools.navigate import Navigate
from layers.project import Project
from tests.fakes import box_city
from tests.gisapp.tools.views import START, FlatView

LEFT, MIDDLE, RIGHT = Button.LEFT, Button.MIDDLE, Button.RIGHT


@pytest.fixture
def view() -> FlatView:
    return FlatView()


@pytest.fixture
def session() -> Session:
    return Session()


def drag(
    tool: Navigate,
    session: Session,
    button: Button,
    end: tuple[float, float],
    *,
    shift: bool = False,
    control: bool = False,
) -> bool:
    """Drag from (900, 500) to `end` in three moves and return whether the release was used."""
    tool.press(PointerEvent(900, 500, button, shift=shift, control=control), session)
    for share in (0.3, 0.7, 1.0):
        x, y = 900 + (end[0] - 900) * share, 500 + (end[1] - 500) * share
        tool.move(PointerEvent(x, y, button, shift=shift, control=control), session)
    return tool.release(PointerEvent(*end, button, shift=shift, control=control), session)


def test_left_drag_takes_the_ground_along(view: FlatView, session: Session) -> None:
    grabbed = view.surface(900, 500)
    assert grabbed is not None
    assert drag(Navigate(view), session, LEFT, (700, 600))
    assert view.at(grabbed) == pytest.approx([700, 600], abs=0.01)
    assert cameras.bearing(view.camera) == pytest.approx(0.3)


@pytest.mark.parametrize(("button", "shift"), [(MIDDLE, False), (RIGHT, False), (LEFT, True)])
def test_orbit_goes_around_what_was_grabbed(
    view: FlatView, session: Session, button: Button, shift: bool
) -> None:
    grabbed = view.surface(900, 500)
    assert grabbed is not None
    drag(Navigate(view), session, button, (1000, 560), shift=shift)
    assert view.at(grabbed) == pytest.approx([900, 500], abs=0.01)
    assert cameras.bearing(view.camera) > 0.3
    assert cameras.tilt(view.camera) > 0.7


def test_control_drag_looks_around_from_where_one_stands(view: FlatView, session: Session) -> None:
    drag(Navigate(view), session, LEFT, (1000, 560), control=True)
    assert view.camera.position == pytest.approx(START.position)
    assert cameras.bearing(view.camera) > 0.3


def test_control_and_right_drag_zoom(view: FlatView, session: Session) -> None:
    drag(Navigate(view), session, RIGHT, (900, 400), control=True)
    assert cameras.distance(view.camera) < 500


def test_a_press_without_a_drag_moves_nothing_and_is_left_to_others(view: FlatView, session: Session) -> None:
    assert not drag(Navigate(view), session, LEFT, (902, 501))
    assert view.camera is START


def test_double_click_centres(view: FlatView, session: Session) -> None:
    point = view.surface(1200, 300)
    assert point is not None
    tool = Navigate(view)
    tool.press(PointerEvent(1200, 300, LEFT, clicks=2), session)
    assert len(view.flights) == 1
    assert view.at(point) == pytest.approx([800, 450], abs=0.01)
    assert not tool.dragging


def test_wheel_zooms_to_the_cursor_and_finely_with_control(view: FlatView, session: Session) -> None:
    point = view.surface(1200, 300)
    assert point is not None
    tool = Navigate(view)
    before = np.linalg.norm(np.array(view.camera.position) - point)
    tool.wheel(PointerEvent(1200, 300, steps=1.0), session)
    coarse = np.linalg.norm(np.array(view.camera.position) - point) / before
    assert view.at(point) == pytest.approx([1200, 300], abs=0.01)
    tool.wheel(PointerEvent(1200, 300, steps=1.0, control=True), session)
    fine = np.linalg.norm(np.array(view.camera.position) - point) / before / coarse
    assert coarse == pytest.approx(0.8)
    assert fine == pytest.approx(0.96)
    tool.wheel(PointerEvent(1200, 300, steps=-2.0), session)
    assert np.linalg.norm(np.array(view.camera.position) - point) > before


def test_wheel_in_the_sky_goes_forward(view: FlatView, session: Session) -> None:
    view.camera = cameras.aimed((0, 0, 0), 0.0, 0.02, 300)
    Navigate(view).wheel(PointerEvent(800, 50, steps=1.0), session)
    assert cameras.distance(view.camera) == pytest.approx(240, rel=0.05)


@pytest.mark.parametrize(
    ("key", "right", "up"), [("Left", -1, 0), ("Right", 1, 0), ("Up", 0, 1), ("Down", 0, -1)]
)
def test_arrows_pan(view: FlatView, session: Session, key: str, right: int, up: int) -> None:
    assert Navigate(view).key(KeyEvent(key), session)
    step = np.array(view.camera.focal) - START.focal
    ahead, aside = (math.sin(0.3), math.cos(0.3)), (math.cos(0.3), -math.sin(0.3))
    assert np.sign(np.round([step[:2] @ aside, step[:2] @ ahead], 6)).tolist() == [right, up]
    assert step[2] == 0


def test_arrows_with_shift_orbit_and_with_control_look_around(view: FlatView, session: Session) -> None:
    tool = Navigate(view)
    tool.key(KeyEvent("Left", shift=True), session)
    assert view.camera.focal == pytest.approx(START.focal, abs=1e-9)
    assert view.camera.position != pytest.approx(START.position)
    view.camera = START
    tool.key(KeyEvent("Up", control=True), session)
    assert view.camera.position == pytest.approx(START.position)
    assert cameras.tilt(view.camera) < 0.7


def test_page_keys_change_the_height(view: FlatView, session: Session) -> None:
    tool = Navigate(view)
    tool.key(KeyEvent("PgUp"), session)
    assert view.camera.position[2] > START.position[2]
    tool.key(KeyEvent("PgDown"), session)
    assert view.camera.position == pytest.approx(START.position)


def test_eye_stays_above_the_ground(view: FlatView, session: Session) -> None:
    view.project = Project().with_layer(box_city(9))
    extent = view.project.extent()
    assert extent is not None
    view.camera = cameras.aimed((extent[0], extent[1], extent[2]), 0.0, 0.1, 50)
    tool = Navigate(view)
    for _ in range(40):
        tool.key(KeyEvent("PgDown"), session)
    assert view.camera.position[2] == pytest.approx(extent[2] + 1.5)


def test_h_goes_home(view: FlatView, session: Session) -> None:
    view.project = Project().with_layer(box_city(100))
    assert Navigate(view).key(KeyEvent("H"), session)
    assert view.flights == [cameras.home(view.project.extent() or (0,) * 6, view.view_size)]


def test_other_keys_are_left_to_the_window(view: FlatView, session: Session) -> None:
    tool = Navigate(view)
    assert not tool.key(KeyEvent("K", control=True), session)
    assert not tool.key(KeyEvent("H", control=True), session)
    assert view.camera is START


def test_escape_takes_a_drag_back(view: FlatView, session: Session) -> None:
    tool = Navigate(view)
    tool.press(PointerEvent(900, 500, LEFT), session)
    tool.move(PointerEvent(700, 300, LEFT), session)
    assert view.camera != START
    tool.cancel(session)
    assert view.camera is START
    assert not tool.move(PointerEvent(500, 300, LEFT), session)
