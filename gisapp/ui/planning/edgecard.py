"""The edges of the lot: what lies behind each, who says so, and what staff know better."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from gisapp.desks.planning.entries import STAFF
from gisapp.desks.planning.lot import Behind, Edge, Opposite
from gisapp.desks.planning.sitefile import ARTICLES
from gisapp.ui.cards import Card, button, clear, column, label, row
from gisapp.ui.planning.names import article_words, behind_words, edge_words, opposite_words
from gisapp.ui.theme import px
from gisapp.ui.unfolding import tag
from gisapp.ui.words import metres, sentence, translate

if TYPE_CHECKING:
    from gisapp.ui.planning.desk import PlanningDesk

WIDEST = 100.0
"""Metres of the widest road."""
STEEPEST = 50.0
"""Metres between the lot and what lies behind an edge."""


class EdgeCard(Card):
    """Shows the edges of a study, and lets staff correct the chosen one.

    Parameters
    ----------
    desk
        What is asked and known.
    """

    def __init__(self, desk: PlanningDesk) -> None:
        super().__init__(translate("panels", "道路と辺"), space=4)
        self._desk = desk
        self._shown: Edge | None = None
        inside = self.inside
        self._list = column(space=0)
        inside.addLayout(self._list)
        self.editor = QWidget()
        self.grid = QGridLayout(self.editor)
        self.grid.setContentsMargins(0, px(8), 0, 0)
        self.grid.setHorizontalSpacing(px(8))
        self.grid.setVerticalSpacing(px(8))
        self.grid.setColumnStretch(1, 1)
        self.behind = self._choice(
            translate("panels", "接するもの"), {one.value: behind_words(one) for one in Behind}
        )
        self.width_ = self._number(translate("panels", "幅員"), 0.0, WIDEST)
        articles = {one: article_words(one) for one in sorted(ARTICLES, key=lambda one: (one > "43", one))}
        self.article = self._choice(translate("panels", "種別"), articles)
        self.level = self._number(translate("panels", "敷地との高低差"), -STEEPEST, STEEPEST)
        self.level.setSpecialValueText(translate("panels", "差なしとする"))
        self.opposite = self._choice(
            translate("panels", "道路の反対側"), {one.value: opposite_words(one) for one in Opposite}
        )
        self.opposite_width = self._number(translate("panels", "反対側の幅"), 0.0, WIDEST)
        self._evidence = column(space=4)
        line = self.grid.rowCount()
        self.grid.addLayout(self._evidence, line, 0, 1, 2)
        words = translate("panels", "資料による提案に戻す")
        self.reset = button(words, self._reset, role="flat", meaning="reset")
        self.grid.addWidget(self.reset, line + 1, 0, 1, 2)
        inside.addWidget(self.editor)
        desk.edge_chosen.connect(lambda _: self.show_study())

    def show_study(self) -> None:
        """Show the edges of the study of now."""
        clear(self._list)
        study = self._desk.study
        lot = None if study is None else study.lot
        self.setVisible(lot is not None)
        if study is None or lot is None:
            return
        lengths = lot.lengths
        for index, edge in enumerate(lot.edges):
            line = row(space=4)
            words = translate("panels", "{number}　{what}　長さ {length}").format(
                number=index + 1, what=edge_words(edge), length=metres(float(lengths[index]))
            )
            choose = QPushButton(words)
            choose.setProperty("role", "edge")
            choose.setCheckable(True)
            choose.setChecked(index == self._desk.edge)
            choose.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            choose.clicked.connect(lambda _=False, one=index: self._choose(one))
            line.addWidget(choose, 1)
            if edge.source == STAFF:
                line.addWidget(tag(translate("panels", "職員入力"), "entered"))
            elif edge.behind is Behind.ROAD and (edge.width is None or not edge.article):
                line.addWidget(tag(translate("panels", "未確認"), "unknown"))
            self._list.addLayout(line)
        self._show_editor()

    def _choose(self, index: int) -> None:
        self._desk.choose_edge(-1 if index == self._desk.edge else index)

    # ---------------------------------------------------------------- one edge

    def _show_editor(self) -> None:
        study, index = self._desk.study, self._desk.edge
        lot = None if study is None else study.lot
        there = study is not None and lot is not None and 0 <= index < len(lot.edges)
        editable = there and study is not None and study.proposal is not None
        self.editor.setVisible(editable)
        if study is None or lot is None or not editable or study.proposal is None:
            return
        edge = lot.edges[index]
        self._shown = edge
        for field, value in (
            (self.behind, edge.behind.value),
            (self.article, edge.article),
            (self.opposite, edge.opposite.value),
        ):
            field.setCurrentIndex(field.findData(value))
        for number, size in (
            (self.width_, edge.width),
            (self.level, edge.level),
            (self.opposite_width, edge.opposite_width or None),
        ):
            blocked = number.blockSignals(True)
            number.setValue(number.minimum() if size is None else size)
            number.blockSignals(blocked)
        road = edge.behind is Behind.ROAD
        self._enable(self.width_, edge.behind is not Behind.NEIGHBOUR)
        for one in (self.article, self.opposite):
            self._enable(one, road)
        self._enable(self.opposite_width, road and edge.opposite in (Opposite.PARK, Opposite.WATER))
        clear(self._evidence)
        for message in study.proposal.evidence[index]:
            self._evidence.addWidget(label(sentence(message), "small"))
        self.reset.setVisible(edge.source == STAFF)

    def _enable(self, field: QWidget, wanted: bool) -> None:
        field.setVisible(wanted)
        field.property("named").setVisible(wanted)

    def _take(self) -> None:
        """Take what the fields say, when it is something else than before."""
        if self._shown is None:
            return
        behind = Behind(self.behind.currentData())
        width = _value(self.width_)
        edge = replace(
            self._shown,
            behind=behind,
            width=None if behind is Behind.NEIGHBOUR else width,
            article=self.article.currentData() if behind is Behind.ROAD else "",
            level=_value(self.level),
            opposite=Opposite(self.opposite.currentData()) if behind is Behind.ROAD else Opposite.LOTS,
            opposite_width=_value(self.opposite_width) or 0.0,
        )
        if edge != self._shown:
            self._desk.correct(self._desk.edge, edge)

    def _reset(self) -> None:
        self._desk.correct(self._desk.edge, None)

    # ---------------------------------------------------------------- fields

    def _choice(self, name: str, entries: dict[str, str]) -> QComboBox:
        made = QComboBox()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(8)
        for value, words in entries.items():
            made.addItem(words, value)
        made.activated.connect(lambda _: self._take())
        self._put(name, made)
        return made

    def _number(self, name: str, lowest: float, highest: float) -> QDoubleSpinBox:
        """Return a field of metres; one step below the lowest value it says that nobody knows."""
        made = QDoubleSpinBox()
        made.setDecimals(2)
        made.setSingleStep(0.1)
        made.setRange(lowest - 0.1, highest)
        made.setSuffix(" m")
        made.setSpecialValueText(translate("panels", "未確認"))
        made.setKeyboardTracking(False)
        made.setAlignment(Qt.AlignmentFlag.AlignRight)
        made.valueChanged.connect(lambda _: self._take())
        self._put(name, made)
        return made

    def _put(self, name: str, field: QWidget) -> None:
        line = self.grid.rowCount()
        named = label(name, "quiet")
        field.setAccessibleName(name)
        field.setProperty("named", named)
        self.grid.addWidget(named, line, 0)
        self.grid.addWidget(field, line, 1, Qt.AlignmentFlag.AlignVCenter)


def _value(field: QDoubleSpinBox) -> float | None:
    value = field.value()
    return None if value <= field.minimum() else round(value, 2)
