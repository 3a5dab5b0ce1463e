"""Choosing a lot: from a layer of parcels, by its number, from a building, merged or split."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.found import Readings, flat_near, read, rows_near
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.planning.regulationtable import RegulationTable
    from layers.base import Layer

    Roles = Mapping[str, tuple[str, ...]]

MOST_NAMED = 5
JOIN = 0.01
"""Metres: parcels whose lines lie so near are neighbours."""

_NO_PARCELS = QT_TRANSLATE_NOOP(CONTEXT, "地番のレイヤがありません。")
_NO_PARCELS_HINT = QT_TRANSLATE_NOOP(CONTEXT, "登記所備付地図か地番図を読み込むか、敷地を描いてください。")
_NO_NUMBER = QT_TRANSLATE_NOOP(CONTEXT, "地番「{number}」の筆が見つかりません。")
_NO_NUMBER_HINT = QT_TRANSLATE_NOOP(CONTEXT, "町名と地番を確かめてください（例: 本町一丁目 12-3）。")
_MANY = QT_TRANSLATE_NOOP(CONTEXT, "地番「{number}」の筆が {count} 件あります: {places}")
_MANY_HINT = QT_TRANSLATE_NOOP(CONTEXT, "町名から入力するか、地図で選んでください。")
_NOT_ONE = QT_TRANSLATE_NOOP(CONTEXT, "選んだ土地が一つながりの面になりません。")
_NOT_ONE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "隣り合う筆だけを選んでください。")
_NOT_CUT = QT_TRANSLATE_NOOP(CONTEXT, "線が敷地を二つに分けていません。")
_NOT_CUT_HINT = QT_TRANSLATE_NOOP(CONTEXT, "敷地の外から外まで、敷地を横切る線を引いてください。")
ESTIMATED = QT_TRANSLATE_NOOP(CONTEXT, "建物の外形に {margin} m の余白を加えた推定の敷地です。")


@dataclass(frozen=True, eq=False)
class Parcel:
    """A parcel of a layer.

    Attributes
    ----------
    polygon
        Its area, metres.
    number, place
        地番, and 所在 as the layer writes it; both may be empty.
    layer, feature
        Where it is written.
    """

    polygon: shapely.Polygon
    number: str
    place: str
    layer: str
    feature: int

    @property
    def name(self) -> str:
        """How it is called."""
        return self.place if self.number and self.place.endswith(self.number) else self.place + self.number


def plain_number(text: str) -> str:
    """Return a 地番 so that 「１２番地の３」 and 「12-3」 are equal."""
    found = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    found = re.sub(r"(番地|番)の?(?=\d)", "-", found)
    found = re.sub(r"(?<=\d)の(?=\d)", "-", found)
    return re.sub(r"[‐‑–—―ー−ｰ]", "-", re.sub(r"(番地|番|号)$", "", found))


def parcels_at(layers: Sequence[Layer], table: RegulationTable, east: float, north: float) -> list[Parcel]:
    """Return the parcels at a point, the smallest first."""
    import shapely

    point = shapely.Point(east, north)
    found = []
    for layer, matcher in Readings.of(layers).layers_of(table.lots):
        if layer.data is None:
            continue
        box = (east, north, east, north)
        owner, shapes = flat_near(layer, rows_near(layer, box), box)
        for index in np.flatnonzero(shapely.intersects(shapes, point)).tolist():
            row = int(owner[index])
            found += [
                _parcel(layer, matcher.fields, row, polygon)
                for polygon in _polygons(shapes[index])
                if polygon.intersects(point)
            ]
    return sorted(found, key=lambda one: one.polygon.area)


def corners_near(
    layers: Sequence[Layer], table: RegulationTable, east: float, north: float, reach: float
) -> NDArray[np.float64]:
    """Return the corners (n, 2) of parcels within a square around a point, metres.

    Parameters
    ----------
    layers, table
        Of the project; the table says which layers are parcels.
    east, north
        Middle of the square.
    reach
        Half of its side.
    """
    import shapely

    box = (east - reach, north - reach, east + reach, north + reach)
    found = [np.empty((0, 2))]
    for layer, _ in Readings.of(layers).layers_of(table.lots):
        if layer.data is not None:
            found.append(shapely.get_coordinates(flat_near(layer, rows_near(layer, box), box)[1]))
    corners = np.concatenate(found)
    near = np.abs(corners - (east, north)).max(axis=1) <= reach
    return corners[near]


def parcel_numbered(layers: Sequence[Layer], table: RegulationTable, text: str) -> Parcel:
    """Return the parcel of a 地番, with or without its place before it.

    Raises
    ------
    layers.errors.AnalysisFailed
        When there is no layer of parcels, none of the number, or several.
    """
    wanted = plain_number(text)
    found = []
    known = [pair for pair in Readings.of(layers).layers_of(table.lots) if pair[0].data is not None]
    if not known:
        raise AnalysisFailed(_NO_PARCELS, _NO_PARCELS_HINT)
    for layer, matcher in known:
        for row in _rows_named(layer, matcher.fields, wanted):
            shape = _flat(layer.data.store.shapes(np.array([row]))[0])
            found += [_parcel(layer, matcher.fields, row, polygon) for polygon in _polygons(shape)]
    if not found:
        raise AnalysisFailed(_NO_NUMBER, _NO_NUMBER_HINT, values={"number": text})
    if len(found) > 1:
        names = "、".join(one.name for one in found[:MOST_NAMED])
        more = "…" if len(found) > MOST_NAMED else ""
        raise AnalysisFailed(
            _MANY, _MANY_HINT, values={"number": text, "count": len(found), "places": names + more}
        )
    return found[0]


def _rows_named(layer: Layer, roles: Roles, wanted: str) -> list[int]:
    """Return the rows whose number, or place and number, is the wanted one."""
    table = layer.data.table
    columns = {attribute.name for attribute in table.attributes}

    def texts(role: str) -> NDArray[np.object_] | None:
        names = roles.get(role, ())
        name = next((one for one in names if one in columns), None)
        return None if name is None else table.texts(name)

    number, place = texts("number"), texts("place")
    if number is None:
        return []
    plain = np.array([plain_number(str(one)) for one in number], dtype=object)
    met = plain == wanted
    if place is not None:
        whole = np.array([plain_number(str(one)) for one in place], dtype=object)
        met |= np.char.endswith(whole.astype(str), wanted) & np.char.endswith(wanted, plain.astype(str))
        joined = np.char.add(whole.astype(str), plain.astype(str))
        met |= np.char.endswith(joined, wanted) & (np.char.str_len(plain.astype(str)) < len(wanted))
    exact = plain == wanted
    return np.flatnonzero(exact if exact.any() and wanted[:1].isdigit() else met).tolist()


def _parcel(layer: Layer, roles: Roles, row: int, polygon: shapely.Polygon) -> Parcel:
    table = layer.data.table
    return Parcel(
        polygon,
        read(table, roles.get("number", ()), row),
        read(table, roles.get("place", ()), row),
        layer.id,
        row,
    )


def _flat(shape: shapely.Geometry) -> shapely.Geometry:
    import shapely

    return shapely.make_valid(shapely.force_2d(shape))


def _polygons(shape: shapely.Geometry) -> list[shapely.Polygon]:
    import shapely

    return [one for one in shapely.get_parts(shape) if one.geom_type == "Polygon" and one.area > 0]


def merged(polygons: Sequence[shapely.Polygon]) -> shapely.Polygon:
    """Return parcels as one lot; lines that lie a centimetre apart are closed.

    Raises
    ------
    layers.errors.AnalysisFailed
        When they do not hang together or leave a hole.
    """
    import shapely

    joined = shapely.union_all(list(polygons))
    if joined.geom_type != "Polygon":
        joined = joined.buffer(JOIN, join_style="mitre").buffer(-JOIN, join_style="mitre")
    if joined.geom_type != "Polygon" or joined.is_empty or joined.interiors:
        raise AnalysisFailed(_NOT_ONE, _NOT_ONE_HINT)
    return shapely.remove_repeated_points(joined)


def split(polygon: shapely.Polygon, line: shapely.LineString) -> tuple[shapely.Polygon, shapely.Polygon]:
    """Return the two lots that a line makes of one, the larger one first.

    Raises
    ------
    layers.errors.AnalysisFailed
        When it does not make two.
    """
    from shapely.ops import split as cut

    parts = sorted(cut(polygon, line).geoms, key=lambda part: -part.area)
    if len(parts) != 2:
        raise AnalysisFailed(_NOT_CUT, _NOT_CUT_HINT)
    return parts[0], parts[1]


def around_building(footprint: shapely.Geometry, margin: float) -> tuple[shapely.Polygon, Message]:
    """Return an estimated lot around a building, and the sentence that says so.

    Parameters
    ----------
    footprint
        Of the building, metres.
    margin
        Metres on all sides.
    """
    hull = footprint.buffer(margin, join_style="mitre").simplify(0.05)
    if hull.geom_type != "Polygon":
        hull = hull.convex_hull
    import shapely

    return shapely.Polygon(hull.exterior), Message(ESTIMATED, {"margin": f"{margin:g}"})
