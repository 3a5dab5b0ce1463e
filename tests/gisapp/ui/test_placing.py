"""The question where numbers lie, in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
import shapely
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton

from gisapp import reading
from gisapp.ui.dialogs.place import PlaceDialog, all_systems
from layers.feedback import Feedback
from layers.operations import operation
from tests.importers.terrain.sources import ascii_grid, slope

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window
    from tests.gisapp.ui.conftest import SavedSettings

NAGASAKI = np.array([[129.87, 32.75], [129.88, 32.76], [129.875, 32.755]])


def _write(path: Path, crs: str = "EPSG:6669") -> Path:
    """Write points of Nagasaki as a Shapefile whose system is not told."""
    x, y = operation("EPSG:6668", crs).transform(NAGASAKI[:, 0], NAGASAKI[:, 1])[:2]
    frame = gpd.GeoDataFrame({"番号": range(len(NAGASAKI))}, geometry=shapely.points(x, y), crs=crs)
    frame.to_file(path, encoding="cp932")
    path.with_suffix(".prj").unlink(missing_ok=True)
    return path


@pytest.fixture(autouse=True)
def _stores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GISAPP_STORES", str(tmp_path / "stores"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "受領データ"
    made.mkdir()
    return made


def _answer(act: Callable[[PlaceDialog], None]) -> list[PlaceDialog]:
    """Wait for the dialog and do with it what a person would; return the dialogs that came."""
    came: list[PlaceDialog] = []

    def look() -> None:
        active = QApplication.activeModalWidget()
        if isinstance(active, PlaceDialog):
            came.append(active)
            act(active)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)
    return came


def _choose(dialog: PlaceDialog, crs: str) -> None:
    dialog._group.button(dialog._codes.index(crs)).click()


def _take(dialog: PlaceDialog, crs: str, *, rest: bool = False) -> None:
    _choose(dialog, crs)
    dialog.for_folder.setChecked(rest)
    dialog._take.click()


def test_nobody_guesses_and_the_answer_is_kept_for_the_folder(
    window: Window, folder: Path, qtbot: QtBot, saved_settings: SavedSettings
) -> None:
    came = _answer(lambda dialog: _take(dialog, "EPSG:6669"))
    window.work.read(_write(folder / "道路.shp"))
    qtbot.waitUntil(lambda: len(window.session.project.layers) == 1, timeout=20_000)
    assert len(came) == 1
    (layer,) = window.session.project.layers
    assert window.session.project.crs == "EPSG:6669"
    extent = layer.extent()
    assert extent is not None
    assert extent[:2] == pytest.approx((34671.509, -27662.224), abs=0.01)  # DOMAIN's worked point of the zone
    assert dict(saved_settings.written[-1].folder_systems) == {str(folder): "EPSG:6669"}
    assert layer.source.options["crs"] == "EPSG:6669"


def test_heights_that_do_not_say_theirs_are_asked_for_as_shapes_are(
    window: Window, folder: Path, qtbot: QtBot
) -> None:
    came = _answer(lambda dialog: _take(dialog, "EPSG:6669", rest=True))
    window.work.read(ascii_grid(folder / "標高.asc", slope(20, 30), west=34_600.0, south=-27_700.0, cell=1.0))
    qtbot.waitUntil(lambda: len(window.session.project.layers) == 1, timeout=20_000)
    assert [len(dialog.map.points) for dialog in came] == [81]
    (layer,) = window.session.project.layers
    assert (layer.kind, layer.crs, window.session.project.crs) == ("terrain", "EPSG:6669", "EPSG:6669")


def test_one_answer_does_for_the_folder_when_staff_say_so(window: Window, folder: Path, qtbot: QtBot) -> None:
    came = _answer(lambda dialog: _take(dialog, "EPSG:6669", rest=True))
    window.work.read(_write(folder / "道路.shp"))
    qtbot.waitUntil(lambda: len(window.session.project.layers) == 1, timeout=20_000)
    window.session.do("空にする", window.session.project.without([window.session.project.layers[0].id]))
    window.work.read(_write(folder / "水路.shp"))
    qtbot.waitUntil(lambda: len(window.session.project.layers) == 1, timeout=20_000)
    assert len(came) == 1


def test_without_an_answer_nothing_is_read(window: Window, folder: Path, qtbot: QtBot) -> None:
    came = _answer(lambda dialog: dialog.reject())
    window.work.read(_write(folder / "道路.shp"))
    qtbot.waitUntil(lambda: bool(came), timeout=20_000)
    qtbot.waitUntil(lambda: not window.program.tasks.tasks, timeout=20_000)
    assert window.session.project.layers == ()


def test_the_last_answer_for_a_folder_stands_first_and_is_told(
    window: Window, folder: Path, qtbot: QtBot
) -> None:
    window.program.change_settings(
        lambda old: type(old)(**{**old.__dict__, "folder_systems": ((str(folder), "EPSG:30161"),)})
    )
    seen: dict[str, object] = {}

    def look(dialog: PlaceDialog) -> None:
        seen["crs"] = dialog.crs
        seen["words"] = [one.text() for one in dialog.findChildren(QRadioButton)]
        dialog.reject()

    came = _answer(look)
    window.work.read(_write(folder / "道路.shp"))
    qtbot.waitUntil(lambda: bool(came), timeout=20_000)
    assert seen["crs"] == "EPSG:30161"


def test_a_conclusion_can_be_looked_at_and_changed(window: Window, folder: Path, qtbot: QtBot) -> None:
    path = _write(folder / "道路（１系）.shp")
    window.work.read(path)
    qtbot.waitUntil(lambda: len(window.session.project.layers) == 1, timeout=20_000)
    notice = window.banner.notices[0]
    assert notice.key == f"crs:{path}"
    came = _answer(lambda dialog: _take(dialog, "EPSG:30161"))
    (_, look_again) = notice.actions[0]
    look_again()
    qtbot.waitUntil(
        lambda: bool(came) and window.session.project.layers[0].source.options.get("crs") == "EPSG:30161",
        timeout=20_000,
    )
    assert len(window.session.project.layers) == 1


def test_a_system_outside_japan_cannot_be_taken(qtbot: QtBot, folder: Path) -> None:
    from importers.located import Unlocated

    path = _write(folder / "道路.shp")
    with pytest.raises(Unlocated) as caught:
        reading.read_data(path, Feedback())
    dialog = PlaceDialog(caught.value, [("長崎市", (129.6, 32.6, 130.0, 32.9))])
    qtbot.addWidget(dialog)
    assert dialog._take.isEnabled()
    assert len(dialog.map.points) == len(NAGASAKI)
    codes = [code for _, code in all_systems()]
    dialog._other.setCurrentIndex(codes.index("EPSG:6668"))
    dialog._other.activated.emit(codes.index("EPSG:6668"))
    assert dialog.crs == "EPSG:6668"
    assert not dialog._take.isEnabled()
    assert dialog._warning.text()
    assert not any("見つかりません" in one.text() for one in dialog.findChildren(QLabel))
    caught.value.proposals = ()
    without = PlaceDialog(caught.value)
    qtbot.addWidget(without)
    assert any("見つかりません" in one.text() for one in without.findChildren(QLabel))


def test_every_system_that_can_be_chosen_exists_and_is_named_once() -> None:
    systems = all_systems()
    assert len({code for _, code in systems}) == len(systems) == len({name for name, _ in systems})
    for _, code in systems:
        assert operation(code, "EPSG:6668").target
