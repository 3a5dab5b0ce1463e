"""Reads and writes a site as one JSON document; its shape is that of ``docs/schemas/files/site.json``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from gisapp.desks.planning.districts import district
from gisapp.desks.planning.grounds import GroundRegion
from gisapp.desks.planning.lot import Behind, Edge, Opposite, make_lot
from gisapp.desks.planning.site import Site
from gisapp.desks.planning.zones import Slope, Zone
from layers import plaindata
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.plaindata import Reader

if TYPE_CHECKING:
    import shapely

FORMAT = "gisapp-site-1"
MOST_POINTS = 10_000
"""Corners that a lot or zone may have."""
SAME = 1e-6
"""Metres: levels that differ by less are one."""
ARTICLES = frozenset({"", "other", "42-1-1", "42-1-2", "42-1-3", "42-1-4", "42-1-5", "42-2", "42-3", "43-2"})
"""Kinds of road; empty where nobody knows."""

_NO_SITE = QT_TRANSLATE_NOOP(CONTEXT, "敷地のファイルではありません（format が「{format}」です）。")
_NO_SITE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "gisapp で保存した敷地（site.json）を選んでください。")
_UNKNOWN = QT_TRANSLATE_NOOP(CONTEXT, "「{place}」の「{value}」は使えません。使えるもの: {known}")
_UNKNOWN_HINT = QT_TRANSLATE_NOOP(CONTEXT, "敷地のファイルを直すか、画面で入力し直してください。")
_TOO_MANY = QT_TRANSLATE_NOOP(CONTEXT, "「{place}」の点が多すぎます（{count} 点、最大 {most} 点）。")
_NEGATIVE = QT_TRANSLATE_NOOP(CONTEXT, "「{place}」は 0 以上の数にしてください（{value}）。")


@dataclass(frozen=True)
class Correction:
    """What staff changed of a proposal: which member, from what, to what, and why."""

    what: str
    was: str
    now: str
    why: str = ""
    when: str = ""


@dataclass(frozen=True, eq=False)
class SiteDocument:
    """A site with what belongs to it.

    Attributes
    ----------
    site
        The site.
    crs
        Plane rectangular system.
    name
        Place and number, as it stands on sheets.
    corrections
        What staff changed.
    sources
        Where the proposals came from: name, file and date.
    """

    site: Site
    crs: str
    name: str = ""
    corrections: tuple[Correction, ...] = ()
    sources: tuple[tuple[str, str, str], ...] = ()


def write_site(document: SiteDocument) -> bytes:
    """Return a document as JSON."""
    site = document.site
    return plaindata.dump(
        {
            "format": FORMAT,
            "name": document.name,
            "crs": document.crs,
            "ring": site.lot.ring.tolist(),
            "edges": [plain_edge(edge) for edge in site.lot.edges],
            "zones": [_plain_zone(zone) for zone in site.zones],
            "ground": site.ground,
            "mean_ground": site.mean_ground,
            "north": site.north,
            "special_distance": site.special_distance,
            "corner": site.corner,
            "fire": site.fire,
            "resistance": site.resistance,
            "elevation": site.elevation,
            "steps": [plain_ground(one) for one in site.steps],
            "corrections": [
                {"what": one.what, "was": one.was, "now": one.now, "why": one.why, "when": one.when}
                for one in document.corrections
            ],
            "sources": [{"name": name, "file": file, "date": date} for name, file, date in document.sources],
        }
    )


def read_site(content: bytes) -> SiteDocument:
    """Read a document.

    Raises
    ------
    layers.errors.Damaged
        When it cannot be read, with the place.
    layers.errors.AnalysisFailed
        When it is no site, its lot is no area, or a code is unknown.
    """
    plain = plaindata.parse(content, _UNKNOWN_HINT)
    found = plain.get("format") if isinstance(plain, dict) else ""
    if found != FORMAT:
        raise AnalysisFailed(_NO_SITE, _NO_SITE_HINT, values={"format": str(found)})
    reader = Reader(plain)
    ring = read_ring(reader.value.get("ring"), "ring")
    edges = reader.items("edges", read_edge)
    site = Site(
        make_lot(ring, edges),
        reader.items("zones", _zone),
        reader.number("ground", 0.0),
        _number(reader, "mean_ground"),
        reader.number("north", 0.0),
        read_size(reader, "special_distance"),
        reader.flag("corner", default=False),
        read_one_of(reader, "fire", ("", "fire", "quasi")),
        read_one_of(reader, "resistance", ("", "fireproof", "quasi")),
        _number(reader, "elevation"),
        read_grounds(reader, "steps", reader.number("ground", 0.0)),
    )
    return SiteDocument(
        site,
        reader.text("crs"),
        reader.text("name", ""),
        reader.items("corrections", _correction),
        reader.items("sources", _source),
    )


def plain_edge(edge: Edge) -> dict[str, Any]:
    """Return an edge as plain values."""
    return {one.name: getattr(edge, one.name) for one in fields(edge)} | {
        "behind": edge.behind.value,
        "opposite": edge.opposite.value,
    }


def _plain_zone(zone: Zone) -> dict[str, Any]:
    plain = {one.name: getattr(zone, one.name) for one in fields(zone)}
    slope = zone.adjacent
    return plain | {
        "area": None if zone.area is None else plain_area(zone.area),
        "adjacent": None if slope is None else [slope.height, slope.rise],
        "height_district_north": [[one.height, one.rise] for one in zone.height_district_north],
    }


def plain_ground(ground: GroundRegion) -> dict[str, Any]:
    """Return a ground level and where it counts."""
    return {"level": ground.level, "area": None if ground.area is None else plain_area(ground.area)}


def read_grounds(reader: Reader, name: str, lowest: float) -> tuple[GroundRegion, ...]:
    """Return several ground levels of plain values, none where there is only one.

    Raises
    ------
    layers.errors.Damaged
        When they do not rise from the lowest, or have no area; otherwise as :func:`read_site`.
    """
    found = reader.items(name, _ground)
    levels = [one.level for one in found]
    rising = all(one < other for one, other in pairwise(levels))
    if len(found) == 1 or not rising or any(abs(one - lowest) > SAME for one in levels[:1]):
        plaindata.fail(reader.at(name))
    return found


def _ground(value: Any, place: str) -> GroundRegion:
    reader = Reader(value, place)
    return GroundRegion(reader.number("level"), read_area(reader.value.get("area"), reader.at("area")))


def plain_area(area: shapely.Geometry) -> list[list[list[list[float]]]]:
    """Return polygons as lists of rings, the outer one first, as in GeoJSON."""
    import shapely

    return [
        [shapely.get_coordinates(ring).tolist() for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(area)
        if part.geom_type == "Polygon"
    ]


def read_edge(value: Any, place: str) -> Edge:
    """Return an edge of plain values; the errors are those of :func:`read_site`."""
    reader = Reader(value, place)
    return Edge(
        Behind(read_one_of(reader, "behind", tuple(Behind), Behind.NEIGHBOUR)),
        read_size(reader, "width"),
        read_one_of(reader, "article", tuple(sorted(ARTICLES))),
        reader.text("road", ""),
        _number(reader, "level"),
        Opposite(read_one_of(reader, "opposite", tuple(Opposite), Opposite.LOTS)),
        read_size(reader, "opposite_width") or 0.0,
        read_size(reader, "setback") or 0.0,
        reader.text("source", ""),
    )


def _zone(value: Any, place: str) -> Zone:
    reader = Reader(value, place)
    adjacent = reader.value.get("adjacent")
    shadow = reader.value.get("shadow_class")
    area = reader.value.get("area")
    return Zone(
        district(reader.text("use")).id,
        read_size(reader, "floor_area_ratio"),
        read_size(reader, "coverage_ratio"),
        None if area is None else read_area(area, reader.at("area")),
        read_size(reader, "road_width_factor"),
        read_size(reader, "road_slope"),
        read_size(reader, "road_reach"),
        None if adjacent is None else _slope(adjacent, reader.at("adjacent")),
        read_size(reader, "height_limit"),
        None if shadow is None else reader.integer("shadow_class"),
        reader.number("shadow_plane", 4.0),
        read_size(reader, "wall_setback") or 0.0,
        reader.items("height_district_north", _slope),
        read_size(reader, "height_district_limit"),
    )


def _slope(value: Any, place: str) -> Slope:
    return Slope(*plaindata.numbers(value, 2, place))


def read_area(value: Any, place: str) -> shapely.Geometry:
    """Return polygons of plain values; the errors are those of :func:`read_site`."""
    import shapely

    if not isinstance(value, list) or not all(isinstance(rings, list) and rings for rings in value):
        plaindata.fail(place)
    polygons = []
    for number, rings in enumerate(value):
        found = [read_ring(ring, f"{place}[{number}][{index}]") for index, ring in enumerate(rings)]
        polygons.append(shapely.Polygon(found[0], found[1:]))
    return shapely.union_all(shapely.make_valid(polygons))


def read_ring(value: Any, place: str) -> list[tuple[float, ...]]:
    """Return the points of a ring of plain values; the errors are those of :func:`read_site`."""
    if not isinstance(value, list) or len(value) < 3:
        plaindata.fail(place)
    if len(value) > MOST_POINTS:
        values = {"place": place, "count": len(value), "most": MOST_POINTS}
        raise AnalysisFailed(_TOO_MANY, _UNKNOWN_HINT, values=values)
    return [plaindata.numbers(point, 2, f"{place}[{index}]") for index, point in enumerate(value)]


def _number(reader: Reader, name: str) -> float | None:
    return None if reader.value.get(name) is None else reader.number(name)


def read_size(reader: Reader, name: str) -> float | None:
    """Return a number that is not negative, None where it is missing."""
    value = _number(reader, name)
    if value is not None and value < 0:
        raise AnalysisFailed(
            _NEGATIVE, _UNKNOWN_HINT, values={"place": reader.at(name), "value": f"{value:g}"}
        )
    return value


def read_one_of(reader: Reader, name: str, known: tuple[str, ...], default: str = "") -> str:
    """Return a text that must be one of some."""
    value = reader.text(name, default)
    if value not in known:
        values = {"place": reader.at(name), "value": value, "known": "、".join(one for one in known if one)}
        raise AnalysisFailed(_UNKNOWN, _UNKNOWN_HINT, values=values)
    return value


def _correction(value: Any, place: str) -> Correction:
    reader = Reader(value, place)
    texts = (reader.text("what"), reader.text("was", ""), reader.text("now", ""))
    return Correction(*texts, reader.text("why", ""), reader.text("when", ""))


def _source(value: Any, place: str) -> tuple[str, str, str]:
    reader = Reader(value, place)
    return reader.text("name"), reader.text("file", ""), reader.text("date", "")
