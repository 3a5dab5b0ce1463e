"""Fake layers for tests: a city of boxes on a grid, made of arrays, without any file.

`BoxCity` keeps every promise of :class:`layers.base.Layer`, so the scene, the panels and the project
file can be tested without a real data set. Everything about a box follows from its number, so a test
can work out what it should see.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from layers.base import Attribute, Card, Description, Fact, Hit, Layer, Part, Source, Table, View
from layers.computed import table_of
from layers.drawables import Drawable, Mesh, Surface

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from layers.feedback import Feedback

USAGES: dict[str, str] = {
    "401": "業務施設",
    "402": "商業施設",
    "411": "住宅",
    "412": "共同住宅",
    "421": "官公庁施設",
    "422": "文教厚生施設",
    "441": "工場",
    "454": "その他",
}
TILE = 250.0
"""Side of a tile in metres."""
SPACING = 25.0
"""Distance between the south-west corners of neighbouring boxes in metres."""
FAR, PRISM, FULL = 0, 1, 2
"""Levels of detail: one roof square, a box, a box with a gable roof."""
TRIANGLES = {FAR: 2, PRISM: 10, FULL: 14}
"""Triangles of one building at each level."""

_BOX_CORNERS = np.array(
    [[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1], [1, 1, 1], [0, 1, 1]], dtype=np.float64
)
_ROOF = np.array([[4, 5, 6], [4, 6, 7]])
_WALLS = np.array([[0, 1, 5], [0, 5, 4], [1, 2, 6], [1, 6, 5], [2, 3, 7], [2, 7, 6], [3, 0, 4], [3, 4, 7]])
_GABLE_CORNERS = np.vstack([_BOX_CORNERS * [1, 1, 0.8], [[0, 0.5, 1], [1, 0.5, 1]]])
_GABLE_ROOF = np.array([[4, 5, 9], [4, 9, 8], [6, 7, 8], [6, 8, 9]])
_GABLE_ENDS = np.array([[5, 6, 9], [7, 4, 8]])


@dataclass(frozen=True, eq=False)
class BoxTable:
    """Columns of the boxes; every twelfth height and every tenth usage is missing."""

    count: int
    attributes: Sequence[Attribute] = (
        Attribute("id", "建物ID", group="基本"),
        Attribute("gml_id", "gml:id", group="基本"),
        Attribute("name", "名称", group="基本"),
        Attribute("usage", "用途", kind="code", group="基本"),
        Attribute("measured_height", "計測高さ", "m", "number", "規模"),
        Attribute("storeys", "地上階数", "階", "integer", "規模"),
        Attribute("year", "建築年", "年", "year", "規模"),
    )
    _read: dict[str, NDArray[np.object_]] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        """Return the number of boxes."""
        return self.count

    @cached_property
    def _columns(self) -> dict[str, NDArray[np.float64]]:
        rows = np.arange(self.count)
        height = 3.0 + (rows * 7919 % 4700) / 100.0
        storeys = np.floor(height / 3.2).clip(1)
        year = 1950.0 + rows * 31 % 75
        height[rows % 12 == 5] = np.nan
        return {"measured_height": height, "storeys": storeys, "year": year}

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Return a numeric column, NaN where missing."""
        return self._columns[name]

    def categories(self, name: str) -> tuple[NDArray[np.int32], list[str]]:
        """Return indices into the codes, -1 where missing."""
        if name == "usage":
            rows = np.arange(self.count)
            indices = (rows * 13 % len(USAGES)).astype(np.int32)
            indices[rows % 10 == 3] = -1
            return indices, list(USAGES)
        texts = self.texts(name)
        values, inverse = np.unique(texts.astype(str), return_inverse=True)
        found: NDArray[np.int32] = inverse.astype(np.int32)
        if len(values) and values[0] == "":
            return found - 1, [str(value) for value in values[1:]]
        return found, [str(value) for value in values]

    def labels(self, name: str) -> Mapping[str, str]:
        """Return what the codes mean."""
        return USAGES if name == "usage" else {}

    def texts(self, name: str) -> NDArray[np.object_]:
        """Return a column for reading, empty where missing."""
        if name not in self._read:
            self._read[name] = self._texts(name)
        return self._read[name]

    def _texts(self, name: str) -> NDArray[np.object_]:
        rows = np.arange(self.count)
        if name == "id":
            return np.char.add("42201-bldg-", rows.astype(str)).astype(object)
        if name == "gml_id":
            return np.char.add("bldg_", np.char.zfill(rows.astype(str), 8)).astype(object)
        if name == "name":
            names = np.full(self.count, "", dtype=object)
            named = rows % 50 == 0
            names[named] = np.char.add("見本第", rows[named].astype(str)).astype(object) + "会館"
            return names
        if name == "usage":
            indices, codes = self.categories(name)
            return np.array([*(USAGES[code] for code in codes), ""], dtype=object)[indices]
        if name == "measured_height":
            values = self.numbers(name)
            return np.where(np.isnan(values), "", np.char.mod("%.2f", values)).astype(object)
        return np.char.mod("%d", self.numbers(name)).astype(object)


@dataclass(frozen=True, eq=False)
class Boxes:
    """The data handle of a `BoxCity`: `low` and `high` (n, 3) are opposite corners in metres."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    table: BoxTable
    crs: str = "EPSG:6669"

    @cached_property
    def tiles(self) -> dict[str, NDArray[np.intp]]:
        """Rows of the boxes in each tile, by the tile's name."""
        cells = np.floor(self.low[:, :2] / TILE).astype(np.int64)
        order = np.lexsort((cells[:, 0], cells[:, 1]))
        starts = np.flatnonzero(np.any(np.diff(cells[order], axis=0) != 0, axis=1)) + 1
        groups = np.split(order, starts)
        return {f"{cells[rows[0], 0]}_{cells[rows[0], 1]}": rows for rows in groups if len(rows)}

    @cached_property
    def centres(self) -> dict[str, NDArray[np.float64]]:
        """Middle of each tile's boxes."""
        return {
            name: (self.low[rows].min(axis=0) + self.high[rows].max(axis=0)) / 2
            for name, rows in self.tiles.items()
        }


@dataclass(frozen=True, eq=False)
class BoxCity(Layer):
    """A layer of boxes, one for each building."""

    kind: ClassVar[str] = "boxes"

    @property
    def boxes(self) -> Boxes:
        """The data, which must be there."""
        assert isinstance(self.data, Boxes)
        return self.data

    def extent(self) -> tuple[float, float, float, float, float, float] | None:
        """Return west, south, bottom, east, north, top."""
        if self.data is None or not len(self.boxes.table):
            return None
        low, high = self.boxes.low.min(axis=0), self.boxes.high.max(axis=0)
        west, south, bottom, east, north, top = (float(value) for value in (*low, *high))
        return west, south, bottom, east, north, top

    def parts(self, view: View) -> list[Part]:
        """Return one part for each tile, coarser with distance and over the triangle budget."""
        if self.data is None:
            return []
        found: list[Part] = []
        spent = 0
        names = list(self.boxes.tiles)
        if not names:
            return []
        centres = np.array([self.boxes.centres[name] for name in names])
        distances = np.linalg.norm(centres - view.position, axis=1)
        for index in np.argsort(distances):
            name, distance = names[index], float(distances[index])
            count = len(self.boxes.tiles[name])
            level = FULL if distance < 600 else PRISM if distance < 2500 else FAR
            while level > FAR and spent + count * TRIANGLES[level] > view.budget:
                level -= 1
            spent += count * TRIANGLES[level]
            lower = tuple((name, other) for other in range(level - 1, -1, -1))
            found.append(Part(self.id, (name, level), distance, count * TRIANGLES[level], lower))
        return found

    def load(self, part: Part, feedback: Feedback) -> list[Drawable]:
        """Make the mesh of a tile at one level."""
        feedback.step()
        name, level = part.key
        return [self._mesh(self.boxes.tiles[name], level)]

    def _mesh(self, rows: NDArray[np.intp], level: int) -> Mesh:
        low, high = self.boxes.low[rows], self.boxes.high[rows]
        if level == FULL:
            corners = _GABLE_CORNERS
            faces = np.vstack([_WALLS, _GABLE_ENDS, _GABLE_ROOF])
            walls = len(_WALLS) + len(_GABLE_ENDS)
        else:
            corners = _BOX_CORNERS
            faces = np.vstack([_WALLS, _ROOF]) if level == PRISM else _ROOF
            walls = len(faces) - len(_ROOF)
        kinds = np.repeat([Surface.WALL, Surface.ROOF], [walls, len(faces) - walls])
        points = low[:, None, :] + corners[None] * (high - low)[:, None, :]
        triangles = faces[None] + (np.arange(len(rows)) * len(corners))[:, None, None]
        origin = np.floor(low.min(axis=0))
        return Mesh(
            origin=origin,
            points=(points.reshape(-1, 3) - origin).astype(np.float32),
            triangles=triangles.reshape(-1, 3).astype(np.uint32),
            features=np.repeat(rows, len(faces)).astype(np.uint32),
            surfaces=np.tile(kinds, len(rows)).astype(np.uint8),
        )

    def describe(self, feature: int) -> Description:
        """Return the facts of a box."""
        table = self.boxes.table
        groups: dict[str, list[Fact]] = {}
        for attribute in table.attributes:
            text = str(table.texts(attribute.name)[feature])
            code = ""
            if attribute.kind == "code":
                indices, codes = table.categories(attribute.name)
                code = codes[indices[feature]] if indices[feature] >= 0 else ""
            fact = Fact(attribute.label, text or "未確認", attribute.unit if text else "", code, not text)
            groups.setdefault(attribute.group, []).append(fact)
        usage, name = str(table.texts("usage")[feature]), str(table.texts("name")[feature])
        return Description(
            feature=feature,
            title=name or usage or "建物",
            subtitle=str(table.texts("id")[feature]),
            cards=tuple(Card(title, tuple(facts)) for title, facts in groups.items()),
            provenance=(Fact("出典", self.source.path.name), Fact("i-UR", "3.1")),
            figure=next(fact for fact in groups["規模"] if fact.label == "計測高さ"),
        )

    def table(self) -> Table:
        """Return the table."""
        return table_of(self, self.boxes.table)

    def footprints(self) -> NDArray[np.object_]:
        """Return the square under each box."""
        import shapely

        low, high = self.boxes.low, self.boxes.high
        found: NDArray[np.object_] = shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1])
        return found

    def pick(self, origin: NDArray[np.float64], direction: NDArray[np.float64]) -> Hit | None:
        """Return the first box that a ray meets, by the slab method over all boxes at once."""
        direction = direction / np.linalg.norm(direction)
        with np.errstate(divide="ignore", invalid="ignore"):
            first = (self.boxes.low - origin) / direction
            second = (self.boxes.high - origin) / direction
        enter = np.nanmax(np.fmin(first, second), axis=1)
        leave = np.nanmin(np.fmax(first, second), axis=1)
        hits = np.flatnonzero((enter <= leave) & (leave >= 0))
        if not len(hits):
            return None
        feature = int(hits[np.argmin(enter[hits])])
        distance = max(float(enter[feature]), 0.0)
        point = origin + direction * distance
        return Hit(self.id, feature, distance, (float(point[0]), float(point[1]), float(point[2])))

    def outline(self, features: NDArray[np.uint32]) -> list[Drawable]:
        """Return the full shapes of some boxes."""
        if not len(features):
            return []
        return [self._mesh(np.asarray(features, dtype=np.intp), FULL)]


def box_city(count: int, layer_id: str = "boxes", *, name: str = "建物") -> BoxCity:
    """Return a city of `count` boxes on a square grid around (-27,662 north, 34,671 east) of zone I."""
    side = max(1, ceil(sqrt(count)))
    rows = np.arange(count)
    east = 34_671.0 + (rows % side - side // 2) * SPACING
    north = -27_662.0 + (rows // side - side // 2) * SPACING
    ground = 10.0 + rows % 7
    table = BoxTable(count)
    height = np.nan_to_num(table.numbers("measured_height"), nan=3.0)
    width = 8.0 + rows % 5
    low = np.column_stack([east, north, ground])
    high = np.column_stack([east + width, north + 10.0, ground + height])
    source = Source(Path("/data/box_city.gml"), "boxes", {"count": count})
    return BoxCity(layer_id, name, "EPSG:6697", source, data=Boxes(low, high, table))
