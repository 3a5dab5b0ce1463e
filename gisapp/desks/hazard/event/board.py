"""The board of an event: how many reports of what kind, state, department and area, when, and what waits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.event.words import KINDS, STATES, Kind, State
from layers import crs as systems
from layers import period
from layers.entered import DEGREES
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.timesteps import STEPS, natural_step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.hazard.areas import Areas
    from gisapp.desks.hazard.event.reports import Report
    from layers.period import Period
    from layers.timesteps import Step

UNKNOWN = QT_TRANSLATE_NOOP(CONTEXT, "未確認")
OUTSIDE = QT_TRANSLATE_NOOP(CONTEXT, "区域の外")
BARS = 48
"""Steps of the timeline at most: it is to be read at a glance."""


@dataclass(frozen=True)
class Wanted:
    """Which reports are looked at; everything that is empty lets all pass.

    Attributes
    ----------
    kinds, states, departments
        Any of these.
    words
        What stands in the text, the address or the department, parted by spaces; all of it.
    unplaced
        Only those without a place.
    during
        Only those that were open at a time.
    """

    kinds: tuple[Kind, ...] = ()
    states: tuple[State, ...] = ()
    departments: tuple[str, ...] = ()
    words: str = ""
    unplaced: bool = False
    during: Period | None = None


@dataclass(frozen=True)
class Count:
    """One line of a board: what is counted, in Japanese, how many there are, and how many of them wait.

    `code` is stable: the value of a kind or state, a name else; empty where the datum is missing.
    """

    code: str
    name: str
    count: int
    open: int


@dataclass(frozen=True)
class Bar:
    """A step of the timeline: from when, how many came, how many were done, how many were open at its end."""

    start: int
    came: int
    done: int
    open: int


@dataclass(frozen=True, eq=False)
class Board:
    """What a board tells.

    Attributes
    ----------
    reports
        Those that are looked at, what waits and is grave first, of those the latest first.
    areas
        Name of the neighbourhood of each, empty where nobody knows it.
    total
        All reports of the project.
    kinds, states, departments, neighbourhoods
        Counts of those that are looked at; each adds up to their number. No areas: no neighbourhoods.
    unplaced, untimed
        Those without a place, and without a time.
    step, bars
        The timeline of those that have a time.
    """

    reports: tuple[Report, ...]
    areas: tuple[str, ...]
    total: int
    kinds: tuple[Count, ...]
    states: tuple[Count, ...]
    departments: tuple[Count, ...]
    neighbourhoods: tuple[Count, ...]
    unplaced: int
    untimed: int
    step: Step | None
    bars: tuple[Bar, ...]

    @property
    def open(self) -> int:
        """Those that are not done."""
        return sum(one.state is not State.DONE for one in self.reports)


def board_of(
    reports: Sequence[Report], wanted: Wanted | None = None, areas: Areas | None = None, crs: str = ""
) -> Board:
    """Return the board of some reports.

    Parameters
    ----------
    reports
        All of a project.
    wanted
        Which are looked at; None for all.
    areas, crs
        Neighbourhoods, and the plane rectangular system of their shapes.
    """
    wanted = wanted or Wanted()
    names = np.full(len(reports), "", dtype=object) if areas is None else neighbourhoods(reports, areas, crs)
    passed = [row for row, one in enumerate(reports) if _passes(one, wanted)]
    order = sorted(passed, key=lambda row: _rank(reports[row]))
    chosen = tuple(reports[row] for row in order)
    near = tuple(str(names[row]) for row in order)
    step, bars = _timeline(chosen)
    return Board(
        chosen,
        near,
        len(reports),
        _counts(chosen, lambda one: one.kind.value, {kind.value: word for kind, word in KINDS.items()}),
        _counts(chosen, lambda one: one.state.value, {state.value: word for state, word in STATES.items()}),
        _counts(chosen, lambda one: one.department),
        () if areas is None else _area_counts(chosen, near),
        sum(one.place is None for one in chosen),
        sum(not one.begin for one in chosen),
        step,
        bars,
    )


def neighbourhoods(reports: Sequence[Report], areas: Areas, crs: str) -> NDArray[np.object_]:
    """Return (n,) the area that each report lies in, the first one where areas overlap; empty for none."""
    import shapely

    found = np.full(len(reports), "", dtype=object)
    placed = np.array([row for row, one in enumerate(reports) if one.place is not None], dtype=np.intp)
    if not len(placed) or not crs:
        return found
    degrees = np.array([reports[row].place for row in placed.tolist()], np.float64)
    east, north = systems.project(degrees[:, 0], degrees[:, 1], crs, DEGREES)
    hits = shapely.STRtree(areas.shapes).query(shapely.points(east, north), predicate="intersects")
    order = np.lexsort((-hits[1], hits[0]))  # the first area is written last, so it stays
    found[placed[hits[0][order]]] = areas.names[hits[1][order]]
    return found


def _passes(report: Report, wanted: Wanted) -> bool:
    if wanted.kinds and report.kind not in wanted.kinds:
        return False
    if wanted.states and report.state not in wanted.states:
        return False
    if wanted.departments and report.department not in wanted.departments:
        return False
    if wanted.unplaced and report.place is not None:
        return False
    if wanted.during is not None and not _open_in(report, wanted.during):
        return False
    said = f"{report.text} {report.address} {report.department} {KINDS[report.kind]}"
    return all(word in said for word in wanted.words.split())


def _open_in(report: Report, during: Period) -> bool:
    begin = period.seconds(report.begin) if report.begin else None
    end = period.seconds(report.end) if report.end else None
    return begin is not None and begin < during.until and (end is None or end > during.start)


def _rank(report: Report) -> tuple[int, int, int, str]:
    begin = period.seconds(report.begin) if report.begin else None
    return (list(State).index(report.state), list(Kind).index(report.kind), -(begin or 0), report.id)


def _counts(
    reports: Sequence[Report], key: Callable[[Report], str], words: dict[str, str] | None = None
) -> tuple[Count, ...]:
    """Return counts in the order of the words, or the most frequent first."""
    every = Counter(map(key, reports))
    waiting = Counter(key(one) for one in reports if one.state is not State.DONE)
    codes = [one for one in words if one in every] if words else [one for one, _ in every.most_common()]
    names = words or {}
    return tuple(Count(one, names.get(one, one) or UNKNOWN, every[one], waiting[one]) for one in codes)


def _area_counts(reports: Sequence[Report], areas: Sequence[str]) -> tuple[Count, ...]:
    """Return counts by area; those outside of all areas and without a place have lines of their own."""
    keys = {
        one.id: area or (UNKNOWN if one.place is None else OUTSIDE)
        for one, area in zip(reports, areas, strict=True)
    }
    found = _counts(reports, lambda one: keys[one.id])
    last = (OUTSIDE, UNKNOWN)
    return tuple(sorted(found, key=lambda one: (one.code in last, -one.open, -one.count, one.name)))


def _timeline(reports: Sequence[Report]) -> tuple[Step | None, tuple[Bar, ...]]:
    begins = np.array([period.seconds(one.begin) for one in reports if one.begin], np.int64)
    if not len(begins):
        return None, ()
    ends = np.array([period.seconds(one.end) for one in reports if one.begin and one.end], np.int64)
    last = int(max(begins.max(), ends.max(initial=begins.max()))) + 1
    whole = period.Period(int(begins.min()), last)
    natural = natural_step(np.sort(begins), whole)
    coarse = [one for one in STEPS if one.seconds >= natural.seconds]
    step = next((one for one in coarse if (last - whole.start) / one.seconds <= BARS), STEPS[-1])
    first, final = step.number(np.array([whole.start, last - 1])).tolist()
    edges = step.begin(np.arange(first, final + 2, dtype=np.int64))
    came = np.histogram(begins, edges)[0]
    done = np.histogram(ends, edges)[0]
    standing = np.cumsum(came) - np.cumsum(done)
    rows = zip(edges[:-1].tolist(), came.tolist(), done.tolist(), standing.tolist(), strict=True)
    return step, tuple(Bar(*one) for one in rows)
