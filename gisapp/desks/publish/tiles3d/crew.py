"""Jobs handed to processes some at a time, so that neither jobs nor results pile up."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from importers.cluster import is_lost
from layers import sparing
from layers.errors import ExportFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from layers.feedback import Feedback

MOST_WORKERS = 8
WAITING = 32
"""Jobs that are under way at once."""
PATIENCE_SECONDS = 20.0
"""So long workers are waited for when the work ends early: they write into a folder that is cleared next."""

LOST = QT_TRANSLATE_NOOP(
    CONTEXT, "書き出しを分担しているプログラムが途中で止まりました（メモリ不足のおそれがあります）。"
)
LOST_HINT = QT_TRANSLATE_NOOP(CONTEXT, "ほかのプログラムを閉じてから、もう一度書き出してください。")


@contextmanager
def crew(executor: Executor | None, *, large: bool) -> Iterator[Executor]:
    """Give who does the work: the given executor, this thread, or, where there is much, processes.

    Raises
    ------
    layers.errors.ExportFailed
        When a worker died.
    """
    try:
        if executor is not None:
            yield executor
        elif not large:  # processes would take longer to start than the work takes
            yield Here()
        else:
            context = multiprocessing.get_context("spawn")
            count = min(os.cpu_count() or 2, MOST_WORKERS)
            with ProcessPoolExecutor(count, context, sparing.begin) as pool:
                yield pool
    except BrokenExecutor as error:
        raise ExportFailed(LOST, LOST_HINT, detail=str(error)) from error
    except Exception as error:
        if not is_lost(error):
            raise
        raise ExportFailed(LOST, LOST_HINT, detail=str(error)) from error


class Here(Executor):
    """Works at once, in the thread that asks."""

    def submit(self, function: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        """Do it and return what came of it."""
        future: Future[Any] = Future()
        try:
            future.set_result(function(*args, **named))
        except Exception as error:  # noqa: BLE001 - whoever asks for the result gets it
            future.set_exception(error)
        return future


def each(
    workers: Executor, function: Callable[[Any], Any], jobs: Iterable[Any], feedback: Feedback
) -> Iterator[tuple[Any, Any]]:
    """Give each job with its result, in the order in which they are done.

    Parameters
    ----------
    workers
        Who works.
    function
        Of a module, with one argument.
    jobs
        Taken as there is room.
    feedback
        Asked whether to stop.
    """
    waiting: dict[Future[Any], Any] = {}
    try:
        for job in jobs:
            waiting[workers.submit(function, job)] = job
            while len(waiting) >= WAITING:
                yield from _done(waiting, feedback)
        while waiting:
            yield from _done(waiting, feedback)
    finally:
        wait([one for one in waiting if not one.cancel()], timeout=PATIENCE_SECONDS)


def _done(waiting: dict[Future[Any], Any], feedback: Feedback) -> Iterator[tuple[Any, Any]]:
    feedback.step()
    ready, _ = wait(waiting, timeout=0.1, return_when=FIRST_COMPLETED)
    for future in ready:
        yield waiting.pop(future), future.result()
