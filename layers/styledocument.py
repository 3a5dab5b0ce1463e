"""A style as plain JSON values and back; part of a project (see ``layers.projectdocument``)."""

from __future__ import annotations

import math
from typing import Any

from layers import plaindata
from layers.errors import Damaged
from layers.plaindata import Reader
from styles.style import ByCategory, ByRange, Category, Colour, Fixed, Range, Style

Document = dict[str, Any]


def style_document(style: Style) -> Document:
    """Return a style as plain values; endless ranges end with null."""
    if isinstance(style, ByCategory):
        categories = [
            {"value": one.value, "label": one.label, "colour": list(one.colour)} for one in style.categories
        ]
        return {
            "by": "category",
            "attribute": style.attribute,
            "categories": categories,
            "other": list(style.other),
        }
    if isinstance(style, ByRange):
        ranges = [
            {"low": _end(one.low), "high": _end(one.high), "label": one.label, "colour": list(one.colour)}
            for one in style.ranges
        ]
        return {"by": "range", "attribute": style.attribute, "ranges": ranges, "other": list(style.other)}
    return {"by": "one", "colour": list(style.colour)}


def style_from_document(reader: Reader) -> Style:
    """Return the style of plain values."""
    by = reader.text("by")
    if by == "one":
        return Fixed(_colour(reader.value.get("colour"), reader.at("colour")))
    if by not in ("category", "range"):
        plaindata.fail(reader.at("by"))
    attribute = reader.text("attribute")
    other = _colour(reader.value.get("other"), reader.at("other"))
    if by == "category":
        return ByCategory(attribute, reader.items("categories", _category), other)
    return ByRange(attribute, reader.items("ranges", _range), other)


def _category(value: object, place: str) -> Category:
    reader = Reader(value, place)
    colour = _colour(reader.value.get("colour"), reader.at("colour"))
    return Category(reader.text("value"), colour, reader.text("label", ""))


def _range(value: object, place: str) -> Range:
    reader = Reader(value, place)
    low = -math.inf if reader.value.get("low") is None else reader.number("low")
    high = math.inf if reader.value.get("high") is None else reader.number("high")
    colour = _colour(reader.value.get("colour"), reader.at("colour"))
    return Range(low, high, colour, reader.text("label", ""))


def _colour(value: object, place: str) -> Colour:
    channels = plaindata.numbers(value, 3, place)
    if not all(0 <= channel <= 255 and channel == int(channel) for channel in channels):
        raise Damaged(plaindata.BROKEN, plaindata.HINT, values={"place": place})
    red, green, blue = (int(channel) for channel in channels)
    return red, green, blue


def _end(value: float) -> float | None:
    return value if math.isfinite(value) else None
