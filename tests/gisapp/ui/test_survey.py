"""The survey desk in the window: the scan that is looked at, and what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from gisapp import reading
from gisapp.desks.survey import measurements
from gisapp.tools.base import Drawn
from gisapp.ui.survey.clipcard import ClipCard
from gisapp.ui.survey.cloudcard import CloudCard
from gisapp.ui.survey.lookcard import LookCard
from gisapp.ui.survey.measurecard import MeasureCard
from gisapp.ui.survey.page import SurveyPage
from gisapp.ui.words import sentence
from importers.las.cloudimporter import PointClouds
from importers.las.options import CloudOptions
from layers.feedback import Feedback
from styles.style import ByRange
from tests.gisapp.ui.conftest import quiet, view_of
from tests.importers.las.clouds import town, written

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window
    from layers.base import Layer

COUNT = 20_000


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel)]


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Layer:
    """A scan of a small town."""
    folder = tmp_path_factory.mktemp("scan")
    path = written(folder / "丘.laz", town(COUNT))
    (layer,) = PointClouds().read(path, CloudOptions(stores=folder / "stores"), Feedback()).layers
    return layer


@pytest.fixture
def desk(window: Window, scan: Layer, qtbot: QtBot) -> SurveyPage:
    """The page with the scan opened."""
    window.session.do("", reading.with_layers(window.session.project, (scan,))[0])
    window.choose_desk("survey")
    quiet(window, qtbot)
    page = window.chrome.desk_page("survey")
    assert isinstance(page, SurveyPage)
    return page


def test_without_a_scan_the_page_says_how_one_comes_in(window: Window) -> None:
    window.choose_desk("survey")
    page = window.chrome.desk_page("survey")
    assert any("ドラッグ" in one for one in texts(page))
    buttons = [one.text() for one in page.findChildren(QPushButton) if one.isVisibleTo(page)]
    assert buttons == ["点群を選ぶ…", "フォルダごと開く…"]


def test_the_head_tells_what_is_known_of_the_scan_and_colours_it(
    desk: SurveyPage, scan: Layer, window: Window, qtbot: QtBot
) -> None:
    card = desk.cards["CloudCard"]
    assert isinstance(card, CloudCard)
    said = texts(card)
    assert f"{COUNT:,} 点" in said
    assert said.count("未確認") == 2  # system of heights, date
    card.colours.setCurrentIndex(card.colours.findData("z"))
    card.colours.activated.emit(card.colours.currentIndex())
    quiet(window, qtbot)
    (cloud,) = window.session.project.layers
    assert isinstance(cloud.style, ByRange)
    assert cloud.style.attribute == "z"
    window.session.undo()
    assert window.session.project.layers[0].style == scan.style
    assert card.colours.currentData() == "classification"


def test_what_is_drawn_with_a_tool_is_measured_listed_renamed_hidden_and_taken_back(
    desk: SurveyPage, window: Window, qtbot: QtBot
) -> None:
    card = desk.cards["MeasureCard"]
    assert isinstance(card, MeasureCard)
    card.tools.use("measure-distance")
    assert window.session.tool == "measure-distance"
    assert card.tools.hint.isVisibleTo(card)
    low = np.array(window.session.project.layers[0].extent()[:3])  # type: ignore[index]
    view_of(window).told.emit(Drawn("measure-distance", np.array([low, low + np.array([3.0, 4.0, 12.0])])))
    layer = measurements.layer_of(window.session.project)
    assert layer is not None
    assert [sentence(one.text) for one in layer.remarks()] == ["距離 1　13.000\u2009m　↕ 12.000\u2009m"]
    assert {"13.000\u2009m", "5.000\u2009m", "12.000\u2009m"} <= set(texts(card))
    item = card.list.topLevelItem(0)
    assert item is not None
    item.setText(0, "擁壁の高さ")
    quiet(window, qtbot)
    item = card.list.topLevelItem(0)
    assert item is not None
    item.setCheckState(0, Qt.CheckState.Unchecked)
    quiet(window, qtbot)
    (kept,), _ = measurements.measurements_of(window.session.project)
    assert (kept.name, kept.hidden) == ("擁壁の高さ", True)
    card.remove.click()
    assert not measurements.measurements_of(window.session.project)[0]
    for _ in range(3):
        window.session.undo()
    assert card.list.topLevelItem(0).text(0) == "距離 1"  # type: ignore[union-attr]


def test_a_plane_is_fitted_to_the_points_around_a_click_and_taken_back(
    desk: SurveyPage, window: Window, scan: Layer, qtbot: QtBot
) -> None:
    card = desk.cards["MeasureCard"]
    assert isinstance(card, MeasureCard)
    assert not card.near_line.isVisibleTo(card)
    card.tools.use("measure-plane")
    assert card.near_line.isVisibleTo(card)
    card.near.setValue(5.0)
    spot = scan.data.placed(scan.data.copc.places(scan.data.copc.node(0)))[0]
    view_of(window).told.emit(Drawn("measure-plane", spot[None]))
    quiet(window, qtbot)
    qtbot.waitUntil(lambda: bool(measurements.measurements_of(window.session.project)[0]))
    (kept,), damaged = measurements.measurements_of(window.session.project)
    assert not damaged
    assert kept.name == "面の傾き 1"
    assert kept.values["degrees"] + kept.values["lean"] == pytest.approx(90)
    assert 3 <= kept.values["used"] <= kept.values["tried"]
    assert "鉛直からの傾き" in texts(card)
    window.session.undo()
    assert not measurements.measurements_of(window.session.project)[0]
    view_of(window).told.emit(Drawn("measure-cylinder", spot[None] + np.array([0.0, 0.0, 900.0])))
    quiet(window, qtbot)
    qtbot.waitUntil(lambda: any("点がありません" in one for one in texts(window.banner)))


def test_points_that_are_the_same_are_refused_in_words(desk: SurveyPage, window: Window) -> None:
    del desk
    view_of(window).told.emit(Drawn("measure-distance", np.zeros((2, 3))))
    assert any("同じ点" in one for one in texts(window.banner))


def test_the_look_is_changed_and_classes_are_left_out_and_counted(
    desk: SurveyPage, window: Window, qtbot: QtBot
) -> None:
    card = desk.cards["LookCard"]
    assert isinstance(card, LookCard)
    card.slider.setValue(10)
    card.deep.setChecked(False)
    quiet(window, qtbot)
    boxes = [one for one in card.findChildren(QCheckBox) if "地面" in one.text()]
    boxes[0].setChecked(False)
    cloud = window.survey.cloud
    assert cloud is not None
    assert (cloud.size, cloud.deep, cloud.hidden) == (5.0, False, (2,))
    card.count.click()
    quiet(window, qtbot)
    numbers = [one.text().replace(",", "") for one in card.findChildren(QLabel)]
    assert sum(int(one) for one in numbers if one.isdigit()) == COUNT


def test_a_box_and_a_band_cut_the_scan_out(desk: SurveyPage, window: Window) -> None:
    card = desk.cards["ClipCard"]
    assert isinstance(card, ClipCard)
    assert not card.numbers.isVisibleTo(card)
    extent = np.array(window.session.project.layers[0].extent())
    low, middle = extent[:3], (extent[:3] + extent[3:]) / 2
    view_of(window).told.emit(Drawn("clip-box", np.array([low, middle])))
    cloud = window.survey.cloud
    assert cloud is not None
    assert cloud.clip_box is not None
    assert cloud.clip_box.length == pytest.approx(middle[0] - low[0])
    assert view_of(window).last("show_desk")[1]
    card.fields["turn"].setValue(30.0)
    assert window.survey.cloud.clip_box.turn == 30.0  # type: ignore[union-attr]
    view_of(window).told.emit(Drawn("clip-band", np.array([low, middle])))
    assert card.fields["width"].value() == 1.0
    window.choose_desk("areas")
    assert view_of(window).last("show_desk")[1] == ()
    window.session.undo()
    assert window.survey.cloud.clip == ()  # type: ignore[union-attr]
