"""What stands in the way of a publication, and what must be accepted before it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from gisapp.ui.cards import button, column, exchange, label, row
from gisapp.ui.publish.fixes import LACKING, place_of
from gisapp.ui.publish.longbox import LongBox
from gisapp.ui.publish.publishcard import PublishCard
from gisapp.ui.unfolding import tag
from gisapp.ui.words import integer, said, sentence, translate
from layers.feedback import Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.desks.publish.concerns import Concern
    from gisapp.ui.publish.desk import PublishDesk

WORDS = {
    Severity.ERROR: QT_TRANSLATE_NOOP(CONTEXT, "公開できない"),
    Severity.WARNING: QT_TRANSLATE_NOOP(CONTEXT, "要確認"),
    Severity.INFO: QT_TRANSLATE_NOOP(CONTEXT, "参考"),
}
ROLES = {Severity.ERROR: "over", Severity.WARNING: "confirm", Severity.INFO: "absent"}


class ConcernsCard(PublishCard):
    """Lists what the gate has found, the worst first.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: PublishDesk) -> None:
        super().__init__(desk, translate("panels", "点検の結果"))
        self.figure = label("", select=True)
        self.inside.addWidget(self.figure)
        self.list = QWidget()
        self._list = column(self.list)
        self.inside.addWidget(self.list)
        self._shown: object = None
        self.boxes: dict[str, QCheckBox] = {}

    def show_desk(self) -> None:
        """Show what the gate says now."""
        verdict = self.desk.verdict
        self.setVisible(self.desk.publication is not None)
        if verdict is None:
            self.figure.setText(translate("panels", "点検しています…") if self.desk.insight.judging else "")
        else:
            self._count(verdict.concerns)
        concerns = () if verdict is None else verdict.concerns
        if concerns != self._shown:
            self._shown = concerns
            self._fill(concerns)
        for key, box in self.boxes.items():
            box.setChecked(key in self.desk.accepted)

    def _count(self, concerns: tuple[Concern, ...]) -> None:
        there = [one for one in concerns if one.code not in LACKING]
        count = {one: sum(other.severity is one for other in there) for one in Severity}
        parts = []
        if count[Severity.ERROR]:
            words = translate("panels", "公開できない理由が {count} 件あります。")
            parts.append(words.format(count=integer(count[Severity.ERROR])))
        if count[Severity.WARNING]:
            words = translate("panels", "確認が必要なことが {count} 件あります。")
            parts.append(words.format(count=integer(count[Severity.WARNING])))
        if not parts and len(there) < len(concerns):
            parts.append(translate("panels", "設定がまだ終わっていません。"))
        self.figure.setText("".join(parts) or translate("panels", "公開を妨げるものは見つかりませんでした。"))

    def _fill(self, concerns: tuple[Concern, ...]) -> None:
        fresh = QWidget()
        inside = column(fresh, space=8)
        self.boxes = {}
        lacking = [one for one in concerns if one.code in LACKING]
        if lacking:
            inside.addWidget(self._lacking(lacking))
        for one in concerns:
            if one.code not in LACKING:
                inside.addWidget(self._line(one))
        exchange(self._list, fresh)

    def _lacking(self, concerns: list[Concern]) -> QFrame:
        """Return what has still to be entered: nothing of it is wrong."""
        frame = QFrame()
        frame.setProperty("role", "info")
        inside = column(frame, margin=8, space=4)
        words = translate("panels", "まだ入っていないものが {count} 件あります。")
        inside.addWidget(label(words.format(count=integer(len(concerns)))))
        for one in concerns:
            line = QWidget()
            across = row(line, space=8)
            across.addWidget(label(sentence(one.message), select=True), 1)
            enter = button(translate("panels", "入れる"), partial(self._go, one), role="flat")
            enter.setAccessibleDescription(sentence(one.message))
            across.addWidget(enter)
            inside.addWidget(line)
        return frame

    def _line(self, one: Concern) -> QFrame:
        frame = QFrame()
        frame.setProperty(
            "role", {Severity.ERROR: "danger", Severity.WARNING: "warn"}.get(one.severity, "card")
        )
        inside = column(frame, margin=8, space=4)
        head = row(space=8)
        head.addWidget(tag(said(WORDS[one.severity]), ROLES[one.severity]), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(one.field, "small", select=True), 1)
        told = one.severity is Severity.INFO
        if place_of(one) and not told:
            head.addWidget(button(translate("panels", "直す"), partial(self._go, one), role="flat"))
        inside.addLayout(head)
        inside.addWidget(label(sentence(one.message), select=True))
        if one.advice and not told:
            inside.addWidget(label(sentence(one.advice), "quiet", select=True))
        if one.severity is Severity.WARNING:
            box = LongBox(translate("panels", "確かめました。公開できます"))
            box.clicked.connect(lambda on, key=one.key: self.desk.accept(key, on=on))
            self.boxes[one.key] = box
            inside.addWidget(box)
        return frame

    def _go(self, one: Concern) -> None:
        self.desk.field_asked.emit(place_of(one))
