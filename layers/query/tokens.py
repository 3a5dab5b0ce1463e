"""Cuts a text into words, numbers, quoted texts and signs; each knows where it stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from layers.errors import AnalysisFailed
from layers.messages import QT_TRANSLATE_NOOP
from layers.query.evaluate import folded
from layers.query.words import ENDINGS, KEYWORDS, LOOKALIKES, OTHER_SIGNS, SAME_WORDS, SINGLE_SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 20_000
"""Letters of a text."""
TOO_LONG = QT_TRANSLATE_NOOP("messages", "条件の式が長すぎます（{count} 文字まで）。")
NOT_CLOSED = QT_TRANSLATE_NOOP("messages", "{place} 文字目の {mark} が閉じていません。")
STRANGE = QT_TRANSLATE_NOOP("messages", "{place} 文字目の「{text}」は式に使えません。")
CLOSE_IT = QT_TRANSLATE_NOOP("messages", "文字は 「住宅」、項目の名前は 【高さ】 のように囲んでください。")
TAKE_IT_AWAY = QT_TRANSLATE_NOOP("messages", "この文字を消すか、「」で囲んでください。")


class NotUnderstood(AnalysisFailed):
    """A text is no expression; `start` and `stop` tell which letters are meant, from 0."""

    start: int = 0
    stop: int = 0


def fault(
    template: str, hint: str, start: int, stop: int, values: dict[str, object] | None = None
) -> NotUnderstood:
    """Return the error for some letters of a text."""
    error = NotUnderstood(template, hint, values={"place": start + 1, **(values or {})})
    error.start, error.stop = start, max(stop, start + 1)
    return error


class TokenKind(Enum):
    """What a token is."""

    NUMBER = 1
    TEXT = 2  # in quotes
    NAME = 3  # of a column
    WORD = 4
    SIGN = 5
    END = 6


@dataclass(frozen=True)
class Token:
    """A piece of the text.

    Attributes
    ----------
    text
        What it says: the content of quotes, the present form of a keyword or sign.
    start, stop
        Where it stands.
    quoted
        Whether it was in brackets or quotes and can be nothing else.
    """

    kind: TokenKind
    text: str
    start: int
    stop: int
    quoted: bool = False

    def says(self, *words: str) -> bool:
        """Say whether it is one of some keywords or signs."""
        return self.kind in (TokenKind.WORD, TokenKind.SIGN) and not self.quoted and self.text in words


_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
AFTER_A_NAME = ("に", *ENDINGS)
"""What may follow the name of a column without a space."""
_QUOTES = {"「": "」", '"': '"', "“": "”", "『": "』"}
_BRACKETS = {"【": "】", "[": "]"}
_EDGES = set(SINGLE_SIGNS) | set(_QUOTES) | set(_BRACKETS)


def narrowed(text: str) -> str:
    """Return a text of the same length whose wide letters, digits and signs are narrow ones."""
    found = []
    for letter in text:
        plain = LOOKALIKES.get(letter) or unicodedata.normalize("NFKC", letter)
        found.append(plain if len(plain) == 1 else letter)
    return "".join(found)


def is_one_word(text: str) -> bool:
    """Say whether a text holds neither spaces nor signs nor quotes."""
    return not any(letter.isspace() or letter in _EDGES for letter in text + narrowed(text))


def tokens(text: str, names: Sequence[str]) -> list[Token]:
    """Return the tokens of a text, an end token last.

    Parameters
    ----------
    text
        Anything a person typed.
    names
        Folded names of columns, the longest first: they are found even where no space follows.

    Raises
    ------
    NotUnderstood
        When a quote is not closed, or the text is too long.
    """
    if len(text) > LONGEST:
        raise fault(TOO_LONG, "", 0, len(text), {"count": f"{LONGEST:,}"})
    found: list[Token] = []
    plain, at = narrowed(text), 0
    while at < len(text):
        if plain[at].isspace():
            at += 1
            continue
        new = list(_next(text, plain, at, names))
        found += new
        at = new[-1].stop
    return [*found, Token(TokenKind.END, "", len(text), len(text))]


def _next(text: str, plain: str, at: int, names: Sequence[str]) -> Iterator[Token]:
    letter = plain[at] if plain[at] in _EDGES else text[at]
    if letter in _QUOTES or letter in _BRACKETS:
        yield _quoted(text, plain, at, letter)
        return
    name = _name(text, plain, at, names)
    if name is not None:
        yield name
        return
    match = _DATE.match(plain, at)
    if match is not None:
        yield Token(TokenKind.TEXT, match[0], at, match.end(), quoted=True)
        return
    match = _NUMBER.match(plain, at)
    if match is not None:
        yield Token(TokenKind.NUMBER, match[0], at, match.end())
        return
    pair = plain[at : at + 2]
    if pair in OTHER_SIGNS:
        yield Token(TokenKind.SIGN, OTHER_SIGNS[pair], at, at + 2)
    elif plain[at] in SINGLE_SIGNS:
        yield Token(TokenKind.SIGN, plain[at], at, at + 1)
    else:
        yield from _words(text, plain, at)


def _quoted(text: str, plain: str, at: int, mark: str) -> Token:
    close = (_QUOTES | _BRACKETS)[mark]
    source = plain if mark in ('"', "[") else text
    end = at + 1
    content: list[str] = []
    while True:
        stop = source.find(close, end)
        if stop < 0:
            raise fault(NOT_CLOSED, CLOSE_IT, at, at + 1, {"mark": text[at]})
        content.append(text[end:stop])
        if source[stop + 1 : stop + 2] != close:  # two of them stand for one
            break
        content.append(close)
        end = stop + 2
    kind = TokenKind.NAME if mark in _BRACKETS else TokenKind.TEXT
    return Token(kind, "".join(content), at, stop + 1, quoted=True)


def _edge(plain: str, at: int) -> bool:
    return at >= len(plain) or plain[at].isspace() or plain[at] in _EDGES


def _name(text: str, plain: str, at: int, names: Sequence[str]) -> Token | None:
    """Return the name of a column that stands here, if what follows it cannot belong to a longer word."""
    low = plain[at : at + 200].lower()
    for name in names:
        if not low.startswith(narrowed(name)) or not name:
            continue
        stop = at + len(name)
        rest = plain[stop : stop + 8]
        if _edge(plain, stop) or rest.startswith(AFTER_A_NAME):
            return Token(TokenKind.NAME, text[at:stop], at, stop)
    return None


def _words(text: str, plain: str, at: int) -> Iterator[Token]:
    """Give the word that stands here, with the keywords that hang at its end as words of their own."""
    stop = at
    while not _edge(plain, stop):
        stop += 1
    if stop == at:
        raise fault(STRANGE, TAKE_IT_AWAY, at, at + 1, {"text": text[at]})
    digit = next((k for k in range(at + 1, stop) if plain[k].isdigit()), stop)
    if plain[at:digit].endswith(ENDINGS):  # 「から50m以内」: a number begins behind a keyword
        stop = digit
    run = plain[at:stop]
    low = run.lower()
    if low in KEYWORDS:
        yield Token(TokenKind.WORD, SAME_WORDS.get(low, low), at, stop)
        return
    # A particle right behind a name or a quote: 「用途が住宅」.
    for particle in ("が", "は", "に"):
        if run.startswith(particle) and len(run) > 1 and at and not plain[at - 1].isspace():
            yield Token(TokenKind.WORD, "が", at, at + 1)
            return  # what follows may be a number or a name, and is cut next
    ending = next((word for word in ENDINGS if low.endswith(word) and len(low) > len(word)), None)
    if ending is None or folded(run) in KEYWORDS:
        yield Token(TokenKind.WORD, text[at:stop], at, stop)
        return
    middle = stop - len(ending)
    yield from _words(text, plain[:middle], at)
    yield Token(TokenKind.WORD, SAME_WORDS.get(ending, ending), middle, stop)
