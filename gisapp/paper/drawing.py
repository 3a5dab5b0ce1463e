"""Figures of lines and words, as PDF and as SVG."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from gisapp.paper.document import Drawing, Stroke

DASH = 1.0
"""Millimetres of a dash and of the gap after it."""
TEXT = 2.6
"""Millimetres of the letters in SVG."""


def draw(
    pdf: Any, drawing: Drawing, left: float, top: float, label: Callable[[str, float, float], None]
) -> None:
    """Draw a figure with its top left corner at a place of the page; nothing leaves its box."""
    with pdf.local_context(), pdf.rect_clip(left, top, drawing.width, drawing.height):
        for one in drawing.strokes:
            _draw(pdf, one, left, top)
    for words in drawing.words:
        label(words.text, left + words.x, top + words.y)


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
    lines = []
    for one in drawing.strokes:
        points = " ".join(f"{x:g},{y:g}" for x, y in one.points)
        name = "polygon" if one.fill else "polyline"
        dash = f' stroke-dasharray="{DASH:g}"' if one.dashed else ""
        lines.append(
            f'<{name} points="{points}" fill="{one.fill or "none"}" stroke="{one.line or "none"}" '
            f'stroke-width="{one.width:g}"{dash}/>'
        )
    lines += [
        f'<text x="{one.x:g}" y="{one.y:g}" font-size="{TEXT:g}" text-anchor="middle" '
        f'dominant-baseline="middle">{escape(one.text)}</text>'
        for one in drawing.words
    ]
    caption = escape(drawing.caption)
    box = f"0 0 {drawing.width:g} {drawing.height:g}"
    return (
        f'<figure><figcaption>{caption}</figcaption><svg viewBox="{box}" role="img" '
        f'aria-label="{caption}">{"".join(lines)}</svg></figure>'
    )


def rgb(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
