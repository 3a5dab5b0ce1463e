"""Which of several values holds for a lot across a line: the principles of 91条 and its exceptions."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gisapp.desks.planning.regulationtable import Principle, filled
from gisapp.desks.planning.straddling import majority
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    import shapely

    from gisapp.desks.planning.regulations import Part
    from gisapp.desks.planning.regulationtable import Regulation

_NO_WEIGHT = QT_TRANSLATE_NOOP(CONTEXT, "数値のない部分があるため、按分できません。")


def decide(
    regulation: Regulation, place: shapely.Geometry, parts: Sequence[Part], error: float
) -> tuple[Part | None, str, list[Message]]:
    """Return the part that holds for the whole place, what the row says, and what is unsure."""
    import shapely

    rest = 1 - sum(part.share for part in parts)
    several = len(parts) > 1 or rest > 1e-3
    if not several:
        return parts[0], parts[0].text, []
    if regulation.principle is Principle.MAJORITY and place.area:
        areas = [part.area for part in parts]
        whole = place.area
        if rest > 1e-3:
            areas.append(whole - sum(areas))
        lines = shapely.union_all([shapely.boundary(part.geometry) for part in parts])
        inner = shapely.intersection(lines, place.buffer(-1e-3))
        found = majority(areas, float(shapely.length(inner)), error)
        if found.index is None or found.index >= len(parts):
            doubts = [] if found.doubt is None else [found.doubt]
            return None, shares(parts), doubts
        decided = parts[found.index]
        return decided, f"{decided.text}（{shares(parts)}）", []
    if regulation.principle is Principle.STRICTEST:
        order = {value.label: number for number, value in enumerate(regulation.values)}
        decided = min(parts, key=lambda part: order.get(part.label, len(order)))
        return decided, f"{decided.text}（{shares(parts)}）", []
    if regulation.principle is Principle.WEIGHTED:
        return _weighted(regulation, parts)
    return None, shares(parts, full=True), []


def _weighted(regulation: Regulation, parts: Sequence[Part]) -> tuple[Part | None, str, list[Message]]:
    """Weigh numbers by area (52条7項, 53条2項)."""
    values = dict(parts[0].values)
    doubts: list[Message] = []
    total = sum(part.share for part in parts)
    for role in regulation.weighted:
        numbers = [number_of(part.values.get(role, "")) for part in parts]
        if all(number is not None for number in numbers):
            mean = sum((n or 0.0) * part.share for n, part in zip(numbers, parts, strict=True)) / total
            values[role] = f"{mean:.2f}".rstrip("0").rstrip(".")
        else:
            values[role] = ""
            doubts = [Message(_NO_WEIGHT)]
    text = f"{filled(regulation.applies, values)}（面積で按分。{shares(parts, full=True)}）"
    return None, text, doubts


def number_of(text: str) -> float | None:
    """Return the number that a text begins with, such as 200 of 「200%」; None without one."""
    found = re.match(r"\s*(-?[\d,]+(?:\.\d+)?)", unicodedata.normalize("NFKC", text))
    return float(found[1].replace(",", "")) if found else None


def shares(parts: Sequence[Part], *, full: bool = False) -> str:
    """Return the parts in one line, each with its share of the place."""
    said = []
    for part in parts:
        words = part.text if full else part.label
        said.append(f"{words}（{part.share * 100:.1f}%）" if part.area else words)
    return "、".join(dict.fromkeys(said))
