"""Ctrl+C as a wish to stop: the work ends at its next step and clears up behind itself.

Worker processes get the same key press from the terminal; they should not end by themselves, for they
are told through the work. On Linux they inherit that the signal is blocked, and one thread of this
process waits for it.
"""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from gisapp.cli.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from gisapp.cli.console import Console

STOPPING = "中止しています…（もう一度 Ctrl+C で、片付けを待たずに終わります）"


class _Wish:
    """Counts how often the person pressed Ctrl+C."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def heard(self) -> None:
        if self._console.feedback.cancelled:
            os._exit(Exit.CANCELLED)
        self._console.feedback.cancel()
        self._console.say(STOPPING)


@contextmanager
def cancelling(console: Console) -> Iterator[None]:
    """Turn Ctrl+C and a request to end into a cancelled feedback, while the block runs."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    wish = _Wish(console)

    def handler(_number: int, _frame: FrameType | None) -> None:
        wish.heard()

    # A thread that was there before blocks nothing; what it catches, the handler hears.
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [(number, signal.signal(number, handler)) for number in numbers]
    can_block = hasattr(signal, "pthread_sigmask") and hasattr(signal, "sigwait")
    try:
        with _blocked(wish) if can_block else nullcontext():
            yield
    finally:
        for number, old in before:
            signal.signal(number, old)


@contextmanager
def _blocked(wish: _Wish) -> Iterator[None]:
    """Block the signal here and in what is started here; a thread waits for it."""
    ended = threading.Event()
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

    def wait() -> None:
        while True:
            signal.sigwait({signal.SIGINT})
            if ended.is_set():
                return
            wish.heard()

    thread = threading.Thread(target=wait, name="ctrl-c", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        if thread.ident is not None:
            signal.pthread_kill(thread.ident, signal.SIGINT)
        thread.join()
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
