"""The one place where the project's origin is subtracted, heights are exaggerated, and float32 begins.

Plane rectangular coordinates are 10^4 to 10^5 m large, where neighbouring float32 numbers lie up to
7.8 mm apart; the graphics card knows nothing better. So every piece is drawn relative to an origin of
its own, and only the difference of two origins, still float64, moves it to its place.

Heights may be drawn larger than they are. Then there are two kinds of places, both in metres of the
project's system: *true* ones, which layers, tools and read-outs know, and *drawn* ones, in which the camera
lives. :class:`Frame` leads from one to the other; at no exaggeration they are the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from layers.base import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from layers.project import Camera, Project

Extent = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Frame:
    """Where the project's places are drawn.

    Attributes
    ----------
    origin
        The project's origin, metres; its height stays where it is.
    stretch
        By how much heights above the origin are drawn larger.
    """

    origin: tuple[float, float, float] = (0.0, 0.0, 0.0)
    stretch: float = 1.0

    @classmethod
    def of(cls, project: Project) -> Self:
        """Return the frame of a project."""
        return cls(project.origin, project.exaggeration)

    def height(self, height: float) -> float:
        """Return where a true height is drawn, metres."""
        return self.origin[2] + (height - self.origin[2]) * self.stretch

    def drawn(self, points: ArrayLike) -> NDArray[np.float64]:
        """Return where true places (3,) or (n, 3) are drawn."""
        return self._scaled(points, self.stretch)

    def true(self, points: ArrayLike) -> NDArray[np.float64]:
        """Return the true places of what is drawn at (3,) or (n, 3)."""
        return self._scaled(points, 1.0 / self.stretch)

    def drawn_extent(self, extent: Extent) -> Extent:
        """Return where a box is drawn."""
        west, south, bottom, east, north, top = extent
        return west, south, self.height(bottom), east, north, self.height(top)

    def true_ray(
        self, origin: NDArray[np.float64], direction: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return origin and unit direction of a line of sight among true places."""
        if self.stretch == 1.0:
            return origin, direction
        flat = direction / (1.0, 1.0, self.stretch)
        return self.true(origin), flat / np.linalg.norm(flat)

    def view(self, camera: Camera, size: tuple[int, int], budget: int, *, moving: bool) -> View:
        """Return what layers are told of a camera among drawn places."""
        return View(
            np.array(camera.position),
            np.array(camera.focal),
            np.array(camera.up),
            camera.field_of_view,
            size,
            budget,
            moving,
            self.stretch,
            self.origin[2],
        )

    def carried(self, camera: Camera, other: Frame) -> Camera:
        """Return the camera of this frame that looks at the same true place in another frame."""
        from gisapp.scene import camera as cameras

        rise = float(other.drawn(self.true(camera.focal))[2]) - camera.focal[2]
        return cameras.moved(camera, (0.0, 0.0, rise)) if rise else camera

    def _scaled(self, points: ArrayLike, factor: float) -> NDArray[np.float64]:
        points = np.asarray(points, dtype=np.float64)
        if factor == 1.0:
            return points
        found = points.copy()
        found[..., 2] = self.origin[2] + (points[..., 2] - self.origin[2]) * factor
        return found


def local(
    points: NDArray[np.floating], origin: NDArray[np.float64]
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Return points as float32 and the origin they are relative to.

    Parameters
    ----------
    points
        (n, 3) float32 or float64, metres relative to `origin`.
    origin
        (3,) float64, metres in the project's system.

    Returns
    -------
    points, origin
        (n, 3) float32 and (3,) float64. Points that are float32 already are returned as they are, so that
        mapped files stay mapped; float64 points get an origin of their own in the middle of them.
    """
    origin = np.asarray(origin, dtype=np.float64)
    if points.dtype == np.float32 or not len(points):
        return np.asarray(points, dtype=np.float32), origin
    centre = np.round((points.min(axis=0) + points.max(axis=0)) / 2)
    return (points - centre).astype(np.float32), origin + centre


def to_scene(
    position: ArrayLike, project_origin: Sequence[float], stretch: float = 1.0
) -> NDArray[np.float64]:
    """Return a true position or (n, 3) positions in metres relative to the project's origin, float64.

    Heights are multiplied by `stretch`.
    """
    return (np.asarray(position, dtype=np.float64) - np.asarray(project_origin)) * (1.0, 1.0, stretch)


def to_project(
    position: ArrayLike, project_origin: Sequence[float], stretch: float = 1.0
) -> NDArray[np.float64]:
    """Return scene positions as true ones in metres of the project's system, float64."""
    scene = np.asarray(position, dtype=np.float64) / (1.0, 1.0, stretch)
    return scene + np.asarray(project_origin, dtype=np.float64)
