"""Takes a binary glTF tile apart, each rule that applies to it checked on the way.

Written for files of any hand: nothing in them is believed before it was compared with the bytes.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.publish.tiles3d.problems import Problem
from gisapp.export.glbfile import BIN_CHUNK, JSON_CHUNK, MAGIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

TYPES = {5120: "i1", 5121: "u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}
COMPONENTS = {"UINT8": "u1", "UINT16": "<u2", "INT32": "<i4", "UINT32": "<u4", "FLOAT64": "<f8"}
MESH_FEATURES, METADATA = "EXT_mesh_features", "EXT_structural_metadata"
MOST_NODES = 10_000
NEVER = ("images", "textures", "extras", "animations", "skins", "cameras")
"""Members that our tiles do not have: in them could be what nobody looked at."""


@dataclass(frozen=True, eq=False)
class Read:
    """What a tile holds.

    Attributes
    ----------
    points
        (n, 3) in the axes of the tile: z is up.
    ids
        (k,) public numbers of its features, empty where there is none.
    names
        What the properties are called for people, by their ids.
    """

    points: NDArray[np.float64]
    ids: NDArray[np.int64]
    names: dict[str, str]


class Glb:
    """The bytes of a file, opened.

    Raises
    ------
    Problem
        Where they break a rule; so do all methods.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < 20:
            raise Problem("unreadable", "too short")
        magic, version, length = struct.unpack_from("<III", data)
        if (magic, version) != (MAGIC, 2) or length != len(data):
            raise Problem("unreadable", f"header {magic:#x} {version} {length}, {len(data)} bytes")
        size, kind = struct.unpack_from("<II", data, 12)
        if kind != JSON_CHUNK or size % 4 or 20 + size > len(data):
            raise Problem("unreadable", f"first chunk {kind:#x} of {size} bytes")
        try:
            document = json.loads(data[20 : 20 + size].decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise Problem("unreadable", str(error)) from error
        self.document = _object(document, "document")
        self.binary = memoryview(b"")
        rest = data[20 + size :]
        if rest:
            if len(rest) < 8:
                raise Problem("unreadable", "a piece of a chunk")
            size, kind = struct.unpack_from("<II", rest)
            if kind != BIN_CHUNK or size % 4 or size != len(rest) - 8:
                raise Problem("unreadable", f"second chunk {kind:#x} of {size} bytes")
            self.binary = memoryview(rest)[8:]

    def items(self, name: str) -> list[dict[str, Any]]:
        """Return a list of objects at the root."""
        found = self.document.get(name, [])
        if not isinstance(found, list):
            raise Problem("glb", f"{name} is no list")
        return [_object(one, name) for one in found]

    def item(self, name: str, number: Any) -> dict[str, Any]:
        """Return one of them."""
        found = self.items(name)
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < len(found):
            raise Problem("glb", f"{name}[{number}]")
        return found[number]

    def view(self, number: Any) -> memoryview:
        """Return the bytes of a buffer view."""
        view = self.item("bufferViews", number)
        first, length = (_whole(view, name) for name in ("byteOffset", "byteLength"))
        if view.get("buffer") != 0 or first + length > len(self.binary) or not length:
            raise Problem("glb", f"bufferViews[{number}] ends at {first + length} of {len(self.binary)}")
        return self.binary[first : first + length]

    def accessor(self, number: Any) -> NDArray[Any]:
        """Return the values of an accessor, (n,) or (n, width)."""
        one = self.item("accessors", number)
        kind, width = TYPES.get(one.get("componentType", 0)), WIDTHS.get(str(one.get("type")))
        if kind is None or width is None or "sparse" in one:
            raise Problem("glb", f"accessors[{number}] of {one.get('componentType')} {one.get('type')}")
        dtype = np.dtype(kind)
        count, first = _whole(one, "count"), _whole(one, "byteOffset")
        raw = self.view(one.get("bufferView"))
        view = self.item("bufferViews", one["bufferView"])
        packed = dtype.itemsize * width
        stride = _whole(view, "byteStride") or packed
        aligned = (first + _whole(view, "byteOffset")) % dtype.itemsize == 0
        if not count or stride < packed or not aligned or first + stride * (count - 1) + packed > len(raw):
            raise Problem("glb", f"accessors[{number}]: {count} values do not lie in their view")
        values: NDArray[Any] = np.ndarray((count, width), dtype, raw, first, (stride, dtype.itemsize))
        for name, found in (("min", values.min(axis=0)), ("max", values.max(axis=0))):
            said = one.get(name)
            if said is not None and not np.array_equal(np.asarray(said, dtype=dtype), found):
                raise Problem("glb", f"accessors[{number}].{name} is {found.tolist()}, not {said}")
        if dtype.kind == "f" and not np.isfinite(values).all():
            raise Problem("glb", f"accessors[{number}] holds what is no number")
        return values if width > 1 else values[:, 0]


def read(data: bytes, allowed: Sequence[str] | None = None) -> Read:
    """Return what a tile holds.

    Parameters
    ----------
    data
        The file.
    allowed
        Names of the public fields, or None for any.

    Raises
    ------
    Problem
        When it breaks a rule.
    """
    glb = Glb(data)
    asset = _object(glb.document.get("asset"), "asset")
    if asset.get("version") != "2.0":
        raise Problem("glb", f"asset.version {asset.get('version')}")
    hidden = [name for name in NEVER if name in glb.document or name in asset]
    if hidden:
        raise Problem("not-allowed", ", ".join(hidden))
    buffers = glb.items("buffers")
    if any("uri" in one for one in buffers):
        raise Problem("outside-folder", str(buffers[0].get("uri"))[:60])
    if len(buffers) != 1 or not 0 <= len(glb.binary) - _whole(buffers[0], "byteLength") < 4:
        raise Problem("glb", "buffers")
    for number in range(len(glb.items("bufferViews"))):
        glb.view(number)
    tables, names = _tables(glb)
    _allow(names, allowed)
    points, ids = [], []
    for matrix, mesh in _placed(glb):
        for primitive in _objects(glb.item("meshes", mesh).get("primitives"), "primitives"):
            place, owners = _primitive(glb, primitive, tables)
            points.append(np.column_stack([place, np.ones(len(place))]) @ matrix.T[:, :3])
            ids.append(owners)
    if not points:
        raise Problem("glb", "nothing is drawn")
    x, y, z = np.concatenate(points).T
    numbers = np.unique(np.concatenate(ids)) if ids else np.empty(0, np.int64)
    return Read(np.column_stack([x, -z, y]), numbers, names)


def _primitive(
    glb: Glb, primitive: dict[str, Any], tables: list[dict[str, Any]]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    attributes = _object(primitive.get("attributes"), "attributes")
    if primitive.get("mode", 4) != 4 or not {"POSITION", "_FEATURE_ID_0"} <= set(attributes):
        raise Problem("glb", "a primitive without triangles, places or feature ids")
    columns = {name: glb.accessor(number) for name, number in attributes.items()}
    place = columns["POSITION"]
    if place.shape[1:] != (3,) or any(len(one) != len(place) for one in columns.values()):
        raise Problem("glb", "attributes of different length")
    corners = glb.accessor(primitive.get("indices"))
    if corners.ndim != 1 or len(corners) % 3 or int(corners.max()) >= len(place):
        raise Problem("glb", "indices beyond the points")
    if "NORMAL" in columns:
        length = np.linalg.norm(columns["NORMAL"].astype(np.float64), axis=1)
        if np.abs(length - 1).max() > 0.005:
            raise Problem("glb", "normals are not of length one")
    extension = _object(_object(primitive.get("extensions"), "extensions").get(MESH_FEATURES), MESH_FEATURES)
    (said,) = _objects(extension.get("featureIds"), "featureIds")[:1] or [{}]
    number = said.get("propertyTable", -1)
    if said.get("attribute") != 0 or not isinstance(number, int) or not 0 <= number < len(tables):
        raise Problem("feature-ids", f"attribute {said.get('attribute')}, table {number}")
    features = columns["_FEATURE_ID_0"]
    if features.ndim != 1 or (features != np.floor(features)).any() or features.min() < 0:
        raise Problem("feature-ids", "ids that are no whole numbers")
    different = np.unique(features)
    if different[-1] >= tables[number]["count"] or len(different) > _whole(said, "featureCount"):
        raise Problem("feature-ids", f"{different[-1]:.0f} of {tables[number]['count']} rows")
    triangle = features[corners].reshape(-1, 3)
    if (triangle != triangle[:, :1]).any():
        raise Problem("feature-ids", "a triangle between two features")
    ids = tables[number]["ids"]
    return place.astype(np.float64), ids[different.astype(np.int64)] if len(ids) else ids


def _tables(glb: Glb) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return count and public ids of each property table, and what the properties are called."""
    extension = _object(_object(glb.document.get("extensions"), "extensions").get(METADATA), METADATA)
    classes = _object(_object(extension.get("schema"), "schema").get("classes"), "classes")
    used = glb.document.get("extensionsUsed", [])
    if not isinstance(used, list) or not {MESH_FEATURES, METADATA} <= set(map(str, used)):
        raise Problem("glb", "extensionsUsed")
    found: list[dict[str, Any]] = []
    names: dict[str, str] = {}
    for table in _objects(extension.get("propertyTables"), "propertyTables"):
        kinds = _object(
            _object(classes.get(str(table.get("class"))), "class").get("properties"), "properties"
        )
        places = _object(table.get("properties"), "properties")
        count = _whole(table, "count")
        if set(kinds) != set(places) or not count:
            raise Problem("table", "properties that the class does not have")
        for name, kind in kinds.items():
            values = _column(glb, _object(kind, name), _object(places[name], name), count, name)
            names[name] = str(kind.get("name", name))
            if name == "id":
                found.append({"count": count, "ids": values.astype(np.int64)})
        if "id" not in kinds:
            found.append({"count": count, "ids": np.empty(0, np.int64)})
    return found, names


def _column(glb: Glb, kind: dict[str, Any], place: dict[str, Any], count: int, name: str) -> NDArray[Any]:
    raw = glb.view(place.get("values"))
    start = _whole(glb.item("bufferViews", place["values"]), "byteOffset")
    if start % 8:
        raise Problem("table", f"{name} begins at {start}, no multiple of 8")
    if kind.get("type") == "SCALAR" and kind.get("componentType") in COMPONENTS:
        dtype = np.dtype(COMPONENTS[kind["componentType"]])
        if len(raw) != count * dtype.itemsize:
            raise Problem("table", f"{name}: {len(raw)} bytes for {count} rows")
        return np.frombuffer(raw, dtype)
    if kind.get("type") != "STRING" or place.get("stringOffsetType", "UINT32") != "UINT32":
        raise Problem("table", f"{name} of {kind.get('type')}")
    offsets = np.frombuffer(glb.view(place.get("stringOffsets")), "<u4").astype(np.int64)
    if len(offsets) != count + 1 or offsets[0] or (np.diff(offsets) < 0).any() or offsets[-1] > len(raw):
        raise Problem("table", f"{name}: offsets that do not lie in the texts")
    try:
        letters = bytes(raw[: offsets[-1]]).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem("table", f"{name}: {error}") from error
    # A text must not begin within a letter: UTF-8 marks the later bytes of one.
    begins = np.frombuffer(raw, np.uint8)[offsets[:-1][offsets[:-1] < offsets[-1]]]
    if (begins & 0xC0 == 0x80).any():
        raise Problem("table", f"{name}: a text begins within a letter")
    del letters
    return offsets


def _allow(names: dict[str, str], allowed: Sequence[str] | None) -> None:
    if allowed is None:
        return
    more = sorted(name for one, name in names.items() if one != "id" and name not in allowed)
    if more:
        raise Problem("not-allowed", "、".join(more))


def _placed(glb: Glb) -> list[tuple[NDArray[np.float64], int]]:
    """Return the matrix and mesh of each node of the scene."""
    scene = glb.item("scenes", glb.document.get("scene", 0))
    waiting = [(number, np.eye(4)) for number in scene.get("nodes", [])]
    found = []
    seen = 0
    while waiting:
        number, above = waiting.pop()
        seen += 1
        if seen > MOST_NODES:
            raise Problem("glb", "too many nodes")
        node = glb.item("nodes", number)
        if {"rotation", "scale"} & set(node):
            raise Problem("glb", "a node that is turned or stretched")
        matrix = np.array(node.get("matrix", np.eye(4).ravel()), dtype=np.float64)
        shift = np.array(node.get("translation", [0, 0, 0]), dtype=np.float64)
        if matrix.shape != (16,) or shift.shape != (3,):
            raise Problem("glb", "the matrix of a node")
        here = matrix.reshape(4, 4).T
        here[:3, 3] += shift
        here = above @ here
        if "mesh" in node:
            found.append((here, node["mesh"]))
        waiting += [(child, here) for child in node.get("children", [])]
    return found


def _whole(holder: dict[str, Any], name: str) -> int:
    value = holder.get(name, 0)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Problem("glb", f"{name} is {str(value)[:40]}")
    return value


def _object(value: Any, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Problem("glb", f"{name} is missing")
    return value


def _objects(value: Any, name: str) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        raise Problem("glb", f"{name} is missing")
    return [_object(one, name) for one in value]
