"""OBJ and glTF hold the shapes of the store: the same volumes, building by building."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from gisapp.export import glb, obj
from gisapp.export.formats import write
from gisapp.export.weld import weld
from layers import filters
from layers.buildings import BEST
from layers.colours import feature_colours
from layers.errors import ExportFailed, TooLarge
from layers.feedback import Feedback
from layers.filters import Condition, Operator
from layers.suggest import best
from tests.gisapp.export.conftest import KAGA
from tests.gisapp.export.fake import FakeContent, cubes
from tests.gisapp.export.volumes import volumes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.base import Layer

TALL = (Condition("measured_height", Operator.AT_LEAST, 6.0),)
SIZES = {5121: ("u1", 1), 5123: ("<u2", 2), 5125: ("<u4", 4), 5126: ("<f4", 4)}
WIDTHS = {"SCALAR": 1, "VEC3": 3, "VEC4": 4}


class Glb:
    """A file taken apart, every rule of the format that applies to it checked on the way."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        magic, version, length = struct.unpack_from("<4sII", data)
        assert (magic, version, length) == (b"glTF", 2, len(data))
        json_size, json_kind = struct.unpack_from("<I4s", data, 12)
        assert json_kind == b"JSON"
        assert json_size % 4 == 0
        self.document = json.loads(data[20 : 20 + json_size])
        size, kind = struct.unpack_from("<I4s", data, 20 + json_size)
        assert kind == b"BIN\0"
        assert size % 4 == 0
        self.binary = data[28 + json_size :]
        assert len(self.binary) == size == self.document["buffers"][0]["byteLength"]
        assert self.document["asset"]["version"] == "2.0"
        assert set(self.document["extensionsUsed"]) == {"EXT_mesh_features", "EXT_structural_metadata"}
        end = 0
        for view in self.document["bufferViews"]:
            assert view["byteLength"] > 0
            assert view["byteOffset"] >= end  # none overlaps another
            end = view["byteOffset"] + view["byteLength"]
        assert end <= size
        for number, accessor in enumerate(self.document["accessors"]):
            values = self.accessor(number)
            if "min" in accessor:
                np.testing.assert_array_equal(values.min(axis=0), np.float32(accessor["min"]))
                np.testing.assert_array_equal(values.max(axis=0), np.float32(accessor["max"]))
        assert sorted(self.document["scenes"][0]["nodes"]) == list(range(len(self.document["nodes"])))

    def view(self, number: int) -> bytes:
        """Return the bytes of a buffer view."""
        view = self.document["bufferViews"][number]
        return self.binary[view["byteOffset"] : view["byteOffset"] + view["byteLength"]]

    def accessor(self, number: int) -> Any:
        """Return the values of an accessor."""
        one = self.document["accessors"][number]
        name, size = SIZES[one["componentType"]]
        width = WIDTHS[one["type"]]
        assert self.document["bufferViews"][one["bufferView"]]["byteOffset"] % size == 0
        assert len(self.view(one["bufferView"])) == one["count"] * size * width
        values = np.frombuffer(self.view(one["bufferView"]), name)
        return values.reshape(-1, width) if width > 1 else values

    def shapes(self) -> tuple[Any, Any, Any]:
        """Return points in the plane system, triangles, and the feature of each triangle."""
        points, triangles, owners = [], [], []
        before = 0
        origin = np.array(self.document["asset"]["extras"]["origin"])
        for node in self.document["nodes"]:
            (primitive,) = self.document["meshes"][node["mesh"]]["primitives"]
            assert primitive["mode"] == 4
            place = self.accessor(primitive["attributes"]["POSITION"])
            features = self.accessor(primitive["attributes"]["_FEATURE_ID_0"])
            corners = self.accessor(primitive["indices"]).reshape(-1, 3).astype(np.int64)
            assert corners.max() < len(place)
            (said,) = primitive["extensions"]["EXT_mesh_features"]["featureIds"]
            assert said == {"featureCount": len(np.unique(features)), "attribute": 0, "propertyTable": 0}
            feature = features[corners].astype(np.int64)
            assert (feature == feature[:, :1]).all()  # no triangle between two buildings
            x, y, z = (place.astype(np.float64) + node["translation"]).T
            points.append(np.column_stack([x, -z, y]) + origin)
            triangles.append(corners + before)
            owners.append(feature[:, 0])
            before += len(place)
        return np.concatenate(points), np.concatenate(triangles), np.concatenate(owners)

    def table(self) -> dict[str, list[Any]]:
        """Return the property table."""
        extension = self.document["extensions"]["EXT_structural_metadata"]
        (table,) = extension["propertyTables"]
        kinds = extension["schema"]["classes"][table["class"]]["properties"]
        assert set(kinds) == set(table["properties"])
        found: dict[str, list[Any]] = {}
        for name, place in table["properties"].items():
            assert self.document["bufferViews"][place["values"]]["byteOffset"] % 8 == 0
            if kinds[name]["type"] == "SCALAR":
                assert kinds[name]["componentType"] == "FLOAT64"
                found[name] = np.frombuffer(self.view(place["values"]), "<f8").tolist()
            else:
                assert place["stringOffsetType"] == "UINT32"
                offsets = np.frombuffer(self.view(place["stringOffsets"]), "<u4").tolist()
                letters = self.view(place["values"])
                found[name] = [letters[a:b].decode() for a, b in pairwise(offsets)]
            assert len(found[name]) == table["count"]
        return found


def stored_volumes(layer: Layer) -> Any:
    """Return the volume of each building's best shape, straight from the store."""
    city = layer.data
    total = np.zeros(city.store.count)
    for tile in range(len(city.tiles.numbers)):
        for mesh in city.meshes(tile, BEST):
            points = mesh.points.astype(np.float64) + mesh.origin
            total += volumes(points, mesh.triangles, mesh.features, city.store.count)
    mask = filters.mask(layer)
    return total if mask is None else total[mask]


def read_obj(path: Path) -> tuple[Any, Any, list[str], list[str]]:
    """Return points, triangles, the group of each triangle, and the comments."""
    points, triangles, groups, comments = [], [], [], []
    group = ""
    for line in path.read_text("utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            points.append([float(word) for word in rest.split()])
        elif kind == "f":
            triangles.append([int(word) - 1 for word in rest.split()])
            groups.append(group)
        elif kind == "g":
            group = rest
        else:
            comments.append(line)
    return np.array(points), np.array(triangles), groups, comments


@pytest.mark.parametrize("conditions", [(), TALL], ids=["all", "tall"])
def test_glb_holds_the_volumes_of_the_store(
    layer: Layer, tmp_path: Path, conditions: tuple[Any, ...]
) -> None:
    layer = replace(layer, filter=conditions)
    read = Glb(write(layer, tmp_path / "町.glb", Feedback()))
    expected = stored_volumes(layer)
    points, triangles, owners = read.shapes()
    np.testing.assert_allclose(
        volumes(points, triangles, owners, len(expected)), expected, rtol=1e-5, atol=1e-2
    )
    assert (expected > 1).mean() > 0.5
    west, south, bottom, east, north, top = layer.extent() or (0,) * 6
    assert (points.min(axis=0) >= np.array([west, south, bottom]) - 0.01).all()
    assert (points.max(axis=0) <= np.array([east, north, top]) + 0.01).all()


@pytest.mark.parametrize("conditions", [(), TALL], ids=["all", "tall"])
def test_glb_knows_the_buildings(layer: Layer, tmp_path: Path, conditions: tuple[Any, ...]) -> None:
    layer = replace(layer, filter=conditions)
    table = Glb(write(layer, tmp_path / "a.glb", Feedback())).table()
    mask = filters.mask(layer)
    mask = np.ones(layer.data.store.count, dtype=bool) if mask is None else mask
    assert table["gml_id"] == layer.table().texts("gml_id")[mask].tolist()
    assert table["usage"] == layer.table().texts("usage")[mask].tolist()
    heights = layer.table().numbers("measured_height")[mask]
    np.testing.assert_array_equal(table["measured_height"], np.where(np.isnan(heights), -9999, heights))


def test_glb_wears_the_colours_of_the_style(city: Callable[[str], Layer], tmp_path: Path) -> None:
    layer = city(KAGA)
    attribute = next(one for one in layer.table().attributes if one.name == "measured_height")
    style = best(layer.table(), attribute)
    assert style is not None
    layer = replace(layer, style=style)
    read = Glb(write(layer, tmp_path / "a.glb", Feedback()))
    colours = feature_colours(layer)[:, :3]
    seen = 0
    for mesh in read.document["meshes"]:
        names = mesh["primitives"][0]["attributes"]
        features = read.accessor(names["_FEATURE_ID_0"]).astype(int)
        linear = read.accessor(names["COLOR_0"])[:, :3] / 255
        display = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055) * 255
        assert np.abs(display - colours[features]).max() < 8  # dark tones have few linear steps
        seen += len(features)
    assert seen > 0
    assert read.document["materials"][0]["pbrMetallicRoughness"]["baseColorFactor"] == [1.0] * 4


def test_obj_holds_the_volumes_of_the_store(layer: Layer, tmp_path: Path) -> None:
    path = write(layer, tmp_path / "a.obj", Feedback())
    points, triangles, groups, comments = read_obj(path)
    ids = layer.table().texts("gml_id").tolist()
    number = {name: row for row, name in enumerate(ids)}
    owners = np.array([number[name] for name in groups])
    expected = stored_volumes(layer)
    found = volumes(points, triangles, owners, len(expected))
    # Millimetres: of a building with 500 square metres of surface half a cubic metre at worst.
    np.testing.assert_allclose(found, expected, rtol=2e-4, atol=0.5)
    (origin,) = (line for line in comments if line.startswith("# origin"))
    assert layer.data.crs in origin
    west, south, _, east, north, _ = layer.extent() or (0,) * 6
    shift = [float(word) for word in origin.rsplit(maxsplit=3)[1:]]
    low, high = points.min(axis=0) + shift, points.max(axis=0) + shift
    assert abs(low[0] - west) < 0.01
    assert abs(low[1] - south) < 0.01
    assert abs(high[0] - east) < 0.01
    assert abs(high[1] - north) < 0.01
    changes = 1 + sum(a != b for a, b in pairwise(groups))
    assert changes == len(set(groups))  # each building stands in one piece


def test_obj_joins_points_and_says_what_is_missing(tmp_path: Path) -> None:
    feedback = Feedback()
    obj.write(FakeContent(), tmp_path / "a.obj", feedback)
    points, triangles, groups, _ = read_obj(tmp_path / "a.obj")
    # Three cubes, two of them touching; the points of each building stay its own.
    assert len(points) == 24
    assert len(triangles) == 36
    assert sorted(set(groups)) == ["bldg_0", "bldg_1", "bldg_2"]
    (finding,) = feedback.findings
    assert (finding.code, finding.count) == ("export-without-shape", 7)


def test_glb_of_nasty_texts(tmp_path: Path) -> None:
    glb.write(FakeContent(), tmp_path / "a.glb", Feedback())
    read = Glb(tmp_path / "a.glb")
    assert read.table()["name"][:2] == ['quo"te, comma', "=1+1"]
    assert read.table()["name"][-2:] == ["", ""]
    points, triangles, owners = read.shapes()
    np.testing.assert_allclose(volumes(points, triangles, owners, 3), [1, 1, 1])


@pytest.mark.parametrize("writer", [obj.write, glb.write])
def test_no_shape_at_all_is_an_error(tmp_path: Path, writer: Any) -> None:
    with pytest.raises(ExportFailed, match="立体の形がありません"):
        writer(FakeContent(meshes=()), tmp_path / "a.x", Feedback())


def test_glb_says_when_it_gets_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glb, "MOST_BYTES", 3000)
    with pytest.raises(TooLarge, match="4 GB"):
        glb.write(FakeContent(), tmp_path / "a.glb", Feedback())
    monkeypatch.setattr(glb, "MOST_FEATURES", 3)
    with pytest.raises(TooLarge):
        glb.write(FakeContent(), tmp_path / "b.glb", Feedback())
    assert not list(tmp_path.glob("*.bin"))


def test_welding_keeps_buildings_apart_and_drops_slivers() -> None:
    mesh = cubes([[0, 0, 0], [1, 0, 0]], [7, 9], [0.0, 0.0, 0.0])
    welded = weld(mesh)
    assert len(welded.points) == 16
    assert sorted(np.unique(welded.features).tolist()) == [7, 9]
    np.testing.assert_array_equal(welded.features[welded.triangles[:, 0]], welded.owners)
    moved = mesh.points.copy()
    moved[0] += 0.0001
    assert len(weld(replace(mesh, points=moved)).points) == 17
    assert len(weld(replace(mesh, points=moved), 3).points) == 16
    flat = replace(mesh, points=mesh.points * np.float32(0.0001))
    assert len(weld(flat, 3).triangles) == 0
