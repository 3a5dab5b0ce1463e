"""Several processes that work on clouds: capped in memory, watched, and ended at once.

For one long function with one answer see ``worker``; here many short ones share what they have loaded.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from typing import TYPE_CHECKING, Any, Self

from importers.las.leftovers import scratch_prefix
from importers.las.worker import lost, settle_in, silent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from importers.las.files import File
    from layers.feedback import Feedback

MOST = 8
NEEDS = 400 << 20
"""Bytes that a process may come to hold; fewer are started where there is less."""
SILENCE = 120.0
"""Seconds without any answer after which they are taken to hang."""


class Pool:
    """Processes for one file.

    Parameters
    ----------
    path
        Named in errors.
    feedback
        A wish to stop is heard within a tenth of a second, and the processes ended.
    """

    def __init__(self, path: File, feedback: Feedback) -> None:
        self._path, self._feedback = path, feedback
        self._folder = tempfile.TemporaryDirectory(prefix=scratch_prefix(), ignore_cleanup_errors=True)
        self._pool = ProcessPoolExecutor(
            max_workers=_count(),
            mp_context=multiprocessing.get_context("spawn"),
            initializer=settle_in,
            initargs=(self._folder.name,),
        )

    def __enter__(self) -> Self:
        """Return itself; processes start with the first work."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes: all is done, or nobody wants it any more."""
        # Python has terminate_workers() for this from 3.14 on.
        for process in dict(getattr(self._pool, "_processes", None) or {}).values():
            process.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._folder.cleanup()

    def run(
        self,
        tasks: Mapping[int, tuple[Callable[..., Any], tuple[Any, ...]]],
        show: Callable[[float], None],
        done: Callable[[], float] | None = None,
    ) -> dict[int, Any]:
        """Return what functions at the top of modules return, by number.

        Parameters
        ----------
        tasks
            Functions and their arguments.
        show
            Is told the share that is done.
        done
            Tells it where tasks take long and leave something behind now and then; by default it is the
            share of the tasks.

        Raises
        ------
        layers.errors.GisError
            What one of them raised, or that a process died or hung.
        layers.feedback.Cancelled
            When the user stopped it.
        """
        waiting: dict[Future[Any], int] = {}
        found: dict[int, Any] = {}
        left = list(tasks.items())[::-1]
        since, last = time.monotonic(), 0.0
        try:
            while left or waiting:
                while left and len(waiting) < 2 * MOST:
                    number, (work, arguments) = left.pop()
                    waiting[self._pool.submit(work, *arguments)] = number
                ready, _ = wait(waiting, timeout=0.1, return_when=FIRST_COMPLETED)
                self._feedback.step()
                for future in ready:
                    found[waiting.pop(future)] = future.result()
                    since = time.monotonic()
                share = done() if done is not None else len(found) / len(tasks)
                if share != last:
                    since, last = time.monotonic(), share
                show(share)
                if time.monotonic() - since > SILENCE:
                    raise silent(self._path)
        except BrokenExecutor as error:
            raise lost(self._path, error) from error
        return found


def _count() -> int:
    import psutil

    room = psutil.virtual_memory().available // NEEDS
    return max(1, min(os.cpu_count() or 2, MOST, int(room)))
