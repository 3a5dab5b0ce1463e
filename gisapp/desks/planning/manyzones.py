"""What lies around many buildings: zones, height districts, roads, parcels, and which of them is where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.deciding import number_of
from gisapp.desks.planning.edgeproposals import seen_in
from gisapp.desks.planning.found import Query, Readings, feature_parts, flat_near, rows_near
from gisapp.desks.planning.heightdistricts import height_district
from gisapp.desks.planning.sitezones import zone_from
from gisapp.desks.planning.zones import Zone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

    from gisapp.desks.planning.edgeproposals import Seen
    from gisapp.desks.planning.found import Box, Piece
    from gisapp.desks.planning.regulationtable import Matcher, Regulation, RegulationTable
    from layers.base import Layer
    from layers.messages import Message

BESIDE = 60.0
"""Metres around the buildings in which roads and zones are sought."""


@dataclass(frozen=True, eq=False)
class Around:
    """What lies around some buildings.

    Attributes
    ----------
    zones, zone_shapes
        Zones and (z,) their areas.
    no_zone
        Stands for the place without a zone: nothing limits heights there.
    caps, cap_shapes
        (c,) highest heights of height districts and plans, metres, and their areas.
    sloped, slope_shapes
        Height districts with slopes from the north, as zones of nothing else, and (h,) their areas.
    unclear
        (u,) areas of height districts of which neither layer nor table says what they hold.
    roads, road_rows
        (r,) road areas, and the layer and row of each.
    parcels
        (p,) polygons.
    north
        (2,) unit vector to the true north.
    """

    zones: tuple[Zone, ...]
    zone_shapes: NDArray[np.object_]
    no_zone: Zone
    caps: NDArray[np.float64]
    cap_shapes: NDArray[np.object_]
    sloped: tuple[Zone, ...]
    slope_shapes: NDArray[np.object_]
    unclear: NDArray[np.object_]
    roads: NDArray[np.object_]
    road_rows: tuple[tuple[Layer, Matcher, int], ...]
    parcels: NDArray[np.object_]
    north: NDArray[np.float64]

    def names(self, number: NDArray[np.intp]) -> NDArray[np.object_]:
        """Return the names of zones by number, empty for -1."""
        names = np.array([*(zone.district.name for zone in self.zones), ""], dtype=object)
        return names[number]

    def said_of(self, numbers: NDArray[np.intp]) -> dict[int, Seen]:
        """Return what the layers say of some road areas."""
        rows = {number: self.road_rows[number] for number in numbers.tolist()}
        return {number: seen_in(layer, matcher.fields, row) for number, (layer, matcher, row) in rows.items()}

    def reach(self, zone: NDArray[np.intp], ratio: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how far road slants reach from edges in zones, at floor-area ratios in % (別表第三)."""
        found = np.zeros(len(zone))
        for number, one in enumerate(self.zones):
            here = zone == number
            upper, metres = np.array(one.district.reach).T
            found[here] = metres[np.searchsorted(upper, ratio[here])]
        return found

    def height_caps(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (n,) the lowest cap of height districts and plans at points, infinite for none."""
        import shapely

        found = np.full(len(points), np.inf)
        if len(self.caps):
            at, cap = shapely.STRtree(self.cap_shapes).query(shapely.points(points), "intersects")
            np.minimum.at(found, at, self.caps[cap])
        return found


@dataclass(frozen=True, eq=False)
class Laid:
    """How zones lie on lots.

    Attributes
    ----------
    lot, zone, area
        (k,) pairs that overlap, and square metres.
    covered
        (n,) part of each lot with a zone.
    best
        (n,) zone with the greatest part, -1 for none.
    several
        (n,) whether more than one zone lies on it.
    """

    lot: NDArray[np.intp]
    zone: NDArray[np.intp]
    area: NDArray[np.float64]
    covered: NDArray[np.float64]
    best: NDArray[np.intp]
    several: NDArray[np.bool_]


def around(layers: Sequence[Layer], table: RegulationTable, on: date, shapes: NDArray[np.object_]) -> Around:
    """Return what lies around some buildings.

    Parameters
    ----------
    layers
        Of the project.
    table
        Says which layers are what.
    on
        The day for which is asked.
    shapes
        The buildings, metres.
    """
    import shapely

    west, south, east, north = shapely.total_bounds(shapes)
    box = (west - BESIDE, south - BESIDE, east + BESIDE, north + BESIDE)
    readings = Readings.of(layers)
    pieces = _pieces(readings, table, "ratios", box, on)
    doubts: list[Message] = []
    shadow = next((one for one in table.regulations if one.id == "shadow"), None)
    zones = tuple(zone_from(one.label, one.values, one.shape, doubts, shadow) for _, one in pieces)
    plans = [
        (number_of(one.values.get("height", "")), one.shape)
        for _, one in _pieces(readings, table, "district_plan_rules", box, on)
    ]
    held = [
        (height_district(regulation, one.label, one.values), one.shape)
        for regulation, one in _pieces(readings, table, "height_district", box, on)
    ]
    capped = [
        (value, shape)
        for value, shape in (*plans, *((one.maximum, shape) for one, shape in held))
        if value is not None
    ]
    sloped = [(one, shape) for one, shape in held if one.slopes]
    roads, rows = [np.empty(0, object)], []
    for layer, matcher in readings.layers_of(table.roads):
        if layer.data is not None:
            owner, found = flat_near(layer, rows_near(layer, box), box)
            areal = shapely.get_dimensions(found) == 2
            roads.append(found[areal])
            rows += [(layer, matcher, row) for row in owner[areal].tolist()]
    return Around(
        zones,
        np.array([one.shape for _, one in pieces], dtype=object),
        Zone("none", road_slope=0.0),
        np.array([value for value, _ in capped], np.float64),
        np.array([shape for _, shape in capped], dtype=object),
        tuple(Zone("none", road_slope=0.0, height_district_north=one.slopes) for one, _ in sloped),
        np.array([shape for _, shape in sloped], dtype=object),
        np.array([shape for one, shape in held if not one.whole], dtype=object),
        np.concatenate(roads),
        tuple(rows),
        _parcels(readings, table, box),
        _north(box, layers),
    )


def _parcels(readings: Readings, table: RegulationTable, box: Box) -> NDArray[np.object_]:
    """Return the parcels near a box; of two maps of one town those of the fuller one, for they differ."""
    import shapely

    known = [layer for layer, _ in readings.layers_of(table.lots) if layer.data is not None]
    if not known:
        return np.empty(0, object)
    layer = max(known, key=lambda one: one.data.store.count)
    found = flat_near(layer, rows_near(layer, box), box)[1]
    polygons: NDArray[np.object_] = found[shapely.get_type_id(found) == shapely.GeometryType.POLYGON]
    return polygons


def _pieces(
    readings: Readings, table: RegulationTable, name: str, box: Box, on: date
) -> list[tuple[Regulation, Piece]]:
    """Return the features of a regulation near a box, without those that say that there is nothing."""
    import shapely

    query = Query.around(shapely.box(*box), 0.0, on)
    return [
        (regulation, piece)
        for regulation in table.regulations
        if regulation.id == name
        for layer, matcher in readings.layers_of(regulation.layers)
        if layer.data is not None
        for piece in feature_parts(readings, layer, matcher, regulation, query, 0.0)
        if not piece.none
    ]


def _north(box: Box, layers: Sequence[Layer]) -> NDArray[np.float64]:
    """Return the direction to the true north in the middle of a box: within a turn it is the same."""
    from layers import crs as systems
    from layers.operations import true_north

    system = next(one.data.crs for one in layers if one.data is not None)
    middle = np.array([(box[0] + box[2]) / 2]), np.array([(box[1] + box[3]) / 2])
    longitude, latitude = systems.unproject(*middle, system)
    angle = np.radians(true_north(float(longitude[0]), float(latitude[0]), system)[0])
    return np.array([np.sin(angle), np.cos(angle)])


def laid_on(lots: NDArray[np.object_], zones: Sequence[Zone], shapes: NDArray[np.object_]) -> Laid:
    """Return how much of each zone lies on each lot."""
    import shapely

    count = len(lots)
    nothing = np.empty(0, np.intp)
    if not len(zones):
        return Laid(nothing, nothing, np.empty(0), np.zeros(count), np.full(count, -1), np.zeros(count, bool))
    tree = shapely.STRtree(lots)
    zone, lot = tree.query(shapes, "intersects")
    inside = tree.query(shapes, "contains")
    whole = np.isin(zone * count + lot, inside[0] * count + inside[1])
    area = shapely.area(lots[lot])
    area[~whole] = shapely.area(shapely.intersection(lots[lot[~whole]], shapes[zone[~whole]]))
    there = area > 1e-3
    lot, zone, area = lot[there], zone[there], area[there]
    covered = np.bincount(lot, weights=area, minlength=count) / shapely.area(lots)
    best = np.full(count, -1)
    order = np.argsort(area, kind="stable")
    best[lot[order]] = zone[order]
    return Laid(lot, zone, area, covered, best, np.bincount(lot, minlength=count) > 1)


def zones_at(points: NDArray[np.float64], shapes: NDArray[np.object_]) -> NDArray[np.intp]:
    """Return (n,) the zone at points, the first where several are, -1 for none."""
    import shapely

    found = np.full(len(points), -1)
    if len(shapes) and len(points):
        at, zone = shapely.STRtree(shapes).query(shapely.points(points), "intersects")
        found[at[::-1]] = zone[::-1]
    return found


def meets_any(shapes: NDArray[np.object_], areas: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return (n,) whether shapes lie in one of some areas, at least in part."""
    import shapely

    found = np.zeros(len(shapes), bool)
    if len(areas):
        found[shapely.STRtree(areas).query(shapes, "intersects")[0]] = True
    return found
