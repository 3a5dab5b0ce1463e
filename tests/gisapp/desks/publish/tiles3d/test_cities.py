"""Real buildings as 3D Tiles: the shapes of the store at the right place, the chosen columns and no other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.spatial import cKDTree

from gisapp.desks.publish.model import Publication, PublicField
from gisapp.desks.publish.projection import public_content
from gisapp.desks.publish.tiles3d import check_tileset, write_tileset
from gisapp.export.content import content_of
from layers.feedback import Feedback
from layers.heightbase import StatedGeoid
from layers.project import Project
from tests import cities
from tests.gisapp.desks.publish.tiles3d.reader import tiles, to_plane
from tests.node import validated

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.publish.projection import PublicContent
    from gisapp.desks.publish.tiles3d import TilesetWritten

GEOID = StatedGeoid(37.4, "にせ")
FIELDS = (
    PublicField("usage", "用途", "Usage"),
    PublicField("measured_height", "高さ", "Measured height (m)"),
    PublicField("storeys_above_ground", "階数", "Storeys"),
)


CITIES = (cities.KAGA, cities.SHUNAN)


def _gml_ids(name: str) -> list[str]:
    found: list[str] = content_of(cities.buildings(name)).columns(["gml_id"]).column(0).to_pylist()
    return found


@pytest.fixture(scope="module", params=CITIES, ids=["Kaga", "Shunan"])
def made(
    request: pytest.FixtureRequest, data_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[PublicContent, TilesetWritten]:
    """Return what was published and what was written of it; of levels LOD1 and LOD2."""
    layer = cities.buildings(request.param)
    said = Publication(layer.id, "建物", fields=FIELDS, licence="CC-BY-4.0", credit="市")
    content = public_content(Project(layers=(layer,), crs=layer.data.crs), layer, said, Feedback())
    folder = tmp_path_factory.mktemp("city") / "tiles"
    return content, write_tileset(content, folder, Feedback(), geoid=GEOID, most=8000)


def test_every_corner_of_the_store_is_there(made: tuple[PublicContent, TilesetWritten]) -> None:
    content, written = made
    expected, rows = [], []
    for mesh in content.shapes(Feedback()):
        corners = mesh.triangles
        expected.append((mesh.points.astype(np.float64) + mesh.origin)[corners].reshape(-1, 3))
        rows.append(np.repeat(mesh.features, 3))
    leaves = [one for one in tiles(written.folder) if one.leaf]
    places = np.concatenate([to_plane(one.places, content.crs) for one in leaves]) - [0, 0, GEOID.metres]
    owners = np.concatenate([one.owners for one in leaves]) - 1
    store = np.column_stack([np.concatenate(expected), np.concatenate(rows) * 1e5])
    there = np.column_stack([places, owners * 1e5])
    assert cKDTree(store).query(there)[0].max() < 0.02
    # The other way round: but for corners of triangles that are lines, which no light falls on.
    apart = cKDTree(there).query(store)[0]
    assert np.count_nonzero(apart > 0.02) < 0.001 * len(apart)
    assert len(np.unique(owners)) == written.buildings == len(np.unique(np.concatenate(rows)))


def test_the_checks_have_nothing_to_say(made: tuple[PublicContent, TilesetWritten]) -> None:
    _, written = made
    allowed = tuple(one.name for one in FIELDS)
    assert check_tileset(written.folder, allowed, written.buildings) == ()
    told = validated(sorted(written.folder.rglob("*.glb")))
    assert len(told) == written.tiles
    assert {name: one["messages"] for name, one in told.items() if one["errors"] or one["warnings"]} == {}
    leaves = [one for one in tiles(written.folder) if one.leaf]
    assert sum(len(one.triangles) for one in leaves) == written.triangles


def test_values_are_those_of_the_layer_and_no_other_column_is_there(
    made: tuple[PublicContent, TilesetWritten],
) -> None:
    content, written = made
    rows = content.columns([one.name for one in FIELDS]).to_pylist()
    for tile in tiles(written.folder):
        assert tile.names == {"id": "id", "usage": "用途", "measured_height_m": "高さ", "storeys": "階数"}
        for place, number in enumerate(tile.table["id"]):
            row = rows[number - 1]
            assert tile.table["usage"][place] == (row["用途"] or "")
            assert tile.table["measured_height_m"][place] == row["高さ"]
            assert tile.table["storeys"][place] == row["階数"]
    ids = [one for name in CITIES for one in _gml_ids(name)]
    together = b"".join(path.read_bytes() for path in written.folder.rglob("*") if path.is_file())
    assert not any(one.encode() in together for one in ids)
    assert b".gml" not in together
    assert str(written.folder.parent).encode() not in together
    document = json.loads((written.folder / "tileset.json").read_text("utf-8"))
    assert set(document) == {"asset", "schema", "metadata", "geometricError", "root"}
