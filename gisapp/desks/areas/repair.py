"""Findings of a check repaired: one by one or many, as a new version; nothing is changed in place.

Only rows that a repair is about get another shape. Their neighbours get the vertices of the new boundary
where it runs along theirs, and the other way round, so that an edge that two areas share stays one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.dividing import divided
from gisapp.desks.areas.emptyland import TOUCHES, Limits, narrow
from gisapp.desks.areas.findings import DECISIONS, AreaFinding, Code, Kind, Proposal, parts_of
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.areas.model import AreaSet
    from layers.feedback import Feedback

MOVED = 0.05
"""Square metres by which taking over a neighbour's vertices may change an area; more is not taken over."""
SNAP: Mapping[Code, tuple[Kind, ...]] = {
    Code.GAP_SLIVER: (Kind.SNAP,),
    Code.OVERLAP_SLIVER: (Kind.SNAP,),
}
"""Slivers between neighbours."""
SAFE: Mapping[Code, tuple[Kind, ...]] = {
    **SNAP,
    Code.SLIVER_PART: (Kind.SNAP, Kind.DROP),
    Code.SELF_CROSSING: (Kind.MAKE_VALID,),
}
"""What may be repaired without looking at each: no boundary moves by more than a sliver's width."""
_STALE = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の行がもうないため、修正できません。")
_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "もう一度点検してください。")
_WORKING = QT_TRANSLATE_NOOP(CONTEXT, "区域を直しています（{done} / {total}）")


def repair(areas: AreaSet, finding: AreaFinding, proposal: Proposal) -> AreaSet:
    """Return a version with one finding repaired; the same object where the proposal changes no area.

    Parameters
    ----------
    areas
        The version that was checked, perhaps with other findings repaired since.
    finding
        What is repaired.
    proposal
        One of its proposals.

    Raises
    ------
    layers.errors.AnalysisFailed
        When a row that it is about is no longer there.
    """
    if proposal.kind in DECISIONS:
        return areas
    if proposal.kind is Kind.JOIN:
        return _joined(areas, finding)
    shapes = areas.shapes.copy()
    region = finding.shape
    if proposal.kind is Kind.SPLIT or finding.code in (Code.OVERLAP, Code.OVERLAP_SLIVER):
        rows = [_row(areas, one) for one in finding.ids]
        _parted(shapes, rows, region, None if proposal.kind is Kind.SPLIT else _row(areas, proposal.id))
        return replace(areas, shapes=_shared(areas.shapes, shapes, region))
    row = _row(areas, proposal.id)
    if proposal.kind is Kind.MAKE_VALID:
        shapes[row] = _valid(shapes[row])
    elif proposal.kind in (Kind.DROP, Kind.CLIP):
        shapes[row] = _areal(_difference(shapes[row], region))
    else:
        if finding.code is Code.SLIVER_PART:
            from_ = _row(areas, finding.ids[0])
            shapes[from_] = _areal(_difference(shapes[from_], region))
        free = _free(shapes, row, region)
        shapes[row] = free if shapes[row] is None else _areal(_union(shapes[row], free))
    return replace(areas, shapes=_shared(areas.shapes, shapes, region))


def repair_many(
    areas: AreaSet, chosen: Iterable[tuple[AreaFinding, Proposal]], feedback: Feedback
) -> AreaSet:
    """Return a version with many findings repaired, one after the other; see :func:`repair`.

    Rows are joined last: what else was found of them is repaired before they go.
    """
    chosen = sorted(chosen, key=lambda one: one[1].kind is Kind.JOIN)
    for done, (finding, proposal) in enumerate(chosen):
        values = {"done": f"{done:,}", "total": f"{len(chosen):,}"}
        feedback.step(done, len(chosen), Message(_WORKING, values))
        areas = repair(areas, finding, proposal)
    return areas


def in_bulk(
    findings: Iterable[AreaFinding], kinds: Mapping[Code, tuple[Kind, ...]] = SAFE
) -> list[tuple[AreaFinding, Proposal]]:
    """Return the findings that may be repaired together, each with the most likely proposal that fits."""
    wanted = [(one, kinds.get(one.code, ())) for one in findings if one.fault]
    offers = [(one, [each for each in one.proposals if each.kind in fit]) for one, fit in wanted]
    return [(one, fitting[0]) for one, fitting in offers if fitting]


def _row(areas: AreaSet, id_: str) -> int:
    found = np.flatnonzero(areas.ids == id_)
    if not len(found):
        raise AnalysisFailed(_STALE, _AGAIN, values={"name": id_})
    return int(found[0])


def _sound(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a shape that can be cut and joined; one that is valid stays the same object."""
    import shapely

    if shape.is_valid:
        return shape
    return shapely.make_valid(shape, method="structure", keep_collapsed=False)


def _union(one: shapely.Geometry, other: shapely.Geometry) -> shapely.Geometry:
    import shapely

    return shapely.union(_sound(one), _sound(other))


def _difference(one: shapely.Geometry, other: shapely.Geometry) -> shapely.Geometry:
    import shapely

    return shapely.difference(_sound(one), _sound(other))


def _areal(shape: shapely.Geometry) -> shapely.Geometry | None:
    """Return the polygons of a shape without what is only rounding, None where nothing is left."""
    import shapely

    parts, _ = parts_of(np.array([shape], dtype=object))
    parts = parts[~narrow(parts, TOUCHES)]
    if not len(parts):
        return None
    return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)


def _valid(shape: shapely.Geometry) -> shapely.Geometry | None:
    """Return a shape made valid; shreds that come of it are left away."""
    import shapely

    limits = Limits()
    parts, _ = parts_of(np.array([_sound(shape)], dtype=object))
    real = parts[~narrow(parts, limits.width) & (shapely.area(parts) >= limits.area)]
    return _areal(shapely.multipolygons(real if len(real) else parts))


def _parted(
    shapes: NDArray[np.object_], rows: list[int], region: shapely.Geometry, keeper: int | None
) -> None:
    """Give an overlap to one of its two areas, or divide it where none is named."""
    one, other = rows
    if shapes[one] is None or shapes[other] is None:
        return
    import shapely

    # Other repairs may have taken a piece of it since.
    both = shapely.intersection(_sound(shapes[one]), _sound(shapes[other]))
    region = shapely.intersection(both, shapely.buffer(region, TOUCHES, join_style="mitre"))
    if keeper is not None:
        loser = other if keeper == one else one
        shapes[loser] = _areal(_difference(shapes[loser], region))
        return
    for_one, for_other = divided(region, _sound(shapes[one]), _sound(shapes[other]))
    shapes[one] = _areal(_difference(shapes[one], for_other))
    shapes[other] = _areal(_difference(shapes[other], for_one))


def _free(shapes: NDArray[np.object_], row: int, region: shapely.Geometry) -> shapely.Geometry:
    """Return what of a region no other area has taken since it was found."""
    import shapely

    others = np.array([None if index == row else one for index, one in enumerate(shapes)], dtype=object)
    near = _near(others, region)
    taken = [_sound(others[one]) for one in near.tolist()]
    taken = [one for one in taken if shapely.intersection(one, region).area > TOUCHES]
    return region if not taken else shapely.difference(region, shapely.union_all(taken))


def _near(shapes: NDArray[np.object_], region: shapely.Geometry) -> NDArray[np.intp]:
    """Return the rows whose boxes meet that of a region."""
    import shapely

    west, south, east, north = shapely.bounds(region) + np.array([-1, -1, 1, 1]) * TOUCHES
    box = shapely.bounds(shapes)
    meets = (box[:, 0] <= east) & (box[:, 2] >= west) & (box[:, 1] <= north) & (box[:, 3] >= south)
    return np.flatnonzero(meets)


def _shared(
    before: NDArray[np.object_], after: NDArray[np.object_], region: shapely.Geometry | None
) -> NDArray[np.object_]:
    """Return shapes (m,) in which changed areas and their neighbours have the same vertices."""
    import shapely

    changed = [row for row, (a, b) in enumerate(zip(before, after, strict=True)) if a is not b]
    if region is None:
        region = shapely.union_all([shapely.envelope(one) for one in after[changed] if one is not None])
    if not changed or region.is_empty:
        return after
    window = shapely.buffer(shapely.envelope(region), 1.0, join_style="mitre")
    rows = _near(after, window)
    corners = shapely.get_coordinates(after[rows])
    west, south, east, north = shapely.bounds(window)
    inside = (corners[:, 0] >= west) & (corners[:, 0] <= east)
    inside &= (corners[:, 1] >= south) & (corners[:, 1] <= north)
    vertices = shapely.multipoints(np.unique(corners[inside], axis=0))
    for row in rows.tolist():
        taken = shapely.snap(after[row], vertices, TOUCHES / 2)
        same = abs(taken.area - after[row].area) <= MOVED and taken.is_valid == after[row].is_valid
        if same and not shapely.equals_identical(taken, after[row]):
            after[row] = taken
    return after


def _joined(areas: AreaSet, finding: AreaFinding) -> AreaSet:
    """Return a version in which the first of some rows holds the areas of all of them."""
    import shapely

    rows = np.flatnonzero(np.isin(areas.ids.astype(str), finding.ids))
    if not len(rows):
        raise AnalysisFailed(_STALE, _AGAIN, values={"name": "・".join(finding.ids)})
    parts = [_sound(one) for one in areas.shapes[rows] if one is not None]
    shapes = areas.shapes.copy()
    shapes[rows[0]] = _areal(shapely.union_all(parts)) if parts else None
    kept = np.setdiff1d(np.arange(len(areas)), rows[1:])
    columns = {name: getattr(areas, name)[kept] for name in ("ids", "codes", "names", "kanas")}
    return replace(areas, shapes=shapes[kept], **columns)
