"""The card of totals by area: choose the areas, see who and what is reached, make the sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableWidget, QTableWidgetItem

from gisapp.ui.cards import Card, button, label, row
from gisapp.ui.panels.chart import Bar, Chart
from gisapp.ui.theme import px
from gisapp.ui.words import integer, translate

if TYPE_CHECKING:
    from gisapp.ui.hazard.desk import HazardDesk

HIGH = 260
"""Unscaled pixels of the table."""
NARROW = 44
"""Unscaled pixels of the narrowest column."""
CHARTED = 10
"""Areas in the chart: those where most buildings are reached."""


class TotalsCard(Card):
    """Adds up the answers for each area.

    Parameters
    ----------
    desk
        What is known.

    Signals
    -------
    sheets_asked, table_asked
        A sheet for each area is wanted, the totals are wanted as a file.
    """

    sheets_asked = Signal()
    table_asked = Signal()

    def __init__(self, desk: HazardDesk) -> None:
        super().__init__(translate("panels", "区域ごとの集計"))
        self._desk = desk
        inside = self.inside
        self.none = label(
            translate(
                "panels",
                "区域のレイヤがありません。自治会・町丁目・通学区域の図を読み込むか、区域を描くと集計できます。",
            ),
            "quiet",
        )
        inside.addWidget(self.none)
        line = row(space=8)
        self.layers = QComboBox()
        self.layers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        line.addWidget(self.layers, 1)
        self.run = button(translate("panels", "集計する"), self._run)
        line.addWidget(self.run)
        inside.addLayout(line)
        draw = translate("panels", "区域を描いて集計する")
        inside.addWidget(button(draw, lambda: desk.session.use_tool("area-draw"), meaning="polygon"))
        self.chart = Chart()
        inside.addWidget(self.chart)
        self.table = QTableWidget(0, 5)
        self.table.setHorizontalHeaderLabels(
            [
                translate("panels", "区域"),
                translate("panels", "建物"),
                translate("panels", "掛かる"),
                translate("panels", "立退き"),
                translate("panels", "人"),
            ]
        )
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(px(NARROW))
        self.table.setMinimumHeight(px(HIGH))
        inside.addWidget(self.table)
        self.method = label("", "small")
        inside.addWidget(self.method)
        self.sheets = button(translate("panels", "区域ごとの資料をすべて作る"), self.sheets_asked.emit)
        inside.addWidget(self.sheets)
        self.write = button(translate("panels", "集計を書き出す"), self.table_asked.emit)
        inside.addWidget(self.write)
        self.show_layers()
        self.show_report()

    def show_layers(self) -> None:
        """Offer the layers of areas that there are."""
        now = self.layers.currentData()
        self.layers.clear()
        for layer in self._desk.area_layers():
            self.layers.addItem(layer.name, layer.id)
        self.layers.setCurrentIndex(max(self.layers.findData(now), 0))
        there = self.layers.count() > 0
        self.none.setVisible(not there)
        self.layers.setVisible(there)
        self.run.setVisible(there)

    def show_report(self) -> None:
        """Show the totals of now, the most reached area first."""
        report = self._desk.report
        for widget in (self.chart, self.table, self.method, self.sheets, self.write):
            widget.setVisible(report is not None)
        if report is None:
            return
        counted = report.exposure
        leave = report.figures["verdict_leave"]
        order = np.argsort(-counted.affected, kind="stable")
        order = order[counted.buildings[order] > 0]
        self.chart.show_bars(
            [
                Bar(
                    str(report.names[one]),
                    _of_all(int(counted.affected[one]), int(counted.buildings[one])),
                    float(counted.affected[one]),
                )
                for one in order[:CHARTED].tolist()
            ],
            standing=False,
        )
        self.table.setSortingEnabled(False)
        self.table.setRowCount(len(order))
        for place, row_ in enumerate(order.tolist()):
            people = counted.affected_people[row_]
            told = integer(round(people)) if np.isfinite(people) else translate("panels", "未確認")
            texts = [
                str(report.names[row_]),
                integer(int(counted.buildings[row_])),
                integer(int(counted.affected[row_])),
                integer(int(leave[row_])),
                told,
            ]
            for column_, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column_:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                else:
                    item.setToolTip(text)
                self.table.setItem(place, column_, item)
        methods = [report.areas.method, *report.method]
        self.method.setText("\n".join(one for one in methods if one))

    def _run(self) -> None:
        layer = self._desk.session.project.layer(self.layers.currentData() or "")
        if layer is not None:
            self._desk.total(layer)


def _of_all(part: int, whole: int) -> str:
    words = translate("panels", "{count} 棟（{share} %）")
    return words.format(count=integer(part), share=integer(round(100 * part / whole)))
