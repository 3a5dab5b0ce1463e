"""Which layers look like areas of neighbourhood associations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gisapp.desks.areas import columns

if TYPE_CHECKING:
    from layers.base import Layer

BODIES = re.compile(r"自治会|町内会|町会|自治区|行政区|区会|常会")
"""What associations are called."""
LOOKED = 200
"""Rows that are looked at."""
MOST = 20_000
"""No city has more associations."""


def likely(layer: Layer) -> bool:
    """Say whether a layer of areas looks like those of associations: it is called so, or its rows are."""
    table = layer.table()
    if any(BODIES.search(text) for text in (layer.name, *(one.label for one in table.attributes))):
        return True
    if len(table) > MOST:  # lots, buildings
        return False
    name = columns.proposed(table).of("name")
    texts = [one for one in table.texts(name)[:LOOKED].tolist() if one] if name else []
    return 2 * sum(bool(BODIES.search(str(one))) for one in texts) > len(texts)
