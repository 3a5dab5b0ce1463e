"""Draws a map to scale as SVG within HTML: shapes, hatches, labels, scale bar and north."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gisapp.paper.document import Plan, Shape, Swatch

STEP = 1.6
"""Millimetres between the lines of a hatch, as on paper."""
LINES = {
    "/": "M0,{s}L{s},0",
    "\\": "M0,0L{s},{s}",
    "x": "M0,{s}L{s},0M0,0L{s},{s}",
    "-": "M0,{h}L{s},{h}",
    "|": "M{h},0L{h},{s}",
    "+": "M0,{h}L{s},{h}M{h},0L{h},{s}",
    ".": "M{h},{h}h0.3",
}
LETTERS = 2.6
"""Millimetres."""


def plan(one: Plan, words: str) -> str:
    """Return a map as SVG; `words` say what it is, for those who cannot see it."""
    per_metre = 1000.0 / one.scale
    wide = one.height * 1.2

    def place(point: tuple[float, float]) -> tuple[float, float]:
        return (
            wide / 2 + (point[0] - one.centre[0]) * per_metre,
            one.height / 2 - (point[1] - one.centre[1]) * per_metre,
        )

    def drawn(ring: Iterable[tuple[float, float]]) -> str:
        return " ".join("{:.2f},{:.2f}".format(*place(point)) for point in ring)

    hatches = sorted({(shape.hatch, shape.outline or "#444444") for shape in one.shapes if shape.hatch})
    patterns = "".join(_pattern(hatch, colour, _name(one, hatch, colour)) for hatch, colour in hatches)
    inner = []
    for shape in one.shapes:
        path = "".join(f"M{drawn(ring)}{'Z' if shape.closed else ''}" for ring in shape.rings)
        inner.append(_path(path, shape.fill if shape.closed else "", shape))
        if shape.hatch and shape.closed:
            name = _name(one, shape.hatch, shape.outline or "#444444")
            inner.append(f'<path d="{path}" fill="url(#{name})" fill-rule="evenodd"/>')
    for shape in one.shapes:
        if shape.label:
            points = [place(point) for point in shape.rings[0]]
            x = sum(point[0] for point in points) / len(points)
            y = sum(point[1] for point in points) / len(points)
            inner.append(_words(shape.label, x, y + LETTERS / 3))
    box = f"0 0 {wide:g} {one.height:g}"
    marks = _scale(one, wide) + _north(one, wide)
    return (
        f'<svg viewBox="{box}" role="img" aria-label="{words}"><defs>{patterns}</defs>'
        f"{''.join(inner)}{marks}</svg>"
    )


def data_address(image: bytes) -> str:
    """Return a PNG or JPEG as an address that holds the picture itself."""
    kind = "png" if image.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(image).decode()}"


def swatch(one: Swatch) -> str:
    """Return a field of a legend."""
    outline = escape(one.outline or "#888888")
    if one.thin:
        return (
            '<svg viewBox="0 0 6.4 3.2" aria-hidden="true">'
            f'<path d="M0,1.6H6.4" stroke="{outline}" stroke-width="0.6"/></svg>'
        )
    lines = ""
    if one.hatch:
        lines = "".join(
            f'<g transform="translate({x * STEP:g},{y * STEP:g})">'
            f'<path d="{_line(one.hatch)}" stroke="{outline}" stroke-width="0.15"/></g>'
            for x in range(4)
            for y in range(2)
        )
    return (
        f'<svg viewBox="0 0 6.4 3.2" aria-hidden="true"><rect width="6.4" height="3.2" '
        f'fill="{escape(one.fill or "none")}" stroke="{outline}" stroke-width="0.3"/>{lines}</svg>'
    )


def _name(one: Plan, hatch: str, colour: str) -> str:
    """Return a name that no other map of the page uses for another pattern."""
    return f"h{ord(hatch[0])}{colour.lstrip('#')}{one.scale}".replace(" ", "")


def _pattern(hatch: str, colour: str, name: str) -> str:
    return (
        f'<pattern id="{escape(name)}" width="{STEP}" height="{STEP}" patternUnits="userSpaceOnUse">'
        f'<path d="{_line(hatch)}" stroke="{escape(colour)}" stroke-width="0.15"/></pattern>'
    )


def _line(hatch: str) -> str:
    return LINES.get(hatch, "").format(s=STEP, h=STEP / 2)


def _path(path: str, fill: str, shape: Shape) -> str:
    return (
        f'<path d="{path}" fill="{escape(fill or "none")}" fill-rule="evenodd" '
        f'stroke="{escape(shape.outline or "none")}" stroke-width="{shape.width:g}"/>'
    )


def _words(text: str, x: float, y: float) -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{LETTERS}" text-anchor="middle" stroke="#fff" '
        f'stroke-width="0.6" paint-order="stroke">{escape(text)}</text>'
    )


def _scale(one: Plan, wide: float) -> str:
    metres, words = one.bar(wide)
    long = metres * 1000 / one.scale
    x, y = 3.0, one.height - 3.0
    line = f"M{x},{y - 1.2}V{y}H{x + long:.2f}V{y - 1.2}"
    return (
        f'<rect x="{x - 1.5}" y="{y - 5}" width="{long + 3:.2f}" height="6.5" fill="#fff"/>'
        f'<path d="{line}" fill="none" stroke="#1a1a1a" stroke-width="0.3"/>'
        f"{_words(words, x + long / 2, y - 1.6)}"
    )


def _north(one: Plan, wide: float) -> str:
    x, y = wide - 6.0, 9.0
    return (
        f'<g transform="rotate({one.north:.4f},{x},{y})"><path d="M{x},{y + 4}V{y - 4}M{x},{y - 4}'
        f'l1.3,4h-2.6z" stroke="#1a1a1a" stroke-width="0.3" fill="#1a1a1a"/></g>{_words("N", x, y - 5)}'
    )
