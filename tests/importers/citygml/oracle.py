"""Buildings read in the plainest way, by XPath over a whole tree: what the importer is compared with."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
from lxml import etree

from importers.citygml import stream
from importers.citygml.attributes import build
from importers.citygml.codelists import Codelists
from importers.citygml.dataset import open_dataset
from importers.citygml.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa
    from numpy.typing import NDArray

    from importers.citygml.dataset import Dataset, GmlFile
    from importers.citygml.elements import Elements
    from layers.feedback import Finding

NAMESPACES = {
    "core": "http://www.opengis.net/citygml/2.0",
    "bldg": "http://www.opengis.net/citygml/building/2.0",
    "gen": "http://www.opengis.net/citygml/generics/2.0",
    "gml": "http://www.opengis.net/gml",
    "xAL": "urn:oasis:names:tc:ciq:xsdschema:xAL:2.0",
}
ID = "{http://www.opengis.net/gml}id"


@dataclass
class City:
    """Tables of a dataset, or of some of its files."""

    tables: list[pa.Table] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """All buildings as plain values."""
        return [row for table in self.tables for row in table.to_pylist()]


def building_rows(elements: Elements) -> NDArray[np.int32]:
    """Return the rows of buildings that are members of the city model."""
    paths = [
        path
        for path, chain in enumerate(elements.chains)
        if len(chain) == 2 and chain[1].local == "Building" and "/building/" in chain[1].namespace
    ]
    rows = [elements.rows_by_path[path] for path in paths]
    return np.sort(np.concatenate(rows)).astype(np.int32) if rows else np.empty(0, dtype=np.int32)


def building_files(dataset: Dataset) -> Iterator[tuple[GmlFile, bytes]]:
    """Yield the files of a dataset that hold buildings."""
    for file in dataset.files:
        with dataset.container.open(file.path) as opened:
            data = opened.read()
        if b":Building " in data or b"<Building " in data:
            yield file, data


def read_file(dataset: Dataset, file: GmlFile, data: bytes, codelists: Codelists) -> City:
    """Return the tables of one file, read window by window as the importer does."""
    city = City()
    progress = Progress(file.path)
    for elements in stream.read_elements(BytesIO(data), progress):
        place = posixpath.relpath(file.path, file.root or ".")
        rows = building_rows(elements)
        table = build(elements, rows, codelists, city.findings, file.path, place)
        assert len(table) == len(rows)
        city.tables.append(table)
    return city


def open_city(path: Path, files: int = 1) -> Iterator[tuple[City, etree._Element, dict[str, dict[str, str]]]]:
    """Yield table, tree and code lists of the first files with buildings."""
    dataset = open_dataset(path)
    for number, (file, data) in enumerate(building_files(dataset)):
        if number == files:
            return
        codelists = Codelists(dataset.root(file))
        tree = etree.fromstring(data, etree.XMLParser(recover=True))
        yield read_file(dataset, file, data, codelists), tree, dictionaries(dataset, file)


def dictionaries(dataset: Dataset, file: GmlFile) -> dict[str, dict[str, str]]:
    """Return the code lists beside a file by name, read by XPath."""
    lists = {}
    folder = posixpath.join(file.root, "codelists/")
    for name in dataset.container.names():
        if name.startswith(folder) and name.endswith(".xml"):
            with dataset.container.open(name) as opened:
                tree = etree.fromstring(opened.read())
            lists[posixpath.basename(name)[:-4]] = {
                (entry.findtext("gml:name", "", NAMESPACES)).strip(" \r\n\t\u3000"): (
                    entry.findtext("gml:description", "", NAMESPACES)
                ).strip(" \r\n\t\u3000")
                for entry in tree.iterfind(".//gml:Definition", NAMESPACES)
            }
    return lists


def buildings(tree: etree._Element) -> dict[str, etree._Element]:
    """Return the buildings of a tree by gml:id."""
    found = tree.xpath("core:cityObjectMember/bldg:Building", namespaces=NAMESPACES)
    return {building.get(ID): building for building in found}


def texts(building: etree._Element, path: str) -> list[etree._Element]:
    """Return the elements at an XPath; ``uro`` stands for the namespace of the file."""
    uro = {uri for uri in building.nsmap.values() if uri and "/iur/uro/" in uri}
    found: list[etree._Element] = building.xpath(
        path, namespaces={**NAMESPACES, "uro": next(iter(uro), "none")}
    )
    return found
