"""The check of a department's areas: everything that is wrong with them, with places and proposals.

Definitions: DOMAIN.md §4 speaks of gaps in terms of houses, so a gap is land without an association in which
people live; what is narrower than a metre or smaller than 20 m² is listed as a sliver. What the words mean
exactly stands in :mod:`gisapp.desks.areas.emptyland` and :mod:`gisapp.desks.areas.buildings`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.buildings import Buildings, Members, members_of, within
from gisapp.desks.areas.emptyland import Limits
from gisapp.desks.areas.findings import AreaFinding, Code
from gisapp.desks.areas.gaps import Land, gaps
from gisapp.desks.areas.overlaps import overlaps
from gisapp.desks.areas.rowfaults import row_faults
from gisapp.desks.areas.shapefaults import Counted, apart, areal, crossings, outside, sound_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.areas.model import AreaSet
    from layers.feedback import Feedback

_SHAPES = QT_TRANSLATE_NOOP(CONTEXT, "区域の形を調べています")
_HOUSES = QT_TRANSLATE_NOOP(CONTEXT, "建物がどの区域に入るか調べています")
_LAND = QT_TRANSLATE_NOOP(CONTEXT, "重なりとすき間を探しています")
_NO_BUILDINGS = QT_TRANSLATE_NOOP(
    CONTEXT, "建物のデータがないため、すき間に住宅があるかは未確認です。囲まれた所をすべてすき間としました。"
)
_NO_USAGE = QT_TRANSLATE_NOOP(CONTEXT, "用途の分からない建物 {count} 棟は、住宅として数えました。")
_NO_CITY = QT_TRANSLATE_NOOP(CONTEXT, "市の区域の図がないため、市の外に出ている区域は調べていません。")


@dataclass(frozen=True, eq=False)
class Checked:
    """What a check found.

    Attributes
    ----------
    areas
        The version.
    sound
        (m,) its areas without faults, None where a row has none.
    findings
        Everything, the gravest kinds first.
    buildings
        Those that were counted; None where none are known.
    members
        Which area each of them is in; None as above.
    homeless
        (n,) whether a building is in no area; empty as above.
    empty
        Pieces of land between areas where nobody lives.
    rounding
        Square metres of gaps and of overlaps that come of rounded coordinates.
    notes
        What was not known and what that means for the answer.
    limits
        What counted.
    """

    areas: AreaSet
    sound: NDArray[np.object_]
    findings: tuple[AreaFinding, ...]
    buildings: Buildings | None
    members: Members | None
    homeless: NDArray[np.bool_]
    empty: int
    rounding: tuple[float, float]
    notes: tuple[Message, ...]
    limits: Limits

    @property
    def faults(self) -> tuple[AreaFinding, ...]:
        """What something is to be done about."""
        return tuple(one for one in self.findings if one.fault)

    @property
    def counts(self) -> dict[Code, int]:
        """How many findings there are of each kind, without what was decided."""
        found = Counter(one.code for one in self.findings if not one.decided)
        return {code: found[code] for code in Code if found[code]}

    @property
    def unorganised(self) -> tuple[int, int]:
        """Buildings, and dwellings, that are in no area."""
        if self.buildings is None:
            return 0, 0
        return int(self.homeless.sum()), int((self.homeless & self.buildings.living).sum())

    @property
    def in_two(self) -> tuple[int, int]:
        """Buildings, and dwellings, that are in two areas."""
        if self.buildings is None or self.members is None:
            return 0, 0
        twice = self.members.in_two
        return int(twice.sum()), int((twice & self.buildings.living).sum())


def check(
    areas: AreaSet,
    buildings: Buildings | None,
    city: shapely.Geometry | None,
    agreed: Collection[str],
    feedback: Feedback,
    limits: Limits | None = None,
) -> Checked:
    """Return everything that is wrong with the areas of a department.

    Parameters
    ----------
    areas
        The version, metres of a plane rectangular system.
    buildings
        In the same system; None where none are known.
    city
        Outline of the city in the same system, None where it is not known. Buildings outside of it do not
        count.
    agreed
        Keys of findings that staff decided on: they are listed, and are no faults.
    feedback
        For progress and the wish to stop.
    limits
        What counts.

    Raises
    ------
    layers.feedback.Cancelled
        When the user stopped it.
    """
    import shapely

    limits = limits or Limits()
    feedback.step(0.0, 1.0, Message(_SHAPES))
    shapes = areal(areas)
    sound = sound_of(shapes)
    if city is not None and not city.is_valid:
        city = shapely.make_valid(city, method="structure", keep_collapsed=False)
    feedback.step(0.1, 1.0, Message(_HOUSES))
    members, homeless, living = None, np.zeros(0, np.bool_), np.zeros(0, np.bool_)
    if buildings is not None:
        if city is not None:
            buildings = within(buildings, city)
        members = members_of(sound, buildings, feedback.share(0.1, 0.5))
        homeless = ~shapely.is_missing(buildings.shapes) & (members.area_of < 0)
        living = buildings.living
    counted = _counter(buildings)
    feedback.step(0.5, 1.0, Message(_LAND))
    findings = [*crossings(areas, shapes, sound), *row_faults(areas, shapes)]
    findings += apart(areas, shapes, counted, limits)
    if city is not None:
        findings += outside(areas, sound, city, counted, limits)
    feedback.step(0.6, 1.0, Message(_LAND))
    both, double_rounding = overlaps(areas, sound, members, living, limits)
    feedback.step(0.7, 1.0, Message(_LAND))
    land = Land((), 0, 0.0)
    if not shapely.is_missing(sound).all():
        lost = None if buildings is None else (buildings, np.flatnonzero(homeless))
        land = gaps(areas, sound, lost, city, limits, feedback)
    order = list(Code)
    found = [replace(one, decided=one.key in agreed) for one in (*findings, *both, *land.findings)]
    found.sort(key=lambda one: (order.index(one.code), -(one.dwellings or 0), -one.area, one.key))
    return Checked(
        areas,
        sound,
        tuple(found),
        buildings,
        members,
        homeless,
        land.empty,
        (land.rounding, double_rounding),
        _notes(buildings, city),
        limits,
    )


def _counter(buildings: Buildings | None) -> Counted:
    """Return a function from a place to the buildings and dwellings in it, by a point inside each."""
    import shapely

    if buildings is None:
        return lambda _: None
    tree = shapely.STRtree(buildings.shapes)

    def counted(place: shapely.Geometry) -> tuple[int, int] | None:
        near = tree.query(place, predicate="intersects")
        inside = near[shapely.intersects(place, shapely.point_on_surface(buildings.shapes[near]))]
        return len(inside), int(buildings.living[inside].sum())

    return counted


def _notes(buildings: Buildings | None, city: shapely.Geometry | None) -> tuple[Message, ...]:
    notes = []
    if buildings is None:
        notes.append(Message(_NO_BUILDINGS))
    elif buildings.unknown.any():
        notes.append(Message(_NO_USAGE, {"count": f"{int(buildings.unknown.sum()):,}"}))
    if city is None:
        notes.append(Message(_NO_CITY))
    return tuple(notes)
