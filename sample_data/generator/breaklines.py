"""Lines along which the ground bends: terraces, road edges, river walls and quays."""

import numpy as np
import shapely

from sample_data.generator import plan
from sample_data.generator.landform import Landform
from sample_data.generator.lots import Lot
from sample_data.generator.roads import Road
from sample_data.generator.valley import Floats, Valley
from sample_data.generator.water import Water

RIVER_WALL = 2.6
WORKS_HEIGHT = 3.0
MOUTH = 12.0
# Roads whose edges shape the slope, the more important first.
SHAPING = ("foot", "hill", "contour", "path", "stairs")


def pad_height(lots: list[Lot], landform: Landform) -> Floats:
    """Level of each terraced lot: mostly its own natural height, a little that of its street."""
    corners = np.stack([lot.corners for lot in lots])
    middle = landform.height(corners.mean(axis=1))
    street = landform.height((corners[:, 0] + corners[:, 1]) / 2.0)
    return 0.72 * middle + 0.28 * street


def pad_lines(lots: list[Lot], landform: Landform) -> list[Floats]:
    """Edges of the level pads, half a metre inside each lot; closed, (n, 3)."""
    inside = shapely.buffer(np.array([lot.outline for lot in lots]), -0.5, join_style="mitre")
    return [
        np.column_stack([ring, np.full(len(ring), height)])
        for shape, height in zip(inside, pad_height(lots, landform), strict=True)
        for part in shapely.get_parts(shape)
        if not part.is_empty
        for ring in [shapely.get_coordinates(part)]
    ]


def unbroken(points: Floats, keep: np.ndarray) -> list[Floats]:
    """Pieces of a line where every point is kept."""
    cuts = np.flatnonzero(np.diff(keep.astype(int))) + 1
    pieces = zip(np.split(points, cuts), np.split(keep, cuts), strict=True)
    return [piece for piece, kept in pieces if kept[0]]


def road_lines(roads: tuple[Road, ...], landform: Landform) -> list[Floats]:
    """Both edges of the roads on the slopes, level across; open, (n, 3)."""
    lines = []
    done: shapely.Geometry = shapely.Polygon()
    for kind in SHAPING:
        surfaces = []
        for road in [road for road in roads if road.kind == kind]:
            line = shapely.LineString(road.line)
            steps = np.linspace(0.0, line.length, max(2, round(line.length / 9.0) + 1))
            centre = shapely.get_coordinates(shapely.line_interpolate_point(line, steps))
            ahead = np.gradient(centre, axis=0)
            normal = np.stack([-ahead[:, 1], ahead[:, 0]], axis=1)
            normal /= np.linalg.norm(normal, axis=1, keepdims=True)
            height = landform.height(centre)
            surfaces.append(road.surface())
            for sign in (-1.0, 1.0):
                edge = centre + sign * (road.width / 2.0 - 0.1) * normal
                free = ~shapely.contains_xy(done, edge[:, 0], edge[:, 1])
                lines += unbroken(np.column_stack([edge, height]), free)
        done = shapely.union_all([done, *(shapely.buffer(surface, 0.4) for surface in surfaces)])
    return lines


def quay_lines(water: Water, landform: Landform) -> list[Floats]:
    """Both edges of every quay, pier and breakwater: the sea inside, land or stone outside."""
    works = shapely.buffer(water.works, 0.6)
    # Up to the first river wall the channel belongs to the harbour.
    near = shapely.intersection(water.river, shapely.buffer(water.bay, MOUTH))
    lines = []
    for part in shapely.get_parts(shapely.union(water.sea(), near)):
        for ring in (part.exterior, *part.interiors):
            for offset in (-0.15, 0.35):
                shape = shapely.buffer(shapely.Polygon(ring), offset, join_style="mitre")
                points = shapely.get_coordinates(shapely.segmentize(shape.exterior, 14.0))
                wet = shapely.contains_xy(part, points[:, 0], points[:, 1])
                stone = shapely.contains_xy(works, points[:, 0], points[:, 1])
                land = np.where(stone, WORKS_HEIGHT, np.maximum(landform.height(points), 0.0))
                height = np.where(wet, 0.0, land)
                free = wet | ~shapely.contains_xy(water.river, points[:, 0], points[:, 1])
                lines += unbroken(np.column_stack([points, height]), free)
    return lines


def river_lines(valley: Valley, landform: Landform, last_along: float) -> list[Floats]:
    """Top and foot of both river walls; open, (n, 3)."""
    along = np.arange(MOUTH + 0.6, last_along, 14.0)
    middle = plan.Line("", "", 0.0, 0.0, 0.0, "river", 0.0).across(valley, along)
    bank = landform.height(valley.place(along, middle))
    half = plan.RIVER_WIDTH / 2.0
    bed = np.maximum(bank - RIVER_WALL, 0.0)
    sides = ((half + 0.4, bank), (half - 0.1, bed), (-half + 0.1, bed), (-half - 0.4, bank))
    return [np.column_stack([valley.place(along, middle + offset), height]) for offset, height in sides]
