from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gisapp.ui.panels.conditionform import joined, parts_of
from gisapp.ui.panels.conditionvalues import typed_number
from gisapp.ui.panels.filter import FilterPanel
from gisapp.ui.panels.valuelist import ValueList
from layers.filters import AllOf, AnyOf, Condition, Filter, Not, Operator, matches
from tests.fakes import box_city
from tests.gisapp.panels.conftest import COUNT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from gisapp.session import Session
    from gisapp.tasks import TaskRunner
    from gisapp.ui.panels.conditionrow import ConditionRow

TABLE = box_city(COUNT).table()
HOUSE = Condition("usage", Operator.IN, ("411",))
TALL = Condition("measured_height", Operator.AT_LEAST, 30.0)


@pytest.fixture
def panel(qtbot: QtBot, session: Session, tasks: TaskRunner) -> Iterator[FilterPanel]:
    made = FilterPanel(session, tasks, "boxes")
    qtbot.addWidget(made)
    made.resize(340, 600)
    made.show()
    yield made
    made.close_panel()


def fill(line: ConditionRow, condition: Condition) -> None:
    line.attribute_box.setCurrentIndex(line.attribute_box.findData(condition.attribute))
    line.operator_box.setCurrentIndex(line.operator_box.findData(str(condition.operator)))
    if isinstance(condition.value, tuple):
        line._choose_codes(tuple(str(code) for code in condition.value))
    elif condition.value is not None:
        editor = line.text if line._pages.currentWidget() is line.text else line.number
        editor.setText(str(condition.value))
        editor.textEdited.emit(editor.text())


def given(session: Session) -> tuple[Filter, ...]:
    return session.project.layers[0].filter


def expected(*conditions: Filter) -> str:
    return f"600 件のうち {int(np.count_nonzero(matches(TABLE, conditions)))} 件"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12.5", 12.5),
        ("１２．５", 12.5),
        (" 1,234 ", 1234.0),
        ("−3", -3.0),
        ("－３", -3.0),
        ("", None),
        ("12a", None),
        ("nan", None),
        ("inf", None),
    ],
)
def test_numbers_in_any_width(text: str, number: float | None) -> None:
    assert typed_number(text) == number


NESTED = (HOUSE, AnyOf((TALL, Condition("year", Operator.LESS, 1981.0))))


@pytest.mark.parametrize("conditions", [(), (HOUSE,), (HOUSE, TALL), (AnyOf((HOUSE, TALL)),), NESTED])
def test_a_form_gives_back_the_filter_it_shows(
    panel: FilterPanel, session: Session, conditions: tuple[Filter, ...]
) -> None:
    assert joined(*parts_of(conditions)) == conditions
    layer = session.project.layers[0]
    session.do("絞り込む", session.project.replacing(replace(layer, filter=conditions)))
    assert panel.filter() == conditions


def test_the_count_follows_the_form(qtbot: QtBot, panel: FilterPanel) -> None:
    qtbot.waitUntil(lambda: panel.counted.text() == "600 件のうち 600 件")
    assert not panel.apply.isEnabled()
    fill(panel.rows[0], HOUSE)
    qtbot.waitUntil(lambda: panel.counted.text() == expected(HOUSE))
    assert panel.apply.isEnabled()
    line = panel.add_row()
    assert line is not None
    fill(line, TALL)
    qtbot.waitUntil(lambda: panel.counted.text() == expected(HOUSE, TALL))
    assert panel.form is not None
    panel.form.joint.setCurrentIndex(1)
    qtbot.waitUntil(lambda: panel.counted.text() == expected(AnyOf((HOUSE, TALL))))
    assert panel.filter() == (AnyOf((HOUSE, TALL)),)


def test_applying_is_a_step_that_can_be_undone(qtbot: QtBot, session: Session, panel: FilterPanel) -> None:
    fill(panel.rows[0], TALL)
    QTest.mouseClick(panel.apply, Qt.MouseButton.LeftButton)
    assert given(session) == (TALL,)
    assert str(session.undo_label) == "レイヤ「館林市の建物」を絞り込む"
    assert not panel.apply.isEnabled()
    assert panel.clear.isEnabled()
    session.undo()
    assert panel.rows[0].condition() is None
    qtbot.waitUntil(lambda: panel.counted.text() == "600 件のうち 600 件")
    session.redo()
    assert panel.filter() == (TALL,)
    QTest.mouseClick(panel.clear, Qt.MouseButton.LeftButton)
    assert given(session) == ()
    assert str(session.undo_label) == "レイヤ「館林市の建物」の絞り込みを解く"


def test_a_line_that_is_no_number_cannot_be_applied(panel: FilterPanel) -> None:
    fill(panel.rows[0], TALL)
    assert panel.apply.isEnabled()
    QTest.keyClicks(panel.rows[0].number, "x")
    assert panel.rows[0].condition() is None
    assert panel.rows[0].hint.text() == "数字で入力してください。"
    panel._refresh()
    assert not panel.apply.isEnabled()


def test_the_range_of_the_data_is_told(qtbot: QtBot, panel: FilterPanel) -> None:
    fill(panel.rows[0], TALL)
    heights = TABLE.numbers("measured_height")
    low, high = np.nanmin(heights), np.nanmax(heights)
    missing = int(np.isnan(heights).sum())
    words = f"データの範囲 {low:,.2f}〜{high:,.2f}\u2009m　未確認 {missing} 件"
    qtbot.waitUntil(lambda: panel.rows[0].hint.text() == words)


def test_codes_are_checked_in_a_list_with_counts(qtbot: QtBot, panel: FilterPanel) -> None:
    line = panel.rows[0]
    assert line.attribute.name == "usage"
    qtbot.waitUntil(line.codes.isEnabled)
    line._open_codes()
    chooser = panel.findChild(ValueList)
    assert chooser is not None
    items = [chooser.tree.topLevelItem(place) for place in range(chooser.tree.topLevelItemCount())]
    texts = TABLE.texts("usage")
    for item in items:
        assert item is not None
        assert item.text(1) == str(int((texts == item.text(0)).sum()))
    by_name = {item.text(0): item for item in items if item is not None}
    by_name["住宅"].setCheckState(0, Qt.CheckState.Checked)
    by_name["工場"].setCheckState(0, Qt.CheckState.Checked)
    chooser.close()
    assert line.condition() == Condition("usage", Operator.IN, ("411", "441"))
    assert line.codes.text() == "住宅、工場"


def test_texts_are_suggested_and_missing_needs_no_value(qtbot: QtBot, panel: FilterPanel) -> None:
    line = panel.rows[0]
    fill(line, Condition("name", Operator.CONTAINS, "会館"))
    qtbot.waitUntil(lambda: line.text.completer() is not None)
    assert line.text.completer().model().rowCount() == COUNT // 50
    fill(line, Condition("name", Operator.MISSING))
    assert line.condition() == Condition("name", Operator.MISSING)


def test_a_line_can_be_taken_away(qtbot: QtBot, session: Session, panel: FilterPanel) -> None:
    layer = session.project.layers[0]
    session.do("絞り込む", session.project.replacing(replace(layer, filter=(HOUSE, TALL))))
    assert len(panel.rows) == 2
    panel.rows[0].removed.emit()
    assert panel.filter() == (TALL,)
    qtbot.waitUntil(lambda: panel.counted.text() == expected(TALL))


def test_what_no_line_can_show_stands_there_as_text(
    qtbot: QtBot, session: Session, panel: FilterPanel
) -> None:
    odd: tuple[Filter, ...] = (TALL, Not(AnyOf((HOUSE, Condition("year", Operator.LESS, 1981.0)))))
    layer = session.project.layers[0]
    session.do("絞り込む", session.project.replacing(replace(layer, filter=odd)))
    qtbot.waitUntil(
        lambda: panel.box.text() == "計測高さ ≥ 30 かつ 否定 (用途 が 「住宅」 のどれか または 建築年 < 1981)"
    )
    assert panel.filter() == odd
    assert len(panel.rows) == 1
    panel.clear_filter()
    assert session.project.layers[0].filter == ()
    assert len(panel.rows) == 1


def test_what_is_typed_fills_the_form(qtbot: QtBot, session: Session, panel: FilterPanel) -> None:
    panel.box.edit.setPlainText("計測高さが３０以上 または (用途が住宅のどれか かつ 建築年 < 1981)")
    qtbot.waitUntil(panel.apply.isEnabled)
    old = Condition("year", Operator.LESS, 1981.0)
    assert panel.filter() == (AnyOf((TALL, AllOf((HOUSE, old)))),)
    qtbot.waitUntil(lambda: panel.counted.text() == expected(*panel.filter()))
    assert "未確認" in panel.unsure.text()
    assert panel.box.text().startswith("計測高さが３０以上")  # as it was typed
    panel.apply_filter()
    assert given(session) == panel.filter()


def test_a_fault_is_told_with_its_place(qtbot: QtBot, panel: FilterPanel) -> None:
    panel.box.edit.setPlainText("計測高さ > 10 かつ 用途た = 住宅")
    qtbot.waitUntil(lambda: "用途た" in panel.box.said.text())
    marks = panel.box.edit.extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == ["用途た"]
    assert not panel.apply.isEnabled()


def test_what_meets_the_conditions_can_be_chosen(qtbot: QtBot, panel: FilterPanel) -> None:
    fill(panel.rows[0], HOUSE)
    qtbot.waitUntil(lambda: panel.counted.text() == expected(HOUSE))
    with qtbot.waitSignal(panel.select_asked) as asked:
        QTest.mouseClick(panel.select, Qt.MouseButton.LeftButton)
    assert asked.args is not None
    assert asked.args[0].tolist() == np.flatnonzero(matches(TABLE, (HOUSE,))).tolist()


def test_a_layer_that_goes_leaves_a_word(session: Session, panel: FilterPanel) -> None:
    session.do("外す", session.project.without(["boxes"]))
    assert panel.rows == []
    assert not panel.apply.isEnabled()
    session.undo()
    assert len(panel.rows) == 1
