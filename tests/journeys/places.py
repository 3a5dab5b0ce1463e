"""Counts and extents of real files, found without the program: what its layers are compared with."""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from lxml import etree
from pyproj import Transformer

from tests.importers.citygml.features.oracle import ID, features, local

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.importers.citygml.features.oracle import Feature

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CLOSE = 0.002
"""Metres: twice a millimetre, for both sides round."""


def said_by_gdal(path: Path, crs: str) -> NDArray[np.object_]:
    """Return the shapes of a file as geopandas reads them and takes them into a system."""
    import geopandas as gpd
    import pyogrio

    frame = pyogrio.read_dataframe(path)
    if frame.crs is None:  # TopoJSON knows longitude and latitude only
        frame = frame.set_crs(4326)
    assert isinstance(frame, gpd.GeoDataFrame)
    found: NDArray[np.object_] = frame.to_crs(crs).geometry.to_numpy()
    return found


def rows_by_sheet(path: Path) -> dict[str, int]:
    """Count the rows of a workbook that hold anything, sheet by sheet."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        book = etree.fromstring(archive.read("xl/workbook.xml"))
        relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {one.get("Id"): one.get("Target") for one in relations}
        for sheet in book.iter(f"{SHEET}sheet"):
            relation = next(value for name, value in sheet.attrib.items() if str(name).endswith("}id"))
            part = str(targets[relation]).lstrip("/").removeprefix("xl/")
            rows = etree.fromstring(archive.read(f"xl/{part}")).iter(f"{SHEET}row")
            filled = sum(
                any(one.text for one in row.iter(f"{SHEET}v", f"{SHEET}t") if one.text and one.text.strip())
                for row in rows
            )
            found[str(sheet.get("name"))] = filled
    return found


def count_in_zips(path: Path, wanted: bytes) -> int:
    """Count a pattern in all members of a zip, also of zips within it."""

    def count(data: bytes) -> int:
        if not data.startswith(b"PK"):
            return len(re.findall(wanted, data))
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return sum(count(archive.read(name)) for name in archive.namelist())

    return count(path.read_bytes())


def degrees_of_json(path: Path) -> NDArray[np.float64]:
    """Return longitudes and latitudes of GeoJSON points or of a list of records with lng and lat."""
    plain = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(plain, list):
        pairs = [(one["lng"], one["lat"]) for one in plain if one.get("lat") is not None]
    else:
        pairs = [one["geometry"]["coordinates"][:2] for one in plain["features"]]
    return np.array(pairs, dtype=float)


@cache
def classes(path: Path) -> dict[str, tuple[int, NDArray[np.float64]]]:
    """Return for each class of a PLATEAU dataset its features and the corners of what they say.

    Returns
    -------
    dict
        By class as the files write it: number of features, and (n, 2) longitudes and latitudes in degrees.
        Nested features count for themselves; coordinates only for those who hold them directly.
    """
    number: Counter[str] = Counter()
    spots: dict[str, list[NDArray[np.float64]]] = {}
    for one in features(path):
        number[one.key] += 1
        spots.setdefault(one.key, []).append(_spots(one))
    return {key: (number[key], np.concatenate(found)) for key, found in spots.items()}


def _spots(feature: Feature) -> NDArray[np.float64]:
    """Return longitudes and latitudes of the coordinates of a feature in (latitude, longitude, height)."""
    texts = [
        one.text or ""
        for one in feature.element.iterdescendants("{*}posList", "{*}pos")
        if not any(local(above) == "Envelope" for above in one.iterancestors())
    ]
    numbers = np.array(" ".join(texts).split(), dtype=float)
    assert len(numbers) % 3 == 0, feature.element.get(ID)
    return numbers.reshape(-1, 3)[:, 1::-1]


def box_in(degrees: NDArray[np.float64], crs: str) -> NDArray[np.float64]:
    """Return west, south, east, north in metres of points in degrees of JGD2011."""
    east, north = Transformer.from_crs(6668, crs, always_xy=True).transform(*degrees.T)
    return np.array([east.min(), north.min(), east.max(), north.max()])


def box_of(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return west, south, east, north of points that are metres already."""
    return np.concatenate([points.min(axis=0), points.max(axis=0)])
