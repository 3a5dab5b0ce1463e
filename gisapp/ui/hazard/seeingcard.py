"""The card of what is seen: what the colours tell, in which dress, how high the water stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QSlider

from gisapp.desks.hazard.colouring import BYS, By
from gisapp.desks.hazard.look import DRESSES, HazardLook
from gisapp.desks.hazard.study import with_level, with_rise
from gisapp.ui.cards import Card, button, label, row
from gisapp.ui.hazard.legendbox import LegendBox
from gisapp.ui.hazard.pairbox import PairBox
from gisapp.ui.words import decimal, metres, translate
from layers.messages import CONTEXT
from styles.hazards import Dress

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from gisapp.ui.hazard.desk import HazardDesk

STEP = 0.1
"""Metres of a step of the slider."""
LOWEST, HIGHEST = -3.0, 10.0
"""Metres by which published water may be thought lower or higher."""
ABOVE = 30.0
"""Metres above the lowest ground up to which one level may be thought."""


class SeeingCard(Card):
    """Chooses what is seen, and explains it.

    Parameters
    ----------
    desk
        What is wished for.
    """

    def __init__(self, desk: HazardDesk) -> None:
        super().__init__(translate("panels", "建物の色"))
        self._desk = desk
        self._filling = False
        inside = self.inside
        self.by = QComboBox()
        for one in By:
            self.by.addItem(translate(CONTEXT, BYS[one]), one)
        self.by.currentIndexChanged.connect(lambda _index: self._choose_by())
        inside.addWidget(self.by)
        self.pair = PairBox(desk)
        inside.addWidget(self.pair)
        self.legend = LegendBox()
        inside.addWidget(self.legend)
        self.note = label("", "small")
        inside.addWidget(self.note)
        self._add_dress(inside)
        inside.addSpacing(8)
        inside.addWidget(label(translate("panels", "水面"), "title"))
        self.water = QCheckBox(translate("panels", "水面を表示する"))
        self.water.toggled.connect(self._choose_water)
        inside.addWidget(self.water)
        self.mode = QComboBox()
        self.mode.addItem(translate("panels", "想定の水位から上げ下げする"), "rise")
        self.mode.addItem(translate("panels", "一定の標高まで水を張る"), "level")
        self.mode.currentIndexChanged.connect(lambda _index: self._choose_mode())
        inside.addWidget(self.mode)
        line = row(space=8)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.valueChanged.connect(self._slide)
        line.addWidget(self.slider, 1)
        self.value = label("", wrap=False)
        line.addWidget(self.value)
        self.reset = button(translate("panels", "想定に戻す"), self._reset, role="flat")
        inside.addLayout(line)
        inside.addWidget(self.reset)
        self.thought = label("", "warn")
        inside.addWidget(self.thought)
        words = translate("panels", "浸水深の画像が地面を覆っています。隠すと、水面だけが見えます。")
        self.covered = label(words, "warn")
        self.uncover = button(translate("panels", "画像を隠す"), desk.uncover)
        inside.addWidget(self.covered)
        inside.addWidget(self.uncover)

    def _add_dress(self, inside: QVBoxLayout) -> None:
        line = row(space=8)
        self.dress = QComboBox()
        for one in Dress:
            self.dress.addItem(translate(CONTEXT, DRESSES[one]), one)
        self.dress.currentIndexChanged.connect(lambda _index: self._choose_dress())
        self.detailed = QCheckBox(translate("panels", "8区分"))
        self.detailed.setToolTip(translate("panels", "浸水深を、詳細版の8区分で表します（標準は6区分）。"))
        self.detailed.toggled.connect(lambda _on: self._choose_dress())
        line.addWidget(self.dress, 1)
        line.addWidget(self.detailed)
        inside.addLayout(line)

    # ---------------------------------------------------------------- showing

    def show_study(self) -> None:
        """Show what may be chosen of the study of now."""
        desk, study = self._desk, self._desk.study
        if study is None:
            return
        self._filling = True
        look = desk.look
        self.dress.setCurrentIndex(list(Dress).index(look.dress))
        self.detailed.setChecked(look.detailed)
        self._filling = False
        self.pair.show_study()
        self.show_seen()

    def show_seen(self) -> None:
        """Show the wish of now, and the legend of what is seen."""
        desk, study = self._desk, self._desk.study
        if study is None:
            return
        self._filling = True
        wish = desk.wish
        self.by.setCurrentIndex(list(By).index(wish.by))
        self.pair.show_seen()
        self.water.setChecked(wish.water)
        flat = wish.level is not None
        self.mode.setCurrentIndex(int(flat))
        self._set_slider(flat=flat)
        side_by_side = wish.by is By.SWIPE
        self.mode.setEnabled(not side_by_side)
        self.slider.setEnabled(not side_by_side and (flat or study.water is not None))
        self.reset.setVisible(wish.thought)
        self.thought.setVisible(wish.thought or study.water is None)
        self.thought.setText(self._words(flat=flat))
        covering = bool(desk.covering())
        self.covered.setVisible(covering)
        self.uncover.setVisible(covering)
        if desk.shown is not None:
            # Of two that stand side by side the table tells the numbers.
            counted = desk.shown.beside is None
            self.legend.show_lines(desk.shown.coloured.legend, counted=counted)
        unknown = translate(
            "panels", "区分だけのデータは、区分の上の端の深さとして表しています（20m以上は20m）。"
        )
        self.note.setText(unknown)
        self.note.setVisible(wish.by is By.DEPTH and not wish.thought)
        self._filling = False

    def _words(self, *, flat: bool) -> str:
        if flat:
            return translate(
                "panels",
                "標高 {level} より低い所すべてに水を張った目安です。堤防や水路のつながりは見ていません。",
            ).format(level=metres(self._desk.wish.level or 0.0, 1))
        study = self._desk.study
        if study is not None and study.water is None:
            return translate(
                "panels", "選んだ想定に水面の区域がありません。標高を決めて水を張ることはできます。"
            )
        return translate(
            "panels",
            "公表された想定ではありません。水位を変えたときの目安です（低い所へつながる範囲だけ広げます）。",
        )

    def _set_slider(self, *, flat: bool) -> None:
        study, wish = self._desk.study, self._desk.wish
        if study is None:
            return
        import numpy as np

        if flat:
            known = study.ground[np.isfinite(study.ground)]
            bottom = float(known.min()) if len(known) else 0.0
            self.slider.setRange(round(bottom / STEP), round((bottom + ABOVE) / STEP))
            self.slider.setValue(round((wish.level or 0.0) / STEP))
            self.value.setText(translate("panels", "標高 {level}").format(level=metres(wish.level or 0.0, 1)))
        else:
            self.slider.setRange(round(LOWEST / STEP), round(HIGHEST / STEP))
            self.slider.setValue(round(wish.rise / STEP))
            sign = "+" if wish.rise > 0 else "±" if wish.rise == 0 else ""
            self.value.setText(f"{sign}{decimal(wish.rise, 1)}\u2009m")

    # ---------------------------------------------------------------- choosing

    def _choose_by(self) -> None:
        if not self._filling:
            wish = replace(self._desk.wish, by=By(self.by.currentData()))
            if wish.by.compares:
                before, after = self.pair.pair()
                wish = replace(wish, before=before, after=after)
            if wish.by is By.SWIPE:  # published hazards stand side by side, not what is thought of
                wish = with_rise(wish, 0.0)
            self._desk.wish_for(wish)

    def _choose_dress(self) -> None:
        if not self._filling:
            self._desk.dress(HazardLook(Dress(self.dress.currentData()), self.detailed.isChecked()))

    def _choose_water(self, on: bool) -> None:
        if not self._filling:
            self._desk.wish_for(replace(self._desk.wish, water=on))

    def _choose_mode(self) -> None:
        if self._filling or self._desk.study is None:
            return
        if self.mode.currentData() == "rise":
            self._desk.wish_for(with_rise(self._desk.wish, 0.0))
            return
        import numpy as np

        water, ground = self._desk.study.water, self._desk.study.ground
        level = np.nanmedian(water.level) if water is not None else np.nanpercentile(ground, 10)
        self._desk.wish_for(with_level(self._desk.wish, round(float(level), 1)))

    def _slide(self, place: int) -> None:
        if self._filling:
            return
        value = round(place * STEP, 1)
        make = with_level if self.mode.currentData() == "level" else with_rise
        self._desk.wish_for(make(self._desk.wish, value))
        self._filling = True
        self._set_slider(flat=self.mode.currentData() == "level")
        self._filling = False

    def _reset(self) -> None:
        self._desk.wish_for(with_rise(self._desk.wish, 0.0))
