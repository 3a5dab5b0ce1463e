"""The areas desk in the window: the ledger, the answer to a click, and what staff change."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from gisapp.desks.areas import register
from gisapp.desks.areas.contact import with_contact
from gisapp.desks.areas.model import Association, associations
from gisapp.tools.base import Clicked
from gisapp.ui.areas import papers
from gisapp.ui.areas.areacard import AreaCard
from gisapp.ui.areas.associationcard import AssociationCard
from gisapp.ui.areas.checkcard import CheckCard
from gisapp.ui.areas.incomingcard import IncomingCard
from gisapp.ui.areas.ledgercard import LedgerCard
from gisapp.ui.areas.lookupcard import LookupCard
from gisapp.ui.areas.page import AreasPage
from gisapp.ui.areas.startcard import StartCard
from layers.feedback import Feedback
from tests.gisapp.desks.hazard.made import EAST, NORTH, SYSTEM, read, street
from tests.gisapp.ui.conftest import quiet, view_of

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window
    from layers.project import Project

Kind = TypeVar("Kind", bound=AreaCard)
EAST_SIDE, WEST_SIDE = (
    shapely.box(EAST + west, NORTH - 10, EAST + east, NORTH + 30) for west, east in ((-10, 45), (40, 70))
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
    (found,) = (
        one
        for one in widget.findChildren(QPushButton)
        if said in (one.text(), one.accessibleName()) and one.isVisible()
    )
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def test_without_areas_it_says_what_it_is_for(window: Window) -> None:
    window.choose_desk("areas")
    found = window.chrome.desk_page("areas")
    assert "1つの台帳にまとめます" in words(found)
    buttons = [one.text() for one in found.findChildren(QPushButton) if one.isVisibleTo(found)]
    assert buttons == ["区域の図を開く…", "スキャンした地図を置く…"]


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
    qtbot.wait(50)  # the table takes the height of what was found
    place = table.view.visualRect(model.index(0, 0)).center()
    assert table.view.viewport().rect().contains(place)
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
    press(shown, "直す", qtbot)
    assert form.fields["households_date"].text() == "令和8年4月1日"
    press(form, "やめる", qtbot)
    window.session.undo()
    quiet(window, qtbot)
    qtbot.waitUntil(lambda: "70.0 %" in words(shown))
    press(shown, "直す", qtbot)
    assert form.fields["households_date"].text() == ""
    form.fields["name"].setText("東自治会")
    form.change.setChecked(True)
    form.day.setDate(QDate(2026, 4, 1))
    assert "令和8年4月1日から" in words(form)
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


LIST = """自治会名,世帯数,加入世帯数,会長氏名,電話
東/町会,18,9,略,000-000-0000
西自治会,12,12,略,000-000-0000
"""


def test_areas_and_a_list_come_into_the_ledger_in_one_step(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    project = street(tmp_path)
    path = tmp_path / "自治会一覧_令和6年4月.csv"
    path.write_text(LIST, "utf-8")
    window.session.open(replace(project, layers=(*project.layers, read(path))))
    window.choose_desk("areas")
    quiet(window, qtbot)
    page = window.chrome.desk_page("areas")
    assert isinstance(page, AreasPage)
    press(page, "この区域から台帳を作る", qtbot)
    incoming = card(page, IncomingCard)
    qtbot.waitUntil(lambda: incoming.came is not None)
    quiet(window, qtbot)
    said = words(incoming)
    assert "取り込みません（個人情報）: 会長氏名、電話" in said
    assert "一覧 2 件のうち 1 件が区域と結び付きました（名前で 1）" in said
    assert "同じ自治会かもしれない名前が 1 組あります" in said
    assert incoming.mapping.boxes["name"].currentText() == "自治会名"
    before = incoming.came
    press(incoming, "すべて同じと認める", qtbot)
    qtbot.waitUntil(lambda: incoming.came is not before)
    assert "2 件が区域と結び付きました（名前で 1、確かめて 1）" in words(incoming)
    steps = len(window.session.history)
    press(incoming, "台帳を作る（2 件）", qtbot)
    quiet(window, qtbot)
    assert len(window.session.history) == steps + 1
    kept = {one.name: one.values for one in window.areas.ledger}
    assert kept["西町会"]["members"] == 12
    assert kept["西町会"]["households_date"] == "2024-04"
    assert not any(
        "氏" in str(value) or "000-" in str(value) for one in kept.values() for value in one.values()
    )
    assert len(window.program.settings.area_columns) == 2
    assert card(page, LedgerCard).isVisible()
    assert not card(page, StartCard).isVisible()
    window.session.undo()
    assert card(page, StartCard).isVisible()


def test_a_check_lists_what_is_wrong_repairs_it_and_keeps_decisions(
    page: AreasPage, window: Window, qtbot: QtBot
) -> None:
    page.turn("check")
    checks = card(page, CheckCard)

    def check() -> Counter[str]:
        press(checks, "点検する", qtbot)
        quiet(window, qtbot)
        assert checks.checked is not None
        return Counter(str(one.code) for one in checks.checked.findings if not one.decided)

    def choose(code: str) -> None:
        assert checks.checked is not None
        found = next(one for one in checks.checked.findings if one.code == code)
        checks.list.choose(found)
        checks.look(found)

    found = check()
    assert (found["overlap"], found["outside-city"]) == (1, 0)
    assert checks.city.currentText() == "なし（市の外は調べません）"
    checks.city.setCurrentIndex(checks.city.findText("洪水浸水想定区域_計画規模"))
    checks.city.activated.emit(checks.city.currentIndex())
    assert check()["outside-city"] == 2
    window.session.undo()
    assert checks.city.currentIndex() == 0
    assert check()["outside-city"] == 0
    choose("overlap")
    assert view_of(window).last("fly_to")[1][0] == pytest.approx(EAST + 40.0 - 15.0)
    assert len(view_of(window).last("show_desk")[1]) == 1
    press(checks, "重なりは正しい（両方の自治会がある）", qtbot)
    decide = next(one for one in checks.findChildren(QPushButton) if one.text() == "決める")
    assert not decide.isEnabled()
    by, why = (one for one in checks.detail.findChildren(QLineEdit) if one.isVisible())
    by.setText("自治振興課")
    why.setText("両方の会員がいる")
    press(checks, "決める", qtbot)
    assert "自治振興課" in words(checks)
    assert checks.list.findItems("決定済み（1）", Qt.MatchFlag.MatchExactly)
    assert "overlap" not in check()
    window.session.undo()
    qtbot.wait(1)
    assert "もう一度点検してください" not in words(checks)
    choose("overlap")
    before = [one.shape for one in window.areas.ledger]
    press(checks, "西町会 だけに入れる", qtbot)
    qtbot.waitUntil(
        lambda: not checks.list.findItems("重なり（1）", Qt.MatchFlag.MatchExactly), timeout=20_000
    )
    quiet(window, qtbot)
    window.session.undo()
    assert [one.shape for one in window.areas.ledger] == before
    assert "もう一度点検してください" in words(checks)


def test_what_is_counted_is_chosen_and_a_total_is_typed_in(
    page: AreasPage, window: Window, qtbot: QtBot
) -> None:
    listed, one = card(page, LedgerCard), card(page, AssociationCard)
    window.areas.choose(window.areas.ledger[0].line)
    qtbot.waitUntil(lambda: "「数える資料」" in words(one))
    press(listed, "数える資料", qtbot)
    box = listed.sources
    assert box is not None
    assert "推計人口は未確認です" in words(box)

    def choose(role: str, name: str) -> None:
        made = box.choices[role]
        made.setCurrentIndex(made.findText(name))
        made.activated.emit(made.currentIndex())
        quiet(window, qtbot)
        qtbot.wait(1)

    choose("notice_boards", "避難所")
    assert "掲示板\n1 か所" in words(one)
    choose("census", "自治会")
    assert "人口\n約 20 人（推計）" in words(one)
    choose("census", "市全体の数を入力する")
    assert "市の人口か世帯数を入力すると" in words(box)
    box.fields["date"].setText("いつか")
    box.fields["people"].setText("１００")
    box.fields["people"].editingFinished.emit()
    assert box.fields["date"].property("bad")
    for name, text in (("origin", "住民基本台帳"), ("date", "令和8年4月1日")):
        box.fields[name].setText(text)
    box.fields["date"].editingFinished.emit()
    quiet(window, qtbot)
    figures = window.areas.figures
    assert figures is not None
    assert figures.counts["people"][0] == pytest.approx(100 * 240 / 640)  # of the floor
    assert "（住民基本台帳、令和8年4月1日）" in figures.source("people")
    window.session.undo()
    quiet(window, qtbot)
    assert box.fields["people"].text() == ""
    qtbot.waitUntil(lambda: "「数える資料」" in words(one))


def test_papers_and_files_are_written_beside(town: Project, tmp_path: Path) -> None:
    project = with_contact(town, "自治振興課　内線 1234", "2026-01-05T09:00:00")
    line = associations(project)[0].line
    notice = papers.write_notice(project, "", line, tmp_path / "案内.pdf", feedback=Feedback())
    assert notice.read_bytes().startswith(b"%PDF")
    papers.write_ledger(project, "", tmp_path / "台帳.csv", feedback=Feedback())
    assert "東町会" in (tmp_path / "台帳.csv").read_text("utf-8-sig")
