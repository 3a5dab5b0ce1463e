"""Areas of a department and the city's list come into the ledger: what they are, and what fits together."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QRadioButton, QWidget

from gisapp.desks.areas import columns, register
from gisapp.desks.areas.layerkinds import day_in, department_of, lists_associations
from gisapp.tasks import State
from gisapp.ui.areas.areacard import AreaCard
from gisapp.ui.areas.associationform import read
from gisapp.ui.areas.candidatebox import CandidateBox
from gisapp.ui.areas.gathering import Wish, gathered, saying_yes
from gisapp.ui.areas.mappingbox import MappingBox
from gisapp.ui.banner import Notice
from gisapp.ui.cards import button, column, label, row
from gisapp.ui.fields import Form, choice
from gisapp.ui.words import integer, sentence, translate
from importers.tables.lists import Columns
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.desks.areas.incoming import Incoming
    from gisapp.desks.areas.names import Candidate
    from gisapp.tasks import Task
    from gisapp.ui.areas.desk import AreasDesk
    from layers.base import Layer

IMPORTING = QT_TRANSLATE_NOOP(CONTEXT, "自治会を台帳に取り込む（{count} 件）")
PUTTING = QT_TRANSLATE_NOOP(CONTEXT, "区域と一覧を突き合わせる")
WAYS = {
    "code": QT_TRANSLATE_NOOP("panels", "番号で {count}"),
    "name": QT_TRANSLATE_NOOP("panels", "名前で {count}"),
    "confirmed": QT_TRANSLATE_NOOP("panels", "確かめて {count}"),
}
"""How rows of a list found their areas."""
PAUSE = 250
MOST_FINDINGS = 6


class IncomingCard(AreaCard):
    """Takes a layer of areas, a list, or both.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: AreasDesk) -> None:
        super().__init__(desk, translate("panels", "区域と一覧を取り込む"))
        self._filling = False
        self.came: Incoming | None = None
        self.wish = Wish()
        self.opener = button(
            translate("panels", "区域の図・一覧を選ぶ…"),
            lambda: self.begin(""),
            role="flat",
            meaning="open-data",
        )
        self.inside.addWidget(self.opener)
        self.body = QWidget()
        self._stack = column(self.body, space=8)
        self.inside.addWidget(self.body)
        self.body.hide()
        self._make_sources()
        self._make_more()
        self._make_end()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._gather)
        self._task: Task | None = None
        desk.import_asked.connect(self.begin)
        desk.ended.connect(self._end)

    def _make_sources(self) -> None:
        self.layer, self.mapping = choice(), MappingBox()
        self.listed, self.list_mapping = choice(), MappingBox()
        for box, table, words in (
            (self.layer, self.mapping, translate("panels", "区域の図")),
            (self.listed, self.list_mapping, translate("panels", "一覧（世帯数など）")),
        ):
            self._stack.addWidget(label(words, "heading"))
            box.setAccessibleName(words)
            box.currentIndexChanged.connect(lambda _, box=box, table=table: self._turn(box, table))
            table.changed.connect(self._remap)
            self._stack.addWidget(box)
            self._stack.addWidget(table)

        window = self.desk.window
        open_it = translate("panels", "図・一覧のファイルを開く…")
        self._stack.addWidget(
            button(open_it, lambda: window.guard(window.work.choose_data), role="flat", meaning="open-data")
        )

    def _make_more(self) -> None:
        self.form = QWidget()
        form = Form()
        form.setContentsMargins(0, 0, 0, 0)
        self.form.setLayout(form)
        self.since: QLineEdit = form.line(translate("panels", "区域の時点"))
        self.list_date: QLineEdit = form.line(translate("panels", "世帯数の時点"))
        for one in (self.since, self.list_date):
            one.setPlaceholderText(translate("panels", "例: 令和8年4月1日"))
        self.department: QLineEdit = form.line(translate("panels", "区域を持つ部署"))
        self.places: QComboBox = choice()
        form.add(translate("panels", "町名・番地の図"), self.places)
        self._fields = form
        for one in (self.list_date, self.department):
            one.textChanged.connect(lambda _: self._soon())
        self.since.textChanged.connect(lambda _: self._allow())
        self.places.currentIndexChanged.connect(lambda _: self._soon())
        self._stack.addWidget(self.form)
        self.add = QRadioButton(translate("panels", "今の台帳にないものだけを加える"))
        self.succeed = QRadioButton(translate("panels", "時点の日から新しい区域に替える（前の区域も残す）"))
        self.add.setChecked(True)
        self.add.toggled.connect(lambda _: self._allow())
        self._stack.addWidget(self.add)
        self._stack.addWidget(self.succeed)

    def _make_end(self) -> None:
        self.candidates = CandidateBox()
        self.candidates.said.connect(self._confirm)
        self._stack.addWidget(self.candidates)
        self.said = label("", select=True)
        self._stack.addWidget(self.said)
        self.findings = label("", "small", select=True)
        self._stack.addWidget(self.findings)
        self.trouble = label("", "danger")
        self._stack.addWidget(self.trouble)
        line = row(space=8)
        self.take = button("", self.keep, role="primary", meaning="done")
        line.addWidget(self.take)
        line.addWidget(button(translate("panels", "やめる"), self.cancel))
        line.addStretch(1)
        self._stack.addLayout(line)

    # ---------------------------------------------------------------- choosing

    def show_ledger(self) -> None:
        """Offer the layers of now; whoever is choosing is not disturbed."""
        self.setVisible(self.desk.asked or self.desk.importing)
        self.add.setVisible(self.desk.asked)
        self.succeed.setVisible(self.desk.asked)
        if self.desk.importing:
            self._offer()

    def begin(self, layer_id: str) -> None:
        """Begin with a layer of areas, or with none chosen yet."""
        self.wish = Wish()
        self.candidates.forget()
        self._unfold(open_=True)
        self._offer()
        self.layer.setCurrentIndex(max(self.layer.findData(layer_id), 0))
        if layer_id:
            first = next((one.id for one in self._tables() if lists_associations(one)), "")
            self.listed.setCurrentIndex(max(self.listed.findData(first), 0))
            layer = self.desk.session.project.layer(layer_id)
            self.department.setText("" if layer is None else department_of(layer.name))
        self.wanted.emit()
        self.desk.changed.emit()  # what offered to begin goes
        self._soon()

    def cancel(self) -> None:
        """Take nothing."""
        self._unfold(open_=False)
        self.desk.changed.emit()

    def _unfold(self, *, open_: bool) -> None:
        self.desk.importing = open_
        self.came = None
        self.body.setVisible(open_)
        self.opener.setVisible(not open_)
        self.show_ledger()

    def _tables(self) -> Sequence[Layer]:
        layers = self.desk.session.project.layers
        return [
            one for one in layers if one.kind == "vector" and one.data is not None and one.extent() is None
        ]

    def _offer(self) -> None:
        """Fill the choices; what was chosen stays while it is there."""
        self._filling = True
        areas = [(one.id, one.name) for one in self.desk.versions]
        for box, offers in (
            (self.layer, areas),
            (self.listed, [(one.id, one.name) for one in self._tables()]),
            (self.places, areas),
        ):
            now = box.currentData()
            box.clear()
            box.addItem(translate("panels", "（なし）"), "")
            for id_, name in offers:
                box.addItem(name, id_)
            box.setCurrentIndex(max(box.findData(now), 0))
        self._filling = False

    def _turn(self, box: QComboBox, table: MappingBox) -> None:
        if self._filling:
            return
        layer = self.desk.session.project.layer(box.currentData() or "")
        table.setVisible(layer is not None)
        if layer is not None:
            kept = self.desk.window.program.settings.area_columns
            table.show_table(layer.table(), columns.mapping_of(layer.table(), kept))
        if box is self.listed:
            day = "" if layer is None else layer.source.date or day_in(layer.source.path.name)
            self.list_date.setText(day)
        self.wish = Wish()  # rows of other tables are other rows
        self._soon()

    # ---------------------------------------------------------------- putting together

    def _remap(self) -> None:
        """Ask anew of names: with other columns, other rows of a list tell of associations."""
        self.wish = Wish()
        self._soon()

    def _soon(self) -> None:
        if not self._filling and self.desk.importing:
            self._pause.start()

    def _gather(self) -> None:
        project = self.desk.session.project
        layer = project.layer(self.layer.currentData() or "")
        listed = project.layer(self.listed.currentData() or "")
        list_columns = self.list_mapping.mapping if listed is not None else Columns()
        by_address = bool(list_columns.of("addresses"))
        self._fields.show_field(self.places, seen=by_address)
        self._fields.show_field(self.list_date, seen=listed is not None)
        day, _ = read(self.list_date.text(), "date")
        self.wish = Wish(
            layer,
            self.mapping.mapping if layer is not None else Columns(),
            listed,
            list_columns,
            project.layer(self.places.currentData() or "") if by_address else None,
            self.department.text().strip(),
            day or "",
            self.wish.confirmed,
        )
        if layer is None and listed is None:
            self._show(None)
            return
        self.said.setText(translate("panels", "突き合わせています…"))
        self._task = self.desk.run(
            Message(PUTTING), gathered, self.wish, self.desk.crs, then=self._show, key="areas-incoming"
        )

    def _end(self, task: Task) -> None:
        """Show nothing where putting together failed or was given up."""
        if task is self._task and task.state is not State.DONE:
            self._show(None)

    def _confirm(self, said: Sequence[Candidate]) -> None:
        if self.came is not None:
            self.wish = saying_yes(self.wish, self.came, *said)
            self._gather()

    def _show(self, came: Incoming | None) -> None:
        self.came = came
        self.said.setText(
            translate("panels", "区域の図か一覧を選んでください。") if came is None else told(came)
        )
        if came is None:
            self.candidates.hide()
        else:
            self.candidates.show_candidates(came)
        found = () if came is None else came.findings
        lines = [sentence(one.message) for one in found[:MOST_FINDINGS]]
        if len(found) > MOST_FINDINGS:
            more = translate("panels", "ほか {count} 件は「気づいた点」に載せます。")
            lines.append(more.format(count=integer(len(found) - MOST_FINDINGS)))
        self.findings.setText("\n".join(lines))
        self.findings.setVisible(bool(lines))
        self._allow()

    def _allow(self) -> None:
        """Say what still keeps the ledger from being made."""
        day, sound = read(self.since.text(), "date")
        replacing = self.desk.asked and self.succeed.isChecked()
        trouble = ""
        if not sound:
            trouble = translate("panels", "区域の時点は 令和8年4月1日 のように書いてください。")
        elif replacing and not day:
            trouble = translate("panels", "新しい区域になった日を「区域の時点」に書いてください。")
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        fresh = self._fresh()
        words = translate("panels", "台帳を作る（{count} 件）")
        if self.desk.asked:
            words = translate("panels", "台帳に加える（{count} 件）")
        self.take.setText(words.format(count=integer(len(fresh))))
        self.take.setEnabled(bool(fresh) and not trouble)

    def _fresh(self) -> list[str]:
        """Return the ids of what would come into the ledger."""
        if self.came is None:
            return []
        known = register.lines_of(self.desk.session.project, self.came.associations)
        replacing = self.desk.asked and self.succeed.isChecked()
        return [one.id for one in self.came.associations if replacing or one.id not in known]

    # ---------------------------------------------------------------- keeping

    def keep(self) -> None:
        """Bring it into the ledger, as one step that can be undone."""
        came, wish = self.came, self.wish
        if came is None:
            return
        project, fresh = self.desk.session.project, set(self._fresh())
        when = datetime.now().astimezone().isoformat(timespec="seconds")
        day = str(read(self.since.text(), "date")[0] or "")
        many = [one for one in came.associations if one.id in fresh]
        verb = register.succeed if self.desk.asked and self.succeed.isChecked() else register.admit
        self._unfold(open_=False)
        self.desk.do(IMPORTING, verb(project, many, day, when), count=integer(len(many)))
        program = self.desk.window.program
        kept = program.settings.area_columns
        for layer, mapping in ((wish.layer, wish.columns), (wish.listed, wish.list_columns)):
            if layer is not None:
                kept = columns.remember(kept, layer.table(), mapping)
        program.prefer(area_columns=kept)
        program.add_findings(came.findings)
        words = translate("panels", "{count} 自治会を台帳に入れました。").format(count=integer(len(many)))
        self.desk.window.banner.tell(Notice(f"{words}{told(came)}", "info", key="areas-import"))


def told(came: Incoming) -> str:
    """Return what came together, with counts, for reading."""
    parts = []
    if len(came.areas):
        parts.append(translate("panels", "区域 {count} 件。").format(count=integer(len(came.areas))))
    if came.listed is not None and came.joined is not None:
        counts = Counter(one for one in came.joined.how.tolist() if one)
        words = translate("panels", "一覧 {count} 件のうち {joined} 件が区域と結び付きました")
        text = words.format(count=integer(len(came.listed)), joined=integer(sum(counts.values())))
        ways = translate("panels", "、").join(
            translate("panels", words).format(count=integer(counts[how]))
            for how, words in WAYS.items()
            if counts[how]
        )
        parts.append(
            translate("panels", "{text}（{ways}）。").format(text=text, ways=ways) if ways else f"{text}。"
        )
        if came.placed:
            words = translate("panels", "町名・番地から {count} 件の区域を作りました。")
            parts.append(words.format(count=integer(came.placed)))
        if len(came.joined.alone):
            words = translate("panels", "一覧にない区域 {count} 件。")
            parts.append(words.format(count=integer(len(came.joined.alone))))
    without = sum(one.shape is None for one in came.associations)
    if without:
        words = translate("panels", "区域がまだない自治会 {count} 件。")
        parts.append(words.format(count=integer(without)))
    return "".join(parts)
