"""What a chain of names tells of a coordinate list below a feature: its shape, its level, its place in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importers.citygml.elements import Name

COORDINATES = frozenset({"posList", "pos", "coordinates"})
POLYGONS = frozenset({"Polygon", "PolygonPatch", "Triangle", "Rectangle"})
_LOD = re.compile(r"^lod(-?\d)")
_NOT_DRAWN = frozenset({"Envelope", "ClosureSurface", "WaterClosureSurface"})
_SHELL = ("Surface", "Door", "Window")


class Shape(IntEnum):
    """Kinds of shapes."""

    SURFACE = 0
    LINE = 1
    POINT = 2


_SHAPES = {
    **dict.fromkeys(POLYGONS, Shape.SURFACE),
    "LineString": Shape.LINE,
    "LineStringSegment": Shape.LINE,
    "Point": Shape.POINT,
    "MultiPoint": Shape.POINT,
}


@dataclass(frozen=True)
class Spot:
    """A coordinate list.

    Attributes
    ----------
    shape
        What it is part of.
    lod
        Level of detail, None when the chain does not say.
    symbol
        Whether it belongs to a map symbol (``DmGeometricAttribute``) and not to the thing itself.
    holder, element
        Steps up to the part of the feature that owns the shape, and to the polygon, line or point.
    interior
        Whether the ring is a hole.
    bounding
        Whether it belongs to a boundary surface (``boundedBy``).
    """

    shape: Shape
    lod: int | None
    symbol: bool
    holder: int
    element: int
    interior: bool
    bounding: bool


def spot_of(chain: tuple[Name, ...], feature: int, *, implicit: bool = False) -> Spot | None:
    """Read the chain of a coordinate list; None for what is not drawn or not known.

    Not drawn are surfaces that only close an opening, and lines where a body meets the ground. Implicit
    geometry has coordinates of its own, and is left out unless it is asked for.

    Parameters
    ----------
    chain
        Names, the last one a coordinate list.
    feature
        Position of the feature.
    implicit
        Whether to take implicit geometry too.
    """
    last = len(chain) - 1
    if any(_is_hidden(name.local, implicit=implicit) for name in chain[feature:]):
        return None
    lod, symbol, interior, bounding, holder = None, False, False, False, feature
    shape: Shape | None = None
    element = 0
    for position in range(feature + 1, last):
        local = chain[position].local
        if match := _LOD.match(local):
            lod = int(match[1])
        elif local == "boundedBy":
            bounding = True
        elif "DmAttribute" in local:
            symbol = True
        elif local == "interior" and shape is Shape.SURFACE:
            interior = True
        elif is_gml(chain[position]):
            if local in _SHAPES:
                shape, element = _SHAPES[local], last - position
        elif local[:1].isupper() and not local.endswith(_SHELL):
            holder = position
            bounding = False  # a room has boundary surfaces of its own
    if shape is None:
        return None
    return Spot(shape, lod, symbol, last - holder, element, interior, bounding)


def _is_hidden(local: str, *, implicit: bool) -> bool:
    return (
        local in _NOT_DRAWN
        or local.endswith("TerrainIntersection")
        or (local == "ImplicitGeometry" and not implicit)
    )


def is_gml(name: Name) -> bool:
    """Return whether a name is one of GML itself."""
    return name.namespace.startswith("http://www.opengis.net/gml")
