"""Address ranges become areas: towns (町丁目), blocks (街区) or lots (筆) of other layers, put together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.addresstext import BLOCK, LOT, Part, parts_of
from gisapp.desks.areas.names import normalised, plain
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.operations import shapes_moved

if TYPE_CHECKING:
    from collections.abc import Sequence

    import shapely
    from numpy.typing import NDArray

    from layers.base import Layer, Table

TOWNS, BLOCKS, LOTS = "towns", "blocks", "lots"
ROAD = 6.0
"""Metres: half of the widest road that belongs to an area when lots on both sides do."""
LEAST_PART = 20.0
"""Square metres: smaller pieces of closed roads are left over at corners, and no part of an area."""
_TOWN_COLUMNS = (
    ("S_NAME", "町丁目名", "町丁目名称", "大字町丁目名", "大字・丁目名", "大字_丁目名", "町丁目", "町字名"),
    ("大字町名", "大字名", "町名", "大字", "oaza_cho", "town", "地区名"),
)
_CHOME_COLUMNS = ("丁目", "丁目名", "chome")
_FIELD_COLUMNS = ("小字", "小字名", "字", "字名", "koaza")
_BLOCK_COLUMNS = ("街区符号", "街区番号", "街区", "block", "blk_num")
_LOT_COLUMNS = ("地番", "番地", "chiban", "number", "prc_num")
_UNPLACED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{name}」の「{text}」に当たる場所が、町丁目・街区・地番の地図に見つかりません。区域に入っていません。",
)
_UNREAD = QT_TRANSLATE_NOOP(
    CONTEXT, "「{name}」の「{text}」は、町名・番地の範囲として読めません。区域に入っていません。"
)
_PARTLY = QT_TRANSLATE_NOOP(
    CONTEXT, "「{name}」の「{text}」は一部だけです。どこまでかは分からないため、全体を仮の区域としました。"
)
_ASSUMED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{name}」の「{text}」は、街区か地番か、枝番か範囲かが一つに決まりません。"
    "「{layer}」で当てはまる所としました。",
)


@dataclass(frozen=True, eq=False)
class Places:
    """Towns, blocks or lots of a layer, by name and number.

    Attributes
    ----------
    title, kind
        Name of the layer; ``towns``, ``blocks`` or ``lots``.
    names
        (t,) names of towns in one spelling, each once, rising.
    starts
        (t + 1,) where the rows of each town begin.
    numbers
        (n, 2) number and branch, -1 where there is none; rows are sorted by town.
    shapes
        (n,) areas, metres of the project's system.
    """

    title: str
    kind: str
    names: NDArray[np.str_]
    starts: NDArray[np.intp]
    numbers: NDArray[np.int64]
    shapes: NDArray[np.object_]

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The shapes by place."""
        import shapely

        return shapely.STRtree(self.shapes)

    def towns(self, name: str) -> NDArray[np.intp]:
        """Return the towns of a name: that one, or its 丁目, also where the city stands before it."""
        cities = [name[place + 1 :] for place, letter in enumerate(name) if letter in "県市郡区"]
        for one in (name, *cities):
            whole = re.compile(rf"{re.escape(one)}(\d+丁目)?")
            found = [k for k, town in enumerate(self.names.tolist()) if one and whole.fullmatch(town)]
            exact = [k for k in found if self.names[k] == one]
            if found:
                return np.array(exact or found, dtype=np.intp)
        return np.empty(0, dtype=np.intp)

    def rows(self, part: Part) -> NDArray[np.intp]:
        """Return the rows that a part means."""
        found = []
        for town in self.towns(part.town).tolist():
            rows = np.arange(self.starts[town], self.starts[town + 1])
            if part.low is not None and part.high is not None:
                number, branch = self.numbers[rows].T
                after = (number > part.low[0]) | ((number == part.low[0]) & (branch >= part.low[1]))
                before = (number < part.high[0]) | ((number == part.high[0]) & (branch <= part.high[1]))
                rows = rows[after & before & (number >= 0)]
            found.append(rows)
        return np.concatenate(found) if found else np.empty(0, dtype=np.intp)


@dataclass(frozen=True, eq=False)
class Placed:
    """Where an address text lies.

    Attributes
    ----------
    shape
        Area in metres, None where nothing could be placed.
    layers
        Layers that it is put together of.
    findings
        What could not be read or placed, what is meant only in part, what could be meant in two ways.
    """

    shape: shapely.Geometry | None
    layers: tuple[str, ...]
    findings: tuple[Finding, ...]


def places_of(layer: Layer, crs: str) -> Places | None:
    """Return the towns, blocks or lots of a layer, None where it has no such areas.

    Parameters
    ----------
    layer
        With its data opened.
    crs
        Plane rectangular system of the result.
    """
    import shapely

    shapes = None if layer.data is None or layer.kind != "vector" else layer.footprints()
    if shapes is None or not (shapely.get_dimensions(shapes) == 2).any():
        return None
    table = layer.table()
    towns = _towns(table)
    if towns is None:
        return None
    lot, block = _column(table, _LOT_COLUMNS), _column(table, _BLOCK_COLUMNS)
    column, kind = (lot, LOTS) if lot else (block, BLOCKS) if block else ("", TOWNS)
    numbers = _numbers(table.texts(column)) if column else np.full((len(table), 2), -1, dtype=np.int64)
    there = np.flatnonzero((shapely.get_dimensions(shapes) == 2) & (towns != ""))
    order = there[np.argsort(towns[there].astype(np.str_), kind="stable")]
    names, first = np.unique(towns[order].astype(np.str_), return_index=True)
    own = str(layer.data.crs)
    flat = shapely.make_valid(shapely.force_2d(shapes[order]), method="structure", keep_collapsed=False)
    return Places(
        layer.name, kind, names, np.append(first, len(order)), numbers[order], shapes_moved(flat, own, crs)
    )


def placed(text: str, name: str, places: Sequence[Places]) -> Placed:
    """Return the area of an address text.

    Parameters
    ----------
    text
        As a list has it.
    name
        Whose it is, for findings.
    places
        Layers to look in, of any kinds.
    """
    import shapely

    parts, unread = parts_of(text)
    told = [_finding("unread", _UNREAD, name, one) for one in unread]
    shapes: list[shapely.Geometry] = []
    used: list[str] = []
    for part in parts:
        found = _place(part, places)
        if found is None:
            told.append(_finding("unplaced", _UNPLACED, name, part.text))
            continue
        shape, layer, assumed = found
        for less in part.without:
            other = _place(less, places)
            if other is None:
                told.append(_finding("unplaced", _UNPLACED, name, f"{less.text}を除く"))
            else:
                shape = shapely.difference(shape, other[0])
        if part.partly:
            told.append(_finding("partly", _PARTLY, name, part.text))
        elif assumed:
            told.append(_finding("assumed", _ASSUMED, name, part.text, layer))
        shapes.append(shape)
        used.append(layer)
    whole = areal(shapely.union_all(shapes)) if shapes else None
    return Placed(whole, tuple(dict.fromkeys(used)), tuple(told))


def _place(part: Part, places: Sequence[Places]) -> tuple[shapely.Geometry, str, bool] | None:
    """Return the area of a part, the layer it is from, and whether it could be meant in another way."""
    if part.low is None:
        order = (TOWNS, BLOCKS, LOTS)
    elif part.unit == BLOCK:
        order = (BLOCKS, LOTS, TOWNS)
    else:
        order = (LOTS, BLOCKS, TOWNS)
    readings = [part, part.as_range()] if part.branch else [part]
    for reading in readings:
        for kind in order[: 3 if part.low is None else 2]:
            for one in places:
                rows = one.rows(reading) if one.kind == kind else ()
                if len(rows):
                    sure = part.low is None or (part.unit, kind) in ((BLOCK, BLOCKS), (LOT, LOTS))
                    return _together(one, np.asarray(rows)), one.title, not sure or reading is not part
    return None


def _together(places: Places, rows: NDArray[np.intp]) -> shapely.Geometry:
    """Return rows as one area, with the roads between them but nothing of other lots."""
    import shapely

    whole = shapely.union_all(places.shapes[rows])
    if places.kind == TOWNS:
        return whole
    closed = shapely.buffer(shapely.buffer(whole, ROAD, join_style="mitre"), -ROAD, join_style="mitre")
    near = np.setdiff1d(places.tree.query(closed, predicate="intersects"), rows)
    roads = shapely.difference(shapely.difference(closed, whole), shapely.union_all(places.shapes[near]))
    pieces = shapely.get_parts(roads)
    return shapely.union_all([whole, *pieces[shapely.area(pieces) >= LEAST_PART]])


def areal(shape: shapely.Geometry) -> shapely.Geometry | None:
    """Return the areas of a shape as one (multi)polygon, None where it has none."""
    import shapely

    parts = shapely.get_parts(shape)
    parts = parts[shapely.get_dimensions(parts) == 2]
    if not len(parts):
        return None
    return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)


def _finding(code: str, template: str, name: str, text: str, layer: str = "") -> Finding:
    return Finding(
        Severity.WARNING, f"area-address-{code}", template, {"name": name, "text": text, "layer": layer}
    )


def _towns(table: Table) -> NDArray[np.object_] | None:
    """Return the town of each row (n,) in one spelling with its 丁目 and 小字, None for a table without."""
    whole = _column(table, _TOWN_COLUMNS[0])
    base = whole or _column(table, _TOWN_COLUMNS[1])
    if not base:
        return None
    found = normalised(table.texts(base))
    for columns in () if whole else (_CHOME_COLUMNS, _FIELD_COLUMNS):
        column = _column(table, columns)
        if column and column != base:
            texts = table.texts(column)
            different, index = np.unique(texts.astype(np.str_), return_inverse=True)
            said = [
                plain(f"{one}丁目" if one.isdecimal() and columns is _CHOME_COLUMNS else one)
                for one in different.tolist()
            ]
            found = found + np.array(said, dtype=object)[index]
    return found


def _column(table: Table, wanted: Sequence[str]) -> str:
    """Return the name of the first column that is called as one of some words."""
    for word in wanted:
        for one in table.attributes:
            if word.casefold() in (one.name.casefold(), one.label.casefold()):
                return one.name
    return ""


def _numbers(texts: NDArray[np.object_]) -> NDArray[np.int64]:
    """Return number and branch (n, 2) of lots or blocks, -1 where something else stands there."""
    import pyarrow as pa
    import pyarrow.compute as pc

    normal = pc.utf8_normalize(pa.array(texts, pa.string()), "NFKC")
    normal = pc.replace_substring_regex(normal, r"\s", "")
    normal = pc.replace_substring_regex(normal, r"([0-9])番地?の?([0-9])", r"\1-\2")
    normal = pc.replace_substring_regex(normal, r"番地?$|号$", "")
    read = pc.extract_regex(normal, r"^(?P<number>[0-9]{1,7})(?:[-‐−ー―の](?P<branch>[0-9]{1,7}))?$")
    found = np.full((len(texts), 2), -1, dtype=np.int64)
    known = np.asarray(pc.is_valid(read))
    for place, name in enumerate(("number", "branch")):
        cells = pc.struct_field(read, name)
        cells = pc.if_else(pc.equal(cells, ""), "0", cells)
        found[known, place] = pc.cast(cells.filter(pa.array(known)), pa.int64()).to_numpy()
    return found
