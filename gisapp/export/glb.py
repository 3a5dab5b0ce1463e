"""Binary glTF 2.0: a node for each tile, feature ids at the points, main attributes in a property table.

Follows glTF 2.0 (ISO/IEC 12113) and the extensions EXT_mesh_features and EXT_structural_metadata. glTF is
y-up in metres: x is east, y height, z south. Points are relative to the tile, tiles to an origin that is
told in ``asset.extras``; adding it gives plane rectangular coordinates.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp import __version__
from gisapp.export import glbfile, propertytable, without_shape
from gisapp.export.content import Content, about, is_public
from gisapp.export.glbfile import (
    ARRAY_BUFFER,
    ELEMENT_ARRAY_BUFFER,
    FLOAT,
    UNSIGNED_BYTE,
    UNSIGNED_INT,
    UNSIGNED_SHORT,
    Buffer,
)
from gisapp.export.obj import origin_of
from gisapp.export.weld import weld
from layers.colours import feature_colours
from layers.errors import TooLarge
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from styles.style import BUILDING, Fixed

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.drawables import Mesh
    from layers.feedback import Feedback

MOST_BYTES = 2**32 - 1
MOST_FEATURES = 2**24
"""Feature ids are float32, which counts exactly up to here."""
TOO_LARGE = QT_TRANSLATE_NOOP(CONTEXT, "{file} に収まる大きさ（4 GB、1,677 万件）を超えました。")
TOO_LARGE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "建物を絞り込んで、いくつかに分けて書き出してください。")


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write the best shape of each building, in the colours of the layer's style; no textures.

    Raises
    ------
    layers.errors.TooLarge
        Beyond what a file of this format can hold.
    """
    if len(content) > MOST_FEATURES:
        raise _too_large(path)
    binary = path.with_name(f"{path.name}.{secrets.token_hex(2)}.bin")
    try:
        with binary.open("wb") as file:
            buffer = Buffer(file)
            document = _document(content, buffer, path, feedback)
        _assemble(path, document, binary, buffer.size)
    finally:
        binary.unlink(missing_ok=True)


def _document(content: Content, buffer: Buffer, path: Path, feedback: Feedback) -> dict[str, Any]:
    """Write all arrays and return what the JSON chunk says of them."""
    origin = origin_of(content)
    colours = _colours(content)
    meshes: list[dict[str, Any]] = []
    nodes: list[dict[str, Any]] = []
    written = 0
    for mesh in content.shapes(feedback):
        primitive, count = _primitive(mesh, buffer, colours)
        if primitive is None:
            continue
        written += count
        east, north, height = (mesh.origin - origin).tolist()
        nodes.append({"mesh": len(meshes), "translation": [east, height, -north]})
        meshes.append({"primitives": [primitive]})
        if buffer.size > MOST_BYTES:
            raise _too_large(path)
    without_shape.tell(content, written, feedback)
    told = about(content) | {"origin": origin.tolist(), "origin_axes": "east, north, height"}
    metadata = propertytable.write(content, buffer.view)
    red, green, blue = (1.0, 1.0, 1.0) if colours is not None else _linear(_plain_colour(content)).tolist()
    surface = {"baseColorFactor": [red, green, blue, 1.0], "metallicFactor": 0.0, "roughnessFactor": 0.9}
    generator = "gisapp" if is_public(content) else f"gisapp {__version__}"
    asset = {"version": "2.0", "generator": generator, "extras": told}
    rights = [told[name] for name in ("credit", "licence") if told.get(name)]
    if rights:
        asset["copyright"] = " / ".join(rights)
    return {
        "asset": asset,
        "extensionsUsed": ["EXT_mesh_features", "EXT_structural_metadata"],
        "extensions": {"EXT_structural_metadata": metadata},
        "scene": 0,
        "scenes": [{"name": content.layer.name, "nodes": list(range(len(nodes)))}],
        "nodes": nodes,
        "meshes": meshes,
        # Shapes from files have faces that run the wrong way round; both sides are shown.
        "materials": [{"name": content.layer.kind, "pbrMetallicRoughness": surface, "doubleSided": True}],
        "accessors": buffer.accessors,
        "bufferViews": buffer.views,
    }


def _primitive(
    mesh: Mesh, buffer: Buffer, colours: NDArray[np.uint8] | None
) -> tuple[dict[str, Any] | None, int]:
    """Write the arrays of a tile; return its primitive and how many features it holds."""
    welded = weld(mesh)
    if not len(welded.triangles):
        return None, 0
    east, north, height = welded.points.astype(np.float32).T
    points = np.column_stack([east, height, -north])
    count = len(np.unique(welded.features))
    attributes = {
        "POSITION": buffer.accessor(
            points,
            "VEC3",
            FLOAT,
            ARRAY_BUFFER,
            min=_exact(points.min(axis=0)),
            max=_exact(points.max(axis=0)),
        ),
        "_FEATURE_ID_0": buffer.accessor(welded.features.astype(np.float32), "SCALAR", FLOAT, ARRAY_BUFFER),
    }
    if colours is not None:
        attributes["COLOR_0"] = buffer.accessor(
            colours[welded.features], "VEC4", UNSIGNED_BYTE, ARRAY_BUFFER, normalized=True
        )
    short = len(points) < 2**16 - 1
    corners = welded.triangles.ravel().astype(np.uint16 if short else np.uint32)
    kind = UNSIGNED_SHORT if short else UNSIGNED_INT
    features = {"featureCount": count, "attribute": 0, "propertyTable": 0}
    return {
        "attributes": attributes,
        "indices": buffer.accessor(corners, "SCALAR", kind, ELEMENT_ARRAY_BUFFER),
        "material": 0,
        "mode": 4,
        "extensions": {"EXT_mesh_features": {"featureIds": [features]}},
    }, count


def _exact(values: NDArray[np.float32]) -> list[float]:
    """Return float32 values as numbers that read back as the same float32."""
    return [float(value) for value in values]


def _colours(content: Content) -> NDArray[np.uint8] | None:
    """Return (n, 4) linear colours of the features that are written, None where all have one colour."""
    if isinstance(content.layer.style, Fixed) or content.layer.data is None:
        return None  # the public is not told by what attribute the office colours
    colours = feature_colours(content.layer)
    if len(colours) != len(content):
        from layers import filters

        mask = filters.mask(content.layer)
        colours = colours if mask is None else colours[mask]
    linear = np.round(_linear(colours[:, :3]) * 255).astype(np.uint8)
    return np.column_stack([linear, np.full(len(linear), 255, dtype=np.uint8)])


def _plain_colour(content: Content) -> NDArray[np.uint8]:
    style = content.layer.style
    colour = style.colour if isinstance(style, Fixed) else BUILDING
    return np.array(colour, dtype=np.uint8)


def _linear(colours: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return sRGB colours as the linear light that glTF wants, 0 to 1 (IEC 61966-2-1)."""
    share = colours.astype(np.float64) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def _assemble(path: Path, document: dict[str, Any], binary: Path, size: int) -> None:
    """Join header, JSON and binary chunk."""
    with binary.open("rb") as stream:
        if glbfile.length(document, size) > MOST_BYTES:
            raise _too_large(path)
        with path.open("wb") as file:
            glbfile.assemble(file, document, stream, size)


def _too_large(path: Path) -> TooLarge:
    values = {"file": path.suffix.lstrip(".").upper()}
    return TooLarge(TOO_LARGE, TOO_LARGE_HINT, values=values, where=Where(path.name))
