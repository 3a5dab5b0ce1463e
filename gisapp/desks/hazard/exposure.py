"""Who and what lies in the water, for each neighbourhood association or other area.

People are shared out by residential floor area, not by ground: those of an area times the part of its
residential floor area that the hazard reaches.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Exposure:
    """Totals for each area; the last row is for buildings in no area.

    Attributes
    ----------
    buildings, affected, dry, unknown
        (m + 1,) numbers of buildings; affected + dry + unknown = buildings.
    floor_area, affected_floor_area
        (m + 1,) square metres of residential floor.
    people, affected_people, households, affected_households
        (m + 1,) as given, and the part that the hazard reaches; NaN where nobody stated people or there is no
        residential floor to share them out by.
    """

    buildings: NDArray[np.int64]
    affected: NDArray[np.int64]
    dry: NDArray[np.int64]
    unknown: NDArray[np.int64]
    floor_area: NDArray[np.float64]
    affected_floor_area: NDArray[np.float64]
    people: NDArray[np.float64]
    affected_people: NDArray[np.float64]
    households: NDArray[np.float64]
    affected_households: NDArray[np.float64]


def exposure(
    area: NDArray[np.int64],
    affected: NDArray[np.bool_],
    known: NDArray[np.bool_],
    floor_area: NDArray[np.float64],
    people: NDArray[np.float64],
    households: NDArray[np.float64],
) -> Exposure:
    """Return totals for each area.

    Parameters
    ----------
    area
        (n,) number of the area that each building is in, -1 for none.
    affected
        (n,) whether the hazard reaches it.
    known
        (n,) whether anybody can say so.
    floor_area
        (n,) square metres of residential floor, 0 for other buildings, NaN where unknown (counts as 0).
    people, households
        (m,) of each area, NaN where unknown.
    """
    count = len(people)
    slot = np.where(area < 0, count, area)
    floor = np.where(np.isfinite(floor_area), floor_area, 0.0)

    def total(weights: NDArray[np.float64] | NDArray[np.bool_]) -> NDArray[np.float64]:
        return np.asarray(np.bincount(slot, weights.astype(np.float64), count + 1), np.float64)

    whole, reached = total(floor), total(floor * (affected & known))
    with np.errstate(invalid="ignore", divide="ignore"):
        part = reached / whole  # NaN without residential floor
    all_people, all_households = np.append(people, np.nan), np.append(households, np.nan)
    return Exposure(
        buildings=np.bincount(slot, minlength=count + 1),
        affected=total(affected & known).astype(np.int64),
        dry=total(~affected & known).astype(np.int64),
        unknown=total(~known).astype(np.int64),
        floor_area=whole,
        affected_floor_area=reached,
        people=all_people,
        affected_people=all_people * part,
        households=all_households,
        affected_households=all_households * part,
    )


def area_of(points: NDArray[np.float64], areas: NDArray[np.object_]) -> NDArray[np.int64]:
    """Return (n,) the number of the area that each point (n, 2) lies in, -1 for none.

    A point in several (associations may overlap by agreement) counts in the first, so that totals add up.
    """
    import shapely

    found = np.full(len(points), -1, np.int64)
    at = shapely.points(points)
    area, point = shapely.STRtree(at).query(areas, predicate="intersects")
    order = np.argsort(-area, kind="stable")
    found[point[order]] = area[order]
    return found
