"""What a line of the filter form may hold: numbers as they are typed, and the values that there are."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from gisapp.ui.words import decimal, integer, said, translate
from layers.filters import Condition, Operator, operators
from styles.figures import spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.base import Attribute, Table
    from layers.feedback import Feedback

CodeValue = tuple[str, str, int]
"""A code, its label, and how many features have it."""
SUGGESTIONS = 500
"""So many different texts are suggested."""


def fits(condition: Condition, attributes: Sequence[Attribute]) -> bool:
    """Say whether a line of the form can show a condition without losing any of it."""
    attribute = next((one for one in attributes if one.name == condition.attribute), None)
    if attribute is None or condition.operator not in operators(attribute):
        return False
    several = isinstance(condition.value, tuple)
    if condition.operator is Operator.BETWEEN:
        return several
    return not several or attribute.kind == "code"


def written_number(value: str | float) -> str:
    """Return a number as it stands in a field."""
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def typed_number(text: str) -> float | None:
    """Return the number that was typed in half or full width, with or without commas, else None."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "").replace("−", "-")
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if np.isfinite(number) else None


def number_hint(table: Table, attribute: Attribute, *, feedback: Feedback) -> str:
    """Return the range of a number column and how much of it is missing; for a worker thread."""
    feedback.step()
    column_values = table.numbers(attribute.name)
    known = column_values[~np.isnan(column_values)]
    if not len(known):
        return translate("panels", "値はすべて未確認です。")
    places = 2 if attribute.kind == "number" else 0
    low, high = float(known.min()), float(known.max())
    if attribute.kind == "year":
        words = f"{low:.0f}〜{high:.0f}"
    else:
        words = f"{decimal(low, places)}〜{decimal(high, places)}"
    missing = len(column_values) - len(known)
    text = translate("panels", "データの範囲 {words}").format(words=words + spaced(attribute.unit))
    if missing:
        text += translate("panels", "　未確認 {count} 件").format(count=integer(missing))
    return text


def text_values(
    table: Table, attribute: Attribute, *, feedback: Feedback
) -> list[str] | tuple[CodeValue, ...]:
    """Return the values that there are: codes with meaning and count, or the commonest texts."""
    feedback.step()
    indices, values = table.categories(attribute.name)
    feedback.step()
    counts = np.bincount(indices[indices >= 0], minlength=len(values))
    if attribute.kind == "code":
        labels = table.labels(attribute.name)
        return tuple(
            (code, said(labels.get(code, code)), count)
            for code, count in zip(values, counts.tolist(), strict=True)
        )
    return [values[place] for place in np.argsort(-counts, kind="stable")[:SUGGESTIONS].tolist()]
