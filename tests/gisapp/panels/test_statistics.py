"""The panel 「集計」: what is asked, what is shown, and a click that chooses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gisapp.desks.statistics import By, Measure
from gisapp.session import Selection
from gisapp.ui.panels.chart import PICTURE
from gisapp.ui.panels.statistics import StatisticsPanel
from gisapp.ui.panels.statisticsform import Scope
from layers.filters import Condition, Operator
from tests.gisapp.panels.conftest import COUNT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gisapp.session import Session
    from gisapp.tasks import TaskRunner

VIEW = np.arange(20, dtype=np.uint32)


@pytest.fixture
def panel(qtbot: QtBot, session: Session, tasks: TaskRunner) -> Iterator[StatisticsPanel]:
    made = StatisticsPanel(session, tasks, lambda _: VIEW)
    qtbot.addWidget(made)
    made.resize(1100, 300)
    made.show()
    qtbot.waitUntil(lambda: made.summary is not None)
    yield made
    made.close_panel()


def total(panel: StatisticsPanel) -> int:
    return 0 if panel.summary is None else panel.summary.total.count


def test_it_begins_with_uses(panel: StatisticsPanel, session: Session) -> None:
    assert panel.form.question().name == "usage"
    assert panel.summary is not None
    items = [panel.table.item(line, 0) for line in range(panel.table.rowCount())]
    labels = [item.text() for item in items if item is not None]
    assert labels[-2:] == ["未確認", "合計"]
    assert len(panel.chart.bars) == len(panel.summary.lines)
    assert [bar.role for bar in panel.chart.bars][-1] == "warn"
    assert all(bar.value for bar in panel.chart.bars)


def test_a_click_on_a_bar_chooses(qtbot: QtBot, panel: StatisticsPanel) -> None:
    panel.chart.grab()
    place = panel.chart._places[1].center().toPoint()
    with qtbot.waitSignal(panel.chosen) as asked:
        QTest.mouseClick(panel.chart, Qt.MouseButton.LeftButton, pos=QPoint(place.x(), place.y()))
    assert asked.args is not None
    assert panel.summary is not None
    assert asked.args[0] == "boxes"
    assert asked.args[1].tolist() == panel.summary.features(1).tolist()


def test_it_follows_filter_selection_and_view(qtbot: QtBot, panel: StatisticsPanel, session: Session) -> None:
    layer = session.project.layers[0]
    tall = Condition("measured_height", Operator.AT_LEAST, 30.0)
    session.do("絞り込む", session.project.replacing(replace(layer, filter=(tall,))))
    expected = int((layer.table().numbers("measured_height") >= 30).sum())
    qtbot.waitUntil(lambda: total(panel) == expected)
    panel.form.scope_box.setCurrentIndex(panel.form.scope_box.findData(Scope.SELECTION))
    session.select(Selection.of("boxes", [1, 2, 3]))
    qtbot.waitUntil(lambda: total(panel) == 3)
    session.select(Selection())
    qtbot.waitUntil(lambda: "選ばれていません" in panel.empty.text())
    panel.form.scope_box.setCurrentIndex(panel.form.scope_box.findData(Scope.VIEW))
    panel.ask()
    qtbot.waitUntil(lambda: total(panel) == len(VIEW))


def test_classes_figures_and_pictures(qtbot: QtBot, panel: StatisticsPanel) -> None:
    panel.form.of.setCurrentIndex(panel.form.of.findData("measured_height"))
    panel.form.choose_group(By.COLUMN, "measured_height")
    qtbot.waitUntil(lambda: panel.summary is not None and panel.summary.ordered)
    assert total(panel) == COUNT
    panel.measure.setCurrentIndex(panel.measure.findData(Measure.MEAN))
    panel._show_chart()
    assert panel.chart.bars[-1].words == "未確認"
    assert panel.chart.bars[-1].value is None
    image = panel.chart.picture(panel.title(), "出典")
    assert image.width() == PICTURE.width()
    assert "平均" in panel.title()
    with qtbot.waitSignal(panel.csv_asked) as asked:
        panel._ask_csv()
    assert asked.args is not None
    assert len(asked.args[0]) == len(panel.chart.bars) + 2


def test_little_room_shows_one_of_both(panel: StatisticsPanel) -> None:
    panel.resize(500, 300)
    assert panel.table.isVisible()
    assert not panel.chart.isVisible()
    panel.drawn.click()
    assert panel.chart.isVisible()
    assert not panel.table.isVisible()


def test_without_layers_it_says_what_to_do(qtbot: QtBot, panel: StatisticsPanel, session: Session) -> None:
    session.do("外す", session.project.without(["boxes"]))
    qtbot.waitUntil(lambda: "読み込んでください" in panel.empty.text())
