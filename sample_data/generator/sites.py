"""The planned sites, laid out on the map."""

from dataclasses import dataclass

import numpy as np
import shapely

from sample_data.generator.harbour_plans import HARBOUR_SITES
from sample_data.generator.site_plans import TOWN_SITES, SitePlan
from sample_data.generator.valley import EAST, Floats, Hillside, Valley


@dataclass(frozen=True)
class Site:
    """A site on the map.

    Attributes
    ----------
    plan
        Where it comes from.
    outline
        Its outline, EPSG:6669.
    corners
        (4, 2) front left, front right, back right, back left.
    """

    plan: SitePlan
    outline: shapely.Polygon
    corners: Floats


def corner_order(front: str) -> tuple[tuple[int, int], ...]:
    """Corners of a plan box as (along, across) picks: front left, front right, back right, back left.

    Seen from the street, so that the frame is right-handed on the map, where
    ``along`` points up and ``across`` to the right.
    """
    orders = {
        "low": ((0, 0), (0, 1), (1, 1), (1, 0)),
        "high": ((1, 1), (1, 0), (0, 0), (0, 1)),
        "left": ((1, 0), (0, 0), (0, 1), (1, 1)),
        "right": ((0, 1), (1, 1), (1, 0), (0, 0)),
    }
    return orders[front]


def make_sites(valley: Valley, hillsides: dict[int, Hillside]) -> tuple[Site, ...]:
    """Lay out the sites on the map."""
    sites = []
    for site in (*TOWN_SITES, *HARBOUR_SITES):
        first, last, inner, outer = site.box
        along = np.append(np.arange(first, last, 12.0), last)
        if site.slope is None:
            low, high = valley.place(along, inner), valley.place(along, outer)
            picks = valley.place(np.array([[first, first], [last, last]]), np.array([[inner, outer]] * 2))
        else:
            # On the west slope the rise grows to the left, so the far edge is the first one.
            hillside = hillsides[site.slope]
            near, far = (inner, outer) if site.slope == EAST else (outer, inner)
            low, high = hillside.place(along, near), hillside.place(along, far)
            picks = hillside.place(np.array([[first, first], [last, last]]), np.array([[near, far]] * 2))
        outline = shapely.Polygon(np.vstack([low, high[::-1]]))
        corners = np.array([picks[i, j] for i, j in corner_order(site.front)])
        sites.append(Site(plan=site, outline=outline, corners=corners))
    return tuple(sites)
