"""Selections that are kept with the project: keep what is chosen, choose one again, let one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from gisapp.selecting import forget, keep, of_selection
from gisapp.ui.cards import button, label, row
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.theme import px
from gisapp.ui.words import integer, translate
from layers.namedsets import LONGEST, NamedSet

if TYPE_CHECKING:
    from gisapp.session import Session


class KeptDialog(Sheet):
    """The list; `chosen` holds the set that is to be chosen again after the dialog was accepted.

    Parameters
    ----------
    session
        Holds project and selection.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(translate("window", "残した選択"), 480, parent)
        self._session = session
        self.chosen: NamedSet | None = None
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST)
        self.name.setPlaceholderText(translate("window", "名前"))
        self.name.setAccessibleName(translate("window", "名前"))
        count = len(session.selection)
        words = translate("window", "今の選択（{count} 件）を残す").format(count=integer(count))
        self.content.addWidget(label(words, "heading"))
        line = row(space=8)
        line.addWidget(self.name, 1)
        self._keep = button(translate("window", "残す"), self._keep_selection)
        line.addWidget(self._keep)
        self.content.addLayout(line)
        self.name.setEnabled(count > 0)
        self.name.textChanged.connect(lambda _: self._refresh())
        self.content.addWidget(label(translate("window", "プロジェクトに残っているもの"), "heading"))
        self.list = QListWidget()
        self.list.setMinimumHeight(px(200))
        self.list.setAccessibleName(translate("window", "残した選択"))
        self.list.currentRowChanged.connect(lambda _: self._refresh())
        self.list.itemDoubleClicked.connect(lambda _: self._choose())
        self.content.addWidget(self.list, 1)
        self._empty = label(
            translate("window", "まだありません。地図や表で選んでから、名前を付けて残せます。"), "quiet"
        )
        self.content.addWidget(self._empty)
        self._forget = button(translate("window", "消す"), self._forget_one, role="flat", meaning="remove")
        self.buttons.insertWidget(0, self._forget)
        self.add_button(translate("window", "閉じる"), self.reject)
        self._go = self.add_button(translate("window", "これを選ぶ"), self._choose, role="primary")
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        names = {layer.id: layer.name for layer in self._session.project.layers}
        for one in self._session.project.sets:
            what = translate("window", "条件で選ぶ")
            if not one.conditions:
                what = translate("window", "{count} 件").format(
                    count=integer(sum(length for _, length in one.runs))
                )
            layer = names.get(one.layer, translate("window", "レイヤがありません"))
            QListWidgetItem(
                translate("window", "{name}　{layer}　{what}").format(name=one.name, layer=layer, what=what),
                self.list,
            )
        self._empty.setVisible(not self._session.project.sets)
        self.list.setVisible(bool(self._session.project.sets))
        self._refresh()

    @property
    def _current(self) -> NamedSet | None:
        place, sets = self.list.currentRow(), self._session.project.sets
        return sets[place] if 0 <= place < len(sets) else None

    def _refresh(self) -> None:
        one = self._current
        there = one is not None and self._session.project.layer(one.layer) is not None
        self._go.setEnabled(there)
        self._forget.setEnabled(one is not None)
        self._keep.setEnabled(bool(self.name.text().strip()) and len(self._session.selection) > 0)

    def _keep_selection(self) -> None:
        found = of_selection(self.name.text().strip(), self._session)
        if found is not None:
            keep(self._session, found)
            self.name.clear()
            self._fill()
            self.list.setCurrentRow(self.list.count() - 1)

    def _forget_one(self) -> None:
        if self._current is not None:
            forget(self._session, self._current.name)
            self._fill()

    def _choose(self) -> None:
        self.chosen = self._current
        if self.chosen is not None and self._go.isEnabled():
            self.accept()
