"""Which attributes of a layer the public sees, and under which names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from gisapp.desks.publish.model import PublicField
from gisapp.ui.cards import button, column, exchange, label, row
from gisapp.ui.publish import fieldlist
from gisapp.ui.publish.boundform import BoundForm, Entry
from gisapp.ui.publish.longbox import LongBox
from gisapp.ui.publish.publishcard import PublishCard
from gisapp.ui.unfolding import tag
from gisapp.ui.words import integer, said, sentence, translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QVBoxLayout

    from gisapp.desks.publish.candidates import Candidate
    from gisapp.ui.publish.desk import PublishDesk

COLUMNS = QT_TRANSLATE_NOOP(CONTEXT, "公開する列")
COUNT = QT_TRANSLATE_NOOP(CONTEXT, "人や世帯の数として、小さな値を隠す")
LABEL = QT_TRANSLATE_NOOP(CONTEXT, "地図の見出しと検索に使う")
ENTRIES = (
    Entry("name", QT_TRANSLATE_NOOP(CONTEXT, "公開する列の名前")),
    Entry("english", QT_TRANSLATE_NOOP(CONTEXT, "公開する列の名前（英語）")),
)
NUMBERS = ("number", "integer")
SAMPLES = 4
"""Values that are shown of a column."""


class FieldsCard(PublishCard):
    """A box for each column; that which is looked at is told of below.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: PublishDesk) -> None:
        super().__init__(desk, translate("panels", "公開する列"))
        words = translate("panels", "印を付けた列だけが公開されます。はじめはどの列にも印がありません。")
        self.inside.addWidget(label(words, "small"))
        self.waiting = label(translate("panels", "列を調べています…"), "quiet")
        self.inside.addWidget(self.waiting)
        self.count = label("")
        self.inside.addWidget(self.count)
        self.list = fieldlist.FieldList()
        self.list.ticked.connect(self._tick)
        self.list.looked.connect(lambda _: self._tell())
        self.inside.addWidget(self.list)
        line = row(space=8)
        self.all = button(translate("panels", "「公開可」をすべて選ぶ"), self._tick_all, role="flat")
        self.none = button(translate("panels", "すべて外す"), self._tick_none, role="flat")
        line.addWidget(self.all)
        line.addWidget(self.none)
        line.addStretch(1)
        self.inside.addLayout(line)
        self.detail = QWidget()
        inside = column(self.detail, space=8)
        self._about = column()
        inside.addLayout(self._about)
        self.editing = QWidget()
        edit = column(self.editing, space=8)
        self.form = BoundForm(ENTRIES)
        self.form.entered.connect(self._keep)
        edit.addWidget(self.form)
        self.counts = LongBox(translate(CONTEXT, COUNT))
        self.counts.clicked.connect(lambda on: self._change_field(COUNT, count=on))
        edit.addWidget(self.counts)
        self.names = LongBox(translate(CONTEXT, LABEL))
        self.names.clicked.connect(self._name)
        edit.addWidget(self.names)
        inside.addWidget(self.editing)
        self.inside.addWidget(self.detail)
        desk.settling.connect(self.form.settle)
        desk.chosen.connect(self._leave)
        self._told: object = None

    # ---------------------------------------------------------------- showing

    def show_desk(self) -> None:
        """Show the columns, and which of them the public sees."""
        said_, found = self.desk.publication, self.desk.insight.candidates
        self.setVisible(said_ is not None and not self.desk.ground)
        if said_ is None or self.desk.ground:
            return
        self.waiting.setVisible(found is None)
        for one in (self.list, self.count, self.all, self.none):
            one.setVisible(found is not None)
        if found is not None:
            words = translate("panels", "{all} 列のうち {count} 列を公開")
            self.count.setText(words.format(all=integer(len(found)), count=integer(len(said_.fields))))
            self.list.show_columns(found, [one.column for one in said_.fields])
            self.none.setEnabled(bool(said_.fields))
            self.all.setVisible(any(one.advice == fieldlist.OPEN for one in found))
        self._tell()

    def _field(self) -> PublicField | None:
        """Return what the public sees of the column that is looked at, None for nothing."""
        said_ = self.desk.publication
        fields = () if said_ is None else said_.fields
        return next((one for one in fields if one.column == self.list.current), None)

    def _candidate(self) -> Candidate | None:
        found = self.desk.insight.candidates or ()
        return next((one for one in found if one.column == self.list.current), None)

    def _tell(self) -> None:
        """Tell of the column that is looked at."""
        candidate, field, said_ = self._candidate(), self._field(), self.desk.publication
        self.detail.setVisible(candidate is not None or field is not None)
        if (candidate, self.list.current) != self._told:
            self._told = (candidate, self.list.current)
            fresh = QWidget()
            if candidate is not None:
                self._tell_candidate(column(fresh, space=4), candidate)
            exchange(self._about, fresh)
        self.editing.setVisible(field is not None)
        if field is not None and said_ is not None:
            self.form.show_record(field)
            self.counts.setChecked(field.count)
            kind = "" if candidate is None else candidate.kind
            self.counts.setVisible(field.count or kind in NUMBERS)
            self.names.setChecked(bool(field.name) and field.name == said_.label)

    def _tell_candidate(self, inside: QVBoxLayout, one: Candidate) -> None:
        head = QWidget()
        line = row(head, space=8)
        line.addWidget(label(said(one.label) or one.column, select=True), 1)
        advice = tag(said(fieldlist.WORDS[one.advice]), fieldlist.ROLES[one.advice])
        line.addWidget(advice, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(head)
        if said(one.label) not in ("", one.column):
            words = translate("panels", "元の列: {name}").format(name=one.column)
            inside.addWidget(label(words, "small", select=True))
        role = "danger" if one.advice == fieldlist.NEVER else "warn"
        for finding in one.findings:
            inside.addWidget(label(sentence(finding.message), role, select=True))
        if one.advice == fieldlist.NEVER:
            words = translate("panels", "個人を特定できるおそれがあるため、選べません。")
            inside.addWidget(label(words, "small"))
        values = translate("panels", "、").join(str(value) for value in one.sample[:SAMPLES])
        words = translate("panels", "値の例: {values}").format(values=values) if values else ""
        inside.addWidget(label(words or translate("panels", "値がありません"), "small", select=True))

    def go_to(self, name: str) -> bool:
        """Let one enter an attribute by its public name."""
        said_ = self.desk.publication
        if name == "fields":
            self.list.setFocus()
            return True
        fields = () if said_ is None else said_.fields
        found = next((one for one in fields if name in (one.name, one.column)), None)
        if found is None or not self.list.look_at(found.column):
            return False
        self.list.setFocus()
        return True

    def _leave(self) -> None:
        """Look at no column any more: another layer is prepared."""
        self.list.clearSelection()
        self.list.setCurrentIndex(QModelIndex())
        self._told = None

    # ---------------------------------------------------------------- entering

    def _tick(self, name: str, on: bool) -> None:
        said_, found = self.desk.publication, self.desk.insight.candidates or ()
        if said_ is None:
            return
        self.form.settle()
        said_ = self.desk.publication or said_
        chosen = {one.column: one for one in said_.fields}
        if on:
            candidate = next((one for one in found if one.column == name), None)
            if candidate is not None and candidate.advice != fieldlist.NEVER:
                chosen[name] = fresh(candidate, chosen.values())
        else:
            chosen.pop(name, None)
        self._keep_fields(chosen)

    def _tick_all(self) -> None:
        """Choose all columns of which the gate has no doubt."""
        said_ = self.desk.publication
        if said_ is not None:
            chosen = {one.column: one for one in said_.fields}
            for one in self.desk.insight.candidates or ():
                if one.advice == fieldlist.OPEN and one.column not in chosen:
                    chosen[one.column] = fresh(one, chosen.values())
            self._keep_fields(chosen)

    def _tick_none(self) -> None:
        self._keep_fields({})

    def _keep_fields(self, chosen: dict[str, PublicField]) -> None:
        """Keep the chosen attributes in the order of the layer's columns."""
        said_ = self.desk.publication
        if said_ is None:
            return
        order = {one.column: place for place, one in enumerate(self.desk.insight.candidates or ())}
        fields = tuple(sorted(chosen.values(), key=lambda one: order.get(one.column, len(order))))
        names = {one.name for one in fields}
        self.desk.change(COLUMNS, fields=fields, label=said_.label if said_.label in names else "")

    def _change_field(self, what: str, merge: str = "", **values: object) -> None:
        field, said_ = self._field(), self.desk.publication
        if field is None or said_ is None:
            return
        made = replace(field, **values)  # type: ignore[arg-type]
        fields = tuple(made if one.column == field.column else one for one in said_.fields)
        heading = made.name if said_.label == field.name else said_.label
        self.desk.change(what, merge and f"{field.column} {merge}", fields=fields, label=heading)

    def _keep(self, entry: Entry, value: str, key: str) -> None:
        self._change_field(entry.words, key, **{entry.name: value})

    def _name(self, on: bool) -> None:
        field = self._field()
        if field is not None:
            self.desk.change(LABEL, label=field.name if on else "")


def fresh(candidate: Candidate, others: Iterable[PublicField]) -> PublicField:
    """Return a column as the public sees it at first; no two have one name."""
    taken = {one.name for one in others}
    name = candidate.label or candidate.column
    if name in taken:
        name = f"{name}（{candidate.column}）"
    return PublicField(candidate.column, name, count=candidate.count)
