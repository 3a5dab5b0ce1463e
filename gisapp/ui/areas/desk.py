"""The areas desk at work: which day and which association are looked at; outlives the chrome."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer, Signal

from gisapp.desks.areas import register
from gisapp.desks.areas.layerkinds import has_associations
from gisapp.desks.areas.model import ASSOCIATION, associations
from gisapp.desks.areas.scanpoints import SCAN
from gisapp.session import Selection
from gisapp.ui.areas import counting
from gisapp.ui.workdesk import WorkDesk
from layers import records
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.period import DAY, Period, iso, seconds

if TYPE_CHECKING:
    from gisapp.areastock import Stock
    from gisapp.desks.areas.figures import Figures
    from gisapp.desks.areas.model import Association
    from gisapp.session import Change
    from gisapp.tasks import Task
    from gisapp.ui.window import Window
    from layers.base import Layer
    from layers.project import Project
    from layers.records import Record

DESK = "areas"
COUNTING = QT_TRANSLATE_NOOP(CONTEXT, "自治会ごとに建物と災害の想定を数える")


class AreasDesk(WorkDesk):
    """Knows the ledger of a day and the association that is looked at, and tells the cards.

    A card gets the desk and reads :attr:`ledger`, :attr:`day` and :attr:`association`. It changes the ledger
    by :meth:`do`, works beside the window by :meth:`run`, and lets things stand in the view by :meth:`stand`
    under a name of its own. :attr:`changed` tells that the ledger, the day or the layers have changed.

    Parameters
    ----------
    window
        The window; its session is asked, its view shows what is known.

    Attributes
    ----------
    importing
        Whether staff are choosing what comes into the ledger.
    placing
        Whether staff are placing a scanned map.

    Signals
    -------
    chosen
        Another association is looked at, or none.
    figured
        There are figures of the ledger, or more of them.
    import_asked(str)
        A layer (its id) shall come into the ledger.
    left
        One got up from the desk.
    ended(Task)
        Work beside the window ended: it is done, has failed or was given up.
    """

    ID = DESK
    chosen = Signal()
    figured = Signal()
    import_asked = Signal(str)
    left = Signal()
    ended = Signal(object)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._line = ""
        self._records: object = None
        self._read: tuple[tuple[Record, ...], tuple[Association, ...]] = ((), ())
        self._valid: tuple[object, str, tuple[Association, ...]] = (None, "", ())
        self._figured: Figures | None = None
        self._stock: tuple[Stock, tuple[object, ...]] | None = None
        self._basis: tuple[object, ...] = ()
        self._likely: dict[str, tuple[object, bool]] = {}
        self._counter: Task | None = None
        self.importing = False
        self.placing = False
        self._forget_tasks = self.tasks.subscribe(self._task_news)
        self.changed.connect(self._count)

    @property
    def asked(self) -> bool:
        """Whether there is a ledger."""
        return bool(self.history)

    @property
    def scanned(self) -> bool:
        """Whether there are scanned maps, from which areas can be drawn where there is no ledger yet."""
        return bool(records.of_kind(self.session.project, SCAN))

    # ---------------------------------------------------------------- the ledger

    @property
    def history(self) -> tuple[Association, ...]:
        """The associations of the ledger at all times."""
        project = self.session.project
        if self._records is not project.records:
            self._records = project.records
            basis = records.of_kind(project, ASSOCIATION)
            if not counting.same(basis, self._read[0]):  # decisions and the like are other records
                self._read = (basis, associations(project, None))
        return self._read[1]

    @property
    def ledger(self) -> tuple[Association, ...]:
        """The associations that are valid on the day that is looked at."""
        whole = self.history
        if self._valid[0] is not whole or self._valid[1] != self.day:
            self._valid = (whole, self.day, tuple(one for one in whole if one.holds(self.day)))
        return self._valid[2]

    @property
    def day(self) -> str:
        """Which day is looked at (ISO 8601), that of the time that the map shows; empty for now."""
        return _day_of(self.session.project)

    def look_at(self, day: str) -> None:
        """Look at another day (ISO 8601), empty for the state of now; the map shows it too."""
        if day != self.day:
            start = seconds(day) if day else None
            self.session.show_time(None if start is None else Period(start, start + DAY))

    @property
    def association(self) -> Association | None:
        """The association that is looked at, as it was on the day; None for none."""
        return next((one for one in self.ledger if self._line and one.line == self._line), None)

    def choose(self, line: str) -> None:
        """Look at another association (its line through time), empty for none."""
        if line != self._line:
            self._line = line
            self.chosen.emit()

    def do(self, label: str, project: Project, merge: str | None = None, **values: object) -> None:
        """Change the project as one step that can be undone; `label` is what staff do, with `values`."""
        self.session.do(Message(label, values), project, merge)

    def go(self, line: str) -> None:
        """Look at an association, choose its area on the map, and fly there."""
        self.choose(line)
        found, layer = self.association, register.layer_of(self.session.project)
        if found is None or found.shape is None or layer is None or layer.data is None:
            return
        rows = [row for row, one in enumerate(layer.data.store.basis) if one.id == found.id]
        self.session.select(Selection.of(layer.id, rows))
        self.window.show_right(facts=False)
        self.window.flights.to_features(layer, np.array(rows, np.uint32))

    # ---------------------------------------------------------------- figures

    @property
    def figures(self) -> Figures | None:
        """What is counted of the ledger of the day, a row for each of :attr:`ledger`; else None."""
        found = self._figured
        return found if found is not None and found.associations is self.ledger else None

    @property
    def number(self) -> int:
        """Row of the association that is looked at among :attr:`ledger`, -1 for none."""
        found = self.association
        return -1 if found is None else self.ledger.index(found)

    def _count(self) -> None:
        """Work out what the ledger says by itself, and count buildings and dangers beside the window."""
        ledger, project = self.ledger, self.session.project
        if not self.here or not ledger:
            return
        basis = counting.basis_of(project)
        if self.figures is not None and counting.same(self._basis, basis):
            return
        self._figured = counting.figures_of_ledger(ledger, self.crs, self.day)
        self._basis, stock = basis, None
        if self._stock is not None and counting.same(self._stock[1], basis):
            stock = self._stock[0]

        def done(found: tuple[Stock, Figures]) -> None:
            self._stock, self._figured = (found[0], basis), found[1]

        args = (project, self.crs, ledger, self.day, stock)
        self._counter = self.run(COUNTING, counting.counted, *args, then=done, key=DESK)
        self.figured.emit()

    @property
    def counting(self) -> bool:
        """Whether buildings and dangers are being counted."""
        return self._counter is not None and self._counter.active

    def _task_news(self, task: Task) -> None:
        """Tell cards of work that ended, well or not."""
        if not task.active:
            QTimer.singleShot(0, self, partial(self._tell_ended, task))  # after the answer was taken

    def _tell_ended(self, task: Task) -> None:
        if task is self._counter:
            self.figured.emit()
        self.ended.emit(task)

    @property
    def crs(self) -> str:
        """Plane rectangular system of the project, or where it has none that of the ledger."""
        return self.session.project.crs or next((one.crs for one in self.ledger if one.crs), "")

    # ---------------------------------------------------------------- layers

    @property
    def versions(self) -> tuple[Layer, ...]:
        """The layers that hold areas, as the versions of departments do."""
        return tuple(
            one
            for one in self.session.project.layers
            if one.kind == "vector" and one.data is not None and getattr(one.data, "areal", False)
        )

    @property
    def likely_versions(self) -> tuple[Layer, ...]:
        """Those that seem to hold areas of associations."""
        found = self.versions
        known = {one.id: self._likely.get(one.id) for one in found}
        self._likely = {
            one.id: last
            if (last := known[one.id]) and last[0] is one.data
            else (one.data, has_associations(one))
            for one in found
        }
        return tuple(one for one in found if self._likely[one.id][1])

    # ---------------------------------------------------------------- following

    def show(self) -> None:
        """Stand in the view and count what is there when one sits down; leave the view when one gets up."""
        super().show()
        self._count()
        if not self.here:
            self.left.emit()

    def stop(self) -> None:
        """Follow neither the session nor work any more."""
        super().stop()
        self._forget_tasks()

    def _follow(self, change: Change) -> None:
        super()._follow(change)
        moved = "time" in change.what and _day_of(change.old) != _day_of(change.new)
        if ("records" in change.what and "layers" not in change.what) or moved:
            self.changed.emit()
        if "records" in change.what or moved:
            self.chosen.emit()


def _day_of(project: Project) -> str:
    """Return the day of the time that a project shows, ISO 8601; empty for all times."""
    return "" if project.time is None else iso(project.time.start)[:10]
