"""Depth that is seen: dark rims where something stands before something else, as far as that can be afforded.

Points have no normals that light could fall on. The eye-dome lighting of Boucheny (2009, *Visualisation
scientifique interactive de grands volumes de données*) needs none: a pixel is darkened by how much nearer to
the eye its neighbours are, on a logarithmic scale, so that it looks the same at every distance.
"""

from __future__ import annotations

import math
import threading
import time
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from gisapp.scene.stages import AnyStage

RING = 1.5
"""Pixels of a 96 dpi screen to the neighbours that are looked at."""
STRENGTH = 60.0
MOST = 0.012
"""What a neighbour counts at most, in doublings of the distance: rims, not shadows of whatever stands far
before."""
MEMORY = 0.7
"""Weight of the past at each new measurement."""


class EyeDome:
    """Darkens pictures by their depths.

    Parameters
    ----------
    ready
        Called from a thread when it has become able to.

    Attributes
    ----------
    refused
        Whether the last picture was to have rims and has none, because they would have taken too long.
    """

    def __init__(self, ready: Callable[[], None]) -> None:
        self._ready = ready
        self._thread: threading.Thread | None = None
        self._able = False
        self._news = False
        self._per_pixel = 0.0
        self.refused = False

    def took_up(self) -> bool:
        """Return whether it has become able to since this was asked last: the picture is to be drawn anew."""
        news, self._news = self._news, False
        return news

    def over(
        self, stage: AnyStage, picture: NDArray[np.uint8], pixel: float, milliseconds: float
    ) -> NDArray[np.uint8]:
        """Return the picture that a stage has drawn with its depths shown.

        Parameters
        ----------
        stage
            Which has just drawn it.
        picture
            (h, w, 4); it may be changed in place.
        pixel
            Size of its pixels in pixels of a 96 dpi screen.
        milliseconds
            It may take no longer; infinite for a picture that is waited for.
        """
        count = picture.shape[0] * picture.shape[1]
        wanted = stage.deep
        self.refused = wanted and self._per_pixel * count > milliseconds
        if not wanted or self.refused:
            return picture
        if not self._able:
            self._prepare(wait=milliseconds == math.inf)
        if not self._able:
            return picture
        from gisapp.scene.eyedomeloops import darkened

        begun = time.perf_counter()
        darkened(picture, stage.depths(), max(round(RING / pixel), 1), STRENGTH, MOST)
        spent = (time.perf_counter() - begun) * 1000 / count
        before = self._per_pixel or spent
        self._per_pixel = MEMORY * before + (1 - MEMORY) * spent
        return picture

    def close(self) -> None:
        """Wait for what was begun."""
        if self._thread is not None:
            self._thread.join()

    def _prepare(self, *, wait: bool) -> None:
        """Have the loop compiled beside the window: on a new PC that takes seconds."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._compile, name="scene-eyedome", daemon=True)
            self._thread.start()
        if wait:
            self._thread.join()

    def _compile(self) -> None:
        from gisapp.scene.eyedomeloops import darkened

        darkened(np.zeros((2, 2, 4), np.uint8), np.ones((2, 2), np.float32), 1, STRENGTH, MOST)
        self._able = self._news = True
        self._ready()
