"""A map within a drawing, north up, at a scale that drawings have."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.titleblock import HAIR, INK, nice_below, rectangle
from gisapp.paper.document import Inlay, Stroke, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import shapely
    from numpy.typing import NDArray

SCALES = (10, 20, 50, 100, 200, 250, 300, 500, 1000, 2000, 2500, 5000, 10_000, 20_000, 50_000)
"""Scales that drawings have."""
MARGIN = 8.0
"""Millimetres around what is shown."""


class Map:
    """Gathers what is drawn of a map.

    Parameters
    ----------
    bounds
        West, south, east, north of what is shown, metres.
    box
        Left, top, width and height on paper, millimetres.
    margin
        Millimetres that are left free around.
    """

    def __init__(
        self,
        bounds: tuple[float, float, float, float],
        box: tuple[float, float, float, float],
        margin: float = MARGIN,
    ) -> None:
        self.box = box
        west, south, east, north = bounds
        room = (box[2] - 2 * margin, box[3] - 2 * margin)
        needed = max((east - west) / room[0], (north - south) / room[1]) * 1000
        self.scale = next((one for one in SCALES if one >= needed), math.ceil(needed))
        self.centre = ((west + east) / 2, (south + north) / 2)
        self.strokes: list[Stroke] = []
        self.words: list[Words] = []
        self._picture: bytes = b""
        self._above = 0

    def at(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return where places (n, 2) lie on paper."""
        x, y, wide, tall = self.box
        away = (places - self.centre) * 1000 / self.scale
        return np.column_stack([x + wide / 2 + away[:, 0], y + tall / 2 - away[:, 1]])

    def line(self, places: NDArray[np.float64], colour: str, width: float) -> None:
        """Draw a line through places (n, 2)."""
        self.strokes.append(
            Stroke(tuple(map(tuple, np.round(self.at(places), 3).tolist())), line=colour, width=width)
        )

    def outline(self, polygon: shapely.Geometry) -> None:
        """Draw the edges of polygons."""
        import shapely

        for ring in shapely.get_rings(polygon):
            self.line(shapely.get_coordinates(ring), INK, 0.35)

    def dots(
        self, places: NDArray[np.float64], colours: NDArray[np.uint8], size: float, detail: float
    ) -> None:
        """Lay points (n, 2) with their colours (n, 3) on it, so many millimetres across."""
        from PIL import Image

        x, y, wide, tall = self.box
        shape = round(tall * detail), round(wide * detail)
        found = np.zeros((*shape, 4), np.uint8)
        column, row = np.round((self.at(places) - (x, y)) * detail).astype(np.intp).T
        paint = np.column_stack([colours, np.full(len(colours), 255, np.uint8)])
        thick = max(round(size * detail), 1)
        for down in range(thick):
            for aside in range(thick):
                at = row + down - thick // 2, column + aside - thick // 2
                inside = (at[0] >= 0) & (at[0] < shape[0]) & (at[1] >= 0) & (at[1] < shape[1])
                found[at[0][inside], at[1][inside]] = paint[inside]
        made = io.BytesIO()
        Image.fromarray(found).save(made, "PNG")
        self._picture, self._above = made.getvalue(), len(self.strokes)

    def inlays(self, before: int) -> Iterator[Inlay]:
        """Yield its picture, for a drawing with so many strokes before its own."""
        if self._picture:
            yield Inlay(self._picture, *self.box, before + self._above)

    def frame(self) -> None:
        """Draw the frame, north and a scale bar."""
        x, y, wide, tall = self.box
        self.strokes.append(Stroke(rectangle(x, y, wide, tall), line=HAIR, width=0.15))
        tip = (x + wide - 5.0, y + 3.0)
        arrow = (tip, (tip[0] + 1.3, tip[1] + 4.4), (tip[0] - 1.3, tip[1] + 4.4), tip)
        self.strokes.append(Stroke(arrow, INK, INK, 0.2))
        self.words.append(Words("N", tip[0], tip[1] + 6.6, 6.5, "C", INK))
        metres = nice_below(wide * self.scale / 4000)
        end = x + 3 + metres * 1000 / self.scale
        foot = y + tall - 3
        bar = ((x + 3, foot - 1.6), (x + 3, foot), (end, foot), (end, foot - 1.6))
        self.strokes.append(Stroke(bar, line=INK, width=0.25))
        text = f"{metres:g} m　1:{self.scale:,}"
        self.words.append(Words(text, end + 1.5, foot - 0.8, 6.0, "L", INK))
