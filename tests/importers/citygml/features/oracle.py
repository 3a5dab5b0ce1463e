"""Features of real files read in the plainest way, element by element: what the reader is compared with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from lxml import etree

from importers.citygml.dataset import open_dataset
from importers.citygml.features.theme import read_theme
from importers.citygml.features.themes import themes
from layers.feedback import Feedback
from tests.realdata import real_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from importers.collection import Collection

ID = "{http://www.opengis.net/gml}id"
DATASETS = [path for path in real_files("plateau/*") if path.name != "iur_codelists_3.2"]
SOUND = [path for path in DATASETS if not path.name.startswith("_")]
TARGET = "EPSG:6677"
NESTED = frozenset({"TrafficArea", "AuxiliaryTrafficArea", "DistrictDevelopmentPlan"})
"""Features inside features that the real files have."""
GROUND = ("tran:", "luse:", "wtr:", "urf:", "uro:Waterway")


@dataclass(frozen=True)
class Feature:
    """A feature of a file."""

    theme: str
    file: str
    key: str
    element: etree._Element

    @property
    def id(self) -> str:
        return str(self.element.get(ID))


@cache
def collections(path: Path) -> dict[str, list[Collection]]:
    """Return what the reader makes of a dataset, by theme; read once for all tests of a run."""
    dataset = open_dataset(path)
    return {theme: read_theme(dataset, theme, {}, TARGET, Feedback()) for theme in themes(dataset)}


def features(path: Path) -> Iterator[Feature]:
    """Yield the features of a dataset that is well-formed, nested ones behind those around them."""
    dataset = open_dataset(path)
    for file in dataset.files:
        if file.theme in ("bldg", "dem"):
            continue
        with dataset.container.open(file.path) as opened:
            data = opened.read()
        for _, member in etree.iterparse(BytesIO(data), tag="{*}cityObjectMember", huge_tree=True):
            for top in member:
                for element in [top, *top.iterdescendants()]:
                    if element is top or (
                        isinstance(element.tag, str) and etree.QName(element).localname in NESTED
                    ):
                        yield Feature(file.theme, file.path, name_of(element), element)
            member.clear()


def name_of(element: etree._Element) -> str:
    """Return the name as the file writes it; published files use the usual prefixes."""
    return f"{element.prefix}:{etree.QName(element).localname}" if element.prefix else local(element)


def class_of(collection: Collection) -> str:
    """Return the class that the features of a collection have in the file."""
    return collection.key.partition("/")[0].partition("@")[0]


def local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


@cache
def counts(path: Path) -> Counter[tuple[str, str, str]]:
    """Count the features of a dataset by theme, class and file."""
    return Counter((feature.theme, feature.key, feature.file) for feature in features(path))


def polygons(feature: Feature) -> list[list[NDArray[np.float64]]]:
    """Return the rings (first axis, second axis, height as written) of the polygons of the best level."""
    prefixes = ["lod3", "lod2", "lod4"]
    if feature.key.startswith(GROUND):
        prefixes = ["lod1", "lod0", "lod2", "lod3"]
    elif feature.key == "uro:UndergroundBuilding":
        prefixes = ["lod4", "lod3"]
    for nested in (False, True) if feature.key.startswith("tran:") else (False,):
        for prefix in [*prefixes, "lod1", "lod0"]:
            found = [
                polygon
                for polygon in feature.element.iterdescendants("{*}Polygon", "{*}Triangle")
                if _belongs(polygon, feature, prefix, nested=nested)
            ]
            if found:
                return [_rings(polygon) for polygon in found]
    return []


def _belongs(polygon: etree._Element, feature: Feature, prefix: str, *, nested: bool) -> bool:
    level = ""
    for above in polygon.iterancestors():
        if above is feature.element:
            break
        name = local(above)
        if name == "ClosureSurface" or "DmAttribute" in name or (name in NESTED and not nested):
            return False
        if name.startswith("lod"):
            level = name
    return level.startswith(prefix)


def _rings(polygon: etree._Element) -> list[NDArray[np.float64]]:
    rings = []
    for ring in polygon.iterdescendants("{*}LinearRing"):
        words = " ".join(text.text or "" for text in ring.iterdescendants("{*}posList", "{*}pos")).split()
        numbers = np.array([float(word) for word in words])
        rings.append(numbers.reshape(-1, 3))
    return rings


def flat_area(rings: list[NDArray[np.float64]]) -> float:
    """Return the area of a polygon in its first two axes, by the shoelace formula around its first point."""
    areas = []
    for ring in rings:
        x, y = (ring[:, :2] - rings[0][0, :2]).T
        areas.append(abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2)
    return areas[0] - sum(areas[1:])
