"""Findings of a check, and a repaired version, as features with shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.areas.findings import TITLES, parts_of
from gisapp.desks.areas.madelayers import layer_named, made_content
from layers.base import Attribute
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.desks.areas.checks import Checked
    from gisapp.desks.areas.findings import AreaFinding
    from gisapp.desks.areas.model import AreaSet
    from gisapp.export.made import MadeContent

FINDINGS = QT_TRANSLATE_NOOP(CONTEXT, "区域の点検結果")
DECIDED = QT_TRANSLATE_NOOP(CONTEXT, "決定済み")


def findings_content(checked: Checked) -> MadeContent:
    """Return the findings as areas; those of names and codes bear the areas of their rows."""
    found = checked.findings
    columns: dict[str, tuple[Attribute, list[Any]]] = {
        "code": (Attribute("code", "種別コード"), [str(one.code) for one in found]),
        "title": (Attribute("title", "種別"), [TITLES[one.code] for one in found]),
        "message": (Attribute("message", "内容"), [str(one.message) for one in found]),
        "area": (Attribute("area", "面積", "m²", "number"), [round(one.area, 2) for one in found]),
        "buildings": (Attribute("buildings", "建物", "棟", "integer"), [one.buildings for one in found]),
        "dwellings": (
            Attribute("dwellings", "うち住宅", "棟", "integer"),
            [one.dwellings for one in found],
        ),
        "proposal": (
            Attribute("proposal", "直し方の案"),
            [str(one.proposals[0].message) if one.proposals else None for one in found],
        ),
        "decided": (Attribute("decided", "決定"), [DECIDED if one.decided else None for one in found]),
        "key": (Attribute("key", "キー"), [one.key for one in found]),
    }
    shapes = np.full(len(found), None, dtype=object)
    shapes[:] = [_areal(one) for one in found]
    areas = checked.areas
    layer = layer_named("areas_findings", FINDINGS, areas.crs)
    return made_content(layer, columns, shapes, _sources(areas))


def areas_content(areas: AreaSet) -> MadeContent:
    """Return a version as areas."""
    texts = (
        ("code", "自治会コード", areas.codes),
        ("name", "名称", areas.names),
        ("kana", "かな", areas.kanas),
    )
    columns = {
        name: (Attribute(name, label), [one or None for one in values]) for name, label, values in texts
    }
    return made_content(layer_named("areas", areas.title, areas.crs), columns, areas.shapes, _sources(areas))


def _areal(one: AreaFinding) -> Any:
    import shapely

    parts, _ = parts_of(np.array([one.shape], dtype=object))
    return shapely.multipolygons(parts) if len(parts) else None


def _sources(areas: AreaSet) -> tuple[str, ...]:
    return (" ".join(one for one in (areas.title, areas.source, areas.date) if one),)
