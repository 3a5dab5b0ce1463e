"""Walks through time: step by step on wish, or by itself while playing; lives as long as the window."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

from layers.period import Period
from layers.timeline import Timeline, shown_with_time, timeline

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from gisapp.session import Change, Session
    from gisapp.tasks import TaskRunner
    from layers.base import Layer
    from layers.feedback import Feedback
    from layers.project import Project
    from layers.timesteps import Step

SPEEDS = (1, 2, 5, 10)
"""Steps a second that can be chosen."""
EMPTY_STEPS = 3
"""So many steps without anything are walked through; more are skipped, such as the night between two days."""
PATIENCE = 1.0
"""Seconds that the next step waits for the picture of the last one."""


def look_up(layers: tuple[Layer, ...], *, feedback: Feedback) -> Timeline | None:
    """Return the timeline of some layers; for a worker thread."""
    return timeline(layers, feedback)


class TimePlayer(QObject):
    """The timeline of the visible layers and the walk through it.

    Parameters
    ----------
    session, tasks
        What is walked through, and who reads the times.

    Signals
    -------
    changed
        Anything that a bar shows has changed.
    """

    changed = Signal()

    def __init__(self, session: Session, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self.timeline: Timeline | None = None
        self._found: Timeline | None = None
        self._offered: Timeline | None = None
        self.speed = SPEEDS[1]
        self._step: Step | None = None
        self._key: object = ()
        self._asked = 0.0
        self._waiting = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._unsubscribe = session.subscribe(self._hear)
        self._follow(session.project)

    @property
    def playing(self) -> bool:
        """Whether time goes on by itself."""
        return self._timer.isActive()

    @property
    def period(self) -> Period | None:
        """The time of now, None for all times."""
        return self._session.project.time

    @property
    def step(self) -> Step | None:
        """The step of the walk: the one that was chosen, or that of the data; None without a timeline."""
        if self.timeline is None:
            return None
        return self._step if self._step in self.timeline.steps() else self.timeline.step

    @property
    def shares(self) -> bool:
        """Whether shapes stand for several moments, so that all times show the latest."""
        return any(layer.places() is not None for layer in shown_with_time(self._session.project))

    def choose_step(self, step: Step) -> None:
        """Walk in other steps; the time of now takes their length."""
        self._step = step
        if self.period is not None:
            self._session.show_time(step.at(self.period.start))
        self.changed.emit()

    def choose_speed(self, speed: int) -> None:
        """Walk at another speed, steps a second."""
        self.speed = speed
        if self.playing:
            self._timer.start(1000 // speed)
        self.changed.emit()

    def show(self, period: Period | None) -> None:
        """Show another time, kept within the timeline; None for all times, which ends playing."""
        if period is None:
            self.pause()
        elif self.timeline is not None:
            whole = self.timeline.whole
            length = period.end - period.start
            start = min(max(period.start, whole.start), max(whole.end - 1, whole.start))
            period = Period(start, start + length)
        self._session.show_time(period)

    def walk(self, steps: int) -> bool:
        """Go some steps on or back, from all times to the first or last; return whether there was room."""
        step, line = self.step, self.timeline
        if step is None or line is None:
            return False
        now = self.period
        if now is None:
            self.show(step.at(line.whole.start if steps > 0 else line.whole.end - 1))
            return True
        to = step.at(now.start, steps)
        if to.end <= line.whole.start or to.start >= line.whole.end:
            return False
        # A window that was pulled wide keeps its width.
        wide = now.end - now.start > step.at(now.start).end - step.at(now.start).start
        self._session.show_time(Period(to.start, to.start + now.end - now.start) if wide else to)
        return True

    def toggle(self) -> None:
        """Play, or pause."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Let time go on by itself; from the begin when it stands at the end, or all times are shown."""
        step, line = self.step, self.timeline
        if step is None or line is None or self.playing:
            return
        now = self.period
        if now is None or step.at(now.start, 1).start >= line.whole.end:
            self.show(step.at(line.whole.start))
        self._timer.start(1000 // self.speed)
        self.changed.emit()

    def pause(self) -> None:
        """Let time stand still."""
        if self.playing:
            self._timer.stop()
            self.changed.emit()

    def drawn(self) -> None:
        """Take note that the picture of the last step was drawn."""
        self._waiting = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Play or pause when the space bar is pressed in the view."""
        if event.type() == QEvent.Type.KeyPress and self.timeline is not None:
            key = cast("QKeyEvent", event)
            if key.key() == Qt.Key.Key_Space and not key.modifiers() and not key.isAutoRepeat():
                self.toggle()
                return True
        return super().eventFilter(watched, event)

    def stop(self) -> None:
        """Walk no more and follow nothing."""
        self._timer.stop()
        self._unsubscribe()

    def _tick(self) -> None:
        now = time.monotonic()
        if self._waiting and now - self._asked < PATIENCE:
            return  # a slow machine shows fewer steps a second, but each of them
        self._asked, self._waiting = now, True
        if not self._advance():
            self.pause()

    def _advance(self) -> bool:
        step, line, period = self.step, self.timeline, self.period
        if step is None or line is None or period is None:
            return False
        following = step.at(period.start, 1)
        filled = line.next_filled(following.start)
        if filled is None:
            return False
        if (
            filled - following.start > EMPTY_STEPS * step.seconds
            and period.end - period.start <= following.end
        ):
            self._session.show_time(step.at(filled))
            return True
        return self.walk(1)

    def _hear(self, change: Change) -> None:
        if "layers" in change.what:
            self._follow(change.new)
        if "time" in change.what:
            self.changed.emit()

    def _follow(self, project: Project) -> None:
        layers = shown_with_time(project)
        key = tuple((layer.id, layer.data.store, layer.filter) for layer in layers)
        if key == self._key:
            return
        self._key = key
        if not layers:
            self._take(None)
            return
        self._tasks.run(
            "",
            look_up,
            layers,
            key="timeline",
            then=self._take,
            wanted=lambda: key == self._key,
        )

    def offer(self, line: Timeline | None) -> None:
        """Walk through the timeline of a desk where no layer has a time; None takes it back."""
        if line is not self._offered:
            self._offered = line
            self._choose()

    def _take(self, found: Timeline | None) -> None:
        self._found = found
        self._choose()

    def _choose(self) -> None:
        self.timeline = self._found or self._offered
        if self.timeline is None:
            self._timer.stop()
        self.changed.emit()
