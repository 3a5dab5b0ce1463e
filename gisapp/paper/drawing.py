"""Figures of lines and words, as PDF and as SVG."""

from __future__ import annotations

import io
from html import escape
from typing import TYPE_CHECKING, Any

from gisapp.paper.document import Inlay
from gisapp.paper.font import FAMILY
from gisapp.paper.svg import data_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gisapp.paper.document import Drawing, Stroke, Words

DASH = 1.0
"""Millimetres of a dash and of the gap after it."""
POINT = 25.4 / 72
"""Millimetres of a point of type."""
LEADING = 0.48
"""Millimetres of a line for each point of type."""
ANCHORS = {"C": "middle", "L": "start", "R": "end"}


def draw(pdf: Any, drawing: Drawing, left: float, top: float) -> None:
    """Draw a figure with its top left corner at a place of the page; nothing leaves its box."""
    with pdf.local_context(), pdf.rect_clip(left, top, drawing.width, drawing.height):
        for one in in_order(drawing):
            if isinstance(one, Inlay):
                pdf.image(io.BytesIO(one.image), left + one.x, top + one.y, one.width, one.height)
            else:
                _draw(pdf, one, left, top)
    for words in drawing.words:
        write(pdf, words, left, top)


def in_order(drawing: Drawing) -> Iterator[Stroke | Inlay]:
    """Yield strokes and pictures from the bottom up."""
    for number, one in enumerate(drawing.strokes):
        yield from (inlay for inlay in drawing.inlays if inlay.above == number)
        yield one
    yield from (inlay for inlay in drawing.inlays if inlay.above >= len(drawing.strokes))


def write(pdf: Any, one: Words, left: float = 0.0, top: float = 0.0) -> None:
    """Write a short text."""
    pdf.set_font(FAMILY, size=one.size)
    wide, tall = float(pdf.get_string_width(one.text)), one.size * LEADING
    x = left + one.x - {"C": wide / 2, "L": 0.0, "R": wide}[one.align]
    y = top + one.y
    if not one.bare:
        pdf.set_fill_color(255, 255, 255)
        with pdf.local_context(fill_opacity=0.75):
            pdf.rect(x - 0.4, y - tall / 2 + 0.2, wide + 0.8, tall, "F")
    pdf.set_text_color(*rgb(one.colour))
    pdf.set_xy(x, y - tall / 2)
    pdf.cell(wide + 1, tall, one.text)


def _draw(pdf: Any, one: Stroke, left: float, top: float) -> None:
    points = [(left + x, top + y) for x, y in one.points]
    if one.fill:
        pdf.set_fill_color(*rgb(one.fill))
    if one.line:
        pdf.set_draw_color(*rgb(one.line))
        pdf.set_line_width(one.width)
        pdf.set_dash_pattern(dash=DASH if one.dashed else 0, gap=DASH if one.dashed else 0)
    if one.fill:
        pdf.polygon(points, style="DF" if one.line else "F")
    else:
        pdf.polyline(points)
    if one.dashed:
        pdf.set_dash_pattern()


def svg(drawing: Drawing) -> str:
    """Return a figure as SVG within a figure of HTML."""
    lines = [_inlay(one) if isinstance(one, Inlay) else _line(one) for one in in_order(drawing)]
    lines += [
        f'<text x="{one.x:g}" y="{one.y:g}" font-size="{one.size * POINT:.2f}" fill="{one.colour}" '
        f'text-anchor="{ANCHORS[one.align]}" dominant-baseline="middle">{escape(one.text)}</text>'
        for one in drawing.words
    ]
    caption = escape(drawing.caption)
    box = f"0 0 {drawing.width:g} {drawing.height:g}"
    return (
        f'<figure><figcaption>{caption}</figcaption><svg viewBox="{box}" role="img" '
        f'aria-label="{caption}">{"".join(lines)}</svg></figure>'
    )


def _line(one: Stroke) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in one.points)
    name = "polygon" if one.fill else "polyline"
    dash = f' stroke-dasharray="{DASH:g}"' if one.dashed else ""
    return (
        f'<{name} points="{points}" fill="{one.fill or "none"}" stroke="{one.line or "none"}" '
        f'stroke-width="{one.width:g}"{dash}/>'
    )


def _inlay(one: Inlay) -> str:
    return (
        f'<image x="{one.x:g}" y="{one.y:g}" width="{one.width:g}" height="{one.height:g}" '
        f'href="{data_address(one.image)}"/>'
    )


def rgb(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
