"""The watch over the tests works: each thing it forbids makes a small run fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import realdata

if TYPE_CHECKING:
    from collections.abc import Callable

pytest_plugins = ["pytester"]

CULPRITS = {
    "a thread": (
        """
        import threading
        def test_it():
            threading.Thread(target=threading.Event().wait, name="forgotten", daemon=True).start()
        """,
        "*thread forgotten*",
    ),
    "a process": (
        """
        import multiprocessing, time
        def test_it():
            multiprocessing.Process(target=time.sleep, args=(5,), name="forgotten", daemon=True).start()
        """,
        "*process forgotten*",
    ),
    "a window": (
        """
        from PySide6.QtWidgets import QWidget
        kept = []
        def test_it(qapp):
            kept.append(QWidget())
        """,
        "*window or widget without parent: *QWidget*",
    ),
    "a timer": (
        """
        from PySide6.QtCore import QTimer
        kept = []
        def test_it(qtbot):
            kept.append(QTimer(interval=70000))
            kept[0].start()
        """,
        "*running timer, every 70000 ms*",
    ),
    "an error of VTK": (
        """
        def test_it():
            from vtkmodules.vtkIOXML import vtkXMLPolyDataReader
            reader = vtkXMLPolyDataReader(file_name="nothing-here.vtp")
            reader.Update()
        """,
        "*VTK said:*",
    ),
    "an error of VTK under PyVista": (
        """
        def test_it():
            import pyvista
            from vtkmodules.vtkIOXML import vtkXMLPolyDataReader
            reader = vtkXMLPolyDataReader(file_name="nothing-here.vtp")
            reader.Update()
        """,
        "*VTK said:*",
    ),
    "an unexpected skip": (
        """
        import pytest
        def test_it():
            pytest.skip("not today")
        """,
        "*unexpected skips: the run fails*",
    ),
    "an unexpected skip of a whole file": (
        """
        import pytest
        pytest.importorskip("no_such_module_at_all")
        def test_it():
            pass
        """,
        "*unexpected skips: the run fails*",
    ),
}


@pytest.fixture
def small_run(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], pytest.RunResult]:
    """Return a function that runs a test file under the same watch in a process of its own."""
    monkeypatch.setenv("PYTHONPATH", str(realdata.ROOT))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    def run(text: str) -> pytest.RunResult:
        pytester.makepyfile(text)
        return pytester.runpytest_subprocess("-p", "tests.guards", "-p", "no:xvfb", "-p", "no:cacheprovider")

    return run


@pytest.mark.parametrize("culprit", CULPRITS)
def test_culprit_fails_the_run(small_run: Callable[[str], pytest.RunResult], culprit: str) -> None:
    text, expected = CULPRITS[culprit]
    result = small_run(text)
    result.stdout.fnmatch_lines([expected])
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_tidy_run_passes(small_run: Callable[[str], pytest.RunResult]) -> None:
    result = small_run(
        """
        import threading
        def test_it(qtbot):
            from PySide6.QtCore import QTimer
            from PySide6.QtWidgets import QWidget
            import pyvista
            widget = QWidget()
            qtbot.addWidget(widget)
            timer = QTimer(widget, interval=50)
            timer.start()
            thread = threading.Thread(target=lambda: None)
            thread.start()
            pyvista.Sphere().cast_to_unstructured_grid()
        """
    )
    assert result.ret == pytest.ExitCode.OK
    result.assert_outcomes(passed=1)
