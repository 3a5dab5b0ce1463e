"""What remains of a lot behind its edges when each of them moves inward by its own distance."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.lot import STRAIGHT, Edge
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.planning.lot import Lot

SMALLEST = 1e-6
"""Square metres: what is smaller came about by rounding."""
ON_LINE = 1e-6
"""Sine of the angle below which two edges of what remains run in one line."""
_NOTHING = QT_TRANSLATE_NOOP(CONTEXT, "道路後退や壁面後退のあとに、敷地が残らないか、二つ以上に分かれます。")
_NOTHING_HINT = QT_TRANSLATE_NOOP(CONTEXT, "道路の幅員と後退距離を確かめてください。")


def behind(lot: Lot, distances: NDArray[np.float64]) -> shapely.Geometry:
    """Return what of a lot keeps its distance from every edge.

    Where it would end in an arc, around a corner that turns inward or the end of an edge beside one with a
    smaller distance, it ends in a corner: no point remains nearer than the distance of an edge, and none is
    lost that is √2 times as far from all.

    Parameters
    ----------
    lot
        Any lot.
    distances
        (n,) metres for each edge, not negative.

    Raises
    ------
    layers.errors.AnalysisFailed
        When nothing remains.
    """
    import shapely

    if not distances.any():
        return lot.polygon()
    origin = lot.ring[0]
    strips = shapely.make_valid(shapely.polygons(list(_strips(lot, distances, lot.ring - origin))))
    whole = shapely.Polygon(lot.ring - origin)
    parts = shapely.get_parts(whole.difference(shapely.union_all(strips)))
    parts = parts[(shapely.get_type_id(parts) == 3) & (shapely.area(parts) > SMALLEST)]
    if not len(parts):
        raise AnalysisFailed(_NOTHING, _NOTHING_HINT)
    left = parts[0] if len(parts) == 1 else shapely.multipolygons(parts)
    return shapely.transform(left, lambda points: points + origin)


def _strips(
    lot: Lot, distances: NDArray[np.float64], corners: NDArray[np.float64]
) -> Iterator[NDArray[np.float64]]:
    """Yield (4, 2) what is too near: beside each edge, and at corners that turn inward."""
    along, inward = lot.directions, lot.inward
    following = np.roll(distances, -1)
    before = np.roll(distances, 1)
    for now in np.flatnonzero(distances).tolist():
        begin, end, distance = corners[now], corners[(now + 1) % len(corners)], distances[now]
        across = inward[now] * distance
        if distance > before[now]:
            begin = begin - along[now] * distance
        if distance > following[now]:
            end = end + along[now] * distance
        yield np.stack([begin - across, end - across, end + across, begin + across])
        sine = along[now - 1, 0] * along[now, 1] - along[now - 1, 1] * along[now, 0]
        if sine >= -STRAIGHT or distance != before[now]:
            continue
        normals = inward[[now - 1, now]]
        if normals[0] @ normals[1] < 0:  # a sharp one: its tip would reach far into the lot
            middle = normals.sum(axis=0) / np.hypot(*normals.sum(axis=0))
            normals = np.stack([normals[0], middle, normals[1]])
        for k in range(len(normals) - 1):
            sides = normals[k : k + 2] * distance
            tip = np.linalg.solve(normals[k : k + 2], np.full(2, distance))
            yield np.stack([begin, begin + sides[0], begin + tip, begin + sides[1]])


def moved_inward(lot: Lot, distances: NDArray[np.float64]) -> Lot:
    """Return the lot with each edge moved into it, in parallel, so that edges meet as their lines do.

    Where edges vanish on the way, or the lot becomes narrow, it is what keeps the distances, see
    :func:`behind`.

    Parameters
    ----------
    lot
        Any lot.
    distances
        (n,) metres for each edge, not negative.

    Raises
    ------
    layers.errors.AnalysisFailed
        When nothing remains, or more than one piece.
    """
    import shapely

    if not distances.any():
        return lot
    moved = _shifted(lot, distances)
    if moved is not None:
        return moved
    left = behind(lot, distances)
    if left.geom_type != "Polygon" or left.interiors:
        raise AnalysisFailed(_NOTHING, _NOTHING_HINT)
    ring = shapely.get_coordinates(shapely.orient_polygons(left).exterior)[:-1]
    numbers = _nearest_edges(lot, distances, ring)
    ways = np.roll(ring, -1, axis=0) - ring
    cross = np.roll(ways, 1, axis=0)[:, 0] * ways[:, 1] - np.roll(ways, 1, axis=0)[:, 1] * ways[:, 0]
    straight = np.abs(cross) <= ON_LINE * np.hypot(*ways.T) * np.hypot(*np.roll(ways, 1, axis=0).T)
    own = (numbers != np.roll(numbers, 1)) | ~straight  # else it runs on in the line of the one before
    ring, numbers = ring[own], numbers[own]
    order = np.roll(np.arange(len(ring)), -int(np.argmin(numbers)))
    edges = tuple(lot.edges[number] for number in numbers[order].tolist())
    return replace(lot, ring=np.ascontiguousarray(ring[order]), edges=edges)


def _shifted(lot: Lot, distances: NDArray[np.float64]) -> Lot | None:
    """Return the lot with its edges moved, None where one of them turns round or meets another."""
    import shapely

    points: list[NDArray[np.float64]] = []
    edges: list[Edge] = []
    ways: list[NDArray[np.float64]] = []
    along, inward = lot.directions, lot.inward
    for now in range(len(lot.ring)):
        before = now - 1
        sine = along[before, 0] * along[now, 1] - along[before, 1] * along[now, 0]
        if abs(sine) > STRAIGHT:
            # The two moved lines meet where both distances hold.
            normals = inward[[before, now]]
            shift = np.linalg.solve(normals, distances[[before, now]])
            points.append(lot.ring[now] + shift)
        else:
            # In one line: a step across, when one of them moves farther; it faces a neighbour.
            points.append(lot.ring[now] + inward[before] * distances[before])
            if distances[before] != distances[now]:
                edges.append(Edge())
                ways.append(inward[now] * (distances[now] - distances[before]))
                points.append(lot.ring[now] + inward[now] * distances[now])
        edges.append(lot.edges[now])
        ways.append(along[now])
    ring = np.array(points)
    polygon = shapely.Polygon(ring)
    onward = ((np.roll(ring, -1, axis=0) - ring) * np.array(ways)).sum(axis=1) > 0
    if not onward.all() or not polygon.is_valid or not lot.polygon().buffer(1e-6).covers(polygon):
        return None
    return replace(lot, ring=ring, edges=tuple(edges))


def _nearest_edges(lot: Lot, distances: NDArray[np.float64], ring: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return (m,) for each edge of a ring the edge of the lot that keeps it away."""
    import shapely

    sides = shapely.linestrings(np.stack([lot.ring, np.roll(lot.ring, -1, axis=0)], axis=1))
    middle = shapely.points((ring + np.roll(ring, -1, axis=0)) / 2)
    return np.asarray((shapely.distance(middle[:, None], sides) - distances).argmin(axis=1))


def site_of(lot: Lot) -> Lot:
    """Return the site that counts: without the strips that belong to roads of 42条2項.

    The deemed boundary lies 2 m from the centre line, or 4 m from the far edge where that is a cliff, water
    or a railway (42条2項); the strip is no site area (BSO-2(1)一).
    """
    return moved_inward(lot, np.array([edge.narrow for edge in lot.edges]))
