"""A cut through a street: the ground, the level of the water, and buildings with their floors."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.paper.document import Drawing, Stroke, Words
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable

    import shapely
    from numpy.typing import ArrayLike, NDArray

    from gisapp.desks.hazard.study import Study
    from gisapp.desks.hazard.water import Water

LONG = 160.0
"""Metres of a cut through a building: it and its neighbours across the street."""
STEPS = 400
"""Places along a cut."""
STOREY = 3.0
"""Metres of a storey where only their number is known, as in :mod:`gisapp.desks.hazard.refuge`."""
FLOOR = 0.5
"""Metres of the first floor over the ground: what the legend of depths says (0.5 m = 1階床高)."""
_NO_GROUND = QT_TRANSLATE_NOOP(CONTEXT, "この線の上では地盤の高さが分からないため、断面を作れません。")
_LOAD = QT_TRANSLATE_NOOP(CONTEXT, "地形のデータを読み込んでください。")


@dataclass(frozen=True, eq=False)
class Cut:
    """A cut.

    Attributes
    ----------
    along
        (n,) metres from its begin.
    ground, level
        (n,) metres above the datum; the level is NaN where it is dry.
    houses
        (k, 5) begin and end along the cut, height of the ground, of the top, and storeys (NaN where unknown).
    middle
        Metres along the cut at which the building stands that it is about, NaN for none.
    """

    along: NDArray[np.float64]
    ground: NDArray[np.float64]
    level: NDArray[np.float64]
    houses: NDArray[np.float64]
    middle: float = math.nan


def section_through(study: Study, shape: shapely.Geometry, water: Water | None = None) -> Cut:
    """Return a cut through a building, across its longer side, as long as :data:`LONG`.

    Raises
    ------
    layers.errors.AnalysisFailed
        When nobody knows how high the ground is.
    """
    import shapely as geometry

    box = geometry.get_coordinates(geometry.oriented_envelope(shape))
    sides = np.diff(box[:3], axis=0)
    short = sides[np.argmin(np.hypot(*sides.T))]
    way = short / max(float(np.hypot(*short)), 1e-9)
    point = geometry.get_coordinates(geometry.point_on_surface(shape))[0]
    line = np.array([point - way * LONG / 2, point + way * LONG / 2])
    return section(study, line, water, middle=LONG / 2)


def section(
    study: Study, line: NDArray[np.float64], water: Water | None = None, *, middle: float = math.nan
) -> Cut:
    """Return a cut along a line.

    Parameters
    ----------
    study
        Ground, water and buildings.
    line
        (2, 2) begin and end, metres.
    water
        Another water than that of the study.
    middle
        Metres along the line at which the building stands that it is about.

    Raises
    ------
    layers.errors.AnalysisFailed
        When nobody knows how high the ground is anywhere on the line.
    """
    import shapely

    from layers.heights import heights_of

    begin, end = line
    length = float(np.hypot(*(end - begin)))
    along = np.linspace(0.0, length, STEPS)
    points = begin + np.outer(along / length, end - begin)
    ground = heights_of(study.project).height_at(points[:, 0], points[:, 1])
    if not np.isfinite(ground).any():
        raise AnalysisFailed(_NO_GROUND, _LOAD)
    wet = water or study.water
    level = np.full(len(along), np.nan) if wet is None else wet.level_at(points)
    level = np.where(level > ground, level, np.nan)
    targets = study.answers.targets
    rows = targets.footprints.rows
    path = shapely.LineString(line)
    near = rows[shapely.intersects(targets.footprints.shapes[rows], path)]
    pieces, owner = shapely.get_parts(
        shapely.intersection(targets.footprints.shapes[near], path), return_index=True
    )
    ends = np.sort(
        np.column_stack(
            [
                shapely.line_locate_point(path, shapely.get_point(pieces, 0)),
                shapely.line_locate_point(path, shapely.get_point(pieces, -1)),
            ]
        ),
        axis=1,
    )
    here = near[owner]
    foot, storeys = targets.ground[here], targets.storeys[here]
    foot = np.where(np.isfinite(foot), foot, np.interp(ends.mean(axis=1), along, ground))
    top = foot + np.where(np.isfinite(storeys), storeys, 1.0) * STOREY
    houses = np.column_stack([ends, foot, top, storeys])
    kept = np.isfinite(houses[:, :4]).all(axis=1) & (houses[:, 1] > houses[:, 0])
    return Cut(along, np.asarray(ground), level, houses[kept], middle)


WATER, EARTH, HOUSE, OWN, INK = "#9cc9ea", "#d8cfc0", "#f4f2ec", "#f7e1a8", "#3a3f45"
FIRST = "#a05a00"
"""The line of the first floor."""
STRIDES = (20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 5000.0, 100_000.0)
MOST_MARKS = 8
"""Metres between the marks along a cut, and how many there may be."""
LEFT, BOTTOM, TOP = 14.0, 7.0, 5.0
"""Millimetres of the margins: heights at the left, lengths below."""


def drawn(cut: Cut, width: float, height: float) -> Drawing:
    """Return a cut as a drawing.

    Parameters
    ----------
    cut
        The cut.
    width, height
        Millimetres of the drawing.
    """
    low = float(np.nanmin(cut.ground)) - 1.0
    tops = [float(np.nanmax(cut.ground)), *cut.houses[:, 3].tolist()]
    if np.isfinite(cut.level).any():
        tops.append(float(np.nanmax(cut.level)))
    high = max(tops) + 1.0
    length = float(cut.along[-1])
    across, up = (width - LEFT - 2.0) / length, (height - BOTTOM - TOP) / (high - low)

    def at(along: ArrayLike, level: ArrayLike) -> NDArray[np.float64]:
        x = LEFT + np.atleast_1d(np.asarray(along, float)) * across
        y = height - BOTTOM - (np.atleast_1d(np.asarray(level, float)) - low) * up
        return np.column_stack(np.broadcast_arrays(x, y))

    strokes: list[Stroke] = []
    words: list[Words] = []
    for first, last in _runs(np.isfinite(cut.level)):
        part = slice(first, last + 1)
        ring = np.concatenate(
            [at(cut.along[part], cut.level[part]), at(cut.along[part], cut.ground[part])[::-1]]
        )
        strokes.append(Stroke(_pairs(ring), fill=WATER))
    for begin, end, foot, top, storeys in cut.houses.tolist():
        own = begin <= cut.middle <= end
        ring = np.concatenate([at([begin, end], [foot, foot]), at([end, begin], [top, top])])
        strokes.append(Stroke(_pairs(ring), OWN if own else HOUSE, INK, 0.5 if own else 0.25))
        count = 1 if math.isnan(storeys) else int(storeys)
        floors = (_pairs(at([begin, end], foot + floor * STOREY)) for floor in range(1, count))
        strokes += [Stroke(one, line=INK, width=0.12) for one in floors]
        dashes = _pairs(at([begin, end], foot + FLOOR))
        strokes.append(Stroke(dashes, line=FIRST, width=0.15, dashed=True))
        if (end - begin) * across > 7:
            said = "階数 未確認" if math.isnan(storeys) else f"{count}階建"
            place = at((begin + end) / 2, top)[0]
            words.append(Words(said, float(place[0]), float(place[1]) - 2.0))
    # The surface is drawn over the buildings, so that it is seen at which floor it stands.
    for first, last in _runs(np.isfinite(cut.level)):
        part = slice(first, last + 1)
        strokes.append(Stroke(_pairs(at(cut.along[part], cut.level[part])), line="#1f6fb5", width=0.5))
    known = np.isfinite(cut.ground)
    earth = np.concatenate([at(cut.along[known], cut.ground[known]), at([length, 0.0], [low, low])])
    strokes.append(Stroke(_pairs(earth), EARTH, INK, 0.35))
    _axes(strokes, words, at, (low, high, length))
    return Drawing(_caption(cut), width, height, tuple(strokes), tuple(words))


def _caption(cut: Cut) -> str:
    """Return what the lines mean, and the figures at the building that the cut is about."""
    said = "単位 m。破線は1階の床の高さの目安（地盤から 0.5 m）。"
    if math.isnan(cut.middle):
        return said
    place = int(np.argmin(np.abs(cut.along - cut.middle)))
    level, ground = float(cut.level[place]), float(cut.ground[place])
    if math.isnan(level):
        return f"{said}この建物の所に水は来ません（地盤 {ground:.1f} m）。"
    return f"{said}この建物の所の水位 {level:.1f} m、地盤 {ground:.1f} m、深さ {level - ground:.1f} m。"


def _axes(
    strokes: list[Stroke],
    words: list[Words],
    at: Callable[[ArrayLike, ArrayLike], NDArray[np.float64]],
    ends: tuple[float, float, float],
) -> None:
    """Add heights at the left and lengths below."""
    low, high, length = ends
    step = next(one for one in (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0) if (high - low) / one <= 7)
    for level in np.arange(math.ceil(low / step) * step, high, step).tolist():
        x, y = at(0.0, level)[0].tolist()
        strokes.append(Stroke(((x - 1.2, y), (x, y)), line=INK, width=0.15))
        words.append(Words(f"{level:g} m", x - 6.5, y))
    for metres in np.arange(
        0.0, length + 1, next(one for one in STRIDES if length / one <= MOST_MARKS)
    ).tolist():
        x, y = at(metres, low)[0].tolist()
        strokes.append(Stroke(((x, y), (x, y + 1.2)), line=INK, width=0.15))
        words.append(Words(f"{metres:g}", x, y + 3.2))


def _runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return first and last place of each run of at least two."""
    edges = np.diff(np.concatenate([[False], mask, [False]]).astype(int))
    begins, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) - 1
    return [(a, b) for a, b in zip(begins.tolist(), ends.tolist(), strict=True) if b > a]


def _pairs(points: NDArray[np.float64]) -> tuple[tuple[float, float], ...]:
    return tuple((x, y) for x, y in np.round(points, 3).tolist())
