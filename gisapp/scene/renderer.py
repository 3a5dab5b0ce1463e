"""Draws a project: compares it with the one drawn before and streams what the view wants.

Knows no Qt. Everything here runs on one thread; only loading happens on others, and drawing may, while
nothing else is asked than what stands in the picture.
"""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from itertools import count
from typing import TYPE_CHECKING

from gisapp.scene import camera as cameras
from gisapp.scene import snapshot as snapshots
from gisapp.scene.ahead import Ahead
from gisapp.scene.crew import LOOK, Crew
from gisapp.scene.drawing import Drawing
from gisapp.scene.extras import Extras
from gisapp.scene.eyedome import EyeDome
from gisapp.scene.loader import Done, Job, Loader
from gisapp.scene.origin import Frame
from gisapp.scene.sharpness import MOST, Sharpness
from gisapp.scene.spotlight import OUTLINE, Spotlight
from gisapp.scene.stages import opened
from layers import heap
from layers.project import Camera, Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy as np
    from numpy.typing import NDArray

    from gisapp.scene.theme import Theme
    from layers.drawables import Drawable
    from layers.feedback import Finding
    from layers.messages import Message

HELD = 1.15
"""Triangles are kept up to this multiple of the largest budget before the least used go."""
FEW, MANY = 6, 30
"""Parts that go at once while moving, and when far too many are held."""
BURST = 1.2  # times what may be held: far too much


class Renderer(Drawing):
    """The picture of a project.

    Parameters
    ----------
    size
        Width and height in pixels.
    theme
        Colours of everything that is not data.
    ready
        Called from a thread when something was loaded and :meth:`deliver` should be called.
    simple
        Draw without OpenGL on any PC: in a thread, or to have the same picture everywhere.

    Attributes
    ----------
    camera, size
        Where from and how large the full picture is; set by :meth:`look_from`.
    software, simple
        Whether the processor draws instead of a graphics card, and whether without OpenGL at all.
    extent
        Box around all layers as they are drawn, None without any.
    frame
        Where true places are drawn; the camera lives among drawn ones.
    findings, problems
        What was met while loading; whoever tells people of it empties the lists.

    Raises
    ------
    RenderFailed
        When there is no way to draw on this PC.
    """

    def __init__(
        self,
        size: tuple[int, int],
        theme: Theme,
        ready: Callable[[], None] = lambda: None,
        *,
        simple: bool = False,
    ) -> None:
        heap.keep_large_apart()
        self._stage, self._turn = opened(size, theme, simple=simple), threading.RLock()
        self.software = self._stage.software
        self.simple = self._stage.simple
        self._loader = Loader(ready)
        self._theme = theme
        self._project = Project()
        self._crews: dict[str, Crew] = {}
        self._paints = {}
        self._generations, self._closed = count(1), False
        self._finished: deque[Done] = deque()
        self._held: list[Done] = []
        self._spotlight = Spotlight(self._stage, theme)
        self._desk = Extras(self._stage, theme.accent)
        self.camera = Camera((0.0, -1000.0, 800.0), (0.0, 0.0, 0.0))
        self.size = size
        self._pixel = 1.0
        self._shown = (self.camera, size)
        self._still, self._open = 0, (None, [])
        self._budget = self._held_most = 1_000_000
        self._moving, self._ahead = False, Ahead()
        self._sharpness, self._dome = Sharpness(), EyeDome(ready)
        self.wanted_cost = 0
        self.evicted = 0
        self.extent: cameras.Extent | None = None
        self.frame = Frame()
        self.findings: list[Finding] = []
        self.problems: list[Message] = []

    @property
    def busy(self) -> bool:
        """Whether something is still being loaded or waits to be shown."""
        return self._loader.busy or bool(self._finished) or bool(self._held)

    def draws_in_threads(self) -> bool:
        """Say whether :meth:`draw` and :meth:`sharpen` may be called in another thread than all else."""
        return self._stage.draws_in_threads()

    def wait(self, seconds: float) -> bool:
        """Wait until something was loaded; return False when nothing was within the time."""
        return self._loader.wait(seconds)

    @property
    def pending(self) -> bool:
        """Whether :meth:`deliver` has left something for the next time."""
        return bool(self._finished)

    def sync(self, project: Project) -> bool:
        """Show another project: only what differs from the one shown before is touched.

        Returns
        -------
        bool
            Whether the picture is another one already; what is worked out first comes with :meth:`deliver`.
        """
        self._project, old = project, self._project
        changed = [layer.id for layer in project.layers] != [layer.id for layer in old.layers]
        # Of hidden layers too: the ground stays when a layer is hidden.
        self.frame = frame = Frame.of(project)
        extent = cameras.around([layer.extent() for layer in project.layers])
        self.extent = None if extent is None else frame.drawn_extent(extent)
        present = {layer.id for layer in project.layers}
        for layer_id in self._crews.keys() - present:
            self._crews.pop(layer_id).leave()
        for layer in project.layers:
            crew = self._crews.get(layer.id)
            if crew is not None and crew.layer.data is not layer.data:
                self._crews.pop(layer.id).leave()
                crew = None
                changed = True
            if crew is None:
                crew = Crew(layer, self._stage, next(self._generations), frame, self._theme)
                self._crews[layer.id] = crew
                crew.paint(self._paints.get(layer.id))
                if layer.id == self._spotlight.layer_id:
                    crew.select(self._spotlight.features)
            elif crew.layer is not layer:
                changed |= crew.update(layer)
        for rank, layer in enumerate(reversed(project.layers)):
            changed |= self._crews[layer.id].stand(frame, rank)
        self._spotlight.sync(project)
        self._desk.stand(frame)
        return changed

    def select(self, layer_id: str, features: NDArray[np.uint32]) -> None:
        """Highlight features (rising row numbers) of one layer; no features, no highlight."""
        before = self._spotlight.layer_id
        self._spotlight.select(layer_id, features, self._theme)
        for touched in {before, self._spotlight.layer_id} - {""}:
            if touched in self._crews:
                self._crews[touched].select(features if touched == self._spotlight.layer_id else None)

    def set_theme(self, theme: Theme) -> None:
        """Change the colours of everything that is not data."""
        self._theme = theme
        self._stage.dress(theme)
        for crew in self._crews.values():
            crew.dress(theme)
        self._spotlight.select(self._spotlight.layer_id, self._spotlight.features, theme)

    def show(self, drawables: Iterable[Drawable]) -> None:
        """Show what a tool draws, in place of what it drew before."""
        self._spotlight.draw(drawables)
        self._sharpness.forget()

    def show_desk(self, drawables: Iterable[Drawable]) -> None:
        """Show what a desk has worked out, in its own colours, in place of what it showed before."""
        self._desk.draw(drawables)
        self._sharpness.forget()

    def look_from(self, camera: Camera, size: tuple[int, int], pixel_ratio: float = 1.0) -> None:
        """Set camera, size of the full picture in pixels, and pixels per pixel of a 96 dpi screen."""
        self.camera, self.size, self._pixel = camera, size, 1.0 / pixel_ratio
        self._sharpness.forget()

    def want(self, budget: int, *, moving: bool = False, held: int = 0, now: float | None = None) -> None:
        """Ask the layers what this view needs, show what is there, and load what is missing.

        Parameters
        ----------
        budget
            Triangles that may be drawn.
        moving
            Whether the camera moves; then what lies ahead is loaded too.
        held
            Triangles that may be kept when that is more than `budget`.
        now
            Seconds of a steady clock, for foresight; None for none.
        """
        self._budget, self._moving = budget, moving
        # While moving less is drawn; what the picture after it needs stays.
        self._held_most = max(held, budget)
        self._sharpness.forget()
        view = self.frame.view(self.camera, self.size, budget, moving=moving)
        jobs: list[tuple[float, Job]] = []
        self.wanted_cost = 0
        soon = self._ahead.camera(self.camera, now) if moving else None
        for layer in self._project.layers:
            if layer.visible and layer.data is not None:
                crew = self._crews[layer.id]
                parts = layer.parts(view)
                self.wanted_cost += sum(part.triangles for part in parts)
                if soon is not None:
                    crew.foresee(layer.parts(self.frame.view(soon, self.size, budget, moving=False)))
                elif not moving:
                    crew.foresee(())
                jobs.extend(crew.jobs(parts))
        outline = self._spotlight.job(self._project)
        if outline is not None:
            jobs.append((float("-inf"), outline))
        waiting = {done.key for done in (*self._finished, *self._held)}
        self._evict()
        jobs.sort(key=lambda pair: pair[0])
        self._loader.want([job for _, job in jobs if job.key not in waiting])

    def deliver(self, limit: int, patience: float = math.inf) -> int | None:
        """Put loaded parts onto the stage, no more than about `limit` triangles and `patience` seconds.

        Returns
        -------
        int or None
            How many triangles are new, or None when the picture has not changed.
        """
        self._finished.extend(self._loader.take())
        changed = False
        spent = 0
        touched: set[str] = set()
        until = time.perf_counter() + patience
        while self._finished and spent < limit and time.perf_counter() < until:
            done = self._finished.popleft()
            self.findings.extend(done.findings)
            layer_id, generation, what, key = done.key
            crew = self._crews.get(layer_id)
            if layer_id == OUTLINE:
                if done.error is None:
                    changed |= self._spotlight.receive(generation, done.value)
            elif crew is None or crew.generation != generation:
                continue
            elif done.error is not None:
                self.problems.append(crew.miss(what, key))
                self._release_held()
            elif what == LOOK:
                changed |= crew.receive_base(key, done.value)
                self._release_held()
            elif crew.look is None:
                # Its colours are still being worked out; nobody should see it in others first.
                self._held.append(done)
            elif crew.wants(key):
                spent += crew.receive(key, done.value)
                touched.add(layer_id)
        changed |= self._dome.took_up()
        for layer_id in touched:
            self._crews[layer_id].rearrange()
        if touched:
            self._evict()
        if changed or touched:
            self._sharpness.forget()
            return spent
        return None

    def snapshot(
        self,
        camera: Camera,
        size: tuple[int, int],
        *,
        budget: int = 2_000_000,
        seconds: float = 60.0,
        samples: int = MOST,
    ) -> NDArray[np.uint8]:
        """Return a picture of full quality, with everything loaded that the view wants.

        Parameters
        ----------
        camera, size, budget, seconds, samples
            Where from, how large, how many triangles; after the time it is made with what is there; of how
            many pictures the mean is taken.

        Returns
        -------
        numpy.ndarray
            (h, w, 3) uint8, first row at the top.

        Raises
        ------
        RenderFailed
            When the picture could not be drawn.
        """
        before = (self.camera, self.size, 1.0 / self._pixel, self._budget, self._held_most)
        self.extra_ms, extra = math.inf, self.extra_ms
        try:
            return snapshots.finest(self, camera, size, budget, seconds, samples)
        finally:
            self.look_from(*before[:3])
            self._budget, self._held_most = before[3:]
            self.extra_ms = extra

    def close(self) -> None:
        """Stop the threads and free everything that the graphics card holds; a second time does nothing."""
        if self._closed:
            return
        self._closed = True
        self._loader.close()
        self._dome.close()
        self._finished.clear()
        self._held.clear()
        self._spotlight.leave()
        self._desk.leave()
        for crew in self._crews.values():
            crew.leave()
        self._crews.clear()
        self._stage.close()

    def _evict(self) -> None:
        total = sum(crew.cost for crew in self._crews.values())
        allowed = HELD * self._held_most
        if total > allowed:
            most = None if not self._moving else FEW if total < BURST * allowed else MANY
            for crew in self._crews.values():
                self.evicted += crew.evict(int(crew.cost * allowed / total), most)

    def _release_held(self) -> None:
        self._finished.extendleft(reversed(self._held))
        self._held.clear()
