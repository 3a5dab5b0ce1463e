"""A lock that the operating system takes away when its owner dies, however it dies."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path


class RunLock:
    """Holds a file for as long as this process lives or until it is released.

    Parameters
    ----------
    path
        The file; it is made when it is not there and holds the number of the process.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    def take(self) -> bool:
        """Take the lock; return False when somebody who lives has it, in this process or another."""
        file = self._path.open("a+b")
        if not _lock(file):
            file.close()
            return False
        if not self._is_still(file):
            file.close()  # whoever had it took the file away meanwhile: a lock on it holds nobody off
            return self.take()
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()).encode())
        file.flush()
        self._file = file
        return True

    def _is_still(self, file: BinaryIO) -> bool:
        """Say whether the name still stands for this file."""
        try:
            return os.path.samestat(os.fstat(file.fileno()), self._path.stat())
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Let the lock go."""
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> bool:
        # The locked byte lies far behind the content, so that others can still read it.
        file.seek(1 << 30)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
