"""Answer sheets: make one for what is asked now, and write earlier ones of the project again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from gisapp import sheets
from gisapp.desks.planning.sheettemplate import Paper
from gisapp.ui.cards import button, label, row
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.theme import px
from gisapp.ui.words import clock_words, translate
from layers import records
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.session import Session

FORGET = QT_TRANSLATE_NOOP("messages", "調査票の控えを消す")
LONGEST = 40
"""Letters of a receipt number."""


@dataclass(frozen=True)
class Wish:
    """How a new sheet is wanted; no paper for that of the template, no template for the beginning."""

    receipt: str
    paper: Paper | None
    template: Path | None


class AnswerSheetsDialog(Sheet):
    """The dialog. After it was accepted `wish` says how a new sheet is wanted, or `chosen` is an earlier one.

    Parameters
    ----------
    session
        Holds the project that keeps the sheets.
    words
        What is asked about now; empty when there is nothing to make a sheet of.
    template
        That of the last time.
    """

    def __init__(
        self, session: Session, words: str, template: Path | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(translate("window", "調査票"), 560, parent)
        self._session = session
        self._template = template
        self.wish: Wish | None = None
        self.chosen = ""
        self.content.addWidget(label(translate("window", "新しい調査票"), "heading"))
        said = words or translate("window", "敷地か地点を選ぶと、調査票を作れます。")
        self.content.addWidget(label(said, "" if words else "quiet"))
        line = row(space=8)
        self.receipt = QLineEdit()
        self.receipt.setMaxLength(LONGEST)
        self.receipt.setPlaceholderText(translate("window", "受付番号（なくても作れます）"))
        self.receipt.setAccessibleName(translate("window", "受付番号"))
        line.addWidget(self.receipt, 1)
        self.paper = QComboBox()
        self.paper.setAccessibleName(translate("window", "用紙"))
        for name, value in (
            (translate("window", "用紙は様式のとおり"), None),
            (translate("window", "A4 縦"), Paper.A4),
            (translate("window", "A3 横（大きな立体図）"), Paper.A3),
        ):
            self.paper.addItem(name, value)
        line.addWidget(self.paper)
        self._form = button("", self._choose_template, meaning="properties")
        line.addWidget(self._form)
        self.content.addLayout(line)
        for one in (self.receipt, self.paper, self._form):
            one.setEnabled(bool(words))
        self.content.addWidget(label(translate("window", "プロジェクトに残した調査票"), "heading"))
        self.list = QListWidget()
        self.list.setMinimumHeight(px(180))
        self.list.setAccessibleName(translate("window", "プロジェクトに残した調査票"))
        self.list.currentRowChanged.connect(lambda _: self._refresh())
        self.list.itemDoubleClicked.connect(lambda _: self._choose())
        self.content.addWidget(self.list, 1)
        self._empty = label(
            translate("window", "まだありません。作った調査票はここに残り、同じものをもう一度書き出せます。"),
            "quiet",
        )
        self.content.addWidget(self._empty)
        self._forget = button(translate("window", "消す"), self._forget_one, role="flat", meaning="remove")
        self.buttons.insertWidget(0, self._forget)
        self.add_button(translate("window", "閉じる"), self.reject)
        self._again = self.add_button(translate("window", "もう一度書き出す"), self._choose, meaning="export")
        self.make = self.add_button(translate("window", "作って残す"), self._wish, role="primary")
        self.make.setEnabled(bool(words))
        self._show_template()
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        self._kept = sheets.kept(self._session.project)
        for one in self._kept:
            receipt = translate("window", "受付 {number}").format(number=one.receipt) if one.receipt else ""
            moment = clock_words(datetime.fromisoformat(one.made))
            parts = (moment, one.place, receipt, translate("window", "照合 {id}").format(id=one.id))
            QListWidgetItem("　".join(part for part in parts if part), self.list)
        self._empty.setVisible(not self._kept)
        self.list.setVisible(bool(self._kept))
        self._refresh()

    def _refresh(self) -> None:
        there = 0 <= self.list.currentRow() < len(self._kept)
        self._again.setEnabled(there)
        self._forget.setEnabled(there)

    def _wish(self) -> None:
        self.wish = Wish(self.receipt.text().strip(), self.paper.currentData(), self._template)
        self.accept()

    def _choose(self) -> None:
        if 0 <= self.list.currentRow() < len(self._kept):
            self.chosen = self._kept[self.list.currentRow()].id
            self.accept()

    def _forget_one(self) -> None:
        if 0 <= self.list.currentRow() < len(self._kept):
            gone = self._kept[self.list.currentRow()].id
            self._session.do(FORGET, records.without(self._session.project, gone))
            self._fill()

    def _choose_template(self) -> None:
        title = translate("window", "市の様式を選ぶ")
        begin = "" if self._template is None else str(self._template)
        name, _ = QFileDialog.getOpenFileName(self, title, begin, "JSON (*.json)")
        if name:
            self._template = Path(name)
            self._show_template()

    def _show_template(self) -> None:
        self._form.setText(
            translate("window", "様式…")
            if self._template is None
            else translate("window", "様式: {name}").format(name=self._template.stem)
        )
