"""The list of keys, made from the table of actions, and the place to give an action another key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHeaderView, QKeySequenceEdit, QTreeWidget, QTreeWidgetItem, QWidget

from gisapp.actions import MENUS, Action, with_shortcuts
from gisapp.ui.cards import button, label, row
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.menus import plain, words
from gisapp.ui.theme import px
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

ACTION = Qt.ItemDataRole.UserRole


def shown(keys: Sequence[str]) -> str:
    """Return keys as the keyboard says them."""
    native = QKeySequence.SequenceFormat.NativeText
    return translate("window", "、").join(QKeySequence(key).toString(native) for key in keys)


class KeysDialog(Sheet):
    """Shows the keys; `shortcuts` holds those the user gave, after the dialog was accepted.

    Parameters
    ----------
    actions
        The table as it was written.
    shortcuts
        Action ids and the keys the user gave them.
    in_view
        Keys and mouse of the view and what they do, for reading only.
    """

    def __init__(
        self,
        actions: Sequence[Action],
        shortcuts: Sequence[tuple[str, str]],
        in_view: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(translate("window", "キーの一覧"), 600, parent)
        self._table = tuple(actions)
        self._given = dict(shortcuts)
        self._in_view = in_view
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setIndentation(px(20))
        self.tree.setHeaderLabels([translate("window", "操作"), translate("window", "キー")])
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(False)
        self.tree.setAccessibleName(translate("window", "キーの一覧"))
        self.tree.setMinimumHeight(px(400))
        self.tree.currentItemChanged.connect(lambda *_: self._choose())
        self.content.addWidget(self.tree, 1)
        line = row(space=8)
        line.addWidget(label(translate("window", "選んだ操作のキー"), "quiet", wrap=False))
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setMinimumWidth(px(160))
        self.edit.setAccessibleName(translate("window", "選んだ操作のキー"))
        self.edit.editingFinished.connect(self._give)
        line.addWidget(self.edit, 1)
        self._none = button(translate("window", "キーをなくす"), lambda: self._set(""), role="flat")
        self._first = button(
            translate("window", "はじめのキーに戻す"), self._reset, role="flat", meaning="reset"
        )
        line.addWidget(self._none)
        line.addWidget(self._first)
        self.content.addLayout(line)
        self._note = label(
            translate(
                "window", "ほかの操作と同じキーを選ぶと、そのキーはあとから選んだ操作のものになります。"
            ),
            "small",
        )
        self.content.addWidget(self._note)
        self.add_button(translate("window", "やめる"), self.reject)
        self.add_button(translate("window", "このキーにする"), self.accept, role="primary")
        self._show()

    @property
    def shortcuts(self) -> tuple[tuple[str, str], ...]:
        """Action ids and the keys the user gave them."""
        return tuple(sorted(self._given.items()))

    def _show(self) -> None:
        chosen = self._chosen()
        self.tree.clear()
        table = with_shortcuts(self._table, self._given.items())
        for heading in MENUS:
            rows = [action for action in table if action.menu == heading]
            if rows:
                self._add_group(plain(words(heading)), rows)
        if self._in_view:
            top = QTreeWidgetItem([translate("window", "地図の中"), ""])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for keys, does in self._in_view:
                line = QTreeWidgetItem([does, keys])
                line.setFlags(Qt.ItemFlag.ItemIsEnabled)
                top.addChild(line)
            self.tree.addTopLevelItem(top)
        self.tree.expandAll()
        self.choose(chosen)
        self._choose()

    def _add_group(self, heading: str, actions: Sequence[Action]) -> None:
        top = QTreeWidgetItem([heading, ""])
        top.setFlags(Qt.ItemFlag.ItemIsEnabled)
        for action in actions:
            line = QTreeWidgetItem([words(action.text).rstrip("…"), shown(action.shortcuts)])
            line.setData(0, ACTION, action.id)
            top.addChild(line)
        self.tree.addTopLevelItem(top)

    def choose(self, action_id: str) -> None:
        """Choose an action."""
        for index in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(index)
            for inner in range(top.childCount() if top is not None else 0):
                item = top.child(inner) if top is not None else None
                if item is not None and item.data(0, ACTION) == action_id:
                    self.tree.setCurrentItem(item)

    def _chosen(self) -> str:
        item = self.tree.currentItem()
        return str(item.data(0, ACTION) or "") if item is not None else ""

    def _choose(self) -> None:
        chosen = self._chosen()
        for widget in (self.edit, self._none, self._first):
            widget.setEnabled(bool(chosen))
        self._first.setEnabled(chosen in self._given)
        keys = next(
            (one.shortcuts for one in with_shortcuts(self._table, self._given.items()) if one.id == chosen),
            (),
        )
        self.edit.blockSignals(True)
        self.edit.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())
        self.edit.blockSignals(False)

    def _give(self) -> None:
        self._set(self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText))

    def _set(self, keys: str) -> None:
        chosen = self._chosen()
        if not chosen:
            return
        self._given = {one: given for one, given in self._given.items() if given != keys or not keys}
        self._given[chosen] = keys
        self._show()

    def _reset(self) -> None:
        self._given.pop(self._chosen(), None)
        self._show()
