"""The check: what is wrong with a version, where it is, and what can be done about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from gisapp.desks.areas import columns, decisions
from gisapp.desks.areas.decisions import What
from gisapp.desks.areas.repair import in_bulk
from gisapp.desks.areas.sources import CITY
from gisapp.ui.areas.areacard import AreaCard
from gisapp.ui.areas.checking import (
    checked_layer,
    checked_ledger,
    repaired,
    what_of,
    with_decision,
    with_repaired,
)
from gisapp.ui.areas.findinglist import FindingList
from gisapp.ui.areas.marks import fly_to_shape, outlined
from gisapp.ui.areas.sourcechoice import SourceChoice
from gisapp.ui.cards import LongButton, button, column, exchange, label, row
from gisapp.ui.fields import Form, choice
from gisapp.ui.words import integer, sentence, translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.desks.areas.checks import Checked
    from gisapp.desks.areas.findings import AreaFinding, Proposal
    from gisapp.desks.areas.model import AreaSet
    from gisapp.tasks import Task
    from gisapp.ui.areas.desk import AreasDesk

CHECKING = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の区域を点検する")
REPAIRING = QT_TRANSLATE_NOOP(CONTEXT, "区域を直す: {what}")
BULK = QT_TRANSLATE_NOOP(CONTEXT, "区域の細かい食い違い {count} 件をまとめて直す")
DECIDING = QT_TRANSLATE_NOOP(CONTEXT, "区域の点検で決める: {what}")
MARK, WIDTH = (200, 16, 46), 4.0


class CheckCard(AreaCard):
    """Checks the ledger or the version of a department.

    Parameters
    ----------
    desk
        What is looked at.

    Attributes
    ----------
    checked
        What was found last, None for nothing yet.
    """

    def __init__(self, desk: AreasDesk) -> None:
        super().__init__(desk, translate("panels", "点検"))
        self.checked: Checked | None = None
        self._basis: object = None
        self._of_ledger = False
        self._department = self._picked = ""
        self._task: Task | None = None
        desk.ended.connect(self._end)
        words = translate("panels", "すき間・重なり・形のくずれ・番号や名前の抜け・未組織の地区を調べます。")
        self.inside.addWidget(label(words, "quiet"))
        line = row(space=8)
        self.version = choice()
        self.version.setAccessibleName(translate("panels", "点検する区域"))
        self.version.activated.connect(lambda _: self._pick())
        line.addWidget(self.version, 1)
        self.go = button(translate("panels", "点検する"), self.check, role="primary")
        line.addWidget(self.go)
        self.inside.addLayout(line)
        form = Form()
        self.city = SourceChoice(desk, CITY, translate("panels", "なし（市の外は調べません）"))
        form.add(translate("panels", "市の区域"), self.city)
        self.inside.addLayout(form)
        self.waiting = label(translate("panels", "点検しています…"), "quiet")
        self.stale = label(
            translate("panels", "点検のあとに台帳が変わりました。もう一度点検してください。"), "warn"
        )
        self.figure, self.about = label("", "figure", select=True), label("", "small", select=True)
        self.list = FindingList()
        self.list.chosen.connect(self.look)
        self.bulk = button("", self._repair_all, meaning="done")
        self.detail = QWidget()
        self._detail = column(self.detail)
        for one in (self.waiting, self.stale, self.figure, self.about, self.bulk, self.list, self.detail):
            self.inside.addWidget(one)
            one.hide()

    def show_ledger(self) -> None:
        """Offer the versions of now, and say when the ledger is another one than was checked."""
        offers = [("", translate("panels", "台帳"))] if self.desk.asked else []
        offers += [(one.id, one.name) for one in self.desk.likely_versions]
        shown = [(self.version.itemData(at), self.version.itemText(at)) for at in range(self.version.count())]
        if shown != offers:
            self.version.clear()
            for id_, name in offers:
                self.version.addItem(name, id_)
            self.version.setCurrentIndex(max(self.version.findData(self._picked), 0))
        self.go.setEnabled(bool(offers))
        self.city.show_source()
        if self.checked is not None:
            self.stale.setVisible(self._of_ledger and self._basis is not self.desk.ledger)
            self._follow_decisions(self.checked)

    def _pick(self) -> None:
        """Remember what staff chose: the ledger comes first until then."""
        self._picked = self.version.currentData()

    # ---------------------------------------------------------------- checking

    def check(self) -> None:
        """Check the chosen version beside the window."""
        desk, project = self.desk, self.desk.session.project
        layer = project.layer(self.version.currentData() or "")
        self.waiting.show()
        self.stale.hide()
        label_ = Message(CHECKING, {"name": self.version.currentText()})
        if layer is None:
            basis, title = desk.ledger, translate("panels", "台帳")
            then = partial(self._show, basis, True)
            work = partial(checked_ledger, project, basis, title, desk.crs)
        else:
            mapping = columns.mapping_of(layer.table(), desk.window.program.settings.area_columns)
            then = partial(self._show, layer, False)
            work = partial(checked_layer, project, layer, mapping, desk.crs)
        self._task = desk.run(label_, work, then=then, key="areas-check")

    def _end(self, task: Task) -> None:
        """Wait no more for a check that ended, well or not."""
        if task is self._task:
            self.waiting.hide()

    def _show(self, basis: object, of_ledger: bool, checked: Checked) -> None:
        self._basis, self._of_ledger, self.checked = basis, of_ledger, checked
        self.waiting.hide()
        self.desk.stand("check", ())
        self._tell()
        self.look(None)
        self.show_ledger()

    def _tell(self) -> None:
        checked = self.checked
        if checked is None:
            return
        faults = len(checked.faults)
        words = (
            translate("panels", "要対応 {count} 件") if faults else translate("panels", "問題はありません")
        )
        self.figure.setText(words.format(count=integer(faults)))
        lines = []
        if checked.buildings is not None:
            words = translate(
                "panels",
                "どの自治会にも入らない建物 {none} 棟（住宅 {homes}）、2つの自治会に入る建物 {two} 棟",
            )
            none, homes = checked.unorganised
            counts = {"none": none, "homes": homes, "two": checked.in_two[0]}
            lines.append(words.format(**{name: integer(count) for name, count in counts.items()}))
        lines += [sentence(one) for one in checked.notes]
        self.about.setText("\n".join(lines))
        self.list.show_findings(checked.findings)
        chosen = in_bulk(checked.findings) if self._of_ledger else []
        words = translate("panels", "細かい食い違いをすべて寄せる（{count} 件）")
        self.bulk.setText(words.format(count=integer(len(chosen))))
        self.bulk.setVisible(bool(chosen))
        self.figure.show()
        self.about.setVisible(bool(lines))
        self.list.setVisible(bool(checked.findings))

    # ---------------------------------------------------------------- one finding

    def look(self, finding: AreaFinding | None) -> None:
        """Look at a finding: fly there, let it stand out, and offer what can be done."""
        self.detail.setVisible(finding is not None)
        if finding is None:
            self.desk.stand("check", ())
            return
        if finding.shape is not None:
            project = self.desk.session.project
            self.desk.stand("check", outlined(project, [finding.shape], MARK, WIDTH))
            fly_to_shape(self.desk.window, finding.shape)
        fresh = QWidget()
        inside = column(fresh, space=8)
        inside.addWidget(label(sentence(finding.message), select=True))
        if finding.decided:
            inside.addWidget(label(self._decision(finding), "small", select=True))
            withdraw = translate("panels", "決定を取り消す")
            inside.addWidget(button(withdraw, partial(self.decide, finding, What.OPEN, "", "")))
        else:
            for offer in (self._offer(finding, one) for one in finding.proposals):
                if offer is not None:
                    inside.addWidget(offer)
            if not self._of_ledger:
                words = translate("panels", "部署の図は直しません。台帳に取り込むと、台帳で直せます。")
                inside.addWidget(label(words, "small"))
        exchange(self._detail, fresh)

    def _offer(self, finding: AreaFinding, proposal: Proposal) -> QWidget | None:
        """Return the button of a proposal, None for one that would change the map of a department."""
        what, words = what_of(proposal), sentence(proposal.message)
        if what is not None:
            return LongButton(words, partial(self._ask, finding, what, words), "flat")
        if not self._of_ledger:
            return None
        return LongButton(words, partial(self.repair, [(finding, proposal)], words))

    def _decision(self, finding: AreaFinding) -> str:
        log = decisions.standing(decisions.decisions_of(self.desk.session.project))
        made = log.get(finding.key)
        if made is None:
            return translate("panels", "決定済み")
        day = made.when[:10]
        return "　".join(
            filter(None, (sentence(Message(decisions.WORDS[made.what])), made.by, day, made.text))
        )

    def _ask(self, finding: AreaFinding, what: What, words: str) -> None:
        """Ask which department decides so, and why."""
        fresh = QWidget()
        inside = column(fresh, space=8)
        inside.addWidget(label(sentence(finding.message), select=True))
        inside.addWidget(label(words, "heading"))
        form = Form()
        by: QLineEdit = form.line(translate("panels", "決めた部署"))
        by.setText(self._department)
        why: QLineEdit = form.line(translate("panels", "理由・経緯"))
        inside.addLayout(form)
        line = row(space=8)
        decide = translate("panels", "決める")
        done = button(
            decide, lambda: self.decide(finding, what, by.text().strip(), why.text().strip()), role="primary"
        )
        done.setEnabled(bool(self._department))
        by.textChanged.connect(lambda text: done.setEnabled(bool(text.strip())))
        line.addWidget(done)
        line.addWidget(button(translate("panels", "やめる"), partial(self.look, finding)))
        line.addStretch(1)
        inside.addLayout(line)
        exchange(self._detail, fresh)

    # ---------------------------------------------------------------- doing

    def decide(self, finding: AreaFinding, what: What, by: str, text: str) -> None:
        """Keep a decision about a finding, as one step that can be undone; nothing else changes."""
        desk = self.desk
        if self.checked is None:
            return
        self._department = by or self._department
        made = with_decision(desk.session.project, finding, what, by, text, desk.crs)
        desk.do(DECIDING, made, what=Message(decisions.WORDS[what]))
        after = next((one for one in self.checked.findings if one.key == finding.key), None)
        if after is not None:
            self.list.choose(after)
            self.look(after)

    def _follow_decisions(self, checked: Checked) -> None:
        """Show what is decided now: a decision may have been undone."""
        agreed = decisions.agreed(decisions.decisions_of(self.desk.session.project))
        if any(one.decided != (one.key in agreed) for one in checked.findings):
            found = tuple(replace(one, decided=one.key in agreed) for one in checked.findings)
            self.checked = replace(checked, findings=found)
            self.look(None)
            self._tell()

    def _repair_all(self) -> None:
        if self.checked is not None:
            chosen = in_bulk(self.checked.findings)
            self.repair(chosen, "", bulk=True)

    def repair(
        self, chosen: Sequence[tuple[AreaFinding, Proposal]], words: str, *, bulk: bool = False
    ) -> None:
        """Repair findings in the ledger, as one step that can be undone, and check again."""
        checked = self.checked
        if checked is None:
            return
        if self._basis is not self.desk.ledger:
            self.stale.show()
            return

        def done(after: AreaSet) -> None:
            if self._basis is not self.desk.ledger:  # staff changed it meanwhile
                self.stale.show()
                return
            when = datetime.now().astimezone().isoformat(timespec="seconds")
            project = with_repaired(self.desk.session.project, checked.areas, after, when)
            self.desk.do(BULK if bulk else REPAIRING, project, what=words, count=integer(len(chosen)))
            self.check()

        label_ = Message(BULK if bulk else REPAIRING, {"what": words, "count": integer(len(chosen))})
        self.desk.run(label_, repaired, checked.areas, chosen, then=done, key="areas-repair")
