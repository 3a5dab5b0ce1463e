"""Registry maps made for a test, written as the published format has them, and a plain way to read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

T = "{http://www.moj.go.jp/MINJI/tizuxml}"
Z = "{http://www.moj.go.jp/MINJI/tizuzumen}"


@dataclass(frozen=True)
class Lot:
    """A lot: rings of (east, north), and what is written of it."""

    number: str
    rings: Sequence[Sequence[tuple[float, float]]]
    members: Sequence[str] = ()
    oaza: str = "作草部町"
    missing: bool = False
    backwards: frozenset[int] = frozenset()


def square(east: float, north: float, side: float) -> list[tuple[float, float]]:
    """Return the corners of a square, the first one once."""
    return [(east, north), (east + side, north), (east + side, north + side), (east, north + side)]


def _position(east: float, north: float) -> str:
    return f"<zmn:X>{north:.3f}</zmn:X><zmn:Y>{east:.3f}</zmn:Y>"


def write_map(
    lots: Sequence[Lot],
    *,
    system: str = "公共座標1系",
    datum: str = "測量",
    name: str = "試験図",
    direct: bool = False,
    head: str = "",
    prefix: str = "zmn",
    more: str = "",
) -> str:
    """Return a map; `direct` writes the coordinates into the lines instead of referring to points."""
    points: dict[tuple[float, float], str] = {}
    point_text: list[str] = []
    curves: list[str] = []
    surfaces: list[str] = []
    subject: list[str] = []
    for at, lot in enumerate(lots):
        boundary = []
        for which, ring in enumerate(lot.rings):
            generators = []
            for k, start in enumerate(ring):
                ends = [start, ring[(k + 1) % len(ring)]]
                if k in lot.backwards:
                    ends.reverse()
                columns = []
                for end in ends:
                    if end not in points:
                        points[end] = f"P{len(points):09d}"
                        point_text.append(
                            f'<zmn:GM_Point id="{points[end]}"><zmn:GM_Point.position><zmn:DirectPosition>'
                            f"{_position(*end)}</zmn:DirectPosition></zmn:GM_Point.position></zmn:GM_Point>"
                        )
                    columns.append(
                        f"<zmn:GM_PointArray.column><zmn:GM_Position.direct>{_position(*end)}"
                        "</zmn:GM_Position.direct></zmn:GM_PointArray.column>"
                        if direct
                        else "<zmn:GM_PointArray.column><zmn:GM_Position.indirect><zmn:GM_PointRef.point "
                        f'idref="{points[end]}"/></zmn:GM_Position.indirect></zmn:GM_PointArray.column>'
                    )
                curve = f"C{len(curves):09d}"
                curves.append(
                    f'<zmn:GM_Curve id="{curve}"><zmn:GM_OrientablePrimitive.orientation>+'
                    "</zmn:GM_OrientablePrimitive.orientation><zmn:GM_OrientablePrimitive.primitive "
                    f'idref="{curve}"/><zmn:GM_Curve.segment><zmn:GM_LineString>'
                    f"<zmn:GM_LineString.controlPoint>{''.join(columns)}</zmn:GM_LineString.controlPoint>"
                    "</zmn:GM_LineString></zmn:GM_Curve.segment></zmn:GM_Curve>"
                )
                generators.append(f'<zmn:GM_CompositeCurve.generator idref="{curve}"/>')
            kind = "interior" if which else "exterior"
            boundary.append(
                f"<zmn:GM_SurfaceBoundary.{kind}><zmn:GM_Ring>{''.join(generators)}</zmn:GM_Ring>"
                f"</zmn:GM_SurfaceBoundary.{kind}>"
            )
        if not lot.missing:
            surfaces.append(
                f'<zmn:GM_Surface id="F{at:09d}"><zmn:GM_Surface.patch><zmn:GM_Polygon>'
                f"<zmn:GM_Polygon.boundary><zmn:GM_SurfaceBoundary>{''.join(boundary)}"
                "</zmn:GM_SurfaceBoundary></zmn:GM_Polygon.boundary></zmn:GM_Polygon>"
                "</zmn:GM_Surface.patch></zmn:GM_Surface>"
            )
        members = "".join(
            "<筆界未定構成筆><大字コード>015</大字コード><丁目コード>000</丁目コード><小字コード>0000</小字コード>"
            f"<予備コード>00</予備コード><大字名>別の町</大字名><地番>{one}</地番></筆界未定構成筆>"
            for one in lot.members
        )
        subject.append(
            f'<筆 id="H{at:09d}"><大字コード>015</大字コード><丁目コード>000</丁目コード>'
            f"<小字コード>0000</小字コード><予備コード>00</予備コード><大字名>{lot.oaza}</大字名>"
            f'<地番>{lot.number}</地番><形状 idref="F{at:09d}"/><精度区分>甲一</精度区分>'
            f"<座標値種別>測量成果</座標値種別>{members}</筆>"
        )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'{head}<地図 xmlns="http://www.moj.go.jp/MINJI/tizuxml"'
        ' xmlns:zmn="http://www.moj.go.jp/MINJI/tizuzumen">\n'
        f"<version>ver1.0</version>\n<地図名>{name}</地図名>\n<市区町村コード>42201</市区町村コード>\n"
        f"<市区町村名>長崎市</市区町村名>\n<座標系>{system}</座標系>\n"
        + (f"<測地系判別>{datum}</測地系判別>\n" if datum else "")
        + "<空間属性>\n"
        + "\n".join([*point_text, *curves, *surfaces])
        + "\n</空間属性>\n<主題属性>\n"
        + "\n".join(subject)
        + f"\n{more}</主題属性>\n<図郭><地図番号>A-1</地図番号><縮尺分母>500</縮尺分母>"
        "<方位不明フラグ>false</方位不明フラグ>"
        f"<左下座標>{_position(0, 0)}</左下座標><左上座標>{_position(0, 100)}</左上座標>"
        f"<右下座標>{_position(200, 0)}</右下座標><右上座標>{_position(200, 100)}</右上座標>"
        "<地図種類>地籍図</地図種類><地図分類>法第14条1項地図</地図分類><地図材質>電磁的記録媒体</地図材質>"
        "<地図作成年月日><年>2009</年><月>3</月><日>5</日></地図作成年月日>"
        "<備付地図年月日><年>2010</年><月>12</月><日>24</日></備付地図年月日>"
        + "".join(f'<筆参照 idref="H{at:09d}"/>' for at in range(len(lots)))
        + "</図郭>\n</地図>\n"
    )
    return (
        text
        if prefix == "zmn"
        else text.replace("zmn:", f"{prefix}:").replace("xmlns:zmn", f"xmlns:{prefix}")
    )


# ------------------------------------------------------------------------------------- the plain reader


def count(content: bytes, tag: str) -> int:
    """Return how often an element below 主題属性 (or the map itself, for 図郭) occurs."""
    root = etree.fromstring(content)
    return len(root.findall(f"{T}主題属性/{T}{tag}")) + len(root.findall(f"{T}{tag}"))


def areas(content: bytes) -> dict[str, float]:
    """Return the area of each lot by its id: every reference followed, the sum of the trapezoids."""
    root = etree.fromstring(content)
    points = {point.get("id"): _xy(point) for point in root.iter(f"{Z}GM_Point")}
    curves = {}
    for curve in root.iter(f"{Z}GM_Curve"):
        curves[curve.get("id")] = [
            points[reference.get("idref")] for reference in curve.iter(f"{Z}GM_PointRef.point")
        ]
    surfaces = {}
    for surface in root.iter(f"{Z}GM_Surface"):
        total = 0.0
        for kind, sign in (("exterior", 1), ("interior", -1)):
            for ring in surface.iter(f"{Z}GM_SurfaceBoundary.{kind}"):
                corners = [
                    curves[use.get("idref")][0] for use in ring.iter(f"{Z}GM_CompositeCurve.generator")
                ]
                total += sign * shoelace(corners)
        surfaces[surface.get("id")] = total
    return {str(lot.get("id")): surfaces[lot.find(f"{T}形状").get("idref")] for lot in root.iter(f"{T}筆")}


def shoelace(corners: Sequence[tuple[float, float]]) -> float:
    """Return the area of a ring that is not closed."""
    pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _xy(point: _Element) -> tuple[float, float]:
    return float(point.findtext(f".//{Z}Y")), float(point.findtext(f".//{Z}X"))
