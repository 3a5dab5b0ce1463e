"""Writes an expression as text, in the one form that :mod:`layers.query.parse` gives back unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.query import words
from layers.query.evaluate import NUMERIC
from layers.query.model import (
    AllOf,
    AnyOf,
    Call,
    Circle,
    Column,
    Compare,
    Condition,
    Expression,
    Kind,
    Not,
    Number,
    Operator,
    Place,
    Relation,
    Ring,
    Rows,
    Series,
    Share,
    Sign,
    Value,
)
from layers.query.tokens import NotUnderstood, TokenKind, is_one_word, tokens

if TYPE_CHECKING:
    from layers.query.words import Vocabulary

_MARKS = {Sign.PLUS: "+", Sign.MINUS: "-", Sign.TIMES: "×", Sign.OVER: "÷"}


def written(expression: Expression | None, vocabulary: Vocabulary) -> str:
    """Return the text of a condition, empty for none."""
    if expression is None:
        return ""
    return _Writer(vocabulary).expression(expression)


def written_value(value: Value, vocabulary: Vocabulary) -> str:
    """Return the text of a calculated value."""
    return _Writer(vocabulary).value(value)


def column(name: str, vocabulary: Vocabulary) -> str:
    """Return the name of a column as it is written."""
    return _Writer(vocabulary).column(name)


def number(value: float) -> str:
    """Return the shortest text of a number."""
    text = repr(float(value))
    return text.removesuffix(".0")


def quoted(text: str) -> str:
    """Return a text in quotes."""
    return f"「{text.replace('」', '」」')}」"


class _Writer:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def expression(self, one: Expression) -> str:
        if isinstance(one, AllOf | AnyOf):
            joint = f" {words.AND if isinstance(one, AllOf) else words.OR} "
            return joint.join(self.part(inner) for inner in one.conditions)
        if isinstance(one, Not):
            inner = one.condition
            if _has_postfix(inner):
                return f"{self.expression(inner)} {words.IS_NOT}"
            return f"{words.NOT} ({self.expression(inner)})"
        if isinstance(one, Compare):
            return f"{self.value(one.left)} {words.SIGN_OF[one.operator]} {self.value(one.right)}"
        if isinstance(one, Relation):
            place = self.place(one.place)
            if one.kind is Kind.NEAR:
                return f"{place} {words.FROM} {number(one.metres)} m {words.WITHIN}"
            return f"{place} {words.RELATION_WORDS[one.kind]}"
        if isinstance(one, Rows):
            message = "rows that are chosen have no words"
            raise TypeError(message)
        return self.condition(one)

    def part(self, inner: Expression) -> str:
        text = self.expression(inner)
        return f"({text})" if isinstance(inner, AllOf | AnyOf) else text

    def condition(self, one: Condition) -> str:
        name, operator = self.column(one.attribute), one.operator
        if operator is Operator.MISSING:
            return f"{name} {words.IS} {words.MISSING}"
        values = one.value if isinstance(one.value, tuple) else (one.value,)
        texts = [self.constant(value, one.attribute) for value in values if value is not None]
        if operator is Operator.BETWEEN:
            return f"{name} {words.IS} {texts[0]} {words.FROM} {texts[1]} {words.UNTIL}"
        if operator is Operator.IN:
            return f"{name} {words.IS} {', '.join(texts)} {words.ONE_OF}".replace("  ", " ")
        if operator is Operator.CONTAINS or operator is Operator.STARTS:
            tail = words.CONTAINS if operator is Operator.CONTAINS else words.STARTS
            return f"{name} {words.IS} {texts[0]} {tail}"
        if len(texts) != 1:
            return f"{name} {words.IS} {', '.join(texts)} {words.OTHER_THAN}"
        return f"{name} {words.SIGN_OF[operator]} {texts[0]}"

    def constant(self, value: str | float, name: str) -> str:
        attribute = self._vocabulary.attributes.get(name)
        kind = "text" if attribute is None else attribute.kind
        if not isinstance(value, str) and kind in NUMERIC:
            return number(value)
        text = str(value)
        if kind == "code":
            label = self._vocabulary.labels(name).get(text, text)
            if self._vocabulary.codes(name, label) == (text,):
                text = label
        return quoted(text)

    def column(self, name: str) -> str:
        called = self._vocabulary.called(name)
        try:
            found = tokens(called, self._vocabulary.names)
        except NotUnderstood:
            found = []
        plain = len(found) == 2 and found[0].kind is TokenKind.NAME and is_one_word(called)
        if plain and called not in words.FUNCTIONS and found[0].stop == len(called):
            return called
        return f"【{called.replace('】', '】】')}】"

    def value(self, one: Value, above: int = 0) -> str:
        if isinstance(one, Column):
            return self.column(one.name)
        if isinstance(one, Number):
            return number(one.value)
        if isinstance(one, Series):
            return words.SERIES
        if isinstance(one, Share):
            return f"{words.SHARE}({self.place(one.place)})"
        if isinstance(one, Call):
            inner = ", ".join(self.value(value) for value in one.arguments)
            return (
                f"{words.FUNCTION_WORDS[one.function]}({inner})"
                if inner
                else words.FUNCTION_WORDS[one.function]
            )
        level = 1 if one.sign in (Sign.PLUS, Sign.MINUS) else 2
        text = f"{self.value(one.left, level)} {_MARKS[one.sign]} {self.value(one.right, level + 1)}"
        return f"({text})" if level < above else text

    def place(self, one: Place) -> str:
        if isinstance(one, Ring):
            corners = ", ".join(f"{number(east)} {number(north)}" for east, north in one.points)
            return f"{words.RING}({corners})"
        if isinstance(one, Circle):
            return f"{words.CIRCLE}({number(one.east)}, {number(one.north)}, {number(one.radius)})"
        name = f"{words.LAYER}{quoted(self._vocabulary.layer_name(one.layer))}"
        if one.where is None:
            return name
        other = self._vocabulary.of_layer(one.layer)
        inner = _Writer(other if other is not None else self._vocabulary).expression(one.where)
        return f"{name}({inner})"


def _has_postfix(one: Expression) -> bool:
    """Say whether 「でない」 may stand behind a condition: where it ends in a word, not in a value."""
    if isinstance(one, Relation):
        return True
    if not isinstance(one, Condition):
        return False
    said = (Operator.MISSING, Operator.BETWEEN, Operator.IN, Operator.CONTAINS, Operator.STARTS)
    return one.operator in said or (one.operator is Operator.NOT_EQUAL and isinstance(one.value, tuple))
