"""Shapes as the database sends them: what is asked for, and in which system they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from importers.postgis.relations import identifier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from importers.postgis.connection import Connection
    from importers.postgis.relations import Column
    from layers.feedback import Feedback

_SIMPLE = range(1, 7)
"""Points, lines and areas, one or many, by the number in the modifier of a PostGIS type."""


@dataclass(frozen=True)
class ShapesAsked:
    """How a column of shapes is asked for.

    Attributes
    ----------
    sql
        Gives EWKB of flat or three-dimensional shapes with straight edges.
    curved
        Says for each row whether its edges are curved in the database.
    """

    sql: str
    curved: str


def shapes_asked(column: Column, postgis: str) -> ShapesAsked:
    """Return how a column of shapes is asked for.

    Curves become lines as PostGIS draws them (32 pieces for a quarter), measures are left out: nothing here
    shows them. A column whose type rules both out is asked for as it is, which is fastest.
    """
    name, schema = identifier(column.name), identifier(postgis)
    shape = f"{name}::{schema}.geometry" if column.type == "geography" else name
    modifier = column.modifier
    simple = modifier >= 0 and (modifier >> 2 & 0x3F) in _SIMPLE and not modifier & 1
    if simple:
        return ShapesAsked(shape, "false")
    arc = f"{schema}.ST_HasArc({shape})"
    line = f"CASE WHEN {arc} THEN {schema}.ST_CurveToLine({shape}) ELSE {shape} END"
    flat = (
        f"CASE {schema}.ST_Zmflag({shape}) WHEN 1 THEN {schema}.ST_Force2D({line})"
        f" WHEN 3 THEN {schema}.ST_Force3DZ({line}) ELSE {line} END"
    )
    return ShapesAsked(flat, f"COALESCE({arc}, false)")


def declared(column: Column) -> int:
    """Return the SRID that the type of a column states, 0 when it leaves it to each shape."""
    if column.modifier < 0:
        return 4326 if column.type == "geography" else 0
    return column.modifier >> 8 & 0xFFFFF


def systems_of(
    connection: Connection, postgis: str, numbers: Iterable[int], feedback: Feedback
) -> dict[int, str]:
    """Return for each number of a system in a database (SRID) its authority code or what defines it.

    A number that the database itself does not explain, 0 among them, stands for nothing.
    """
    wanted = ", ".join(str(int(one)) for one in numbers if one > 0)
    if not wanted:
        return {}
    sql = (
        "SELECT srid, auth_name::pg_catalog.text AS authority, auth_srid AS code,"  # noqa: S608 - whole numbers
        f" srtext::pg_catalog.text AS definition FROM {identifier(postgis)}.spatial_ref_sys"
        f" WHERE srid IN ({wanted})"
    )
    rows = connection.query(sql, feedback, "spatial_ref_sys")
    return {row["srid"]: _system(row["authority"], row["code"], row["definition"]) for row in rows}


def _system(authority: str | None, code: int | None, definition: str | None) -> str:
    if authority in ("EPSG", "ESRI") and code:
        return f"{authority}:{code}"
    return definition or ""


def split_by_system(geometry: NDArray[np.object_]) -> list[tuple[int, NDArray[np.bool_] | None]]:
    """Return the SRIDs that occur with the rows (n,) of each; None for all rows.

    Rows without a shape go with the commonest.
    """
    import shapely

    missing = shapely.is_missing(geometry)
    numbers, counts = np.unique(shapely.get_srid(geometry[~missing]), return_counts=True)
    if len(numbers) < 2:
        return [(int(numbers[0]) if len(numbers) else 0, None)]
    each = np.full(len(geometry), numbers[counts.argmax()])
    each[~missing] = shapely.get_srid(geometry[~missing])
    return [(int(number), each == number) for number in numbers[np.argsort(-counts, kind="stable")]]
