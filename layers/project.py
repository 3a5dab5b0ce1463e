"""The project: everything a user can change, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from layers.base import Layer
    from layers.namedsets import NamedSet
    from layers.period import Period
    from layers.records import Record


EXAGGERATIONS = (1.0, 1.5, 2.0, 3.0, 5.0)
"""By how much heights may be drawn larger: the steps that are offered."""
MOST_EXAGGERATION = EXAGGERATIONS[-1]


@dataclass(frozen=True)
class Camera:
    """Where one looks from, in metres of the project's system (east, north, height).

    It lives among what is drawn: with exaggerated heights its own are exaggerated too.
    """

    position: tuple[float, float, float]
    focal: tuple[float, float, float]
    up: tuple[float, float, float] = (0.0, 0.0, 1.0)
    field_of_view: float = 30.0


@dataclass(frozen=True)
class Group:
    """A group of layers; layers name it by `name`."""

    name: str
    open: bool = True


@dataclass(frozen=True)
class Note:
    """A remark pinned to a place (longitude, latitude, height)."""

    id: str
    text: str
    point: tuple[float, float, float]
    created: str = ""


@dataclass(frozen=True, eq=False)
class Project:
    """Layers and view. Every change makes a new project, so undo is a list of old ones.

    Attributes
    ----------
    name
        Shown in the title.
    crs
        Plane rectangular system that the view, lengths and areas use, such as ``EPSG:6669``;
        empty until the first layer decides it.
    origin
        East, north, height in metres that is subtracted before float32 begins.
    layers
        Top of the list first.
    path
        The project file, None until saved.
    exaggeration
        By how much heights are drawn larger than they are, 1 to :data:`MOST_EXAGGERATION`. What is measured,
        asked or exported does not know of it.
    records
        What staff entered at the desks (:mod:`layers.records`).
    time
        The time of now, None for all times. Like the camera it is how one looks, not what was made:
        it is saved and never undone.
    """

    name: str = ""
    crs: str = ""
    origin: tuple[float, float, float] = (0.0, 0.0, 0.0)
    layers: tuple[Layer, ...] = ()
    groups: tuple[Group, ...] = ()
    camera: Camera | None = None
    notes: tuple[Note, ...] = ()
    sets: tuple[NamedSet, ...] = ()
    path: Path | None = field(default=None)
    exaggeration: float = 1.0
    records: tuple[Record, ...] = ()
    time: Period | None = None

    def layer(self, layer_id: str) -> Layer | None:
        """Return the layer of that id."""
        return next((layer for layer in self.layers if layer.id == layer_id), None)

    def with_layer(self, layer: Layer, position: int = 0) -> Project:
        """Return the project with one more layer; the first one gives CRS and origin."""
        layers = list(self.layers)
        layers.insert(position, layer)
        crs, origin = self.crs, self.origin
        extent = layer.extent()
        if not crs and layer.data is not None:
            crs = str(layer.data.crs)
        if not self.layers and extent is not None:
            west, south, bottom, east, north, _ = extent
            origin = (round((west + east) / 2, -2), round((south + north) / 2, -2), round(bottom, -1))
        return replace(self, layers=tuple(layers), crs=crs, origin=origin)

    def without(self, layer_ids: Iterable[str]) -> Project:
        """Return the project without some layers."""
        gone = set(layer_ids)
        return replace(self, layers=tuple(layer for layer in self.layers if layer.id not in gone))

    def replacing(self, layer: Layer) -> Project:
        """Return the project with the layer of the same id replaced."""
        return replace(self, layers=tuple(layer if old.id == layer.id else old for old in self.layers))

    def extent(self) -> tuple[float, float, float, float, float, float] | None:
        """Return the extent of all visible layers in metres, or None."""
        extents = [extent for layer in self.layers if layer.visible and (extent := layer.extent())]
        if not extents:
            return None
        columns = list(zip(*extents, strict=True))
        return (
            min(columns[0]),
            min(columns[1]),
            min(columns[2]),
            max(columns[3]),
            max(columns[4]),
            max(columns[5]),
        )
