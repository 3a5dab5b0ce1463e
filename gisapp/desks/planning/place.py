"""The place that is meant at the counter: a point, a parcel, surroundings of a building, or a lot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from gisapp.desks.planning.lot import Edge, make_lot
from gisapp.desks.planning.lots import around_building, merged, parcel_numbered, parcels_at, split
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.planning.lots import Parcel
    from gisapp.desks.planning.regulationtable import RegulationTable
    from gisapp.desks.planning.sitefile import SiteDocument
    from layers.base import Layer

MARGIN = 2.0
"""Metres around a building that are taken for its lot where nobody knows the lot."""
SHARE = 0.05
"""Part of a footprint that must stand on another parcel to be told."""
COLLINEAR = 0.001
"""Metres by which a corner may lie off the line between its neighbours and still be none."""


class How(StrEnum):
    """How a place came about."""

    POINT = "point"
    PARCEL = "parcel"
    BUILDING = "building"
    FILE = "file"
    DRAWN = "drawn"
    MERGED = "merged"
    CUT = "cut"


SOURCES = {
    How.POINT: "",
    How.PARCEL: QT_TRANSLATE_NOOP(CONTEXT, "図上計測（レイヤ「{detail}」）"),
    How.BUILDING: QT_TRANSLATE_NOOP(CONTEXT, "推定（建物の外形に {detail} m の余白）"),
    How.FILE: QT_TRANSLATE_NOOP(CONTEXT, "図上計測（ファイル「{detail}」）"),
    How.DRAWN: QT_TRANSLATE_NOOP(CONTEXT, "図上計測（職員が描いた敷地）"),
    How.MERGED: QT_TRANSLATE_NOOP(CONTEXT, "図上計測（{detail} 筆を合わせた敷地）"),
    How.CUT: QT_TRANSLATE_NOOP(CONTEXT, "図上計測（分けた敷地）"),
}
"""Where an outline comes from; ``detail`` is a layer, file, number of parcels or metres."""
KINDS = {How.POINT: "point", How.PARCEL: "parcel", How.BUILDING: "building"}
"""What the command line calls a place; everything else is a ``lot``."""

_STANDS_ON = QT_TRANSLATE_NOOP(
    CONTEXT, "建物は、となりの筆（{names}）にもまたがっています。Shift を押してクリックすると合わせます。"
)
_NO_SHAPE = QT_TRANSLATE_NOOP(CONTEXT, "この建物には外形がないため、敷地を推定できません。")
_NO_SHAPE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "敷地を描くか、地面をクリックしてください。")


@dataclass(frozen=True, eq=False)
class Place:
    """The place that is meant.

    Attributes
    ----------
    area
        Point or polygon, metres of the project's system.
    how, detail
        How it came about; see :data:`SOURCES`.
    words
        What it is called, as it stands on sheets.
    site
        The document when it came from one.
    others
        Further parcels at the point: of other layers, or lying over each other.
    notes
        What must be known of how it was chosen.
    """

    area: shapely.Geometry
    how: How
    words: str
    detail: str = ""
    site: SiteDocument | None = None
    others: tuple[Parcel, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def kind(self) -> str:
        """``point``, ``lot``, ``parcel`` or ``building``."""
        return KINDS.get(self.how, "lot")

    @property
    def source(self) -> Message:
        """Where the outline comes from, empty for a point."""
        return Message(SOURCES[self.how], {"detail": self.detail})

    @property
    def outline(self) -> shapely.Polygon | None:
        """The largest polygon without its holes and without corners in a line; None at a point."""
        import shapely

        if not self.area.area:
            return None
        largest = max(shapely.get_parts(self.area), key=lambda part: part.area)
        return shapely.Polygon(largest.exterior).simplify(COLLINEAR)


def at_point(layers: Sequence[Layer], table: RegulationTable, east: float, north: float) -> Place:
    """Return the smallest parcel at a point, or the point itself where no parcel is known.

    Parameters
    ----------
    layers, table
        Of the project; the table says which layers are parcels.
    east, north
        Metres of the project's system.
    """
    import shapely

    found = parcels_at(layers, table, east, north)
    if found:
        return of_parcel(found[0], layers, found[1:])
    return Place(shapely.Point(east, north), How.POINT, "")


def of_number(layers: Sequence[Layer], table: RegulationTable, text: str) -> Place:
    """Return the parcel of a 地番.

    Raises
    ------
    layers.errors.AnalysisFailed
        When there is none, or several.
    """
    return of_parcel(parcel_numbered(layers, table, text), layers)


def of_parcel(parcel: Parcel, layers: Sequence[Layer], others: Sequence[Parcel] = ()) -> Place:
    """Return a parcel as a place."""
    name = next((layer.name for layer in layers if layer.id == parcel.layer), "")
    return Place(parcel.polygon, How.PARCEL, parcel.name, name, others=tuple(others))


def of_building(
    layer: Layer,
    feature: int,
    layers: Sequence[Layer],
    table: RegulationTable,
    margin: float = MARGIN,
    *,
    on_parcel: bool = True,
) -> Place:
    """Return the parcel that most of a building stands on, or an estimated lot around it.

    Parameters
    ----------
    layer, feature
        The building.
    layers, table
        Of the project.
    margin
        Metres around the footprint where there is no parcel.
    on_parcel
        False to take the footprint although there is a parcel.

    Raises
    ------
    layers.errors.AnalysisFailed
        When the building has no shape on the ground.
    """
    import shapely

    shapes = layer.footprints()
    footprint = None if shapes is None else shapes[feature]
    if footprint is None or footprint.is_empty:
        raise AnalysisFailed(_NO_SHAPE, _NO_SHAPE_HINT)
    footprint = shapely.make_valid(shapely.force_2d(footprint))
    if on_parcel:
        middle = footprint.representative_point()
        here = at_point(layers, table, middle.x, middle.y)
        if here.how is How.PARCEL:
            return _with_neighbours(here, footprint, layers, table)
    lot, told = around_building(footprint, margin)
    return Place(lot, How.BUILDING, "建物の周り（推定）", f"{margin:g}", notes=(told,))


def _with_neighbours(
    here: Place, footprint: shapely.Geometry, layers: Sequence[Layer], table: RegulationTable
) -> Place:
    """Tell of the other parcels that the building stands on."""
    rest = footprint.difference(here.area)
    if rest.area < SHARE * footprint.area:
        return here
    middle = rest.representative_point()
    found = parcels_at(layers, table, middle.x, middle.y)
    names = [one.name for one in found[:1] if one.name != here.words]
    if not names:
        return here
    return replace(here, notes=(*here.notes, Message(_STANDS_ON, {"names": "、".join(names)})))


def joined(place: Place, more: Place) -> Place:
    """Return two places as one lot.

    Raises
    ------
    layers.errors.AnalysisFailed
        When they do not hang together.
    """
    lot = merged([place.area, more.area])
    count = int(place.detail) if place.how is How.MERGED else 1
    first = place.words.rsplit(" ほか ", 1)[0]
    return Place(lot, How.MERGED, f"{first} ほか {count} 筆", str(count + 1))


def divided(place: Place, line: shapely.LineString) -> tuple[Place, Place]:
    """Return the two lots that a line makes of one, the larger one first.

    Raises
    ------
    layers.errors.AnalysisFailed
        When it does not make two.
    """
    words = place.words if place.how is How.CUT else f"{place.words} の一部"
    parts = split(place.outline or place.area, line)
    return Place(parts[0], How.CUT, words), Place(parts[1], How.CUT, words)


def drawn(ring: NDArray[np.float64]) -> Place:
    """Return a lot that staff drew; (n, 2) metres, not closed.

    Raises
    ------
    layers.errors.AnalysisFailed
        When its lines cross or it is no area.
    """
    lot = make_lot(ring, tuple(Edge() for _ in ring))
    return Place(lot.polygon(), How.DRAWN, "描いた敷地")
