"""Checks a tileset on disk against 3D Tiles 1.1 and against its own promises, from the bytes.

Corners of every tile are taken to EPSG:4978 by the transforms that the document tells, from there to
degrees and heights by PROJ, and compared with the volumes of the tile and of all tiles above it.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.publish.tiles3d import checkglb
from gisapp.desks.publish.tiles3d.problems import Problem, Problems
from gisapp.desks.publish.tiles3d.tileset import NAME
from importers.geoids import COARSE_ERROR, coarse_geoid

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.feedback import Feedback, Finding

ROOT = {"asset", "schema", "metadata", "geometricError", "root", "extensionsUsed", "extensionsRequired"}
TILE = {"boundingVolume", "geometricError", "refine", "transform", "content", "children"}
MOST_TILES = 1_000_000
MOST_BYTES = 1 << 28
ANGLE, LENGTH = 2e-9, 0.02
"""Radians (a centimetre) and metres by which corners may lie outside: they are float32."""
LOOSE_ANGLE, LOOSE_LENGTH = 1e-6, 5.0
"""Six metres: a volume that is wider than that makes viewers fetch what nobody sees."""
LOWEST, HIGHEST = -20.0, 4500.0
"""Metres above the geoid between which buildings of Japan stand: deep cellars, and more than Mount Fuji."""


@dataclass(frozen=True, eq=False)
class _Tile:
    value: dict[str, Any]
    frame: NDArray[np.float64]
    regions: tuple[tuple[float, ...], ...]
    above: float
    leaf: bool


def check_tileset(
    folder: Path,
    allowed: Sequence[str] | None = None,
    features: int | None = None,
    feedback: Feedback | None = None,
) -> tuple[Finding, ...]:
    """Return all that is wrong with a tileset, nothing where it is in order.

    Parameters
    ----------
    folder
        Holds ``tileset.json``.
    allowed
        Names of the public fields that its features may have besides their number; None for any.
    features
        How many the leaves should hold together, when that is known.
    feedback
        Asked whether to stop.
    """
    problems = Problems()
    try:
        document = _document(folder)
        used, ids = _tiles(folder, document, problems, allowed, feedback)
    except Problem as problem:
        problems.add(problem.code, NAME, problem.detail)
        return tuple(problems.findings())
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in used:
            problems.add("stray-file", name)
    numbers, counts = np.unique(np.concatenate([*ids, np.empty(0, np.int64)]), return_counts=True)
    if (counts > 1).any():
        problems.add("twice", NAME, ", ".join(map(str, numbers[counts > 1][:5].tolist())))
    if features is not None and len(numbers) != features:
        problems.add("count", NAME, f"{len(numbers)} / {features}")
    return tuple(problems.findings())


def _document(folder: Path) -> dict[str, Any]:
    path = folder / NAME
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Problem("unreadable", f"{path.stat().st_size} bytes")
        document = json.loads(path.read_bytes().decode("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise Problem("unreadable", str(error)) from error
    root = _object(document, "document")
    asset = _object(root.get("asset"), "asset")
    _only(root, ROOT, "document")
    _only(asset, {"version", "tilesetVersion"}, "asset")
    if asset.get("version") != "1.1":
        raise Problem("schema", f"asset.version {asset.get('version')}")
    if "extensionsRequired" in root or "extensionsUsed" in root:
        raise Problem("schema", "extensions")
    _number(root.get("geometricError"), "geometricError")
    _metadata(root)
    return root


def _metadata(root: dict[str, Any]) -> None:
    """Check that what the tileset says of itself has the types that its schema tells."""
    if "metadata" not in root:
        return
    said = _object(root["metadata"], "metadata")
    classes = _object(_object(root.get("schema"), "schema").get("classes"), "classes")
    kinds = _object(_object(classes.get(str(said.get("class"))), "class").get("properties"), "properties")
    for name, value in _object(said.get("properties"), "metadata.properties").items():
        kind = _object(kinds.get(name), f"property {name}")
        fits = isinstance(value, str) if kind.get("type") == "STRING" else _is_number(value)
        if not fits or not name.isascii() or not name.isidentifier():
            raise Problem("schema", f"metadata {name}")


def _tiles(
    folder: Path,
    document: dict[str, Any],
    problems: Problems,
    allowed: Sequence[str] | None,
    feedback: Feedback | None,
) -> tuple[set[str], list[NDArray[np.int64]]]:
    """Check all tiles; return the files that are used and the ids of the leaves."""
    root = _object(document.get("root"), "root")
    if root.get("refine") not in ("ADD", "REPLACE"):
        raise Problem("schema", "root.refine")
    waiting: list[tuple[dict[str, Any], NDArray[np.float64], tuple[Any, ...], float, bool]]
    waiting = [(root, np.eye(4), (), float(document["geometricError"]), False)]
    used, ids = {NAME}, []
    seen = 0
    while waiting:
        value, frame, regions, above, added = waiting.pop()
        seen += 1
        if seen > MOST_TILES:
            raise Problem("schema", "too many tiles")
        if feedback is not None:
            feedback.step(seen, seen + len(waiting))
        tile = _checked(value, frame, regions, above)
        uri = str(_object(value.get("content", {}), "content").get("uri", ""))
        if value["geometricError"] > above:
            problems.add("error-grows", uri or NAME, f"{value['geometricError']} > {above}")
        adds = value.get("refine", "ADD" if added else "REPLACE") == "ADD"
        if "content" in value:
            found = _content(folder, tile, problems, allowed, used)
            if found is not None and (tile.leaf or adds):
                ids.append(found)
        waiting += [
            (_object(child, "tile"), tile.frame, tile.regions, value["geometricError"], adds)
            for child in value.get("children", [])
        ]
    return used, ids


def _checked(
    value: dict[str, Any], frame: NDArray[np.float64], regions: tuple[Any, ...], above: float
) -> _Tile:
    """Return a tile whose own members keep the rules."""
    _only(value, TILE, "tile")
    _number(value.get("geometricError"), "geometricError")
    volume = _object(value.get("boundingVolume"), "boundingVolume")
    _only(volume, {"region"}, "boundingVolume")
    region = volume.get("region")
    if not isinstance(region, list) or len(region) != 6 or not all(map(_is_number, region)):
        raise Problem("schema", "region")
    west, south, east, north, low, high = region
    sound = -math.pi <= west <= east <= math.pi and -math.pi / 2 <= south <= north <= math.pi / 2
    if not sound or low > high:
        raise Problem("schema", f"region {region}")
    if value.get("refine", "ADD") not in ("ADD", "REPLACE"):
        raise Problem("schema", f"refine {value['refine']}")
    children = value.get("children", [None])
    if not isinstance(children, list) or not children:
        raise Problem("schema", "children")
    return _Tile(value, frame @ _transform(value), (*regions, tuple(region)), above, "children" not in value)


def _transform(value: dict[str, Any]) -> NDArray[np.float64]:
    said = value.get("transform", np.eye(4).ravel().tolist())
    if not isinstance(said, list) or len(said) != 16 or not all(map(_is_number, said)):
        raise Problem("schema", "transform")
    matrix = np.array(said, dtype=np.float64).reshape(4, 4).T
    turned = matrix[:3, :3]
    if matrix[3].tolist() != [0, 0, 0, 1] or not np.allclose(turned @ turned.T, np.eye(3), atol=1e-9):
        raise Problem("schema", "a transform that stretches")
    return matrix


def _content(
    folder: Path, tile: _Tile, problems: Problems, allowed: Sequence[str] | None, used: set[str]
) -> NDArray[np.int64] | None:
    """Check the file of a tile and return the ids in it, None when it cannot be read."""
    content = tile.value["content"]
    _only(content, {"uri"}, "content")
    uri = content.get("uri")
    if not isinstance(uri, str) or not uri:
        raise Problem("schema", "content.uri")
    parts = PurePosixPath(uri).parts
    strange = {":", "?", "#", "\\", "%"} & set(uri)
    path = folder / uri
    if strange or ".." in parts or uri.startswith("/") or not path.resolve().is_relative_to(folder.resolve()):
        problems.add("outside-folder", NAME, uri)
        return None
    if not path.is_file():
        problems.add("missing-file", NAME, uri)
        return None
    used.add(PurePosixPath(uri).as_posix())
    try:
        read = checkglb.read(path.read_bytes(), allowed)
    except Problem as problem:
        problems.add(problem.code, uri, problem.detail)
        return None
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        problems.add("glb", uri, str(error))
        return None
    _lies_within(tile, read.points, uri, problems)
    return read.ids


def _lies_within(tile: _Tile, points: NDArray[np.float64], uri: str, problems: Problems) -> None:
    from pyproj import Transformer

    earth = points @ tile.frame[:3, :3].T + tile.frame[:3, 3]
    to_degrees = Transformer.from_crs("EPSG:4978", "EPSG:4979", always_xy=True)
    longitude, latitude, height = to_degrees.transform(earth[:, 0], earth[:, 1], earth[:, 2])
    places = np.column_stack([np.radians(longitude), np.radians(latitude), height])
    low, high = places.min(axis=0), places.max(axis=0)
    slack = np.array([ANGLE, ANGLE, LENGTH])
    for west, south, east, north, bottom, top in tile.regions:
        if (low < np.array([west, south, bottom]) - slack).any() or (
            high > np.array([east, north, top]) + slack
        ).any():
            problems.add("volume", uri, f"{low.tolist()} {high.tolist()}")
            break
    if tile.leaf:
        west, south, east, north, bottom, top = tile.regions[-1]
        spare = np.array([LOOSE_ANGLE, LOOSE_ANGLE, LOOSE_LENGTH])
        if (low - spare > np.array([west, south, bottom])).any() or (
            high + spare < np.array([east, north, top])
        ).any():
            problems.add("loose-volume", uri, f"{low.tolist()} {high.tolist()}")
    above_sea = height - coarse_geoid().at(longitude, latitude)
    # Elsewhere than around Japan the coarse model knows nothing, and nothing is said.
    if above_sea.min() < LOWEST - COARSE_ERROR or above_sea.max() > HIGHEST:
        problems.add("height", uri, f"{above_sea.min():.1f}, {above_sea.max():.1f} m")


def _only(holder: dict[str, Any], known: set[str], name: str) -> None:
    more = sorted(set(holder) - known)
    if more:
        raise Problem("schema", f"{name} has {', '.join(more)[:80]}")


def _object(value: Any, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Problem("schema", f"{name} is missing")
    return value


def _number(value: Any, name: str) -> None:
    if not _is_number(value) or value < 0:
        raise Problem("schema", name)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
