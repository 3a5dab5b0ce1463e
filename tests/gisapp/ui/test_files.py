"""Reading data, and opening, saving and leaving projects, in a window whose view draws nothing."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QWidget

from gisapp.ui import opening, projectwork
from gisapp.ui.dialogs.unsaved import Answer
from importers.base import ImportResult
from layers import projectfile
from layers.feedback import Feedback, Finding, Severity, Where
from layers.messages import Message
from styles.style import Fixed
from tests.fakes import box_city
from tests.gisapp.ui.conftest import MakeWindow, quiet, view_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window

WARNING = Finding(
    Severity.WARNING, "ring-not-closed", "形が閉じていません。", where=Where("a.gml", 3, "bldg_1")
)
REMARK = Finding(Severity.INFO, "missing-year", "建築年がありません。", count=5)


def _with_city(window: Window, count: int = 300) -> None:
    layer = box_city(count, "houses", name="建物")
    window.session.do("建物を読み込む", window.session.project.with_layer(layer))


def _fake_read(path: Path, *_: object, feedback: Feedback) -> ImportResult:
    feedback.step(1, 2, Message("読み込んでいます"))
    counts = {"buildings": 300, "left_out_buildings": 2}
    return ImportResult((box_city(300, "houses", name=path.stem),), (WARNING, REMARK), counts)


def _labels(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


# ---------------------------------------------------------------- reading data


def test_a_dropped_file_is_read_beside_and_added_as_one_step(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    go_on = threading.Event()

    def read(path: Path, *_: object, feedback: Feedback) -> ImportResult:
        go_on.wait(10)
        return _fake_read(path, feedback=feedback)

    monkeypatch.setattr(opening, "read_source", read)
    source = tmp_path / "館林市.zip"
    source.touch()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(source))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert window.centre.currentWidget() is window.chrome.busy
    go_on.set()
    qtbot.waitUntil(lambda: bool(window.session.project.layers))
    assert window.centre.currentWidget() is window.centre.view
    assert str(window.session.undo_label) == "「館林市.zip」を読み込む"
    assert window.session.project.name == "館林市"
    assert [found.layer_id for found in window.program.found] == ["houses", "houses"]
    assert window.chrome.status.findings.text() == "気づいた点 1 種類"
    assert "「館林市.zip」の 2 棟は" in window.banner.notices[0].text
    assert window.program.settings.recent[0] == str(source)
    window.session.undo()
    assert window.program.found == ()
    assert window.centre.currentWidget() is window.chrome.welcome


def test_the_same_data_twice_get_ids_of_their_own(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "read_source", _fake_read)
    for _ in range(2):
        window.work.read(Path("a.zip"))
        quiet(window, qtbot)
    assert [layer.id for layer in window.session.project.layers] == ["houses-2", "houses"]
    assert view_of(window).last("fly_to")


def test_a_file_that_cannot_be_read_is_a_sentence_and_the_page_stays(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    strange = tmp_path / "memo.txt"
    strange.write_text("これは地図ではありません", encoding="utf-8")
    window.work.open_paths([strange])
    qtbot.waitUntil(lambda: bool(window.banner.notices))
    assert "memo.txt は読み込める形式のファイルではありません。" in window.banner.notices[0].text
    assert window.banner.isVisible()
    assert window.centre.currentWidget() is window.chrome.welcome


def test_an_answer_for_a_project_that_was_left_is_dropped(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "read_source", _fake_read)
    window.work.read(Path("a.zip"))
    window.work.new()
    quiet(window, qtbot)
    assert window.session.project.layers == ()


def test_reading_can_be_stopped_from_the_page(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(path: Path, *_: object, feedback: Feedback) -> ImportResult:
        while True:
            feedback.step(1, 4, Message("1,200 棟/秒"))

    monkeypatch.setattr(opening, "read_source", slow)
    window.work.read(Path("a.zip"))
    qtbot.waitUntil(lambda: "1,200 棟/秒" in _labels(window.chrome.busy), timeout=5000)
    qtbot.waitUntil(lambda: window.chrome.status.tasks.text() == "作業 1 件  25 %")
    cancel = next(one for one in window.chrome.busy.findChildren(QAbstractButton) if one.isVisible())
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    quiet(window, qtbot)
    assert window.centre.currentWidget() is window.chrome.welcome
    assert window.banner.notices == ()


# ---------------------------------------------------------------- projects


def test_a_project_is_saved_and_opened_again(
    qtbot: QtBot, make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = make_window()
    path = tmp_path / "港町.gisproj"
    _with_city(window)
    window.session.do("色を変える", _coloured(window))
    assert window.isWindowModified()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path.with_suffix("")), ""))
    window.commands.save_project()
    quiet(window, qtbot)
    assert not window.isWindowModified()
    assert window.windowTitle() == "港町[*] — gisapp"
    assert projectfile.read(path, _boxes()).project.layers[0].style == Fixed((1, 2, 3))
    assert window.program.settings.recent == (str(path),)


def _coloured(window: Window) -> Any:
    layer = window.session.project.layers[0]
    return window.session.project.replacing(replace(layer, style=Fixed((1, 2, 3))))


def _boxes() -> Any:
    from layers.registry import Registry

    return Registry("", {"boxes": "tests.fakes:BoxCity"})


def test_a_project_with_missing_data_opens_and_asks_for_the_place(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = tmp_path / "港町.gisproj"
    lost = replace(box_city(3, "lost", name="古い建物"), data=None)
    projectfile.save(window.session.project.with_layer(lost), path)
    window.work.open_paths([path])
    qtbot.waitUntil(lambda: window.session.project.path == path)
    notice = window.banner.notices[0]
    assert "古い建物" in notice.text
    assert [text for text, _ in notice.actions] == ["場所を指定する…"]
    assert not window.session.modified


def test_a_damaged_project_is_a_sentence_and_the_open_one_stays(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    _with_city(window)
    before = window.session.project
    path = tmp_path / "壊れた.gisproj"
    path.write_bytes(b'{"format": 1, "layers": [')
    window.session.saved(tmp_path / "x.gisproj", window.session.revision)
    window.work.open_paths([path])
    qtbot.waitUntil(lambda: bool(window.banner.notices))
    assert window.session.project.layers == before.layers


@pytest.mark.parametrize(("answer", "layers"), [(Answer.STAY, 1), (Answer.DISCARD, 0)])
def test_unsaved_work_is_asked_about_before_it_goes(
    window: Window, monkeypatch: pytest.MonkeyPatch, answer: Answer, layers: int
) -> None:
    asked: list[str] = []

    def ask(name: str, parent: QWidget | None = None) -> Answer:
        asked.append(name)
        return answer

    monkeypatch.setattr(projectwork, "ask", ask)
    _with_city(window)
    window.commands.new_project()
    assert asked == ["名前のないプロジェクト"]
    assert len(window.session.project.layers) == layers


def test_saving_first_goes_on_after_the_file_is_written(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "港町.gisproj"
    monkeypatch.setattr(projectwork, "ask", lambda *_: Answer.SAVE)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    _with_city(window)
    window.commands.new_project()
    assert window.session.project.layers
    qtbot.waitUntil(lambda: not window.session.project.layers)
    assert path.exists()


def test_closing_asks_and_stays_when_told_to(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projectwork, "ask", lambda *_: Answer.STAY)
    _with_city(window)
    assert not window.close()
    assert window.isVisible()


def test_a_disk_that_refuses_is_told_and_the_work_stays_unsaved(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no folder" / "a.gisproj"), "")
    )
    _with_city(window)
    window.commands.save_project()
    qtbot.waitUntil(lambda: bool(window.banner.notices))
    assert "保存できませんでした" in window.banner.notices[0].text
    assert window.session.modified


def test_what_was_open_lately_is_listed_and_what_is_gone_is_marked(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    here = tmp_path / "港町.gisproj"
    here.touch()
    gone = tmp_path / "旧.gisproj"
    window = make_window(recent=(str(here), str(gone)))
    qtbot.waitUntil(lambda: "見つかりません" in _labels(window.chrome.welcome))
    window.work.recents.forget(gone)
    quiet(window, qtbot)
    assert window.program.settings.recent == (str(here),)
    assert "見つかりません" not in _labels(window.chrome.welcome)


def test_a_project_and_data_dropped_together_are_both_opened(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(opening, "read_source", _fake_read)
    path = tmp_path / "港町.gisproj"
    projectfile.save(window.session.project, path)
    window.work.open_paths([tmp_path / "館林市.zip", path])
    qtbot.waitUntil(lambda: bool(window.session.project.layers))
    assert window.session.project.path == path
    quiet(window, qtbot)
