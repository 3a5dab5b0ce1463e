"""Sky factor (天空率, 56条7項, BSO-135の5 to 135の11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.crossing import open_sky

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.planning.envelope import Envelope
    from gisapp.desks.planning.shadow import Prism

DIRECTIONS = 7200
"""Directions of the compass that are looked at: every 0.05 degrees."""


def sky_factor(
    points: NDArray[np.float64], edges: NDArray[np.float64], directions: int = DIRECTIONS
) -> NDArray[np.float64]:
    """Return the sky factor at points, 0 to 1.

    Parameters
    ----------
    points
        (n, 3) metres.
    edges
        (m, 6) upper edges of buildings, metres; see :func:`edges_of_prisms` and :func:`edges_of_envelope`.
    directions
        Number of directions that are looked at.

    Returns
    -------
    (n,) share of the orthographic projection of the sky that is not hidden.
    """
    return np.asarray(
        open_sky(
            np.ascontiguousarray(points, np.float64), np.ascontiguousarray(edges, np.float64), directions
        )
    )


def edges_of_prisms(prisms: Sequence[Prism]) -> NDArray[np.float64]:
    """Return (m, 6) the upper edges of prisms."""
    import shapely

    footprints = np.array([prism.footprint for prism in prisms], dtype=object)
    rings, owner = shapely.get_rings(footprints, return_index=True)
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    starts = np.flatnonzero(ring[1:] == ring[:-1])
    tops = np.array([prism.top for prism in prisms])[owner[ring[starts]]]
    return np.column_stack([corners[starts], tops, corners[starts + 1], tops])


def edges_of_envelope(volume: Envelope) -> NDArray[np.float64]:
    """Return (m, 6) the edges of all facets of the volume that may be built."""
    import shapely

    found = []
    for facet in volume.facets:
        corners, ring = shapely.get_coordinates(
            shapely.get_rings(shapely.get_parts(facet.polygon)), return_index=True
        )
        starts = np.flatnonzero(ring[1:] == ring[:-1])
        heights = facet.heights(corners)
        found.append(
            np.column_stack([corners[starts], heights[starts], corners[starts + 1], heights[starts + 1]])
        )
    return np.concatenate(found) if found else np.empty((0, 6))
