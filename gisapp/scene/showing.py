"""What the frames show: a project, what is compared with it, and what tools and desks add.

What would change the stage while a picture is drawn aside is put off until that is there.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

from gisapp.scene.aside import Aside
from gisapp.scene.renderer import Renderer
from layers.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from gisapp.scene.comparison import Comparison
    from gisapp.scene.theme import Theme
    from layers.drawables import Drawable
    from layers.project import Camera

T = TypeVar("T")


class Showing(Generic[T]):
    """Keeps the renderers and changes what they show when none of them draws.

    Parameters
    ----------
    size, theme, ready, aside
        As in :class:`gisapp.scene.frames.Frames`.

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

    def __init__(
        self, size: tuple[int, int], theme: Theme, ready: Callable[[], None], *, aside: bool
    ) -> None:
        self.renderer = Renderer(size, theme, ready)
        self.beside: Renderer | None = None
        self.divided = 0.5
        self._aside: Aside[T] = Aside(ready if aside and self.renderer.draws_in_threads() else None)
        self._size, self._theme, self._ready, self._project = size, theme, ready, Project()
        self._chosen: tuple[str, NDArray[np.uint32]] = ("", np.empty(0, np.uint32))
        self._stale = True
        self._wants = True

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
        self._aside.wait()
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
        self.redraw()

    def sync(self, project: Project) -> None:
        """Show another project."""
        self._project = project
        self._aside.when_idle(partial(self._sync, project))
        self._wants = True

    def _sync(self, project: Project) -> None:
        # A style that has to be worked out first is drawn when it is there, and nothing before it.
        for one in self._renderers:
            self._stale |= one.sync(project)

    def select(self, layer_id: str, features: NDArray[np.uint32]) -> None:
        """Highlight features of a layer."""
        self._chosen = (layer_id, features)
        self._change(lambda one: one.select(layer_id, features))

    def set_theme(self, theme: Theme) -> None:
        """Change the colours of everything that is not data."""
        self._theme = theme
        self._change(lambda one: one.set_theme(theme))

    def show(self, drawables: Iterable[Drawable]) -> None:
        """Show what a tool draws, in place of what it drew before."""
        self._aside.when_idle(partial(self.renderer.show, tuple(drawables)))
        self.redraw()

    def show_desk(self, drawables: Iterable[Drawable]) -> None:
        """Show what a desk has worked out, in place of what it showed before."""
        self._aside.when_idle(partial(self.renderer.show_desk, tuple(drawables)))
        self.redraw()

    def paint(self, paints: Mapping[str, NDArray[np.uint8]]) -> None:
        """Show layers, by their id, in other colours than their styles say."""
        self._aside.when_idle(partial(self.renderer.paint, paints))
        self.redraw()

    def _change(self, change: Callable[[Renderer], None]) -> None:
        """Change what all renderers show as soon as none draws, and draw anew."""

        def changed() -> None:
            for one in self._renderers:
                change(one)

        self._aside.when_idle(changed)
        self.redraw()

    def redraw(self) -> None:
        """Draw again, for what is shown has changed in some other way."""
        self._stale = self._wants = True

    def snapshot(self, camera: Camera, size: tuple[int, int]) -> NDArray[np.uint8]:
        """Return a picture (h, w, 3) of full quality, that of the comparison from where both meet.

        Raises
        ------
        RenderFailed
            When the picture could not be drawn.
        """
        self._aside.wait()
        found = self.renderer.snapshot(camera, size)
        if self.beside is not None:
            left = round(self.divided * size[0])
            found[:, left:] = self.beside.snapshot(camera, size)[:, left:]
        self.redraw()
        return found
