"""The list of long work: what runs, how far it is, and a way to stop each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from gisapp.tasks import State, Task, TaskRunner
from gisapp.ui.cards import button, clear, column, icon_button, label, picture, row, scrolled
from gisapp.ui.theme import px, set_role
from gisapp.ui.words import duration, sentence, translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent

KEPT = 20
"""Finished tasks that stay in the list."""
PER_MILLE = 1000
REFRESH = 500
"""Milliseconds between updates of running times while a list is open."""


def percent(task: Task) -> int | None:
    """Return how far a task is, None while nobody knows."""
    if task.total <= 0:
        return None
    return int(100 * min(1.0, max(0.0, task.done / task.total)))


def progress_words(task: Task) -> str:
    """Return what is being done, how far it is and how long it will take."""
    if task.state is State.WAITING:
        return translate("window", "順番を待っています")
    if task.state is State.DONE:
        return translate("window", "終わりました（{time}）").format(time=duration(task.seconds))
    if task.state is State.CANCELLED:
        return translate("window", "取りやめました")
    if task.state is State.FAILED:
        return sentence(task.message) if task.message else translate("window", "終えられませんでした")
    if task.cancelled:
        return translate("window", "取りやめています…")
    if task.text:
        return sentence(task.text)
    if (remaining := task.remaining) is not None and remaining >= 1:
        return translate("window", "残り約 {time}").format(time=duration(remaining))
    return translate("window", "準備しています…")


class TaskRow(QFrame):
    """One task: label, bar, words, and the button that stops it."""

    def __init__(self, task: Task, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.task = task
        inside = column(self, margin=8, space=4)
        head = row(space=8)
        self._picture = picture("tasks")
        head.addWidget(self._picture)
        head.addWidget(label(sentence(task.label)), 1)
        self._cancel = icon_button("cancel", translate("window", "この作業を取りやめる"), task.cancel)
        head.addWidget(self._cancel)
        inside.addLayout(head)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(sentence(task.label))
        inside.addWidget(self._bar)
        self._words = label("", "small", select=True)
        inside.addWidget(self._words)
        self.refresh()

    def refresh(self) -> None:
        """Show how the task stands now."""
        task = self.task
        self._words.setText(progress_words(task))
        set_role(self._words, "warn" if task.state is State.FAILED else "small")
        done = percent(task)
        self._bar.setVisible(task.active)
        self._bar.setRange(0, PER_MILLE if done is not None else 0)
        if done is not None:
            self._bar.setValue(int(PER_MILLE * min(1.0, task.done / task.total)))
        self._cancel.setVisible(task.active)
        self._cancel.setEnabled(not task.cancelled)
        meaning, colour = {
            State.DONE: ("done", "icon"),
            State.FAILED: ("warn", "warn"),
            State.CANCELLED: ("cancel", "icon"),
        }.get(task.state, ("tasks", "icon"))
        fresh = picture(meaning, colour)
        self._picture.setPixmap(fresh.pixmap())
        fresh.deleteLater()


class TaskBook:
    """Remembers the tasks worth listing: those that run and the last that ended.

    Parameters
    ----------
    runner
        Whose tasks they are.
    changed
        Called on the main thread after anything happened.
    """

    def __init__(self, runner: TaskRunner, changed: Callable[[Task], None]) -> None:
        self._changed = changed
        self._tasks: dict[int, Task] = {}
        self._failures: set[int] = set()
        self.unread_failures = 0
        self.unsubscribe = runner.subscribe(self._hear)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Tasks to list, the newest first."""
        return tuple(sorted(self._tasks.values(), key=lambda task: (not task.active, -task.id)))

    @property
    def active(self) -> tuple[Task, ...]:
        """Tasks that wait or run."""
        return tuple(task for task in self._tasks.values() if task.active)

    def percent(self) -> int | None:
        """Return how far the running tasks have come together, None while nobody knows."""
        known = [task for task in self.active if task.total > 0]
        if not known:
            return None
        return int(100 * sum(min(1.0, task.done / task.total) for task in known) / len(known))

    def forget_finished(self) -> None:
        """Take the finished tasks off the list."""
        self._tasks = {number: task for number, task in self._tasks.items() if task.active}
        self.unread_failures = 0

    def answered(self, task: Task) -> None:
        """Take a task off the list that could not go on without an answer: it did not fail, it asked."""
        if task.id in self._failures and self._tasks.pop(task.id, None) is not None:
            self.unread_failures = max(self.unread_failures - 1, 0)
            self._changed(task)

    def _hear(self, task: Task) -> None:
        if sentence(task.label) == "":
            return  # work of the window itself, such as looking whether a file is there
        if task.state is State.FAILED and task.id not in self._failures:
            self._failures.add(task.id)
            self.unread_failures += 1
        self._tasks[task.id] = task
        finished = [number for number, old in self._tasks.items() if not old.active]
        for number in sorted(finished)[:-KEPT]:
            del self._tasks[number]
        self._changed(task)


class TaskList(QFrame):
    """The list itself, shown above the chip of the status bar."""

    closed = Signal()

    def __init__(self, book: TaskBook, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("taskList")
        self.setProperty("role", "card")
        self.setAccessibleName(translate("window", "進んでいる作業"))
        self._book = book
        self._rows: dict[int, TaskRow] = {}
        self.setFixedWidth(px(400))
        whole = column(self, margin=8, space=4)
        head = row(space=8)
        head.addWidget(label(translate("window", "作業"), "title"), 1)
        self._tidy = button(translate("window", "終わったものを消す"), self._forget, role="flat")
        head.addWidget(self._tidy)
        whole.addLayout(head)
        self._inside = QWidget()
        self._list: QVBoxLayout = column(self._inside, space=4)
        self._area = scrolled(self._inside)
        whole.addWidget(self._area)
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH)
        self._clock.timeout.connect(self.refresh)

    def open_above(self, corner: QPoint) -> None:
        """Show the list with its lower right corner at a place of the screen."""
        self._book.unread_failures = 0
        self.rebuild()
        height = min(px(480), self._inside.sizeHint().height() + px(72))
        self.setFixedHeight(max(px(120), height))
        self.move(corner.x() - self.width(), corner.y() - self.height())
        self.show()
        self._clock.start()

    def rebuild(self) -> None:
        """Make the rows anew."""
        clear(self._list)
        self._rows = {}
        for task in self._book.tasks:
            line = TaskRow(task)
            self._rows[task.id] = line
            self._list.addWidget(line)
        if not self._rows:
            self._list.addWidget(label(translate("window", "進んでいる作業はありません。"), "quiet"))
        self._list.addStretch(1)
        self._tidy.setVisible(any(not task.active for task in self._book.tasks))

    def refresh(self) -> None:
        """Bring the rows up to date."""
        if {task.id for task in self._book.tasks} != set(self._rows):
            self.rebuild()
        for line in self._rows.values():
            line.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the clock: a hidden list costs nothing."""
        self._clock.stop()
        super().hideEvent(event)
        self.closed.emit()

    def _forget(self) -> None:
        self._book.forget_finished()
        self.rebuild()
