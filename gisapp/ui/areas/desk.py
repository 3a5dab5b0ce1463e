"""The areas desk at work: which day and which association are looked at; outlives the chrome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gisapp.desks.areas.model import associations
from gisapp.ui.workdesk import WorkDesk
from layers.messages import Message

if TYPE_CHECKING:
    from gisapp.desks.areas.model import Association
    from gisapp.session import Change
    from gisapp.ui.window import Window
    from layers.base import Layer
    from layers.project import Project

DESK = "areas"


class AreasDesk(WorkDesk):
    """Knows the ledger of a day and the association that is looked at, and tells the cards.

    A card gets the desk and reads :attr:`ledger`, :attr:`day` and :attr:`association`. It changes the ledger
    by :meth:`do`, works beside the window by :meth:`run`, and lets things stand in the view by :meth:`stand`
    under a name of its own. :attr:`changed` tells that the ledger, the day or the layers have changed.

    Parameters
    ----------
    window
        The window; its session is asked, its view shows what is known.

    Signals
    -------
    chosen
        Another association is looked at, or none.
    """

    ID = DESK
    chosen = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._day = ""
        self._line = ""
        self._read: tuple[object, tuple[Association, ...]] = (None, ())
        self._valid: tuple[object, str, tuple[Association, ...]] = (None, "", ())

    @property
    def asked(self) -> bool:
        """Whether there is a ledger."""
        return bool(self.history)

    # ---------------------------------------------------------------- the ledger

    @property
    def history(self) -> tuple[Association, ...]:
        """The associations of the ledger at all times."""
        project = self.session.project
        if self._read[0] is not project.records:
            self._read = (project.records, associations(project, None))
        return self._read[1]

    @property
    def ledger(self) -> tuple[Association, ...]:
        """The associations that are valid on the day that is looked at."""
        whole = self.history
        if self._valid[:2] != (whole, self._day) or self._valid[0] is not whole:
            self._valid = (whole, self._day, tuple(one for one in whole if one.holds(self._day)))
        return self._valid[2]

    @property
    def day(self) -> str:
        """Which day is looked at, ISO 8601; empty for the state of now."""
        return self._day

    def look_at(self, day: str) -> None:
        """Look at the ledger of another day (ISO 8601), empty for the state of now."""
        if day != self._day:
            self._day = day
            self.changed.emit()
            self.chosen.emit()

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
    def buildings(self) -> tuple[Layer, ...]:
        """The layers of buildings that are there."""
        layers = self.session.project.layers
        return tuple(one for one in layers if one.kind == "buildings" and one.data is not None)

    # ---------------------------------------------------------------- following

    def _follow(self, change: Change) -> None:
        super()._follow(change)
        if "records" in change.what and "layers" not in change.what:
            self.changed.emit()
        if "records" in change.what:
            self.chosen.emit()
