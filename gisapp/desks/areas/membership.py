"""The membership rate (加入率): members for each household, and what it is measured by."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from gisapp.paper.days import era_day_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from gisapp.desks.areas.model import Association

UNKNOWN, NONE = "未確認", "—"
_NO_SOURCE = QT_TRANSLATE_NOOP(CONTEXT, "出典と時点は未確認")


class Rate(IntEnum):
    """What can be said of a membership rate."""

    UNKNOWN = 0
    """Households or members are missing."""
    EMPTY = 1
    """No household lives there: there is no rate (「—」)."""
    KNOWN = 2
    OVER = 3
    """More members than households: told, and to be confirmed."""


def membership(
    members: NDArray[np.float64], households: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the membership rate (加入世帯数 ÷ 世帯数) of each (m,), and what can be said of it.

    0 households have no rate at all, which is not a rate of 0 %; a missing number leaves it 未確認.
    """
    known = np.isfinite(members) & np.isfinite(households)
    lived = known & (households > 0)
    rate = np.full(len(members), np.nan)
    rate[lived] = members[lived] / households[lived]
    state = np.full(len(members), int(Rate.UNKNOWN), np.int64)
    state[known] = Rate.EMPTY
    state[lived] = Rate.KNOWN
    state[known & (members > households)] = Rate.OVER
    return rate, state


def rate_text(rate: float, state: int) -> str:
    """Return a membership rate as it stands on paper: 「70.0 %」, 「—」 without households, or 「未確認」."""
    if state == Rate.UNKNOWN:
        return UNKNOWN
    return f"{rate * 100:.1f} %" if np.isfinite(rate) else NONE


def denominator_text(one: Association, say: Callable[[Message], str] = str) -> str:
    """Return what a membership rate is measured by: source and day of the households."""
    told = [
        era_day_of(str(one.values.get(name, "") or "")) for name in ("households_source", "households_date")
    ]
    return "、".join(filter(None, told)) or say(Message(_NO_SOURCE))
