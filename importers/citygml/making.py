"""The folder in which a store is made: one at a time for each store, found again after a killed import.

::

    <store>.making/
      lock     held by the process that is at it; the system takes the lock away when that dies
      parts/   what each file gives, see ``parts.py``; a killed import goes on with them
      store/   the store itself, renamed to its place when it is whole

Whoever comes second waits, and then finds the store made. What nobody goes on with goes after some days.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.runlock import RunLock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.feedback import Feedback

MAKING = ".making"
KEPT_DAYS = 7.0
"""So long the parts of a killed import wait for it to be gone on with."""
LEAST_FREE = 2 << 30
"""Bytes of the disk that must be free for them to wait at all."""
LOOK_SECONDS = 0.2
WAITING = QT_TRANSLATE_NOOP(
    CONTEXT, "ほかの gisapp が「{name}」を読み込んでいるため、終わるのを待っています…"
)
_OLD_NAME = re.compile(r"\.making-(\d+)-[0-9a-f]+$")
"""Folders of stores that are made at one go, with the number of the process."""


@dataclass(frozen=True)
class Making:
    """A folder in which this process alone makes a store.

    Attributes
    ----------
    folder
        The folder.
    waited
        Whether somebody else made the same store until now.
    """

    folder: Path
    waited: bool

    @property
    def parts(self) -> Path:
        """Folder of what each file gives."""
        return self.folder / "parts"

    @property
    def store(self) -> Path:
        """Folder of the store."""
        return self.folder / "store"


@contextmanager
def making(target: Path, feedback: Feedback) -> Iterator[Making]:
    """Hold the folder in which the store `target` is made; it goes at the end, however that comes.

    Only a process that is killed leaves it, and the next one finds in it what was done.

    Raises
    ------
    layers.feedback.Cancelled
        While waiting for somebody else.
    OSError
        When the folder cannot be made.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = target.with_name(f"{target.name}{MAKING}")
    full = shutil.disk_usage(target.parent).free < LEAST_FREE
    remove_leftovers(target.parent, 0.0 if full else KEPT_DAYS, folder.name)
    lock, waited = RunLock(folder / "lock"), False
    while not _take(lock, folder):
        waited = True
        feedback.step(0, 1, Message(WAITING, {"name": target.name.rpartition("-")[0] or target.name}))
        time.sleep(LOOK_SECONDS)
    try:
        shutil.rmtree(folder / "store", ignore_errors=True)
        (folder / "parts" / "stop").unlink(missing_ok=True)
        yield Making(folder, waited)
    finally:
        _remove(folder, lock)


def _take(lock: RunLock, folder: Path) -> bool:
    """Take the lock in a folder that whoever had it may be removing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return lock.take()
    except FileNotFoundError:
        return False


def _remove(folder: Path, lock: RunLock) -> None:
    """Remove a folder while its lock is held; on Windows the lock itself can go only after that."""
    for inside in ("store", "parts"):
        shutil.rmtree(folder / inside, ignore_errors=True)
    if os.name == "nt":
        lock.release()
    shutil.rmtree(folder, ignore_errors=True)
    lock.release()


def remove_leftovers(stores: Path, days: float = KEPT_DAYS, but: str = "") -> int:
    """Remove what killed imports left among the stores, and return the bytes that it took.

    Parameters
    ----------
    stores
        Folder of all stores.
    days
        So old the youngest file of what can be gone on with must be; what cannot goes at once.
    but
        Name of the folder that stays, for it is gone on with now.
    """
    import psutil

    freed = 0
    for folder in stores.glob(f"*{MAKING}*"):
        old = _OLD_NAME.search(folder.name)
        if old is not None:
            if psutil.pid_exists(int(old[1])):
                continue
            freed += _size(folder)
            shutil.rmtree(folder, ignore_errors=True)
        elif folder.name != but and folder.name.endswith(MAKING) and _age(folder) > days * 86_400:
            lock = RunLock(folder / "lock")
            if _take(lock, folder):
                freed += _size(folder)
                _remove(folder, lock)
    return freed


def _age(folder: Path) -> float:
    """Return the seconds since anything in a folder was written."""
    times = [status.st_mtime for status in _statuses(folder)]
    return time.time() - max(times, default=0.0)


def _size(folder: Path) -> int:
    return sum(status.st_size for status in _statuses(folder))


def _statuses(folder: Path) -> Iterator[os.stat_result]:
    for path in (folder, *folder.rglob("*")):
        try:
            yield path.stat()
        except OSError:
            continue  # it has just gone
