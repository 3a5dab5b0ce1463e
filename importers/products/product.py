"""What is known of a product: read from ``facts/*.json``, where every fact has its source."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

FORMAT = 1
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Field:
    """What a column of a product holds.

    Attributes
    ----------
    name
        Name in the product's specification; a file may write it in other case.
    label
        Japanese name; the name itself where no source could be found for one.
    unit, kind, group
        As in :class:`layers.base.Attribute`.
    codes
        What the codes mean in Japanese, empty for a column without codes.
    missing
        What is written where the datum is not known.
    name_from
        Column whose Japanese name is believed before the code of this one.
    depth
        Whether it holds classes of depth as text (「0.3m以上1m未満」).
    confirmed
        Whether a source was found; if not, the column keeps its raw name.
    """

    name: str
    label: str
    unit: str = ""
    kind: str = "text"
    group: str = ""
    codes: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    missing: frozenset[str] = frozenset()
    name_from: str = ""
    depth: bool = False
    confirmed: bool = True


@dataclass(frozen=True)
class Painting:
    """A column and the palette it is drawn with."""

    field: str
    preset: str


@dataclass(frozen=True)
class Edition:
    """The columns of a product in some of its years.

    Attributes
    ----------
    needs
        Columns that must be there.
    needs_any
        Columns of which one must be there; empty for no such wish.
    absent
        Columns that must not be there.
    years
        First and last year.
    fields
        By name in lower case.
    style
        How it is drawn: the first whose column holds anything.
    """

    name: str
    note: str
    needs: tuple[str, ...]
    needs_any: tuple[str, ...]
    absent: tuple[str, ...]
    years: tuple[int, int]
    fields: Mapping[str, Field]
    style: tuple[Painting, ...]


@dataclass(frozen=True)
class Facts:
    """A product as its file in ``facts`` tells it.

    Attributes
    ----------
    id
        Official number, with the theme where a number has several (``A55_youto``).
    credit
        Line that maps made from it must carry.
    prefix
        How its column names begin, empty where they are ordinary words.
    files
        What names of its files and folders begin with.
    year_in
        Where a folder above the file tells the year, or None.
    crs
        First year, last year and system in which it is published.
    by_columns
        Whether columns alone are enough to recognise it.
    check
        Name of a further check of its content, empty for none.
    place_from
        Column that tells in words which municipality the data are of, empty for none.
    """

    id: str
    name: str
    credit: str
    note: str
    prefix: str
    files: tuple[re.Pattern[str], ...]
    year_in: re.Pattern[str] | None
    crs: tuple[tuple[int, int, str], ...]
    editions: tuple[Edition, ...]
    by_columns: bool
    check: str
    place_from: str = ""


@cache
def facts() -> tuple[Facts, ...]:
    """Return all products, ordered by id.

    Raises
    ------
    ValueError
        When a file of the program itself is wrong.
    """
    folder = files("importers.products")
    shared = _shared()
    found: list[Facts] = []
    for entry in (folder / "facts").iterdir():
        if entry.name.endswith(".json"):
            found += _of_document(json.loads(entry.read_text(encoding="utf-8")), shared)
    return tuple(sorted(found, key=lambda one: one.id))


def prefectures() -> Mapping[str, str]:
    """Return the names of the prefectures by their two-digit codes."""
    return _shared()["prefectures"]


@cache
def _shared() -> Mapping[str, Mapping[str, str]]:
    """Return the code lists that several products use."""
    text = (files("importers.products") / "lists.json").read_text(encoding="utf-8")
    lists: dict[str, dict[str, str]] = json.loads(text)["lists"]
    return MappingProxyType({name: MappingProxyType(one) for name, one in lists.items()})


def _of_document(document: dict[str, Any], shared: Mapping[str, Mapping[str, str]]) -> list[Facts]:
    if document["format"] != FORMAT:
        raise ValueError(document["id"])
    if "themes" not in document:
        return [_of_theme(document, document, shared)]
    return [
        _of_theme({**document, **theme, "id": f"{document['id']}_{theme['theme']}"}, document, shared)
        for theme in document["themes"]
    ]


def _of_theme(
    theme: dict[str, Any], document: dict[str, Any], shared: Mapping[str, Mapping[str, str]]
) -> Facts:
    lists = {**shared, **document["lists"]}
    return Facts(
        id=theme["id"],
        name=theme["name"],
        credit=document.get("credit", f"「国土数値情報（{document['data_name']}）」（国土交通省）"),
        note=theme["note"],
        prefix="" if "themes" in document else document["prefix"].casefold(),
        files=tuple(re.compile(rf"(?:{one})(?!\d)", re.IGNORECASE | re.ASCII) for one in theme["files"]),
        year_in=re.compile(document["year_in"], re.IGNORECASE | re.ASCII) if "year_in" in document else None,
        crs=tuple((one["from"], one["to"], one["crs"]) for one in document["crs"]),
        editions=tuple(_edition(one, document.get("common", {}), lists) for one in theme["editions"]),
        by_columns=document.get("by_columns", True),
        check=document.get("check", ""),
        place_from=document.get("place_from", "").casefold(),
    )


def _edition(
    document: dict[str, Any], common: Mapping[str, Any], lists: Mapping[str, Mapping[str, str]]
) -> Edition:
    fields = {**document["fields"], **common}
    first, last = document.get("years", (0, 9999))
    return Edition(
        name=document.get("name", ""),
        note=document.get("note", ""),
        needs=tuple(one.casefold() for one in document.get("needs", ())),
        needs_any=tuple(one.casefold() for one in document.get("needs_any", ())),
        absent=tuple(one.casefold() for one in document.get("absent", ())),
        years=(first, last),
        fields=MappingProxyType({name.casefold(): _field(name, one, lists) for name, one in fields.items()}),
        style=tuple(Painting(one["field"].casefold(), one["preset"]) for one in document.get("style", ())),
    )


def _field(name: str, document: dict[str, Any], lists: Mapping[str, Mapping[str, str]]) -> Field:
    return Field(
        name=name,
        label=document["label"],
        unit=document.get("unit", ""),
        kind=document.get("kind", "text"),
        group=document.get("group", ""),
        codes=MappingProxyType(dict(lists[document["list"]])) if "list" in document else _NOTHING,
        missing=frozenset(document.get("missing", ())),
        name_from=document.get("name_from", "").casefold(),
        depth=document.get("depth", False),
        confirmed=document.get("confirmed", True),
    )
