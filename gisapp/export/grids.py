"""What a layer of heights or of a picture gives to be written: its cells, block by block."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pyarrow as pa

from gisapp.export.content import NO_DATA, NO_DATA_HINT, Content, Part
from layers.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from layers.base import Attribute, Layer
    from layers.drawables import Mesh
    from layers.feedback import Feedback

    Bounds = tuple[float, float, float, float, float, float]

HEIGHTS, PICTURE = "heights", "picture"


@dataclass(frozen=True, eq=False)
class Grid:
    """Cells in rows from the north.

    Attributes
    ----------
    kind
        :data:`HEIGHTS`: one band of float32 metres, NaN without one; :data:`PICTURE`: four bands of uint8,
        red, green, blue and opacity.
    west, north, cell
        Metres of the plane rectangular system.
    columns, rows
        How many.
    read
        Gives (bands, rows, columns) of a rectangle, told by its first row and column, and how many of each.
    """

    kind: str
    west: float
    north: float
    cell: float
    columns: int
    rows: int
    read: Callable[[int, int, int, int, Feedback], NDArray[Any]]


class GridContent(Content, Protocol):
    """What offers :attr:`Part.GRID`."""

    @property
    def grid(self) -> Grid:
        """The cells."""
        ...


class OneThing:
    """A layer that has neither rows nor shapes."""

    offers: frozenset[Part] = frozenset({Part.GRID})
    geometry_type = "Unknown"

    def __init__(self, layer: Layer, keep: NDArray[np.bool_] | None = None) -> None:
        del keep  # there is one of it
        self.layer = layer
        self.data: Any = layer.data

    @property
    def attributes(self) -> Sequence[Attribute]:
        """None: there are no rows."""
        return ()

    @property
    def schema(self) -> pa.Schema:
        """No columns."""
        return pa.schema([])

    @property
    def filled(self) -> frozenset[str]:
        """No columns."""
        return frozenset()

    @property
    def crs(self) -> str:
        """Plane rectangular system."""
        return str(self.data.crs)

    @property
    def extent(self) -> Bounds:
        """Bounds in metres."""
        return self.layer.extent() or (0.0,) * 6

    def __len__(self) -> int:
        """Return 1."""
        return 1

    def tables(self, feedback: Feedback, names: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Give nothing: there are no rows."""
        del names
        feedback.step()
        return iter(())

    def columns(self, names: Sequence[str]) -> pa.Table:
        """Return nothing: there are no rows."""
        del names
        return pa.table({})

    def shapes(self, feedback: Feedback) -> Iterator[Mesh]:
        """Give nothing: there are no solids."""
        feedback.step()
        return iter(())


class TerrainContent(OneThing):
    """Heights of a terrain at its finest level."""

    @cached_property
    def grid(self) -> Grid:
        """The cells with heights, without rows and columns around them that have none."""
        store = self.data.store
        level = store.levels[0]
        west, south, _, east, north, _ = store.bounds
        left = max(int(np.floor((west - store.west) / level.cell + 1e-6)), 0)
        low = max(int(np.floor((south - store.south) / level.cell + 1e-6)), 0)
        right = min(int(np.ceil((east - store.west) / level.cell - 1e-6)), level.columns)
        top = min(int(np.ceil((north - store.south) / level.cell - 1e-6)), level.rows)

        def read(row: int, column: int, rows: int, columns: int, feedback: Feedback) -> NDArray[Any]:
            feedback.step()
            first = top - row - rows
            return level.window(first, left + column, rows, columns)[None, ::-1]

        begin = store.west + left * level.cell, store.south + top * level.cell
        return Grid(HEIGHTS, *begin, level.cell, right - left, top - low, read)


class PictureContent(OneThing):
    """Pixels of a picture as the map shows them, in the project's system."""

    def __init__(self, layer: Layer, keep: NDArray[np.bool_] | None = None) -> None:
        super().__init__(layer, keep)
        if self.data.background:  # a map of the whole country, which is not ours to hand on
            raise NotAllowed(NO_DATA, NO_DATA_HINT, values={"layer": layer.name, "kind": layer.kind})

    @cached_property
    def grid(self) -> Grid:
        """Pixels as large as those of the source."""
        west, south, east, north = self.data.bounds
        cell = float(self.data.resolution)
        columns, rows = (max(round((b - a) / cell), 1) for a, b in ((west, east), (south, north)))
        source = self.data.pixels if self.data.values is None else self.data.values.painted(self.layer.style)

        def read(row: int, column: int, rows: int, columns: int, feedback: Feedback) -> NDArray[Any]:
            side = max(rows, columns)
            left, top = west + column * cell, north - row * cell
            box = (left, top - side * cell, left + side * cell, top)
            found = np.zeros((4, rows, columns), dtype=np.uint8)
            pixels = source.draw(box, side, feedback)
            if pixels is not None:
                bands = np.moveaxis(pixels, -1, 0)[:, :rows, :columns]
                found[: len(bands)] = bands
                if len(bands) == 3:
                    found[3] = 255
            return found

        return Grid(PICTURE, west, north, cell, columns, rows, read)
