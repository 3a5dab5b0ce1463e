"""Which layers of a project the figures of associations rest on: as staff said, else as names propose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gisapp.desks.areas.layerkinds import CITY as CITY_NAMES
from gisapp.desks.areas.layerkinds import has_associations
from gisapp.desks.areas.sources import CENSUS, CENSUS_AREAS, PLACES, TOTAL, sources_of

if TYPE_CHECKING:
    from layers.base import Layer
    from layers.project import Project

CALLED = {
    "halls": re.compile(r"集会(?:所|場|施設|室)|自治会館|町内会館|町民館|公民館"),
    "notice_boards": re.compile(r"掲示板"),
    "waste_stations": re.compile(r"(?:ごみ|ゴミ|塵芥|資源物?|廃棄物).*(?:集積|ステーション|置き?場)|集積所"),
}
"""What layers of points, or their columns, are called."""
ELECTIONS = re.compile(r"選挙|ポスター|投票")
"""Boards of elections are not those of associations."""
BLOCKS = re.compile(r"町丁|町字|小地域|大字|統計区|国勢調査")
"""What layers with the areas of a census are called."""


def offers(project: Project, role: str) -> tuple[Layer, ...]:
    """Return the layers that staff can choose for a role (:data:`gisapp.desks.areas.sources.ROLES`)."""
    from gisapp.desks.hazard.areas import states

    flat = [one for one in project.layers if one.kind == "vector" and one.data is not None]
    if role in PLACES:
        return tuple(one for one in flat if _pointed(one))
    if role == CENSUS:
        return tuple(one for one in flat if (_areal(one) or one.extent() is None) and states(one))
    return tuple(one for one in flat if _areal(one))


def proposed(project: Project, role: str) -> Layer | None:
    """Return the layer that seems to be meant, None for none."""
    offered = offers(project, role)
    if role in PLACES:
        fits = [one for one in offered if _called(one, role)]
    elif role == CENSUS:
        fits = [one for one in offered if _areal(one) and not has_associations(one)]
    elif role == CENSUS_AREAS:
        fits = [one for one in offered if BLOCKS.search(one.name)]
    else:
        fits = [one for one in offered if CITY_NAMES.search(one.name)]
    return fits[0] if fits else None


def meant(project: Project, role: str) -> Layer | None:
    """Return the layer that is used: as staff said, or as proposed where they said nothing or it is gone."""
    said = sources_of(project).layers.get(role)
    if said in ("", TOTAL):
        return None
    layer = None if said is None else project.layer(said)
    if layer is not None and layer in offers(project, role):
        return layer
    return proposed(project, role)


def census_of(project: Project) -> tuple[Layer | None, Layer | None]:
    """Return the areas with people or households, and the table that states them where it is not they."""
    found = meant(project, CENSUS)
    if found is None or _areal(found):
        return found, None
    areas = meant(project, CENSUS_AREAS)
    return areas, None if areas is None else found


def _called(layer: Layer, role: str) -> bool:
    if ELECTIONS.search(layer.name):
        return False
    columns = (one.label or one.name for one in layer.table().attributes)
    return any(CALLED[role].search(text) for text in (layer.name, layer.source.path.stem, *columns))


def _areal(layer: Layer) -> bool:
    return bool(getattr(layer.data, "areal", False))


def _pointed(layer: Layer) -> bool:
    kinds = layer.data.store.manifest["kinds"] if layer.data is not None else ()
    return bool(kinds) and all("Point" in kind for kind in kinds)
