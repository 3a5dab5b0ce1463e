"""Reads the delivered archive independently of the program that made it."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely
from lxml import etree
from pyproj import Transformer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from gisapp.ui.opening import Opened
    from layers.base import Layer

FOLDER = Path(__file__).resolve().parents[2] / "sample_data"
PROJECT = FOLDER / "汐見浜.gisproj"
GML = "{http://www.opengis.net/gml}"
BLDG = "{http://www.opengis.net/citygml/building/2.0}"
APP = "{http://www.opengis.net/citygml/appearance/2.0}"
URO = "{https://www.geospatial.jp/iur/uro/3.1}"
HREF = "{http://www.w3.org/1999/xlink}href"
# Values that lie deeper than the building itself and are still asked for by name.
DEEPER = ("buildingID", "totalFloorArea", "buildingFootprintArea", "lod1HeightType", "LocalityName")


@dataclass
class Surface:
    """One polygon: its rings as latitude, longitude, height, closed as in the file."""

    name: str | None
    rings: list[NDArray[np.float64]]


@dataclass
class Solid:
    """A solid and how it was written."""

    tag: str
    surfaces: list[Surface]
    missing: list[str]


@dataclass
class House:
    """What the tests ask about one building."""

    file: str
    gml_id: str
    codes: list[tuple[str, str]]
    values: dict[str, str]
    outline: list[NDArray[np.float64]]
    solids: list[Solid]
    parts: int
    installations: int
    openings: int
    risks: list[dict[str, str]] = field(default_factory=list)


@cache
def archive() -> zipfile.ZipFile:
    """Open the one archive of the folder."""
    (path,) = FOLDER.glob("*.zip")
    return zipfile.ZipFile(io.BytesIO(path.read_bytes()))


@cache
def summary() -> dict[str, object]:
    """Read what the generator counted."""
    loaded: dict[str, object] = json.loads((FOLDER / "summary.json").read_text(encoding="utf-8"))
    return loaded


def members(folder: str, ending: str) -> list[str]:
    """Names of the members in a folder of the data set."""
    return [name for name in archive().namelist() if f"/{folder}/" in name and name.endswith(ending)]


def numbers(text: str) -> NDArray[np.float64]:
    """Return a position list as (n, 3)."""
    return np.array(text.split(), dtype=np.float64).reshape(-1, 3)


def surface(polygon: etree._Element) -> Surface:
    """Read a polygon."""
    rings = [numbers(str(ring.text)) for ring in polygon.iter(f"{GML}posList")]
    return Surface(polygon.get(f"{GML}id"), rings)


def solids(element: etree._Element, polygons: dict[str, Surface]) -> Iterator[Solid]:
    """Read the solids of a building and its parts, links followed."""
    for tag in ("lod1Solid", "lod2Solid", "lod3Solid"):
        for solid in element.iter(f"{BLDG}{tag}"):
            found, missing = [surface(polygon) for polygon in solid.iter(f"{GML}Polygon")], []
            for member in solid.iter(f"{GML}surfaceMember"):
                link = member.get(HREF)
                if link is None:
                    continue
                if link.removeprefix("#") in polygons:
                    found.append(polygons[link.removeprefix("#")])
                else:
                    missing.append(link)
            yield Solid(tag, found, missing)


def house(element: etree._Element, file: str) -> House:
    """Read one building."""
    polygons = {}
    for polygon in element.iter(f"{GML}Polygon"):
        if polygon.get(f"{GML}id") is not None:
            polygons[str(polygon.get(f"{GML}id"))] = surface(polygon)
    leaves = [node for node in element.iter() if len(node) == 0 and node.text and not node.text.isspace()]
    codes = [
        (Path(str(node.get("codeSpace"))).name, str(node.text))
        for node in leaves
        if node.get("codeSpace") is not None
    ]
    own = [node for node in element if len(node) == 0 and node.text]
    values = {etree.QName(node).localname: str(node.text) for node in own}
    for node in leaves:
        if etree.QName(node).localname in DEEPER:
            values[etree.QName(node).localname] = str(node.text)
    (outline,) = element.iter(f"{BLDG}lod0RoofEdge")
    return House(
        file=file,
        gml_id=str(element.get(f"{GML}id")),
        codes=codes,
        values=values,
        outline=[numbers(str(ring.text)) for ring in outline.iter(f"{GML}posList")],
        solids=list(solids(element, polygons)),
        parts=len(list(element.iter(f"{BLDG}BuildingPart"))),
        installations=len(list(element.iter(f"{BLDG}BuildingInstallation"))),
        openings=len(list(element.iter(f"{BLDG}opening"))),
        risks=[
            {"kind": etree.QName(risk[0]).localname}
            | {etree.QName(child).localname: str(child.text) for child in risk[0]}
            for risk in element.iter(f"{URO}bldgDisasterRiskAttribute")
        ],
    )


@cache
def houses() -> tuple[House, ...]:
    """Read every building of every file."""
    found = []
    for name in members("bldg", ".gml"):
        for _, element in etree.iterparse(archive().open(name), tag=f"{BLDG}Building"):
            found.append(house(element, name))
            element.clear()
    return tuple(found)


@cache
def to_map() -> Transformer:
    """Latitude and longitude to plane rectangular zone I."""
    return Transformer.from_crs("EPSG:6668", "EPSG:6669", always_xy=True)


def on_map(positions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return positions as east, north, height."""
    east, north = to_map().transform(positions[:, 1], positions[:, 0])
    return np.column_stack([east, north, positions[:, 2]])


@cache
def relief() -> NDArray[np.float64]:
    """Read the triangles of the relief file: (n, 3, 3) east, north, height."""
    texts = []
    for name in members("dem", ".gml"):
        for _, triangle in etree.iterparse(archive().open(name), tag=f"{GML}posList"):
            texts.append(str(triangle.text))
            triangle.clear()
    closed = numbers(" ".join(texts)).reshape(-1, 4, 3)
    np.testing.assert_array_equal(closed[:, 0], closed[:, 3])
    return on_map(closed[:, :3].reshape(-1, 3)).reshape(-1, 3, 3)


def layer(opened: Opened, name: str) -> Layer:
    """Return the layer of a name."""
    (found,) = (one for one in opened.project.layers if one.name == name)
    return found


def shapes(opened: Opened, name: str) -> NDArray[np.object_]:
    """Return the shapes of a layer as the program stored them, metres of zone I."""
    one = layer(opened, name)
    rows: NDArray[np.object_] = one.data.store.shapes(np.arange(len(one.table())))
    return rows


def footprints() -> NDArray[np.object_]:
    """Return the outlines of all buildings, metres of zone I."""
    return np.array([shapely.Polygon(on_map(one.outline[0])[:, :2]) for one in houses()])
