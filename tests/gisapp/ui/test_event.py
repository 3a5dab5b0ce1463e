"""The other side of the hazard desk: a report is entered by a click, merged, counted, written."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QPushButton

from gisapp.desks.hazard.event import sources
from gisapp.desks.hazard.event.reports import LAYER, reports_of
from gisapp.desks.hazard.event.words import Kind, State
from gisapp.reading import read_data
from gisapp.tools.base import Clicked
from gisapp.ui.hazard.event import work
from gisapp.ui.hazard.event.columnsdialog import ColumnsDialog
from gisapp.ui.picture import PictureButton, PictureDialog
from importers.photos import photo_at
from layers.base import Hit
from layers.feedback import Feedback
from layers.period import Period
from layers.project import Project
from tests.gisapp.desks.hazard.made import SYSTEM
from tests.gisapp.desks.hazard.test_event import LIST, made, photo
from tests.gisapp.ui.conftest import view_of
from tests.gisapp.ui.test_hazard import page_of, words
from tests.importers.gauges.samples import listed

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gisapp.ui.hazard.event.page import EventPage
    from gisapp.ui.window import Window
    from layers.base import Layer


@pytest.fixture(scope="module")
def gauges(tmp_path_factory: pytest.TempPathFactory) -> Layer:
    path = listed(tmp_path_factory.mktemp("event") / "水位.csv", 2)
    return read_data(path, Feedback(), target=SYSTEM).layers[0]


def still(window: Window, qtbot: QtBot) -> None:
    """Wait until the event is looked at."""
    now, tasks = window.hazard.now, window.program.tasks
    qtbot.waitUntil(lambda: not tasks.tasks and not now.busy, timeout=20_000)
    qtbot.wait(10)


def sit(window: Window, qtbot: QtBot, project: Project) -> EventPage:
    """Sit down at what happens now."""
    window.session.open(project)
    window.choose_desk("hazard")
    page = page_of(window)
    page.turn(event=True)
    still(window, qtbot)
    return page.now


def click(window: Window, east: float, north: float, hit: Hit | None = None) -> None:
    """Click the map some metres from the corner of the place."""
    view_of(window).told.emit(Clicked(np.array([34_000.0 + east, -27_000.0 + north, 0.0]), hit, False))


def press(page: EventPage, text: str) -> None:
    """Press the button with a text."""
    next(
        one for one in page.findChildren(QPushButton) if one.text() == text and one.isVisibleTo(page)
    ).click()


def test_a_report_is_entered_by_a_click_corrected_and_undone(
    window: Window, qtbot: QtBot, gauges: Layer, tmp_path: Path
) -> None:
    page = sit(window, qtbot, Project(crs=SYSTEM, layers=(gauges,)))
    assert "まだ報告がありません" in words(page)
    press(page, "新しい報告")
    form = page.form
    assert "地図をクリックしてください" in words(form)
    assert not form.keep.isEnabled()
    form.kind.setCurrentIndex(form.kind.findData(Kind.ABOVE_FLOOR))
    form.address.setText("川端町12-3")
    form.text.setPlainText("玄関まで水")
    form.reporter.setText("海野")
    click(window, 5, 5)
    assert "129.8" in form.place.text()
    assert form.text.toPlainText() == "玄関まで水"  # what was typed stays
    form.take_photo(photo(tmp_path / "a.jpg", None, "2026:07:01 10:00:00"))
    assert "a.jpg" in words(form)
    assert len(view_of(window).last("show_desk")[1]) == 2  # a pin
    form.keep.click()
    still(window, qtbot)
    (report,) = reports_of(window.session.project)
    assert (report.kind, report.state, report.placed_by) == (Kind.ABOVE_FLOOR, State.OPEN, "map")
    assert report.reporter == "海野"
    said = words(page)
    for part in ("未完了 1 件", "床上浸水", "川端町12-3", "海野"):
        assert part in said
    shown = window.session.project.layer(LAYER)
    assert shown is not None
    window.hazard.now.choose("")
    click(window, 5, 5, Hit(LAYER, 0, 1.0, (0.0, 0.0, 0.0)))
    assert window.hazard.now.report == report
    window.hazard.now.state(State.DONE)
    still(window, qtbot)
    assert "未完了 0 件" in words(page.board)
    assert reports_of(window.session.project)[0].end
    assert "完了" in str(window.session.undo_label)
    window.session.undo()
    window.session.undo()
    still(window, qtbot)
    assert "未完了 0 件" in words(page.board)
    assert reports_of(window.session.project) == ()


def test_a_list_comes_in_pairs_are_decided_and_the_public_gets_its_file(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    page = sit(window, qtbot, Project(crs=SYSTEM))
    path = tmp_path / "土木課.csv"
    path.write_bytes(LIST.encode("cp932"))
    (one,) = sources.lists_in(path, Feedback())
    dialog = ColumnsDialog(one, window)
    assert dialog.columns.of("reporter") == "通報者氏名"
    dialog.boxes["text"].setCurrentIndex(0)
    assert dialog.columns.of("text") == ""
    dialog.deleteLater()
    work.take_list(window, one, "総務課")
    still(window, qtbot)
    assert len(reports_of(window.session.project)) == 4
    assert "6 件のうち 4 件を取り込みました。" in window.banner.notices[0].text
    assert "合計の行です。" in window.banner.notices[0].text
    now = window.hazard.now
    now.save(made("a", 0, text="駅前が冠水"))
    now.save(made("b", 20, text="駅前が冠水している"))
    still(window, qtbot)
    assert "20 m 離れた所" in words(page.pairs)
    press(page, "まとめる")
    still(window, qtbot)
    assert not page.pairs.isVisibleTo(page)
    assert len(reports_of(window.session.project)) == 5
    assert "2 件の報告をまとめたものです" in words(page.report)
    press(page, "まとめる前に分ける")
    still(window, qtbot)
    assert len(reports_of(window.session.project)) == 6
    page.list.state.setCurrentIndex(page.list.state.findData("open"))
    page.list.words.setText("駅前")
    qtbot.waitUntil(lambda: page.list.table.rowCount() == 2, timeout=5_000)
    page.list.table.selectRow(0)
    assert now.chosen in {"a", "b"}
    target = tmp_path / "公開.geojson"
    assert now.standing is not None
    work.write(window, now.standing, target)
    still(window, qtbot)
    assert len(json.loads(target.read_text("utf-8"))["features"]) == 2
    assert "通報者・電話・内容・住所は入っていません" in window.banner.notices[0].text


def test_departments_are_chosen_and_pictures_open(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "水位"
    folder.mkdir()
    path = listed(folder / "水位.csv", 2)
    Image.new("RGB", (640, 480), (40, 90, 160)).save(folder / "一号橋.jpg")
    gauges = read_data(path, Feedback(), target=SYSTEM).layers[0]
    page = sit(window, qtbot, Project(crs=SYSTEM, layers=(gauges,)))
    shot = photo_at(photo(tmp_path / "a.jpg", None), None)
    for name, office in (("a", "土木課"), ("b", ""), ("c", "総務課")):
        window.hazard.now.save(made(name, 200, department=office, photos=(shot,) if name == "a" else ()))
    still(window, qtbot)
    box = page.list.department
    assert [box.itemText(place) for place in range(box.count())] == [
        "すべての部署",
        "土木課",
        "総務課",
        "部署は未確認",
    ]
    for place, count in ((1, 1), (3, 1), (0, 3)):
        box.setCurrentIndex(place)
        still(window, qtbot)
        assert page.list.table.rowCount() == count
        assert box.currentIndex() == place
    window.hazard.now.choose("a")
    still(window, qtbot)
    for card in (page.report, page.gauges):
        (picture,) = card.findChildren(PictureButton)
        qtbot.waitUntil(partial(picture.isVisibleTo, page))
        picture.click()
        qtbot.waitUntil(lambda: bool(window.findChildren(PictureDialog)))
        (dialog,) = window.findChildren(PictureDialog)
        dialog.accept()
        qtbot.waitUntil(lambda: not window.findChildren(PictureDialog))
    # A camera's picture that is not there leaves its name.
    (folder / "一号橋.jpg").unlink()
    page.gauges.show_gauges()
    still(window, qtbot)
    (picture,) = page.gauges.findChildren(PictureButton)
    assert not picture.isVisibleTo(page)
    assert "一号橋.jpg" in words(page.gauges)


def test_gauges_tell_their_last_value_and_follow_the_time_bar(
    window: Window, qtbot: QtBot, gauges: Layer
) -> None:
    page = sit(window, qtbot, Project(crs=SYSTEM, layers=(gauges,)))
    said = words(page.gauges)
    assert any(one.text().startswith("0号観測所") for one in page.gauges.findChildren(QPushButton))
    for part in ("2.50", "氾濫危険水位を超過", "古い値", "避難判断"):
        assert part in said
    window.session.show_time(Period(1_782_900_000, 1_782_900_600))  # 10:00 to 10:10
    still(window, qtbot)
    said = words(page.gauges)
    assert "基準の水位に達していない" in said
    assert "古い値" not in said
    page_of(window).turn(event=False)
    still(window, qtbot)
    assert not window.hazard.now.active
