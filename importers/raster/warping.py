"""A part of a raster as a picture in the project's system, whatever system the raster itself is in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from affine import Affine
    from numpy.typing import NDArray

    from layers.feedback import Feedback
    from layers.operations import Operation
    from styles.style import Style

CELLS = 8
"""Cells along a side of a picture; within a cell, places of the source are interpolated."""


class Source(Protocol):
    """Pixels in the raster's own rows and columns; used by several threads at a time."""

    @property
    def width(self) -> int:
        """Columns at the finest."""
        ...

    @property
    def height(self) -> int:
        """Rows at the finest."""
        ...

    @property
    def smooth(self) -> bool:
        """Whether pixels may be mixed; classes may not."""
        ...

    def read(
        self, window: tuple[int, int, int, int], shape: tuple[int, int], feedback: Feedback
    ) -> NDArray[np.uint8]:
        """Return a part, reduced to a shape.

        Parameters
        ----------
        window
            Left, top, right and bottom in pixels, within the raster.
        shape
            Rows and columns of the answer, not more than the window has.
        feedback
            Asked whether to go on.

        Returns
        -------
        pixels
            (rows, columns, 4) uint8: red, green, blue, opacity.
        """
        ...


@dataclass(frozen=True, eq=False)
class Warped:
    """A source seen in the project's system.

    Attributes
    ----------
    source
        The pixels.
    transform
        From columns and rows of the source to its system.
    way
        From the project's system to that of the source.
    """

    source: Source
    transform: Affine
    way: Operation

    def painted(self, style: Style) -> Warped:
        """Return the same with its values in another style."""
        return replace(self, source=replace(self.source, style=style))  # type: ignore[type-var]

    def draw(
        self, bounds: tuple[float, float, float, float], size: int, feedback: Feedback
    ) -> NDArray[np.uint8] | None:
        """Return a part of the raster as a square picture; see :class:`layers.raster.Pixels`."""
        column, row = self.places(bounds)
        if not (np.isfinite(column).all() and np.isfinite(row).all()):
            return None
        left, right = _within(column, self.source.width)
        top, bottom = _within(row, self.source.height)
        if left >= right or top >= bottom:
            return None
        wide, tall = _reduced(column, right - left, size), _reduced(row, bottom - top, size)
        pixels = self.source.read((left, top, right, bottom), (tall, wide), feedback)
        feedback.step()
        if not pixels[..., 3].any():
            return None
        x = (column - left) * (wide / (right - left))
        y = (row - top) * (tall / (bottom - top))
        return _bent(pixels, x, y, size, smooth=self.source.smooth)

    def places(
        self, bounds: tuple[float, float, float, float]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the columns and rows (9, 9) of the nodes of a picture, the first in the north-west."""
        west, south, east, north = bounds
        x, y = np.meshgrid(np.linspace(west, east, CELLS + 1), np.linspace(north, south, CELLS + 1))
        there = self.way.transform(x.ravel(), y.ravel())
        column, row = applied(~self.transform, there[0], there[1])
        return np.reshape(column, x.shape), np.reshape(row, x.shape)


def applied(
    transform: Affine, x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return points (n,) and (n,) transformed."""
    return (
        transform.a * x + transform.b * y + transform.c,
        transform.d * x + transform.e * y + transform.f,
    )


def _within(places: NDArray[np.float64], most: int) -> tuple[int, int]:
    """Return the range of whole pixels around places, one more on each side for mixing."""
    low, high = np.floor(places.min()) - 1, np.ceil(places.max()) + 1
    return int(np.clip(low, 0, most)), int(np.clip(high, 0, most))


def _reduced(places: NDArray[np.float64], span: int, size: int) -> int:
    """Return to how many pixels a span is reduced so that one is about as large as one of the picture."""
    factor = max(float(np.ptp(places)) / size, 1.0)
    return max(round(span / factor), 1)


def _bent(
    pixels: NDArray[np.uint8], x: NDArray[np.float64], y: NDArray[np.float64], size: int, *, smooth: bool
) -> NDArray[np.uint8]:
    """Return the picture whose nodes lie at the places x and y of `pixels`."""
    from PIL import Image

    edges = np.linspace(0, size, CELLS + 1).round().astype(int).tolist()
    mesh = []
    for i in range(CELLS):
        for j in range(CELLS):
            box = (edges[j], edges[i], edges[j + 1], edges[i + 1])
            corners = ((i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1))
            mesh.append((box, tuple(float(part[at]) for at in corners for part in (x, y))))
    how = Image.Resampling.BILINEAR if smooth else Image.Resampling.NEAREST
    clear = bool((pixels[..., 3] == 255).all())
    inside = bool(x.min() >= 0 and y.min() >= 0 and x.max() <= pixels.shape[1] and y.max() <= pixels.shape[0])
    # A picture without holes needs no opacity, which costs a second pass when it is drawn.
    given = np.ascontiguousarray(pixels[..., :3]) if clear and inside else pixels
    made = Image.fromarray(given).transform((size, size), Image.Transform.MESH, mesh, how)
    return np.asarray(made)
