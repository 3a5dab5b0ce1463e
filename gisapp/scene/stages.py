"""Who draws: OpenGL, or a plain program of our own where there is no OpenGL to be had."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any, Protocol

from layers.errors import RenderFailed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gisapp.scene.dressed import Drawn, Dressed
    from gisapp.scene.look import Look
    from gisapp.scene.theme import Theme
    from layers.project import Camera

LOG = logging.getLogger(__name__)

NO_OPENGL = "GISAPP_NO_OPENGL"
"""Set to anything, it draws without OpenGL: for PCs whose driver ends the program."""


class AnyStage(Protocol):
    """What draws; see :class:`gisapp.scene.stage.Stage` for what the methods do."""

    simple: bool
    renders: int
    capabilities: str

    @property
    def software(self) -> bool:
        """Whether the processor draws."""
        ...

    def dress(self, theme: Theme) -> None:
        """Change sky, ground and haze."""
        ...

    def piece(self, baked: Drawn, now: Look, *, lift: float = 0.0) -> Dressed:
        """Return what shows something on this stage, and on no other."""
        ...

    def add(self, piece: Any, *, lit: bool = True) -> None:
        """Put a piece of this stage onto it."""
        ...

    def remove(self, piece: Any) -> None:
        """Take a piece off the stage."""
        ...

    def aim(
        self,
        camera: Camera,
        origin: tuple[float, float, float],
        clip: tuple[float, float],
        ground: float | None,
    ) -> None:
        """Look from a camera."""
        ...

    def draw(
        self,
        size: tuple[int, int],
        pixel: float = 1.0,
        jitter: tuple[float, float] = (0.0, 0.0),
        *,
        full: tuple[int, int] | None = None,
    ) -> NDArray[np.uint8]:
        """Draw once and return the picture (h, w, 4) uint8."""
        ...

    def draws_in_threads(self) -> bool:
        """Say whether another thread than the one that made it can draw."""
        ...

    @property
    def deep(self) -> bool:
        """Whether anything is drawn whose depths are to be seen."""
        ...

    def depth(self, x: float, y: float) -> float | None:
        """Return how far in front of the eye something was drawn."""
        ...

    def depths(self) -> NDArray[np.float32]:
        """Return (h, w) how far in front of the eye all was drawn, infinite for sky and bare ground."""
        ...

    def close(self) -> None:
        """Free everything."""
        ...


def opened(size: tuple[int, int], theme: Theme, *, simple: bool = False) -> AnyStage:
    """Return a stage; a `simple` one needs no OpenGL, draws the same everywhere, and may live in any thread.

    Raises
    ------
    RenderFailed
        When there is no way at all to draw on this PC.
    """
    if simple or os.environ.get(NO_OPENGL):
        return _plain(size, theme)
    try:
        from gisapp.scene.stage import Stage

        return Stage(size, theme)
    except (RenderFailed, ImportError, RuntimeError) as error:
        LOG.warning("no OpenGL, drawing without: %s", getattr(error, "detail", "") or error)
        return _plain(size, theme)


def _plain(size: tuple[int, int], theme: Theme) -> AnyStage:
    from gisapp.scene.plainstage import PlainStage  # compiles its loops: not where it is not needed

    return PlainStage(size, theme)
