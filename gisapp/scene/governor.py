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

SCALES = (1.0, 0.8, 0.65, 0.5, 0.4, 0.33)
MOVING_MS = 28.0
"""A picture while moving should take no longer: 30 of them a second, and a little left over."""
STILL_MS = 220.0
"""A picture that stands still may take so long."""
LEAST, LEAST_MOVING = 200_000, 80_000
"""Lower limits of the triangle budget: coarser stand-ins than these would be seen to be some."""
MOST_SOFTWARE, MOST_HARDWARE = 600_000, 8_000_000
"""Upper limits of the triangle budget; they keep memory in bounds, not time."""
PATIENT = 5
"""So many pictures in a row must leave room for a finer step before it is taken, and then one step only: a
single quick picture says little, and a much larger one after it would be felt as a jerk."""
LITTLE = 0.25
"""Share of the time of a picture while moving that its pixels may take without being made fewer."""
EXTRA, EXTRA_MOVING = 0.4, 0.15
"""Share of the time of a picture that may be added to it for what only makes it easier to read."""
FAIR = 0.5
"""Share of width and height that the triangles leave time for while moving."""
MEMORY = 0.94
"""Weight of the past at each new measurement."""
UPLOAD_MS = 9.0
"""Time for putting new parts onto the stage in one picture while moving."""
CONSTANT = 0.1
"""How readily time is put down to any picture as such; in the place of a million of something."""
FAITH = 0.01
"""Weight of what was known, for views whose pictures all have the same size."""

WAY = ("auto", "fine", "quick")
"""What a user may pin: as the machine can, as fine as it gets, or as quick as it gets."""
MOVING_FACTOR = {"auto": 1.0, "fine": 3.0, "quick": 0.6}
STILL_FACTOR = {"auto": 1.0, "fine": 2.0, "quick": 0.4}
"""How much longer or shorter pictures may take."""
FINEST_MOVING = {"auto": 1.0, "fine": 1.0, "quick": 0.5}
COARSEST_MOVING = {"auto": 0.0, "fine": 0.75, "quick": 0.0}
"""Shares of width and height between which pictures while moving lie."""
SAMPLES = {"auto": (4, 8), "fine": (8, 8), "quick": (1, 2)}
"""Pictures for smooth edges when nothing moves: drawn by the processor, by a graphics card."""
REMOTE_SAMPLES = 2
REMOTE_PACE = 1 / 12
"""Seconds between two pictures of a movement on a screen somewhere else: more would only queue up."""
FAMILIAR = 6.0
"""How firmly costs remembered from the last time are held; the first guess counts once."""

BY_CARD = QT_TRANSLATE_NOOP(CONTEXT, "グラフィックカードで描いています")
BY_PROCESSOR = QT_TRANSLATE_NOOP(CONTEXT, "CPU で描いています（ソフトウェア OpenGL）")
BY_PROGRAM = QT_TRANSLATE_NOOP(CONTEXT, "OpenGL を使わずに描いています")
REMOTE = QT_TRANSLATE_NOOP(CONTEXT, "リモート接続で表示しています")
SIMPLE = QT_TRANSLATE_NOOP(CONTEXT, "OpenGL が使えないため簡易描画です")
FEWER_PICTURES = QT_TRANSLATE_NOOP(CONTEXT, "リモート接続のためコマ数を抑えています")
ROUGH_EDGES = QT_TRANSLATE_NOOP(CONTEXT, "輪郭のなめらかさを抑えています")
LOWER_RESOLUTION = QT_TRANSLATE_NOOP(CONTEXT, "移動中は解像度を下げています")
NO_RIMS = QT_TRANSLATE_NOOP(CONTEXT, "点群の奥行きの陰影を省いています")
SIMPLER_FAR = QT_TRANSLATE_NOOP(CONTEXT, "遠くのものを簡略表示しています")


@dataclass
class Governor:
    """Decides budget and resolution from measured times.

    Attributes
    ----------
    software
        Whether the processor draws; it starts with more cautious figures then.
    remote
        Whether the screen is somewhere else.
    way
        One of :data:`WAY`.
    """

    software: bool = True
    remote: bool = False
    way: str = "auto"
    _normal: NDArray[np.float64] = field(init=False, repr=False)
    _right: NDArray[np.float64] = field(init=False, repr=False)
    _scale: float = field(default=1.0, init=False)
    _roomy: int = field(default=0, init=False, repr=False)

    def __post_init__(self) -> None:
        """Begin with figures of a slow PC, held lightly."""
        begin = (6.0, 80.0, 250.0, 40.0) if self.software else (0.6, 2.5, 20.0, 10.0)
        # As if four pictures had been drawn, each with one of the four things only.
        self._normal = np.eye(4)
        self._right = np.array(begin)

    def recall(self, costs: tuple[float, float, float, float]) -> None:
        """Begin with costs that were learnt on this machine before."""
        self._normal = FAMILIAR * np.eye(4)
        self._right = FAMILIAR * np.array(costs)

    @property
    def moving_ms(self) -> float:
        """Milliseconds that a picture may take while moving."""
        return MOVING_MS * MOVING_FACTOR[self.way]

    @property
    def still_ms(self) -> float:
        """Milliseconds that a picture may take that stands still."""
        return STILL_MS * STILL_FACTOR[self.way]

    def extra_ms(self, *, moving: bool) -> float:
        """Return milliseconds that a picture may take longer for what only makes it easier to read."""
        return EXTRA_MOVING * self.moving_ms if moving else EXTRA * self.still_ms

    @property
    def samples(self) -> int:
        """How many pictures make one with smooth edges."""
        found = SAMPLES[self.way][0 if self.software else 1]
        return min(found, REMOTE_SAMPLES) if self.remote and self.way != "fine" else found

    @property
    def pace(self) -> float:
        """Seconds from one picture of a movement to the next, at least."""
        return REMOTE_PACE if self.remote and self.way != "fine" else 0.0

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
            free, least = self.moving_ms - self.expected(pixels * FAIR**2, 0), LEAST_MOVING
        else:
            free, least = self.still_ms - self.expected(pixels, 0), LEAST
        wanted = free / per_triangle * 1e6
        return int(min(max(wanted, least), self.most))

    def upload(self, *, moving: bool) -> int:
        """Return how many triangles may be put onto the stage for one picture."""
        time = UPLOAD_MS if moving else STILL_MS
        return int(min(max(time / self.costs[2] * 1e6, 20_000), 500_000))

    def scale(self, pixels: int, triangles: int) -> float:
        """Return the share of width and height to draw while moving.

        It is lowered at once, as far as is needed, and raised one step at a time, with room to spare, so that
        it does not flicker between two steps.
        """
        per_pixel = self.costs[0]
        finest, coarsest = FINEST_MOVING[self.way], COARSEST_MOVING[self.way]
        steps = [scale for scale in SCALES if coarsest <= scale <= finest]
        now = min(max(self._scale, steps[-1]), finest)
        wanted = steps[-1]
        for scale in steps:
            limit = self.moving_ms if scale <= now else 0.8 * self.moving_ms
            # Where pixels take little of the time already, still fewer of them would be seen and not felt.
            little = pixels * scale**2 / 1e6 * per_pixel <= LITTLE * self.moving_ms
            if little or self.expected(pixels * scale**2, triangles) <= limit:
                wanted = scale
                break
        self._roomy = self._roomy + 1 if wanted > now else 0
        if self._roomy >= PATIENT:
            self._roomy, now = 0, min(scale for scale in steps if scale > now)
        self._scale = min(wanted, now)
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
        if self.pace:
            found.append(FEWER_PICTURES)
        if self.samples < SAMPLES["auto"][0 if self.software else 1]:
            found.append(ROUGH_EDGES)
        return found
