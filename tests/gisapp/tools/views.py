"""A view without any picture: a plain at height zero, and features that are named by where one points."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from gisapp.scene import camera as cameras
from layers.base import Hit
from layers.project import Project

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.tools.base import Clicked, Drawn
    from layers.project import Camera

START = cameras.aimed((0.0, 0.0, 0.0), 0.3, 0.7, 500.0)


@dataclass
class FlatView:
    """Keeps the promises of :class:`gisapp.tools.base.MapView`."""

    camera: Camera = START
    project: Project = field(default_factory=Project)
    view_size: tuple[float, float] = (1600.0, 900.0)
    hits: dict[tuple[float, float], tuple[str, int]] = field(default_factory=dict)
    enclosed: dict[str, list[int]] = field(default_factory=dict)
    flights: list[Camera] = field(default_factory=list)
    asked: list[tuple[float, float, float, float]] = field(default_factory=list)
    refreshed: int = 0
    told: list[Clicked | Drawn] = field(default_factory=list)

    def look(self, camera: Camera, *, fly: bool = False) -> None:
        self.camera = camera
        if fly:
            self.flights.append(camera)

    def surface(self, x: float, y: float) -> NDArray[np.float64] | None:
        return cameras.on_plane(*cameras.ray(self.camera, self.view_size, x, y), 0.0)

    def pick(self, x: float, y: float) -> Hit | None:
        if (x, y) not in self.hits:
            return None
        layer, feature = self.hits[x, y]
        return Hit(layer, feature, 10.0, (0.0, 0.0, 0.0))

    def inside(self, layer_id: str, rectangle: tuple[float, float, float, float]) -> NDArray[np.uint32]:
        self.asked.append(rectangle)
        return np.array(self.enclosed.get(layer_id, []), dtype=np.uint32)

    def refresh(self) -> None:
        self.refreshed += 1

    def tell(self, news: Clicked | Drawn) -> None:
        self.told.append(news)

    def at(self, point: NDArray[np.float64]) -> list[float]:
        """Return the pixel of a point."""
        place: list[float] = cameras.pixels(self.camera, self.view_size, [point])[0, :2].tolist()
        return place
