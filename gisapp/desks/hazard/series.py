"""Depth rasters that follow each other in time: which belong together, and which one is now.

The time stands in the names of the files: a date with a clock (``depth_20261130_0910.tif``), or minutes or
hours from the begin (``浸水深_030min.tif``, ``depth_2.5h.asc``, ``t+120``). Those have no date.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from layers.moments import NO_DATE
from layers.period import DAY, Period
from layers.timeline import Timeline
from layers.timesteps import natural_step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.hazard.hazards import Hazard

FEWEST = 2
"""Rasters that make a series."""
_DATED = re.compile(
    r"(\d{4})[-_./年]?(\d{2})[-_./月]?(\d{2})日?[-_T ]*(\d{2})[-_:時]?(\d{2})(?:[-_:分]?(\d{2}))?"
)
_LASTING = re.compile(r"(?:[Tt]\s*[+=_]?\s*)?(\d{1,5}(?:\.\d+)?)\s*(min|分|hours?|hr|h|時間)", re.IGNORECASE)
_PLAIN = re.compile(r"(?<![A-Za-z])[Tt][+=_]?(\d{1,5})(?!\d)")
_HOURS = ("h", "時")


@dataclass(frozen=True, eq=False)
class Series:
    """Rasters of one event.

    Attributes
    ----------
    name
        What their names have in common.
    hazards
        In the order of time.
    times
        (k,) rising seconds since 1970, UTC; times from the begin count on the day
        :data:`layers.moments.NO_DATE`.
    """

    name: str
    hazards: tuple[Hazard, ...]
    times: NDArray[np.int64]

    def at(self, moment: int) -> Hazard:
        """Return the raster that holds at a moment: the last one that began, or the first before all."""
        place = int(np.searchsorted(self.times, moment, side="right")) - 1
        return self.hazards[max(place, 0)]

    def timeline(self) -> Timeline:
        """Return how far the rasters reach, for a bar that walks through them."""
        gap = int(np.diff(self.times).min())
        whole = Period(int(self.times[0]), int(self.times[-1]) + gap)
        step = natural_step(self.times, whole)
        whole = Period(step.at(whole.start).start, max(step.at(whole.end - 1).end, whole.end))
        edges = np.append(self.times, whole.end)
        edges[0] = whole.start
        return Timeline(whole, step, edges, np.ones(len(self.times), np.int64), len(self.times), 0)


def series_in(hazards: Sequence[Hazard]) -> tuple[Series, ...]:
    """Return the series among hazards, the longest first; a raster without a time belongs to none."""
    found: dict[str, dict[int, Hazard]] = {}
    for one in hazards:
        if one.grid is None:
            continue
        read = moment_in(one.grid.path.stem) or moment_in(one.name)
        if read is not None:
            name, seconds = read
            found.setdefault(name, {})[seconds] = one
    made = [
        Series(name, tuple(group[time] for time in sorted(group)), np.array(sorted(group), np.int64))
        for name, group in found.items()
        if len(group) >= FEWEST
    ]
    return tuple(sorted(made, key=lambda one: -len(one.hazards)))


def moment_in(name: str) -> tuple[str, int] | None:
    """Return a name without its time, and the time in seconds; None when it states none."""
    plain = unicodedata.normalize("NFKC", name)
    dated = _DATED.search(plain)
    if dated is not None:
        try:
            year, month, day, hour, minute, second = (int(part or 0) for part in dated.groups())
            when = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        except ValueError:  # digits that are no date, such as a number of a file
            return None
        return _rest(plain, dated), int(when.timestamp())
    lasting = _LASTING.search(plain)
    if lasting is not None:
        unit = 3600.0 if lasting[2].lower().startswith(_HOURS) else 60.0
        return _rest(plain, lasting), NO_DATE * DAY + round(float(lasting[1]) * unit)
    numbered = _PLAIN.search(plain)
    if numbered is not None:
        return _rest(plain, numbered), NO_DATE * DAY + int(numbered[1]) * 60
    return None


def _rest(name: str, time: re.Match[str]) -> str:
    return (name[: time.start()] + name[time.end() :]).strip(" _-.+")
