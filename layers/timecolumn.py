"""Which columns of a table tell when, and from when to when a table reaches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from layers.base import Attribute

_START = re.compile(r"開始|始期|自$|から$|^from|start|begin|発時刻", re.IGNORECASE)
_END = re.compile(r"終了|終期|至$|まで$|満了|期限|^to$|^until|end|finish", re.IGNORECASE)
_LIKELY = re.compile(r"日時|観測|計測|測定|時刻|timestamp|datetime", re.IGNORECASE)
_UNLIKELY = re.compile(r"生年|更新|作成|登録|公示|告示|入力|変更|updated|created|modified", re.IGNORECASE)
_BEGUN = re.compile(
    r"設置|設立|竣工|しゅん工|開設|開業|開館|築年|建築年|完成|供用|指定年月日|認可|built|opened",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"^(西暦年?|年|年度|年次|時点|(調査|測定|集計|統計|対象|会計|データ|発生|計測|観測)(対象)?年(度|次)?|year|fiscal_?year)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TimeColumns:
    """Columns that tell when a feature is or was.

    Attributes
    ----------
    start, end
        Names of columns with ISO 8601 texts (``2023-04-01`` or ``2023-04-01T10:30:00``, Japan's time);
        `end` is empty where a feature has one moment.
    lasting
        Whether what has begun is there from then on (設置日, 竣工日): it has no end.
    """

    start: str
    end: str = ""
    lasting: bool = False


def find_time_columns(attributes: Sequence[Attribute], *, certain: bool = False) -> TimeColumns | None:
    """Return the columns that tell when, or None.

    Parameters
    ----------
    attributes
        Columns of a table. Dates are looked for first, then a column of years that is called just that.
    certain
        Whether a column that tells when a record was entered or announced is none; otherwise it is taken when
        there is no other.
    """
    dated = [attribute.name for attribute in attributes if attribute.kind == "date"]
    if certain:
        dated = [name for name in dated if not _UNLIKELY.search(name)]
    if not dated:
        years = [one.name for one in attributes if one.kind == "year" and _YEAR.search(one.name)]
        return TimeColumns(years[0]) if years else None
    starts = [name for name in dated if _START.search(name) and not _UNLIKELY.search(name)]
    ends = [name for name in dated if _END.search(name) and name not in starts]
    if starts and ends:
        return TimeColumns(starts[0], ends[0])
    ranked = sorted(dated, key=lambda name: (bool(_UNLIKELY.search(name)), not _LIKELY.search(name)))
    return TimeColumns(ranked[0], lasting=bool(_BEGUN.search(ranked[0])))


def time_extent(table: pa.Table, columns: TimeColumns) -> tuple[str, str] | None:
    """Return the first and the last moment of a table as ISO 8601 texts, None when no row tells one.

    Parameters
    ----------
    table
        Holds `columns` as ISO texts of one form, or as Arrow dates or timestamps.
    columns
        Where to look.
    """
    import pyarrow.compute as pc

    texts = [_iso(table.column(name)) for name in (columns.start, columns.end) if name]
    found = [pc.min_max(text).as_py() for text in texts if text.null_count < len(text)]
    if not found:
        return None
    return min(each["min"] for each in found), max(each["max"] for each in found)


def _iso(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return ISO 8601 texts, whose order is that of time."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return pc.replace_substring(column.cast(pa.string()), " ", "T")
