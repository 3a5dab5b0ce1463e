"""When to draw what: pictures follow the camera while it moves, get fine when it rests, and then stop.

Knows no toolkit and no clock; whoever shows the pictures calls :meth:`Frames.step` and is told when to
call again, or that nothing is left to do.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gisapp import drawing
from gisapp.scene import camera as cameras
from gisapp.scene import heap
from gisapp.scene.governor import BY_CARD, BY_PROCESSOR, BY_PROGRAM, REMOTE, SIMPLE, Governor
from gisapp.scene.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from gisapp.scene.theme import Theme
    from layers.project import Camera, Project

SETTLE = 0.15
"""Seconds after the last movement when the fine picture is drawn."""
PATIENCE, SHARE = (0.007, 0.028), 0.15
"""Seconds that putting loaded parts onto the stage may take between two pictures while moving: this share of
the time from one to the next, or a busy PC would show stand-ins for long, within these limits."""
FLIGHT = 0.4
"""Seconds of a flight."""


@dataclass(frozen=True, eq=False)
class Step:
    """What a step did.

    Attributes
    ----------
    picture
        (h, w, 4) uint8, or None when the last one still holds.
    delay
        Seconds until the next step, None when only a change gives reason for one.
    milliseconds
        How long choosing, putting onto the stage and drawing took, 0 when nothing was drawn.
    """

    picture: NDArray[np.uint8] | None
    delay: float | None
    milliseconds: float = 0.0


class Frames:
    """Draws a project as the camera moves.

    Parameters
    ----------
    size
        Width and height of the picture in pixels.
    theme
        Colours of everything that is not data.
    ready
        Called from a thread when a step has something new to show.

    Raises
    ------
    RenderFailed
        When there is no way to draw on this PC.
    """

    def __init__(self, size: tuple[int, int], theme: Theme, ready: Callable[[], None]) -> None:
        self.renderer = Renderer(size, theme, ready)
        self.governor = Governor(software=self.renderer.software, remote=drawing.remote())
        self.machine = drawing.machine(self.renderer.driver)
        known = drawing.remembered(self.machine)
        if known is not None:
            self.governor.recall(known)
        self._drawn_at = float("-inf")
        self._size = size
        self._ratio = 1.0
        self._camera = self.renderer.camera
        self._flight: tuple[Camera, Camera, float] | None = None
        self._moved_at = float("-inf")
        self._moving = False
        self._stale = True
        self._wants = True
        self._budget = 0
        self._closed = False

    @property
    def camera(self) -> Camera:
        """Where one looks from now."""
        return self._camera

    @property
    def goal(self) -> Camera:
        """Where one looks from when the flight has ended."""
        return self._flight[1] if self._flight else self._camera

    @property
    def moving(self) -> bool:
        """Whether the camera moves, or has only just stopped."""
        return self._moving

    @property
    def busy(self) -> bool:
        """Whether parts are being loaded."""
        return self.renderer.busy

    def resize(self, size: tuple[int, int], ratio: float) -> None:
        """Draw in another size; `ratio` is the number of pixels per pixel of a 96 dpi screen."""
        if (size, ratio) != (self._size, self._ratio):
            self._size, self._ratio = size, ratio
            self._stale = self._wants = True

    def sync(self, project: Project) -> None:
        """Show another project."""
        # A style that has to be worked out first is drawn when it is there, and nothing before it.
        self._stale |= self.renderer.sync(project)
        self._wants = True

    def select(self, layer_id: str, features: NDArray[np.uint32]) -> None:
        """Highlight features of a layer."""
        self.renderer.select(layer_id, features)
        self._stale = self._wants = True

    def set_theme(self, theme: Theme) -> None:
        """Change the colours of everything that is not data."""
        self.renderer.set_theme(theme)
        self._stale = self._wants = True

    def redraw(self) -> None:
        """Draw again, for what is shown has changed in some other way."""
        self._stale = self._wants = True

    def look(self, camera: Camera, now: float) -> None:
        """Look from another place at once."""
        self._flight = None
        self._go(camera, now)

    def fly(self, camera: Camera, now: float) -> None:
        """Go to another place within :data:`FLIGHT` seconds."""
        self._flight = (self._camera, camera, now)
        self._moved_at, self._moving = now, True

    def step(self, now: float) -> Step:
        """Do the next thing: fly on, draw, refine, or nothing.

        Parameters
        ----------
        now
            Seconds of a clock that never goes back.
        """
        begun = time.perf_counter()
        if self._flight is not None:
            start, end, left = self._flight
            share = (now - left) / FLIGHT
            if share >= 1.0:
                self._flight = None
            self._go(cameras.between(start, end, cameras.eased(share)), now)
        if self._moving and self._flight is None and now - self._moved_at >= SETTLE:
            self._moving, self._stale, self._wants = False, True, True
        pixels = self._size[0] * self._size[1]
        renderer = self.renderer
        if self._stale:
            renderer.look_from(self._camera, self._size, self._ratio)
        if self._wants:
            self._budget = self.governor.budget(pixels, moving=self._moving)
            renderer.want(self._budget, moving=self._moving, held=self.governor.most, now=now)
        self._wants = False
        patience = min(max(SHARE * (now - self._drawn_at), PATIENCE[0]), PATIENCE[1])
        fresh = renderer.deliver(
            self.governor.upload(moving=self._moving), patience if self._moving else math.inf
        )
        self._stale = self._stale or fresh is not None
        if self._stale and self._moving and now - self._drawn_at < self.governor.pace:
            return Step(None, self._drawn_at + self.governor.pace - now)
        if self._stale:
            triangles = renderer.load
            self._drawn_at = now
            scale = self.governor.scale(pixels, triangles) if self._moving else 1.0
            picture = renderer.draw(scale)
            spent = (time.perf_counter() - begun) * 1000
            self.governor.measured(spent, round(pixels * scale**2), triangles, fresh or 0)
            self._stale = False
            return Step(picture, self._delay(now, drew=True), spent)
        if not self._moving and not renderer.busy:
            better = renderer.sharpen(self.governor.samples)
            if better is not None:
                spent = (time.perf_counter() - begun) * 1000
                self.governor.measured(spent, pixels, renderer.load)
                return Step(better, 0.0, spent)
            if renderer.evicted:
                renderer.evicted = 0
                heap.trim()
        return Step(None, self._delay(now, drew=False))

    def reduced(self) -> list[str]:
        """Return what is reduced now, as Japanese sentences marked for translation."""
        found = self.governor.reduced(
            moving=self._moving, wanted=self.renderer.wanted_cost, budget=self._budget
        )
        return [SIMPLE, *found] if self.renderer.simple else found

    def facts(self) -> list[str]:
        """Return what draws, how the screen is connected, and what is reduced, marked for translation."""
        governor = self.governor
        how = BY_PROGRAM if self.renderer.simple else BY_PROCESSOR if governor.software else BY_CARD
        reduced = [one for one in self.reduced() if one != SIMPLE]
        return [how, *([REMOTE] if governor.remote else []), *reduced]

    def set_way(self, way: str) -> None:
        """Draw as the user wishes: ``auto``, ``fine`` or ``quick``."""
        if way != self.governor.way:
            self.governor.way = way
            self._stale = self._wants = True

    def close(self) -> None:
        """Free everything and remember how long pictures take; a second time does nothing."""
        if not self._closed:
            self._closed = True
            drawing.remember(self.machine, self.governor.costs)
        self.renderer.close()

    def _go(self, camera: Camera, now: float) -> None:
        if camera != self._camera:
            self._camera = camera
            self._moved_at, self._moving = now, True
            self._stale = self._wants = True

    def _delay(self, now: float, *, drew: bool) -> float | None:
        if self._flight is not None or self.renderer.pending:
            return 0.0
        if self._moving:
            return max(0.0, self._moved_at + SETTLE - now)
        if drew and not self.renderer.busy:
            return 0.0
        # Parts that are still being loaded announce themselves.
        return None
