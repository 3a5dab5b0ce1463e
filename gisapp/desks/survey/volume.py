"""Volumes between a scan's surface and a level, a plane, a rim, another surface or another flight.

By grid the difference of each cell counts with the part of it that lies in the area; by triangles every prism
is cut exactly where the surface passes through the other one. How far the volume may be off comes from the
scatter of the points and from how accurate the survey is; where nobody states this, that part is unknown.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.change import CONFIDENCE, Volume, standard_error
from gisapp.desks.survey.rasters import REACH, heights_of, triangles_of
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from shapely import Polygon

    from gisapp.desks.survey.surfaces import Frame, Surface

    Heights = Callable[[NDArray[np.float64]], NDArray[np.float64]]

_NOT_ROUND = QT_TRANSLATE_NOOP(CONTEXT, "範囲の線が交わっているか、面積がありません。")
_IN_ORDER = QT_TRANSLATE_NOOP(CONTEXT, "角の点を、範囲を一周する順に指定してください。")
_NO_RIM = QT_TRANSLATE_NOOP(CONTEXT, "範囲の縁に点がないため、周りの地面から基準の面を作れません。")
_OTHER_BASE = QT_TRANSLATE_NOOP(CONTEXT, "範囲を少し広げるか、基準の高さや面を指定してください。")
_NO_PLANE = QT_TRANSLATE_NOOP(CONTEXT, "基準の面を決められません。指定した点が一直線に並んでいます。")
_THREE = QT_TRANSLATE_NOOP(CONTEXT, "一直線に並ばない 3 点以上を指定してください。")


@dataclass(frozen=True, eq=False)
class Told:
    """What lies between two surfaces.

    Attributes
    ----------
    area
        Square metres that were asked for.
    covered
        Share of it where both surfaces are known; the rest counts as nothing and is no zero.
    volume
        Cut and fill, all of them.
    beyond
        Cut and fill of what is beyond the level of detection only; None by triangles.
    detection
        Metres, the level of detection of the middle cell; NaN where nobody knows.
    uncertainty
        Cubic metres by which the net volume may be wrong, 95 %: by the scatter of the points and by
        `accuracy` as far as it was told.
    accuracy
        Metres, standard deviation of the two surveys against each other; None where nobody stated one.
    """

    area: float
    covered: float
    volume: Volume
    beyond: Volume | None
    detection: float
    uncertainty: float
    accuracy: float | None


def area_of(corners: tuple[tuple[float, float], ...]) -> Polygon:
    """Return the area within corners.

    Raises
    ------
    layers.errors.AnalysisFailed
        When their line crosses itself.
    """
    from shapely import Polygon

    area = Polygon(corners)
    if not area.is_valid or area.area <= 0:
        raise AnalysisFailed(_NOT_ROUND, _IN_ORDER)
    return area


def level(height: float) -> Heights:
    """Return a level surface at a height, metres."""
    return lambda places: np.full(len(places), height)


def plane(points: NDArray[np.float64]) -> Heights:
    """Return the plane nearest in height to points (n, 3).

    Raises
    ------
    layers.errors.AnalysisFailed
        When they lie on one line.
    """
    origin = points.mean(axis=0)
    away = points - origin
    design = np.column_stack([away[:, 0], away[:, 1], np.ones(len(points))])
    if np.linalg.matrix_rank(design, tol=1e-6 * max(np.abs(away).max(), 1.0)) < 3:
        raise AnalysisFailed(_NO_PLANE, _THREE)
    slope = np.linalg.lstsq(design, away[:, 2], rcond=None)[0]

    def heights(places: NDArray[np.float64]) -> NDArray[np.float64]:
        flat: NDArray[np.float64] = (places[:, :2] - origin[:2]) @ slope[:2] + slope[2] + origin[2]
        return flat

    return heights


def rim(surface: Surface, area: Polygon) -> Heights:
    """Return the triangles between points of the surface along the rim of an area: the ground below a heap.

    Raises
    ------
    layers.errors.AnalysisFailed
        When the rim has no heights.
    """
    places = along(area, surface.frame.cell)
    heights = at(surface, places)
    known = np.isfinite(heights)
    if known.sum() < 3:
        raise AnalysisFailed(_NO_RIM, _OTHER_BASE)
    net = np.column_stack([places[known], heights[known]])
    return lambda asked: heights_of(net, asked, math.inf)


def along(area: Polygon, step: float) -> NDArray[np.float64]:
    """Return places (n, 2) on the rim of an area, its corners among them, at most a step apart."""
    import shapely

    dense = shapely.segmentize(area.exterior, step)
    return np.asarray(shapely.get_coordinates(dense)[:-1], dtype=np.float64)


def at(surface: Surface, places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the heights (n,) of a surface at places (n, 2), on triangles between its middles."""
    known = np.isfinite(surface.height)
    east, north = np.meshgrid(*surface.frame.middles)
    net = np.column_stack([east[known], north[known], surface.height[known]])
    low, high = places.min(axis=0), places.max(axis=0)
    reach = max(REACH, 3 * surface.frame.cell)
    near = ((net[:, :2] >= low - reach) & (net[:, :2] <= high + reach)).all(axis=1)
    return heights_of(net[near], places, reach)


def shares(frame: Frame, area: Polygon | None) -> NDArray[np.float64]:
    """Return the part (r, c) of each cell that lies in an area, all of it where there is none."""
    import shapely
    from scipy import ndimage

    if area is None:
        return np.ones((frame.rows, frame.columns))
    east, north = np.meshgrid(*frame.middles)
    found = shapely.contains_xy(area, east, north).astype(np.float64)
    line = shapely.get_coordinates(shapely.segmentize(area.boundary, frame.cell / 2))
    place = np.floor((line - (frame.west, frame.south)) / frame.cell).astype(np.int64)
    inside = ((place >= 0) & (place < (frame.columns, frame.rows))).all(axis=1)
    near = np.zeros(found.shape, dtype=bool)
    near[place[inside, 1], place[inside, 0]] = True
    row, column = np.nonzero(ndimage.binary_dilation(near, np.ones((3, 3))))
    west, south = frame.west + column * frame.cell, frame.south + row * frame.cell
    cells = shapely.box(west, south, west + frame.cell, south + frame.cell)
    found[row, column] = shapely.area(shapely.intersection(cells, area)) / frame.cell**2
    return found


def by_grid(
    surface: Surface,
    other: NDArray[np.float64],
    part: NDArray[np.float64],
    *,
    other_error: NDArray[np.float64] | float = 0.0,
    accuracy: float | None = None,
) -> Told:
    """Return what lies between a surface and another one, cell by cell.

    Parameters
    ----------
    surface
        The surface.
    other
        (r, c) heights of the other one, metres; NaN where it is unknown.
    part
        (r, c) part of each cell that counts (see :func:`shares`).
    other_error
        (r, c) squared standard error of the other one, square metres.
    accuracy
        Metres, standard deviation of the two surveys against each other.
    """
    cell = surface.frame.cell**2
    difference = surface.height - other
    error = standard_error(surface) + other_error
    known = np.isfinite(difference) & (part > 0)
    scatter = np.where(np.isfinite(error), error, np.nan)
    detection = CONFIDENCE * np.sqrt(scatter + (accuracy or 0.0) ** 2)
    heights = np.where(known, difference, 0.0) * part * cell
    told = known & (np.abs(difference) > np.nan_to_num(detection, nan=np.inf))
    area = float(part.sum()) * cell
    own = float(np.sqrt((np.nan_to_num(scatter) * part**2)[known].sum())) * cell
    shared = (accuracy or 0.0) * float(part[known].sum()) * cell
    some = known & np.isfinite(detection)
    return Told(
        area,
        float(part[known].sum()) * cell / area if area else 0.0,
        _split(heights),
        _split(np.where(told, heights, 0.0)),
        float(np.median(detection[some])) if some.any() else math.nan,
        CONFIDENCE * math.hypot(own, shared),
        accuracy,
    )


def _split(heights: NDArray[np.float64]) -> Volume:
    return Volume(float(heights[heights < 0].sum()), float(heights[heights > 0].sum()))


def by_triangles(
    places: NDArray[np.float64],
    heights: Heights,
    area: Polygon | None,
    *,
    error: NDArray[np.float64] | None = None,
    spacing: float = 0.5,
    reach: float = REACH,
    accuracy: float | None = None,
) -> Told:
    """Return what lies between the triangles of points and another surface.

    Parameters
    ----------
    places
        (n, 3) corners of the triangles, metres.
    heights
        Gives the heights of the other surface at places (m, 2), NaN where it is unknown.
    area
        Where it counts; None for all triangles.
    error
        (n,) squared standard error of the heights, square metres; none without it.
    spacing
        Metres between corners that are put on the rim of the area.
    reach
        Metres of the longest side of a triangle.
    accuracy
        Metres, standard deviation of the two surveys against each other.
    """
    import shapely

    error = np.zeros(len(places)) if error is None else np.nan_to_num(error)
    if area is not None:
        edge = along(area, spacing)
        on_edge = heights_of(places, edge, reach)
        inside = shapely.contains_xy(area, places[:, 0], places[:, 1])
        # A corner hard by the rim would only make slivers.
        inside &= shapely.distance(area.boundary, shapely.points(places[:, :2])) > spacing / 20
        known = np.isfinite(on_edge)
        middle = float(np.median(error)) if len(error) else 0.0
        places = np.vstack([places[inside], np.column_stack([edge, on_edge])[known]])
        error = np.concatenate([error[inside], np.full(int(known.sum()), middle)])
    corners = triangles_of(places, reach)
    if area is not None and len(corners):
        middles = places[corners, :2].mean(axis=1)
        corners = corners[shapely.contains_xy(area, middles[:, 0], middles[:, 1])]
    difference = places[:, 2] - heights(places[:, :2])
    corners = corners[np.isfinite(difference[corners]).all(axis=1)]
    first, second, third = (places[corners[:, n], :2] for n in range(3))
    one, two = second - first, third - first
    size = np.abs(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]) / 2
    volume = prisms(size, difference[corners])
    whole = float(area.area) if area is not None else float(size.sum())
    weight = np.bincount(corners.ravel(), np.repeat(size / 3, 3), len(places))
    own = float(np.sqrt((weight**2 * error).sum()))
    shared = (accuracy or 0.0) * float(size.sum())
    return Told(
        whole,
        min(float(size.sum()) / whole, 1.0) if whole else 0.0,
        volume,
        None,
        math.nan,
        CONFIDENCE * math.hypot(own, shared),
        accuracy,
    )


def prisms(size: NDArray[np.float64], difference: NDArray[np.float64]) -> Volume:
    """Return cut and fill of prisms, each cut exactly where its top passes through zero.

    Parameters
    ----------
    size
        (m,) areas of the triangles, square metres.
    difference
        (m, 3) heights of their corners above the other surface, metres.

    Notes
    -----
    Where one corner is alone on its side, it and the two places where the sides pass through zero make a
    triangle of d²/((d - a)(d - b)) of the area, and a pyramid of a third of its area times d.
    """
    ordered = np.sort(difference, axis=1)
    low, middle, high = ordered.T
    total = size * difference.mean(axis=1)
    lonely = np.where(middle > 0, low, high)
    others = np.where((middle > 0)[:, None], ordered[:, 1:], ordered[:, :2])
    mixed = (low < 0) & (high > 0)
    product = np.where(mixed[:, None], lonely[:, None] - others, 1.0).prod(axis=1)
    alone = np.where(mixed, size * lonely**3 / product / 3, 0.0)
    cut = np.where(mixed, np.where(lonely < 0, alone, total - alone), np.minimum(total, 0.0))
    fill = np.where(mixed, np.where(lonely > 0, alone, total - alone), np.maximum(total, 0.0))
    return Volume(float(cut.sum()), float(fill.sum()))
