"""One registry map: tables and shapes of its lots, points, lines and sheets."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from importers.cadastre import names
from importers.cadastre.spatial import Spatial
from importers.cadastre.system import crs_of
from importers.xmlsource.shapes import SHELL, Paths, shapes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.cadastre.spatial import Resolved
    from importers.xmlsource.marks import Marks

_P = names.PREFIX
_HEAD = ("地図名", "市区町村コード", "市区町村名", "座標系", "測地系判別")
_CORNERS = ("左下座標", "左上座標", "右上座標", "右下座標")
_DATES = {"made": "地図作成年月日", "kept_since": "備付地図年月日"}
_NORTH = {"true": "不明", "false": "北が上", "1": "不明", "0": "北が上"}
_PARTS_OF_DATE = ("年", "月", "日")

Columns = dict[str, "NDArray[np.object_]"]


@dataclass(frozen=True, eq=False)
class Part:
    """Features of one kind of a map.

    Attributes
    ----------
    columns
        (n,) texts or numbers by name; empty texts and None where nothing is written.
    geometry
        (n,) shapes, east and north; None where there is none.
    reference
        (n,) identifiers of the shapes; empty where the file names none.
    """

    columns: Columns
    geometry: NDArray[np.object_]
    reference: NDArray[np.object_]


@dataclass(eq=False)
class RegistryMap:
    """A map, collected batch by batch."""

    file: str
    spatial: Spatial = field(default_factory=Spatial)
    head: dict[str, str] = field(default_factory=dict)
    _subject: dict[str, list[Columns]] = field(default_factory=dict)
    _sheets: list[tuple[Columns, NDArray[np.float64]]] = field(default_factory=list)
    _on_sheet: list[tuple[str, int]] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)

    @property
    def crs(self) -> str:
        """Authority code, empty for maps that lie nowhere."""
        return crs_of(self.head.get("座標系", ""), self.head.get("測地系判別", ""))

    def add(self, container: str, marks: Marks) -> None:
        """Take complete children of a container."""
        if not len(marks.children):
            return
        if container == names.SPACE:
            self.spatial.add(marks)
        elif container == names.SUBJECT:
            self._add_subject(marks)
        else:
            self._add_rest(marks)

    # --------------------------------------------------------------------------------- taking in

    def _add_subject(self, marks: Marks) -> None:
        tags = np.array(marks.names, dtype=object)[marks.tags[marks.children]]
        member = _inside(marks, names.MEMBER)
        identifiers = np.array(marks.values(marks.children, "id"), dtype=object)
        for tag in dict.fromkeys(tags):
            kind = names.KINDS.get(tag.removeprefix(_P))
            own = tags == tag
            if kind is None:
                self.unknown[tag] = self.unknown.get(tag, 0) + int(own.sum())
                continue
            columns: Columns = {
                column: _texts(marks, f"{_P}{written}", own, ~member)
                for column, written in names.WRITTEN[kind].items()
            }
            columns["reference"] = _attributes(marks, f"{_P}形状", "idref", own)
            if kind == names.LOT:
                columns["lot_id"] = identifiers[own]
                columns["members"], columns["member_count"] = _members(marks, own)
            self._subject.setdefault(kind, []).append(columns)

    def _add_rest(self, marks: Marks) -> None:
        tags = np.array(marks.names, dtype=object)[marks.tags[marks.children]]
        every = np.ones(len(marks.tags), dtype=bool)
        for name in _HEAD:
            places = marks.children[tags == f"{_P}{name}"]
            if len(places):
                self.head[name] = marks.texts(places[:1])[0]
        own = tags == names.SHEET
        if not own.any():
            return
        columns = {
            column: _texts(marks, f"{_P}{written}", own, every)
            for column, written in names.WRITTEN[names.SHEETS].items()
        }
        for column, written in _DATES.items():
            columns[column] = _dates(marks, f"{_P}{written}", own)
        corners = np.stack([_corner(marks, f"{_P}{name}", own) for name in _CORNERS], axis=1)
        before = sum(len(part) for _, part in self._sheets)
        number = before + np.cumsum(own) - 1
        places = marks.where(f"{_P}筆参照")
        places = places[own[marks.child[places]]]
        numbers = number[marks.child[places]].tolist()
        self._on_sheet += zip(marks.values(places, "idref"), numbers, strict=True)
        self._sheets.append((columns, corners))

    # --------------------------------------------------------------------------------- handing out

    def parts(self) -> dict[str, Part]:
        """Return everything by kind of collection."""
        shapes_of = self.spatial.resolve()
        made = {kind: self._part(found, shapes_of) for kind, found in self._subject.items()}
        sheets = self._sheet_part()
        if names.LOT in made:
            lots = made.pop(names.LOT)
            self._complete(lots, sheets)
            outside = np.isin(lots.columns["state"], names.OUTSIDE_WORDS)
            for kind, chosen in ((names.LOT, ~outside), (names.OUTSIDE, outside)):
                if chosen.any():
                    made[kind] = _chosen(lots, chosen)
        if sheets is not None:
            made[names.SHEETS] = sheets
        for part in made.values():
            self._tell_source(part)
        return made

    @staticmethod
    def _part(found: list[Columns], shapes_of: Resolved) -> Part:
        columns = {name: np.concatenate([one[name] for one in found]) for name in found[0]}
        reference = columns.pop("reference")
        return Part(columns, shapes_of.shapes_of(reference.tolist()), reference)

    def _sheet_part(self) -> Part | None:
        if not self._sheets:
            return None
        columns = {
            name: np.concatenate([one[name] for one, _ in self._sheets]) for name in self._sheets[0][0]
        }
        corners = np.concatenate([part for _, part in self._sheets])
        count = len(corners)
        paths = Paths(
            corners.reshape(-1, 2), np.arange(count + 1) * 4, np.arange(count), np.full(count, SHELL)
        )
        columns["scale"] = _whole(columns["scale"])
        flag = columns["north_unknown"]
        columns["north_unknown_code"] = flag
        columns["north_unknown"] = np.array([_NORTH.get(one, one) for one in flag], dtype=object)
        return Part(columns, shapes(paths, count)[0], columns["sheet"])

    def _complete(self, lots: Part, sheets: Part | None) -> None:
        """Add what is worked out: where the lot is in words, its area, its state, its sheets."""
        columns = lots.columns
        town = self.head.get("市区町村名", "") + columns["oaza"] + columns["chome"]
        columns["place"] = town + columns["koaza"] + columns["yobi"] + columns["number"]
        area = shapely.area(lots.geometry).astype(object)
        area[shapely.is_missing(lots.geometry)] = None
        columns["area"] = area
        state = np.full(len(lots.geometry), "筆", dtype=object)
        state[columns["member_count"] > 0] = "筆界未定地"
        numbers = columns["number"].astype(str)
        for word in names.OUTSIDE_WORDS:
            state[np.char.find(numbers, word) >= 0] = word
        columns["state"] = state
        columns.update(self._sheets_of(columns["lot_id"], sheets))

    def _sheets_of(self, lots: NDArray[np.object_], sheets: Part | None) -> Columns:
        """Return number, scale, kind and date of the sheet of each lot.

        A lot may lie on several sheets, then the numbers of all are told and the rest is of the first.
        """
        wanted = ("sheet", "scale", "map_type", "map_class", "made")
        told = {name: np.full(len(lots), "" if name != "scale" else None, dtype=object) for name in wanted}
        if sheets is None:
            return told
        rows = {lot: row for row, lot in enumerate(lots.tolist())}
        for lot, number in self._on_sheet:
            row = rows.get(lot)
            if row is None:
                continue
            if told["sheet"][row]:
                told["sheet"][row] += "、" + sheets.columns["sheet"][number]
                continue
            for name in wanted:
                told[name][row] = sheets.columns[name][number]
        return told

    def _tell_source(self, part: Part) -> None:
        count = len(part.geometry)
        told = {
            "map": "地図名",
            "city": "市区町村名",
            "city_code": "市区町村コード",
            "system": "座標系",
            "datum": "測地系判別",
        }
        for column, name in told.items():
            part.columns[column] = np.full(count, self.head.get(name, ""), dtype=object)
        part.columns["file"] = np.full(count, self.file, dtype=object)


# ------------------------------------------------------------------------------------------- out of marks


def _texts(marks: Marks, tag: str, own: NDArray[np.bool_], usable: NDArray[np.bool_]) -> NDArray[np.object_]:
    """Return the text of an element of each of some children, empty where it is missing."""
    column = np.full(len(own), "", dtype=object)
    places = marks.where(tag)
    places = places[own[marks.child[places]] & usable[places]]
    column[marks.child[places]] = marks.texts(places)
    return column[own]


def _attributes(marks: Marks, tag: str, attribute: str, own: NDArray[np.bool_]) -> NDArray[np.object_]:
    column = np.full(len(own), "", dtype=object)
    places = marks.where(tag)
    places = places[own[marks.child[places]]]
    column[marks.child[places]] = marks.values(places, attribute)
    return column[own]


def _inside(marks: Marks, tag: str) -> NDArray[np.bool_]:
    """Return which elements lie within an element of a tag."""
    within = np.zeros(len(marks.tags), dtype=bool)
    for place in marks.where(tag).tolist():  # few: lots whose boundary is not settled
        within[place + 1 : marks.end(place)] = True
    return within


def _members(marks: Marks, own: NDArray[np.bool_]) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    """Return the 地番 of the lots that an unsettled area is made of, and how many they are."""
    told = np.full(len(own), "", dtype=object)
    counts = np.zeros(len(own), dtype=object)
    for place in marks.where(names.MEMBER).tolist():
        child = marks.child[place]
        inner = np.arange(place + 1, marks.end(place))
        numbers = marks.texts(inner[marks.mask(f"{_P}地番")[inner]]) or marks.texts(np.array([place]))
        told[child] += ("、" if told[child] else "") + "".join(numbers)
        counts[child] += 1
    return told[own], counts[own]


def _dates(marks: Marks, tag: str, own: NDArray[np.bool_]) -> NDArray[np.object_]:
    """Return ISO dates out of year, month and day; what is missing is left away."""
    holder = marks.last(marks.mask(*(f"{_P}{name}" for name in _DATES.values())))
    inside = (holder >= 0) & marks.mask(tag)[holder] if len(holder) else np.zeros(0, dtype=bool)
    year, month, day = (_texts(marks, f"{_P}{name}", own, inside) for name in _PARTS_OF_DATE)
    return np.array(
        [
            "-".join(part.zfill(width) for part, width in ((y, 4), (m, 2), (d, 2)) if part)
            for y, m, d in zip(year, month, day, strict=True)
        ],
        dtype=object,
    )


def _corner(marks: Marks, tag: str, own: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return east and north of a corner of each sheet."""
    xy = np.full((len(own), 2), np.nan)
    holder = marks.last(marks.mask(*(f"{_P}{name}" for name in _CORNERS)))
    space = "{http://www.moj.go.jp/MINJI/tizuzumen}"
    for column, axis in enumerate(("Y", "X")):
        places = marks.where(f"{space}{axis}")
        places = places[own[marks.child[places]] & (holder[places] >= 0)]
        places = places[marks.mask(tag)[holder[places]]]
        values, offsets = marks.numbers(places)
        good = np.diff(offsets) == 1
        xy[marks.child[places[good]], column] = values[offsets[:-1][good]]
    return xy[own]


def _whole(texts: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return whole numbers, None for what is none."""
    plain = [unicodedata.normalize("NFKC", text) for text in texts]
    return np.array([int(text) if text.isdecimal() else None for text in plain], dtype=object)


def _chosen(part: Part, rows: NDArray[np.bool_]) -> Part:
    columns: dict[str, Any] = {name: column[rows] for name, column in part.columns.items()}
    return Part(columns, part.geometry[rows], part.reference[rows])
