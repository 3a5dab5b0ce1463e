"""Writes hazard maps as bodies of water: one for each rank and grid square, with the level as height."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from sample_data.generator.attributes import feature_id
from sample_data.generator.gml import CREATED, Lines, coded, positions
from sample_data.generator.mesh import third_mesh, to_degrees
from sample_data.generator.zone_gml import document, member

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sample_data.generator.inundation import Inundation
    from sample_data.generator.valley import Floats

FLOODED = 1140
RIVER_FOLDER = "pref/shiomigawa_shiomigawa"
MAP_FOLDER = "42_1"
# Class of the standard list, risk attribute, folder, digits of the file's grid square, folders to the top.
THEMES = {
    "fld": (1, "RiverFlooding", RIVER_FOLDER, 8, 4),
    "tnm": (2, "Tsunami", MAP_FOLDER, 6, 3),
    "htd": (3, "HighTide", MAP_FOLDER, 6, 3),
}
NAMES = {"tnm": "汐見浜湾津波浸水想定", "htd": "汐見浜湾高潮浸水想定区域図"}
RIVER_MAPS = {
    1: "汐見川水系汐見川洪水浸水想定区域図（計画規模）",
    2: "汐見川水系汐見川洪水浸水想定区域図（想定最大規模）",
}


def triangle_lines(corners: Floats, indent: str) -> Lines:
    """Write squares as two triangles each, as published data have them."""
    yield f"{indent}<wtr:lod1MultiSurface>"
    yield f"{indent}\t<gml:MultiSurface>"
    triangles = np.concatenate([corners[:, [0, 1, 2]], corners[:, [0, 2, 3]]], axis=1).reshape(-1, 3, 3)
    inner = indent + "\t\t"
    for triangle in triangles:
        yield f"{inner}<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing>"
        yield f"{inner}\t<gml:posList>{positions(triangle)}</gml:posList>"
        yield f"{inner}</gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>"
    yield f"{indent}\t</gml:MultiSurface>"
    yield f"{indent}</wtr:lod1MultiSurface>"


def water_lines(one: Inundation, square: str, rank: int, corners: Floats, indent: str) -> Lines:
    """Write a body of water; `corners` are latitude, longitude, level."""
    function, kind, _, _, depth = THEMES[one.theme]
    inner = indent + "\t"
    attribute = f"{kind}RiskAttribute"
    yield (f'{indent}<wtr:WaterBody gml:id="{one.theme}_{feature_id(one.theme, one.scale, square, rank)}">')
    yield f"{inner}<gml:name>{RIVER_MAPS.get(one.scale) or NAMES[one.theme]}</gml:name>"
    yield f"{inner}<core:creationDate>{CREATED}</core:creationDate>"
    yield f"{inner}{coded('wtr:class', FLOODED, 'WaterBody_class', depth)}"
    yield f"{inner}{coded('wtr:function', function, 'WaterBody_function', depth)}"
    yield from triangle_lines(corners, inner)
    yield f"{inner}<uro:floodingRiskAttribute>"
    yield f"{inner}\t<uro:{attribute}>"
    yield f"{inner}\t\t{coded('uro:description', 1, f'{attribute}_description', depth)}"
    yield f"{inner}\t\t{coded('uro:rank', rank, f'{attribute}_rank', depth)}"
    if one.scale:
        yield f"{inner}\t\t{coded('uro:adminType', 2, f'{attribute}_adminType', depth)}"
        yield f"{inner}\t\t{coded('uro:scale', one.scale, f'{attribute}_scale', depth)}"
    yield f"{inner}\t</uro:{attribute}>"
    yield f"{inner}</uro:floodingRiskAttribute>"
    yield f"{indent}</wtr:WaterBody>"


def squares_of(one: Inundation) -> NDArray[np.str_]:
    """Return the grid square of each flooded square."""
    degrees = to_degrees(one.corners[:, :, :2].mean(axis=1))
    squares = third_mesh(degrees[:, 0], degrees[:, 1])
    return np.array([square[: THEMES[one.theme][3]] for square in squares])


def water_files(maps: tuple[Inundation, ...]) -> tuple[dict[str, str], dict[str, int]]:
    """Return the text of each file below ``udx``, and how many bodies of water each map has."""
    files: dict[str, str] = {}
    counts: dict[str, int] = {}
    for one in maps:
        _, _, folder, _, _ = THEMES[one.theme]
        scale = f"_l{one.scale}" if one.scale else ""
        squares, ranks = squares_of(one), one.rank
        degrees = to_degrees(one.corners[:, :, :2].reshape(-1, 2)).reshape(-1, 4, 2)
        corners = np.concatenate([degrees, one.corners[:, :, 2:]], axis=2)
        for square in np.unique(squares):
            own = squares == square
            lines: list[str] = []
            for rank in np.unique(ranks[own]).tolist():
                chosen = corners[own & (ranks == rank)]
                lines += member(water_lines(one, str(square), rank, chosen, "\t\t"))
                counts[f"{one.theme}{scale}"] = counts.get(f"{one.theme}{scale}", 0) + 1
            shape = shapely.multipoints(one.corners[own][:, :, :2].reshape(-1, 2))
            levels = one.corners[own][:, :, 2]
            name = f"{one.theme}/{folder}/{square}_{one.theme}_6697{scale}_op.gml"
            files[name] = document([shape], lines, float(levels.min()), float(levels.max()))
    return files, counts
