"""Sections and as-built inspection in the window: drawn, seen, measured, written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from gisapp import reading
from gisapp.tools.base import Drawn
from gisapp.ui.survey.asbuiltcard import AsbuiltCard
from gisapp.ui.survey.page import SurveyPage
from gisapp.ui.survey.profileview import ProfileView
from gisapp.ui.survey.sectioncard import SectionCard
from importers.las.cloudimporter import PointClouds
from importers.las.options import CloudOptions
from layers.feedback import Feedback
from tests.gisapp.desks.survey.test_asbuilt import SIDE, design, scan
from tests.gisapp.ui.conftest import quiet, view_of
from tests.importers.las.clouds import SOUTH, WEST

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window
    from layers.base import Layer


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel)]


@pytest.fixture(scope="module")
def flights(tmp_path_factory: pytest.TempPathFactory) -> tuple[Layer, ...]:
    """A slope of 1:2, and the same half a metre higher."""
    folder = tmp_path_factory.mktemp("flights")
    options = CloudOptions(stores=folder / "stores")
    found: list[Layer] = []
    for name, up in (("前", 0.0), ("後", 0.5)):
        path = scan(folder / f"{name}.laz", np.full(30_000, up), 0.5)
        found += PointClouds().read(path, options, Feedback()).layers
    return tuple(found)


@pytest.fixture
def page(window: Window, flights: tuple[Layer, ...], qtbot: QtBot) -> SurveyPage:
    """The page with both scans opened."""
    window.session.do("", reading.with_layers(window.session.project, flights)[0])
    window.choose_desk("survey")
    quiet(window, qtbot)
    found = window.chrome.desk_page("survey")
    assert isinstance(found, SurveyPage)
    return found


def draw(window: Window, tool: str, *corners: tuple[float, float]) -> None:
    places = np.array([(WEST + east, SOUTH + north, 10.0) for east, north in corners])
    view_of(window).told.emit(Drawn(tool, places))


def answer(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_a_line_gives_a_section_whose_slope_is_measured_by_clicks_and_written(
    page: SurveyPage, window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = page.cards["SectionCard"]
    assert isinstance(card, SectionCard)
    assert not card.result.isVisibleTo(card)
    draw(window, "section-line", (5, 25), (45, 25))
    quiet(window, qtbot)
    cut = card.shown
    assert cut is not None
    assert cut.length == 40.0
    assert f"40.00\u2009m" in texts(card)  # noqa: F541 - a thin space
    assert card.fields["interval"].isHidden() or not card.series.isVisibleTo(card)
    view = card.findChild(ProfileView)
    assert view is not None
    view.resize(400, 200)
    view._fit()
    for along in (10.0, 30.0):
        place = QPointF(view._x(along), 100.0)
        buttons = Qt.MouseButton.LeftButton
        kind, keys = QMouseEvent.Type.MouseButtonPress, Qt.KeyboardModifier.NoModifier
        view.mousePressEvent(QMouseEvent(kind, place, place, buttons, buttons, keys))
        view = card.findChildren(ProfileView)[-1]
        view.resize(400, 200)
        view._fit()
    assert card.shown is not None
    assert card.shown.marks == pytest.approx((10.0, 30.0), abs=0.1)
    assert "地盤 22.5" in view.said_at(20.0)
    view.grab()
    answer(monkeypatch, tmp_path / "断面.pdf")
    card.export.click()
    quiet(window, qtbot)
    assert (tmp_path / "断面.pdf").read_bytes().startswith(b"%PDF")
    assert any("断面.pdf" in one for one in texts(window.banner))
    view.marked.emit(())
    assert card.shown.marks == ()


def test_an_axis_gives_a_series_with_volumes_of_two_flights(
    page: SurveyPage, window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = page.cards["SectionCard"]
    assert isinstance(card, SectionCard)
    card.later.setCurrentIndex(card.later.findText("後"))
    card.fields["left"].setValue(5.0)
    card.fields["right"].setValue(5.0)
    draw(window, "section-axis", (5, 25), (45, 25), (45, 25))
    quiet(window, qtbot)
    assert card.sections is not None
    assert [one.name for one in card.sections.cuts] == ["No.0", "No.1", "No.2"]
    assert card.series.isVisibleTo(card)
    said = texts(card)
    assert any(one.startswith("No.0（1/3）") for one in said)
    cut, filled = (float(one.split("\u2009")[0]) for one in said if one.endswith("m³"))
    assert cut == 0.0
    assert filled == pytest.approx(40 * 10 * 0.5, rel=0.05)
    card._step(1)
    assert any(one.startswith("No.1（2/3）") for one in texts(card))
    answer(monkeypatch, tmp_path / "横断.xlsx")
    card.export.click()
    quiet(window, qtbot)
    assert (tmp_path / "横断.xlsx").exists()


def test_a_design_is_held_against_the_scan_and_the_table_written(
    page: SurveyPage, window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = page.cards["AsbuiltCard"]
    assert isinstance(card, AsbuiltCard)
    assert not card.run.isEnabled()
    card.take_design(design(tmp_path / "設計.xml", 0.5))
    card.areas.setCurrentIndex(card.areas.findData("法面"))
    card.run.click()
    quiet(window, qtbot)
    assert card.inspection is not None
    (one,) = card.inspection.found
    assert one.area == pytest.approx((SIDE - 0.1) ** 2, rel=1e-3)
    assert "合格" in texts(card)
    assert one.part.limits.mean_sure is False
    single, mean = card.limits[one.part.kind]
    mean.setValue(70)
    assert card.told[one.part.kind].mean_sure
    assert single.value() == 190.0
    (write,) = [one for one in card.findChildren(QPushButton) if one.text() == "総括表を書き出す…"]
    answer(monkeypatch, tmp_path / "総括表.pdf")
    write.click()
    quiet(window, qtbot)
    assert (tmp_path / "総括表.pdf").read_bytes().startswith(b"%PDF")
    (tmp_path / "壊れた.xml").write_text("<html/>", "utf-8")
    card.take_design(tmp_path / "壊れた.xml")
    card.run.click()
    quiet(window, qtbot)
    assert any("LandXML" in one for one in texts(window.banner))


def test_cards_fit_the_column(page: SurveyPage) -> None:
    widest = {name: one.minimumSizeHint().width() for name, one in page.cards.items()}
    assert max(widest["SectionCard"], widest["AsbuiltCard"]) <= 320
