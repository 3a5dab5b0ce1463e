"""The maps of the answer sheet: around the lot, and the lot with its edges and what may be built on it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.districts import districts
from gisapp.desks.planning.found import Query, Readings, feature_parts, flat_near, rows_near
from gisapp.desks.planning.lot import Behind
from gisapp.desks.planning.painting import rings_of
from gisapp.desks.planning.shadow import BETWEEN
from gisapp.desks.planning.site import RULES
from gisapp.paper.document import Plan, Shape, Swatch
from styles import planning as marks
from styles.presets import preset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.planning.envelope import Envelope
    from gisapp.desks.planning.lot import Lot
    from gisapp.desks.planning.massing import Massing
    from gisapp.desks.planning.regulationtable import RegulationTable
    from gisapp.desks.planning.shadowlines import ShadowLines
    from gisapp.desks.planning.site import Rule, Site
    from layers.base import Layer
    from styles.planning import Mark

INK, ROAD, ACCENT, QUIET = marks.INK.hexadecimal, "#ffffff", marks.LOT.hexadecimal, "#9aa0a6"
HOUSE, HOUSE_LINE = "#c9c6bf", "#8d8a84"
SCALES = (100, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1500, 2000, 2500, 3000, 4000, 5000, 10_000)
AROUND = 2500
"""Scale of the map around."""
SMALLEST_NAMED, NAME_ROOM = 400.0, 12.0
"""Square metres of a zone that bears its name on the map, and metres that it keeps from its edge."""
EDGE = "#6c7278"
JOIN = 1e-6
"""Metres to which corners are rounded where areas are joined."""
PALE = 0.45
"""Share of a mark's colour on paper: hatches and words must be read on it."""
BEHIND = {
    Behind.NEIGHBOUR: "隣地",
    Behind.ROAD: "道路",
    Behind.WATER: "水面",
    Behind.RAIL: "線路",
    Behind.PARK: "公園",
}


def around(
    place: shapely.Geometry,
    layers: Sequence[Layer],
    table: RegulationTable,
    size: tuple[float, float],
    north: float,
) -> tuple[Plan, tuple[Swatch, ...]]:
    """Return the map around a place with its legend: zones, roads, buildings, and the place.

    Parameters
    ----------
    place
        Point or polygon, metres.
    layers, table
        What there is, and what it means.
    size
        Width and height on paper, millimetres.
    north
        Bearing of the true north, degrees.
    """
    import shapely

    centre = place.centroid
    half = (size[0] * AROUND / 2000, size[1] * AROUND / 2000)
    box = shapely.box(centre.x - half[0], centre.y - half[1], centre.x + half[0], centre.y + half[1])
    readings = Readings.of(layers)
    colours = {one.value: one.colour for one in preset("use_district").categories}
    shapes: list[Shape] = []
    names: list[Shape] = []
    seen: dict[str, str] = {}
    for label, area in _zones(readings, table, box):
        colour = "#{:02x}{:02x}{:02x}".format(*colours.get(label, (230, 230, 230)))
        seen[label] = colour
        inside = area.intersection(box)
        shapes += [Shape(rings, colour, QUIET, 0.15) for rings in _rings(inside)]
        names += _named(label, inside)
    shapes += [
        Shape(rings, ROAD, QUIET, 0.1)
        for layer, _ in readings.layers_of(table.roads)
        if layer.data is not None
        for area in flat_near(layer, rows_near(layer, box.bounds), box.bounds)[1]
        if area.geom_type.endswith("Polygon")
        for rings in _rings(area.intersection(box))
    ]
    shapes += [Shape(rings, HOUSE, HOUSE_LINE, 0.08) for rings in _buildings(layers, box)]
    if place.geom_type == "Point":
        mark = place.buffer(3.0)
        shapes += [Shape(rings, ACCENT, ACCENT, 0.3) for rings in _rings(mark)]
    else:
        shapes += [Shape(rings, "", ACCENT, 0.7, "/") for rings in _rings(place)]
    shorts = {label: _short(label) for label in seen}
    legend = tuple(
        Swatch(f"{label}（{shorts[label]}）" if shorts[label] else label, colour, QUIET)
        for label, colour in seen.items()
    )
    plan = Plan("案内図", (centre.x, centre.y), AROUND, (*shapes, *names), size[1], north)
    return plan, legend


def _named(label: str, area: shapely.Geometry) -> list[Shape]:
    """Return the short name of a zone on its largest part that has room for it: for black and white."""
    import shapely

    largest = max(shapely.get_parts(area), key=lambda part: part.area, default=None)
    if largest is None or largest.area < SMALLEST_NAMED or not _short(label):
        return []
    room = largest.buffer(-NAME_ROOM)
    point = (largest if room.is_empty else room).representative_point()
    return [_words(np.array([point.x, point.y]), _short(label))]


def _short(label: str) -> str:
    return next((one.short for one in districts().values() if one.name == label), "")


def of_lot(
    lot: Lot, volume: Envelope | None, size: tuple[float, float], north: float
) -> tuple[Plan, tuple[Swatch, ...]]:
    """Return the map of a lot: its edges by number, and which rule cuts where.

    Parameters
    ----------
    lot
        With its edges.
    volume
        What may be built; None when it could not be computed.
    size
        Width and height on paper, millimetres.
    north
        Bearing of the true north, degrees.
    """
    polygon = lot.polygon()
    west, south, east, north_end = polygon.bounds
    wanted = max((east - west) / (size[0] - 34), (north_end - south) / (size[1] - 18)) * 1000
    scale = next((one for one in SCALES if one >= wanted), SCALES[-1])
    shapes: list[Shape] = []
    rules: dict[str, Swatch] = {}
    for (rule, _), area in _cut_from(volume).items() if volume is not None else ():
        mark = marks.of_rule(rule)
        name = "高さの制限なし" if rule is None else RULES[rule][0]
        rules[name] = Swatch(name, pale(mark), EDGE, mark.hatch)
        shapes += [Shape(rings, pale(mark), EDGE, 0.12, mark.hatch) for rings in _rings(area)]
    shapes += [Shape(rings, "", INK, 0.5) for rings in _rings(polygon)]
    if volume is not None:
        shapes += _grounds(volume)
    centre = ((west + east) / 2, (south + north_end) / 2)
    return Plan("敷地図", centre, scale, (*shapes, *_edges(lot, scale)), size[1], north), tuple(
        rules.values()
    )


def _cut_from(volume: Envelope) -> dict[tuple[Rule | None, int], shapely.Geometry]:
    """Return where each rule cuts, by the edge that it is measured from: many planes may stand for a cone."""
    import shapely

    found: dict[tuple[Rule | None, int], list[shapely.Geometry]] = {}
    for facet in volume.facets:
        found.setdefault((facet.rule, facet.edge), []).append(facet.polygon)
    return {
        key: shapely.union_all(areas, grid_size=JOIN) if len(areas) > 1 else areas[0]
        for key, areas in found.items()
    }


def _grounds(volume: Envelope) -> Iterator[Shape]:
    """Yield where each of several ground levels counts, with its number."""
    import shapely

    found: dict[float, list[shapely.Geometry]] = {}
    for facet in volume.facets:
        found.setdefault(facet.ground, []).append(facet.polygon)
    for number, level in enumerate(sorted(found) if len(found) > 1 else (), start=1):
        area = shapely.union_all(found[level], grid_size=JOIN)
        yield from (Shape(rings, "", INK, 0.35) for rings in _rings(area))
        largest = max(shapely.get_parts(area), key=lambda part: part.area)
        point = shapely.maximum_inscribed_circle(largest, tolerance=0.1).coords[0]
        yield _words(np.array(point), f"地盤面 {number}")


def of_shadow(
    site: Site, lines: ShadowLines, building: Massing, layers: Sequence[Layer], size: tuple[float, float]
) -> tuple[Plan, tuple[Swatch, ...]]:
    """Return the shadow diagram: outlines every half hour, the lines of the hours, the distances that count.

    Parameters
    ----------
    site, lines, building
        The lot, its shadow lines, and what throws the shadow.
    layers
        For the neighbours.
    size
        Width and height on paper, millimetres.
    """
    import shapely

    whole = shapely.total_bounds([*lines.distances, *lines.equal])
    wanted = max((whole[2] - whole[0]) / (size[0] - 8), (whole[3] - whole[1]) / (size[1] - 8)) * 1000
    scale = next((one for one in SCALES if one >= wanted), SCALES[-1])
    centre = (float(whole[0] + whole[2]) / 2, float(whole[1] + whole[3]) / 2)
    half = (size[0] * scale / 2000, size[1] * scale / 2000)
    box = shapely.box(centre[0] - half[0], centre[1] - half[1], centre[0] + half[0], centre[1] + half[1])
    shapes = [Shape(rings, "#eceae6", HOUSE_LINE, 0.08) for rings in _buildings(layers, box)]
    for _, outline in lines.outlines:
        shapes += _lines(outline.intersection(box), marks.HALF_HOURS, 0.12)
    for metres, distance in zip(BETWEEN, lines.distances, strict=True):
        shapes += _lines(distance, marks.DISTANCE, 0.2)
        south = shapely.get_coordinates(distance)
        at = south[np.argmin(south[:, 1])]
        shapes.append(_words(at, f"{metres:g} m"))
    floors = shapely.union_all([one.polygon for one in building.storeys])
    shapes += [Shape(rings, marks.STOREYS.hexadecimal, INK, 0.25) for rings in _rings(floors)]
    shapes += [Shape(rings, "", ACCENT, 0.5) for rings in _rings(site.lot.polygon())]
    legend = []
    for hours, line, mark in zip(lines.limits, lines.equal, (marks.BETWEEN, marks.BEYOND), strict=True):
        shapes += _lines(line, mark, 0.55)
        points = shapely.get_coordinates(line)
        if len(points):
            above = points[np.argmax(points[:, 1])] + (0.0, 2.2 * scale / 1000)
            shapes.append(_words(above, f"{hours:g} 時間"))
        legend.append(Swatch(f"等時間日影 {hours:g} 時間", "", mark.hexadecimal, thin=True))
    legend += [
        Swatch("境界から 5 m・10 m", "", marks.DISTANCE.hexadecimal, thin=True),
        Swatch("30 分ごとの外形", "", marks.HALF_HOURS.hexadecimal, thin=True),
    ]
    caption = f"日影図（冬至・真太陽時 8〜16 時、測定面 平均地盤面 + {lines.plane - _mean(site):g} m）"
    return Plan(caption, centre, scale, tuple(shapes), size[1], site.north), tuple(legend)


def pale(mark: Mark) -> str:
    """Return the colour of a mark as it fills an area on paper, ``#rrggbb``."""
    mixed = [round(255 + (channel - 255) * PALE) for channel in mark.colour]
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def _mean(site: Site) -> float:
    return site.ground if site.mean_ground is None else site.mean_ground


def _lines(shape: shapely.Geometry, mark: Mark, width: float) -> list[Shape]:
    rings = [tuple((float(x), float(y)) for x, y in one.round(3)) for one in rings_of(shape) if len(one) > 1]
    return [Shape((ring,), "", mark.hexadecimal, width, closed=False) for ring in rings]


def _words(place: NDArray[np.float64], words: str) -> Shape:
    x, y = place.round(3).tolist()
    return Shape((((x, y), (x, y)),), closed=False, label=words)


def _edges(lot: Lot, scale: int) -> Iterator[Shape]:
    """Yield road edges as thick lines, and the number and width outside of each edge that is long enough."""
    ends = np.roll(lot.ring, -1, axis=0)
    for index, edge in enumerate(lot.edges):
        line = (tuple(lot.ring[index].tolist()), tuple(ends[index].tolist()))
        if edge.behind is Behind.ROAD:
            yield Shape((line,), "", ACCENT, 0.9, closed=False)
        if lot.lengths[index] * 1000 / scale < 8.0:
            continue
        words = f"{index + 1}"
        if edge.behind is not Behind.NEIGHBOUR:
            words += f" {BEHIND[edge.behind]}" + ("" if edge.width is None else f" {edge.width:g} m")
        # Words lie along the page: farther from edges that run up than from those that run across.
        outward = -lot.inward[index]
        by = outward * scale / 1000 * (3.5 + abs(outward[0]) * 1.3 * len(words))
        shifted = tuple(tuple((np.array(point) + by).tolist()) for point in line)
        yield Shape((shifted,), closed=False, label=words)


def _zones(
    readings: Readings, table: RegulationTable, box: shapely.Polygon
) -> Iterator[tuple[str, shapely.Geometry]]:
    regulation = next((one for one in table.regulations if one.id == "use_district"), None)
    if regulation is None:
        return
    query = Query(box, box, date.max)
    for layer, matcher in readings.layers_of(regulation.layers):
        if layer.data is None:
            continue
        for piece in feature_parts(readings, layer, matcher, regulation, query, 0.0):
            yield piece.label, piece.shape


def _buildings(
    layers: Sequence[Layer], box: shapely.Polygon
) -> Iterator[tuple[tuple[tuple[float, float], ...], ...]]:
    import shapely

    for layer in layers:
        if layer.kind != "buildings" or layer.data is None:
            continue
        bounds, footprints = layer.data.bounds, layer.footprints()
        if footprints is None:
            continue
        west, south, east, north = box.bounds
        near = (bounds[:, 0] < east) & (bounds[:, 3] > west) & (bounds[:, 1] < north) & (bounds[:, 4] > south)
        for shape in shapely.make_valid(shapely.force_2d(footprints[near])):
            if shape is not None:
                yield from _rings(shape)


def _rings(area: shapely.Geometry) -> Iterator[tuple[tuple[tuple[float, float], ...], ...]]:
    """Yield the rings of each polygon, the outer one first."""
    import shapely

    for part in shapely.get_parts(area):
        if part.geom_type == "Polygon" and not part.is_empty:
            yield tuple(
                tuple((float(x), float(y)) for x, y in shapely.get_coordinates(ring).round(3))
                for ring in (part.exterior, *part.interiors)
            )
