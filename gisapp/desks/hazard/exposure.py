"""Who and what lies in the water, for each neighbourhood association or other area.

People are shared out by residential floor area, not by ground: those of an area times the part of its
residential floor area that the hazard reaches.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.hazard.answers import State
from gisapp.desks.hazard.refuge import Verdict
from gisapp.desks.hazard.shelters import assigned, expected
from gisapp.desks.hazard.targets import FACILITIES
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.hazard.answers import Answers
    from gisapp.desks.hazard.areas import Areas
    from gisapp.desks.hazard.facilities import Facilities
    from gisapp.desks.hazard.shelters import Offered, Shelters

ELSEWHERE = QT_TRANSLATE_NOOP(CONTEXT, "（どの区域にも入らない建物）")
METHOD = QT_TRANSLATE_NOOP(
    CONTEXT,
    "人と世帯は、区域の数を住宅の延床面積の割合で建物に割り振り、想定に掛かる建物の分を合計しました。",
)
SPREAD = QT_TRANSLATE_NOOP(
    CONTEXT, "人と世帯は、市全体の数を住宅の延床面積の割合で建物に割り振り、区域ごとに合計しました。"
)
NOBODY = QT_TRANSLATE_NOOP(CONTEXT, "人口・世帯数のデータがないため、人と世帯は未確認です。")
NO_USAGE = QT_TRANSLATE_NOOP(CONTEXT, "建物の用途が分からないため、すべての建物を住宅として割り振りました。")


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


@dataclass(frozen=True, eq=False)
class Report:
    """Totals of a city by area.

    Attributes
    ----------
    areas
        The areas.
    area
        (n,) number of the area of each building, -1 for none.
    names
        (m + 1,) names of the areas, and of what lies in none.
    exposure
        Buildings, floors, people and households.
    figures
        Further counts (m + 1,) by name: ``rank_1`` to ``rank_6`` (official classes of depth), ``verdict_…``,
        ``dwellings``, ``all_floor_area`` (square metres of all buildings), ``facilities``,
        ``affected_facilities``, ``hospitals``, ``schools``, ``care`` (where there are lists of them) and the
        same with ``affected_``, ``shelters``, ``affected_shelters``, ``capacity``, ``assigned`` (people) or
        ``assigned_households``, ``overfull_shelters``.
    people, households
        (n,) of each building as they were shared out, NaN where unknown.
    method
        How people and households were shared out, sentences.
    offered
        The shelter to which each affected building is sent, None without a list of shelters.
    load
        (k,) people that are sent to each shelter; households where only those are known, NaN where neither.
    in_households
        Whether the load is told in households.
    """

    areas: Areas
    area: NDArray[np.int64]
    names: NDArray[np.object_]
    exposure: Exposure
    figures: dict[str, NDArray[np.float64]]
    people: NDArray[np.float64]
    households: NDArray[np.float64]
    method: tuple[str, ...]
    offered: Offered | None = None
    load: NDArray[np.float64] | None = None
    in_households: bool = False

    @property
    def sent(self) -> NDArray[np.float64]:
        """(n,) people, or households, of each building, as :attr:`load` tells them."""
        return self.households if self.in_households else self.people


def report(
    answers: Answers,
    areas: Areas,
    shelters: Shelters | None = None,
    *,
    facilities: Facilities | None = None,
    people: float = np.nan,
    households: float = np.nan,
) -> Report:
    """Return the totals of each area.

    Parameters
    ----------
    answers
        What every building gets.
    areas
        The areas; a building belongs to the one that a point inside of it lies in.
    shelters, facilities
        Counted too when given.
    people, households
        Of the whole city, to be shared out where the areas state none; NaN when unknown.
    """
    targets, combined = answers.targets, answers.combined
    area = area_of(targets.points, areas.shapes)
    affected, known = combined.state == State.AFFECTED, combined.state != State.UNDETERMINED
    living = np.nan_to_num(targets.living_area)
    count = len(areas.names)
    slot = np.where(area < 0, count, area)
    stated = np.isfinite(areas.people).any() or np.isfinite(areas.households).any()
    shared = (spread(areas.people, area, living), spread(areas.households, area, living))
    totals = exposure(area, affected, known, living, areas.people, areas.households)
    method = [METHOD if stated else NOBODY]
    if not stated and np.isfinite([people, households]).any() and living.sum() > 0:
        shared = (people * living / living.sum(), households * living / living.sum())
        sums = [np.asarray(np.bincount(slot, one, count + 1), np.float64) for one in shared]
        totals = exposure(
            area, affected, known, living, sums[0][:-1], sums[1][:-1], elsewhere=(sums[0][-1], sums[1][-1])
        )
        method = [SPREAD]
    if not targets.usages_known and method != [NOBODY]:
        method.append(NO_USAGE)

    def total(weights: NDArray[Any]) -> NDArray[np.float64]:
        return _counted(slot, weights, count)

    facility = np.isin(targets.usage.astype(str), tuple(FACILITIES))
    figures = {
        "dwellings": total(targets.dwelling),
        "all_floor_area": total(np.nan_to_num(targets.floor_area)),
        **{f"rank_{rank}": total(combined.rank == rank) for rank in range(1, 7)},
        **{f"verdict_{one.name.lower()}": total(combined.refuge.verdict == one) for one in Verdict},
        "collapse": total(combined.collapse),
        "landslide": total(combined.landslide),
        "facilities": total(facility),
        "affected_facilities": total(facility & affected),
    }
    if facilities is not None:
        place = area_of(facilities.points, areas.shapes)
        place = np.where(place < 0, count, place)
        for number, kind in enumerate(facilities.kinds):
            mine = facilities.kind == number
            figures[kind] = _counted(place, mine, count)
            figures[f"affected_{kind}"] = _counted(place, mine & facilities.reached, count)
    offered = load = None
    by_household = bool(not np.isfinite(shared[0]).any() and np.isfinite(shared[1]).any())
    if shelters is not None:
        offered = assigned(answers, shelters)
        sent = shared[int(by_household)]
        load = expected(offered, sent, len(shelters))
        if not np.isfinite(sent).any():
            load = np.full(len(shelters), np.nan)
        place = area_of(shelters.points, areas.shapes)
        place = np.where(place < 0, count, place)
        figures["shelters"] = _counted(place, np.ones(len(place)), count)
        figures["affected_shelters"] = _counted(place, shelters.reached, count)
        figures["capacity"] = _counted(place, np.nan_to_num(shelters.capacity), count)
        figures["assigned_households" if by_household else "assigned"] = _counted(place, load, count)
        figures["overfull_shelters"] = _counted(place, load > shelters.capacity, count)
    names = np.append(areas.names, ELSEWHERE)
    return Report(areas, area, names, totals, figures, *shared, tuple(method), offered, load, by_household)


def _counted(place: NDArray[np.int64], weights: NDArray[Any], count: int) -> NDArray[np.float64]:
    return np.asarray(np.bincount(place, weights.astype(np.float64), count + 1), np.float64)


def spread(
    figures: NDArray[np.float64], area: NDArray[np.int64], living: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the people of areas shared out to buildings; NaN outside and where there is no dwelling."""
    count = len(figures)
    slot = np.where(area < 0, count, area)
    whole = np.bincount(slot, living, count + 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: NDArray[np.float64] = np.append(figures, np.nan)[slot] * living / whole[slot]
    return found


def exposure(
    area: NDArray[np.int64],
    affected: NDArray[np.bool_],
    known: NDArray[np.bool_],
    floor_area: NDArray[np.float64],
    people: NDArray[np.float64],
    households: NDArray[np.float64],
    *,
    elsewhere: tuple[float, float] = (np.nan, np.nan),
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
    elsewhere
        People and households of the buildings in no area.
    """
    count = len(people)
    slot = np.where(area < 0, count, area)
    floor = np.where(np.isfinite(floor_area), floor_area, 0.0)

    def total(weights: NDArray[np.float64] | NDArray[np.bool_]) -> NDArray[np.float64]:
        return np.asarray(np.bincount(slot, weights.astype(np.float64), count + 1), np.float64)

    whole, reached = total(floor), total(floor * (affected & known))
    with np.errstate(invalid="ignore", divide="ignore"):
        part = reached / whole  # NaN without residential floor
    all_people, all_households = np.append(people, elsewhere[0]), np.append(households, elsewhere[1])
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
    placed = np.flatnonzero(np.isfinite(points).all(axis=1))
    if not len(placed):
        return found
    at = shapely.points(points[placed])
    area, point = shapely.STRtree(at).query(areas, predicate="intersects")
    order = np.argsort(-area, kind="stable")
    found[placed[point[order]]] = area[order]
    return found
