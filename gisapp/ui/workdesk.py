"""What desks whose page is a stack of cards have in common; such a desk outlives the chrome."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject, Signal

from gisapp.tools.base import Drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from gisapp.session import Change, Session
    from gisapp.tasks import Task, TaskRunner
    from gisapp.tools.base import Clicked
    from gisapp.ui.window import Window
    from layers.drawables import Drawable
    from layers.messages import Message


class WorkDesk(QObject):
    """Takes what the tools tell to the cards, works beside the window, and stands things in the view.

    Parameters
    ----------
    window
        The window; its session is asked, its view shows what is known.

    Attributes
    ----------
    ID
        Which desk it is, of :data:`gisapp.ui.desks.DESKS`.

    Signals
    -------
    changed
        What is looked at has changed.
    recorded
        What staff entered has changed: records of the project.
    tool_changed
        Another tool is in hand.
    drawn(Drawn), clicked(Clicked)
        A line was drawn with a tool, the map was clicked, while one sits at this desk.
    """

    ID: ClassVar[str] = ""
    changed = Signal()
    recorded = Signal()
    tool_changed = Signal()
    drawn = Signal(object)
    clicked = Signal(object)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self._standing: dict[str, tuple[Drawable, ...]] = {}
        self._shown = False
        self._unsubscribe = self.session.subscribe(self._follow)

    @property
    def session(self) -> Session:
        """The session that is asked."""
        return self.window.session

    @property
    def tasks(self) -> TaskRunner:
        """What works beside the window."""
        return self.window.program.tasks

    @property
    def here(self) -> bool:
        """Whether one sits at this desk."""
        return self.window.desk == self.ID

    # ---------------------------------------------------------------- working

    def run(
        self,
        label: str | Message,
        work: Callable[..., Any],
        *args: object,
        then: Callable[[Any], object],
        key: str | None = None,
    ) -> Task:
        """Do ``work(*args, feedback=…)`` beside the window; `then` gets the answer, failures are told.

        Work of the same `key` that is still on its way is given up.
        """
        return self.tasks.run(label, work, *args, then=then, failed=self.failed, key=key)

    def failed(self, task: Task) -> None:
        """Tell of work that failed."""
        self.window.work.failed(task)

    # ---------------------------------------------------------------- in the view

    def stand(self, name: str, drawables: Iterable[Drawable]) -> None:
        """Let drawables stand in the view under a name, in place of those that stood there under it."""
        found = tuple(drawables)
        if found != self._standing.get(name, ()):
            self._standing[name] = found
            self._draw()

    def show(self) -> None:
        """Stand in the view when one sits down; leave it when one gets up."""
        if self.here:
            self._draw()
        elif self._shown and self.window.view is not None:
            self.window.view.show_desk(())
            self._shown = False

    def _draw(self) -> None:
        if self.here and self.window.view is not None:
            everything = tuple(one for part in self._standing.values() for one in part)
            if everything or self._shown:
                self.window.view.show_desk(everything)
            self._shown = bool(everything)

    # ---------------------------------------------------------------- following

    def take(self, news: Clicked | Drawn) -> None:
        """Take a click on the map, or what was drawn, while one sits at this desk."""
        if self.here:
            (self.drawn if isinstance(news, Drawn) else self.clicked).emit(news)

    def stop(self) -> None:
        """Follow the session no more."""
        self._unsubscribe()

    def _follow(self, change: Change) -> None:
        if "layers" in change.what:
            self.changed.emit()
        if "records" in change.what:
            self.recorded.emit()
        if "tool" in change.what:
            self.tool_changed.emit()
