"""Writes buildings as CityGML 2.0: outline, LOD1 block, LOD2 and LOD3 surfaces, parts."""

import numpy as np

from sample_data.generator.attributes import Record, building_id
from sample_data.generator.buildings import Building
from sample_data.generator.faces import ROOF, WALL, Face, upright
from sample_data.generator.gml import (
    CREATED,
    Lines,
    coded,
    linked_solid,
    multi_surface,
    polygon,
    solid_end,
    solid_start,
)
from sample_data.generator.mesh import to_degrees
from sample_data.generator.models import Model, Opening, Solid
from sample_data.generator.survey import head_lines, tail_lines
from sample_data.generator.valley import Floats

PREFIXES = {"RoofSurface": "roof", "WallSurface": "wall", "GroundSurface": "gnd"}


class Placed:
    """Turns a building's own frame into latitude, longitude and height T.P."""

    def __init__(self, building: Building, bottom: float) -> None:
        """Keep the frame of one building.

        Parameters
        ----------
        building
            The building.
        bottom
            Lowest ground under it, metres T.P.
        """
        self.building = building
        self.bottom = bottom

    def rings(self, rings: tuple[Floats, ...]) -> list[Floats]:
        """Rings (n, 3) of the frame as latitude, longitude, height."""
        stacked: Floats = np.asarray(np.round(np.vstack(rings), 6), dtype=np.float64)
        degrees = to_degrees(self.building.on_map(stacked[:, :2]))
        placed = np.column_stack([degrees, stacked[:, 2] + self.bottom])
        return np.split(placed, np.cumsum([len(ring) for ring in rings])[:-1])


def block_faces(building: Building, height: float) -> list[Face]:
    """Write the LOD1 block: bottom, walls, top."""
    outline = building.local
    rings = (outline.shell, *outline.holes)

    def at(ring: Floats, level: float) -> Floats:
        return np.column_stack([ring, np.full(len(ring), level)])

    faces = [Face(ROOF, tuple(at(ring[::-1], 0.0) for ring in rings))]
    for ring in rings:
        corners = [tuple(corner) for corner in ring.tolist()]
        faces += [upright(a, b, 0.0, height) for a, b in zip(corners, corners[1:] + corners[:1], strict=True)]
    return [*faces, Face(ROOF, tuple(at(ring, height) for ring in rings))]


def block_solid(building: Building, record: Record, placed: Placed, indent: str) -> Lines:
    """LOD0 outline and LOD1 block."""
    outline = building.local
    rings = placed.rings(
        tuple(np.column_stack([ring, np.zeros(len(ring))]) for ring in (outline.shell, *outline.holes))
    )
    flat = [np.column_stack([ring[:, :2], np.zeros(len(ring))]) for ring in rings]
    yield from multi_surface("bldg:lod0RoofEdge", [(flat, "")], indent)
    yield from solid_start("bldg:lod1Solid", indent)
    for one in block_faces(building, record.median_height):
        yield f"{indent}\t\t\t\t<gml:surfaceMember>"
        yield from polygon(placed.rings(one.rings), indent + "\t\t\t\t\t")
        yield f"{indent}\t\t\t\t</gml:surfaceMember>"
    yield from solid_end("bldg:lod1Solid", indent)


def pierced(one: Face, openings: tuple[Opening, ...]) -> Face:
    """Write a wall with holes where its openings are."""
    return Face(one.kind, (*one.rings, *(opening.ring[::-1] for opening in openings)))


def detailed_solid(solid: Solid, name: str, placed: Placed, attached: Lines, indent: str) -> Lines:
    """LOD2 solid, what is attached, boundary surfaces, and LOD3 where there are openings."""
    yield from linked_solid(
        "bldg:lod2Solid", [f"{name}_{number}" for number in range(len(solid.faces))], indent
    )
    yield from attached
    fine: list[str] = []
    for number, one in enumerate(solid.faces):
        tag = f"bldg:{one.kind}"
        yield f"{indent}<bldg:boundedBy>"
        yield f'{indent}\t<{tag} gml:id="{PREFIXES[one.kind]}_{name}_{number}">'
        rings = placed.rings(one.rings)
        yield from multi_surface("bldg:lod2MultiSurface", [(rings, f"{name}_{number}")], indent + "\t\t")
        if solid.openings:
            openings = solid.openings.get(number, ()) if one.kind == WALL else ()
            whole = placed.rings(pierced(one, openings).rings)
            fine.append(f"{name}_{number}_3")
            yield from multi_surface("bldg:lod3MultiSurface", [(whole, fine[-1])], indent + "\t\t")
            for count, opening in enumerate(openings):
                fine.append(f"{name}_{number}_3_{count}")
                yield from opening_lines(opening, fine[-1], placed, indent + "\t\t")
        yield f"{indent}\t</{tag}>"
        yield f"{indent}</bldg:boundedBy>"
    if fine:
        yield from linked_solid("bldg:lod3Solid", fine, indent)


def opening_lines(opening: Opening, name: str, placed: Placed, indent: str) -> Lines:
    """Write a window or door."""
    yield f"{indent}<bldg:opening>"
    yield f'{indent}\t<bldg:{opening.kind} gml:id="{opening.kind.lower()}_{name}">'
    yield from multi_surface(
        "bldg:lod3MultiSurface", [(placed.rings((opening.ring,)), name)], indent + "\t\t"
    )
    yield f"{indent}\t</bldg:{opening.kind}>"
    yield f"{indent}</bldg:opening>"


def attached_lines(model: Model, name: str, placed: Placed, indent: str) -> Lines:
    """Installations outside the building."""
    for number, (function, faces) in enumerate(model.attached):
        polygons = [(placed.rings(one.rings), f"{name}_i{number}_{count}") for count, one in enumerate(faces)]
        yield f"{indent}<bldg:outerBuildingInstallation>"
        yield f'{indent}\t<bldg:BuildingInstallation gml:id="inst_{name}_{number}">'
        yield f"{indent}\t\t{coded('bldg:function', function, 'BuildingInstallation_function')}"
        yield from multi_surface("bldg:lod2Geometry", polygons, indent + "\t\t")
        yield f"{indent}\t</bldg:BuildingInstallation>"
        yield f"{indent}</bldg:outerBuildingInstallation>"


def part_lines(solid: Solid, name: str, record: Record, placed: Placed, indent: str) -> Lines:
    """Write a building part with its own solid."""
    yield f"{indent}<bldg:consistsOfBuildingPart>"
    yield f'{indent}\t<bldg:BuildingPart gml:id="{name}">'
    inner = indent + "\t\t"
    yield f"{inner}<core:creationDate>{CREATED}</core:creationDate>"
    yield f"{inner}{coded('bldg:usage', record.usage, 'Building_usage')}"
    yield f'{inner}<bldg:measuredHeight uom="m">{solid.height:.1f}</bldg:measuredHeight>'
    yield f"{inner}<bldg:storeysAboveGround>{solid.storeys}</bldg:storeysAboveGround>"
    yield from detailed_solid(solid, name, placed, iter(()), inner)
    yield f"{indent}\t</bldg:BuildingPart>"
    yield f"{indent}</bldg:consistsOfBuildingPart>"


def building_lines(
    building: Building, record: Record, model: Model | None, bottom: float, *, textured: bool
) -> Lines:
    """One building as a member of the city model.

    Parameters
    ----------
    building, record
        Shape and attributes.
    model
        LOD2 model, ``None`` where only LOD1 was made.
    bottom
        Lowest ground under it, metres T.P.
    textured
        Whether it has a texture.
    """
    indent = "\t\t\t"
    placed = Placed(building, bottom)
    yield "\t<core:cityObjectMember>"
    yield f'\t\t<bldg:Building gml:id="{record.gml_id}">'
    yield from head_lines(record, record.structure in (602, 603), indent)
    yield from block_solid(building, record, placed, indent)
    name = building_id(record)
    if model is not None:
        attached = attached_lines(model, name, placed, indent)
        if len(model.solids) == 1:
            yield from detailed_solid(model.solids[0], name, placed, attached, indent)
        else:
            yield from attached
            for number, solid in enumerate(model.solids):
                yield from part_lines(solid, f"{name}_part{number + 1}", record, placed, indent)
    yield from tail_lines(record, model, indent, textured=textured)
    yield "\t\t</bldg:Building>"
    yield "\t</core:cityObjectMember>"
