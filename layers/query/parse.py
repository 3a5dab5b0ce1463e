"""Reads the text form of an expression: a recursive descent over tokens, every fault with its place.

The grammar is written down in docs/CLI.md. The words of a condition stand behind its value, as one says it:
「高さ > 10 かつ 用途 が 住宅, 共同住宅 のどれか かつ 浸水ランク が 未確認 でない」.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.messages import Message
from layers.query import words
from layers.query.descent import (
    A_COMPARISON,
    A_CONDITION,
    A_RELATION,
    A_SIGN,
    EXPECTED_MORE,
    PLACE_IN_PLACE,
    TOO_DEEP,
    TOO_MANY,
    Descent,
)
from layers.query.literals import Literal, Reading
from layers.query.model import (
    DEEPEST,
    DEEPEST_VALUE,
    MOST_NODES,
    MOST_VALUES,
    AllOf,
    AnyOf,
    Expression,
    Kind,
    Not,
    Operator,
    Relation,
    Value,
    depth,
    looks_at_shapes,
    value_depth,
    walk,
)
from layers.query.tokens import NotUnderstood, TokenKind, fault, tokens

if TYPE_CHECKING:
    from layers.query.words import Vocabulary


@dataclass(frozen=True)
class Parsed:
    """What a text means.

    Attributes
    ----------
    expression
        None for an empty text.
    notes
        Things that are no fault but that a person may not have meant, such as a value that no feature has.
    """

    expression: Expression | None
    notes: tuple[NotUnderstood, ...] = ()


def parse(text: str, vocabulary: Vocabulary) -> Parsed:
    """Return the condition that a text means.

    Raises
    ------
    NotUnderstood
        With the place of the fault.
    """
    parser = _Parser(text, tokens(text, vocabulary.names), vocabulary)
    if parser.next.kind is TokenKind.END:
        return Parsed(None)
    found = parser.either()
    parser.finish(words.AND)
    _bounded(found, len(text))
    return Parsed(found, tuple(parser.notes))


def parse_value(text: str, vocabulary: Vocabulary) -> Value:
    """Return the calculated value that a text means, such as 「計測高さ ÷ 地上階数」.

    Raises
    ------
    NotUnderstood
        With the place of the fault.
    """
    parser = _Parser(text, tokens(text, vocabulary.names), vocabulary)
    found = parser.value()
    parser.finish("+")
    _bounded(found, len(text))
    return found


def _bounded(found: Expression | Value, length: int) -> None:
    if depth(found) > DEEPEST or value_depth(found) > DEEPEST_VALUE:
        raise fault(TOO_DEEP, "", 0, length, {"count": DEEPEST})
    if sum(1 for _ in walk(found)) > MOST_NODES:
        raise fault(TOO_MANY, "", 0, length, {"count": MOST_NODES})


class _Parser(Descent):
    """Reads tokens from the left; `notes` collects what is odd."""

    # ---------------------------------------------------------------- conditions

    def either(self) -> Expression:
        parts = [self.both()]
        while self.took(words.OR):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def both(self) -> Expression:
        parts = [self.single()]
        while self.took(words.AND):
            parts.append(self.single())
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def single(self) -> Expression:
        self.deeper()
        try:
            if self.took(words.NOT):
                return Not(self.single())
            if self.next.says("(") and self.opens_conditions():
                self.take()
                found = self.either()
                self.need(")")
                return found
            return self.condition()
        finally:
            self._open -= 1

    def opens_conditions(self) -> bool:
        """Say whether the bracket here holds conditions, and not a calculation: whether anything compares."""
        level = 0
        for token in self.found[self._at :]:
            if token.says("("):
                level += 1
            elif token.says(")"):
                level -= 1
                if not level:
                    return False
            elif token.says(
                words.AND, words.OR, words.NOT, words.IS, *words.SIGNS, *words.RELATIONS, words.WITHIN
            ):
                return True
        return False

    def condition(self) -> Expression:
        if self.next.says(words.LAYER, words.RING, words.CIRCLE):
            return self.relation()
        if self.next.kind is TokenKind.END:
            self.wrong(A_CONDITION)
        start = self.next
        left = self.value()
        reading = Reading(self.vocabulary, left, start, self.notes)
        if self.next.kind is TokenKind.SIGN and self.next.text in words.SIGNS:
            sign = self.take()
            literal = self.literal(reading)
            found = reading.compared(words.SIGNS[sign.text], [literal], sign)
            return Not(found) if self.took(words.IS_NOT) else found
        if not self.took(words.IS):
            self.wrong(A_COMPARISON)
        return self.said(reading)

    def said(self, reading: Reading) -> Expression:
        """Read what follows 「が」."""
        token = self.next
        if self.took(words.MISSING):
            found: Expression = reading.missing(token)
            return Not(found) if self.took(words.IS_NOT) else found
        literals: list[Literal] = []
        if not self.next.says(*words.TAILS):
            literals.append(self.literal(reading))
            while self.took(","):
                literals.append(self.literal(reading))
                if len(literals) > MOST_VALUES:
                    raise fault(TOO_MANY, "", token.start, self.next.stop, {"count": MOST_VALUES})
        tail = self.next
        if len(literals) == 1 and self.took(words.FROM):
            high = self.literal(reading)
            self.need(words.UNTIL)
            found = reading.compared(Operator.BETWEEN, [literals[0], high], tail)
        elif self.took(*words.TAILS):
            found = reading.compared(words.TAILS[tail.text], literals, tail)
        else:
            found = reading.compared(Operator.EQUAL if len(literals) == 1 else Operator.IN, literals, tail)
        return Not(found) if self.took(words.IS_NOT) else found

    def literal(self, reading: Reading) -> Literal:
        """Read a value that something is compared with; a number may have its unit behind it."""
        token = self.next
        if not reading.numeric:
            if token.kind in (TokenKind.END, TokenKind.SIGN) or (
                token.says(*words.KEYWORDS) and not token.quoted
            ):
                self.wrong(reading.wanted)
            return Literal(self.take())
        if token.kind is TokenKind.TEXT:
            raise reading.no_number(token)
        if token.kind is TokenKind.WORD and not token.says(words.SHARE, *words.FUNCTIONS):
            raise reading.no_number(token)
        value = self.value()
        unit = self.next
        if unit.kind is TokenKind.WORD and not unit.says(*words.KEYWORDS):
            reading.check_unit(self.take())
        return Literal(token, value)

    # ---------------------------------------------------------------- places

    def relation(self) -> Expression:
        place = self.place()
        token = self.next
        if self.took(*words.RELATIONS):
            found: Expression = Relation(words.RELATIONS[token.text], place)
        elif self.took(words.FROM):
            metres = self.number()
            if self.next.kind is TokenKind.WORD and self.next.text.lower() in ("m", "メートル"):
                self.take()
            if not self.took(words.WITHIN):
                self.wrong(Message(A_SIGN, {"sign": words.WITHIN}))
            found = Relation(Kind.NEAR, place, metres)
        else:
            self.wrong(A_RELATION)
        return Not(found) if self.took(words.IS_NOT) else found

    def where(self, layer_id: str) -> Expression:
        """Read the condition on the features of another layer, with that layer's names."""
        other = self.vocabulary.of_layer(layer_id)
        start = self.need("(")
        level, end = 1, self._at
        while level and self.found[end].kind is not TokenKind.END:
            level += self.found[end].says("(") - self.found[end].says(")")
            end += 1
        if level or other is None:
            raise fault(
                EXPECTED_MORE, "", start.start, start.stop, {"wanted": Message(A_SIGN, {"sign": ")"})}
            )
        stop = self.found[end - 1].start
        # Cut anew with the names of the other layer; spaces keep every letter in its place.
        inside = " " * start.stop + self.text[start.stop : stop]
        source = _Parser(inside, tokens(inside, other.names), other, self.notes)
        found = source.either()
        source.finish(words.AND)
        if looks_at_shapes(found):
            raise fault(PLACE_IN_PLACE, "", start.start, self.found[end - 1].stop)
        self._at = end
        return found
