"""Which columns a table shows: the first few, then those that the user chooses from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from gisapp.ui.cards import button, column, row
from gisapp.ui.panels.tablemodel import heading
from gisapp.ui.theme import px
from gisapp.ui.words import said, translate
from layers.filters import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from layers.base import Attribute

NAME = Qt.ItemDataRole.UserRole

FIRST_COLUMNS = 14
"""So many columns are shown at first; the others are in the list of columns."""
FIRST_NAMES = (
    "name",
    "building_id",
    "id",
    "usage",
    "measured_height",
    "storeys_above_ground",
    "storeys",
    "storeys_below_ground",
    "structure_type",
    "year_of_construction",
    "year",
    "total_floor_area",
    "footprint_area",
    "address",
    "flood_depth_max",
    "flood_rank_max",
    "landslide_area_type",
    "gml_id",
)
"""Columns that people look for first, in this order."""


def first_columns(attributes: tuple[Attribute, ...]) -> list[str]:
    """Return the names of the columns that a table shows at first."""
    names = [attribute.name for attribute in attributes]
    known = [name for name in FIRST_NAMES if name in names]
    rest = [name for name in names if name not in known]
    return [*known, *rest][:FIRST_COLUMNS]


class ColumnList(QFrame):
    """A popup with all columns by group, a box to check for each.

    Parameters
    ----------
    attributes
        All columns.
    shown
        Names of those that are shown.
    empty
        Names of those of which it is known that they hold nothing.

    Signals
    -------
    changed
        Names of the columns that are to be shown.
    """

    changed = Signal(object)

    def __init__(
        self,
        attributes: Sequence[Attribute],
        shown: Collection[str],
        empty: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedSize(px(320), px(440))
        whole = column(self, margin=8, space=8)
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("panels", "項目の名前で探す"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        whole.addWidget(self.search)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(px(16))
        self.tree.setAccessibleName(translate("panels", "表に出す項目"))
        whole.addWidget(self.tree, 1)
        buttons = row(space=8)
        buttons.addWidget(button(translate("panels", "すべて出す"), lambda: self._set_all(on=True)))
        buttons.addWidget(button(translate("panels", "すべて隠す"), lambda: self._set_all(on=False)))
        buttons.addStretch(1)
        whole.addLayout(buttons)
        self._fill(attributes, shown, empty)
        self.tree.itemChanged.connect(self._item_changed)
        self.search.setFocus()

    def open_below(self, corner: QPoint) -> None:
        """Show the list with its upper right corner at a place of the screen."""
        self.move(corner.x() - self.width(), corner.y())
        self.show()

    def shown(self) -> list[str]:
        """Return the names of the checked columns."""
        return [item.data(0, NAME) for item in self._items() if item.checkState(0) == Qt.CheckState.Checked]

    def _fill(self, attributes: Sequence[Attribute], shown: Collection[str], empty: Collection[str]) -> None:
        groups: dict[str, QTreeWidgetItem] = {}
        for attribute in attributes:
            if attribute.group not in groups:
                name = said(attribute.group) or translate("panels", "そのほか")
                head = QTreeWidgetItem(self.tree, [name])
                head.setFlags(Qt.ItemFlag.ItemIsEnabled)
                head.setExpanded(True)
                groups[attribute.group] = head
            words = heading(attribute)
            if attribute.name in empty:
                words = translate("panels", "{name}　全件未確認").format(name=words)
            item = QTreeWidgetItem(groups[attribute.group], [words])
            item.setData(0, NAME, attribute.name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            checked = Qt.CheckState.Checked if attribute.name in shown else Qt.CheckState.Unchecked
            item.setCheckState(0, checked)

    def _items(self) -> list[QTreeWidgetItem]:
        groups = [self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount())]
        return [
            child
            for group in groups
            if group is not None
            for place in range(group.childCount())
            if (child := group.child(place)) is not None
        ]

    def _item_changed(self) -> None:
        self.changed.emit(self.shown())

    def _set_all(self, *, on: bool) -> None:
        self.tree.blockSignals(True)
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.tree.blockSignals(False)
        self.changed.emit(self.shown())

    def _narrow(self, text: str) -> None:
        part = folded(text.strip())
        for place in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(place)
            if group is None:
                continue
            left = 0
            for number in range(group.childCount()):
                child = group.child(number)
                if child is not None:
                    child.setHidden(part not in folded(child.text(0)))
                    left += not child.isHidden()
            group.setHidden(not left)
