"""A day at the command line, on the town that comes with the program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas
import numpy as np
import pytest
from PIL import Image

from tests.realdata import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said

FOLDER = ROOT / "sample_data"


@pytest.fixture
def town() -> Path:
    (path,) = FOLDER.glob("*.zip")
    return path


def test_info_tells_what_the_maker_made(gisapp: Callable[..., Said], town: Path) -> None:
    made = json.loads((FOLDER / "summary.json").read_text("utf-8"))
    answer = gisapp("info", town, "--json", "--strict", "--quiet").answer("info")
    assert answer["buildings"] == made["buildings"]
    assert answer["lods"]["2"] == made["lod2"]
    assert answer["textures"] == {"images": made["textured"], "missing": 0}
    counts = {one["path"].rsplit("/", 1)[-1]: one["buildings"] for one in answer["by_file"]}
    assert {name: count for name, count in counts.items() if count} == made["buildings_by_file"]
    assert not [one for one in answer["finding_list"] if one["severity"] == "error"]


def test_from_import_to_picture(gisapp: Callable[..., Said], town: Path, tmp_path: Path) -> None:
    project, table, drawn = tmp_path / "町.gisproj", tmp_path / "高い.parquet", tmp_path / "町.png"
    layers = gisapp("import", town, "--project", project, "--json", "--quiet").answer("import")["layers"]
    count = layers[0]["features"]
    assert gisapp("check", project, "--strict", "--json").answer("check")["layers"][0]["features"] == count
    gisapp("export", project, layers[0]["id"], "--to", table, "--filter", "measured_height>=15", "--quiet")
    tall = geopandas.read_parquet(table)
    assert 0 < len(tall) < count
    place = tall.geometry.representative_point().to_crs(6668)[0]
    met = gisapp("identify", project, "--at", f"{place.x},{place.y}", "--json").answer("identify")["features"]
    assert {"label": "gml:id", "value": tall["gml_id"][0]}.items() <= met[0]["provenance"][3].items()
    answer = gisapp("snapshot", project, "--out", drawn, "--size", "640x360", "--style", "usage", "--json")
    assert answer.answer("snapshot")["triangles"] > count
    with Image.open(drawn) as image:
        assert len(np.unique(np.asarray(image).reshape(-1, 3), axis=0)) > 500


def test_a_hidden_layer_is_shown_on_demand(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    project = FOLDER / "汐見浜.gisproj"
    plain, zones = tmp_path / "町.png", tmp_path / "用途地域.png"
    small = ("--size", "320x180", "--camera", "top", "--plain", "--quiet")
    gisapp("snapshot", project, "--out", plain, *small)
    gisapp("snapshot", project, "--out", zones, *small, "--show", "用途地域")
    with Image.open(plain) as one, Image.open(zones) as other:
        assert (np.asarray(one) != np.asarray(other)).any(axis=2).mean() > 0.03
    refused = gisapp("snapshot", project, "--out", plain, "--show", "ない名前", "--quiet")
    assert refused.code == 2
    assert "ない名前" in refused.err
