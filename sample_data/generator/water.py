"""The sea, the river and the harbour works, as outlines on the map."""

from dataclasses import dataclass

import numpy as np
import shapely

from sample_data.generator import plan
from sample_data.generator.valley import EAST, WEST, Valley

OUTER_SEA = -1_000.0
BREAKWATERS = (
    (-560.0, WEST, 262.0, 95.0, 7.0),
    (-640.0, EAST, 225.0, 40.0, 8.0),
)
FERRY_PIER = (-92.0, 3.0, 66.0, 82.0)
FISHING_PIERS = ((-52.0, 3.0, -196.0, -190.0), (-46.0, 3.0, -236.0, -230.0))


@dataclass(frozen=True)
class Water:
    """Water outlines, EPSG:6669.

    Attributes
    ----------
    bay
        The harbour inside the quays; where the natural ground lies below the sea
        outside it, there is sea too.
    river
        Between the walls of the channel.
    works
        Breakwaters and piers that stand in the bay.
    """

    bay: shapely.Polygon
    river: shapely.Polygon
    works: shapely.MultiPolygon

    def sea(self) -> shapely.Geometry:
        """Return the bay without the works in it."""
        return shapely.difference(self.bay, self.works)


def plan_ring(valley: Valley, along: np.ndarray, across: np.ndarray) -> shapely.Polygon:
    """Polygon on the map from plan numbers of its corners."""
    return shapely.Polygon(valley.place(along, across))


def plan_box(valley: Valley, box: tuple[float, float, float, float]) -> shapely.Polygon:
    """Polygon of an interval of the plan: along from, to, across from, to."""
    first, last, inner, outer = box
    along = np.append(np.arange(first, last, 15.0), last)
    return plan_ring(
        valley,
        np.concatenate([along, along[::-1]]),
        np.concatenate([np.full(len(along), inner), np.full(len(along), outer)]),
    )


def make_water(valley: Valley) -> Water:
    """Lay out sea, river, breakwaters and piers."""
    along = np.arange(OUTER_SEA, 0.5, 10.0)
    shore = {}
    for side in (EAST, WEST):
        start = plan.PORT_START[side]
        depth = np.interp(along, (start - 110.0, start - 10.0), (10.0, plan.PORT_DEPTH[side]))
        wild = np.interp(along, (start - 140.0, start - 20.0), (1.0, 0.0))
        depth = depth + wild * (16.0 * np.sin(along / 37.0 + side) + 9.0 * np.sin(along / 16.0))
        shore[side] = side * (valley.floor_width(side, along) - depth)
    bay = plan_ring(
        valley,
        np.concatenate([along, along[::-1]]),
        np.concatenate([shore[EAST], shore[WEST][::-1]]),
    )
    course = np.arange(-4.0, 2300.0, 8.0)
    middle = valley.place(course, plan.Line("", "", 0.0, 0.0, 0.0, "river", 0.0).across(valley, course))
    river = shapely.buffer(
        shapely.LineString(middle), plan.RIVER_WIDTH / 2.0, cap_style="flat", join_style="mitre"
    )
    works = [plan_box(valley, box) for box in (FERRY_PIER, *FISHING_PIERS)]
    for place, side, root, tip, width in BREAKWATERS:
        across = (side * (root + 30.0), side * root, side * tip, side * (tip - 12.0))
        ahead = (place, place, place - 45.0, place - 62.0)
        line = shapely.LineString(valley.place(ahead, across))
        works.append(shapely.buffer(line, width / 2.0, cap_style="square", quad_segs=3))
    return Water(bay=bay, river=river, works=shapely.MultiPolygon(works))
