"""What a check of areas finds, and what can be done about each finding.

The **key** of a finding says what it is about in words that stay the same when a version is delivered again:
its code and the codes or names of the rows, and for what lies between areas also where that is. What staff
decided (an overlap is true, a hole is meant) is kept by that key.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, NOTHING, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.areas.model import AreaSet

GRID = 20.0
"""Metres: a place of a key is rounded to this, so that a boundary that is drawn a little better keeps it."""


class Code(StrEnum):
    """What can be found; the order in which it is listed."""

    SELF_CROSSING = "self-crossing"
    OVERLAP = "overlap"
    GAP = "gap"
    HOLE = "hole"
    OUTSIDE = "outside-city"
    NO_AREA = "no-area"
    DUPLICATE_CODE = "duplicate-code"
    DUPLICATE_NAME = "duplicate-name"
    NO_CODE = "no-code"
    NO_NAME = "no-name"
    OVERLAP_SLIVER = "overlap-sliver"
    GAP_SLIVER = "gap-sliver"
    SLIVER_PART = "sliver-part"
    UNORGANISED = "unorganised"
    MULTI_PART = "multi-part"


TITLES = {
    Code.SELF_CROSSING: QT_TRANSLATE_NOOP(CONTEXT, "線の交差"),
    Code.OVERLAP: QT_TRANSLATE_NOOP(CONTEXT, "重なり"),
    Code.GAP: QT_TRANSLATE_NOOP(CONTEXT, "すき間"),
    Code.HOLE: QT_TRANSLATE_NOOP(CONTEXT, "穴"),
    Code.OUTSIDE: QT_TRANSLATE_NOOP(CONTEXT, "市の外"),
    Code.NO_AREA: QT_TRANSLATE_NOOP(CONTEXT, "区域なし"),
    Code.DUPLICATE_CODE: QT_TRANSLATE_NOOP(CONTEXT, "番号の重複"),
    Code.DUPLICATE_NAME: QT_TRANSLATE_NOOP(CONTEXT, "名前の重複"),
    Code.NO_CODE: QT_TRANSLATE_NOOP(CONTEXT, "番号なし"),
    Code.NO_NAME: QT_TRANSLATE_NOOP(CONTEXT, "名前なし"),
    Code.OVERLAP_SLIVER: QT_TRANSLATE_NOOP(CONTEXT, "細い重なり"),
    Code.GAP_SLIVER: QT_TRANSLATE_NOOP(CONTEXT, "細いすき間"),
    Code.SLIVER_PART: QT_TRANSLATE_NOOP(CONTEXT, "小さな切れ端"),
    Code.UNORGANISED: QT_TRANSLATE_NOOP(CONTEXT, "未組織地区"),
    Code.MULTI_PART: QT_TRANSLATE_NOOP(CONTEXT, "飛び地"),
}
"""What each is called."""
SEVERITIES = {
    Code.UNORGANISED: Severity.INFO,
    Code.MULTI_PART: Severity.INFO,
    **dict.fromkeys(
        (Code.OVERLAP_SLIVER, Code.GAP_SLIVER, Code.SLIVER_PART, Code.NO_CODE, Code.NO_NAME, Code.HOLE),
        Severity.WARNING,
    ),
}
"""Facts about the city are no faults (:data:`Severity.INFO`); what is not named here is an error."""


PLACED = frozenset(
    {Code.GAP, Code.GAP_SLIVER, Code.HOLE, Code.UNORGANISED, Code.SELF_CROSSING, Code.SLIVER_PART}
)
"""Kinds of which the same rows may have several: their keys tell the place."""


class Kind(StrEnum):
    """What can be done."""

    ASSIGN = "assign"
    """Give a region without an association to one."""
    SNAP = "snap"
    """Give a sliver, a gap, an overlap or a shred, to one of the neighbours."""
    GIVE = "give"
    """Give an overlap to one of the two."""
    SPLIT = "split"
    """Divide an overlap along its middle."""
    FILL = "fill"
    """Fill a hole."""
    MAKE_VALID = "make-valid"
    DROP = "drop"
    """Leave a part away."""
    CLIP = "clip"
    """Cut off what lies outside of the city."""
    JOIN = "join"
    """Make one row of several."""
    AGREE = "agree"
    """The overlap is true: nothing is changed, the decision is kept."""
    KEEP = "keep"
    """It is meant so: nothing is changed, the decision is kept."""


DECISIONS = (Kind.AGREE, Kind.KEEP)
"""Proposals that change no area."""


@dataclass(frozen=True)
class Proposal:
    """One thing that can be done about a finding.

    Attributes
    ----------
    kind
        What.
    id
        Of the row that gets something; empty where it is about all of them.
    message
        What it is called, in Japanese.
    """

    kind: Kind
    id: str = ""
    message: Message = NOTHING


@dataclass(frozen=True, eq=False)
class AreaFinding:
    """Something that was found.

    Attributes
    ----------
    code
        What it is.
    rows, ids
        Rows of the version that it is about, and what names them there.
    shape
        The region that is meant, metres; None for faults of names and codes without a place.
    area
        Its square metres, 0 without a shape.
    buildings, dwellings
        How many buildings lie there, and in how many of them people live; None where nobody knows.
    where
        (east, north) to look at, metres; None without a place.
    proposals
        What can be done, the most likely first.
    message
        The sentence.
    key
        See the module.
    decided
        Whether staff said that it is meant so.
    """

    code: Code
    rows: tuple[int, ...]
    ids: tuple[str, ...]
    shape: shapely.Geometry | None
    area: float
    buildings: int | None
    dwellings: int | None
    where: tuple[float, float] | None
    proposals: tuple[Proposal, ...]
    message: Message
    key: str
    decided: bool = False

    @property
    def severity(self) -> Severity:
        """How much it matters; what was decided is information."""
        return Severity.INFO if self.decided else SEVERITIES.get(self.code, Severity.ERROR)

    @property
    def fault(self) -> bool:
        """Whether something is to be done about it."""
        return self.severity is not Severity.INFO


def label(areas: AreaSet, row: int) -> str:
    """Return what a row is called: its name, else its code, else its number."""
    return str(areas.names[row]) or str(areas.codes[row]) or f"No. {row + 1}"


def offer(kind: Kind, template: str, areas: AreaSet, row: int, **values: object) -> Proposal:
    """Return a proposal about a row; the sentence also gets its name."""
    return Proposal(kind, str(areas.ids[row]), Message(template, {"name": label(areas, row), **values}))


def key_of(code: Code, areas: AreaSet, rows: Iterable[int], place: tuple[float, float] | None = None) -> str:
    """Return the key of a finding; see the module.

    Parameters
    ----------
    code
        What it is.
    areas, rows
        Which rows it is about.
    place
        (east, north) where the rows alone do not say what is meant.
    """
    from gisapp.desks.areas.names import plain

    named = [str(areas.codes[row]) or plain(str(areas.names[row])) or str(areas.ids[row]) for row in rows]
    at = "" if place is None else "@" + ",".join(f"{round(one / GRID) * GRID:.0f}" for one in place)
    return f"{code}:{'+'.join(sorted(named))}{at}"


def made(
    code: Code,
    areas: AreaSet,
    rows: Iterable[int],
    shape: shapely.Geometry | None,
    said: Message,
    *,
    proposals: Iterable[Proposal] = (),
    counted: tuple[int, int] | None = None,
    place: tuple[float, float] | None = None,
) -> AreaFinding:
    """Return a finding with what follows from the rest.

    Parameters
    ----------
    code, areas, rows, shape, proposals
        See :class:`AreaFinding`.
    said
        The sentence; it also gets the numbers that every finding has.
    counted
        Buildings, and those that people live in.
    place
        Where to look; by default a point within the shape.
    """
    import shapely

    rows = tuple(int(row) for row in rows)
    if place is None and shape is not None:
        x, y = shapely.get_coordinates(shapely.point_on_surface(shape))[0].tolist()
        place = (x, y)
    size = 0.0 if shape is None else float(shapely.area(shape))
    numbers = {
        "area": f"{size:,.0f}" if size >= 10 else f"{size:,.1f}",
        "names": "・".join(label(areas, row) for row in rows[:3]) + ("…" if len(rows) > 3 else ""),
        "buildings": "未確認" if counted is None else f"{counted[0]:,}",
        "dwellings": "未確認" if counted is None else f"{counted[1]:,}",
    }
    return AreaFinding(
        code,
        rows,
        tuple(str(areas.ids[row]) for row in rows),
        shape,
        size,
        None if counted is None else counted[0],
        None if counted is None else counted[1],
        place,
        tuple(proposals),
        Message(said.template, MappingProxyType({**numbers, **said.values})),
        key_of(code, areas, rows, place if code in PLACED else None),
    )


def general(one: AreaFinding, crs: str) -> Finding:
    """Return a finding in the form that lists of all desks share, its place in degrees (JGD2011).

    Parameters
    ----------
    one
        The finding.
    crs
        Plane rectangular system of its place.
    """
    from layers.crs import unproject

    point = None
    if one.where is not None:
        longitude, latitude = unproject(np.array([one.where[0]]), np.array([one.where[1]]), crs)
        point = (float(longitude[0]), float(latitude[0]), 0.0)
    where = Where(id=one.ids[0] if one.ids else "", point=point)
    return Finding(one.severity, str(one.code), one.message.template, one.message.values, where)


def plain_area_finding(one: AreaFinding) -> dict[str, Any]:
    """Return a finding as plain values, its sentence written out."""
    return {
        "code": str(one.code),
        "title": TITLES[one.code],
        "severity": str(one.severity),
        "message": str(one.message),
        "ids": list(one.ids),
        "area": round(one.area, 2),
        "buildings": one.buildings,
        "dwellings": one.dwellings,
        "place": None if one.where is None else [round(value, 2) for value in one.where],
        "key": one.key,
        "decided": one.decided,
        "proposals": [
            {"kind": str(each.kind), "id": each.id, "text": str(each.message)} for each in one.proposals
        ],
    }


def parts_of(shapes: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.intp]]:
    """Return the polygons (k,) that shapes consist of, and which shape each is of; lines are left away."""
    import shapely

    parts, of = shapely.get_parts(shapes, return_index=True)
    areal = (shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & ~shapely.is_empty(parts)
    return parts[areal], of[areal]
