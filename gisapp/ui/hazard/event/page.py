"""The right column during an event: the board, the form, reports, pairs to look at, gauges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gisapp.ui.deskpage import DeskPage
from gisapp.ui.hazard.event.boardcard import BoardCard
from gisapp.ui.hazard.event.duplicatecard import DuplicateCard
from gisapp.ui.hazard.event.formcard import FormCard
from gisapp.ui.hazard.event.gaugecard import GaugeCard
from gisapp.ui.hazard.event.listcard import ListCard
from gisapp.ui.hazard.event.reportcard import ReportCard
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from gisapp.ui.hazard.event.desk import EventDesk
    from gisapp.ui.window import Window


class EventPage(DeskPage):
    """Shows how an event stands.

    Parameters
    ----------
    desk
        What is known and entered.
    window
        Its tasks and banner.

    Signals
    -------
    import_asked, export_asked
        Lists or photos are to come in, a file for the public is wanted.
    """

    import_asked = Signal()
    export_asked = Signal()

    def __init__(self, desk: EventDesk, window: Window) -> None:
        self._desk = desk
        self.form, self.report = FormCard(desk, window), ReportCard(desk, window)
        self.board, self.list = BoardCard(desk), ListCard(desk)
        self.pairs, self.gauges = DuplicateCard(desk, window), GaugeCard(desk, window)
        super().__init__((self.form, self.report, self.board, self.list, self.pairs, self.gauges))
        self.board.import_asked.connect(self.import_asked)
        self.board.export_asked.connect(self.export_asked)
        desk.changed.connect(self.show_standing)
        desk.editing.connect(self._show_editing)
        self.show_standing()

    def show_standing(self) -> None:
        """Show how the event stands now."""
        desk = self._desk
        if desk.standing is None:
            waiting = "" if desk.trouble is not None else translate("panels", "災害情報を調べています…")
            self.show_words(desk.trouble, waiting)
            return
        self.board.show_board()
        self.list.show_list()
        self.pairs.show_pairs()
        self.gauges.show_gauges()
        self.form.show_draft()
        self.report.show_report()
        self.show_cards()

    def _show_editing(self) -> None:
        before = self.form.isVisibleTo(self), self.report.isVisibleTo(self)
        self.form.show_draft()
        self.report.show_report()
        self.list.show_chosen()
        if (self.form.isVisibleTo(self), self.report.isVisibleTo(self)) != before:
            self.area.verticalScrollBar().setValue(0)
