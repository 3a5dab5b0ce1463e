"""All rules on the values of a column at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gisapp.desks.publish.detectors import patterns
from gisapp.desks.publish.detectors.checkdigits import cards, twelve_digits
from gisapp.desks.publish.detectors.kinds import Kind
from gisapp.desks.publish.detectors.names import NamesFound, find_names
from gisapp.desks.publish.detectors.texts import Texts, matches
from layers.feedback import Feedback

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

_HAS_DIGITS = "[0-9〇零○一二三四五六七八九].*[0-9〇零○一二三四五六七八九].*[0-9〇零○一二三四五六七八九]"
_BATCH = 200_000
"""Texts that are looked at together."""
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
    """Return what the different texts of a column look like, by form alone."""
    return look_at_many([texts], Feedback())[0]


def look_at_many(columns: Sequence[Texts], feedback: Feedback) -> list[ValuesFound]:
    """Return what the texts of columns look like; all at once, for an expression is compiled each time."""
    found: list[ValuesFound] = []
    batch: list[Texts] = []
    for one in columns:
        batch.append(one)
        if sum(map(len, batch)) >= _BATCH:
            found += _looked_at(batch)
            feedback.step(len(found), len(columns))
            batch = []
    return found + _looked_at(batch)


def _looked_at(columns: list[Texts]) -> list[ValuesFound]:
    if not sum(map(len, columns)):
        return [ValuesFound(one) for one in columns]
    plain, raw = (pa.concat_arrays([getattr(one, which) for one in columns]) for which in ("plain", "raw"))
    coded = np.concatenate([one.coded for one in columns])
    lengths = np.array([len(one) for one in columns])
    of = np.repeat(np.arange(len(columns)), lengths)
    names = find_names(plain)
    forms = _Forms(plain, raw, coded)
    sure, look = {Kind.NAME: names.sure}, {Kind.NAME: names.look}
    forms.reached(sure, look)
    forms.numbers(sure, look, of)
    forms.dangers(sure)
    day, house = forms.alone()
    result = []
    for one, end in zip(columns, np.cumsum(lengths).tolist(), strict=True):
        part = slice(end - len(one), end)
        result.append(
            ValuesFound(
                one,
                {kind: flags[part] for kind, flags in sure.items() if flags[part].any()},
                {kind: flags[part] for kind, flags in look.items() if flags[part].any()},
                day[part],
                house[part],
                NamesFound(names.sure[part], names.look[part], names.family[part], names.given[part]),
            )
        )
    return result


class _Forms:
    """Texts that are asked by forms; what is dear is asked only where something cheap says that it may be."""

    def __init__(self, plain: pa.Array, raw: pa.Array, coded: Flags) -> None:
        self.plain, self.raw, self.coded = plain, raw, coded
        self.digits = matches(plain, _HAS_DIGITS)
        self.latin = matches(plain, "[A-Za-z]")
        self.numbered = self.digits | matches(plain, r"[0-9]|[一二三四五六七八九十](?:丁目|番|[-の])")

    def on(self, flags: Flags, pattern: str) -> Flags:
        """Match where a cheaper look already said that it may be."""
        found = np.zeros(len(flags), np.bool_)
        if flags.any():
            found[flags] = matches(self.plain.filter(pa.array(flags)), pattern)
        return found

    def reached(self, sure: dict[Kind, Flags], look: dict[Kind, Flags]) -> None:
        """Find telephones, mail and addresses."""
        zero = self.on(self.digits, r"[0oO〇零○][0-9〇零○一二三四五六七八九() -]|81|[0-9]-[0-9]{4}")
        free = self.on(zero, patterns.FREE_CALL)
        sure[Kind.MOBILE] = self.on(zero, patterns.MOBILE) & ~free
        sure[Kind.PHONE] = self.on(zero, patterns.PHONE) & ~free & ~sure[Kind.MOBILE]
        mail = self.on(self.latin, patterns.MAIL)
        sure[Kind.MAIL] = mail & ~self.on(mail, patterns.OFFICE_MAIL)
        sure[Kind.ADDRESS] = self.on(self.numbered, patterns.ADDRESS)
        sure[Kind.ADDRESS] &= ~self.on(sure[Kind.ADDRESS], patterns.LOT_RANGE)
        sure[Kind.POSTCODE] = self.on(self.digits, patterns.POSTCODE)
        look[Kind.POSTCODE] = self.on(self.digits, patterns.POSTCODE_ALONE) & ~sure[Kind.POSTCODE]

    def numbers(self, sure: dict[Kind, Flags], look: dict[Kind, Flags], of: NDArray[np.int64]) -> None:
        """Find days of birth and numbers of persons; `of` is the column of each text."""
        born = self.on(self.digits | matches(self.plain, "[生歳才]"), patterns.BORN)
        sure[Kind.BIRTH] = born
        look[Kind.BIRTH] = self.on(matches(self.plain, "[歳才]"), patterns.AGED) & ~born
        sure[Kind.MY_NUMBER], look[Kind.MY_NUMBER] = _my_numbers(self, of)
        sure[Kind.ACCOUNT] = self.on(self.digits, patterns.ACCOUNT)
        look[Kind.ACCOUNT] = cards(self.plain) & ~sure[Kind.ACCOUNT]
        sure[Kind.INSURED] = self.on(self.digits, patterns.INSURED)
        look[Kind.INSURED] = self.on(self.digits, patterns.PENSION) & ~sure[Kind.INSURED]
        sure[Kind.PLATE] = self.on(self.digits, patterns.PLATE)

    def dangers(self, sure: dict[Kind, Flags]) -> None:
        """Find what is dangerous or useless in texts."""
        marked = matches(self.raw, r"[<&{$]|(?i:script|on[a-z]+\s*=|expression)") | self.coded
        script = matches(self.raw, patterns.SCRIPT) | self.on(marked, patterns.SCRIPT)
        sure[Kind.SCRIPT] = marked & script
        markup = matches(self.raw, patterns.MARKUP) | self.on(marked, patterns.MARKUP)
        sure[Kind.MARKUP] = marked & markup & ~script
        sure[Kind.PHOTO] = self.on(self.latin, patterns.PHOTO)
        sure[Kind.CONTROL] = matches(self.raw, patterns.CONTROL)
        sure[Kind.FORMULA] = matches(self.raw, patterns.FORMULA)
        sure[Kind.PATH] = matches(self.raw, patterns.PATH)
        sure[Kind.LONG] = pc.greater(pc.utf8_length(self.raw), _MOST_LETTERS).to_numpy(zero_copy_only=False)

    def alone(self) -> tuple[Flags, Flags]:
        """Return which texts are a day, and which the end of an address, and nothing else."""
        day = self.on(self.digits, rf"^(?:{patterns.DATE})日?(?: .*)?$")
        day |= self.on(self.digits, patterns.DAY_NUMBER)
        return day, self.on(self.numbered, patterns.HOUSE_NUMBER)


def _my_numbers(forms: _Forms, of: NDArray[np.int64]) -> tuple[Flags, Flags]:
    """Return in which texts there surely, or perhaps, is a マイナンバー.

    Codes of twelve digits have the right check digit once in eleven times; a column in which most have it
    holds no codes.
    """
    held, valid = twelve_digits(forms.plain)
    if not valid.any():
        return valid, valid.copy()
    named = forms.on(valid, patterns.MY_NUMBER_WORD)
    alone = forms.on(held, r"^[0-9 -]+$")
    columns = int(of.max()) + 1
    many = np.bincount(of[alone], minlength=columns)
    right = np.bincount(of[alone & valid], minlength=columns) / np.maximum(many, 1)
    mostly = ((right > 0.5) & (many >= 3))[of]
    codes = ((right <= 0.5) & (many >= 5))[of]
    sure = named | (valid & alone & mostly)
    # In a column of codes those that are right by chance are no finding.
    return sure, valid & ~sure & ~(alone & codes)
