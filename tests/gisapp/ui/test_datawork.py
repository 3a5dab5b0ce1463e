"""Receipts, the list of data, and the watch over sources, in the window."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize

from gisapp import reading
from gisapp.catalogue import State
from gisapp.receiptpage import receipt_page
from gisapp.ui.dialogs.receipt import ReceiptDialog
from gisapp.ui.panels.catalogue import CataloguePanel
from gisapp.ui.panels.cataloguemodel import COLUMNS
from layers.feedback import Feedback

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window

NAMES = [name for name, _ in COLUMNS]


def _write(path: Path, count: int) -> Path:
    path.unlink(missing_ok=True)
    places = shapely.points([129.8 + k / 1000 for k in range(count)], [32.7] * count)
    gpd.GeoDataFrame({"番号": range(count)}, geometry=places, crs=6668).to_file(path)
    return path


@pytest.fixture
def shown(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the source of the one layer of the window's project."""
    monkeypatch.setenv("GISAPP_STORES", str(tmp_path / "stores"))
    path = _write(tmp_path / "避難所.gpkg", 3)
    result = reading.read_data(path, Feedback())
    project, _ = reading.with_layers(window.session.project, result.layers)
    window.session.do("読み込む", project)
    return path


def _panel(window: Window, qtbot: QtBot) -> CataloguePanel:
    window.commands.show_catalogue()
    page = window.chrome.lower.page("catalogue")
    assert isinstance(page, CataloguePanel)
    qtbot.waitUntil(lambda: page.model.rowCount() == len(window.session.project.layers))
    return page


def _cell(panel: CataloguePanel, name: str, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
    return panel.model.data(panel.model.index(0, NAMES.index(name)), role)


def test_the_list_tells_what_when_and_on_which_terms(window: Window, shown: Path, qtbot: QtBot) -> None:
    panel = _panel(window, qtbot)
    assert [_cell(panel, name) for name in ("name", "kind", "count", "state")] == [
        "避難所",
        "点・線・面",
        "3",
        "あり",
    ]
    assert [_cell(panel, name) for name in ("date", "credit", "licence")] == ["未確認"] * 3
    assert _cell(panel, "source") == str(shown)
    assert not panel.again.isVisibleTo(panel)
    assert not panel.repoint.isVisibleTo(panel)


def test_staff_write_down_what_they_know_and_can_take_it_back(
    window: Window, shown: Path, qtbot: QtBot
) -> None:
    panel = _panel(window, qtbot)
    for name, text in (("credit", " 防災課 "), ("date", "令和7年4月1日")):
        panel.model.setData(panel.model.index(0, NAMES.index(name)), text)
        qtbot.waitUntil(lambda name=name, text=text: _cell(panel, name) == text.strip())  # type: ignore[misc]
    (layer,) = window.session.project.layers
    assert (layer.source.credit, layer.source.date) == ("防災課", "令和7年4月1日")
    # It stays when the source is read again.
    assert reading.read_again(layer, Feedback(), []).source.credit == "防災課"
    window.session.undo()
    assert window.session.project.layers[0].source.date == ""
    assert shown.exists()


def test_a_changed_source_is_offered_and_read_again(window: Window, shown: Path, qtbot: QtBot) -> None:
    panel = _panel(window, qtbot)
    _write(shown, 5)
    os.utime(shown, (1, 1))
    window.data.look()
    qtbot.waitUntil(lambda: bool(window.banner.notices))
    (notice,) = window.banner.notices
    assert "避難所.gpkg" in notice.text
    notice.actions[0][1]()
    qtbot.waitUntil(lambda: _cell(panel, "count") == "5")
    assert _cell(panel, "state") == "あり"
    # Offered once, and not again when there is nothing new.
    window.banner.close_key("changed")
    window.data.look()
    qtbot.wait(300)
    assert not window.banner.notices


def test_a_source_that_is_gone_can_be_pointed_at(window: Window, shown: Path, qtbot: QtBot) -> None:
    shown.unlink()
    panel = _panel(window, qtbot)
    assert panel.model.entries[0].state is State.MISSING
    assert panel.repoint.isVisibleTo(panel)


def test_the_list_can_be_narrowed_and_leads_to_the_layer(window: Window, shown: Path, qtbot: QtBot) -> None:
    panel = _panel(window, qtbot)
    panel.search.setText("ない名前")
    assert panel.table.model().rowCount() == 0
    panel.search.setText(shown.stem)
    assert panel.table.model().rowCount() == 1
    with qtbot.waitSignal(panel.layer_asked) as asked:
        panel.table.doubleClicked.emit(panel.table.model().index(0, 0))
    assert asked.args == [window.session.project.layers[0].id]


def test_the_receipt_is_shown_copied_and_written_as_pdf(
    window: Window, shown: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    (layer,) = window.session.project.layers
    dialog = ReceiptDialog(layer, str(tmp_path), window)
    qtbot.addWidget(dialog)
    assert [card.title for card in dialog.cards[:3]] == ["元のデータ", "位置", "件数"]
    assert str(shown) in dialog.as_text()
    dialog.write_pdf(tmp_path / "記録.pdf")
    content = (tmp_path / "記録.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    size = QPageSize(QPageSize.PageSizeId.A4).sizePoints()
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    assert boxes
    assert {tuple(round(float(side)) for side in box) for box in boxes} == {(size.width(), size.height())}
    page = receipt_page(layer).replace("\u200b", "")
    assert "読み込みの記録" in page
    assert shown.name in page
    assert not list(tmp_path.glob("*.part"))


def test_the_action_opens_the_receipt_of_the_chosen_layer(
    window: Window, shown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[ReceiptDialog] = []

    def note(dialog: ReceiptDialog) -> None:
        opened.append(dialog)

    monkeypatch.setattr(ReceiptDialog, "exec", note)
    window.chrome.layers.tree.choose(window.session.project.layers[0].id)
    window.chrome.menus["receipt"].trigger()
    assert len(opened) == 1
    assert shown.exists()
