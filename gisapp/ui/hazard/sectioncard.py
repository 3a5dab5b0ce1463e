"""The card of a cut along a line that one draws: ground, water and the floors of the houses on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.desks.hazard.section import drawn, section
from gisapp.desks.hazard.study import water_for
from gisapp.ui.cards import Card, button, clear, column, label
from gisapp.ui.hazard.drawingview import DrawingView
from gisapp.ui.words import told, translate
from layers.errors import AnalysisFailed
from layers.feedback import Feedback

if TYPE_CHECKING:
    from gisapp.ui.hazard.desk import HazardDesk

CUT = (110.0, 62.0)
"""Millimetres of the cut: its letters can be read in the narrow column."""


class SectionCard(Card):
    """Draws the cut along the line of now, in the water that is shown.

    Parameters
    ----------
    desk
        What is known.
    """

    def __init__(self, desk: HazardDesk) -> None:
        super().__init__(translate("panels", "通りの断面"))
        self._desk = desk
        words = translate("panels", "地図に線を引くと、地盤・水位・建物の階の断面が出ます。")
        self.inside.addWidget(label(words, "small"))
        line = translate("panels", "断面の線を引く")
        self.inside.addWidget(button(line, lambda: desk.session.use_tool("line-draw"), meaning="cut"))
        self._place = column(space=4)
        self.inside.addLayout(self._place)

    def show_cut(self) -> None:
        """Show the cut of now."""
        clear(self._place)
        desk = self._desk
        if desk.line is None or desk.study is None:
            return
        try:
            cut = section(desk.study, desk.line, water_for(desk.study, desk.wish, Feedback()))
        except AnalysisFailed as error:
            self._place.addWidget(label(told(error), "warn"))
            return
        figure = drawn(cut, *CUT)
        self._place.addWidget(DrawingView(figure))
        self._place.addWidget(label(figure.caption, "small"))
