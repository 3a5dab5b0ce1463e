"""Pictures for tests of the renderer: how they are made and what is asked of them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from gisapp.scene import camera as cameras
from tests.gisapp.scene.worlds import Plates

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.scene.renderer import Renderer
    from layers.project import Camera

SIZE = (320, 240)
RED, GREEN = (200, 40, 40), (40, 180, 60)


def above(extent: tuple[float, ...], distance: float = 400.0) -> Camera:
    middle = np.array(extent).reshape(2, 3).mean(axis=0)
    return cameras.aimed(middle, 0.0, cameras.STEEPEST, distance)


def settle(renderer: Renderer, seconds: float = 5.0) -> NDArray[np.uint8]:
    end = time.monotonic() + seconds
    renderer.want(1_000_000)
    while renderer.busy and time.monotonic() < end:
        renderer._loader.wait(0.02)
        if renderer.deliver(1_000_000):
            renderer.want(1_000_000)
    return renderer.draw()


def near(picture: NDArray[np.uint8], colour: tuple[int, int, int], tolerance: int = 12) -> NDArray[np.bool_]:
    return np.abs(picture[..., :3].astype(int) - colour).max(axis=-1) <= tolerance


def mean(one: tuple[int, int, int], two: tuple[int, int, int], share: float) -> tuple[int, int, int]:
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, two, strict=True))
    return red, green, blue


def halves() -> Plates:
    return Plates(
        {"west": (0, 0, 50, 100), "east": (50, 0, 100, 100), "all": (0, 0, 100, 100)},
    )
