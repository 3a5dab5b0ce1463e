"""Buildings out of their polygons: place in metres, footprints, boxes, heights, triangles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from layers import crs
from layers.drawables import Surface
from layers.store.polygons import spread
from layers.triangulate import Triangles, triangulate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.surfaces import Surfaces

FLAT_ENOUGH = 0.9
"""Cosine of the slope up to which a polygon counts as lying."""


@dataclass(frozen=True, eq=False)
class Shapes:
    """Buildings of a window in metres of the plane system.

    Attributes
    ----------
    surfaces
        Polygons with points as east, north, height.
    triangles
        Their triangles.
    geometry
        (n,) shapely polygons or multipolygons, the footprints; None where there is none.
    bounds
        (n, 6) float64 west, south, bottom, east, north, top; NaN without geometry.
    boxes
        (n, 5) float64 centre east and north, half length, half width, and the angle of the length in
        radians from east; the rectangle has the area of the footprint.
    lods
        (n,) uint8, bit k set when there is geometry of LOD k.
    longitude, latitude
        (n,) degrees of the centre.
    """

    surfaces: Surfaces
    triangles: Triangles
    geometry: NDArray[np.object_]
    bounds: NDArray[np.float64]
    boxes: NDArray[np.float64]
    lods: NDArray[np.uint8]


def to_plane(points: NDArray[np.float64], srs: str, target: str) -> NDArray[np.float64]:
    """Turn points as written into east, north, height.

    Parameters
    ----------
    points
        (n, 3) latitude, longitude, height; or north, east, height of a plane system.
    srs
        System the file declares (``EPSG:6697``, or a plane rectangular one).
    target
        Plane rectangular system of the store.
    """
    result = np.empty_like(points)
    if crs.zone_of_epsg(srs) is not None:
        result[:, 0], result[:, 1] = points[:, 1], points[:, 0]
        if crs.zone_of_epsg(srs) != crs.zone_of_epsg(target):
            longitude, latitude = crs.unproject(
                result[:, 0], result[:, 1], crs.epsg_of_zone(crs.zone_of_epsg(srs) or 1)
            )
            result[:, 0], result[:, 1] = crs.project(longitude, latitude, target)
    else:
        result[:, 0], result[:, 1] = crs.project(points[:, 1], points[:, 0], target)
    result[:, 2] = points[:, 2]
    return result


def build_shapes(surfaces: Surfaces, count: int) -> Shapes:
    """Work out the shapes of `count` buildings from polygons whose points are in metres."""
    triangles = triangulate(surfaces.points, surfaces.ring_offsets, surfaces.polygon_offsets)
    bounds = _bounds(surfaces, count)
    lods = np.zeros(count, dtype=np.uint8)
    np.bitwise_or.at(lods, surfaces.feature, np.left_shift(1, surfaces.lod).astype(np.uint8))
    chosen = _footprints(surfaces, triangles.normals, bounds, lods)
    geometry = _polygons(surfaces, chosen, count)
    return Shapes(surfaces, triangles, geometry, bounds, _boxes(surfaces, chosen, geometry, bounds), lods)


def _points_per_polygon(surfaces: Surfaces) -> NDArray[np.int64]:
    return np.diff(surfaces.ring_offsets[surfaces.polygon_offsets])


def _bounds(surfaces: Surfaces, count: int) -> NDArray[np.float64]:
    """Return bounds; heights come from LOD1 and above where there is any (LOD0 often lies at zero)."""
    bounds = np.full((count, 6), np.nan)
    per_polygon = _points_per_polygon(surfaces)
    if not len(per_polygon):
        return bounds
    feature = np.repeat(surfaces.feature, per_polygon)
    order, starts, features = _runs(feature)
    points = surfaces.points if order is None else surfaces.points[order]
    bounds[features, 0:2] = np.minimum.reduceat(points[:, :2], starts)
    bounds[features, 3:5] = np.maximum.reduceat(points[:, :2], starts)
    solid = np.repeat(surfaces.lod > 0, per_polygon)
    solid = solid if order is None else solid[order]
    flat = np.where(solid, points[:, 2], np.inf)
    low = np.minimum.reduceat(flat, starts)
    high = np.maximum.reduceat(np.where(solid, points[:, 2], -np.inf), starts)
    only_flat = ~np.isfinite(low)
    bounds[features, 2] = np.where(only_flat, np.minimum.reduceat(points[:, 2], starts), low)
    bounds[features, 5] = np.where(only_flat, np.maximum.reduceat(points[:, 2], starts), high)
    return bounds


def _runs(
    feature: NDArray[np.int64],
) -> tuple[NDArray[np.intp] | None, NDArray[np.intp], NDArray[np.int64]]:
    """Return an order that makes equal values stand together, where runs begin, and their values."""
    order = None
    if (np.diff(feature) < 0).any():
        order = np.argsort(feature, kind="stable")
        feature = feature[order]
    starts = np.concatenate([[0], np.flatnonzero(np.diff(feature)) + 1])
    return order, starts, feature[starts]


def _footprints(
    surfaces: Surfaces,
    normals: NDArray[np.float64],
    bounds: NDArray[np.float64],
    lods: NDArray[np.uint8],
) -> NDArray[np.intp]:
    """Return the polygons that make the footprints.

    LOD0 where there is one, else ground surfaces, else the lowest lying polygons of the solid.
    """
    length = np.linalg.norm(normals, axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        lying = np.abs(normals[:, 2]) / length > FLAT_ENOUGH
    sound = length > 0
    flat = surfaces.lod == 0
    has_flat = (lods[surfaces.feature] & 1) > 0
    ground = (surfaces.surface == Surface.GROUND) & ~has_flat & sound & (surfaces.lod > 0)
    # A building may have ground surfaces at several levels; the lowest level is enough.
    ground &= (
        surfaces.lod == _least(surfaces.feature[ground], surfaces.lod[ground], len(lods))[surfaces.feature]
    )
    has_ground = np.zeros(len(lods), dtype=bool)
    has_ground[surfaces.feature[ground]] = True
    first = surfaces.ring_offsets[surfaces.polygon_offsets[:-1]]
    height = surfaces.points[np.minimum(first, max(len(surfaces.points) - 1, 0)), 2]
    bottom = lying & sound & ~has_flat & ~has_ground[surfaces.feature] & (normals[:, 2] < 0)
    bottom &= height < bounds[surfaces.feature, 2] + 0.01
    bottom &= (
        surfaces.lod == _least(surfaces.feature[bottom], surfaces.lod[bottom], len(lods))[surfaces.feature]
    )
    return np.flatnonzero((flat & sound) | ground | bottom)


def _least(feature: NDArray[np.int64], values: NDArray[np.int8], count: int) -> NDArray[np.int8]:
    result = np.full(count, 127, dtype=np.int8)
    np.minimum.at(result, feature, values)
    return result


def _polygons(surfaces: Surfaces, chosen: NDArray[np.intp], count: int) -> NDArray[np.object_]:
    """Return the footprints as shapely geometries."""
    geometry = np.full(count, None, dtype=object)
    if not len(chosen):
        return geometry
    points, rings, polygons = _closed(surfaces, chosen)
    flat = np.ascontiguousarray(points[:, :2])
    parts = shapely.from_ragged_array(shapely.GeometryType.POLYGON, flat, (rings, polygons))
    feature = surfaces.feature[chosen]
    order, starts, features = _runs(feature)
    if order is not None:
        parts = parts[order]
    sizes = np.diff(np.concatenate([starts, [len(parts)]]))
    single = sizes == 1
    geometry[features[single]] = parts[starts[single]]
    if not single.all():
        index = np.repeat(np.arange(len(features)), sizes)
        several = np.repeat(~single, sizes)
        numbers = np.cumsum(~single) - 1
        geometry[features[~single]] = shapely.multipolygons(parts[several], indices=numbers[index[several]])
    return geometry


def _closed(
    surfaces: Surfaces, chosen: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Return points, ring and polygon offsets of some polygons, rings closed, empty rings left out."""
    ring_first = surfaces.polygon_offsets[chosen]
    ring_count = surfaces.polygon_offsets[chosen + 1] - ring_first
    rings = spread(ring_first, ring_count)
    owner = np.repeat(np.arange(len(chosen)), ring_count)
    sizes = np.diff(surfaces.ring_offsets)[rings]
    rings, owner, sizes = rings[sizes >= 3], owner[sizes >= 3], sizes[sizes >= 3]
    index = spread(surfaces.ring_offsets[rings], sizes + 1)
    ends = np.cumsum(sizes + 1)
    index[ends - 1] = surfaces.ring_offsets[rings]
    polygon_offsets = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=len(chosen)))])
    return surfaces.points[index], np.concatenate([[0], ends]), polygon_offsets


def _boxes(
    surfaces: Surfaces,
    chosen: NDArray[np.intp],
    geometry: NDArray[np.object_],
    bounds: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return the far-away stand-in of each building: a rectangle along its longest edge."""
    boxes = np.full((len(bounds), 5), np.nan)
    boxes[:, 0] = (bounds[:, 0] + bounds[:, 3]) / 2
    boxes[:, 1] = (bounds[:, 1] + bounds[:, 4]) / 2
    boxes[:, 2] = (bounds[:, 3] - bounds[:, 0]) / 2
    boxes[:, 3] = (bounds[:, 4] - bounds[:, 1]) / 2
    boxes[:, 4] = 0.0
    if not len(chosen):
        return boxes
    points, rings, polygons = _closed(surfaces, chosen)
    ring_feature = np.repeat(surfaces.feature[chosen], np.diff(polygons))
    feature = np.repeat(ring_feature, np.diff(rings))
    edge = np.diff(points[:, :2], axis=0, append=points[-1:, :2])
    edge[rings[1:] - 1] = 0.0
    order, starts, features = _runs(feature)
    if order is not None:
        points, edge, feature = points[order], edge[order], feature[order]
    squared = (edge**2).sum(axis=1)
    longest = np.maximum.reduceat(squared, starts)
    sizes = np.diff(np.concatenate([starts, [len(points)]]))
    hit = np.flatnonzero(squared == np.repeat(longest, sizes))
    run = np.repeat(np.arange(len(starts)), sizes)[hit]
    first = hit[np.unique(run, return_index=True)[1]]
    angle = np.arctan2(edge[first, 1], edge[first, 0])
    cosine, sine = np.repeat(np.cos(angle), sizes), np.repeat(np.sin(angle), sizes)
    corner = np.repeat(points[starts, :2], sizes, axis=0)
    relative = points[:, :2] - corner
    along = relative[:, 0] * cosine + relative[:, 1] * sine
    across = relative[:, 1] * cosine - relative[:, 0] * sine
    low_u, high_u = np.minimum.reduceat(along, starts), np.maximum.reduceat(along, starts)
    low_v, high_v = np.minimum.reduceat(across, starts), np.maximum.reduceat(across, starts)
    u, v = (low_u + high_u) / 2, (low_v + high_v) / 2
    cosine, sine = np.cos(angle), np.sin(angle)
    boxes[features, 0] = points[starts, 0] + u * cosine - v * sine
    boxes[features, 1] = points[starts, 1] + u * sine + v * cosine
    rectangle = np.maximum((high_u - low_u) * (high_v - low_v), 1e-6)
    shrink = np.sqrt(np.clip(shapely.area(geometry[features]) / rectangle, 0.05, 1.0))
    boxes[features, 2] = (high_u - low_u) / 2 * shrink
    boxes[features, 3] = (high_v - low_v) / 2 * shrink
    boxes[features, 4] = angle
    return boxes
