"""Names of associations in one spelling, what is left of them without their kind, and which may be the same.

「ﾋｶﾞｼﾏﾁ1丁目町内会」 and 「ヒガシマチ１丁目自治会」 have the same stem 「ヒガシマチ1丁目」 and are two
names: only staff can tell whether they are one association.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

DIGITS = "〇一二三四五六七八九"
KINDS = (
    r"(自治振興会|自治連合会|自治会|町内会|町会|自治区|行政区|区民会|町民会|住民会|区会|常会|部落会|振興会"
    r"|親和会|協議会|管理組合|区)$"
)
"""What kind of body a name tells of; 「帆柱町会」 may be 帆柱町 or 帆柱, see :func:`candidates`."""
_COUNTED = r"(?=丁目|丁|区|番|号|班|組|部|地区|街区|自治|町内会|町会|$)"
_SAME = str.maketrans(
    "邊邉髙﨑濵濱嶋嶌澤廣龍櫻國與曾應條關德舘鷗檜籠瀧藪渕淵齋齊斎惠壽榮總鹽眞實靜淺淸",
    "辺辺高崎浜浜島島沢広竜桜国与曽応条関徳館鴎桧篭滝薮淵淵斉斉斉恵寿栄総塩真実静浅清",
)
"""Old and other forms of letters that lists write as they like."""
LEAST = 0.5
"""Likeness from which on two names are worth a question."""
MOST = 3
"""Candidates of one name that are worth a look."""


@dataclass(frozen=True)
class Candidate:
    """Two names that may be one.

    Attributes
    ----------
    one, other
        Their rows in the two lists.
    likeness
        0 to 1.
    why
        ``stem`` where only the kind of body differs, ``town`` where one leaves 町 away, ``part`` where one is
        a part of the other, ``kana`` where they are read the same, ``like`` where most letters are the same.
    """

    one: int
    other: int
    likeness: float
    why: str


def normalised(texts: NDArray[np.object_] | Sequence[str]) -> NDArray[np.object_]:
    """Return names (n,) in one spelling, kinds of bodies and all; empty where there is none."""
    return _each(plain, texts)


def stems(texts: NDArray[np.object_] | Sequence[str]) -> NDArray[np.object_]:
    """Return names (n,) in one spelling without what kind of body they are."""
    return _each(stem, texts)


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Return a name in one spelling: width, blanks, strokes, ヶ, old letters, numerals, 大字."""
    found = re.sub(r"[\s　]+", "", unicodedata.normalize("NFKC", text)).translate(_SAME)
    found = re.sub(r"[‐‑‒–—―−－]", "-", found)
    found = re.sub(r"(?<=\d)ー(?=\d)", "-", found)
    found = re.sub(r"(?<=[一-鿿々])[ヶケヵがガ](?=[一-鿿々])", "ヶ", found)
    found = re.sub(rf"(?<=第)[{DIGITS}十]+|[{DIGITS}十]+{_COUNTED}", _number, found)
    if found.startswith(("大字", "字")) and len(found) > 2:
        found = re.sub(r"^大?字", "", found)
        found = re.sub(r"(?<=.)字(?=.)", "", found, count=1)
    return found.casefold()


@lru_cache(maxsize=50_000)
def stem(text: str) -> str:
    """Return a name in one spelling without what kind of body it is; one that is nothing else stays."""
    found = plain(text)
    return plain(re.sub(KINDS, "", found) or found)


def _number(match: re.Match[str]) -> str:
    text = match[0]
    tens, ten, ones = text.rpartition("十") if "十" in text else ("", "", text)
    if len(tens) > 1 or (ten and len(ones) > 1):
        return text
    digits = "".join(str(DIGITS.index(one)) for one in ones)
    return str((DIGITS.index(tens) if tens else 1) * 10 + int(digits or 0)) if ten else digits


def candidates(
    ones: NDArray[np.object_] | Sequence[str],
    others: NDArray[np.object_] | Sequence[str],
    *,
    kanas: tuple[NDArray[np.object_], NDArray[np.object_]] | None = None,
    least: float = LEAST,
    most: int = MOST,
) -> tuple[Candidate, ...]:
    """Return which names may be the same, by rows of `ones` and then the likest first.

    Names that are the same letter for letter are among them with the likeness 1.

    Parameters
    ----------
    ones, others
        (n,) and (m,) names as they are written.
    kanas
        How they are read, (n,) and (m,), empty where nobody says it.
    least, most
        Likeness from which on, and how many for each name.
    """
    mine, its = stems(ones), stems(others)
    if not len(mine) or not len(its):
        return ()
    likeness = _alike(mine, its)
    why = np.full(likeness.shape, "like", dtype=object)
    parts = [_without_town(one).astype(np.str_) for one in (mine, its)]
    known = its.astype(np.str_)
    for row, (name, short) in enumerate(zip(mine.tolist(), parts[0].tolist(), strict=True)):
        near = np.flatnonzero((likeness[row] > 0) & (likeness[row] < 0.7))
        inside = [other for other in near.tolist() if name in its[other] or its[other] in name]
        likeness[row, inside], why[row, inside] = 0.7, "part"
        for same, value, word in ((parts[1] == short, 0.9, "town"), (known == name, 1.0, "stem")):
            met = same & (known != "")
            likeness[row, met], why[row, met] = value, word
    if kanas is not None:
        read = [_each(_read, one) for one in kanas]
        same = (read[0][:, None] == read[1][None, :]) & (read[0] != "")[:, None] & (likeness < 0.95)
        likeness[same], why[same] = 0.95, "kana"
    order = np.argsort(-likeness, axis=1, kind="stable")[:, :most]
    return tuple(
        Candidate(row, other, round(float(likeness[row, other]), 3), str(why[row, other]))
        for row in range(len(mine))
        for other in order[row].tolist()
        if likeness[row, other] >= least and mine[row] and its[other]
    )


def _without_town(names: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return stems without a 町 at their end: 帆柱町会 stands for 帆柱町."""
    return np.array([re.sub(r"(?<=.)町$", "", one) for one in names.tolist()], dtype=object)


def _read(text: str) -> str:
    """Return a reading in hiragana without what kind of body it is."""
    found = re.sub(r"[\s　・]+", "", unicodedata.normalize("NFKC", text))
    found = "".join(chr(ord(one) - 0x60) if "ァ" <= one <= "ヶ" else one for one in found)
    return re.sub(r"(じちかい|ちょうないかい|ちょうかい)$", "", found)


def _alike(ones: NDArray[np.object_], others: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return how many pairs of letters names have in common (n, m), 0 to 1 (Dice 1945; Sørensen 1948)."""
    pairs = [_pairs(one) for one in (*ones.tolist(), *others.tolist())]
    numbers = {pair: k for k, pair in enumerate(sorted({one for some in pairs for one in some}))}
    held = np.zeros((len(pairs), len(numbers)), dtype=np.float32)
    rows = np.repeat(np.arange(len(pairs)), [len(one) for one in pairs])
    held[rows, [numbers[one] for some in pairs for one in some]] = 1.0
    count = held.sum(axis=1)
    common = held[: len(ones)] @ held[len(ones) :].T
    total = count[: len(ones), None] + count[None, len(ones) :]
    return np.asarray(2.0 * common / np.maximum(total, 1.0), dtype=np.float64)


def _pairs(text: str) -> set[str]:
    framed = f"^{text}$"
    return {framed[k : k + 2] for k in range(len(framed) - 1)} if text else set()


def _each(function: Callable[[str], str], texts: NDArray[np.object_] | Sequence[str]) -> NDArray[np.object_]:
    found = np.empty(len(texts), dtype=object)
    found[:] = [function(str(one)) for one in texts]
    return found
