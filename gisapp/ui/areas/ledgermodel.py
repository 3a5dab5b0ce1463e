"""The lines of the ledger as a table that is searched and sorted."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from gisapp.desks.areas.figures import area_text, count_text
from gisapp.desks.areas.membership import Rate, rate_text
from gisapp.ui import theme
from gisapp.ui.words import translate
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.areas.figures import Figures
    from gisapp.desks.areas.model import Association

Index = QModelIndex | QPersistentModelIndex

COLUMNS = (
    ("name", QT_TRANSLATE_NOOP("ledger", "名称")),
    ("households", QT_TRANSLATE_NOOP("ledger", "世帯数")),
    ("rate", QT_TRANSLATE_NOOP("ledger", "加入率")),
    ("members", QT_TRANSLATE_NOOP("ledger", "加入世帯数")),
    ("buildings", QT_TRANSLATE_NOOP("ledger", "建物")),
    ("people", QT_TRANSLATE_NOOP("ledger", "推計人口")),
    ("halls", QT_TRANSLATE_NOOP("ledger", "集会所")),
    ("notice_boards", QT_TRANSLATE_NOOP("ledger", "掲示板")),
    ("waste_stations", QT_TRANSLATE_NOOP("ledger", "ごみ集積所")),
    ("area", QT_TRANSLATE_NOOP("ledger", "面積")),
    ("code", QT_TRANSLATE_NOOP("ledger", "コード")),
    ("kana", QT_TRANSLATE_NOOP("ledger", "かな")),
)
"""Names of the columns and their words, in a context of their own; a narrow table shows the first."""
NARROW = 3
"""So many columns a narrow table shows."""
COUNTED = frozenset({"buildings", "people", "halls", "notice_boards", "waste_stations"})
"""Columns that layers tell."""
NUMBERS = COUNTED | {"households", "rate", "members", "area"}
HIRAGANA, KANA = range(0x3041, 0x3097), 0x60
"""Letters, and how much farther each stands as katakana."""
WAITING = "…"
"""Stands for a figure that is being worked out."""


class LedgerModel(QAbstractTableModel):
    """Lines of the ledger.

    Attributes
    ----------
    lines
        (n) associations in the order in which they are shown.
    total
        How many there are without the search.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Association, ...] = ()
        self.total = 0
        self._ledger: tuple[Association, ...] = ()
        self._figures: Figures | None = None
        self._waiting = False
        self._rows: list[int] = []
        self._words = ""
        self._sorted: tuple[str, bool] = ("code", True)

    def show_ledger(
        self, ledger: Sequence[Association], figures: Figures | None, *, waiting: bool = False
    ) -> None:
        """Show other associations, with their figures (in the same order) or without.

        `waiting` says that what layers tell is still being counted.
        """
        self._ledger, self._figures, self._waiting = tuple(ledger), figures, waiting
        self.total = len(self._ledger)
        self._arrange()

    def search(self, words: str) -> None:
        """Show only those whose name, kana or code has these words; width and kind of kana do not matter."""
        self._words = words
        self._arrange()

    def row_of(self, line: str) -> int:
        """Return the row of an association, -1 where it is not shown."""
        return next((row for row, one in enumerate(self.lines) if one.line == line), -1)

    def _arrange(self) -> None:
        self.beginResetModel()
        wanted = plain(self._words)
        rows = [
            row
            for row, one in enumerate(self._ledger)
            if not wanted or any(wanted in plain(text) for text in (one.name, one.kana, one.code))
        ]
        name, rising = self._sorted
        if name in NUMBERS:
            numbers = self._numbers(name)
            known = [row for row in rows if np.isfinite(numbers[row])]
            known.sort(key=lambda row: float(numbers[row]), reverse=not rising)
            rows = known + [row for row in rows if not np.isfinite(numbers[row])]
        else:
            texts = {row: self._text(row, name) for row in rows}
            there = sorted((row for row in rows if texts[row]), key=texts.__getitem__, reverse=not rising)
            rows = there + [row for row in rows if not texts[row]]
        self._rows = rows
        self.lines = tuple(self._ledger[row] for row in rows)
        self.endResetModel()

    # ---------------------------------------------------------------- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, or by code for none; what is not known comes last either way."""
        rising = order == Qt.SortOrder.AscendingOrder
        self._sorted = (COLUMNS[column][0], rising) if 0 <= column < len(COLUMNS) else ("code", True)
        self._arrange()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        row, name = self._rows[index.row()], COLUMNS[index.column()][0]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(row, name)
        if role == Qt.ItemDataRole.TextAlignmentRole and name in NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and self._odd(row, name):
            return QColor(theme.look().tokens.warn)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what stands above a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translate("ledger", COLUMNS[section][1])
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section][0] in NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def words(self, row: int, name: str) -> str:
        """Return a cell for reading."""
        if name not in NUMBERS:
            return self._text(row, name) or translate("panels", "未確認")
        if self._figures is None or (self._waiting and self._lacks(name)):
            return WAITING
        number = float(self._numbers(name)[row])
        if name == "rate":
            return _said(rate_text(number, int(self._figures.rate_state[row])))
        return _said(area_text(number) if name == "area" else count_text(number))

    def _text(self, row: int, name: str) -> str:
        return str(getattr(self._ledger[row], name))

    def _numbers(self, name: str) -> NDArray[np.float64]:
        if self._figures is None:
            return np.full(len(self._ledger), np.nan)
        if name in COUNTED:
            return self._figures.counts.get(name, np.full(len(self._ledger), np.nan))
        found: NDArray[np.float64] = getattr(self._figures, name)
        return found

    def _lacks(self, name: str) -> bool:
        """Say whether no layer tells a column that layers tell."""
        return self._figures is not None and name in COUNTED and name not in self._figures.counts

    def _odd(self, row: int, name: str) -> bool:
        """Say whether a cell is to be confirmed: nothing is known, or more members than households."""
        if name not in NUMBERS:
            return name in ("name", "code") and not self._text(row, name)
        figures = self._figures
        if figures is None or self._lacks(name):
            return False
        if name == "rate":
            return int(figures.rate_state[row]) in (Rate.UNKNOWN, Rate.OVER)
        return not np.isfinite(self._numbers(name)[row])


def plain(text: str) -> str:
    """Return a text as it is searched: one width, small letters, hiragana as katakana, without spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(
        chr(ord(one) + KANA) if ord(one) in HIRAGANA else one for one in folded if not one.isspace()
    )


def _said(text: str) -> str:
    """Return a figure in the language of the window."""
    return translate("panels", "未確認") if text == "未確認" else text
