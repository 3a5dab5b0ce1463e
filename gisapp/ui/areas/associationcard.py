"""The association that is looked at: its figures, its columns, what it was before, and papers about it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gisapp.desks.areas import register
from gisapp.desks.areas.columns import ATTRIBUTES
from gisapp.desks.areas.figures import area_text, count_text
from gisapp.desks.areas.mapbook import shelters_text
from gisapp.desks.areas.membership import Rate, denominator_text, rate_text
from gisapp.paper.days import era_day_of
from gisapp.ui.areas import outputs
from gisapp.ui.areas.areacard import AreaCard
from gisapp.ui.areas.associationform import AssociationForm, shown
from gisapp.ui.areas.dayfield import day_words
from gisapp.ui.cards import button, column, exchange, label, row
from gisapp.ui.survey.facts import fact_grid
from gisapp.ui.unfolding import Unfolding, tag
from gisapp.ui.words import decimal, integer, said, sentence, translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gisapp.desks.areas.figures import Figures
    from gisapp.desks.areas.model import Association
    from gisapp.ui.areas.desk import AreasDesk
    from layers.base import Attribute

CORRECTING = QT_TRANSLATE_NOOP(CONTEXT, "自治会「{name}」の台帳を直す")
CHANGING = QT_TRANSLATE_NOOP(CONTEXT, "自治会「{name}」の台帳を {day} から変える")
DANGERS = (
    ("water", QT_TRANSLATE_NOOP("panels", "浸水する建物")),
    ("landslide", QT_TRANSLATE_NOOP("panels", "土砂災害の区域の建物")),
    ("leave", QT_TRANSLATE_NOOP("panels", "立退き避難が要る建物")),
)

COUNTED = (
    ("halls", QT_TRANSLATE_NOOP("panels", "集会所")),
    ("notice_boards", QT_TRANSLATE_NOOP("panels", "掲示板")),
    ("waste_stations", QT_TRANSLATE_NOOP("panels", "ごみ集積所")),
)
"""Points that are counted in the area, and what they are called."""
SOURCES = ("water", "buildings", "people", "shelters", *(name for name, _ in COUNTED))
"""What is told below the counts of where they are from."""
MOST_USES, MOST_SHELTERS = 5, 4


class AssociationCard(AreaCard):
    """Shows the association that is looked at, and takes what changes.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: AreasDesk) -> None:
        super().__init__(desk)
        self.one = QWidget()
        self._holder = column(self.one)
        self.inside.addWidget(self.one)
        self.form = AssociationForm(self.save, self.cancel)
        self.form.hide()
        self.inside.addWidget(self.form)
        self._editing = ""
        self._open: set[str] = set()
        self._one = self._holder
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show)
        desk.chosen.connect(self.show_ledger)
        desk.figured.connect(self.show_ledger)
        self._show()

    def show_ledger(self) -> None:
        """Show the association of now, once for all that has changed."""
        self._soon.start()

    def _show(self) -> None:
        """Show the association; a form that is being filled in stays as long as that is looked at."""
        found = self.desk.association
        self.setVisible(found is not None)
        if found is None or self._editing != found.line:
            self.form.hide()
            self._editing = ""
        self.one.setVisible(not self._editing)
        fresh = QWidget()
        self._one = column(fresh, space=8)
        if found is not None and not self._editing:
            self._fill(found)
        exchange(self._holder, fresh)

    # ---------------------------------------------------------------- showing

    def _fill(self, one: Association) -> None:
        unknown = translate("panels", "未確認")
        self._one.addWidget(label(one.name or unknown, "title", select=True))
        code = one.code or unknown
        told = translate("panels", "コード {code}").format(code=code)
        self._one.addWidget(label("　".join(filter(None, (one.kana, told))), "small", select=True))
        if one.shape is None:
            self._one.addWidget(tag(translate("panels", "区域が未確認"), "unknown"))
        figures, number = self.desk.figures, self.desk.number
        if figures is not None and number >= 0:
            self._rate(one, figures, number)
            self._one.addLayout(fact_grid(self._facts(figures, number)))
            if "people" in figures.counts and not np.isfinite(figures.counts["people"]).any():
                words = translate(
                    "panels", "人口の推計には、台帳の「数える資料」で人口・世帯の資料を選びます。"
                )
                self._one.addWidget(label(words, "small"))
            self._counts(figures, number)
        for group, attributes in _groups():
            self._one.addWidget(self._fold(said(group), partial(self._values, one, attributes)))
        history = [past for past in self.desk.history if past.line == one.line]
        if len(history) > 1:
            words = translate("panels", "これまでの区域（{count}）").format(count=integer(len(history)))
            self._one.addWidget(self._fold(words, partial(self._history, history)))
        self._buttons(one)

    def _rate(self, one: Association, figures: Figures, number: int) -> None:
        state = int(figures.rate_state[number])
        text = rate_text(float(figures.rate[number]), state)
        self._one.addWidget(label(translate("panels", "加入率"), "small"))
        known = state in (Rate.KNOWN, Rate.OVER)
        line = row(space=8)
        line.addWidget(
            label(text if known or state == Rate.EMPTY else translate("panels", "未確認"), "figure")
        )
        if state == Rate.OVER:
            line.addWidget(tag(translate("panels", "要確認: 世帯数より多い"), "confirm"))
        line.addStretch(1)
        self._one.addLayout(line)
        homes, members = figures.households[number], figures.members[number]
        words = translate("panels", "世帯 {homes}、加入 {members}").format(
            homes=_count(homes), members=_count(members)
        )
        self._one.addWidget(label(words, select=True))
        source = denominator_text(one, sentence)
        self._one.addWidget(
            label(translate("panels", "分母（世帯数）: {source}").format(source=source), "small", select=True)
        )

    def _facts(self, figures: Figures, number: int) -> list[tuple[str, str]]:
        area = float(figures.area[number])
        found = [(translate("panels", "面積"), area_text(area) if np.isfinite(area) else "")]
        counts = figures.counts
        if "buildings" in counts:
            words = translate("panels", "{count} 棟（うち住宅 {homes}）").format(
                count=_count(counts["buildings"][number]), homes=_count(counts["dwellings"][number])
            )
            found.append(
                (translate("panels", "建物"), words if np.isfinite(counts["buildings"][number]) else "")
            )
        elif self.desk.counting:
            found.append((translate("panels", "建物"), translate("panels", "数えています…")))
        if "people" in counts:
            words = translate("panels", "約 {count} 人（推計）").format(
                count=_count(counts["people"][number])
            )
            known = np.isfinite(counts["people"][number])
            found.append((translate("panels", "人口"), words if known else ""))
        for name, called in COUNTED:
            if name in counts:
                words = translate("panels", "{count} か所").format(count=_count(counts[name][number]))
                known = np.isfinite(counts[name][number])
                found.append((translate("panels", called), words if known else ""))
        return found

    def _counts(self, figures: Figures, number: int) -> None:
        """Fold away what layers tell: dangers, uses of buildings, where one goes."""
        rows = [
            (translate("panels", words), _known(figures.counts[name][number]))
            for name, words in DANGERS
            if name in figures.counts
        ]
        rows += [(said(use), _known(found[number])) for use, found in list(figures.uses.items())[:MOST_USES]]
        served = shelters_text(figures, number, MOST_SHELTERS, sentence)
        if served:
            rows.append((translate("panels", "避難先"), served))
        if not rows:
            return
        sources = "\n".join(filter(None, (figures.source(one, sentence) for one in SOURCES)))

        def cite(inside: QVBoxLayout) -> None:
            inside.addWidget(label(sources, "small", select=True))

        def fill(inside: QVBoxLayout) -> None:
            inside.addLayout(fact_grid(rows))
            if sources:
                inside.addWidget(self._fold(translate("panels", "出典"), cite))

        self._one.addWidget(self._fold(translate("panels", "災害の想定・建物の用途・避難先"), fill))

    def _fold(self, words: str, fill: Callable[[QVBoxLayout], object]) -> Unfolding:
        """Return something that unfolds; what was open stays so when the card is filled anew."""
        made = Unfolding(words, fill, open_=words in self._open)
        made.head.clicked.connect(lambda: self._open.symmetric_difference_update({words}))
        return made

    def _values(self, one: Association, attributes: Sequence[Attribute], inside: QVBoxLayout) -> None:
        inside.addLayout(fact_grid([(said(each.label), _value(one, each)) for each in attributes]))

    def _history(self, history: Sequence[Association], inside: QVBoxLayout) -> None:
        for past in sorted(history, key=lambda one: one.since, reverse=True):
            words = day_words(past.since) if past.since else translate("panels", "はじめの区域")
            hectares = "" if past.shape is None else f"　{decimal(past.shape.area / 10_000)}\u2009ha"
            inside.addWidget(
                button(
                    f"{words}{hectares}", partial(self.desk.look_at, past.since), role="row", meaning="clock"
                )
            )

    def _buttons(self, one: Association) -> None:
        line = row(space=8)
        line.addWidget(
            button(
                translate("panels", "ご案内（PDF）…"), lambda: outputs.ask_notice(self.desk), role="primary"
            )
        )
        line.addWidget(button(translate("panels", "区域図（PDF）…"), lambda: outputs.ask_map(self.desk)))
        line.addStretch(1)
        self._one.addLayout(line)
        line = row(space=8)
        line.addWidget(button(translate("panels", "直す"), self.edit, role="flat", meaning="rename"))
        line.addWidget(
            button(
                translate("panels", "地図で見る"),
                partial(self.desk.go, one.line),
                role="flat",
                meaning="zoom-to",
            )
        )
        line.addStretch(1)
        self._one.addLayout(line)

    # ---------------------------------------------------------------- changing

    def edit(self) -> None:
        """Show the form of the association that is looked at."""
        found = self.desk.association
        if found is not None:
            self.form.fill(found)
            self._editing = found.line
            self.form.show()
            self.one.hide()

    def cancel(self) -> None:
        """Change nothing."""
        self._editing = ""
        self.show_ledger()

    def save(self, one: Association, day: str) -> None:
        """Keep an association as staff confirmed it, as one step that can be undone."""
        self._editing = ""
        when = datetime.now().astimezone().isoformat(timespec="seconds")
        project = register.place(self.desk.session.project, [one], day, when)
        self.desk.do(CHANGING if day else CORRECTING, project, name=one.name, day=era_day_of(day))
        self.show_ledger()


def _groups() -> list[tuple[str, list[Attribute]]]:
    found: dict[str, list[Attribute]] = {}
    for one in ATTRIBUTES:
        found.setdefault(one.group, []).append(one)
    return list(found.items())


def _value(one: Association, attribute: Attribute) -> str:
    own = {"code": one.code, "name": one.name, "kana": one.kana, "since": one.since, "until": one.until}
    own["source"] = one.source
    value = own.get(attribute.name, one.values.get(attribute.name))
    if attribute.name == "until" and not value:
        return translate("panels", "なし（今も有効）")
    if isinstance(value, bool) or value in (None, ""):
        return ""
    return integer(value) if isinstance(value, int) else shown(value, attribute.kind)


def _known(number: float) -> str:
    """Return a count, empty where nobody knows it."""
    return count_text(float(number)) if np.isfinite(number) else ""


def _count(number: float) -> str:
    return integer(round(float(number))) if np.isfinite(number) else translate("panels", "未確認")
