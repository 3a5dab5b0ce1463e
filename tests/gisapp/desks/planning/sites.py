"""Sites of the worked cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.desks.planning.lot import Behind, Edge, make_lot
from gisapp.desks.planning.site import Site

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from gisapp.desks.planning.zones import Zone

NEIGHBOUR = Edge()


def road(width: float | None, **more: object) -> Edge:
    """Return a road edge."""
    return Edge(Behind.ROAD, width, "42-1-1", **more)  # type: ignore[arg-type]


def rectangle(width: float, depth: float, *edges: Edge) -> tuple[ArrayLike, tuple[Edge, ...]]:
    """Return ring and edges (south, east, north, west) of a rectangle at the origin."""
    return [(0, 0), (width, 0), (width, depth), (0, depth)], edges


def site(zone: Zone, width: float, depth: float, *edges: Edge, **more: object) -> Site:
    """Return a rectangular site in one zone."""
    return Site(make_lot(*rectangle(width, depth, *edges)), (zone,), **more)  # type: ignore[arg-type]
