"""Names of persons: a family name and a given name beside each other, and family names that are addressed.

One word alone is no name: 出島, 松山 and 長崎 are family names and places. What decides is what stands beside
it: a given name, さん or 様, or what a column holds as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.publish.detectors.letters import BREAK, hashed
from gisapp.desks.publish.detectors.namewords import name_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.publish.detectors.letters import Letters

    Places = NDArray[np.int64]
    Flags = NDArray[np.bool_]

_SPACES = " ・･,、_.-"
_SURELY = ("様", "さま", "さん", "サン", "サマ", "殿", "くん", "君", "ちゃん", "先生", "宅", "夫妻", "氏")
_PERHAPS = ("どの", "邸", "方", "家", "ご夫妻")
_SPOKEN = ("さん", "さま", "サン", "サマ", "くん", "ちゃん")
_FACILITIES = (
    *(
        "記念館",
        "資料館",
        "美術館",
        "文学館",
        "博物館",
        "会館",
        "公園",
        "商店",
        "商会",
        "医院",
        "病院",
        "歯科",
        "像",
        "碑",
        "墓",
        "賞",
    ),
    *("記念", "生誕", "旧居", "旧宅", "生家", "文庫", "通り", "橋", "展", "作", "著", "設計", "顕彰"),
)
"""What stands behind the name of somebody who is remembered, or of a shop."""
_SURE_WORDS, _ALL_WORDS, _SPOKEN_WORDS, _FACILITY_WORDS = (
    {length: hashed(one for one in some if len(one) == length) for length in sorted({*map(len, some)})}
    for some in (_SURELY, _SURELY + _PERHAPS, _SPOKEN, _FACILITIES)
)
_ROLE_ENDS = "長者員主人名課係当師事役任監代生番客官士委父母妻夫子男女族"
"""Letters that end what somebody is: 会長, 担当者, 世帯主 …; a name may follow at once."""
_UNTITLED = "住社自帰在本別旧新借仕同模多一皆異有神王殿奥客何貴両各彼某拝御宮社沈"
"""Letters that make a word of their own with what would be a title: 住宅, 仕様, 両氏."""
_NUMERALS = "一二三四五六七八九十"
_BLOCKS = "丁番条区町村号線級階棟組班種次期年月日地本丸市県府郡道街通都坂橋山川島浜谷駅港湾崎"
"""What a numeral or a short given name may not stand before: 三原一丁目, 中村一番地."""
_WEAK_GIVEN = "南北東西中新上下大小元本町川山谷原野田浜港駅城寺橋学実保治守園光泉平昇進豊司功等均始直"
"""Given names of one letter that are also words of places and things."""


@dataclass(frozen=True, eq=False)
class NamesFound:
    """Which texts hold names.

    Attributes
    ----------
    sure
        (m,) a person is named.
    look
        (m,) perhaps; somebody has to look: 山田太郎商店.
    family, given
        (m,) the text is a family name, or a given name, and nothing else.
    """

    sure: Flags
    look: Flags
    family: Flags
    given: Flags


def find_names(letters: Letters) -> NamesFound:
    """Return which texts hold names of persons, in kanji, kana or Latin letters.

    Parameters
    ----------
    letters
        Of texts as :func:`gisapp.desks.publish.detectors.texts.normal` gives them.
    """
    none = np.zeros(letters.count, np.bool_)
    if not len(letters.codes):
        return NamesFound(none, none.copy(), none.copy(), none.copy())
    kinds = _Kinds(letters)
    sure, look, family, given = _kanji(letters, kinds)
    for found in (_kana(letters, kinds), _roman(letters, kinds)):
        for flags, part in zip((sure, look, family, given), found, strict=True):
            np.logical_or(flags, part, out=flags)
    return NamesFound(sure, look & ~sure, family, given)


class _Kinds:
    """What kind each letter is (k + 1,): behind the last one there is an end."""

    def __init__(self, letters: Letters) -> None:
        marks = np.append(_MARKS[letters.seen], np.uint16(_Mark.END))
        self.kanji, self.hiragana, self.kana, self.space, self.end, self.capital, self.latin = (
            (marks & np.uint16(one)) != 0
            for one in (
                _Mark.KANJI, _Mark.HIRAGANA, _Mark.HIRAGANA | _Mark.KATAKANA, _Mark.SPACE, _Mark.END,
                _Mark.CAPITAL, _Mark.CAPITAL | _Mark.SMALL,
            )
        )  # fmt: skip
        self.role_end, self.numeral, self.block, self.weak, self.untitled = (
            (marks & np.uint16(one)) != 0
            for one in (_Mark.ROLE_END, _Mark.NUMERAL, _Mark.BLOCK, _Mark.WEAK, _Mark.UNTITLED)
        )
        self.opens = np.append(True, self.end[:-1])
        """Where a text begins."""
        likely = np.flatnonzero(marks & np.uint16(_Mark.TITLE))
        self.sure_title, self.title, self.spoken, self.facility = (
            _titles(letters, likely, some)
            for some in (_SURE_WORDS, _ALL_WORDS, _SPOKEN_WORDS, _FACILITY_WORDS)
        )

    def before(self, kind: Flags, places: Places) -> Flags:
        """Return what holds of the letters before some places; False before the first."""
        return kind[np.maximum(places - 1, 0)] & (places > 0)


class _Mark(IntFlag):
    KANJI, HIRAGANA, KATAKANA, SPACE, END, CAPITAL, SMALL = 1, 2, 4, 8, 16, 32, 64
    ROLE_END, NUMERAL, BLOCK, WEAK, TITLE, UNTITLED = 128, 256, 512, 1024, 2048, 4096


def _marks() -> NDArray[np.uint16]:
    marks = np.zeros(0x10000, np.uint16)
    ranges = (
        (0x4E00, 0xA000, _Mark.KANJI), (0x3041, 0x3097, _Mark.HIRAGANA), (0x30A1, 0x30F7, _Mark.KATAKANA),
        (65, 91, _Mark.CAPITAL), (97, 123, _Mark.SMALL), (BREAK, BREAK + 1, _Mark.END),
    )  # fmt: skip
    for first, last, mark in ranges:
        marks[first:last] |= np.uint16(mark)
    titles = "".join(one[0] for one in _SURELY + _PERHAPS + _FACILITIES)
    several = (
        ("々ヶケ", _Mark.KANJI), ("ー", _Mark.KATAKANA), (_SPACES, _Mark.SPACE), (_ROLE_ENDS, _Mark.ROLE_END),
        (_NUMERALS, _Mark.NUMERAL), (_BLOCKS, _Mark.BLOCK), (_WEAK_GIVEN, _Mark.WEAK), (titles, _Mark.TITLE),
        (_UNTITLED, _Mark.UNTITLED),
    )  # fmt: skip
    for letters, mark in several:
        marks[[ord(one) for one in letters]] |= np.uint16(mark)
    return marks


_MARKS = _marks()


def _titles(letters: Letters, likely: Places, words: dict[int, NDArray[np.uint64]]) -> Flags:
    """Return where a title such as さん begins (k + 1,), given where one may."""
    total = len(letters.codes)
    found = np.zeros(total + 1, np.bool_)
    for length, table in words.items():
        starts = likely[likely + length <= total]
        found[starts[letters.among(starts, starts + length, table)]] = True
    return found


def _kanji(letters: Letters, kinds: _Kinds) -> tuple[Flags, Flags, Flags, Flags]:
    words = name_words()
    sure, look, only_family, only_given = (np.zeros(letters.count, np.bool_) for _ in range(4))
    total = len(letters.codes)
    places = np.flatnonzero(kinds.kanji[:-1])
    likely = places[words.family_first[letters.codes[places]]]
    for length, table in words.family.items():
        starts = likely[likely + length <= total]
        starts = starts[letters.among(starts, starts + length, table)]
        after = starts + length
        begun = kinds.opens[starts]
        before = ~kinds.before(kinds.kanji, starts) | kinds.before(kinds.role_end, starts)
        only_family[letters.text[starts[begun & kinds.end[after]]]] = True
        addressed = before & kinds.sure_title[after] & (length > 1)
        sure[letters.text[starts[addressed]]] = True
        look[letters.text[starts[begun & kinds.title[after] & (length > 1)]]] = True
        if length > 1:
            _unknown(letters, kinds, starts[before], after[before], look)
        for gap in (0, 1):
            some = slice(None) if gap == 0 else kinds.space[after]
            _given(letters, kinds, starts[some], after[some] + gap, before[some], sure, look)
            _kana_given(letters, kinds, starts[some], after[some] + gap, before[some], sure, look)
    for length, table in words.given.items():
        starts = places[places + length <= total]
        starts = starts[kinds.opens[starts] & kinds.end[starts + length]]
        only_given[letters.text[starts[letters.among(starts, starts + length, table)]]] = True
        # Behind a family name that nobody listed: 仁位和夫宅.
        starts = places[places + length <= total]
        starts = starts[kinds.sure_title[starts + length] & kinds.before(kinds.kanji, starts)]
        if length > 1:
            look[letters.text[starts[letters.among(starts, starts + length, table)]]] = True
    return sure, look, only_family, only_given


def _unknown(letters: Letters, kinds: _Kinds, family: Places, after: Places, look: Flags) -> None:
    """Mark texts in which somebody with a family name is addressed, whatever the given name: 平山伊三郎宅."""
    total = len(letters.codes)
    inside = np.ones(len(family), np.bool_)
    for length in (1, 2, 3):
        last = np.minimum(after + length - 1, total)
        inside &= kinds.kanji[last]
        held = inside & kinds.sure_title[np.minimum(last + 1, total)] & ~kinds.untitled[last]
        look[letters.text[family[held]]] = True


def _given(
    letters: Letters,
    kinds: _Kinds,
    family: Places,
    starts: Places,
    before: Flags,
    sure: Flags,
    look: Flags,
) -> None:
    """Mark texts in which a given name stands at `starts`, behind a family name that begins at `family`."""
    words = name_words()
    total = len(letters.codes)
    keep = kinds.kanji[np.minimum(starts, total)] | kinds.hiragana[np.minimum(starts, total)]
    family, starts, before = family[keep], starts[keep], before[keep]
    spaced = kinds.space[starts - 1]
    short = starts - spaced - family == 1
    for length, table in words.given.items():
        fits = starts + length <= total
        here, there, clean, one, gap = starts[fits], family[fits], before[fits], short[fits], spaced[fits]
        ends = here + length
        listed = letters.among(here, ends, table)
        titled = kinds.title[ends]
        closed = ~kinds.kanji[ends] | titled
        numeral = (kinds.numeral[here] & (length == 1)) | (kinds.block[ends] & (length < 3))
        whole = kinds.opens[there] & kinds.end[ends]
        # A family name of one letter (西, 森) and a short given name make words of places.
        shown = ~one | ((length > 1) & (whole | titled | gap))
        weak = kinds.weak[here] & ~gap & ~titled if length == 1 else np.zeros(len(here), np.bool_)
        remembered = kinds.space[ends] & kinds.facility[np.minimum(ends + 1, total)]
        strong = listed & closed & clean & ~numeral & ~weak & shown & ~remembered
        sure[letters.text[there[strong]]] = True
        perhaps = listed & ~numeral
        perhaps &= (~one & (clean | closed)) if length > 1 else (closed & clean & (whole | remembered))
        if length == 2:
            made = words.first[letters.codes[here]] & words.last[letters.codes[ends - 1]]
            perhaps |= made & closed & clean & ~one & ~numeral
        look[letters.text[there[perhaps]]] = True


def _kana_given(
    letters: Letters,
    kinds: _Kinds,
    family: Places,
    starts: Places,
    before: Flags,
    sure: Flags,
    look: Flags,
) -> None:
    """Mark texts in which a given name in kana stands behind a family name in kanji: 松尾さくら."""
    words = name_words()
    total = len(letters.codes)
    keep = kinds.kana[np.minimum(starts, total)] & before
    family, starts = family[keep], starts[keep]
    spaced = kinds.space[starts - 1]
    several = starts - spaced - family > 1
    for length, table in words.given_kana.items():
        if length == 1:
            continue
        fits = starts + length <= total
        here, there, gap, long = starts[fits], family[fits], spaced[fits], several[fits]
        ends = here + length
        titled = kinds.title[ends]
        found = (
            letters.among(here, ends, table) & (~kinds.kana[ends] | titled) & (~kinds.kanji[ends] | titled)
        )
        certain = found & long & (gap | titled | (kinds.opens[there] & kinds.end[ends])) & (length > 2)
        sure[letters.text[there[certain]]] = True
        look[letters.text[there[found & (long | gap)]]] = True


def _kana(letters: Letters, kinds: _Kinds) -> tuple[Flags, Flags, Flags, Flags]:
    """Find names in katakana or hiragana; a run of kana has to be a family and a given name and no more."""
    words = name_words()
    sure, look, only_family, only_given = (np.zeros(letters.count, np.bool_) for _ in range(4))
    total = len(letters.codes)
    starts = np.flatnonzero(kinds.kana[:-1] & ~np.append(False, kinds.kana[:-2]))
    for length, table in words.family_kana.items():
        family = starts[starts + length <= total]
        family = family[letters.among(family, family + length, table)]
        after, alone = family + length, kinds.opens[family]
        only_family[letters.text[family[alone & kinds.end[after]]]] = True
        if length > 1:
            look[letters.text[family[kinds.sure_title[after]]]] = True
        for gap in (0, 1):
            some = slice(None) if gap == 0 else kinds.space[after]
            for more, given in words.given_kana.items():
                # Without a space between them short words meet by chance.
                if length + more < (3 if gap else 5) or (gap and length == 1):
                    continue
                here, there = after[some] + gap, family[some]
                fits = here + more <= total
                here, there = here[fits], there[fits]
                ends = here + more
                found = (~kinds.kana[ends] | kinds.spoken[ends]) & letters.among(here, ends, given)
                (sure if gap and more > 1 else look)[letters.text[there[found]]] = True
    alone = starts[kinds.opens[starts]]
    for length, table in words.given_kana.items():
        held = alone[alone + length <= total]
        held = held[kinds.end[held + length]]
        only_given[letters.text[held[letters.among(held, held + length, table)]]] = True
    return sure, look, only_family, only_given


def _roman(letters: Letters, kinds: _Kinds) -> tuple[Flags, Flags, Flags, Flags]:
    """Find two words beside each other that are a family and a given name, in any order."""
    words = name_words()
    sure, look, only_family, only_given = (np.zeros(letters.count, np.bool_) for _ in range(4))
    edges = np.diff(np.concatenate([[False], kinds.latin]).astype(np.int8))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    if not len(starts):
        return sure, look, only_family, only_given
    long = ends - starts >= 2
    family = letters.among(starts, ends, words.family_roman) & long
    given = letters.among(starts, ends, words.given_roman) & long
    alone = kinds.opens[starts] & kinds.end[ends]
    only_family[letters.text[starts[alone & family]]] = True
    only_given[letters.text[starts[alone & given]]] = True
    between = starts[1:] - ends[:-1]
    near = kinds.space[ends[:-1]] & kinds.space[starts[1:] - 1] & (between <= 2)
    pair = near & ((family[:-1] & given[1:]) | (given[:-1] & family[1:]))
    # Small letters are file names and words of other languages; capitals are how names are written.
    proper = kinds.capital[starts[:-1]] & kinds.capital[starts[1:]]
    proper &= ((ends - starts)[:-1] >= 3) & ((ends - starts)[1:] >= 3)
    sure[letters.text[starts[:-1][pair & proper]]] = True
    look[letters.text[starts[:-1][pair & ~proper]]] = True
    return sure, look, only_family, only_given
