"""Edits of boundaries that areas share: what one gains its neighbour loses, and nothing opens between them.

Every edit is a function from the areas around a place (:mod:`gisapp.desks.areas.patches`) to those that
change. It takes some milliseconds however large the city is, since nobody else is looked at. What would cross
another boundary, cross itself or leave an area empty is refused with one sentence.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gisapp.desks.areas.arcs import BESIDE, GRID, NOBODY, arcs_of
from gisapp.desks.areas.faces import faces_between, plain
from gisapp.desks.areas.patches import (
    NOTHING_TAKEN,
    NOTHING_TAKEN_HINT,
    Edited,
    EditRefused,
    Patch,
    checked,
    finished,
)
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from gisapp.desks.areas.arcs import Arcs

    Points = NDArray[np.float64]
    Shapes = NDArray[np.object_]

NO_CORNER = QT_TRANSLATE_NOOP(CONTEXT, "そこに境界の点がありません。")
NO_CORNER_HINT = QT_TRANSLATE_NOOP(CONTEXT, "境界の点に重なる所をクリックしてください。")
NO_LINE = QT_TRANSLATE_NOOP(CONTEXT, "そこに区域の境界がありません。")
NO_LINE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "境界の線の上をクリックしてください。")
IS_NODE = QT_TRANSLATE_NOOP(CONTEXT, "3本以上の境界が集まる点は削除できません。")
IS_NODE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "点を動かすか、境界を線で引き直してください。")
IS_CORNER = QT_TRANSLATE_NOOP(CONTEXT, "そこにはもう境界の点があります。")
IS_CORNER_HINT = QT_TRANSLATE_NOOP(CONTEXT, "その点をドラッグして動かしてください。")
LINE_CROSSES = QT_TRANSLATE_NOOP(CONTEXT, "引いた線が自分自身と交わっています。")
LINE_CROSSES_HINT = QT_TRANSLATE_NOOP(CONTEXT, "交わらないように引き直してください。")
NOT_TWICE = QT_TRANSLATE_NOOP(CONTEXT, "引いた線が1本の境界と2か所で交わっていません。")
NOT_TWICE_HINT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "2つの区域の間の境界から始め、同じ境界の上で終わるように引いてください。"
    "3つの区域が集まる点をまたぐときは、その点で分けて引きます。",
)
NOT_CUT = QT_TRANSLATE_NOOP(CONTEXT, "引いた線が「{name}」を2つに分けていません。")
NOT_CUT_HINT = QT_TRANSLATE_NOOP(CONTEXT, "区域の外から外まで、1回だけ横切る線を引いてください。")
NOT_TWO = QT_TRANSLATE_NOOP(CONTEXT, "統合する区域が2つ以上ありません。")
NOT_TWO_HINT = QT_TRANSLATE_NOOP(CONTEXT, "地図か一覧で、統合する区域を選んでください。")


# ---------------------------------------------------------------- corners


def moved(patch: Patch, start: ArrayLike, end: ArrayLike) -> Edited:
    """Move a corner, and with it every boundary that has it.

    Parameters
    ----------
    patch
        The areas around.
    start, end
        (2,) metres: where the corner is, and where it shall be.

    Raises
    ------
    EditRefused
        When there is no corner, or boundaries would cross.
    """
    arcs = arcs_of(patch.shapes)
    corner = _corner(arcs, start)
    points = arcs.points.copy()
    points[(points == corner).all(axis=1)] = _rounded(end)
    return finished(patch, arcs, replace(arcs, points=points))


def inserted(patch: Patch, place: ArrayLike, reach: float = 1.0) -> Edited:
    """Put a corner into the boundary next to a place (2,), at most `reach` metres away, where it is nearest.

    Raises
    ------
    EditRefused
        When there is no boundary so near, or a corner is there already.
    """
    arcs = arcs_of(patch.shapes)
    arc, at = _nearest(arcs, place, reach)
    line = arcs.line(arc)
    along = shapely.line_locate_point(shapely.LineString(line), shapely.Point(at))
    corner = _rounded(at)
    if (np.hypot(*(line - corner).T) <= BESIDE).any():
        raise EditRefused(IS_CORNER, IS_CORNER_HINT)
    before = int(np.searchsorted(_distances(line), along))
    return finished(patch, arcs, arcs.replaced({arc: np.insert(line, before, corner, axis=0)}))


def deleted(patch: Patch, place: ArrayLike) -> Edited:
    """Take a corner out of the boundaries that have it.

    Raises
    ------
    EditRefused
        When there is none at that place (2,), more than two boundaries meet there, or an area would be gone.
    """
    arcs = arcs_of(patch.shapes)
    corner = _corner(arcs, place)
    at = np.flatnonzero((arcs.points == corner).all(axis=1))
    arc = int(np.searchsorted(arcs.offsets, at[0], side="right")) - 1
    line = arcs.line(arc)
    if len(at) == 1:
        left = line[(line != corner).any(axis=1)]
    elif len(at) == 2 and _is_loop(arcs, arc) and _is_free(arcs, arc):
        left = np.vstack([line[1:-1], line[1:2]])
    else:
        raise EditRefused(IS_NODE, IS_NODE_HINT)
    return finished(patch, arcs, arcs.replaced({arc: left}))


def shifted(patch: Patch, place: ArrayLike, way: ArrayLike, reach: float = 1.0) -> Edited:
    """Move the whole boundary next to a place (2,), its ends included, by `way` (2,) metres.

    Raises
    ------
    EditRefused
        When there is no boundary within `reach` metres, or boundaries would cross.
    """
    arcs = arcs_of(patch.shapes)
    arc, _ = _nearest(arcs, place, reach)
    mine = np.unique(arcs.line(arc), axis=0)
    moves = (arcs.points[:, None] == mine[None]).all(axis=2).any(axis=1)
    points = arcs.points.copy()
    points[moves] = _rounded(points[moves] + np.asarray(way, dtype=np.float64))
    return finished(patch, arcs, replace(arcs, points=points))


# ---------------------------------------------------------------- lines


def reshaped(patch: Patch, line: ArrayLike, row: int | None = None) -> Edited:
    """Replace a part of a boundary by a drawn line: that between its first and its last crossing.

    What the line does before and after is not looked at. Of several boundaries that it crosses twice, the one
    with most of the line between counts. Of a boundary that closes, the part that changes least is replaced.

    Parameters
    ----------
    patch
        The areas around.
    line
        (n, 2) metres.
    row
        An area whose boundaries alone count.

    Raises
    ------
    EditRefused
        When no boundary is crossed twice, or boundaries would cross.
    """
    drawn = _drawn(line)
    arcs = arcs_of(patch.shapes)
    mine = np.arange(len(arcs)) if row is None else np.flatnonzero((arcs.left == row) | (arcs.right == row))
    best, span, lines = -1, (0.0, 0.0), arcs.lines
    for arc in mine[shapely.dwithin(lines[mine], drawn, BESIDE)].tolist():
        met = _met(drawn, lines[arc])
        if len(met) > 1 and met.max() - met.min() > span[1] - span[0] + GRID:
            best, span = arc, (float(met.min()), float(met.max()))
    if best < 0:
        raise EditRefused(NOT_TWICE, NOT_TWICE_HINT)
    fresh = _between(drawn, *span)
    return finished(patch, arcs, arcs.replaced({best: _reshaped(arcs, best, fresh)}))


def split(patch: Patch, row: int, line: ArrayLike) -> Edited:
    """Cut an area in two by a drawn line (n, 2); the larger piece stays in the row, the other is fresh.

    Of an area of several parts one is cut; the others stay with the larger piece.

    Raises
    ------
    EditRefused
        When the line does not make two pieces of it.
    """
    drawn = _drawn(line)
    arcs = arcs_of(patch.shapes)
    whole = arcs.shapes()
    area = whole[row]
    values = {"name": patch.names[row]}
    if area is None:
        raise EditRefused(NOT_CUT, NOT_CUT_HINT, values=values)
    parts = shapely.get_parts(area)
    faces = faces_between([shapely.boundary(area), drawn], arcs.points)
    part, face = shapely.STRtree(shapely.point_on_surface(faces)).query(parts, predicate="contains")
    counts = np.bincount(part, minlength=len(parts))
    cut = np.flatnonzero(counts > 1)
    if len(cut) != 1 or counts[cut[0]] != 2:
        raise EditRefused(NOT_CUT, NOT_CUT_HINT, values=values)
    small, large = sorted(faces[face[part == cut[0]]].tolist(), key=lambda one: float(one.area))
    others = np.delete(parts, cut[0]).tolist()
    after = np.append(whole, [small])
    after[row] = shapely.MultiPolygon([large, *others]) if others else large
    return checked(patch, whole, after)


# ---------------------------------------------------------------- whole areas


def merged(patch: Patch, rows: Sequence[int]) -> Edited:
    """Make one area of several: the first row gets it, the others are gone.

    Raises
    ------
    EditRefused
        When there are not two of them.
    """
    whole = arcs_of(patch.shapes).shapes()
    there = [row for row in dict.fromkeys(rows) if whole[row] is not None]
    if len(there) < 2:
        raise EditRefused(NOT_TWO, NOT_TWO_HINT)
    after = whole.copy()
    after[there] = [plain(shapely.union_all(whole[there])), *[None] * (len(there) - 1)]
    return checked(patch, whole, after, gone=there[1:])


def assigned(patch: Patch, piece: shapely.Geometry, row: int, *, takes: bool = True) -> Edited:
    """Give a piece of land to an area; `takes` says whether it is also taken from others that have it.

    Raises
    ------
    EditRefused
        When the area has all of it already, or another one would be gone.
    """
    return _handed(patch, piece, row, takes=takes)


def founded(patch: Patch, piece: shapely.Geometry, *, takes: bool = True) -> Edited:
    """Make an area of a piece of land; `takes` says whether it is also taken from others that have it.

    Raises
    ------
    EditRefused
        When nothing of it is left, or another area would be gone.
    """
    return _handed(patch, piece, len(patch.shapes), takes=takes)


def released(patch: Patch, piece: shapely.Geometry, row: int) -> Edited:
    """Take a piece of land from an area, so that nobody has it.

    Raises
    ------
    EditRefused
        When the area has nothing of it, or nothing else.
    """
    return _handed(patch, piece, NOBODY, takes=True, taken_from=[row])


def _handed(
    patch: Patch,
    piece: shapely.Geometry,
    to: int,
    *,
    takes: bool,
    taken_from: Sequence[int] | None = None,
) -> Edited:
    """Hand a piece to a row: everything is cut along all lines once, and the faces change hands."""
    arcs = arcs_of(patch.shapes)
    whole = arcs.shapes()
    count = len(whole)
    faces = faces_between([*arcs.lines.tolist(), shapely.boundary(piece)], arcs.points)
    inner = shapely.point_on_surface(faces)
    held = np.zeros((count + 1, len(faces)), dtype=bool)
    owner, face = shapely.STRtree(inner).query(whole, predicate="contains")
    held[owner, face] = True
    before = held.copy()
    meant = shapely.contains(piece, inner)
    if takes:
        givers = np.arange(count) if taken_from is None else np.asarray(taken_from)
        held[np.ix_(givers, np.flatnonzero(meant))] = False
    else:
        meant &= ~held.any(axis=0)
    if to != NOBODY:
        held[to] |= meant
    touched = np.flatnonzero((held != before).any(axis=1))
    if not len(touched):
        raise EditRefused(NOTHING_TAKEN, NOTHING_TAKEN_HINT)
    after = np.append(whole, [None])
    for row in touched.tolist():
        after[row] = plain(shapely.union_all(faces[held[row]])) if held[row].any() else None
    return checked(patch, whole, after if to == count else after[:count])


# ---------------------------------------------------------------- in common


def _corner(arcs: Arcs, place: ArrayLike) -> Points:
    if len(arcs.points):
        away = np.hypot(*(arcs.points - np.asarray(place, dtype=np.float64)).T)
        nearest = int(np.argmin(away))
        if away[nearest] <= BESIDE:
            return arcs.points[nearest].copy()
    raise EditRefused(NO_CORNER, NO_CORNER_HINT)


def _nearest(arcs: Arcs, place: ArrayLike, reach: float) -> tuple[int, Points]:
    """Return the arc next to a place, and the place on it."""
    point = shapely.Point(*np.asarray(place, dtype=np.float64).tolist())
    lines = arcs.lines
    if len(lines):
        away = shapely.distance(lines, point)
        arc = int(np.argmin(away))
        if away[arc] <= reach:
            along = shapely.line_locate_point(lines[arc], point)
            return arc, shapely.get_coordinates(shapely.line_interpolate_point(lines[arc], along))[0]
    raise EditRefused(NO_LINE, NO_LINE_HINT)


def _is_loop(arcs: Arcs, arc: int) -> bool:
    return bool(arcs.ends[arc, 0] == arcs.ends[arc, 1])


def _is_free(arcs: Arcs, arc: int) -> bool:
    """Say whether no other arc ends where a loop does, so that it may begin anywhere."""
    return int((arcs.ends == arcs.ends[arc, 0]).sum()) == 2


def _rounded(places: ArrayLike) -> Points:
    return np.asarray(np.round(np.asarray(places, dtype=np.float64), 3))


def _drawn(line: ArrayLike) -> shapely.LineString:
    points = _rounded(line)
    points = points[np.append(True, (np.diff(points, axis=0) != 0).any(axis=1))]
    if len(points) < 2 or not np.isfinite(points).all():
        raise EditRefused(NOT_TWICE, NOT_TWICE_HINT)
    drawn = shapely.LineString(points)
    if not drawn.is_simple:
        raise EditRefused(LINE_CROSSES, LINE_CROSSES_HINT)
    return drawn


def _distances(line: Points) -> Points:
    """Return how far (n,) along a line its points are, metres."""
    return np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])


def _met(drawn: shapely.LineString, line: shapely.LineString) -> Points:
    """Return where along a drawn line it meets another one, at its ends also where it nearly does."""
    crossed = shapely.get_coordinates(shapely.intersection(drawn, line))
    ends = shapely.get_coordinates(drawn)[[0, -1]]
    near = shapely.dwithin(shapely.points(ends), line, BESIDE)
    places = np.concatenate([crossed, ends[near]])
    return np.asarray(shapely.line_locate_point(drawn, shapely.points(places)))


def _between(drawn: shapely.LineString, begin: float, end: float) -> Points:
    """Return the part of a drawn line between two distances along it."""
    points = shapely.get_coordinates(drawn)
    along = _distances(points)
    inner = points[(along > begin + GRID) & (along < end - GRID)]
    first, last = shapely.get_coordinates(shapely.line_interpolate_point(drawn, [begin, end]))
    return _rounded(np.vstack([first, inner, last]))


def _reshaped(arcs: Arcs, arc: int, fresh: Points) -> Points:
    """Return the line of an arc with a part of it replaced by one that begins and ends on it."""
    line = arcs.line(arc)
    whole, along = shapely.LineString(line), _distances(line)
    begin, end = shapely.line_locate_point(whole, shapely.points(fresh[[0, -1]])).tolist()
    if begin > end:
        begin, end, fresh = end, begin, fresh[::-1]
    before, after = line[along < begin - BESIDE], line[along > end + BESIDE]
    middle = line[(along > begin + BESIDE) & (along < end - BESIDE)]
    fresh = _on_corners(fresh, line)
    inside = np.vstack([before, fresh, after])
    if not (_is_loop(arcs, arc) and _is_free(arcs, arc)):
        return inside
    # Both ways around close; the one that moves less land is meant.
    wrapped = np.vstack([fresh[:1], middle, fresh[::-1]])
    return min((inside, wrapped), key=lambda one: abs(_area(one) - _area(line)))


def _on_corners(fresh: Points, line: Points) -> Points:
    """Return a line whose ends take the corners of another one where they are there already."""
    away = np.hypot(*(line[:, None] - fresh[None, [0, -1]]).T)
    found, near = fresh.copy(), away.argmin(axis=1)
    found[[0, -1]] = np.where(away.min(axis=1)[:, None] <= BESIDE, line[near], fresh[[0, -1]])
    return found


def _area(ring: Points) -> float:
    return float(shapely.Polygon(ring).area) if len(ring) > 3 else 0.0
