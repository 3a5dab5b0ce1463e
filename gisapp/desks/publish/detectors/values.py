"""All rules on the values of a column at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from gisapp.desks.publish.detectors import patterns
from gisapp.desks.publish.detectors.checkdigits import cards, twelve_digits
from gisapp.desks.publish.detectors.kinds import Kind
from gisapp.desks.publish.detectors.names import NamesFound, find_names
from gisapp.desks.publish.detectors.texts import Texts, matches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

_HAS_DIGITS = "[0-9〇零○一二三四五六七八九].*[0-9〇零○一二三四五六七八九].*[0-9〇零○一二三四五六七八九]"
_MOST_LETTERS = 2000
"""Letters of a value that a page can show."""


@dataclass(frozen=True, eq=False)
class ValuesFound:
    """What the different texts of a column look like.

    Attributes
    ----------
    texts
        The texts.
    sure, look
        By kind, which texts (m,) hold it, and which may.
    day, house
        (m,) which are a day, and which the end of an address, and nothing else.
    names
        What was found of names.
    """

    texts: Texts
    sure: dict[Kind, Flags] = field(default_factory=dict)
    look: dict[Kind, Flags] = field(default_factory=dict)
    day: Flags = field(default_factory=lambda: np.zeros(0, np.bool_))
    house: Flags = field(default_factory=lambda: np.zeros(0, np.bool_))
    names: NamesFound | None = None

    def either(self, kind: Kind) -> Flags:
        """Return which texts (m,) hold a kind or may."""
        none = np.zeros(len(self.texts), np.bool_)
        return self.sure.get(kind, none) | self.look.get(kind, none)

    def share(self, flags: Flags) -> float:
        """Return the share of the rows that have a text which have one of some."""
        often = self.texts.often
        return float(often[flags].sum() / max(often.sum(), 1))


def look_at(texts: Texts) -> ValuesFound:
    """Return what the different texts of a column look like, by form alone.

    Parameters
    ----------
    texts
        Of one column.
    """
    plain, raw = texts.plain, texts.raw
    none = np.zeros(len(texts), np.bool_)
    if not len(texts):
        return ValuesFound(texts)
    digits = matches(plain, _HAS_DIGITS)
    latin = matches(plain, "[A-Za-z]")

    def on(flags: Flags, pattern: str) -> Flags:
        """Match where a cheaper look already said that it may be."""
        found = none.copy()
        if flags.all():
            return matches(plain, pattern)
        if flags.any():
            found[flags] = matches(plain.filter(flags), pattern)
        return found

    sure: dict[Kind, Flags] = {}
    look: dict[Kind, Flags] = {}
    names = find_names(plain)
    sure[Kind.NAME], look[Kind.NAME] = names.sure, names.look
    zero = on(digits, r"[0oO〇零○][0-9〇零○一二三四五六七八九() -]|81|[0-9]-[0-9]{4}")
    free = on(zero, patterns.FREE_CALL)
    sure[Kind.MOBILE] = on(zero, patterns.MOBILE) & ~free
    sure[Kind.PHONE] = on(zero, patterns.PHONE) & ~free & ~sure[Kind.MOBILE]
    mail = on(latin, patterns.MAIL)
    office = on(mail, patterns.OFFICE_MAIL)
    sure[Kind.MAIL] = mail & ~office
    numbered = digits | matches(plain, r"[0-9]|[一二三四五六七八九十](?:丁目|番|[-の])")
    sure[Kind.ADDRESS] = on(numbered, patterns.ADDRESS) & ~on(numbered, patterns.LOT_RANGE)
    sure[Kind.POSTCODE] = on(digits, patterns.POSTCODE)
    look[Kind.POSTCODE] = on(digits, patterns.POSTCODE_ALONE) & ~sure[Kind.POSTCODE]
    sure[Kind.BIRTH] = on(digits | on(~digits, "[生歳才]"), patterns.BORN)
    look[Kind.BIRTH] = on(on(numbered | latin, "[歳才]"), patterns.AGED) & ~sure[Kind.BIRTH]
    sure[Kind.MY_NUMBER], look[Kind.MY_NUMBER] = _my_numbers(texts, digits, on)
    sure[Kind.ACCOUNT] = on(digits, patterns.ACCOUNT)
    look[Kind.ACCOUNT] = cards(plain) & ~sure[Kind.ACCOUNT] if digits.any() else none
    sure[Kind.INSURED] = on(digits, patterns.INSURED)
    look[Kind.INSURED] = on(digits, patterns.PENSION) & ~sure[Kind.INSURED]
    sure[Kind.PLATE] = on(digits, patterns.PLATE)
    sure[Kind.PHOTO] = on(latin, patterns.PHOTO)
    marked = matches(raw, r"[<&{$]|(?i:script|on[a-z]+\s*=|expression)") | texts.coded
    sure[Kind.SCRIPT] = marked & (matches(raw, patterns.SCRIPT) | on(marked, patterns.SCRIPT))
    sure[Kind.MARKUP] = marked & (matches(raw, patterns.MARKUP) | on(marked, patterns.MARKUP)) & ~sure[Kind.SCRIPT]
    sure[Kind.CONTROL] = matches(raw, patterns.CONTROL)
    sure[Kind.FORMULA] = matches(raw, patterns.FORMULA)
    sure[Kind.PATH] = matches(raw, patterns.PATH)
    sure[Kind.LONG] = pc.greater(pc.utf8_length(raw), _MOST_LETTERS).to_numpy(zero_copy_only=False)
    day = on(digits, rf"^(?:{patterns.DATE})日?(?: .*)?$") | on(digits, patterns.DAY_NUMBER)
    house = on(numbered, patterns.HOUSE_NUMBER)
    return ValuesFound(texts, _some(sure), _some(look), day, house, names)


def _my_numbers(texts: Texts, digits: Flags, on: object) -> tuple[Flags, Flags]:
    """Return in which texts there surely, or perhaps, is a マイナンバー.

    Codes of twelve digits have the right check digit once in eleven times; a column in which most have it
    holds no codes.
    """
    none = np.zeros(len(texts), np.bool_)
    if not digits.any():
        return none, none.copy()
    held, valid = twelve_digits(texts.plain)
    if not valid.any():
        return none, none.copy()
    named = valid & matches(texts.plain, patterns.MY_NUMBER_WORD)
    alone = held & matches(texts.plain, r"^[0-9 -]+$")
    right = int((valid & alone).sum()) / max(int(alone.sum()), 1)
    sure = named | (valid & alone if right > 0.5 and alone.sum() >= 3 else none)
    # In a column of codes those that are right by chance are no finding.
    perhaps = valid & ~sure & ~(alone if alone.sum() >= 5 and right <= 0.5 else none)
    return sure, perhaps


def _some(found: dict[Kind, Flags]) -> dict[Kind, Flags]:
    return {kind: flags for kind, flags in found.items() if flags.any()}


