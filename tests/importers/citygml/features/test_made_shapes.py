"""Shapes of made features: holes, lines, points, levels, references, patterns, damage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from tests.importers.citygml import gml
from tests.importers.citygml.features import made

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

CELL = gml.DEGREES_PER_METRE**2
"""Square degrees of a square metre of these tests."""


def metres(shape: object) -> NDArray[np.float64]:
    """Return coordinates as metres from the corner of the tests, and height."""
    points = shapely.get_coordinates(shape, include_z=True)
    corner = np.array([gml.HERE[1], gml.HERE[0], 0.0])
    return (points - corner) / [gml.DEGREES_PER_METRE, gml.DEGREES_PER_METRE, 1.0]


def codes(collection: object) -> set[str]:
    return {finding.code for finding in collection.findings}  # type: ignore[attr-defined]


def furniture(inside: str, identifier: str = "frn_1") -> str:
    return f'<frn:CityFurniture gml:id="{identifier}">{inside}</frn:CityFurniture>'


def test_a_hole_is_no_area(tmp_path: Path) -> None:
    shape = (
        f"<luse:lod1MultiSurface>{gml.surfaces(gml.polygon(made.SQUARE, made.HOLE))}</luse:lod1MultiSurface>"
    )
    land = made.read_one(tmp_path, "luse", f'<luse:LandUse gml:id="l">{shape}</luse:LandUse>')
    assert land.key == "luse:LandUse"
    assert land.crs == "EPSG:6697"
    assert land.geometry[0].geom_type == "MultiPolygon"
    assert not land.geometry[0].has_z  # heights of zero stand for none
    assert land.geometry[0].area == pytest.approx((10_000 - 400) * CELL, rel=1e-6)
    assert metres(land.geometry[0])[:, :2].max() == pytest.approx(100, abs=1e-6)


def test_polygons_of_a_feature_stay_apart(tmp_path: Path) -> None:
    touching = [(east + 100, north, up) for east, north, up in made.SQUARE]
    both = gml.surfaces(gml.polygon(made.SQUARE), gml.polygon(touching))
    land = made.read_one(
        tmp_path,
        "luse",
        f"<luse:LandUse><luse:lod1MultiSurface>{both}</luse:lod1MultiSurface></luse:LandUse>",
    )
    assert shapely.get_num_geometries(land.geometry[0]) == 2
    assert land.table.column("gml_id").to_pylist() == [None]


def test_water_keeps_its_heights(tmp_path: Path) -> None:
    surface = [(east, north, 12.5) for east, north, _ in made.SQUARE]
    water = f"<wtr:lod1MultiSurface>{gml.surfaces(gml.polygon(surface))}</wtr:lod1MultiSurface>"
    flood = made.read_one(tmp_path, "fld", f'<wtr:WaterBody gml:id="w">{water}</wtr:WaterBody>')
    assert set(metres(flood.geometry[0])[:, 2]) == {12.5}


def test_lines_stand_in_where_there_is_no_surface(tmp_path: Path) -> None:
    network = f"<gml:CompositeCurve><gml:curveMember>{made.line([(0, 0, 0), (5, 5, 0)])}</gml:curveMember>"
    lines = f"<tran:lod0Network>{network}</gml:CompositeCurve></tran:lod0Network>"
    only = f'<tran:Road gml:id="tran_2">{lines}</tran:Road>'
    roads = made.read_one(tmp_path, "tran", made.road(lines), only)
    assert [shape.geom_type for shape in roads.geometry] == ["MultiPolygon", "MultiLineString"]
    assert metres(roads.geometry[1])[:, :2].tolist() == pytest.approx(np.array([[0, 0], [5, 5]]), abs=1e-6)
    assert roads.table.column("lod").to_pylist() == [1, 0]


def test_solids_show_their_best_level_once(tmp_path: Path) -> None:
    box = gml.Box()
    kinds = ["GroundSurface", "RoofSurface", *["WallSurface"] * 4]
    bounding = "".join(
        f"<brid:boundedBy><brid:{kind}><brid:lod2MultiSurface>{gml.surfaces(gml.polygon(face))}"
        f"</brid:lod2MultiSurface></brid:{kind}></brid:boundedBy>"
        for kind, face in zip(kinds, box.faces(), strict=True)
    )
    closing = bounding.replace("RoofSurface", "ClosureSurface")
    solid = gml.solid(*(gml.polygon(face) for face in box.faces()))
    levels = f"<brid:lod1Solid>{solid}</brid:lod1Solid><brid:lod2Solid>{solid}</brid:lod2Solid>"
    bridges = made.read_one(
        tmp_path,
        "brid",
        f'<brid:Bridge gml:id="a">{levels}{bounding}</brid:Bridge>',
        f'<brid:Bridge gml:id="b">{levels}</brid:Bridge>',
        f'<brid:Bridge gml:id="c">{closing}</brid:Bridge>',
        '<brid:Bridge gml:id="d"/>',
    )
    assert shapely.get_num_geometries(bridges.geometry).tolist() == [6, 6, 5, 0]
    assert bridges.geometry[3] is None
    assert bridges.table.column("lod").to_pylist() == [2, 2, 2, None]
    assert all(shape.has_z for shape in bridges.geometry[:3])


def test_symbols_stand_in_only_where_nothing_else_is(tmp_path: Path) -> None:
    point = f"<gml:Point><gml:pos>{gml.positions([(3, 4, -2)])}</gml:pos></gml:Point>"
    symbol = (
        "<uro:frnDmAttribute><uro:DmGeometricAttribute><uro:dmCode>0001</uro:dmCode>"
        f"<uro:lod0Geometry>{point}</uro:lod0Geometry></uro:DmGeometricAttribute></uro:frnDmAttribute>"
    )
    shape = f"<frn:lod1Geometry>{gml.surfaces(gml.polygon(made.SQUARE))}</frn:lod1Geometry>"
    pipes = made.read_one(
        tmp_path,
        "unf",
        f'<uro:Manhole gml:id="a">{symbol}</uro:Manhole>',
        f'<uro:Manhole gml:id="b">{shape}{symbol}</uro:Manhole>',
    )
    assert [shape.geom_type for shape in pipes.geometry] == ["Point", "MultiPolygon"]
    assert metres(pipes.geometry[0])[0].tolist() == pytest.approx([3, 4, -2], abs=1e-6)


def test_a_plane_system_is_turned_to_east_and_north(tmp_path: Path) -> None:
    points = "158000.5 21900.25 -3.5 158010.5 21900.25 -3.5"
    shape = f"<gml:LineString><gml:posList>{points}</gml:posList></gml:LineString>"
    pipe = f'<uro:Pipe gml:id="p"><frn:lod1Geometry>{shape}</frn:lod1Geometry></uro:Pipe>'
    pipes = made.read_one(tmp_path, "unf", pipe, srs="http://www.opengis.net/def/crs/EPSG/0/10169")
    assert pipes.crs == "EPSG:10169"
    coordinates = shapely.get_coordinates(pipes.geometry[0], include_z=True).tolist()
    assert coordinates == [[21900.25, 158000.5, -3.5], [21900.25, 158010.5, -3.5]]


def test_a_reference_brings_the_shape(tmp_path: Path) -> None:
    named = gml.polygon(made.SQUARE, id="poly_1")
    shape = f"<tran:lod1MultiSurface>{gml.surfaces(named)}</tran:lod1MultiSurface>"
    lane = f'<tran:Track gml:id="t">{shape}</tran:Track>'
    links = "".join(
        f"<tran:lod1MultiSurface><gml:MultiSurface><gml:surfaceMember xlink:href={target!r}/>"
        "</gml:MultiSurface></tran:lod1MultiSurface>"
        for target in ("#poly_1", "#nobody", "../tran/other.gml#poly_9")
    )
    squares = [f'<tran:Square gml:id="s{number}">{links}</tran:Square>' for number in range(2)]
    collections, _ = made.read(tmp_path, "squr", {made.path_of("squr"): made.document(lane, *squares)})
    found = {one.product: one for one in collections}
    square = found["tran:Square"]
    assert [shape.area for shape in square.geometry] == [found["tran:Track"].geometry[0].area] * 2
    assert {"xlink-dangling", "xlink-other-file"} <= codes(square)


def implicit(place: gml.Point, shape: str, matrix: str = "") -> str:
    turned = f"<core:transformationMatrix>{matrix}</core:transformationMatrix>" if matrix else ""
    point = f"<gml:Point><gml:pos>{gml.positions([place])}</gml:pos></gml:Point>"
    return (
        f"<frn:lod3ImplicitRepresentation><core:ImplicitGeometry><core:mimeType>x</core:mimeType>{turned}{shape}"
        f"<core:referencePoint>{point}</core:referencePoint></core:ImplicitGeometry>"
        "</frn:lod3ImplicitRepresentation>"
    )


def test_patterns_are_put_to_their_places(tmp_path: Path) -> None:
    ring = "0 0 0 2 0 0 2 1 0 0 1 0 0 0 0"
    pattern = (
        '<core:relativeGMLGeometry><gml:MultiSurface gml:id="pattern"><gml:surfaceMember><gml:Polygon>'
        f"<gml:exterior><gml:LinearRing><gml:posList>{ring}</gml:posList></gml:LinearRing></gml:exterior>"
        "</gml:Polygon></gml:surfaceMember></gml:MultiSurface></core:relativeGMLGeometry>"
    )
    same = '<core:relativeGMLGeometry xlink:href="#pattern"/>'
    absent = '<core:relativeGMLGeometry xlink:href="#elsewhere"/>'
    quarter_turn_up = "0 -1 0 0  1 0 0 0  0 0 1 5  0 0 0 1"
    lamps = made.read_one(
        tmp_path,
        "frn",
        furniture(implicit((0, 0, 10), pattern), "a"),
        furniture(implicit((50, 20, 30), same, quarter_turn_up), "b"),
        furniture(implicit((7, 8, 9), absent), "c"),
    )
    to_plane = Transformer.from_crs(6697, 6677, always_xy=True)

    def local(shape: object, place: gml.Point) -> NDArray[np.float64]:
        points = shapely.get_coordinates(shape, include_z=True)
        east, north = to_plane.transform(points[:, 0], points[:, 1])
        origin = to_plane.transform(
            gml.HERE[1] + place[0] * gml.DEGREES_PER_METRE, gml.HERE[0] + place[1] * gml.DEGREES_PER_METRE
        )
        return np.stack([east - origin[0], north - origin[1], points[:, 2]], axis=1)

    first = [[0, 0, 10], [2, 0, 10], [2, 1, 10], [0, 1, 10], [0, 0, 10]]
    second = [[0, 0, 35], [0, 2, 35], [-1, 2, 35], [-1, 0, 35], [0, 0, 35]]
    assert local(lamps.geometry[0], (0, 0, 0)) == pytest.approx(np.array(first), abs=1e-5)
    assert local(lamps.geometry[1], (50, 20, 0)) == pytest.approx(np.array(second), abs=1e-5)
    assert lamps.geometry[2].geom_type == "Point"
    assert metres(lamps.geometry[2])[0].tolist() == pytest.approx([7, 8, 9], abs=1e-6)
    assert "implicit-without-shape" in codes(lamps)
    assert lamps.table.column("lod").to_pylist() == [3, 3, 3]


def test_faults_are_repaired_or_told(tmp_path: Path) -> None:
    def land(text: str, identifier: str) -> str:
        shape = f"<luse:lod1MultiSurface>{text}</luse:lod1MultiSurface>"
        return f'<luse:LandUse gml:id="{identifier}">{shape}</luse:LandUse>'

    sliver = gml.polygon([(0, 0, 0), (1, 1, 0)])
    away = gml.polygon([(0, 0, 0), (9_000_000, 0, 0), (9_000_000, 9_000_000, 0)])
    words = gml.polygon(made.SQUARE).replace("0.0", "x.y", 1)
    found = made.read_one(
        tmp_path,
        "luse",
        land(gml.surfaces(gml.polygon(made.SQUARE, closed=False)), "open"),
        land(gml.surfaces(sliver, gml.polygon(made.SQUARE)), "sliver"),
        land(gml.surfaces(away), "away"),
        land(gml.surfaces(words), "words"),
        land(gml.surfaces(), "empty"),
    )
    areas = [round(shape.area / CELL) if shape is not None else None for shape in found.geometry]
    assert areas[:3] == [10_000, 10_000, None]
    assert areas[4] is None
    assert {"ring-not-closed", "ring-too-few-points", "coordinates-outside-japan"} <= codes(found)


def test_two_dimensions_and_single_positions_are_read(tmp_path: Path) -> None:
    north, east = gml.HERE
    step = gml.DEGREES_PER_METRE
    corners = [(0, 0), (0, 10), (10, 10), (10, 0), (0, 0)]
    flat = " ".join(f"{north + n * step!r} {east + e * step!r}" for n, e in corners)
    single = "".join(f"<gml:pos>{north + n * step!r} {east + e * step!r} 0</gml:pos>" for n, e in corners)
    rings = (
        f'<gml:LinearRing><gml:posList srsDimension="2">{flat}</gml:posList></gml:LinearRing>',
        f"<gml:LinearRing>{single}</gml:LinearRing>",
    )
    members = [
        f"<luse:LandUse><luse:lod1MultiSurface><gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior>{ring}"
        "</gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></luse:lod1MultiSurface></luse:LandUse>"
        for ring in rings
    ]
    land = made.read_one(tmp_path, "luse", *members)
    assert [round(shape.area / CELL) for shape in land.geometry] == [100, 100]
