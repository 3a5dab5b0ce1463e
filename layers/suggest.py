"""Which styles a layer's attribute may take, the best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers.filters import NUMERIC
from layers.messages import QT_TRANSLATE_NOOP
from styles import presets, propose
from styles.palettes import ANCHORS, RISING
from styles.style import ByCategory, ByRange, Style

if TYPE_CHECKING:
    from layers.base import Attribute, Table

OWN = QT_TRANSLATE_NOOP("messages", "値から作った色分け")
EVEN = QT_TRANSLATE_NOOP("messages", "値から作った色分け（等間隔）")
EQUAL_COUNT = QT_TRANSLATE_NOOP("messages", "値から作った色分け（件数をそろえる）")

MOST_TEXTS = 1000
"""With more different texts than this a column is a name, not a class."""

CAN_STYLE = NUMERIC | {"code", "text"}
"""Kinds of attributes that can colour a layer."""


@dataclass(frozen=True)
class Suggestion:
    """A style and what to tell about it.

    Attributes
    ----------
    title
        Japanese, marked for translation where it is not the title of a preset.
    source, note
        Where classes and colours come from and what a reader should know; empty for own colours.
    """

    title: str
    style: Style
    source: str = ""
    note: str = ""


def suggestions(table: Table, attribute: Attribute) -> tuple[Suggestion, ...]:
    """Return the styles for an attribute: palettes made for it first, then what its values propose.

    Empty when the attribute cannot colour a layer: all its values are missing, or nearly every feature
    has a text of its own.
    """
    if attribute.kind not in CAN_STYLE or not _tells_apart(table, attribute):
        return ()
    found = [
        Suggestion(one.title, one.style(attribute.name), one.source, one.note)
        for one in presets.presets_for(attribute.name)
        if bool(one.ranges) == (attribute.kind in NUMERIC)
    ]
    if attribute.kind in NUMERIC:
        numbers = table.numbers(attribute.name)
        few = len(np.unique(numbers[~np.isnan(numbers)])) <= propose.FEW
        methods = (("", OWN),) if few else (("pretty", EVEN), ("quantile", EQUAL_COUNT))
        for method, title in methods:
            style = propose.by_range(
                attribute.name,
                numbers,
                unit=attribute.unit,
                kind=attribute.kind,
                method=method,
                anchors=ANCHORS.get(attribute.name, RISING),
            )
            if len(style.ranges) > 1 and all(style != other.style for other in found):
                found.append(Suggestion(title, style))
        return tuple(found)
    indices, values = table.categories(attribute.name)
    counts = np.bincount(indices[indices >= 0], minlength=len(values))
    if len(values):
        labels = table.labels(attribute.name)
        found.append(Suggestion(OWN, propose.by_category(attribute.name, values, counts, labels)))
    return tuple(found)


def _tells_apart(table: Table, attribute: Attribute) -> bool:
    if attribute.kind in NUMERIC:
        return not bool(np.isnan(table.numbers(attribute.name)).all())
    indices, values = table.categories(attribute.name)
    known = int(np.count_nonzero(indices >= 0))
    return known > 0 and (attribute.kind == "code" or len(values) <= min(MOST_TEXTS, known // 2))


def best(table: Table, attribute: Attribute) -> ByCategory | ByRange | None:
    """Return the style to begin with, or None when the attribute cannot colour a layer."""
    found = suggestions(table, attribute)
    if not found:
        return None
    if not found[0].source and attribute.kind in NUMERIC:
        return propose.by_range(
            attribute.name,
            table.numbers(attribute.name),
            unit=attribute.unit,
            kind=attribute.kind,
            anchors=ANCHORS.get(attribute.name, RISING),
        )
    style = found[0].style
    return style if isinstance(style, (ByCategory, ByRange)) else None
