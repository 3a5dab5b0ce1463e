"""The one model of a building's attributes, whatever version of i-UR a file was written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from importers.citygml.schema import building, extra, risk
from importers.citygml.schema.column import IDENTITY, OTHER, RISK, Column
from layers.base import Attribute
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["COLUMNS", "LISTS", "Column", "attributes"]

COLUMNS: tuple[Column, ...] = (*building.COLUMNS, *risk.COLUMNS, *extra.COLUMNS)
"""All columns that hold one value, in the order in which panels show them."""

LISTS: tuple[Column, ...] = (
    Column("risks", QT_TRANSLATE_NOOP(CONTEXT, "災害リスク（すべて）"), "list", RISK),
    Column("key_values", QT_TRANSLATE_NOOP(CONTEXT, "拡張属性"), "list", OTHER),
    Column("generics", QT_TRANSLATE_NOOP(CONTEXT, "汎用属性"), "list", OTHER),
    Column("parts", QT_TRANSLATE_NOOP(CONTEXT, "建物部分"), "list", IDENTITY),
    Column("others", QT_TRANSLATE_NOOP(CONTEXT, "そのほかの属性"), "list", OTHER),
)
"""Columns that hold lists of records; :mod:`importers.citygml.attributes` documents their fields."""


def attributes(names: Collection[str]) -> tuple[Attribute, ...]:
    """Return the attributes of a table that has the columns `names`, in the order of the model.

    The columns ``<name>_code`` go with their labels and are no attributes of their own.
    """
    return tuple(
        Attribute(column.name, column.label, column.unit, column.kind, column.group)
        for column in (*COLUMNS, *LISTS)
        if column.name in names
    )
