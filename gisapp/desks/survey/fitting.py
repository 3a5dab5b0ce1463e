"""Planes and cylinders through points: how far a wall leans, how thick a pipe or pier is.

Points that belong to something else are left out by random samples (Fischler and Bolles 1981, from a fixed
seed), then the shape is fitted to the rest by least squares.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED = 20_260_401
TRIALS = 300
MOST = 20_000
"""Points that the samples are judged by."""
SLACK = 2.5
"""Times the spread of the points, the distance within which a point belongs to a shape."""

_FEW = QT_TRANSLATE_NOOP(CONTEXT, "点が少ないか一か所に集まっているため、面や円柱を当てはめられません。")
_MORE = QT_TRANSLATE_NOOP(CONTEXT, "対象の面に沿って、もう少し広い範囲の点を選んでください。")


@dataclass(frozen=True)
class Plane:
    """A plane.

    Attributes
    ----------
    middle, normal
        (3,) a place on it, metres, and its direction, upwards or to the outside of nothing.
    dip
        Degrees from level: 90 for an upright wall.
    azimuth
        Degrees from north, clockwise, in which it falls; of the grid, not of true north. NaN where level.
    error
        Metres, root mean square of the distances of the points that belong to it.
    used, points
        How many belong to it, of how many.
    """

    middle: tuple[float, ...]
    normal: tuple[float, ...]
    dip: float
    azimuth: float
    error: float
    used: int
    points: int

    @property
    def lean(self) -> float:
        """Degrees from upright."""
        return 90.0 - self.dip


@dataclass(frozen=True)
class Cylinder:
    """A cylinder.

    Attributes
    ----------
    middle, axis
        (3,) a place on its axis, metres, and the direction of it.
    radius
        Metres.
    lean
        Degrees of the axis from upright.
    error
        Metres, root mean square of the distances of the points that belong to it.
    used, points
        How many belong to it, of how many.
    """

    middle: tuple[float, ...]
    axis: tuple[float, ...]
    radius: float
    lean: float
    error: float
    used: int
    points: int


def fit_plane(points: NDArray[np.float64], slack: float = 0.0) -> Plane:
    """Return the plane through most of the points.

    Parameters
    ----------
    points
        (n, 3) metres.
    slack
        Metres within which a point belongs to it; 0 to tell by the spread of the points.

    Raises
    ------
    layers.errors.AnalysisFailed
        When they tell no plane.
    """
    if len(points) < 3:
        raise AnalysisFailed(_FEW, _MORE)
    random = np.random.default_rng(SEED)
    origin = points.mean(axis=0)
    away = points - origin
    sample = away[random.permutation(len(away))[:MOST]]
    corners = sample[random.integers(0, len(sample), (TRIALS, 3))]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    length = np.linalg.norm(normals, axis=1)
    good = length > 1e-9 * max(float(np.abs(away).max()) ** 2, 1e-12)
    if not good.any():
        raise AnalysisFailed(_FEW, _MORE)
    normals = normals[good] / length[good, None]
    apart = np.abs(sample @ normals.T - (corners[good, 0] * normals).sum(axis=1))
    # The least median of distances belongs to the plane of most points, whatever the others do.
    best = int(np.argmin(np.median(apart, axis=0)))
    limit = slack or SLACK * max(1.4826 * float(np.median(apart[:, best])), 1e-6)
    chosen = np.abs((away - corners[good][best, 0]) @ normals[best]) <= limit
    for _ in range(3):
        middle = away[chosen].mean(axis=0)
        normal = np.linalg.svd(away[chosen] - middle, full_matrices=False)[2][-1]
        distance = (away - middle) @ normal
        limit = slack or SLACK * max(1.4826 * float(np.median(np.abs(distance[chosen]))), 1e-6)
        chosen = np.abs(distance) <= limit
        if chosen.sum() < 3:
            raise AnalysisFailed(_FEW, _MORE)
    normal = normal if normal[2] >= 0 else -normal
    dip = math.degrees(math.acos(min(float(normal[2]), 1.0)))
    level = math.hypot(float(normal[0]), float(normal[1])) < 1e-9
    azimuth = math.nan if level else math.degrees(math.atan2(normal[0], normal[1])) % 360
    error = float(np.sqrt((distance[chosen] ** 2).mean()))
    return Plane(_plain(middle + origin), _plain(normal), dip, azimuth, error, int(chosen.sum()), len(points))


def fit_cylinder(points: NDArray[np.float64], axis: NDArray[np.float64] | None = None) -> Cylinder:
    """Return the cylinder through most of the points.

    Parameters
    ----------
    points
        (n, 3) metres, of a part of its side; the more of its round they show, the better.
    axis
        (3,) direction near that of the axis; upright by default, as piers stand.

    Raises
    ------
    layers.errors.AnalysisFailed
        When they tell no cylinder.

    Notes
    -----
    The axis is given by where it passes through the plane across the first guess, and by its two slopes
    against that; all five numbers are found by least squares with a loss that hardly heeds strays.
    """
    from scipy.optimize import least_squares

    if len(points) < 6:
        raise AnalysisFailed(_FEW, _MORE)
    random = np.random.default_rng(SEED)
    origin = points.mean(axis=0)
    along = np.array([0.0, 0.0, 1.0]) if axis is None else axis / np.linalg.norm(axis)
    frame = frame_of(along)
    local = (points - origin) @ frame.T
    sample = local[random.permutation(len(local))[:MOST]]
    centre, radius = _circle(sample[:, :2], random)

    def distances(numbers: NDArray[np.float64], places: NDArray[np.float64]) -> NDArray[np.float64]:
        direction = np.array([numbers[2], numbers[3], 1.0])
        direction /= np.linalg.norm(direction)
        away = places - np.array([numbers[0], numbers[1], 0.0])
        across = away - np.outer(away @ direction, direction)
        found: NDArray[np.float64] = np.linalg.norm(across, axis=1) - numbers[4]
        return found

    guess = np.array([*centre, 0.0, 0.0, radius])
    spread = max(1.4826 * float(np.median(np.abs(distances(guess, sample)))), 1e-4)
    for _ in range(2):
        found = least_squares(distances, guess, args=(sample,), loss="cauchy", f_scale=spread)
        guess = found.x
        spread = max(1.4826 * float(np.median(np.abs(distances(guess, sample)))), 1e-6)
    kept = np.abs(distances(guess, local)) <= SLACK * spread
    if kept.sum() < 6 or not np.isfinite(guess).all() or guess[4] <= 0:
        raise AnalysisFailed(_FEW, _MORE)
    numbers = least_squares(distances, guess, args=(local[kept],)).x
    error = float(np.sqrt((distances(numbers, local[kept]) ** 2).mean()))
    direction = np.array([numbers[2], numbers[3], 1.0]) @ frame
    direction /= np.linalg.norm(direction)
    direction = direction if direction[2] >= 0 else -direction
    middle = np.array([numbers[0], numbers[1], 0.0]) @ frame + origin
    lean = math.degrees(math.acos(min(abs(float(direction[2])), 1.0)))
    return Cylinder(
        _plain(middle), _plain(direction), float(numbers[4]), lean, error, int(kept.sum()), len(points)
    )


def frame_of(along: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a turned frame (3, 3) whose last row is a direction."""
    other = np.eye(3)[int(np.argmin(np.abs(along)))]
    first = np.cross(along, other)
    first /= np.linalg.norm(first)
    return np.array([first, np.cross(along, first), along])


def _circle(flat: NDArray[np.float64], random: np.random.Generator) -> tuple[NDArray[np.float64], float]:
    """Return the circle that passes three of the points and lies nearest to most of them."""
    one, two, three = (flat[random.integers(0, len(flat), TRIALS)] for _ in range(3))
    a, b = two - one, three - one
    cross = 2 * (a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])
    good = np.abs(cross) > 1e-9
    if not good.any():
        raise AnalysisFailed(_FEW, _MORE)
    a, b, cross, one = a[good], b[good], cross[good], one[good]
    aa, bb = (a**2).sum(axis=1), (b**2).sum(axis=1)
    offset = np.column_stack([b[:, 1] * aa - a[:, 1] * bb, a[:, 0] * bb - b[:, 0] * aa]) / cross[:, None]
    centres, radii = one + offset, np.linalg.norm(offset, axis=1)
    fewer = flat[random.permutation(len(flat))[:2_000]]
    apart = np.abs(np.linalg.norm(fewer[:, None] - centres, axis=2) - radii)
    best = int(np.argmin(np.median(apart, axis=0)))
    return centres[best], float(radii[best])


def _plain(values: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(float(one) for one in values)
