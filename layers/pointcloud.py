"""The layer of a point cloud, on top of a COPC file: what the view can tell apart, coarse first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from layers.base import Attribute, Card, Description, Fact, Hit, Layer, Part, Table, View
from layers.clipbox import ClipBox
from layers.cloudlook import CLASSES, CLOUD, CloudTable, colours_of
from layers.cloudpicking import Kept, nearest
from layers.cloudspacing import above, apart, costs_of, filled_by
from layers.drawables import NO_FEATURE, Points
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.onerow import OneRow
from layers.operations import operation
from layers.store.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.copc import Copc
    from layers.drawables import Drawable
    from layers.feedback import Feedback

APART = 1.6
"""Pixels between points below which a finer level shows nothing new."""
SIZE = 2.5
"""Pixels across a point."""
KEPT = 3_000_000
"""Places of so many points that were drawn are kept to find what was clicked: 36 MB."""
MOST_LOOKS = 3

POINTS = QT_TRANSLATE_NOOP(CONTEXT, "点数")
DENSITY = QT_TRANSLATE_NOOP(CONTEXT, "点密度")
LOWEST = QT_TRANSLATE_NOOP(CONTEXT, "最低標高")
HIGHEST = QT_TRANSLATE_NOOP(CONTEXT, "最高標高")
NAME = QT_TRANSLATE_NOOP(CONTEXT, "名前")
POINT = QT_TRANSLATE_NOOP(CONTEXT, "点")
HEIGHT = QT_TRANSLATE_NOOP(CONTEXT, "標高")
EAST = QT_TRANSLATE_NOOP(CONTEXT, "Y（東）")
NORTH = QT_TRANSLATE_NOOP(CONTEXT, "X（北）")
CLASS = QT_TRANSLATE_NOOP(CONTEXT, "分類")
INTENSITY = QT_TRANSLATE_NOOP(CONTEXT, "反射強度")
RETURN = QT_TRANSLATE_NOOP(CONTEXT, "リターン")
SOURCE_FILE = QT_TRANSLATE_NOOP(CONTEXT, "元のファイル")
SYSTEM = QT_TRANSLATE_NOOP(CONTEXT, "座標系")


@dataclass(frozen=True, eq=False)
class Cloud:
    """An opened cloud with what the layer works out once.

    Attributes
    ----------
    copc
        The file.
    source_crs
        System of its numbers.
    crs
        Plane rectangular system of what is drawn.
    unit
        Metres of a unit of height.
    receipt
        How it was read (see ``layers.receipts``).
    """

    copc: Copc
    source_crs: str
    crs: str
    unit: float = 1.0
    receipt: Mapping[str, Any] = field(default_factory=dict)
    looks: list[str] = field(default_factory=lambda: [""], repr=False)
    _drawn: OrderedDict[int, Kept] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def prepare(self) -> Cloud:
        """Work out where the nodes lie, where the cloud is opened, which is not the main thread."""
        _ = self.boxes, self.first, self.leaves
        return self

    @cached_property
    def table(self) -> CloudTable:
        """What it can be coloured by."""
        return CloudTable(self.copc)

    @cached_property
    def boxes(self) -> NDArray[np.float64]:
        """(n, 6) lowest and highest corner of each node in metres of the project's system."""
        boxes = self.copc.boxes
        corners = np.stack([boxes[:, [a, b, c]] for a in (0, 3) for b in (1, 4) for c in (2, 5)], axis=1)
        placed = self.placed(corners.reshape(-1, 3)).reshape(-1, 8, 3)
        return np.hstack([placed.min(axis=1), placed.max(axis=1)])

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """(n + 1,) number of the first point of each node, and of all points."""
        return np.concatenate([[0], np.cumsum(self.copc.counts)])

    @property
    def folder(self) -> Path:
        """Folder of the file."""
        return self.copc.path.parent

    def placed(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return places (m, 3) in metres of the project's system."""
        if self.source_crs == self.crs and self.unit == 1.0:
            return places
        x, y = operation(self.source_crs, self.crs).transform(places[:, 0], places[:, 1])[:2]
        return np.column_stack([x, y, places[:, 2] * self.unit])

    def spacing(self, number: int) -> float:
        """Return metres between the points of a node and all above it."""
        return float(self.copc.spacing / 2.0 ** int(self.copc.keys[number, 0])) * self._metres

    @cached_property
    def _metres(self) -> float:
        """Metres of a unit of the file on the map."""
        root = self.copc.boxes[0]
        wide = max(float(root[3] - root[0]), 1e-9)
        return float(self.boxes[0, 3] - self.boxes[0, 0]) / wide

    def origin(self, number: int) -> NDArray[np.float64]:
        """Return the place (3,) that the points of a node are told from."""
        return np.round((self.boxes[number, :3] + self.boxes[number, 3:]) / 2)

    @cached_property
    def above(self) -> NDArray[np.int64]:
        """(n,) the node above each, -1 for none."""
        return above(self.copc.keys)

    @cached_property
    def leaves(self) -> NDArray[np.bool_]:
        """(n,) nodes between whose points no finer ones lie."""
        found = np.ones(len(self.above), dtype=bool)
        found[self.above[self.above >= 0]] = False
        return found

    def keep(self, number: int, kept: Kept) -> None:
        """Keep where the points of a node are, and let go what was not looked at for long."""
        with self._lock:
            self._drawn[number] = kept
            self._drawn.move_to_end(number)
            while sum(len(one.places) for one in self._drawn.values()) > KEPT and len(self._drawn) > 1:
                self._drawn.popitem(last=False)

    def kept(self, sieve: object) -> dict[int, Kept]:
        """Return what is kept of nodes from which the same was left out."""
        with self._lock:
            return {number: one for number, one in self._drawn.items() if one.sieve == sieve}

    def wear(self, look: str) -> tuple[str, ...]:
        """Note that a look is drawn, and return the ones before it."""
        if self.looks[0] != look:
            self.looks[:] = [look, *(one for one in self.looks if one != look)][:MOST_LOOKS]
        return tuple(self.looks[1:])


@dataclass(frozen=True, eq=False)
class PointCloud(Layer):
    """Points of a scan; `data` is a :class:`Cloud`.

    Attributes
    ----------
    size
        Pixels across a point, at least: where points lie farther apart they are drawn larger.
    deep
        Whether their depths are seen by dark rims, where the PC can afford it.
    hidden
        Classes that are not drawn.
    clip
        A box outside of which nothing is drawn, as numbers (see :class:`layers.clipbox.ClipBox`); empty for
        none.
    """

    kind: ClassVar[str] = "pointcloud"
    numbered: ClassVar[bool] = False

    size: float = SIZE
    deep: bool = True
    hidden: tuple[int, ...] = ()
    clip: tuple[float, ...] = ()

    @property
    def look(self) -> str:
        """Name of how it is drawn; equal names are equal looks."""
        return f"@{hash((self.style, self.size, self.deep, self.sieve)) & 0xFFFFFFFF:x}"

    @property
    def sieve(self) -> tuple[tuple[int, ...], tuple[float, ...]]:
        """What is left out: equal values leave out the same."""
        return self.hidden, self.clip

    @property
    def clip_box(self) -> ClipBox | None:
        """The box outside of which nothing is drawn."""
        return ClipBox.of(self.clip)

    def kept_rows(self, points: NDArray[np.void], places: NDArray[np.float64]) -> NDArray[np.int64] | None:
        """Return which points of a node are not left out, None for all.

        Parameters
        ----------
        points, places
            Points of a node, and where they are (m, 3) in metres of the project's system.
        """
        keep = None
        given: tuple[object, ...] = self.hidden  # a project is a file from anywhere
        hidden = [one for one in given if isinstance(one, int) and 0 <= one < 256]
        if hidden:
            keep = ~np.isin(points["classification"], np.array(hidden, dtype=np.uint8))
        box = self.clip_box
        if box is not None:
            within = box.holds(places)
            keep = within if keep is None else keep & within
        return None if keep is None or keep.all() else np.flatnonzero(keep)

    def extent(self) -> tuple[float, float, float, float, float, float] | None:
        """Return west, south, bottom, east, north, top in metres."""
        if self.data is None:
            return None
        boxes = self.data.boxes
        low, high = boxes[:, :3].min(axis=0).tolist(), boxes[:, 3:].max(axis=0).tolist()
        return low[0], low[1], low[2], high[0], high[1], high[2]

    def parts(self, view: View) -> list[Part]:
        """Return the nodes whose points the view can tell apart, the coarsest first, within the budget."""
        if self.data is None:
            return []
        cloud: Cloud = self.data
        seen, distance = Sight(view).of(cloud.boxes)
        level = cloud.copc.keys[:, 0]
        pixels = view.size[1] / (2 * np.tan(np.radians(view.field_of_view) / 2))
        # What the level above leaves between its points is what this one fills.
        gap = 2 * cloud.copc.spacing / 2.0**level * pixels / np.maximum(distance, 1e-3)
        box = self.clip_box
        if box is not None:
            seen = seen & box.meets(cloud.boxes)
        wanted = np.flatnonzero(seen & ((gap > APART) | (level == 0)))
        wanted = wanted[np.lexsort((level[wanted], -gap[wanted]))]
        costs = costs_of(cloud.copc.counts[wanted], cloud.boxes[wanted], distance[wanted], pixels, view.size)
        wanted = wanted[np.cumsum(costs) <= max(view.budget, costs[0] if len(costs) else 0)]
        look = self.look
        before = [one for one in cloud.wear(look) if one]
        rows = wanted.tolist()
        filled = filled_by(cloud.above, seen, rows)
        return [
            Part(
                self.id,
                (f"{number}{look}", 0),
                -float(gap[number]),
                int(cost),
                tuple((f"{number}{one}", 0) for one in before),
                spacing=cloud.spacing(number),
                finer=tuple((f"{one}{look}", 0) for one in finer),
            )
            for number, cost, finer in zip(rows, costs.tolist(), filled, strict=False)
        ]

    def load(self, part: Part, feedback: Feedback) -> list[Drawable]:
        """Read the points of a node and colour them."""
        feedback.step()
        cloud: Cloud = self.data
        number = int(part.key[0].partition("@")[0])
        points = cloud.copc.node(number)
        places = cloud.placed(cloud.copc.places(points))
        feedback.step()
        rows = self.kept_rows(points, places)
        if rows is not None:
            points, places = points[rows], places[rows]
        colours = colours_of(points, places[:, 2], self.style, bits=cloud.table.bits)
        origin = cloud.origin(number)
        local = (places - origin).astype(np.float32)
        cloud.keep(number, Kept(local, rows, self.sieve))
        features = np.full(len(points), NO_FEATURE, dtype=np.uint32)
        finest = bool(cloud.leaves[number])
        spacing = apart(local, cloud.spacing(number), finest=finest) * self.size / SIZE
        drawn = Points(origin, local, features, self.size, colours, spacing, finest, self.deep)
        return [drawn] if len(points) else []

    def pick(self, origin: NDArray[np.float64], direction: NDArray[np.float64]) -> Hit | None:
        """Return the first point that a ray passes closely, of those that were drawn, or None."""
        if self.data is None:
            return None
        cloud: Cloud = self.data
        origin = np.asarray(origin, dtype=np.float64)
        direction = np.asarray(direction, dtype=np.float64) / np.linalg.norm(direction)
        best = nearest(cloud, cloud.kept(self.sieve), origin, direction)
        if best is None:
            return None
        found, along = best
        east, north, height = self._place(found)[1].tolist()
        return Hit(self.id, found, along, (east, north, height))

    def _place(self, feature: int) -> tuple[NDArray[np.void], NDArray[np.float64]]:
        """Return a point and where it is, by its number."""
        cloud: Cloud = self.data
        number = int(np.searchsorted(cloud.first, feature, side="right")) - 1
        points = cloud.copc.node(number)
        one = points[feature - int(cloud.first[number])][None]
        return one, cloud.placed(cloud.copc.places(one))[0]

    def describe(self, feature: int) -> Description:
        """Return what is known of a point."""
        cloud: Cloud = self.data
        point, place = self._place(min(feature, cloud.copc.points - 1))
        code = int(point["classification"][0])
        returns = int(point["returns"][0])
        height = Fact(HEIGHT, f"{place[2]:.3f}", "m")
        facts = (
            height,
            Fact(NORTH, f"{place[1]:.3f}", "m"),
            Fact(EAST, f"{place[0]:.3f}", "m"),
            Fact(CLASS, CLASSES.get(code, str(code)), code=str(code)),
            Fact(INTENSITY, str(int(point["intensity"][0]))),
            Fact(RETURN, f"{returns & 15} / {returns >> 4}"),
        )
        provenance = (Fact(SOURCE_FILE, self.source.path.name), Fact(SYSTEM, self.crs))
        return Description(feature, self.name, POINT, (Card(POINT, facts),), provenance, height)

    def table(self) -> Table:
        """Return the table of the cloud as a whole."""
        copc: Copc = self.data.copc
        west, south, bottom, east, north, top = self.extent() or (0.0,) * 6
        attributes = (
            Attribute("name", NAME, group=CLOUD),
            Attribute("points", POINTS, "", "integer", CLOUD),
            Attribute("density", DENSITY, "点/m²", "number", CLOUD),
            Attribute("lowest", LOWEST, "m", "number", CLOUD),
            Attribute("highest", HIGHEST, "m", "number", CLOUD),
        )
        area = max((east - west) * (north - south), 1e-6)
        values = {"name": self.name, "points": copc.points, "density": copc.points / area}
        return OneRow(attributes, {**values, "lowest": bottom, "highest": top})

    def colouring(self) -> Table:
        """Return what the cloud may be coloured by."""
        table: Table = self.data.table
        return table

    def outline(self, features: NDArray[np.uint32]) -> list[Drawable]:
        """Return the points themselves, large."""
        if self.data is None or not len(features):
            return []
        places = np.array([self._place(int(one))[1] for one in features[:1].tolist()])
        return [Points(places[0], places - places[0], features[:1].astype(np.uint32), 4 * self.size)]
