"""Solids read back: how many features, how large their surface, where they lie, and each attribute."""

from __future__ import annotations

import json
import struct
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from gisapp.export.obj import origin_of
from gisapp.export.propertytable import NO_NUMBER, ids_of
from gisapp.export.rowcheck import ROWS, check_extent, told, unlike
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from gisapp.export.content import Content
    from layers.feedback import Feedback

SURFACE = QT_TRANSLATE_NOOP(CONTEXT, "表面積が {found:,.1f} m² でした（正しくは {wanted:,.1f} m²）。")
NEAR = 0.01
"""Metres by which bounds may differ."""
SHARE = 1e-3
"""Share by which the surface may: corners are rounded to millimetres."""
_TYPES = {5121: np.uint8, 5123: np.uint16, 5125: np.uint32, 5126: np.float32}
_WIDE = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}


class _Sum:
    """Adds up what can be said of solids."""

    def __init__(self) -> None:
        self.features: set[int] = set()
        self.area = 0.0
        self.low, self.high = np.full(3, np.inf), np.full(3, -np.inf)

    def add(self, points: NDArray[np.float64], triangles: NDArray[np.integer]) -> None:
        """Add triangles (m, 3) of points (n, 3) in metres."""
        if not len(triangles):
            return
        a, b, c = (points[triangles[:, corner]] for corner in range(3))
        self.area += float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)
        used = points[np.unique(triangles)]
        self.low, self.high = np.minimum(self.low, used.min(axis=0)), np.maximum(self.high, used.max(axis=0))

    @property
    def box(self) -> NDArray[np.float64]:
        """Lowest and highest corner."""
        return np.concatenate([self.low, self.high])


def _wanted(content: Content, feedback: Feedback) -> _Sum:
    whole = _Sum()
    for mesh in content.shapes(feedback):
        whole.add(mesh.points.astype(np.float64) + mesh.origin, mesh.triangles)
        whole.features.update(np.unique(mesh.features).tolist())
    return whole


def _compared(wanted: _Sum, found: _Sum, features: int) -> tuple[Finding, ...]:
    faults: list[Finding] = []
    # A feature all of whose triangles were lines has nothing left to be written.
    if not 0 <= len(wanted.features) - features <= len(wanted.features) // 1000:
        values: dict[str, object] = {"found": features, "wanted": len(wanted.features)}
        faults.append(Finding(Severity.ERROR, "read-back-rows", ROWS, values))
    if abs(wanted.area - found.area) > SHARE * wanted.area + NEAR:
        values = {"found": found.area, "wanted": wanted.area}
        faults.append(Finding(Severity.ERROR, "read-back-surface", SURFACE, values))
    return (*faults, *check_extent(wanted.box, found.box, NEAR))


def obj(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Compare an OBJ, whose lines Arrow reads."""
    lines = csv.read_csv(
        path,
        csv.ReadOptions(column_names=["line"], block_size=1 << 24),
        csv.ParseOptions(delimiter="\x01", quote_char=False, ignore_empty_lines=True),
        csv.ConvertOptions(column_types={"line": pa.string()}),
    ).column("line")
    points = _numbers(lines, "v ") + origin_of(content)
    faces = _numbers(lines, "f ").astype(np.int64) - 1
    groups = lines.filter(pc.starts_with(lines, "g "))
    found = _Sum()
    found.add(points, faces)
    return _compared(_wanted(content, feedback), found, len(groups.unique()))


def _numbers(lines: pa.ChunkedArray, begin: str) -> NDArray[np.float64]:
    chosen = lines.filter(pc.starts_with(lines, begin))
    parts = pc.split_pattern(pc.utf8_slice_codeunits(chosen, len(begin)), " ")
    flat = pc.list_flatten(parts).cast(pa.float64()).to_numpy()
    return flat.reshape(-1, 3)


def glb(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Compare a GLB: solids, and the property table value by value."""
    data = np.memmap(path, dtype=np.uint8, mode="r")
    magic, version, total, size = struct.unpack("<4I", data[:16].tobytes())
    if (magic, version, total) != (0x46546C67, 2, len(data)):
        raise ValueError(f"header {magic:#x} {version} {total}")
    document = json.loads(data[20 : 20 + size].tobytes())
    binary = data[20 + size + 8 :]
    views = document["bufferViews"]

    def view(number: int) -> NDArray[np.uint8]:
        one = views[number]
        begin = one.get("byteOffset", 0)
        return binary[begin : begin + one["byteLength"]]

    def accessor(number: int) -> NDArray[Any]:
        one = document["accessors"][number]
        kind = np.dtype(_TYPES[one["componentType"]])
        wide = _WIDE[one["type"]]
        flat = np.frombuffer(view(one["bufferView"]).tobytes(), kind, one["count"] * wide)
        return flat.reshape(-1, wide) if wide > 1 else flat

    found = _Sum()
    origin = np.array(document["asset"]["extras"]["origin"])
    for node in document["nodes"]:
        feedback.step()
        for primitive in document["meshes"][node["mesh"]]["primitives"]:
            attributes = primitive["attributes"]
            points = accessor(attributes["POSITION"]).astype(np.float64) + node["translation"]
            plane = np.column_stack([points[:, 0], -points[:, 2], points[:, 1]]) + origin
            found.add(plane, accessor(primitive["indices"]).reshape(-1, 3))
            found.features.update(np.unique(accessor(attributes["_FEATURE_ID_0"]).astype(int)).tolist())
    solids = _compared(_wanted(content, feedback), found, len(found.features))
    return (*solids, *_properties(content, document, view))


def _properties(content: Content, document: dict[str, Any], view: Any) -> tuple[Finding, ...]:
    extension = document["extensions"]["EXT_structural_metadata"]
    (table,) = extension["propertyTables"]
    kinds = extension["schema"]["classes"][table["class"]]["properties"]
    ids = ids_of(content)
    differences: Counter[str] = Counter()
    wanted = content.columns(list(ids.values()))
    for key, name in ids.items():
        place = table["properties"][key]
        if kinds[key]["type"] == "STRING":
            offsets, letters = view(place["stringOffsets"]).tobytes(), view(place["values"]).tobytes()
            read = pa.LargeStringArray.from_buffers(
                table["count"],
                pa.py_buffer(np.frombuffer(offsets, np.uint32).astype(np.int64).tobytes()),
                pa.py_buffer(letters),
            )
        else:
            numbers = np.frombuffer(view(place["values"]).tobytes(), np.float64)
            read = pa.array(np.where(numbers == NO_NUMBER, np.nan, numbers), from_pandas=True)
        differences[name] = unlike(wanted.column(name), read)
    return told(len(content), table["count"], differences, 0, set(kinds) - set(ids))
