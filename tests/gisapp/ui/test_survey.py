"""The survey desk in the window: the scan that is looked at, and what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from gisapp import reading
from gisapp.ui.survey.cloudcard import CloudCard
from gisapp.ui.survey.page import SurveyPage
from importers.las.cloudimporter import CloudOptions, PointClouds
from layers.feedback import Feedback
from styles.style import ByRange
from tests.gisapp.ui.conftest import quiet
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
