"""The columns of a layer with a box for each, and what the gate advises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from gisapp.ui import theme
from gisapp.ui.fields import HEADER, ROW
from gisapp.ui.theme import px
from gisapp.ui.words import said, translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gisapp.desks.publish.candidates import Candidate

LINES = 12
ADVICE = 84
"""Unscaled pixels of the column of advice."""
COLUMN = Qt.ItemDataRole.UserRole
OPEN, LOOK, NEVER, GONE = "open", "look", "never", "gone"
WORDS = {
    OPEN: QT_TRANSLATE_NOOP(CONTEXT, "公開可"),
    LOOK: QT_TRANSLATE_NOOP(CONTEXT, "確認"),
    NEVER: QT_TRANSLATE_NOOP(CONTEXT, "公開不可"),
    GONE: QT_TRANSLATE_NOOP(CONTEXT, "データになし"),
}
"""What is advised of a column."""
INKS = {OPEN: "text", LOOK: "warn", NEVER: "danger", GONE: "danger"}
ROLES = {OPEN: "absent", LOOK: "confirm", NEVER: "over", GONE: "over"}


class FieldList(QTreeWidget):
    """Lists columns; those that may never be public cannot be ticked.

    Signals
    -------
    ticked(str, bool)
        A column was chosen for the public, or taken out.
    looked(str)
        Another column is looked at.
    """

    ticked = Signal(str, bool)
    looked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("panels", "公開する列"))
        self.setHeaderLabels([translate("panels", "列"), translate("panels", "点検")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, px(ADVICE))
        self._filling = False
        self._advice: dict[str, str] = {}
        self.itemChanged.connect(self._tick)
        self.currentItemChanged.connect(self._look)

    @property
    def current(self) -> str:
        """The column that is looked at, empty for none."""
        item = self.currentItem()
        return "" if item is None else str(item.data(0, COLUMN))

    def show_columns(self, found: Sequence[Candidate], chosen: Collection[str]) -> None:
        """Show the columns of a layer, and those that were chosen and are no more."""
        self._filling = True
        gone = [one for one in chosen if one not in {other.column for other in found}]
        lines: list[tuple[str, str, str]] = [
            (one.column, said(one.label) or one.column, one.advice) for one in found
        ]
        lines += [(one, one, GONE) for one in gone]
        advice = {column: word for column, _, word in lines}
        if advice != self._advice:
            current, self._advice = self.current, advice
            self.clear()
            for column, words, word in lines:
                self.addTopLevelItem(self._item(column, words, word))
            self.setFixedHeight(px(HEADER) + px(ROW) * min(max(len(lines), 1), LINES) + 4)
            self.look_at(current)
        for item in self._items():
            on = item.data(0, COLUMN) in chosen
            item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            if self._advice[item.data(0, COLUMN)] == NEVER:
                # One that was chosen before can be taken out, but not chosen.
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
                if on:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        self._filling = False

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(at) for at in range(self.topLevelItemCount()))
        return [one for one in found if one is not None]

    @staticmethod
    def _item(column: str, words: str, advice: str) -> QTreeWidgetItem:
        tokens = theme.look().tokens
        made = QTreeWidgetItem([words, said(WORDS[advice])])
        made.setData(0, COLUMN, column)
        made.setToolTip(0, words if words == column else f"{words}（{column}）")
        made.setForeground(1, QColor(getattr(tokens, INKS[advice])))
        if advice == NEVER:
            made.setForeground(0, QColor(tokens.quiet))
        return made

    def look_at(self, column: str) -> bool:
        """Look at a column; say whether there is one."""
        for item in self._items():
            if item.data(0, COLUMN) == column:
                self.setCurrentItem(item)
                self.scrollToItem(item)
                return True
        return False

    def _tick(self, item: QTreeWidgetItem) -> None:
        if not self._filling:
            on = item.checkState(0) is Qt.CheckState.Checked
            self.setCurrentItem(item)
            self.ticked.emit(item.data(0, COLUMN), on)

    def _look(self, item: QTreeWidgetItem | None, _: object = None) -> None:
        if item is not None and not self._filling:
            self.looked.emit(item.data(0, COLUMN))
