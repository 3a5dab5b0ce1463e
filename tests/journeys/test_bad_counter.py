"""Bad input at the counter in the real window: one clear sentence, and nothing that was there is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from gisapp import sheets
from gisapp.desks.planning import projecttable
from gisapp.ui.dialogs.answersheets import AnswerSheetsDialog
from layers.project import Camera
from tests.journeys.conftest import MakeProgram, canvas_of, settled

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from gisapp.app import Application

pytestmark = pytest.mark.window

CRS, TOKYO_DATUM = 6674, 4301
"""Plane rectangular system VI of JGD2011; degrees of the old datum of Tokyo."""
MIDDLE = (1010.0, 1007.5)
LOT = shapely.box(1000, 1000, 1020, 1015)


def _write(path: Path, columns: dict[str, list[Any]], shapes: list[Any], crs: int = CRS) -> Path:
    """Write shapes, given in metres of the plane system, in a system."""
    gpd.GeoDataFrame(columns, geometry=shapes, crs=CRS).to_crs(crs).to_file(path)
    return path


def _words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def _place(application: Application, x: int, y: int) -> QPoint:
    return canvas_of(application).rect().center() + QPoint(x, y)


def _click(application: Application, qtbot: QtBot, x: int = 0, y: int = 0) -> None:
    qtbot.mouseClick(canvas_of(application), Qt.MouseButton.LeftButton, pos=_place(application, x, y))


def _answered(application: Application, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not application.window.planning.busy, timeout=60_000)
    settled(application, qtbot)


def _told(application: Application, qtbot: QtBot) -> str:
    """Return the only sentence that is told, and take it away."""
    banner = application.window.banner
    qtbot.waitUntil(lambda: bool(banner.notices), timeout=30_000)
    (notice,) = banner.notices
    banner.close_notice(notice)
    return notice.text


def _read_all(application: Application) -> None:
    for notice in application.window.banner.notices:
        application.window.banner.close_notice(notice)


def _open(application: Application, qtbot: QtBot, *files: Path) -> None:
    """Open files, look down on the lot, and click on it."""
    window = application.window
    window.work.open_paths(list(files))
    qtbot.waitUntil(lambda: len(window.session.project.layers) == len(files), timeout=60_000)
    settled(application, qtbot)
    window.choose_desk("planning")
    window.need_view().look(Camera((*MIDDLE, 120.0), (*MIDDLE, 0.0), (0.0, 1.0, 0.0)))
    settled(application, qtbot)
    _read_all(application)
    _click(application, qtbot)
    _answered(application, qtbot)
    assert window.planning.study is not None
    assert window.planning.study.place.area.area == pytest.approx(300, abs=0.1)


def test_zones_of_the_old_datum_a_crossing_lot_a_broken_table_and_a_sheet_without_data(
    begin: MakeProgram, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = begin()
    parcel = _write(tmp_path / "筆.gpkg", {"chiban": ["1-1"], "districtid": ["1"]}, [LOT])
    halves = [shapely.box(500, 500, 994, 1500), shapely.box(994, 500, 1500, 1500)]
    old = _write(tmp_path / "用途地域.shp", {"youto": ["商業地域", "近隣商業地域"]}, halves, TOKYO_DATUM)
    _open(application, qtbot, parcel, old)
    # Without the grids of the survey a zone line may lie 10 m off; the lot stands 6 m beside it.
    said = _words(application.window.chrome.planning.rules)
    assert "「商業地域」の線から 6.00 m で、図の位置の誤差（±10 m）の中です。" in said
    assert "要確認" in said
    _draw_a_crossing_lot(application, qtbot)
    _take_broken_tables(application, qtbot, tmp_path, monkeypatch)
    _ask_for_sheets(application, qtbot, tmp_path, monkeypatch)


def _draw_a_crossing_lot(application: Application, qtbot: QtBot) -> None:
    """Four clicks whose lines cross, and Enter: told; the lot that was studied stays."""
    window = application.window
    before = window.planning.study
    window.session.use_tool("lot-draw")
    for x, y in ((-60, 60), (60, -60), (60, 60), (-60, -60)):
        _click(application, qtbot, x, y)
    qtbot.keyClick(canvas_of(application), Qt.Key.Key_Return)
    said = _told(application, qtbot)
    assert "敷地の線が交わっているか" in said
    assert "描き直してください" in said
    settled(application, qtbot)
    assert window.planning.study is before
    assert not window.session.project.records
    assert "敷地" not in str(window.session.undo_label)
    window.session.use_tool("select")


def _take_broken_tables(
    application: Application, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is wrong with a table: one sentence that names the place, and the national one stays."""
    window = application.window
    table = tmp_path / "規制.json"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    name = projecttable.table_of(window.session.project).name
    good = {"format": "gisapp-regulations-1", "name": "試験市", "extends": "national"}
    for content, sentence in (
        ("{", "1 行目を読めません。途中で切れているか、壊れています。 規制の一覧のファイルを直して"),
        ("[]", "規制の一覧ではありません"),
        (json.dumps({"format": "something"}), "規制の一覧ではありません（format が「something」です）"),
        (json.dumps({**good, "regulations": [{"id": "fire", "layers": "防火"}]}), "layers"),
        (None, "規制.json"),
    ):
        if content is None:
            table.unlink()
        else:
            table.write_text(content, "utf-8")
        window.chrome.planning.rules.table_asked.emit()
        assert sentence in _told(application, qtbot)
        assert projecttable.table_of(window.session.project).name == name
        assert not window.session.project.records


def _ask_for_sheets(
    application: Application, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without ratios and widths the sheet says so; a broken template makes none, a bad place is told."""
    window = application.window
    target, template = tmp_path / "調査票.json", tmp_path / "様式.json"
    template.write_text('{"format": "gisapp-sheet-1", "city": 7}', "utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    wanted: list[Path | None] = [template]

    def answer(dialog: AnswerSheetsDialog) -> bool:
        dialog._template = wanted[0]
        dialog.make.click()
        return True

    monkeypatch.setattr(AnswerSheetsDialog, "exec", answer)
    window.chrome.planning.sheet.click()
    said = _told(application, qtbot)
    assert "city" in said
    assert sheets.kept(window.session.project) == ()
    assert not target.exists()
    wanted[0] = None
    window.chrome.planning.sheet.click()
    assert "書き出しました" in _told(application, qtbot)
    sheet = target.read_text("utf-8")
    assert "誤差（±10 m）" in sheet
    assert "未確認" in sheet
    assert "容積率" in sheet
    target = tmp_path / "ない場所" / "調査票.pdf"
    qtbot.wait(1100)  # sheets of one place and one second are the same sheet
    window.chrome.planning.sheet.click()
    assert "調査票.pdf" in _told(application, qtbot)
    assert len(sheets.kept(window.session.project)) == 2  # it is kept, and can be written elsewhere
