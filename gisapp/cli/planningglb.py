"""What may be built as binary glTF 2.0: one mesh with its colour for each rule, walls apart."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.planning.site import RULES
from gisapp.desks.planning.solids import shell
from layers.messages import Message
from styles import planning as marks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.planning.envelope import Envelope
    from styles.planning import Mark

MAGIC, JSON_CHUNK, BIN_CHUNK = 0x46546C67, 0x4E4F534A, 0x004E4942
FLOAT, TRIANGLES, VERTICES, BLEND = 5126, 4, 34962, "BLEND"
UNLIMITED = 15.0
"""Metres over the highest limit up to which walls rise where nothing limits the height."""
SEEN_THROUGH = 0.6


def glb_of(volume: Envelope, crs: str) -> bytes:
    """Return a volume as GLB; x is east, y up, −z north, metres relative to the origin that `extras` names.

    Parameters
    ----------
    volume
        What may be built.
    crs
        Plane rectangular system of its coordinates, for `extras`.
    """
    tops = [one.heights(_corners(one.polygon)).max() for one in volume.facets if one.rule is not None]
    solid = shell(volume, volume.ground, max([volume.ground, *map(float, tops)]) + UNLIMITED)
    groups: list[tuple[str, str, Mark, NDArray[np.float64]]] = [("wall", "", marks.WALL, solid.walls)]
    rules = np.array([None if one.rule is None else one.rule.value for one in volume.facets], dtype=object)
    for rule, (name, article) in RULES.items():
        words = f"{Message(name)}（{article}）"
        triangles = solid.tops[rules[solid.facet] == rule.value]
        groups.append((rule.value, words, marks.of_rule(rule.value), triangles))
    groups = [one for one in groups if len(one[3])]
    origin = np.array([*volume.facets[0].origin, 0.0]) if volume.facets else np.zeros(3)
    document: dict[str, Any] = {
        "asset": {"version": "2.0", "generator": "gisapp"},
        "extras": {"crs": crs, "origin": origin.tolist()},
        "scene": 0,
        "scenes": [{"nodes": list(range(len(groups)))}],
        "nodes": [],
        "meshes": [],
        "materials": [],
        "accessors": [],
        "bufferViews": [],
    }
    binary = b""
    for number, (rule_id, words, mark, triangles) in enumerate(groups):
        points = (triangles - origin).reshape(-1, 3)[:, [0, 2, 1]] * (1.0, 1.0, -1.0)
        content = np.ascontiguousarray(points, "<f4")
        _add(document, number, rule_id, words, mark, content, len(binary))
        binary += content.tobytes()
    document["buffers"] = [{"byteLength": len(binary)}]
    if not groups:
        document = {"asset": document["asset"], "extras": document["extras"]}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<II", len(text), JSON_CHUNK) + text
    if binary:
        chunks += struct.pack("<II", len(binary), BIN_CHUNK) + binary
    return struct.pack("<III", MAGIC, 2, 12 + len(chunks)) + chunks


def _corners(polygon: Any) -> NDArray[np.float64]:
    import shapely

    found: NDArray[np.float64] = shapely.get_coordinates(polygon)
    return found


def _add(
    document: dict[str, Any],
    number: int,
    rule: str,
    words: str,
    mark: Mark,
    points: NDArray[np.floating],
    offset: int,
) -> None:
    """Add a mesh whose points begin at `offset` bytes of the buffer."""
    colour = np.array(mark.colour) / 255
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    document["nodes"].append({"mesh": number, "name": rule, "extras": {"name": words}})
    document["meshes"].append(
        {"primitives": [{"attributes": {"POSITION": number}, "material": number, "mode": TRIANGLES}]}
    )
    document["materials"].append(
        {
            "name": rule,
            "alphaMode": BLEND,
            "doubleSided": True,
            "pbrMetallicRoughness": {
                "baseColorFactor": [*linear.round(5).tolist(), SEEN_THROUGH],
                "metallicFactor": 0.0,
            },
        }
    )
    document["accessors"].append(
        {
            "bufferView": number,
            "componentType": FLOAT,
            "count": len(points),
            "type": "VEC3",
            "min": [float(one) for one in points.min(axis=0)],
            "max": [float(one) for one in points.max(axis=0)],
        }
    )
    document["bufferViews"].append(
        {"buffer": 0, "byteOffset": offset, "byteLength": points.nbytes, "target": VERTICES}
    )
