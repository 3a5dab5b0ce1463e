"""Heights, footprints, corners and volumes of real buildings, against a plain reading of the files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from layers.drawables import Surface
from tests import cities
from tests.importers.citygml import source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lxml import etree
    from numpy.typing import NDArray

    from layers.store.city import CityStore

FULL = bool(os.environ.get("GISAPP_FULL"))
"""Look at all buildings of the large city, which takes minutes."""

SAMPLES = [
    (cities.SHUNAN, "", 60),
    (cities.KAGA, "", 60),
    (cities.KAGA_2022, "", 40),
    (cities.TAKO, "", 60),
    (cities.TOKYO, "", 9),
    (cities.TOKYO_2020, "bldg", 11),
    (cities.YOKOSUKA, "", 13),
    (cities.OSAKA, "5135734", 60),
    (cities.TATEBAYASHI, "54392482", 60),
    (cities.TATEBAYASHI, "54393414", 60),
]
"""Dataset, what the names of its files hold, and how many of their buildings are looked at."""


def chosen(name: str, wanted: str, count: int) -> Iterator[tuple[int, etree._Element]]:
    """Yield the rows in the store and the elements of a sample of buildings."""
    store = cities.buildings(name).data.store
    table = store.columns(["gml_id", "source_file"])
    files = np.array(table.column("source_file").cast("string").to_pylist(), dtype=object)
    rows = np.flatnonzero([wanted in file for file in files])
    picked = set(np.random.default_rng(len(rows)).permutation(len(rows))[:count].tolist())
    seen = 0
    for number, (file, element) in enumerate(source.buildings(cities.path(name), wanted)):
        if number in picked:
            row = int(rows[number])
            assert table.column("gml_id")[row].as_py() == source.identifier(element)
            assert files[row] == file
            seen += 1
            yield row, element
    assert seen == min(count, len(rows)) > 0


def mesh_corners(store: CityStore, row: int, lod: int) -> NDArray[np.float64]:
    """Return the corners of the triangles that bound one building at one level."""
    first = store.first_features
    source_number = int(np.searchsorted(first, row, side="right")) - 1
    chunks = np.flatnonzero((store.chunks["source"] == source_number) & (store.chunks["lod"] == lod))
    found = [np.empty((0, 3, 3))]
    for chunk in chunks.tolist():
        mesh = store.mesh(chunk)
        mine = mesh.triangles[(mesh.features == row) & (mesh.surfaces < Surface.WINDOW)]
        if len(mine):
            found.append(mesh.points[mine].astype(np.float64) + mesh.origin)
    return np.concatenate(found)


@pytest.mark.parametrize(("name", "wanted", "count"), SAMPLES)
def test_heights_and_corners_are_those_of_the_file(
    name: str, wanted: str, count: int, real_data: Callable[[str], Path]
) -> None:
    store = cities.buildings(name).data.store
    metres = source.Metres(store.crs)
    compared = 0
    for row, element in chosen(name, wanted, count):
        for lod in (1, 2):
            polygons = source.polygons(element, lod)
            own = int(store.features["lods"][row]) >> lod & 1
            if not polygons or element.find(".//{*}BuildingPart") is not None:
                continue
            assert own
            written = np.concatenate([metres(ring) for polygon in polygons for ring in polygon])
            drawn = mesh_corners(store, row, lod).reshape(-1, 3)
            assert drawn[:, 2].min() == pytest.approx(written[:, 2].min(), abs=1e-3)
            assert drawn[:, 2].max() == pytest.approx(written[:, 2].max(), abs=1e-3)
            # Every corner as written is a corner of the mesh, and the other way round, to the millimetre.
            near = shapely.STRtree(shapely.points(drawn[:, :2])).nearest(shapely.points(written[:, :2]))
            apart = np.linalg.norm(drawn[near, :2] - written[:, :2], axis=1)
            assert apart.max() < 2e-3
            back = shapely.STRtree(shapely.points(written[:, :2])).nearest(shapely.points(drawn[:, :2]))
            assert np.linalg.norm(written[back, :2] - drawn[:, :2], axis=1).max() < 2e-3
            compared += 1
        solid = [ring for lod in (1, 2) for polygon in source.polygons(element, lod) for ring in polygon]
        if solid and element.find(".//{*}BuildingPart") is None and not int(store.features["lods"][row]) >> 3:
            heights = np.concatenate([ring.numbers[:, 2] for ring in solid])
            assert store.features["bottom"][row] == pytest.approx(heights.min(), abs=1e-6)
            assert store.features["top"][row] == pytest.approx(heights.max(), abs=1e-6)
    assert compared


@pytest.mark.parametrize(("name", "wanted", "count"), SAMPLES)
def test_footprints_are_those_of_the_file_to_a_tenth_of_a_millimetre(
    name: str, wanted: str, count: int, real_data: Callable[[str], Path]
) -> None:
    store = cities.buildings(name).data.store
    metres = source.Metres(store.crs)
    table = store.columns(["geometry", "lod", "ground_height", "top_height"])
    compared = 0
    for row, element in chosen(name, wanted, count):
        polygons = source.polygons(element, 0)
        if not polygons:
            continue
        stored = shapely.from_wkb(table.column("geometry")[row].as_py())
        parts = shapely.get_parts(stored)
        assert len(parts) == len(polygons)
        for part, polygon in zip(parts.tolist(), polygons, strict=True):
            rings = [part.exterior, *part.interiors]
            assert len(rings) == len(polygon)
            for ring, written in zip(rings, polygon, strict=True):
                expected = metres(written)[:, :2]
                found = np.asarray(ring.coords)
                assert len(found) == len(expected) + 1
                np.testing.assert_allclose(found[:-1], expected, rtol=0, atol=1e-4)
        compared += 1
    assert compared or name == cities.SHUNAN  # which has no LOD0


def test_without_lod0_the_footprint_is_the_bottom_of_the_solid(real_data: Callable[[str], Path]) -> None:
    store = cities.buildings(cities.SHUNAN).data.store
    metres = source.Metres(store.crs)
    geometry = store.columns(["geometry"]).column(0)
    for row, element in chosen(cities.SHUNAN, "", 100):
        stored = shapely.from_wkb(geometry[row].as_py())
        (walls_below,) = [
            metres(polygon[0])[:, :2]
            for polygon in source.polygons(element, 1)
            if len(set(polygon[0].numbers[:, 2].tolist())) == 1
            and polygon[0].numbers[0, 2] == min(p[0].numbers[0, 2] for p in source.polygons(element, 1))
        ]
        assert stored.area == pytest.approx(shapely.Polygon(walls_below).area, rel=1e-9)


# ------------------------------------------------------------------------------------- volumes

SOLIDS = [
    (cities.SHUNAN, ""),
    (cities.KAGA, ""),
    (cities.KAGA_2022, ""),
    (cities.TAKO, ""),
    (cities.TOKYO, ""),
    (cities.OSAKA, "5135734"),
    (cities.OSAKA, "52350312"),
    *(
        [(cities.TATEBAYASHI, "")]
        if FULL
        else [(cities.TATEBAYASHI, "54393414"), (cities.TATEBAYASHI, "54392482")]
    ),
]


def stored_volumes(store: CityStore, lod: int) -> NDArray[np.float64]:
    """Return what the triangles of each building enclose, ground surfaces and all."""
    found = np.zeros(store.count)
    for chunk in np.flatnonzero(store.chunks["lod"] == lod).tolist():
        mesh = store.mesh(chunk)
        bounding = mesh.surfaces < Surface.WINDOW
        corners = mesh.points[mesh.triangles[bounding]].astype(np.float64)
        cones = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])) / 6
        found += np.bincount(mesh.features[bounding], weights=cones, minlength=store.count)
    return found


@pytest.mark.parametrize(("name", "wanted"), SOLIDS)
def test_closed_solids_enclose_what_their_polygons_enclose(
    name: str, wanted: str, real_data: Callable[[str], Path]
) -> None:
    store = cities.buildings(name).data.store
    metres = source.Metres(store.crs)
    identifiers = store.columns(["gml_id"]).column(0).to_pylist()
    rows = {identifier: row for row, identifier in enumerate(identifiers)}
    stored = {lod: stored_volumes(store, lod) for lod in (1, 2)}
    closed = {1: 0, 2: 0}
    solids = {1: 0, 2: 0}
    worst = 0.0
    for _, element in source.buildings(cities.path(name), wanted):
        for lod in (1, 2):
            solid = source.polygons(element, lod)
            if not solid or element.find(".//{*}BuildingPart") is not None:
                continue
            solids[lod] += 1
            if not source.is_closed(solid):
                continue
            closed[lod] += 1
            expected = source.volume(solid, metres)
            found = stored[lod][rows[source.identifier(element)]]
            off = abs(found - expected) / max(abs(expected), 1.0)
            worst = max(worst, off)
            assert off < 1e-3, f"{source.identifier(element)}: {found} and {expected} cubic metres"
    print(f"{name} {wanted}: {closed} of {solids} solids are closed, the worst differs by {worst:.1e}")
    assert closed[1] > 0.9 * solids[1] > 0
    if name in (cities.KAGA, cities.KAGA_2022, cities.TOKYO):
        assert closed[2] > 0
