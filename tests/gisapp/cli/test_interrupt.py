"""Ctrl+C as a wish: heard once, in the end everything is as it was."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

import pytest

from gisapp.cli import interrupt
from gisapp.cli.console import Console
from gisapp.cli.interrupt import cancelling

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux: signals")


def heard(console: Console) -> bool:
    end = time.monotonic() + 5
    while not console.feedback.cancelled and time.monotonic() < end:
        time.sleep(0.01)
    return console.feedback.cancelled


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_work_is_asked_to_stop(number: signal.Signals, capsys: pytest.CaptureFixture[str]) -> None:
    console = Console()
    with cancelling(console):
        os.kill(os.getpid(), number)
        assert heard(console)
    assert "中止しています" in capsys.readouterr().err


def test_everything_is_as_it_was() -> None:
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, set())
    handlers = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    threads = threading.active_count()
    console = Console()
    with cancelling(console):
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, set())
    assert not console.feedback.cancelled
    assert signal.pthread_sigmask(signal.SIG_BLOCK, set()) == mask
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == handlers
    assert threading.active_count() == threads


def test_twice_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    wish = interrupt._Wish(Console())
    wish.heard()
    assert ended == []
    wish.heard()
    assert ended == [130]


def test_other_threads_are_left_alone() -> None:
    seen: list[bool] = []

    def work() -> None:
        with cancelling(Console()):
            seen.append(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, set()))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [False]


def test_where_signals_cannot_be_blocked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "pthread_sigmask")
    before = signal.getsignal(signal.SIGINT)
    console = Console()
    with cancelling(console):
        signal.raise_signal(signal.SIGINT)
        assert heard(console)
    assert signal.getsignal(signal.SIGINT) is before
