"""The worst of all hazards for each building, and whether people may stay there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.answers import Answer, State
from gisapp.desks.hazard.classes import STANDARD, Kind
from gisapp.desks.hazard.hazards import Theme
from gisapp.desks.hazard.refuge import Reason, Refuge, Verdict, refuge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.hazard.targets import Targets


@dataclass(frozen=True, eq=False)
class Combined:
    """The worst of all hazards for each building.

    Attributes
    ----------
    state
        (n,) affected when any hazard reaches it; else undetermined when any is; else not.
    open
        (n,) how many hazards are undetermined.
    lower, upper
        (n,) metres of the deepest water, NaN where none or nobody knows.
    rank
        (n,) official class (1 to 6) of the deepest water, 0 for none.
    worst
        (n,) number of the answer that is deepest, -1 for none.
    hours
        (n,) that the water stays at least, NaN where nobody says.
    collapse, landslide
        (n,) whether it stands in such a zone.
    zone
        (n,) number of the answer with its gravest zone, -1 for none.
    refuge
        Whether people may stay, why, and on which floor.
    """

    state: NDArray[np.int64]
    open: NDArray[np.int64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    rank: NDArray[np.int64]
    worst: NDArray[np.int64]
    hours: NDArray[np.float64]
    collapse: NDArray[np.bool_]
    landslide: NDArray[np.bool_]
    zone: NDArray[np.int64]
    refuge: Refuge


def combine(targets: Targets, answers: Sequence[Answer]) -> Combined:
    """Return the worst of all hazards for each building.

    Parameters
    ----------
    targets
        The buildings.
    answers
        What each gets of each hazard; none at all leaves every building undetermined.
    """
    count = len(targets)
    state = np.full(count, State.NOT if answers else State.UNDETERMINED, np.int64)
    open_ = np.zeros(count, np.int64)
    lower, upper, hours = (np.full(count, np.nan) for _ in range(3))
    worst, zone = np.full((2, count), -1, np.int64)
    gravest = np.zeros(count)
    collapse, landslide, flooded, depthless = np.zeros((4, count), np.bool_)
    for number, answer in enumerate(answers):
        reached = answer.state == State.AFFECTED
        open_ += answer.state == State.UNDETERMINED
        theme, kind = answer.hazard.theme, answer.hazard.kind
        if theme is Theme.DEPTH:
            flooded |= reached
            deeper = reached & ~(upper >= answer.worst) & np.isfinite(answer.lower)
            depthless |= reached & np.isnan(answer.worst)
            worst[deeper] = number
            lower[deeper] = answer.lower[deeper]
            upper[deeper] = answer.worst[deeper]
            if answer.given is not None:
                hours = np.fmax(hours, np.where(reached, answer.given.hours, np.nan))
        elif theme is Theme.DURATION:
            hours = np.fmax(hours, np.where(reached, answer.lower, np.nan))
            continue  # what stays long is water that another hazard tells of
        elif theme is Theme.COLLAPSE:
            collapse |= reached
        elif theme is Theme.ZONE:
            landslide |= reached & (kind is Kind.LANDSLIDE)
            graver = reached & (answer.lower > gravest)
            gravest[graver], zone[graver] = answer.lower[graver], number
        state[(answer.state == State.UNDETERMINED) & (state == State.NOT)] = State.UNDETERMINED
        state[reached] = State.AFFECTED
    state[~targets.footprints.placed] = State.UNDETERMINED
    depth = np.where(depthless & ~(upper >= STANDARD.lower[3]), np.nan, upper)
    found = refuge(
        depth,
        targets.storeys,
        flooded=flooded,
        collapse=collapse,
        landslide=landslide,
        duration=hours,
        placed=targets.footprints.placed,
    )
    return Combined(
        state,
        open_,
        lower,
        upper,
        STANDARD.of_depth(upper),
        worst,
        hours,
        collapse,
        landslide,
        zone,
        _unsure(found, open_),
    )


def _unsure(found: Refuge, open_: NDArray[np.int64]) -> Refuge:
    """Return the verdict with doubt where a hazard could not be determined: only what is bad stays sure."""
    doubt = (open_ > 0) & np.isin(found.verdict, (Verdict.DRY, Verdict.STAY, Verdict.CONFIRM))
    return Refuge(
        np.where(doubt, Verdict.UNKNOWN, found.verdict),
        np.where(doubt, Reason.NO_DEPTH, found.reason),
        np.where(doubt, 0, found.safe_floor),
    )
