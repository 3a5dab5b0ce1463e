"""What a chain of names tells of a polygon: its building, level of detail and kind of surface."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers.drawables import Surface

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.elements import Name

_POLYGONS = ("Polygon", "PolygonPatch", "Triangle", "Rectangle")
_LOD = re.compile(r"^lod-?([0-4])")
_NOT_SURFACES = re.compile(r"^lod[0-4](?:TerrainIntersection|MultiCurve|Network)$")
_SEMANTICS = {
    "RoofSurface": Surface.ROOF,
    "WallSurface": Surface.WALL,
    "GroundSurface": Surface.GROUND,
    "ClosureSurface": Surface.CLOSURE,
    "OuterCeilingSurface": Surface.OUTER_CEILING,
    "OuterFloorSurface": Surface.OUTER_FLOOR,
    "Window": Surface.WINDOW,
    "Door": Surface.DOOR,
    "BuildingInstallation": Surface.INSTALLATION,
    "IntBuildingInstallation": Surface.INTERIOR,
    "BuildingFurniture": Surface.INTERIOR,
    "Room": Surface.INTERIOR,
    "InteriorWallSurface": Surface.INTERIOR,
    "CeilingSurface": Surface.INTERIOR,
    "FloorSurface": Surface.INTERIOR,
}


@dataclass(frozen=True)
class Place:
    """What the chain of names above a coordinate list tells.

    Attributes
    ----------
    lod
        Level of detail, -1 when the chain does not say.
    surface
        Kind of boundary surface.
    holder
        Steps up from the element to the Building or BuildingPart that owns it.
    building
        Steps up to the outermost Building.
    polygon
        Steps up to the polygon, 0 when there is none.
    interior
        Whether the ring is a hole.
    drawn
        False for symbols, networks and curves.
    """

    lod: int
    surface: Surface
    holder: int
    building: int
    polygon: int
    interior: bool
    drawn: bool


def place_of(chain: tuple[Name, ...], feature: int) -> Place:
    """Read a chain of names; `feature` is the position of the feature in it."""
    locals_ = [name.local for name in chain]
    last = len(locals_) - 1
    lod, surface, drawn, holder, polygon, interior = -1, Surface.UNKNOWN, True, feature, 0, False
    for position in range(feature + 1, len(locals_)):
        local = locals_[position]
        if match := _LOD.match(local):
            lod = int(match[1])
        if local in _SEMANTICS and surface is not Surface.INTERIOR:
            surface = _SEMANTICS[local]
        if local in ("BuildingPart", "Building"):
            holder = position
        if local in _POLYGONS:
            polygon = last - position
        if local == "interior" and polygon:
            interior = True
        if (
            _NOT_SURFACES.match(local)
            or local.endswith(("DmAttribute", "GeometricAttribute", "ImplicitRepresentation"))
            or local == "address"
        ):
            drawn = False
    return Place(lod, surface, last - holder, last - feature, polygon, interior, drawn)


def climb(parent: NDArray[np.int32], rows: NDArray[np.integer], steps: int) -> NDArray[np.int64]:
    """Return the ancestors `steps` above some rows."""
    current = np.asarray(rows, dtype=np.int64)
    for _ in range(steps):
        current = parent[current].astype(np.int64)
    return current


def building_position(chain: tuple[Name, ...]) -> int:
    """Return where the outermost ``bldg:Building`` stands in a chain, -1 when it has none."""
    for position, name in enumerate(chain):
        if name.local == "Building" and "/building/" in name.namespace:
            return position
    return -1
