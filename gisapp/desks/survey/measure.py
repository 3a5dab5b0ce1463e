"""What is measured between points that were clicked: lengths, areas, angles, slopes, the radius of a curve.

Everything is worked out in metres of the plane rectangular system, as the map shows it: level distances are
distances on that plane, whose scale is 0.9999 at the meridian of the zone (一般に図上の距離).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.slopes import slope_between
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SAME = QT_TRANSLATE_NOOP(CONTEXT, "同じ点が続いているため、測れません。")
_SAME_HINT = QT_TRANSLATE_NOOP(CONTEXT, "離れた点をクリックしてください。")
_CROSSING = QT_TRANSLATE_NOOP(CONTEXT, "区域の辺が互いに交わっているため、面積が決まりません。")
_CROSSING_HINT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "区域の角を、外側をまわる順にクリックしてください。木や電線の点を拾っていないかも確かめてください。",
)
_STRAIGHT = QT_TRANSLATE_NOOP(CONTEXT, "点が一直線に並んでいるため、曲線の半径が決まりません。")
_STRAIGHT_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "曲がりがわかるように、始まり・中ほど・終わりの点をクリックしてください。"
)
STRAIGHT = 1e5
"""Metres of a radius from which a curve is no curve."""


class Kind(StrEnum):
    """What is measured."""

    POINT = "point"
    DISTANCE = "distance"
    PATH = "path"
    AREA = "area"
    ANGLE = "angle"
    SLOPE = "slope"
    RADIUS = "radius"
    PLANE = "plane"
    CYLINDER = "cylinder"


FITTED = frozenset({Kind.PLANE, Kind.CYLINDER})
"""Kinds that points of a scan tell, not the corners that were clicked (:mod:`.fitwork`)."""


@dataclass(frozen=True)
class Corners:
    """How many points a kind takes.

    Attributes
    ----------
    least, most
        Points; `most` is 0 where there may be any number.
    """

    least: int
    most: int = 0


CORNERS = {
    Kind.POINT: Corners(1, 1),
    Kind.DISTANCE: Corners(2, 2),
    Kind.PATH: Corners(2),
    Kind.AREA: Corners(3),
    Kind.ANGLE: Corners(3, 3),
    Kind.SLOPE: Corners(2, 2),
    Kind.RADIUS: Corners(3),
    Kind.PLANE: Corners(1),
    Kind.CYLINDER: Corners(1),
}


def measured(kind: Kind, corners: NDArray[np.float64]) -> dict[str, float]:
    """Return what is measured, by name.

    Parameters
    ----------
    kind
        What is wanted.
    corners
        (n, 3) east, north, height in metres.

    Returns
    -------
    dict
        In metres, square metres, degrees and per cent: ``east north height``; ``length`` along the slope,
        ``level`` its length on the plane, ``rise`` of its end over its beginning; ``percent degrees ratio``
        of a slope (n of 「1:n」, left out where it is level); ``area`` in its own plane, ``plan`` on the map,
        ``perimeter``; ``angle`` in space and ``plan_angle`` on the map; ``radius`` on the map, ``residual``
        (root mean square of the distances from the circle) and the ``arc`` along it.

    Raises
    ------
    layers.errors.AnalysisFailed
        When the points say nothing, because they coincide or lie on one line.
    ValueError
        When there are too few points, or the kind is one of :data:`FITTED`.
    """
    corners = np.asarray(corners, dtype=np.float64)
    if len(corners) < CORNERS[kind].least or kind in FITTED:
        raise ValueError(f"{kind} of {len(corners)} points")
    if (np.linalg.norm(np.diff(corners, axis=0), axis=1) == 0).any():
        raise AnalysisFailed(_SAME, _SAME_HINT)
    match kind:
        case Kind.POINT:
            return dict(zip(("east", "north", "height"), corners[0].tolist(), strict=True))
        case Kind.DISTANCE | Kind.SLOPE:
            return {**_along(corners), **_slope(corners[1] - corners[0])}
        case Kind.PATH:
            return _along(corners)
        case Kind.AREA:
            return _area(corners)
        case Kind.ANGLE:
            first, second = corners[0] - corners[1], corners[2] - corners[1]
            return {"angle": _between(first, second), "plan_angle": _between(first[:2], second[:2])}
        case _:
            return _curve(corners)


def _along(corners: NDArray[np.float64]) -> dict[str, float]:
    steps = np.diff(corners, axis=0)
    return {
        "length": float(np.linalg.norm(steps, axis=1).sum()),
        "level": float(np.hypot(steps[:, 0], steps[:, 1]).sum()),
        "rise": float(corners[-1, 2] - corners[0, 2]),
    }


def _slope(step: NDArray[np.float64]) -> dict[str, float]:
    slope = slope_between(float(np.hypot(step[0], step[1])), float(step[2]))
    found = {"percent": slope.percent, "degrees": slope.degrees, "ratio": slope.ratio}
    return {name: value for name, value in found.items() if math.isfinite(value)}


def _area(corners: NDArray[np.float64]) -> dict[str, float]:
    """Measure a ring: its area in its own plane is the length of its vector area (Newell's method)."""
    away = corners - corners.mean(axis=0)
    vector = np.cross(away, np.roll(away, -1, axis=0)).sum(axis=0) / 2
    area = float(np.linalg.norm(vector))
    if area == 0.0 or _crosses(away, vector / area):
        raise AnalysisFailed(_CROSSING, _CROSSING_HINT)
    ring = np.vstack([corners, corners[:1]])
    tilt = slope_between(abs(float(vector[2])), float(np.hypot(vector[0], vector[1])))
    found = {
        "area": area,
        "plan": abs(float(vector[2])),
        "perimeter": _along(ring)["length"],
        "percent": tilt.percent,
        "degrees": tilt.degrees,
        "ratio": tilt.ratio,
    }
    return {name: value for name, value in found.items() if math.isfinite(value)}


def _crosses(away: NDArray[np.float64], normal: NDArray[np.float64]) -> bool:
    """Say whether a ring around the origin crosses itself, seen along its normal (length one)."""
    import shapely

    aside = np.cross(normal, np.eye(3)[np.argmin(np.abs(normal))])
    aside /= np.linalg.norm(aside)
    flat = np.column_stack([away @ aside, away @ np.cross(normal, aside)])
    return not shapely.LinearRing(flat).is_simple


def _between(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Return the angle between two directions in degrees, exact also where it is small (Kahan 2006)."""
    one, other = first * np.linalg.norm(second), second * np.linalg.norm(first)
    if not one.any() or not other.any():  # straight above each other: no angle on the map
        return math.nan
    return math.degrees(
        2 * math.atan2(float(np.linalg.norm(one - other)), float(np.linalg.norm(one + other)))
    )


def _curve(corners: NDArray[np.float64]) -> dict[str, float]:
    """Fit a circle on the map: by linear least squares (Coope 1993), then to the distances themselves."""
    from scipy.optimize import least_squares

    plan = corners[:, :2]
    middle = plan.mean(axis=0)
    away = plan - middle
    left = np.column_stack([2 * away, np.ones(len(away))])
    if np.linalg.matrix_rank(left) < 3:
        raise AnalysisFailed(_STRAIGHT, _STRAIGHT_HINT)
    east, north, rest = np.linalg.lstsq(left, (away**2).sum(axis=1), rcond=None)[0].tolist()
    begin = np.array([east, north, math.sqrt(max(rest + east**2 + north**2, 0.0))])
    fitted = least_squares(lambda one: np.hypot(*(away - one[:2]).T) - one[2], begin).x
    radius = float(fitted[2])
    if not 0.0 < radius < STRAIGHT:
        raise AnalysisFailed(_STRAIGHT, _STRAIGHT_HINT)
    rays = away - fitted[:2]
    off = np.hypot(rays[:, 0], rays[:, 1]) - radius
    turn = np.unwrap(np.arctan2(rays[:, 1], rays[:, 0]))
    return {
        "radius": radius,
        "residual": float(np.sqrt((off**2).mean())),
        "arc": float(abs(turn[-1] - turn[0]) * radius),
        "east": float(fitted[0] + middle[0]),
        "north": float(fitted[1] + middle[1]),
    }
