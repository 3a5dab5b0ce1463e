"""The approval: a department says that a layer may go to the public as it is now, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gisapp.desks.publish.model import approvals
from gisapp.ui.cards import button, column, label
from gisapp.ui.fields import Form
from gisapp.ui.publish.desk import now
from gisapp.ui.publish.fixes import LACKING
from gisapp.ui.publish.publishcard import PublishCard
from gisapp.ui.publish.standing import State, told
from gisapp.ui.unfolding import Unfolding
from gisapp.ui.words import integer, translate
from layers.feedback import Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from gisapp.desks.publish.concerns import Verdict
    from gisapp.ui.publish.desk import PublishDesk

APPROVE = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の公開を承認する")


class ApproveCard(PublishCard):
    """Asks who approves, and keeps it.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: PublishDesk) -> None:
        super().__init__(desk, translate("panels", "承認"))
        self.state = label("", select=True)
        self.inside.addWidget(self.state)
        form = Form()
        self.by = form.line(translate("panels", "承認する部署"))
        self.by.textChanged.connect(lambda _: self._allow())
        self.note = form.text(translate("panels", "メモ"))
        self.note.setPlaceholderText(translate("panels", "要確認としたことの判断など"))
        self.asking = QWidget()
        self.asking.setLayout(form)
        form.setContentsMargins(0, 0, 0, 0)
        self.inside.addWidget(self.asking)
        self.go = button(
            translate("panels", "この内容で公開を承認する"), self.approve, role="primary", meaning="done"
        )
        self.inside.addWidget(self.go)
        self.why = label("", "warn")
        self.inside.addWidget(self.why)
        self.log: QVBoxLayout | None = None
        self.history = Unfolding(translate("panels", "これまでの承認"), self._unfold)
        self.inside.addWidget(self.history)
        desk.accepting.connect(self._allow)
        desk.chosen.connect(self._forget)

    def show_desk(self) -> None:
        """Show whether it is approved as it is now, and what is lacking."""
        layer, said = self.desk.layer, self.desk.publication
        self.setVisible(said is not None)
        if layer is None or said is None:
            return
        standing = self.desk.standing(layer)
        words = ""
        if standing.approval is not None and standing.state is State.APPROVED:
            words = translate("panels", "{department}が {day} に承認しました。公開できます。")
        elif standing.approval is not None:
            words = translate("panels", "{department}が {day} に承認したあとで変わりました。")
        if standing.approval is not None:
            words = words.format_map(told(standing.approval))
        self.state.setText(words)
        self.state.setVisible(bool(words))
        if not self.by.text() and standing.approval is not None and not self.by.hasFocus():
            self.by.setText(standing.approval.department)
        self.history.setVisible(bool(approvals(self.desk.session.project, layer.id)))
        self._show_log()
        self._allow()

    def _unfold(self, inside: QVBoxLayout) -> None:
        self.log = column(space=4)
        inside.addLayout(self.log)
        self._show_log()

    def _show_log(self) -> None:
        layer = self.desk.layer
        if self.log is None or layer is None:
            return
        from gisapp.ui.cards import clear

        clear(self.log)
        for one in reversed(approvals(self.desk.session.project, layer.id)):
            words = translate("panels", "{day}　{department}　{count} 件　{note}")
            words = words.format(**told(one), count=integer(one.features), note=one.note).rstrip()
            self.log.addWidget(label(words, "small", select=True))

    def _lacking(self, verdict: Verdict | None) -> str:
        """Return why it cannot be approved, empty where it can."""
        if verdict is None:
            return translate("panels", "点検が終わると承認できます。") if self.desk.insight.judging else ""
        if verdict.blocked and all(
            one.code in LACKING for one in verdict.concerns if one.severity is Severity.ERROR
        ):
            return translate("panels", "まだ入っていないものを入れると、承認できます。")
        if verdict.blocked:
            return translate("panels", "「公開できない」とあるものを直すと、承認できます。")
        left = len(verdict.unaccepted(self.desk.accepted))
        if left:
            words = translate("panels", "「要確認」の残り {count} 件に印を付けると、承認できます。")
            return words.format(count=integer(left))
        if not self.by.text().strip():
            return translate("panels", "承認する部署を入れてください。")
        return ""

    def _allow(self) -> None:
        layer, verdict = self.desk.layer, self.desk.verdict
        lacking = self._lacking(verdict)
        done = layer is not None and self.desk.standing(layer).state is State.APPROVED
        self.go.setEnabled(verdict is not None and not lacking and not done)
        self.why.setText("" if done else lacking)
        self.why.setVisible(bool(self.why.text()))
        self.asking.setVisible(not done)
        self.go.setVisible(not done)

    def _forget(self) -> None:
        self.note.clear()
        self.by.clear()

    def approve(self) -> None:
        """Keep the approval, as one step that can be undone."""
        desk = self.desk
        seen = desk.publication
        desk.settling.emit()
        layer, said, verdict = desk.layer, desk.publication, desk.verdict
        # What was typed a moment ago has not been judged: it is looked at before it is approved.
        if layer is None or said is None or said != seen or verdict is None:
            return
        from gisapp.desks.publish.gate import approve

        note, by = self.note.toPlainText().strip(), self.by.text()
        project = desk.session.project
        desk.window.guard(
            lambda: desk.session.do(
                Message(APPROVE, {"name": layer.name}),
                approve(project, said, verdict, by, note, now(), accepted=desk.accepted),
            )
        )

    def go_to(self, name: str) -> bool:
        """Let one enter the department."""
        if name == "approval":
            self.by.setFocus()
        return name == "approval"
