from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gisapp.actions import ACTIONS
from gisapp.search import Kind
from gisapp.session import Selection, Session
from gisapp.ui.panels.search import SearchBox

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gisapp.tasks import TaskRunner


@pytest.fixture
def box(qtbot: QtBot, session: Session, tasks: TaskRunner) -> Iterator[SearchBox]:
    window = QWidget()
    qtbot.addWidget(window)
    made = SearchBox(session, tasks, ACTIONS, parent=window)
    made.resize(400, 32)
    window.resize(420, 40)
    window.show()
    window.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    made.close_panel()


def typed(qtbot: QtBot, box: SearchBox, text: str) -> None:
    box.clear()
    QTest.keyClicks(box, text)
    qtbot.waitUntil(box.popup.isVisible)


def compose(box: SearchBox, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QCoreApplication.sendEvent(box, event)


def test_a_building_is_found_while_typing_and_chosen_with_enter(
    qtbot: QtBot, session: Session, box: SearchBox
) -> None:
    typed(qtbot, box, "42201-bldg-123")
    assert [found.feature for found in box.results.found] == [123]
    with qtbot.waitSignal(box.fly_to_selection):
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert session.selection == Selection.of("boxes", [123])
    assert not box.popup.isVisible()
    assert box.hasFocus()


def test_the_arrows_move_in_the_list(qtbot: QtBot, session: Session, box: SearchBox) -> None:
    typed(qtbot, box, "42201-bldg-5")
    last = box.results.rowCount() - 1
    assert last > 9
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert box.list.currentIndex().row() == 0
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Down)
    wanted = box.results.found[2].feature
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert session.selection == Selection.of("boxes", [wanted])


def test_half_a_word_of_an_input_method_is_not_searched(qtbot: QtBot, box: SearchBox) -> None:
    compose(box, "かい")
    qtbot.wait(200)
    assert not box.popup.isVisible()
    box.search_now()
    qtbot.wait(100)
    assert not box.popup.isVisible()
    compose(box, "", "会館")
    qtbot.waitUntil(box.popup.isVisible)
    assert box.text() == "会館"
    assert {found.kind for found in box.results.found} == {Kind.FEATURE}
    compose(box, "し")
    assert not box.popup.isVisible(), "the list goes away while the input method shows its own"


def test_places_layers_and_actions_can_be_chosen(qtbot: QtBot, box: SearchBox) -> None:
    typed(qtbot, box, "32.75,129.87")
    with qtbot.waitSignal(box.fly_to) as place:
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert place.args == pytest.approx([129.87, 32.75])
    box.clear()
    compose(box, "", "館林市")
    qtbot.waitUntil(box.popup.isVisible)
    with qtbot.waitSignal(box.layer_chosen) as layer:
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert layer.args == ["boxes"]
    box.clear()
    compose(box, "", "全画面")
    qtbot.waitUntil(lambda: box.popup.isVisible() and box.results.found[0].kind is Kind.ACTION)
    with qtbot.waitSignal(box.action_chosen) as action:
        box.list.clicked.emit(box.results.index(0))
    assert action.args == ["full-screen"]
    assert box.text() == ""


def test_what_is_not_found_is_said_with_what_can_be(qtbot: QtBot, box: SearchBox) -> None:
    typed(qtbot, box, "zzzz")
    assert box.results.found == []
    assert box.nothing.isVisible()
    assert "「zzzz」は見つかりません" in box.nothing.text()


def test_escape_goes_back_step_by_step(qtbot: QtBot, box: SearchBox) -> None:
    typed(qtbot, box, "42201")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert (box.popup.isVisible(), box.text()) == (False, "42201")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert (box.hasFocus(), box.text()) == (True, "")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not box.hasFocus()


def test_the_list_goes_when_one_goes_elsewhere(qtbot: QtBot, box: SearchBox) -> None:
    typed(qtbot, box, "42201")
    box.clearFocus()
    assert not box.popup.isVisible()
    assert box.popup.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_an_answer_to_an_old_question_is_dropped(qtbot: QtBot, box: SearchBox) -> None:
    box.setText("42201-bldg-1")
    box.search_now()
    box.setText("42201-bldg-2")
    box.search_now()
    qtbot.waitUntil(box.popup.isVisible)
    qtbot.wait(50)
    assert box.results.found[0].feature == 2
