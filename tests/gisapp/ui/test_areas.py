"""The areas desk in the window: the ledger, the answer to a click, and what staff change."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from gisapp.desks.areas import register
from gisapp.desks.areas.model import Association
from gisapp.tools.base import Clicked
from gisapp.ui.areas.areacard import AreaCard
from gisapp.ui.areas.associationcard import AssociationCard
from gisapp.ui.areas.ledgercard import LedgerCard
from gisapp.ui.areas.lookupcard import LookupCard
from gisapp.ui.areas.page import AreasPage
from tests.gisapp.desks.hazard.made import EAST, NORTH, SYSTEM, street
from tests.gisapp.ui.conftest import quiet, view_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window
    from layers.project import Project

Kind = TypeVar("Kind", bound=AreaCard)
EAST_SIDE, WEST_SIDE = (
    shapely.box(EAST + west, NORTH - 10, EAST + east, NORTH + 30) for west, east in ((-10, 45), (45, 70))
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A street whose last house no association has."""
    project = street(tmp_path_factory.mktemp("street"))
    told = (
        ("J001", "東町会", "ヒガシチョウカイ", EAST_SIDE, {"households": 20, "members": 14}),
        ("J002", "西町会", "ニシチョウカイ", WEST_SIDE, {"households": 12}),
    )
    made = [
        Association("", "", code, name, kana, shape, SYSTEM, values=values)
        for code, name, kana, shape, values in told
    ]
    return register.place(project, made, "2020-04-01", "2026-01-05T09:00:00")


@pytest.fixture
def page(window: Window, town: Project, qtbot: QtBot) -> AreasPage:
    """The page with a ledger."""
    window.session.open(town)
    window.choose_desk("areas")
    quiet(window, qtbot)
    found = window.chrome.desk_page("areas")
    assert isinstance(found, AreasPage)
    return found


def words(widget: QWidget) -> str:
    """Return what can be read on a widget."""
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def card(page: AreasPage, kind: type[Kind]) -> Kind:
    """Return a card of the page."""
    found = page.cards[kind.__name__]
    assert isinstance(found, kind)
    return found


def press(widget: QWidget, said: str, qtbot: QtBot) -> None:
    """Press the button with these words."""
    (found,) = (one for one in widget.findChildren(QPushButton) if one.text() == said and one.isVisible())
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def test_without_areas_it_says_what_it_is_for(window: Window) -> None:
    window.choose_desk("areas")
    found = window.chrome.desk_page("areas")
    assert "1つの台帳にまとめます" in words(found)
    buttons = [one.text() for one in found.findChildren(QPushButton) if one.isVisibleTo(found)]
    assert buttons == ["区域の図を開く…"]


def test_a_click_on_the_map_and_words_answer_which_association_it_is(
    page: AreasPage, window: Window, qtbot: QtBot
) -> None:
    asked = card(page, LookupCard)

    def click(east: float) -> str:
        place = np.array([EAST + east, NORTH + 4.0, 0.0])
        view_of(window).told.emit(Clicked(place, None, more=False))
        quiet(window, qtbot)
        return words(asked)

    assert "東町会" in click(5.0)
    qtbot.waitUntil(lambda: "加入率\n70.0 %" in words(card(page, AssociationCard)))
    assert "2 棟" in words(card(page, AssociationCard))
    assert "未組織" in click(90.0)
    qtbot.waitUntil(lambda: not card(page, AssociationCard).isVisible())
    asked.words.setText("ニシ")
    qtbot.keyClick(asked.words, Qt.Key.Key_Return)
    quiet(window, qtbot)
    found = window.areas.association
    assert found is not None
    assert found.name == "西町会"
    assert view_of(window).last("fly_to")


def test_the_ledger_is_searched_sorted_and_a_line_is_flown_to(
    page: AreasPage, window: Window, qtbot: QtBot
) -> None:
    listed = card(page, LedgerCard)
    said = words(listed)
    assert "2 自治会" in said
    assert "20 世帯のうち 14 世帯が加入（70.0\u2009%）。未確認の 1 自治会を除く" in said
    table = listed.table
    model = table.model

    def cells() -> list[list[str]]:
        return [[model.index(row, at).data() for at in range(5)] for row in range(model.rowCount())]

    assert cells() == [["東町会", "20", "70.0 %", "14", "2"], ["西町会", "12", "未確認", "未確認", "2"]]
    table.view.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert [one[0] for one in cells()] == ["西町会", "東町会"]
    table.search.setText("ひがし")
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    before = len(view_of(window).asked)
    place = table.view.visualRect(model.index(0, 0)).center()
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    quiet(window, qtbot)
    assert [one[0] for one in view_of(window).asked[before:]].count("fly_to") == 1
    assert window.session.selection.layer_id == "associations"
    assert window.chrome.cards.currentWidget() is page


def test_what_staff_confirm_is_one_step_and_a_day_keeps_what_was(
    page: AreasPage, window: Window, qtbot: QtBot
) -> None:
    desk, shown = window.areas, card(page, AssociationCard)
    desk.go(desk.ledger[0].line)
    qtbot.waitUntil(lambda: "70.0 %" in words(shown))
    press(shown, "直す", qtbot)
    form = shown.form
    form.fields["households"].setText("たくさん")
    press(form, "保存する", qtbot)
    assert "世帯数を確かめてください" in words(form)
    form.fields["households"].setText("２８")
    form.fields["households_date"].setText("令和8年4月1日")
    steps = len(window.session.history)
    press(form, "保存する", qtbot)
    quiet(window, qtbot)
    assert len(window.session.history) == steps + 1
    qtbot.waitUntil(lambda: "50.0 %" in words(shown))
    assert "令和8年4月1日" in words(shown)
    window.session.undo()
    quiet(window, qtbot)
    qtbot.waitUntil(lambda: "70.0 %" in words(shown))
    press(shown, "直す", qtbot)
    form.fields["name"].setText("東自治会")
    form.change.setChecked(True)
    form.day.setDate(QDate(2026, 4, 1))
    press(form, "保存する", qtbot)
    quiet(window, qtbot)
    assert {one.name for one in desk.ledger} == {"西町会", "東自治会"}
    desk.look_at("2026-03-31")
    quiet(window, qtbot)
    assert {one.name for one in desk.ledger} == {"東町会", "西町会"}
    assert page.day.date.date() == QDate(2026, 3, 31)
    qtbot.waitUntil(lambda: "東町会" in words(shown))
    desk.look_at("")
    assert page.day.days.currentText() == "いま"
