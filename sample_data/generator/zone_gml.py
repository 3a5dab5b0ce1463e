"""Writes decisions of the town plan and landslide zones as i-UR 3.1."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import numpy as np
import shapely

from sample_data.generator import shore
from sample_data.generator.attributes import feature_id
from sample_data.generator.codelists import CITY_CODE, PREFECTURE_CODE
from sample_data.generator.districts import TOWN_BLOCKS
from sample_data.generator.gml import CREATED, Lines, areas, coded, envelope
from sample_data.generator.mesh import third_mesh, to_degrees

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sample_data.generator.hazards import SlideZone
    from sample_data.generator.town import Town
    from sample_data.generator.zoning import Zone

FUNCTIONS = {
    "UrbanPlanningArea": "Common_urbanPlanType",
    "AreaClassification": "Common_areaClassificationType",
    "TrafficFacility": "UrbanFacility_function",
    "DistrictPlan": "DistrictPlan_function",
    "DistrictDevelopmentPlan": "DistrictDevelopmentPlan_function",
    "District": "District_function",
    "ResidenceAttractionArea": "UrbanPlan_areaType",
    "UrbanFunctionAttractionArea": "UrbanPlan_areaType",
}
ZONES = "Common_districtsAndZonesType"
BY_PREFECTURE = ("UrbanPlanningArea", "AreaClassification")
UNITS = ("m", "m2")
# Values that stand in an element of their own.
ROAD_VALUES = ("routeTypeNumber", "routeSizeNumber", "routeSerialNumber")
PARTS = {
    "DistrictDevelopmentPlan": "districtDevelopmentPlan",
    "District": "district",
}
KIND_NAMES = {1: "急傾斜地", 2: "渓流", 3: "地すべり"}


def value_line(indent: str, tag: str, text: str, kind: str) -> str:
    """Write a value with its unit or code list."""
    if kind in UNITS:
        return f'{indent}<urf:{tag} uom="{kind}">{text}</urf:{tag}>'
    if kind:
        return f"{indent}{coded(f'urf:{tag}', text, kind)}"
    return f"{indent}<urf:{tag}>{escape(text)}</urf:{tag}>"


def quality(indent: str, source: int) -> Lines:
    """Where geometry and attributes come from."""
    yield f"{indent}<urf:dataQualityAttribute>"
    yield f"{indent}\t<uro:DataQualityAttribute>"
    tag, listed = "uro:geometrySrcDescLod1", "DataQualityAttribute_geometrySrcDesc"
    yield f"{indent}\t\t{coded(tag, source, listed)}"
    yield f"{indent}\t\t{coded('uro:thematicSrcDesc', source, 'DataQualityAttribute_thematicSrcDesc')}"
    yield f"{indent}\t</uro:DataQualityAttribute>"
    yield f"{indent}</urf:dataQualityAttribute>"


def zone_lines(zone: Zone, indent: str, key: str) -> Lines:
    """Write a decision and the parts of it.

    Parameters
    ----------
    zone
        The decision.
    indent
        Of its element.
    key
        Makes its id.
    """
    inner = indent + "\t"
    yield f'{indent}<urf:{zone.theme} gml:id="urf_{feature_id("urf", key)}">'
    yield f"{inner}<gml:name>{escape(zone.name)}</gml:name>"
    yield f"{inner}<core:creationDate>{CREATED}</core:creationDate>"
    yield f"{inner}{coded('urf:function', zone.function, FUNCTIONS.get(zone.theme, ZONES))}"
    for tag, text, kind in zone.values:
        if tag == "usage":
            yield value_line(inner, tag, text, kind)
    number = int(zone.decided[:4]) * 7 % 400 + 11
    yield f"{inner}<urf:validFrom>{zone.decided}</urf:validFrom>"
    yield f"{inner}{coded('urf:validFromType', 1, 'Common_validType')}"
    year, month = int(zone.decided[:4]), int(zone.decided[5:7])
    yield f"{inner}<urf:enactmentFiscalYear>{year - (month < 4)}</urf:enactmentFiscalYear>"
    custodian = "長崎県" if zone.theme in BY_PREFECTURE else "汐見浜市"
    yield f"{inner}<urf:custodian>{custodian}</urf:custodian>"
    yield f"{inner}<urf:notificationNumber>{number}</urf:notificationNumber>"
    yield f"{inner}{coded('urf:urbanPlanType', 21, 'Common_urbanPlanType')}"
    yield f'{inner}<urf:nominalArea uom="ha">{zone.outline.area / 10_000:.1f}</urf:nominalArea>'
    yield f"{inner}{coded('urf:prefecture', PREFECTURE_CODE, 'Common_localPublicAuthorities')}"
    yield f"{inner}{coded('urf:city', CITY_CODE, 'Common_localPublicAuthorities')}"
    yield from areas("urf:lod1MultiSurface", zone.outline, inner)
    yield from quality(inner, 202)
    if zone.theme == "UrbanPlanningArea":
        yield f"{inner}{coded('urf:areaClassification', 1, 'Common_availabilityType')}"
    for tag, text, kind in zone.values:
        if tag not in ("usage", *ROAD_VALUES):
            yield value_line(inner, tag, text, kind)
    road = [value for value in zone.values if value[0] in ROAD_VALUES]
    if road:
        yield f"{inner}<urf:urbanRoadAttribute>"
        yield f"{inner}\t<urf:UrbanRoadAttribute>"
        for value in road:
            yield value_line(inner + "\t\t", *value)
        yield f"{inner}\t</urf:UrbanRoadAttribute>"
        yield f"{inner}</urf:urbanRoadAttribute>"
    for number, part in enumerate(zone.within):
        tag = PARTS[part.theme]
        yield f"{inner}<urf:{tag}>"
        yield from zone_lines(part, inner + "\t", f"{key}/{number}")
        yield f"{inner}</urf:{tag}>"
    yield f"{indent}</urf:{zone.theme}>"


def square_of(shape: shapely.Geometry) -> str:
    """Return the six digits of the grid square that holds the middle of a shape."""
    point = shapely.get_coordinates(shapely.point_on_surface(shape))
    degrees = to_degrees(point)
    return str(third_mesh(degrees[:, 0], degrees[:, 1])[0])[:6]


def member(lines: Iterable[str]) -> Lines:
    """Write a feature as a member of the city model."""
    yield "\t<core:cityObjectMember>"
    yield from lines
    yield "\t</core:cityObjectMember>"


def zone_files(zones: dict[str, tuple[Zone, ...]]) -> dict[str, str]:
    """Return the text of each file below ``udx``: one for each grid square and kind of decision."""
    files: dict[str, list[str]] = {}
    shapes: dict[str, list[shapely.Geometry]] = {}
    for option, some in zones.items():
        for number, zone in enumerate(some):
            name = f"urf/{square_of(zone.outline)}_urf_6697_{option}_op.gml"
            files.setdefault(name, []).extend(member(zone_lines(zone, "\t\t", f"{option}/{number}")))
            shapes.setdefault(name, []).append(zone.outline)
    return {name: document(shapes[name], lines) for name, lines in files.items()}


def document(
    shapes: list[shapely.Geometry], lines: Iterable[str], low: float = 0.0, high: float = 0.0
) -> str:
    """Return a whole file."""
    return envelope(shapes, low, high) + "\n".join(lines) + "\n</core:CityModel>\n"


def slide_lines(zone: SlideZone, outline: shapely.Geometry, number: int, place: str) -> Lines:
    """Write a zone under the landslide law."""
    indent, inner = "\t\t", "\t\t\t"
    yield f'{indent}<urf:SedimentDisasterProneArea gml:id="lsld_{feature_id("lsld", number)}">'
    yield f"{inner}<core:creationDate>{CREATED}</core:creationDate>"
    yield f"{inner}<urf:validFrom>{2014 + number % 6}-0{number % 8 + 1}-15</urf:validFrom>"
    yield f"{inner}{coded('urf:prefecture', PREFECTURE_CODE, 'Common_localPublicAuthorities')}"
    yield f"{inner}{coded('urf:city', CITY_CODE, 'Common_localPublicAuthorities')}"
    yield from areas("urf:lod1MultiSurface", outline, inner)
    yield from quality(inner, 400)
    yield f"{inner}<urf:location>汐見浜市{place}</urf:location>"
    yield f"{inner}{coded('urf:disasterType', zone.kind, 'LandSlideRiskAttribute_description')}"
    yield f"{inner}{coded('urf:areaType', zone.area_type, 'LandSlideRiskAttribute_areaType')}"
    yield f"{inner}<urf:zoneNumber>42999-{zone.kind}-{number // 2 + 1:03d}</urf:zoneNumber>"
    yield f"{inner}<urf:zoneName>{place}{KIND_NAMES[zone.kind]}{number // 2 + 1}</urf:zoneName>"
    yield f"{inner}{coded('urf:status', 0 if zone.kind != 3 else 1, 'LandSlideRiskAttribute_status')}"
    yield f"{indent}</urf:SedimentDisasterProneArea>"


def places(town: Town, shapes: np.ndarray) -> list[str]:
    """Return the town block in which each shape lies for the most part."""
    blocks = np.array(town.block_outlines)
    shared = shapely.area(shapely.intersection(shapes[:, None], blocks[None, :]))
    return [TOWN_BLOCKS[int(one)].name for one in shared.argmax(axis=1)]


def slide_files(town: Town, zones: tuple[SlideZone, ...]) -> dict[str, str]:
    """Return the text of each file of landslide zones below ``udx``."""
    shapes = shapely.intersection(np.array([zone.outline for zone in zones]), shore.land(town))
    shapes = shapely.set_precision(shapes, 0.001)
    squares = np.array([square_of(shape) for shape in shapes])
    named = places(town, shapes)
    files = {}
    for square in np.unique(squares):
        chosen = np.flatnonzero(squares == square).tolist()
        lines = [
            line for row in chosen for line in member(slide_lines(zones[row], shapes[row], row, named[row]))
        ]
        files[f"lsld/{square}_lsld_6697_op.gml"] = document([shapes[row] for row in chosen], lines)
    return files
