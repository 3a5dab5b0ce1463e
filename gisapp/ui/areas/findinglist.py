"""What a check found, by kinds with their counts."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem

from gisapp.desks.areas.findings import TITLES
from gisapp.ui import theme
from gisapp.ui.theme import px
from gisapp.ui.words import integer, said, sentence, translate
from layers.feedback import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.desks.areas.findings import AreaFinding

LINES, LINE = 9, 28
NUMBER = Qt.ItemDataRole.UserRole
FOLDED = 8
"""A kind with more findings begins folded, so that the other kinds are seen."""


class FindingList(QTreeWidget):
    """Lists findings by kinds.

    Signals
    -------
    chosen(AreaFinding)
        Another finding is looked at.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("panels", "点検で見つかったもの"))
        self.setHeaderHidden(True)
        self.setIndentation(px(16))
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.itemExpanded.connect(lambda _: self._measure())
        self.itemCollapsed.connect(lambda _: self._measure())
        self._findings: tuple[AreaFinding, ...] = ()
        self._items: dict[int, QTreeWidgetItem] = {}
        self._filling = False
        self.currentItemChanged.connect(self._choose)
        self.itemClicked.connect(lambda item, _: self._choose(item))

    def show_findings(self, findings: Sequence[AreaFinding]) -> None:
        """Show findings; those of a kind stand together, and those that were decided last."""
        self._filling = True
        self._findings = tuple(findings)
        self.clear()
        self._items.clear()
        tokens = theme.look().tokens
        inks = {Severity.ERROR: tokens.danger, Severity.WARNING: tokens.warn, Severity.INFO: tokens.quiet}
        numbered = list(enumerate(self._findings))
        open_ = [(number, one) for number, one in numbered if not one.decided]
        for code, group in groupby(open_, key=lambda one: one[1].code):
            members = list(group)
            head = self._head(said(TITLES[code]), len(members))
            head.setForeground(0, QColor(inks[members[0][1].severity]))
            self._add(head, members)
        decided = [(number, one) for number, one in numbered if one.decided]
        if decided:
            self._add(self._head(translate("panels", "決定済み"), len(decided)), decided)
        self._filling = False
        self._measure()

    def _measure(self) -> None:
        """Be as high as the lines need, up to a height at which they scroll."""
        heads = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        lines = sum(1 + one.childCount() * one.isExpanded() for one in heads if one is not None)
        self.setFixedHeight(px(LINE) * min(max(lines, 1), LINES) + 4)

    def _head(self, title: str, count: int) -> QTreeWidgetItem:
        words = translate("panels", "{title}（{count}）").format(title=title, count=integer(count))
        made = QTreeWidgetItem([words])
        made.setFlags(made.flags() & ~Qt.ItemFlag.ItemIsSelectable)
        self.addTopLevelItem(made)
        return made

    def _add(self, head: QTreeWidgetItem, members: Sequence[tuple[int, AreaFinding]]) -> None:
        for number, one in members:
            words = sentence(one.message)
            item = QTreeWidgetItem([words])
            item.setToolTip(0, words)
            item.setData(0, NUMBER, number)
            head.addChild(item)
            self._items[number] = item
        head.setExpanded(len(members) <= FOLDED)

    def choose(self, finding: AreaFinding) -> None:
        """Mark a finding, without telling of it."""
        self._filling = True
        for number, item in self._items.items():
            if self._findings[number] is finding:
                self.setCurrentItem(item)
                self.scrollToItem(item)
        self._filling = False

    def _of(self, item: QTreeWidgetItem | None) -> AreaFinding | None:
        number = None if item is None else item.data(0, NUMBER)
        return None if number is None else self._findings[number]

    def _choose(self, item: QTreeWidgetItem | None, _: object = None) -> None:
        found = self._of(item)
        if found is not None and not self._filling:
            self.chosen.emit(found)
