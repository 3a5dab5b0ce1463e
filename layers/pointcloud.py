"""The layer of a point cloud, on top of a COPC file: what the view can tell apart, coarse first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from layers.base import Attribute, Card, Description, Fact, Hit, Layer, Part, Table, View
from layers.cloudlook import CLASSES, CLOUD, CloudTable, colours_of
from layers.drawables import NO_FEATURE, Points
from layers.heightbase import BASE, WORDS
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.onerow import OneRow
from layers.operations import operation
from layers.store import rays
from layers.store.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.copc import Copc
    from layers.drawables import Drawable
    from layers.feedback import Feedback
    from layers.heightbase import Geoid

APART = 1.6
"""Pixels between points below which a finer level shows nothing new."""
SIZE = 2.5
"""Pixels across a point."""
KEPT = 3_000_000
"""Places of so many points that were drawn are kept to find what was clicked: 36 MB."""
NEAR = 0.004
"""A point is met by a ray that passes it at this share of its distance: about 4 pixels."""
MOST_LOOKS = 3
DEGREES = "EPSG:6668"
"""Longitude and latitude of JGD2011."""

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
    heights
        Above what the heights are that are drawn: one of ``layers.heightbase``, empty when nobody knows.
    geoid
        What is taken off the heights of the file, None for nothing.
    count
        Points of the scan when the file shows only some of them for now, else 0.
    finish
        Makes the file with all points and returns the cloud on it, None where it is there.
    """

    copc: Copc
    source_crs: str
    crs: str
    unit: float = 1.0
    receipt: Mapping[str, Any] = field(default_factory=dict)
    heights: str = ""
    geoid: Geoid | None = None
    count: int = 0
    finish: Callable[[Feedback], Cloud] | None = None
    looks: list[str] = field(default_factory=lambda: [""], repr=False)
    _drawn: OrderedDict[int, NDArray[np.float32]] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def prepare(self) -> Cloud:
        """Work out where the nodes lie, where the cloud is opened, which is not the main thread."""
        _ = self.boxes, self.first
        return self

    @property
    def points(self) -> int:
        """How many points the scan has, shown yet or not."""
        return self.count or self.copc.points

    @cached_property
    def table(self) -> CloudTable:
        """What it can be coloured by."""
        return CloudTable(self.copc, self.placed)

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
        if self.source_crs == self.crs and self.unit == 1.0 and self.geoid is None:
            return places
        east, north = places[:, 0], places[:, 1]
        x, y = operation(self.source_crs, self.crs).transform(east, north)[:2]
        heights = places[:, 2] * self.unit
        if self.geoid is not None:
            heights = heights - self.geoid.at(*operation(self.source_crs, DEGREES).transform(east, north)[:2])
        return np.column_stack([x, y, heights])

    def origin(self, number: int) -> NDArray[np.float64]:
        """Return the place (3,) that the points of a node are told from."""
        return np.round((self.boxes[number, :3] + self.boxes[number, 3:]) / 2)

    def keep(self, number: int, points: NDArray[np.float32]) -> None:
        """Keep where the points of a node are, and let go what was not looked at for long."""
        with self._lock:
            self._drawn[number] = points
            self._drawn.move_to_end(number)
            while sum(map(len, self._drawn.values())) > KEPT and len(self._drawn) > 1:
                self._drawn.popitem(last=False)

    def kept(self) -> dict[int, NDArray[np.float32]]:
        """Return what is kept."""
        with self._lock:
            return dict(self._drawn)

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
        Pixels across a point.
    """

    kind: ClassVar[str] = "pointcloud"

    size: float = SIZE

    @property
    def look(self) -> str:
        """Name of how it is drawn; equal names are equal looks."""
        return f"@{hash((self.style, self.size)) & 0xFFFFFFFF:x}"

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
        wanted = np.flatnonzero(seen & ((gap > APART) | (level == 0)))
        wanted = wanted[np.lexsort((level[wanted], -gap[wanted]))]
        counts = cloud.copc.counts[wanted]
        wanted = wanted[np.cumsum(counts) <= max(view.budget, counts[0] if len(counts) else 0)]
        look = self.look
        before = cloud.wear(look)
        return [
            Part(
                self.id,
                (f"{number}{look}", 0),
                -float(gap[number]),
                int(cloud.copc.counts[number]),
                tuple((f"{number}{one}", 0) for one in before if one),
            )
            for number in wanted.tolist()
        ]

    def load(self, part: Part, feedback: Feedback) -> list[Drawable]:
        """Read the points of a node and colour them."""
        feedback.step()
        cloud: Cloud = self.data
        number = int(part.key[0].partition("@")[0])
        points = cloud.copc.node(number)
        places = cloud.placed(cloud.copc.places(points))
        feedback.step()
        colours = colours_of(points, places[:, 2], self.style, bits=cloud.table.bits)
        origin = cloud.origin(number)
        local = (places - origin).astype(np.float32)
        cloud.keep(number, local)
        features = np.full(len(points), NO_FEATURE, dtype=np.uint32)
        return [Points(origin, local, features, self.size, colours)]

    def pick(self, origin: NDArray[np.float64], direction: NDArray[np.float64]) -> Hit | None:
        """Return the first point that a ray passes closely, of those that were drawn, or None."""
        if self.data is None:
            return None
        cloud: Cloud = self.data
        origin = np.asarray(origin, dtype=np.float64)
        direction = np.asarray(direction, dtype=np.float64) / np.linalg.norm(direction)
        best, found = np.inf, -1
        kept = cloud.kept()
        numbers = np.array(sorted(kept), dtype=np.intp)
        boxes = cloud.boxes[numbers] + np.array([-1.0, -1.0, -1.0, 1.0, 1.0, 1.0])
        entry = rays.box_entries(boxes, origin, direction)
        for place in np.argsort(entry).tolist():
            if not entry[place] < best:
                break
            number = int(numbers[place])
            away = kept[number] + (cloud.origin(number) - origin)
            along = away @ direction
            beside = np.sqrt(np.maximum(np.einsum("ij,ij->i", away, away) - along**2, 0.0))
            near = np.flatnonzero((along > 0) & (beside <= NEAR * along))
            if len(near) and along[near].min() < best:
                first = int(near[np.argmin(along[near])])
                best, found = float(along[first]), int(cloud.first[number]) + first
        if found < 0:
            return None
        east, north, height = self._place(found)[1].tolist()
        return Hit(self.id, found, best, (east, north, height))

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
        base = Fact(BASE, WORDS[cloud.heights], missing=not cloud.heights)
        provenance = (Fact(SOURCE_FILE, self.source.path.name), Fact(SYSTEM, self.crs), base)
        return Description(feature, self.name, POINT, (Card(POINT, facts),), provenance, height)

    def table(self) -> Table:
        """Return the table of the cloud as a whole."""
        west, south, bottom, east, north, top = self.extent() or (0.0,) * 6
        attributes = (
            Attribute("name", NAME, group=CLOUD),
            Attribute("points", POINTS, "", "integer", CLOUD),
            Attribute("density", DENSITY, "点/m²", "number", CLOUD),
            Attribute("lowest", LOWEST, "m", "number", CLOUD),
            Attribute("highest", HIGHEST, "m", "number", CLOUD),
        )
        area = max((east - west) * (north - south), 1e-6)
        points = self.data.points
        values = {"name": self.name, "points": points, "density": points / area}
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
