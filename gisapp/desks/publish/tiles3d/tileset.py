"""The document of a tileset: 3D Tiles 1.1 (OGC 22-025r4), explicit tiles, regions, metadata."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.export.ellipsoid import east_north_up

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from gisapp.desks.publish.tiles3d.tree import Node

NAME = "tileset.json"
CLASS = "tileset"
PAD_DEGREES = 1e-7
"""A centimetre by which regions are wider than what lies in them, for corners are rounded to millimetres …"""
PAD_METRES = 0.01
"""… and so for heights."""

Bounds = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, eq=False)
class Placed:
    """Where a node lies.

    Attributes
    ----------
    bounds
        West, south, bottom, east, north, top in degrees and metres above the ellipsoid, of all below.
    frame
        (4, 4) from east, north, up at its middle to EPSG:4978.
    """

    bounds: Bounds
    frame: NDArray[np.float64]


def placed(bounds: Bounds) -> Placed:
    """Return where a node with these bounds lies."""
    west, south, _, east, north, _ = bounds
    return Placed(bounds, east_north_up((west + east) / 2, (south + north) / 2))


def around(*bounds: Bounds) -> Bounds:
    """Return the bounds that hold others."""
    columns = list(zip(*bounds, strict=True))
    low = [min(column) for column in columns[:3]]
    high = [max(column) for column in columns[3:]]
    return (low[0], low[1], low[2], high[0], high[1], high[2])


def text(root: Node, places: Mapping[str, Placed], about: Mapping[str, str | float]) -> bytes:
    """Return the document.

    Parameters
    ----------
    root
        The tree.
    places
        By the names of the nodes.
    about
        What the tileset says of itself: texts and numbers by ids.
    """
    kinds = {
        name: {"type": "STRING"} if isinstance(value, str) else {"type": "SCALAR", "componentType": "FLOAT64"}
        for name, value in about.items()
    }
    document = {
        "asset": {"version": "1.1"},
        "schema": {"id": "gisapp_tileset", "classes": {CLASS: {"properties": kinds}}},
        "metadata": {"class": CLASS, "properties": dict(about)},
        # Nothing of it is shown only from so far away that the whole is a dot.
        "geometricError": round(4 * _across(places[root.name].bounds) + 1, 3),
        "root": _tile(root, places, None),
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _tile(node: Node, places: Mapping[str, Placed], above: Placed | None) -> dict[str, Any]:
    here = places[node.name]
    # The transforms of all tiles above apply too, so each is told relative to the one above.
    frame = here.frame if above is None else np.linalg.inv(above.frame) @ here.frame
    children = [_tile(child, places, here) for child in node.children]
    tile: dict[str, Any] = {
        "boundingVolume": {"region": _region(here.bounds)},
        "geometricError": _error(here, children),
        "transform": frame.T.ravel().tolist(),
        "content": {"uri": node.name},
    }
    if above is None or node.children:
        tile["refine"] = "REPLACE"
    if children:
        tile["children"] = children
    return tile


def _error(here: Placed, children: list[dict[str, Any]]) -> float:
    """Return by how many metres what is shown of a node differs from the whole; nothing for a leaf.

    From a distance of about twice its size it is replaced by its children in a usual viewer.
    """
    if not children:
        return 0.0
    # What lies far above the ground may make a child as wide as its parent.
    least = 1.25 * max(child["geometricError"] for child in children)
    return round(max(_across(here.bounds) / 40, least, 1.0), 3)


def _region(bounds: Bounds) -> list[float]:
    west, south, bottom, east, north, top = bounds
    degrees = (west - PAD_DEGREES, south - PAD_DEGREES, east + PAD_DEGREES, north + PAD_DEGREES)
    return [*map(math.radians, degrees), round(bottom - PAD_METRES, 3), round(top + PAD_METRES, 3)]


def _across(bounds: Bounds) -> float:
    """Return metres from corner to corner."""
    west, south, _, east, north, _ = bounds
    wide = math.radians(east - west) * math.cos(math.radians(south))
    return 6_371_000.0 * math.hypot(wide, math.radians(north - south))
