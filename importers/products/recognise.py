"""Recognise a public data product by the name of its file and of its columns.

Neither is enough alone: a name may have been given to something else, and columns do not tell the year.
A name without any fitting column is not believed; columns that only this product has are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from importers.products.product import Edition, Facts, Field, Painting, facts, prefectures

if TYPE_CHECKING:
    from collections.abc import Sequence

_DATUMS = {"jgd": "EPSG:4612", "jgd2011": "EPSG:6668", "tky": "EPSG:4301"}
"""Geographic systems by the word that mesh files carry in their names."""
_NEWEST = 60
"""Two-digit years above this belong to the 1900s, in the old series of boundaries those above 14."""
_NEWEST_OLD = 14


@dataclass(frozen=True)
class Product:
    """A product that a file was recognised as.

    Attributes
    ----------
    id
        Official number, with the theme where a number has several: ``A29``, ``A55_youto``.
    name
        Japanese name.
    credit
        Line that maps made from it must carry.
    note
        What a reader of the map should know, may be empty.
    year
        Year that the name tells, None when it tells none.
    date
        ISO 8601 date that the name tells, else the year, else empty.
    prefecture
        Japanese name of the prefecture, empty when the name tells none.
    city
        Five-digit code of the municipality, empty when the name tells none.
    crs
        System in which this year is published, empty when no source says; a system that the file itself
        declares goes before.
    fields
        What is known, by column name as the file writes it.
    undecided
        Columns whose meaning differs between years while the year is not known.
    style
        How it is drawn: the first whose column holds anything.
    check
        Name of a further check of its content, empty for none.
    place_from
        Column of the file that tells in words which municipality it is of, empty for none.
    """

    id: str
    name: str
    credit: str
    note: str = ""
    year: int | None = None
    date: str = ""
    prefecture: str = ""
    city: str = ""
    crs: str = ""
    fields: Mapping[str, Field] = field(default_factory=lambda: MappingProxyType({}))
    undecided: tuple[str, ...] = ()
    style: tuple[Painting, ...] = ()
    check: str = ""
    place_from: str = ""

    @property
    def title(self) -> str:
        """Name for lists: what, where, when."""
        told = [self.city or self.prefecture, f"{self.year}年" if self.year else ""]
        details = "、".join(one for one in told if one)
        return f"{self.name}（{details}）" if details else self.name


def recognise(file_name: str, columns: Sequence[str]) -> Product | None:
    """Return the product that a file is, or None.

    Parameters
    ----------
    file_name
        Name of the file, with the folders above it where they are known (``A55-22_42201_SHP/…``).
    columns
        Names of its columns.
    """
    parts = [part for part in reversed(re.split(r"[/\\]", file_name)) if part]
    names = {column.casefold(): column for column in columns}
    by_columns: Product | None = None
    for fact in facts():
        told = _told(fact, parts)
        year = _year(told)
        editions = _editions(fact, names, year)
        own = bool(fact.prefix) and any(
            name.startswith((f"{fact.prefix}_", f"{fact.prefix}-")) for name in names
        )
        if told is not None and (editions or own):
            return _product(fact, editions, names, told)
        if told is None and editions and fact.by_columns and by_columns is None:
            by_columns = _product(fact, editions, names, {})
    return by_columns


def _told(fact: Facts, parts: Sequence[str]) -> dict[str, str] | None:
    """Return what the names of a file and the folders above it tell, None when they are not the product's."""
    for part in parts:
        for pattern in fact.files:
            match = pattern.match(part)
            if match is None:
                continue
            told = {name: text for name, text in match.groupdict().items() if text}
            if fact.year_in is not None:
                above = (fact.year_in.search(one) for one in parts)
                told |= next((found.groupdict() for found in above if found), {})
            return told
    return None


def _editions(fact: Facts, names: Mapping[str, str], year: int | None) -> list[Edition]:
    """Return the editions that a file's columns fit, those of its year where there are any."""
    fitting = [
        one
        for one in fact.editions
        if all(name in names for name in one.needs)
        and (not one.needs_any or any(name in names for name in one.needs_any))
        and not any(name in names for name in one.absent)
    ]
    if year is None:
        return fitting
    return [one for one in fitting if one.years[0] <= year <= one.years[1]] or fitting


def _product(
    fact: Facts, editions: Sequence[Edition], names: Mapping[str, str], told: Mapping[str, str]
) -> Product:
    fields: dict[str, Field] = {}
    undecided: list[str] = []
    for name, column in names.items():
        meanings = list(dict.fromkeys(one.fields[name].name for one in editions if name in one.fields))
        different = {_meaning(one.fields[name]) for one in editions if name in one.fields}
        if len(different) == 1:
            fields[column] = next(one.fields[name] for one in editions if name in one.fields)
        elif meanings:
            undecided.append(column)
    single = editions[0] if len(editions) == 1 else None
    area = told.get("area", "")
    year = _year(told)
    style = [
        Painting(names[one.field], one.preset)
        for edition in editions
        for one in edition.style
        if names.get(one.field) in fields
    ]
    return Product(
        id=fact.id,
        name=(single.name if single else "") or fact.name,
        credit=fact.credit,
        note="".join(note for note in (fact.note, single.note if single else "") if note),
        year=year,
        date=_date(told) or (str(year) if year else ""),
        prefecture=prefectures().get(area[:2], ""),
        city=area if len(area) == 5 and area[2:] != "000" and area[:2] in prefectures() else "",
        crs=_crs(fact, year, told),
        fields=MappingProxyType(fields),
        undecided=tuple(undecided),
        style=tuple(style),
        check=fact.check,
        place_from=names.get(fact.place_from, ""),
    )


def _meaning(one: Field) -> tuple[object, ...]:
    return (one.label, one.unit, one.kind, tuple(sorted(one.codes.items())))


def _year(told: Mapping[str, str] | None) -> int | None:
    """Return the year that a name tells."""
    if not told:
        return None
    if "year" in told:
        return _full_year(int(told["year"]), _NEWEST)
    date = _date(told)
    return int(date[:4]) if date else None


def _date(told: Mapping[str, str]) -> str:
    """Return the ISO 8601 date that a name tells, empty when it tells none that exists."""
    digits, newest = told.get("date", ""), _NEWEST
    if "old_date" in told:
        digits, newest = told["old_date"], _NEWEST_OLD
    if len(digits) == 6:
        digits = f"{_full_year(int(digits[:2]), newest)}{digits[2:]}"
    if len(digits) != 8 or not (1 <= int(digits[4:6]) <= 12 and 1 <= int(digits[6:]) <= 31):
        return ""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def _full_year(two_digits: int, newest: int) -> int:
    return two_digits + (2000 if two_digits <= newest else 1900)


def _crs(fact: Facts, year: int | None, told: Mapping[str, str]) -> str:
    if "datum" in told:
        return _DATUMS[told["datum"].casefold()]
    systems = {crs for first, last, crs in fact.crs if year is not None and first <= year <= last}
    return systems.pop() if len(systems) == 1 else ""
