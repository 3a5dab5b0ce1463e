"""Officers of the association that is looked at: opened by a deliberate act that is written down.

The only place that shows people's names and telephones. They stand in a file beside the project
(:mod:`gisapp.desks.areas.officers`) which closes again by itself.
"""

from __future__ import annotations

import secrets
from dataclasses import fields, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QFormLayout, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from gisapp.desks.areas.officerlists import lists_in, officers_in
from gisapp.desks.areas.officers import DEEDS, Officer, Officers, file_beside
from gisapp.ui.areas.areacard import AreaCard
from gisapp.ui.cards import button, clear, column, label, row
from gisapp.ui.forms import FIELD
from gisapp.ui.theme import px
from gisapp.ui.words import integer, translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.ui.areas.desk import AreasDesk

FIELDS = {
    "role": QT_TRANSLATE_NOOP("panels", "役職"),
    "name": QT_TRANSLATE_NOOP("panels", "氏名"),
    "kana": QT_TRANSLATE_NOOP("panels", "ふりがな"),
    "phone": QT_TRANSLATE_NOOP("panels", "電話"),
    "mail": QT_TRANSLATE_NOOP("panels", "メール"),
    "address": QT_TRANSLATE_NOOP("panels", "住所"),
    "since": QT_TRANSLATE_NOOP("panels", "就任した日"),
    "until": QT_TRANSLATE_NOOP("panels", "退任した日"),
    "remark": QT_TRANSLATE_NOOP("panels", "備考"),
}
"""What the form asks for."""
IDLE = 600_000
"""Milliseconds after which the file closes when nobody does anything."""
LINES, LINE = 5, 28
ID = Qt.ItemDataRole.UserRole


class OfficerCard(AreaCard):
    """Shows and takes officers while their file is open.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: AreasDesk) -> None:
        super().__init__(desk, translate("panels", "会長・役員（個人情報）"))
        self.officers: Officers | None = None
        self._known: tuple[Officer, ...] = ()
        self._line = ""
        self._sure: str | None = None
        words = translate(
            "panels",
            "氏名や電話は個人情報のため、プロジェクトとは別のファイルに置きます。"
            "地図・台帳・区域図集・オープンデータなど、どの書き出しにも入りません。"
            "開いた部署と日時は、そのファイルに記録されます。",
        )
        self.inside.addWidget(label(words, "quiet"))
        self.shut, self.opened = QWidget(), QWidget()
        self.inside.addWidget(self.shut)
        self.inside.addWidget(self.opened)
        self._make_shut()
        self._make_opened()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE)
        self._idle.timeout.connect(self.close_file)
        desk.chosen.connect(self.show_officers)
        self.destroyed.connect(self.close_file)
        self.show_officers()

    def _make_shut(self) -> None:
        stack = column(self.shut, space=8)
        self.department, self.reason = _edit(), _edit()
        form = _form()
        form.addRow(translate("panels", "開く人の部署"), self.department)
        form.addRow(translate("panels", "目的"), self.reason)
        stack.addLayout(form)
        self.open_button = button(translate("panels", "役員の情報を開く"), self._open, role="primary")
        self.open_button.setEnabled(False)
        self.department.textChanged.connect(lambda text: self.open_button.setEnabled(bool(text.strip())))
        stack.addWidget(self.open_button)

    def _make_opened(self) -> None:
        stack = column(self.opened, space=8)
        self.of_whom = label("", "title")
        stack.addWidget(self.of_whom)
        self.lists = QWidget()
        self._offers = row(self.lists)
        stack.addWidget(self.lists)
        self.list = _tree(translate("panels", "役員の一覧"), 2)
        self.list.currentItemChanged.connect(lambda *_: self._choose())
        stack.addWidget(self.list)
        self.form = QWidget()
        form = _form(self.form)
        self.edits = {name: _edit() for name in FIELDS}
        for name, words in FIELDS.items():
            self.edits[name].setAccessibleName(translate("panels", words))
            form.addRow(translate("panels", words), self.edits[name])
        for name in ("since", "until"):
            self.edits[name].setPlaceholderText("2026-04-01")
        stack.addWidget(self.form)
        line = row()
        self.keep = button(translate("panels", "記入する"), self._keep, role="primary", meaning="save")
        self.fresh = button(translate("panels", "新しい役員"), self._fresh, role="flat")
        self.erase = button(translate("panels", "完全に消す…"), self._erase, role="flat", meaning="remove")
        self.erase.setToolTip(
            translate("panels", "この人の情報を、以前の版も含めてファイルから消します。元に戻せません。")
        )
        for one in (self.keep, self.fresh):
            line.addWidget(one)
        line.addStretch(1)
        stack.addLayout(line)
        self.history = label("", "small")
        stack.addWidget(self.history)
        stack.addWidget(label(translate("panels", "開いた人・変えた人"), "quiet"))
        self.log = _tree(translate("panels", "開いた人・変えた人"), 3)
        stack.addWidget(self.log)
        line = row()
        line.addWidget(button(translate("panels", "閉じる"), self.close_file, meaning="close"))
        line.addStretch(1)
        line.addWidget(self.erase)
        stack.addLayout(line)

    # ---------------------------------------------------------------- opening and closing

    def show_ledger(self) -> None:
        """Show the officers of the association of now; another project closes the file."""
        self.setVisible(self.desk.asked)
        path = self.desk.session.project.path
        if self.officers is not None and (path is None or file_beside(path) != self.officers.path):
            self.close_file()
        self.show_officers()

    def _open(self) -> None:
        self.desk.window.guard(self._really_open)

    def _really_open(self) -> None:
        path = file_beside(self.desk.session.project.path)
        self.officers = Officers(path, self.department.text(), _now(), self.reason.text())
        self.show_officers()

    def close_file(self) -> None:
        """Close the file and forget what was shown."""
        if self.officers is not None:
            self.officers.close()
            self.officers = None
        self._known, self._line = (), ""
        self._idle.stop()
        for edit in (*self.edits.values(), self.reason):
            edit.clear()
        self.list.clear()
        self.log.clear()
        self.show_officers()

    # ---------------------------------------------------------------- what is shown

    def show_officers(self) -> None:
        """Show the officers of the association that is looked at, or how to open them."""
        self.shut.setVisible(self.officers is None)
        self.opened.setVisible(self.officers is not None)
        if self.officers is None:
            return
        self._idle.start()
        one = self.desk.association
        self.of_whom.setText(translate("panels", "自治会を選んでください。") if one is None else one.name)
        for widget in (self.list, self.form, self.keep, self.fresh, self.erase, self.history):
            widget.setVisible(one is not None)
        if one is not None:
            chosen = self._chosen_id if one.line == self._line else ""
            self._line = one.line
            self._known = self.officers.officers(one.line)
            self._fill(chosen)
        clear(self._offers)
        there = lists_in(self.desk.session.project.layers)
        self.lists.setVisible(bool(there))
        for layer in there:
            words = translate("panels", "「{layer}」から写す").format(layer=layer.name)
            self._offers.addWidget(button(words, partial(self._copy, layer.id), role="flat"))
        self._offers.addStretch(1)
        self.log.clear()
        for entry in self.officers.log()[:50]:
            said = translate(CONTEXT, DEEDS.get(entry.deed, entry.deed))
            moment = entry.moment[:16].replace("T", " ")
            item = QTreeWidgetItem([moment, entry.department, said])
            item.setToolTip(2, entry.reason)
            self.log.addTopLevelItem(item)
        self.log.setFixedHeight(px(LINE) * min(self.log.topLevelItemCount(), LINES) + 4)

    def _fill(self, chosen: str) -> None:
        self.list.clear()
        for one in self._known:
            item = QTreeWidgetItem([one.role, one.name])
            item.setData(0, ID, one.id)
            self.list.addTopLevelItem(item)
            if one.id == chosen:
                self.list.setCurrentItem(item)
        self.list.setVisible(bool(self._known))
        self.list.setFixedHeight(px(LINE) * min(len(self._known), LINES) + 4)
        if self._known and not self._chosen_id:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self._choose()

    @property
    def _chosen_id(self) -> str:
        item = self.list.currentItem()
        return "" if item is None else str(item.data(0, ID))

    @property
    def chosen(self) -> Officer | None:
        """The officer that is looked at."""
        return next((one for one in self._known if one.id == self._chosen_id), None)

    def _choose(self) -> None:
        one = self.chosen
        for name, edit in self.edits.items():
            edit.setText("" if one is None else str(getattr(one, name)))
        self.erase.setEnabled(one is not None)
        self._ask_again(None)
        self.history.setText("")
        if one is not None and self.officers is not None:
            count = len(self.officers.versions(one.id))
            words = translate("panels", "{count} 版目　{day}　{department}")
            said = words.format(count=count, day=one.entered[:10], department=one.department)
            self.history.setText(said)

    # ---------------------------------------------------------------- changing

    def _fresh(self) -> None:
        self.list.setCurrentIndex(QModelIndex())
        self._choose()
        self.edits["role"].setFocus()

    def _keep(self) -> None:
        self.desk.window.guard(self._really_keep)

    def _really_keep(self) -> None:
        if self.officers is None or not self._line:
            return
        told = {name: edit.text().strip() for name, edit in self.edits.items()}
        one = self.chosen
        fresh = replace(one or Officer(f"officer-{secrets.token_hex(6)}", self._line), **told)
        if any(getattr(fresh, field.name) for field in fields(Officer) if field.name in FIELDS):
            self.officers.enter([fresh], _now())
            self.show_officers()
            self._fill(fresh.id)

    def _erase(self) -> None:
        self.desk.window.guard(self._really_erase)

    def _really_erase(self) -> None:
        one = self.chosen
        if one is not None and self._sure != one.id:
            self._ask_again(one.id)
        elif self.officers is not None and one is not None:
            self.officers.erase(one.id, _now(), self.reason.text())
            self.show_officers()

    def _copy(self, layer: str) -> None:
        self.desk.window.guard(lambda: self._really_copy(layer))

    def _really_copy(self, id_: str) -> None:
        """Copy the officers of a list into the file."""
        layer = self.desk.session.project.layer(id_)
        if self.officers is None or layer is None:
            return
        found = officers_in(layer.table(), self.desk.ledger, self.officers.officers())
        self.officers.enter(found.officers, _now())
        self.show_officers()
        words = translate("panels", "{count} 人を記入しました。台帳にない自治会の行: {lost}")
        self.history.setText(words.format(count=integer(len(found.officers)), lost=integer(found.lost)))

    def _ask_again(self, officer: str | None) -> None:
        """Ask for a second press before an officer is erased; None for nobody."""
        self._sure = officer
        words = translate("panels", "完全に消す…") if officer is None else translate("panels", "本当に消す")
        self.erase.setText(words)


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _edit() -> QLineEdit:
    made = QLineEdit()
    made.setMinimumHeight(px(FIELD))
    return made


def _form(owner: QWidget | None = None) -> QFormLayout:
    made = QFormLayout() if owner is None else QFormLayout(owner)
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(px(8))
    made.setVerticalSpacing(px(4))
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return made


def _tree(name: str, columns: int) -> QTreeWidget:
    made = QTreeWidget()
    made.setAccessibleName(name)
    made.setColumnCount(columns)
    made.setHeaderHidden(True)
    made.setRootIsDecorated(False)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    header = made.header()
    header.setStretchLastSection(False)
    for column_ in range(columns):
        header.setSectionResizeMode(column_, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    return made
