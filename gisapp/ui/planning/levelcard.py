"""From where heights are measured: what the ground suggests, and what staff take over or know better."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QVBoxLayout, QWidget

from gisapp.desks.planning.entries import Levels
from gisapp.desks.planning.grounds import STEP
from gisapp.desks.planning.levels import taken
from gisapp.ui.cards import Card, button, clear, column, label, row
from gisapp.ui.planning.keeping import LEVELS
from gisapp.ui.planning.names import behind_words
from gisapp.ui.theme import px
from gisapp.ui.unfolding import Unfolding, tag
from gisapp.ui.words import metres, sentence, translate
from layers.messages import Message

if TYPE_CHECKING:
    from gisapp.desks.planning.levels import LevelProposal
    from gisapp.desks.planning.lot import Lot
    from gisapp.ui.planning.desk import PlanningDesk

FIELD = 112
"""Width of a field, pixels."""
LEAST = 0.01
"""Metres between two ground levels."""
LOWEST, HIGHEST = -50.0, 3800.0
"""Metres above sea level at which one builds."""


class LevelCard(Card):
    """Shows the levels of a study, and takes those of staff.

    Parameters
    ----------
    desk
        What is asked and known.
    """

    def __init__(self, desk: PlanningDesk) -> None:
        super().__init__(translate("panels", "高さの基準"))
        self._desk = desk
        self._said = column(space=4)
        self.inside.addLayout(self._said)
        fields = QWidget()
        inside = column(fields, space=8)
        self.ground = self._number(inside, translate("panels", "地盤面の標高"))
        self._higher = column(space=8)
        inside.addLayout(self._higher)
        self.steps: list[QDoubleSpinBox] = []
        self.mean = self._number(inside, translate("panels", "平均地盤面の標高（日影）"))
        self.inside.addWidget(fields)
        self.accept = button(translate("panels", "提案の高さを使う"), self._accept, meaning="terrain")
        self.inside.addWidget(self.accept)
        words = translate("panels", "地盤面を一つにして計算する")
        self.one = button(words, self._take_one, role="flat", meaning="reset")
        self.inside.addWidget(self.one)
        words = translate("panels", "高低差なしに戻す")
        self.reset = button(words, self._reset, role="flat", meaning="reset")
        self.inside.addWidget(self.reset)

    def show_study(self) -> None:
        """Show the levels of the study of now."""
        clear(self._said)
        study = self._desk.study
        lot = None if study is None or study.proposal is None else study.lot
        self.setVisible(lot is not None)
        if study is None or lot is None:
            return
        held = study.entries.levels
        if held is None:
            words = translate("panels", "地盤面・道路・隣地に高低差がないものとしています。")
            self._said.addWidget(label(words, "quiet"))
        if study.levels is not None:
            self._add_proposal(study.levels, lot)
        else:
            words = translate("panels", "地形データがここにないため、標高の提案はありません。")
            self._said.addWidget(label(words, "small"))
        self._show_fields(held)
        self.mean.setEnabled(held is not None)
        self.accept.setVisible(study.levels is not None and held != taken(study.levels))
        self.one.setVisible(held is not None and len(held.steps) > 1)
        self.reset.setVisible(held is not None)

    def _show_fields(self, held: Levels | None) -> None:
        """Put what is held into the fields: one for each ground level, which can only rise."""
        levels = [] if held is None else [one.level for one in held.steps] or [held.ground]
        if len(self.steps) != max(len(levels) - 1, 0):
            clear(self._higher)
            names = [
                translate("panels", "地盤面 {number} の標高").format(number=k + 2)
                for k in range(len(levels) - 1)
            ]
            self.steps = [self._number(self._higher, name) for name in names]
        several = len(levels) > 1
        words = translate("panels", "地盤面 1 の標高（最低）")
        self.ground.property("named").setText(words if several else translate("panels", "地盤面の標高"))
        values = [*levels, None if held is None else held.mean] if levels else [None, None]
        for number, (field, value) in enumerate(
            zip((self.ground, *self.steps, self.mean), values, strict=True)
        ):
            blocked = field.blockSignals(True)
            above = levels[number + 1] if number + 1 < len(levels) else HIGHEST + LEAST
            below = levels[number - 1] if 0 < number < len(levels) else LOWEST - LEAST
            field.setRange(below + LEAST, above - LEAST)
            field.setSpecialValueText(translate("panels", "未確認") if below < LOWEST else "")
            field.setValue(field.minimum() if value is None else value)
            field.blockSignals(blocked)

    def _add_proposal(self, proposal: LevelProposal, lot: Lot) -> None:
        head = row()
        head.addWidget(label(translate("panels", "地形からの提案"), "heading"), 1)
        head.addWidget(tag(translate("panels", "推定"), "confirm"))
        self._said.addLayout(head)
        words = translate("panels", "地盤面 標高 {ground}、平均地盤面 標高 {mean}")
        self._said.addWidget(
            label(words.format(ground=metres(proposal.ground), mean=metres(proposal.mean)), select=True)
        )
        words = translate("panels", "敷地の外周の標高 {low}〜{high}")
        self._said.addWidget(
            label(words.format(low=f"{proposal.lowest:.2f}", high=metres(proposal.highest)), "quiet")
        )
        if len(proposal.regions) > 1:
            words = translate(
                "panels",
                "高低差が {step} m を超えるため、地盤面は {count} つに分かれます（令2条2項）: {levels}。"
                "建物が敷地いっぱいに建つものとした区分です。",
            )
            levels = "、".join(metres(one.level) for one in proposal.regions)
            said = words.format(step=f"{STEP:g}", count=len(proposal.regions), levels=levels)
            self._said.addWidget(label(said, "warn"))
        differences = proposal.differences()
        if differences:
            words = translate("panels", "地盤面に対する道路と隣地の高さ")
            self._said.addWidget(Unfolding(words, lambda inside: _fill(inside, differences, lot)))
        self._said.addWidget(label(sentence(proposal.source), "small"))

    # ---------------------------------------------------------------- entering

    def _accept(self) -> None:
        study = self._desk.study
        if study is not None and study.levels is not None:
            self._enter(taken(study.levels))

    def _reset(self) -> None:
        self._enter(None)

    def _take(self) -> None:
        """Take what the fields say; a mean that nobody entered is the ground level."""
        study = self._desk.study
        if study is None:
            return
        ground, mean = (
            None if one.value() <= one.minimum() else round(one.value(), 2)
            for one in (self.ground, self.mean)
        )
        held = study.entries.levels
        if ground is None:
            self._enter(None)
        elif held is None:
            self._enter(Levels(ground, ground))
        else:
            # Roads and neighbours stay where they are when the ground level is corrected.
            edges = tuple((edge, round(higher + held.ground - ground, 2)) for edge, higher in held.edges)
            levels = (ground, *(round(one.value(), 2) for one in self.steps))
            steps = tuple(replace(one, level=level) for one, level in zip(held.steps, levels, strict=False))
            self._enter(Levels(ground, ground if mean is None else mean, edges, steps))

    def _take_one(self) -> None:
        """Leave the lowest ground level alone: from it nothing comes out too high."""
        study = self._desk.study
        if study is not None and study.entries.levels is not None:
            self._enter(replace(study.entries.levels, steps=()))

    def _enter(self, levels: Levels | None) -> None:
        study = self._desk.study
        if study is not None:
            self._desk.enter(Message(LEVELS), replace(study.entries, levels=levels))

    def _number(self, inside: QVBoxLayout, name: str) -> QDoubleSpinBox:
        line = row()
        named = label(name, "quiet")
        line.addWidget(named, 1)
        made = QDoubleSpinBox()
        made.setDecimals(2)
        made.setSingleStep(0.1)
        made.setRange(LOWEST, HIGHEST)
        made.setSuffix(" m")
        made.setSpecialValueText(translate("panels", "未確認"))
        made.setKeyboardTracking(False)
        made.setAlignment(Qt.AlignmentFlag.AlignRight)
        made.setFixedWidth(px(FIELD))
        made.setAccessibleName(name)
        made.setProperty("named", named)
        made.valueChanged.connect(lambda _: self._take())
        line.addWidget(made)
        inside.addLayout(line)
        return made


def _fill(inside: QVBoxLayout, differences: tuple[tuple[int, float], ...], lot: Lot) -> None:
    for index, higher in differences:
        words = translate("panels", "辺 {number}　{what}　{higher} m").format(
            number=index + 1, what=behind_words(lot.edges[index].behind), higher=f"{higher:+.2f}"
        )
        inside.addWidget(label(words, "quiet"))
