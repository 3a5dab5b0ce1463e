"""What no layer says of a lot: corner, fire resistance of the building, ratios where the source has none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QVBoxLayout

from gisapp.ui.cards import Card, label, row
from gisapp.ui.planning.keeping import CONDITIONS
from gisapp.ui.words import translate
from layers.messages import Message

if TYPE_CHECKING:
    from gisapp.ui.planning.desk import PlanningDesk

LARGEST_RATIO, LARGEST_COVERAGE = 1300, 100
"""Per cent (52条1項, 53条6項)."""


class ConditionCard(Card):
    """Takes what staff know of a lot; every change can be undone and is kept in the project.

    Parameters
    ----------
    desk
        What is asked and known.
    """

    def __init__(self, desk: PlanningDesk) -> None:
        super().__init__(translate("panels", "敷地の条件（職員入力）"))
        self._desk = desk
        inside = self.inside
        self.corner = QCheckBox(translate("panels", "角地の緩和を受ける（法53条3項2号）"))
        inside.addWidget(self.corner)
        self.resistance = QComboBox()
        for words, value in (
            (translate("panels", "耐火の別を決めない"), ""),
            (translate("panels", "耐火建築物など"), "fireproof"),
            (translate("panels", "準耐火建築物など"), "quasi"),
        ):
            self.resistance.addItem(words, value)
        self.resistance.setAccessibleName(translate("panels", "建物の耐火性能"))
        inside.addWidget(self.resistance)
        self.ratio = _percent(inside, translate("panels", "指定容積率"), LARGEST_RATIO, 50)
        self.coverage = _percent(inside, translate("panels", "指定建蔽率"), LARGEST_COVERAGE, 10)
        self.corner.clicked.connect(self._take)
        self.resistance.activated.connect(self._take)
        self.ratio.valueChanged.connect(self._take)
        self.coverage.valueChanged.connect(self._take)

    def show_study(self) -> None:
        """Show what was entered."""
        study = self._desk.study
        self.setVisible(study is not None and study.proposal is not None)
        if study is None:
            return
        entries = study.entries
        self.corner.setChecked(entries.corner)
        self.resistance.setCurrentIndex(self.resistance.findData(entries.resistance))
        for field, value in (
            (self.ratio, entries.floor_area_ratio),
            (self.coverage, entries.coverage_ratio),
        ):
            blocked = field.blockSignals(True)
            field.setValue(0 if value is None else round(value))
            field.blockSignals(blocked)

    def _take(self) -> None:
        study = self._desk.study
        if study is None:
            return
        entries = replace(
            study.entries,
            corner=self.corner.isChecked(),
            resistance=self.resistance.currentData(),
            floor_area_ratio=float(self.ratio.value()) or None,
            coverage_ratio=float(self.coverage.value()) or None,
        )
        self._desk.enter(Message(CONDITIONS), entries)


def _percent(inside: QVBoxLayout, name: str, most: int, step: int) -> QSpinBox:
    line = row()
    line.addWidget(label(name, "quiet"), 1)
    made = QSpinBox()
    made.setRange(0, most)
    made.setSingleStep(step)
    made.setSuffix(" %")
    made.setSpecialValueText(translate("panels", "資料のとおり"))
    made.setKeyboardTracking(False)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    made.setAccessibleName(name)
    line.addWidget(made)
    inside.addLayout(line)
    return made
