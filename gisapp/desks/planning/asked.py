"""What a sheet tells of a place: the answers, and what could be computed of the lot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import shapely

    from gisapp.desks.planning.envelope import Envelope
    from gisapp.desks.planning.massing import Massing
    from gisapp.desks.planning.offers import Offered
    from gisapp.desks.planning.regulations import Row, Used
    from gisapp.desks.planning.shadowlines import ShadowLines
    from gisapp.desks.planning.site import Site
    from gisapp.desks.planning.standing import Line
    from layers.messages import Message


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
    offers
        What the city recommends here.
    seen
        The picture, None without one.
    sources
        Where lot, edges and levels come from.
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
    offers: tuple[Offered, ...] = ()
    seen: Seen | None = field(default=None, repr=False)
    sources: tuple[Used, ...] = ()
