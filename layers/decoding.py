"""Decompressing in processes beside the program: the decompressor keeps Python to itself while it works.

For 30,000 points that is 40 ms in which no window answers. Other processes do it as well without being felt,
and one that dies of a broken file takes nothing with it. Where there is no window nobody asks for them.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from layers.decodeworker import ANSWER, ASKED, READY

if TYPE_CHECKING:
    from collections.abc import Iterator

FEW = 3_000
"""Points that are decompressed where they are wanted: asking would take as long."""
MOST = 2
"""Processes at most."""


class DecodingFailed(ValueError):
    """A process could not decompress what it was given, or died of it."""


class NoDecoder(DecodingFailed):
    """No process can be had here; that is no fault of the file."""


class Decoders:
    """Processes that decompress, started when they are needed.

    Attributes
    ----------
    wanted
        Whether they are used at all.
    """

    def __init__(self) -> None:
        self.wanted = False
        self._free: list[subprocess.Popen[bytes]] = []
        self._room = threading.Semaphore(min(MOST, max((os.cpu_count() or 2) - 1, 1)))
        self._lock = threading.Lock()

    def decoded(self, path: Path, at: int, size: int, count: int, length: int, record: bytes) -> bytes:
        """Return points as they lie in an uncompressed file.

        Parameters
        ----------
        path, at, size
            The file, the first byte of the node, and how many.
        count, length
            How many points, and bytes of each.
        record
            What the decompressor must know.

        Raises
        ------
        DecodingFailed
            When it cannot be done; :class:`NoDecoder` when no process can be started.
        """
        name = os.fsencode(path)
        with self._one() as process:
            if process.stdin is None or process.stdout is None:
                raise DecodingFailed(process.args)
            try:
                process.stdin.write(ASKED.pack(len(name), len(record), at, size, count, length))
                process.stdin.write(name + record)
                process.stdin.flush()
                done, many = ANSWER.unpack(process.stdout.read(ANSWER.size))
                found = process.stdout.read(many)
            except (OSError, ValueError, struct.error) as error:
                raise DecodingFailed(str(error)) from error
            if len(found) != many:
                raise DecodingFailed(process.args)
        if not done:
            raise DecodingFailed(found.decode(errors="replace"))
        return found

    def stop(self) -> None:
        """End the processes that wait."""
        with self._lock:
            ended, self._free = self._free, []
        for one in ended:
            _end(one)

    @contextmanager
    def _one(self) -> Iterator[subprocess.Popen[bytes]]:
        """Give a process to one caller at a time; one that failed is ended."""
        with self._room:
            with self._lock:
                process = self._free.pop() if self._free else None
            if process is None or process.poll() is not None:
                process = _begin()
            try:
                yield process
            except BaseException:
                _end(process)
                raise
            with self._lock:
                self._free.append(process)


DECODERS = Decoders()
"""Those of this process."""


def _begin() -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parents[1])
    path = os.pathsep.join(one for one in (root, os.environ.get("PYTHONPATH", "")) if one)
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "layers.decodeworker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise NoDecoder(str(error)) from error
    if process.stdout is None or process.stdout.read(len(READY)) != READY:
        _end(process)
        raise NoDecoder(process.args)
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
