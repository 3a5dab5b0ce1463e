"""Staff place a table without coordinates by the addresses of other data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import shapely

from gisapp.ui import choosing
from tests.gisapp.ui.conftest import quiet

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window


def test_it_is_offered_done_and_can_be_undone(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("GISAPP_STORES", str(tmp_path / "stores"))
    parcels, listed = tmp_path / "地番図.gpkg", tmp_path / "台帳.csv"
    shapes = shapely.box([35_000, 35_020], -27_000, [35_010, 35_030], -26_990)
    gpd.GeoDataFrame({"地番": ["12", "12-3"]}, geometry=shapes, crs=6669).to_file(parcels)
    listed.write_text("地番,所有\n12番3,甲\n99,乙\n", encoding="utf-8")
    window.work.read(listed)
    qtbot.waitUntil(lambda: bool(window.session.project.layers), timeout=20_000)
    quiet(window, qtbot)
    assert window.session.project.layers[0].extent() is None
    (notice,) = [one for one in window.banner.notices if one.key.startswith("keys:")]
    name, place = notice.actions[0]
    assert name == "住所・地番で地図に置く…"
    monkeypatch.setattr(choosing, "keys_file", lambda *_: parcels)
    place()
    qtbot.waitUntil(lambda: window.session.project.layers[0].extent() is not None, timeout=20_000)
    (layer,) = window.session.project.layers
    extent = layer.extent()
    assert extent is not None
    assert extent[0] == 35_020
    assert str(window.session.undo_label) == "「台帳.csv」を住所・地番で地図に置く"
    assert "table-keys-unmatched" in {one.finding.code for one in window.program.found}
    quiet(window, qtbot)
    (notice,) = [one for one in window.banner.notices if one.key.startswith("keys:")]
    assert "台帳.csv の 1 件を" in notice.text
    assert "99" in notice.text
    window.session.undo()
    assert window.session.project.layers[0].extent() is None


def test_only_tables_are_placed_so(
    window: Window, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GISAPP_STORES", str(tmp_path / "stores"))
    path = tmp_path / "地番図.gpkg"
    gpd.GeoDataFrame({"地番": ["1"]}, geometry=shapely.points([[35_000, -27_000]]), crs=6669).to_file(path)
    window.work.read(path)
    qtbot.waitUntil(lambda: bool(window.session.project.layers), timeout=20_000)
    quiet(window, qtbot)
    window.chrome.menus["place-by-keys"].trigger()
    assert any(one.key == "keys" for one in window.banner.notices)
