from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pytest

from importers.citygml.elements import Name
from importers.citygml.places import building_position, place_of
from importers.citygml.progress import Progress
from importers.citygml.stream import read_elements
from importers.citygml.surfaces import Surfaces, find_surfaces, select
from layers.drawables import Surface
from tests.importers.citygml import gml

if TYPE_CHECKING:
    from layers.feedback import Finding

SQUARE: list[gml.Point] = [(0.0, 0.0, 5.0), (4.0, 0.0, 5.0), (4.0, 4.0, 5.0), (0.0, 4.0, 5.0)]
HOLE: list[gml.Point] = [(1.0, 1.0, 5.0), (1.0, 2.0, 5.0), (2.0, 2.0, 5.0)]


def find(*members: str) -> tuple[Surfaces, list[Finding], dict[str, int]]:
    """Return the surfaces of the buildings of a document."""
    (elements,) = read_elements(io.BytesIO(gml.model(*members).encode()), Progress("dir/a.gml"))
    rows = [
        elements.rows_by_path[path]
        for path, chain in enumerate(elements.chains)
        if building_position(chain) == len(chain) - 1
    ]
    features = np.sort(np.concatenate(rows)).astype(np.int64)
    findings: list[Finding] = []
    counts: dict[str, int] = {}
    return find_surfaces(elements, features, "dir/a.gml", findings, counts), findings, counts


def metres(surfaces: Surfaces) -> list[list[list[float]]]:
    """Return the points of each ring in the metres they were written from."""
    points = surfaces.points.copy()
    points[:, 0], points[:, 1] = (
        (surfaces.points[:, 1] - gml.HERE[1]) / gml.DEGREES_PER_METRE,
        (surfaces.points[:, 0] - gml.HERE[0]) / gml.DEGREES_PER_METRE,
    )
    cuts = surfaces.ring_offsets
    return [
        np.round(points[a:b], 4).tolist() for a, b in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True)
    ]


def shaped(content: str) -> str:
    return gml.building("b", content)


# ------------------------------------------------------------------------------------- what a chain tells

BLDG = gml.NAMESPACES["bldg"]


def chain(text: str) -> tuple[Name, ...]:
    steps = ["cityObjectMember", "Building", *text.split("/")]
    return tuple(Name(BLDG if step == "Building" else "any", step) for step in steps)


@pytest.mark.parametrize(
    ("text", "lod", "surface", "drawn"),
    [
        ("lod0RoofEdge/MultiSurface/surfaceMember/Polygon/exterior/LinearRing/posList", 0, "UNKNOWN", True),
        (
            "lod1Solid/Solid/exterior/CompositeSurface/surfaceMember/Polygon/exterior/x/posList",
            1,
            "UNKNOWN",
            True,
        ),
        ("boundedBy/RoofSurface/lod2MultiSurface/x/Polygon/exterior/x/posList", 2, "ROOF", True),
        ("boundedBy/WallSurface/opening/Window/lod3MultiSurface/x/Polygon/x/posList", 3, "WINDOW", True),
        ("boundedBy/WallSurface/opening/Door/lod3MultiSurface/x/Polygon/x/posList", 3, "DOOR", True),
        ("boundedBy/OuterCeilingSurface/lod3MultiSurface/Polygon/posList", 3, "OUTER_CEILING", True),
        ("boundedBy/ClosureSurface/lod2MultiSurface/Polygon/posList", 2, "CLOSURE", True),
        (
            "outerBuildingInstallation/BuildingInstallation/lod3Geometry/x/Polygon/x/posList",
            3,
            "INSTALLATION",
            True,
        ),
        ("interiorRoom/Room/boundedBy/FloorSurface/lod4MultiSurface/Polygon/posList", 4, "INTERIOR", True),
        ("interiorRoom/Room/boundedBy/x/opening/Door/lod4MultiSurface/Polygon/posList", 4, "INTERIOR", True),
        ("consistsOfBuildingPart/BuildingPart/lod1Solid/Polygon/posList", 1, "UNKNOWN", True),
        ("lod2TerrainIntersection/MultiCurve/LineString/posList", 2, "UNKNOWN", False),
        ("bldgDmAttribute/DmGeometricAttribute/lod0Geometry/Polygon/posList", 0, "UNKNOWN", False),
        ("lod1ImplicitRepresentation/referencePoint/Point/pos", 1, "UNKNOWN", False),
        ("address/Address/multiPoint/MultiPoint/pos", -1, "UNKNOWN", False),
    ],
)
def test_a_chain_of_names_tells_level_kind_and_use(text: str, lod: int, surface: str, drawn: bool) -> None:
    names = chain(text)
    place = place_of(names, building_position(names))
    assert (place.lod, place.surface, place.drawn) == (lod, Surface[surface], drawn)
    assert place.building == len(names) - 2
    if "BuildingPart" in text:
        assert names[len(names) - 1 - place.holder].local == "BuildingPart"
    else:
        assert place.holder == place.building


def test_only_buildings_of_the_building_module_are_buildings() -> None:
    assert building_position((Name("x", "member"), Name(BLDG, "Building"))) == 1
    assert building_position((Name("x", "member"), Name("urn:other", "Building"))) == -1
    assert building_position((Name("x", "member"), Name(BLDG, "BuildingPart"))) == -1
    assert building_position((Name(BLDG, "Building"), Name("x", "y"), Name(BLDG, "Building"))) == 0


# ------------------------------------------------------------------------------------- polygons and rings


def test_polygons_come_with_their_level_building_and_rings() -> None:
    content = f"<bldg:lod0FootPrint>{gml.surfaces(gml.polygon(SQUARE, HOLE))}</bldg:lod0FootPrint>"
    found, findings, counts = find(gml.building("a", gml.lod1(gml.Box())), shaped(content))
    assert found.feature.tolist() == [0] * 6 + [1]
    assert found.lod.tolist() == [1] * 6 + [0]
    assert found.polygon_offsets.tolist() == [*range(7), 8]
    assert [len(ring) for ring in metres(found)] == [4] * 7 + [3]
    assert metres(found)[6] == [list(point) for point in SQUARE]
    assert metres(found)[7] == [list(point) for point in HOLE]
    assert not findings
    assert not counts


def test_an_exterior_that_is_written_after_its_hole_still_comes_first() -> None:
    text = f"<gml:interior>{gml.ring(HOLE)}</gml:interior><gml:exterior>{gml.ring(SQUARE)}</gml:exterior>"
    content = f"<bldg:lod0RoofEdge>{gml.surfaces(f'<gml:Polygon>{text}</gml:Polygon>')}</bldg:lod0RoofEdge>"
    found, _, _ = find(shaped(content))
    assert [len(ring) for ring in metres(found)] == [4, 3]


def test_points_are_read_one_by_one_with_commas_and_in_two_dimensions() -> None:
    flat = [(east, north) for east, north, _ in SQUARE]
    two = " ".join(
        f"{gml.HERE[0] + north * gml.DEGREES_PER_METRE} {gml.HERE[1] + east * gml.DEGREES_PER_METRE}"
        for east, north in [*flat, flat[0]]
    )
    single = "".join(f"<gml:pos>{gml.positions([point])}</gml:pos>" for point in [*SQUARE, SQUARE[0]])
    comma = gml.positions([*SQUARE, SQUARE[0]]).replace(" ", ",")
    rings = [
        f'<gml:LinearRing><gml:posList srsDimension="2">{two}</gml:posList></gml:LinearRing>',
        f"<gml:LinearRing>{single}</gml:LinearRing>",
        f"<gml:LinearRing><gml:coordinates>{comma}</gml:coordinates></gml:LinearRing>",
    ]
    texts = [f"<gml:Polygon><gml:exterior>{ring}</gml:exterior></gml:Polygon>" for ring in rings]
    found, findings, _ = find(shaped(f"<bldg:lod0RoofEdge>{gml.surfaces(*texts)}</bldg:lod0RoofEdge>"))
    assert not findings
    level = [[east, north, 0.0] for east, north, _ in SQUARE]
    assert metres(found) == [level, [list(point) for point in SQUARE], [list(point) for point in SQUARE]]


def test_a_dimension_above_the_polygon_counts_unless_the_list_says_otherwise() -> None:
    flat = gml.polygon(SQUARE).replace(" 5.0", "")
    solid = gml.polygon(SQUARE).replace("<gml:posList>", '<gml:posList srsDimension="3">')
    content = f"<bldg:lod0RoofEdge>{gml.surfaces(flat, solid)}</bldg:lod0RoofEdge>"
    content = content.replace("<gml:MultiSurface>", '<gml:MultiSurface srsDimension="2">')
    found, findings, _ = find(shaped(content))
    assert not findings
    assert [ring[1] for ring in metres(found)] == [[4.0, 0.0, 0.0], [4.0, 0.0, 5.0]]


@pytest.mark.parametrize(
    ("polygon", "code", "kept"),
    [
        (gml.polygon(SQUARE, closed=False), "ring-not-closed", 4),
        (gml.polygon([SQUARE[0], *SQUARE]), "ring-repeated-point", 4),
        (gml.polygon(SQUARE[:2]), "ring-too-few-points", 0),
        (gml.polygon([]), "coordinates-empty", 0),
        (gml.polygon(SQUARE).replace("</gml:posList>", " 7</gml:posList>"), "coordinates-odd", 4),
        (gml.polygon(SQUARE).replace("139.50104", "east", 1), "coordinates-not-numbers", 3),
    ],
)
def test_faults_of_rings_are_told_with_place_and_the_rest_is_kept(polygon: str, code: str, kept: int) -> None:
    content = f"<bldg:lod0RoofEdge>{gml.surfaces(polygon, gml.polygon(SQUARE))}</bldg:lod0RoofEdge>"
    text = gml.model(gml.building("a"), shaped(content))
    found, findings, _ = find(gml.building("a"), shaped(content))
    told = {finding.code: finding for finding in findings}
    assert code in told
    assert told[code].where.file == "dir/a.gml"
    assert told[code].where.id == "b"
    assert told[code].where.line == text[: text.index('"b"')].count("\n") + 1
    assert told[code].count == 1
    sizes = [
        len(ring) for ring, feature in zip(metres(found), found.feature.tolist(), strict=True) if feature
    ]
    assert sizes == ([kept, 4] if kept else [4])


def test_a_point_knows_its_place_in_the_ring_as_it_was_written() -> None:
    ring = [SQUARE[0], SQUARE[0], SQUARE[1], SQUARE[2], SQUARE[2], SQUARE[3]]
    content = f"<bldg:lod0RoofEdge>{gml.surfaces(gml.polygon(ring))}</bldg:lod0RoofEdge>"
    found, _, _ = find(shaped(content))
    assert found.kept.tolist() == [0, 2, 3, 5]


# ------------------------------------------------------------------------------------- references


def test_polygons_of_a_solid_that_only_refers_are_drawn_once_with_their_kind() -> None:
    found, findings, counts = find(shaped(gml.lod2(gml.Box(), "p")))
    assert not findings
    assert not counts
    assert found.lod.tolist() == [2] * 6
    assert found.surface.tolist() == [Surface.GROUND, Surface.ROOF] + [Surface.WALL] * 4


def test_polygons_that_a_boundary_surface_refers_to_get_its_kind() -> None:
    faces = "".join(
        f"<gml:surfaceMember>{gml.polygon(face, id=f'f{k}')}</gml:surfaceMember>"
        for k, face in enumerate(gml.Box().faces())
    )
    links = "".join(
        f"<bldg:boundedBy><bldg:{kind}><bldg:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember "
        f'xlink:href="#f{k}"/></gml:MultiSurface></bldg:lod2MultiSurface></bldg:{kind}></bldg:boundedBy>'
        for k, kind in enumerate(["GroundSurface", "RoofSurface", *["WallSurface"] * 4])
    )
    content = (
        "<bldg:lod2Solid><gml:Solid><gml:exterior><gml:CompositeSurface>"
        f"{faces}</gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod2Solid>{links}"
    )
    found, findings, _ = find(shaped(content))
    assert not findings
    assert found.surface.tolist() == [Surface.GROUND, Surface.ROOF] + [Surface.WALL] * 4


def test_a_solid_that_repeats_its_boundary_in_writing_is_drawn_once() -> None:
    box = gml.Box()
    solid = f"<bldg:lod2Solid>{gml.solid(*(gml.polygon(face) for face in box.faces()))}</bldg:lod2Solid>"
    bounding = gml.lod2(box, "p").partition("</bldg:lod2Solid>")[2]
    found, _, counts = find(shaped(solid + bounding))
    assert len(found.rows) == 6
    assert (found.surface != Surface.UNKNOWN).all()
    assert counts == {"repeated-surfaces": 6}


def test_parts_of_a_building_do_not_hide_each_other() -> None:
    box = gml.Box()
    solid = f"<bldg:lod2Solid>{gml.solid(*(gml.polygon(face) for face in box.faces()))}</bldg:lod2Solid>"
    parts = "".join(
        f"<bldg:consistsOfBuildingPart><bldg:BuildingPart>{content}</bldg:BuildingPart></bldg:consistsOfBuildingPart>"
        for content in (solid, gml.lod2(gml.Box(east=30.0), "q"))
    )
    found, _, counts = find(shaped(parts))
    assert len(found.rows) == 12
    assert not counts
    assert len(np.unique(found.holder)) == 2
    assert found.feature.tolist() == [0] * 12


def test_references_that_lead_nowhere_or_elsewhere_are_told() -> None:
    content = gml.lod2(gml.Box(), "p").replace('"#p_0"', '"#nothing"', 1)
    content = content.replace('"#p_1"', '"../bldg/other.gml#p_1"', 1)
    found, findings, _ = find(shaped(content))
    assert len(found.rows) == 6
    assert {finding.code: finding.count for finding in findings} == {
        "xlink-dangling": 1,
        "xlink-other-file": 1,
    }
    dangling = next(finding for finding in findings if finding.code == "xlink-dangling")
    assert dangling.where.id == "b"
    assert dangling.where.line == 5


def test_points_and_lines_are_told_and_symbols_counted() -> None:
    line = f"<gml:LineString><gml:posList>{gml.positions(SQUARE)}</gml:posList></gml:LineString>"
    content = (
        f"<bldg:lod0RoofEdge>{gml.surfaces(gml.polygon(SQUARE))}</bldg:lod0RoofEdge>"
        f"<bldg:outerBuildingInstallation><bldg:BuildingInstallation><bldg:lod3Geometry>{line}</bldg:lod3Geometry>"
        "</bldg:BuildingInstallation></bldg:outerBuildingInstallation>"
        f"<bldg:lod2TerrainIntersection>{line}</bldg:lod2TerrainIntersection>"
    )
    found, findings, counts = find(shaped(content))
    assert len(found.rows) == 1
    assert [(finding.code, finding.count, finding.where.id) for finding in findings] == [
        ("geometry-not-surface", 1, "b")
    ]
    assert counts == {"points-and-lines": 1, "symbols": 1}


def test_polygons_can_be_taken_out_with_all_that_belongs_to_them() -> None:
    content = (
        f"<bldg:lod0RoofEdge>{gml.surfaces(gml.polygon(SQUARE, HOLE), gml.polygon(HOLE))}</bldg:lod0RoofEdge>"
    )
    found, _, _ = find(shaped(content), gml.building("c"))
    assert select(found, np.ones(8, dtype=bool)) is found
    kept = select(found, np.array([False, True] + [False] * 5 + [True]))
    assert kept.feature.tolist() == [0, 1]
    assert kept.polygon_offsets.tolist() == [0, 1, 2]
    assert [len(ring) for ring in metres(kept)] == [3, 4]
    nothing = select(found, np.zeros(8, dtype=bool))
    assert len(nothing.points) == len(nothing.rows) == 0
    assert nothing.ring_offsets.tolist() == nothing.polygon_offsets.tolist() == [0]
