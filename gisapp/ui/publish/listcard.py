"""Every layer and where it stands on its way to the public; nothing goes there by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from gisapp.ui import theme
from gisapp.ui.cards import button, column, exchange, label, row
from gisapp.ui.fields import HEADER, ROW
from gisapp.ui.publish.publishcard import PublishCard
from gisapp.ui.publish.standing import INKS, ROLES, WORDS, State
from gisapp.ui.theme import px
from gisapp.ui.unfolding import tag
from gisapp.ui.words import integer, said, sentence, translate

if TYPE_CHECKING:
    from gisapp.ui.publish.desk import PublishDesk
    from gisapp.ui.publish.standing import Standing
    from layers.base import Layer

LINES = 10
STATE = 116
"""Unscaled pixels of the column of states."""
ID = Qt.ItemDataRole.UserRole


class ListCard(PublishCard):
    """Lists the layers; the chosen one is told of below.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: PublishDesk) -> None:
        super().__init__(desk, translate("panels", "公開するレイヤ"))
        self.figure = label("", "figure", select=True)
        self.about = label("", "quiet", select=True)
        self.inside.addWidget(self.figure)
        self.inside.addWidget(self.about)
        self.list = QTreeWidget()
        self.list.setAccessibleName(translate("panels", "レイヤと公開の状態"))
        self.list.setHeaderLabels([translate("panels", "レイヤ"), translate("panels", "状態")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, px(STATE))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda *_: self._choose())
        self.list.itemActivated.connect(lambda *_: self._open())
        self.inside.addWidget(self.list)
        self.detail = QWidget()
        self._detail = column(self.detail)
        self.inside.addWidget(self.detail)
        self._filling = False
        self._shown: tuple[tuple[str, str, State], ...] = ()
        self._told: object = None

    # ---------------------------------------------------------------- showing

    def show_desk(self) -> None:
        """Show every layer with its state, and what to do first while there is nothing to be published."""
        found = [self.desk.standing(one) for one in self.desk.session.project.layers]
        approved = sum(one.state is State.APPROVED for one in found)
        begun = [one for one in found if one.publication is not None]
        if not begun:
            self.figure.setText(translate("panels", "公開するものはありません"))
            words = translate(
                "panels",
                "何もしなければ、どのレイヤも庁外には出ません。"
                "公開したいレイヤを下から選び、「公開の設定を始める」を押してください。",
            )
        else:
            self.figure.setText(translate("panels", "承認済み {count} 件").format(count=integer(approved)))
            waiting = sum(one.state in (State.WAITING, State.CHANGED) for one in begun)
            words = translate("panels", "設定したレイヤ {all} 件のうち、審査を待つもの {waiting} 件")
            words = words.format(all=integer(len(begun)), waiting=integer(waiting))
            if not approved:
                words += translate("panels", "。承認するまで、庁外には何も出ません。")
        self.about.setText(words)
        self._fill(found)
        self._tell()

    def _fill(self, found: list[Standing]) -> None:
        fresh = tuple((one.layer.id, one.layer.name, one.state) for one in found)
        if fresh != self._shown:
            self._shown = fresh
            chosen = self._current()
            self._filling = True
            self.list.clear()
            tokens = theme.look().tokens
            for one in found:
                item = QTreeWidgetItem([one.layer.name, said(WORDS[one.state])])
                item.setData(0, ID, one.layer.id)
                item.setToolTip(0, one.layer.name)
                item.setToolTip(1, sentence(one.reason))
                item.setForeground(1, QColor(getattr(tokens, INKS[one.state])))
                self.list.addTopLevelItem(item)
                if one.layer.id == chosen:
                    self.list.setCurrentItem(item)
            self._filling = False
            lines = min(max(len(found), 1), LINES)
            self.list.setFixedHeight(px(HEADER) + px(ROW) * lines + 4)
        if self.desk.layer is not None and self._current() != self.desk.layer.id:
            self._mark(self.desk.layer.id)

    def _mark(self, layer_id: str) -> None:
        self._filling = True
        for at in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(at)
            if item is not None and item.data(0, ID) == layer_id:
                self.list.setCurrentItem(item)
        self._filling = False

    def _current(self) -> str:
        item = self.list.currentItem()
        return "" if item is None else str(item.data(0, ID))

    @property
    def current(self) -> Layer | None:
        """The layer that is chosen in the list."""
        return self.desk.session.project.layer(self._current())

    def _tell(self) -> None:
        """Tell of the chosen layer, and offer what can be done."""
        layer = self.current
        standing = None if layer is None else self.desk.standing(layer)
        told = (
            None
            if standing is None
            else (standing.layer.id, standing.layer.name, standing.state, str(standing.reason))
        )
        if told == self._told:
            return
        self._told = told
        fresh = QWidget()
        if standing is not None:
            self._fill_detail(fresh, standing)
        exchange(self._detail, fresh)
        if standing is not None:
            QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """Let the chosen layer and what can be done with it be seen."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and self.detail.isVisible():
            area.ensureWidgetVisible(self.detail)

    def _fill_detail(self, fresh: QWidget, standing: Standing) -> None:
        layer, state = standing.layer, standing.state
        inside = column(fresh, space=8)
        head = row(space=8)
        head.addWidget(label(layer.name, select=True), 1)
        head.addWidget(tag(said(WORDS[state]), ROLES[state]), 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(head)
        role = "danger" if state is State.BLOCKED else "quiet"
        inside.addWidget(label(sentence(standing.reason), role, select=True))
        if standing.publication is None:
            if state is State.NONE:
                words = translate("panels", "公開の設定を始める")
                inside.addWidget(button(words, lambda: self.desk.begin(layer), role="primary"))
            return
        line = row(space=8)
        ready = state in (State.WAITING, State.CHANGED, State.APPROVED)
        settings = button(translate("panels", "設定"), self._open, role="" if ready else "primary")
        review = button(
            translate("panels", "審査"), lambda: self._go("review"), role="primary" if ready else ""
        )
        line.addWidget(settings)
        line.addWidget(review)
        line.addStretch(1)
        line.addWidget(button(translate("panels", "設定を消す"), lambda: self.desk.end(layer), role="flat"))
        inside.addLayout(line)

    # ---------------------------------------------------------------- doing

    def _choose(self) -> None:
        if not self._filling:
            layer = self.current
            if layer is not None:
                self.desk.choose(layer.id)
            self._tell()

    def _open(self) -> None:
        layer = self.current
        if layer is None:
            return
        if self.desk.publication is None:
            if self.desk.standing(layer).state is State.NONE:
                self.desk.begin(layer)
        else:
            self._go("record")

    def _go(self, side: str) -> None:
        layer = self.current
        if layer is not None:
            self.desk.choose(layer.id)
            self.desk.side_asked.emit(side)
