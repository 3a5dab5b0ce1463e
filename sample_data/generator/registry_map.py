"""Writes parcels as the map XML of the legal affairs bureaus (登記所備付地図), in public coordinates."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sample_data.generator.codelists import CITY_CODE
from sample_data.generator.parcels import CHOME

if TYPE_CHECKING:
    from sample_data.generator.parcels import Parcel

NAMESPACES = 'xmlns="http://www.moj.go.jp/MINJI/tizuxml" xmlns:zmn="http://www.moj.go.jp/MINJI/tizuzumen"'
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
SCALE = 500


def position(point: tuple[float, float]) -> str:
    """Write a position: X is north and Y is east in this format."""
    return f"<zmn:X>{point[1]:.3f}</zmn:X><zmn:Y>{point[0]:.3f}</zmn:Y>"


def registry_map(name: str, parcels: list[Parcel], oaza_codes: dict[str, int]) -> str:
    """Return a map of some parcels.

    Parameters
    ----------
    name
        Of the map.
    parcels
        What is on it; common corners and edges of neighbours are written once.
    oaza_codes
        Number of each 大字 in the municipality.
    """
    points: dict[tuple[float, float], str] = {}
    edges: dict[tuple[str, str], str] = {}
    point_text: list[str] = []
    curve_text: list[str] = []
    surface_text: list[str] = []
    lots: list[str] = []

    def point(place: tuple[float, float]) -> str:
        if place not in points:
            points[place] = f"P{len(points) + 1:09d}"
            point_text.append(
                f'<zmn:GM_Point id="{points[place]}"><zmn:GM_Point.position><zmn:DirectPosition>'
                f"{position(place)}</zmn:DirectPosition></zmn:GM_Point.position></zmn:GM_Point>"
            )
        return points[place]

    def edge(ends: tuple[str, str]) -> str:
        if ends not in edges:
            edges[ends] = f"C{len(edges) + 1:09d}"
            columns = "".join(
                "<zmn:GM_PointArray.column><zmn:GM_Position.indirect>"
                f'<zmn:GM_PointRef.point idref="{end}"/>'
                "</zmn:GM_Position.indirect></zmn:GM_PointArray.column>"
                for end in ends
            )
            curve_text.append(
                f'<zmn:GM_Curve id="{edges[ends]}"><zmn:GM_OrientablePrimitive.orientation>+'
                "</zmn:GM_OrientablePrimitive.orientation><zmn:GM_OrientablePrimitive.primitive "
                f'idref="{edges[ends]}"/><zmn:GM_Curve.segment><zmn:GM_LineString>'
                f"<zmn:GM_LineString.controlPoint>{columns}</zmn:GM_LineString.controlPoint>"
                "</zmn:GM_LineString></zmn:GM_Curve.segment></zmn:GM_Curve>"
            )
        return edges[ends]

    for number, parcel in enumerate(parcels, start=1):
        boundary = []
        for which, ring in enumerate((parcel.outline.exterior, *parcel.outline.interiors)):
            corners = [point((x, y)) for x, y in np.round(shapely.get_coordinates(ring), 3).tolist()]
            pairs = [(a, b) for a, b in pairwise(corners) if a != b]
            uses = "".join(f'<zmn:GM_CompositeCurve.generator idref="{edge(pair)}"/>' for pair in pairs)
            kind = "interior" if which else "exterior"
            boundary.append(
                f"<zmn:GM_SurfaceBoundary.{kind}><zmn:GM_Ring>{uses}</zmn:GM_Ring>"
                f"</zmn:GM_SurfaceBoundary.{kind}>"
            )
        surface_text.append(
            f'<zmn:GM_Surface id="F{number:09d}"><zmn:GM_Surface.patch><zmn:GM_Polygon>'
            f"<zmn:GM_Polygon.boundary><zmn:GM_SurfaceBoundary>{''.join(boundary)}</zmn:GM_SurfaceBoundary>"
            "</zmn:GM_Polygon.boundary></zmn:GM_Polygon></zmn:GM_Surface.patch></zmn:GM_Surface>"
        )
        chome = f"{CHOME[parcel.chome - 1]}丁目" if parcel.chome else ""
        lots.append(
            f'<筆 id="H{number:09d}"><大字コード>{oaza_codes[parcel.oaza]:03d}</大字コード>'
            f"<丁目コード>{parcel.chome:03d}</丁目コード><小字コード>0000</小字コード><予備コード>00</予備コード>"
            f"<大字名>{parcel.oaza}</大字名>"
            + (f"<丁目名>{chome}</丁目名>" if chome else "")
            + f"<地番>{parcel.number.translate(WIDE)}</地番>"
            f'<形状 idref="F{number:09d}"/><精度区分>甲二</精度区分><座標値種別>測量成果</座標値種別></筆>'
        )
    west, south, east, north = shapely.total_bounds(np.array([parcel.outline for parcel in parcels]))
    sheet = "".join(
        f"<{corner}座標>{position(place)}</{corner}座標>"
        for corner, place in (
            ("左下", (west, south)),
            ("左上", (west, north)),
            ("右下", (east, south)),
            ("右上", (east, north)),
        )
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<地図 {NAMESPACES}>\n<version>ver1.0</version>\n'
        f"<地図名>{name}</地図名>\n<市区町村コード>{CITY_CODE}</市区町村コード>\n<市区町村名>汐見浜市</市区町村名>\n"
        "<座標系>公共座標1系</座標系>\n<測地系判別>測量</測地系判別>\n<空間属性>\n"
        + "\n".join([*point_text, *curve_text, *surface_text])
        + "\n</空間属性>\n<主題属性>\n"
        + "\n".join(lots)
        + f"\n</主題属性>\n<図郭><地図番号>{name}</地図番号><縮尺分母>{SCALE}</縮尺分母>"
        f"<方位不明フラグ>false</方位不明フラグ>{sheet}<地図種類>地籍図</地図種類>"
        "<地図分類>法第14条1項地図</地図分類><地図材質>電磁的記録媒体</地図材質>"
        "<地図作成年月日><年>2012</年><月>3</月><日>9</日></地図作成年月日>"
        "<備付地図年月日><年>2013</年><月>10</月><日>21</日></備付地図年月日>"
        + "".join(f'<筆参照 idref="H{number:09d}"/>' for number in range(1, len(parcels) + 1))
        + "</図郭>\n</地図>\n"
    )
