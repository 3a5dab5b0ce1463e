"""Drawing any area, or a line across the ground; corners stay where one clicks, and keys work as for lots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gisapp.tools.lot import CutLot, DrawLot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass
class DrawArea(DrawLot):
    """Corners of an area."""

    name: str = "area-draw"

    def snapped(self, x: float, y: float) -> NDArray[np.float64] | None:
        """Return the place at a pixel, None for sky."""
        return self.view.surface(x, y)


@dataclass
class DrawLine(CutLot):
    """Both ends of a line."""

    name: str = "line-draw"

    def snapped(self, x: float, y: float) -> NDArray[np.float64] | None:
        """Return the place at a pixel, None for sky."""
        return self.view.surface(x, y)
