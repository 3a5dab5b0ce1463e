"""The scans that staff have begun to place, to be gone on with or forgotten."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gisapp.ui.cards import button, clear, column, icon_button, row
from gisapp.ui.words import integer, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.desks.areas.scanpoints import ScanPoints


class ScanList(QWidget):
    """A line for each scan.

    Signals
    -------
    asked(str), dropped(str)
        A scan (its id) shall be gone on with, or its points be forgotten.
    """

    asked = Signal(str)
    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(self, space=4)
        self._shown: tuple[ScanPoints, ...] = ()

    def show_scans(self, scans: Sequence[ScanPoints]) -> None:
        """Show some scans."""
        if tuple(scans) == self._shown:
            return
        self._shown = tuple(scans)
        clear(self._lines)
        for one in scans:
            words = translate("panels", "{name}（対応点 {count} 点）").format(
                name=one.path.name, count=integer(len(one.points))
            )
            line = row(space=4)
            go = button(words, partial(self.asked.emit, one.id), role="edge")
            go.setToolTip(translate("panels", "続きから置く"))
            line.addWidget(go, 1)
            words = translate("panels", "対応点をすべて捨てる")
            line.addWidget(icon_button("remove", words, partial(self.dropped.emit, one.id)))
            self._lines.addLayout(line)
        self.setVisible(bool(scans))
