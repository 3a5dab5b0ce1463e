"""What a sheet tells of a place: the answers, and what could be computed of the lot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gisapp.desks.planning.edgeproposals import propose
from gisapp.desks.planning.envelope import envelope
from gisapp.desks.planning.massing import massing
from gisapp.desks.planning.shadow import Daylight
from gisapp.desks.planning.shadowlines import shadow_lines
from gisapp.desks.planning.sitezones import latitude_at, site_from
from layers.errors import AnalysisFailed

if TYPE_CHECKING:
    import shapely

    from gisapp.desks.planning.envelope import Envelope
    from gisapp.desks.planning.massing import Massing
    from gisapp.desks.planning.regulations import Row, Used
    from gisapp.desks.planning.regulationtable import RegulationTable
    from gisapp.desks.planning.shadowlines import ShadowLines
    from gisapp.desks.planning.site import Site
    from gisapp.desks.planning.standing import Line
    from layers.feedback import Feedback
    from layers.messages import Message
    from layers.project import Project


@dataclass(frozen=True, eq=False)
class Seen:
    """The 3D picture of a sheet.

    Attributes
    ----------
    image
        PNG or JPEG.
    legend
        What its colours mean.
    sources
        Where the layers in it come from.
    """

    image: bytes
    legend: tuple[Line, ...] = ()
    sources: tuple[Used, ...] = ()


@dataclass(frozen=True, eq=False)
class Asked:
    """What a sheet tells of.

    Attributes
    ----------
    place
        Point or polygon, metres.
    words
        Its name.
    rows
        Answers for it.
    site, volume, building, shadow
        Where there is a lot, and as far as it could be computed.
    doubts
        Of lot, edges and zones, and why something could not be computed.
    north
        Bearing of the true north, degrees.
    seen
        The picture, None without one.
    """

    place: shapely.Geometry
    words: str
    rows: tuple[Row, ...]
    site: Site | None = None
    volume: Envelope | None = None
    building: Massing | None = None
    doubts: tuple[Message, ...] = ()
    north: float = 0.0
    shadow: ShadowLines | None = None
    seen: Seen | None = field(default=None, repr=False)


def asked_of(
    project: Project,
    table: RegulationTable,
    place: tuple[shapely.Geometry, str],
    rows: tuple[Row, ...],
    feedback: Feedback,
    site: Site | None = None,
) -> Asked:
    """Return what a sheet tells of a place, computed as far as the data allow.

    Parameters
    ----------
    project, table
        Where it lies, and what its layers mean.
    place
        Point or polygon in metres, and its name.
    rows
        The answers for it.
    site
        The lot with its edges where staff have corrected it; None for what the layers propose.
    """
    area, words = place
    if site is None and not area.area:
        return Asked(area, words, rows, north=_north(area, project.crs))
    doubts: list[Message] = []
    if site is None:
        proposal = propose(_outline(area), project.layers, table)
        made = site_from(proposal.lot, rows, project.crs)
        site, doubts = made.site, [*proposal.doubts, *made.doubts]
    volume, building, lines = None, None, None
    feedback.step()
    try:
        volume = envelope(site)
        building = massing(site, volume)
        lines = shadow_lines(
            site, building, Daylight(latitude_at(site.lot, project.crs), site.north), feedback
        )
    except AnalysisFailed as error:  # told on the sheet: the rest of it stands
        doubts.append(error.message)
    return Asked(area, words, rows, site, volume, building, tuple(doubts), site.north, lines)


def _outline(area: shapely.Geometry) -> shapely.Polygon:
    """Return the largest polygon of a place without its holes, its collinear points left out."""
    import shapely

    largest = max(shapely.get_parts(area), key=lambda part: part.area)
    return shapely.Polygon(largest.exterior).simplify(0.001)


def _north(area: shapely.Geometry, crs: str) -> float:
    import numpy as np

    from layers import crs as systems
    from layers.operations import true_north

    longitude, latitude = systems.unproject(np.array([area.centroid.x]), np.array([area.centroid.y]), crs)
    return true_north(float(longitude[0]), float(latitude[0]), crs)[0]
