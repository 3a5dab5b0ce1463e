"""Shapes of buildings read in the plainest way, by XPath and float(): what the store is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from lxml import etree
from pyproj import Transformer

from importers.citygml.dataset import open_dataset
from tests.importers.citygml.oracle import ID, NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

BUILDING = "{http://www.opengis.net/citygml/building/2.0}Building"
MEMBERS = (
    "{http://www.opengis.net/citygml/2.0}cityObjectMember",
    "{http://www.opengis.net/citygml/3.0}cityObjectMember",
    "{http://www.opengis.net/gml}featureMember",
)
_BOUNDARY = (
    "bldg:boundedBy/*[self::bldg:RoofSurface or self::bldg:WallSurface or self::bldg:GroundSurface"
    " or self::bldg:OuterCeilingSurface or self::bldg:OuterFloorSurface or self::bldg:ClosureSurface]"
    "/bldg:lod2MultiSurface//gml:Polygon"
)
PLACES = {
    0: "bldg:lod0RoofEdge//gml:Polygon | bldg:lod0FootPrint//gml:Polygon",
    1: "bldg:lod1Solid//gml:Polygon",
    2: _BOUNDARY,
}
"""Where the polygons of a level stand below a building (without its parts and installations)."""


@dataclass(frozen=True)
class Ring:
    """A ring as written: words for comparing, numbers for calculating (latitude, longitude, height)."""

    words: tuple[tuple[str, str, str], ...]

    @property
    def numbers(self) -> NDArray[np.float64]:
        return np.array([[float(word) for word in point] for point in self.words])


Polygon = list[Ring]


def buildings(path: Path, wanted: str = "") -> Iterator[tuple[str, etree._Element]]:
    """Yield file and element of all buildings of a dataset, or of the files whose name holds `wanted`."""
    dataset = open_dataset(path)
    for file in dataset.files:
        if wanted not in file.path:
            continue
        with dataset.container.open(file.path) as opened:
            data = opened.read()
        for _, element in etree.iterparse(BytesIO(data), tag=BUILDING, huge_tree=True, recover=True):
            yield file.path, element
            element.clear()


def identifier(building: etree._Element) -> str:
    return str(building.get(ID))


def polygons(building: etree._Element, lod: int) -> list[Polygon]:
    """Return the polygons of a level, exterior first."""
    found = []
    for polygon in building.xpath(PLACES[lod], namespaces=NAMESPACES):
        rings = polygon.xpath(
            "gml:exterior/*/gml:posList | gml:interior/*/gml:posList", namespaces=NAMESPACES
        )
        found.append([_ring(ring.text) for ring in rings])
    return found


def _ring(text: str) -> Ring:
    words = text.split()
    points = list(zip(words[::3], words[1::3], words[2::3], strict=True))
    if points[0] == points[-1]:
        points.pop()
    kept = [point for k, point in enumerate(points) if k == 0 or point != points[k - 1]]
    return Ring(tuple(kept))


class Metres:
    """Projects rings into a plane rectangular system with pyproj, point by point."""

    def __init__(self, crs: str) -> None:
        self._transformer = Transformer.from_crs(6697, crs, always_xy=True)

    def __call__(self, ring: Ring) -> NDArray[np.float64]:
        numbers = ring.numbers
        east, north = self._transformer.transform(numbers[:, 1], numbers[:, 0])
        return np.column_stack([east, north, numbers[:, 2]])


def is_closed(solid: list[Polygon]) -> bool:
    """Say whether every edge, as written, is met once by its opposite."""
    edges: dict[tuple[object, object], int] = {}
    for polygon in solid:
        for ring in polygon:
            if len(ring.words) < 3:
                return False
            for one, other in zip(ring.words, (*ring.words[1:], ring.words[0]), strict=True):
                edges[one, other] = edges.get((one, other), 0) + 1
    return bool(edges) and all(edges.get((b, a), 0) == count for (a, b), count in edges.items())


def volume(solid: list[Polygon], metres: Metres) -> float:
    """Return the enclosed volume: a cone from one point to each ring, holes counting against it."""
    rings = [metres(ring) for polygon in solid for ring in polygon]
    apex = rings[0][0]
    total = 0.0
    for ring in rings:
        around = ring - apex
        area = np.cross(around, np.roll(around, -1, axis=0)).sum(axis=0) / 2
        total += float(area @ around.mean(axis=0)) / 3
    return total
