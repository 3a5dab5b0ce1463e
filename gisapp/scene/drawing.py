"""Pictures of what stands on the stage: once, smoother and smoother, with their depths shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.scene import camera as cameras
from gisapp.scene.asking import Asking
from gisapp.scene.sharpness import MOST

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gisapp.scene.eyedome import EyeDome
    from gisapp.scene.sharpness import Sharpness


class Drawing(Asking):
    """Makes the pictures of a renderer.

    Attributes
    ----------
    extra_ms
        Milliseconds that showing the depths may add to a picture.
    """

    extra_ms: float = 0.0
    _dome: EyeDome
    _moving: bool
    _pixel: float
    _sharpness: Sharpness

    @property
    def rims_refused(self) -> bool:
        """Whether the depths of points are not shown, because that would take too long here."""
        return self._dome.refused

    def draw(self, scale: float = 1.0) -> NDArray[np.uint8]:
        """Draw the picture as it is now.

        Parameters
        ----------
        scale
            Share of the full width and height, to draw faster while moving.

        Returns
        -------
        numpy.ndarray
            (h, w, 4) uint8, first row at the top; the fourth value means nothing.

        Raises
        ------
        RenderFailed
            When the picture could not be drawn.
        """
        size = (max(1, round(self.size[0] * scale)), max(1, round(self.size[1] * scale)))
        pixel = self._pixel / scale
        with self._turn:
            self._aim(size)
            picture = self._stage.draw(size, pixel, full=self.size)
            picture = self._dome.over(self._stage, picture, pixel, self.extra_ms)
            self._shown = (self.camera, self.size)
            self._still = 0 if self._moving else self.renders
            if self._still:
                self.labels()  # what hides them is looked at now, and not when they are written
        if scale == 1.0:
            self._sharpness.begin(picture)
        else:
            self._sharpness.forget()
        return picture

    @property
    def rough(self) -> bool:
        """Whether :meth:`sharpen` may have something to do."""
        return self._sharpness.begun

    def sharpen(self, samples: int) -> NDArray[np.uint8] | None:
        """Draw once more with a small shift and return the mean so far: edges become smooth.

        Parameters
        ----------
        samples
            After so many pictures it is good; at most 8.

        Returns
        -------
        numpy.ndarray or None
            (h, w, 4) uint8, or None when the picture is good, or does not stand still.
        """
        return self._sharpness.mean() if self._draw_shifted(samples) else None

    def draw_sharp(self, samples: int) -> NDArray[np.uint8]:
        """Draw the picture as it is in the end, (h, w, 4) uint8: what lies between nobody sees.

        Raises
        ------
        RenderFailed
            When the picture could not be drawn.
        """
        self.draw()
        for _ in range(min(samples, MOST) - 1):
            self._draw_shifted(samples)
        picture = self._sharpness.mean()
        self._sharpness.forget()
        return picture

    def _draw_shifted(self, samples: int) -> bool:
        """Draw once more with a small shift, unless the picture is good, or does not stand still."""
        shift = self._sharpness.shift(samples)
        if shift is None:
            return False
        with self._turn:
            picture = self._stage.draw(self.size, self._pixel, shift)
            picture = self._dome.over(self._stage, picture, self._pixel, self.extra_ms)
        self._sharpness.add(picture)
        return True

    def _aim(self, size: tuple[int, int]) -> None:
        clip = cameras.clip_range(self.camera, size, cameras.around([self.extent, self._desk.extent]))
        ground = None if self.extent is None else self.extent[2] - 0.3
        self._stage.aim(self.camera, self._project.origin, clip, ground)
