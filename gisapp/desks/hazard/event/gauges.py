"""What gauges say now, or at a moment that is looked at: last value, age, meaning, trend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from importers.gauges.levels import THRESHOLDS, Level
from layers import crs as systems
from layers import filters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from layers.base import Layer

IMPORTERS = ("gauges", "broker")
STALE = 3
"""So many intervals without a value, and the last one is stale …"""
USUAL = 20
"""… minutes of the interval of a gauge that does not say it: three of them are an hour."""
HOUR = 3600
STEADY = 0.05
"""Metres in an hour below which the water stands."""
ORDER = (*reversed(THRESHOLDS), Level.UNKNOWN, Level.BELOW, Level.CAMERA)
"""What is told first."""


@dataclass(frozen=True)
class Reading:
    """A station and its last value.

    Attributes
    ----------
    layer, row
        Where it stands: id of the layer and row of the value.
    station, name, river, kind
        As the source has them; `kind` is ``gauge`` or ``camera``.
    place
        Longitude and latitude, JGD2011 degrees; None for unknown.
    time
        Of the value, ISO 8601, empty when nobody knows.
    value
        Metres, None where it is missing.
    level
        What it means.
    thresholds
        Metres in the order of :data:`importers.gauges.levels.THRESHOLDS`, None where unknown.
    age
        Seconds from the value to the moment that is looked at, None when nobody knows.
    stale
        Whether it is too old to be relied on, or nobody knows how old.
    change
        Metres an hour by which the water rose until that value, None when nothing is known.
    quality, datum, image
        As the source has them.
    """

    layer: str
    row: int
    station: str
    name: str
    river: str
    kind: str
    place: tuple[float, float] | None
    time: str
    value: float | None
    level: Level
    thresholds: tuple[float | None, ...]
    age: int | None
    stale: bool
    change: float | None
    quality: str
    datum: str
    image: str

    @property
    def rising(self) -> int:
        """1 for rising, -1 for falling, 0 for standing or unknown."""
        return 0 if self.change is None or abs(self.change) < STEADY else int(np.sign(self.change))


def gauge_layers(layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """Return the layers of gauges among some layers."""
    return tuple(one for one in layers if one.source.importer in IMPORTERS and one.data is not None)


def readings_of(layer: Layer, moment: int) -> tuple[Reading, ...]:
    """Return the last value of each station at a moment, the gravest first.

    Parameters
    ----------
    layer
        A layer of gauges with its data opened; its filter counts.
    moment
        Seconds of Japan's wall clock since 1970 (:mod:`layers.period`); what was measured later is left
        aside.
    """
    table = layer.table()
    times = layer.times()
    starts = np.zeros(len(table), np.int64) if times is None else times.start
    timed = np.zeros(len(table), bool) if times is None else times.end > times.start
    shown = filters.conditions_mask(layer)
    counts = np.ones(len(table), bool) if shown is None else shown
    stations, which = np.unique(table.texts("station").astype(str), return_inverse=True)
    rows = np.flatnonzero(counts & (~timed | (starts <= moment)))
    rows = rows[np.lexsort((starts[rows], timed[rows]))]  # those without a time before all others
    last = np.full(len(stations), -1)
    last[which[rows]] = rows
    values = table.numbers("value")
    changes = _changes(last, which, rows, starts, values)
    texts = {
        name: table.texts(name) for name in ("station", "name", "river", "time", "quality", "datum", "image")
    }
    (kinds, kind_names), (levels, level_names) = table.categories("kind"), table.categories("level")
    limits = np.column_stack([table.numbers(str(one)) for one in THRESHOLDS])
    intervals = table.numbers("interval")
    centres = layer.centroids()
    degrees = np.full((len(table), 2), np.nan)
    if centres is not None and len(centres):
        degrees = np.column_stack(systems.unproject(centres[:, 0], centres[:, 1], layer.data.crs))
    found = []
    for number, row in enumerate(last.tolist()):
        if row < 0:
            continue
        age = max(int(moment - starts[row]), 0) if timed[row] else None
        interval = float(intervals[row]) if np.isfinite(intervals[row]) and intervals[row] > 0 else USUAL
        there = bool(np.isfinite(degrees[row]).all())
        found.append(
            Reading(
                layer.id,
                row,
                kind=kind_names[kinds[row]] if kinds[row] >= 0 else "",
                place=(round(float(degrees[row, 0]), 7), round(float(degrees[row, 1]), 7)) if there else None,
                value=_known(values[row]),
                level=Level(level_names[levels[row]]) if levels[row] >= 0 else Level.UNKNOWN,
                thresholds=tuple(_known(one) for one in limits[row]),
                age=age,
                stale=age is None or age > STALE * interval * 60,
                change=_known(changes[number]),
                **{name: str(column[row]) for name, column in texts.items()},
            )
        )
    return tuple(sorted(found, key=lambda one: (ORDER.index(one.level), one.stale, one.river, one.name)))


def _changes(
    last: NDArray[np.int64],
    which: NDArray[np.intp],
    rows: NDArray[np.intp],
    starts: NDArray[np.int64],
    values: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return (k,) metres an hour by which each station's value rose since about an hour before.

    Values less than half an hour or more than two hours before say too little.

    Parameters
    ----------
    last
        (k,) row of the last value of each station, -1 for none.
    which
        (n,) station of each row.
    rows
        Rows that count.
    starts, values
        (n,) seconds and metres.
    """
    before = np.full(len(last), -1)
    older = rows[(starts[rows] <= starts[last[which[rows]]] - HOUR // 2) & np.isfinite(values[rows])]
    older = older[starts[older] >= starts[last[which[older]]] - 2 * HOUR]
    goal = np.abs(starts[last[which[older]]] - HOUR - starts[older])
    order = older[np.argsort(-goal, kind="stable")]  # the one nearest to an hour before comes last
    before[which[order]] = order
    found = np.where(before >= 0, values[last] - values[before], np.nan)
    hours = (starts[last] - starts[before]) / HOUR
    return np.where(before >= 0, found / np.where(before >= 0, hours, 1.0), np.nan)


def _known(value: float) -> float | None:
    return round(float(value), 4) if np.isfinite(value) else None
