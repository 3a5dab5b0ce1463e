"""Which of the features that share a shape stands for it now.

A table of a thousand places at 744 hours holds each shape once, and each shape is drawn once. What is drawn
then carries the number of its shape, and takes colour and answers to a click from one feature: of those that
pass the filter at the time of now, the latest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers import filters
from layers.derived import Derived

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.base import Layer

_known: Derived[Standing] = Derived(newest=2)


@dataclass(frozen=True, eq=False)
class Standing:
    """Features that stand for shapes.

    Attributes
    ----------
    of
        (n,) int32 shape of each feature.
    rows
        (k,) feature that stands for each shape, -1 where none does.
    """

    of: NDArray[np.int32]
    rows: NDArray[np.intp]

    @property
    def front(self) -> NDArray[np.bool_]:
        """(n,) whether a feature stands for its shape."""
        found = np.zeros(len(self.of), dtype=bool)
        found[self.rows[self.rows >= 0]] = True
        return found


def standing(layer: Layer) -> Standing | None:
    """Return which features stand for shapes now, None where features have shapes of their own."""
    places = layer.places() if layer.data is not None else None
    if places is None:
        return None
    period, conditions = layer.during, layer.filter

    def make() -> Standing:
        times = layer.times()
        met = filters.conditions_mask(layer)
        if times is None:
            rows = np.arange(len(places))
        elif period is not None:
            rows = times.rows(period)
        else:  # those without a time behind all others
            rows = np.concatenate([np.flatnonzero(times.end <= times.start), times.order])
        if met is not None:
            rows = rows[met[rows]]
        found = np.full(int(places.max(initial=-1)) + 1, -1, dtype=np.intp)
        found[places[rows]] = rows  # of several the last one stays, which is the latest
        found.setflags(write=False)
        return Standing(places, found)

    return _known.get(layer.data, (conditions, period), make)
