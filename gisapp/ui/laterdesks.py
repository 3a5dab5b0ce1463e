"""Desks that are made when one first sits down at them: nothing of them is loaded before.

At that of the beginning one sits as soon as the window is seen.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from gisapp.tools.base import Clicked, Drawn
    from gisapp.ui.areas.desk import AreasDesk
    from gisapp.ui.hazard.desk import HazardDesk
    from gisapp.ui.planning.desk import PlanningDesk
    from gisapp.ui.publish.desk import PublishDesk
    from gisapp.ui.survey.desk import SurveyDesk
    from gisapp.ui.window import Window

LATER: dict[str, str] = {
    "planning": "gisapp.ui.planning.desk:PlanningDesk",
    "hazard": "gisapp.ui.hazard.desk:HazardDesk",
    "survey": "gisapp.ui.survey.desk:SurveyDesk",
    "areas": "gisapp.ui.areas.desk:AreasDesk",
    "publish": "gisapp.ui.publish.desk:PublishDesk",
}
"""Modules and classes of the desks by their ids."""


class LaterDesk(Protocol):
    """What the window asks of such a desk."""

    @property
    def asked(self) -> bool:
        """Whether its page has more to say than the facts of what is chosen."""
        ...

    def take(self, news: Clicked | Drawn) -> None:
        """Take a click on the map, or what was drawn; the desk knows whether one sits at it."""
        ...

    def show(self) -> None:
        """Stand in the view when one sits down; leave it when one gets up."""
        ...

    def stop(self) -> None:
        """Follow the session no more."""
        ...


class LaterDesks:
    """The desks that were made so far.

    Parameters
    ----------
    window
        The window in which they stand.
    """

    def __init__(self, window: Window) -> None:
        self._window = window
        self._made: dict[str, LaterDesk] = {}

    def get(self, desk: str) -> LaterDesk | None:
        """Return a desk, made when it is first asked for; None for one that is none of these."""
        if desk in LATER and desk not in self._made:
            module, name = LATER[desk].split(":")
            self._made[desk] = cast("LaterDesk", getattr(import_module(module), name)(self._window))
        return self._made.get(desk)

    def asked(self, desk: str) -> bool:
        """Whether the page of a desk has more to say than the facts of what is chosen."""
        found = self.get(desk)
        return found is not None and found.asked

    def awaited(self, desk: str) -> bool:
        """Whether a desk is one of these and was not made yet."""
        return desk in LATER and desk not in self._made

    @property
    def made(self) -> tuple[LaterDesk, ...]:
        """Those that were made."""
        return tuple(self._made.values())

    def take(self, news: Clicked | Drawn) -> None:
        """Let the desk at which one sits hear what happened in the view."""
        found = self.get(self._window.desk)
        if found is not None:
            found.take(news)

    def stop(self) -> None:
        """Let none follow the session any more."""
        for one in self._made.values():
            one.stop()


class WithDesks:
    """A window with these desks, each by its name; asked for, it is made.

    Attributes
    ----------
    later
        The desks that were made so far.
    """

    later: LaterDesks

    @property
    def planning(self) -> PlanningDesk:
        """The planning desk."""
        return cast("PlanningDesk", self.later.get("planning"))

    @property
    def hazard(self) -> HazardDesk:
        """The hazard desk."""
        return cast("HazardDesk", self.later.get("hazard"))

    @property
    def survey(self) -> SurveyDesk:
        """The survey desk."""
        return cast("SurveyDesk", self.later.get("survey"))

    @property
    def areas(self) -> AreasDesk:
        """The areas desk."""
        return cast("AreasDesk", self.later.get("areas"))

    @property
    def publish(self) -> PublishDesk:
        """The publish desk."""
        return cast("PublishDesk", self.later.get("publish"))
