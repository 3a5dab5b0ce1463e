"""Keeps the view fluent on any PC: measures pictures, decides how much is drawn, and says what it reduced.

A picture takes about ``pixels * a + triangles * b + uploaded triangles * c + d``. The four are learnt from
the pictures themselves, because no table of graphics cards would be right about a remote desktop or a busy
processor.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

SCALES = (1.0, 0.75, 0.5, 0.33)
MOVING_MS = 45.0
"""A picture while moving should take no longer; above 80 ms a movement is felt to stutter."""
STILL_MS = 220.0
"""A picture that stands still may take so long."""
LEAST, LEAST_MOVING = 200_000, 80_000
"""Lower limits of the triangle budget: coarser stand-ins than these would be seen to be some."""
MOST_SOFTWARE, MOST_HARDWARE = 600_000, 8_000_000
"""Upper limits of the triangle budget; they keep memory in bounds, not time."""
LITTLE = 0.2
"""Share of the time of a picture while moving that its pixels may take without being made fewer."""
FAIR = 0.5
"""Share of width and height that the triangles leave time for while moving."""
MEMORY = 0.94
"""Weight of the past at each new measurement."""
UPLOAD_MS = 15.0
"""Time for putting new parts onto the stage in one picture while moving."""
CONSTANT = 0.1
"""How readily time is put down to any picture as such; in the place of a million of something."""
FAITH = 0.01
"""Weight of what was known, for views whose pictures all have the same size."""

LOWER_RESOLUTION = QT_TRANSLATE_NOOP(CONTEXT, "移動中は解像度を下げています")
SIMPLER_FAR = QT_TRANSLATE_NOOP(CONTEXT, "遠くの建物を簡略表示しています")


@dataclass
class Governor:
    """Decides budget and resolution from measured times.

    Attributes
    ----------
    software
        Whether the processor draws; it starts with more cautious figures then.
    """

    software: bool = True
    _normal: NDArray[np.float64] = field(init=False, repr=False)
    _right: NDArray[np.float64] = field(init=False, repr=False)
    _scale: float = field(default=1.0, init=False)

    def __post_init__(self) -> None:
        """Begin with figures of a slow PC, held lightly."""
        begin = (6.0, 80.0, 250.0, 40.0) if self.software else (0.6, 2.5, 20.0, 10.0)
        # As if four pictures had been drawn, each with one of the four things only.
        self._normal = np.eye(4)
        self._right = np.array(begin)

    @property
    def costs(self) -> tuple[float, float, float, float]:
        """Milliseconds for a million pixels, triangles, triangles put onto the stage, and ten pictures."""
        found = np.maximum(np.linalg.solve(self._normal, self._right), (0.05, 0.2, 1.0, 0.0))
        pixels, triangles, uploaded, any_picture = (float(cost) for cost in found)
        return pixels, triangles, uploaded, any_picture

    def measured(self, milliseconds: float, pixels: int, triangles: int, uploaded: int = 0) -> None:
        """Learn from a picture.

        Parameters
        ----------
        milliseconds
            What it took, reading back included.
        pixels, triangles
            What was drawn.
        uploaded
            Triangles that were drawn for the first time.
        """
        row = np.array([pixels / 1e6, triangles / 1e6, uploaded / 1e6, CONSTANT])
        size = float(np.linalg.norm(row[:3]))
        if size <= 0:
            return
        # A stall of the machine is no property of the picture.
        milliseconds = min(milliseconds, 2 * float(row @ self.costs) + 15)
        # Small pictures teach as much as large ones.
        row, target = row / size, milliseconds / size
        self._right = MEMORY * self._right + row * target + FAITH * np.array(self.costs)
        self._normal = MEMORY * self._normal + np.outer(row, row) + FAITH * np.eye(4)

    def expected(self, pixels: float, triangles: float) -> float:
        """Return how many milliseconds a picture will take."""
        per_pixel, per_triangle, _, any_picture = self.costs
        return pixels / 1e6 * per_pixel + triangles / 1e6 * per_triangle + CONSTANT * any_picture

    @property
    def most(self) -> int:
        """Triangles that are ever drawn, and about as many as are kept."""
        return MOST_SOFTWARE if self.software else MOST_HARDWARE

    def budget(self, pixels: int, *, moving: bool) -> int:
        """Return how many triangles may be drawn.

        Parameters
        ----------
        pixels
            Of the full picture.
        moving
            Whether the camera moves.
        """
        per_triangle = self.costs[1]
        if moving:
            free, least = MOVING_MS - self.expected(pixels * FAIR**2, 0), LEAST_MOVING
        else:
            free, least = STILL_MS - self.expected(pixels, 0), LEAST
        wanted = free / per_triangle * 1e6
        return int(min(max(wanted, least), self.most))

    def upload(self, *, moving: bool) -> int:
        """Return how many triangles may be put onto the stage for one picture."""
        time = UPLOAD_MS if moving else STILL_MS
        return int(min(max(time / self.costs[2] * 1e6, 20_000), 500_000))

    def scale(self, pixels: int, triangles: int) -> float:
        """Return the share of width and height to draw while moving.

        Once lowered it is raised only with room to spare, so that it does not flicker between two steps.
        """
        per_pixel = self.costs[0]
        for scale in SCALES:
            limit = MOVING_MS if scale <= self._scale else 0.8 * MOVING_MS
            # Where pixels take little of the time already, still fewer of them would be seen and not felt.
            little = pixels * scale**2 / 1e6 * per_pixel <= LITTLE * MOVING_MS
            if little or self.expected(pixels * scale**2, triangles) <= limit:
                self._scale = scale
                return scale
        self._scale = SCALES[-1]
        return self._scale

    def reduced(self, *, moving: bool, wanted: int, budget: int) -> list[str]:
        """Return what is reduced now, as Japanese sentences marked for translation.

        Parameters
        ----------
        moving
            Whether the camera moves.
        wanted, budget
            Triangles that the layers chose to show, and that they were allowed.
        """
        found = []
        if moving and self._scale < 1.0:
            found.append(LOWER_RESOLUTION)
        if wanted > 0.8 * budget:
            found.append(SIMPLER_FAR)
        return found
