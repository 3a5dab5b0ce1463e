"""Reads a planned building from JSON; its shape is that of ``docs/schemas/files/building.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gisapp.desks.planning.shadow import Prism
from layers import plaindata
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.plaindata import Reader

if TYPE_CHECKING:
    from gisapp.desks.planning.site import Site

FORMAT = "gisapp-building-1"
MOST_PARTS, MOST_POINTS = 1000, 10_000

_NO_BUILDING = QT_TRANSLATE_NOOP(CONTEXT, "計画建築物のファイルではありません（format が「{format}」です）。")
_NO_BUILDING_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "docs/schemas/files/building.json の形の JSON を指定してください。"
)
_OTHER_SYSTEM = QT_TRANSLATE_NOOP(
    CONTEXT, "計画建築物の座標系（{crs}）が、敷地の座標系（{wanted}）と違います。"
)
_NO_AREA = QT_TRANSLATE_NOOP(CONTEXT, "「{place}」の線が交わっているか、面になっていません。")
_CORRECT = QT_TRANSLATE_NOOP(CONTEXT, "計画建築物の外形の頂点を確かめてください。")
_NO_PART = QT_TRANSLATE_NOOP(CONTEXT, "計画建築物に部分（parts）がないか、多すぎます（{count} 個）。")


def read_building(content: bytes, crs: str, site: Site) -> list[Prism]:
    """Read a building.

    Parameters
    ----------
    content
        JSON.
    crs
        System of the site.
    site
        Heights in the file count from its ground level.

    Returns
    -------
    Its parts, heights in the datum of the site.

    Raises
    ------
    layers.errors.Damaged
        When it cannot be read, with the place.
    layers.errors.AnalysisFailed
        When it is no building, of another system, or a part is no area.
    """
    plain = plaindata.parse(content, _NO_BUILDING_HINT)
    found = plain.get("format") if isinstance(plain, dict) else ""
    if found != FORMAT:
        raise AnalysisFailed(_NO_BUILDING, _NO_BUILDING_HINT, values={"format": str(found)})
    reader = Reader(plain)
    if reader.text("crs") != crs:
        values = {"crs": reader.text("crs"), "wanted": crs}
        raise AnalysisFailed(_OTHER_SYSTEM, _CORRECT, values=values)
    parts = reader.items("parts", _part)
    if not 0 < len(parts) <= MOST_PARTS:
        raise AnalysisFailed(_NO_PART, _NO_BUILDING_HINT, values={"count": len(parts)})
    return [Prism(part.footprint, part.top + site.ground) for part in parts]


def _part(value: Any, place: str) -> Prism:
    import shapely

    reader = Reader(value, place)
    ring = reader.items("ring", lambda point, where: plaindata.numbers(point, 2, where))
    if not 3 <= len(ring) <= MOST_POINTS:
        plaindata.fail(reader.at("ring"))
    footprint = shapely.Polygon(ring)
    if not footprint.is_valid or footprint.area <= 0:
        raise AnalysisFailed(_NO_AREA, _CORRECT, values={"place": reader.at("ring")})
    return Prism(footprint, reader.number("height"))
