"""Banner, welcome page, columns, forms, tasks: the parts of the window one by one."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QLineEdit, QPushButton, QSpinBox

from gisapp.tasks import State, TaskRunner
from gisapp.ui import theme
from gisapp.ui.banner import MOST, Banner, Notice, notice_of
from gisapp.ui.columns import Column, LowerPane
from gisapp.ui.deliver import Deliver
from gisapp.ui.dialogs.settings import UNSEEN
from gisapp.ui.dialogs.settings import words as setting_words
from gisapp.ui.forms import Form, Words
from gisapp.ui.panels.tasks import KEPT, TaskBook, TaskList, TaskRow, progress_words
from gisapp.ui.statusbar import StatusBar
from gisapp.ui.welcome import Recent, Welcome
from layers.errors import DamagedFile
from layers.feedback import Feedback, Where
from layers.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot


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


def _texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if not one.isHidden() and one.text()]


# ---------------------------------------------------------------- banner


def test_an_error_stays_until_it_is_closed_and_shows_details_on_demand(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    error = DamagedFile(
        "{file} は途中で切れています。",
        "もう一度コピーしてください。",
        values={"file": "a.zip"},
        where=Where("a.zip", 3),
        detail="EOF",
    )
    banner.tell(notice_of(error))
    banner.show()
    assert "a.zip は途中で切れています。 もう一度コピーしてください。" in _texts(banner)
    assert not any("EOF" in text for text in _texts(banner))
    qtbot.mouseClick(_button(banner, "詳細"), Qt.MouseButton.LeftButton)
    assert any("EOF" in text and "3 行目" in text for text in _texts(banner))
    banner.close_notice(banner.notices[0])
    assert not banner.isVisible()


def test_the_same_thing_is_told_once(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.tell(Notice("同じこと"))
    banner.tell(Notice("同じこと"))
    banner.tell(Notice("古い", key="k"))
    banner.tell(Notice("新しい", key="k"))
    assert [notice.text for notice in banner.notices] == ["新しい", "同じこと"]


def test_many_notices_do_not_fill_the_window(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    for number in range(MOST + 2):
        banner.tell(Notice(f"お知らせ {number}"))
    qtbot.wait(10)
    assert "ほかに 2 件のお知らせがあります。" in _texts(banner)
    assert sum(text.startswith("お知らせ") for text in _texts(banner)) == MOST


def test_a_button_of_a_notice_acts_and_closes_it(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    done: list[str] = []
    banner.tell(Notice("続けますか", "info", actions=(("続きから始める", lambda: done.append("続き")),)))
    banner.show()
    qtbot.mouseClick(_button(banner, "続きから始める"), Qt.MouseButton.LeftButton)
    assert done == ["続き"]
    assert banner.notices == ()


# ---------------------------------------------------------------- welcome page


def test_the_welcome_page_offers_ways_in(qtbot: QtBot) -> None:
    page = Welcome("ja", sample=True)
    qtbot.addWidget(page)
    page.show()
    for name, signal in (
        ("welcomeOpenData", page.open_data),
        ("welcomeOpenFolder", page.open_folder),
        ("welcomeOpenProject", page.open_project),
        ("welcomeOpenSample", page.open_sample),
    ):
        button = page.findChild(QPushButton, name)
        assert button is not None
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_without_the_sample_town_no_button_promises_it(qtbot: QtBot) -> None:
    page = Welcome("ja", sample=False)
    qtbot.addWidget(page)
    assert page.findChild(QPushButton, "welcomeOpenSample") is None


def test_a_missing_project_is_marked_and_can_be_taken_off_the_list(qtbot: QtBot) -> None:
    page = Welcome("ja", sample=False)
    qtbot.addWidget(page)
    here, gone = Path("/a/館林市.gisproj"), Path("/b/港町.gisproj")
    page.show_recent([Recent(here, "2026年11月21日", missing=False), Recent(gone, missing=True)])
    page.show()
    rows = [one for one in page.findChildren(QPushButton) if one.property("role") == "row"]
    assert [row.isEnabled() for row in rows] == [True, False]
    assert "見つかりません" in _texts(page)
    with qtbot.waitSignal(page.open_recent) as opened:
        qtbot.mouseClick(rows[0], Qt.MouseButton.LeftButton)
    assert opened.args == [here]
    with qtbot.waitSignal(page.forget_recent) as forgotten:
        qtbot.mouseClick(_button(page, "一覧から外す"), Qt.MouseButton.LeftButton)
    assert forgotten.args == [gone]


def test_the_language_can_be_changed_on_the_first_page(qtbot: QtBot) -> None:
    page = Welcome("ja", sample=False)
    qtbot.addWidget(page)
    page.show()
    assert _button(page, "日本語").isChecked()
    with qtbot.waitSignal(page.language_chosen) as chosen:
        qtbot.mouseClick(_button(page, "English"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["en"]


# ---------------------------------------------------------------- columns


def test_a_page_laid_over_another_can_be_closed(qtbot: QtBot) -> None:
    column = Column("rightColumn", 340)
    qtbot.addWidget(column)
    base, over = QLabel("下"), QLabel("上")
    column.set_base(base, "選択したもの")
    column.lay_over(over, "色分け")
    assert column.pages.currentWidget() is over
    assert column.over is over
    with qtbot.waitSignal(column.closed) as closed:
        column.close_over()
    assert closed.args == [over]
    assert column.pages.currentWidget() is base
    assert column.over is None


def test_escape_closes_what_lies_over_a_column(qtbot: QtBot) -> None:
    column = Column("rightColumn", 340)
    qtbot.addWidget(column)
    column.set_base(QLabel("下"), "選択したもの")
    edit = QLineEdit()
    column.lay_over(edit, "色分け")
    column.show()
    column.activateWindow()
    with qtbot.waitActive(column):
        edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert column.over is None


def test_the_lower_pane_goes_with_its_last_page(qtbot: QtBot) -> None:
    pane = LowerPane()
    qtbot.addWidget(pane)
    first = pane.show_page("table", "属性の表", lambda: QLabel("表"))
    assert pane.show_page("table", "属性の表: 建物", lambda: QLabel("もう一つ")) is first
    pane.show_page("findings", "気づいた点", lambda: QLabel("一覧"))
    assert (pane.keys(), pane.current, pane.tabs.tabText(0)) == (
        ("table", "findings"),
        "findings",
        "属性の表: 建物",
    )
    pane.tabs.setCurrentIndex(0)
    assert pane.stack.currentWidget() is first
    pane.close_current()
    assert pane.keys() == ("findings",)
    pane.close_current()
    assert pane.isHidden()


# ---------------------------------------------------------------- forms


@dataclass(frozen=True)
class _Options:
    name: str = "港町"
    count: int = field(default=3, metadata={"range": (0, 9)})
    height: float = field(default=2.5, metadata={"range": (0.0, 10.0)})
    size: float = field(default=1.5, metadata={"range": (1.0, 2.0)})
    kind: str = field(default="b", metadata={"choices": ("a", "b")})
    again: bool = False
    hidden: str = "そのまま"


def test_a_form_gives_back_what_was_entered(qtbot: QtBot) -> None:
    form = Form(
        _Options(),
        {
            "name": Words("名前"),
            "count": Words("個数", unit="個"),
            "height": Words("高さ", unit="m"),
            "size": Words("大きさ", kind="percent", unit="%"),
            "kind": Words("種類", choices={"a": "甲", "b": "乙"}),
            "again": Words("もう一度読む", "前の結果を使いません。"),
        },
    )
    qtbot.addWidget(form)
    assert form.value() == _Options()
    _child(form, QLineEdit, "name").setText("館林市")
    _child(form, QSpinBox, "count").setValue(99)
    _child(form, QDoubleSpinBox, "height").setValue(7.5)
    _child(form, QSpinBox, "size").setValue(125)
    _child(form, QComboBox, "kind").setCurrentIndex(0)
    _child(form, QCheckBox, "again").setChecked(True)
    assert form.value() == _Options("館林市", 9, 7.5, 1.25, "a", again=True)


Kind = TypeVar("Kind", bound="QWidget")


def _child(form: QWidget, kind: type[Kind], name: str) -> Kind:
    found = form.findChild(kind, name)
    assert found is not None
    return found


def test_every_setting_is_in_the_dialog_or_kept_by_the_window_on_purpose() -> None:
    from dataclasses import fields

    from gisapp.settings import Settings

    shown = [name for part in setting_words().values() for name in part]
    assert len(shown) == len(set(shown))
    assert {*shown, *UNSEEN} == {one.name for one in fields(Settings)}


# ---------------------------------------------------------------- tasks


def _wait(event: threading.Event, *, feedback: Feedback) -> str:
    feedback.step(3, 10, Message("館林市: 1,234 棟/秒"))
    while not event.wait(0.01):
        feedback.step(3, 10, Message("館林市: 1,234 棟/秒"))
    return "done"


def test_a_running_task_is_listed_with_progress_and_can_be_stopped(qtbot: QtBot, tasks: TaskRunner) -> None:
    news: list[int] = []
    book = TaskBook(tasks, lambda task: news.append(task.id))
    task = tasks.run("「館林市」を読み込む", _wait, threading.Event())
    qtbot.waitUntil(lambda: task.total == 10)
    line = TaskRow(task)
    qtbot.addWidget(line)
    line.show()
    qtbot.waitUntil(lambda: book.percent() == 30)  # the news comes by way of the main loop
    assert "1,234 棟/秒" in progress_words(task)
    task.cancel()
    qtbot.waitUntil(lambda: not book.active)
    line.refresh()
    assert task.state is State.CANCELLED
    assert "取りやめました" in _texts(line)
    assert news
    book.unsubscribe()


def test_work_of_the_window_itself_is_not_listed(qtbot: QtBot, tasks: TaskRunner) -> None:
    book = TaskBook(tasks, lambda task: None)
    task = tasks.run("", lambda *, feedback: feedback.step())
    qtbot.waitUntil(lambda: not task.active)
    qtbot.wait(20)
    assert book.tasks == ()
    book.unsubscribe()


def _fail(*, feedback: Feedback) -> None:
    raise DamagedFile("{file} は途中で切れています。", values={"file": "a.zip"})


def test_a_task_that_failed_is_counted_until_the_list_is_looked_at(qtbot: QtBot, tasks: TaskRunner) -> None:
    book = TaskBook(tasks, lambda task: None)
    tasks.run("「a.zip」を読み込む", _fail)
    qtbot.waitUntil(lambda: book.unread_failures == 1)
    listed = TaskList(book)
    qtbot.addWidget(listed)
    listed.open_above(listed.rect().center())
    assert book.unread_failures == 0
    assert "a.zip は途中で切れています。" in _texts(listed)
    listed.close()
    book.unsubscribe()


def test_the_list_forgets_what_ended_long_ago(qtbot: QtBot, tasks: TaskRunner) -> None:
    book = TaskBook(tasks, lambda task: None)
    for number in range(KEPT + 5):
        tasks.run(f"作業 {number}", lambda *, feedback: feedback.step())
    qtbot.waitUntil(lambda: not tasks.tasks and not book.active)
    qtbot.wait(50)
    assert len(book.tasks) == KEPT
    book.forget_finished()
    assert book.tasks == ()
    book.unsubscribe()


# ---------------------------------------------------------------- status bar


def test_chips_are_there_only_when_they_have_something_to_say(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show()
    assert not bar.findings.isVisible()
    assert not bar.tasks.isVisible()
    bar.show_findings(0, 4133)
    assert bar.findings.text() == "お知らせ 4,133 種類"
    bar.show_findings(11, 4133)
    assert bar.findings.text() == "気づいた点 11 種類"
    bar.show_tasks(2, 38)
    assert bar.tasks.text() == "作業 2 件  38 %"
    bar.show_tasks(0, failed=1)
    assert bar.tasks.text() == "終わらなかった作業 1 件"
    with qtbot.waitSignal(bar.findings_asked):
        qtbot.mouseClick(bar.findings, Qt.MouseButton.LeftButton)


def test_the_place_goes_when_the_pointer_leaves(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.show_position("EPSG:6669", 1.0, 2.0)
    bar.show_degrees(129.87, 32.75)
    bar.show_height(12.34)
    assert bar.height_above_sea.text() == "標高 12.3\u2009m"
    bar.clear_position()
    assert not bar.position.isVisible()
    assert not bar.height_above_sea.isVisible()
