"""The way to a shelter along roads, without those that lie in the water."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.hazards import Theme
from gisapp.desks.hazard.shelters import Offered
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from styles.hazards import WAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.hazard.depthgrid import DepthGrid
    from gisapp.desks.hazard.hazards import Hazard
    from gisapp.desks.hazard.shelters import Shelters
    from gisapp.desks.hazard.study import Study
    from layers.base import Layer
    from layers.drawables import Drawable
    from layers.feedback import Feedback

SAME = 0.1
"""Metres: vertices of roads that are nearer than this, about, are one crossing."""
JOIN = 5.0
"""Metres: lines of road ledgers stop at the edge of the road that they meet, half a road from its middle."""
TO_ROAD = 300.0
"""Metres from a building or shelter to the next road, in a straight line; farther off nobody walks by it."""
LONGEST = 20.0
"""Metres: longer pieces of road are cut, so that only the part in the water is closed."""
_LONELY = QT_TRANSLATE_NOOP(
    CONTEXT,
    "道路の線がつながっていない所があります（最大のまとまりは全体の {share}）。"
    "歩いて行ける避難先が少なく出ます。",
)
_JOINED = QT_TRANSLATE_NOOP(
    CONTEXT, "道路の線の端 {count} か所を、{metres} m 以内にある別の道路の線につなぎました。"
)
CONNECTED = 0.9
"""Part of the road network that should hang together."""


PIN = 21.0
"""Pixels of the pin at the shelter."""
ROADS = re.compile(r"道路|road", re.IGNORECASE)
"""Layers of such names are sought for centre lines."""


@dataclass(frozen=True, eq=False)
class Roads:
    """A network.

    Attributes
    ----------
    nodes
        (n, 2) metres.
    ends
        (e, 2) numbers of the nodes of each piece of road.
    length
        (e,) metres.
    open
        (e,) whether one can walk there.
    """

    nodes: NDArray[np.float64]
    ends: NDArray[np.int64]
    length: NDArray[np.float64]
    open: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Walked(Offered):
    """The nearest suitable shelter of each building on foot, and the way there.

    Attributes
    ----------
    door
        (n, 2) metres: where each building stands.
    entry
        (n,) node at which its way begins, -1 for none.
    nodes
        (k, 2) metres of the network's nodes, and of the shelters after them.
    towards
        (k,) the next node on the way to the nearest shelter, negative at the shelter and where no way leads.
    """

    door: NDArray[np.float64]
    entry: NDArray[np.int64]
    nodes: NDArray[np.float64]
    towards: NDArray[np.int64]

    def way(self, building: int) -> NDArray[np.float64] | None:
        """Return the way (p, 2) from a building to its shelter, metres; None where there is none."""
        if self.shelter[building] < 0:
            return None
        nodes, node = [], int(self.entry[building])
        while node >= 0:
            nodes.append(node)
            node = int(self.towards[node])
        return np.vstack([self.door[building], self.nodes[nodes]])


def centre_lines(layers: Iterable[Layer]) -> NDArray[np.object_]:
    """Return the lines (n,) of the layers that are called roads; none where roads are areas or not there."""
    import shapely

    found: list[NDArray[np.object_]] = [np.empty(0, dtype=object)]
    for layer in layers:
        if layer.kind != "vector" or layer.data is None or not ROADS.search(layer.name):
            continue
        shapes = layer.footprints()
        if shapes is not None:
            found.append(shapes[shapely.get_dimensions(shapes) == 1])
    return np.concatenate(found)


def walked_in(
    layers: Iterable[Layer],
    hazards: Sequence[Hazard],
    buildings: NDArray[np.float64],
    shelters: Shelters,
    feedback: Feedback,
) -> Walked | None:
    """Return the nearest suitable shelter of each building (n, 2) on foot; None without lines of roads.

    Roads that a depth of water reaches are closed.
    """
    roads = roads_of(centre_lines(layers), feedback)
    if not len(roads.nodes):
        return None
    wet = [one for one in hazards if one.measured and one.theme is Theme.DEPTH]
    suitable = shelters.suitable(list(dict.fromkeys(one.kind for one in hazards)))
    return walk(buildings, shelters.points, suitable, without_water(roads, wet, feedback))


def way_drawn(study: Study, building: int) -> tuple[Drawable, ...]:
    """Return the way on foot from a building to its shelter, on the ground and with a pin at its end."""
    import shapely

    from layers import drape
    from layers.heights import heights_of
    from layers.pins import pins

    way = None if study.walked is None else study.walked.way(building)
    if way is None:
        return ()
    ground, none = heights_of(study.project), np.zeros(1, np.uint32)
    line = np.array([shapely.LineString(way)], dtype=object)
    drawn = drape.lines(line, none, ground, LONGEST / 4, solid=False, width=4.0, colour=WAY.colour)
    return (*drawn, *pins(way[-1:], ground, none.astype(int), PIN, WAY.colour))


def roads_of(lines: NDArray[np.object_], feedback: Feedback) -> Roads:
    """Return the network of centre lines: connected where they share a vertex, and where one ends at another.

    Parameters
    ----------
    lines
        Lines in metres; what is none is passed over.
    feedback
        Receives how many ends were joined, and a warning when the network falls apart.
    """
    import shapely
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    lines = lines[shapely.get_dimensions(lines) == 1]
    lines = shapely.segmentize(shapely.get_parts(shapely.force_2d(lines)), LONGEST)
    points, owner = shapely.get_coordinates(lines, return_index=True)
    if not len(points):
        return Roads(points, np.empty((0, 2), np.int64), np.empty(0), np.empty(0, np.bool_))
    _, first, node = np.unique(
        np.round(points / SAME).astype(np.int64), axis=0, return_index=True, return_inverse=True
    )
    node = node.ravel()
    along = np.flatnonzero((owner[1:] == owner[:-1]) & (node[1:] != node[:-1]))
    ends = np.column_stack([node[along], node[along + 1]])
    nodes = points[first]
    joints = _joints(nodes, ends, owner[along])
    if len(joints):
        values = {"count": f"{len(joints):,}", "metres": f"{JOIN:g}"}
        feedback.find(Finding(Severity.INFO, "roads-joined", _JOINED, values, count=len(joints)))
    ends = np.vstack([ends, joints])
    length = np.linalg.norm(nodes[ends[:, 0]] - nodes[ends[:, 1]], axis=1)
    graph = coo_matrix((np.ones(len(ends)), ends.T), (len(nodes), len(nodes)))
    _, part = connected_components(graph, directed=False)
    share = np.bincount(part).max() / len(nodes)
    if share < CONNECTED:
        values = {"share": f"{share:.0%}"}
        feedback.find(Finding(Severity.WARNING, "roads-fall-apart", _LONELY, values))
    return Roads(nodes, ends, length, np.ones(len(ends), np.bool_))


def _joints(
    nodes: NDArray[np.float64], ends: NDArray[np.int64], line: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return (j, 2) nodes to be joined: loose ends, and the nearer end of the nearest piece of another line.

    Parameters
    ----------
    nodes, ends
        (n, 2) metres, and (e, 2) nodes of each piece.
    line
        (e,) the line that each piece is of.
    """
    import shapely

    loose = np.flatnonzero(np.bincount(ends.ravel(), minlength=len(nodes)) == 1)
    own = np.zeros(len(nodes), np.int64)
    own[ends.ravel()] = np.repeat(line, 2)
    tree = shapely.STRtree(shapely.linestrings(nodes[ends]))
    which, piece = tree.query(shapely.points(nodes[loose]), predicate="dwithin", distance=JOIN)
    other = line[piece] != own[loose[which]]
    which, piece = which[other], piece[other]
    away = shapely.distance(tree.geometries[piece], shapely.points(nodes[loose[which]]))
    order = np.lexsort((piece, away, which))
    _, nearest = np.unique(which[order], return_index=True)
    end, piece = loose[which[order][nearest]], piece[order][nearest]
    far = np.linalg.norm(nodes[ends[piece]] - nodes[end][:, None], axis=2)
    return np.column_stack([end, ends[piece, far.argmin(axis=1)]])


def without_water(roads: Roads, hazards: Sequence[Hazard], feedback: Feedback) -> Roads:
    """Return the network without the pieces of road that a hazard reaches."""
    import shapely

    open_ = roads.open.copy()
    pieces = shapely.linestrings(roads.nodes[roads.ends])
    tree = shapely.STRtree(pieces)
    for number, hazard in enumerate(hazards):
        feedback.step(number, len(hazards))
        if hazard.grid is not None:
            open_ &= ~_wet(roads, hazard.grid, feedback)
        if len(hazard.areas):
            parts = shapely.get_parts(hazard.areas[~(hazard.depth <= 0)])
            open_[tree.query(parts, predicate="intersects")[1]] = False
    return Roads(roads.nodes, roads.ends, roads.length, open_)


def _wet(roads: Roads, grid: DepthGrid, feedback: Feedback) -> NDArray[np.bool_]:
    """Return which pieces of road lie in the water of a raster, by a square at their middle."""
    import shapely

    from gisapp.desks.hazard.assignment import footprints_of
    from gisapp.desks.hazard.depthgrid import assign_grid

    x, y = roads.nodes[roads.ends].mean(axis=1).T
    squares = footprints_of(shapely.box(x - 1, y - 1, x + 1, y + 1))
    return assign_grid(squares, grid, feedback)[0].rank > 0


def walk(
    buildings: NDArray[np.float64],
    shelters: NDArray[np.float64],
    suitable: NDArray[np.bool_],
    roads: Roads,
) -> Walked:
    """Return the shelter that is nearest on foot, and the way there (Dijkstra, all shelters at once).

    Parameters
    ----------
    buildings, shelters
        (n, 2) and (m, 2) metres, NaN where unknown.
    suitable
        (m,) whether each serves.
    roads
        The network. The way from a door to the next crossing is a straight line of at most :data:`TO_ROAD`.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import dijkstra
    from scipy.spatial import KDTree

    count = len(buildings)
    nobody = np.full(count, -1, np.int64)
    nothing = np.empty(0, np.int64)
    found = Walked(nobody, np.full(count, np.nan), buildings, nobody.copy(), roads.nodes, nothing)
    rows = np.flatnonzero(suitable & np.isfinite(shelters).all(axis=1))
    placed = np.flatnonzero(np.isfinite(buildings).all(axis=1))
    if not len(rows) or not len(placed) or not len(roads.nodes):
        return found
    tree = KDTree(roads.nodes)
    door, entry = tree.query(shelters[rows], distance_upper_bound=TO_ROAD)
    rows, door, entry = rows[np.isfinite(door)], door[np.isfinite(door)], entry[np.isfinite(door)]
    start, begin = tree.query(buildings[placed], distance_upper_bound=TO_ROAD)
    near = np.isfinite(start)
    # Each shelter is a node of its own, one step from its crossing.
    total = len(roads.nodes) + len(rows)
    own = len(roads.nodes) + np.arange(len(rows))
    ends, length = roads.ends[roads.open], roads.length[roads.open]
    links = np.vstack([ends, np.column_stack([own, entry])])
    weights = np.concatenate([length, np.maximum(door, 1e-3)])
    # Of two pieces between the same nodes the shorter one counts, where a sparse matrix would add them.
    low, high = links.min(axis=1), links.max(axis=1)
    order = np.lexsort((weights, high, low))
    keep = order[np.r_[True, (low[order][1:] != low[order][:-1]) | (high[order][1:] != high[order][:-1])]]
    graph = coo_matrix((weights[keep], (low[keep], high[keep])), (total, total)).tocsr()
    distance, towards, source = dijkstra(
        graph, directed=False, indices=own, min_only=True, return_predecessors=True
    )
    at = begin[near]
    metres = distance[at] + start[near]
    there = np.isfinite(metres)
    some = placed[near][there]
    found.shelter[some] = rows[source[at][there] - len(roads.nodes)]
    found.distance[some] = metres[there]
    found.entry[some] = at[there]
    return replace(found, nodes=np.vstack([roads.nodes, shelters[rows]]), towards=towards.astype(np.int64))
