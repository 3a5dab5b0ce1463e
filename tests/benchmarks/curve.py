"""A picture of how figures grow: both axes logarithmic, so that steady growth is a straight rise."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDE, HIGH, LEFT, RIGHT, TOP, BOTTOM = 900, 460, 64, 330, 30, 48
COLOURS = ("#1f5fa8", "#c2571a", "#2d7d46", "#8a3a8f", "#7a6a1f", "#b3263e", "#3b7f86", "#5c5c5a")


@dataclass(frozen=True)
class Curve:
    """A name and its points: size of the city, multiple of the first value."""

    name: str
    points: tuple[tuple[float, float], ...]


def drawn(curves: Sequence[Curve]) -> str:
    """Return the picture as SVG."""
    sizes = [math.log10(size) for curve in curves for size, _ in curve.points]
    values = [math.log10(max(value, 0.1)) for curve in curves for _, value in curve.points]
    west, east = math.floor(min(sizes)), math.ceil(max(sizes))
    south, north = min(math.floor(min(values)), -1), max(math.ceil(max(values)), 2)

    def across(size: float) -> float:
        return LEFT + (math.log10(size) - west) / (east - west) * (WIDE - LEFT - RIGHT)

    def along(value: float) -> float:
        return HIGH - BOTTOM - (math.log10(max(value, 0.1)) - south) / (north - south) * (HIGH - TOP - BOTTOM)

    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" '
            'font-family="sans-serif" font-size="12" fill="#333">'
        ),
        f'<rect width="{WIDE}" height="{HIGH}" fill="#fff"/>',
        f'<text x="{LEFT}" y="18">multiple of the value for the smallest city</text>',
    ]
    for power in range(south, north + 1):
        y = along(10**power)
        lines.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDE - RIGHT}" y2="{y:.1f}" stroke="#ddd"/>')
        lines.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    for power in range(west, east + 1):
        x = across(10**power)
        lines.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HIGH - BOTTOM}" stroke="#ddd"/>')
        lines.append(f'<text x="{x:.1f}" y="{HIGH - BOTTOM + 18}" text-anchor="middle">{10**power:,}</text>')
    lines.append(f'<text x="{LEFT}" y="{HIGH - 10}">buildings</text>')
    for number, curve in enumerate(curves):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{across(size):.1f},{along(value):.1f}" for size, value in curve.points)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        y = TOP + 20 + 22 * number
        lines.append(
            f'<line x1="{WIDE - RIGHT + 12}" y1="{y - 4}" x2="{WIDE - RIGHT + 36}" y2="{y - 4}" '
            f'stroke="{colour}" stroke-width="2"/>'
        )
        lines.append(f'<text x="{WIDE - RIGHT + 42}" y="{y}" font-size="11">{escape(curve.name)}</text>')
    return "\n".join([*lines, "</svg>\n"])
