"""The panel 「集計」: which groups, of which features, which figures; a table and a chart of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from gisapp import statisticswords as told
from gisapp.desks.statistics import OF_COLUMN, By, Measure, Question, Summary, summarise
from gisapp.ui import theme
from gisapp.ui.cards import column, icon_button, label, row, scrolled
from gisapp.ui.icons import icon
from gisapp.ui.panels.chart import Bar, Chart
from gisapp.ui.panels.statisticsform import Scope, StatisticsForm
from gisapp.ui.theme import px
from gisapp.ui.words import integer, said, translate
from layers import filters

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QResizeEvent

    from gisapp.session import Change, Session
    from gisapp.tasks import Task, TaskRunner
    from layers.base import Layer
    from layers.feedback import Feedback

InView = Callable[[str], "NDArray[np.uint32] | None"]
"""Gives the features of a layer that are in the picture, None when there is no picture."""
PAUSE = 250
"""Milliseconds of rest after which the figures are made anew."""
FORM, NARROW_FORM, ROOM = 252, 168, 680
"""Width of the form, with little room too, and the width from which table and chart stand side by side."""


class StatisticsPanel(QWidget):
    """Counts and figures of a layer.

    Parameters
    ----------
    session, tasks
        Where the layers live, and who counts.
    in_view
        Tells what is in the picture.

    Signals
    -------
    chosen
        Id of the layer and the features of a group that was clicked.
    csv_asked, picture_asked
        Lines for other programs; a picture of the chart. With a name for the file.
    """

    chosen = Signal(str, object)
    csv_asked = Signal(object, str)
    picture_asked = Signal(object, str)

    def __init__(
        self, session: Session, tasks: TaskRunner, in_view: InView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._in_view = session, tasks, in_view
        self.summary: Summary | None = None
        self._asked: object = None
        self.form = StatisticsForm()
        self.form.changed.connect(self._ask_soon)
        self.table = QTableWidget()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.setFrameShape(QTableWidget.Shape.NoFrame)
        self.table.setAccessibleName(translate("panels", "集計の表"))
        self.table.cellClicked.connect(lambda line, _: self._choose(line))
        self.measure = QComboBox()
        self.measure.setAccessibleName(translate("panels", "グラフに出す値"))
        self.measure.activated.connect(lambda _: self._show_chart())
        self.chart = Chart()
        self.chart.clicked.connect(self._choose)
        self.counted = label("", "quiet", wrap=False)
        self.counted.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.drawn = QToolButton()
        self.drawn.setCheckable(True)
        self.drawn.setIcon(icon("statistics"))
        self.drawn.setToolTip(translate("panels", "表の代わりにグラフを見る"))
        self.drawn.setAccessibleName(self.drawn.toolTip())
        self.drawn.toggled.connect(lambda _: self._arrange())
        self.empty = label("", "quiet")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        self._lay_out()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE)
        self._rest.timeout.connect(self.ask)
        self._unsubscribe = session.subscribe(self._follow)
        self.destroyed.connect(self._unsubscribe)
        self.form.show_layers(session.project.layers)
        self.ask()

    def close_panel(self) -> None:
        """Follow the session no more."""
        self._unsubscribe()

    def show_layer(self, layer_id: str) -> None:
        """Make figures of another layer."""
        self.form.choose_layer(layer_id)

    def _lay_out(self) -> None:
        whole = row(self, space=0)
        self._form_area = scrolled(self.form)
        whole.addWidget(self._form_area)
        right = QWidget()
        inside = column(right, space=0)
        inside.addLayout(self._tools())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(self.table)
        self._chart_area = scrolled(self.chart)
        split.addWidget(self._chart_area)
        split.setSizes([px(480), px(480)])
        inside.addWidget(split, 1)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(right)
        whole.addWidget(self._pages, 1)

    def _tools(self) -> QHBoxLayout:
        line = row(space=4)
        line.setContentsMargins(px(12), px(4), px(8), px(4))
        line.addWidget(self.counted, 1)
        line.addWidget(self.drawn)
        line.addWidget(self.measure)
        line.addWidget(icon_button("copy", translate("panels", "表をコピーする"), self.copy))
        line.addWidget(icon_button("export", translate("panels", "表を CSV に書き出す"), self._ask_csv))
        line.addWidget(icon_button("picture", translate("panels", "グラフを画像にする"), self._ask_picture))
        return line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show table and chart side by side where there is room, else one of them."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < px(ROOM)
        self._form_area.setFixedWidth(px(NARROW_FORM if narrow else FORM))
        self.drawn.setVisible(narrow)
        self.table.setVisible(not narrow or not self.drawn.isChecked())
        self._chart_area.setVisible(not narrow or self.drawn.isChecked())
        self.measure.setVisible(not narrow or self.drawn.isChecked())

    # ---------------------------------------------------------------- asking

    def _follow(self, change: Change) -> None:
        if "layers" in change.what:
            self.form.show_layers(change.new.layers)
        scope = self.form.scope
        matters = {"layers"} | ({"selection"} if scope is Scope.SELECTION else set())
        matters |= {"camera"} if scope is Scope.VIEW else set()
        if change.what & matters:
            self._ask_soon()

    def _ask_soon(self) -> None:
        self._rest.start()

    def ask(self) -> None:
        """Make the figures anew."""
        layer = self._session.project.layer(self.form.layer_id)
        if layer is None or layer.data is None:
            self._show_nothing(
                translate("panels", "集計できるレイヤがありません。データを読み込んでください。")
            )
            return
        question = self.form.question()
        other = self._session.project.layer(question.name) if question.by is By.AREAS else None
        rows = self._rows(layer)
        self._asked = asked = object()
        slow = question.by is By.AREAS
        self._tasks.run(
            told.WORKING if slow else "",
            _summarise,
            layer,
            question,
            rows,
            self.form.scope is Scope.FILTER,
            other,
            then=self._show,
            failed=self._show_failure,
            wanted=lambda: isValid(self) and self._asked is asked,
            key="statistics",
        )

    def _rows(self, layer: Layer) -> NDArray[np.uint32] | None:
        scope, selection = self.form.scope, self._session.selection
        if scope is Scope.SELECTION:
            return selection.features if selection.layer_id == layer.id else np.empty(0, dtype=np.uint32)
        return self._in_view(layer.id) if scope is Scope.VIEW else None

    # ---------------------------------------------------------------- showing

    def _show_nothing(self, words: str) -> None:
        self.summary = None
        self.empty.setText(words)
        self._pages.setCurrentIndex(0)

    def _show_failure(self, task: Task) -> None:
        if isValid(self):
            self._show_nothing(str(task.message))

    def _show(self, found: Summary) -> None:
        self.summary = found
        if not found.total.count:
            self._show_nothing(self.form.nothing_words())
            return
        self._pages.setCurrentIndex(1)
        self._show_table(found)
        chosen = self.measure.currentData()
        before = Measure(chosen) if chosen is not None else Measure.COUNT
        self.measure.clear()
        for one in told.measures(found):
            self.measure.addItem(said(told.MEASURES[one]), one)
        wanted = before if before in told.measures(found) else Measure.COUNT
        self.measure.setCurrentIndex(self.measure.findData(wanted))
        text = translate("panels", "{count} 件を {groups} 区分に分けました")
        if found.question.by is By.NOTHING:
            text = translate("panels", "{count} 件")
        self.counted.setText(text.format(count=integer(found.total.count), groups=len(found.lines)))
        self._show_chart()

    def _show_table(self, found: Summary) -> None:
        rows, heads = told.rows(found, said), told.headings(found, said)
        tokens = theme.look().tokens
        self.table.setUpdatesEnabled(False)
        self.table.clear()
        self.table.setRowCount(len(rows))
        self.table.setColumnCount(len(heads))
        self.table.setHorizontalHeaderLabels(heads)
        for line, cells in enumerate(rows):
            unknown = line < len(found.lines) and told.role(found.lines[line]) == "warn"
            for place, text in enumerate(cells):
                item = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignLeft if not place else Qt.AlignmentFlag.AlignRight
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                if unknown and not place:
                    item.setForeground(QColor(tokens.warn))
                if line == len(found.lines):
                    item.setBackground(QColor(tokens.ground))
                self.table.setItem(line, place, item)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(px(72))
        self.table.setUpdatesEnabled(True)

    def _show_chart(self) -> None:
        found, chosen = self.summary, self.measure.currentData()
        if found is None or chosen is None:
            return
        measure = Measure(chosen)  # Qt keeps the plain text of it
        bars = [
            Bar(
                told.label(line, said),
                told.words(found, line, measure, said),
                told.value(found, line, measure),
                told.role(line),
            )
            for line in found.lines
        ]
        self.chart.show_bars(bars, standing=found.ordered)

    # ---------------------------------------------------------------- what the user does

    def _choose(self, line: int) -> None:
        if self.summary is None:
            return
        if line < len(self.summary.lines):
            self.chosen.emit(self.form.layer_id, self.summary.features(line))
            self.table.selectRow(line)
        else:
            rows = np.flatnonzero(self.summary.member >= 0).astype(np.uint32)
            self.chosen.emit(self.form.layer_id, rows)

    def copy(self) -> None:
        """Copy the table as text with tabs."""
        if self.summary is not None:
            QGuiApplication.clipboard().setText(told.tabs(told.plain_rows(self.summary, said)))

    def _ask_csv(self) -> None:
        if self.summary is not None:
            self.csv_asked.emit(told.plain_rows(self.summary, said), self.title())

    def _ask_picture(self) -> None:
        if self.summary is not None:
            layer = self._session.project.layer(self.form.layer_id)
            source = "" if layer is None else layer.source.path.name
            count = translate("panels", "{count} 件").format(count=integer(self.summary.total.count))
            words = translate("panels", "出典 {source}　{scope}　{count}")
            below = words.format(source=source, scope=self.form.scope_words(), count=count)
            self.picture_asked.emit(self.chart.picture(self.title(), below), self.title())

    def title(self) -> str:
        """Return what the chart is called: layer, groups and measure."""
        layer = self._session.project.layer(self.form.layer_id)
        measure, of = self.measure.currentText(), self.summary.of if self.summary is not None else None
        if of is not None and Measure(self.measure.currentData()) in OF_COLUMN:
            words = translate("panels", "{name}の{measure}")
            measure = words.format(name=said(of.label), measure=measure)
        parts = [layer.name if layer is not None else "", self.form.group_words(), measure]
        return translate("panels", "　").join(part for part in parts if part)


def _summarise(
    layer: Layer,
    question: Question,
    rows: NDArray[np.uint32] | None,
    filtered: bool,
    other: Layer | None,
    *,
    feedback: Feedback,
) -> Summary:
    chosen = filters.mask(layer) if filtered else None
    if rows is not None:
        chosen = np.zeros(len(layer.table()), dtype=bool)
        chosen[rows] = True
    bare = replace(layer, filter=())
    return summarise(bare, question, chosen, other, feedback=feedback)
