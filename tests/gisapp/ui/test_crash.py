from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest

from gisapp.ui.crash import CrashHandler
from layers.errors import DamagedFile, GisError
from layers.feedback import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Seen:
    """What a crash handler did."""

    def __init__(self) -> None:
        self.told: list[GisError] = []
        self.reports: list[str] = []
        self.rescues = 0
        self.delivered: list[Callable[[], None]] = []

    def rescue(self) -> None:
        self.rescues += 1


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def handler(seen: Seen) -> Iterator[CrashHandler]:
    made = CrashHandler(seen.told.append, seen.reports.append, seen.rescue, seen.delivered.append)
    yield made
    made.remove()


def _throw(handler: CrashHandler, error: BaseException) -> None:
    handler.handle(type(error), error, error.__traceback__)


def test_what_staff_can_act_on_is_told_and_nothing_else_happens(handler: CrashHandler, seen: Seen) -> None:
    _throw(handler, DamagedFile("壊れています。"))
    assert [str(error.message) for error in seen.told] == ["壊れています。"]
    assert (seen.reports, seen.rescues, handler.count) == ([], 0, 0)


def test_a_bug_is_reported_after_the_project_was_saved_aside(
    handler: CrashHandler, seen: Seen, caplog: pytest.LogCaptureFixture
) -> None:
    _throw(handler, ZeroDivisionError("figures"))
    assert seen.rescues == 1
    assert "ZeroDivisionError: figures" in seen.reports[0]
    assert "a bug" in caplog.text


def test_a_bug_that_comes_back_while_the_dialog_is_open_is_reported_once(seen: Seen) -> None:
    handler: CrashHandler

    def report(text: str) -> None:
        seen.reports.append(text)
        _throw(handler, ValueError("again"))

    handler = CrashHandler(seen.told.append, report, seen.rescue, seen.delivered.append)
    _throw(handler, ValueError("first"))
    assert (len(seen.reports), handler.count) == (1, 2)


def test_a_rescue_that_fails_does_not_hide_the_bug(seen: Seen, caplog: pytest.LogCaptureFixture) -> None:
    def rescue() -> None:
        raise OSError

    handler = CrashHandler(seen.told.append, seen.reports.append, rescue, seen.delivered.append)
    _throw(handler, ValueError("first"))
    assert len(seen.reports) == 1
    assert "could not be saved aside" in caplog.text


def test_stopped_work_is_no_fault(handler: CrashHandler, seen: Seen) -> None:
    _throw(handler, Cancelled())
    assert (seen.told, seen.reports) == ([], [])


def test_of_several_faults_each_goes_its_own_way(handler: CrashHandler, seen: Seen) -> None:
    _throw(handler, ExceptionGroup("two", [DamagedFile("壊れています。"), KeyError("bug")]))
    assert (len(seen.told), len(seen.reports)) == (1, 1)


def test_faults_of_threads_come_to_the_main_thread(handler: CrashHandler, seen: Seen) -> None:
    handler.install()
    assert sys.excepthook == handler.handle

    def work() -> None:
        raise RuntimeError("in a thread")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen.reports == []
    for function in seen.delivered:
        function()
    assert "in a thread" in seen.reports[0]
    handler.remove()
    assert sys.excepthook is sys.__excepthook__
