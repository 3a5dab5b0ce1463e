"""Address ranges as lists write them (「東坂町一丁目1番〜12番、15番3号」), read into towns and numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from gisapp.desks.areas.names import DIGITS, plain

BLOCK, LOT = "番", "番地"
END = 1 << 30
"""A number that is higher than any: 「12番」 goes from the first lot of 12 to the last."""
_DASH = r"[‐‑‒–—―−－]"
_TILDE = r"[~〜～∼]|から"
_NUMBER = (
    r"(?P<{0}>\d{{1,7}})(?P<{0}unit>番地の?|番街区|街区|番の?|号)?"
    r"(?:(?:-|の)?(?P<{0}branch>\d{{1,7}})(?:番地?|号)?)?"
)
_RANGE = re.compile(rf"^{_NUMBER.format('low')}(?:(?P<mark>[~-]){_NUMBER.format('high')})?(?:まで)?$")
_WHOLE = re.compile(r"(の?(全域|全部|全区域|一円|全て|すべて|全体))$")
_PARTLY = re.compile(r"(の?(一部|一部分|一部地域|一部区域|部分))$")
_LIKE_NUMBERS = r"^(?P<town>.*?)(?P<rest>\d[\d~\-番地号街区のまで]*)?$"
_SEPARATORS = r"[、,，・;；/／\n\r+＋]|及び|および|並びに|ならびに|または|又は|と(?=[一-鿿]+[町丁])"
MOST = 4000
"""Letters of one text; more are no list of towns."""


@dataclass(frozen=True)
class Part:
    """A part of an area by its address.

    Attributes
    ----------
    text
        As it is written.
    town
        In the spelling of :func:`gisapp.desks.areas.names.plain`, its 丁目 with it.
    low, high
        Number and branch from and to which it reaches, both with it; None for the whole town.
    unit
        ``番`` for blocks, ``番地`` for lots, empty where it is not said.
    partly
        Whether only some of it is meant, and nobody says what.
    branch
        Whether a stroke may stand for a branch (1の12) or for a range (1 to 12).
    without
        What is left out of it.
    """

    text: str
    town: str
    low: tuple[int, int] | None = None
    high: tuple[int, int] | None = None
    unit: str = ""
    partly: bool = False
    branch: bool = False
    without: tuple[Part, ...] = ()

    def as_range(self) -> Part:
        """Return a part whose stroke is meant as a range."""
        if not self.branch or self.low is None:
            return self
        return replace(self, low=(self.low[0], 0), high=(self.low[1], END), branch=False)


def parts_of(text: str) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Return the parts of a text, and the pieces of it that nobody can place.

    Towns carry over: in 「東坂町一丁目1番〜12番、15番3号」 the last number is of the same town, in
    「臨港一丁目・二丁目」 the second 丁目 too.
    """
    if len(text) > MOST:
        return (), (f"{text[:20]}…",)
    plain_text = re.sub(_DASH, "-", unicodedata.normalize("NFKC", text.replace("\0", "")))
    plain_text = re.sub(_TILDE, "~", re.sub(r"[ \t　]+", "", plain_text))
    plain_text = re.sub(rf"(?<=[\d目番地号])ー(?=[\d{DIGITS}十])", "-", plain_text)
    left_out: list[str] = []
    plain_text = _without_parentheses(plain_text, left_out)
    parts: list[Part] = []
    unread: list[str] = []
    town = ""
    for piece in _pieces(plain_text):
        mark = re.search(r"\x00(\d+)\x00", piece)
        bare = re.sub(r"\x00\d+\x00", "", piece)
        found = _part(bare, town)
        if found is None:
            unread.append(bare)
            continue
        town = found.town
        if mark:
            inner = {one: _part(one, town) for one in _pieces(left_out[int(mark[1])])}
            unread.extend(f"{one}を除く" for one, part in inner.items() if part is None)
            found = replace(found, without=tuple(part for part in inner.values() if part is not None))
        parts.append(found)
    return tuple(parts), tuple(unread)


def _without_parentheses(text: str, left_out: list[str]) -> str:
    """Return a text with a mark for each pair of parentheses that leaves something out; that is kept beside.

    Numbers in parentheses stay, other words in them say nothing of a place.
    """

    def take(match: re.Match[str]) -> str:
        inside = match[1].removeprefix("ただし").removeprefix("、")
        less = re.search(r"(?:[をは])?(?:除く|のぞく)$|以外$", inside)
        if less:
            left_out.append(inside[: less.start()])
            return f"\x00{len(left_out) - 1}\x00"
        if re.fullmatch(r"の?一部(分|地域|区域)?", inside):
            return "の一部"
        return inside if re.match(r"\d", inside) else ""

    return re.sub(r"[(\[〔]([^()\[\]〔〕]*)[)\]〕]", take, text)


def _pieces(text: str) -> list[str]:
    """Return a text cut at its commas and points, 「一・二丁目」 and 「1〜3丁目」 written out."""
    number = rf"(?:\d{{1,7}}|[{DIGITS}十]{{1,7}})"

    def every(match: re.Match[str]) -> str:
        low, high = (int(_digits(match[name])) for name in ("low", "high"))
        if not low < high <= low + 99:
            return match[0]
        return "・".join(f"{k}丁目" for k in range(low, high + 1))

    for _ in range(20):
        again = re.sub(rf"(?<![\d{DIGITS}十])({number})([・、,])(?={number}丁目)", r"\1丁目\2", text)
        if again == text:
            break
        text = again
    text = re.sub(rf"(?P<low>{number})(?:丁目)?[~-](?P<high>{number})丁目", every, text)
    return [one for one in re.split(_SEPARATORS, text) if one]


def _digits(text: str) -> str:
    return text if text.isdecimal() else plain(f"{text}丁目").removesuffix("丁目")


def _part(piece: str, before: str) -> Part | None:
    """Return a piece as a part, None for one that cannot be read; `before` is the town of the last one."""
    partly = _PARTLY.search(piece)
    bare = plain(_WHOLE.sub("", _PARTLY.sub("", piece)))
    if not bare:
        return Part(piece, before, partly=bool(partly)) if before else None
    match = re.match(_LIKE_NUMBERS, bare)
    town, rest = (match["town"], match["rest"] or "") if match else (bare, "")
    chome = re.match(r"^(.*?\d+丁目)(.*)$", bare)
    if chome:
        town, rest = chome[1], chome[2]
        if re.match(r"^\d+丁目$", town):
            town = re.sub(r"\d+丁目$", "", before) + town
    town = town or before
    if not town or re.search(r"\d(?!\d*(丁目|区|番))", town):
        return None
    if not rest:
        return Part(piece, town, partly=bool(partly))
    found = _RANGE.match(rest)
    return None if found is None else _numbered(piece, town, found, partly=bool(partly))


def _numbered(piece: str, town: str, found: re.Match[str], *, partly: bool) -> Part:
    """Return the part of a matched number or range."""
    unit = found["lowunit"] or found["highunit"] or ""
    unit = LOT if "地" in unit else BLOCK if unit.startswith(("番", "街")) else ""
    low, low_branch = int(found["low"]), int(found["lowbranch"] or 0)
    if found["high"] is None:
        stroke = bool(re.fullmatch(r"\d+-\d+(番地?)?", found[0]))
        high = (low, low_branch) if low_branch else (low, END)
        if stroke and re.search(r"番地?$", found[0]):  # nobody writes a branch so: 1-12番 is 1番 to 12番
            return Part(piece, town, (low, 0), (low_branch, END), unit or BLOCK, partly)
        return Part(piece, town, (low, low_branch), high, unit, partly, stroke and low < low_branch)
    last, last_branch = int(found["high"]), int(found["highbranch"] or 0)
    if low_branch and not last_branch and not (found["highunit"] or "").startswith(("番", "街")):
        return Part(piece, town, (low, low_branch), (low, last), unit, partly)
    return Part(piece, town, (low, low_branch), (last, last_branch or END), unit, partly)
