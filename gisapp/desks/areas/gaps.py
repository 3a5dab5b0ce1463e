"""Gaps, holes, slivers of land between areas, and places without an association, as findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.emptyland import (
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

BUILT_UP = 0.5
"""Part of an enclosed piece that lies around houses, from which on all of it is one place."""
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
_SCATTERED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "どの区域にも入らない住宅が {places} か所に点在しています"
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
    """Buildings without an area.

    Attributes
    ----------
    chosen, living
        (k,) their numbers, and which of them are lived in.
    piece
        (k,) the piece of land of each, -1 for none.
    local
        (p,) which pieces are wide, enclosed and mostly built up.
    """

    chosen: NDArray[np.intp]
    living: NDArray[np.bool_]
    piece: NDArray[np.intp]
    local: NDArray[np.bool_]

    def counts(self) -> list[tuple[int, int]]:
        """Return buildings and dwellings of each piece."""
        there = self.piece >= 0
        buildings = np.bincount(self.piece[there], minlength=len(self.local))
        dwellings = np.bincount(self.piece[there & self.living], minlength=len(self.local))
        return list(zip(buildings.tolist(), dwellings.tolist(), strict=True))


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
    between, alone, wide = pieces.between, pieces.alone, ~pieces.narrow
    houses = None if homeless is None else _settled(*homeless, pieces, limits)
    counts = [None] * len(wide) if houses is None else houses.counts()
    findings: list[AreaFinding] = []
    empty = 0
    for piece, counted in enumerate(counts):
        lived = counted[1] > 0 if counted is not None else bool(pieces.closed[piece] or between[piece])
        if pieces.sliver[piece]:
            if between[piece]:
                findings.append(_sliver(areas, pieces, piece, counted))
        elif alone[piece] >= 0 and pieces.closed[piece]:
            findings.append(_hole(areas, pieces, piece, int(alone[piece]), counted))
        elif wide[piece] and houses is not None:
            if houses.local[piece] and lived:
                shape = _without(pieces.shapes[[piece]], findings)[0]
                findings.append(_place(areas, shape, pieces.beside(piece), counted, sound))
            empty += int(pieces.closed[piece] and not lived and between[piece])
        elif lived and (pieces.closed[piece] or between[piece]):
            findings.append(_gap(areas, pieces, piece, counted, inner=bool(between[piece])))
        else:
            empty += int(pieces.closed[piece] and between[piece])
    if houses is not None and homeless is not None:
        open_ = wide & ~houses.local & (alone < 0)
        findings += _places(areas, sound, homeless[0], houses, pieces, open_, findings, limits)
    return Land(tuple(findings), empty, rounding)


def _settled(buildings: Buildings, chosen: NDArray[np.intp], pieces: Pieces, limits: Limits) -> _Houses:
    """Return which piece each building without an area is in."""
    import shapely

    piece = np.full(len(chosen), -1, np.intp)
    local = np.zeros(len(pieces.shapes), np.bool_)
    usable = pieces.closed | pieces.between | ~pieces.narrow
    if not len(chosen) or not usable.any():
        return _Houses(chosen, buildings.living[chosen], piece, local)
    points = shapely.point_on_surface(buildings.shapes[chosen])
    there, one = shapely.STRtree(points).query(pieces.shapes, predicate="intersects")
    there, one = there[usable[there]], one[usable[there]]
    enclosed = np.flatnonzero((pieces.closed & ~pieces.narrow)[there])
    if len(enclosed):
        place = places_of(buildings, chosen[one[enclosed]], limits)
        pairs = np.column_stack([there[enclosed], place])
        which, group = np.unique(pairs, axis=0, return_inverse=True)
        hulls = hulls_of(buildings, chosen[one[enclosed]], group)
        built = shapely.area(shapely.intersection(hulls, pieces.shapes[which[:, 0]]))
        local = np.bincount(which[:, 0], built, len(local)) >= BUILT_UP * shapely.area(pieces.shapes)
    # What is in an arm between areas is not in the wide piece that it is an arm of.
    order = np.argsort(pieces.narrow[there], kind="stable")
    piece[one[order]] = there[order]
    lost = np.flatnonzero(piece < 0)
    if len(lost):  # most of it lies on such land, yet the point inside does not
        near = np.flatnonzero(usable)
        piece[lost] = near[shapely.STRtree(pieces.shapes[near]).nearest(points[lost])]
    return _Houses(chosen, buildings.living[chosen], piece, local)


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
    before: list[AreaFinding],
    limits: Limits,
) -> list[AreaFinding]:
    """Return the places of houses near each other in pieces (k,) that are wide and mostly not built up.

    Houses that stand alone are one finding.
    """
    import shapely

    mine = np.flatnonzero((houses.piece >= 0) & np.append(open_, False)[houses.piece])
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
    shapes = _without(shapely.intersection(hulls, pieces.shapes[first]), before)
    count = np.bincount(place, minlength=len(lived))
    piece, row, length = edges_along(shapes, sound)
    found = []
    dwellings = living[lived]
    alone = dwellings < limits.place
    for one in np.flatnonzero(~alone & ~shapely.is_empty(shapes)).tolist():
        mine = np.flatnonzero(piece == one)
        mine = mine[np.argsort(-length[mine], kind="stable")]
        counted = (int(count[one]), int(dwellings[one]))
        found.append(_place(areas, shapes[one], (row[mine], length[mine]), counted, sound))
    if alone.any():
        whole = shapely.union_all(shapes[alone])
        offers = [Proposal(Kind.KEEP, "", Message(_KEEP_UNORGANISED))]
        counted = (int(count[alone].sum()), int(dwellings[alone].sum()))
        said = Message(_SCATTERED, {"places": f"{int(alone.sum()):,}"})
        found.append(made(Code.UNORGANISED, areas, (), whole, said, proposals=offers, counted=counted))
    return found


def _without(shapes: NDArray[np.object_], findings: list[AreaFinding]) -> NDArray[np.object_]:
    """Return places (k,) without the gaps that lead into them, which are findings of their own."""
    import shapely

    gaps = [one.shape for one in findings if one.code in (Code.GAP, Code.GAP_SLIVER)]
    return np.asarray(shapely.difference(shapes, shapely.union_all(gaps))) if gaps else shapes
