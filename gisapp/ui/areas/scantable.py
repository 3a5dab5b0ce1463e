"""The points of a scan that is being placed, and by how much each misses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QHeaderView, QTableWidgetItem, QWidget

from gisapp.desks.areas.controlpoints import metres
from gisapp.ui import theme
from gisapp.ui.cards import column
from gisapp.ui.fields import HEADER, ROW, plain_table
from gisapp.ui.theme import px
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from gisapp.desks.areas.controlpoints import Placement

LINES = 8


class PointTable(QWidget):
    """Lists points; the one that misses most is bold, and red where it is likely mistaken.

    Signals
    -------
    chosen
        Another row was chosen by staff.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._filling = False
        inside = column(self)
        self.list = plain_table(
            [translate("panels", "点"), translate("panels", "残差 m"), translate("panels", "ほかの点から m")]
        )
        self.list.setAccessibleName(translate("panels", "対応点の一覧"))
        header = self.list.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        tip = translate("panels", "この点を除いた残りの点だけで置いたときの、この点のずれ")
        for place in (1, 2):
            head = self.list.horizontalHeaderItem(place)
            if head is not None:
                head.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                head.setToolTip(tip if place == 2 else "")
        self.list.itemSelectionChanged.connect(self._tell)
        inside.addWidget(self.list)

    @property
    def row(self) -> int:
        """Which point is chosen, -1 for none."""
        rows = self.list.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    def show_points(self, count: int, found: Placement | None) -> None:
        """Show so many points, with what a placement says of them; what was chosen stays."""
        chosen = self.row
        self._filling = True
        self.list.setRowCount(count)
        danger, worst = QColor(theme.look().tokens.danger), _worst(found)
        bold = QFont(self.list.font())
        bold.setBold(True)
        for number in range(count):
            known = found is not None and found.spare > 0
            length = _figure(found.lengths[number]) if found is not None and known else "—"
            alone = "—" if found is None else _figure(found.left_out[number])
            for place, text in enumerate((f"{number + 1}", length, alone)):
                item = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                if number == worst:
                    item.setFont(bold)
                if found is not None and number == found.suspect:
                    item.setForeground(danger)
                self.list.setItem(number, place, item)
        self.list.setFixedHeight(px(HEADER) + px(ROW) * min(max(count, 1), LINES) + 4)
        self.setVisible(count > 0)
        if chosen >= count:
            self.list.clearSelection()
        self._filling = False

    def _tell(self) -> None:
        if not self._filling:
            self.chosen.emit()


def _worst(found: Placement | None) -> int:
    """Return the point that is doubtful, else the one that misses most; -1 where that cannot be seen."""
    if found is None or not found.spare:
        return -1
    return found.suspect if found.suspect is not None else int(np.argmax(found.lengths))


def _figure(value: float) -> str:
    return "—" if np.isnan(value) else metres(float(value))
