"""Everything that lies in the collection comes in by the door of drag and drop, whole and to its place.

Readers have tests of their own; here each file is given to the program as staff give it, and what comes of it
is held against another reader: GDAL for vectors, libxml2 for GML, the plain text for lists.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from gisapp.reading import read_data
from importers.citygml.dataset import open_dataset
from layers.errors import NotRecognised
from layers.feedback import Feedback
from layers.vector import Vector
from tests import cities
from tests.importers.citygml.features.oracle import DATASETS
from tests.importers.citygml.reading import expect_sentence
from tests.importers.citygml.test_counts import contents, count_buildings
from tests.journeys import places
from tests.realdata import DATA, real_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from importers.base import ImportResult

FILES = [path for path in real_files("gis/**/*") if path.is_file()]
SHELTERS = [path for path in FILES if "jp-shelter-api" in path.parts and path.stem.isdigit()]
TOWNS = [path for path in FILES if "japanese-addresses" in path.parts and path.suffix == ".json"]
WORKBOOKS = [path for path in FILES if path.suffix == ".xlsx"]
MAPS = [path for path in FILES if path.suffix == ".zip"]
GROUND = [path for path in FILES if path.suffix == ".xml" and not path.name.endswith(".aux.xml")]
LISTS = [path for path in FILES if path.name == "code-to-city.json"]
VECTORS = [
    path
    for path in FILES
    if path.suffix in (".shp", ".geojson", ".topojson", ".json") and path not in [*SHELTERS, *TOWNS, *LISTS]
]
DATA_FILES = [*SHELTERS, *TOWNS, *WORKBOOKS, *MAPS, *GROUND, *LISTS, *VECTORS]
BESIDE = (".cpg", ".dbf", ".prj", ".shx", ".md", ".txt", ".aux.xml", "LICENSE")
"""Endings of what is no data by itself."""
N03 = "gis/nagasaki_n03/nagasaki_municipalities_N03_from_jpndistrict.geojson"
ZONE_ONE = "EPSG:6669"


def name_of(path: Path) -> str:
    return "/".join(path.relative_to(DATA).parts[-2:])


@cache
def read(path: Path, target: str = "") -> ImportResult:
    """Return what drag and drop makes of a file or a dataset; read once for all tests of a run."""
    return read_data(path, Feedback(), stores=cities.stores(), target=target)


def vectors(result: ImportResult) -> list[Vector]:
    return [layer for layer in result.layers if isinstance(layer, Vector)]


def expect_adding_up(layer: Vector) -> None:
    """Hold a receipt to its sum: what came in is shown, has no shape, or is left out for a reason."""
    receipt = layer.data.store.manifest["receipt"]
    assert receipt["in"] == receipt["shown"] + receipt["without_shape"] + sum(receipt["left_out"].values())
    assert receipt["shown"] + receipt["without_shape"] == len(layer.table())
    assert receipt["digest"]
    assert receipt["target"] == layer.data.crs


# ------------------------------------------------------------------------------------- files of a city hall


def test_every_file_is_held_against_something(data_root: Path) -> None:
    rest = [path for path in FILES if path not in DATA_FILES]
    assert rest
    assert [path.name for path in rest if not path.name.endswith(BESIDE)] == []
    assert len(DATA_FILES) == len(set(DATA_FILES)) > 80


def test_what_is_no_data_by_itself_is_refused_in_one_sentence(data_root: Path) -> None:
    for path in FILES:
        if path not in DATA_FILES:
            with pytest.raises(NotRecognised) as caught:
                read_data(path, Feedback())
            expect_sentence(caught.value, path.name)


@pytest.mark.parametrize("path", VECTORS, ids=name_of)
def test_every_vector_file_lies_where_gdal_puts_it_to_the_millimetre(path: Path) -> None:
    (layer,) = vectors(read(path))
    store = layer.data.store
    wanted = places.said_by_gdal(path, store.crs)
    assert len(layer.table()) == len(wanted) > 0
    found = store.shapes(np.arange(store.count))
    assert shapely.get_type_id(found).tolist() == shapely.get_type_id(wanted).tolist()
    ours, theirs = shapely.get_coordinates(found), shapely.get_coordinates(wanted)
    assert ours.shape == theirs.shape
    assert np.abs(ours - theirs).max() < places.CLOSE
    expect_adding_up(layer)


@pytest.mark.parametrize("path", [*SHELTERS, *TOWNS], ids=name_of)
def test_every_list_of_points_is_whole(path: Path) -> None:
    (layer,) = vectors(read(path, ZONE_ONE))
    plain = json.loads(path.read_text(encoding="utf-8"))
    assert len(layer.table()) == len(plain if isinstance(plain, list) else plain["features"])
    store = layer.data.store
    wanted = places.degrees_of_json(path)
    west, south, _, east, north, _ = store.manifest["bounds"]
    assert np.abs(np.array([west, south, east, north]) - places.box_in(wanted, ZONE_ONE)).max() < places.CLOSE
    assert store.manifest["receipt"]["shown"] == len(wanted)
    expect_adding_up(layer)


@pytest.mark.parametrize("path", WORKBOOKS, ids=name_of)
def test_every_row_of_every_sheet_is_there_or_is_a_heading(path: Path) -> None:
    result = read(path)
    found = {layer.name: len(layer.table()) for layer in vectors(result)}
    wanted = places.rows_by_sheet(path)
    assert set(found) <= set(wanted)
    headings = {name: wanted[name] - count for name, count in found.items()}
    assert all(0 < count <= 3 for count in headings.values()), headings
    assert all(wanted[name] <= 3 for name in wanted.keys() - found.keys())  # nothing but headings
    for layer in vectors(result):
        expect_adding_up(layer)


@pytest.mark.parametrize("path", LISTS, ids=name_of)
def test_a_list_without_places_is_a_table(path: Path) -> None:
    (layer,) = vectors(read(path))
    assert len(layer.table()) == len(json.loads(path.read_text(encoding="utf-8")))
    assert layer.extent() is None
    expect_adding_up(layer)


@pytest.mark.parametrize("path", MAPS, ids=name_of)
def test_every_lot_and_point_of_a_cadastral_map_is_there(path: Path) -> None:
    found = {layer.name: layer for layer in vectors(read(path))}

    def count(element: str) -> int:
        return places.count_in_zips(path, f"<(?:\\w+:)?{element}[ >]".encode())

    marks = count("基準点")
    wanted = {
        "筆（土地）": count("筆"),
        "筆界点": count("GM_Point") - marks,
        "筆界線": count("GM_Curve"),
        "図郭": count("図郭"),
        "基準点": marks,
    }
    assert {name: len(layer.table()) for name, layer in found.items()} == wanted
    for layer in found.values():
        expect_adding_up(layer)


@pytest.mark.parametrize("path", GROUND, ids=name_of)
def test_a_tile_of_ground_covers_its_envelope(path: Path) -> None:
    (layer,) = read(path).layers
    text = path.read_text(encoding="utf-8")
    corners = [
        [float(word) for word in found.split()]
        for found in re.findall(r"<gml:(?:lower|upper)Corner>([^<]+)<", text)
    ]
    box = places.box_in(np.array(corners)[:, ::-1], layer.data.crs)
    extent = layer.extent()
    assert extent is not None
    found = np.array([extent[k] for k in (0, 1, 3, 4)])
    cell = 6.5  # metres of five-metre cells aslant, and of the grid that they are laid on
    assert np.abs(found - box).max() < 2 * cell + 0.002 * float(box[2] - box[0])


# ------------------------------------------------------------------------------------- at their place


def test_the_layers_of_nagasaki_lie_within_the_boundaries_of_nagasaki(
    real_data: Callable[[str], Path],
) -> None:
    (boundary,) = vectors(read(real_data(N03), ZONE_ONE))
    store = boundary.data.store
    codes = boundary.table().texts("N03_007").tolist()
    assert len(set(codes)) == 21
    shapes = store.shapes(np.arange(store.count))
    cities_of = {code: shapely.union_all(shapes[[one == code for one in codes]]) for code in set(codes)}
    words = boundary.table().texts("N03_004").tolist()
    pairs = zip(codes, (text.rpartition(" ")[2] for text in words), strict=True)
    named = dict(sorted(pairs, key=lambda pair: -len(pair[1])))  # 南島原市 before 島原市
    looked_at = outside = 0
    for path in [*SHELTERS, *TOWNS]:
        (layer,) = vectors(read(path, ZONE_ONE))
        points = layer.data.store.shapes(np.arange(layer.data.store.count))
        own = path.stem[:5]
        if path in TOWNS:
            own = next(code for code in named if path.stem.endswith(named[code]))
        # A city also lists homes for the old in its neighbours, with the address there.
        texts = layer.table().texts("住所").tolist() if path in SHELTERS else [""] * len(points)
        there = [next((code for code in named if named[code] in text), own) for text in texts]
        distance = shapely.distance(points, np.array([cities_of[code] for code in there]))
        distance = distance[~shapely.is_missing(points)]
        assert np.median(distance) == 0, path
        far = distance >= 300  # quays and filled land lie before the coast of the boundary
        assert far.mean() < 0.1, path
        looked_at += len(distance)
        outside += int(far.sum())
    print(f"{looked_at:,} points, {outside} of them outside the city of their address")
    assert looked_at > 5000
    assert outside < 0.01 * looked_at


@pytest.mark.parametrize(
    "pattern",
    [
        "gis/govpolygon/nagasaki.topojson",
        "gis/japan-topography/**/geojson/**/*.json",
        "gis/japan-topography/**/topojson/**/*.json",
    ],
)
def test_the_boundaries_of_all_sources_lie_on_one_another(
    pattern: str, real_data: Callable[[str], Path]
) -> None:
    def whole(path: Path) -> shapely.Geometry:
        store = vectors(read(path, ZONE_ONE))[0].data.store
        return shapely.union_all(shapely.make_valid(store.shapes(np.arange(store.count))))

    best, other = whole(real_data(N03)), whole(real_data(pattern))
    assert shapely.area(shapely.intersection(best, other)) > 0.97 * shapely.area(best)


def test_prior_01_the_first_width_of_the_roads_of_chino(real_data: Callable[[str], Path]) -> None:
    (layer,) = vectors(read(real_data("gis/development-permission/**/f_split_line.shp")))
    table = layer.table()
    assert table.texts("label_text")[0] == "2.1m(1.1m)"
    assert table.numbers("road_width")[0] == pytest.approx(2.1)
    assert table.numbers("roadway_wi")[0] == pytest.approx(1.1)


def test_prior_02_the_prj_of_chino_is_zone_eight_of_jgd2000(data_root: Path) -> None:
    looked_at = 0
    for path in VECTORS:
        if path.suffix == ".shp" and "JGD_2000_Japan_Zone_8" in path.with_suffix(".prj").read_text("utf-8"):
            assert vectors(read(path))[0].crs == "EPSG:2450"
            looked_at += 1
    assert looked_at == 9


# ------------------------------------------------------------------------------------- PLATEAU

OTHER_LEVELS = {
    ("13999", "tun:Tunnel"): "level 1 of the sample reaches 600 m further than the level that is shown",
    ("plateau-3", "uro:OtherConstruction"): "level 1 of the sample lies 27 km beside the level that is shown",
    ("plateau-3", "tran:Square"): "the network of the square reaches further than its surface",
    ("plateau-3", "tran:Railway"): "the areas that belong to the railway are layers of their own",
    ("plateau-3", "uro:"): "pipes and chambers of the sample differ by centimetres between levels",
    ("08220", "veg:SolitaryVegetationObject"): "trees differ by centimetres between levels",
}
"""Where a file says more than the level that is shown, and why: there the layer lies within the file."""


def class_of(layer: Vector) -> str:
    return str(layer.data.store.manifest["key"]).partition("/")[0].partition("@")[0]


@pytest.mark.parametrize("path", DATASETS, ids=lambda path: path.name)
def test_every_dataset_comes_in_whole_and_to_its_place(path: Path) -> None:
    if path.name == "_citygml3_plateau6":
        with pytest.raises(NotRecognised) as caught:
            read(path)
        expect_sentence(caught.value, path.name, "CityGML 3.0", "まだ表示できません")
        return
    result = read(path)
    dataset = open_dataset(path)
    buildings = sum(count_buildings(data) for data in contents(dataset).values())
    assert result.counts.get("buildings", 0) + result.counts.get("left_out_buildings", 0) == buildings
    ground = any(file.theme == "dem" for file in dataset.files)
    kinds = [layer.kind for layer in result.layers]
    assert (kinds.count("buildings"), kinds.count("terrain")) == (bool(buildings), ground)
    found: dict[str, list[Vector]] = {}
    for layer in vectors(result):
        expect_adding_up(layer)
        found.setdefault(class_of(layer), []).append(layer)
    wanted = places.classes(path)
    assert {key: sum(len(one.table()) for one in layers) for key, layers in found.items()} == {
        key: count for key, (count, _) in wanted.items() if key in found
    }
    left_out = {key: count for key, (count, _) in wanted.items() if key not in found}
    told = sum(
        sum(one.data.store.manifest["receipt"]["left_out"].values())
        for ones in found.values()
        for one in ones
    )
    assert told == sum(left_out.values())
    if path.name.startswith("_"):
        return  # made to be wrong: their coordinates are the fault
    for key, layers in found.items():
        crs = layers[0].data.crs
        boxes = np.array([one.data.store.manifest["bounds"] for one in layers])
        box = np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 3:5].max(axis=0)])
        degrees = wanted[key][1]
        assert len(degrees), key
        said = places.box_in(degrees, crs) if layers[0].crs == "EPSG:6697" else places.box_of(degrees)
        apart = (box - said) * [1, 1, -1, -1]
        more = any(path.name.startswith(name) and key.startswith(one) for name, one in OTHER_LEVELS)
        assert (apart > -places.CLOSE).all(), key
        assert more or (apart < places.CLOSE).all(), (key, apart)
