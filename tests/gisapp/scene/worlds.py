"""Small worlds for the scene: layers whose every part can be told, held back, or broken."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from layers.base import Hit, Layer, Part, Source, View
from layers.drawables import Drawable, Mesh, Surface
from layers.project import Project
from styles.style import Fixed
from tests.fakes import BoxCity, box_city

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.feedback import Feedback

PLACE = np.array([-118_400.0, 84_300.0, 10.0])
"""As far from the origin of a zone as a city can be."""


@dataclass(eq=False)
class Plates:
    """Data of a `PlateLayer`: plates by name, and gates that hold back their loading."""

    plates: dict[str, tuple[float, float, float, float]]
    size: tuple[float, float, float, float] = (0.0, 0.0, 100.0, 100.0)
    gates: dict[tuple[str, int], threading.Event] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    crs: str = "EPSG:6669"


@dataclass(frozen=True, eq=False)
class PlateLayer(Layer):
    """Flat squares at one height, one feature each; `wanted` says which parts the view wants."""

    wanted: tuple[Part, ...] = ()

    def extent(self) -> tuple[float, float, float, float, float, float] | None:
        west, south, east, north = self.data.size
        x, y, z = PLACE
        return x + west, y + south, z, x + east, y + north, z + 5

    def parts(self, view: View) -> list[Part]:
        return list(self.wanted)

    def load(self, part: Part, feedback: Feedback) -> list[Drawable]:
        gate = self.data.gates.get(part.key)
        while gate is not None and not gate.wait(0.005):
            feedback.step()
        if part.key[0] in self.data.broken:
            raise OSError(part.key[0])
        return [self._plate(part.key[0])]

    def _plate(self, name: str) -> Mesh:
        west, south, east, north = self.data.plates[name]
        corners = np.array([(west, south, 0), (east, south, 0), (east, north, 0), (west, north, 0)])
        number = list(self.data.plates).index(name)
        return Mesh(
            PLACE.copy(),
            corners.astype(np.float32),
            np.array([(0, 1, 2), (0, 2, 3)], dtype=np.uint32),
            np.full(2, number, dtype=np.uint32),
            np.full(2, Surface.ROOF, dtype=np.uint8),
        )

    def pick(self, origin: NDArray[np.float64], direction: NDArray[np.float64]) -> Hit | None:
        return None

    def outline(self, features: NDArray[np.uint32]) -> list[Drawable]:
        return []


@dataclass(frozen=True, eq=False)
class City(BoxCity):
    """Boxes that can be chosen by rectangle."""

    def centroids(self) -> NDArray[np.float64] | None:
        centres: NDArray[np.float64] = (self.boxes.low + self.boxes.high) / 2
        return centres


def city(count: int = 400, layer_id: str = "boxes") -> City:
    """Return a city of boxes on a grid, as in :func:`tests.fakes.box_city`."""
    made = box_city(count, layer_id)
    return City(made.id, made.name, made.crs, made.source, data=made.data)


def plate_layer(
    plates: Plates, *wanted: Part, layer_id: str = "plates", colour: tuple[int, int, int] = (200, 40, 40)
) -> PlateLayer:
    """Return a layer of plates in one colour."""
    source = Source(Path("/data/plates"), "plates")
    return PlateLayer(layer_id, "板", "EPSG:6697", source, style=Fixed(colour), data=plates, wanted=wanted)


def part(name: str, level: int = 0, *fallback: tuple[str, int], layer_id: str = "plates") -> Part:
    """Return a part of a `PlateLayer`."""
    return Part(layer_id, (name, level), 0.0, 2, fallback)


def project(*layers: Layer) -> Project:
    """Return a project of some layers, the first one topmost."""
    made = Project()
    for layer in reversed(layers):
        made = made.with_layer(layer)
    return made


@dataclass(frozen=True, eq=False)
class AnythingLayer(PlateLayer):
    """A layer of one part with any drawables."""

    drawables: tuple[Drawable, ...] = ()

    def load(self, part: Part, feedback: Feedback) -> list[Drawable]:
        return list(self.drawables)


def anything(*drawables: Drawable) -> AnythingLayer:
    """Return a layer that draws just these, in red where they bring no colour of their own."""
    source = Source(Path("/data/anything"), "anything")
    return AnythingLayer(
        "plates",
        "何か",
        "EPSG:6697",
        source,
        style=Fixed((200, 40, 40)),
        data=Plates({}),
        wanted=(part("one"),),
        drawables=drawables,
    )
