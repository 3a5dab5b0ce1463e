"""The surfaces of a building: which polygons stand for it at each level of detail, and what each is.

CityGML writes a polygon once and refers to it from elsewhere (``xlink:href``). A solid of LOD2 usually only
refers to the polygons of its wall, roof and ground surfaces; drawing both would draw all twice. So polygons
are taken where they are written, and a reference only matters where it tells something new.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from importers.citygml import numbers
from importers.citygml.lists import check_counts, dimensions, find_lists, report_rings, to_points
from importers.citygml.references import choose

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.elements import Elements
    from layers.feedback import Finding
from layers import ears


@dataclass(frozen=True, eq=False)
class Surfaces:
    """Polygons of buildings, in document order.

    Attributes
    ----------
    points
        (n, 3) as written: latitude, longitude, height, or north, east, height.
    kept
        (n,) place of each point within the ring as written (texture coordinates go by it).
    ring_offsets
        (rings + 1,) cuts of `points`.
    ring_rows
        (rings,) rows of the LinearRing elements.
    polygon_offsets
        (polygons + 1,) cuts of the rings; exterior first.
    rows
        (polygons,) rows of the polygon elements.
    holder
        (polygons,) rows of the Building or BuildingPart that owns each.
    feature, lod, surface
        (polygons,) which building, which level, which kind.
    """

    points: NDArray[np.float64]
    kept: NDArray[np.int64]
    ring_offsets: NDArray[np.int64]
    ring_rows: NDArray[np.int64]
    polygon_offsets: NDArray[np.int64]
    rows: NDArray[np.int64]
    holder: NDArray[np.int64]
    feature: NDArray[np.int64]
    lod: NDArray[np.int8]
    surface: NDArray[np.uint8]


def find_surfaces(
    elements: Elements,
    features: NDArray[np.int64],
    file: str,
    findings: list[Finding],
    counts: dict[str, int],
) -> Surfaces:
    """Collect the polygons of buildings.

    Parameters
    ----------
    elements
        Elements of a window.
    features
        (n,) rows of the Building elements, ascending.
    file
        Name for findings.
    findings
        Receives faults of rings and references.
    counts
        Receives numbers of what was left out, by reason.

    Returns
    -------
    Surfaces
    """
    leaves = find_lists(elements, features, file, findings, counts)
    spans = elements.text[leaves.rows]
    values, offsets = numbers.parse_numbers(elements.data, spans)
    words = np.diff(offsets)
    dimension = dimensions(elements, leaves)
    check_counts(elements, leaves, words, dimension, file, findings)
    points, per_leaf = to_points(values, offsets, words // dimension, dimension)

    new_ring = np.ones(len(leaves.ring), dtype=bool)
    new_ring[1:] = leaves.ring[1:] != leaves.ring[:-1]
    first = np.flatnonzero(new_ring)
    leaf_points = np.concatenate([[0], np.cumsum(per_leaf)])
    ring_offsets = np.concatenate([leaf_points[first], [leaf_points[-1]]]).astype(np.int64)
    kept, clean_offsets, faults = ears.clean_rings(points, ring_offsets)
    report_rings(elements, leaves, first, faults, file, findings)

    polygon_of_ring = leaves.polygon[first]
    new_polygon = np.ones(len(first), dtype=bool)
    new_polygon[1:] = polygon_of_ring[1:] != polygon_of_ring[:-1]
    starts = np.flatnonzero(new_polygon)
    polygon_offsets = np.concatenate([starts, [len(first)]]).astype(np.int64)
    lead = first[starts]
    surface = leaves.surface[lead].copy()
    keep = choose(elements, features, leaves, lead, surface, file, findings, counts)
    keep &= ~leaves.interior[lead]  # a polygon that has only holes
    keep &= np.diff(clean_offsets)[starts] >= 3
    within_ring = kept - np.repeat(ring_offsets[:-1], np.diff(clean_offsets))
    return select(
        Surfaces(
            points[kept],
            within_ring,
            clean_offsets,
            leaves.ring[first],
            polygon_offsets,
            leaves.polygon[lead],
            leaves.holder[lead],
            leaves.feature[lead],
            leaves.lod[lead],
            surface,
        ),
        keep,
    )


def select(surfaces: Surfaces, keep: NDArray[np.bool_]) -> Surfaces:
    """Return only some polygons."""
    if keep.all():
        return surfaces
    rings_per_polygon = np.diff(surfaces.polygon_offsets)
    ring_keep = np.repeat(keep, rings_per_polygon)
    points_per_ring = np.diff(surfaces.ring_offsets)
    point_keep = np.repeat(ring_keep, points_per_ring)
    return Surfaces(
        surfaces.points[point_keep],
        surfaces.kept[point_keep],
        np.concatenate([[0], np.cumsum(points_per_ring[ring_keep])]).astype(np.int64),
        surfaces.ring_rows[ring_keep],
        np.concatenate([[0], np.cumsum(rings_per_polygon[keep])]).astype(np.int64),
        surfaces.rows[keep],
        surfaces.holder[keep],
        surfaces.feature[keep],
        surfaces.lod[keep],
        surfaces.surface[keep],
    )
