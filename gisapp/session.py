"""The state of the running program: the project of now, its history, the selection and the tool.

A session belongs to the thread that made it. Everything it holds is frozen, so a worker may read a
project that it was given without locks.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from layers.messages import Message
from layers.project import Camera, Project
from layers.settling import settled
from layers.timeline import same_but_time

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import ArrayLike, NDArray

    from layers.period import Period

UNDO_LIMIT = 200
"""Steps that can be undone. Old projects share their layers with new ones, so a step costs little."""

SELECT = "select"
"""Id of the tool that is active at the start."""


def _no_features() -> NDArray[np.uint32]:
    features = np.empty(0, dtype=np.uint32)
    features.setflags(write=False)
    return features


@dataclass(frozen=True, eq=False)
class Selection:
    """Chosen features of one layer.

    Attributes
    ----------
    layer_id
        Id of the layer, empty when nothing is chosen.
    features
        (n,) uint32, row numbers in rising order, each once, read-only.
    """

    layer_id: str = ""
    features: NDArray[np.uint32] = field(default_factory=_no_features)

    @staticmethod
    def of(layer_id: str, features: ArrayLike) -> Selection:
        """Return the selection of some row numbers in any order; none of them makes it empty."""
        rows = np.unique(np.asarray(features, dtype=np.uint32))
        rows.setflags(write=False)
        return Selection(layer_id, rows) if len(rows) else Selection()

    def __len__(self) -> int:
        """Return how many features are chosen."""
        return len(self.features)

    def __eq__(self, other: object) -> bool:
        """Say whether the same features of the same layer are chosen."""
        if not isinstance(other, Selection):
            return NotImplemented
        return self.layer_id == other.layer_id and np.array_equal(self.features, other.features)

    def __hash__(self) -> int:
        """Hash by content."""
        return hash((self.layer_id, self.features.tobytes()))


@dataclass(frozen=True, eq=False)
class Change:
    """What subscribers are told.

    Attributes
    ----------
    old, new
        The project before and after; the same object when only the selection or the tool changed.
    what
        Names of what changed: ``layers``, ``groups``, ``camera``, ``notes``, ``sets``, ``name``, ``crs``,
        ``origin``, ``path``, ``exaggeration``, ``records``, ``selection``, ``tool``, ``history`` (what can
        be undone or redone), ``modified`` and ``time``. Layers that only show another time are no change
        of ``layers``.
    """

    old: Project
    new: Project
    what: frozenset[str]


@dataclass(frozen=True, eq=False)
class Step:
    """One entry of the history: the project before it, and what the user did then."""

    label: Message
    project: Project
    revision: int


_PROJECT_FIELDS = (
    *("layers", "groups", "camera", "notes", "sets", "name", "crs", "origin", "path"),
    *("exaggeration", "records", "time"),
)


def differences(old: Project, new: Project) -> set[str]:
    """Return the names of the fields in which two projects differ."""
    if old is new:
        return set()
    found = {name for name in _PROJECT_FIELDS[1:] if getattr(old, name) != getattr(new, name)}
    same = len(old.layers) == len(new.layers) and all(
        same_but_time(before, after) for before, after in zip(old.layers, new.layers, strict=True)
    )
    return found if same else found | {"layers"}


class Session:
    """Holds the project and tells subscribers of every change.

    Parameters
    ----------
    project
        The project to begin with.
    limit
        Steps that can be undone.
    """

    def __init__(self, project: Project | None = None, *, limit: int = UNDO_LIMIT) -> None:
        self._thread = threading.get_ident()
        self._project = project or Project()
        self._selection = Selection()
        self._tool = SELECT
        self._limit = limit
        self._revisions = count(1)
        self._revision = 0
        self._saved_revision = 0
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._merge: str | None = None
        self._subscribers: dict[int, Callable[[Change], None]] = {}
        self._keys = count()
        self._untold: deque[Change] = deque()

    @property
    def project(self) -> Project:
        """The project of now."""
        return self._project

    @property
    def selection(self) -> Selection:
        """The chosen features."""
        return self._selection

    @property
    def tool(self) -> str:
        """Id of the active tool."""
        return self._tool

    @property
    def modified(self) -> bool:
        """Whether there are changes that have not been saved."""
        return self._revision != self._saved_revision

    @property
    def revision(self) -> int:
        """Number of the present state; take it when saving begins and give it to :meth:`saved`."""
        return self._revision

    @property
    def undo_label(self) -> Message | None:
        """What the next undo takes back, or None."""
        return self._undo[-1].label if self._undo else None

    @property
    def redo_label(self) -> Message | None:
        """What the next redo does again, or None."""
        return self._redo[-1].label if self._redo else None

    @property
    def history(self) -> tuple[Step, ...]:
        """Steps that can be undone, the oldest first."""
        return tuple(self._undo)

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call `listener` after every change until the returned function is called."""
        self._check_thread()
        key = next(self._keys)
        self._subscribers[key] = listener

        def unsubscribe() -> None:
            self._subscribers.pop(key, None)

        return unsubscribe

    def do(self, label: str | Message, project: Project, merge: str | None = None) -> None:
        """Make `project` the project of now, as one step that can be undone.

        Parameters
        ----------
        label
            What the user did, in Japanese, such as 「レイヤの色を変える」.
        project
            The project after it.
        merge
            Steps with the same key that follow each other become one step (a slider that is dragged);
            give each drag a key of its own.
        """
        self._check_thread()
        if project is self._project:
            return
        if merge is None or merge != self._merge or not self._undo:
            message = label if isinstance(label, Message) else Message(label)
            self._undo.append(Step(message, self._project, self._revision))
            del self._undo[: -self._limit]
        self._merge = merge
        self._redo.clear()
        self._show(project, next(self._revisions), history=True)

    def undo(self) -> bool:
        """Take back the last step; camera and time stay. Return whether there was one."""
        return self._travel(self._undo, self._redo)

    def redo(self) -> bool:
        """Do again what was undone last; camera and time stay. Return whether there was something."""
        return self._travel(self._redo, self._undo)

    def amend(self, change: Callable[[Project], Project]) -> None:
        """Apply `change` to the project of now and to every remembered one.

        For things the user did not do and cannot undo, such as the data of a layer being opened: undo
        must not close them again. `change` must return the same object where it has nothing to change.
        """
        self._check_thread()
        for steps in (self._undo, self._redo):
            steps[:] = [replace(step, project=change(step.project)) for step in steps]
        self._show(change(self._project), self._revision)

    def look(self, camera: Camera) -> None:
        """Remember where the user looks from; no step of the history."""
        self._check_thread()
        if camera != self._project.camera:
            self._show(replace(self._project, camera=camera), self._revision)

    def show_time(self, period: Period | None) -> None:
        """Show another time, None for all times; like looking elsewhere, it is no step of the history."""
        self._check_thread()
        if period != self._project.time:
            self._show(replace(self._project, time=period), self._revision)

    def open(self, project: Project, *, history: Iterable[Step] = (), modified: bool = False) -> None:
        """Begin anew with `project`, forgetting history and selection.

        Parameters
        ----------
        project
            The project that was opened, made or recovered.
        history
            Steps that can be undone, the oldest first, after a recovery.
        modified
            Whether the project differs from its file.
        """
        self._check_thread()
        self._undo = list(history)[-self._limit :]
        self._undo = [replace(step, revision=next(self._revisions)) for step in self._undo]
        self._redo = []
        self._merge = None
        self._saved_revision = next(self._revisions)
        self._selection = Selection()
        revision = next(self._revisions) if modified else self._saved_revision
        self._show(project, revision, history=True, extra=frozenset({"selection", "modified"}))

    def saved(self, path: Path, revision: int) -> None:
        """Note that the project of `revision` was written to `path`; later changes stay unsaved."""
        self._check_thread()
        before = self.modified
        self._saved_revision = revision
        self._merge = None
        extra = frozenset({"modified"}) if before != self.modified else frozenset[str]()

        def with_path(old: Project) -> Project:
            return old if old.path == path else replace(old, path=path)

        for steps in (self._undo, self._redo):
            steps[:] = [replace(step, project=with_path(step.project)) for step in steps]
        self._show(with_path(self._project), self._revision, extra=extra)

    def select(self, selection: Selection) -> None:
        """Choose features."""
        self._check_thread()
        if selection != self._selection:
            self._selection = selection
            self._tell(Change(self._project, self._project, frozenset({"selection"})))

    def use_tool(self, tool: str) -> None:
        """Make a tool the active one."""
        self._check_thread()
        if tool != self._tool:
            self._tool = tool
            self._tell(Change(self._project, self._project, frozenset({"tool"})))

    def _travel(self, source: list[Step], target: list[Step]) -> bool:
        self._check_thread()
        if not source:
            return False
        step = source.pop()
        target.append(Step(step.label, self._project, self._revision))
        self._merge = None
        project, now = step.project, self._project
        if (project.camera, project.time) != (now.camera, now.time):
            project = replace(project, camera=now.camera, time=now.time)
        self._show(project, step.revision, history=True)
        return True

    def _show(
        self, project: Project, revision: int, *, history: bool = False, extra: frozenset[str] = frozenset()
    ) -> None:
        project = settled(project)
        old, was_modified = self._project, self.modified
        self._project, self._revision = project, revision
        what = differences(old, project) | extra
        if history:
            what.add("history")
        if was_modified != self.modified:
            what.add("modified")
        if self._selection.layer_id and project.layer(self._selection.layer_id) is None:
            self._selection = Selection()
            what.add("selection")
        if what:
            self._tell(Change(old, project, frozenset(what)))

    def _tell(self, change: Change) -> None:
        # A listener may change the session again; everybody hears of the changes in their order.
        self._untold.append(change)
        if len(self._untold) > 1:
            return
        errors: list[Exception] = []
        while self._untold:
            for listener in list(self._subscribers.values()):
                try:
                    listener(self._untold[0])
                except Exception as error:  # noqa: BLE001 - the other listeners must hear of it first
                    errors.append(error)
            self._untold.popleft()
        if len(errors) == 1:
            raise errors[0]
        if errors:
            text = "several subscribers failed"
            raise ExceptionGroup(text, errors)

    def _check_thread(self) -> None:
        if threading.get_ident() != self._thread:
            text = "the session was used outside the thread that made it"
            raise RuntimeError(text)
