"""What is worked out from points when they are shown: how steep their surface is, and when it was measured.

Neither is in a file as it stands, and neither makes its octree larger or slower to build.
"""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.copc import Copc

NEIGHBOURS = 12
"""Points of which a plane is made, the point itself among them."""
ADJUSTED = 1e9
"""Seconds that adjusted standard GPS time leaves out (LAS 1.4 - R15, global encoding)."""
BEGINNING = date(1980, 1, 6)
"""Day 0 of GPS time."""
LEAP = 18
"""Seconds by which GPS time is ahead of UTC since 2017; it was less before, which no day here feels."""
JAPAN = 9 * 3600
DAY = 86_400
EARLIEST = date(1990, 1, 1)
"""No scan is older; what says so was never set."""


def slopes(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how steep the surface is at each point (m,), degrees from 0 (level) to 90 (upright).

    It is the slope of the plane through the nearest points that has the least squares of distances: across it
    the points spread least, which is the eigenvector of the smallest eigenvalue of their covariance (Hoppe et
    al. 1992, *Surface reconstruction from unorganized points*). NaN where there are too few points.

    Parameters
    ----------
    places
        (m, 3) metres.
    """
    from scipy.spatial import cKDTree  # imported where it is wanted: it takes a while

    count = len(places)
    if count < NEIGHBOURS:
        return np.full(count, np.nan)
    local = places - places.mean(axis=0)
    _, near = cKDTree(local).query(local, k=NEIGHBOURS)
    # Axis by axis, each in one piece of memory, and from the point itself, so that the numbers stay small.
    away = [np.take(axis, near.T) - axis for axis in np.ascontiguousarray(local.T)]
    covariance = np.empty((count, 3, 3))
    for i, j in ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)):
        both = (away[i] * away[j]).mean(axis=0) - away[i].mean(axis=0) * away[j].mean(axis=0)
        covariance[:, i, j] = covariance[:, j, i] = both
    across = np.linalg.eigh(covariance)[1][:, :, 0]
    found: NDArray[np.float64] = np.degrees(np.arccos(np.minimum(np.abs(across[:, 2]), 1.0)))
    return found


def dated(copc: Copc) -> bool:
    """Say whether it is known of a file on which days its points were measured, or it was written."""
    return copc.standard_time or written(copc) is not None


def days(copc: Copc, points: NDArray[np.void]) -> NDArray[np.float64]:
    """Return on which day each point was measured (m,), in days since :data:`BEGINNING`, in Japan.

    Where points bring no time that counts from a fixed moment it is the day on which their file was written;
    NaN where that is unknown too.
    """
    day = written(copc)
    otherwise = math.nan if day is None else float((day - BEGINNING).days)
    if not copc.standard_time:
        return np.full(len(points), otherwise)
    found = np.floor((points["time"] + (ADJUSTED - LEAP + JAPAN)) / DAY)
    sound = (points["time"] != 0) & (found >= (EARLIEST - BEGINNING).days) & (found <= _today())
    return np.where(sound, found, otherwise)


def written(copc: Copc) -> date | None:
    """Return the day that the head of a file names as that of its making, None without one."""
    number, year = copc.written
    if not (EARLIEST.year <= year and 1 <= number <= 366):
        return None
    found = date(year, 1, 1) + timedelta(days=number - 1)
    return found if found <= datetime.now(UTC).date() + timedelta(days=1) else None


def day_text(number: float) -> str:
    """Return a number of :func:`days` as people write it, such as 2026-11-30."""
    return (BEGINNING + timedelta(days=int(number))).isoformat()


def _today() -> int:
    return (datetime.now(UTC).date() - BEGINNING).days + 1
