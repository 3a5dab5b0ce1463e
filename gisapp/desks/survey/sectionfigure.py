"""One section to scale: grid, points, ground, what went and came, slopes, and the band of heights below."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.crosssections import areas_of
from gisapp.desks.survey.scans import NOISE
from gisapp.desks.survey.slopes import slope_between
from gisapp.desks.survey.titleblock import ACCENT, HAIR, INK, QUIET, nice_above, rectangle, wide_of
from gisapp.paper.document import Inlay, Stroke, Words
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from gisapp.desks.survey.crosssections import Cut
    from gisapp.desks.survey.titleblock import Say, Size

EARLIER, LATER, CUT, FILL = "#c2571a", ACCENT, "#f6e27a", "#f3b3a6"
"""Lines of the first and the last flight; yellow went and red came, as on plans for earthwork."""
HEAD, BAND, FOOT = 9.0, 5.0, 3.0
"""Millimetres: over the grid, of a row of the band, and under it."""
SIDE, RIGHT = 22.0, 5.0
"""Millimetres left of the grid, for the heights, and right of it."""
ACROSS, UP = 11.0, 7.0
"""Millimetres between lines of the grid at least."""
DOTS = 12.0
"""Pixels of the points for each millimetre of paper: 305 dpi."""
DOT = ((5, 3_000), (3, 20_000), (2, math.inf))
"""Pixels of a point, and up to how many points."""
GENTLE = 0.15
"""Up to this slope on paper, words have room above a line."""
EXTREME = 0.0005
"""Share of the points at each end that may lie outside of the figure: birds, and echoes below the ground."""
_DISTANCE = QT_TRANSLATE_NOOP(CONTEXT, "距離")
_FROM_AXIS = QT_TRANSLATE_NOOP(CONTEXT, "中心から")
_HEIGHT = QT_TRANSLATE_NOOP(CONTEXT, "標高 (m)")
_GROUND = QT_TRANSLATE_NOOP(CONTEXT, "地盤高")
_BEFORE = QT_TRANSLATE_NOOP(CONTEXT, "前")
_AFTER = QT_TRANSLATE_NOOP(CONTEXT, "後")
_DIFFERENCE = QT_TRANSLATE_NOOP(CONTEXT, "差")
_AREAS = QT_TRANSLATE_NOOP(CONTEXT, "切土 {cut:.2f} m²　盛土 {fill:.2f} m²")
_PART = QT_TRANSLATE_NOOP(CONTEXT, "（比べられた長さ {compared:.1f} m / {length:.1f} m）")
_OUTSIDE = QT_TRANSLATE_NOOP(CONTEXT, "図の範囲外の点 {count:,}")
_LEVEL = QT_TRANSLATE_NOOP(CONTEXT, "水平")
_UPRIGHT = QT_TRANSLATE_NOOP(CONTEXT, "鉛直")


@dataclass(frozen=True)
class Range:
    """Heights that a figure shows, metres, and how far its lines are apart."""

    low: float
    high: float
    across: float
    up: float


def range_of(cut: Cut, size: Size) -> Range:
    """Return the heights that the figure of a section needs at a scale."""
    across = nice_above(ACROSS * size.scale / 1000)
    up = nice_above(UP * size.scale / size.exaggeration / 1000)
    ground = np.concatenate([trace.ground[:, 1] for trace in cut.traces])
    bulk = np.concatenate([_bulk(one.section.height, one.section.classification) for one in cut.traces])
    heights = np.concatenate([ground, bulk])
    heights = heights[np.isfinite(heights)]
    if not len(heights):
        return Range(0.0, up, across, up)
    highest = heights.max()
    if np.isfinite(ground).any():
        highest = min(highest, np.nanmax(ground) + size.headroom)
    low = math.floor(heights.min() / up - 0.15) * up
    high = math.ceil(highest / up + 0.15) * up
    return Range(low, high, across, up)


def _bulk(heights: NDArray[np.float64], classes: NDArray[np.uint8]) -> NDArray[np.float64]:
    kept = heights[~np.isin(classes, NOISE)]
    return np.quantile(kept, [EXTREME, 1 - EXTREME]) if len(kept) else kept


def extent(cut: Cut, size: Size) -> tuple[float, float]:
    """Return width and height of the figure of a section, millimetres."""
    shown = range_of(cut, size)
    wide = cut.length * 1000 / size.scale
    tall = (shown.high - shown.low) * 1000 * size.exaggeration / size.scale
    return SIDE + wide + RIGHT, HEAD + tall + _rows(cut) * BAND + FOOT


def _rows(cut: Cut) -> int:
    return 1 + len(cut.traces) + (len(cut.traces) > 1)


class Figure:
    """Strokes, words and pictures of a section at a place of a page.

    Parameters
    ----------
    cut, size
        What, and at what scale.
    place
        Left and top, millimetres.
    say
        The language.
    """

    def __init__(self, cut: Cut, size: Size, place: tuple[float, float], say: Say) -> None:
        self.cut, self.size, self.say = cut, size, say
        self.range = range_of(cut, size)
        self.across = 1000 / size.scale
        self.up = self.across * size.exaggeration
        self.left, self.top = place[0] + SIDE, place[1] + HEAD
        self.width = cut.length * self.across
        self.height = (self.range.high - self.range.low) * self.up
        self.bottom = self.top + self.height
        self.strokes: list[Stroke] = []
        self.words: list[Words] = []
        self.inlay: Inlay | None = None
        self._grid()
        self._earth()
        self.under = len(self.strokes)
        self._points()
        self._ground()
        self._slopes()
        self._band()
        self._title()

    def at(self, along: NDArray[np.float64], height: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return where places of the section lie on paper (m, 2)."""
        return np.column_stack(
            [self.left + along * self.across, self.bottom - (height - self.range.low) * self.up]
        )

    # ----------------------------------------------------------------------------------------- pieces

    def _marks(self) -> NDArray[np.float64]:
        """Return the distances that the grid marks, as they are called."""
        step, begin = self.range.across, self.cut.begin
        first = math.ceil(begin / step - 1e-9)
        last = math.floor((begin + self.cut.length) / step + 1e-9)
        return np.asarray(np.arange(first, last + 1) * step, np.float64)

    def _grid(self) -> None:
        ends = (self.left, self.left + self.width)
        for number, height in enumerate(self._levels()):
            y = self.bottom - (height - self.range.low) * self.up
            self.strokes.append(Stroke(((ends[0], y), (ends[1], y)), line=HAIR, width=0.12))
            digits = max(0, -math.floor(math.log10(self.range.up) + 1e-9))
            text = f"{height:.{digits}f}" if number else f"DL={height:.2f}"
            above = 0.0 if number else 1.4  # not into the band
            self.words.append(Words(text, ends[0] - 1.5, y - above, 6.4, "R", INK, bare=True))
        for mark in self._marks().tolist():
            x = self.left + (mark - self.cut.begin) * self.across
            middle = self.cut.begin < 0 and abs(mark) < 1e-9
            line = Stroke(
                ((x, self.top), (x, self.bottom)),
                line=QUIET if middle else HAIR,
                width=0.18 if middle else 0.12,
            )
            self.strokes.append(line)
        self.words.append(Words(self.say(_HEIGHT), ends[0] - 1.5, self.top - 2.6, 5.6, "R", QUIET, bare=True))
        if self.cut.begin < 0 < self.cut.begin + self.cut.length:
            x = self.left - self.cut.begin * self.across
            self.words.append(Words("CL", x, self.top - 1.6, 6.0, "C", QUIET, bare=True))

    def _levels(self) -> list[float]:
        low, high, up = self.range.low, self.range.high, self.range.up
        return (np.arange(round((high - low) / up) + 1) * up + low).tolist()

    def _earth(self) -> None:
        """Fill what went and what came between the first and the last flight."""
        if len(self.cut.traces) < 2:
            return
        before, after = self.cut.traces[0].ground, self.cut.traces[-1].ground
        for ring, gain in rings_between(before, after):
            corners = self.at(ring[:, 0], ring[:, 1])
            self.strokes.append(Stroke(_pairs(corners), FILL if gain else CUT))

    def _points(self) -> None:
        """Lay the points under the lines as a picture of the grid's size."""
        shape = max(round(self.height * DOTS), 1), max(round(self.width * DOTS), 1)
        found = np.zeros((*shape, 4), np.uint8)
        total = sum(len(trace.section) for trace in self.cut.traces)
        if not total:
            return
        outside = 0
        thick = next(size for size, most in DOT if total < most)
        for trace in self.cut.traces:
            x, y = (self.at(trace.section.along, trace.section.height) - (self.left, self.top)).T * DOTS
            inside = (y >= 0) & (y < shape[0])
            outside += int((~inside).sum())
            column, row = x[inside].astype(np.intp), y[inside].astype(np.intp)
            colour = np.column_stack([trace.section.colour[inside], np.full(len(row), 255, np.uint8)])
            for down in range(thick):
                for aside in range(thick):
                    found[
                        np.clip(row + down - thick // 2, 0, shape[0] - 1),
                        np.clip(column + aside - thick // 2, 0, shape[1] - 1),
                    ] = colour
        from PIL import Image

        made = io.BytesIO()
        Image.fromarray(found).save(made, "PNG")
        self.inlay = Inlay(made.getvalue(), self.left, self.top, self.width, self.height, self.under)
        if outside:
            text = self.say(_OUTSIDE).format(count=outside)
            self.words.append(Words(text, self.left + self.width, self.bottom - 2.0, 5.6, "R", QUIET))

    def _ground(self) -> None:
        for number, trace in enumerate(self.cut.traces):
            last = number == len(self.cut.traces) - 1
            corners = self.at(trace.ground[:, 0], trace.ground[:, 1])
            colour, width = (LATER, 0.45) if last else (EARLIER, 0.35)
            for begin, end in _runs(np.isfinite(trace.ground[:, 1])):
                if end > begin:
                    self.strokes.append(Stroke(_pairs(corners[begin : end + 1]), line=colour, width=width))
        self.strokes.append(
            Stroke(rectangle(self.left, self.top, self.width, self.height), line=INK, width=0.25)
        )

    def _slopes(self) -> None:
        """Tell how steep the last ground is between the marks."""
        marks = np.array(self.cut.marks)
        if len(marks) < 2:
            return
        heights = height_on(self.cut.traces[-1].ground, marks)
        places = self.at(marks, heights)
        for number in range(len(marks) - 1):
            if not np.isfinite(heights[number : number + 2]).all():
                continue
            one, two = places[number], places[number + 1]
            self.strokes.append(Stroke(_pairs(places[number : number + 2]), line=INK, width=0.3))
            text = slope_words(marks[number : number + 2], heights[number : number + 2], self.say)
            x, y = ((one + two) / 2).tolist()
            across, up = (two - one).tolist()
            if abs(up) < GENTLE * across:
                self.words.append(Words(text, x, y - 4.0, 6.6, "C", INK))
            else:  # beside the line, where the air is
                aside, align = (-2.5, "R") if up < 0 else (2.5, "L")
                self.words.append(Words(text, x + aside, y - 2.5, 6.6, align, INK))
        for place in places[np.isfinite(heights)]:
            x, y = place.tolist()
            self.strokes.append(Stroke(rectangle(x - 0.5, y - 0.5, 1.0, 1.0), "#ffffff", INK, 0.25))

    def _band(self) -> None:
        """Write distances and heights of the ground in rows under the grid."""
        marks = self._marks()
        along = marks - self.cut.begin
        grounds = [height_on(trace.ground, along) for trace in self.cut.traces]
        several = len(self.cut.traces) > 1
        distance = self.say(_FROM_AXIS if self.cut.begin < 0 else _DISTANCE)
        rows: list[tuple[str, str, list[str]]] = [
            (distance, INK, [f"{one + 0.0:g}" for one in marks.tolist()])
        ]
        for number, ground in enumerate(grounds):
            name = self.say(order_of(number)) if several else self.say(_GROUND)
            colour = LATER if number == len(grounds) - 1 else EARLIER
            rows.append((name, colour, [_figure(one) for one in ground]))
        if several:
            rows.append((self.say(_DIFFERENCE), INK, [_signed(one) for one in grounds[-1] - grounds[0]]))
        for number, (name, colour, texts) in enumerate(rows):
            y = self.bottom + number * BAND
            self.strokes.append(
                Stroke(rectangle(self.left - SIDE + 1, y, SIDE - 1, BAND), line=HAIR, width=0.12)
            )
            self.strokes.append(Stroke(rectangle(self.left, y, self.width, BAND), line=HAIR, width=0.12))
            self.words.append(Words(name, self.left - 1.5, y + BAND / 2, 6.4, "R", colour, bare=True))
            for at, text in zip(along.tolist(), texts, strict=True):
                x = self.left + at * self.across
                # What stands at an end keeps within the band.
                half = wide_of(text, 6.0) / 2 + 0.3
                x = min(max(x, self.left + half), self.left + self.width - half)
                self.words.append(Words(text, x, y + BAND / 2, 6.0, "C", INK, bare=True))

    def _title(self) -> None:
        y = self.top - 5.6
        self.words.append(Words(self.cut.name, self.left, y, 9.5, "L", INK, bare=True))
        areas = areas_of(self.cut)
        if areas is not None:
            text = self.say(_AREAS).format(cut=areas.cut, fill=areas.fill)
            if areas.compared < self.cut.length * 0.95:
                text += self.say(_PART).format(compared=areas.compared, length=self.cut.length)
            x = self.left + wide_of(self.cut.name, 9.5) + 5
            self.words.append(Words(text, x, y + 0.2, 7.0, "L", INK, bare=True))


def order_of(number: int) -> str:
    """Return what the first and the last flight are called in figures, whatever their names are."""
    return _AFTER if number else _BEFORE


def height_on(ground: NDArray[np.float64], along: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the height of a ground (m, 2) at distances; NaN where a place beside is unknown."""
    if len(ground) < 2:
        return np.full(len(along), float(ground[0, 1]) if len(ground) else np.nan)
    found: NDArray[np.float64] = np.interp(along, ground[:, 0], ground[:, 1])
    return found


def slope_words(along: NDArray[np.float64], heights: NDArray[np.float64], say: Say) -> str:
    """Return how steep a line is, as people say it: 「1:1.50（33.7°、66.7 %）」."""
    wide, rise = float(along[1] - along[0]), float(heights[1] - heights[0])
    slope = slope_between(wide, rise)
    degrees = abs(slope.degrees)
    if math.isinf(slope.ratio) or slope.ratio >= 1000:
        return say(_LEVEL)
    if not wide:
        return say(_UPRIGHT)
    return f"1:{slope.ratio:.2f}（{degrees:.1f}°、{abs(slope.percent):.1f} %）"


def rings_between(
    before: NDArray[np.float64], after: NDArray[np.float64]
) -> Iterator[tuple[NDArray[np.float64], bool]]:
    """Yield the rings between two lines of ground with the same steps, and whether the later lies above."""
    gap = after[:, 1] - before[:, 1]
    for first, last in _runs(np.isfinite(gap)):
        part = slice(first, last + 1)
        along, one, two = after[part, 0], before[part, 1], after[part, 1]
        apart = two - one
        crossing = np.flatnonzero(apart[:-1] * apart[1:] < 0)
        share = apart[crossing] / (apart[crossing] - apart[crossing + 1])
        met = along[crossing] + share * (along[crossing + 1] - along[crossing])
        level = one[crossing] + share * (one[crossing + 1] - one[crossing])
        at = np.insert(along, crossing + 1, met)
        low, high = np.insert(one, crossing + 1, level), np.insert(two, crossing + 1, level)
        for begin, end in _runs(np.abs(high - low) > 1e-9):
            # From where they meet to where they meet again.
            wide = slice(max(begin - 1, 0), min(end + 2, len(at)))
            ring = np.concatenate(
                [np.column_stack([at[wide], high[wide]]), np.column_stack([at[wide], low[wide]])[::-1]]
            )
            yield ring, bool((high - low)[begin] > 0)


def _runs(there: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return first and last of the places of each run of true ones."""
    edges = np.diff(np.concatenate([[0], there.astype(np.int8), [0]]))
    firsts, lasts = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) - 1
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def _pairs(corners: NDArray[np.float64]) -> tuple[tuple[float, float], ...]:
    return tuple((x, y) for x, y in np.round(corners, 4).tolist())


def _figure(value: float) -> str:
    return "—" if math.isnan(value) else f"{value:.2f}"


def _signed(value: float) -> str:
    if math.isnan(value):
        return "—"
    return f"{value:+.2f}" if abs(value) >= 0.005 else "0.00"
