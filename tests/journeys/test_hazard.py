"""The hazard desk in the real window, with data that is wrong: all of it is told, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
import shapely
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from gisapp.desks.hazard.event.reports import reports_of
from gisapp.tools.base import Clicked
from gisapp.ui.hazard.event import work
from gisapp.ui.hazard.event.columnsdialog import ColumnsDialog
from gisapp.ui.hazard.page import HazardPage
from layers.project import Camera
from styles.hazards import WAY
from tests.gisapp.desks.hazard.made import EAST, NORTH, layer, street
from tests.gisapp.desks.hazard.test_event import LIST
from tests.gisapp.desks.hazard.test_shelters import NEW, rows, text
from tests.importers.gauges.samples import listed
from tests.journeys.conftest import MakeProgram, canvas_of, settled

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from gisapp.app import Application

pytestmark = pytest.mark.window


def words(widget: QWidget) -> str:
    """Return what can be read on a widget."""
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def raster(folder: Path, name: str, crs: str, east: float) -> Path:
    """Return a raster with 1.5 m on 60 m that begins some metres east of the street, and says its system."""
    path = folder / name
    corner = rasterio.transform.from_origin(EAST + east, NORTH + 40, 5, 5)
    with rasterio.open(path, "w", "GTiff", 30, 15, 1, dtype="float32", crs=crs, transform=corner) as file:
        file.write(np.where(np.arange(30) < 12, np.full((15, 1), 1.5, np.float32), 0), 1)
    return path


def files(folder: Path) -> list[Path]:
    """Return the files of the street: its houses and floods, roads, shelters with exchanged coordinates."""
    street(folder)
    layer(
        folder,
        "市の道路.geojson",
        (shapely.LineString([(85, 12), (85, 60), (50, 60), (50, 100)]), {"番号": 1}),
    )
    shelters = folder / "指定緊急避難場所一覧.csv"
    shelters.write_text(text(NEW, rows(mark="1", swapped=True)), "utf-8-sig")
    # The first says a zone 900 km to the east; the second lies in another town.
    rasters = [
        raster(folder, "浸水深_別の座標系.tif", "EPSG:6677", -20),
        raster(folder, "浸水深_よその町.tif", "EPSG:6669", 30_000),
    ]
    found = [one for one in sorted(folder.glob("*.geojson")) if one.stem != "避難所"]
    return [*found, shelters, *rasters, listed(folder / "水位.csv", 3, 2)]


def test_what_is_wrong_is_told_and_the_way_to_the_shelter_is_seen(
    begin: MakeProgram, qtbot: QtBot, tmp_path: Path
) -> None:
    application = begin()
    window = application.window
    window.work.open_paths(files(tmp_path))
    qtbot.waitUntil(lambda: len(window.session.project.layers) >= 9, timeout=60_000)
    settled(application, qtbot)
    window.choose_desk("hazard")
    settled(application, qtbot)
    desk, page = window.hazard, window.chrome.desk_page("hazard")
    assert isinstance(page, HazardPage)
    told = {one.finding.code: str(one.finding.message) for one in window.program.found}
    assert "浸水深_別の座標系.tif の座標系を EPSG:6669 と判断しました" in told["crs-proposed"]
    assert "浸水深_よその町）」の範囲に建物が 1 棟もない" in told["hazard-far-away"]
    assert "hazard-outside-grid" not in told
    assert "逆" in told["table-axes-swapped"]
    study = desk.study
    assert study is not None
    assert study.shelters is not None
    assert study.walked is not None
    assert len(study.answers.targets) == 5
    placed = next(one for one in study.answers.answers if "別の座標系" in one.hazard.title)
    assert (placed.lower == 1.5).tolist() == [True, True, False, False, False]
    # The last house: a click on the real map shows its card, its way is drawn.
    row = 4
    middle = study.answers.targets.points[row]
    view = canvas_of(application)
    eye = (float(middle[0]) + 1, float(middle[1]) - 60, 90.0)
    view.look(Camera(eye, (float(middle[0]), float(middle[1]), 0.0)))
    settled(application, qtbot)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    qtbot.waitUntil(lambda: desk.facts is not None, timeout=10_000)
    settled(application, qtbot)
    assert desk.facts is not None
    assert desk.facts.row == row
    said = words(page.building)
    assert "地図に緑の線で示しています" in said
    way = study.walked.way(row)
    assert way is not None
    east, north = way.mean(axis=0).tolist()
    view.look(Camera((east, north - 20, 160.0), (east, north, 0.0)))
    settled(application, qtbot)
    seen = colour_seen(view, WAY.colour)
    desk.take(Clicked(None, None, more=False))
    settled(application, qtbot)
    assert seen > 100 + colour_seen(view, WAY.colour)
    take_a_list(application, page, qtbot, tmp_path)


def take_a_list(application: Application, page: HazardPage, qtbot: QtBot, folder: Path) -> None:
    """While it happens: a list of a department comes in, nothing of it is lost, and the gauges are told."""
    window = application.window
    page.turn(event=True)
    settled(application, qtbot)
    path = folder / "土木課.csv"
    path.write_bytes(LIST.encode("cp932"))
    accept = QTimer()
    accept.setInterval(50)
    accept.timeout.connect(accept_columns)
    accept.start()
    work.take_files(window, [path])
    qtbot.waitUntil(lambda: len(reports_of(window.session.project)) == 4, timeout=20_000)
    accept.stop()
    settled(application, qtbot)
    assert "6 件のうち 4 件を取り込みました。" in window.banner.notices[0].text
    said = words(page.now)
    assert "水防団待機水位を超過" in said
    assert "未完了 4 件" in said


def accept_columns() -> None:
    """Press the button of the dialog that asks what columns mean."""
    one = QApplication.activeModalWidget()
    if isinstance(one, ColumnsDialog):
        one.accept()


def colour_seen(view: QWidget, colour: tuple[int, int, int]) -> int:
    """Return how many pixels of a picture of the view have about a colour."""
    picture = view.grab().toImage()
    pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.width(), 4)
    return int((np.abs(pixels[:, :, 2::-1].astype(int) - colour).max(axis=2) < 30).sum())
