"""Collections out of the parts of many maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from importers.cadastre import names
from importers.collection import Collection
from styles.style import Fixed

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from importers.cadastre.map import Part
    from layers.base import Attribute


COLOURS = {
    names.LOT: (236, 222, 180),
    names.OUTSIDE: (206, 202, 194),
    names.CONTROL: (196, 66, 48),
    names.CORNER: (52, 84, 148),
    names.BORDER: (92, 74, 60),
    names.DIVISION: (150, 96, 160),
    names.SHEETS: (214, 218, 214),
}
"""Lots as pale as paper, so that buildings and zones on them are seen; the sheets paler still."""


def collection_of(kind: str, crs: str, parts: list[Part]) -> Collection:
    """Return the collection of one kind in one system.

    Parameters
    ----------
    kind
        Key of :data:`importers.cadastre.names.TITLES`.
    crs
        Authority code, empty for maps that lie nowhere.
    parts
        What each map has of it.
    """
    attributes = names.ATTRIBUTES[kind]
    title = names.TITLES[kind]
    columns = {name: _column(parts, name) for name in parts[0].columns}
    dates = [date for date in columns.get("made", ()) if date]
    return Collection(
        key=f"{kind}@{crs.rpartition(':')[2] or 'arbitrary'}",
        name=title if crs else names.ARBITRARY_TITLE.format(name=title),
        table=_table(attributes, columns),
        raw_geometry=_column_of_shapes(parts),
        crs=crs,
        attributes=attributes,
        product="moj-map-xml",
        date=max(dates, default=""),
        credit=names.CREDIT,
        style=Fixed(COLOURS[kind]),
    )


def _column(parts: list[Part], name: str) -> NDArray[np.object_]:
    return np.concatenate([part.columns[name] for part in parts])


def _column_of_shapes(parts: list[Part]) -> NDArray[np.object_]:
    return np.concatenate([part.geometry for part in parts])


def _table(attributes: tuple[Attribute, ...], columns: dict[str, NDArray[np.object_]]) -> pa.Table:
    import pyarrow as pa

    made = {}
    for attribute in attributes:
        values = columns[attribute.name]
        if attribute.kind in ("number", "integer"):
            kind = pa.float64() if attribute.kind == "number" else pa.int64()
            made[attribute.name] = pa.array(values, kind)
            continue
        made[attribute.name] = _text(values)
        if attribute.kind == "code":
            code = f"{attribute.name}_code"
            made[code] = _text(columns[code]) if code in columns else made[attribute.name]
    return pa.table(made)


def _text(values: NDArray[np.object_]) -> pa.Array:
    import pyarrow as pa

    return pa.array(values, pa.string(), mask=values == "")
