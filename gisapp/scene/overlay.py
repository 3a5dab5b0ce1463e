"""What is written over the picture: compass, scale bar, sources, names, hints. Only where, not how.

The marks are plain values; the canvas paints them with the fonts of the window, so they are sharp at
every scaling of the screen, and a test can read them without any window.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.scene import camera as cameras

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from gisapp.scene.bake import BakedLabels
    from layers.project import Camera

COMPASS_RADIUS = 20.0
MARGIN = 16.0
LABELS = 120
"""Texts that are shown at most; the nearest first."""


@dataclass(frozen=True)
class ScaleBar:
    """A bar of `pixels` that stands for `metres`, as exactly as the view allows."""

    metres: float
    pixels: float

    @property
    def figure(self) -> str:
        """The length as staff write it."""
        if self.metres >= 1000:
            return f"{self.metres / 1000:,g} km"
        return f"{self.metres:,g} m"


@dataclass(frozen=True)
class Compass:
    """A needle at (x, y), pixels; `angle` is where north lies, clockwise from the top, radians."""

    x: float
    y: float
    radius: float
    angle: float

    def holds(self, x: float, y: float) -> bool:
        """Say whether a pixel lies on the compass."""
        return math.hypot(x - self.x, y - self.y) <= self.radius + 4


@dataclass(frozen=True)
class Name:
    """A text whose middle stands at (x, y), pixels."""

    x: float
    y: float
    text: str


def scale_bar(camera: Camera, size: tuple[float, float], longest: float = 160.0) -> ScaleBar:
    """Return a bar of 1, 2 or 5 times a power of ten metres, at the depth of the point looked at."""
    per_pixel = cameras.metres_per_pixel(camera, size)
    reach = per_pixel * longest
    power = 10.0 ** math.floor(math.log10(reach))
    metres = max(step * power for step in (1.0, 2.0, 5.0) if step * power <= reach)
    return ScaleBar(metres, metres / per_pixel)


def is_flat(camera: Camera) -> bool:
    """Say whether one looks straight down, so that a scale holds all over the picture."""
    return cameras.tilt(camera) > math.radians(89.0)


def compass(camera: Camera, size: tuple[float, float]) -> Compass:
    """Return the compass, at the top right."""
    offset = MARGIN + COMPASS_RADIUS
    return Compass(size[0] - offset, offset, COMPASS_RADIUS, -cameras.bearing(camera))


def together(
    labels: Iterable[BakedLabels],
) -> tuple[NDArray[np.float64], tuple[str, ...], NDArray[np.float64]]:
    """Return all texts as one list with their rises, so that none of one layer covers one of another."""
    found = list(labels)
    if not found:
        return np.empty((0, 3)), (), np.empty(0)
    points = np.concatenate([one.points for one in found])
    rises = np.concatenate([np.full(len(one.texts), one.rise) for one in found])
    return points, tuple(text for one in found for text in one.texts), rises


def names(
    camera: Camera,
    size: tuple[float, float],
    points: NDArray[np.float64],
    texts: Sequence[str],
    rises: NDArray[np.float64],
    letter: tuple[float, float] = (12.0, 18.0),
) -> list[Name]:
    """Place texts so that none covers another.

    Parameters
    ----------
    points, texts
        (n, 3) metres and n texts.
    rises
        (n,) pixels by which they stand over their points.
    letter
        Width and height of a letter in pixels.

    Returns
    -------
    list of Name
        The nearest first.
    """
    if not len(points):
        return []
    place = cameras.pixels(camera, size, points)
    inside = (
        (place[:, 2] > 0)
        & (place[:, 0] > 0)
        & (place[:, 0] < size[0])
        & (place[:, 1] > 0)
        & (place[:, 1] < size[1])
    )
    rows = np.flatnonzero(inside)
    rows = rows[np.argsort(place[rows, 2], kind="stable")][: 4 * LABELS]
    found: list[Name] = []
    taken: list[tuple[float, float, float, float]] = []
    for row in rows.tolist():
        x, y, text = float(place[row, 0]), float(place[row, 1] - rises[row]), texts[row]
        wide, high = letter[0] * len(text) / 2 + 4, letter[1] / 2 + 2
        box = (x - wide, y - high, x + wide, y + high)
        if any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
            for other in taken
        ):
            continue
        taken.append(box)
        found.append(Name(x, y, text))
        if len(found) == LABELS:
            break
    return found
