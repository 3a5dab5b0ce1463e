"""A made town as 3D Tiles: every house once, where it stands, with what the public may know."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from scipy.spatial import cKDTree

from gisapp.desks.publish.tiles3d import check_tileset, write_tileset
from gisapp.export.content import Part
from layers.errors import ExportFailed, NotAllowed, WontOverwrite
from layers.feedback import Cancelled, Feedback, Severity
from layers.heightbase import Geoid, StatedGeoid
from tests.gisapp.desks.publish.tiles3d.reader import Tile, tiles, to_plane
from tests.gisapp.desks.publish.tiles3d.towns import HOSTILE, Town
from tests.node import validated

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

TOWN = Town()
STATED = StatedGeoid(32.1, "長崎市のジオイド高（国土地理院の計算による）")
MOST = 1200
"""Triangles of a tile: a hundred houses, so that the town has levels."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town") / "tiles"
    write_tileset(TOWN, folder, Feedback(), geoid=STATED, most=MOST)
    return folder


@pytest.fixture(scope="module")
def found(folder: Path) -> list[Tile]:
    return tiles(folder)


def _corners(found: list[Tile], crs: str) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return corners in the plane with ellipsoidal heights, and the row of each, of all leaves."""
    leaves = [one for one in found if one.leaf]
    places = np.concatenate([to_plane(one.places, crs) for one in leaves])
    return places, np.concatenate([one.owners for one in leaves]) - 1


def _apart(a: NDArray[np.float64], b: NDArray[np.float64], rows: tuple[Any, Any]) -> float:
    """Return how far the farthest point of `a` is from the nearest of the same row in `b`."""
    first, second = (np.column_stack([points, row * 1e6]) for points, row in zip((a, b), rows, strict=True))
    return float(cKDTree(second).query(first)[0].max())


def test_corners_stand_where_they_are_in_the_plane(found: list[Tile]) -> None:
    places, rows = _corners(found, TOWN.crs)
    places[:, 2] -= STATED.metres
    expected = TOWN.corners[TOWN.with_shape].reshape(-1, 3)
    expected_rows = np.repeat(TOWN.with_shape, 8)
    assert _apart(places, expected, (rows, expected_rows)) < 0.02
    assert _apart(expected, places, (expected_rows, rows)) < 0.02


def test_each_house_is_in_one_leaf_with_its_values(found: list[Tile]) -> None:
    leaves = [one for one in found if one.leaf]
    assert len(leaves) > 4
    ids = np.concatenate([one.table["id"] for one in leaves])
    assert np.sort(ids).tolist() == (TOWN.with_shape + 1).tolist()
    rows = TOWN.table.to_pylist()
    for tile in found:
        assert np.unique(tile.features).tolist() == list(range(len(tile.table["id"])))
        names = {name: one for one, name in tile.names.items()}
        assert set(names) == {"id", "名称", "高さ", "storeys"}
        for place, number in enumerate(tile.table["id"]):
            row = rows[number - 1]
            assert tile.table[names["名称"]][place] == (row["名称"] or "")
            assert tile.table[names["高さ"]][place] == row["高さ"]
            assert tile.table[names["storeys"]][place] == row["storeys"]
    texts = [text for one in leaves for text in one.table["field_1"]]
    for text in (HOSTILE[one] for one in range(len(HOSTILE)) if one % 7 != 6 and HOSTILE[one]):
        assert texts.count(text) == 1


def test_from_afar_there_are_boxes_of_the_largest(found: list[Tile]) -> None:
    root = found[0]
    assert not root.leaf
    assert root.value["refine"] == "REPLACE"
    inner = [one for one in found if not one.leaf]
    for tile in inner:
        # These houses are boxes, so what stands for them is just as large.
        places = to_plane(tile.places, TOWN.crs) - [0, 0, STATED.metres]
        rows = tile.owners - 1
        expected = TOWN.corners[np.unique(rows)].reshape(-1, 3)
        assert _apart(places, expected, (rows, np.repeat(np.unique(rows), 8))) < 0.02
    assert len(root.table["id"]) == len(TOWN.with_shape)


def test_errors_fall_and_volumes_hold_their_children(found: list[Tile], folder: Path) -> None:
    document = json.loads((folder / "tileset.json").read_text("utf-8"))
    assert document["asset"] == {"version": "1.1"}

    def walk(tile: dict[str, Any], above: float) -> None:
        assert tile["geometricError"] < above
        west, south, east, north, low, high = tile["boundingVolume"]["region"]
        for child in tile.get("children", []):
            inner = child["boundingVolume"]["region"]
            assert west <= inner[0] and south <= inner[1] and inner[2] <= east and inner[3] <= north  # noqa: PT018
            assert low <= inner[4] <= inner[5] <= high
            walk(child, tile["geometricError"])

    walk(document["root"], document["geometricError"])
    assert all(one.value["geometricError"] == 0 for one in found if one.leaf)
    for tile in found:
        if tile.leaf:  # to a few centimetres
            region = np.array(tile.value["boundingVolume"]["region"])
            tight = np.array(
                [*np.radians(tile.places[:, :2].min(axis=0)), *np.radians(tile.places[:, :2].max(axis=0))]
            )
            assert np.abs(region[:4] - tight).max() < 1e-8
            assert np.abs(region[4:] - [tile.places[:, 2].min(), tile.places[:, 2].max()]).max() < 0.03


def test_faces_are_flat_and_look_outwards(found: list[Tile]) -> None:
    for tile in found:
        normals = tile.up[tile.triangles]
        assert np.abs(normals - normals[:, :1]).max() == 0  # all three corners of a triangle the same
        assert np.abs(np.linalg.norm(tile.up, axis=1) - 1).max() < 0.005
        roofs = tile.up[:, 2] > 0.99
        heights = np.full(len(tile.table["id"]), -np.inf)
        np.maximum.at(heights, tile.features, tile.places[:, 2])
        assert np.abs(tile.places[roofs, 2] - heights[tile.features[roofs]]).max() < 0.01
        assert set(tile.features[roofs].tolist()) == set(range(len(tile.table["id"])))


def test_what_it_says_of_itself(found: list[Tile], folder: Path) -> None:
    said = json.loads((folder / "tileset.json").read_text("utf-8"))["metadata"]["properties"]
    assert said == {
        "title": "建物",
        "credit": "見本市",
        "licence": "CC-BY-4.0",
        "date": "2025",
        "geoid": STATED.name,
        "geoid_height": 32.1,
    }
    assert found[0].json["asset"]["copyright"].startswith("見本市 / クリエイティブ・コモンズ")


def test_khronos_validator_has_nothing_to_say(folder: Path) -> None:
    files = sorted(folder.rglob("*.glb"))
    told = validated(files)
    assert len(told) == len(files) > 4
    assert {name: one["messages"] for name, one in told.items() if one["errors"] or one["warnings"]} == {}


def test_our_own_check_has_nothing_to_say(folder: Path) -> None:
    allowed = ("名称", "高さ", "storeys")
    assert check_tileset(folder, allowed, len(TOWN.with_shape)) == ()
    assert {one.code for one in check_tileset(folder, allowed[1:])} == {"tileset-not-allowed"}
    assert {one.code for one in check_tileset(folder, allowed, 1)} == {"tileset-count"}


def test_the_same_content_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        written = write_tileset(TOWN, tmp_path / "b", Feedback(), geoid=STATED, most=MOST, executor=pool)
    assert _digests(tmp_path / "b") == _digests(folder)
    assert set(written.files) == set(_digests(folder))
    assert written.bytes == sum(path.stat().st_size for path in (tmp_path / "b").rglob("*") if path.is_file())
    assert (written.buildings, written.triangles) == (len(TOWN.with_shape), 12 * len(TOWN.with_shape))
    assert written.tiles == len(written.files) - 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b"]


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_house_with_many_triangles_and_a_lone_one(tmp_path: Path) -> None:
    lone = Town(count=2, spread=0.0)
    write_tileset(lone, tmp_path / "a", Feedback(), geoid=STATED, most=1)
    assert check_tileset(tmp_path / "a", features=2) == ()
    assert max(one.depth for one in tiles(tmp_path / "a")) == 0  # at one place: halving does not end there


def test_height_above_the_ellipsoid_is_that_above_the_sea_and_the_geoid(tmp_path: Path) -> None:
    # A model that rises by a metre every 5 km, with no value at sea.
    rise = np.add.outer(np.arange(20) * 0.2, np.arange(20) * 0.3) + 30
    rise[:, :9] = np.nan
    model = Geoid("にせモデル", "", 129.77, 32.65, 0.0125, 0.0125, rise.astype(np.float32))
    feedback = Feedback()
    write_tileset(TOWN, tmp_path / "a", feedback, geoid=model)
    found = tiles(tmp_path / "a")
    places, rows = _corners(found, TOWN.crs)
    raw = np.concatenate([one.places for one in found if one.leaf])
    known = np.isfinite(model.at(raw[:, 0], raw[:, 1]))
    assert 0 < known.sum() < len(known)
    above_sea = places[:, 2] - model.at(raw[:, 0], raw[:, 1])
    expected = TOWN.corners[rows][:, :, 2]
    assert np.abs(above_sea[:, None] - expected)[known].min(axis=1).max() < 0.005
    # At sea the nearest known value stands in.
    shore = places[~known, 2, None] - expected[~known]
    shore = np.abs(shore - rise[~np.isnan(rise)].min()).min(axis=1)
    assert shore.max() < 6
    (told,) = [one for one in feedback.findings if one.code == "geoid-added"]
    assert "にせモデル" in str(told.message)


def test_without_a_model_the_coarse_one_is_used_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GISAPP_GRIDS", raising=False)
    feedback = Feedback()
    written = write_tileset(TOWN, tmp_path / "a", feedback)
    assert written.geoid == "EGM96"
    (told,) = [one for one in feedback.findings if one.code == "coarse-geoid"]
    assert told.severity is Severity.WARNING
    assert "最大 2 m" in str(told.message)
    places, rows = _corners(tiles(tmp_path / "a"), TOWN.crs)
    rise = places[:, 2, None] - TOWN.corners[rows][:, :, 2]
    assert np.abs(rise - 31.95).min(axis=1).max() < 0.1  # what EGM96 says of Nagasaki


def test_where_the_model_knows_nothing_it_is_refused(tmp_path: Path) -> None:
    elsewhere = Geoid("よそ", "", 0.0, 0.0, 1.0, 1.0, np.zeros((3, 3), np.float32))
    with pytest.raises(ExportFailed, match="よそ"):
        write_tileset(TOWN, tmp_path / "a", Feedback(), geoid=elsewhere)
    assert list(tmp_path.iterdir()) == []


def test_what_has_no_public_shape_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="建物"):
        write_tileset(replace(TOWN, offers=frozenset({Part.ROWS})), tmp_path / "a", Feedback(), geoid=STATED)
    with pytest.raises(ExportFailed):
        write_tileset(_Shapeless(), tmp_path / "a", Feedback(), geoid=STATED)
    assert list(tmp_path.iterdir()) == []


class _Shapeless(Town):
    def shapes(self, feedback: Feedback) -> Any:
        """Give nothing."""
        return iter(())


def test_stopped_work_leaves_the_old_folder(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "tiles"
    write_tileset(TOWN, target, Feedback(), geoid=STATED, most=MOST)
    before = _digests(target)
    feedback = Feedback(lambda done, _total, _text: feedback.cancel() if done > 0.7 else None)
    with pytest.raises(Cancelled):
        write_tileset(replace(TOWN, count=350), target, feedback, geoid=STATED, most=MOST)
    assert _digests(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tiles"]
    write_tileset(replace(TOWN, count=350), target, Feedback(), geoid=STATED, most=MOST)
    assert check_tileset(target, features=300) == ()
    with pytest.raises((ExportFailed, WontOverwrite)):
        write_tileset(TOWN, tmp_path / "absent" / "tiles", Feedback(), geoid=STATED)
