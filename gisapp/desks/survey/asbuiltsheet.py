"""The table of verdicts (出来形合否判定総括表, 様式-31-2) with maps of deviations, as sheets and as XLSX."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.survey.asbuilt import LEAST_DENSITY, MOST_REJECTED
from gisapp.desks.survey.asbuiltparts import KINDS, OUTCOMES, WAYS, Evaluation, Outcome
from gisapp.desks.survey.planmap import Map
from gisapp.desks.survey.sheettable import table
from gisapp.desks.survey.titleblock import ACCENT, INK, PAPERS, QUIET, WARN, Size, block, rectangle
from gisapp.paper.document import Drawing, Stroke, Words
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.survey.titleblock import Say, Title

DANGER = "#b02020"
COLOURS = {Outcome.PASSED: ACCENT, Outcome.FAIL: DANGER, Outcome.CONFIRM: WARN}
EDGES = (-1.0, -0.8, -0.5, -0.2, 0.2, 0.5, 0.8, 1.0)
"""Shares of the limit at which the colours of the map change."""
STEPS = (
    *("#6a1b9a", "#1f4fbf", "#3f9be0", "#8fd3c8", "#7cc576"),
    *("#d8d84a", "#f2a33c", "#e2602a", "#b01e1e"),
)
"""From below the limit by green, where built is as designed, to over it."""
PALETTE = np.array([[int(one[k : k + 2], 16) for k in (1, 3, 5)] for one in STEPS], np.uint8)
"""(9, 3) the same as numbers."""
DOT = 0.9
"""Millimetres of a point at most."""
DETAIL = 12.0
"""Pixels of the map for each millimetre."""
TABLE = 0.42
"""Share of a page that the table takes."""
_TITLE = QT_TRANSLATE_NOOP(CONTEXT, "出来形合否判定総括表")
_PART = QT_TRANSLATE_NOOP(CONTEXT, "出来形合否判定 {part}（{kind}）")
_LIKE = QT_TRANSLATE_NOOP(CONTEXT, "様式-31-2 に準じる")
_ITEM = QT_TRANSLATE_NOOP(CONTEXT, "測定項目")
_VALUE = QT_TRANSLATE_NOOP(CONTEXT, "値")
_LIMIT = QT_TRANSLATE_NOOP(CONTEXT, "規格値")
_VERDICT = QT_TRANSLATE_NOOP(CONTEXT, "判定")
_MEAN = QT_TRANSLATE_NOOP(CONTEXT, "平均値")
_LARGEST = QT_TRANSLATE_NOOP(CONTEXT, "最大値（差）")
_SMALLEST = QT_TRANSLATE_NOOP(CONTEXT, "最小値（差）")
_COUNT = QT_TRANSLATE_NOOP(CONTEXT, "データ数")
_DENSITY = QT_TRANSLATE_NOOP(CONTEXT, "点密度")
_AREA = QT_TRANSLATE_NOOP(CONTEXT, "評価面積")
_REJECTED = QT_TRANSLATE_NOOP(CONTEXT, "棄却点数")
_HALF = QT_TRANSLATE_NOOP(CONTEXT, "規格値の ±50 % 以内")
_MOST = QT_TRANSLATE_NOOP(CONTEXT, "規格値の ±80 % 以内")
_POINTS = QT_TRANSLATE_NOOP(CONTEXT, "{count:,} 点")
_ENOUGH = QT_TRANSLATE_NOOP(CONTEXT, "{count:,} 点以上")
_LEAST = QT_TRANSLATE_NOOP(CONTEXT, "{least:g} 点/m² 以上")
_FEW = QT_TRANSLATE_NOOP(CONTEXT, "{share:g} % 以下（{count:,} 点以下）")
_UNSURE = QT_TRANSLATE_NOOP(CONTEXT, "{limit}（未確認）")
_GOOD = QT_TRANSLATE_NOOP(CONTEXT, "適")
_BAD = QT_TRANSLATE_NOOP(CONTEXT, "否")
_NAME = QT_TRANSLATE_NOOP(CONTEXT, "部位")
_KIND = QT_TRANSLATE_NOOP(CONTEXT, "種別")
_WAY = QT_TRANSLATE_NOOP(CONTEXT, "較差: {way}（実測 − 設計、＋は設計より上・外）。統計は棄却点を除く。")
_EDGE = QT_TRANSLATE_NOOP(
    CONTEXT, "縁から {edge:g} cm 以内の {count:,} 点は評価していない（要領の ±5 cm、未確認）。"
)
_OFF = QT_TRANSLATE_NOOP(CONTEXT, "設計面のない所の {count:,} 点は評価していない。")
_EMPTY = QT_TRANSLATE_NOOP(CONTEXT, "1 m 格子 {cells:,} 個のうち、点のない格子 {empty:,} 個。")
_SOURCE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "規格値の指定がないものは「３次元計測技術を用いた出来形管理要領（案）」（令和8年3月版）の引用による。"
    "「未確認」の値は原典で確かめられていないため、これだけで合格・不合格としない。",
)
_DESIGN = QT_TRANSLATE_NOOP(CONTEXT, "設計面: {design}")
_MAP = QT_TRANSLATE_NOOP(CONTEXT, "分布図（規格値 ±{limit:.0f} mm に対する割合）")


def asbuilt_drawings(
    found: Sequence[Evaluation], title: Title, design: str, edge: float, say: Say = str
) -> tuple[Drawing, ...]:
    """Return the sheets: all parts in one table where there are several, and each with its map.

    Parameters
    ----------
    found
        What was found, at least one.
    title
        What the block says.
    design
        Name of the design surface and its file.
    edge
        Metres from the edges within which points were not looked at.
    say
        The language.
    """
    first = len(found) > 1
    count = len(found) + first
    pages = [_summary(found, title, (1, count), say)] if first else []
    for number, one in enumerate(found, 1 + first):
        pages.append(_page(one, title, design, edge, (number, count), say))
    return tuple(pages)


def _summary(found: Sequence[Evaluation], title: Title, number: tuple[int, int], say: Say) -> Drawing:
    size = Size("A4")
    left, top, wide, _ = size.box
    strokes, words = block(title, size, say(_TITLE), number, say)
    words.append(Words(say(_TITLE), left + wide / 2, top + 9, 14, "C", INK, bare=True))
    words.append(Words(say(_LIKE), left + wide - 4, top + 9, 6, "R", QUIET, bare=True))
    heads = (_NAME, _KIND, _MEAN, _LARGEST, _SMALLEST, _COUNT, _DENSITY, _AREA, _REJECTED, _VERDICT)
    lines = [
        [
            one.part.name,
            say(KINDS[one.part.kind]),
            *(_metres(value) for value in (one.verdict.mean, one.verdict.largest, one.verdict.smallest)),
            say(_POINTS).format(count=one.verdict.count),
            f"{one.verdict.density:.2f}",
            f"{one.area:,.1f} m²",
            f"{one.verdict.rejected:,}（{_percent(one)}）",
            say(OUTCOMES[one.outcome]),
        ]
        for one in found
    ]
    shares = (0.16, 0.07, 0.09, 0.1, 0.1, 0.12, 0.07, 0.1, 0.12, 0.07)
    inks = [COLOURS[one.outcome] for one in found]
    y = top + 18
    end = table(strokes, words, (left + 4, y, wide - 8), [say(one) for one in heads], lines, shares, inks)
    _notes(words, [say(_SOURCE)], (left + 5, end + 6, wide - 10))
    return Drawing(say(_TITLE), *PAPERS["A4"], tuple(strokes), tuple(words))


def _percent(one: Evaluation) -> str:
    return f"{one.verdict.rejected / one.verdict.count:.2%}" if one.verdict.count else "—"


def _metres(value: float) -> str:
    return "—" if math.isnan(value) else f"{value:+.3f} m"


def rows_of(one: Evaluation, say: Say = str) -> list[tuple[str, str, str, str]]:
    """Return the lines of the table of a part: item, value, limit, verdict."""
    limits, verdict = one.part.limits, one.verdict

    def limit(value: float, *, sure: bool) -> str:
        text = f"±{value:.3f} m"
        return text if sure else say(_UNSURE).format(limit=text)

    def judged(good: bool, *, sure: bool = True) -> str:
        mark = say(_GOOD if good else _BAD)
        return mark if sure else f"（{mark}）"

    single = limit(limits.single, sure=limits.single_sure)
    allowed = math.floor(MOST_REJECTED * verdict.count + 1e-9)
    shares = (verdict.within_half, verdict.within_most)
    inside = verdict.count - verdict.rejected
    spread = [
        "—" if math.isnan(share) else f"{say(_POINTS).format(count=round(share * inside))}（{share:.1%}）"
        for share in shares
    ]
    sure = limits.single_sure
    return [
        (
            say(_MEAN),
            _metres(verdict.mean),
            limit(limits.mean, sure=limits.mean_sure),
            judged(one.mean_fits, sure=limits.mean_sure),
        ),
        (say(_LARGEST), _metres(verdict.largest), single, judged(inside > 0, sure=sure)),
        (say(_SMALLEST), _metres(verdict.smallest), single, judged(inside > 0, sure=sure)),
        (
            say(_COUNT),
            say(_POINTS).format(count=verdict.count),
            say(_ENOUGH).format(count=math.ceil(LEAST_DENSITY * one.area - 1e-9)),
            judged(verdict.density >= LEAST_DENSITY),
        ),
        (
            say(_DENSITY),
            f"{verdict.density:.2f} /m²",
            say(_LEAST).format(least=LEAST_DENSITY),
            judged(verdict.density >= LEAST_DENSITY),
        ),
        (say(_AREA), f"{one.area:,.1f} m²", "—", "—"),
        (
            say(_REJECTED),
            f"{say(_POINTS).format(count=verdict.rejected)}（{_percent(one)}）",
            say(_FEW).format(share=MOST_REJECTED * 100, count=allowed),
            judged(verdict.rejected <= MOST_REJECTED * verdict.count, sure=sure),
        ),
        (say(_HALF), spread[0], "—", "—"),
        (say(_MOST), spread[1], "—", "—"),
    ]


def _page(
    one: Evaluation, title: Title, design: str, edge: float, number: tuple[int, int], say: Say
) -> Drawing:
    size = Size("A4")
    left, top, wide, tall = size.box
    sheet = say(_PART).format(part=one.part.name, kind=say(KINDS[one.part.kind]))
    strokes, words = block(title, size, sheet, number, say)
    width = wide * TABLE
    x, y = left + 4, top + 8
    words.append(Words(say(_TITLE), x, y, 11, "L", INK, bare=True))
    words.append(Words(say(_LIKE), x + width - 6, y, 5.6, "R", QUIET, bare=True))
    y += 11
    colour = COLOURS[one.outcome]
    strokes.append(Stroke(rectangle(x, y - 5.5, width - 6, 11), line=colour, width=0.5))
    words.append(Words(f"{one.part.name}（{say(KINDS[one.part.kind])}）", x + 3, y, 9, "L", INK, bare=True))
    words.append(Words(say(OUTCOMES[one.outcome]), x + width - 10, y, 16, "R", colour, bare=True))
    y += 9
    heads = [say(name) for name in (_ITEM, _VALUE, _LIMIT, _VERDICT)]
    rows = rows_of(one, say)
    inks = [DANGER if row[-1] == say(_BAD) else INK for row in rows]
    y = table(strokes, words, (x, y, width - 6), heads, rows, (0.29, 0.29, 0.31, 0.11), inks)
    _notes(words, notes_of(one, design, edge, say), (x, y + 4, width - 6))
    drawn = _heat(one, (left + width + 2, top + 4, wide - width - 6, tall - 8), say)
    return Drawing(
        sheet,
        *PAPERS["A4"],
        (*strokes, *drawn.strokes),
        (*words, *drawn.words),
        tuple(drawn.inlays(len(strokes))),
    )


def notes_of(one: Evaluation, design: str, edge: float, say: Say = str) -> list[str]:
    """Return what has to be known of the figures of a part."""
    notes = [say(_WAY).format(way=say(WAYS[one.part.way]))]
    if edge:
        notes.append(say(_EDGE).format(edge=edge * 100, count=one.at_edge))
    if one.off_design:
        notes.append(say(_OFF).format(count=one.off_design))
    notes.append(say(_EMPTY).format(cells=one.cells, empty=one.empty))
    return [*notes, say(_DESIGN).format(design=design), say(_SOURCE)]


def _notes(words: list[Words], notes: Sequence[str], box: tuple[float, float, float]) -> None:
    from gisapp.desks.survey.titleblock import wide_of
    from gisapp.paper.lines import wrapped

    x, y, width = box
    for note in notes:
        for line in wrapped(note, width, lambda text: wide_of(text, 6.0)):
            words.append(Words(line, x, y, 6.0, "L", QUIET, bare=True))
            y += 3.1
        y += 0.8


def _heat(one: Evaluation, box: tuple[float, float, float, float], say: Say) -> Map:
    """Return the map of deviations with its legend below."""
    x, y, wide, tall = box
    words = say(_MAP).format(limit=one.part.limits.single * 1000)
    drawn = Map(one.part.polygon.bounds, (x, y + 6, wide, tall - 6 - 14))
    drawn.words.append(Words(words, x, y + 2.4, 7.5, "L", INK, bare=True))
    spacing = math.sqrt(one.area / max(one.verdict.count, 1)) * 1000 / drawn.scale
    dot = min(max(spacing, 0.25), DOT)
    step = steps_of(one)
    order = np.argsort(np.abs(one.deviations), kind="stable")  # the worst are seen
    drawn.dots(one.places[order, :2], PALETTE[step[order]], dot, DETAIL)
    drawn.outline(one.part.polygon)
    drawn.frame()
    counts = np.bincount(step, minlength=len(STEPS))
    each = wide / len(STEPS)
    at = y + tall - 10
    for number, colour in enumerate(STEPS):
        drawn.strokes.append(Stroke(rectangle(x + number * each, at, each, 3.6), colour, INK, 0.12))
        middle = x + (number + 0.5) * each
        drawn.words.append(Words(f"{counts[number]:,}", middle, at + 6.0, 5.6, "C", QUIET, bare=True))
    for number, edge in enumerate(EDGES, 1):
        text = f"{edge:+.0%}"
        drawn.words.append(Words(text, x + number * each, at - 1.6, 5.2, "C", INK, bare=True))
    return drawn


def steps_of(one: Evaluation) -> NDArray[np.intp]:
    """Return which of :data:`STEPS` each deviation (n,) has; what is rejected has the first or the last."""
    limit = one.part.limits.single
    step = np.searchsorted(np.array(EDGES[1:-1]) * limit, one.deviations, side="right") + 1
    step[one.deviations > limit], step[one.deviations < -limit] = len(STEPS) - 1, 0
    return step


def asbuilt_book(
    found: Sequence[Evaluation], title: Title, design: str, edge: float, say: Say = str
) -> bytes:
    """Return the table as XLSX: a block for each part, with its map."""
    import xlsxwriter

    from gisapp.paper.pages import picture

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bg_color": "#EEF1F5", "border": 1, "border_color": "#C8CDD2"})
    cell = book.add_format({"border": 1, "border_color": "#C8CDD2"})
    small = book.add_format({"font_color": "#5F666E", "text_wrap": True, "valign": "top"})
    said: dict[Outcome, Any] = {
        outcome: book.add_format({"bold": True, "font_size": 16, "font_color": colour})
        for outcome, colour in COLOURS.items()
    }
    drawings = asbuilt_drawings(found, title, design, edge, say)[-len(found) :]
    for number, (one, drawing) in enumerate(zip(found, drawings, strict=True), 1):
        sheet = book.add_worksheet(f"{number}")
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 2, 26)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 1)
        sheet.write_string(0, 0, say(_TITLE), bold)
        sheet.write_string(0, 3, say(_LIKE), small)
        sheet.write_string(1, 0, f"{one.part.name}（{say(KINDS[one.part.kind])}）", bold)
        sheet.write_string(1, 3, say(OUTCOMES[one.outcome]), said[one.outcome])
        for column, name in enumerate((_ITEM, _VALUE, _LIMIT, _VERDICT)):
            sheet.write_string(3, column, say(name), head)
        rows = rows_of(one, say)
        for place, line in enumerate(rows, 4):
            for column, text in enumerate(line):
                sheet.write_string(place, column, text, cell)
        place = 5 + len(rows)
        for note in (f"{title.name}　{title.source}　{title.made[:10]}", *notes_of(one, design, edge, say)):
            sheet.merge_range(place, 0, place, 3, "", small)
            sheet.write_string(place, 0, note, small)
            sheet.set_row(place, 30)
            place += 1
        image = io.BytesIO()
        picture(drawing, 5).crop(_map_box(5)).save(image, "PNG")
        sheet.insert_image(1, 5, "map.png", {"image_data": image, "x_scale": 0.8, "y_scale": 0.8})
    book.close()
    return stream.getvalue()


def _map_box(detail: int) -> tuple[int, int, int, int]:
    """Return where the map of a page lies on its picture, pixels."""
    left, top, wide, tall = Size("A4").box
    right, bottom = round((left + wide - 1) * detail), round((top + tall - 1) * detail)
    return round((left + wide * TABLE) * detail), round((top + 1) * detail), right, bottom
