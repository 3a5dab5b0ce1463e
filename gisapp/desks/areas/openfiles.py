"""Files of the ledger: GeoPackage for the city's own use, CSV and GeoJSON for anybody, join keys of shelters.

What anybody may know is an allow-list: code, name, reading, area, meeting hall, households. Everything else
is refused with the reason, personal information above all; officers cannot be reached from here.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gisapp.desks.areas.columns import LABELS, personal
from gisapp.desks.areas.figures import sound_shapes
from gisapp.desks.areas.ledgersheet import HEADS, key_rows
from gisapp.desks.areas.ledgertable import AREA, Column, columns_of
from gisapp.export.csvtable import BOM, FORMULA
from gisapp.export.made import MadeContent
from layers.base import Attribute
from layers.errors import NotAllowed
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from gisapp.desks.areas.figures import Figures
    from layers.base import Layer
    from layers.feedback import Feedback

OPEN = ("code", "name", "kana", "hall", "households", "households_date", "since")
"""Columns that anybody may see, besides the area itself."""
ALLOWED = (*OPEN, "addresses", "area", "households_source")
"""Further ones that may be asked for."""
LEAST = 10
"""Households below which a count may tell of people («threshold unconfirmed»: a city may set another)."""
HOME = re.compile(r"宅|方$|様|自宅")
"""A meeting place that is somebody's home."""
_PERSONAL = QT_TRANSLATE_NOOP(
    CONTEXT, "「{column}」は個人情報に当たる列のため、オープンデータには書き出せません。"
)
_NOT_OPEN = QT_TRANSLATE_NOOP(
    CONTEXT, "「{column}」は、公開してよい列の一覧にないため、オープンデータには書き出せません。"
)
_OPEN_HINT = QT_TRANSLATE_NOOP(CONTEXT, "公開できる列: {columns}")
_SMALL = QT_TRANSLATE_NOOP(
    CONTEXT,
    "世帯数が {least} 未満の自治会 {count} 件は、世帯が特定されるおそれがあるため、世帯数を空欄にしました。",
)
_HOME = QT_TRANSLATE_NOOP(
    CONTEXT, "集会所が個人の家と思われる自治会 {count} 件は、オープンデータの集会所を空欄にしました。"
)


@dataclass(frozen=True)
class Opening:
    """What is opened to anybody.

    Attributes
    ----------
    columns
        Of :data:`ALLOWED`.
    least
        Smaller numbers of households are left blank; 0 where a city decided to tell all.
    """

    columns: tuple[str, ...] = OPEN
    least: int = LEAST


def own_content(figures: Figures, shapes: NDArray[np.object_], layer: Layer, crs: str) -> MadeContent:
    """Return all columns of the ledger with its areas, for files of the city's own use.

    Parameters
    ----------
    figures
        The ledger.
    shapes
        (m,) its areas in the system `crs`.
    layer
        The layer of the ledger; the file bears its name.
    crs
        Plane rectangular system.
    """
    return _content(columns_of(figures), figures, shapes, layer, crs)


def open_content(
    figures: Figures,
    shapes: NDArray[np.object_],
    layer: Layer,
    crs: str,
    opening: Opening,
    feedback: Feedback,
) -> MadeContent:
    """Return what anybody may know; arguments as for :func:`own_content`.

    Raises
    ------
    layers.errors.NotAllowed
        When a column is asked for that is not on the allow-list.
    """
    for name in opening.columns:
        if name not in ALLOWED:
            label = LABELS.get(name, name)
            words = _PERSONAL if personal(name) or personal(label) else _NOT_OPEN
            values: dict[str, object] = {
                "column": label,
                "columns": "、".join({**LABELS, "area": AREA}.get(one, one) for one in ALLOWED),
            }
            raise NotAllowed(words, _OPEN_HINT, values=values)
    held = {one.attribute.name: one for one in columns_of(figures)}
    held |= {one.attribute.name: one for one in _written(figures)}
    small = (figures.households > 0) & (figures.households < opening.least)
    if "households" in opening.columns and small.any():
        shy: dict[str, object] = {"least": opening.least, "count": f"{int(small.sum()):,}"}
        feedback.find(Finding(Severity.INFO, "small-counts-hidden", _SMALL, shy, count=int(small.sum())))
    kept = []
    for name in opening.columns:
        column = held.get(name)
        if column is None:
            continue
        if name == "households":
            column = _without(column, small.tolist())
        elif name == "hall":
            homes = [isinstance(one, str) and bool(HOME.search(one)) for one in column.values]
            if any(homes):
                values = {"count": f"{sum(homes):,}"}
                feedback.find(Finding(Severity.WARNING, "halls-hidden", _HOME, values, count=sum(homes)))
            column = _without(column, homes)
        kept.append(column)
    return _content(kept, figures, shapes, layer, crs)


def write_keys(figures: Figures) -> bytes:
    """Return the join keys between the list of shelters and the ledger as CSV that Excel opens."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADS)
    writer.writerows([re.sub(FORMULA, r"'\1", text) for text in row] for row in key_rows(figures))
    return BOM + stream.getvalue().encode()


def _written(figures: Figures) -> list[Column]:
    """Return columns of the ledger that the table of figures tells in other words."""
    found = []
    for name, kind in (("households_source", "text"), ("households_date", "date")):
        texts = tuple(str(one.values.get(name) or "") or None for one in figures.associations)
        found.append(Column(Attribute(name, LABELS[name], kind=kind), texts))
    return found


def _without(column: Column, hidden: Sequence[bool]) -> Column:
    values = tuple(None if hide else one for one, hide in zip(column.values, hidden, strict=True))
    return Column(column.attribute, values)


def _content(
    columns: Sequence[Column], figures: Figures, shapes: NDArray[np.object_], layer: Layer, crs: str
) -> MadeContent:
    import pyarrow as pa

    kinds = {"integer": pa.int64(), "number": pa.float64()}
    rows = pa.table(
        {
            one.attribute.name: pa.array(one.values, kinds.get(one.attribute.kind, pa.string()))
            for one in columns
        }
    )
    sources = tuple(dict.fromkeys(one.source for one in figures.associations if one.source))
    return MadeContent(layer, [one.attribute for one in columns], rows, sound_shapes(shapes), crs, sources)
