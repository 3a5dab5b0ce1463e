"""Disaster risks of buildings, from the data types of all versions and from the named sets of i-UR 1.x.

Every element of a file stays a record of its own: the same river at the planning scale (L1) and at the
largest scale (L2) are two records, however alike their names are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from importers.citygml.generics import lists, no_lists, texts
from importers.citygml.plan import Role
from importers.citygml.schema.risk import HAZARDS, SUMMARIES
from importers.citygml.window import Labels, Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.generics import Generics
    from importers.citygml.plan import Plan
    from importers.citygml.schema.risk import Summary
    from importers.citygml.window import Window

CODED = {
    "description": "description",
    "rank": "rank",
    "rankOrg": "rank_org",
    "adminType": "admin_type",
    "areaType": "area_type",
    "status": "status",
}
"""Elements that hold codes, and the fields of a record that they fill."""
NUMBERS = {"depth": "depth", "duration": "duration"}
_HOURS = {"minute": 1 / 60, "min": 1 / 60, "分": 1 / 60, "day": 24.0, "日": 24.0}
_METRES = {"cm": 0.01, "mm": 0.001}
RISK = pa.struct(
    [
        ("kind", pa.string()),
        ("description_code", pa.string()),
        ("description", pa.string()),
        ("rank_code", pa.string()),
        ("rank", pa.string()),
        ("rank_org_code", pa.string()),
        ("rank_org", pa.string()),
        ("depth", pa.float64()),
        ("scale", pa.string()),
        ("admin_type_code", pa.string()),
        ("admin_type", pa.string()),
        ("duration", pa.float64()),
        ("area_type_code", pa.string()),
        ("area_type", pa.string()),
        ("status_code", pa.string()),
        ("status", pa.string()),
        ("source_path", pa.string()),
    ]
)

_SET_KINDS = (
    ("landslide", re.compile(r"土砂災害|急傾斜|土石流|地すべり")),
    ("tsunami", re.compile(r"津波")),
    ("high_tide", re.compile(r"高潮")),
    ("inland_flooding", re.compile(r"内水")),
    ("reservoir_flooding", re.compile(r"ため池")),
    ("river_flooding", re.compile(r"洪水|浸水(?:想定|予想)区域")),
)
_SET_FIELDS = {
    "規模": "scale",
    "浸水ランク": "rank",
    "浸水深": "depth",
    "継続時間": "duration",
    "浸水継続時間": "duration",
    "現象区分": "description",
    "現象の種類": "description",
    "説明": "description",
    "区域区分": "areaType",
}
_SCALE_IN_NAME = re.compile(r"[（(](計画規模|想定最大規模)[）)]")
# The most serious kind of landslide area comes last: any designated one counts more than a planned one, and
# within each the special one more than the plain one (標準製品仕様書).
_AREA_ORDER = {"3": 1.0, "4": 2.0, "1": 3.0, "2": 4.0}


@dataclass(eq=False)
class Risks:
    """Records of risks in document order, as columns.

    Attributes
    ----------
    row
        (n,) Row of the element that is the risk, ascending.
    owner
        (n,) Feature of each record.
    """

    row: NDArray[np.intp]
    owner: NDArray[np.int64]
    words: dict[str, Words]
    numbers: dict[str, NDArray[np.float64]]

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.row)


class _Filler:
    """Fills the columns of records from elements inside of them."""

    def __init__(self, row: NDArray[np.intp]) -> None:
        self.row = row
        self.labels: dict[str, Labels] = {}
        self.places: dict[str, NDArray[np.int32]] = {}
        self.numbers = {name: np.full(len(row), np.nan) for name in NUMBERS.values()}

    def at(self, rows: NDArray[np.integer]) -> NDArray[np.intp]:
        """Return the records that the elements at `rows` are."""
        return np.searchsorted(self.row, rows)

    def fill(self, field: str, at: NDArray[np.intp], words: Words) -> None:
        """Put texts into a field; texts that stand for unknown values leave it empty."""
        labels = self.labels.setdefault(field, Labels())
        places = self.places.setdefault(field, np.full(len(self.row), -1, dtype=np.int32))
        places[at] = np.where(words.missing, -1, labels.places(words))

    def word(self, field: str) -> Words:
        """Return a field."""
        nothing = np.full(len(self.row), -1, dtype=np.int32)
        return Words(self.places.get(field, nothing), self.labels.get(field, Labels()).values)


def read_risks(window: Window, plan: Plan, generics: Generics) -> tuple[Risks, NDArray[np.bool_]]:
    """Return the risks of the features, and which of the generic values went into them."""
    elements = window.elements
    types = [(window.inside(elements.rows_by_path[path])[0], use) for path, use in plan.of(Role.RISK)]
    kind_of_set = [_kind_of_set(name) for name in generics.group_name.values]
    taken = generics.group_name.among([kind is not None for kind in kind_of_set]) & ~generics.outside_sets
    taken &= generics.name.among([name in _SET_FIELDS for name in generics.name.values])
    sets = np.unique(generics.group[taken])
    row = np.sort(np.concatenate([*(rows for rows, _ in types), sets]).astype(np.intp))
    filler = _Filler(row)
    for rows, use in types:
        at = filler.at(rows)
        filler.fill("kind", at, _constant(use.key, len(at)))
        filler.fill("source_path", at, _constant("/".join(use.chain), len(at)))
    if len(row) > len(sets):
        _from_types(window, plan, filler)
    if len(sets):
        _from_sets(window, generics.where(taken), kind_of_set, filler)
    fields = {field.name for field in RISK} - set(NUMBERS.values())
    owner = window.owners(row)
    return Risks(row, owner, {field: filler.word(field) for field in fields}, filler.numbers), taken


def _constant(text: str, count: int) -> Words:
    return Words(np.zeros(count, dtype=np.int32), [text])


def _from_types(window: Window, plan: Plan, filler: _Filler) -> None:
    """Fill records from the data types of i-UR 2.0 and later."""
    elements = window.elements
    for path, use in plan.of(Role.RISK_FIELD):
        rows, _ = window.inside(elements.rows_by_path[path])
        at = filler.at(elements.parent[rows])
        type_name = use.chain[-2].removeprefix("Building")
        if use.key in NUMBERS:
            _fill_number(window, filler, use.key, rows, at)
        elif use.key == "scale":
            _fill_scale(filler, at, window.coded(rows, f"{type_name}_scale").label)
        else:
            _fill_code(window, filler, CODED[use.key], rows, at, f"{type_name}_{use.key}")


def _from_sets(window: Window, generics: Generics, kind_of_set: list[str | None], filler: _Filler) -> None:
    """Fill records from named sets of generic attributes, as i-UR 1.x data hold them."""
    at = filler.at(generics.group)
    kinds = Words(generics.group_name.place, [kind or "" for kind in kind_of_set])
    filler.fill("kind", at, kinds)
    filler.fill("source_path", at, _constant("genericAttributeSet", len(at)))
    titles = [_SCALE_IN_NAME.sub("", name) for name in generics.group_name.values]
    filler.fill("description", at, Words(generics.group_name.place, titles))
    _fill_scale(filler, at, generics.group_name)
    # ranks of different hazards mean different depths, so each kind asks its own list
    for hazard in HAZARDS:
        mine = kinds.among([value == hazard.kind for value in kinds.values])
        if not mine.any():
            continue
        for name, element in _SET_FIELDS.items():
            chosen = mine & generics.name.among([value == name for value in generics.name.values])
            if not chosen.any():
                continue
            rows, into = generics.row[chosen], at[chosen]
            if element in NUMBERS:
                _fill_number(window, filler, element, rows, into)
            elif element == "scale":
                _fill_scale(filler, into, window.words(rows))
            else:
                standard = f"{hazard.types[0]}_{element}"
                _fill_code(window, filler, CODED[element], rows, into, standard)


def _fill_code(
    window: Window,
    filler: _Filler,
    field: str,
    rows: NDArray[np.intp],
    at: NDArray[np.intp],
    standard: str,
) -> None:
    coded = window.coded(rows, standard)
    filler.fill(field, at, coded.label)
    filler.fill(f"{field}_code", at, coded.code)


def _fill_number(
    window: Window, filler: _Filler, element: str, rows: NDArray[np.intp], at: NDArray[np.intp]
) -> None:
    numbers, _ = window.numbers(rows)
    units = window.attribute_of(rows, "uom")
    factors = _METRES if element == "depth" else _HOURS
    if any(unit in factors for unit in units.values):
        numbers = numbers * np.array([*(factors.get(unit, 1.0) for unit in units.values), 1.0])[units.place]
    filler.numbers[NUMBERS[element]][at] = numbers


def _fill_scale(filler: _Filler, at: NDArray[np.intp], words: Words) -> None:
    """Fill the scale with L1 or L2; texts that say neither leave it as it is."""
    scales = [_scale(value) for value in words.values]
    known = words.among([bool(scale) for scale in scales])
    filler.fill("scale", at[known], Words(words.place[known], scales))


def _scale(text: str) -> str:
    if "計画規模" in text or text in ("1", "L1") or text.startswith("L1"):
        return "L1"
    if "想定最大規模" in text or text in ("2", "L2") or text.startswith("L2"):
        return "L2"
    return ""


def _kind_of_set(name: str) -> str | None:
    """Return the kind of risk that a set of generic attributes tells of, None when it is another set."""
    return next((kind for kind, pattern in _SET_KINDS if pattern.search(name)), None)


def risk_lists(window: Window, risks: Risks) -> pa.Array:
    """Return the column ``risks``."""
    count = len(window.features)
    if not len(risks):
        return no_lists(count, RISK)
    fields = {name: texts(words) for name, words in risks.words.items()}
    for name, numbers in risks.numbers.items():
        fields[name] = pa.array(numbers, mask=np.isnan(numbers))
    return lists(risks.owner, count, fields, RISK)


def summaries(window: Window, risks: Risks) -> dict[str, pa.Array]:
    """Return the columns that hold the largest value among risks of a kind."""
    columns: dict[str, pa.Array] = {}
    kinds = set(risks.words["kind"].values)
    for summary in SUMMARIES:
        if summary.kind in kinds:
            columns |= _summary(summary, risks, len(window.features))
    return columns


def _summary(summary: Summary, risks: Risks, count: int) -> dict[str, pa.Array]:
    name = summary.column.name
    kind, scale = risks.words["kind"], risks.words["scale"]
    chosen = kind.among([value == summary.kind for value in kind.values])
    planned = scale.among([value == "L1" for value in scale.values])
    chosen &= planned if summary.scale else ~planned
    code, label, size = _sizes(summary.value, risks)
    chosen &= ~np.isnan(size)
    if not chosen.any():
        return {}
    at = np.flatnonzero(chosen)
    if not summary.scale:
        largest = scale.among([value == "L2" for value in scale.values])
        has_largest = np.zeros(count, dtype=bool)
        has_largest[risks.owner[at[largest[at]]]] = True
        at = at[largest[at] | ~has_largest[risks.owner[at]]]
    at = at[np.lexsort((size[at], risks.owner[at]))]
    owner = risks.owner[at]
    last = np.append(owner[1:] != owner[:-1], True)
    at, owner = at[last], owner[last]
    if summary.column.kind == "number":
        numbers = np.full(count, np.nan)
        numbers[owner] = size[at]
        return {name: pa.array(numbers, mask=np.isnan(numbers))}
    return {
        name: _dictionary(label, at, owner, count),
        f"{name}_code": _dictionary(code, at, owner, count),
    }


def _sizes(value: str, risks: Risks) -> tuple[Words, Words, NDArray[np.float64]]:
    """Return codes, labels, and a number by which records can be compared."""
    if value in risks.numbers:
        nothing = risks.words["kind"]
        return nothing, nothing, risks.numbers[value]
    code, label = risks.words[f"{value}_code"], risks.words[value]
    if value == "rank":
        # a city may have ranks of its own instead of the common ones
        code = _first_of(code, risks.words["rank_org_code"])
        label = _first_of(label, risks.words["rank_org"])
    order = [_AREA_ORDER.get(text, 0.0) if value == "area_type" else _number(text) for text in code.values]
    return code, label, np.array([*order, np.nan])[code.place]


def _first_of(first: Words, second: Words) -> Words:
    place = np.where(
        first.place >= 0, first.place, np.where(second.place >= 0, second.place + len(first.values), -1)
    )
    return Words(place.astype(np.int32), [*first.values, *second.values])


def _number(text: str) -> float:
    return float(text) if text.isdecimal() else 0.0


def _dictionary(words: Words, at: NDArray[np.intp], owner: NDArray[np.int64], count: int) -> pa.Array:
    labels = Labels()
    places = labels.places(words)
    indices = np.full(count, -1, dtype=np.int32)
    indices[owner] = places[at]
    return pa.DictionaryArray.from_arrays(
        pa.array(indices, mask=indices < 0), pa.array(labels.values, pa.string())
    )
