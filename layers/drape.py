"""Flat shapes are laid on the ground: lines and areas follow it, cut into pieces fine enough for it.

Shapes that bring heights of their own keep them; here are also their triangles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np
import shapely

from layers.cutting import divided, meeting
from layers.drawables import Lines, Mesh, Points, Surface

if TYPE_CHECKING:
    from numpy.typing import NDArray

AREA_ABOVE = 0.35
"""Metres by which areas lie above the ground, so that it does not shine through …"""
LINE_ABOVE = 0.6
"""… lines above the areas …"""
POINT_ABOVE = 1.2
"""… and points above the lines."""
NEAR = 20.0
"""Metres of cells up to which areas are seen from near: there banks and walls count, not hills alone."""
GRID = 0.001
"""Metres to which areas are rounded that cannot be cut into triangles as they are."""
FLATNESS = 1 / 60
"""Share of a cell by which the ground may leave a piece of an area before the piece is cut again."""
AREA_SHARE, LINE_SHARE = 0.04, 0.1
"""Shares of a cell, and of the spacing of a line, by which areas and lines lie higher where they are coarse:
less than a pixel from where they are drawn so, and more than what the ground rises between their points."""
HIGHEST_SHARE = 0.25
"""Share of a cell by which a corner of an area may rise for the ground between it and the next one."""


class Ground(Protocol):
    """What lies below everything; see ``layers.heights``."""

    def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the height of the ground in metres, NaN where nobody knows it."""
        ...


class Plane:
    """Ground at one height everywhere."""

    def __init__(self, height: float = 0.0) -> None:
        self.height = height

    def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the same height everywhere."""
        del north
        return np.full(len(east), self.height)


def on_ground(ground: Ground, points: NDArray[np.float64], above: float) -> NDArray[np.float64]:
    """Return (n, 3) points on the ground below (n, 2) places; where nobody knows it, at its lowest."""
    heights = ground.height_at(points[:, 0], points[:, 1])
    known = np.isfinite(heights)
    lowest = float(heights[known].min()) if known.any() else 0.0
    return np.column_stack([points[:, :2], np.where(known, heights, lowest) + above])


def points(
    geometry: NDArray[np.object_],
    rows: NDArray[np.integer],
    ground: Ground,
    *,
    solid: bool,
    size: float = 6.0,
) -> list[Points]:
    """Return the points among some shapes; `rows` are their feature ids, `size` pixels across each.

    Where only the ground counts, a line that has no length seen from above (a pipe that goes straight down)
    is a point.
    """
    parts, owner = shapely.get_parts(geometry, return_index=True)
    chosen = shapely.get_type_id(parts) == 0
    if not solid:
        upright = _without_length(parts)
        parts = np.where(upright, shapely.get_point(parts, 0), parts)
        chosen |= upright
    parts, owner = parts[chosen], owner[chosen]
    parts, owner = parts[~shapely.is_empty(parts)], owner[~shapely.is_empty(parts)]
    if not len(parts):
        return []
    coordinates = shapely.get_coordinates(parts, include_z=True)
    placed = _lifted(coordinates, ground, POINT_ABOVE, solid=solid)
    origin = _origin(placed)
    return [Points(origin, (placed - origin).astype(np.float32), rows[owner].astype(np.uint32), size=size)]


def lines(
    geometry: NDArray[np.object_],
    rows: NDArray[np.integer],
    ground: Ground,
    spacing: float,
    *,
    solid: bool,
    width: float = 2.0,
    colour: tuple[int, int, int] | None = None,
) -> list[Lines]:
    """Return the lines among some shapes, and the outlines of areas, on the ground.

    Parameters
    ----------
    geometry, rows
        (n,) shapes and their feature ids.
    ground
        What they lie on.
    spacing
        Metres after which a line gets another point to follow the ground.
    solid
        Shapes with heights of their own keep them.
    width, colour
        How they are drawn; no colour for that of the feature.
    """
    parts, owner = shapely.get_parts(geometry, return_index=True)
    kinds = shapely.get_type_id(parts)
    areas = kinds == 3
    rings, of_ring = shapely.get_rings(parts[areas], return_index=True)
    straight = (kinds == 1) | (kinds == 2)
    parts = np.concatenate([parts[straight], rings])
    owner = np.concatenate([owner[straight], owner[areas][of_ring]])
    if not len(parts):
        return []
    if not solid:
        long = ~_without_length(parts)
        parts, owner = shapely.segmentize(shapely.force_2d(parts[long]), spacing), owner[long]
        if not len(parts):
            return []
    coordinates, line = shapely.get_coordinates(parts, include_z=True, return_index=True)
    if not len(coordinates):
        return []
    placed = _lifted(coordinates, ground, max(LINE_ABOVE, LINE_SHARE * spacing), solid=solid)
    counts = np.bincount(line, minlength=len(parts))
    origin = _origin(placed)
    drawn = counts > 1
    offsets = np.concatenate([[0], np.cumsum(counts[drawn])])
    keep = drawn[line]
    return [
        Lines(
            origin,
            (placed[keep] - origin).astype(np.float32),
            offsets,
            rows[owner[drawn]].astype(np.uint32),
            width,
            colour,
        )
    ]


def _without_length(parts: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Say which shapes are lines (or rings) all of whose points lie at one place on the map."""
    kinds = shapely.get_type_id(parts)
    found: NDArray[np.bool_] = ((kinds == 1) | (kinds == 2)) & (shapely.length(parts) == 0)
    return found


def areas(
    geometry: NDArray[np.object_], rows: NDArray[np.integer], ground: Ground, cell: float, *, solid: bool
) -> list[Mesh]:
    """Return the areas among some shapes as triangles.

    Parameters
    ----------
    geometry, rows
        (n,) shapes and their feature ids.
    ground
        What they lie on.
    cell
        Metres: flat areas are cut into pieces not larger, so that their inside follows the ground too.
    solid
        Shapes with heights of their own keep them and are cut in their own planes.
    """
    parts, owner = shapely.get_parts(geometry, return_index=True)
    chosen = (shapely.get_type_id(parts) == 3) & ~shapely.is_empty(parts)
    parts, owner = parts[chosen], owner[chosen]
    if not len(parts):
        return []
    if solid:
        corners, polygon = _cut_in_planes(parts)
    else:
        pieces, of_piece = divided(shapely.force_2d(parts), cell)
        pieces, of_piece = _bent(pieces, of_piece, ground, cell)
        corners, piece = _cut_flat(meeting(pieces))
        polygon = of_piece[piece]
        flat = corners.reshape(-1, 2)
        above = max(AREA_ABOVE, AREA_SHARE * cell)
        corners = _over_bumps(on_ground(ground, flat, above).reshape(-1, 3, 3), ground, above, cell)
    if not len(corners):
        return []
    placed = corners.reshape(-1, 3)
    origin = _origin(placed)
    return [
        Mesh(
            origin,
            (placed - origin).astype(np.float32),
            np.arange(len(placed), dtype=np.uint32).reshape(-1, 3),
            rows[owner[polygon]].astype(np.uint32),
            np.full(len(corners), Surface.UNKNOWN if solid else Surface.ROOF, dtype=np.uint8),
            draped=not solid,
        )
    ]


def _over_bumps(
    corners: NDArray[np.float64], ground: Ground, above: float, cell: float
) -> NDArray[np.float64]:
    """Raise the corners of triangles (m, 3, 3) where the ground would come through between them.

    On terraces and ridges the ground leaves the plane of its corners. The middles of the edges and of the
    triangle are looked at; a corner rises by the most that any triangle around it needs, so that none parts
    from its neighbours. On a plane, however steep, nothing changes.
    """
    if not len(corners):
        return corners
    edges = (corners + np.roll(corners, -1, axis=1)) / 2
    looked = np.concatenate([edges, corners.mean(axis=1, keepdims=True)], axis=1)
    heights = ground.height_at(looked[..., 0].ravel(), looked[..., 1].ravel()).reshape(-1, 4)
    lacking = np.nan_to_num(heights + above / 2 - looked[..., 2], nan=0.0).max(axis=1)
    needed = np.clip(lacking, 0.0, HIGHEST_SHARE * cell)
    if not needed.any():
        return corners
    places = np.round(corners[..., :2].reshape(-1, 2), 3)
    _, same = np.unique(places[:, 0] + 1j * places[:, 1], return_inverse=True)
    most = np.zeros(same.max() + 1)
    np.maximum.at(most, same, np.repeat(needed, 3))
    raised = corners.copy()
    raised[..., 2] += most[same].reshape(-1, 3)
    return raised


def _bent(
    pieces: NDArray[np.object_], owner: NDArray[np.intp], ground: Ground, cell: float
) -> tuple[NDArray[np.object_], NDArray[np.intp]]:
    """Cut pieces again where the ground bends within them, twice from near, or it would pierce the area."""
    bent = cell * FLATNESS
    done: list[NDArray[np.object_]] = []
    owners: list[NDArray[np.intp]] = []
    for _ in range(2 if cell <= NEAR else 1):
        rough = _bend(pieces, ground) > bent
        done.append(pieces[~rough])
        owners.append(owner[~rough])
        cell /= 2
        pieces, of_piece = divided(pieces[rough], cell)
        owner = owner[rough][of_piece]
    return np.concatenate([*done, pieces]), np.concatenate([*owners, owner])


def _bend(pieces: NDArray[np.object_], ground: Ground) -> NDArray[np.float64]:
    """Return by how many metres the ground leaves the plane through the corners of each piece's box."""
    if not len(pieces):
        return np.empty(0)
    west, south, east, north = shapely.bounds(pieces).T
    share = np.array([0.0, 0.5, 1.0])
    x = west[:, None, None] + (east - west)[:, None, None] * share[None, None, :]
    y = south[:, None, None] + (north - south)[:, None, None] * share[None, :, None]
    x, y = np.broadcast_arrays(x, y)
    heights = ground.height_at(x.ravel(), y.ravel()).reshape(-1, 3, 3)
    corners = heights[:, ::2, ::2]
    sides = (corners[:, :, 0] + corners[:, :, 1]) / 2, (corners[:, 0] + corners[:, 1]) / 2
    bends = [
        heights[:, ::2, 1] - sides[0],
        heights[:, 1, ::2] - sides[1],
        (heights[:, 1, 1] - corners.mean(axis=(1, 2)))[:, None],
    ]
    found: NDArray[np.float64] = np.abs(np.concatenate(bends, axis=1)).max(axis=1)
    return np.nan_to_num(found)


def _cut_flat(pieces: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Return (t, 3, 2) corners of triangles, counter-clockwise, and (t,) the piece of each."""
    try:
        cut = shapely.constrained_delaunay_triangles(pieces)
    except shapely.errors.GEOSException:
        # Areas that were cut along a grid may touch themselves more closely than numbers tell.
        mended = shapely.set_precision(shapely.make_valid(pieces), GRID)
        cut = shapely.constrained_delaunay_triangles(mended)
    found, owner = shapely.get_parts(cut, return_index=True)
    corners = shapely.get_coordinates(found).reshape(-1, 4, 2)[:, :3]
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    turn = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    corners = np.where((turn < 0)[:, None, None], corners[:, ::-1], corners)
    return corners, owner


def _cut_in_planes(polygons: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Return (t, 3, 3) corners of triangles of polygons in space, and (t,) the polygon of each."""
    from layers.triangulate import triangulate

    rings, of_ring = shapely.get_rings(polygons, return_index=True)
    coordinates, ring = shapely.get_coordinates(rings, include_z=True, return_index=True)
    last = np.concatenate([np.diff(ring) != 0, [True]]) if len(ring) else np.empty(0, dtype=bool)
    coordinates, ring = coordinates[~last], ring[~last]  # rings repeat their first point
    coordinates[:, 2] = np.nan_to_num(coordinates[:, 2])
    ring_offsets = np.concatenate([[0], np.cumsum(np.bincount(ring, minlength=len(rings)))])
    polygon_offsets = np.concatenate([[0], np.cumsum(np.bincount(of_ring, minlength=len(polygons)))])
    cut = triangulate(coordinates, ring_offsets.astype(np.int64), polygon_offsets.astype(np.int64))
    return coordinates[cut.triangles], cut.polygon


def _lifted(
    coordinates: NDArray[np.float64], ground: Ground, above: float, *, solid: bool
) -> NDArray[np.float64]:
    if not solid:
        return on_ground(ground, coordinates, above)
    unknown = ~np.isfinite(coordinates[:, 2])
    if unknown.any():
        coordinates = coordinates.copy()
        coordinates[unknown] = on_ground(ground, coordinates[unknown], above)
    return coordinates


def _origin(placed: NDArray[np.float64]) -> NDArray[np.float64]:
    origin: NDArray[np.float64] = np.round((placed.min(axis=0) + placed.max(axis=0)) / 2)
    return origin
