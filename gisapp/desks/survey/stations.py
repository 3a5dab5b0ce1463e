"""Places along an axis by stake (測点) or kilometre (KP), and the lines across it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.axis import Axis
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

STAKE = 20.0
"""Metres between stakes: what 「No.」 counts (測点は 20 m ごと)."""
MOST_STATIONS = 1000
_TOO_MANY = QT_TRANSLATE_NOOP(
    CONTEXT, "横断が {count:,} 本になり、多すぎます（{most:,} 本まで）。間隔を広げてください。"
)


@dataclass(frozen=True, eq=False)
class Station:
    """A place of an axis and the line across it.

    Attributes
    ----------
    name
        「No.1+5.0」 or 「KP0.025」.
    along
        Metres from the begin of the axis.
    line
        (2, 2) left and right end, as one looks along the axis.
    """

    name: str
    along: float
    line: NDArray[np.float64]


def stations_along(
    axis: NDArray[np.float64],
    interval: float,
    left: float,
    right: float,
    *,
    kilometres: bool = False,
    start: float = 0.0,
) -> tuple[Station, ...]:
    """Return lines across an axis at equal distances, and one at its end.

    Parameters
    ----------
    axis
        (k, 2) metres; no two alike in a row.
    interval
        Metres.
    left, right
        Metres to each side, as one looks along the axis.
    kilometres
        Whether places are called by kilometre (KP0.120) instead of by stake (No.6).
    start
        What the begin of the axis is called, metres.

    Raises
    ------
    layers.errors.AnalysisFailed
        When there would be too many.
    """
    way = Axis(axis)
    whole = way.length
    count = math.floor(whole / interval + 1e-9) + 1
    if count > MOST_STATIONS:
        raise AnalysisFailed(_TOO_MANY, values={"count": count, "most": MOST_STATIONS})
    along = np.arange(count, dtype=np.float64) * interval
    if whole - along[-1] > 0.005:
        along = np.append(along, whole)
    piece = way.pieces(along)
    places, ahead = way.places(along), way.ahead[piece]
    # At a corner one looks along the middle of both ways.
    corner = (piece > 0) & (np.abs(along - way.begins[piece]) < 1e-6)
    ahead[corner] += way.ahead[piece[corner] - 1]
    ahead /= np.hypot(*ahead.T)[:, None]
    aside = np.column_stack([-ahead[:, 1], ahead[:, 0]])
    lines = np.stack([places + aside * left, places - aside * right], axis=1)
    name = kilometre if kilometres else stake
    return tuple(Station(name(start + at), at, line) for at, line in zip(along.tolist(), lines, strict=True))


def stake(along: float) -> str:
    """Return the name of a place by stakes: 「No.1+5.0」."""
    tenths = round(along * 10)
    number, rest = divmod(tenths, round(STAKE * 10))
    return f"No.{number}" if not rest else f"No.{number}+{rest / 10:.1f}"


def kilometre(along: float) -> str:
    """Return the name of a place by kilometres: 「KP0.025」."""
    return f"KP{along / 1000:.3f}"
