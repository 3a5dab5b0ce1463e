"""Corners of a drawn line jump to what is there: areas, roads, parcels, buildings; lines follow it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.query.spatial import footprints_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import ArrayLike, NDArray

    from layers.base import Layer
    from layers.query.spatial import Footprints

KINDS = {
    "areas": QT_TRANSLATE_NOOP(CONTEXT, "区域"),
    "roads": QT_TRANSLATE_NOOP(CONTEXT, "道路"),
    "parcels": QT_TRANSLATE_NOOP(CONTEXT, "筆界"),
    "buildings": QT_TRANSLATE_NOOP(CONTEXT, "建物"),
}
"""What corners may jump to, as staff choose it."""
_ROADS = re.compile(r"道路|街路|中心線|tran[_:]|RdCL|RdEdg|road", re.IGNORECASE)
_PARCELS = re.compile(r"地番|筆界|筆ポリゴン|公図|登記所備付地図|地籍|parcel", re.IGNORECASE)
_PLANS = re.compile(r"都市計画|規制|騒音")
MOST = 200_000
"""Corners of a neighbourhood in which a line is followed."""
APART = 0.001
"""Metres: ends of lines that lie closer together are joined."""


@dataclass(frozen=True, eq=False)
class Snap:
    """Where a corner jumps to.

    Attributes
    ----------
    place
        (2,) metres.
    kind
        What is there, of :data:`KINDS`.
    corner
        Whether it is a corner; otherwise a place on a line.
    """

    place: NDArray[np.float64]
    kind: str
    corner: bool


def kind_of(layer: Layer) -> str:
    """Return what a layer is to the one who draws: roads, parcels or buildings; empty for none of them."""
    if layer.data is None:
        return ""
    if layer.kind == "buildings":
        return "buildings"
    if layer.kind != "vector":
        return ""
    manifest = getattr(layer.data.store, "manifest", {})
    told = f"{layer.name} {layer.source.path.stem} {manifest.get('key', '')}"
    if _PARCELS.search(told):
        return "parcels"
    return "roads" if _ROADS.search(told) and not _PLANS.search(told) else ""


def sources(layers: Iterable[Layer], kinds: Iterable[str]) -> list[tuple[str, Footprints]]:
    """Return the shapes of the layers of some kinds, each with its kind; read when it is first asked."""
    wanted = set(kinds)
    found = []
    for layer in layers:
        kind = kind_of(layer)
        shapes = footprints_of(layer) if kind in wanted else None
        if shapes is not None:
            found.append((kind, shapes))
    return found


def snapped(
    place: ArrayLike,
    reach: float,
    among: Sequence[tuple[str, NDArray[np.object_], shapely.STRtree]],
    without: ArrayLike | None = None,
) -> Snap | None:
    """Return where a place jumps to: the next corner within reach, else the next line; None for nowhere.

    Parameters
    ----------
    place
        (2,) metres.
    reach
        Metres.
    among
        Kinds, shapes (n,) and trees over them; the first ones win where two are as near.
    without
        A corner (2,) that does not count, nor do lines of the shapes that have it: one that is being moved.
    """
    point = shapely.Point(np.asarray(place, dtype=np.float64))
    own = None if without is None else shapely.Point(np.asarray(without, dtype=np.float64))
    corners: list[tuple[float, Snap]] = []
    edges: list[tuple[float, Snap]] = []
    for kind, shapes, tree in among:
        near = shapes[np.sort(tree.query(point, predicate="dwithin", distance=reach))]
        rims = _lines(near)
        places = shapely.get_coordinates(rims)
        if own is not None:
            places = places[np.hypot(*(places - (own.x, own.y)).T) > APART]
            rims = rims[~shapely.dwithin(rims, own, APART)]
        if len(places):
            away = np.hypot(*(places - (point.x, point.y)).T)
            nearest = int(np.argmin(away))
            if away[nearest] <= reach:
                corners.append((float(away[nearest]), Snap(places[nearest], kind, corner=True)))
        if len(rims):
            away = shapely.distance(rims, point)
            nearest = int(np.argmin(away))
            if away[nearest] <= reach:
                along = shapely.line_interpolate_point(
                    rims[nearest], shapely.line_locate_point(rims[nearest], point)
                )
                edges.append((float(away[nearest]), Snap(_place(along), kind, corner=False)))
    for found in (corners, edges):
        if found:
            return min(found, key=lambda one: one[0])[1]
    return None


def traced(
    start: ArrayLike, end: ArrayLike, among: Sequence[tuple[str, NDArray[np.object_], shapely.STRtree]]
) -> NDArray[np.float64] | None:
    """Return the shortest way (n, 2) along lines from a place on them to another one, both included.

    Parameters
    ----------
    start, end
        (2,) metres; lines that pass at most a centimetre beside them count.
    among
        As for :func:`snapped`.

    Returns
    -------
    NDArray or None
        None where no lines lead from one to the other, or the way is longer than five times the distance.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import dijkstra

    ends = np.array([start, end], dtype=np.float64)
    length = float(np.hypot(*(ends[1] - ends[0])))
    box = shapely.box(*ends.min(axis=0), *ends.max(axis=0)).buffer(max(50.0, length / 2), cap_style="square")
    parts = [_lines(shapes[tree.query(box)]) for _, shapes, tree in among]
    lines = np.concatenate(parts) if parts else np.empty(0, dtype=object)
    if not len(lines) or shapely.get_num_coordinates(lines).sum() > MOST or length < APART:
        return None
    points, owner = shapely.get_coordinates(lines, return_index=True)
    begin = np.flatnonzero(owner[1:] == owner[:-1])
    pieces = np.stack([points[begin], points[begin + 1]], axis=1)
    edges = shapely.linestrings(pieces)
    for corner in ends:  # the ends lie on pieces: these are cut there
        met = np.flatnonzero(shapely.dwithin(edges, shapely.Point(corner), 10 * APART))
        if not len(met):
            return None
        fresh = np.concatenate(
            [
                np.stack([pieces[met, 0], np.tile(corner, (len(met), 1))], axis=1),
                np.stack([np.tile(corner, (len(met), 1)), pieces[met, 1]], axis=1),
            ]
        )
        pieces = np.concatenate([np.delete(pieces, met, axis=0), fresh])
        edges = shapely.linestrings(pieces)
    cells = np.rint(np.concatenate([pieces.reshape(-1, 2), ends]) / APART).astype(np.int64)
    _, first, number = np.unique(cells, axis=0, return_index=True, return_inverse=True)
    places = np.concatenate([pieces.reshape(-1, 2), ends])[first]
    links = number[:-2].reshape(-1, 2)
    links = links[links[:, 0] != links[:, 1]]
    costs = np.hypot(*(places[links[:, 0]] - places[links[:, 1]]).T)
    links, costs = _once(links, costs, len(places))
    graph = coo_array((costs, (links[:, 0], links[:, 1])), shape=(len(places),) * 2).tocsr()
    source, target = int(number[-2]), int(number[-1])
    way, before = dijkstra(
        graph, directed=False, indices=source, return_predecessors=True, limit=5 * length + 1.0
    )
    if not np.isfinite(way[target]):
        return None
    path = [target]
    while path[-1] != source:
        path.append(int(before[path[-1]]))
    return np.asarray(places[path[::-1]])


def _once(
    links: NDArray[np.intp], costs: NDArray[np.float64], count: int
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return links, each once: a matrix adds up what stands twice."""
    ordered = np.sort(links, axis=1)
    _, kept = np.unique(ordered[:, 0] * count + ordered[:, 1], return_index=True)
    return ordered[kept], costs[kept]


def _lines(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return lines and the rims of areas as single lines; points have none."""
    parts = shapely.get_parts(shapely.force_2d(shapes))
    area = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    rings = shapely.get_rings(parts[area])
    lines = parts[shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING]
    return np.concatenate([lines, rings])


def _place(point: shapely.Geometry) -> NDArray[np.float64]:
    return np.asarray(shapely.get_coordinates(point)[0])
