"""The form of a report: what, where, when, how far, by whom, with photos."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QFileDialog,
)

from gisapp.desks.hazard.event.words import KINDS, STATES, Kind, State
from gisapp.ui.cards import Card, button, label, row
from gisapp.ui.fields import Form, choice
from gisapp.ui.words import geographic_position, translate
from importers.photos import SUFFIXES
from layers.messages import CONTEXT

if TYPE_CHECKING:
    from gisapp.desks.hazard.event.reports import Report
    from gisapp.ui.hazard.event.desk import EventDesk
    from gisapp.ui.window import Window


class FormCard(Card):
    """Takes a report.

    Parameters
    ----------
    desk
        Takes what is entered.
    window
        Tells what went wrong.
    """

    def __init__(self, desk: EventDesk, window: Window) -> None:
        super().__init__(translate("panels", "報告の内容"))
        self._desk, self._window = desk, window
        self._shown: Report | None = None
        self.keep = button(translate("panels", "登録する"), self.save, role="primary")
        self.grid = Form()
        self.inside.addLayout(self.grid)
        self.kind, self.state = choice(), choice()
        self.kind.setPlaceholderText(translate("panels", "選んでください"))
        self.kind.currentIndexChanged.connect(lambda index: self.keep.setEnabled(index >= 0))
        for kind, word in KINDS.items():
            self.kind.addItem(translate(CONTEXT, word), kind)
        for state, word in STATES.items():
            self.state.addItem(translate(CONTEXT, word), state)
        self.grid.add(translate("panels", "種別"), self.kind)
        self.grid.add(translate("panels", "状態"), self.state)
        self.begin = QDateTimeEdit()
        self.begin.setDisplayFormat("yyyy/MM/dd HH:mm")
        self.begin.setCalendarPopup(False)
        self.grid.add(translate("panels", "日時"), self.begin)
        self.place = label("", select=True)
        self.grid.add(translate("panels", "場所"), self.place)
        self.address = self.grid.line(translate("panels", "住所・目印"))
        self.department = self.grid.line(translate("panels", "部署"))
        self.text = self.grid.text(translate("panels", "内容"))
        self.notice = self.grid.text(translate("panels", "公開用の説明"))
        self.notice.setPlaceholderText(translate("panels", "市民に見せてよい文だけを書きます"))
        self.reporter = self.grid.line(translate("panels", "通報者"))
        self.phone = self.grid.line(translate("panels", "電話"))
        for one in (self.reporter, self.phone):
            one.setPlaceholderText(translate("panels", "公開しません"))
        self.photos = label("", "small")
        self.grid.add(translate("panels", "写真"), self.photos)
        self.add = button(translate("panels", "写真を加える"), self._add_photo)
        self.grid.addWidget(self.add, self.grid.rowCount(), 1)
        line = row(space=8)
        line.addWidget(self.keep)
        line.addWidget(button(translate("panels", "やめる"), desk.cancel))
        line.addStretch(1)
        self.inside.addLayout(line)
        self.show_draft()

    def show_draft(self) -> None:
        """Show the report that is being entered; what was typed stays while only its place changes."""
        draft = self._desk.draft
        self.setVisible(draft is not None)
        before, self._shown = self._shown, draft
        if draft is None:
            return
        if before is None or before.id != draft.id:
            self._fill(draft)
        elif before.begin != draft.begin:
            self._show_begin(draft)
        if draft.place is None:
            self.place.setText(translate("panels", "地図をクリックしてください"))
        else:
            self.place.setText(geographic_position(*draft.place))
        names = [Path(one.path).name for one in draft.photos]
        self.photos.setText(translate("panels", "、").join(names) or translate("panels", "なし"))

    def _fill(self, draft: Report) -> None:
        fresh = draft.kind is Kind.OTHER and not (draft.text or draft.photos)
        self.kind.setCurrentIndex(-1 if fresh else self.kind.findData(draft.kind))
        self.state.setCurrentIndex(self.state.findData(draft.state))
        self.keep.setEnabled(not fresh)
        self._show_begin(draft)
        for field, text in (
            (self.address, draft.address),
            (self.department, draft.department),
            (self.reporter, draft.reporter),
            (self.phone, draft.phone),
        ):
            field.setText(text)
        self.text.setPlainText(draft.text)
        self.notice.setPlainText(draft.notice)

    def _show_begin(self, draft: Report) -> None:
        begin = draft.begin or datetime.now().astimezone().isoformat()[:16]
        self.begin.setDateTime(QDateTime.fromString(begin[:16], "yyyy-MM-ddTHH:mm"))

    @property
    def report(self) -> Report | None:
        """The report as it stands in the form."""
        draft = self._desk.draft
        if draft is None:
            return None
        state = State(self.state.currentData())
        begin = self.begin.dateTime().toString("yyyy-MM-ddTHH:mm")
        now = datetime.now().astimezone().isoformat()[:16]
        return replace(
            draft,
            kind=Kind(self.kind.currentData() or Kind.OTHER),
            state=state,
            begin=begin,
            end=(draft.end or max(now, begin)) if state is State.DONE else "",
            address=self.address.text().strip(),
            department=self.department.text().strip(),
            text=self.text.toPlainText().strip()[:4000],
            notice=self.notice.toPlainText().strip()[:4000],
            reporter=self.reporter.text().strip(),
            phone=self.phone.text().strip(),
        )

    def save(self) -> None:
        """Keep what stands in the form."""
        report = self.report
        if report is not None:
            self._desk.save(report)

    def _add_photo(self) -> None:
        title = translate("window", "写真を選ぶ")
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(self, title, str(self._window.work.folder()), kinds)
        if name:
            self._window.guard(lambda: self.take_photo(Path(name)))

    def take_photo(self, path: Path) -> None:
        """Add a photo; see :meth:`gisapp.ui.hazard.event.desk.EventDesk.add_photo` for what it raises."""
        report = self.report
        if report is not None:
            self._desk.add_photo(path, report)
