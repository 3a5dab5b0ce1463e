"""A few features with everything that files from elsewhere may hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import shapely

from gisapp.export.content import Part
from layers.base import Attribute, Layer, Source
from layers.drawables import Mesh

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layers.feedback import Feedback

NASTY = (
    'quo"te, comma',
    "=1+1",
    "@SUM(A1)",
    "+81",
    "-5",
    "line\nbreak\x01\t",
    "back\\slash 𠮷 髙",
    "＝全角",
    "",
    None,
)
_CUBE = np.array([[x, y, z] for z in (0, 1) for y in (0, 1) for x in (0, 1)], dtype=np.float32)
_FACES = np.array(
    [[0, 2, 3], [0, 3, 1], [4, 5, 7], [4, 7, 6], [0, 1, 5], [0, 5, 4], [1, 3, 7], [1, 7, 5], [3, 2, 6],
     [3, 6, 7], [2, 0, 4], [2, 4, 6]]
)  # fmt: skip


def cubes(places: Sequence[Sequence[float]], features: Sequence[int], origin: Sequence[float]) -> Mesh:
    """Return cubes of one metre whose triangles share no points."""
    points = np.concatenate([_CUBE[_FACES.ravel()] + np.asarray(place) for place in places])
    count = len(_FACES) * len(places)
    return Mesh(
        np.array(origin, dtype=np.float64),
        points.astype(np.float32),
        np.arange(3 * count, dtype=np.uint32).reshape(-1, 3),
        np.repeat(np.array(features, dtype=np.uint32), len(_FACES)),
        np.zeros(count, dtype=np.uint8),
    )


def _layer() -> Layer:
    source = Source(Path("/data/fake.gml"), "none", credit="見本")
    return Layer("fake", "にせの=町", "EPSG:6697", source, data=object())


@dataclass(frozen=True, eq=False)
class FakeContent:
    """As many features as there are nasty texts; the first three have a shape."""

    geometry_type = "MultiPolygon"

    layer: Layer = field(default_factory=_layer)
    crs: str = "EPSG:6669"
    offers: frozenset[Part] = frozenset({Part.ROWS, Part.FOOTPRINTS, Part.SHAPES})
    extent: tuple[float, float, float, float, float, float] = (0.0, 0.0, 5.0, 200.0, 100.0, 9.0)
    attributes: Sequence[Attribute] = (
        Attribute("gml_id", "gml:id"),
        Attribute("name", "名称"),
        Attribute("usage", "用途", kind="code"),
        Attribute("measured_height", "計測高さ", "m", "number"),
        Attribute("storeys", "階数", "階", "integer"),
        Attribute("risks", "災害リスク（すべて）", kind="list"),
        Attribute("title", "名称"),
    )
    meshes: tuple[Mesh, ...] = (
        cubes([[0, 0, 0], [1, 0, 0]], [0, 1], [100.0, 50.0, 5.0]),
        cubes([[0, 0, 0]], [2], [150.0, 50.0, 5.0]),
    )

    def __len__(self) -> int:
        """Return the number of features."""
        return len(NASTY)

    @property
    def table(self) -> pa.Table:
        """All rows."""
        count = len(self)
        heights = [float(number) - 2.5 for number in range(count)]
        heights[3] = float("nan")
        risks: list[Any] = [[{"kind": text, "depth": 0.5}, {"kind": "b", "depth": None}] for text in NASTY]
        risks[1], risks[2] = [], None
        risk = pa.struct([("kind", pa.string()), ("depth", pa.float64())])
        squares = shapely.box(np.arange(count) * 10.0, 0.0, np.arange(count) * 10.0 + 5, 5.0, ccw=False)
        return pa.table(
            {
                "gml_id": pa.array([f"bldg {number}" for number in range(count - 1)] + [None]),
                "name": pa.array(NASTY),
                "usage": pa.array(["住宅"] * count),
                "usage_code": pa.array(["411"] * count),
                "measured_height": pa.array(heights, pa.float64()),
                "storeys": pa.array([None, *range(1, count)], pa.int32()),
                "risks": pa.array(risks, pa.list_(risk)),
                "title": pa.array(["同じ見出し"] * count),
                "empty": pa.array([None] * count, pa.string()),
                "geometry": pa.array([*shapely.to_wkb(squares[:-1]), None], pa.binary()),
            }
        )

    @property
    def schema(self) -> pa.Schema:
        """Columns."""
        return self.table.schema

    @property
    def filled(self) -> frozenset[str]:
        """All columns but one."""
        return frozenset(self.table.column_names) - {"empty"}

    def tables(self, feedback: Feedback, names: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Give the rows in two lots."""
        chosen = self.table if names is None else self.table.select(list(names))
        for first, stop in ((0, 4), (4, len(self))):
            feedback.step(first, len(self))
            yield chosen.slice(first, stop - first)

    def columns(self, names: Sequence[str]) -> pa.Table:
        """Return some columns."""
        return self.table.select(list(names))

    def shapes(self, feedback: Feedback) -> Iterator[Mesh]:
        """Give the meshes."""
        for number, mesh in enumerate(self.meshes):
            feedback.step(number, len(self.meshes))
            yield mesh
