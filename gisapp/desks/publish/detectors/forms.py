"""Expressions asked of many texts, each only of those that hold what it cannot do without.

An expression costs the same for every text it is asked of; most texts hold no nine digits, no Latin letters
and no brackets. How many of such letters each text has comes from one pass over all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gisapp.desks.publish.detectors import patterns
from gisapp.desks.publish.detectors.checkdigits import cards, twelve_digits
from gisapp.desks.publish.detectors.kinds import Kind
from gisapp.desks.publish.detectors.letters import counted
from gisapp.desks.publish.detectors.texts import matches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.publish.detectors.letters import Letters

    Flags = NDArray[np.bool_]

_DIGITS = "0123456789"
_NUMERALS = "〇零○一二三四五六七八九"
_TENS = "十百廿卅元"
_MOST_LETTERS = 2000
"""Letters of a value that a page can show."""
_SUSPICIOUS = (
    r"[<&{$=\\]|://|(?i:script|data:|file:)|^[\s'\"]*[@+-]|(?i:^[\s'\"]*(?:cmd|dde|hyperlink|importxml|webservice))|\.\./|^/|"
    + patterns.CONTROL
)
"""Without any of this a text is not dangerous."""


class Forms:
    """Texts that are asked by forms.

    Parameters
    ----------
    plain, raw
        (m,) texts in one form, and as they stand.
    coded
        (m,) which were decoded.
    letters
        Of `plain`.
    """

    def __init__(self, plain: pa.Array, raw: pa.Array, coded: Flags, letters: Letters) -> None:
        self.plain, self.raw, self.coded = plain, raw, coded
        arabic, kanji, tens = (counted(letters, some) for some in (_DIGITS, _NUMERALS, _TENS))
        self.numerals = arabic + kanji
        """(m,) digits, those in kanji too."""
        self.arabic = arabic
        self.counting = self.numerals + tens
        self.latin = counted(letters, "abcdefghijklmnopqrstuvwxyz")
        self.letters = letters

    def has(self, letters: str, least: int = 1) -> Flags:
        """Return which texts (m,) hold some letters, at least so often together."""
        return counted(self.letters, letters) >= least

    def on(self, flags: Flags, pattern: str) -> Flags:
        """Match where a cheaper look already said that it may be."""
        found = np.zeros(len(flags), np.bool_)
        if flags.any():
            found[flags] = matches(self.plain.filter(pa.array(flags)), pattern)
        return found

    def called(self) -> Flags:
        """Return where somebody is addressed or holds a role whose name need not be known."""
        titled = self.on(self.has("様氏殿さ"), patterns.CALLED)
        role = self.on(self.has("長表当任人者名先主"), patterns.ROLE)
        held = self.on(role, patterns.ROLE_HELD) & ~self.on(role, patterns.ROLE_OF_OFFICE)
        return (titled & ~self.on(titled, patterns.NOT_CALLED)) | held

    def reached(self, sure: dict[Kind, Flags], look: dict[Kind, Flags]) -> None:
        """Find telephones, mail and addresses."""
        spelt = self.numerals + counted(self.letters, "o")
        many = spelt >= 9
        free = self.on(many, patterns.FREE_CALL)
        sure[Kind.MOBILE] = self.on(many, patterns.MOBILE) & ~free
        local = (self.numerals >= 5) & self.has("電話携帯連絡先℡☎📞telfaxphoneけいたいでんわ")
        sure[Kind.PHONE] = self.on(many | local, patterns.PHONE) & ~free & ~sure[Kind.MOBILE]
        signed = (self.latin >= 4) & self.has("@★☆◎ア_あ")
        mail = self.on(signed | ((self.latin >= 6) & self.has("at", 2)), patterns.MAIL)
        sure[Kind.MAIL] = mail & ~self.on(mail, patterns.OFFICE_MAIL)
        housed = ((self.counting >= 1) & self.has("番丁号目町村郷触免字区市郡通条名")) | (self.arabic >= 2)
        sure[Kind.ADDRESS] = self.on(housed, patterns.ADDRESS)
        sure[Kind.ADDRESS] &= ~self.on(sure[Kind.ADDRESS], patterns.LOT_RANGE)
        seven = self.arabic >= 7
        sure[Kind.POSTCODE] = self.on(seven & self.has("〒"), patterns.POSTCODE)
        look[Kind.POSTCODE] = self.on(self.arabic == 7, patterns.POSTCODE_ALONE) & ~sure[Kind.POSTCODE]

    def numbers(self, sure: dict[Kind, Flags], look: dict[Kind, Flags], of: NDArray[np.int64]) -> None:
        """Find days of birth and numbers of persons; `of` is the column of each text."""
        dated = self.counting >= 3
        sure[Kind.BIRTH] = self.on(dated & (self.has("生誕う") | (self.latin >= 3)), patterns.BORN)
        aged = (self.arabic >= 1) & self.has("歳才")
        look[Kind.BIRTH] = self.on(aged, patterns.AGED) & ~sure[Kind.BIRTH]
        sure[Kind.MY_NUMBER], look[Kind.MY_NUMBER] = self._my_numbers(of)
        six = self.arabic >= 6
        named = six & (self.has("普当貯総口通預店所号") | (self.latin >= 4))
        sure[Kind.ACCOUNT] = self.on(named, patterns.ACCOUNT)
        look[Kind.ACCOUNT] = cards(self.plain, self.arabic >= 16) & ~sure[Kind.ACCOUNT]
        held = (self.arabic >= 5) & self.has("保年受障免旅パ在住宛手格介後", 1)
        sure[Kind.INSURED] = self.on(held, patterns.INSURED)
        look[Kind.INSURED] = self.on(self.arabic >= 10, patterns.PENSION) & ~sure[Kind.INSURED]
        sure[Kind.PLATE] = self.on(self.arabic >= 3, patterns.PLATE)

    def dangers(self, sure: dict[Kind, Flags]) -> None:
        """Find what is dangerous or useless in texts."""
        suspicious = matches(self.raw, _SUSPICIOUS) | self.coded
        for kind, pattern in (
            (Kind.SCRIPT, patterns.SCRIPT),
            (Kind.MARKUP, patterns.MARKUP),
            (Kind.CONTROL, patterns.CONTROL),
            (Kind.FORMULA, patterns.FORMULA),
            (Kind.PATH, patterns.PATH),
        ):
            found = np.zeros(len(suspicious), np.bool_)
            if suspicious.any():
                found[suspicious] = matches(self.raw.filter(pa.array(suspicious)), pattern)
            if kind in (Kind.SCRIPT, Kind.MARKUP):
                found |= self.on(self.coded, pattern)
            sure[kind] = found
        sure[Kind.MARKUP] &= ~sure[Kind.SCRIPT]
        sure[Kind.PHOTO] = self.on((self.latin >= 2) & self.has("."), patterns.PHOTO)
        long = pc.greater(pc.utf8_length(self.raw), _MOST_LETTERS)
        sure[Kind.LONG] = long.to_numpy(zero_copy_only=False)

    def alone(self) -> tuple[Flags, Flags, Flags, Flags]:
        """Return which texts are a day, a house number, a place with a number, a mobile without its zero."""
        day = self.on(self.counting >= 3, rf"^(?:{patterns.DATE})日?(?: .*)?$")
        day |= self.on(self.arabic == 8, patterns.DAY_NUMBER)
        house, loose = (
            self.on(self.counting >= 1, one) for one in (patterns.HOUSE_NUMBER, patterns.ADDRESS_LOOSE)
        )
        return day, house, loose, self.on(self.arabic == 10, patterns.LOST_ZERO)

    def _my_numbers(self, of: NDArray[np.int64]) -> tuple[Flags, Flags]:
        """Return in which texts there surely, or perhaps, is a マイナンバー.

        Codes of twelve digits have the right check digit once in eleven times; a column in which most have
        it holds no codes.
        """
        held, valid = twelve_digits(self.plain, self.arabic >= 12)
        if not valid.any():
            return valid, valid.copy()
        named = self.on(valid, patterns.MY_NUMBER_WORD)
        alone = self.on(held, r"^[0-9 -]+$")
        columns = int(of.max()) + 1
        many = np.bincount(of[alone], minlength=columns)
        right = np.bincount(of[alone & valid], minlength=columns) / np.maximum(many, 1)
        mostly = ((right > 0.5) & (many >= 3))[of]
        codes = ((right <= 0.5) & (many >= 5))[of]
        sure = named | (valid & alone & mostly)
        # In a column of codes those that are right by chance are no finding.
        return sure, valid & ~sure & ~(alone & codes)
