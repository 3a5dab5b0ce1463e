"""Drawings of sections at true scale: one on a sheet, or a series along an axis with its index."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.crosssections import OF_CLASSES, earthwork
from gisapp.desks.survey.planmap import SCALES, Map
from gisapp.desks.survey.sectionfigure import CUT, EARLIER, FILL, LATER, Figure, extent, order_of
from gisapp.desks.survey.sheettable import LINE, TITLES, row, table
from gisapp.desks.survey.titleblock import (
    ACCENT,
    INK,
    PAPERS,
    QUIET,
    Size,
    block,
    rectangle,
    wide_of,
)
from gisapp.paper.document import Drawing, Stroke, Words
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.survey.crosssections import Cut, Slice, Trace
    from gisapp.desks.survey.titleblock import Say, Title

HEAD, GAP = 8.0, 5.0
"""Millimetres of the line over all figures, and between them."""
_SECTION = QT_TRANSLATE_NOOP(CONTEXT, "断面図")
_CROSS = QT_TRANSLATE_NOOP(CONTEXT, "横断図")
_INDEX = QT_TRANSLATE_NOOP(CONTEXT, "横断図 位置図・一覧表")
_EARTHWORK = QT_TRANSLATE_NOOP(CONTEXT, "横断図 位置図・土量計算書（平均断面法）")
_TOO_SMALL = QT_TRANSLATE_NOOP(
    CONTEXT,
    "縮尺 1:{scale:,} では {paper} に入りません（断面は {width:.0f} × {height:.0f} mm、"
    "紙の枠は {wide:.0f} × {tall:.0f} mm）。",
)
_SMALLER = QT_TRANSLATE_NOOP(CONTEXT, "縮尺を 1:{fits:,} にするか、大きい紙を選んでください。")
_TOO_LONG = QT_TRANSLATE_NOOP(CONTEXT, "断面が長すぎて、紙に入りません。")
_SHORTER = QT_TRANSLATE_NOOP(CONTEXT, "短い線に分けてください。")
_CUT = QT_TRANSLATE_NOOP(CONTEXT, "切土")
_FILL = QT_TRANSLATE_NOOP(CONTEXT, "盛土")
_GROUND = QT_TRANSLATE_NOOP(CONTEXT, "地盤線")
_NAMED = QT_TRANSLATE_NOOP(CONTEXT, "{order}: {name} の地盤線（{based}）")
_COLUMNS = (
    QT_TRANSLATE_NOOP(CONTEXT, "測点"),
    QT_TRANSLATE_NOOP(CONTEXT, "追加距離 (m)"),
    QT_TRANSLATE_NOOP(CONTEXT, "図番"),
    QT_TRANSLATE_NOOP(CONTEXT, "距離 (m)"),
    QT_TRANSLATE_NOOP(CONTEXT, "切土 (m²)"),
    QT_TRANSLATE_NOOP(CONTEXT, "切土量 (m³)"),
    QT_TRANSLATE_NOOP(CONTEXT, "盛土 (m²)"),
    QT_TRANSLATE_NOOP(CONTEXT, "盛土量 (m³)"),
)
_SUM = QT_TRANSLATE_NOOP(CONTEXT, "計")
_NET = QT_TRANSLATE_NOOP(CONTEXT, "差し引き（盛土 − 切土）{net:+,.1f} m³")
_NOTE = QT_TRANSLATE_NOOP(CONTEXT, "土量は、隣り合う断面の面積の平均に、軸に沿った距離を掛けたものです。")


_BAND = QT_TRANSLATE_NOOP(CONTEXT, "高さの差が {band:g} m（検出限界）以下の所は数えていません。")


@dataclass(frozen=True)
class Key:
    """A line of the legend of points: what they are, and their colour ``#rrggbb``."""

    label: str
    colour: str


def drawing_of(cut: Cut, title: Title, size: Size, say: Say = str, keys: Sequence[Key] = ()) -> Drawing:
    """Return a section as a sheet; see :func:`drawings_of`."""
    return drawings_of([cut], title, size, say, keys)[0]


def drawings_of(
    cuts: Sequence[Cut], title: Title, size: Size, say: Say = str, keys: Sequence[Key] = ()
) -> tuple[Drawing, ...]:
    """Return sections as sheets, all at one scale; several come with an index before them.

    Parameters
    ----------
    cuts
        At least one.
    title, size
        What the block says, paper and scale.
    say
        Returns sentences in the language of the reader.
    keys
        What the colours of the points mean.

    Raises
    ------
    layers.errors.AnalysisFailed
        When they do not fit the paper at the scale.
    """
    size = scaled(cuts, size)
    pages = _packed(cuts, size)
    index = _index_pages(cuts, size) if len(cuts) > 1 else 0
    count = index + len(pages)
    found: list[Drawing] = []
    if index:
        numbers = {id(cut): index + 1 + number for number, page in enumerate(pages) for cut, _ in page}
        found += _indices(cuts, title, size, say, (index, count), numbers)
    for number, page in enumerate(pages, index + 1):
        sheet = page[0][0].name if len(cuts) == 1 and page[0][0].name else say(_CROSS if index else _SECTION)
        strokes, words = block(title, size, sheet, (number, count), say)
        inlays = []
        for cut, place in page:
            figure = Figure(cut, size, place, say)
            if figure.inlay is not None:
                inlays.append(replace(figure.inlay, above=len(strokes) + figure.under))
            strokes += figure.strokes
            words += figure.words
        _legend(strokes, words, page[0][0].traces, keys, size, say)
        caption = f"{title.name} {sheet}".strip()
        width, height = PAPERS[size.paper]
        found.append(Drawing(caption, width, height, tuple(strokes), tuple(words), tuple(inlays)))
    return tuple(found)


def scaled(cuts: Sequence[Cut], size: Size) -> Size:
    """Return paper with a scale that all sections fit at: the one that was asked for, else the largest.

    Raises
    ------
    layers.errors.AnalysisFailed
        When they do not fit.
    """
    _, _, wide, tall = size.box
    tall -= HEAD
    for scale in (size.scale,) if size.scale else SCALES:
        fits = replace(size, scale=scale)
        extents = np.array([extent(one, fits) for one in cuts]).max(axis=0)
        if extents[0] <= wide and extents[1] <= tall:
            return fits
    if not size.scale:
        raise AnalysisFailed(_TOO_LONG, _SHORTER)
    values = {
        "scale": size.scale,
        "paper": size.paper,
        "width": extents[0],
        "height": extents[1],
        "wide": wide,
        "tall": tall,
        "fits": scaled(cuts, replace(size, scale=0)).scale,
    }
    raise AnalysisFailed(_TOO_SMALL, _SMALLER, values=values)


def _packed(cuts: Sequence[Cut], size: Size) -> list[list[tuple[Cut, tuple[float, float]]]]:
    """Return the sections of each page with their places: in columns, from the top down."""
    left, top, wide, tall = size.box
    tall -= HEAD
    extents = np.array([extent(one, size) for one in cuts])
    widest = float(extents[:, 0].max())
    columns = max(int((wide + GAP) // (widest + GAP)), 1)
    if len(cuts) == 1:
        place = (left + (wide - widest) / 2, top + HEAD + (tall - float(extents[0, 1])) / 2)
        return [[(cuts[0], place)]]
    stride = (wide - columns * widest) / columns + widest
    pages: list[list[tuple[Cut, tuple[float, float]]]] = [[]]
    column, y = 0, 0.0
    for cut, (_, high) in zip(cuts, extents.tolist(), strict=True):
        if y and y + high > tall:
            column, y = column + 1, 0.0
        if column == columns:
            pages.append([])
            column = 0
        x = left + column * stride + (stride - widest) / 2
        pages[-1].append((cut, (x, top + HEAD + y)))
        y += high + GAP
    return pages


def _legend(
    strokes: list[Stroke],
    words: list[Words],
    traces: Sequence[Trace],
    keys: Sequence[Key],
    size: Size,
    say: Say,
) -> None:
    """Say at the top what lines and colours mean, from the left on; what has no room is left away."""
    left, top, wide, _ = size.box
    x, y = left + 4.0, top + 4.6
    several = len(traces) > 1
    for number, trace in enumerate(traces):
        classes = "・".join(map(str, trace.classes))
        based = say(trace.based).format(classes=classes) if trace.based == OF_CLASSES else say(trace.based)
        text = (
            say(_NAMED).format(order=say(order_of(number)), name=trace.name, based=based)
            if several
            else f"{say(_GROUND)}（{based}）"
        )
        colour = LATER if number == len(traces) - 1 else EARLIER
        strokes.append(Stroke(((x, y), (x + 6, y)), line=colour, width=0.5))
        words.append(Words(text, x + 7.2, y, 6.4, "L", INK, bare=True))
        x += 7.2 + wide_of(text, 6.4) + 5
    fields = [Key(say(_CUT), CUT), Key(say(_FILL), FILL)] if several else []
    for key in (*fields, *keys):
        room = 4.2 + wide_of(key.label, 6.4) + 4
        if x + room > left + wide - 2:
            break
        strokes.append(Stroke(rectangle(x, y - 1.2, 3.0, 2.4), key.colour, QUIET, 0.1))
        words.append(Words(key.label, x + 4.2, y, 6.4, "L", INK, bare=True))
        x += room


# ---------------------------------------------------------------------------------------------- index


PLAN = 0.42
"""Share of an index page that the map of the axis takes."""


def _table_lines(size: Size) -> int:
    return int((size.box[3] - HEAD - TITLES - 4 * LINE) // LINE)


def _index_pages(cuts: Sequence[Cut], size: Size) -> int:
    return math.ceil(len(cuts) / _table_lines(size))


def _indices(
    cuts: Sequence[Cut],
    title: Title,
    size: Size,
    say: Say,
    counts: tuple[int, int],
    numbers: dict[int, int],
) -> list[Drawing]:
    """Return the pages of the index: a map of the axis, and the table with areas and volumes."""
    several = len(cuts[0].traces) > 1
    rows = earthwork(cuts)
    left, top, wide, tall = size.box
    found = []
    each = _table_lines(size)
    for page in range(counts[0]):
        part = slice(page * each, (page + 1) * each)
        sheet = say(_EARTHWORK if several else _INDEX)
        # The map is at a scale of its own, which stands beside it.
        strokes, words = block(title, replace(size, scale=0), sheet, (page + 1, counts[1]), say)
        drawn = _plan(cuts, (left + 4, top + 4, wide * PLAN - 8, tall - 8))
        strokes += drawn.strokes
        words += drawn.words
        x, width = left + wide * PLAN + 2, wide * (1 - PLAN) - 6
        lines = [
            _cells(slice_, numbers[id(cut)], several=several)
            for slice_, cut in zip(rows[part], cuts[part], strict=True)
        ]
        names = [say(name) for name in _COLUMNS[: len(lines[0])]]
        y = table(strokes, words, (x, top + 6, width), names, lines)
        if page == counts[0] - 1 and several:
            cut, fill = sum(one.cut for one in rows), sum(one.fill for one in rows)
            line = [say(_SUM), "", "", f"{rows[-1].along:.2f}", "", f"{cut:,.1f}", "", f"{fill:,.1f}"]
            row(strokes, words, (x, y, width), line, ACCENT)
            net = say(_NET).format(net=fill - cut)
            words.append(Words(net, x + width, y + LINE + 3.4, 8.0, "R", ACCENT, bare=True))
            words.append(Words(say(_NOTE), x, y + LINE + 8.0, 5.6, "L", QUIET, bare=True))
            if cuts[0].band:
                text = say(_BAND).format(band=cuts[0].band)
                words.append(Words(text, x, y + LINE + 11.0, 5.6, "L", QUIET, bare=True))
        paper = PAPERS[size.paper]
        found.append(Drawing(f"{title.name} {sheet}".strip(), *paper, tuple(strokes), tuple(words)))
    return found


def _cells(one: Slice, number: int, *, several: bool) -> list[str]:
    cells = [one.name, f"{one.along:.2f}", str(number), f"{one.distance:.2f}" if one.distance else "—"]
    if several:
        cells += [f"{one.areas.cut:.2f}", f"{one.cut:,.1f}", f"{one.areas.fill:.2f}", f"{one.fill:,.1f}"]
    return cells


def _plan(cuts: Sequence[Cut], box: tuple[float, float, float, float]) -> Map:
    """Return a map of the axis and its sections as they lie."""
    middles = np.array([_middle(one) for one in cuts])
    corners = np.concatenate([*(one.line for one in cuts), middles])
    drawn = Map((*corners.min(axis=0).tolist(), *corners.max(axis=0).tolist()), box, 14.0)
    drawn.line(middles, INK, 0.4)
    before: NDArray[np.float64] | None = None
    for cut in cuts:
        drawn.line(cut.line, ACCENT, 0.25)
        ends = drawn.at(cut.line)
        apart = math.inf if before is None else float(np.hypot(*(ends[-1] - before)))
        if apart > wide_of(cut.name, 6.0) + 1.0:
            out = ends[-1] - ends[0]
            x, y = (ends[-1] + out / max(float(np.hypot(*out)), 1e-9) * 6.0).tolist()
            drawn.words.append(Words(cut.name, x, y, 6.0, "C", ACCENT))
            before = ends[-1]
    drawn.frame()
    return drawn


def _middle(cut: Cut) -> NDArray[np.float64]:
    """Return where a section meets its axis."""
    ahead = (cut.line[-1] - cut.line[0]) / cut.length
    return cut.line[0] - ahead * cut.begin
