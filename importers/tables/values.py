"""Which column of a table with times is the one to look at, and its colours for the whole period."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyarrow as pa

from layers.timecolumn import find_time_columns
from styles import propose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.base import Attribute
    from styles.style import ByRange

_MEASURED = re.compile(
    r"^値|人口|人数|人流|滞在|来街|来訪|水位|流量|雨量|降水|積雪|交通量|通行量|歩行者|台数|件数|濃度|気温|潮位|震度|"
    r"value|population|count|volume|level|number|total",
    re.IGNORECASE,
)
_PART = re.compile(r"年$|月$|日$|時$|時間帯|flag|フラグ|区分|timezone|year|month|^day|hour", re.IGNORECASE)


def value_style(table: pa.Table, attributes: Sequence[Attribute], places: Sequence[str]) -> ByRange | None:
    """Return ranges for the measured column of a table with times, None where none stands out.

    The ranges are those of all rows at all times, so the legend stays as it is while time goes on.

    Parameters
    ----------
    table, attributes
        What was read.
    places
        Columns that hold coordinates.
    """
    when = find_time_columns(attributes, certain=True)
    if when is None:
        return None
    able = [
        one
        for one in attributes
        if one.kind in ("number", "integer") and one.name not in places and not _PART.search(one.name)
    ]
    named = [one for one in able if _MEASURED.search(one.name)]
    chosen = named or (able if len(able) == 1 else [])
    if not chosen:
        return None
    values = table.column(chosen[0].name).cast(pa.float64()).to_numpy()
    style = propose.by_range(chosen[0].name, values, unit=chosen[0].unit, kind=chosen[0].kind)
    return style if len(style.ranges) > 1 else None
