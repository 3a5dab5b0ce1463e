"""The layer of a point cloud, on top of a COPC file: what the view can tell apart, coarse first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from layers.base import Attribute, Card, Description, Fact, Hit, Layer, Part, Table, View
from layers.clipbox import ClipBox
from layers.cloud import Cloud
from layers.cloudderived import day_text, days
from layers.cloudlook import CLASSES, CLOUD, colours_of, day_label
from layers.cloudpicking import Kept, nearest
from layers.cloudspacing import apart, costs_of, filled_by
from layers.drawables import NO_FEATURE, Points
from layers.heightbase import BASE, WORDS
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.motion import motion_from
from layers.onerow import OneRow
from layers.store.sight import Sight

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.drawables import Drawable
    from layers.feedback import Feedback

APART = 1.6
"""Pixels between points below which a finer level shows nothing new."""
SIZE = 2.5
"""Pixels across a point."""

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
    motion
        By what it was moved to fit another cloud, as numbers (see :mod:`layers.motion`); empty for nothing.
    """

    kind: ClassVar[str] = "pointcloud"
    numbered: ClassVar[bool] = False

    size: float = SIZE
    deep: bool = True
    hidden: tuple[int, ...] = ()
    clip: tuple[float, ...] = ()
    motion: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Move the data as the layer says."""
        wanted = motion_from(self.motion)
        if isinstance(self.data, Cloud) and self.data.motion != wanted:
            object.__setattr__(self, "data", self.data.moved(wanted))

    @property
    def look(self) -> str:
        """Name of how it is drawn; equal names are equal looks."""
        return f"@{hash((self.style, self.size, self.deep, self.sieve, self.motion)) & 0xFFFFFFFF:x}"

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
        colours = colours_of(cloud.copc, points, places, self.style, bits=cloud.table.bits)
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
        day = float(days(cloud.copc, point)[0])
        facts = (
            height,
            Fact(NORTH, f"{place[1]:.3f}", "m"),
            Fact(EAST, f"{place[0]:.3f}", "m"),
            Fact(CLASS, CLASSES.get(code, str(code)), code=str(code)),
            Fact(INTENSITY, str(int(point["intensity"][0]))),
            Fact(RETURN, f"{returns & 15} / {returns >> 4}"),
            *((Fact(day_label(cloud.copc), day_text(day)),) if math.isfinite(day) else ()),
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
