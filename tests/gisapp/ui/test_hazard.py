"""The hazard desk in the window: it says what is there, colours the city, answers a click, adds up."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from PySide6.QtWidgets import QLabel

from gisapp.desks.hazard.answers import State
from gisapp.desks.hazard.changes import changes_table
from gisapp.desks.hazard.colouring import By
from gisapp.desks.hazard.look import chosen
from gisapp.desks.hazard.section import EARTH, OWN, WATER
from gisapp.desks.hazard.table import table_of
from gisapp.tools.base import Clicked, Drawn
from gisapp.ui.hazard.drawingview import DrawingView
from gisapp.ui.hazard.page import HazardPage
from gisapp.ui.hazard.sheetwork import write_districts, write_house
from gisapp.ui.hazard.tablework import write_table
from gisapp.ui.unfolding import Unfolding
from gisapp.ui.words import sentence
from layers.base import Hit
from layers.feedback import Feedback
from layers.project import Project
from styles.hazards import Dress
from tests.gisapp.desks.hazard.made import EAST, NORTH, layer, street
from tests.gisapp.ui.conftest import MakeWindow, view_of

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return street(tmp_path_factory.mktemp("street"))


def words(widget: QWidget) -> str:
    """Return what can be read on a widget."""
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def still(window: Window, qtbot: QtBot) -> None:
    """Wait until everything is answered and shown."""
    desk = window.hazard
    qtbot.waitUntil(lambda: not desk.waiting and not window.program.tasks.tasks, timeout=20_000)
    qtbot.wait(1)


def page_of(window: Window) -> HazardPage:
    """Return the page of the desk."""
    page = window.chrome.desk_page("hazard")
    assert isinstance(page, HazardPage)
    return page


def sit(window: Window, qtbot: QtBot, town: Project) -> None:
    """Sit down at the desk with a town."""
    window.session.open(town)
    window.choose_desk("hazard")
    still(window, qtbot)


def asked_last(window: Window, name: str) -> Any:
    """Return what the view was asked last to show."""
    return [one[1] for one in view_of(window).asked if one[0] == name][-1]


def test_without_data_it_says_what_to_do(window: Window, qtbot: QtBot, town: Project) -> None:
    window.choose_desk("hazard")
    still(window, qtbot)
    page = page_of(window)
    assert "データを開いてください" in words(page)
    areas = Project(crs=town.crs, layers=(town.layers[0],))
    window.session.open(areas)
    still(window, qtbot)
    assert "災害の想定のデータがありません" in words(page)
    assert "建物のレイヤがありません" in words(page)


def test_it_colours_the_city_and_answers_a_click(window: Window, qtbot: QtBot, town: Project) -> None:
    sit(window, qtbot, town)
    page, desk = page_of(window), window.hazard
    assert "0.5m以上3m未満（1階の床の高さに相当）" in words(page.seeing.legend)
    assert len(asked_last(window, "show_desk")) == 1
    buildings = town.layers[-1].id
    paint = asked_last(window, "paint")
    assert isinstance(paint, dict)
    assert paint[buildings].shape == (5, 3)
    assert "クリックすると" in words(page.building)
    hit = Hit(buildings, 1, 10.0, (0.0, 0.0, 0.0))
    view_of(window).told.emit(Clicked(np.zeros(3), hit, False))
    qtbot.wait(1)
    said = words(page.building)
    for part in ("屋内安全確保は要確認", "2 階以上", "川端公民館", "0.5m以上3m未満"):
        assert part in said
    assert window.chrome.cards.currentWidget() is page
    for fold in page.building.findChildren(Unfolding):
        fold.turn()
    assert "この建物の所の水位 3.0 m" in words(page.building)
    figure = page.building.findChildren(DrawingView)[0]
    figure.setFixedSize(440, figure.heightForWidth(440))
    picture = figure.grab().toImage()
    across, down = range(0, picture.width(), 3), range(picture.height())
    seen = {picture.pixelColor(x, y).name() for x in across for y in down}
    assert {WATER, EARTH, OWN} <= seen
    view_of(window).told.emit(Clicked(None, None, False))
    assert desk.facts is None
    window.choose_desk("survey")
    assert asked_last(window, "paint") == {}
    assert asked_last(window, "show_desk") == ()


def test_the_water_rises_and_what_is_thought_is_marked(window: Window, qtbot: QtBot, town: Project) -> None:
    sit(window, qtbot, town)
    seeing, desk = page_of(window).seeing, window.hazard
    seeing.slider.setValue(20)
    still(window, qtbot)
    assert desk.wish.rise == 2.0
    assert "公表された想定ではありません" in words(seeing)
    seeing.by.setCurrentIndex(list(By).index(By.FLOOR))
    still(window, qtbot)
    assert "立退き避難" in words(seeing.legend)
    seeing.mode.setCurrentIndex(1)
    still(window, qtbot)
    assert desk.wish.level is not None
    assert "堤防" in words(seeing)
    seeing.reset.click()
    still(window, qtbot)
    assert not desk.wish.thought
    seeing.water.setChecked(False)
    still(window, qtbot)
    assert asked_last(window, "show_desk") == ()


def test_a_dress_is_kept_with_the_project_and_can_be_undone(
    window: Window, qtbot: QtBot, town: Project
) -> None:
    sit(window, qtbot, town)
    seeing = page_of(window).seeing
    before = asked_last(window, "paint")
    seeing.dress.setCurrentIndex(list(Dress).index(Dress.PRINT))
    still(window, qtbot)
    assert chosen(window.session.project).dress is Dress.PRINT
    after = asked_last(window, "paint")
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    name = town.layers[-1].id
    assert not np.array_equal(before[name], after[name])
    window.session.undo()
    still(window, qtbot)
    assert chosen(window.session.project).dress is Dress.OFFICIAL
    assert seeing.dress.currentIndex() == 0


def test_other_hazards_and_totals(window: Window, qtbot: QtBot, town: Project, tmp_path: Path) -> None:
    sit(window, qtbot, town)
    page, desk = page_of(window), window.hazard
    unchecked = [box for box in page.hazards.boxes.values() if not box.isChecked()]
    assert len(unchecked) == 1
    unchecked[0].setChecked(True)
    still(window, qtbot)
    assert desk.study is not None
    assert len(desk.study.hazards) == 2
    name = next(iter(page.hazards.boxes))
    desk.choose_hazards(frozenset({name}))
    still(window, qtbot)
    assert [one for one, box in page.hazards.boxes.items() if box.isChecked()] == [name]
    assert desk.chosen == {name}
    desk.choose_hazards(frozenset(page.hazards.boxes))
    still(window, qtbot)
    page.totals.run.click()
    still(window, qtbot)
    table = page.totals.table
    rows = [[cell.text() for cell in map(partial(table.item, row), range(5)) if cell] for row in (0, 1)]
    assert [row[0] for row in rows] == ["東/町会", "西町会"]
    assert rows[0][1:] == ["3", "3", "1", "40"]
    assert table.rowCount() == 2
    assert desk.report is not None
    folder = write_districts(desk.study, desk.report, desk.look, tmp_path, feedback=Feedback())
    assert len(list(folder.glob("*.pdf"))) == 2
    view_of(window).told.emit(Clicked(np.zeros(3), Hit(town.layers[-1].id, 0, 1.0, (0, 0, 0)), False))
    assert desk.facts is not None
    path = write_house(desk.study, desk.facts, desk.look, tmp_path / "家.html", feedback=Feedback())
    assert "立退き避難" in path.read_text(encoding="utf-8")


def test_two_scenarios_stand_side_by_side_and_are_counted(
    window: Window, qtbot: QtBot, town: Project, tmp_path: Path
) -> None:
    sit(window, qtbot, town)
    page, desk = page_of(window), window.hazard
    pair, by = page.seeing.pair, page.seeing.by
    by.setCurrentIndex(list(By).index(By.SWIPE))
    still(window, qtbot)
    assert "2つ以上選んでください" in words(pair)
    assert asked_last(window, "compare") is None
    assert desk.stock is not None
    desk.choose_hazards(frozenset(one.id for one in desk.stock.hazards))
    still(window, qtbot)
    by.setCurrentIndex(list(By).index(By.DEPTH))
    by.setCurrentIndex(list(By).index(By.SWIPE))
    still(window, qtbot)
    comparison = asked_last(window, "compare")
    assert (comparison.left, comparison.right) == (pair.before.currentText(), pair.after.currentText())
    assert comparison.left != comparison.right
    buildings = town.layers[-1].id
    assert not np.array_equal(comparison.paints[buildings], asked_last(window, "paint")[buildings])
    told = words(pair.table).split("\n")
    assert told[-6:] == ["合計", "5", "4", "1", "0", "5"]
    place = told.index("0.5m未満")
    assert told[place : place + 6] == ["0.5m未満", "2", "2", "–", "–", "–"]
    assert desk.study is not None
    assert desk.shown is not None
    found, answers = desk.shown.changes, desk.study.answers
    assert found is not None
    path = write_table(lambda: changes_table(found, answers), tmp_path / "表.csv", feedback=Feedback())
    assert "あとの想定で深くなる棟数（棟）" in path.read_text(encoding="utf-8-sig")
    page.table.keep.click()
    still(window, qtbot)
    layer = window.session.project.layer(buildings)
    assert layer is not None
    assert "最大の浸水深" in [one.label for one in layer.columns]
    window.session.undo()
    by.setCurrentIndex(list(By).index(By.DEPTH))
    still(window, qtbot)
    assert asked_last(window, "compare") is None
    window.choose_desk("survey")


def test_what_is_wrong_with_hazards_is_listed(
    window: Window, qtbot: QtBot, town: Project, tmp_path: Path
) -> None:
    street_of = shapely.box(-5, -5, 115, 20)
    bad = (
        layer(tmp_path, "洪水浸水想定区域_不明.geojson", (street_of, {"浸水深": "かなり深い"})),
        layer(tmp_path, "高潮_よその町.geojson", (shapely.box(9e4, 0, 9.1e4, 50), {"浸水深": "0.5m未満"})),
        layer(tmp_path, "津波_低い水位.geojson", (street_of, {"水位": -5.0})),
    )
    areas, _, planned, _, houses = town.layers
    sit(window, qtbot, replace(town, layers=(areas, planned, *bad, houses)))
    told = {one.finding.code: str(one.finding.message) for one in window.program.found}
    assert "かなり深い" in told["hazard-class-unknown"]
    assert "高潮_よその町" in told["hazard-far-away"]
    assert "津波_低い水位" in told["hazard-no-ground"]  # only its level is known, and no terrain
    assert "hazard-undetermined" in told
    desk = window.hazard
    assert desk.study is not None
    assert len(desk.study.answers.answers) == 3  # and none of them is left out
    assert (desk.study.answers.combined.state == State.UNDETERMINED).all()


def test_a_drawn_area_is_added_up_and_a_drawn_line_cut(window: Window, qtbot: QtBot, town: Project) -> None:
    sit(window, qtbot, town)
    page, desk = page_of(window), window.hazard
    corner = np.array([EAST, NORTH])
    ring = np.array([(-5.0, -5.0), (35.0, -5.0), (35.0, 20.0), (-5.0, 20.0)]) + corner
    view_of(window).told.emit(Drawn("area-draw", ring))
    still(window, qtbot)
    assert desk.report is not None
    assert desk.report.exposure.buildings.tolist() == [2, 3]
    assert [bar.label for bar in page.totals.chart.bars] == ["描いた区域", "（どの区域にも入らない建物）"]
    view_of(window).told.emit(Drawn("area-draw", ring[[0, 2, 1, 3]]))
    still(window, qtbot)
    assert "交わっている" in window.banner.notices[0].text
    line = np.array([(-10.0, 4.0), (110.0, 4.0)]) + corner
    view_of(window).told.emit(Drawn("line-draw", line))
    assert len(page.section.findChildren(DrawingView)) == 1
    assert "断面" in words(page.section)


def test_the_table_of_buildings_is_english_in_an_english_window(
    make_window: MakeWindow, qtbot: QtBot, town: Project
) -> None:
    window = make_window(language="en")
    sit(window, qtbot, town)
    study = window.hazard.study
    assert study is not None
    table = table_of(study.answers, sentence).columns
    words_ = {"", "0.5 m to under 3 m", "3 m to under 5 m"}
    assert set(table["depth_class"].to_pylist()) == words_
    assert set(table["h01_class"].to_pylist()) == words_
    assert "0.5m以上3.0m未満" in table["h01_code"].to_pylist()  # as the source has it
