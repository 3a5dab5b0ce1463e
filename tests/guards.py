"""What no test may do: leave something running, make VTK complain, or be skipped without leave."""

from __future__ import annotations

import gc
import importlib
import importlib.abc
import importlib.util
import multiprocessing
import os
import sys
import threading
import time
import weakref
from typing import TYPE_CHECKING, Any

import pytest

from tests import realdata

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

EXPECTED_SKIPS: tuple[tuple[str, bool], ...] = (
    # How the reason begins, and whether that may be so on this machine.
    ("real data: no folder", not realdata.FOUND),
    ("got empty parameter set", not realdata.FOUND),  # parameters are files of real data
    ("only on Windows", sys.platform != "win32"),
    ("only on Linux", sys.platform != "linux"),
    ("copc.js", True),  # of another world: node and its package are not ours to install
    ("no node package", True),  # of another world, too
    ("no Chromium", sys.platform != "linux"),  # bootstrap.py installs it where Debian's packages are
    ("no PostgreSQL", sys.platform != "linux"),  # bootstrap.py installs it where Debian's packages are
)
PATIENCE_SECONDS = 2.0
_PASSED = pytest.StashKey[bool]()
_BEFORE = pytest.StashKey["_Alive"]()


# ---------------------------------------------------------------------------------------- skipped tests


class _Skips:
    """Remembers skipped tests whose reason is not on the list."""

    def __init__(self) -> None:
        self.unexpected: list[tuple[str, str]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._look(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._look(report)

    def _look(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if not report.skipped or hasattr(report, "wasxfail"):
            return
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reason = reason.removeprefix("Skipped: ")
        if not any(reason.startswith(begin) and allowed for begin, allowed in EXPECTED_SKIPS):
            self.unexpected.append((report.nodeid, reason))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.unexpected:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.unexpected:
            terminalreporter.section("unexpected skips: the run fails", red=True)
            for nodeid, reason in self.unexpected:
                terminalreporter.line(f"{nodeid}: {reason}")


# ---------------------------------------------------------------------------------------- words of VTK


class _VtkWords:
    """Collects what VTK prints through its output window and its log.

    It listens anew before each test, because other code puts its own window in (importing PyVista does).
    """

    def __init__(self) -> None:
        self._window: Any = None
        self._log = realdata.ROOT / ".cache" / f"vtk-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}.log"
        self._logging = False

    def listen(self) -> None:
        if "vtkmodules" not in sys.modules:
            return
        core: Any = importlib.import_module("vtkmodules.vtkCommonCore")
        if not self._logging:
            self._log.parent.mkdir(exist_ok=True)
            core.vtkLogger.LogToFile(
                str(self._log), core.vtkLogger.TRUNCATE, core.vtkLogger.VERBOSITY_WARNING
            )
            self._logging = True
        heard = self.heard()
        self._window = core.vtkStringOutputWindow()
        core.vtkOutputWindow.SetInstance(self._window)
        if heard:
            self._window.DisplayText(heard)

    def heard(self) -> str:
        """Return what was said since the last call."""
        if self._window is None:
            return ""
        said: str = self._window.GetOutput()
        self._window = None
        if self._logging and self._log.exists():
            lines = self._log.read_text("utf-8", errors="replace").splitlines()
            said += "\n".join(line for line in lines if "WARN|" in line or "ERR|" in line)
            self._log.write_text("")
        return said.strip()


class _ListenAfterImport(importlib.abc.MetaPathFinder):
    """Makes VTK's first words heard too: listens right after these packages are imported."""

    NAMES = ("vtkmodules", "pyvista")

    def __init__(self, listen: Callable[[], None]) -> None:
        self._listen = listen
        self._seen: set[str] = set()

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in self.NAMES or name in self._seen:
            return None
        self._seen.add(name)  # the next line asks all finders again, this one too
        spec = importlib.util.find_spec(name)
        if spec is None or spec.loader is None:
            return None
        loader: Any = spec.loader
        execute = loader.exec_module

        def execute_and_listen(module: ModuleType) -> None:
            execute(module)
            self._listen()

        loader.exec_module = execute_and_listen
        return spec


# ---------------------------------------------------------------------------------------- things left over


class _Alive:
    """What lives now and might be left behind."""

    def __init__(self) -> None:
        self.threads = set(threading.enumerate())
        self.processes = set(multiprocessing.active_children())
        self.widgets = set(map(id, _widgets()))

    def left_behind(self, *, thorough: bool) -> list[str]:
        """Return a line for each thing that lives and did not before."""
        end = time.monotonic() + PATIENCE_SECONDS
        for thread in self._new_threads():
            thread.join(max(0.0, end - time.monotonic()))
        for process in set(multiprocessing.active_children()) - self.processes:
            process.join(max(0.0, end - time.monotonic()))
        left = [f"thread {thread.name}" for thread in self._new_threads()]
        left += [f"process {p.name}" for p in multiprocessing.active_children() if p not in self.processes]
        if self._new_widgets() or thorough:
            gc.collect()
        left += [f"window or widget without parent: {widget!r}" for widget in self._new_widgets()]
        if thorough:
            left += _timers_and_render_windows()
            gc.freeze()  # what stays is modules and what many tests share: later looks need not see it
        return left

    def _new_threads(self) -> list[threading.Thread]:
        # The watch over a test's time is a thread where there are no signals, and ends after this.
        return [
            thread
            for thread in threading.enumerate()
            if thread not in self.threads and not thread.name.startswith("pytest_timeout")
        ]

    def _new_widgets(self) -> list[Any]:
        return [widget for widget in _widgets() if id(widget) not in self.widgets]


def _widgets() -> list[Any]:
    """Return the top-level widgets, after those that were to be deleted are gone."""
    widgets: Any = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    return list(widgets.QApplication.topLevelWidgets())


_timers: weakref.WeakSet[Any] = weakref.WeakSet()
"""Timers that were seen: one that rested at an earlier look may run now."""


def _timers_and_render_windows() -> Iterator[str]:
    """Yield a line for each running timer and each picture surface that still exists."""
    core: Any = sys.modules.get("PySide6.QtCore")
    rendering: Any = sys.modules.get("vtkmodules.vtkRenderingCore")
    shiboken: Any = sys.modules.get("shiboken6")
    for thing in gc.get_objects():  # all that were not there at the last look
        kind = type(thing)
        if core is not None and issubclass(kind, core.QTimer):
            _timers.add(thing)
        elif rendering is not None and issubclass(kind, rendering.vtkRenderWindow):
            yield f"render window {thing.GetClassName()}"
    for timer in list(_timers):
        if shiboken.isValid(timer) and timer.isActive():
            yield f"running timer, every {timer.interval()} ms, of {timer.parent()!r}"


def _is_thorough(item: pytest.Item) -> bool:
    # Looking at every object costs tens of milliseconds: done where windows and pictures are made.
    return "qtbot" in getattr(item, "fixturenames", ()) or any(
        part in ("scene", "ui", "journeys") for part in item.path.parts
    )


# ---------------------------------------------------------------------------------------- hooks

_vtk_words = _VtkWords()


def pytest_configure(config: pytest.Config) -> None:
    """Begin to watch."""
    config.pluginmanager.register(_Skips(), "gisapp-skips")
    sys.meta_path.insert(0, _ListenAfterImport(_vtk_words.listen))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    """Note what lives before the test."""
    item.stash[_BEFORE] = _Alive()
    _vtk_words.listen()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note whether the test itself passed: a broken test need not have tidied up."""
    report = yield
    if call.when == "call":
        item.stash[_PASSED] = report.passed
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Fail a test that left something behind or made VTK complain."""
    yield
    said = _vtk_words.heard()
    if not item.stash.get(_PASSED, False):
        return
    if said:
        pytest.fail(f"VTK said:\n{said}", pytrace=False)
    left = item.stash[_BEFORE].left_behind(thorough=_is_thorough(item))
    if left:
        pytest.fail("left behind:\n  " + "\n  ".join(left), pytrace=False)
