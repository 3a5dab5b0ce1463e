"""The model behind the list of data: a line for each layer, some cells of which staff may write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from gisapp.catalogue import KINDS, STATES, State
from gisapp.ui.icons import icon
from gisapp.ui.words import integer, translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from gisapp.catalogue import Entry

Index = QModelIndex | QPersistentModelIndex

COLUMNS = (
    ("name", QT_TRANSLATE_NOOP("panels", "名前")),
    ("kind", QT_TRANSLATE_NOOP("panels", "種類")),
    ("count", QT_TRANSLATE_NOOP("panels", "件数")),
    ("state", QT_TRANSLATE_NOOP("panels", "元のデータ")),
    ("date", QT_TRANSLATE_NOOP("panels", "時点")),
    ("modified", QT_TRANSLATE_NOOP("panels", "データの日付")),
    ("age", QT_TRANSLATE_NOOP("panels", "経過日数")),
    ("read", QT_TRANSLATE_NOOP("panels", "読み込んだ日")),
    ("credit", QT_TRANSLATE_NOOP("panels", "出典")),
    ("licence", QT_TRANSLATE_NOOP("panels", "利用条件")),
    ("source", QT_TRANSLATE_NOOP("panels", "データの場所")),
)
EDITABLE = frozenset({"date", "credit", "licence"})
NUMBERS = frozenset({"count", "age"})
SORT = Qt.ItemDataRole.UserRole
_PICTURES = {State.CHANGED: ("reset", "warn"), State.MISSING: ("missing", "danger")}


class CatalogueModel(QAbstractTableModel):
    """Lines of the catalogue.

    Signals
    -------
    edited
        Id of the layer, name of the column and the text that staff wrote.
    """

    edited = Signal(str, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()
        self._now: datetime | None = None

    def show_entries(self, entries: Sequence[Entry], now: datetime) -> None:
        """Show other lines."""
        if tuple(entries) == self.entries:
            return
        self.beginResetModel()
        self.entries, self._now = tuple(entries), now
        self.endResetModel()

    # ---------------------------------------------------------------- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let staff write what only they may know."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if COLUMNS[index.column()][0] in EDITABLE else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        entry, name = self.entries[index.row()], COLUMNS[index.column()][0]
        if role == Qt.ItemDataRole.TextAlignmentRole and name in NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DecorationRole and name == "state" and entry.state in _PICTURES:
            return icon(*_PICTURES[entry.state])
        if role == Qt.ItemDataRole.ToolTipRole and name == "state" and entry.state is State.UNKNOWN:
            return translate("panels", "データベースは、読み直すまで変わったかどうか分かりません。")
        if role == Qt.ItemDataRole.EditRole:
            return getattr(entry, name, "")
        if role == SORT:
            return self._value(entry, name)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(entry, name)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand on what staff wrote; the project decides what is shown."""
        name = COLUMNS[index.column()][0]
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or text == getattr(self.entries[index.row()], name):
            return False
        self.edited.emit(self.entries[index.row()].layer, name, text)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what stands above a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translate("panels", COLUMNS[section][1])
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section][0] in NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _value(self, entry: Entry, name: str) -> Any:
        if name == "age":
            age = None if self._now is None else entry.age(self._now)
            return -1 if age is None else age
        if name == "count":
            return -1 if entry.count is None else entry.count
        return self._words(entry, name)

    def _words(self, entry: Entry, name: str) -> str:
        unknown = translate("panels", "未確認")
        if name == "kind":
            return translate("window", KINDS.get(entry.kind, entry.kind))
        if name == "state":
            return translate(CONTEXT, STATES[entry.state])
        if name in NUMBERS:
            number = self._value(entry, name)
            return unknown if number < 0 else integer(number)
        if name in ("modified", "read"):
            return getattr(entry, name)[:10] or unknown
        if name == "source" and entry.origin:
            return translate("panels", "{origin}（{file}）").format(origin=entry.origin, file=entry.source)
        return str(getattr(entry, name)) or unknown
