"""The card of changes: compared, refused, laid on each other, kept, undone, reported."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel, QWidget

from gisapp import reading
from gisapp.desks.survey import measurements as kept
from gisapp.desks.survey.contourwork import Asked as Contours
from gisapp.desks.survey.measure import Kind
from gisapp.ui.survey.changecard import ChangeCard
from gisapp.ui.survey.groundcard import CONTOURS, GroundCard, contoured, dsm, dtm, grounded
from gisapp.ui.survey.page import SurveyPage
from importers.las.cloudimporter import PointClouds
from importers.las.options import CloudOptions
from layers.base import View
from layers.colours import legend
from layers.drawables import Image
from layers.feedback import Feedback
from layers.heightbase import RESULT_2011, RESULT_2024
from layers.pointcloud import PointCloud
from layers.projectdocument import from_document, to_document
from styles.palettes import GAIN, OTHER
from styles.style import Fixed
from tests.gisapp.ui.conftest import quiet
from tests.importers.las.clouds import SOUTH, WEST, Town, written

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window


SEEN = View(
    np.array([WEST + 15, SOUTH + 15, 60.0]),
    np.array([WEST + 15, SOUTH + 15, 5.0]),
    np.array([0.0, 1.0, 0.0]),
    45.0,
    (400, 400),
    1_000_000,
)


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]


@pytest.fixture(scope="module")
def flights(tmp_path_factory: pytest.TempPathFactory) -> list[PointCloud]:
    """Three flights over waves of ground: before, with a heap, and the same one 10 cm off."""
    folder = tmp_path_factory.mktemp("flights")
    random = np.random.default_rng(4)
    flat = np.column_stack([WEST + random.uniform(0, 30, 30_000), SOUTH + random.uniform(0, 30, 30_000)])
    ground = 5 + np.sin(flat[:, 0] / 2) + np.cos(flat[:, 1] / 3)
    heap = (np.abs(flat - (WEST + 20, SOUTH + 20)) < 4).all(axis=1)
    made = []
    for name, high, off in (("4月", 0.0, 0.0), ("5月", 1.0, 0.0), ("6月", 1.0, 0.1)):
        points = np.column_stack([flat, ground + high * heap]) + random.normal(0, 0.01, (30_000, 3)) + off
        path = written(folder / f"{name}.laz", Town(points, np.full(30_000, 2, dtype=np.uint8)))
        (layer,) = PointClouds().read(path, CloudOptions(stores=folder / "stores"), Feedback()).layers
        assert isinstance(layer, PointCloud)
        made.append(layer)
    return made


def card_of(window: Window, layers: list[PointCloud], qtbot: QtBot) -> ChangeCard:
    window.session.do("", reading.with_layers(window.session.project, tuple(layers))[0])
    window.choose_desk("survey")
    quiet(window, qtbot)
    page = window.chrome.desk_page("survey")
    assert isinstance(page, SurveyPage)
    card = page.cards["ChangeCard"]
    assert isinstance(card, ChangeCard)
    return card


def test_with_one_scan_it_says_what_is_missing(
    window: Window, flights: list[PointCloud], qtbot: QtBot
) -> None:
    card = card_of(window, flights[:1], qtbot)
    assert card.few.isVisibleTo(card)
    assert not card.go.isVisibleTo(card)


def test_a_heap_is_found_shown_and_reported(
    window: Window, flights: list[PointCloud], qtbot: QtBot, tmp_path: Path
) -> None:
    card = card_of(window, flights[:2], qtbot)
    card.desk.choose(flights[1].id)
    assert card.before.currentText() == "4月"
    card.compare()
    quiet(window, qtbot)
    assert card.found is not None
    assert card.found.volume is not None
    assert card.found.volume.net == pytest.approx(64.0, rel=0.05)
    assert any("未確認" in one for one in texts(card))  # nobody stated an accuracy
    assert any(one.startswith("増 6") for one in texts(card))
    for name, head in (("a.pdf", b"%PDF"), ("a.xlsx", b"PK")):
        card.write(tmp_path / name)
        quiet(window, qtbot)
        assert (tmp_path / name).read_bytes().startswith(head)
    card.put_on_map(tmp_path / "変化.tif")
    quiet(window, qtbot)
    grid, areas = (
        next(one for one in window.session.project.layers if one.kind == kind)
        for kind in ("raster", "vector")
    )
    told = {one.label: one.count for one in legend(grid) if one.count}
    assert told["検出限界以内"] > 3_000  # of 3,600 cells 64 m² are a heap
    assert told["≥ +1 m"] > 50
    (volume,), (unsure,) = (areas.table().numbers(name) for name in ("volume", "uncertainty"))
    assert volume == pytest.approx(64.0, rel=0.05)
    assert 0 < unsure < 1
    assert [one.label for one in legend(areas) if one.count] == ["増"]
    (part,) = grid.parts(SEEN)[:1]
    (picture,) = grid.load(part, Feedback())
    assert isinstance(picture, Image)
    drawn = {tuple(one) for one in picture.pixels.reshape(-1, picture.pixels.shape[-1])[:, :3].tolist()}
    assert {OTHER, GAIN[-1]} <= drawn
    plain = replace(grid, style=Fixed((1, 2, 3)))
    assert plain.parts(SEEN)[0].key != part.key
    (picture,) = plain.load(plain.parts(SEEN)[0], Feedback())
    assert isinstance(picture, Image)
    assert (1, 2, 3) in {
        tuple(one) for one in picture.pixels.reshape(-1, picture.pixels.shape[-1])[:, :3].tolist()
    }
    kept_project = to_document(window.session.project, tmp_path)
    (again, *_) = (one for one in from_document(kept_project, tmp_path)[0].layers if one.kind == "raster")
    assert again.style == grid.style
    window.session.undo()
    assert {one.kind for one in window.session.project.layers} == {"pointcloud"}


def test_flights_above_different_bases_are_refused(
    window: Window, flights: list[PointCloud], qtbot: QtBot
) -> None:
    bases = (RESULT_2011, RESULT_2024)
    told = [
        replace(one, data=replace(one.data, heights=base))
        for one, base in zip(flights[:2], bases, strict=True)
    ]
    card = card_of(window, told, qtbot)
    card.desk.choose(told[1].id)
    card.compare()
    quiet(window, qtbot)
    assert card.found is None
    assert any("高さの基準が違うため" in one for one in texts(window.banner))
    page = window.chrome.desk_page("survey")
    assert isinstance(page, SurveyPage)
    assert "標高（測地成果2024）" in texts(page)


def test_distances_become_a_cloud_of_their_own(
    window: Window, flights: list[PointCloud], qtbot: QtBot, tmp_path: Path
) -> None:
    card = card_of(window, flights[:2], qtbot)
    card.desk.choose(flights[1].id)
    card.method.setCurrentIndex(card.method.findData("m3c2"))
    card.compare()
    quiet(window, qtbot)
    assert card.found is not None
    assert card.found.volume is not None
    assert card.found.volume.net == pytest.approx(64.0, rel=0.1)
    card.write_points(tmp_path / "距離.laz")
    names = {"4月", "5月", "距離"}
    qtbot.waitUntil(lambda: {one.name for one in window.session.project.layers} == names, timeout=60_000)
    quiet(window, qtbot)


def test_a_flight_that_is_off_is_refused_and_laid_back(
    window: Window, flights: list[PointCloud], qtbot: QtBot
) -> None:
    card = card_of(window, [flights[0], flights[2]], qtbot)
    card.desk.choose(flights[2].id)
    card.compare()
    quiet(window, qtbot)
    assert any("答えられません" in one for one in texts(card))
    card.align.setChecked(True)
    card.compare()
    quiet(window, qtbot)
    assert card.found is not None
    assert card.found.fit.fits
    card.keep()
    kept = window.session.project.layers[1]
    assert isinstance(kept, PointCloud)
    assert len(kept.motion) == 15
    window.session.undo()
    assert getattr(window.session.project.layers[1], "motion", None) == ()


def test_the_volume_in_a_measured_area_and_the_files_of_the_ground(
    window: Window, flights: list[PointCloud], qtbot: QtBot, tmp_path: Path
) -> None:
    card_of(window, flights[1:2], qtbot)
    page = window.chrome.desk_page("survey")
    assert isinstance(page, SurveyPage)
    card = page.cards["GroundCard"]
    assert isinstance(card, GroundCard)
    assert not card.go.isEnabled()
    corners = np.array([(WEST + a, SOUTH + b, 5.0) for a, b in ((15, 15), (25, 15), (25, 25), (15, 25))])
    project = window.session.project
    made = kept.measurement(Kind.AREA, corners, project.crs, "山", scan="5月", when="2026-05-01T00:00:00")
    window.session.do("", kept.keep(project, made))
    assert card.go.isEnabled()
    card.base.setCurrentIndex(card.base.findData("level"))
    card.level.setValue(0.0)
    card.measure()
    quiet(window, qtbot)
    assert card.told is not None
    assert card.told.area == pytest.approx(100.0)
    assert card.told.volume.net > 64 + 300
    assert "未確認" in [one.text() for one in card.findChildren(QLabel)]  # nobody stated an accuracy
    feedback = Feedback()
    cloud = flights[1].data
    assert dsm(cloud, tmp_path / "a.tif", feedback=feedback).is_file()
    assert dtm(cloud, tmp_path / "b.tif", feedback=feedback).is_file()
    assert grounded(cloud, tmp_path / "c.laz", feedback=feedback).is_file()
    assert contoured(flights[1], tmp_path / "d.dxf", Contours(interval=1.0), feedback=feedback).is_file()
    before = len(window.session.project.layers)
    card._make(CONTOURS, contoured, flights[1], tmp_path / "e.gpkg", Contours(interval=1.0))
    quiet(window, qtbot)
    qtbot.waitUntil(lambda: len(window.session.project.layers) > before, timeout=20_000)
    lines = next(one for one in window.session.project.layers if one.kind == "vector")
    assert set(lines.table().texts("line")) <= {"主曲線", "計曲線"}
