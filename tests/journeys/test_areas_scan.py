"""A scanned map is placed by clicks on picture and map, kept safe, and the first area is drawn over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from PIL import Image
from PySide6.QtCore import QPoint, Qt

from gisapp.desks.areas.model import associations
from gisapp.desks.areas.scanpoints import scans_of
from gisapp.journal import STATE
from gisapp.scene import camera as cameras
from gisapp.scene.origin import Frame
from gisapp.tools.areaedit import standing
from gisapp.ui.areas.editcard import EditCard
from gisapp.ui.areas.page import AreasPage
from gisapp.ui.areas.scancard import ScanCard
from layers.project import Camera
from tests.journeys.conftest import MakeProgram, canvas_of, settled
from tests.realdata import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gisapp.scene.canvas import Canvas

pytestmark = pytest.mark.window
SPOTS = ((40, 40), (360, 50), (350, 260), (50, 250))


def pixel(view: Canvas, place: tuple[float, float]) -> QPoint:
    there = Frame.of(view.project).drawn(standing(view, np.array([place])))
    seen = cameras.pixels(view.camera, view.view_size, there)
    return QPoint(round(seen[0, 0]), round(seen[0, 1]))


def draw_the_first_area(qtbot: QtBot, view: Canvas, edits: EditCard, middle: tuple[float, float]) -> None:
    """Draw an area over the scan where there is no ledger yet."""
    edits.verbs.buttons["found"].click()
    edits.name.setText("はじめの自治会")
    corners = [(middle[0] + x, middle[1] + y) for x, y in ((-90, -80), (90, -70), (80, 80), (-80, 70))]
    for one in corners:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=pixel(view, one))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    edits.box.by.setText("自治振興課")
    edits.box.why.setText("平成元年の区域図から")
    edits.box.go.click()
    (found,) = associations(view.project)
    assert found.name == "はじめの自治会"
    assert found.shape is not None
    assert found.shape.area == pytest.approx(shapely.Polygon(corners).area, rel=0.05)


def test_a_scan_is_placed_and_drawn_from(begin: MakeProgram, qtbot: QtBot, tmp_path: Path) -> None:
    application = begin()
    window = application.window
    base = next(ROOT.joinpath("sample_data").rglob("自治会区域_自治振興課.gpkg"))
    window.work.open_paths([base])
    settled(application, qtbot)
    window.choose_desk("areas")
    page = window.chrome.desk_page("areas")
    assert isinstance(page, AreasPage)
    card, edits = page.cards["ScanCard"], page.cards["EditCard"]
    assert isinstance(card, ScanCard)
    assert isinstance(edits, EditCard)
    assert edits.isHidden()
    Image.new("RGB", (400, 300), (240, 238, 230)).save(tmp_path / "区域図.png")
    card.begin(tmp_path / "区域図.png")
    settled(application, qtbot)
    assert card.isVisible()
    view, pane = canvas_of(application), card.pane
    assert pane is not None
    west, south, _, east, north, _ = window.session.project.extent() or (0,) * 6
    middle = ((west + east) / 2, (south + north) / 2)
    view.look(Camera((middle[0], middle[1] - 1, 900.0), (*middle, 0.0)))
    settled(application, qtbot)
    for column, row in SPOTS:
        spot = pane.view.spot(np.array([column, row])).toPoint()
        qtbot.mouseClick(pane.view, Qt.MouseButton.LeftButton, pos=spot)
        place = (middle[0] + column - 200.0, middle[1] + 150.0 - row)
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=pixel(view, place))
    (scan,) = scans_of(window.session.project)
    assert len(scan.points) == 4
    assert "対応点 4 点、RMS" in card.said.text()
    application.program.flush()
    journal = application.recoverer.journal
    assert journal is not None
    assert "areas/scan" in (journal.folder / STATE).read_text("utf-8")
    assert window.session.undo()
    assert card.table.list.rowCount() == 3
    assert window.session.redo()
    card.close_scan()
    card.resume(scan.id)  # broken off and taken up again
    settled(application, qtbot)
    card.place(tmp_path / "区域図_配置.tif")
    qtbot.waitUntil(lambda: card.pane is None, timeout=30_000)
    settled(application, qtbot)
    layer = next(one for one in window.session.project.layers if one.kind == "raster")
    assert layer.opacity < 1
    assert "対応点 4 点" in layer.data.receipt["placed_by"]
    left, bottom, _, right, top, _ = layer.extent() or (0,) * 6
    expected = (middle[0] - 200, middle[1] - 150, middle[0] + 200, middle[1] + 150)
    assert np.abs(np.array((left, bottom, right, top)) - expected).max() < 4

    draw_the_first_area(qtbot, view, edits, middle)
