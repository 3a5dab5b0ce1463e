"""Desks that are made when one first sits down at them: nothing of them is loaded before."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from gisapp.tools.base import Clicked, Drawn
    from gisapp.ui.viewport import View
    from gisapp.ui.window import Window

LATER: dict[str, str] = {
    "hazard": "gisapp.ui.hazard.desk:HazardDesk",
    "survey": "gisapp.ui.survey.desk:SurveyDesk",
    "areas": "gisapp.ui.areas.desk:AreasDesk",
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
            made = getattr(import_module(module), name)(self._window)
            self._made[desk] = cast("LaterDesk", made)
            if self._window.view is not None:
                self._window.view.told.connect(made.take)
        return self._made.get(desk)

    def asked(self, desk: str) -> bool:
        """Whether the page of a desk has more to say than the facts of what is chosen."""
        found = self.get(desk)
        return found is not None and found.asked

    @property
    def made(self) -> tuple[LaterDesk, ...]:
        """Those that were made."""
        return tuple(self._made.values())

    def watch(self, view: View) -> None:
        """Let them hear what happens in a view."""
        for one in self._made.values():
            view.told.connect(one.take)

    def stop(self) -> None:
        """Let none follow the session any more."""
        for one in self._made.values():
            one.stop()
