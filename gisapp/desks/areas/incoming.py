"""Versions of departments and their lists come in: layers become areas, lists are joined to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.columns import proposed
from gisapp.desks.areas.model import AreaSet
from layers import filters
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.tables.lists import Columns
    from layers.base import Layer

_NO_AREAS = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」には、区域（面の図形）がありません。")
_CHOOSE = QT_TRANSLATE_NOOP(CONTEXT, "自治会の区域を面で持つレイヤを選んでください。")


def area_set_of(layer: Layer, mapping: Columns | None = None, crs: str = "") -> AreaSet:
    """Return the areas of a layer that pass its filter, as they were delivered.

    Parameters
    ----------
    layer
        With its data opened; rows whose shape is no area are among the result without one.
    mapping
        Which of its columns are code, name and kana; None for what its columns seem to be.
    crs
        Plane rectangular system of the result; empty for that of the layer.

    Raises
    ------
    layers.errors.AnalysisFailed
        When it has no areas.
    """
    import shapely

    shapes = None if layer.data is None else layer.footprints()
    if shapes is None or not (shapely.get_dimensions(shapes) == 2).any():
        raise AnalysisFailed(_NO_AREAS, _CHOOSE, values={"layer": layer.name})
    shown = filters.mask(layer)
    rows = np.arange(len(shapes)) if shown is None else np.flatnonzero(shown)
    shapes = shapely.force_2d(shapes[rows])
    shapes[(shapely.get_dimensions(shapes) != 2) | shapely.is_empty(shapes)] = None
    table, own = layer.table(), str(layer.data.crs)
    mapping = proposed(table) if mapping is None else mapping

    def texts(field: str) -> NDArray[np.object_]:
        column = mapping.of(field)
        if not column:
            return np.full(len(rows), "", dtype=object)
        return np.array([str(one).strip() for one in table.texts(column)[rows]], dtype=object)

    found = AreaSet(
        layer.name,
        own,
        rows.astype(str).astype(object),
        texts("code"),
        texts("name"),
        texts("kana"),
        shapes,
        layer.source.date,
        layer.source.path.name,
    )
    return found if crs in ("", own) else moved(found, crs)


def moved(areas: AreaSet, crs: str) -> AreaSet:
    """Return areas in another plane rectangular system."""
    import shapely

    from layers.operations import operation

    between = operation(areas.crs, crs)
    shapes = shapely.transform(
        areas.shapes, lambda places: np.column_stack(between.transform(places[:, 0], places[:, 1])[:2])
    )
    return replace(areas, crs=crs, shapes=shapes)
