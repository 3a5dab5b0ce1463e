"""The lot (敷地): its ring and what lies behind each edge.

Points are metres, east and north; rings run counter-clockwise and are not closed. Edge *i* runs from point
*i* to the next one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    import shapely
    from numpy.typing import ArrayLike, NDArray

NARROW = 4.0
"""Metres: a road of 42条2項 counts as so wide."""
STRAIGHT = 1e-9
"""Sine of the angle below which two edges lie in one line."""

NO_ROADS = frozenset({"other", "43-2"})
"""Ways that are no roads of 42条: a permission of 43条2項 lets one build beside them, but makes them none."""


class Behind(StrEnum):
    """What lies behind an edge of a lot."""

    NEIGHBOUR = "neighbour"
    ROAD = "road"
    WATER = "water"
    RAIL = "rail"
    PARK = "park"


class Opposite(StrEnum):
    """What lies on the other side of a road."""

    LOTS = "lots"
    PARK = "park"
    WATER = "water"
    CLIFF = "cliff"


@dataclass(frozen=True)
class Edge:
    """An edge of a lot.

    Attributes
    ----------
    behind
        What lies there.
    width
        Metres across the road, water, railway or park, None where nobody knows.
    article
        Kind of road in 42条 of the Building Standards Act, such as ``42-1-1`` or ``42-2``; ``other`` for a
        way that is no road of the Act.
    road
        Name of the road: edges of one name are one front road. Empty: neighbouring edges of one width are.
    level
        Height of the road's centre, or of the neighbour's ground, metres; None for that of the lot.
    opposite, opposite_width
        What lies beyond the road, and how wide it is (parks and water; BSO-134).
    setback
        Smallest distance in metres from this edge to the building (56条2項 for roads).
    source
        Who says so: ``staff``, or the layer that proposed it.
    """

    behind: Behind = Behind.NEIGHBOUR
    width: float | None = None
    article: str = ""
    road: str = ""
    level: float | None = None
    opposite: Opposite = Opposite.LOTS
    opposite_width: float = 0.0
    setback: float = 0.0
    source: str = ""

    @property
    def is_road(self) -> bool:
        """Whether a road of the Act lies behind."""
        return self.behind is Behind.ROAD and self.article not in NO_ROADS

    @property
    def narrow(self) -> float:
        """Metres by which the edge moves into the lot, because the road is one of 42条2項."""
        if self.article != "42-2" or self.width is None or self.width >= NARROW:
            return 0.0
        return NARROW - self.width if self.opposite is Opposite.CLIFF else (NARROW - self.width) / 2

    @property
    def deemed_width(self) -> float | None:
        """Metres across the road as the Act counts it."""
        return max(self.width, NARROW) if self.article == "42-2" and self.width is not None else self.width


@dataclass(frozen=True, eq=False)
class Lot:
    """A lot.

    Attributes
    ----------
    ring
        (n, 2) float64 metres, counter-clockwise, not closed.
    edges
        One for each point of the ring.
    """

    ring: NDArray[np.float64]
    edges: tuple[Edge, ...]

    def polygon(self) -> shapely.Polygon:
        """Return the area."""
        import shapely

        return shapely.Polygon(self.ring)

    @cached_property
    def directions(self) -> NDArray[np.float64]:
        """(n, 2) unit vectors along the edges."""
        along = np.roll(self.ring, -1, axis=0) - self.ring
        return along / np.hypot(along[:, 0], along[:, 1])[:, None]

    @cached_property
    def inward(self) -> NDArray[np.float64]:
        """(n, 2) unit vectors across the edges, into the lot."""
        along = self.directions
        return np.column_stack([-along[:, 1], along[:, 0]])

    @cached_property
    def lengths(self) -> NDArray[np.float64]:
        """(n,) metres."""
        along = np.roll(self.ring, -1, axis=0) - self.ring
        return np.hypot(along[:, 0], along[:, 1])

    @cached_property
    def hull(self) -> NDArray[np.float64]:
        """(m, 2) the corners of the convex hull, relative to the first point of the ring."""
        import shapely

        hull = shapely.orient_polygons(shapely.convex_hull(shapely.multipoints(self.ring - self.ring[0])))
        return shapely.get_coordinates(hull)[:-1]


def make_lot(ring: ArrayLike, edges: tuple[Edge, ...]) -> Lot:
    """Return a lot; its ring is turned counter-clockwise and its edges with it.

    Parameters
    ----------
    ring
        (n, 2) metres; a closing point that repeats the first is left out.
    edges
        What lies behind each edge: edge *i* runs from point *i* to the next.

    Raises
    ------
    layers.errors.AnalysisFailed
        When the ring is no area, crosses itself, or has another number of edges.
    """
    import shapely

    points = np.asarray(ring, np.float64).reshape(-1, 2)
    if len(points) > 1 and (points[0] == points[-1]).all():
        points = points[:-1]
    if len(points) != len(edges):
        raise AnalysisFailed(
            QT_TRANSLATE_NOOP(CONTEXT, "敷地の辺の数（{points}）と、辺の説明の数（{edges}）が違います。"),
            QT_TRANSLATE_NOOP(CONTEXT, "敷地を選び直すか、辺ごとの入力を確かめてください。"),
            values={"points": len(points), "edges": len(edges)},
        )
    same = (points == np.roll(points, -1, axis=0)).all(axis=1)
    points, edges = points[~same], tuple(edge for edge, gone in zip(edges, same, strict=True) if not gone)
    if len(points) < 3 or not np.isfinite(points).all() or not shapely.Polygon(points).is_valid:
        raise AnalysisFailed(
            QT_TRANSLATE_NOOP(CONTEXT, "敷地の線が交わっているか、面になっていません。"),
            QT_TRANSLATE_NOOP(CONTEXT, "敷地の頂点を確かめて、描き直してください。"),
        )
    x, y = points.T
    if float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) < 0:
        # Turned round, edge i lies between what were points n-1-i and n-2-i.
        points = points[::-1]
        edges = (*edges[-2::-1], edges[-1])
    return Lot(np.ascontiguousarray(points), edges)


def front_roads(lot: Lot) -> list[list[int]]:
    """Return the edges of each front road: those of one name, or a run of one width without a corner."""
    roads: list[list[int]] = []
    named: dict[str, list[int]] = {}
    along = lot.directions
    for index, edge in enumerate(lot.edges):
        if not edge.is_road:
            continue
        if edge.road:
            if edge.road not in named:
                named[edge.road] = []
                roads.append(named[edge.road])
            named[edge.road].append(index)
            continue
        previous = roads[-1] if roads else []
        runs_on = bool(previous) and previous[-1] == index - 1 and _one_road(lot, index - 1, index, along)
        if runs_on:
            previous.append(index)
        else:
            roads.append([index])
    last = len(lot.ring) - 1
    if len(roads) > 1 and roads[0][0] == 0 and roads[-1][-1] == last and _one_road(lot, last, 0, along):
        roads[0] = roads.pop() + roads[0]
    return roads


def _one_road(lot: Lot, before: int, now: int, along: NDArray[np.float64]) -> bool:
    """Say whether two edges that follow each other face one road: same width, and it bends by under 30°."""
    one, other = lot.edges[before], lot.edges[now]
    bends = float(along[before] @ along[now]) < np.cos(np.radians(30.0))
    return not one.road and not other.road and one.width == other.width and not bends
