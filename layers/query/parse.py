"""Reads the text form of an expression: a recursive descent over tokens, every fault with its place.

The grammar is written down in docs/CLI.md. The words of a condition stand behind its value, as one says it:
「高さ > 10 かつ 用途 が 住宅, 共同住宅 のどれか かつ 浸水ランク が 未確認 でない」.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from layers.messages import QT_TRANSLATE_NOOP, Message
from layers.query import words
from layers.query.evaluate import folded
from layers.query.literals import Literal, Reading
from layers.query.model import (
    DEEPEST,
    DEEPEST_VALUE,
    FUNCTIONS,
    MOST_NODES,
    MOST_VALUES,
    AllOf,
    AnyOf,
    Arithmetic,
    Call,
    Circle,
    Column,
    Expression,
    Features,
    Kind,
    Not,
    Number,
    Operator,
    Place,
    Relation,
    Ring,
    Share,
    Sign,
    Value,
    depth,
    looks_at_shapes,
    value_depth,
    walk,
)
from layers.query.tokens import NotUnderstood, Token, TokenKind, fault, tokens

if TYPE_CHECKING:
    from layers.query.words import Vocabulary

END = QT_TRANSLATE_NOOP("messages", "式の終わり")
EXPECTED = QT_TRANSLATE_NOOP(
    "messages", "{place} 文字目の「{text}」を読めません。ここには{wanted}が要ります。"
)
EXPECTED_MORE = QT_TRANSLATE_NOOP("messages", "式が途中で終わっています。続きに{wanted}が要ります。")
NO_COLUMN = QT_TRANSLATE_NOOP("messages", "{place} 文字目の「{text}」という項目はありません。")
NO_COLUMN_HINT = QT_TRANSLATE_NOOP("messages", "似た名前の項目: {names}")
NO_LAYER = QT_TRANSLATE_NOOP(
    "messages", "{place} 文字目の「{text}」というレイヤは、開いているものの中にありません。"
)
NO_LAYER_HINT = QT_TRANSLATE_NOOP("messages", "使えるレイヤ: {names}")
TOO_DEEP = QT_TRANSLATE_NOOP("messages", "条件のかっこが深すぎます（{count} 段まで）。")
TOO_MANY = QT_TRANSLATE_NOOP("messages", "条件が多すぎます（{count} 個まで）。")
PLACE_IN_PLACE = QT_TRANSLATE_NOOP("messages", "レイヤの後のかっこの中では、場所の条件は使えません。")
WRONG_COUNT = QT_TRANSLATE_NOOP("messages", "{place} 文字目の「{text}」に渡す値の数が違います。")
FEW_CORNERS = QT_TRANSLATE_NOOP("messages", "{place} 文字目の囲みには角が 3 つ以上要ります。")
NOT_POSITIVE = QT_TRANSLATE_NOOP("messages", "{place} 文字目の長さは 0 より大きい数にしてください。")

A_CONDITION = QT_TRANSLATE_NOOP("messages", "条件（例: 高さ > 10）")
A_VALUE = QT_TRANSLATE_NOOP("messages", "項目の名前か数")
A_COMPARISON = QT_TRANSLATE_NOOP("messages", "比べ方（> ≥ < ≤ = ≠、または「が」）")
A_NUMBER = QT_TRANSLATE_NOOP("messages", "数")
A_LAYER = QT_TRANSLATE_NOOP("messages", "レイヤの名前（例: レイヤ「自治会」）")
A_JOINT = QT_TRANSLATE_NOOP("messages", "「かつ」か「または」")
A_SIGN = QT_TRANSLATE_NOOP("messages", "「{sign}」")
A_RELATION = QT_TRANSLATE_NOOP("messages", "「の中」「に重なる」「から 50 m 以内」のどれか")
MOST_OPEN = 40
"""Brackets that may be open at one time while reading."""


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
    parser = _Parser(tokens(text, vocabulary.names), vocabulary)
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
    parser = _Parser(tokens(text, vocabulary.names), vocabulary)
    found = parser.value()
    parser.finish("+")
    _bounded(found, len(text))
    return found


def _bounded(found: Expression | Value, length: int) -> None:
    if depth(found) > DEEPEST or value_depth(found) > DEEPEST_VALUE:
        raise fault(TOO_DEEP, "", 0, length, {"count": DEEPEST})
    if sum(1 for _ in walk(found)) > MOST_NODES:
        raise fault(TOO_MANY, "", 0, length, {"count": MOST_NODES})


@dataclass
class _Parser:
    """Reads tokens from the left; `notes` collects what is odd."""

    found: list[Token]
    vocabulary: Vocabulary
    notes: list[NotUnderstood] = field(default_factory=list)
    inner: bool = False
    _at: int = 0
    _open: int = 0

    # ---------------------------------------------------------------- tokens

    @property
    def next(self) -> Token:
        return self.found[self._at]

    def take(self) -> Token:
        token = self.found[self._at]
        self._at = min(self._at + 1, len(self.found) - 1)
        return token

    def took(self, *said: str) -> bool:
        if self.next.says(*said):
            self.take()
            return True
        return False

    def need(self, sign: str) -> Token:
        if not self.next.says(sign):
            self.wrong(Message(A_SIGN, {"sign": sign}))
        return self.take()

    def wrong(self, wanted: str | Message) -> NoReturn:
        wanted = wanted if isinstance(wanted, Message) else Message(wanted)
        token = self.next
        if token.kind is TokenKind.END:
            raise fault(EXPECTED_MORE, "", max(token.start - 1, 0), token.stop, {"wanted": wanted})
        raise fault(EXPECTED, "", token.start, token.stop, {"text": token.text, "wanted": wanted})

    def finish(self, joint: str) -> None:
        if self.next.kind is not TokenKind.END:
            self.wrong(A_JOINT if joint == words.AND else Message(A_SIGN, {"sign": joint}))

    def deeper(self) -> None:
        self._open += 1
        if self._open > MOST_OPEN:
            raise fault(TOO_DEEP, "", self.next.start, self.next.stop, {"count": DEEPEST})

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

    def place(self) -> Place:
        token = self.take()
        if token.says(words.RING):
            return self.ring(token)
        if token.says(words.CIRCLE):
            self.need("(")
            east, north, radius = self.signed(), self.after_comma(), self.after_comma()
            self.need(")")
            if radius <= 0:
                raise fault(NOT_POSITIVE, "", token.start, token.stop)
            return Circle(east, north, radius)
        if not token.says(words.LAYER):
            self._at -= 1
            self.wrong(A_LAYER)
        return self.features()

    def ring(self, token: Token) -> Ring:
        self.need("(")
        points = [(self.signed(), self.signed())]
        while self.took(","):
            points.append((self.signed(), self.signed()))
            if len(points) > MOST_VALUES:
                raise fault(TOO_MANY, "", token.start, self.next.stop, {"count": MOST_VALUES})
        self.need(")")
        if len(points) < 3:
            raise fault(FEW_CORNERS, "", token.start, token.stop)
        return Ring(tuple(points))

    def features(self) -> Features:
        token = self.next
        if token.kind not in (TokenKind.TEXT, TokenKind.WORD, TokenKind.NAME):
            self.wrong(A_LAYER)
        self.take()
        ids = self.vocabulary.layer_ids(token.text)
        if len(ids) != 1:
            names = "、".join(f"「{name}」" for _, name in self.vocabulary.layers)
            values: dict[str, object] = {"text": token.text, "names": names or "—"}
            raise fault(NO_LAYER, NO_LAYER_HINT, token.start, token.stop, values)
        if not self.next.says("("):
            return Features(ids[0])
        return Features(ids[0], self.where(ids[0]))

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
        inside, stop = self.found[self._at : end - 1], self.found[end - 1].start
        source = _Parser([*inside, Token(TokenKind.END, "", stop, stop)], other, self.notes)
        found = source.either()
        source.finish(words.AND)
        if looks_at_shapes(found):
            raise fault(PLACE_IN_PLACE, "", start.start, self.found[end - 1].stop)
        self._at = end
        return found

    def signed(self) -> float:
        minus = self.took("-")
        return -self.number() if minus else self.number()

    def after_comma(self) -> float:
        self.need(",")
        return self.signed()

    def number(self) -> float:
        if self.next.kind is not TokenKind.NUMBER:
            self.wrong(A_NUMBER)
        return float(self.take().text)

    # ---------------------------------------------------------------- calculated values

    def value(self) -> Value:
        found = self.product()
        while self.next.says("+", "-"):
            sign = Sign(self.take().text)
            found = Arithmetic(sign, found, self.product())
        return found

    def product(self) -> Value:
        found = self.factor()
        while self.next.says("*", "/"):
            sign = Sign(self.take().text)
            found = Arithmetic(sign, found, self.factor())
        return found

    def factor(self) -> Value:
        self.deeper()
        try:
            token = self.next
            if self.took("-"):
                inner = self.factor()
                if isinstance(inner, Number):
                    return Number(-inner.value)
                return Arithmetic(Sign.MINUS, Number(0.0), inner)
            if self.took("("):
                found = self.value()
                self.need(")")
                return found
            if token.kind is TokenKind.NUMBER:
                return Number(self.number())
            if token.says(words.SHARE):
                self.take()
                self.need("(")
                place = self.place()
                self.need(")")
                return Share(place)
            if (
                token.kind in (TokenKind.WORD, TokenKind.NAME)
                and not token.quoted
                and token.text in words.FUNCTIONS
            ):
                return self.call()
            return self.column()
        finally:
            self._open -= 1

    def call(self) -> Call:
        token = self.take()
        name = words.FUNCTIONS[token.text]
        given: list[Value] = []
        if self.took("("):
            while not self.next.says(")"):
                given.append(self.value())
                if not self.took(","):
                    break
            self.need(")")
        fewest, most = FUNCTIONS[name]
        if not fewest <= len(given) <= most:
            raise fault(WRONG_COUNT, "", token.start, token.stop, {"text": token.text})
        return Call(name, tuple(given))

    def column(self) -> Column:
        token = self.next
        if token.kind not in (TokenKind.NAME, TokenKind.WORD) or (
            token.says(*words.KEYWORDS) and not token.quoted
        ):
            self.wrong(A_VALUE)
        self.take()
        one = self.vocabulary.attributes.get(token.text) or self.vocabulary.by_name.get(folded(token.text))
        if one is None:
            from difflib import get_close_matches

            near = get_close_matches(folded(token.text), self.vocabulary.names, 4, 0.3)
            names = "、".join(self.vocabulary.called(self.vocabulary.by_name[name].name) for name in near)
            hint = NO_COLUMN_HINT if names else ""
            raise fault(NO_COLUMN, hint, token.start, token.stop, {"text": token.text, "names": names})
        return Column(one.name)
