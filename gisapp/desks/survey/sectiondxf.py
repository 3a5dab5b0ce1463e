"""Sections as DXF for CAD: a unit is a metre, both ways; layers by what is on them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.survey.crosssections import areas_of
from gisapp.desks.survey.sectiondrawing import scaled
from gisapp.desks.survey.sectionfigure import height_on, range_of, slope_words
from gisapp.export.dxf import STYLE, drawing_bytes, new_drawing
from layers.cloudlook import CLASSES
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.desks.survey.crosssections import Cut
    from gisapp.desks.survey.sectionfiles import Sections
    from gisapp.desks.survey.titleblock import Say, Size

MOST_POINTS = 200_000
"""Points in a file: more make CAD programs slow, and are left out evenly."""
LETTERS = 0.0025
"""Metres of the height of letters on paper."""
_FRAME = QT_TRANSLATE_NOOP(CONTEXT, "図枠・目盛")
_GRID = QT_TRANSLATE_NOOP(CONTEXT, "方眼")
_WORDS = QT_TRANSLATE_NOOP(CONTEXT, "文字")
_GROUND = QT_TRANSLATE_NOOP(CONTEXT, "地盤線_{name}")
_POINTS = QT_TRANSLATE_NOOP(CONTEXT, "点群_{name}")
_SLOPE = QT_TRANSLATE_NOOP(CONTEXT, "勾配")
_AXIS = QT_TRANSLATE_NOOP(CONTEXT, "中心線")
_AREAS = QT_TRANSLATE_NOOP(CONTEXT, "切土 {cut:.2f} m2 盛土 {fill:.2f} m2")
_THINNED = QT_TRANSLATE_NOOP(CONTEXT, "点は {total:,} 点のうち {shown:,} 点を描いています。")
_NOTE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{name}　座標系 {crs}　標高の基準 {heights}　計測日 {surveyed}　出典 {source}　単位 m（縦横とも実寸）",
)
_UNKNOWN = QT_TRANSLATE_NOOP(CONTEXT, "未確認")
COLOURS = {_FRAME: 7, _GRID: 9, _WORDS: 7, _SLOPE: 6, _AXIS: 1}
GROUNDS = (30, 5)
"""Colours (numbers of AutoCAD) of the first and the last ground."""


def dxf(sections: Sections, say: Say = str) -> bytes:
    """Return sections as a drawing (R2010, UTF-8) in model space.

    A section of its own has its distances as x and its heights as y. Those of a series stand in columns,
    each moved as a whole; the height of the line below it is written beside it as DL.
    """
    cuts = sections.cuts
    size = replace(scaled(cuts, sections.size), exaggeration=1.0, headroom=math.inf)
    drawing = new_drawing()
    for name, colour in COLOURS.items():
        drawing.layers.add(_layer(say(name)), color=colour)
    pen = _Pen(drawing, say, LETTERS * size.scale)
    total = sum(len(trace.section) for cut in cuts for trace in cut.traces)
    share = min(1.0, MOST_POINTS / max(total, 1))
    places = _places(cuts, size, pen.letters)
    for cut, place in zip(cuts, places, strict=True):
        pen.section(cut, size, place, share)
    title = sections.title
    known = {
        name: getattr(title, name) or say(_UNKNOWN)
        for name in ("name", "crs", "heights", "surveyed", "source")
    }
    (x, y) = places[0]
    top = range_of(cuts[0], size).high + y
    pen.text(say(_NOTE).format(**known), (cuts[0].begin + x, top + 4 * pen.letters))
    if share < 1:
        words = say(_THINNED).format(total=total, shown=round(total * share))
        pen.text(words, (cuts[0].begin + x, top + 6 * pen.letters))
    return drawing_bytes(drawing)


def _places(cuts: tuple[Cut, ...], size: Size, letters: float) -> list[tuple[float, float]]:
    """Return how far each section is moved, metres: a single one not at all."""
    if len(cuts) == 1:
        return [(0.0, 0.0)]
    ranges = [range_of(one, size) for one in cuts]
    tall = max(one.high - one.low for one in ranges) + 14 * letters
    wide = max(one.length for one in cuts) + 24 * letters
    rows = math.ceil(math.sqrt(len(cuts) * wide / tall))
    return [
        (number // rows * wide, -(number % rows) * tall - shown.low) for number, shown in enumerate(ranges)
    ]


class _Pen:
    """Draws into model space."""

    def __init__(self, drawing: Any, say: Say, letters: float) -> None:
        self.drawing, self.say, self.letters = drawing, say, letters
        self.space = drawing.modelspace()

    def section(self, cut: Cut, size: Size, away: tuple[float, float], share: float) -> None:
        """Draw a section, moved by so many metres."""
        x, y = away
        shown = range_of(cut, size)
        begin, end = cut.begin + x, cut.begin + cut.length + x
        low, high = shown.low + y, shown.high + y
        frame, grid = _layer(self.say(_FRAME)), _layer(self.say(_GRID))
        self.space.add_lwpolyline(
            [(begin, low), (end, low), (end, high), (begin, high)], close=True, dxfattribs={"layer": frame}
        )
        letters = self.letters
        for number, level in enumerate(np.arange(shown.low, shown.high + shown.up / 2, shown.up).tolist()):
            if number:
                self._line((begin, level + y), (end, level + y), grid)
            text = f"{level:g}" if number else f"DL={level:.2f}"
            self.text(text, (begin - letters, level + y), "MIDDLE_RIGHT")
        first = math.ceil(cut.begin / shown.across - 1e-9)
        last = math.floor((cut.begin + cut.length) / shown.across + 1e-9)
        for mark in range(first, last + 1):
            at = mark * shown.across
            layer = _layer(self.say(_AXIS)) if not mark and cut.begin < 0 else grid
            self._line((at + x, low), (at + x, high), layer)
            self.text(f"{at:g}", (at + x, low - letters), "TOP_CENTER")
        name = cut.name
        areas = areas_of(cut)
        if areas is not None:
            name = f"{name}　{self.say(_AREAS).format(cut=areas.cut, fill=areas.fill)}"
        self.text(name, (begin, high + letters), "BOTTOM_LEFT", 1.4)
        for number, trace in enumerate(cut.traces):
            self._points(cut, trace.section, away, share)
            layer = self._layer_of(_GROUND, trace.name, GROUNDS[number == len(cut.traces) - 1])
            self._ground(np.add(trace.ground, (cut.begin + x, y)), layer)
        self._slopes(cut, away)

    def _ground(self, ground: Any, layer: str) -> None:
        known = np.isfinite(ground[:, 1])
        for piece in np.split(ground, np.flatnonzero(np.diff(known.astype(np.int8))) + 1):
            if len(piece) > 1 and np.isfinite(piece[0, 1]):
                self.space.add_lwpolyline(np.round(piece, 4).tolist(), dxfattribs={"layer": layer})

    def _points(self, cut: Cut, section: Any, away: tuple[float, float], share: float) -> None:
        keep = np.arange(len(section))
        if share < 1:
            keep = np.unique((np.arange(int(len(section) * share)) / share).astype(np.int64))
        layers = {
            code: self._layer_of(_POINTS, self.say(CLASSES.get(code, str(code))), 8)
            for code in np.unique(section.classification[keep]).tolist()
        }
        from ezdxf.colors import rgb2int

        along = section.along[keep] + cut.begin + away[0]
        rows = zip(
            along.round(3).tolist(),
            (section.height[keep] + away[1]).round(3).tolist(),
            section.classification[keep].tolist(),
            section.colour[keep].tolist(),
            strict=True,
        )
        for x, y, code, colour in rows:
            self.space.add_point((x, y), dxfattribs={"layer": layers[code], "true_color": rgb2int(colour)})

    def _slopes(self, cut: Cut, away: tuple[float, float]) -> None:
        marks = np.array(cut.marks)
        if len(marks) < 2:
            return
        heights = height_on(cut.traces[-1].ground, marks)
        layer = _layer(self.say(_SLOPE))
        for number in range(len(marks) - 1):
            part = slice(number, number + 2)
            if not np.isfinite(heights[part]).all():
                continue
            ends = np.column_stack([marks[part] + cut.begin + away[0], heights[part] + away[1]])
            self._line(tuple(ends[0].tolist()), tuple(ends[1].tolist()), layer)
            middle = ends.mean(axis=0)
            words = slope_words(marks[part], heights[part], self.say)
            place = float(middle[0]), float(middle[1]) + 2 * self.letters
            self.text(words, place, "BOTTOM_CENTER", layer=layer)

    def _line(self, one: tuple[float, ...], two: tuple[float, ...], layer: str) -> None:
        self.space.add_line(one, two, dxfattribs={"layer": layer})

    def _layer_of(self, template: str, name: str, colour: int) -> str:
        layer = _layer(self.say(template).format(name=name))
        if layer not in self.drawing.layers:
            self.drawing.layers.add(layer, color=colour)
        return layer

    def text(
        self, text: str, place: tuple[float, float], align: str = "LEFT", times: float = 1.0, layer: str = ""
    ) -> None:
        """Write a line."""
        from ezdxf.enums import TextEntityAlignment

        made = self.space.add_text(
            text,
            height=self.letters * times,
            dxfattribs={"layer": layer or _layer(self.say(_WORDS)), "style": STYLE},
        )
        made.set_placement(place, align=TextEntityAlignment[align])


def _layer(name: str) -> str:
    """Return a name that layers may bear."""
    return "".join("_" if one in '<>/\\":;?*|=`,' or ord(one) < 32 else one for one in name)[:120]
