"""What is wrong with an area by itself: lines that cross, parts that lie apart, land outside of the city."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.emptyland import edges_along, narrow
from gisapp.desks.areas.findings import AreaFinding, Code, Kind, Proposal, made, offer, parts_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.areas.emptyland import Limits
    from gisapp.desks.areas.model import AreaSet

Counted = Callable[["shapely.Geometry"], tuple[int, int] | None]
"""Tells how many buildings, and dwellings, lie in a place; None where nobody knows."""
_REASONS = {
    "Self-intersection": QT_TRANSLATE_NOOP(CONTEXT, "{names} の境界線が、自分と交わっています。"),
    "Ring Self-intersection": QT_TRANSLATE_NOOP(CONTEXT, "{names} の境界線が、一点で自分に触れています。"),
    "Hole lies outside shell": QT_TRANSLATE_NOOP(CONTEXT, "{names} の穴が、区域の外にあります。"),
    "Holes are nested": QT_TRANSLATE_NOOP(CONTEXT, "{names} の穴の中に、別の穴があります。"),
    "Nested shells": QT_TRANSLATE_NOOP(CONTEXT, "{names} の区域の中に、同じ区域がもう一つあります。"),
    "Interior is disconnected": QT_TRANSLATE_NOOP(CONTEXT, "{names} の区域が、穴で二つに切れています。"),
    "Too few points in geometry component": QT_TRANSLATE_NOOP(
        CONTEXT, "{names} の境界線に、点が足りません。"
    ),
}
"""What GEOS says, and the sentence for it."""
_OTHER = QT_TRANSLATE_NOOP(CONTEXT, "{names} の区域の形が正しくありません（{reason}）。")
_MULTI = QT_TRANSLATE_NOOP(
    CONTEXT, "{names} は、離れた {parts} か所に分かれています（飛び地 {area} ㎡、建物 {buildings} 棟）。"
)
_PART = QT_TRANSLATE_NOOP(CONTEXT, "{names} に、離れた小さな切れ端があります（{area} ㎡）。")
_OUTSIDE = QT_TRANSLATE_NOOP(CONTEXT, "{names} が、市の外に {area} ㎡出ています。")
_MAKE_VALID = QT_TRANSLATE_NOOP(CONTEXT, "線をつなぎ直して正しい形にする")
_SNAP = QT_TRANSLATE_NOOP(CONTEXT, "切れ端を {name} に入れる（境界 {metres} m を共有）")
_DROP = QT_TRANSLATE_NOOP(CONTEXT, "切れ端を消す")
_CLIP = QT_TRANSLATE_NOOP(CONTEXT, "市の境で切る")
_KEEP_PARTS = QT_TRANSLATE_NOOP(CONTEXT, "このままでよい（飛び地は正しい）")
_KEEP = QT_TRANSLATE_NOOP(CONTEXT, "このままでよい")


def areal(areas: AreaSet) -> NDArray[np.object_]:
    """Return the areas (m,) without heights; None for what is empty, no area, or lies nowhere."""
    import shapely

    found = shapely.force_2d(areas.shapes)
    corners, of = shapely.get_coordinates(found, return_index=True)
    broken = np.zeros(len(found), np.bool_)
    broken[of[~np.isfinite(corners).all(axis=1)]] = True
    there = (shapely.get_dimensions(found) == 2) & ~shapely.is_empty(found) & ~broken
    found[~there] = None
    return np.asarray(found)


def sound_of(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return areas (m,) without faults; None where nothing is left."""
    import shapely

    bad = np.flatnonzero(~shapely.is_missing(shapes) & ~shapely.is_valid(shapes))
    found = shapes.copy()
    found[bad] = shapely.make_valid(shapes[bad], method="structure", keep_collapsed=False)
    found[shapely.is_empty(found)] = None
    return found


def crossings(areas: AreaSet, shapes: NDArray[np.object_], sound: NDArray[np.object_]) -> list[AreaFinding]:
    """Return areas (m,) whose outlines cross or touch themselves, with the place of the first fault."""
    import shapely

    bad = np.flatnonzero(~shapely.is_missing(shapes) & ~shapely.is_valid(shapes))
    findings = []
    for row, said in zip(bad.tolist(), shapely.is_valid_reason(shapes[bad]).tolist(), strict=True):
        reason, _, rest = said.partition("[")
        numbers = re.findall(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?", rest)
        place = (float(numbers[0]), float(numbers[1])) if len(numbers) >= 2 else None
        offers = [offer(Kind.MAKE_VALID, _MAKE_VALID, areas, row)]
        said_ = Message(_REASONS.get(reason.strip(), _OTHER), {"reason": reason.strip()})
        code = Code.SELF_CROSSING
        findings.append(made(code, areas, [row], sound[row], said_, proposals=offers, place=place))
    return findings


def apart(
    areas: AreaSet,
    shapes: NDArray[np.object_],
    counted: Counted,
    limits: Limits,
) -> list[AreaFinding]:
    """Return areas (m,) of several parts: small shreds, and parts that lie apart.

    Only areas without other faults of shape are asked about.
    """
    import shapely

    asked = np.flatnonzero(shapely.is_valid(shapes) & (shapely.get_num_geometries(shapes) > 1))
    parts, of = parts_of(shapes[asked])
    sizes = shapely.area(parts)
    small = narrow(parts, limits.width) | (sizes < limits.area)
    findings = []
    shreds: list[tuple[int, shapely.Geometry]] = []
    for index, row in enumerate(asked.tolist()):
        mine = of == index
        largest = sizes == sizes[mine].max()
        shreds += [(row, one) for one in parts[mine & small & ~largest].tolist()]
        others = parts[mine & ~small & ~largest]
        if len(others):
            offers = [Proposal(Kind.KEEP, "", Message(_KEEP_PARTS))]
            said = Message(_MULTI, {"parts": len(others) + 1})
            shape = shapely.multipolygons(others)
            findings.append(
                made(Code.MULTI_PART, areas, [row], shape, said, proposals=offers, counted=counted(shape))
            )
    return [*findings, *_shreds(areas, shapes, shreds)]


def _shreds(
    areas: AreaSet, shapes: NDArray[np.object_], shreds: list[tuple[int, shapely.Geometry]]
) -> list[AreaFinding]:
    """Return the small parts of areas, each with the neighbour that it could go to, or to be left away."""
    if not shreds:
        return []
    parts = np.array([one for _, one in shreds], dtype=object)
    piece, beside, length = edges_along(parts, sound_of(shapes))
    findings = []
    for index, (row, shape) in enumerate(shreds):
        near = np.flatnonzero((piece == index) & (beside != row) & (length > 0))
        near = near[np.argsort(-length[near], kind="stable")][:2]
        offers = [
            offer(Kind.SNAP, _SNAP, areas, int(beside[one]), metres=f"{length[one]:,.1f}") for one in near
        ]
        offers += [offer(Kind.DROP, _DROP, areas, row), Proposal(Kind.KEEP, "", Message(_KEEP))]
        findings.append(made(Code.SLIVER_PART, areas, [row], shape, Message(_PART), proposals=offers))
    return findings


def outside(
    areas: AreaSet,
    sound: NDArray[np.object_],
    city: shapely.Geometry,
    counted: Counted,
    limits: Limits,
) -> list[AreaFinding]:
    """Return what areas (m,) have outside of the city."""
    import shapely

    shapely.prepare(city)
    asked = np.flatnonzero(~shapely.is_missing(sound) & ~shapely.covers(city, sound))
    parts, of = parts_of(shapely.difference(sound[asked], city))
    real = ~narrow(parts, limits.width) & (shapely.area(parts) >= limits.area)
    findings = []
    for index in np.unique(of[real]).tolist():
        row = int(asked[index])
        shape = shapely.union_all(parts[real & (of == index)])
        offers = [offer(Kind.CLIP, _CLIP, areas, row), Proposal(Kind.KEEP, "", Message(_KEEP))]
        said, houses = Message(_OUTSIDE), counted(shape)
        findings.append(made(Code.OUTSIDE, areas, [row], shape, said, proposals=offers, counted=houses))
    return findings
