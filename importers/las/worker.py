"""A process that works on clouds and may die without harm: capped in memory, watched, and ended at once.

What it runs is a plain function of a module with plain arguments; what comes back is a plain value, or an
error of the program. It works in a folder of its own, so that nothing a library drops lands elsewhere.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from importers.las.leftovers import scratch_prefix
from layers.errors import GisError, ImportFailed
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.sharedctypes import Synchronized

    from importers.las.files import File
    from layers.feedback import Feedback

    Progress = Callable[[float], None]

MOST_MEMORY = 3 << 30
"""Bytes that the process may ask for, its libraries included."""
SILENCE = 120.0
"""Seconds without any progress after which it is taken to hang."""
POLL = 0.05

_LOST = QT_TRANSLATE_NOOP(CONTEXT, "{file} の読み込みが途中で止まりました（メモリ不足のおそれがあります）。")
_CLOSE_OTHERS = QT_TRANSLATE_NOOP(
    CONTEXT, "ほかのプログラムを閉じるか、ファイルを分けてから、もう一度読み込んでください。"
)
_NOT_DONE = QT_TRANSLATE_NOOP(CONTEXT, "{file} を読み込めませんでした（{reason}）。")
_ROOM = QT_TRANSLATE_NOOP(
    CONTEXT, "ディスクの空きと、ファイルのある場所（共有フォルダなど）につながっているかを確かめてください。"
)
_SILENT = QT_TRANSLATE_NOOP(CONTEXT, "{file} の読み込みが進まなくなったため、打ち切りました。")
_DAMAGED = QT_TRANSLATE_NOOP(CONTEXT, "ファイルが壊れていないか確かめ、もう一度受け取り直してください。")


def alone(
    work: Callable[..., Any], arguments: tuple[Any, ...], path: File, feedback: Feedback, show: Progress
) -> Any:
    """Return what ``work(*arguments, progress)`` returns in a process of its own.

    Parameters
    ----------
    work
        A function at the top of a module; ``progress(share)`` tells how far it is.
    arguments
        What can be sent.
    path
        Named in errors.
    feedback
        A wish to stop is heard within a tenth of a second, and the process ended.
    show
        Called here with the share that is done.

    Raises
    ------
    layers.errors.GisError
        What the work raised, or that the process died or hung.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    shared = context.Value("d", 0.0, lock=False)
    with tempfile.TemporaryDirectory(prefix=scratch_prefix(), ignore_cleanup_errors=True) as folder:
        process = context.Process(
            target=_run, args=(work, arguments, there, shared, folder), daemon=True, name="las"
        )
        process.start()
        there.close()
        try:
            return _await(process, here, shared, path, feedback, show)
        finally:
            if process.is_alive():
                process.terminate()
            process.join(5)
            if process.is_alive():
                process.kill()
                process.join()
            process.close()
            here.close()


def _await(
    process: Any,
    here: Connection,
    shared: Synchronized[float],
    path: File,
    feedback: Feedback,
    show: Progress,
) -> Any:
    last, since = -1.0, time.monotonic()
    while not here.poll(POLL):
        feedback.step()
        done = float(shared.value)
        if done != last:
            last, since = done, time.monotonic()
            show(min(max(done, 0.0), 1.0))
        if not process.is_alive() and not here.poll():
            raise lost(path, process.exitcode)
        if time.monotonic() - since > SILENCE:
            raise silent(path)
    try:
        kind, answer = here.recv()
    except (EOFError, OSError) as error:
        raise lost(path, error) from error
    if kind == "error":
        raise answer
    if kind == "memory":
        raise lost(path, "MemoryError")
    if kind == "os":
        values = {"file": path.name, "reason": str(answer)}
        raise ImportFailed(_NOT_DONE, _ROOM, values=values, where=Where(str(path)), detail=str(answer))
    if kind == "bug":
        raise RuntimeError(answer)
    return answer


def lost(path: File, reason: object) -> ImportFailed:
    """Return the error that a process died."""
    values = {"file": path.name}
    return ImportFailed(_LOST, _CLOSE_OTHERS, values=values, where=Where(str(path)), detail=str(reason))


def silent(path: File) -> ImportFailed:
    """Return the error that nothing went on for long."""
    return ImportFailed(_SILENT, _DAMAGED, values={"file": path.name}, where=Where(str(path)))


def _run(
    work: Callable[..., Any],
    arguments: tuple[Any, ...],
    there: Connection,
    shared: Synchronized[float],
    folder: str,
) -> None:
    """Do the work in the new process and send back what came of it."""
    settle_in(folder)

    def progress(share: float) -> None:
        shared.value = share

    try:
        answer: tuple[str, Any] = ("done", work(*arguments, progress))
    except MemoryError:
        answer = ("memory", None)
    except GisError as error:
        answer = ("error", error)
    except OSError as error:
        answer = ("os", str(error))
    except Exception as error:  # noqa: BLE001 - told to the process that waits
        import traceback

        answer = ("bug", "".join(traceback.format_exception(error)))
    there.send(answer)
    there.close()
    # Files in use must be let go before the folder is cleared.
    os.chdir(os.path.dirname(folder) or os.sep)  # noqa: PTH120 - a plain string is all there is here


def settle_in(folder: str) -> None:
    """Begin in a new process: in a folder of its own, capped in memory, quiet, and never left alone."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # Ctrl+C in a terminal reaches all processes; the one that began the work ends this one in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.chdir(folder)
    # A decompressor that gives up prints pages of its own; what is wrong goes back as one sentence.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    cap_memory()


def _end_with_parent() -> None:
    """End this process when the one that began it is gone: killed, it cannot say so itself."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def cap_memory() -> None:
    """Let a claim of endless memory fail here instead of taking that of the whole PC."""
    if sys.platform == "win32":
        return  # Windows has no such limit for a process; sizes are checked before memory is taken
    import resource

    with contextlib.suppress(ValueError, OSError):  # a stricter limit is set already
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
