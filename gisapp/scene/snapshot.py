"""A picture for paper: everything loaded, every edge smooth, however long it takes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.scene.renderer import Renderer
    from layers.project import Camera

WAIT = 0.2
"""Seconds after which the view is asked anew for what it wants, where nothing has come."""
SCREEN = 900
"""Height in pixels of the picture in which lines are as wide as on a 96 dpi screen."""


def finest(
    renderer: Renderer, camera: Camera, size: tuple[int, int], budget: int, seconds: float, samples: int
) -> NDArray[np.uint8]:
    """Return the picture (h, w, 3) uint8; the renderer looks from that camera afterwards.

    Parameters
    ----------
    camera, size
        Where from and how large.
    budget
        Triangles.
    seconds
        After this time the picture is made with what is there.
    samples
        Pictures of which the mean is taken, for smooth edges.
    """
    end = time.monotonic() + seconds
    renderer.look_from(camera, size, size[1] / SCREEN)
    while True:
        renderer.want(budget)
        if not renderer.busy or time.monotonic() > end:
            break
        _take_in(renderer, budget, end)
    picture = renderer.draw_sharp(samples)
    return np.ascontiguousarray(picture[:, :, :3])


def _take_in(renderer: Renderer, budget: int, end: float) -> None:
    """Put what is asked for onto the stage: asking anew after each part takes longer than the part."""
    while renderer.busy and time.monotonic() <= end:
        fresh = renderer.wait(WAIT)
        renderer.deliver(budget)
        if not fresh:
            return
