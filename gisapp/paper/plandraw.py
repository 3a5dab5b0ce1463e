"""Draws a map to scale into a PDF: shapes with fills, hatches and labels, scale bar and north."""

from __future__ import annotations

import io
import math
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.paper.drawing import rgb

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from gisapp.paper.document import Plan, Shape, Swatch

Box = tuple[float, float, float, float]
"""Left, top, width and height in millimetres."""
HATCH_STEP = 1.6
"""Millimetres between the lines of a hatch."""
DOT = 0.3
"""Millimetres of a dot of a hatch."""


def draw_plan(pdf: Any, plan: Plan, box: Box, label: Callable[[str, float, float], None]) -> None:
    """Draw a map into a box of the page; nothing leaves the box."""
    left, top, width, height = box
    per_metre = 1000.0 / plan.scale

    def on_paper(points: NDArray[np.float64]) -> NDArray[np.float64]:
        x = left + width / 2 + (points[:, 0] - plan.centre[0]) * per_metre
        y = top + height / 2 - (points[:, 1] - plan.centre[1]) * per_metre
        return np.column_stack([x, y])

    with pdf.local_context(), pdf.rect_clip(left, top, width, height):
        if plan.picture:
            pdf.image(io.BytesIO(plan.picture), left, top, width, height)
        for simple, alike in groupby(plan.shapes, _style):
            if simple is not None:
                _draw_alike(pdf, list(alike), on_paper, box)
                continue
            for shape in alike:
                rings = [on_paper(np.asarray(ring, np.float64)) for ring in shape.rings]
                if not _outside(rings, box):
                    _draw(pdf, shape, rings)
        for shape in plan.shapes:
            if shape.label:
                middle = on_paper(np.asarray(shape.rings[0], np.float64)).mean(axis=0)
                if left < middle[0] < left + width and top < middle[1] < top + height:
                    label(shape.label, float(middle[0]), float(middle[1]))
    _scale_bar(pdf, plan, box, label)
    _north(pdf, plan, box, label)


def swatch(pdf: Any, one: Swatch, box: Box) -> None:
    """Draw a line of a legend."""
    left, top, width, height = box
    if one.thin:
        pdf.set_draw_color(*rgb(one.outline or "#888888"))
        pdf.set_line_width(0.5)
        pdf.line(left, top + height / 2, left + width, top + height / 2)
        return
    ring = np.array([[left, top], [left + width, top], [left + width, top + height], [left, top + height]])
    if one.fill:
        pdf.set_fill_color(*rgb(one.fill))
        pdf.rect(left, top, width, height, "F")
    if one.hatch:
        with pdf.local_context(), pdf.rect_clip(left, top, width, height):
            _hatch(pdf, ring, one.hatch, one.outline or "#444444")
    pdf.set_draw_color(*rgb(one.outline or "#888888"))
    pdf.set_line_width(0.2)
    pdf.rect(left, top, width, height)


def _outside(rings: list[NDArray[np.float64]], box: Box) -> bool:
    points = np.concatenate(rings)
    low, high = points.min(axis=0), points.max(axis=0)
    left, top, width, height = box
    return bool(high[0] < left or high[1] < top or low[0] > left + width or low[1] > top + height)


def _style(shape: Shape) -> tuple[str, str, float] | None:
    """Return how a shape looks that is one ring without a hatch; None for all others."""
    if len(shape.rings) != 1 or not shape.closed or shape.hatch:
        return None
    return shape.fill, shape.outline, shape.width


def _draw_alike(
    pdf: Any, shapes: list[Shape], on_paper: Callable[[NDArray[np.float64]], NDArray[np.float64]], box: Box
) -> None:
    """Draw rings of one look at once: the buildings of a town are thousands, and their look is said once."""
    fill, outline, width = shapes[0].fill, shapes[0].outline, shapes[0].width
    if not fill and not outline:
        return
    sizes = np.array([len(shape.rings[0]) for shape in shapes])
    points = on_paper(np.array(list(chain.from_iterable(shape.rings[0] for shape in shapes)), np.float64))
    starts = np.cumsum(sizes) - sizes
    low, high = np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)
    left, top, wide, tall = box
    seen = (high >= (left, top)).all(axis=1) & (low <= (left + wide, top + tall)).all(axis=1)
    if not seen.any():
        return
    if fill:
        pdf.set_fill_color(*rgb(fill))
    if outline:
        pdf.set_draw_color(*rgb(outline))
        pdf.set_line_width(width)
    paint = "B" if fill and outline else "f" if fill else "S"
    corners = [f"{x:.2f} {y:.2f}" for x, y in (points * (1, -1) + (0, pdf.h)).dot(pdf.k).tolist()]
    for start, size in zip(starts[seen].tolist(), sizes[seen].tolist(), strict=True):
        path = " l ".join(corners[start + 1 : start + size])
        pdf._out(f"{corners[start]} m {path} l h {paint}")  # noqa: SLF001 - no public way takes many


def _draw(pdf: Any, shape: Shape, rings: list[NDArray[np.float64]]) -> None:
    if len(rings) > 1 or not shape.closed:
        _draw_path(pdf, shape, rings)
    elif shape.fill or shape.outline:
        if shape.fill:
            pdf.set_fill_color(*rgb(shape.fill))
        if shape.outline:
            pdf.set_draw_color(*rgb(shape.outline))
            pdf.set_line_width(shape.width)
        pdf.polygon(rings[0].tolist(), style=("D" if shape.outline else "") + ("F" if shape.fill else ""))
    if shape.hatch and shape.closed:
        for ring in rings[:1]:
            _hatch_within(pdf, ring, shape.hatch, shape.outline or "#444444")


def _draw_path(pdf: Any, shape: Shape, rings: list[NDArray[np.float64]]) -> None:
    from fpdf.drawing_primitives import DeviceRGB
    from fpdf.enums import PathPaintRule

    with pdf.new_path() as path:
        path.style.fill_color = DeviceRGB(*(v / 255 for v in rgb(shape.fill))) if shape.fill else None
        path.style.stroke_color = DeviceRGB(*(v / 255 for v in rgb(shape.outline))) if shape.outline else None
        path.style.stroke_width = shape.width
        path.style.auto_close = shape.closed  # else every line would run back to where it began
        if shape.closed and shape.fill:
            rule = PathPaintRule.STROKE_FILL_EVENODD if shape.outline else PathPaintRule.FILL_EVENODD
        else:
            rule = PathPaintRule.STROKE if shape.outline else PathPaintRule.DONT_PAINT
        path.style.paint_rule = rule
        for ring in rings:
            corners = np.round(ring, 3).tolist()
            path.move_to(*corners[0])
            for corner in corners[1:]:
                path.line_to(*corner)
            if shape.closed:
                path.close()


def _hatch_within(pdf: Any, ring: NDArray[np.float64], hatch: str, colour: str) -> None:
    """Hatch a polygon: lines are cut to it, since a page knows only rectangles to clip with."""
    import shapely

    polygon = shapely.make_valid(shapely.Polygon(ring))
    for line in shapely.get_parts(shapely.intersection(polygon, _lines(ring, hatch))):
        if line.geom_type == "LineString" and not line.is_empty:
            (ax, ay), (bx, by) = line.coords[0], line.coords[-1]
            pdf.set_draw_color(*rgb(colour))
            pdf.set_line_width(0.12)
            pdf.line(ax, ay, bx, by)


def _hatch(pdf: Any, ring: NDArray[np.float64], hatch: str, colour: str) -> None:
    import shapely

    pdf.set_draw_color(*rgb(colour))
    pdf.set_line_width(0.12)
    for line in shapely.get_parts(_lines(ring, hatch)):
        (ax, ay), (bx, by) = line.coords
        pdf.line(ax, ay, bx, by)


def _lines(ring: NDArray[np.float64], hatch: str) -> Any:
    """Return the lines of a hatch over the box around a ring."""
    import shapely

    (west, north), (east, south) = ring.min(axis=0), ring.max(axis=0)
    reach = (east - west) + (south - north)
    offsets = np.arange(0.0, reach + HATCH_STEP, HATCH_STEP)
    found = []
    if hatch in "/x#":
        found += [[(west + o, north), (west + o - reach, north + reach)] for o in offsets]
    if hatch in "\\x#":
        found += [[(east - o, north), (east - o + reach, north + reach)] for o in offsets]
    if hatch in "-+#":
        found += [[(west, north + o), (east, north + o)] for o in offsets]
    if hatch in "|+":
        found += [[(west + o, north), (west + o, south)] for o in offsets]
    if hatch == ".":
        found += [
            [(west + o, north + p), (west + o + DOT, north + p)]
            for o in offsets
            for p in offsets
            if p < reach
        ]
    return shapely.multilinestrings(found) if found else shapely.MultiLineString()


def _scale_bar(pdf: Any, plan: Plan, box: Box, label: Callable[[str, float, float], None]) -> None:
    left, top, width, height = box
    metres, words = plan.bar(width)
    long = metres * 1000 / plan.scale
    x, y = left + 3, top + height - 3
    pdf.set_fill_color(255, 255, 255)
    pdf.rect(x - 1.5, y - 5, long + 3, 6.5, "F")
    pdf.set_draw_color(26, 26, 26)
    pdf.set_line_width(0.3)
    pdf.line(x, y, x + long, y)
    pdf.line(x, y - 1.2, x, y)
    pdf.line(x + long, y - 1.2, x + long, y)
    label(words, x + long / 2, y - 2.6)


def _north(pdf: Any, plan: Plan, box: Box, label: Callable[[str, float, float], None]) -> None:
    left, top, width, _ = box
    x, y = left + width - 6, top + 9
    angle = math.radians(plan.north)
    pdf.set_fill_color(255, 255, 255)
    pdf.rect(x - 4, y - 8, 8, 13, "F")
    pdf.set_draw_color(26, 26, 26)
    pdf.set_fill_color(26, 26, 26)
    tip = (x + 4 * math.sin(angle), y - 4 * math.cos(angle))
    tail = (x - 4 * math.sin(angle), y + 4 * math.cos(angle))
    side = (1.3 * math.cos(angle), 1.3 * math.sin(angle))
    pdf.set_line_width(0.3)
    pdf.line(*tail, *tip)
    pdf.polygon([tip, (x + side[0], y + side[1]), (x - side[0], y - side[1])], style="F")
    label("N", x + 6 * math.sin(angle), y - 6 * math.cos(angle))
