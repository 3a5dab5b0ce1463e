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

from sample_data.generator import breaklines
from sample_data.generator.landform import Landform
from sample_data.generator.lots import Lot
from sample_data.generator.roads import Road
from sample_data.generator.valley import EAST, WEST, Floats, Valley
from sample_data.generator.water import Water

FIRST_ALONG, LAST_ALONG = -1_180.0, 2_250.0
RIDGE_RISE = 620.0
# Points nearer than this become one; pieces of break lines are not cut shorter than this.
NEAREST, SHORTEST = 0.2, 1.0
ROUNDS = 7


@dataclass(frozen=True)
class Terrain:
    """Triangulated ground.

    Attributes
    ----------
    points
        (n, 3) east, north, height T.P., EPSG:6669.
    triangles
        (m, 3) rows of ``points``, counter-clockwise from above.
    origin
        (2,) what is subtracted from east and north before ``surface`` is asked.
    surface
        Reads heights off the triangles.
    outline
        Edge of the surveyed area.
    """

    points: Floats
    triangles: NDArray[np.int64]
    origin: Floats
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
        places = np.stack(np.broadcast_arrays(east, north), axis=-1) - self.origin
        return np.asarray(self.surface(places), dtype=np.float64)

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
    """Return the town's edge: from ridge to ridge, out to the open sea."""
    along = np.arange(FIRST_ALONG, LAST_ALONG + 1.0, 30.0)
    east = valley.place(along, valley.across_of(EAST, along, RIDGE_RISE))
    west = valley.place(along, valley.across_of(WEST, along, RIDGE_RISE))
    return shapely.Polygon(np.vstack([east, west[::-1]]))


def open_points(
    landform: Landform,
    outline: shapely.Polygon,
    near: shapely.Geometry,
    water: Water,
    rng: np.random.Generator,
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
    built: set[int],
    water: Water,
    rng: np.random.Generator,
) -> Terrain:
    """Put the ground together and triangulate it.

    Parameters
    ----------
    valley, landform, roads, lots, water
        The town so far.
    built
        Numbers of the lots that are built on; only these are levelled.
    rng
        Scatters the points of open ground.
    """
    outline = surveyed_outline(valley)
    terraced = [lot for number, lot in enumerate(lots) if lot.terraced and number in built]
    lines = [
        *breaklines.quay_lines(water, landform),
        *breaklines.river_lines(valley, landform, LAST_ALONG),
        *breaklines.road_lines(roads, landform),
        *breaklines.pad_lines(terraced, landform),
    ]
    bends = np.vstack(lines)
    first = np.concatenate([[0], np.cumsum([len(line) for line in lines])])
    follows = np.ones(len(bends), dtype=bool)
    follows[first[1:] - 1] = False
    segments = np.flatnonzero(follows)[:, None] + np.array([0, 1])
    near = shapely.union_all(shapely.buffer(np.array([lot.outline for lot in lots]), 70.0, quad_segs=2))
    free = open_points(landform, outline, near, water, rng)
    level = [lot.outline for lot in terraced]
    walled = shapely.buffer(shapely.union_all([water.river, water.works, *level]), 1.5)
    free = free[~shapely.contains_xy(walled, free[:, 0], free[:, 1])]
    distance, _ = cKDTree(bends[:, :2]).query(free[:, :2])
    points, segments = merged(np.vstack([bends, free[distance > 5.0]]), segments)
    origin = points[:, :2].mean(axis=0).round()
    points, mesh = conforming(points, segments, origin)
    triangles = mesh.simplices.astype(np.int64)
    corner = points[triangles][:, :, :2]
    ahead, aside = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    doubled = ahead[:, 0] * aside[:, 1] - ahead[:, 1] * aside[:, 0]
    triangles[doubled < 0] = triangles[doubled < 0][:, [0, 2, 1]]
    centre = corner.mean(axis=1)
    inside = shapely.contains_xy(outline, centre[:, 0], centre[:, 1]) & (np.abs(doubled) > 0.02)
    return Terrain(
        points=points,
        triangles=triangles[inside],
        origin=origin,
        surface=LinearNDInterpolator(mesh, points[:, 2]),
        outline=outline,
    )


def merged(points: Floats, segments: NDArray[np.int64]) -> tuple[Floats, NDArray[np.int64]]:
    """Make one point of points that nearly coincide, the first one, and renumber the segments."""
    pairs = np.sort(cKDTree(points[:, :2]).query_pairs(NEAREST, output_type="ndarray"), axis=1)
    stands_for = np.arange(len(points))
    np.minimum.at(stands_for, pairs[:, 1], pairs[:, 0])
    while not np.array_equal(stands_for, stands_for[stands_for]):
        stands_for = stands_for[stands_for]
    kept = stands_for == np.arange(len(points))
    number = np.cumsum(kept) - 1
    renumbered = number[stands_for[segments]]
    return points[kept], renumbered[renumbered[:, 0] != renumbered[:, 1]]


def conforming(points: Floats, segments: NDArray[np.int64], origin: Floats) -> tuple[Floats, Delaunay]:
    """Triangulate so that break lines are edges: lines that are not get cut in half, again and again.

    Parameters
    ----------
    points
        (n, 3) east, north, height.
    segments
        (k, 2) pairs of points that should be joined by an edge.
    origin
        (2,) subtracted before triangulating, for accuracy.

    Returns
    -------
    tuple[Floats, Delaunay]
        Points with those added, and the triangulation.
    """
    mesh = Delaunay(points[:, :2] - origin)
    for _ in range(ROUNDS):
        triangles = mesh.simplices.astype(np.int64)
        edges = np.sort(np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]]), axis=1)
        ordered = np.sort(segments, axis=1)
        present = np.isin(
            ordered[:, 0] * len(points) + ordered[:, 1], edges[:, 0] * len(points) + edges[:, 1]
        )
        length = np.linalg.norm(points[segments[:, 0], :2] - points[segments[:, 1], :2], axis=1)
        cut = segments[~present & (length > 2.0 * SHORTEST)]
        if len(cut) == 0:
            break
        middle = len(points) + np.arange(len(cut))
        points = np.vstack([points, points[cut].mean(axis=1)])
        halves = np.vstack([np.column_stack([cut[:, 0], middle]), np.column_stack([middle, cut[:, 1]])])
        segments = np.vstack([segments[present], halves])
        mesh = Delaunay(points[:, :2] - origin)
    return points, mesh
