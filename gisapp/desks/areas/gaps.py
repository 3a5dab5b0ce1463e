"""Gaps, holes, slivers of land between areas, and places without an association, as findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.emptyland import (
    ENCLOSED,
    Pieces,
    edges_along,
    empty_land,
    hulls_of,
    mean_width,
    pieces_of,
    places_of,
)
from gisapp.desks.areas.findings import AreaFinding, Code, Kind, Proposal, label, made, offer
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.areas.buildings import Buildings
    from gisapp.desks.areas.emptyland import Limits
    from gisapp.desks.areas.model import AreaSet
    from layers.feedback import Feedback

    Beside = tuple[NDArray[np.intp], NDArray[np.float64]]

MOST_NEIGHBOURS = 6
"""So many neighbours are offered a gap."""
_GAP = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{names} の間に、どの区域にも入らない所が {area} ㎡あります"
    "（建物 {buildings} 棟、うち住宅 {dwellings} 棟）。",
)
_AT_EDGE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{names} の外側に、どの区域にも入らない所が {area} ㎡あります"
    "（建物 {buildings} 棟、うち住宅 {dwellings} 棟）。",
)
_SLIVER = QT_TRANSLATE_NOOP(CONTEXT, "{names} の境界に、幅 {width} m ほどの細いすき間が {area} ㎡あります。")
_HOLE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{names} の中に、どの区域にも入らない穴が {area} ㎡あります"
    "（建物 {buildings} 棟、うち住宅 {dwellings} 棟）。",
)
_UNORGANISED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{near} のとなりに、どの区域にも入らない住宅のまとまり（未組織地区）があります"
    "（建物 {buildings} 棟、うち住宅 {dwellings} 棟）。",
)
_ASSIGN = QT_TRANSLATE_NOOP(CONTEXT, "{name} に入れる（境界 {metres} m を共有）")
_ASSIGN_NEAR = QT_TRANSLATE_NOOP(CONTEXT, "{name} に入れる（{metres} m 離れている）")
_SNAP = QT_TRANSLATE_NOOP(CONTEXT, "境界を {name} の側から詰める（境界 {metres} m を共有）")
_FILL = QT_TRANSLATE_NOOP(CONTEXT, "穴を埋めて {name} に入れる")
_KEEP = QT_TRANSLATE_NOOP(CONTEXT, "このままでよい（どの自治会にも入らない所）")
_KEEP_HOLE = QT_TRANSLATE_NOOP(CONTEXT, "このままでよい（穴は正しい）")
_KEEP_UNORGANISED = QT_TRANSLATE_NOOP(CONTEXT, "未組織地区として残す")


@dataclass(frozen=True, eq=False)
class Land:
    """What was found of the land without an area.

    Attributes
    ----------
    findings
        Gaps, slivers, holes and places without an association.
    empty
        How many other pieces are enclosed by areas: nobody lives there.
    rounding
        Square metres of gaps that come of rounded coordinates.
    """

    findings: tuple[AreaFinding, ...]
    empty: int
    rounding: float


@dataclass(frozen=True, eq=False)
class _Houses:
    """Buildings without an area: their numbers (k,), the piece of each, and which are lived in."""

    chosen: NDArray[np.intp]
    piece: NDArray[np.intp]
    living: NDArray[np.bool_]

    def counted(self, mask: NDArray[np.bool_]) -> tuple[int, int]:
        """Return buildings and dwellings of a mask (k,)."""
        return int(mask.sum()), int((mask & self.living).sum())


def gaps(
    areas: AreaSet,
    sound: NDArray[np.object_],
    homeless: tuple[Buildings, NDArray[np.intp]] | None,
    city: shapely.Geometry | None,
    limits: Limits,
    feedback: Feedback,
) -> Land:
    """Return what is found of the land without an area.

    Parameters
    ----------
    areas
        The version.
    sound
        (m,) its areas without faults, None where a row has none.
    homeless
        The buildings and the numbers of those in no area; None where no buildings are known.
    city
        Outline of the city, None where it is not known.
    limits
        What counts.
    feedback
        For the wish to stop.
    """
    lost = np.empty(0, dtype=object) if homeless is None else homeless[0].shapes[homeless[1]]
    land, edge = empty_land(sound, city, lost)
    feedback.step()
    pieces, rounding = pieces_of(land, edge, sound, limits)
    feedback.step()
    between = pieces.enclosed >= ENCLOSED
    alone = pieces.alone
    wide = ~pieces.narrow
    houses, local = (None, np.zeros(len(wide), np.bool_))
    if homeless is not None:
        houses, local = _settled(*homeless, pieces, between)
    findings: list[AreaFinding] = []
    empty = 0
    for piece in np.flatnonzero(
        pieces.sliver | ((alone >= 0) & pieces.closed) | pieces.narrow | wide
    ).tolist():
        counted = None if houses is None else houses.counted(houses.piece == piece)
        lived = counted[1] > 0 if counted is not None else bool(pieces.closed[piece] or between[piece])
        if pieces.sliver[piece]:
            if between[piece]:
                findings.append(_sliver(areas, pieces, piece, counted))
        elif alone[piece] >= 0 and pieces.closed[piece]:
            findings.append(_hole(areas, pieces, piece, int(alone[piece]), counted))
        elif wide[piece] and houses is not None:
            if local[piece] and lived:
                findings.append(_place(areas, pieces.shapes[piece], pieces.beside(piece), counted, sound))
            empty += int(pieces.closed[piece] and not lived and between[piece])
        elif lived and (pieces.closed[piece] or between[piece]):
            findings.append(_gap(areas, pieces, piece, counted, inner=bool(between[piece])))
        else:
            empty += int(pieces.closed[piece] and between[piece])
    if houses is not None and homeless is not None:
        findings += _places(areas, sound, homeless[0], houses, pieces, wide & ~local & (alone < 0), limits)
    return Land(tuple(findings), empty, rounding)


def _settled(
    buildings: Buildings, chosen: NDArray[np.intp], pieces: Pieces, between: NDArray[np.bool_]
) -> tuple[_Houses, NDArray[np.bool_]]:
    """Return the piece of each building without an area, and which wide pieces are mostly built up."""
    import shapely

    piece = np.full(len(chosen), -1, np.intp)
    local = np.zeros(len(pieces.shapes), np.bool_)
    if len(chosen) and len(pieces.shapes):
        points = shapely.point_on_surface(buildings.shapes[chosen])
        in_, one = shapely.STRtree(points).query(pieces.shapes, predicate="intersects")
        enclosed = pieces.closed & ~pieces.narrow
        of_wide = enclosed[in_]
        if of_wide.any():
            which, group = np.unique(in_[of_wide], return_inverse=True)
            hulls = hulls_of(buildings, chosen[one[of_wide]], group)
            built = shapely.area(shapely.intersection(hulls, pieces.shapes[which]))
            local[which] = built >= 0.5 * shapely.area(pieces.shapes[which])
        # A wide piece that is built up stands before its arms, and arms before what else is wide.
        usable = pieces.closed | between | ~pieces.narrow
        rank = np.where(local, 3, np.where(pieces.narrow, 2, 1)) * usable
        order = np.argsort(rank[in_], kind="stable")
        piece[one[order]] = np.where(rank[in_[order]] > 0, in_[order], -1)
        lost = np.flatnonzero(piece < 0)
        if len(lost):
            piece[lost] = shapely.STRtree(pieces.shapes).nearest(points[lost])
    return _Houses(chosen, piece, buildings.living[chosen]), local


def _neighbours(
    areas: AreaSet, beside: Beside, kind: Kind, template: str
) -> tuple[list[int], list[Proposal]]:
    """Return the rows along a piece, the longest edge first, and the proposals to give it to them."""
    rows, metres = beside
    kept = [(int(row), float(one)) for row, one in zip(rows, metres, strict=True) if one > 0]
    kept = kept[:MOST_NEIGHBOURS]
    offers = [offer(kind, template, areas, row, metres=f"{along:,.1f}") for row, along in kept]
    return [row for row, _ in kept], offers


def _sliver(areas: AreaSet, pieces: Pieces, piece: int, counted: tuple[int, int] | None) -> AreaFinding:
    rows, offers = _neighbours(areas, pieces.beside(piece), Kind.SNAP, _SNAP)
    shape = pieces.shapes[piece]
    said = Message(_SLIVER, {"width": f"{mean_width(shape).item():.2f}"})
    return made(Code.GAP_SLIVER, areas, rows, shape, said, proposals=offers, counted=counted)


def _hole(
    areas: AreaSet, pieces: Pieces, piece: int, row: int, counted: tuple[int, int] | None
) -> AreaFinding:
    offers = [
        offer(Kind.FILL, _FILL, areas, row),
        Proposal(Kind.KEEP, "", Message(_KEEP_HOLE)),
    ]
    shape = pieces.shapes[piece]
    return made(Code.HOLE, areas, [row], shape, Message(_HOLE), proposals=offers, counted=counted)


def _gap(
    areas: AreaSet, pieces: Pieces, piece: int, counted: tuple[int, int] | None, *, inner: bool
) -> AreaFinding:
    rows, offers = _neighbours(areas, pieces.beside(piece), Kind.ASSIGN, _ASSIGN)
    offers.append(Proposal(Kind.KEEP, "", Message(_KEEP)))
    said = Message(_GAP if inner and len(rows) > 1 else _AT_EDGE)
    shape = pieces.shapes[piece]
    return made(Code.GAP, areas, rows, shape, said, proposals=offers, counted=counted)


def _place(
    areas: AreaSet,
    shape: shapely.Geometry,
    beside: Beside,
    counted: tuple[int, int] | None,
    sound: NDArray[np.object_],
) -> AreaFinding:
    """Return a place without an association; where no area touches it the nearest ones are offered."""
    import shapely as geometry

    rows, offers = _neighbours(areas, beside, Kind.ASSIGN, _ASSIGN)
    near = label(areas, rows[0]) if rows else ""
    if not rows:
        known = np.flatnonzero(~geometry.is_missing(sound))
        away = geometry.distance(sound[known], shape)
        nearest = np.argsort(away, kind="stable")[:MOST_NEIGHBOURS].tolist()
        near = label(areas, int(known[nearest[0]]))
        for one in nearest:
            offers.append(
                offer(Kind.ASSIGN, _ASSIGN_NEAR, areas, int(known[one]), metres=f"{away[one]:,.0f}")
            )
    offers.insert(0, Proposal(Kind.KEEP, "", Message(_KEEP_UNORGANISED)))
    said = Message(_UNORGANISED, {"near": near})
    return made(Code.UNORGANISED, areas, (), shape, said, proposals=offers, counted=counted)


def _places(
    areas: AreaSet,
    sound: NDArray[np.object_],
    buildings: Buildings,
    houses: _Houses,
    pieces: Pieces,
    open_: NDArray[np.bool_],
    limits: Limits,
) -> list[AreaFinding]:
    """Return the places of houses near each other in pieces (k,) that are wide and mostly not built up."""
    import shapely

    mine = np.flatnonzero(open_[houses.piece]) if len(houses.chosen) else np.empty(0, np.intp)
    if not len(mine):
        return []
    place = places_of(buildings, houses.chosen[mine], limits)
    living = np.bincount(place, houses.living[mine]).astype(int)
    lived = np.flatnonzero(living > 0)
    number = np.full(len(living), -1)
    number[lived] = np.arange(len(lived))
    kept = number[place] >= 0
    mine, place = mine[kept], number[place[kept]]
    hulls = hulls_of(buildings, houses.chosen[mine], place)
    first = np.zeros(len(lived), np.intp)
    first[place] = houses.piece[mine]
    shapes = shapely.intersection(hulls, pieces.shapes[first])
    count = np.bincount(place, minlength=len(lived))
    piece, row, length = edges_along(shapes, sound)
    found = []
    for one, shape in enumerate(shapes.tolist()):
        if not shape.is_empty:
            mine = np.flatnonzero(piece == one)
            mine = mine[np.argsort(-length[mine], kind="stable")]
            counted = (int(count[one]), int(living[lived[one]]))
            found.append(_place(areas, shape, (row[mine], length[mine]), counted, sound))
    return found
