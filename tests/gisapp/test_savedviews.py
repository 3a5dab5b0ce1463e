"""Views that staff gave a name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gisapp.savedviews import RECORD, applied, dropped, saved, views_of
from layers import projectfile, records
from layers.base import Layer, Source
from layers.errors import Damaged
from layers.project import Camera, Project

NOW = "2026-11-30T10:00:00+09:00"
CAMERA = Camera((1.0, 2.0, 300.0), (10.0, 20.0, 0.0), field_of_view=40.0)


def layer(name: str, *, visible: bool) -> Layer:
    return Layer(name, name, "EPSG:6669", Source(Path(), "x"), visible=visible)


def test_a_view_keeps_camera_layers_and_heights(tmp_path: Path) -> None:
    before = Project(layers=(layer("a", visible=True), layer("b", visible=False)), exaggeration=2.0)
    kept = saved(before, " 南から ", CAMERA, NOW)
    (view,) = views_of(kept)
    assert (view.name, view.camera, view.shown, view.hidden) == ("南から", CAMERA, ("a",), ("b",))
    assert (view.exaggeration, view.changed) == (2.0, NOW)
    assert views_of(before) == ()
    other = replace(
        kept, layers=(layer("a", visible=False), layer("b", visible=True), layer("c", visible=True))
    )
    shown = applied(replace(other, exaggeration=1.0), view)
    assert [one.visible for one in shown.layers] == [True, False, True]  # what came later stays
    assert shown.exaggeration == 2.0
    again = saved(kept, "南から", replace(CAMERA, field_of_view=20.0), NOW)
    assert [one.camera.field_of_view for one in views_of(again)] == [20.0]
    assert views_of(again)[0].id == view.id
    plain = saved(Project(name="町", path=tmp_path / "町.gisproj"), "上", CAMERA, NOW)
    projectfile.save(plain, tmp_path / "町.gisproj")
    assert views_of(projectfile.read(tmp_path / "町.gisproj").project) == views_of(plain)
    assert views_of(dropped(kept, view.id)) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"format": 9},
        {"camera": {"position": [0, 0], "focal": [0, 0, 0], "up": [0, 0, 1], "field_of_view": 30}},
        {"camera": {"position": [0, 0, 0], "focal": [0, 0, 0], "up": [0, 0, 1], "field_of_view": 180}},
        {"exaggeration": 99},
        {"shown": [1]},
    ],
)
def test_a_damaged_view_is_told(change: dict[str, object]) -> None:
    (record,) = records.of_kind(saved(Project(), "上", CAMERA, NOW), RECORD)
    broken = records.record("v", RECORD, "上", {**record.content, **change}, NOW)
    with pytest.raises(Damaged):
        views_of(records.put(Project(), broken))
