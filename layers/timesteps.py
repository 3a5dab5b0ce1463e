"""The steps in which time is walked through: minutes, hours, days, months, years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers.period import DAY, Period

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SECONDS = {"minute": 60, "hour": 3600, "day": DAY}
_CALENDAR = {"month": "datetime64[M]", "year": "datetime64[Y]"}
_ABOUT = {**_SECONDS, "month": 30 * DAY, "year": 365 * DAY}


@dataclass(frozen=True)
class Step:
    """A number of units of time; steps begin at midnight, or with the month or year.

    Attributes
    ----------
    count
        How many units.
    unit
        ``minute``, ``hour``, ``day``, ``month`` or ``year``.
    """

    count: int
    unit: str

    @property
    def seconds(self) -> int:
        """About how long it is; months and years differ."""
        return self.count * _ABOUT[self.unit]

    def number(self, moments: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the number of the step in which each moment lies."""
        if self.unit in _CALENDAR:
            dates = moments.astype("datetime64[s]").astype(_CALENDAR[self.unit])
            return dates.astype(np.int64) // self.count
        return moments // (self.count * _SECONDS[self.unit])

    def begin(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the moment at which steps of some numbers begin."""
        if self.unit in _CALENDAR:
            dates = (numbers * self.count).astype(_CALENDAR[self.unit])
            return dates.astype("datetime64[s]").astype(np.int64)
        return numbers * (self.count * _SECONDS[self.unit])

    def at(self, moment: int, after: int = 0) -> Period:
        """Return the step in which a moment lies, or one so many steps after it."""
        number = self.number(np.array([moment])) + after
        start, end = self.begin(np.concatenate([number, number + 1])).tolist()
        return Period(start, end)


STEPS = (
    *(Step(count, "minute") for count in (1, 5, 10, 15, 30)),
    *(Step(count, "hour") for count in (1, 3, 6)),
    *(Step(1, unit) for unit in ("day", "month", "year")),
)
"""Steps that can be chosen, the shortest first."""
MOST_STEPS = 20_000
"""A walk of more steps than this takes longer ones."""


def natural_step(starts: NDArray[np.int64], whole: Period) -> Step:
    """Return the step in which data were taken.

    Parameters
    ----------
    starts
        (n,) rising moments at which rows begin.
    whole
        From when to when the data reach.

    Returns
    -------
    Step
        The longest one that is no longer than the usual distance of different moments; where that makes more
        than :data:`MOST_STEPS` steps, a longer one.
    """
    different = np.unique(starts)
    if len(different) > 1:
        usual = float(np.median(np.diff(different)))
    else:
        usual = max((whole.end - whole.start) / 24, 60.0)
    length = whole.end - whole.start
    # A month has 28 days at least, a year 365; nothing else is shorter than it is called.
    fitting = [
        one for one in STEPS if one.seconds * (28 / 30 if one.unit == "month" else 1) <= usual
    ] or list(STEPS[:1])
    chosen = fitting[-1]
    if chosen.unit in ("day", "month", "year") and len(different) > 1 and _between(different, chosen):
        chosen = next((one for one in reversed(fitting) if not _between(different, one)), STEPS[0])
    longer = [one for one in STEPS if one.seconds >= chosen.seconds]
    return next((one for one in longer if length / one.seconds <= MOST_STEPS), longer[-1])


def _between(moments: NDArray[np.int64], step: Step) -> bool:
    """Say whether two different moments usually share a step, which would hide one behind the other."""
    return len(np.unique(step.number(moments))) < 0.9 * len(moments)
