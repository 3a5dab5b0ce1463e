"""What every part of the text form needs: the tokens, calculated values, and places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from layers.messages import QT_TRANSLATE_NOOP, Message
from layers.query import words
from layers.query.evaluate import folded
from layers.query.model import (
    DEEPEST,
    DEEPEST_VALUE,
    FUNCTIONS,
    MOST_VALUES,
    Arithmetic,
    Call,
    Circle,
    Column,
    Expression,
    Features,
    Number,
    Place,
    Ring,
    Share,
    Sign,
    Value,
)
from layers.query.tokens import NotUnderstood, Token, TokenKind, fault

if TYPE_CHECKING:
    from layers.query.words import Vocabulary

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


@dataclass
class Descent:
    """Reads tokens from the left; `notes` collects what is odd."""

    text: str
    found: list[Token]
    vocabulary: Vocabulary
    notes: list[NotUnderstood] = field(default_factory=list)
    _at: int = 0
    _open: int = 0

    # ---------------------------------------------------------------- tokens

    @property
    def next(self) -> Token:
        """The token that comes next."""
        return self.found[self._at]

    def take(self) -> Token:
        """Return the next token and go on."""
        token = self.found[self._at]
        self._at = min(self._at + 1, len(self.found) - 1)
        return token

    def took(self, *said: str) -> bool:
        """Go on if the next token is one of some words; return whether it was."""
        if self.next.says(*said):
            self.take()
            return True
        return False

    def need(self, sign: str) -> Token:
        """Return the next token, which must be this sign."""
        if not self.next.says(sign):
            self.wrong(Message(A_SIGN, {"sign": sign}))
        return self.take()

    def wrong(self, wanted: str | Message) -> NoReturn:
        """Raise that something else is wanted here."""
        wanted = wanted if isinstance(wanted, Message) else Message(wanted)
        token = self.next
        if token.kind is TokenKind.END:
            raise fault(EXPECTED_MORE, "", max(token.start - 1, 0), token.stop, {"wanted": wanted})
        raise fault(EXPECTED, "", token.start, token.stop, {"text": token.text, "wanted": wanted})

    def finish(self, joint: str) -> None:
        """Raise unless the text ends here."""
        if self.next.kind is not TokenKind.END:
            self.wrong(A_JOINT if joint == words.AND else Message(A_SIGN, {"sign": joint}))

    def deeper(self) -> None:
        """Count an open bracket."""
        self._open += 1
        if self._open > MOST_OPEN:
            raise fault(TOO_DEEP, "", self.next.start, self.next.stop, {"count": DEEPEST})

    def place(self) -> Place:
        """Read a place."""
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
        """Read the corners of a drawn area."""
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
        """Read the name of a layer, and the condition on its features."""
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
        """Read the condition on the features of another layer."""
        raise NotImplementedError  # conditions are read by layers.query.parse

    def signed(self) -> float:
        """Read a number that may have a sign."""
        minus = self.took("-")
        return -self.number() if minus else self.number()

    def after_comma(self) -> float:
        """Read a number behind a comma."""
        self.need(",")
        return self.signed()

    def number(self) -> float:
        """Read a number."""
        if self.next.kind is not TokenKind.NUMBER:
            self.wrong(A_NUMBER)
        return float(self.take().text)

    # ---------------------------------------------------------------- calculated values

    def value(self) -> Value:
        """Read a sum of products."""
        found, length = self.product(), 1
        while self.next.says("+", "-"):
            length = self.longer(length)
            sign = Sign(self.take().text)
            found = Arithmetic(sign, found, self.product())
        return found

    def product(self) -> Value:
        """Read a product of factors."""
        found, length = self.factor(), 1
        while self.next.says("*", "/"):
            length = self.longer(length)
            sign = Sign(self.take().text)
            found = Arithmetic(sign, found, self.factor())
        return found

    def longer(self, length: int) -> int:
        """Return the length of a chain of terms with one more: a chain is nested as deep as it is long."""
        if length >= DEEPEST_VALUE:
            raise fault(TOO_DEEP, "", self.next.start, self.next.stop, {"count": DEEPEST_VALUE})
        return length + 1

    def factor(self) -> Value:
        """Read a number, a column, a function or a bracket."""
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
        """Read a function with its arguments."""
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
        """Read the name of a column."""
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
