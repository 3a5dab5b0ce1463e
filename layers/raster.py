"""The layer of pictures on the ground: orthophotos, base maps and other rasters of any size."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import numpy as np

from layers import drape
from layers.base import Attribute, Card, Description, Fact, Hit, Layer, Part, Table, View
from layers.drape import Ground, Plane
from layers.drawables import Image
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.onerow import OneRow
from layers.rastertiles import NODES, PIXELS, Quadtree
from layers.rastervalues import ValuesTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.drawables import Drawable
    from layers.feedback import Feedback
    from layers.rastervalues import Values

ABOVE = 0.15
"""Metres by which a picture lies above the ground: below areas and lines."""
FINEST = 129
"""Nodes along a tile of a picture on rough ground."""
WRONG = 1.0
"""Pixels of a picture by which its height may be wrong between its nodes."""
LEVEL_GROUND = 0.5
"""Metres: ground that differs by less is drawn as a plane."""
LOWEST, HIGHEST = -20.0, 500.0
"""Heights between which ground is sought as long as nobody knows better."""

NAME = QT_TRANSLATE_NOOP(CONTEXT, "名前")
PICTURE = QT_TRANSLATE_NOOP(CONTEXT, "画像")
KIND = QT_TRANSLATE_NOOP(CONTEXT, "形式")
WIDTH = QT_TRANSLATE_NOOP(CONTEXT, "横の画素数")
HEIGHT = QT_TRANSLATE_NOOP(CONTEXT, "縦の画素数")
RESOLUTION = QT_TRANSLATE_NOOP(CONTEXT, "1画素の大きさ")
SOURCE_FILE = QT_TRANSLATE_NOOP(CONTEXT, "元のファイル")
SYSTEM = QT_TRANSLATE_NOOP(CONTEXT, "座標系")
PLACED_BY = QT_TRANSLATE_NOOP(CONTEXT, "画像の置き方")
READ_ON = QT_TRANSLATE_NOOP(CONTEXT, "読み込んだ日")
CREDIT = QT_TRANSLATE_NOOP(CONTEXT, "出典")


class Pixels(Protocol):
    """Where the pixels of a raster come from; used by several threads at a time."""

    def draw(
        self, bounds: tuple[float, float, float, float], size: int, feedback: Feedback
    ) -> NDArray[np.uint8] | None:
        """Return a part of the raster as a square picture, north up.

        Parameters
        ----------
        bounds
            West, south, east, north in metres of the project's plane rectangular system.
        size
            Pixels along a side of the picture.
        feedback
            Asked between pieces of work whether to go on.

        Returns
        -------
        picture
            (size, size, 3 or 4) uint8; None where the raster has nothing at all.
        """
        ...


@dataclass(frozen=True, eq=False)
class Coverage:
    """An opened raster and the ground that it lies on.

    Attributes
    ----------
    pixels
        Where the pixels come from.
    bounds
        West, south, east, north in metres of `crs`.
    resolution
        Metres along a pixel.
    crs
        The project's plane rectangular system.
    folder
        Where its record and its coarse copies are kept.
    receipt
        What proves the import.
    facts
        ``kind``, ``width``, ``height`` and what else is worth telling.
    background
        Whether it has no extent that says where the project is: a map of the whole country.
    finish
        Makes what makes it quick everywhere and returns it; None when nothing is left to make.
    values
        What its pixels are worth, where the style of the layer colours them; None for a picture.
    """

    pixels: Pixels
    bounds: tuple[float, float, float, float]
    resolution: float
    crs: str
    folder: Path
    receipt: Mapping[str, Any]
    facts: Mapping[str, Any]
    background: bool = False
    finish: Callable[[Feedback], Coverage] | None = None
    values: Values | None = None
    ground: Ground = field(default_factory=Plane)
    tiles: Quadtree = field(init=False)

    def __post_init__(self) -> None:
        """Lay the tiles; what is known of their heights goes with the ground."""
        low, high = (LOWEST, HIGHEST) if not isinstance(self.ground, Plane) else (self.ground.height,) * 2
        object.__setattr__(self, "tiles", Quadtree(*self.bounds, self.resolution, low, high))

    def on(self, ground: Ground) -> Coverage:
        """Return the same raster on another ground."""
        return self if ground is self.ground else replace(self, ground=ground)


@dataclass(frozen=True, eq=False)
class Raster(Layer):
    """A picture on the ground; `data` is :class:`Coverage`."""

    kind: ClassVar[str] = "raster"

    def extent(self) -> tuple[float, float, float, float, float, float] | None:
        """Return west, south, bottom, east, north, top in metres; None for a map of the whole country."""
        if self.data is None or self.data.background:
            return None
        west, south, east, north = self.data.bounds
        corners = np.array([(west, south), (east, south), (west, north), (east, north)])
        heights = drape.on_ground(self.data.ground, corners, 0.0)[:, 2]
        return west, south, float(heights.min()), east, north, float(heights.max())

    def parts(self, view: View) -> list[Part]:
        """Return the tiles that the view wants."""
        if self.data is None:
            return []
        tiles: Quadtree = self.data.tiles
        parts = tiles.choose(self.id, view)
        if self.data.values is None:
            return parts
        look = f"@{hash(self.style) & 0xFFFFFFFF:x}"
        return [part.dressed(look) for part in parts]

    def load(self, part: Part, feedback: Feedback) -> list[Drawable]:
        """Make the picture of a tile and lay it on the ground."""
        data: Coverage = self.data
        key = (part.key[0].partition("@")[0], part.key[1])
        west, south, east, north = data.tiles.bounds(key)
        source = data.pixels if data.values is None else data.values.painted(self.style)
        pixels = source.draw((west, south, east, north), PIXELS, feedback)
        feedback.step()
        heights = _heights(data.ground, west, south, east, north)
        bottom = float(heights.min())
        data.tiles.known[key] = (bottom, float(heights.max()))
        if pixels is None:
            return []
        if np.ptp(heights) < LEVEL_GROUND:
            heights = heights[:: FINEST - 1, :: FINEST - 1]
        else:
            heights = _as_coarse_as_may_be(heights, WRONG * (east - west) / PIXELS)
        corner = np.array([west, south, bottom])
        return [Image(corner, (east - west, north - south), pixels, (heights - bottom).astype(np.float32))]

    def table(self) -> Table:
        """Return a table of one row: the picture as a whole."""
        return OneRow(
            (
                Attribute("name", NAME, group=PICTURE),
                Attribute("kind", KIND, group=PICTURE),
                Attribute("width", WIDTH, "px", "integer", PICTURE),
                Attribute("height", HEIGHT, "px", "integer", PICTURE),
                Attribute("resolution", RESOLUTION, "m", "number", PICTURE),
            ),
            {
                "name": self.name,
                "kind": self.data.facts.get("kind", ""),
                "width": self.data.facts.get("width"),
                "height": self.data.facts.get("height"),
                "resolution": self.data.resolution,
            },
        )

    def colouring(self) -> Table:
        """Return the values by which it may be coloured; of a picture the table of the picture."""
        values = None if self.data is None else self.data.values
        return self.table() if values is None else ValuesTable(values)

    def describe(self, feature: int) -> Description:
        """Return what is known of the picture."""
        table = self.table()
        facts = tuple(
            Fact(one.label, str(text), one.unit)
            for one in table.attributes
            if one.name != "name" and (text := table.texts(one.name)[feature])
        )
        receipt = self.data.receipt
        provenance = [
            Fact(SOURCE_FILE, self.source.path.name),
            Fact(SYSTEM, str(receipt.get("crs") or self.crs)),
            *([Fact(PLACED_BY, str(receipt["placed_by"]))] if receipt.get("placed_by") else []),
            Fact(READ_ON, str(receipt.get("made", ""))[:10]),
        ]
        if self.source.credit:
            provenance.append(Fact(CREDIT, self.source.credit))
        return Description(feature, self.name, PICTURE, (Card(PICTURE, facts),), tuple(provenance))

    def pick(self, origin: NDArray[np.float64], direction: NDArray[np.float64]) -> Hit | None:
        """Return nothing: a click on a picture means what stands there, or the ground."""
        del origin, direction
        return None

    def outline(self, features: NDArray[np.uint32]) -> list[Drawable]:
        """Return nothing: a picture is not highlighted."""
        del features
        return []


def _heights(ground: Ground, west: float, south: float, east: float, north: float) -> NDArray[np.float64]:
    """Return (FINEST, FINEST) heights of the picture over a rectangle, the first row in the south."""
    x, y = np.meshgrid(np.linspace(west, east, FINEST), np.linspace(south, north, FINEST))
    places = np.column_stack([x.ravel(), y.ravel()])
    heights: NDArray[np.float64] = drape.on_ground(ground, places, ABOVE)[:, 2].reshape(FINEST, FINEST)
    return heights


def _as_coarse_as_may_be(heights: NDArray[np.float64], wrong: float) -> NDArray[np.float64]:
    """Return every so many heights of a grid, as few as leave none between them wrong by more metres.

    On rough ground the picture needs as many nodes as the terrain below it, or that comes through.
    """
    step = (FINEST - 1) // (NODES - 1)
    while step > 1:
        coarse = heights[::step, ::step]
        if np.abs(_between(_between(coarse, step).T, step).T - heights).max() <= wrong:
            return coarse
        step //= 2
    return heights


def _between(heights: NDArray[np.float64], step: int) -> NDArray[np.float64]:
    """Return `step` times as many rows, with even steps between those that are given."""
    share = (np.arange(step) / step)[None, :, None]
    filled = heights[:-1, None] * (1 - share) + heights[1:, None] * share
    return np.concatenate([filled.reshape(-1, heights.shape[1]), heights[-1:]])
