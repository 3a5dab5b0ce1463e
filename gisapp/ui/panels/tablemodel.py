"""The model behind the attribute table: rows are numbers, cells are made when they are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from gisapp.ui import theme
from gisapp.ui.words import said, sentence, translate
from importers.products.depths import told_class
from layers.filters import NUMERIC
from styles.figures import spaced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from gisapp.tabledata import Column
    from layers.base import Attribute

Index = QModelIndex | QPersistentModelIndex

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

WIDEST = 208
"""A long heading makes its column at most so wide; its tooltip tells the rest."""

CODED = ("code", "code_set")
"""Kinds of attributes whose texts are words for codes, not names."""
CHOSEN = Qt.ItemDataRole.UserRole + 1
"""Role of whether the row's feature is chosen."""
ABSENT = Qt.ItemDataRole.UserRole + 2
"""Role of whether the cell's datum is missing."""


def heading(attribute: Attribute) -> str:
    """Return what stands above a column: name and unit."""
    unit = spaced(said(attribute.unit)).strip("\u2009")
    name = said(attribute.label)
    return translate("panels", "{name}（{unit}）").format(name=name, unit=unit) if unit else name


class TableModel(QAbstractTableModel):
    """Rows of a layer in some order, some of its columns.

    Signals
    -------
    wanted
        Name of a column that is about to be painted and is not loaded yet.
    """

    wanted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.attributes: tuple[Attribute, ...] = ()
        self.rows: NDArray[np.intp] = np.empty(0, dtype=np.intp)
        self._columns: dict[str, Column] = {}
        self._chosen: NDArray[np.bool_] = np.empty(0, dtype=bool)

    def show_table(self, attributes: Sequence[Attribute], count: int) -> None:
        """Begin with another table of `count` features."""
        self.beginResetModel()
        self.attributes = tuple(attributes)
        self.rows = np.arange(count)
        self._columns = {}
        self._chosen = np.zeros(count, dtype=bool)
        self.endResetModel()

    def show_rows(self, rows: NDArray[np.intp]) -> None:
        """Show these features in this order."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def add_columns(self, columns: Mapping[str, Column]) -> None:
        """Fill in columns that have been loaded."""
        self._columns.update(columns)
        names = [attribute.name for attribute in self.attributes]
        for name in columns:
            if name in names and len(self.rows):
                place = names.index(name)
                self.dataChanged.emit(self.index(0, place), self.index(len(self.rows) - 1, place))

    def column(self, name: str) -> Column | None:
        """Return a column if it is loaded."""
        return self._columns.get(name)

    def choose(self, features: NDArray[np.uint32]) -> None:
        """Mark the chosen features."""
        self._chosen[:] = False
        self._chosen[features[features < len(self._chosen)]] = True
        if len(self.rows) and self.attributes:
            last = self.index(len(self.rows) - 1, len(self.attributes) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [CHOSEN])

    @property
    def chosen(self) -> NDArray[np.bool_]:
        """Which features are chosen, by row number of the table."""
        return self._chosen

    def position_of(self, feature: int) -> int:
        """Return the line in which a feature stands, -1 when it is not shown."""
        found = np.flatnonzero(self.rows == feature)
        return int(found[0]) if len(found) else -1

    # ---------------------------------------------------------------- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.attributes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        attribute = self.attributes[index.column()]
        feature = int(self.rows[index.row()])
        if role == CHOSEN:
            return bool(self._chosen[feature])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if attribute.kind in NUMERIC else LEFT
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, ABSENT):
            return None
        column = self._columns.get(attribute.name)
        if column is None:
            self.wanted.emit(attribute.name)
            return False if role == ABSENT else ""
        text = column.text(feature)
        if role == ABSENT:
            return not text
        if attribute.kind in CODED:
            text = said(text)
        elif attribute.kind == "text":
            text = told_class(text, sentence)
        return text or translate("panels", "未確認")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what stands above a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.attributes):
            return None
        attribute = self.attributes[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(attribute)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if attribute.kind in NUMERIC else LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            group = said(attribute.group)
            return "\n".join(part for part in (heading(attribute), group) if part)
        return None


def wanted_width(attribute: Attribute) -> int:
    """Return the width in pixels that a column begins with."""
    base = {"integer": 96, "year": 96, "number": 120, "date": 120, "code": 152}.get(attribute.kind, 184)
    if attribute.name in {"gml_id", "id"}:
        base = 248
    letters = sum(1.0 if ord(letter) > 0x2E7F else 0.6 for letter in heading(attribute))
    return theme.px(max(base, min(WIDEST, round(letters * 13) + 44)))
