"""The view in the window, without any screen."""

from __future__ import annotations

import math
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gisapp.desks.planning.painting import painted
from gisapp.scene import camera as cameras
from gisapp.scene.canvas import Canvas
from gisapp.session import Selection, Session
from layers.errors import RenderFailed
from layers.project import Project
from tests.gisapp.scene.worlds import City, city, project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def session() -> Session:
    return Session(project(city(400)))


@pytest.fixture
def canvas(qtbot: QtBot, session: Session) -> Iterator[Canvas]:
    made = Canvas(session)
    made.resize(480, 320)
    made.set_reduced_motion(True)
    made.show()
    rest(qtbot, made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete.value)


def rest(qtbot: QtBot, canvas: Canvas) -> None:
    """Wait until nothing moves and nothing is left to do."""
    qtbot.waitUntil(
        lambda: canvas.resting and canvas._frames is not None and not canvas._frames.busy
        and not canvas._timer.isActive(), timeout=60_000,
    )  # fmt: skip


def boxes(session: Session) -> City:
    layer = session.project.layer("boxes")
    assert isinstance(layer, City)
    return layer


def pixel(canvas: Canvas, session: Session, feature: int) -> QPoint:
    """Return where the middle of a box's roof lies in the view."""
    low, high = boxes(session).boxes.low[feature], boxes(session).boxes.high[feature]
    top = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, high[2] - 0.3])
    x, y, _ = cameras.pixels(canvas.camera, canvas.view_size, [top])[0]
    return QPoint(int(x), int(y))


def look_at(qtbot: QtBot, canvas: Canvas, session: Session, feature: int) -> None:
    middle = (boxes(session).boxes.low[feature] + boxes(session).boxes.high[feature]) / 2
    canvas.look(cameras.aimed(middle, 0.2, 1.2, 220))
    rest(qtbot, canvas)


def colours(image: QImage) -> NDArray[np.uint8]:
    plain = image.convertToFormat(image.Format.Format_RGBX8888)
    pixels = np.frombuffer(plain.constBits(), dtype=np.uint8).reshape(plain.height(), plain.width(), 4)
    return pixels[..., :3].copy()


def test_first_data_are_shown_whole_and_the_session_knows_the_camera(
    qtbot: QtBot, canvas: Canvas, session: Session
) -> None:
    extent = session.project.extent()
    assert extent is not None
    assert canvas.camera == cameras.home(extent, canvas.view_size)
    assert session.project.camera == canvas.camera
    assert not session.modified
    assert len(np.unique(colours(canvas.grab().toImage()).reshape(-1, 3), axis=0)) > 50


def test_click_chooses_the_building_under_the_cursor(qtbot: QtBot, canvas: Canvas, session: Session) -> None:
    look_at(qtbot, canvas, session, 210)
    with qtbot.waitSignal(canvas.picked) as picked:
        QTest.mouseClick(canvas, LEFT, NONE, pixel(canvas, session, 210))
    assert picked.args == ["boxes", 210]
    assert session.selection == Selection.of("boxes", [210])
    QTest.mouseClick(canvas, LEFT, SHIFT, pixel(canvas, session, 211))
    assert session.selection == Selection.of("boxes", [210, 211])
    rest(qtbot, canvas)
    accent = np.abs(colours(canvas.grab().toImage()).astype(int) - canvas.theme.accent).max(axis=-1) < 40
    assert accent.sum() > 30


def test_rectangle_chooses_what_lies_inside(qtbot: QtBot, canvas: Canvas, session: Session) -> None:
    look_at(qtbot, canvas, session, 210)
    corners = QPoint(120, 80), QPoint(360, 240)
    QTest.mousePress(canvas, LEFT, SHIFT, corners[0])
    QTest.mouseMove(canvas, QPoint(200, 200))
    QTest.mouseMove(canvas, corners[1])
    QTest.mouseRelease(canvas, LEFT, SHIFT, corners[1])
    centres = boxes(session).centroids()
    assert centres is not None
    place = cameras.pixels(canvas.camera, canvas.view_size, centres)
    inside = (place[:, 0] >= 120) & (place[:, 0] <= 360) & (place[:, 1] >= 80) & (place[:, 1] <= 240)
    assert session.selection == Selection.of("boxes", np.flatnonzero(inside & (place[:, 2] > 0)))
    assert len(session.selection) > 3


def test_idle_draws_nothing_and_keeps_no_timer(qtbot: QtBot, canvas: Canvas, session: Session) -> None:
    assert canvas.renderer is not None
    renders = canvas.renderer.renders
    painted: list[float] = []
    canvas.frame.connect(painted.append)
    qtbot.wait(1000)
    assert canvas.renderer.renders == renders
    assert painted == []
    assert not canvas._timer.isActive()


def test_hidden_view_draws_nothing(qtbot: QtBot, canvas: Canvas, session: Session) -> None:
    assert canvas.renderer is not None
    canvas.hide()
    renders = canvas.renderer.renders
    canvas.look(cameras.aimed(canvas.camera.focal, 1.0, 0.5, 300))
    session.do("隠す", session.project.without(["boxes"]))
    qtbot.wait(100)
    assert canvas.renderer.renders == renders
    canvas.show()
    rest(qtbot, canvas)
    assert canvas.renderer.renders > renders


def test_drag_wheel_and_keys_move_the_camera(qtbot: QtBot, canvas: Canvas, session: Session) -> None:
    start = canvas.camera
    QTest.mousePress(canvas, MIDDLE, NONE, QPoint(240, 160))
    for step in range(1, 5):
        QTest.mouseMove(canvas, QPoint(240 + 15 * step, 160))
    QTest.mouseRelease(canvas, MIDDLE, NONE, QPoint(300, 160))
    turned = canvas.camera
    assert cameras.bearing(turned) != pytest.approx(cameras.bearing(start), abs=0.1)
    wheel = QWheelEvent(
        QPointF(240, 160), QPointF(240, 160), QPoint(0, 0), QPoint(0, 120), Qt.MouseButton.NoButton, NONE,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QCoreApplication.sendEvent(canvas, wheel)
    assert cameras.distance(canvas.camera) < cameras.distance(turned)
    zoomed = canvas.camera
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.camera != zoomed
    rest(qtbot, canvas)
    assert session.project.camera == canvas.camera


def test_cursor_tells_where_it_points(qtbot: QtBot, canvas: Canvas, session: Session) -> None:
    look_at(qtbot, canvas, session, 210)
    place = pixel(canvas, session, 210)
    with qtbot.waitSignal(canvas.coordinates) as told:
        QTest.mouseMove(canvas, place)
    low, high = boxes(session).boxes.low[210], boxes(session).boxes.high[210]
    assert low[0] - 1 <= told.args[0] <= high[0] + 1
    assert low[1] - 1 <= told.args[1] <= high[1] + 1
    assert low[2] <= told.args[2] <= high[2] + 0.5
    canvas.look(cameras.aimed((*canvas.camera.focal[:2], 300.0), 0.0, -0.4, 100))
    rest(qtbot, canvas)
    with qtbot.waitSignal(canvas.coordinates) as told:
        QTest.mouseMove(canvas, QPoint(240, 20))
    assert all(math.isnan(value) for value in told.args)


def test_compass_turns_north_ahead(qtbot: QtBot, canvas: Canvas) -> None:
    canvas.look(cameras.aimed(canvas.camera.focal, 2.0, 0.7, 400))
    rest(qtbot, canvas)
    QTest.mouseClick(canvas, LEFT, NONE, QPoint(480 - 36, 36))
    assert cameras.bearing(canvas.camera) == pytest.approx(0, abs=1e-6)


def test_views_that_the_window_offers(qtbot: QtBot, canvas: Canvas, session: Session) -> None:
    canvas.top()
    assert cameras.tilt(canvas.camera) == pytest.approx(cameras.STEEPEST)
    canvas.fly_to_point(34_676.0, -27_657.0, 12.0, 150.0)
    assert canvas.camera.focal == pytest.approx((34_676.0, -27_657.0, 12.0))
    assert cameras.distance(canvas.camera) == pytest.approx(150)
    low, high = boxes(session).boxes.low[7], boxes(session).boxes.high[7]
    canvas.fly_to((*low, *high))
    assert np.abs(np.array(canvas.camera.focal) - (low + high) / 2).max() < 10
    canvas.home()
    assert canvas.camera == cameras.home(session.project.extent() or (0,) * 6, canvas.view_size)


def test_flight_takes_time_unless_motion_is_reduced(qtbot: QtBot, canvas: Canvas) -> None:
    canvas.set_reduced_motion(False)
    frames: list[float] = []
    canvas.frame.connect(frames.append)
    begun = time.monotonic()
    canvas.fly_to_point(34_676.0, -27_657.0, 12.0, 150.0)
    rest(qtbot, canvas)
    assert time.monotonic() - begun > 0.4
    assert len(frames) > 4
    assert cameras.distance(canvas.camera) == pytest.approx(150)


def test_follows_the_session(qtbot: QtBot, canvas: Canvas, session: Session) -> None:
    there = cameras.aimed((34_600.0, -27_600.0, 10.0), 1.0, 0.6, 300)
    session.look(there)
    assert canvas.camera == there
    session.do("外す", session.project.without(["boxes"]))
    rest(qtbot, canvas)
    assert canvas.renderer is not None
    assert canvas.renderer.drawn_triangles == 0
    session.undo()
    rest(qtbot, canvas)
    assert canvas.renderer.drawn_triangles > 0
    assert canvas.camera == there


def test_empty_project_says_what_to_do(qtbot: QtBot) -> None:
    session = Session(Project())
    empty = Canvas(session)
    qtbot.addWidget(empty)
    empty.resize(480, 320)
    empty.show()
    qtbot.waitUntil(lambda: empty.renderer is not None)
    ink = np.abs(colours(empty.grab().toImage()).astype(int) - empty.theme.ink).max(axis=-1) < 60
    assert ink.sum() > 100
    session.do("読み込む", session.project.with_layer(city(100)))
    rest(qtbot, empty)
    assert empty.camera == cameras.home(session.project.extent() or (0,) * 6, empty.view_size)
    empty.shutdown()


def test_project_that_says_where_to_look_from_is_believed(qtbot: QtBot) -> None:
    there = cameras.aimed((34_600.0, -27_600.0, 10.0), 1.0, 0.6, 300)
    session = Session(replace(project(city(100)), camera=there))
    view = Canvas(session)
    qtbot.addWidget(view)
    view.show()
    rest(qtbot, view)
    assert view.camera == there
    view.shutdown()


def test_snapshot_has_the_size_asked_for_and_carries_its_sources(
    qtbot: QtBot, canvas: Canvas, session: Session
) -> None:
    image = canvas.snapshot(QSize(640, 400))
    assert (image.width(), image.height()) == (640, 400)
    bare = canvas.snapshot(QSize(640, 400), decorated=False)
    different = (colours(image) != colours(bare)).any(axis=-1)
    assert different[:80, 560:].any()  # compass
    assert different[340:, :120].any()  # scale
    assert not different[100:300, 100:500].any()
    rest(qtbot, canvas)


def test_dark_theme(qtbot: QtBot, canvas: Canvas) -> None:
    light = colours(canvas.grab().toImage()).mean()
    canvas.set_theme("dark")
    rest(qtbot, canvas)
    assert colours(canvas.grab().toImage()).mean() < light - 50


def test_pc_that_cannot_draw_gets_a_sentence_and_keeps_working(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import gisapp.scene.renderer as renderers

    def fails(*_: object, **__: object) -> None:
        raise RenderFailed("この PC では 3D の絵を描けませんでした。", "表は使えます。", detail="no driver")

    monkeypatch.setattr(renderers, "opened", fails)
    view = Canvas(session)
    qtbot.addWidget(view)
    view.resize(480, 320)
    view.show()
    qtbot.waitUntil(lambda: view._failure is not None)
    ink = np.abs(colours(view.grab().toImage()).astype(int) - view.theme.ink).max(axis=-1) < 60
    assert ink.sum() > 100
    QTest.mouseClick(view, LEFT, NONE, QPoint(240, 160))
    QTest.keyClick(view, Qt.Key.Key_Left)
    session.select(Selection.of("boxes", [3]))
    with pytest.raises(RenderFailed, match="描けませんでした"):
        view.snapshot()
    assert "no driver" in caplog.text


def test_parent_that_goes_takes_threads_and_pictures_along(qtbot: QtBot, session: Session) -> None:
    parent = QWidget()
    view = Canvas(session, parent)
    parent.show()
    rest(qtbot, view)
    renderer = view.renderer
    parent.deleteLater()
    QCoreApplication.sendPostedEvents(parent, QEvent.Type.DeferredDelete.value)
    assert renderer is not None
    assert renderer._closed
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("scene-loader")]
    session.do("外す", session.project.without(["boxes"]))


def test_canvas_can_be_used_without_a_mouse_and_is_named(canvas: Canvas) -> None:
    assert canvas.accessibleName() == "3D ビュー"
    assert "矢印キー" in canvas.accessibleDescription()
    assert canvas.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_pc_without_opengl_shows_the_city_and_answers_clicks(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """VTK makes no window, and the view, the search, clicks and pictures work all the same."""
    import gisapp.scene.stage as stages

    def refused() -> None:
        raise RenderFailed("この PC では 3D の絵を描けませんでした。", "表は使えます。", detail="no driver")

    monkeypatch.setattr(stages, "_window", refused)
    view = Canvas(session)
    qtbot.addWidget(view)
    view.resize(480, 320)
    told: list[str] = []
    view.status.connect(told.append)
    view.show()
    rest(qtbot, view)
    assert view.renderer is not None
    assert view.renderer.simple
    assert any("OpenGL が使えないため" in text for text in told)
    assert "OpenGL を使わずに描いています" in view.drawing_facts()
    before = colours(view.grab().toImage())
    assert before.std() > 10
    view.top()
    rest(qtbot, view)
    assert np.abs(colours(view.grab().toImage()).astype(int) - before).max() > 30
    look_at(qtbot, view, session, 210)
    with qtbot.waitSignal(view.picked) as picked:
        QTest.mouseClick(view, LEFT, NONE, pixel(view, session, 210))
    assert picked.args == ["boxes", 210]
    rest(qtbot, view)
    accent = np.abs(colours(view.grab().toImage()).astype(int) - view.theme.accent).max(axis=-1) < 40
    assert accent.sum() > 30
    assert view.snapshot().width() == 480
    view.shutdown()


def test_what_a_desk_shows_stands_among_the_layers_until_it_goes(qtbot: QtBot, session: Session) -> None:
    extent = session.project.extent()
    assert extent is not None
    west, south, _, east, north, top = extent
    corners = np.array([(west, south, top + 5), (east, south, top + 5), (east, north, top + 5)])
    drawables = (painted(corners[None], np.zeros(1, np.intp), [(196, 18, 48)], closed=False),)
    view = Canvas(session)
    view.resize(320, 240)
    view.set_reduced_motion(True)
    view.show_desk(drawables)  # before anything is drawn

    def red() -> int:
        rest(qtbot, view)
        pixels = np.asarray(view._pixels_of_image)[..., :3].astype(int)
        return int((np.abs(pixels - (196, 18, 48)).sum(axis=2) < 60).sum())

    view.show()
    assert red() > 500
    view.show_desk(())
    assert red() == 0
    view.show_desk(drawables)
    assert red() > 500
    view.close()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(view, QEvent.Type.DeferredDelete.value)
