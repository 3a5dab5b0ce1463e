"""When to draw what: pictures follow the camera while it moves, get fine when it rests, and then stop.

Knows no toolkit and no clock; whoever shows the pictures calls :meth:`Frames.step` and is told when to
call again, or that nothing is left to do.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp import drawing
from gisapp.scene import camera as cameras
from gisapp.scene import heap
from gisapp.scene.governor import (
    BY_CARD,
    BY_PROCESSOR,
    BY_PROGRAM,
    NO_RIMS,
    REMOTE,
    SIMPLE,
    Governor,
)
from gisapp.scene.renderer import Renderer
from layers.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from gisapp.scene.comparison import Comparison
    from gisapp.scene.theme import Theme
    from layers.project import Camera

SETTLE = 0.15
"""Seconds after the last movement when the fine picture is drawn."""
PATIENCE, SHARE = (0.007, 0.028), 0.15
"""Seconds that putting loaded parts onto the stage may take between two pictures while moving: this share of
the time from one to the next, or a busy PC would show stand-ins for long, within these limits."""
PROGRESS, PROGRESS_MOST, BREATH = 0.1, 0.5, 2.0
"""Seconds from one picture to the next while it stands still and loads: at least, at most, and as a multiple
of the time that the last picture took."""
FLIGHT = 0.4
"""Seconds of a flight."""


@dataclass(frozen=True, eq=False)
class Step:
    """What a step did.

    Attributes
    ----------
    picture
        (h, w, 4) uint8, or None when the last one still holds.
    beside
        The same of what is compared with it.
    delay
        Seconds until the next step, None when only a change gives reason for one.
    milliseconds
        How long choosing, putting onto the stage and drawing took, 0 when nothing was drawn.
    """

    picture: NDArray[np.uint8] | None
    delay: float | None
    milliseconds: float = 0.0
    beside: NDArray[np.uint8] | None = None


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

    Attributes
    ----------
    renderer
        Draws what is shown.
    beside
        Draws what is compared with it, from the same camera; None without a comparison. Both share what the
        machine is able to draw.
    divided
        Share of the width at which the two meet.
    """

    def __init__(self, size: tuple[int, int], theme: Theme, ready: Callable[[], None]) -> None:
        self.renderer = Renderer(size, theme, ready)
        self.beside: Renderer | None = None
        self.divided = 0.5
        self._theme, self._ready, self._project = theme, ready, Project()
        self._chosen: tuple[str, NDArray[np.uint32]] = ("", np.empty(0, np.uint32))
        self.governor = Governor(software=self.renderer.software, remote=drawing.remote())
        self.machine = drawing.machine(self.renderer.driver)
        known = drawing.remembered(self.machine)
        if known is not None:
            self.governor.recall(known)
        self._drawn_at = float("-inf")
        self._spent = 0.0
        self._fresh: int | None = None
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
        return any(one.busy for one in self._renderers)

    @property
    def _renderers(self) -> tuple[Renderer, ...]:
        return (self.renderer,) if self.beside is None else (self.renderer, self.beside)

    def compare(self, comparison: Comparison | None) -> None:
        """Draw another state of the same place too, or no more.

        Raises
        ------
        RenderFailed
            When there is no way to draw on this PC.
        """
        if comparison is None:
            if self.beside is not None:
                self.beside.close()
                self.beside = None
        else:
            if self.beside is None:
                self.beside = Renderer(self._size, self._theme, self._ready)
                self.beside.sync(self._project)
                self.beside.select(*self._chosen)
            self.beside.paint(comparison.paints)
            self.beside.show_desk(comparison.drawables)
        self._stale = self._wants = True

    def resize(self, size: tuple[int, int], ratio: float) -> None:
        """Draw in another size; `ratio` is the number of pixels per pixel of a 96 dpi screen."""
        if (size, ratio) != (self._size, self._ratio):
            self._size, self._ratio = size, ratio
            self._stale = self._wants = True

    def sync(self, project: Project) -> None:
        """Show another project."""
        self._project = project
        # A style that has to be worked out first is drawn when it is there, and nothing before it.
        for one in self._renderers:
            self._stale |= one.sync(project)
        self._wants = True

    def select(self, layer_id: str, features: NDArray[np.uint32]) -> None:
        """Highlight features of a layer."""
        self._chosen = (layer_id, features)
        for one in self._renderers:
            one.select(layer_id, features)
        self._stale = self._wants = True

    def set_theme(self, theme: Theme) -> None:
        """Change the colours of everything that is not data."""
        self._theme = theme
        for one in self._renderers:
            one.set_theme(theme)
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
        drawn = self._renderers
        pixels = self._size[0] * self._size[1] * len(drawn)
        if self._stale:
            for one in drawn:
                one.look_from(self._camera, self._size, self._ratio)
        if self._wants:
            self._budget = self.governor.budget(pixels, moving=self._moving) // len(drawn)
            most = self.governor.most // len(drawn)
            for one in drawn:
                one.want(self._budget, moving=self._moving, held=most, now=now)
        self._wants = False
        patience = min(max(SHARE * (now - self._drawn_at), PATIENCE[0]), PATIENCE[1]) / len(drawn)
        limit = self.governor.upload(moving=self._moving) // len(drawn)
        fresh = [one.deliver(limit, patience if self._moving else math.inf) for one in drawn]
        if any(one is not None for one in fresh):
            self._fresh = (self._fresh or 0) + sum(one or 0 for one in fresh)
        wait = self._wait(now)
        if wait > 0:
            return Step(None, wait)
        if self._stale or self._fresh is not None:
            self._drawn_at = now
            return self._draw(now, begun, pixels, self._fresh or 0)
        return self._refine(now, pixels)

    def _wait(self, now: float) -> float:
        """Return seconds that a picture which is due has to wait; nothing where none is due."""
        if not self._stale and self._fresh is None:
            return 0.0
        between = self.governor.pace if self._moving else 0.0
        if not self._moving and not self._stale and self.busy:
            # Only parts have come, and more will: the window answers meanwhile, and loading goes on.
            between = min(max(PROGRESS, BREATH * self._spent), PROGRESS_MOST)
        return self._drawn_at + between - now

    def _draw(self, now: float, begun: float, pixels: int, fresh: int) -> Step:
        """Draw anew.

        Parameters
        ----------
        now
            The time of the step.
        begun
            When choosing and putting onto the stage began: they count to the time of the picture.
        pixels
            Of all pictures.
        fresh
            Triangles that were never drawn before.
        """
        triangles = sum(one.load for one in self._renderers)
        scale = self.governor.scale(pixels, triangles) if self._moving else 1.0
        self._allow()
        pictures = [one.draw(scale) for one in self._renderers]
        spent = (time.perf_counter() - begun) * 1000
        self.governor.measured(spent, round(pixels * scale**2), triangles, fresh)
        self._spent = spent / 1000
        self._stale, self._fresh = False, None
        return Step(pictures[0], self._delay(now, drew=True), spent, *pictures[1:])

    def _refine(self, now: float, pixels: int) -> Step:
        """Smooth what rests; when that is done, let go of memory that is no more needed."""
        if not self._moving and not self.busy:
            begun = time.perf_counter()
            self._allow()
            better = [one.sharpen(self.governor.samples) for one in self._renderers]
            if any(one is not None for one in better):
                spent = (time.perf_counter() - begun) * 1000
                self.governor.measured(spent, pixels, sum(one.load for one in self._renderers))
                return Step(better[0], 0.0, spent, *better[1:])
            if any(one.evicted for one in self._renderers):
                for one in self._renderers:
                    one.evicted = 0
                heap.trim()
        return Step(None, self._delay(now, drew=False))

    def _allow(self) -> None:
        """Let the pictures that follow take as long for the depths of points as the governor says."""
        for one in self._renderers:
            one.extra_ms = self.governor.extra_ms(moving=self._moving) / len(self._renderers)

    def snapshot(self, camera: Camera, size: tuple[int, int]) -> NDArray[np.uint8]:
        """Return a picture (h, w, 3) of full quality, that of the comparison from where both meet.

        Raises
        ------
        RenderFailed
            When the picture could not be drawn.
        """
        found = self.renderer.snapshot(camera, size)
        if self.beside is not None:
            left = round(self.divided * size[0])
            found[:, left:] = self.beside.snapshot(camera, size)[:, left:]
        self.redraw()
        return found

    def reduced(self) -> list[str]:
        """Return what is reduced now, as Japanese sentences marked for translation."""
        found = self.governor.reduced(
            moving=self._moving, wanted=self.renderer.wanted_cost, budget=self._budget
        )
        if self.renderer.rims_refused and not self._moving:
            found.append(NO_RIMS)
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
        for one in self._renderers:
            one.close()

    def _go(self, camera: Camera, now: float) -> None:
        if camera != self._camera:
            self._camera = camera
            self._moved_at, self._moving = now, True
            self._stale = self._wants = True

    def _delay(self, now: float, *, drew: bool) -> float | None:
        if self._flight is not None or any(one.pending for one in self._renderers):
            return 0.0
        if self._moving:
            return max(0.0, self._moved_at + SETTLE - now)
        if drew and not self.busy:
            return 0.0
        # Parts that are still being loaded announce themselves.
        return None
