"""Rays and walls, compiled: which points lie in shadow when, and how much sky is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray


@njit(cache=True, nogil=True)
def dark(
    points: NDArray[np.float64],
    edges: NDArray[np.float64],
    heights: NDArray[np.float64],
    tips: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Return (n, t) whether a wall throws its shadow on a point.

    A wall does when the way from the point towards the sun, as long as the shadow of the wall, meets it.

    Parameters
    ----------
    points
        (n, 2) metres.
    edges
        (m, 4) ends of walls, metres.
    heights
        (m,) metres over the plane.
    tips
        (t, 2) shadow of 1 m; NaN while the sun is down.
    """
    found = np.zeros((len(points), len(tips)), np.bool_)
    for t in range(len(tips)):
        tx, ty = tips[t, 0], tips[t, 1]
        if not np.isfinite(tx + ty):
            continue
        for m in range(len(edges)):
            ax, ay, bx, by = edges[m, 0], edges[m, 1], edges[m, 2], edges[m, 3]
            ux, uy = bx - ax, by - ay
            vx, vy = -tx * heights[m], -ty * heights[m]
            cross = vx * uy - vy * ux
            if cross == 0.0:
                continue
            for n in range(len(points)):
                if found[n, t]:
                    continue
                px, py = ax - points[n, 0], ay - points[n, 1]
                way = (px * uy - py * ux) / cross
                share = (px * vy - py * vx) / cross
                found[n, t] = 0.0 <= way <= 1.0 and 0.0 <= share <= 1.0
    return found


@njit(cache=True, nogil=True)
def open_sky(points: NDArray[np.float64], edges: NDArray[np.float64], directions: int) -> NDArray[np.float64]:
    """Return (n,) the share of the sky that is seen, in orthographic projection (天空率).

    In each direction all below the highest edge is hidden. Seen under the altitude b a strip of the projected
    hemisphere keeps cos² b of its area, so the sky factor is the mean of cos² b over all directions.

    Parameters
    ----------
    points
        (n, 3) metres.
    edges
        (m, 6) upper edges of what stands around, metres.
    directions
        Number of directions.
    """
    found = np.empty(len(points))
    for n in range(len(points)):
        tangents = np.zeros(directions)
        for m in range(len(edges)):
            ax, ay = edges[m, 0] - points[n, 0], edges[m, 1] - points[n, 1]
            bx, by = edges[m, 3] - points[n, 0], edges[m, 4] - points[n, 1]
            az, bz = edges[m, 2] - points[n, 2], edges[m, 5] - points[n, 2]
            if az <= 0.0 and bz <= 0.0:
                continue
            one, other = np.arctan2(ay, ax), np.arctan2(by, bx)
            turn = (other - one + np.pi) % (2 * np.pi) - np.pi
            if turn < 0.0:
                one, turn = other, -turn
                ax, ay, az, bx, by, bz = bx, by, bz, ax, ay, az
            first = int(np.ceil(one / (2 * np.pi) * directions - 0.5))
            last = int(np.floor((one + turn) / (2 * np.pi) * directions - 0.5))
            ux, uy = bx - ax, by - ay
            for k in range(first, last + 1):
                angle = (k + 0.5) * 2 * np.pi / directions
                dx, dy = np.cos(angle), np.sin(angle)
                cross = dx * uy - dy * ux
                if cross == 0.0:
                    continue
                distance = (ax * uy - ay * ux) / cross
                share = (ax * dy - ay * dx) / cross
                if distance > 0.0:
                    tangent = (az + share * (bz - az)) / distance
                    tangents[k % directions] = max(tangents[k % directions], tangent)
        found[n] = np.mean(1.0 / (1.0 + tangents * tangents))
    return found
