"""During an event: a report is entered with the mouse on the real map, found again by its pin, and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from gisapp.desks.hazard.event.reports import LAYER, reports_of
from gisapp.desks.hazard.event.words import Kind
from gisapp.ui.hazard.page import HazardPage
from tests.importers.gauges.samples import listed
from tests.journeys.conftest import MakeProgram, canvas_of, settled

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QPoint
    from pytestqt.qtbot import QtBot

    from gisapp.app import Application

pytestmark = pytest.mark.window


def pin(application: Application) -> QPoint | None:
    """Return a pixel of the view on which the head of the pin is seen, searched from the middle upwards."""
    view = canvas_of(application)
    middle = view.rect().center()
    for up in range(0, 400, 2):
        place = middle - type(middle)(0, up)
        met = view.pick(place.x(), place.y()) if view.rect().contains(place) else None
        if met is not None and met.layer == LAYER:
            return place
    return None


def test_a_report_is_entered_with_the_mouse(begin: MakeProgram, qtbot: QtBot, tmp_path: Path) -> None:
    application = begin()
    window = application.window
    window.work.open_paths([listed(tmp_path / "水位.csv", 5, 3)])
    qtbot.waitUntil(lambda: bool(window.session.project.layers), timeout=60_000)
    settled(application, qtbot)
    window.choose_desk("hazard")
    page = window.chrome.desk_page("hazard")
    assert isinstance(page, HazardPage)
    page.turn(event=True)
    settled(application, qtbot)
    qtbot.mouseClick(page.now.board.new, Qt.MouseButton.LeftButton)
    form = page.now.form
    form.kind.setCurrentIndex(form.kind.findData(Kind.TREE))
    view = canvas_of(application)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    assert window.hazard.now.draft is not None
    assert window.hazard.now.draft.place is not None
    qtbot.mouseClick(form.keep, Qt.MouseButton.LeftButton)
    settled(application, qtbot)
    (report,) = reports_of(window.session.project)
    window.hazard.now.choose("")
    window.flights.to_place(*(report.place or (0.0, 0.0)))
    settled(application, qtbot)
    place = pin(application)
    assert place is not None
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: window.hazard.now.report == report)
    assert window.chrome.cards.currentWidget() is page
    window.session.undo()
    settled(application, qtbot)
    assert reports_of(window.session.project) == ()
