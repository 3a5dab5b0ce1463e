"""Pixels of tile sets in Web Mercator: one square picture for each zoom, column and row."""

from __future__ import annotations

import io
import math
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np
from affine import Affine

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.feedback import Feedback

HALF = math.pi * 6_378_137.0
"""Metres from the middle of the Web Mercator square to its edge (EPSG:3857)."""
MERCATOR = "EPSG:3857"
MOST_ZOOM = 23
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MOST_SIDE = 2048
KEPT = 64
"""Decoded tiles that are kept, the last used."""
MOST_AT_ONCE = 64
"""Tiles that are put together for one picture."""
COARSER = 3
"""Where a tile is missing, so many zooms above it are looked at for one that stands in."""


class Shelf(Protocol):
    """Where the tiles of a set lie; used by several threads at a time."""

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return the file of a tile, row 0 in the north; None where there is none."""
        ...


@dataclass(frozen=True, eq=False)
class TileSource:
    """A tile set.

    Attributes
    ----------
    shelf
        Where its tiles lie.
    lowest, highest
        Zooms that it has.
    side
        Pixels along a side of a tile.
    """

    shelf: Shelf
    lowest: int
    highest: int
    side: int = 256
    _kept: OrderedDict[tuple[int, int, int], NDArray[np.uint8] | None] = field(
        default_factory=OrderedDict, repr=False
    )
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def smooth(self) -> bool:
        """Pixels may be mixed."""
        return True

    @property
    def width(self) -> int:
        """Columns of the whole world at the highest zoom."""
        return self.side << self.highest

    @property
    def height(self) -> int:
        """Rows of the whole world at the highest zoom."""
        return self.width

    @property
    def transform(self) -> Affine:
        """From columns and rows at the highest zoom to metres in Web Mercator."""
        pixel = 2 * HALF / self.width
        return Affine(pixel, 0.0, -HALF, 0.0, -pixel, HALF)

    def read(
        self, window: tuple[int, int, int, int], shape: tuple[int, int], feedback: Feedback
    ) -> NDArray[np.uint8]:
        """Return a part, reduced to a shape; see :class:`importers.raster.warping.Source`."""
        from PIL import Image

        left, top, right, bottom = window
        factor = max((right - left) / shape[1], (bottom - top) / shape[0], 1.0)
        # Rather shrink a sharper zoom a little than blow up a coarser one: maps are full of small letters.
        zoom = max(self.highest - int(math.log2(factor) + 0.3), self.lowest)
        step = 1 << (self.highest - zoom)
        side = self.side * step
        columns, rows = range(left // side, -(-right // side)), range(top // side, -(-bottom // side))
        if len(rows) * len(columns) > MOST_AT_ONCE:
            return np.zeros((*shape, 4), dtype=np.uint8)  # the set has nothing as coarse as this
        sheet = np.zeros((len(rows) * self.side, len(columns) * self.side, 4), dtype=np.uint8)
        for i, row in enumerate(rows):
            for j, column in enumerate(columns):
                feedback.step()
                found = self._tile(zoom, column, row)
                if found is not None:
                    sheet[i * self.side : (i + 1) * self.side, j * self.side : (j + 1) * self.side] = found
        west, north = columns[0] * side, rows[0] * side
        box = ((left - west) / step, (top - north) / step, (right - west) / step, (bottom - north) / step)
        return np.asarray(Image.fromarray(sheet).resize(shape[::-1], Image.Resampling.BILINEAR, box=box))

    def _tile(self, zoom: int, column: int, row: int) -> NDArray[np.uint8] | None:
        """Return a tile, or the part of a coarser one that stands in for it."""
        for up in range(min(COARSER, zoom - self.lowest) + 1):
            found = self._decoded(zoom - up, column >> up, row >> up)
            if found is None:
                continue
            if not up:
                return found
            part = self.side >> up
            y, x = (row % (1 << up)) * part, (column % (1 << up)) * part
            return np.kron(found[y : y + part, x : x + part], np.ones((1 << up, 1 << up, 1), dtype=np.uint8))
        return None

    def _decoded(self, zoom: int, column: int, row: int) -> NDArray[np.uint8] | None:
        key = (zoom, column, row)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        data = self.shelf.tile(zoom, column, row)
        found = None if data is None else decoded(data, self.side)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found


def decoded(data: bytes, side: int = 0) -> NDArray[np.uint8] | None:
    """Return a tile as (side, side, 4) uint8, None when it is no picture that can be used.

    Parameters
    ----------
    data
        The file.
    side
        Pixels along a side; 0 for those of the picture.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if max(image.size) > MOST_SIDE or (not side and image.width != image.height):
                return None
            plain = image.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None  # a hole in the map, as where a tile is missing
    if side and plain.size != (side, side):
        plain = plain.resize((side, side), Image.Resampling.BILINEAR)
    return np.asarray(plain)


def degrees_of(
    zoom: int, columns: tuple[int, int], rows: tuple[int, int]
) -> tuple[float, float, float, float]:
    """Return west, south, east, north in degrees of a range of tiles, both ends included."""
    count = 1 << zoom
    west, east = (360.0 * place / count - 180.0 for place in (columns[0], columns[1] + 1))
    north, south = (
        math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * place / count))))
        for place in (rows[0], rows[1] + 1)
    )
    return west, south, east, north
