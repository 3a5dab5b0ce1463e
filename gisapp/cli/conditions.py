"""Conditions as they are typed: ``計測高さ>=10``, ``usage=411,412``, ``name~学校``, ``measured_height?``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gisapp.cli.exits import Exit, Stop
from layers.errors import MissingAttribute
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from layers.base import Attribute, Layer, Table
    from layers.filters import Condition

SYNTAX = (
    "項目=値（, で並べられる）、項目!=値、項目>=値、項目<=値、項目>値、項目<値、"
    "項目~含む文字、項目?（未確認のもの）"
)
NOT_READ = "条件「{text}」を読めません。書き方: {syntax}"
NOT_A_NUMBER = "「{name}」は数で比べます: {text}"
NO_ATTRIBUTE = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」に項目「{attribute}」がありません。")
NO_ATTRIBUTE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "ある項目: {attributes}")

_PATTERN = re.compile(
    r"\s*(?P<name>[^=!<>~?]+?)\s*(?P<operator>>=|<=|!=|=|<|>|~|\?)\s*(?P<value>.*?)\s*", re.DOTALL
)


def condition(text: str, layer: Layer) -> Condition:
    """Return the condition that a text means.

    Attributes are told by column name or Japanese label, codes by code or meaning.

    Raises
    ------
    Stop
        When it cannot be understood.
    layers.errors.MissingAttribute
        When the layer has no such attribute.
    """
    from layers.filters import NUMERIC, Condition, Operator

    match = _PATTERN.fullmatch(text)
    if match is None or (match["operator"] == "?") == bool(match["value"]):
        raise Stop(NOT_READ.format(text=text, syntax=SYNTAX), Exit.USAGE)
    attribute = attribute_of(match["name"], layer)
    sign = match["operator"]
    if sign == "?":
        return Condition(attribute.name, Operator.MISSING)
    operator = Operator.CONTAINS if sign == "~" else Operator(sign)
    if operator is Operator.CONTAINS:
        return Condition(attribute.name, operator, match["value"])
    several = operator is Operator.EQUAL and "," in match["value"]
    words = [word.strip() for word in match["value"].split(",")] if several else [match["value"]]
    values: tuple[str | float, ...]
    if attribute.kind in NUMERIC:
        values = tuple(_number(word, attribute) for word in words)
    elif attribute.kind == "code":
        meanings = {label: code for code, label in layer.table().labels(attribute.name).items()}
        values = tuple(meanings.get(word, word) for word in words)
    else:
        values = tuple(words)
    if several:
        return Condition(attribute.name, Operator.IN, values)
    return Condition(attribute.name, operator, values[0])


def attribute_of(name: str, layer: Layer, table: Table | None = None) -> Attribute:
    """Return the attribute of a column name or Japanese label.

    Parameters
    ----------
    name, layer
        What is sought, and where.
    table
        Where to look instead of the attribute table of the layer.

    Raises
    ------
    layers.errors.MissingAttribute
        When there is none; the hint lists those there are.
    """
    attributes = (table or layer.table()).attributes
    found = next((one for one in attributes if one.name == name), None)
    found = found or next((one for one in attributes if one.label == name), None)
    if found is None:
        known = "、".join(f"{one.name}（{one.label}）" for one in attributes)
        values = {"layer": layer.name, "attribute": name, "attributes": known}
        raise MissingAttribute(NO_ATTRIBUTE, NO_ATTRIBUTE_HINT, values=values)
    return found


def _number(word: str, attribute: Attribute) -> float:
    try:
        return float(word)
    except ValueError as error:
        raise Stop(NOT_A_NUMBER.format(name=attribute.label, text=word), Exit.USAGE) from error
