"""Boundaries are moved in the real window, by mouse and keys: both areas change, undo brings both back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QPoint, Qt

from gisapp.desks.areas.decisions import What, decisions_of
from gisapp.desks.areas.model import associations
from gisapp.journal import STATE
from gisapp.scene import camera as cameras
from gisapp.tools.areaedit import standing
from gisapp.ui.areas.editcard import EditCard
from gisapp.ui.areas.page import AreasPage
from layers.project import Camera
from tests.gisapp.desks.areas.test_draft import SHAPES, corner, ledger
from tests.journeys.conftest import MakeProgram, canvas_of, settled

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gisapp.app import Application
    from gisapp.scene.canvas import Canvas
    from gisapp.session import Session

pytestmark = pytest.mark.window
MIDDLE = (300.0, 300.0, 0.0)
FROM_ABOVE, AT_A_SLANT = (300.0, 299.0, 700.0), (200.0, 0.0, 400.0)
AFTER = np.array([14.0, 9.0])


def sit(begin: MakeProgram, qtbot: QtBot) -> tuple[Application, EditCard, Canvas]:
    """Return the program with a ledger, at its desk, with the card of edits to be seen."""
    application = begin()
    application.window.session.do("", ledger())
    application.window.choose_desk("areas")
    page = application.window.chrome.desk_page("areas")
    assert isinstance(page, AreasPage)
    page.turn("edit")
    settled(application, qtbot)
    card = page.cards["EditCard"]
    assert isinstance(card, EditCard)
    return application, card, canvas_of(application)


def pixel(view: Canvas, place: np.ndarray) -> QPoint:
    """Return where a place of the boundaries is seen."""
    seen = cameras.pixels(view.camera, view.view_size, standing(view, place[None]))
    return QPoint(round(seen[0, 0]), round(seen[0, 1]))


def drag(qtbot: QtBot, view: Canvas, start: QPoint, end: QPoint) -> None:
    qtbot.mouseMove(view, start)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.4, 1.0):
        qtbot.mouseMove(view, start + (end - start) * share)
        qtbot.wait(20)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def shapes(session: Session) -> dict[str, shapely.Geometry | None]:
    return {one.line: one.shape for one in associations(session.project)}


def test_a_dragged_corner_changes_both_areas_and_undo_brings_both_back(
    begin: MakeProgram, qtbot: QtBot
) -> None:
    application, card, view = sit(begin, qtbot)
    session = application.window.session
    card.verbs.buttons["move"].click()
    assert card.draft is not None
    place = corner(card.draft)
    for eye in (FROM_ABOVE, AT_A_SLANT):
        view.look(Camera(eye, MIDDLE))
        settled(application, qtbot)
        drag(qtbot, view, pixel(view, place), pixel(view, place + AFTER))
        changes = card.draft.changes
        assert [one.row for one in changes] == [4, 5]
        assert sum((one.after or 0) - (one.before or 0) for one in changes) == pytest.approx(0, abs=1e-6)
        qtbot.keyClick(view, Qt.Key.Key_Backspace)
        assert card.draft.changes == ()
    drag(qtbot, view, pixel(view, place), pixel(view, place + AFTER))
    assert not card.box.go.isEnabled()
    card.box.by.setText("自治振興課")
    card.box.why.setText("総会の決定")
    card.box.go.click()
    assert card.said.text().startswith("記録しました ")
    journal = application.recoverer.journal
    assert journal is not None
    assert "総会の決定" in (journal.folder / STATE).read_text("utf-8")
    (decision,) = decisions_of(session.project)
    assert (decision.what, decision.by) == (What.EDITED, "自治振興課")
    changed = shapes(session)
    for row in (4, 5):
        shape = changed[f"l{row}"]
        assert shape is not None
        assert min(shapely.Point(place + AFTER).distance(shapely.points(shape.exterior.coords))) < 1.5
    assert len(associations(session.project, None)) == 11
    assert session.undo()
    back = shapes(session)
    assert all(shapely.equals(back[f"l{row}"], SHAPES[row]) for row in (4, 5))
    assert not card.saying.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert session.tool == "select"
    assert card.verbs.verb == ""


def test_a_line_is_drawn_and_the_areas_follow(begin: MakeProgram, qtbot: QtBot) -> None:
    application, card, view = sit(begin, qtbot)
    view.look(Camera(FROM_ABOVE, MIDDLE))
    settled(application, qtbot)
    card.verbs.buttons["split"].click()
    card.name.setText("4丁目東自治会")
    east, north = SHAPES[4].centroid.coords[0]
    for where in ((east, north - 150), (east + 5, north + 150)):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=pixel(view, np.array(where)))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert card.draft is not None
    assert [(one.name, one.before is None) for one in card.draft.changes if not one.slight] == [
        ("4丁目自治会", False),
        ("4丁目東自治会", True),
    ]
    card.back.click()
    card.verbs.buttons["merge"].click()
    for row in (4, 5):
        middle = np.array(SHAPES[row].centroid.coords[0])
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=pixel(view, middle))
    assert card.joined.text() == "4丁目自治会 ＋ 5丁目自治会"
    card.join.click()
    assert [one.after is None for one in card.draft.changes] == [False, True]
    card.drop.click()
    assert card.draft.changes == ()
