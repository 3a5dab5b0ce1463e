"""The board: what waits as one figure, counts by kind, state, department and neighbourhood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidgetItem

from gisapp.ui.cards import Card, button, label, row
from gisapp.ui.fields import HEADER, ROW, choice, plain_table
from gisapp.ui.theme import px
from gisapp.ui.words import integer, said, translate

if TYPE_CHECKING:
    from gisapp.ui.hazard.event.desk import EventDesk

BY = ("kinds", "states", "departments", "neighbourhoods")
LINES = 11
"""Rows that are seen at once: all kinds."""


class BoardCard(Card):
    """Shows how many reports there are.

    Parameters
    ----------
    desk
        What is counted.

    Signals
    -------
    import_asked, export_asked
        Lists or photos are to come in, a file for the public is wanted.
    """

    import_asked = Signal()
    export_asked = Signal()

    def __init__(self, desk: EventDesk) -> None:
        super().__init__(translate("panels", "災害情報の集約"))
        self._desk = desk
        inside = self.inside
        self.figure = label("", "figure")
        inside.addWidget(self.figure)
        self.small = label("", "small")
        inside.addWidget(self.small)
        line = row(space=8)
        self.new = button(translate("panels", "新しい報告"), desk.begin, role="primary", meaning="entered")
        line.addWidget(self.new)
        line.addWidget(button(translate("panels", "一覧・写真を取り込む"), self.import_asked.emit))
        line.addStretch(1)
        inside.addLayout(line)
        line = row(space=8)
        self.by = choice()
        for name, words in zip(
            BY,
            (
                translate("panels", "種別ごと"),
                translate("panels", "状態ごと"),
                translate("panels", "部署ごと"),
                translate("panels", "区域ごと"),
            ),
            strict=True,
        ):
            self.by.addItem(words, name)
        self.by.currentIndexChanged.connect(lambda _: self._choose())
        line.addWidget(self.by, 1)
        self.areas = choice()
        self.areas.activated.connect(lambda _: self._choose())
        line.addWidget(self.areas, 1)
        inside.addLayout(line)
        self.table = plain_table(
            [translate("panels", "区分"), translate("panels", "件数"), translate("panels", "未完了")]
        )
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        inside.addWidget(self.table)
        self.none = label("", "quiet")
        inside.addWidget(self.none)
        self.export = button(translate("panels", "公開用に書き出す"), self.export_asked.emit)
        inside.addWidget(self.export)

    def show_board(self) -> None:
        """Show the board of now."""
        standing = self._desk.standing
        if standing is None:
            return
        board = standing.board
        self.figure.setText(translate("panels", "未完了 {count} 件").format(count=integer(board.open)))
        parts = [translate("panels", "全部で {count} 件").format(count=integer(board.total))]
        if len(board.reports) != board.total:
            shown = translate("panels", "うち絞り込み {count} 件")
            parts.append(shown.format(count=integer(len(board.reports))))
        if board.unplaced:
            parts.append(translate("panels", "場所が未確認 {count} 件").format(count=integer(board.unplaced)))
        if board.untimed:
            parts.append(translate("panels", "日時が未確認 {count} 件").format(count=integer(board.untimed)))
        self.small.setText(translate("panels", "・").join(parts))
        self._show_areas()
        counts = getattr(board, self.by.currentData())
        self.table.setRowCount(len(counts))
        for place, one in enumerate(counts):
            cells = (said(one.name), integer(one.count), integer(one.open))
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(place, column, item)
        self.table.setFixedHeight(px(HEADER) + px(ROW) * min(max(len(counts), 1), LINES) + 4)
        self.table.setVisible(bool(counts))
        self.none.setVisible(not counts)
        self.none.setText(self._why())
        self.export.setVisible(bool(board.reports))

    def _why(self) -> str:
        if self.by.currentData() == "neighbourhoods" and not self._desk.area_layers():
            return translate("panels", "自治会・町丁目などの区域の図を読み込むと、区域ごとに数えられます。")
        if self._desk.standing is not None and self._desk.standing.board.total:
            return translate("panels", "条件に当てはまる報告がありません。")
        return translate(
            "panels",
            "まだ報告がありません。「新しい報告」を押して地図をクリックするか、各課の一覧や写真を取り込んでください。",
        )

    def _show_areas(self) -> None:
        self.areas.clear()
        for layer in self._desk.area_layers():
            self.areas.addItem(layer.name, layer.id)
        self.areas.setCurrentIndex(max(self.areas.findData(self._desk.areas), 0))
        wanted = self.by.currentData() == "neighbourhoods"
        self.areas.setVisible(wanted and self.areas.count() > 0)

    def _choose(self) -> None:
        wanted = self.by.currentData() == "neighbourhoods"
        self._show_areas()
        self._desk.count_by(self.areas.currentData() or "" if wanted else "")
        self.show_board()
