"""What the words behind a column mean for it: numbers, codes by their meaning, texts, units."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from layers.messages import QT_TRANSLATE_NOOP, Message
from layers.query.evaluate import NUMERIC, folded
from layers.query.model import (
    COMPARISONS,
    ORDERED,
    AllOf,
    Column,
    Compare,
    Condition,
    Expression,
    Not,
    Number,
    Operator,
    Value,
)
from layers.query.tokens import NotUnderstood, Token, fault

if TYPE_CHECKING:
    from layers.query.words import Vocabulary

NOT_A_NUMBER = QT_TRANSLATE_NOOP(
    "messages", "{place} 文字目の「{text}」は数ではありません。「{name}」は数で比べます。"
)
NO_UNIT = QT_TRANSLATE_NOOP(
    "messages", "{place} 文字目の単位「{text}」は使えません。「{name}」の単位は{unit}です。"
)
NO_ORDER = QT_TRANSLATE_NOOP("messages", "「{name}」は大小を比べられません。")
NO_ORDER_HINT = QT_TRANSLATE_NOOP(
    "messages", "「=」「≠」か、「… が 住宅, 商業 のどれか」のように書いてください。"
)
ONE_VALUE = QT_TRANSLATE_NOOP("messages", "{place} 文字目の「{text}」で比べる値は一つにしてください。")
ONLY_COLUMNS = QT_TRANSLATE_NOOP(
    "messages", "{place} 文字目の「{text}」は、項目にだけ使えます。計算には使えません。"
)
ONLY_NUMBERS = QT_TRANSLATE_NOOP("messages", "「{name}」は数の項目ではないため、計算に使えません。")
NO_SUCH_VALUE = QT_TRANSLATE_NOOP("messages", "「{name}」に「{text}」という値のものはありません。")
NO_SUCH_VALUE_HINT = QT_TRANSLATE_NOOP("messages", "似た値: {names}")
A_NUMBER = QT_TRANSLATE_NOOP("messages", "数")
A_TEXT = QT_TRANSLATE_NOOP("messages", "値（例: 「住宅」）")
NONE = QT_TRANSLATE_NOOP("messages", "「なし」")


@dataclass(frozen=True)
class Literal:
    """A value as it was written: its token, and for numbers what it calculates to."""

    token: Token
    value: Value | None = None


@dataclass
class Reading:
    """The left side of a condition, and what its right side may be.

    Attributes
    ----------
    left
        The left side.
    start
        Where it stands.
    notes
        Receives values that no feature has.
    """

    vocabulary: Vocabulary
    left: Value
    start: Token
    notes: list[NotUnderstood]

    @property
    def kind(self) -> str:
        """Kind of the column on the left; a calculation is a number."""
        if not isinstance(self.left, Column):
            return "number"
        return self.vocabulary.attributes[self.left.name].kind

    @property
    def name(self) -> str:
        """What the left side is called in a sentence."""
        return self.vocabulary.called(self.left.name) if isinstance(self.left, Column) else self.start.text

    @property
    def numeric(self) -> bool:
        """Whether numbers are compared."""
        return self.kind in NUMERIC

    @property
    def wanted(self) -> str:
        """What stands on the right."""
        return A_NUMBER if self.numeric else A_TEXT

    def no_number(self, token: Token) -> NotUnderstood:
        """Return the error for something that should be a number."""
        return fault(NOT_A_NUMBER, "", token.start, token.stop, {"text": token.text, "name": self.name})

    def check_unit(self, token: Token) -> None:
        """Raise for a unit that is not the column's."""
        unit = self.vocabulary.attributes[self.left.name].unit if isinstance(self.left, Column) else ""
        if not unit or folded(token.text) != folded(unit):
            values: dict[str, object] = {
                "text": token.text,
                "name": self.name,
                "unit": f" {unit} " if unit else Message(NONE),
            }
            raise fault(NO_UNIT, "", token.start, token.stop, values)

    def missing(self, token: Token) -> Condition:
        """Return the question for what is missing."""
        return Condition(self._column(token), Operator.MISSING)

    def compared(self, operator: Operator, literals: list[Literal], sign: Token) -> Expression:
        """Return the condition for values that were written behind the left side."""
        several = operator in (Operator.IN, Operator.NOT_EQUAL)
        wanted = 2 if operator is Operator.BETWEEN else 1
        if not several and len(literals) != wanted:
            raise fault(ONE_VALUE, "", sign.start, sign.stop, {"text": sign.text})
        if operator is Operator.NOT_EQUAL and not literals:
            raise fault(ONE_VALUE, "", sign.start, sign.stop, {"text": sign.text})
        if self.numeric and operator not in (Operator.CONTAINS, Operator.STARTS):
            return self._numbers(operator, literals, sign)
        name = self._column(sign)
        if self.kind == "code" and (operator in ORDERED or operator is Operator.BETWEEN):
            raise fault(NO_ORDER, NO_ORDER_HINT, sign.start, sign.stop, {"name": self.name})
        if self.kind == "code" and operator not in (Operator.CONTAINS, Operator.STARTS):
            return self._codes(name, operator, literals)
        texts = tuple(one.token.text for one in literals)
        if operator is Operator.IN or operator is Operator.BETWEEN or len(texts) > 1:
            return Condition(name, operator, texts)
        return Condition(name, operator, texts[0])

    def _column(self, token: Token) -> str:
        if not isinstance(self.left, Column):
            raise fault(ONLY_COLUMNS, "", token.start, token.stop, {"text": token.text})
        return self.left.name

    def _numbers(self, operator: Operator, literals: list[Literal], sign: Token) -> Expression:
        values = [one.value for one in literals if one.value is not None]
        plain = [one.value for one in values if isinstance(one, Number)]
        self._check_columns([self.left, *values])
        if isinstance(self.left, Column) and len(plain) == len(values):
            if operator in (Operator.IN, Operator.BETWEEN) or len(plain) > 1:
                return Condition(self.left.name, operator, tuple(plain))
            return Condition(self.left.name, operator, plain[0])
        if operator is Operator.BETWEEN:
            low = Compare(self.left, Operator.AT_LEAST, values[0])
            return AllOf((low, Compare(self.left, Operator.AT_MOST, values[1])))
        if operator not in COMPARISONS or len(values) != 1:
            raise fault(ONLY_COLUMNS, "", sign.start, sign.stop, {"text": sign.text})
        return Compare(self.left, operator, values[0])

    def _check_columns(self, values: list[Value]) -> None:
        from layers.query.model import columns_of

        for value in values:
            for name in sorted(columns_of(value)):
                if self.vocabulary.attributes[name].kind not in NUMERIC:
                    called = self.vocabulary.called(name)
                    raise fault(ONLY_NUMBERS, "", self.start.start, self.start.stop, {"name": called})

    def _codes(self, name: str, operator: Operator, literals: list[Literal]) -> Expression:
        codes: list[str] = []
        for one in literals:
            found = self.vocabulary.codes(name, one.token.text)
            if not found:
                self._note(name, one.token)
            codes += [code for code in (found or (one.token.text,)) if code not in codes]
        if operator is Operator.IN or len(codes) > 1:
            if operator is Operator.EQUAL:
                operator = Operator.IN
            return Condition(name, operator, tuple(codes))
        return Condition(name, operator, codes[0])

    def _note(self, name: str, token: Token) -> None:
        labels = {folded(label): label for label in self.vocabulary.labels(name).values()}
        near = "、".join(labels[one] for one in get_close_matches(folded(token.text), labels, 3, 0.3))
        values: dict[str, object] = {"name": self.name, "text": token.text, "names": near}
        self.notes.append(
            fault(NO_SUCH_VALUE, NO_SUCH_VALUE_HINT if near else "", token.start, token.stop, values)
        )


def negated(expression: Expression) -> Expression:
    """Return the opposite of a condition."""
    return expression.condition if isinstance(expression, Not) else Not(expression)
