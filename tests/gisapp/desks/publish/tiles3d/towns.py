"""A made town: houses in rows over some kilometres, one corner of it dense, as content and as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import shapely

from gisapp.export.content import GEOMETRY, Part
from layers.base import Attribute, Layer, Source
from layers.drawables import Mesh

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from layers.feedback import Feedback

HOSTILE = (
    "<script>alert(1)</script>",
    "長" * 10_000,
    "🏯👨‍👩‍👧",
    "𠮷野家 髙﨑①",
    '"; DROP TABLE--\\u0000',
    "../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "line\nbreak\ttab\x01",
    "",
    None,
)
_TOP = np.array([[0, 1, 2], [0, 2, 3]])
FACES = np.concatenate(
    [
        _TOP + 4,
        _TOP[:, ::-1],
        *([[a, b, 4 + b], [a, 4 + b, 4 + a]] for a, b in ((0, 1), (1, 2), (2, 3), (3, 0))),
    ]
)
"""Twelve triangles of a house whose corners 0 to 3 are the ground, 4 to 7 the roof, counter-clockwise."""


@dataclass(frozen=True, eq=False)
class Town:
    """Houses as content; every seventh has no shape.

    Attributes
    ----------
    count
        Features, with those that have no shape.
    middle
        East and north of the town in metres of `crs`.
    spread
        Metres from end to end.
    """

    count: int = 700
    middle: tuple[float, float] = (34_671.0, -27_662.0)
    spread: float = 3000.0
    crs: str = "EPSG:6669"
    offers: frozenset[Part] = frozenset(Part)
    geometry_type: str = "MultiPolygon"

    @cached_property
    def layer(self) -> Layer:
        """The layer."""
        source = Source(Path("建物"), "", licence="CC-BY-4.0", credit="見本市", date="2025")
        return Layer("town", "建物", self.crs, source)

    @cached_property
    def with_shape(self) -> NDArray[np.intp]:
        """Rows of the houses."""
        return np.flatnonzero(np.arange(self.count) % 7 != 6)

    @cached_property
    def corners(self) -> NDArray[np.float64]:
        """(count, 8, 3) corners in plane metres, heights above sea level."""
        chance = np.random.default_rng(7)
        places = chance.uniform(-0.5, 0.5, (self.count, 2)) * self.spread
        places[: self.count // 3] *= 0.05  # the dense corner
        places[0] = places[-2] = self.spread / 2
        angle = chance.uniform(0, np.pi, self.count)
        half = chance.uniform(3, 12, (self.count, 2))
        square = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half[:, None]
        cosine, sine = np.cos(angle)[:, None], np.sin(angle)[:, None]
        east = square[:, :, 0] * cosine - square[:, :, 1] * sine + (places[:, 0] + self.middle[0])[:, None]
        north = square[:, :, 0] * sine + square[:, :, 1] * cosine + (places[:, 1] + self.middle[1])[:, None]
        bottom = chance.uniform(1, 300, self.count)[:, None] + np.zeros((1, 4))
        top = bottom + chance.uniform(3, 60, self.count)[:, None]
        ground, roof = (np.stack([east, north, height], axis=2) for height in (bottom, top))
        return np.concatenate([ground, roof], axis=1)

    @property
    def extent(self) -> tuple[float, float, float, float, float, float]:
        """Bounds of the houses."""
        flat = self.corners[self.with_shape].reshape(-1, 3)
        west, south, bottom = flat.min(axis=0).tolist()
        east, north, top = flat.max(axis=0).tolist()
        return west, south, bottom, east, north, top

    attributes: tuple[Attribute, ...] = (
        Attribute("名称", "名称"),
        Attribute("高さ", "高さ", "m", "number"),
        Attribute("storeys", "階数", "", "integer"),
    )

    @cached_property
    def table(self) -> pa.Table:
        """All rows."""
        numbers = np.arange(self.count)
        names = [HOSTILE[one] if one < len(HOSTILE) else f"家{one}" for one in numbers.tolist()]
        heights = (self.corners[:, 4, 2] - self.corners[:, 0, 2]).round(1)
        storeys = pa.array([None if one % 5 == 4 else one % 9 for one in numbers.tolist()], pa.int32())
        shapes = shapely.polygons(self.corners[:, :4, :2])
        columns = {"名称": names, "高さ": heights, "storeys": storeys, GEOMETRY: shapely.to_wkb(shapes)}
        return pa.table(columns)

    @property
    def schema(self) -> pa.Schema:
        """Columns."""
        return self.table.schema

    @property
    def filled(self) -> frozenset[str]:
        """All of them."""
        return frozenset(self.schema.names)

    def __len__(self) -> int:
        """Return the number of features."""
        return self.count

    def tables(self, feedback: Feedback, names: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Give the rows, a hundred at a time."""
        chosen = self.table if names is None else self.table.select(list(names))
        for first in range(0, self.count, 100):
            feedback.step(first, self.count)
            yield chosen.slice(first, 100)

    def columns(self, names: Sequence[str]) -> pa.Table:
        """Return some columns."""
        return self.table.select(list(names))

    def shapes(self, feedback: Feedback) -> Iterator[Mesh]:
        """Give meshes of squares of 500 m, as a store does."""
        feedback.step()
        rows = self.with_shape
        cells = np.floor(self.corners[rows, 0, :2] / 500).astype(int)
        _, cell = np.unique(cells, axis=0, return_inverse=True)
        for number in range(int(cell.max()) + 1):
            here = rows[cell.reshape(-1) == number]
            origin = np.round(self.corners[here[0], 0])
            # Polygons share no points, as in the store.
            points = (self.corners[here][:, FACES.ravel()] - origin).reshape(-1, 3).astype(np.float32)
            triangles = np.arange(len(points), dtype=np.uint32).reshape(-1, 3)
            owners = np.repeat(here, len(FACES)).astype(np.uint32)
            yield Mesh(origin, points, triangles, owners, np.zeros(len(owners), dtype=np.uint8))
