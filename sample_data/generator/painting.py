"""Pictures of the town: shapes become pixels of one colour each, on which texture and light are laid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely
from rasterio.features import rasterize
from rasterio.transform import from_origin
from scipy import ndimage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

Colour = tuple[float, float, float]
# Light from the south-east, 48 degrees high, as at ten in the morning in spring.
SUN = np.array([0.44, -0.50, 0.745])
GROUND_STEP = 4.0


@dataclass(frozen=True)
class Frame:
    """Where a picture lies: west and north edge, metres along a pixel, size in pixels."""

    west: float
    north: float
    step: float
    width: int
    height: int

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.height, self.width

    def rows_columns(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (n, 2) rows and columns of points (n, 2) east, north."""
        return np.column_stack(
            [(self.north - points[:, 1]) / self.step, (points[:, 0] - self.west) / self.step]
        )


def frame_of(bounds: tuple[float, float, float, float], step: float) -> Frame:
    """Return the frame of some bounds; its edges are whole multiples of the pixel."""
    west, south, east, north = bounds
    left, top = np.floor(west / step) * step, np.ceil(north / step) * step
    return Frame(left, top, step, int(np.ceil((east - left) / step)), int(np.ceil((top - south) / step)))


@dataclass
class Layers:
    """Shapes in the order in which they cover each other, each with a colour and a kind of surface."""

    frame: Frame
    shapes: list[tuple[shapely.Geometry, int]] = field(default_factory=list)
    colours: list[Colour] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)

    def add(self, shapes: Iterable[shapely.Geometry], colours: Iterable[Colour], kind: int) -> None:
        """Lay shapes on those before."""
        for shape, colour in zip(shapes, colours, strict=True):
            if not shapely.is_empty(shape):
                self.shapes.append((shape, len(self.colours)))
                self.colours.append(colour)
                self.kinds.append(kind)

    def paint(self) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
        """Return the picture (h, w, 3) of 0 to 255 and the kinds (h, w)."""
        frame = self.frame
        number = rasterize(
            self.shapes,
            frame.shape,
            transform=from_origin(frame.west, frame.north, frame.step, frame.step),
            dtype="int32",
        )
        picture = np.asarray(self.colours, dtype=np.float32)[number]
        return picture, np.asarray(self.kinds, dtype=np.uint8)[number]


def mask_of(frame: Frame, shapes: Iterable[shapely.Geometry]) -> NDArray[np.bool_]:
    """Return which pixels lie in any of some shapes."""
    wanted = [(shape, 1) for shape in shapes if not shapely.is_empty(shape)]
    transform = from_origin(frame.west, frame.north, frame.step, frame.step)
    return rasterize(wanted, frame.shape, transform=transform, dtype="uint8").astype(bool)


def noise(shape: tuple[int, int], blur: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """Return smooth noise of mean 0 and deviation 1; `blur` is how many pixels belong together."""
    coarse = max(1, int(blur / 3))
    small = tuple(-(-size // coarse) + 2 for size in shape)
    grain = ndimage.gaussian_filter(rng.standard_normal(small).astype(np.float32), blur / coarse)
    if coarse > 1:
        grain = ndimage.zoom(grain, coarse, order=1)
    grain = grain[: shape[0], : shape[1]]
    return np.asarray((grain - grain.mean()) / grain.std(), dtype=np.float32)


def filled(heights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a grid of heights in which gaps have the nearest height."""
    gaps = np.isnan(heights)
    nearest = ndimage.distance_transform_edt(gaps, return_distances=False, return_indices=True)
    return np.asarray(heights[tuple(nearest)], dtype=np.float64)


def relief_light(heights: NDArray[np.float64], step: float) -> NDArray[np.float32]:
    """Return how much light falls on each place of a grid of heights, about 1 on level ground."""
    down, right = np.gradient(heights, step)
    normal = np.stack([-right, down, np.ones_like(heights)], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    return np.asarray((normal @ SUN) / SUN[2], dtype=np.float32)


def stretched(grid: NDArray[np.float32], shape: tuple[int, int]) -> NDArray[np.float32]:
    """Return a coarse grid as large as a picture."""
    factors = (shape[0] / grid.shape[0], shape[1] / grid.shape[1])
    made = ndimage.zoom(grid, factors, order=1, grid_mode=True, mode="nearest")
    return np.asarray(made, dtype=np.float32)
