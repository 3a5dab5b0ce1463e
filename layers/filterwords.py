"""A table filter as a sentence for staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.filters import NUMERIC, AllOf, AnyOf, Condition, Filter, Operator
from layers.messages import QT_TRANSLATE_NOOP
from layers.query.words import Vocabulary
from layers.query.write import written
from styles import figures

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from layers.base import Attribute, Table

WORDS: dict[Operator, str] = {
    Operator.EQUAL: QT_TRANSLATE_NOOP("messages", "{name}が{value}"),
    Operator.NOT_EQUAL: QT_TRANSLATE_NOOP("messages", "{name}が{value}以外"),
    Operator.LESS: QT_TRANSLATE_NOOP("messages", "{name}が{value}未満"),
    Operator.AT_MOST: QT_TRANSLATE_NOOP("messages", "{name}が{value}以下"),
    Operator.GREATER: QT_TRANSLATE_NOOP("messages", "{name}が{value}を超える"),
    Operator.AT_LEAST: QT_TRANSLATE_NOOP("messages", "{name}が{value}以上"),
    Operator.CONTAINS: QT_TRANSLATE_NOOP("messages", "{name}に{value}を含む"),
    Operator.BETWEEN: QT_TRANSLATE_NOOP("messages", "{name}が{low}から{high}まで"),
    Operator.STARTS: QT_TRANSLATE_NOOP("messages", "{name}が{value}で始まる"),
    Operator.MISSING: QT_TRANSLATE_NOOP("messages", "{name}が未確認"),
    Operator.IN: QT_TRANSLATE_NOOP("messages", "{name}が{value}のいずれか"),
}
"""How each comparison is said."""
AND = QT_TRANSLATE_NOOP("messages", "、かつ")
OR = QT_TRANSLATE_NOOP("messages", "、または")
INNER = QT_TRANSLATE_NOOP("messages", "（{words}）")
QUOTED = QT_TRANSLATE_NOOP("messages", "「{text}」")
SEVERAL = QT_TRANSLATE_NOOP("messages", "「{text}」など {count} 種")
COMMA = QT_TRANSLATE_NOOP("messages", "、")

MOST_NAMED = 4
"""More values than this are counted, not named."""


def sentence(conditions: Sequence[Filter], table: Table, translate: Callable[[str], str] = str) -> str:
    """Return a filter in words, such as 「計測高さが10 m以上、かつ用途が「住宅」」; empty for none.

    Parameters
    ----------
    conditions
        The filter.
    table
        The table whose names, units and code labels are used.
    translate
        Translates a marked template.
    """
    attributes = {attribute.name: attribute for attribute in table.attributes}
    return _joined(tuple(conditions), AND, attributes, table, translate)


def _joined(
    conditions: tuple[Filter, ...],
    joint: str,
    attributes: dict[str, Attribute],
    table: Table,
    translate: Callable[[str], str],
) -> str:
    words = []
    for one in conditions:
        if isinstance(one, Condition):
            words.append(_words(one, attributes.get(one.attribute), table, translate))
            continue
        if not isinstance(one, AllOf | AnyOf):
            words.append(written(one, Vocabulary(table)))
            continue
        inner = OR if isinstance(one, AnyOf) else AND
        text = _joined(one.conditions, inner, attributes, table, translate)
        alone = len(conditions) == 1 or len(one.conditions) == 1
        words.append(text if alone else translate(INNER).format(words=text))
    return translate(joint).join(words)


def _words(
    condition: Condition, attribute: Attribute | None, table: Table, translate: Callable[[str], str]
) -> str:
    name = condition.attribute if attribute is None else translate(attribute.label)
    if condition.operator is Operator.BETWEEN and isinstance(condition.value, tuple):
        low, high = (_value(one, attribute, table, translate) for one in condition.value)
        return translate(WORDS[condition.operator]).format(name=name, low=low, high=high)
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    texts = [_value(one, attribute, table, translate) for one in values if one is not None]
    if len(texts) > MOST_NAMED:
        first = texts[0].strip("「」")
        value = translate(SEVERAL).format(text=first, count=figures.figure(len(texts)))
    else:
        value = translate(COMMA).join(texts)
    operator = Operator.EQUAL if condition.operator is Operator.IN and len(texts) == 1 else condition.operator
    return translate(WORDS[operator]).format(name=name, value=value)


def _value(
    value: str | float, attribute: Attribute | None, table: Table, translate: Callable[[str], str]
) -> str:
    if attribute is not None and attribute.kind in NUMERIC and not isinstance(value, str):
        if attribute.kind == "year":
            return f"{figures.year(value)}{attribute.unit}"
        return figures.figure(value, attribute.unit)
    text = str(value)
    if attribute is not None and attribute.kind == "code":
        text = table.labels(attribute.name).get(text, text)
    return translate(QUOTED).format(text=text)
