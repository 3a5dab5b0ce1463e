"""Datasets of features made for a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from importers.citygml.dataset import open_dataset
from importers.citygml.features.theme import read_theme
from layers.feedback import Feedback
from tests.importers.citygml import gml, reading

if TYPE_CHECKING:
    from pathlib import Path

    from importers.collection import Collection
    from layers.feedback import Finding

NAMESPACES = {
    **gml.NAMESPACES,
    "wtr": "http://www.opengis.net/citygml/waterbody/2.0",
    "luse": "http://www.opengis.net/citygml/landuse/2.0",
    "frn": "http://www.opengis.net/citygml/cityfurniture/2.0",
    "veg": "http://www.opengis.net/citygml/vegetation/2.0",
    "brid": "http://www.opengis.net/citygml/bridge/2.0",
    "grp": "http://www.opengis.net/citygml/cityobjectgroup/2.0",
    "urf": "https://www.geospatial.jp/iur/urf/3.1",
}
TARGET = "EPSG:6677"
SQUARE: list[gml.Point] = [(0, 0, 0), (100, 0, 0), (100, 100, 0), (0, 100, 0)]
HOLE: list[gml.Point] = [(20, 20, 0), (20, 40, 0), (40, 40, 0), (40, 20, 0)]


def document(*members: str, srs: str = gml.SRS) -> str:
    """Return a document around features, each put into a member."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    inside = "\n".join(gml.member(text) for text in members)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<core:CityModel {declared}>\n<gml:boundedBy>'
        f'<gml:Envelope srsName="{srs}" srsDimension="3"><gml:lowerCorner>36 139 0</gml:lowerCorner>'
        "<gml:upperCorner>37 140 50</gml:upperCorner></gml:Envelope></gml:boundedBy>\n"
        f"{inside}\n</core:CityModel>\n"
    )


def road(inside: str = "", identifier: str = "tran_1") -> str:
    """Return a road with a square of LOD1."""
    shape = f"<tran:lod1MultiSurface>{gml.surfaces(gml.polygon(SQUARE))}</tran:lod1MultiSurface>"
    return f'<tran:Road gml:id="{identifier}">{inside}{shape}</tran:Road>'


def line(points: list[gml.Point]) -> str:
    return f"<gml:LineString><gml:posList>{gml.positions(points)}</gml:posList></gml:LineString>"


def path_of(theme: str, name: str = "", folder: str = "") -> str:
    inside = f"{folder}/" if folder else ""
    return f"{reading.ROOT}/udx/{theme}/{inside}{name or f'{gml.MESH}_{theme}_6697_op.gml'}"


def read(base: Path, theme: str, files: dict[str, str]) -> tuple[list[Collection], list[Finding]]:
    """Write files, read a theme, and return its collections and what was found beside them."""
    feedback = Feedback()
    dataset = open_dataset(reading.folder(base, files))
    return read_theme(dataset, theme, {}, TARGET, feedback), feedback.findings


def read_one(base: Path, theme: str, *members: str, srs: str = gml.SRS) -> Collection:
    """Return the only collection of a file with some features."""
    (collection,), _ = read(base, theme, {path_of(theme): document(*members, srs=srs)})
    return collection
