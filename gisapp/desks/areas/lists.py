"""Lists of associations (XLSX, CSV) as columns of the ledger: cells become numbers and days; no people."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.columns import ATTRIBUTES, NUMBERS, personal, shown
from layers import filters
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from importers.tables.lists import Columns
    from layers.base import Attribute, Layer, Table

_NO_BODY = r"^[(（]?(未組織|未加入|組織なし|自治会なし|合\s*計|小\s*計|総\s*計|計)[)）]?$"
_UNKNOWN = r"^(-|―|−|ー|－|不明|未確認|なし|n/?a|\*+|x)$"
_AROUND = r"^約|(世帯|戸|人|名|件|箇所|か所|カ所|ヶ所|基|班|組)$"
_BAD = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{file}」の「{column}」に、数として読めない値が {count} 件あります（{line} 件目「{example}」ほか）。"
    "未確認としました。",
)
_MORE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{file}」の {count} 件で、加入世帯数が世帯数より多くなっています（{line} 件目「{example}」ほか）。"
    "数え方と時点を確かめてください。",
)
_PEOPLE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{file}」の列「{columns}」は個人に関する情報のため、台帳に入れませんでした。"
    "役員の情報は、別に保管する役員名簿だけに入れられます。",
)
_NOBODY = QT_TRANSLATE_NOOP(
    CONTEXT, "「{file}」の {count} 行は、自治会の行ではないため除きました（{line} 件目「{example}」ほか）。"
)
_NO_NAME = QT_TRANSLATE_NOOP(
    CONTEXT, "「{file}」の {count} 行は、番号も名前もないため除きました（はじめは {line} 件目）。"
)
_NO_DAY = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{file}」の「{column}」に、日付として読めない値が {count} 件あります（{line} 件目「{example}」ほか）。"
    "未確認としました。",
)


@dataclass(frozen=True)
class _What:
    """What is told of rows."""

    code: str
    template: str
    severity: Severity = Severity.WARNING


_BAD_NUMBER, _BAD_DAY = _What("value", _BAD), _What("value", _NO_DAY)
_LEFT = (_What("not-association", _NOBODY, Severity.INFO), _What("nameless", _NO_NAME))
_MEMBERS = _What("members", _MORE)


@dataclass(frozen=True, eq=False)
class Listed:
    """The rows of a list that tell of associations.

    Attributes
    ----------
    title, date
        What the list is called, and what day it tells of (ISO 8601), empty for unknown.
    rows
        (n,) numbers of the rows in the table; the first is 0.
    codes, names, kanas, addresses
        (n,) texts, empty where nothing stands.
    values
        Further columns of the ledger: (n,) int, text or None each.
    findings
        What was left out, and what could not be read.
    """

    title: str
    date: str
    rows: NDArray[np.intp]
    codes: NDArray[np.object_]
    names: NDArray[np.object_]
    kanas: NDArray[np.object_]
    addresses: NDArray[np.object_]
    values: Mapping[str, NDArray[np.object_]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.rows)


def list_of(layer: Layer, mapping: Columns) -> Listed:
    """Return the rows of a layer as a list of associations.

    Parameters
    ----------
    layer
        A table with its data opened, with or without shapes; its filter counts.
    mapping
        Which of its columns are which of the ledger.
    """
    table, file = layer.table(), layer.source.path.name or layer.name
    mask = filters.mask(layer)
    rows = np.arange(len(table)) if mask is None else np.flatnonzero(mask)
    codes, names = (texts(table, mapping, one, rows) for one in ("code", "name"))
    told: list[Finding] = []
    nobody = np.array([bool(re.match(_NO_BODY, one)) for one in names.tolist()], dtype=bool)
    nameless = (codes == "") & (names == "") & ~nobody
    for what, left in zip(_LEFT, (nobody, nameless), strict=True):
        _Teller(file, rows, told).tell(what, left, names)
    kept = ~(nobody | nameless)
    rows, codes, names = rows[kept], codes[kept], names[kept]
    teller = _Teller(file, rows, told)
    values: dict[str, NDArray[np.object_]] = {}
    for one in ATTRIBUTES:
        if mapping.of(one.name) and one.name not in ("code", "name", "kana"):
            cells = texts(table, mapping, one.name, rows)
            values[one.name] = _read(one, cells, teller)
    if "households" in values and "members" in values:
        pairs = list(zip(values["members"].tolist(), values["households"].tolist(), strict=True))
        more = np.array([None not in pair and pair[0] > pair[1] for pair in pairs], dtype=bool)
        teller.tell(_MEMBERS, more, names)
    told += people_left_out(table, file, mapping)
    kanas, addresses = (texts(table, mapping, one, rows) for one in ("kana", "addresses"))
    return Listed(layer.name, layer.source.date, rows, codes, names, kanas, addresses, values, tuple(told))


def texts(table: Table, mapping: Columns, name: str, rows: NDArray[np.intp]) -> NDArray[np.object_]:
    """Return a column of the ledger (n,) as some rows of a table have it, trimmed; empty without one."""
    found = np.full(len(rows), "", dtype=object)
    column = mapping.of(name)
    if column:
        found[:] = [str(one).strip() for one in table.texts(column)[rows].tolist()]
    return found


def people_left_out(table: Table, file: str, mapping: Columns) -> list[Finding]:
    """Return what to say of columns that tell of people; they stay out of the ledger."""
    columns = [one.label for one in shown(table, mapping) if one.personal or personal(one.label)]
    if not columns:
        return []
    values = {"file": file, "columns": "、".join(columns)}
    return [Finding(Severity.INFO, "area-people-left-out", _PEOPLE, values, Where(file), len(columns))]


def whole_number(text: str) -> int | None:
    """Return a count as people write it (「１，２３４世帯」, 「約80」), None for what is none.

    Raises
    ------
    ValueError
        When something else stands there: below nothing, with a part of one, or words.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    plain = re.sub(_AROUND, "", re.sub(_AROUND, "", plain)).replace(",", "")
    if not plain or re.fullmatch(_UNKNOWN, plain, re.IGNORECASE):
        return None
    if not re.fullmatch(r"\d{1,9}(\.0+)?", plain):
        raise ValueError(text)
    return int(float(plain))


def _read(one: Attribute, cells: NDArray[np.object_], teller: _Teller) -> NDArray[np.object_]:
    """Return the cells (n,) of a column as numbers, days or texts, None where missing or not to be read."""
    found: NDArray[np.object_] = np.full(len(cells), None, dtype=object)
    bad = np.zeros(len(cells), dtype=bool)
    if one.name in NUMBERS:
        for row, cell in enumerate(cells.tolist()):
            try:
                found[row] = whole_number(cell)
            except ValueError:
                bad[row] = True
        teller.tell(_BAD_NUMBER, bad, cells, one.label)
    elif one.kind == "date":
        import pyarrow as pa

        from importers.tables.dates import read_dates

        read = read_dates(pa.array([cell or None for cell in cells], pa.string()), named=True)
        found[:] = [None if text is None else text[:10] for text in read.text.to_pylist()]
        bad[:] = [bool(cell) and day is None for cell, day in zip(cells, found, strict=True)]
        teller.tell(_BAD_DAY, bad, cells, one.label)
    else:
        found[:] = [cell or None for cell in cells.tolist()]
    return found


@dataclass(frozen=True, eq=False)
class _Teller:
    """Tells of some rows of a list."""

    file: str
    rows: NDArray[np.intp]
    told: list[Finding]

    def tell(
        self, what: _What, chosen: NDArray[np.bool_], texts: NDArray[np.object_], column: str = ""
    ) -> None:
        """Tell of the chosen rows (n,) with the first of their texts as an example."""
        if not chosen.any():
            return
        first, count = int(np.argmax(chosen)), int(chosen.sum())
        values = {
            "file": self.file,
            "column": column,
            "count": f"{count:,}",
            "line": int(self.rows[first]) + 1,
            "example": str(texts[first])[:30],
        }
        found = Finding(what.severity, f"area-list-{what.code}", what.template, values, Where(self.file))
        self.told.append(replace(found, count=count))
