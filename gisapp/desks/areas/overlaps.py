"""What two areas both have, as findings: one for each pair."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.emptyland import edges_along, mean_width, narrow, without_rounding
from gisapp.desks.areas.findings import AreaFinding, Code, Kind, Proposal, made, offer
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.areas.buildings import Members
    from gisapp.desks.areas.emptyland import Limits
    from gisapp.desks.areas.model import AreaSet

_OVERLAP = QT_TRANSLATE_NOOP(
    CONTEXT, "{names} が {area} ㎡重なっています（建物 {buildings} 棟、うち住宅 {dwellings} 棟）。"
)
_SAME = QT_TRANSLATE_NOOP(
    CONTEXT, "{names} は同じ区域です（{area} ㎡、建物 {buildings} 棟、うち住宅 {dwellings} 棟）。"
)
_SLIVER = QT_TRANSLATE_NOOP(CONTEXT, "{names} の境界が、幅 {width} m ほど細く重なっています（{area} ㎡）。")
_SPLIT = QT_TRANSLATE_NOOP(CONTEXT, "まん中で分ける")
_GIVE = QT_TRANSLATE_NOOP(CONTEXT, "{name} だけに入れる")
_AGREE = QT_TRANSLATE_NOOP(CONTEXT, "重なりは正しい（両方の自治会がある）")
_SNAP = QT_TRANSLATE_NOOP(CONTEXT, "境界を {name} の線に合わせる（境界 {metres} m を共有）")


def overlaps(
    areas: AreaSet,
    sound: NDArray[np.object_],
    members: Members | None,
    living: NDArray[np.bool_],
    limits: Limits,
) -> tuple[list[AreaFinding], float]:
    """Return the overlaps of a version.

    Parameters
    ----------
    areas
        The version.
    sound
        (m,) its areas without faults, None where a row has none.
    members
        Which area each building is in, None where no buildings are known.
    living
        (n,) which of them are lived in.
    limits
        What counts.

    Returns
    -------
    findings
        One for each pair of areas.
    rounding
        Square metres of overlaps that come of rounded coordinates.
    """
    import shapely

    known = np.flatnonzero(~shapely.is_missing(sound))
    tree = shapely.STRtree(sound[known])
    one, other = tree.query(sound[known], predicate="intersects")
    once = one < other
    one, other = known[one[once]], known[other[once]]
    parts, pair, rounding = without_rounding(shapely.intersection(sound[one], sound[other]), limits)
    order = np.argsort(pair, kind="stable")
    parts, pair = parts[order], pair[order]
    thin = narrow(parts, limits.width) | (shapely.area(parts) < limits.area)
    found = np.unique(pair)
    real = np.isin(found, pair[~thin])
    number = np.searchsorted(found, pair)
    shapes = shapely.multipolygons(parts, indices=number) if len(parts) else np.empty(0, dtype=object)
    shapes = np.where(shapely.get_num_geometries(shapes) == 1, shapely.get_geometry(shapes, 0), shapes)
    inside = _inside(shapes, sound)
    shared = None if members is None else _shared(members, living)
    sizes = shapely.area(sound)
    findings = []
    for index, shape in enumerate(shapes.tolist()):
        rows = (int(one[found[index]]), int(other[found[index]]))
        counted = None if shared is None else (shared[0][rows], shared[1][rows])
        # The outline of the overlap runs along the area that reaches into the other one.
        ranked = sorted(rows, key=lambda row: -inside.get((index, row), 0.0))
        metres = {row: f"{inside.get((index, row), 0.0):,.1f}" for row in rows}
        if real[index]:
            same = shape.area > 0.99 * max(sizes[rows[0]], sizes[rows[1]])
            middle = all(inside.get((index, row)) for row in rows)
            offers = [Proposal(Kind.SPLIT, "", Message(_SPLIT))] if middle else []
            offers += [offer(Kind.GIVE, _GIVE, areas, row) for row in ranked]
            offers.append(Proposal(Kind.AGREE, "", Message(_AGREE)))
            code, said = Code.OVERLAP, Message(_SAME if same else _OVERLAP)
        else:
            offers = [offer(Kind.SNAP, _SNAP, areas, row, metres=metres[row]) for row in ranked]
            code, said = Code.OVERLAP_SLIVER, Message(_SLIVER, {"width": f"{mean_width(shape).item():.2f}"})
        findings.append(made(code, areas, rows, shape, said, proposals=offers, counted=counted))
    return findings, rounding


def _inside(shapes: NDArray[np.object_], sound: NDArray[np.object_]) -> dict[tuple[int, int], float]:
    """Return how far the outline of each overlap runs through the inside of each area, metres.

    There the area goes on beyond the overlap: it is the common edge of the overlap with what is left of that
    area when the other one gets the overlap.
    """
    import shapely

    if not len(shapes):
        return {}
    outline = shapely.boundary(sound)
    piece, row, along = edges_along(shapes, outline)
    around = shapely.length(shapes)
    on = {(int(a), int(b)): float(c) for a, b, c in zip(piece, row, along, strict=True)}
    inside, there, length = edges_along(shapes, sound)
    return {
        (int(a), int(b)): max(float(c) - on.get((int(a), int(b)), 0.0), 0.0)
        for a, b, c in zip(inside, there, length, strict=True)
        if c > 0 and around[a] > 0
    }


def _shared(members: Members, living: NDArray[np.bool_]) -> tuple[Counter[tuple[int, int]], ...]:
    """Return for each pair of areas how many buildings, and dwellings, are in both."""
    row, building = members.mostly
    several = members.in_two[building]
    row, building = row[several], building[several]
    order = np.lexsort((row, building))
    row, building = row[order], building[order]
    most = int(np.bincount(building).max()) if len(building) else 0
    buildings: Counter[tuple[int, int]] = Counter()
    dwellings: Counter[tuple[int, int]] = Counter()
    for step in range(1, most):
        both = building[step:] == building[:-step]
        pairs = np.column_stack([row[:-step][both], row[step:][both]])
        lived = living[building[step:][both]]
        for counter, mask in ((buildings, np.ones(len(pairs), np.bool_)), (dwellings, lived)):
            which, count = np.unique(pairs[mask], axis=0, return_counts=True)
            counter.update({(int(a), int(b)): int(c) for (a, b), c in zip(which, count, strict=True)})
    return buildings, dwellings
