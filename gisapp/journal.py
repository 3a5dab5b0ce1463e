"""Autosave and recovery: whatever happens to the program, the work of the last seconds is on the disk.

Each run of the program has a folder of its own with a lock that dies with the process and a snapshot
of the session. A run that ends well removes its folder; a folder whose lock nobody holds is what a
crashed run left.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex
from typing import TYPE_CHECKING

from gisapp import snapshot
from gisapp.snapshot import Snapshot, Summary
from layers import atomicfile
from layers.errors import ExportFailed, ProjectFileError
from layers.registry import LAYERS
from layers.runlock import RunLock

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.session import Change, Session
    from layers.base import Layer
    from layers.feedback import Finding
    from layers.registry import Registry

LOG = logging.getLogger(__name__)

STATE = "session.json"
LOCK = "lock"
QUIET_SECONDS = 0.3
"""A snapshot is written when the user has paused for so long."""


class Journal:
    """Writes the session to the disk soon after every change.

    Parameters
    ----------
    folder
        Folder of all runs; made when it is not there.
    session
        What is kept safe.
    seconds
        A change is on the disk after at most this time, also while the user goes on working.
    failed
        Called from the writing thread when the disk refuses; the next change tries again.
    """

    def __init__(
        self,
        folder: Path,
        session: Session,
        seconds: float = 2.0,
        failed: Callable[[ExportFailed], object] | None = None,
    ) -> None:
        self.folder = folder / f"{time.strftime('%Y%m%d-%H%M%S')}-{token_hex(4)}"
        self.folder.mkdir(parents=True)
        self._lock = RunLock(self.folder / LOCK)
        if not self._lock.take():
            raise RuntimeError(self.folder)  # nobody else can know the new folder
        self._session = session
        self._seconds = seconds
        self._failed = failed
        self._news = threading.Condition()
        self._pending: Snapshot | None = None
        self._first = 0.0
        self._last = 0.0
        self._hurry = False
        self._writing = False
        self._written = True
        self._ended = False
        self._thread = threading.Thread(target=self._work, name="journal")
        self._thread.start()
        self._unsubscribe = session.subscribe(self._notice)

    def flush(self) -> bool:
        """Write what is not written yet and wait for it; return whether everything is on the disk then."""
        with self._news:
            self._hurry = True
            self._news.notify_all()
            self._news.wait_for(lambda: self._pending is None and not self._writing)
            self._hurry = False
            return self._written

    def keep(self) -> None:
        """Write the present state even if nothing changes any more, and wait for it."""
        self._put(Snapshot.of(self._session))
        self.flush()

    def close(self) -> None:
        """End a run that ends well: nothing of it stays."""
        self._stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def abandon(self) -> None:
        """End a run that ends badly: what it wrote stays to be recovered."""
        self._stop()

    def _stop(self) -> None:
        self._unsubscribe()
        with self._news:
            self._ended = True
            self._news.notify_all()
        self._thread.join()
        self._lock.release()

    def _notice(self, change: Change) -> None:
        if change.what - {"tool", "time"}:  # a walk through time would keep the disk busy
            self._put(Snapshot.of(self._session))

    def _put(self, state: Snapshot) -> None:
        with self._news:
            self._last = time.monotonic()
            if self._pending is None:
                self._first = self._last
            self._pending = state
            self._news.notify_all()

    def _work(self) -> None:
        while (state := self._next()) is not None:
            written = False
            try:
                if state.worth_keeping:
                    atomicfile.write(self.folder / STATE, snapshot.write(state), backups=1)
                else:
                    (self.folder / STATE).unlink(missing_ok=True)
                written = True
            except ExportFailed as error:
                LOG.warning("autosave failed: %s %s", error, error.detail)
                if self._failed is not None:
                    self._failed(error)
            except Exception:
                # A bug here must not end autosaving for the rest of the day.
                LOG.exception("autosave failed")
            with self._news:
                self._writing, self._written = False, written
                self._news.notify_all()

    def _next(self) -> Snapshot | None:
        """Wait for a snapshot that is due and return it, or None at the end."""
        with self._news:
            while True:
                if self._pending is not None:
                    due = min(self._last + QUIET_SECONDS, self._first + self._seconds)
                    wait = due - time.monotonic()
                    if wait <= 0 or self._hurry or self._ended:
                        state, self._pending = self._pending, None
                        self._writing = True
                        return state
                    self._news.wait(wait)
                elif self._ended:
                    return None
                else:
                    self._news.wait()


@dataclass(frozen=True, eq=False)
class Recovery:
    """What a crashed run left; other running programs leave it alone while this object holds it.

    Attributes
    ----------
    folder
        The folder of the run.
    summary
        What there is to get back.
    content
        The snapshot as it was written.
    """

    folder: Path
    summary: Summary
    content: bytes
    lock: RunLock

    def read(self, registry: Registry[type[Layer]] = LAYERS) -> tuple[Snapshot, tuple[Finding, ...]]:
        """Return the snapshot; its layers have no data yet."""
        return snapshot.read(self.content, registry)

    def restore(
        self, session: Session, journal: Journal, registry: Registry[type[Layer]] = LAYERS
    ) -> tuple[Finding, ...]:
        """Put the session back as it was; the old folder goes only after the new run has written it.

        Raises
        ------
        layers.errors.ProjectFileError
            When the snapshot cannot be understood; it then stays on the disk.
        """
        state, findings = self.read(registry)
        session.open(state.project, history=state.history, modified=state.modified)
        session.select(state.selection)
        journal.keep()
        if (journal.folder / STATE).exists():
            self.discard()
        return findings

    def discard(self) -> None:
        """Forget it for good."""
        self.lock.release()
        shutil.rmtree(self.folder, ignore_errors=True)

    def later(self) -> None:
        """Leave it for the next start."""
        self.lock.release()


def crashed_runs(folder: Path) -> tuple[Recovery, ...]:
    """Return what crashed runs left, the newest first; looks at files, so runs in a worker.

    A run that wrote nothing is cleared away; a snapshot that cannot be read stays where it is.
    """
    found = []
    for run in sorted(folder.iterdir(), reverse=True) if folder.is_dir() else ():
        lock = RunLock(run / LOCK)
        if not run.is_dir() or not lock.take():
            continue
        recovery = _recovery(run, lock)
        if recovery is not None:
            found.append(recovery)
            continue
        lock.release()
        if not (run / STATE).exists():
            shutil.rmtree(run, ignore_errors=True)
    return tuple(found)


def _recovery(run: Path, lock: RunLock) -> Recovery | None:
    for path in (run / STATE, atomicfile.backup(run / STATE, 1)):
        try:
            content = path.read_bytes()
            return Recovery(run, snapshot.summary(content), content, lock)
        except FileNotFoundError:
            continue
        except (OSError, ProjectFileError) as error:
            LOG.warning("the snapshot %s cannot be read: %r", path, error)
    return None
