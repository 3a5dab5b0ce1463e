from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QPushButton, QRadioButton, QWidget

from gisapp.actions import ACTIONS
from gisapp.export.formats import FORMATS
from gisapp.settings import Settings
from gisapp.tasks import TaskRunner
from gisapp.ui import theme
from gisapp.ui.deliver import Deliver
from gisapp.ui.dialogs.about import AboutDialog, components
from gisapp.ui.dialogs.crash import CrashDialog
from gisapp.ui.dialogs.export import ExportDialog
from gisapp.ui.dialogs.keys import KeysDialog
from gisapp.ui.dialogs.properties import PropertiesDialog, breakable, crs_words, facts
from gisapp.ui.dialogs.settings import SettingsDialog
from gisapp.ui.dialogs.unsaved import Answer, UnsavedDialog
from gisapp.ui.exporting import _safe
from layers.filters import Condition, Operator
from tests.fakes import box_city

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from gisapp.ui.dialogs.sheet import Sheet


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply(qapp, "light", 1.0)


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[TaskRunner]:
    deliver = Deliver()
    runner = TaskRunner(deliver)
    yield runner
    runner.shutdown()
    deliver.deleteLater()


def _button(widget: QWidget, text: str) -> QPushButton:
    return next(one for one in widget.findChildren(QPushButton) if one.text() == text)


def _click(qtbot: QtBot, widget: QWidget, text: str) -> None:
    qtbot.mouseClick(_button(widget, text), Qt.MouseButton.LeftButton)


def _words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_settings_are_taken_or_left(qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings(recent=("a",)))
    qtbot.addWidget(dialog)
    theme_box = dialog.findChild(QComboBox, "theme")
    assert theme_box is not None
    theme_box.setCurrentIndex(theme_box.findData("dark"))
    assert theme_box.currentText() == "暗い"
    dialog.show()
    _click(qtbot, dialog, "この設定にする")
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.value == Settings(recent=("a",), theme="dark")


def test_keys_are_listed_and_can_be_given_and_taken_back(qtbot: QtBot) -> None:
    dialog = KeysDialog(ACTIONS, (), (("左ドラッグ", "地図を動かす"),))
    qtbot.addWidget(dialog)
    dialog.show()
    shown = {}
    for index in range(dialog.tree.topLevelItemCount()):
        top = dialog.tree.topLevelItem(index)
        assert top is not None
        for inner in range(top.childCount()):
            line = top.child(inner)
            assert line is not None
            shown[line.text(0)] = line.text(1)
    assert shown["保存する"] == "Ctrl+S"
    assert shown["やり直す"] == "Ctrl+Shift+Z、Ctrl+Y"
    assert shown["地図を動かす"] == "左ドラッグ"
    assert len(shown) == len(ACTIONS) + 1
    dialog.choose("table")
    dialog.edit.setKeySequence(QKeySequence("Ctrl+S"))
    dialog.edit.editingFinished.emit()
    given = dialog.shortcuts
    assert given == (("table", "Ctrl+S"),)
    dialog.choose("table")
    _click(qtbot, dialog, "はじめのキーに戻す")
    assert not dialog.shortcuts
    dialog.choose("save")
    _click(qtbot, dialog, "キーをなくす")
    assert dialog.shortcuts == (("save", ""),)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("保存して閉じる", Answer.SAVE),
        ("保存しないで閉じる", Answer.DISCARD),
        ("作業に戻る", Answer.STAY),
    ],
)
def test_the_question_about_unsaved_work_has_three_answers(qtbot: QtBot, text: str, answer: Answer) -> None:
    dialog = UnsavedDialog("館林市")
    qtbot.addWidget(dialog)
    dialog.show()
    assert "「館林市」" in _words(dialog)
    _click(qtbot, dialog, text)
    assert dialog.answer is answer


def test_escape_leaves_unsaved_work_alone(qtbot: QtBot) -> None:
    dialog = UnsavedDialog("館林市")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.answer is Answer.STAY


def test_a_layer_tells_where_it_comes_from_and_what_nobody_knows(qtbot: QtBot) -> None:
    layer = box_city(100, name="建物")
    told = dict(facts(layer))
    assert told["データの場所"] == str(layer.source.path)
    assert told["座標系"] == "JGD2011 緯度経度・標高（EPSG:6697）"
    assert told["出典"] == "未確認"
    credited = replace(layer, source=replace(layer.source, credit="館林市", digest="ab" * 32, size=3 << 20))
    told = dict(facts(credited))
    assert (told["出典"], told["大きさ"]) == ("館林市", "3\u2009MB")
    dialog = PropertiesDialog(credited)
    qtbot.addWidget(dialog)
    dialog.show()
    _click(qtbot, dialog, "コピー")
    assert f"照合値（SHA-256）\t{'ab' * 32}" in QGuiApplication.clipboard().text()


def test_a_layer_whose_data_are_gone_has_facts_too() -> None:
    told = dict(facts(replace(box_city(1), data=None)))
    assert "範囲" not in told
    assert told["名前"] == "建物"


def test_coordinate_systems_are_told_in_words() -> None:
    assert crs_words("EPSG:6669") == "平面直角座標系 I 系（EPSG:6669）"
    assert crs_words("EPSG:30161") == "平面直角座標系 I 系・旧測地系（日本測地系）（EPSG:30161）"
    assert crs_words("EPSG:4326") == "緯度経度・WGS 84（EPSG:4326）"
    assert crs_words("EPSG:27700") == "EPSG:27700"
    assert breakable("a" * 40) == "a" * 40
    assert breakable("ab" * 32).replace("\u200b", "") == "ab" * 32


def test_formats_are_offered_with_their_coordinates(qtbot: QtBot) -> None:
    layer = replace(box_city(10), filter=(Condition("year", Operator.AT_LEAST, 2000.0),))
    dialog = ExportDialog(layer, FORMATS, 4, "EPSG:6669")
    qtbot.addWidget(dialog)
    dialog.show()
    assert "絞り込みを通った 4 件" in _words(dialog)
    assert "平面直角座標系 I 系" in _words(dialog)
    assert len(dialog.findChildren(QRadioButton)) == len(FORMATS)
    dialog.choose("geojson")
    assert "JGD2011 緯度経度" in _words(dialog)
    _click(qtbot, dialog, "書き出す場所を選ぶ…")
    assert dialog.chosen is not None
    assert dialog.chosen.suffix == ".geojson"


@pytest.mark.parametrize(
    ("name", "safe"), [("建物: 2020/館林", "建物_ 2020_館林"), (" a. ", "a"), ("b\n", "b_")]
)
def test_names_of_layers_become_names_of_files(name: str, safe: str) -> None:
    assert _safe(name) == safe


def test_versions_and_licences_of_the_parts_are_listed(qtbot: QtBot, tasks: TaskRunner) -> None:
    dialog = AboutDialog(tasks)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.table.rowCount() > 0)
    found = {part.name: part for part in components()}
    assert found["vtk"].version
    assert found["PySide6_Essentials"].licence.endswith("LGPL-3.0")
    assert dialog.table.rowCount() == len(found)
    _click(qtbot, dialog, "コピー")
    assert "numpy" in QGuiApplication.clipboard().text()
    dialog.close()


def test_a_bug_is_told_with_the_place_of_the_log(qtbot: QtBot) -> None:
    dialog = CrashDialog("Traceback: ZeroDivisionError", Path("/state/gisapp.log"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert str(Path("/state/gisapp.log")) in _words(dialog)
    assert not dialog.text.isVisible()
    _click(qtbot, dialog, "詳細")
    assert dialog.text.isVisible()
    _click(qtbot, dialog, "記録をコピー")
    assert QGuiApplication.clipboard().text() == "Traceback: ZeroDivisionError"
    _click(qtbot, dialog, "作業を続ける")
    assert not dialog.isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_no_line_of_a_dialog_is_cut_off(qtbot: QtBot, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, "light", scale)
    dialogs: list[Sheet] = [
        SettingsDialog(Settings()),
        UnsavedDialog("とても長い名前のプロジェクト 令和8年度 都市計画基礎調査"),
        PropertiesDialog(box_city(10)),
        ExportDialog(box_city(10), FORMATS, 10, "EPSG:6669"),
        CrashDialog("Traceback", Path("/home/somebody/.local/state/gisapp/gisapp.log")),
    ]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
        for label in dialog.findChildren(QLabel):
            if label.isVisible() and label.text():
                needed = (
                    label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
                )
                assert label.height() >= needed, f"{type(dialog).__name__}: {label.text()}"
        dialog.close()
