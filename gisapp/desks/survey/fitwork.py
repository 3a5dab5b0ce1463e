"""A plane or a cylinder through the points of a scan around a click, or within a clicked ring."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.fitting import fit_cylinder, fit_plane, frame_of
from gisapp.desks.survey.measure import Kind
from gisapp.desks.survey.scans import places_in
from gisapp.desks.survey.slopes import slope_between
from layers.errors import AnalysisFailed
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from gisapp.desks.survey.fitting import Cylinder, Plane
    from layers.cloud import Cloud
    from layers.feedback import Feedback

MOST = 200_000
"""Points that a shape is fitted to; of more of them so many are taken by chance, from a fixed seed."""
SEED = 20_260_401
FLAT = 10.0
"""Times the extent of its points, the radius from which a cylinder cannot be told from a plane."""
ROUND = 24
"""Corners of a circle that shows where a shape lies."""
_EMPTY = QT_TRANSLATE_NOOP(CONTEXT, "指定した範囲（{radius:g} m）に点がありません。")
_EMPTY_HINT = QT_TRANSLATE_NOOP(CONTEXT, "点群の上を選ぶか、半径を大きくしてください。")
_FLAT = QT_TRANSLATE_NOOP(CONTEXT, "選んだ点はほぼ平らなため、円柱の半径が決まりません。")
_FLAT_HINT = QT_TRANSLATE_NOOP(CONTEXT, "柱や管のまるみがわかる範囲を選ぶか、「面の傾き」を使ってください。")


@dataclass(frozen=True)
class Region:
    """Which points are meant.

    Attributes
    ----------
    corners
        East, north, height in metres. One is the middle of a ball, or of a column where its height is NaN;
        two are the middle of a ball and a place on it; three and more a ring in space.
    radius
        Metres: of the ball or column around one corner; how far before and behind a ring points may lie.
    """

    corners: tuple[tuple[float, float, float], ...]
    radius: float

    @property
    def places(self) -> NDArray[np.float64]:
        """(k, 3) the corners."""
        return np.array(self.corners, dtype=np.float64)

    @property
    def reach(self) -> float:
        """Metres from a ring, or from the middle of a ball."""
        return self.radius if len(self.corners) != 2 else float(np.linalg.norm(np.diff(self.places, axis=0)))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        around = self.places[:, :2] if len(self.corners) > 2 else self.places[:1, :2]
        west, south = (around.min(axis=0) - self.reach).tolist()
        east, north = (around.max(axis=0) + self.reach).tolist()
        return west, south, east, north

    def holds(self, points: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which points (n, 3) lie in it (n,)."""
        import shapely

        places = self.places
        if len(places) < 3:
            away = points - places[0]
            away[:, 2] = np.nan_to_num(away[:, 2])  # a column holds all heights
            return np.asarray(np.linalg.norm(away, axis=1) <= self.reach)
        middle = places.mean(axis=0)
        across = frame_of(normal_of(places))
        ring, flat = (places - middle) @ across.T, (points - middle) @ across.T
        area = shapely.make_valid(shapely.Polygon(ring[:, :2]))
        inside = shapely.contains_xy(area, flat[:, 0], flat[:, 1])
        return np.asarray(inside & (np.abs(flat[:, 2]) <= self.reach))


@dataclass(frozen=True, eq=False)
class Fitted:
    """A shape that was fitted.

    Attributes
    ----------
    shape
        The plane or cylinder.
    around
        Points in the region, of which the shape knows at most :data:`MOST`.
    values
        By the names of :data:`gisapp.desks.survey.measurements.VALUES`, without those that are not known.
    outline
        (k, 3) places that show where it lies, metres: a ring on the plane, a wire along the cylinder.
    """

    shape: Plane | Cylinder
    around: int
    values: dict[str, float]
    outline: NDArray[np.float64]


def fit_work(
    cloud: Cloud, region: Region, kind: Kind, feedback: Feedback, classes: Collection[int] = ()
) -> Fitted:
    """Fit a plane or a cylinder to the points of a region.

    Parameters
    ----------
    cloud
        The cloud; noise and withheld points never count.
    region
        Which points.
    kind
        :attr:`Kind.PLANE` or :attr:`Kind.CYLINDER`.
    feedback
        Receives progress.
    classes
        ASPRS classes of the points that count, all when empty.

    Raises
    ------
    layers.errors.AnalysisFailed
        When there are no points, or they tell no such shape.
    """
    found = places_in(cloud, feedback, region.box, classes)
    points = found[region.holds(found)]
    around = len(points)
    if not around:
        where = Where(str(cloud.copc.path))
        raise AnalysisFailed(_EMPTY, _EMPTY_HINT, values={"radius": region.reach}, where=where)
    if around > MOST:
        points = points[np.random.default_rng(SEED).choice(around, MOST, replace=False)]
    feedback.step()
    if kind is Kind.PLANE:
        plane = fit_plane(points)
        return Fitted(plane, around, _plane_values(plane), _ring(plane, region))
    cylinder = _cylinder(points)
    return Fitted(cylinder, around, _cylinder_values(cylinder), _wire(cylinder, points))


def _cylinder(points: NDArray[np.float64]) -> Cylinder:
    """Return the better of a cylinder that stands and one along the longest extent of the points."""
    away = points - points.mean(axis=0)
    longest = np.linalg.svd(away, full_matrices=False)[2][0]
    found: list[Cylinder] = []
    failed: AnalysisFailed | None = None
    for axis in (np.array([0.0, 0.0, 1.0]), longest):
        try:
            found.append(fit_cylinder(points, axis))
        except AnalysisFailed as error:
            failed = error
    if failed is not None and not found:
        raise failed
    # A wrong axis leaves most points out, or lies far from them.
    best = min(found, key=lambda one: one.error * one.points / one.used)
    if best.radius > FLAT * float(np.ptp(points, axis=0).max()):
        raise AnalysisFailed(_FLAT, _FLAT_HINT)
    return best


def _plane_values(plane: Plane) -> dict[str, float]:
    tilt = math.radians(plane.dip)
    slope = slope_between(math.cos(tilt), math.sin(tilt))
    return _known(
        {
            "degrees": plane.dip,
            "percent": slope.percent,
            "ratio": slope.ratio,
            "lean": plane.lean,
            "azimuth": plane.azimuth,
            **_common(plane),
        }
    )


def _cylinder_values(cylinder: Cylinder) -> dict[str, float]:
    east, north, _ = cylinder.axis
    upright = math.hypot(east, north) < 1e-9
    return _known(
        {
            "cylinder_radius": cylinder.radius,
            "diameter": 2 * cylinder.radius,
            "lean": cylinder.lean,
            "toward": math.nan if upright else math.degrees(math.atan2(east, north)) % 360,
            **_common(cylinder),
        }
    )


def _common(shape: Plane | Cylinder) -> dict[str, float]:
    place = dict(zip(("east", "north", "height"), shape.middle, strict=True))
    return {"residual": shape.error, "used": shape.used, "tried": shape.points, **place}


def _known(values: dict[str, float]) -> dict[str, float]:
    return {name: value for name, value in values.items() if math.isfinite(value)}


def normal_of(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the normal (3,) of a ring (k, 3) in space, of length one (Newell's method); up for none."""
    away = ring - ring.mean(axis=0)
    vector = np.cross(away, np.roll(away, -1, axis=0)).sum(axis=0)
    length = float(np.linalg.norm(vector))
    return np.array([0.0, 0.0, 1.0]) if length == 0 else np.asarray(vector / length)


def _ring(plane: Plane, region: Region) -> NDArray[np.float64]:
    """Return the corners of a region on a plane: those of the ring, or a circle around the middle."""
    normal, middle = np.array(plane.normal), np.array(plane.middle)
    places = region.places
    if len(places) < 3:
        centre = np.where(np.isnan(places[0]), middle, places[0])
        first, second, _ = frame_of(normal)
        turn = np.linspace(0, 2 * np.pi, ROUND, endpoint=False)[:, None]
        places = centre + region.reach * (np.cos(turn) * first + np.sin(turn) * second)
    return np.asarray(places - np.outer((places - middle) @ normal, normal))


def _wire(cylinder: Cylinder, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a circle at one end of a cylinder, the way along it, and a circle at the other end."""
    axis, middle = np.array(cylinder.axis), np.array(cylinder.middle)
    away = points - middle
    along = away @ axis
    beside = np.linalg.norm(away - np.outer(along, axis), axis=1)
    own = along[np.abs(beside - cylinder.radius) <= max(3 * cylinder.error, 1e-3)]
    low, high = np.percentile(own if len(own) else along, [2, 98]).tolist()
    first, second, _ = frame_of(axis)
    turn = np.linspace(0, 2 * np.pi, ROUND + 1)[:, None]
    circle = middle + cylinder.radius * (np.cos(turn) * first + np.sin(turn) * second)
    return np.vstack([circle + low * axis, circle + high * axis])
