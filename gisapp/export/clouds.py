"""What a point cloud gives to be written: places in the project's system and chosen attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pyarrow as pa

from gisapp.export.content import Content, Part
from gisapp.export.grids import OneThing
from layers.base import Attribute
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from layers.feedback import Feedback

CLASS = QT_TRANSLATE_NOOP(CONTEXT, "分類")
INTENSITY = QT_TRANSLATE_NOOP(CONTEXT, "反射強度")
RETURNS = QT_TRANSLATE_NOOP(CONTEXT, "リターン")
COLOUR = QT_TRANSLATE_NOOP(CONTEXT, "色")
TIME = QT_TRANSLATE_NOOP(CONTEXT, "計測時刻（GPS）")
DIMENSIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "classification": (CLASS, ("classification",)),
    "intensity": (INTENSITY, ("intensity",)),
    "returns": (RETURNS, ("returns",)),
    "colour": (COLOUR, ("colour",)),
    "gps_time": (TIME, ("time",)),
}
"""Attributes that may leave, each with the fields of a point; nothing else ever does: not what the maker of
the scan put into user data, sources or extra bytes."""


class PointContent(Content, Protocol):
    """What offers :attr:`Part.POINTS`."""

    @property
    def dimensions(self) -> Sequence[str]:
        """Names of :data:`DIMENSIONS` that are written."""
        ...

    @property
    def spacing(self) -> float:
        """Metres along a cube of which one point is kept, 0 for all points."""
        ...

    def nodes(self, feedback: Feedback) -> Iterator[tuple[NDArray[np.float64], NDArray[np.void]]]:
        """Give places (n, 3) in metres and points (n,) of each node, those that the layer shows."""
        ...


class CloudContent(OneThing):
    """Points of a cloud that the layer does not hide: by class, by its box."""

    offers = frozenset({Part.POINTS})
    spacing = 0.0

    @property
    def attributes(self) -> Sequence[Attribute]:
        """The attributes that may leave."""
        return tuple(Attribute(name, DIMENSIONS[name][0], "", "number") for name in self.dimensions)

    @property
    def dimensions(self) -> Sequence[str]:
        """All that the cloud has but the time, which tells when somebody was where."""
        return tuple(name for name in self._held if name != "gps_time")

    @property
    def _held(self) -> Sequence[str]:
        held = set(self.data.copc.dtype.names or ())
        return tuple(name for name, (_, fields) in DIMENSIONS.items() if held.issuperset(fields))

    @property
    def schema(self) -> pa.Schema:
        """What a publication may choose of."""
        return pa.schema([pa.field(name, pa.float64()) for name in self._held])

    @property
    def filled(self) -> frozenset[str]:
        """All attributes."""
        return frozenset(self._held)

    def __len__(self) -> int:
        """Return the number of points of the cloud."""
        return int(self.data.points)

    def nodes(self, feedback: Feedback) -> Iterator[tuple[NDArray[np.float64], NDArray[np.void]]]:
        """Give the points of each node that are not hidden."""
        # What is shown while a cloud is still being read is a part of it.
        cloud = self.data if self.data.finish is None else self.data.finish(feedback)
        copc, layer = cloud.copc, self.layer
        done = 0
        for number in range(len(copc.counts)):
            feedback.step(done, len(self))
            points = copc.node(number)
            places = cloud.placed(copc.places(points))
            kept: Any = layer.kept_rows(points, places)  # type: ignore[attr-defined]
            done += len(points)
            yield (places, points) if kept is None else (places[kept], points[kept])
