"""The model behind the list of findings: kinds, and below each kind its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gisapp.report import SEVERITIES, Kind
from gisapp.ui.icons import icon
from gisapp.ui.words import integer, place, sentence, translate
from layers.feedback import Severity
from layers.messages import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.feedback import Finding

Index = QModelIndex | QPersistentModelIndex

WORDS, PLACE, COUNT = range(3)
PICTURES = {
    Severity.ERROR: ("danger", "danger"),
    Severity.WARNING: ("warn", "warn"),
    Severity.INFO: ("info", "icon"),
}
"""Icon and colour of each severity; the word stands beside it."""


class FindingsModel(QAbstractItemModel):
    """Two levels; the internal id of a finding is the place of its kind plus one, of a kind 0."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kinds: tuple[Kind, ...] = ()

    def show_kinds(self, kinds: Sequence[Kind]) -> None:
        """Show other findings."""
        self.beginResetModel()
        self.kinds = tuple(kinds)
        self.endResetModel()

    def finding(self, index: Index) -> Finding | None:
        """Return the finding of a line; of a kind the only one it has, else None."""
        if not index.isValid():
            return None
        if index.internalId() == 0:
            members = self.kinds[index.row()].findings
            return members[0] if len(members) == 1 else None
        return self.kinds[index.internalId() - 1].findings[index.row()]

    # ---------------------------------------------------------------- what Qt asks

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own
        """Return the index of a line."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """Return the kind of a finding."""
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of kinds, or of findings of a kind; a single one stands on its kind's line."""
        if not parent.isValid():
            return len(self.kinds)
        if parent.internalId() != 0 or parent.column() != 0:
            return 0
        members = self.kinds[parent.row()].findings
        return len(members) if len(members) > 1 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a line shows."""
        kind = self.kinds[index.row() if index.internalId() == 0 else index.internalId() - 1]
        finding = self.finding(index)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == COUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DecorationRole and index.column() == WORDS and index.internalId() == 0:
            return icon(*PICTURES[kind.severity])
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if index.column() == COUNT:
            count = kind.count if index.internalId() == 0 else finding.count if finding else 0
            return integer(count) if count > 1 or index.internalId() == 0 else ""
        if index.column() == PLACE:
            return place(finding.where) if finding is not None else ""
        words = sentence((finding or kind.findings[0]).message)
        if index.internalId() == 0:
            severity = translate(CONTEXT, SEVERITIES[kind.severity])
            if finding is None:
                more = translate("panels", "{words}　ほか {count} か所")
                words = more.format(words=words, count=integer(len(kind.findings) - 1))
            return translate("panels", "{severity}　{words}").format(severity=severity, words=words)
        return words

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what stands above a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == COUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                translate("panels", "内容"),
                translate("panels", "場所"),
                translate("panels", "件数"),
            )[section]
        return None
