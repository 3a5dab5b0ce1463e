"""A point cloud in the window: it is opened, and its ground becomes a terrain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.gisapp.ui.conftest import quiet
from tests.importers.las.clouds import town, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window


def test_a_cloud_opens_as_points_and_its_ground_is_made_when_asked_for(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("GISAPP_STORES", str(tmp_path / "stores"))
    path = written(tmp_path / "丘.laz", town(20_000))
    window.work.read(path)
    qtbot.waitUntil(lambda: bool(window.session.project.layers), timeout=60_000)
    quiet(window, qtbot)
    (cloud,) = window.session.project.layers
    assert (cloud.kind, cloud.name) == ("pointcloud", "丘")
    window.chrome.layers.tree.choose(cloud.id)
    window.chrome.menus["cloud-ground"].trigger()
    qtbot.waitUntil(lambda: len(window.session.project.layers) == 2, timeout=60_000)
    quiet(window, qtbot)
    assert {layer.kind for layer in window.session.project.layers} == {"pointcloud", "terrain"}
    window.session.undo()
    assert [layer.kind for layer in window.session.project.layers] == ["pointcloud"]
