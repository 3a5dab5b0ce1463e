"""The base of heights of a scan, chosen in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QRadioButton

from gisapp.ui import heightbases
from gisapp.ui.dialogs.heightbase import HeightBaseDialog
from layers.grids import FOLDER_VARIABLE
from layers.heightbase import BASES, ELLIPSOID, RESULT_2011, RESULT_2024
from tests.importers.las.clouds import town, work_here, written
from tests.importers.test_geoids import gsi

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window


def _choices(dialog: HeightBaseDialog) -> list[QRadioButton]:
    return dialog.findChildren(QRadioButton)


def test_nothing_is_chosen_while_nobody_knows(qtbot: QtBot) -> None:
    dialog = HeightBaseDialog("斜面", "", "")
    qtbot.addWidget(dialog)
    assert dialog.base == ""
    assert not dialog._take.isEnabled()
    _choices(dialog)[BASES.index(RESULT_2024)].click()
    assert dialog.base == RESULT_2024
    assert dialog._take.isEnabled()
    with_model = HeightBaseDialog("斜面", RESULT_2011, "GSIGEO2011")
    qtbot.addWidget(with_model)
    assert with_model.base == RESULT_2011


@pytest.mark.window
def test_a_scan_above_the_ellipsoid_comes_down(
    window: Window, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_here(monkeypatch)
    monkeypatch.setenv("GISAPP_STORES", str(tmp_path / "stores"))
    gsi(tmp_path)
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    window.work.read(written(tmp_path / "斜面.las", town(2_000)))
    qtbot.waitUntil(lambda: bool(window.session.project.layers), timeout=20_000)
    (layer,) = window.session.project.layers
    before = layer.extent()

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, HeightBaseDialog):
            _choices(dialog)[BASES.index(ELLIPSOID)].click()
            dialog._take.click()
        else:
            QTimer.singleShot(20, answer)

    QTimer.singleShot(20, answer)
    heightbases.ask(window, layer.id)
    qtbot.waitUntil(lambda: window.session.project.layers[0].data.heights == RESULT_2011, timeout=20_000)
    after = window.session.project.layers[0].extent()
    assert before is not None
    assert after is not None
    assert before[2] - after[2] == pytest.approx(33, abs=1.5)
    window.session.undo()
    assert window.session.project.layers[0].extent() == before
