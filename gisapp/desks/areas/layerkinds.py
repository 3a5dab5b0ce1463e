"""What layers seem to be: areas of neighbourhood associations, a list of them, the outline of the city."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gisapp.desks.areas import columns

if TYPE_CHECKING:
    import shapely

    from layers.base import Layer

BODIES = re.compile(r"自治会|町内会|町会|自治区|行政区|区会|常会")
"""What associations are called."""
CITY = re.compile(r"行政区域|行政界|市域|市町村界|市区町村")
"""What a layer with the outline of the city is called."""
DEPARTMENT = re.compile(r"[^\s_・（(]+(?:課|室|局|部|センター)(?=$|[\s_・）)])")
"""A department in the name of a layer."""
DAY = re.compile(r"(?:(?:令和|平成|昭和|[RHS])(?:元|\d{1,2})|(?:19|20)\d{2})年\d{1,2}月(?:\d{1,2}日)?")
"""A day or a month in the name of a file."""
LOOKED = 200
"""Rows that are looked at."""
MOST = 20_000
"""No city has more associations."""


def has_associations(layer: Layer) -> bool:
    """Say whether a layer of areas looks like those of associations: it is called so, or its rows are."""
    table = layer.table()
    if any(BODIES.search(text) for text in (layer.name, *(one.label for one in table.attributes))):
        return True
    if len(table) > MOST:  # lots, buildings
        return False
    name = columns.proposed(table).of("name")
    texts = [one for one in table.texts(name)[:LOOKED].tolist() if one] if name else []
    return 2 * sum(bool(BODIES.search(str(one))) for one in texts) > len(texts)


def lists_associations(layer: Layer) -> bool:
    """Say whether a table seems to list associations."""
    found = columns.proposed(layer.table())
    return bool(found.of("name")) and any(found.of(one) for one in ("households", "members"))


def department_of(name: str) -> str:
    """Return the department that the name of a layer tells, empty for none."""
    found = DEPARTMENT.search(name)
    return "" if found is None else found[0]


def day_in(name: str) -> str:
    """Return the day or month that the name of a file tells (自治会一覧_令和6年4月), empty for none."""
    found = DAY.search(unicodedata.normalize("NFKC", name))
    return "" if found is None else found[0]


def city_of(layer: Layer, crs: str) -> shapely.Geometry:
    """Return the outline of the city in a plane rectangular system: all areas of a layer together."""
    import shapely

    from gisapp.desks.areas.incoming import area_set_of

    shapes = area_set_of(layer, None, crs).shapes
    there = shapes[~shapely.is_missing(shapes)]
    return shapely.union_all(shapely.make_valid(there, method="structure", keep_collapsed=False))
