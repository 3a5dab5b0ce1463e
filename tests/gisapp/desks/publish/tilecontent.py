"""Any shapes and columns as content of a layer, for tests of tiles."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import shapely

from gisapp.export.content import GEOMETRY, Part
from layers.base import Attribute, Layer, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from layers.drawables import Mesh
    from layers.feedback import Feedback


def _layer() -> Layer:
    return Layer("shapes", "図形", "EPSG:6669", Source(Path("shapes.gpkg"), "none"), data=object())


@dataclass(frozen=True, eq=False)
class ShapesContent:
    """Shapes (None where there is none) in metres, with columns."""

    shapes_: Sequence[Any]
    columns_: Mapping[str, Any] = field(default_factory=dict)
    layer: Layer = field(default_factory=_layer)
    crs: str = "EPSG:6669"
    geometry_type: str = "Unknown"
    offers: frozenset[Part] = frozenset({Part.ROWS, Part.FOOTPRINTS})
    attributes: Sequence[Attribute] = ()
    lot: int = 1000

    @property
    def extent(self) -> tuple[float, float, float, float, float, float]:
        """Bounds."""
        west, south, east, north = shapely.total_bounds([one for one in self.shapes_ if one is not None])
        return (float(west), float(south), 0.0, float(east), float(north), 0.0)

    @property
    def table(self) -> pa.Table:
        """All rows."""
        binary = [None if one is None else shapely.to_wkb(one) for one in self.shapes_]
        columns = {name: pa.array(values) for name, values in self.columns_.items()}
        return pa.table({**columns, GEOMETRY: pa.array(binary, pa.binary())})

    @property
    def schema(self) -> pa.Schema:
        """Columns."""
        return self.table.schema

    @property
    def filled(self) -> frozenset[str]:
        """All columns."""
        return frozenset(self.table.column_names)

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self.shapes_)

    def tables(self, feedback: Feedback, names: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Give the rows in lots."""
        chosen = self.table if names is None else self.table.select(list(names))
        for first in range(0, len(self), self.lot):
            feedback.step(first, len(self))
            yield chosen.slice(first, self.lot)

    def columns(self, names: Sequence[str]) -> pa.Table:
        """Return some columns."""
        return self.table.select(list(names))

    def shapes(self, feedback: Feedback) -> Iterator[Mesh]:
        """Give nothing."""
        feedback.step()
        return iter(())


def houses(count: int, side: float = 10.0, apart: float = 15.0) -> list[Any]:
    """Return houses in rows, each turned a little."""
    across = int(np.ceil(np.sqrt(count)))
    number = np.arange(count)
    east, north = (number % across) * apart + 21_000.0, (number // across) * apart + 33_000.0
    boxes = shapely.box(east, north, east + side, north + side * 0.8)
    turned = [0.02 * (k % 50) for k in range(count)]
    return [_turned(box, angle) for box, angle in zip(boxes, turned, strict=True)]


def _turned(box: Any, angle: float) -> Any:
    middle = shapely.get_coordinates(box)[:4].mean(axis=0)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return shapely.transform(box, lambda points: (points - middle) @ turn.T + middle)
