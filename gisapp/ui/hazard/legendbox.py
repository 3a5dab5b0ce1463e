"""The legend of the hazard desk: colour and hatch, the official words, how many buildings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gisapp.ui.cards import clear, column, label, row
from gisapp.ui.panels.legend import swatch
from gisapp.ui.theme import px
from gisapp.ui.words import integer, translate
from layers.messages import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from styles.hazards import Entry

SIDE = 18
"""Unscaled pixels of a field: large enough for a hatch."""


class LegendBox(QWidget):
    """Shows lines of a legend with their counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = column(self, space=4)

    def show_lines(self, lines: Sequence[tuple[Entry, int]], *, counted: bool = True) -> None:
        """Show other lines; all classes of the official legend are there, also those without a building."""
        clear(self._inside)
        for entry, count in lines:
            line = row(space=8)
            field = label("", wrap=False)
            mark = entry.mark
            field.setPixmap(swatch(mark.colour, size=SIDE, hatch=mark.hatch).pixmap(px(SIDE), px(SIDE)))
            field.setFixedWidth(px(SIDE))
            line.addWidget(field)
            said = translate(CONTEXT, entry.label)
            if entry.words:
                said = translate("panels", "{label}（{words}）").format(
                    label=said, words=translate(CONTEXT, entry.words)
                )
            role = "" if count or not counted else "quiet"
            line.addWidget(label(said, role), 1)
            if counted:
                line.addWidget(label(integer(count), role, wrap=False))
            self._inside.addLayout(line)
