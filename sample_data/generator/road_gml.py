"""Writes roads as PLATEAU ``tran``: one feature for each section."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import numpy as np
import shapely

from sample_data.generator.attributes import feature_id
from sample_data.generator.gml import CREATED, Lines, areas, coded
from sample_data.generator.mesh import third_mesh, to_degrees
from sample_data.generator.road_sections import width_type
from sample_data.generator.zone_gml import document, member

if TYPE_CHECKING:
    from sample_data.generator.road_sections import Section


def section_lines(section: Section, indent: str) -> Lines:
    """Write a section of a road."""
    inner = indent + "\t"
    name = feature_id("tran", section.road, section.number)
    structure = "RoadStructureAttribute"
    yield f'{indent}<tran:Road gml:id="tran_{name}">'
    yield f"{inner}<gml:name>{escape(section.name)}</gml:name>"
    yield f"{inner}<core:creationDate>{CREATED}</core:creationDate>"
    yield f"{inner}{coded('tran:function', section.law, 'Road_function')}"
    yield from areas("tran:lod1MultiSurface", section.surface, inner)
    yield f"{inner}<uro:tranDataQualityAttribute>"
    yield f"{inner}\t<uro:DataQualityAttribute>"
    source, listed = "uro:geometrySrcDescLod1", "DataQualityAttribute_geometrySrcDesc"
    yield f"{inner}\t\t{coded(source, '301', listed)}"
    yield f"{inner}\t\t{coded('uro:thematicSrcDesc', '300', 'DataQualityAttribute_thematicSrcDesc')}"
    yield f"{inner}\t</uro:DataQualityAttribute>"
    yield f"{inner}</uro:tranDataQualityAttribute>"
    yield f"{inner}<uro:roadStructureAttribute>"
    yield f"{inner}\t<uro:{structure}>"
    yield f"{inner}\t\t{coded('uro:widthType', width_type(section.width), f'{structure}_widthType')}"
    yield f'{inner}\t\t<uro:width uom="m">{section.width:.1f}</uro:width>'
    yield f"{inner}\t\t{coded('uro:sectionType', section.section_type, f'{structure}_sectionType')}"
    yield f"{inner}\t</uro:{structure}>"
    yield f"{inner}</uro:roadStructureAttribute>"
    yield f"{indent}</tran:Road>"


def road_files(sections: tuple[Section, ...]) -> dict[str, str]:
    """Return the text of each file below ``udx``, one for each grid square of about 1 km."""
    shapes = np.array([section.surface for section in sections])
    degrees = to_degrees(shapely.get_coordinates(shapely.point_on_surface(shapes)))
    squares = third_mesh(degrees[:, 0], degrees[:, 1])
    files = {}
    for square in np.unique(squares):
        chosen = np.flatnonzero(squares == square).tolist()
        lines = [line for row in chosen for line in member(section_lines(sections[row], "\t\t"))]
        files[f"tran/{square}_tran_6697_op.gml"] = document([shapes[row] for row in chosen], lines)
    return files
