"""The ground as it is: natural slopes, terraces under the houses, roads, walls, quays.

The ground is one triangulated surface. The relief file of the data set holds exactly
these triangles, and every height in the town is read from them.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from scipy.interpolate import LinearNDInterpolator
from scipy.spatial import Delaunay, cKDTree

from sample_data.generator import plan
from sample_data.generator.landform import Landform
from sample_data.generator.lots import Lot
from sample_data.generator.roads import Road
from sample_data.generator.valley import EAST, WEST, Floats, Valley
from sample_data.generator.water import Water

FIRST_ALONG, LAST_ALONG = -1_180.0, 2_250.0
RIDGE_RISE = 620.0
RIVER_WALL = 2.6
WORKS_HEIGHT = 3.0
# Roads whose edges shape the slope, the more important first.
SHAPING = ("foot", "hill", "contour", "path", "stairs")


@dataclass(frozen=True)
class Terrain:
    """Triangulated ground.

    Attributes
    ----------
    points
        (n, 3) east, north, height T.P., EPSG:6669.
    triangles
        (m, 3) rows of ``points``, counter-clockwise from above.
    surface
        Reads heights off the triangles.
    outline
        Edge of the surveyed area.
    """

    points: Floats
    triangles: NDArray[np.int64]
    surface: LinearNDInterpolator
    outline: shapely.Polygon

    def height(self, east: ArrayLike, north: ArrayLike) -> Floats:
        """Ground height.

        Parameters
        ----------
        east, north
            Metres, EPSG:6669, any equal shapes.

        Returns
        -------
        Floats
            Metres T.P., same shape; NaN outside the surveyed area.
        """
        return np.asarray(self.surface(np.stack(np.broadcast_arrays(east, north), axis=-1)), dtype=np.float64)

    def lowest_under(self, outlines: np.ndarray) -> Floats:
        """Lowest ground under each outline.

        Parameters
        ----------
        outlines
            (n,) shapely polygons, EPSG:6669.

        Returns
        -------
        Floats
            (n,) metres T.P.
        """
        dense = shapely.segmentize(outlines, 1.0)
        corners, owner = shapely.get_coordinates(dense, return_index=True)
        lowest = np.full(len(outlines), np.inf)
        np.minimum.at(lowest, owner, self.height(corners[:, 0], corners[:, 1]))
        vertices = shapely.points(self.points[:, :2])
        polygon, vertex = shapely.STRtree(vertices).query(outlines, predicate="contains")
        np.minimum.at(lowest, polygon, self.points[vertex, 2])
        return lowest


def surveyed_outline(valley: Valley) -> shapely.Polygon:
    """The town's edge: from ridge to ridge, out to the open sea."""
    along = np.arange(FIRST_ALONG, LAST_ALONG + 1.0, 30.0)
    east = valley.place(along, valley.across_of(EAST, along, RIDGE_RISE))
    west = valley.place(along, valley.across_of(WEST, along, RIDGE_RISE))
    return shapely.Polygon(np.vstack([east, west[::-1]]))


def pad_height(lots: list[Lot], landform: Landform) -> Floats:
    """Level of each terraced lot: mostly its own natural height, a little that of its street."""
    corners = np.stack([lot.corners for lot in lots])
    middle = landform.height(corners.mean(axis=1))
    street = landform.height((corners[:, 0] + corners[:, 1]) / 2.0)
    return 0.72 * middle + 0.28 * street


def pad_points(lots: list[Lot], heights: Floats) -> Floats:
    """Corners of the level pads, half a metre inside each lot."""
    inside = shapely.buffer(np.array([lot.outline for lot in lots]), -0.5, join_style="mitre")
    pieces = [
        np.column_stack([ring, np.full(len(ring), height)])
        for shape, height in zip(shapely.segmentize(inside, 15.0), heights, strict=True)
        for part in shapely.get_parts(shape)
        if not part.is_empty
        for ring in [shapely.get_coordinates(part)[:-1]]
    ]
    return np.vstack(pieces)


def road_points(roads: tuple[Road, ...], landform: Landform) -> Floats:
    """Edges of the roads on the slopes, level across."""
    pieces = []
    done: shapely.Geometry = shapely.Polygon()
    for kind in SHAPING:
        chosen = [road for road in roads if road.kind == kind]
        surfaces = []
        for road in chosen:
            line = shapely.LineString(road.line)
            steps = np.linspace(0.0, line.length, max(2, round(line.length / 8.0) + 1))
            centre = shapely.get_coordinates(shapely.line_interpolate_point(line, steps))
            ahead = np.gradient(centre, axis=0)
            normal = np.stack([-ahead[:, 1], ahead[:, 0]], axis=1)
            normal /= np.linalg.norm(normal, axis=1, keepdims=True)
            height = landform.height(centre)
            surfaces.append(road.surface())
            for sign in (-1.0, 1.0):
                edge = centre + sign * (road.width / 2.0 - 0.1) * normal
                free = ~shapely.contains_xy(done, edge[:, 0], edge[:, 1])
                pieces.append(np.column_stack([edge, height])[free])
        done = shapely.union_all([done, *(shapely.buffer(surface, 0.4) for surface in surfaces)])
    return np.vstack(pieces)


def wall_points(shape: shapely.Geometry, inside: float, outside: float | None, landform: Landform) -> Floats:
    """Both edges of a quay wall around a shape.

    Parameters
    ----------
    shape
        One or more polygons.
    inside, outside
        Heights either side of the wall; ``None`` takes the natural ground, not below the sea.
    landform
        The natural ground.
    """
    pieces = []
    for part in shapely.get_parts(shape):
        for offset, level in ((-0.15, inside), (0.35, outside)):
            ring = shapely.segmentize(shapely.buffer(part, offset, join_style="mitre").exterior, 12.0)
            points = shapely.get_coordinates(ring)[:-1]
            height = np.maximum(landform.height(points), 0.0) if level is None else np.full(len(points), level)
            pieces.append(np.column_stack([points, height]))
    return np.vstack(pieces)


def river_points(valley: Valley, landform: Landform) -> Floats:
    """Top and foot of both river walls."""
    along = np.arange(0.0, LAST_ALONG, 12.0)
    middle = plan.Line("", "", 0.0, 0.0, 0.0, "river", 0.0).across(valley, along)
    bank = landform.height(valley.place(along, middle))
    half = plan.RIVER_WIDTH / 2.0
    pieces = []
    for offset, height in (
        (half + 0.4, bank),
        (half - 0.1, np.maximum(bank - RIVER_WALL, 0.0)),
        (-half + 0.1, np.maximum(bank - RIVER_WALL, 0.0)),
        (-half - 0.4, bank),
    ):
        pieces.append(np.column_stack([valley.place(along, middle + offset), height]))
    return np.vstack(pieces)


def open_points(
    landform: Landform, outline: shapely.Polygon, near: shapely.Geometry, water: Water, rng: np.random.Generator
) -> Floats:
    """Natural ground between everything that was built: closer points near the town."""
    west, south, east, north = outline.bounds
    pieces = []
    for spacing, close in ((24.0, True), (48.0, False)):
        columns = np.arange(west, east, spacing)
        rows = np.arange(south, north, spacing)
        grid = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2)
        grid = grid + rng.uniform(-0.32, 0.32, grid.shape) * spacing
        town = shapely.contains_xy(near, grid[:, 0], grid[:, 1])
        pieces.append(grid[town == close])
    border = shapely.get_coordinates(shapely.segmentize(outline.exterior, 45.0))[:-1]
    inside = np.vstack(pieces)
    inside = inside[shapely.contains_xy(shapely.buffer(outline, -12.0), inside[:, 0], inside[:, 1])]
    points = np.vstack([border, inside])
    height = np.maximum(landform.height(points), 0.0)
    wet = shapely.contains_xy(water.bay, points[:, 0], points[:, 1])
    height[wet] = 0.0
    sea = height <= 0.0
    thin = rng.random(len(points)) < 0.3
    keep = ~sea | thin | (np.arange(len(points)) < len(border))
    return np.column_stack([points, height])[keep]


def make_terrain(
    valley: Valley,
    landform: Landform,
    roads: tuple[Road, ...],
    lots: tuple[Lot, ...],
    water: Water,
    rng: np.random.Generator,
) -> Terrain:
    """Put the ground together and triangulate it.

    Parameters
    ----------
    valley, landform, roads, lots, water
        The town so far.
    rng
        Scatters the points of open ground.
    """
    outline = surveyed_outline(valley)
    terraced = [lot for lot in lots if lot.terraced]
    works = shapely.intersection(water.works, water.bay)
    quay = wall_points(water.bay, 0.0, None, landform)
    mole = wall_points(works, WORKS_HEIGHT, 0.0, landform)
    built = np.vstack(
        [
            quay[~shapely.contains_xy(shapely.buffer(works, 1.0), quay[:, 0], quay[:, 1])],
            mole[shapely.contains_xy(shapely.buffer(water.bay, -1.0), mole[:, 0], mole[:, 1])],
            river_points(valley, landform),
            road_points(roads, landform),
            pad_points(terraced, pad_height(terraced, landform)),
        ]
    )
    built = built[shapely.contains_xy(outline, built[:, 0], built[:, 1])]
    near = shapely.union_all(shapely.buffer(np.array([lot.outline for lot in lots]), 70.0, quad_segs=2))
    free = open_points(landform, outline, near, water, rng)
    distance, _ = cKDTree(built[:, :2]).query(free[:, :2])
    points = np.vstack([built, free[distance > 5.0]])
    points = points[~repeated(points[:, :2], 0.2)]
    origin = points[:, :2].mean(axis=0)
    mesh = Delaunay(points[:, :2] - origin)
    triangles = mesh.simplices.astype(np.int64)
    corner = points[triangles][:, :, :2]
    first, second = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    doubled = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]
    triangles[doubled < 0] = triangles[doubled < 0][:, [0, 2, 1]]
    centre = corner.mean(axis=1)
    inside = shapely.contains_xy(outline, centre[:, 0], centre[:, 1]) & (np.abs(doubled) > 0.02)
    return Terrain(
        points=points,
        triangles=triangles[inside],
        surface=LinearNDInterpolator(points[:, :2], points[:, 2]),
        outline=outline,
    )


def repeated(points: Floats, distance: float) -> np.ndarray:
    """Marks points that lie within a distance of an earlier one."""
    pairs = cKDTree(points).query_pairs(distance, output_type="ndarray")
    marks = np.zeros(len(points), dtype=bool)
    marks[pairs.max(axis=1)] = True
    return marks

