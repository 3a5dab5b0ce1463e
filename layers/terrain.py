"""The layer of the ground's shape, on top of a terrain on disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from layers import groundlight
from layers.base import Attribute, Card, Description, Fact, Hit, Layer, Part, Remark, Table, View
from layers.contours import INDEX, automatic
from layers.heights import StoreHeights
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.store import rays
from layers.terraincontours import contour_lines
from layers.terrainlook import SLOPE, GroundTable, paints, picture
from layers.terrainmesh import Sunlight, tile_mesh
from layers.terraintiles import Pyramid, choose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.drawables import Drawable
    from layers.feedback import Feedback
    from layers.terrainstore import TerrainStore

RESOLUTION = QT_TRANSLATE_NOOP(CONTEXT, "間隔")
LOWEST = QT_TRANSLATE_NOOP(CONTEXT, "最低標高")
HIGHEST = QT_TRANSLATE_NOOP(CONTEXT, "最高標高")
MISSING = QT_TRANSLATE_NOOP(CONTEXT, "標高のない部分")
NAME = QT_TRANSLATE_NOOP(CONTEXT, "名前")
GROUND = QT_TRANSLATE_NOOP(CONTEXT, "地形")
SOURCE_FILE = QT_TRANSLATE_NOOP(CONTEXT, "元のファイル")
SYSTEM = QT_TRANSLATE_NOOP(CONTEXT, "座標系")
CONTOURS = QT_TRANSLATE_NOOP(CONTEXT, "等高線 {interval:g} m ごと")
CONTOURS_HINT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "細い線は {interval:g} m ごと、太い線は {index:g} m ごとです。遠くから見ると太い線だけになります。",
)
READ_ON = QT_TRANSLATE_NOOP(CONTEXT, "読み込んだ日")


AUTOMATIC = -1.0
"""As the interval of contour lines: chosen by the heights of the terrain."""
MOST_LOOKS = 3


@dataclass(frozen=True, eq=False)
class Ground:
    """An opened terrain with what the layer works out once.

    Attributes
    ----------
    store
        The terrain on disk.
    pyramid
        Its tiles for the view.
    looks
        Names of the looks that were drawn last, the newest first: while tiles are made anew for another
        look, those of the former ones stand in.
    """

    store: TerrainStore
    pyramid: Pyramid = field(init=False)
    looks: list[str] = field(default_factory=lambda: [""], compare=False)

    def __post_init__(self) -> None:
        """Work out the tiles where the terrain is opened, which is not the main thread."""
        object.__setattr__(self, "pyramid", Pyramid(self.store).prepare())

    def wear(self, look: str) -> tuple[str, ...]:
        """Note that a look is drawn, and return the ones before it."""
        if self.looks[0] != look:
            self.looks[:] = [look, *(one for one in self.looks if one != look)][:MOST_LOOKS]
        return tuple(self.looks[1:])

    @cached_property
    def steepness(self) -> float:
        """By how much the ground rises for each metre along, as a mean."""
        slopes = GroundTable(self.store).numbers(SLOPE)
        return float(np.tan(np.radians(slopes)).mean()) if len(slopes) else 0.0

    @property
    def crs(self) -> str:
        """Plane rectangular system of the coordinates."""
        return self.store.crs

    @property
    def folder(self) -> Path:
        """Folder of the store."""
        return self.store.folder


@dataclass(frozen=True, eq=False)
class TerrainTable:
    """One row: the terrain as a whole.

    Attributes
    ----------
    name
        Of the layer.
    store
        The terrain.
    """

    name: str
    store: TerrainStore

    @property
    def attributes(self) -> Sequence[Attribute]:
        """The columns."""
        return (
            Attribute("name", NAME, group=GROUND),
            Attribute("resolution", RESOLUTION, "m", "number", GROUND),
            Attribute("lowest", LOWEST, "m", "number", GROUND),
            Attribute("highest", HIGHEST, "m", "number", GROUND),
            Attribute("missing", MISSING, "%", "number", GROUND),
        )

    def __len__(self) -> int:
        """Return 1."""
        return 1

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Return a column as numbers, NaN for the name."""
        _, _, bottom, _, _, top = self.store.bounds
        values = {
            "resolution": self.store.cell,
            "lowest": bottom,
            "highest": top,
            "missing": 100 * float(self.store.manifest["missing_share"]),
        }
        return np.array([values.get(name, np.nan)])

    def texts(self, name: str) -> NDArray[np.object_]:
        """Return a column as text for reading."""
        text = self.name if name == "name" else f"{self.numbers(name)[0]:.2f}"
        return np.array([text], dtype=object)

    def categories(self, name: str) -> tuple[NDArray[np.int32], list[str]]:
        """Return the one value."""
        return np.zeros(1, dtype=np.int32), [str(self.texts(name)[0])]

    def labels(self, name: str) -> Mapping[str, str]:
        """Return nothing: there are no codes."""
        return {}


@dataclass(frozen=True, eq=False)
class Terrain(Layer):
    """The shape of the ground; `data` is a :class:`Ground`.

    Attributes
    ----------
    shade
        By how much hill shade stands out: 0 for none, 1 as the rest of the scene is lit.
    sun
        Where the light of the hill shade comes from, degrees clockwise from north.
    contours
        Metres between contour lines; 0 for none, :data:`AUTOMATIC` for an interval by the heights.
    """

    kind: ClassVar[str] = "terrain"

    shade: float = 1.0
    sun: float = groundlight.SOUTH_WEST
    contours: float = 0.0

    @property
    def interval(self) -> float:
        """Metres between contour lines, 0 for none."""
        if self.contours >= 0 or self.data is None:
            return max(self.contours, 0.0)
        _, _, bottom, _, _, top = self.data.store.bounds
        return automatic(bottom, top)

    @property
    def look(self) -> str:
        """Name of how it is drawn, empty for the plain look; equal names are equal looks."""
        plain = not paints(self.style) and not self.contours
        if plain and self.shade == 1.0 and self.sun == groundlight.SOUTH_WEST:
            return ""
        return f"@{hash((self.style, self.shade, self.sun, self.contours)) & 0xFFFFFFFF:x}"

    def extent(self) -> tuple[float, float, float, float, float, float] | None:
        """Return west, south, bottom, east, north, top of what has heights, in metres."""
        if self.data is None:
            return None
        bounds: tuple[float, float, float, float, float, float] = self.data.store.bounds
        return bounds

    def parts(self, view: View) -> list[Part]:
        """Return the tiles that the view wants, each at its level."""
        if self.data is None:
            return []
        ground: Ground = self.data
        parts = choose(ground.pyramid, self.id, view, self.interval / 4)
        look = self.look
        before = ground.wear(look)
        if not look and not before:
            return parts
        return [part.dressed(look, before) for part in parts]

    def load(self, part: Part, feedback: Feedback) -> list[Drawable]:
        """Make the mesh of a tile."""
        feedback.step()
        ground: Ground = self.data
        name, level = part.key
        tile = ground.pyramid.tile_of((name.partition("@")[0], level))
        row, column = int(ground.pyramid.row[tile]), int(ground.pyramid.column[tile])
        colours = picture(ground.store, self.style, level, row, column)
        light = None
        if colours is not None or self.shade != 1.0 or self.sun != groundlight.SOUTH_WEST:
            full = groundlight.LEVEL if colours is None else 1.0
            light = Sunlight(self.sun, self.shade, full)
        skirt = ground.pyramid.skirt(tile)
        drawn: list[Drawable] = [tile_mesh(ground.store, level, row, column, skirt, light, colours)]
        if self.interval:
            feedback.step()
            drawn += contour_lines(ground.store, level, row, column, self.interval, ground.steepness)
        return drawn

    def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the height of the ground at places in metres, NaN where it is not known."""
        if self.data is None:
            return np.full(np.broadcast(east, north).shape, np.nan)
        return StoreHeights(self.data.store, self.name).height_at(east, north)

    def table(self) -> Table:
        """Return the attribute table."""
        return TerrainTable(self.name, self.data.store)

    def colouring(self) -> Table:
        """Return heights, slopes and directions, by which the ground may be coloured."""
        return GroundTable(self.data.store)

    def remarks(self) -> tuple[Remark, ...]:
        """Return how far contour lines lie apart."""
        interval = self.interval
        if not interval:
            return ()
        values = {"interval": interval, "index": interval * INDEX}
        return (Remark(Message(CONTOURS, values), Message(CONTOURS_HINT, values), "terrain"),)

    def describe(self, feature: int) -> Description:
        """Return what is known of the terrain."""
        store: TerrainStore = self.data.store
        table = TerrainTable(self.name, store)
        facts = tuple(
            Fact(attribute.label, f"{table.numbers(attribute.name)[0]:.2f}", attribute.unit)
            for attribute in table.attributes
            if attribute.name != "name"
        )
        provenance = (
            *(
                Fact(SOURCE_FILE, PurePosixPath(source["path"]).name)
                for source in store.manifest["sources"][:10]
            ),
            Fact(SYSTEM, self.crs),
            Fact(READ_ON, str(store.manifest["made"])[:10]),
        )
        return Description(feature, self.name, "", (Card(GROUND, facts),), provenance)

    def pick(self, origin: NDArray[np.float64], direction: NDArray[np.float64]) -> Hit | None:
        """Return where a ray meets the ground at its finest level, or None."""
        if self.data is None:
            return None
        ground: Ground = self.data
        pyramid = ground.pyramid
        origin = np.asarray(origin, dtype=np.float64)
        direction = np.asarray(direction, dtype=np.float64) / np.linalg.norm(direction)
        first = int(pyramid.first[-2])
        entry = rays.box_entries(pyramid.bounds[first:], origin, direction)
        best = np.inf
        for tile in (np.argsort(entry) + first).tolist():
            if not entry[tile - first] < best:
                break
            mesh = tile_mesh(ground.store, 0, int(pyramid.row[tile]), int(pyramid.column[tile]), 0.0)
            if len(mesh.triangles):
                hits = rays.triangle_hits(mesh.points, mesh.triangles, origin - mesh.origin, direction)
                best = min(best, float(hits.min()))
        if not np.isfinite(best):
            return None
        east, north, height = (origin + best * direction).tolist()
        return Hit(self.id, 0, best, (east, north, height))

    def outline(self, features: NDArray[np.uint32]) -> list[Drawable]:
        """Return nothing: the ground as a whole is not highlighted."""
        return []
