"""The frame of a drawing and the block that says what it shows, at what scale, and where that comes from."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gisapp.paper.document import NICE, Stroke, Words
from gisapp.paper.drawing import POINT
from layers.crs import ROMAN, zone_of_epsg
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable

    Say = Callable[[str], str]
    """Returns a sentence of the program in the language of the reader."""

INK, QUIET, HAIR, ACCENT, WARN = "#1a1a1a", "#5f666e", "#c8cdd2", "#1F5FA8", "#8a5200"
PAPERS = {"A4": (297.0, 210.0), "A3": (420.0, 297.0)}
"""Width and height across, millimetres."""
BINDING, MARGIN = 20.0, 10.0
"""Millimetres outside of the frame: at the left, where sheets are bound, and elsewhere (JIS Z 8311)."""
ROW = 9.5
"""Millimetres of a row of the block."""
SHARES = (0.26, 0.2, 0.32, 0.22)
"""Of the width of the block, for its columns but the last."""
LABEL, VALUE, SMALLEST = 5.2, 8.0, 5.6
"""Points of the names of fields, and of what stands in them: as large as fits."""
NOT_KNOWN = QT_TRANSLATE_NOOP(CONTEXT, "未確認")
_NAME = QT_TRANSLATE_NOOP(CONTEXT, "件名")
_SHEET = QT_TRANSLATE_NOOP(CONTEXT, "図面名")
_SCALE = QT_TRANSLATE_NOOP(CONTEXT, "縮尺")
_BAR = QT_TRANSLATE_NOOP(CONTEXT, "尺度（横）")
_SURVEYED = QT_TRANSLATE_NOOP(CONTEXT, "計測日")
_SYSTEM = QT_TRANSLATE_NOOP(CONTEXT, "座標系")
_HEIGHTS = QT_TRANSLATE_NOOP(CONTEXT, "標高の基準")
_SOURCE = QT_TRANSLATE_NOOP(CONTEXT, "出典")
_MADE = QT_TRANSLATE_NOOP(CONTEXT, "作成日")
_NUMBER = QT_TRANSLATE_NOOP(CONTEXT, "図番")
_ZONE = QT_TRANSLATE_NOOP(CONTEXT, "平面直角座標系 第 {zone} 系（{code}）")
_EVEN = QT_TRANSLATE_NOOP(CONTEXT, "1:{scale:,}（{paper}）")
_IN_PLACE = QT_TRANSLATE_NOOP(CONTEXT, "図示")
_TALL = QT_TRANSLATE_NOOP(CONTEXT, "横 1:{scale:,} 縦 1:{upright:,g}（縦 {times:g} 倍、{paper}）")


@dataclass(frozen=True)
class Title:
    """What the block of a drawing says; what is empty is 未確認.

    Attributes
    ----------
    name
        Of the work or the place.
    surveyed
        When the data were gathered.
    crs
        Code of the system.
    heights
        What heights are counted from.
    source
        Where the data come from.
    made
        ISO 8601 moment of the drawing.
    """

    name: str
    surveyed: str
    crs: str
    heights: str
    source: str
    made: str


@dataclass(frozen=True)
class Size:
    """Paper and scale.

    Attributes
    ----------
    paper
        One of :data:`PAPERS`.
    scale
        100 for 1:100; 0 for the largest that fits.
    exaggeration
        How many times heights are drawn larger than lengths.
    headroom
        Metres over the highest ground beyond which points are left away.
    """

    paper: str = "A4"
    scale: int = 0
    exaggeration: float = 1.0
    headroom: float = math.inf

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height within the frame above the block, millimetres."""
        width, height = PAPERS[self.paper]
        return BINDING, MARGIN, width - BINDING - MARGIN, height - 2 * MARGIN - 2 * ROW

    def words(self, say: Say) -> str:
        """Return the scale as it is written; a stretched one says so."""
        if self.exaggeration == 1:
            return say(_EVEN).format(scale=self.scale, paper=self.paper)
        upright = self.scale / self.exaggeration
        return say(_TALL).format(scale=self.scale, upright=upright, times=self.exaggeration, paper=self.paper)


def block(
    title: Title, size: Size, sheet: str, number: tuple[int, int], say: Say
) -> tuple[list[Stroke], list[Words]]:
    """Return the frame of a page with its block at the foot.

    Parameters
    ----------
    title, size
        What stands in it; without a scale the sheet tells it where it is used (図示).
    sheet
        What the page shows.
    number
        Of the page, and of how many.
    say
        The language.
    """
    left, top, width, height = size.box
    foot = top + height
    strokes = [_box(left, top, width, height + 2 * ROW, 0.5)]
    words: list[Words] = []
    code = title.crs.upper()
    zone = zone_of_epsg(code)
    system = say(_ZONE).format(zone=ROMAN[zone - 1], code=code) if zone else code
    scaled = size.words(say) if size.scale else say(_IN_PLACE)
    above = ((_NAME, title.name), (_SCALE, scaled), (_SYSTEM, system), (_SURVEYED, title.surveyed))
    below = ((_SHEET, sheet), (_BAR, None), (_SOURCE, title.source), (_HEIGHTS, title.heights))
    last = 24.0
    for row, line in enumerate((above, below)):
        x, y = left, foot + row * ROW
        for share, (name, text) in zip(SHARES, line, strict=True):
            wide = share * (width - last)
            strokes.append(_box(x, y, wide, ROW, 0.15))
            words.append(Words(say(name), x + 1.2, y + 2.0, LABEL, "L", QUIET, bare=True))
            if text is not None:
                words += _value(text, x + 1.2, y, wide - 2.4, say)
            elif size.scale:
                _bar(strokes, words, (x + 3.0, y + 6.6), wide - 12.0, size.scale)
            x += wide
    pages = f"{number[0]}/{number[1]}"
    for row, (name, text) in enumerate(((_MADE, title.made[:10]), (_NUMBER, pages))):
        y = foot + row * ROW
        strokes.append(_box(left + width - last, y, last, ROW, 0.15))
        words.append(Words(say(name), left + width - last + 1.2, y + 2.0, LABEL, "L", QUIET, bare=True))
        words += _value(text, left + width - last + 1.2, y, last - 2.4, say)
    strokes.append(_box(left, foot, width, 2 * ROW, 0.35))
    return strokes, words


def _value(text: str, x: float, y: float, wide: float, say: Say) -> list[Words]:
    colour = INK
    if not text:
        text, colour = say(NOT_KNOWN), WARN
    size = VALUE
    while size > SMALLEST and wide_of(text, size) > wide:
        size -= 0.2
    lines = _halved(text, wide, size)
    if len(lines) == 1:
        return [Words(lines[0], x, y + 6.4, size, "L", colour, bare=True)]
    return [
        Words(line, x, y + 4.6 + row * 2.9, size, "L", colour, bare=True) for row, line in enumerate(lines)
    ]


def _halved(text: str, wide: float, size: float) -> list[str]:
    """Return a text in at most two lines; what has no room even then ends with an ellipsis."""
    from gisapp.paper.lines import wrapped

    lines = wrapped(text, wide, lambda one: wide_of(one, size))
    if len(lines) <= 2:
        return lines
    return [lines[0], fitted(f"{lines[1]}{lines[2]}", wide, size)]


def fitted(text: str, wide: float, size: float) -> str:
    """Return a text that fits so many millimetres: what has no room gives way to an ellipsis."""
    if wide_of(text, size) <= wide:
        return text
    while text and wide_of(f"{text}…", size) > wide:
        text = text[:-1]
    return f"{text}…"


def _bar(
    strokes: list[Stroke], words: list[Words], place: tuple[float, float], room: float, scale: int
) -> None:
    """Draw a scale bar of four fields, black and white in turn."""
    x, y = place
    metres = nice_below(room * scale / 1000)
    step = metres * 1000 / scale / 4
    for field in range(4):
        fill = INK if field % 2 == 0 else "#ffffff"
        strokes.append(Stroke(rectangle(x + field * step, y, step, 1.3), fill, INK, 0.15))
    for share in (0, 0.5, 1):
        text = f"{metres * share:g}" + (" m" if share == 1 else "")
        words.append(Words(text, x + 4 * step * share, y - 1.6, 5.6, "C", INK, bare=True))


def nice_below(most: float) -> float:
    """Return the largest of 1, 2 or 5 times a power of ten that is no more than a number."""
    power = 10.0 ** math.floor(math.log10(most))
    return max(one * power for one in NICE if one * power <= most * (1 + 1e-9))


def nice_above(least: float) -> float:
    """Return the smallest of 1, 2 or 5 times a power of ten that is no less than a number."""
    power = 10.0 ** math.floor(math.log10(least))
    return min(one * power for one in (*NICE, 10) if one * power >= least * (1 - 1e-9))


def wide_of(text: str, size: float) -> float:
    """Return how many millimetres a text is wide, nearly: wide letters are as wide as high, others half."""
    ems = sum(1.0 if unicodedata.east_asian_width(one) in "WFA" else 0.56 for one in text)
    return ems * size * POINT


def rectangle(x: float, y: float, width: float, height: float) -> tuple[tuple[float, float], ...]:
    """Return the corners of a rectangle, the first twice."""
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))


def _box(x: float, y: float, width: float, height: float, line: float) -> Stroke:
    return Stroke(rectangle(x, y, width, height), line=INK, width=line)
