"""Notes of an inspection in the window: entered on a scan, looked at, written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gisapp import savedviews
from gisapp.desks.survey import measurements
from gisapp.desks.survey.measure import Kind
from gisapp.desks.survey.measurements import measurement
from gisapp.desks.survey.notes import LAYER, State, notes_of
from gisapp.tools.base import Clicked
from gisapp.ui import viewswork
from gisapp.ui.survey import notefiles
from gisapp.ui.survey.clearancecard import ClearanceCard
from gisapp.ui.survey.notecard import NoteCard
from layers.base import Hit
from tests.gisapp.desks.survey.test_notes import EAST, LIST, NORTH, photo
from tests.gisapp.ui.conftest import quiet, view_of
from tests.gisapp.ui.test_survey import desk, scan, texts  # noqa: F401 - fixtures
from tests.importers.las.clouds import SOUTH, WEST
from tests.importers.tables.made import sheet, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gisapp.ui.survey.page import SurveyPage
    from gisapp.ui.window import Window
    from layers.base import Layer


def offered(window: Window) -> bool:
    """Say whether the menu offers views with names."""
    return window.chrome.menus["saved-views"].isEnabled()


PLACE = np.array([WEST + 50, SOUTH + 50, 42.5])


@pytest.fixture
def card(desk: SurveyPage) -> NoteCard:  # noqa: F811 - the fixture
    """Return the card of notes."""
    found = desk.cards["NoteCard"]
    assert isinstance(found, NoteCard)
    return found


def test_a_note_is_entered_where_the_scan_was_clicked(
    card: NoteCard,
    scan: Layer,  # noqa: F811 - the fixture
    window: Window,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    assert card.list.isHidden()
    card.begin()
    assert "クリック" in card.form.place.text()
    card.desk.clicked.emit(Clicked(PLACE, Hit(scan.id, 3, 100.0, tuple(PLACE.tolist())), more=False))
    card.form.state.setCurrentIndex(card.form.state.findData(State.REPAIR))
    card.form.facility.setText("S-001")
    card.form.text.setPlainText("のり面に亀裂")
    card.form.take_photo(photo(tmp_path / "a.jpg"))
    card.form.keep.click()
    (note,) = notes_of(window.session.project)
    assert (note.state, note.facility, note.height, note.placed_by) == (State.REPAIR, "S-001", 42.5, "scan")
    assert (note.text, len(note.photos), len(note.changes)) == ("のり面に亀裂", 1, 1)
    layer = window.session.project.layer(LAYER)
    assert layer is not None
    bounds = layer.data.store.placed
    assert [bounds["west"][0], bounds["south"][0]] == pytest.approx(PLACE[:2].tolist(), abs=1e-3)
    assert card.form.isHidden()
    assert "のり面に亀裂" in texts(card)
    card.set_state(State.DONE)
    (done,) = notes_of(window.session.project)
    assert [one.state for one in done.changes] == [State.REPAIR, State.DONE]
    window.session.undo()
    assert notes_of(window.session.project) == (note,)
    window.session.undo()
    assert notes_of(window.session.project) == ()
    assert card.list.isHidden()
    window.session.redo()
    card.desk.clicked.emit(Clicked(PLACE, Hit(LAYER, 0, 100.0, tuple(PLACE.tolist())), more=False))
    assert card.looked == note.id
    quiet(window, qtbot)


def test_lists_come_in_are_narrowed_down_and_written(
    card: NoteCard, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "点検.csv"
    path.write_bytes(LIST.format(north=NORTH, east=EAST).encode("cp932"))
    rows: list[list[str | float]] = [["橋梁番号", "橋梁名"], ["B-0001", "港橋"]]
    notefiles.take_facilities(window, workbook(tmp_path / "一覧.xlsx", {"橋": sheet(rows)}))
    quiet(window, qtbot)
    notefiles.take_files(window, [path])
    quiet(window, qtbot)
    assert len(notes_of(window.session.project)) == 3
    assert "3 件のうち 3 件" in window.banner.notices[0].text
    assert card.list.table.rowCount() == 3
    card.list.state.setCurrentIndex(card.list.state.findData(State.REPAIR))
    (one,) = card.list.shown
    assert one.facility == "B-0001"
    card.list.facility.setCurrentIndex(card.list.facility.findData("B-0002"))
    assert card.list.shown == ()
    assert card.list.table.isHidden()
    card.list.facility.setCurrentIndex(0)
    target = tmp_path / "点検.xlsx"
    notefiles.write(window, card.list.shown, target)
    quiet(window, qtbot)
    assert target.stat().st_size > 1000
    card.look(one.id, fly=True)
    card.edit()
    card.form.text.setPlainText("主桁のひび割れ 0.4 mm")
    card.form.keep.click()
    assert notes_of(window.session.project)[0].text == "主桁のひび割れ 0.4 mm"
    quiet(window, qtbot)


def test_views_are_saved_listed_gone_to_and_taken_away(
    desk: SurveyPage,  # noqa: F811 - the fixture
    window: Window,
    qtbot: QtBot,
) -> None:
    assert not offered(window)
    viewswork.save(window, "南から")
    assert offered(window)
    (view,) = savedviews.views_of(window.session.project)
    (cloud,) = window.session.project.layers
    window.session.do("", window.session.project.replacing(replace(cloud, visible=False)))
    menu = viewswork.menu(window)
    menu.actions()[0].trigger()
    assert [one.visible for one in window.session.project.layers] == [True]
    assert view_of(window).last("look")[1] == view.camera
    window.session.undo()
    assert [one.visible for one in window.session.project.layers] == [False]
    viewswork.drop(window, view)
    assert not offered(window)
    menu.deleteLater()
    quiet(window, qtbot)


def test_what_stands_over_a_measured_path_is_shown_and_written(
    desk: SurveyPage,  # noqa: F811 - the fixture
    window: Window,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    card = desk.cards["ClearanceCard"]
    assert isinstance(card, ClearanceCard)
    assert card.go.isHidden()
    ends = np.array([[WEST + 20, SOUTH + 100, 30.0], [WEST + 180, SOUTH + 100, 30.0]])
    session = window.session
    line = measurement(Kind.PATH, ends, session.project.crs, "中心線")
    session.do("", measurements.keep(session.project, line))
    assert not card.go.isHidden()
    card.check()
    quiet(window, qtbot)
    assert card.found is not None
    assert len(card.found.stretches) == card.table.rowCount() > 0  # trees stand on the hill
    assert any(one[0] == "show_desk" and len(one[1]) == 2 for one in view_of(window).asked)
    card.table.selectRow(0)
    assert view_of(window).last("fly_to_point")[4] > 0
    card.write(tmp_path / "建築限界.csv")
    assert len((tmp_path / "建築限界.csv").read_text("utf-8-sig").splitlines()) == 1 + card.table.rowCount()
    card.clear()
    assert card.answer.isHidden()
