"""Reads a tileset as a viewer does; written apart from the program's own reader, and with PROJ only."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from pyproj import Transformer

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

NUMBERS = {5123: "<u2", 5125: "<u4", 5126: "<f4"}
SCALARS = {"INT32": "<i4", "FLOAT64": "<f8"}
Y_UP = np.array([[1, 0, 0, 0], [0, 0, -1, 0], [0, 1, 0, 0], [0, 0, 0, 1.0]])
"""What viewers do first: y of glTF becomes z of the tile."""


@dataclass(frozen=True, eq=False)
class Tile:
    """A tile with its content.

    Attributes
    ----------
    value
        As the document has it.
    depth
        Of the root 0.
    places
        (n, 3) longitude, latitude in degrees, height above the ellipsoid, by PROJ from EPSG:4978.
    up
        (n, 3) normals in east, north, up of the tile.
    triangles
        (m, 3).
    features
        (n,) row of the property table.
    table
        Its columns by ids.
    names
        What the columns are called, by ids.
    json
        The JSON chunk.
    """

    value: dict[str, Any]
    depth: int
    places: NDArray[np.float64]
    up: NDArray[np.float64]
    triangles: NDArray[np.int64]
    features: NDArray[np.int64]
    table: dict[str, list[Any]]
    names: dict[str, str]
    json: dict[str, Any]

    @property
    def leaf(self) -> bool:
        """Whether it has no children."""
        return "children" not in self.value

    @property
    def owners(self) -> NDArray[np.int64]:
        """(n,) public number of the feature of each point."""
        return np.array(self.table["id"])[self.features]


def tiles(folder: Path) -> list[Tile]:
    """Return all tiles, the root first."""
    document = json.loads((folder / "tileset.json").read_text("utf-8"))
    found: list[Tile] = []

    def walk(value: dict[str, Any], above: NDArray[np.float64], depth: int) -> None:
        frame = above @ np.array(value["transform"]).reshape(4, 4).T
        found.append(_tile(folder, value, frame, depth))
        for child in value.get("children", []):
            walk(child, frame, depth + 1)

    walk(document["root"], np.eye(4), 0)
    return found


def to_plane(places: NDArray[np.float64], crs: str) -> NDArray[np.float64]:
    """Return east, north in a plane system, heights as they are."""
    back = Transformer.from_crs("EPSG:6668", crs, always_xy=True)
    east, north = back.transform(places[:, 0], places[:, 1])
    return np.column_stack([east, north, places[:, 2]])


def _tile(folder: Path, value: dict[str, Any], frame: NDArray[np.float64], depth: int) -> Tile:
    data = (folder / value["content"]["uri"]).read_bytes()
    size = struct.unpack_from("<I", data, 12)[0]
    document = json.loads(data[20 : 20 + size])
    binary = data[28 + size :]

    def view(number: int) -> bytes:
        one = document["bufferViews"][number]
        return binary[one["byteOffset"] : one["byteOffset"] + one["byteLength"]]

    def accessor(number: int) -> NDArray[Any]:
        one = document["accessors"][number]
        values = np.frombuffer(view(one["bufferView"]), NUMBERS[one["componentType"]])
        return values.reshape(one["count"], -1)

    ((primitive,),) = (mesh["primitives"] for mesh in document["meshes"])
    attributes = primitive["attributes"]
    points = accessor(attributes["POSITION"]).astype(np.float64)
    earth = np.column_stack([points, np.ones(len(points))]) @ (frame @ Y_UP).T
    to_degrees = Transformer.from_crs("EPSG:4978", "EPSG:4979", always_xy=True)
    places = np.column_stack(to_degrees.transform(earth[:, 0], earth[:, 1], earth[:, 2]))
    up = accessor(attributes["NORMAL"]).astype(np.float64) @ Y_UP[:3, :3].T
    extension = document["extensions"]["EXT_structural_metadata"]
    (table,) = extension["propertyTables"]
    kinds = extension["schema"]["classes"][table["class"]]["properties"]
    columns = {
        name: _column(kinds[name], place, view, table["count"]) for name, place in table["properties"].items()
    }
    return Tile(
        value,
        depth,
        places,
        up,
        accessor(primitive["indices"]).reshape(-1, 3).astype(np.int64),
        accessor(attributes["_FEATURE_ID_0"])[:, 0].astype(np.int64),
        columns,
        {name: kind["name"] for name, kind in kinds.items()},
        document,
    )


def _column(kind: dict[str, Any], place: dict[str, Any], view: Any, count: int) -> list[Any]:
    raw = view(place["values"])
    if kind["type"] == "STRING":
        ends = np.frombuffer(view(place["stringOffsets"]), "<u4").tolist()
        return [raw[ends[number] : ends[number + 1]].decode("utf-8") for number in range(count)]
    values = np.frombuffer(raw, SCALARS[kind["componentType"]]).tolist()
    return [None if value == kind.get("noData") else value for value in values]
