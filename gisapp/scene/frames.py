"""When to draw what: pictures follow the camera while it moves, get fine when it rests, and then stop.

Knows no toolkit and no clock; whoever shows the pictures calls :meth:`Frames.step` and is told when to
call again, or that nothing is left to do.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gisapp import drawing
from gisapp.scene import camera as cameras
from gisapp.scene.governor import (
    BY_CARD,
    BY_PROCESSOR,
    BY_PROGRAM,
    NO_RIMS,
    REMOTE,
    SIMPLE,
    Governor,
)
from gisapp.scene.showing import Showing
from layers import heap

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from gisapp.scene.renderer import Renderer
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
STILL = 0.02
"""Seconds that the same may take while it stands still; then the window answers before it goes on."""
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
        Seconds until the next step, None when only a change gives reason for one, or a picture that is there.
    milliseconds
        How long choosing, putting onto the stage and drawing took, 0 when nothing was drawn.
    camera
        From where the picture was drawn.
    """

    picture: NDArray[np.uint8] | None
    delay: float | None
    milliseconds: float = 0.0
    beside: NDArray[np.uint8] | None = None
    camera: Camera | None = None


@dataclass(frozen=True, eq=False)
class _Made:
    """Pictures that were made: of each renderer, None where the last one holds; what they took and showed."""

    pictures: list[NDArray[np.uint8] | None]
    camera: Camera
    milliseconds: float
    pixels: int
    triangles: int
    fresh: int


class Frames(Showing[_Made]):
    """Draws a project as the camera moves.

    Parameters
    ----------
    size
        Width and height of the picture in pixels.
    theme
        Colours of everything that is not data.
    ready
        Called from a thread when a step has something new to show.
    aside
        Draw in a thread where that is possible, so that a step never takes long; else within the step.

    Raises
    ------
    RenderFailed
        When there is no way to draw on this PC.
    """

    def __init__(
        self, size: tuple[int, int], theme: Theme, ready: Callable[[], None], *, aside: bool = False
    ) -> None:
        super().__init__(size, theme, ready, aside=aside)
        self.governor = Governor(software=self.renderer.software, remote=drawing.remote())
        self.machine = drawing.machine(self.renderer.driver)
        known = drawing.remembered(self.machine)
        if known is not None:
            self.governor.recall(known)
        self._drawn_at = float("-inf")
        self._spent = 0.0
        self._fresh: int | None = None
        self._ratio = 1.0
        self._camera = self.renderer.camera
        self._flight: tuple[Camera, Camera, float] | None = None
        self._moved_at = float("-inf")
        self._moving = False
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
    def at_rest(self) -> bool:
        """Whether the camera stands still and no picture is being drawn."""
        return not self._moving and self._aside.idle

    @property
    def moving(self) -> bool:
        """Whether the camera moves, or has only just stopped."""
        return self._moving

    def resize(self, size: tuple[int, int], ratio: float) -> None:
        """Draw in another size; `ratio` is the number of pixels per pixel of a 96 dpi screen."""
        if (size, ratio) != (self._size, self._ratio):
            self._size, self._ratio = size, ratio
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
        shown = self._taken()
        if self._aside.at_work():
            return Step(None, None)
        self._aside.catch_up()
        delay = self._advance(now)
        # Where nothing is drawn aside, what was begun is there already.
        shown = self._taken() or shown
        if self._aside.at_work():
            delay = None  # it tells when it is there
        return Step(None, delay) if shown is None else replace(shown, delay=delay)

    def _advance(self, now: float) -> float | None:
        """Fly on, choose, put loaded parts onto the stage, begin a picture; return when to do so again."""
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
        if not self._deliver(now):
            return 0.0
        wait = self._wait(now)
        if wait > 0:
            return wait
        if self._stale or self._fresh is not None:
            self._drawn_at = now
            self._draw(begun, pixels)
            return self._delay(now, drew=True)
        return self._refine(now, pixels)

    def _deliver(self, now: float) -> bool:
        """Put loaded parts onto the stage; return whether a picture may come before those that are left."""
        drawn = self._renderers
        patience = (
            min(max(SHARE * (now - self._drawn_at), PATIENCE[0]), PATIENCE[1]) if self._moving else STILL
        )
        limit = self.governor.upload(moving=self._moving) // len(drawn)
        fresh = [one.deliver(limit, patience / len(drawn)) for one in drawn]
        if any(one is not None for one in fresh):
            self._fresh = (self._fresh or 0) + sum(one or 0 for one in fresh)
        enough = self._moving or (self._fresh or 0) >= limit
        return enough or not any(one.pending for one in drawn)

    def _wait(self, now: float) -> float:
        """Return seconds that a picture which is due has to wait; nothing where none is due."""
        if not self._stale and self._fresh is None:
            return 0.0
        between = self.governor.pace if self._moving else 0.0
        if not self._moving and not self._stale and self.busy:
            # Only parts have come, and more will: the window answers meanwhile, and loading goes on.
            between = min(max(PROGRESS, BREATH * self._spent), PROGRESS_MOST)
        return self._drawn_at + between - now

    def _draw(self, begun: float, pixels: int) -> None:
        """Draw anew.

        Parameters
        ----------
        begun
            When choosing and putting onto the stage began: they count to the time of the picture.
        pixels
            Of all pictures.
        """
        triangles = sum(one.load for one in self._renderers)
        scale = self.governor.scale(pixels, triangles) if self._moving else 1.0
        before, fresh = time.perf_counter() - begun, self._fresh or 0
        self._stale, self._fresh = False, None
        self._begin(lambda one: one.draw(scale), before, round(pixels * scale**2), triangles, fresh)

    def _refine(self, now: float, pixels: int) -> float | None:
        """Smooth what rests; when that is done, let go of memory that is no more needed."""
        if not self._moving and not self.busy:
            samples = self.governor.samples
            if any(one.rough for one in self._renderers):
                triangles = sum(one.load for one in self._renderers)
                self._begin(lambda one: one.sharpen(samples), 0.0, pixels, triangles, 0)
                return 0.0
            if any(one.evicted for one in self._renderers):
                for one in self._renderers:
                    one.evicted = 0
                self._aside.spare(heap.trim)
        return self._delay(now, drew=False)

    def _begin(
        self,
        draw: Callable[[Renderer], NDArray[np.uint8] | None],
        before: float,
        pixels: int,
        triangles: int,
        fresh: int,
    ) -> None:
        """Begin to make pictures; `before` is what was spent on them already, in seconds."""
        self._allow()
        drawn, camera = self._renderers, self._camera

        def work() -> _Made:
            begun = time.perf_counter()
            pictures = [draw(one) for one in drawn]
            spent = (before + time.perf_counter() - begun) * 1000
            return _Made(pictures, camera, spent, pixels, triangles, fresh)

        self._aside.begin(work)

    def _taken(self) -> Step | None:
        """Return the pictures that were made meanwhile, None without any, and learn from them."""
        made = self._aside.taken()
        if made is None or all(one is None for one in made.pictures):
            return None
        self.governor.measured(made.milliseconds, made.pixels, made.triangles, made.fresh)
        self._spent = made.milliseconds / 1000
        beside = made.pictures[1] if len(made.pictures) > 1 else None
        return Step(made.pictures[0], None, made.milliseconds, beside, made.camera)

    def _allow(self) -> None:
        """Let the pictures that follow take as long for the depths of points as the governor says."""
        for one in self._renderers:
            one.extra_ms = self.governor.extra_ms(moving=self._moving) / len(self._renderers)

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
            self._aside.close()
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
