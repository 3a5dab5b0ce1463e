"""Finding buildings, layers, actions and places by what staff type into the one search box."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.places import place
from layers.derived import Derived

if TYPE_CHECKING:
    from gisapp.actions import Action
    from layers.base import Layer, Table
    from layers.feedback import Feedback
    from layers.messages import Message
    from layers.project import Project

COLUMNS = (
    "name",
    "facility_name",
    "building_id",
    "id",
    "gml_id",
    "real_estate_id",
    "address",
    "usage",
    "city",
)
"""Columns that are searched where a table has them, the one that says most first."""
TITLES = ("name", "facility_name", "usage")
"""Columns that may name a feature in the list."""
SUBTITLES = ("address", "building_id", "id", "gml_id")
"""Columns that tell features of the same name apart."""

IDENTIFIERS = frozenset({"building_id", "id", "gml_id", "real_estate_id"})
"""Columns that name a feature for machines."""

NUMBERS = ("地番", "chiban")
"""Columns that hold the number of a parcel (地番)."""
PLACES = ("place", "所在", "大字", "町名", "町丁目名", "S_NAME", "disname")
"""Columns that hold the name of a town or of its part (町丁目)."""
_PARCEL = "\0parcel"
# No number of a parcel is longer than this.
LONGEST_NUMBER = 64
"""A column of our own: town and number in one."""
_TENS = "〇一二三四五六七八九"

LIMIT = 50


class Kind(StrEnum):
    """What was found."""

    PLACE = "place"
    FEATURE = "feature"
    LAYER = "layer"
    ACTION = "action"


@dataclass(frozen=True)
class Found:
    """One line of the list of results.

    Attributes
    ----------
    kind
        What it is.
    title, subtitle
        What to show; a :class:`layers.messages.Message` where it is to be translated.
    layer, feature
        Layer id and row number of a feature; the layer id of a layer.
    action
        Id of an action.
    point
        Longitude and latitude in degrees of a place.
    """

    kind: Kind
    title: str | Message
    subtitle: str | Message = ""
    layer: str = ""
    feature: int = -1
    action: str = ""
    point: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class _Column:
    name: str
    folded: Any  # pyarrow string array, as it is compared
    codes: Any  # (n,) int32 into `folded` for a column of few different texts, else None


@dataclass(frozen=True, eq=False)
class _Index:
    """Columns that are searched, how many rows they have, and what parcels (n,) are called."""

    columns: tuple[_Column, ...]
    count: int
    parcels: np.ndarray[Any, Any] | None = None


_indices: Derived[_Index] = Derived(newest=1)

_DASHES = "[‐‑‒–—―−ー]"


def folded(text: str) -> str:
    """Return a text as it is compared: width, case and the many dashes make no difference."""
    return re.sub(_DASHES, "-", unicodedata.normalize("NFKC", text)).lower()


def spellings(word: str) -> tuple[str, ...]:
    """Return a folded word and how registers write it: 「三丁目」 for 「3丁目」, 「12-3」 for 「12番3」."""
    plain_ = number_spelling(word)
    found = [word, plain_]
    found.append(re.sub(r"(\d{1,2})丁目", lambda one: f"{_kanji(int(one[1]))}丁目", plain_))
    found.append(re.sub(r"(\d{1,2})丁目", r"\1-", word.replace("丁目-", "丁目")))
    return tuple(dict.fromkeys(found))


def number_spelling(word: str) -> str:
    """Return a folded word with dashes where a number is written in words."""
    dashed = re.sub(r"(番地|番)の?(?=\d)", "-", word)
    return re.sub(r"(?<=\d)の(?=\d)", "-", re.sub(r"(?<=\d)(番地|番|号)$", "", dashed))


def _kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    before = "" if not tens else "十" if tens == 1 else f"{_TENS[tens]}十"
    return before + (_TENS[ones] if ones or not tens else "")


def prepare(project: Project, feedback: Feedback) -> None:
    """Make the tables of a project ready to be searched; runs in a worker."""
    for layer in project.layers:
        feedback.step()
        if layer.data is not None:
            _index(layer)


def search(
    project: Project,
    text: str,
    limit: int = LIMIT,
    actions: Iterable[Action] = (),
    translate: Callable[[str], str] = str,
) -> list[Found]:
    """Return what a text may mean, the likeliest first.

    Words parted by spaces must all be found in a feature, each in any of its columns.

    Parameters
    ----------
    project
        Where features, layers and the zone of plane coordinates come from.
    text
        What was typed.
    limit
        At most so many results.
    actions
        Actions that may be meant.
    translate
        Gives an action's text in the language of the window.
    """
    words = folded(text).split()
    if not words:
        return []
    results: list[Found] = []
    here = place(text, project.crs)
    if here is not None:
        results.append(Found(Kind.PLACE, here.words, point=(here.longitude, here.latitude)))
    results.extend(
        Found(Kind.LAYER, layer.name, layer=layer.id)
        for layer in project.layers
        if all(word in folded(layer.name) for word in words)
    )
    for one in actions:
        name = plain(translate(one.text))
        if all(word in folded(name) for word in words):
            results.append(Found(Kind.ACTION, name, one.shortcuts[0] if one.shortcuts else "", action=one.id))
    for layer in _in_order(project, words):
        if len(results) < limit:
            results.extend(_features(layer, words, limit - len(results)))
    return results[:limit]


def by_layer(project: Project, text: str, limit: int = LIMIT) -> Iterator[list[Found]]:
    """Yield the features whose names or addresses hold a text, layer by layer, at most `limit` each.

    Identifiers are not looked at: an address stands in none, and they are the longest columns of a city.
    """
    words = folded(text).split()
    for layer in _in_order(project, words) if words else ():
        found = _features(layer, words, limit, IDENTIFIERS)
        if found:
            yield found


def _in_order(project: Project, words: Sequence[str]) -> list[Layer]:
    layers = [layer for layer in project.layers if layer.data is not None]
    if re.fullmatch(r"\d+(-\d+)*", number_spelling(words[-1])):
        # A bare number is meant as a 地番; in identifiers of buildings it stands by chance.
        layers.sort(key=lambda layer: not _has_numbers(layer))
    return layers


def plain(text: str) -> str:
    """Return the text of an action without the marks of menus."""
    return re.sub(r"\(&\w\)|&|…", "", text)


def _has_numbers(layer: Layer) -> bool:
    names = {attribute.name for attribute in layer.table().attributes}
    return not names.isdisjoint(NUMBERS) or {"place", "number"} <= names


def _features(
    layer: Layer, words: Sequence[str], limit: int, without: frozenset[str] = frozenset()
) -> list[Found]:
    index = _index(layer)
    if without:
        index = replace(index, columns=tuple(one for one in index.columns if one.name not in without))
    if not index.columns:
        return []
    hits = [
        [
            np.logical_or.reduce([_contains(column, one) for one in spellings(word)])
            for column in index.columns
        ]
        for word in words
    ]
    found = np.logical_and.reduce([np.logical_or.reduce(columns) for columns in hits])
    rows = np.flatnonzero(found)
    # The column in which the first word stands decides the order, then whether it stands at its start.
    order = np.full(len(rows), len(index.columns) * 3)
    for rank in range(len(index.columns) - 1, -1, -1):
        order[hits[0][rank][rows]] = rank * 3
    if len(rows) <= 20 * limit:
        fits = [_fit(index, rows, one) for one in spellings(words[0])]
        order = order + np.minimum.reduce(fits)
    best = rows[np.argsort(order, kind="stable")[:limit]]
    return _named(layer, best)


def _fit(index: _Index, rows: np.ndarray[Any, Any], word: str) -> np.ndarray[Any, Any]:
    """Return 0 where a column is the word, 1 where one begins with it, 2 elsewhere, for some rows."""
    import pyarrow.compute as pc

    fit = np.full(len(rows), 2)
    for column in index.columns:
        if column.codes is None:
            texts = column.folded.take(rows)
            begins = np.asarray(pc.starts_with(texts, word).fill_null(False), dtype=bool)
            equal = np.asarray(pc.equal(texts, word).fill_null(False), dtype=bool)
            fit = np.minimum(fit, np.where(equal, 0, np.where(begins, 1, 2)))
    return fit


def _contains(column: _Column, word: str) -> np.ndarray[Any, Any]:
    import pyarrow.compute as pc

    met = np.asarray(pc.match_substring(column.folded, word).fill_null(False), dtype=bool)
    if column.codes is None:
        return met
    return np.append(met, False)[column.codes]  # index -1, a missing value, takes the last


def _named(layer: Layer, rows: np.ndarray[Any, Any]) -> list[Found]:
    table = layer.table()
    present = {attribute.name for attribute in table.attributes}

    def first(columns: Iterable[str]) -> list[str]:
        texts = [""] * len(rows)
        for name in columns:
            if name in present:
                chosen = table.texts(name)[rows]
                texts = [old or str(new) for old, new in zip(texts, chosen, strict=True)]
        return texts

    titles, subtitles = first(TITLES), first(SUBTITLES)
    parcels = _index(layer).parcels
    if parcels is not None:
        titles = [old or str(new) for old, new in zip(titles, parcels[rows], strict=True)]
        subtitles = [old or layer.name for old in subtitles]
    return [
        Found(Kind.FEATURE, title or layer.name, subtitle, layer=layer.id, feature=int(row))
        for title, subtitle, row in zip(titles, subtitles, rows, strict=True)
    ]


def _parcels(table: Table) -> np.ndarray[Any, Any] | None:
    """Return town and number of each parcel (n,), or the town alone; None for a table without either."""
    import pyarrow as pa
    import pyarrow.compute as pc

    present = [attribute.name for attribute in table.attributes]
    number = next((name for name in NUMBERS if name in present), "")
    place_ = next((name for name in PLACES if name in present), "")
    if place_ == "place" and "number" in present:
        number = "number"
    if not number and (not place_ or place_ == "place"):
        return None
    towns, numbers = (_texts(table, name) for name in (place_, number))
    whole = pc.binary_join_element_wise(towns, numbers, "")
    # Some registers write the number behind the town already.
    ends = np.strings.endswith(_wide(_fold(towns)), _wide(_fold(numbers)))
    there = ends & np.asarray(pc.not_equal(numbers, ""), dtype=bool)
    found: np.ndarray[Any, Any] = pc.if_else(pa.array(there), towns, whole).to_numpy(zero_copy_only=False)
    return found


def _texts(table: Table, name: str) -> Any:
    """Return a column as an array of Arrow without nulls; empty texts where there is no such column."""
    import pyarrow as pa

    texts = table.texts(name) if name else np.full(len(table), "", dtype=object)
    return pa.array(texts, type=pa.string(), from_pandas=True).fill_null("")


def _wide(texts: Any) -> np.ndarray[Any, Any]:
    """Return the ends of texts of Arrow at one width; one endless text must not make all of them wide."""
    import pyarrow.compute as pc

    ends = pc.utf8_slice_codeunits(texts, start=-LONGEST_NUMBER)
    return np.asarray(ends.to_numpy(zero_copy_only=False), dtype=str)


def _index(layer: Layer) -> _Index:
    return _indices.get(layer.data, "search", lambda: _build(layer.table()))


def _build(table: Table) -> _Index:
    import pyarrow as pa

    kinds = {attribute.name: attribute.kind for attribute in table.attributes}
    columns = []
    parcels = _parcels(table)
    if parcels is not None:
        columns.append(_Column(_PARCEL, _fold(pa.array(parcels, type=pa.string())), None))
    for name in COLUMNS:
        if name not in kinds:
            continue
        if kinds[name] == "code":
            codes, values = table.categories(name)
            labels = table.labels(name)
            texts = pa.array([f"{labels.get(value, value)} {value}" for value in values], type=pa.string())
            columns.append(_Column(name, _fold(texts), codes))
        else:
            texts = pa.array(table.texts(name), type=pa.string(), from_pandas=True)
            columns.append(_Column(name, _fold(texts), None))
    return _Index(tuple(columns), len(table), parcels)


def _fold(texts: Any) -> Any:
    import pyarrow.compute as pc

    normal = pc.utf8_lower(pc.utf8_normalize(texts, form="NFKC"))
    return pc.replace_substring_regex(normal, pattern=_DASHES, replacement="-")
