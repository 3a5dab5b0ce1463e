"""One tile as binary glTF: flat-shaded triangles, feature ids, and the public rows of its features.

Corners are shared by triangles of one feature that lie in one plane, so that each face has its own normal:
viewers that get none draw buildings without any shade (CesiumJS) or work them out themselves (three.js).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from gisapp.desks.publish.tiles3d import pieces, rows
from gisapp.desks.publish.tiles3d.boxes import crossed, solid
from gisapp.export import glbfile, propertytable
from gisapp.export.ellipsoid import local
from gisapp.export.glbfile import (
    ARRAY_BUFFER,
    ELEMENT_ARRAY_BUFFER,
    FLOAT,
    UNSIGNED_INT,
    UNSIGNED_SHORT,
    Buffer,
)
from gisapp.export.weld import weld
from layers.drawables import Mesh

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from gisapp.desks.publish.tiles3d.rows import Property

GRAIN = 2.0**-10
"""Metres to which corners are rounded: a millimetre that float32 holds exactly and gzip likes."""
FINE = 2.0**-9
"""The same for normals, which have no unit."""
COLOUR = (0.60, 0.58, 0.55, 1.0)
"""Of all buildings, as linear light: the layer's own colours may tell what is not published."""


@dataclass(frozen=True)
class Words:
    """What each file says of itself.

    Attributes
    ----------
    title
        Of the layer.
    copyright
        Credit and licence.
    properties
        The public fields.
    rows
        Where their values are, see :mod:`gisapp.desks.publish.tiles3d.rows`.
    """

    title: str
    copyright: str
    properties: tuple[Property, ...]
    rows: Path


@dataclass(frozen=True, eq=False)
class Tile:
    """What a worker needs to write a file.

    Attributes
    ----------
    path
        The file.
    frame
        (4, 4) from east, north, up to EPSG:4978.
    words
        What it says of itself.
    pieces
        Paths of what is written as it is, or
    boxes
        what stands for it from afar.
    """

    path: Path
    frame: NDArray[np.float64]
    words: Words
    pieces: tuple[Path, ...] = ()
    boxes: NDArray[Any] | None = None


@dataclass(frozen=True)
class Written:
    """What came of it."""

    bytes: int
    features: int
    triangles: int


def write(job: Tile) -> Written:
    """Write the file of a tile; runs in a worker."""
    if job.boxes is None:
        places, triangles, owners = _joined(job.pieces)
    else:
        places, triangles, owners = solid(job.boxes)
    points, normals, triangles, features = faces(local(places, job.frame), triangles, owners)
    numbers, place = np.unique(features, return_inverse=True)
    buffer = Buffer(io.BytesIO())
    short = len(points) < 2**16 - 1
    corners = triangles.ravel().astype(np.uint16 if short else np.uint32)
    primitive = {
        "attributes": {
            "POSITION": buffer.accessor(
                points,
                "VEC3",
                FLOAT,
                ARRAY_BUFFER,
                min=[float(value) for value in points.min(axis=0)],
                max=[float(value) for value in points.max(axis=0)],
            ),
            "NORMAL": buffer.accessor(normals, "VEC3", FLOAT, ARRAY_BUFFER),
            "_FEATURE_ID_0": buffer.accessor(place.astype(np.float32), "SCALAR", FLOAT, ARRAY_BUFFER),
        },
        "indices": buffer.accessor(
            corners, "SCALAR", UNSIGNED_SHORT if short else UNSIGNED_INT, ELEMENT_ARRAY_BUFFER
        ),
        "material": 0,
        "mode": 4,
        "extensions": {
            "EXT_mesh_features": {
                "featureIds": [{"featureCount": len(numbers), "attribute": 0, "propertyTable": 0}]
            }
        },
    }
    document = _document(job.words, primitive, numbers, buffer)
    with job.path.open("wb") as file:
        buffer.file.seek(0)
        glbfile.assemble(file, document, buffer.file, buffer.size)
    return Written(job.path.stat().st_size, len(numbers), len(triangles))


def faces(
    points: NDArray[np.float64], triangles: NDArray[np.integer], owners: NDArray[np.uint32]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.uint32], NDArray[np.uint32]]:
    """Return points, their normals, triangles and the feature of each point; axes as glTF wants them.

    Parameters
    ----------
    points
        (n, 3) east, north, up.
    triangles, owners
        (m, 3) and (m,) feature of each.
    """
    turned = np.column_stack([points[:, 0], points[:, 2], -points[:, 1]])
    corners = turned[triangles]
    normal = crossed(corners)
    normal /= np.sqrt(np.einsum("ij,ij->i", normal, normal))[:, None]
    normal = np.round(normal / FINE).astype(np.int64)
    # Faces of one feature in one direction share corners: the three rounded numbers and the feature as one.
    key = (owners.astype(np.int64) << 33) + ((normal + 1024) @ np.array([1 << 22, 1 << 11, 1]))
    _, first, face = np.unique(key, return_index=True, return_inverse=True)
    grains = (np.round(corners.reshape(-1, 3) / GRAIN) * GRAIN).astype(np.float32)
    exploded = np.arange(3 * len(triangles), dtype=np.uint32).reshape(-1, 3)
    nothing = np.zeros(len(triangles), dtype=np.uint8)
    welded = weld(Mesh(np.zeros(3), grains, exploded, face.astype(np.uint32), nothing))
    # In the order in which triangles use them, which graphics cards and gzip both like.
    uses = welded.triangles.ravel()
    first_use = np.empty(len(welded.points), dtype=np.int64)
    first_use[uses[::-1]] = np.arange(len(uses))[::-1]  # where there are several the last one stays
    order = np.argsort(first_use)
    place = np.empty(len(order), dtype=np.uint32)
    place[order] = np.arange(len(order), dtype=np.uint32)
    face_of_point = first[welded.features[order]]
    normals = (normal[face_of_point] * FINE).astype(np.float32) + np.float32(0.0)
    return (
        welded.points[order].astype(np.float32),
        normals,
        place[welded.triangles],
        owners[face_of_point].astype(np.uint32),
    )


def _joined(
    paths: tuple[Path, ...],
) -> tuple[NDArray[np.float64], NDArray[np.uint32], NDArray[np.uint32]]:
    parts = [pieces.read(path) for path in paths]
    before = np.cumsum([0, *(len(part["places"]) for part in parts[:-1])])
    triangles = [part["triangles"] + start for part, start in zip(parts, before.tolist(), strict=True)]
    owners = np.concatenate([part["owners"] for part in parts])
    order = np.argsort(owners, kind="stable")
    return (
        np.concatenate([part["places"] for part in parts]),
        np.concatenate(triangles)[order],
        owners[order],
    )


def _document(
    words: Words, primitive: dict[str, Any], numbers: NDArray[np.uint32], buffer: Buffer
) -> dict[str, Any]:
    columns = {rows.ID: pa.array((numbers + 1).astype(np.int32))}
    told = {rows.ID: {"name": rows.ID}}
    if words.properties:
        table = rows.take(words.rows, numbers.astype(np.int64)).combine_chunks()
        columns |= {one.id: table.column(one.id).combine_chunks() for one in words.properties}
    for one in words.properties:
        told[one.id] = {"name": one.column} | ({"description": one.description} if one.description else {})
    asset = {"version": "2.0", "generator": "gisapp"}
    if words.copyright:
        asset["copyright"] = words.copyright
    surface = {"baseColorFactor": list(COLOUR), "metallicFactor": 0.0, "roughnessFactor": 0.9}
    metadata = propertytable.extension(words.title, len(numbers), columns, told, buffer.view)
    return {
        "asset": asset,
        "extensionsUsed": ["EXT_mesh_features", "EXT_structural_metadata"],
        "extensions": {"EXT_structural_metadata": metadata},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [primitive]}],
        # Shapes from files have faces that run the wrong way round; both sides are shown.
        "materials": [{"pbrMetallicRoughness": surface, "doubleSided": True}],
        "accessors": buffer.accessors,
        "bufferViews": buffer.views,
    }
