from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from gisapp.session import Selection, Session
from gisapp.ui.panels.columnlist import ColumnList
from gisapp.ui.panels.table import TablePanel
from gisapp.ui.panels.tablemodel import ABSENT, CHOSEN, heading
from layers.filters import Condition, Operator
from layers.project import Project
from tests.fakes import BoxTable, box_city
from tests.gisapp.panels.conftest import COUNT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gisapp.tasks import TaskRunner

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot: QtBot, session: Session, tasks: TaskRunner) -> Iterator[TablePanel]:
    made = TablePanel(session, tasks)
    qtbot.addWidget(made)
    made.resize(1600, 400)
    made.show_layer("boxes")
    made.show()
    yield made
    made.close_panel()


def loaded(qtbot: QtBot, panel: TablePanel) -> None:
    qtbot.waitUntil(lambda: all(panel.model.column(name) is not None for name in panel.view.shown_names()))


def cell(panel: TablePanel, line: int, name: str) -> str:
    place = [attribute.name for attribute in panel.model.attributes].index(name)
    return str(panel.model.index(line, place).data())


def click(qtbot: QtBot, panel: TablePanel, line: int, *modifiers: Qt.KeyboardModifier) -> None:
    place = panel.view.visualRect(panel.model.index(line, 0)).center()
    keys = Qt.KeyboardModifier.NoModifier
    for one in modifiers:
        keys |= one
    QTest.mouseClick(panel.view.viewport(), LEFT, keys, place)


def narrow(session: Session, usage: str) -> None:
    layer = session.project.layers[0]
    condition = Condition("usage", Operator.IN, (usage,))
    session.do("絞り込む", session.project.replacing(replace(layer, filter=(condition,))))


def test_cells_come_when_they_are_painted(qtbot: QtBot, panel: TablePanel) -> None:
    assert panel.model.column("id") is None
    loaded(qtbot, panel)
    table = box_city(COUNT).table()
    assert cell(panel, 3, "id") == "42201-bldg-3"
    assert cell(panel, 4, "usage") == str(table.texts("usage")[4])
    assert cell(panel, 4, "measured_height") == f"{table.numbers('measured_height')[4]:,.2f}"
    assert cell(panel, 5, "measured_height") == "未確認"
    assert panel.model.index(5, 4).data(ABSENT) is True
    assert panel.counted.text() == "600 件"


def test_headings_have_units_and_numbers_stand_right(panel: TablePanel) -> None:
    by_name = {attribute.name: place for place, attribute in enumerate(panel.model.attributes)}
    height = by_name["measured_height"]
    header = panel.model.headerData(height, Qt.Orientation.Horizontal)
    assert header == "計測高さ（m）" == heading(panel.model.attributes[height])
    role = Qt.ItemDataRole.TextAlignmentRole
    assert panel.model.index(0, height).data(role) & Qt.AlignmentFlag.AlignRight
    assert panel.model.index(0, by_name["name"]).data(role) & Qt.AlignmentFlag.AlignLeft


def test_sorting_puts_missing_last_and_goes_back(qtbot: QtBot, panel: TablePanel) -> None:
    header = panel.view.horizontalHeader()
    heights = box_city(COUNT).table().numbers("measured_height")
    header.setSortIndicator(4, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: panel.model.rows[0] == np.nanargmax(heights))
    assert np.isnan(heights[panel.model.rows[-1]])
    header.setSortIndicator(4, Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: heights[panel.model.rows[0]] == np.nanmin(heights))
    assert np.isnan(heights[panel.model.rows[-1]])
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert panel.model.rows.tolist() == list(range(COUNT))


def test_the_filter_of_the_layer_narrows_the_table(session: Session, panel: TablePanel) -> None:
    narrow(session, "411")
    texts = box_city(COUNT).table().texts("usage")
    expected = np.flatnonzero(texts == "住宅").tolist()
    assert panel.model.rows.tolist() == expected
    assert panel.counted.text() == f"600 件のうち {len(expected)} 件"
    panel.only_filtered.setChecked(False)
    assert len(panel.model.rows) == COUNT
    session.undo()
    assert not panel.only_filtered.isEnabled()


def test_rows_are_chosen_with_the_mouse(qtbot: QtBot, session: Session, panel: TablePanel) -> None:
    click(qtbot, panel, 2)
    assert session.selection == Selection.of("boxes", [2])
    click(qtbot, panel, 5, SHIFT)
    assert session.selection == Selection.of("boxes", [2, 3, 4, 5])
    click(qtbot, panel, 3, CONTROL)
    assert session.selection == Selection.of("boxes", [2, 4, 5])
    click(qtbot, panel, 7, CONTROL)
    click(qtbot, panel, 8, CONTROL, SHIFT)
    assert session.selection == Selection.of("boxes", [2, 4, 5, 7, 8])
    assert [line for line in range(10) if panel.model.index(line, 0).data(CHOSEN)] == [2, 4, 5, 7, 8]
    assert panel.counted.text() == "600 件　5 件を選択中"
    blank = QPoint(panel.view.viewport().width() - 3, 5)
    assert not panel.view.indexAt(blank).isValid()
    QTest.mouseClick(panel.view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, blank)
    assert len(session.selection) == 0


def test_rows_are_chosen_with_the_keyboard(qtbot: QtBot, session: Session, panel: TablePanel) -> None:
    click(qtbot, panel, 0)
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert session.selection == Selection.of("boxes", [1])
    QTest.keyClick(panel.view, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(panel.view, Qt.Key.Key_Down, SHIFT)
    assert session.selection == Selection.of("boxes", [1, 2, 3])
    QTest.keyClick(panel.view, Qt.Key.Key_Space)
    assert session.selection == Selection.of("boxes", [1, 2])
    QTest.keyClick(panel.view, Qt.Key.Key_A, CONTROL)
    assert len(session.selection) == COUNT
    with qtbot.waitSignal(panel.fly_to_selection):
        QTest.keyClick(panel.view, Qt.Key.Key_Return)


def test_what_is_chosen_elsewhere_comes_into_view(session: Session, panel: TablePanel) -> None:
    session.select(Selection.of("boxes", [555]))
    place = panel.view.visualRect(panel.model.index(555, 0))
    assert panel.view.viewport().rect().contains(place.center())
    assert panel.view.currentIndex().row() == 555
    session.select(Selection.of("another layer", [3]))
    assert not panel.model.chosen.any()


def test_lines_do_not_vanish_under_the_hand(qtbot: QtBot, session: Session, panel: TablePanel) -> None:
    session.select(Selection.of("boxes", [10, 20, 30]))
    panel.only_chosen.setChecked(True)
    assert panel.model.rows.tolist() == [10, 20, 30]
    click(qtbot, panel, 1)
    assert session.selection == Selection.of("boxes", [20])
    assert panel.model.rows.tolist() == [10, 20, 30]
    session.select(Selection.of("boxes", [40, 50]))
    assert panel.model.rows.tolist() == [40, 50]


def test_rows_are_copied_with_their_headings(qtbot: QtBot, session: Session, panel: TablePanel) -> None:
    QGuiApplication.clipboard().clear()
    session.select(Selection.of("boxes", [1, 50]))
    QTest.keyClick(panel.view, Qt.Key.Key_C, CONTROL)
    qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()))
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t") == [
        "名称",
        "建物ID",
        "用途",
        "計測高さ（m）",
        "地上階数（階）",
        "建築年（年）",
        "gml:id",
    ]
    assert lines[2].split("\t")[:2] == ["見本第50会館", "42201-bldg-50"]
    assert len(lines) == 4


def test_without_chosen_rows_the_cell_is_copied(qtbot: QtBot, session: Session, panel: TablePanel) -> None:
    loaded(qtbot, panel)
    click(qtbot, panel, 6)
    session.select(Selection())
    panel.copy_rows()
    assert QGuiApplication.clipboard().text() == "42201-bldg-6"


def test_columns_are_chosen_and_stay_so_when_rows_change(
    qtbot: QtBot, session: Session, panel: TablePanel
) -> None:
    assert panel.view.shown_names()[:3] == ["name", "id", "usage"]
    chooser = ColumnList(panel.model.attributes, panel.view.shown_names(), (), panel)
    chooser.changed.connect(panel._choose_columns)
    chooser.search.setText("計測")
    visible = [item for item in chooser._items() if not item.isHidden()]
    assert [item.text(0) for item in visible] == ["計測高さ（m）"]
    visible[0].setCheckState(0, Qt.CheckState.Unchecked)
    chooser.close()
    assert "measured_height" not in panel.view.shown_names()
    panel.view.horizontalHeader().resizeSection(0, 333)
    narrow(session, "411")
    assert "measured_height" not in panel.view.shown_names()
    assert panel.view.shown_names()[:3] == ["name", "id", "usage"]
    assert panel.view.horizontalHeader().sectionSize(0) == 333


def test_columns_that_hold_nothing_step_aside(qtbot: QtBot, session: Session, panel: TablePanel) -> None:
    layer = session.project.layers[0]
    table = BoxTable(COUNT)
    table.numbers("measured_height")[:] = np.nan
    data = replace(layer.data, table=table)
    session.do("入れ替える", session.project.replacing(replace(layer, data=data)))
    loaded(qtbot, panel)
    qtbot.waitUntil(lambda: "measured_height" not in panel.view.shown_names())
    assert "storeys" in panel.view.shown_names()
    panel._choose_columns(["measured_height"])
    assert panel.view.shown_names() == ["measured_height"]
    chooser = ColumnList(panel.model.attributes, panel.view.shown_names(), panel._empty, panel)
    texts = [item.text(0) for item in chooser._items()]
    chooser.close()
    assert "計測高さ（m）　全件未確認" in texts


def test_other_data_and_a_closed_layer_are_followed(session: Session, panel: TablePanel) -> None:
    smaller = box_city(10, "boxes")
    session.do("入れ替える", session.project.replacing(smaller))
    assert len(panel.model.rows) == 10
    session.do("外す", session.project.without(["boxes"]))
    assert len(panel.model.rows) == 0
    assert panel.counted.text() == "レイヤを選ぶと、その属性の表が出ます。"
    session.undo()


def test_a_closed_panel_follows_no_more(qtbot: QtBot, session: Session, tasks: TaskRunner) -> None:
    made = TablePanel(session, tasks)
    made.show_layer("boxes")
    made.close_panel()
    session.select(Selection.of("boxes", [1]))
    assert not made.model.chosen.any()
    made.deleteLater()
    qtbot.wait(1)


def test_two_hundred_thousand_rows_hold_nobody_up(qtbot: QtBot, tasks: TaskRunner) -> None:
    session = Session(Project().with_layer(box_city(200_000)))
    made = TablePanel(session, tasks)
    qtbot.addWidget(made)
    made.resize(1200, 500)
    figures: dict[str, list[float]] = {}

    def timed(name: str, run: Callable[[], object]) -> None:
        begin = time.perf_counter()
        run()
        figures.setdefault(name, []).append(1000 * (time.perf_counter() - begin))

    def begin_and_show() -> None:
        made.show_layer("boxes")
        made.show()

    timed("open", begin_and_show)
    loaded(qtbot, made)
    bar = made.view.verticalScrollBar()
    for height in (20.0, 15.0, 10.0):
        third = Selection.of("boxes", np.arange(0, 200_000, 3))
        timed("choose a third", lambda chosen=third: session.select(chosen))  # type: ignore[misc]
        timed("choose one", lambda: session.select(Selection.of("boxes", [123_456])))
        condition = Condition("measured_height", Operator.AT_LEAST, height)
        layer = replace(session.project.layers[0], filter=(condition,))
        narrowed = session.project.replacing(layer)
        timed("narrow down", lambda project=narrowed: session.do("絞り込む", project))  # type: ignore[misc]
        for value in range(0, bar.maximum(), bar.maximum() // 7):
            bar.setValue(value)
            timed("paint a page", made.view.viewport().repaint)
    # The best of several, for the machine may be busy with other things.
    best = {name: min(values) for name, values in figures.items()}
    print({name: f"{value:.1f} ms" for name, value in best.items()})
    assert best["open"] < 200
    assert max(best.values()) < 100
    made.close_panel()
