"""The answer of the counter: what is asked of a place, put together from the single calculations.

It comes in three steps, because they take their time: the rules with the numbers of the lot
(:func:`answered`), the volume with a simple building (:func:`built`, again for every move of a slider),
and the shadow (:func:`shadows`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gisapp.desks.planning import place as places
from gisapp.desks.planning.asked import Asked
from gisapp.desks.planning.edgeproposals import corrected, propose
from gisapp.desks.planning.entries import NONE, Entries, Wish, kept_at, told_of
from gisapp.desks.planning.inset import site_of
from gisapp.desks.planning.levels import doubts_of, propose_levels
from gisapp.desks.planning.lot import Behind
from gisapp.desks.planning.offers import offers_at
from gisapp.desks.planning.regulations import rules_at, used_of
from gisapp.desks.planning.sitezones import latitude_at, north_at, site_from
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from datetime import date

    from gisapp.desks.planning.edgeproposals import Proposal
    from gisapp.desks.planning.envelope import Envelope
    from gisapp.desks.planning.levels import LevelProposal
    from gisapp.desks.planning.lot import Lot
    from gisapp.desks.planning.massing import Massing
    from gisapp.desks.planning.offers import Offered
    from gisapp.desks.planning.place import Place
    from gisapp.desks.planning.regulations import Row, Used
    from gisapp.desks.planning.regulationtable import RegulationTable
    from gisapp.desks.planning.shadowverdict import Verdict
    from gisapp.desks.planning.site import Site
    from layers.feedback import Feedback
    from layers.messages import Message
    from layers.project import Project

_NO_SHAPE = QT_TRANSLATE_NOOP(CONTEXT, "選んだものには形がないため、場所が分かりません。")
_NO_SHAPE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "地図をクリックしてください。")


@dataclass(frozen=True)
class Question:
    """What was clicked.

    Attributes
    ----------
    east, north
        Metres of the project's system.
    layer, feature
        What stands there, empty for the ground.
    on_parcel
        False for the surroundings of a building although it stands on a parcel.
    """

    east: float
    north: float
    layer: str = ""
    feature: int = -1
    on_parcel: bool = True


@dataclass(frozen=True, eq=False)
class Study:
    """What can be said of a place before anything is built on it.

    Attributes
    ----------
    place, crs
        The place, and the plane rectangular system.
    rows
        The answer for every regulation.
    offers
        What the city recommends here.
    entries
        What staff entered.
    proposal
        The lot as the layers propose it, None at a point.
    levels
        What the ground suggests, None where it is not known; it counts when staff take it over.
    lot
        With the edges as staff corrected them.
    site
        With zones; None at a point and where a calculation fails (told in `doubts`).
    doubts
        What must be confirmed.
    north
        Bearing of the true north, degrees.
    sources
        Layers from which the lot, its edges and its levels come.
    """

    place: Place
    crs: str
    rows: tuple[Row, ...]
    offers: tuple[Offered, ...] = ()
    entries: Entries = NONE
    proposal: Proposal | None = None
    levels: LevelProposal | None = None
    lot: Lot | None = None
    site: Site | None = None
    doubts: tuple[Message, ...] = ()
    north: float = 0.0
    sources: tuple[Used, ...] = ()

    @property
    def road_edges(self) -> tuple[int, ...]:
        """The edges of the lot that face a road."""
        edges = () if self.lot is None else self.lot.edges
        return tuple(index for index, edge in enumerate(edges) if edge.behind is Behind.ROAD)

    @property
    def position(self) -> tuple[float, float]:
        """Longitude and latitude of the middle of the place, degrees."""
        import numpy as np

        from layers import crs as systems

        middle = self.place.area.centroid
        longitude, latitude = systems.unproject(np.array([middle.x]), np.array([middle.y]), self.crs)
        return float(longitude[0]), float(latitude[0])


@dataclass(frozen=True, eq=False)
class Built:
    """What may be built on a site, and a simple building in it; None with the reason where that fails."""

    site: Site
    wish: Wish
    volume: Envelope | None = None
    building: Massing | None = None
    doubts: tuple[Message, ...] = ()


def place_of(project: Project, table: RegulationTable, question: Question) -> tuple[Place, Entries]:
    """Return the place that a click means, and what staff entered of it before.

    A lot that staff kept comes first, then parcels, then the surroundings of a building, then the point.

    Raises
    ------
    layers.errors.AnalysisFailed
        When the building that was clicked has no shape on the ground.
    """
    layer = project.layer(question.layer)
    if layer is not None and layer.kind == "buildings" and layer.data is not None:
        found = places.of_building(
            layer, question.feature, project.layers, table, on_parcel=question.on_parcel
        )
        middle = found.area.representative_point()
        east, north = middle.x, middle.y
    else:
        found, (east, north) = None, (question.east, question.north)
    kept, unread = kept_at(project, east, north) if question.on_parcel else (None, ())
    if kept is not None:
        return replace(kept.place, notes=unread), kept.entries
    if found is None:
        found = places.at_point(project.layers, table, east, north)
    return replace(found, notes=(*found.notes, *unread)), NONE


def question_of(project: Project, layer_id: str, feature: int) -> Question:
    """Return the question about a feature: at a point in it.

    Raises
    ------
    layers.errors.AnalysisFailed
        When it has no shape.
    """
    import shapely

    layer = project.layer(layer_id)
    shapes = None if layer is None else layer.footprints()
    shape = None if shapes is None else shapes[feature]
    if shape is None or shape.is_empty:
        raise AnalysisFailed(_NO_SHAPE, _NO_SHAPE_HINT)
    middle = shapely.make_valid(shapely.force_2d(shape)).representative_point()
    return Question(middle.x, middle.y, layer_id, feature)


def asked_at(
    project: Project, table: RegulationTable, question: Question, on: date, *, feedback: Feedback
) -> Study:
    """Return the answer to a click; see :func:`place_of` and :func:`answered`."""
    feedback.step()
    place, entries = place_of(project, table, question)
    return answered(project, table, place, on, entries, feedback=feedback)


def asked_of(
    project: Project, table: RegulationTable, layer_id: str, feature: int, on: date, *, feedback: Feedback
) -> Study:
    """Return the answer for a feature that was chosen elsewhere; see :func:`question_of`."""
    feedback.step()
    return asked_at(project, table, question_of(project, layer_id, feature), on, feedback=feedback)


def answered(
    project: Project,
    table: RegulationTable,
    place: Place,
    on: date,
    entries: Entries = NONE,
    *,
    feedback: Feedback,
) -> Study:
    """Return what can be said of a place.

    Parameters
    ----------
    project, table
        Layers and the regulations that are sought in them.
    place
        The place.
    on
        The day for which is asked.
    entries
        What staff entered.
    """
    feedback.step()
    rows = rules_at(place.area, project.crs, project.layers, table, on)
    offers = offers_at(rows, table, on)
    feedback.step()
    outline = place.outline
    if outline is None:
        middle = place.area.centroid
        north = north_at(middle.x, middle.y, project.crs)
        return Study(place, project.crs, rows, offers, doubts=place.notes, north=north)
    if place.site is not None:
        site = place.site.site
        return Study(
            place, project.crs, rows, offers, lot=site.lot, site=site, doubts=place.notes, north=site.north
        )
    proposal = propose(outline, project.layers, table)
    feedback.step()
    levels = propose_levels(corrected(proposal.lot, dict(entries.edges)), project)
    study = Study(
        *(place, project.crs, rows, offers),
        proposal=proposal,
        levels=levels,
        sources=_sources(project, place, proposal, levels),
    )
    return concluded(study, entries)


def _sources(
    project: Project, place: Place, proposal: Proposal, levels: LevelProposal | None
) -> tuple[Used, ...]:
    """Return the layers from which the lot, its edges and its levels come."""
    names = {place.detail} if place.how is places.How.PARCEL else set()
    names.update(name for edge in proposal.lot.edges for name in edge.source.split("、"))
    names.update(() if levels is None else levels.names)
    return tuple(
        used_of(one, reaches=True) for one in project.layers if one.name in names and one.data is not None
    )


def concluded(study: Study, entries: Entries) -> Study:
    """Return a study with what staff entered: rules and proposals stay, the numbers follow."""
    if study.proposal is None:
        return replace(study, entries=entries)
    said = dict(entries.edges)
    lot = _levelled(corrected(study.proposal.lot, said), entries)
    doubts = [*study.place.notes]
    doubts += [one for one in study.proposal.doubts if _number(one) - 1 not in said]
    made = site_from(lot, study.rows, study.crs)
    doubts += [*doubts_of(study.levels, entries), *told_of(entries)]
    doubts += made.doubts
    given = {
        name: value
        for name in ("floor_area_ratio", "coverage_ratio")
        if (value := getattr(entries, name)) is not None
    }
    zones = tuple(replace(zone, **given) for zone in made.site.zones)
    levels = entries.levels
    site: Site | None = replace(
        made.site,
        zones=zones,
        corner=entries.corner,
        resistance=entries.resistance,
        elevation=None if levels is None else levels.ground,
        mean_ground=None if levels is None else round(levels.mean - levels.ground, 3),
        steps=()
        if levels is None
        else tuple(replace(one, level=round(one.level - levels.ground, 3)) for one in levels.steps),
    )
    try:
        site_of(lot)  # whether the strips of narrow roads leave a site
    except AnalysisFailed as error:
        doubts.append(error.message)
        site = None
    return replace(study, entries=entries, lot=lot, site=site, doubts=tuple(doubts), north=made.site.north)


def _levelled(lot: Lot, entries: Entries) -> Lot:
    """Return a lot with the levels that staff took over; what they said of an edge itself comes first."""
    if entries.levels is None:
        return lot
    said, taken = dict(entries.edges), dict(entries.levels.edges)
    edges = tuple(
        replace(edge, level=taken[index]) if index in taken and index not in said else edge
        for index, edge in enumerate(lot.edges)
    )
    return replace(lot, edges=edges)


def _number(doubt: Message) -> int:
    """Return the number of the edge that a doubt is about, 0 for none."""
    value = doubt.values.get("edge", 0)
    return value if isinstance(value, int) else 0


def basis_of(project: Project) -> tuple[tuple[str, int], ...]:
    """Return what answers rest on: layers and their data; style and visibility do not count."""
    read = (layer for layer in project.layers if layer.data is not None and not layer.in_project)
    return tuple((layer.id, id(layer.data)) for layer in read)


def built(site: Site, wish: Wish, *, feedback: Feedback) -> Built:
    """Return what may be built, and a simple building in it."""
    from gisapp.desks.planning.cuts import coarse
    from gisapp.desks.planning.envelope import envelope  # compiled loops: not before somebody asks
    from gisapp.desks.planning.massing import massing

    feedback.step()
    wanted = dict(wish.setbacks)
    edges = tuple(
        replace(edge, setback=wanted[index]) if index in wanted else edge
        for index, edge in enumerate(site.lot.edges)
    )
    site = replace(site, lot=replace(site.lot, edges=edges))
    volume = None
    try:
        volume = envelope(site)
        feedback.step()
        building = massing(site, volume, wish.storey, wish.storeys)
    except AnalysisFailed as error:  # told: the rest of the answer stands
        told = () if volume is None else coarse(volume)
        return Built(site, wish, volume, None, (*told, error.message))
    return Built(site, wish, volume, building, coarse(volume))


def shadows(made: Built, crs: str, *, feedback: Feedback) -> tuple[Verdict, ...]:
    """Return the verdict of the shadow for each zone of a site; none without a building."""
    from gisapp.desks.planning.shadow import Daylight
    from gisapp.desks.planning.shadowverdict import verdict

    if made.building is None:
        return ()
    daylight = Daylight(latitude_at(made.site.lot, crs), made.site.north)
    found = []
    for zone in made.site.zones:
        feedback.step()
        found.append(verdict(made.site, zone, made.building, daylight))
    return tuple(found)


def for_sheet(study: Study, made: Built | None = None, *, feedback: Feedback) -> Asked:
    """Return what the sheet tells of a study: with the lines of the shadow, where there is a building."""
    from gisapp.desks.planning.shadow import Daylight
    from gisapp.desks.planning.shadowlines import shadow_lines

    place = study.place
    asked = Asked(
        place.area,
        place.words,
        study.rows,
        study.site,
        doubts=study.doubts,
        north=study.north,
        offers=study.offers,
        sources=study.sources,
    )
    if made is None:
        return asked
    doubts, lines = [*study.doubts, *made.doubts], None
    if made.building is not None:
        daylight = Daylight(latitude_at(made.site.lot, study.crs), made.site.north)
        try:
            lines = shadow_lines(made.site, made.building, daylight, feedback)
        except AnalysisFailed as error:  # told on the sheet: the rest of it stands
            doubts.append(error.message)
    return replace(
        asked,
        site=made.site,
        volume=made.volume,
        building=made.building,
        doubts=tuple(doubts),
        shadow=lines,
    )
