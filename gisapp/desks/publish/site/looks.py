"""Styles as the page draws them: in the city's colours, and in colours and patterns for all eyes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from gisapp.desks.publish.site import english
from styles import palettes
from styles.presets import presets
from styles.style import BUILDING, ByCategory, ByRange, Colour, Fixed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gisapp.desks.publish.model import Publication
    from gisapp.desks.publish.projection import PublicContent
    from layers.base import Layer
    from styles.presets import Preset
    from styles.style import Category, Range

HAZARDS = ("flood", "tsunami", "reservoir", "landslide", "house_collapse", "disaster_risk")
"""How ids of palettes of hazards begin: their legends are shown whole, as the guidelines print them."""
PATTERNS = 8
ON_PAPER: Colour = (216, 211, 200)
"""For buildings without a colour of their own, whose off-white would not show on a flat pale ground."""
MANY = 60
"""Classes that a legend may have; of more, the rest is drawn like all that is no class."""


@dataclass(frozen=True)
class Look:
    """How a layer is drawn, and what its legend says.

    Attributes
    ----------
    style
        As the page reads it (``paint.js``).
    legend
        Note and source of an official palette, empty without one.
    field
        Public name of the attribute behind the colours; empty for one colour.
    hazard
        Whether the colours are those of a hazard.
    """

    style: dict[str, Any]
    legend: dict[str, str]
    field: str = ""
    hazard: bool = False


def look_of(layer: Layer, content: PublicContent, publication: Publication) -> Look:
    """Return how a layer is drawn.

    A style by an attribute that is not published would tell its values by their colours: such a layer is
    drawn in one colour.

    Parameters
    ----------
    layer
        With its style and data.
    content
        What is published of it.
    publication
        Names the public attributes.
    """
    style = layer.style
    if isinstance(style, Fixed):
        if style.colour == BUILDING:
            return Look({**_one(ON_PAPER), "plain": True}, {})
        return Look(_one(style.colour), {})
    named = {one.column: one.name for one in publication.fields}
    field = named.get(style.attribute)
    if field is None:
        return Look({**_one(palettes.CATEGORICAL[0]), "hidden": True}, {})
    values = content.columns([field]).column(0)
    palette = _palette_of(style)
    hazard = palette is not None and palette.id.startswith(HAZARDS)
    if isinstance(style, ByRange):
        classes = _ranges(style.ranges)
        told: dict[str, Any] = {"by": "range"}
    else:
        labels = layer.colouring().labels(style.attribute)
        classes = _categories(style.categories, labels, values, whole=hazard)
        told = {"by": "category"}
    told |= {
        "field": field,
        "classes": classes,
        "other": _hex(style.other),
        "otherSafe": _hex(palettes.OTHER),
        "unknown": bool(values.null_count),
    }
    return Look(told, _legend(palette), field, hazard)


def _one(colour: Colour) -> dict[str, Any]:
    return {"by": "one", "colour": _hex(colour), "safe": _hex(colour)}


def _palette_of(style: ByCategory | ByRange) -> Preset | None:
    """Return the palette whose classes a style shows."""
    shown = {(one.label, one.colour) for one in _parts(style)}
    for one in presets():
        parts: tuple[Category | Range, ...] = (*one.categories, *one.ranges)
        if shown and shown <= {(part.label, part.colour) for part in parts}:
            return one
    return None


def _parts(style: ByCategory | ByRange) -> Sequence[Category | Range]:
    return style.ranges if isinstance(style, ByRange) else style.categories


def _ranges(ranges: Sequence[Range]) -> list[dict[str, Any]]:
    safe = palettes.ramp(palettes.RISING, len(ranges)) if ranges else ()
    return [
        {
            "low": None if math.isinf(one.low) else one.low,
            "high": None if math.isinf(one.high) else one.high,
            **_named(one.label),
            "colour": _hex(one.colour),
            "safe": _hex(safe[number]),
            "pattern": number,
        }
        for number, one in enumerate(ranges)
    ]


def _categories(
    categories: Sequence[Category], labels: Mapping[str, str], values: pa.ChunkedArray, *, whole: bool
) -> list[dict[str, Any]]:
    """Return classes by their labels; those that nothing belongs to are left out, unless `whole`."""
    present = {str(one) for one in pc.unique(values.cast(pa.string())).to_pylist() if one}
    found: dict[tuple[str, Colour], list[str]] = {}
    for one in categories:
        told = {one.value, labels.get(one.value, one.value)}
        some = sorted(told & present)
        if some or whole:
            found.setdefault((one.label or labels.get(one.value, one.value), one.colour), []).extend(some)
    ordered = list(found.items())[:MANY]
    taken: set[str] = set()
    classes = []
    for number, ((label, colour), some) in enumerate(ordered):
        fresh = [value for value in dict.fromkeys(some) if value not in taken]
        taken.update(fresh)
        classes.append(
            {
                "values": fresh,
                **_named(label),
                "colour": _hex(colour),
                "safe": _hex(_safe(number, len(ordered), steps=whole)),
                "pattern": number % PATTERNS,
            }
        )
    return classes


def _safe(number: int, count: int, *, steps: bool) -> Colour:
    """Return the colour of a class for all eyes; classes of a hazard rise from pale to dark."""
    if steps:
        return palettes.ramp(palettes.RISING, count)[number]
    return palettes.CATEGORICAL[number % len(palettes.CATEGORICAL)]


def _legend(palette: Preset | None) -> dict[str, str]:
    if palette is None:
        return {}
    return {
        "note": palette.note,
        "note_english": english.words(palette.note),
        "source": palette.source,
        "source_english": english.words(palette.source),
    }


def _named(label: str) -> dict[str, str]:
    return {"label": label, "english": english.words(label)}


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
