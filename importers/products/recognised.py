"""What a reader gave is told in the words of a known product, or drawn by names that everybody knows."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from styles.presets import preset
from styles.style import ByCategory

if TYPE_CHECKING:
    import pyarrow as pa

    from importers.collection import Collection

BY_NAME = ("use_district", "fire_zone", "area_classification")
"""Palettes whose classes have names in law, which cities write as they are."""
KNOWN = 0.8
"""Share of the rows that must bear such a name."""
MOST_VALUES = 200
FIRST = 5 * MOST_VALUES
_NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")


def recognised(collection: Collection, name: str) -> Collection:
    """Return a collection of a known product with its Japanese names, code texts and style.

    What is no product but has a column of use districts or the like by name gets the official colours.

    Parameters
    ----------
    collection
        As its reader gave it.
    name
        Of its file, with the folders above it where they are known.
    """
    from importers.products.apply import apply
    from importers.products.recognise import recognise

    product = recognise(name, collection.table.column_names)
    if product is not None:
        return apply(collection, product)
    if collection.style is not None:
        return collection
    return replace(collection, style=style_by_names(collection.table))


def style_by_names(table: pa.Table) -> ByCategory | None:
    """Return the official colours for the first column whose texts are names of classes, None without one."""
    import pyarrow as pa

    for column in table.column_names:
        texts = table.column(column)
        if not (pa.types.is_string(texts.type) or pa.types.is_dictionary(texts.type)):
            continue
        if len(texts.slice(0, FIRST).unique()) > MOST_VALUES:
            continue  # all of a long column need not be counted to know that
        listed = texts.value_counts()
        if len(listed) > MOST_VALUES:
            continue
        counts = {str(one["values"]): int(one["counts"]) for one in listed.to_pylist() if one["values"]}
        if not counts:
            continue
        for palette in BY_NAME:
            style = _style(column, palette, counts)
            if style is not None:
                return style
    return None


def _style(column: str, palette: str, counts: dict[str, int]) -> ByCategory | None:
    classes = preset(palette).categories
    place = {plain(one.label or one.value): number for number, one in enumerate(classes)}
    known = {text: place[plain(text)] for text in counts if plain(text) in place}
    if sum(counts[text] for text in known) < KNOWN * sum(counts.values()):
        return None
    ordered = sorted(known, key=lambda text: known[text])
    return ByCategory(
        column, tuple(replace(classes[known[text]], value=text, label=text) for text in ordered)
    )


def plain(text: str) -> str:
    """Return a name without what writers differ in: width, blanks, and ``第1種`` for ``第一種``."""
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    return bare.translate(_NUMERALS)
