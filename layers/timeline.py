"""The time of a project: which layers have one, how far it reaches, and how many features there are when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from layers import filters
from layers.moments import EVER, Times
from layers.period import Period
from layers.timesteps import STEPS, Step, natural_step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from layers.base import Layer
    from layers.feedback import Feedback
    from layers.project import Project

MOST_BINS = 1500
"""Columns of the histogram: more than a wide screen can show apart."""


@dataclass(frozen=True, eq=False)
class Timeline:
    """From when to when some layers reach, and how many of their features there are in between.

    Attributes
    ----------
    whole
        From the begin of the first step to the end of the last.
    step
        The step of the data.
    edges
        (k + 1,) rising moments between which is counted.
    counts
        (k,) features that are there between two edges; those of one layer that share a shape count each.
    rows, untimed
        Features of the layers, and those without a time.
    """

    whole: Period
    step: Step
    edges: NDArray[np.int64]
    counts: NDArray[np.int64]
    rows: int
    untimed: int

    def steps(self) -> tuple[Step, ...]:
        """Return the steps that make sense, the shortest first."""
        length = self.whole.end - self.whole.start
        return tuple(
            one for one in STEPS if self.step.seconds <= one.seconds <= max(length, self.step.seconds)
        )

    def next_filled(self, moment: int) -> int | None:
        """Return the first moment from `moment` on at which there is anything, None when nothing comes."""
        first = int(np.searchsorted(self.edges, moment, side="right")) - 1
        first = max(first, 0)
        later = np.flatnonzero(self.counts[first:])
        return max(int(self.edges[first + later[0]]), moment) if len(later) else None


def has_time(layer: Layer) -> bool:
    """Say at once whether a layer has time."""
    return layer.data is not None and layer.time_columns() is not None


def shown_with_time(project: Project) -> tuple[Layer, ...]:
    """Return the visible layers with time, but for those of which one day is looked at (`Layer.ends`)."""
    return tuple(layer for layer in project.layers if layer.visible and not layer.ends and has_time(layer))


def timed(project: Project) -> Project:
    """Return the project with every layer that has time at the time of now; the same object when all are."""
    layers = tuple(
        replace(layer, during=wanted) if layer.during != wanted else layer
        for layer in project.layers
        for wanted in [project.time if has_time(layer) else None]
    )
    if all(old is new for old, new in zip(project.layers, layers, strict=True)):
        return project
    return replace(project, layers=layers)


def same_but_time(one: Layer, other: Layer) -> bool:
    """Say whether two layers differ in nothing but the time of now."""
    if one is other:
        return True
    return type(one) is type(other) and all(
        value is other.__dict__.get(name) for name, value in one.__dict__.items() if name != "during"
    )


def timeline(layers: Iterable[Layer], feedback: Feedback) -> Timeline | None:
    """Return the timeline of some layers, None when no row has a time; work for a thread, it reads columns.

    The filters of the layers count.
    """
    known: list[tuple[Times, NDArray[np.bool_] | None]] = []
    for layer in layers:
        feedback.step()
        times = layer.times()
        if times is not None:
            known.append((times, filters.conditions_mask(layer)))
    extents = [extent for times, _ in known if (extent := times.extent()) is not None]
    if not extents:
        return None
    whole = Period(min(one.start for one in extents), max(one.end for one in extents))
    steps = [
        natural_step(times.starts[np.abs(times.starts) < EVER], whole)
        for times, _ in known
        if len(times.starts)
    ]
    step = min(steps, key=lambda one: one.seconds)
    whole = Period(step.at(whole.start).start, max(step.at(max(whole.end - 1, whole.start)).end, whole.end))
    edges = _edges(whole, step)
    counts = np.zeros(len(edges) - 1, dtype=np.int64)
    for times, mask in known:
        feedback.step()
        starts, ends = times.starts, times.ends
        if mask is not None:
            rows = times.order[mask[times.order]]
            starts, ends = times.start[rows], np.sort(times.end[rows])
        counts += np.searchsorted(starts, edges[1:]) - np.searchsorted(ends, edges[:-1], side="right")
    number = sum(len(times.start) for times, _ in known)
    return Timeline(whole, step, edges, counts, number, sum(times.untimed for times, _ in known))


def _edges(whole: Period, step: Step) -> NDArray[np.int64]:
    first, last = step.number(np.array([whole.start, whole.end - 1])).tolist()
    every = max(1, -(-(last - first + 1) // MOST_BINS))
    return step.begin(np.arange(first, last + 1 + every, every, dtype=np.int64))
