"""A popup in which some of a column's values are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from gisapp.ui.cards import column
from gisapp.ui.theme import px
from gisapp.ui.words import integer, translate
from layers.filters import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

CODE = Qt.ItemDataRole.UserRole
SEARCHED = 12
"""With more values than this there is a field to search them."""


class ValueList(QFrame):
    """The popup.

    Parameters
    ----------
    values
        Code, label and number of features of each value.
    chosen
        Codes that are checked.

    Signals
    -------
    changed
        Tuple of the codes that are checked now.
    """

    changed = Signal(tuple)

    def __init__(
        self,
        values: Sequence[tuple[str, str, int]],
        chosen: Collection[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        whole = column(self, margin=8, space=8)
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("panels", "値を探す"))
        self.search.textChanged.connect(self._narrow)
        self.search.setVisible(len(values) > SEARCHED)
        whole.addWidget(self.search)
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setAccessibleName(translate("panels", "値"))
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        whole.addWidget(self.tree, 1)
        for code, name, count in values:
            item = QTreeWidgetItem(self.tree, [name, integer(count)])
            item.setData(0, CODE, code)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Checked if code in chosen else Qt.CheckState.Unchecked)
        self.tree.itemChanged.connect(lambda *_: self.changed.emit(self.chosen()))
        self._height = px(32) + px(28) * min(len(values), 12) + (px(40) if len(values) > SEARCHED else 0)

    def open_below(self, corner: QPoint, width: int) -> None:
        """Show the list with its upper left corner at a place of the screen."""
        self.resize(max(width, px(260)), self._height)
        self.move(corner)
        self.show()

    def chosen(self) -> tuple[str, ...]:
        """Return the codes that are checked."""
        items = [self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount())]
        return tuple(
            str(item.data(0, CODE))
            for item in items
            if item is not None and item.checkState(0) == Qt.CheckState.Checked
        )

    def _narrow(self, text: str) -> None:
        part = folded(text.strip())
        for place in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(place)
            if item is not None:
                item.setHidden(part not in folded(f"{item.text(0)} {item.data(0, CODE)}"))
