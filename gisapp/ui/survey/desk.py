"""The survey desk at work: which scan is looked at, what the cards show in the view; outlives the chrome."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from gisapp.tools.base import Drawn
from layers.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from gisapp.session import Change, Session
    from gisapp.tasks import Task, TaskRunner
    from gisapp.tools.base import Clicked
    from gisapp.ui.window import Window
    from layers.drawables import Drawable
    from layers.pointcloud import PointCloud

DESK = "survey"


class SurveyDesk(QObject):
    """Knows the scan that is looked at, and takes what the tools tell to the cards.

    A card gets the desk, reads :attr:`cloud`, listens to the signals, changes the project by :meth:`do` and
    the layer by :meth:`change`, works beside the window by :meth:`run`, and lets things stand in the view by
    :meth:`stand` under a name of its own.

    Parameters
    ----------
    window
        The window; its session is asked, its view shows what is known.

    Signals
    -------
    changed
        Another scan is looked at, or none, or it is shown in another way.
    recorded
        What staff entered has changed: measurements, notes.
    tool_changed
        Another tool is in hand.
    drawn(Drawn), clicked(Clicked)
        A line was drawn with a tool, the map was clicked, while one sits at this desk.
    """

    changed = Signal()
    recorded = Signal()
    tool_changed = Signal()
    drawn = Signal(object)
    clicked = Signal(object)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self._chosen = ""
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
        return self.window.desk == DESK

    @property
    def asked(self) -> bool:
        """Whether there is a scan to be looked at."""
        return self.cloud is not None

    # ---------------------------------------------------------------- the scan

    @property
    def clouds(self) -> tuple[PointCloud, ...]:
        """The scans of the project that are there."""
        layers = self.session.project.layers
        return tuple(
            cast("PointCloud", one) for one in layers if one.kind == "pointcloud" and one.data is not None
        )

    @property
    def cloud(self) -> PointCloud | None:
        """The scan that is looked at: the chosen one, else the first that is seen, else the first."""
        found = self.clouds
        chosen = next((one for one in found if one.id == self._chosen), None)
        return chosen or next((one for one in found if one.visible), found[0] if found else None)

    def choose(self, layer_id: str) -> None:
        """Look at another scan."""
        if layer_id != self._chosen:
            self._chosen = layer_id
            self.changed.emit()

    def change(self, label: str, merge: str | None = None, **fields: Any) -> None:
        """Show the scan in another way, as a step that can be undone.

        Parameters
        ----------
        label
            What staff do, with ``{name}`` for the name of the layer.
        merge
            Steps of one key become one: a slider that is dragged.
        fields
            Fields of the layer and their values.
        """
        cloud = self.cloud
        if cloud is not None and any(getattr(cloud, name) != value for name, value in fields.items()):
            project = self.session.project.replacing(replace(cloud, **fields))
            self.session.do(Message(label, {"name": cloud.name}), project, merge)

    # ---------------------------------------------------------------- working

    def run(
        self, label: str | Message, work: Callable[..., Any], *args: object, then: Callable[[Any], object]
    ) -> None:
        """Do ``work(*args, feedback=…)`` beside the window; `then` gets the answer, failures are told."""
        self.tasks.run(label, work, *args, then=then, failed=self.failed)

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
