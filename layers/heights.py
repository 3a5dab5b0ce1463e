"""The one answer to the question how high the ground is somewhere.

Desks ask :func:`height_at` for arrays of places. What the answer rests on is part of the answer: a terrain,
the feet of buildings, or a plane that somebody assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from layers.terrainstore import TerrainStore

FROM_TERRAIN = QT_TRANSLATE_NOOP(CONTEXT, "地形データ「{name}」（{resolution:g} m 間隔）の標高です。")
FROM_BUILDINGS = QT_TRANSLATE_NOOP(CONTEXT, "地形データがないため、建物の足元から推定した地面です。")
FROM_SEVERAL = QT_TRANSLATE_NOOP(
    CONTEXT, "地形データ「{name}」（{resolution:g} m 間隔）ほか {count} 件を重ねた標高です。"
)
FROM_TERRAIN_AND_BUILDINGS = QT_TRANSLATE_NOOP(
    CONTEXT,
    "地形データ「{name}」（{resolution:g} m 間隔）の標高です。"
    "地形データのない所は、建物の足元から推定した地面です。",
)
FROM_PLANE = QT_TRANSLATE_NOOP(CONTEXT, "地形データがないため、標高 {height:g} m の平面としています。")


class Heights(Protocol):
    """How high the ground is."""

    @property
    def source(self) -> str:
        """Name of what it rests on, for provenance; empty for a plane."""
        ...

    @property
    def resolution(self) -> float:
        """Metres between the heights it knows; infinite for a plane."""
        ...

    @property
    def estimated(self) -> bool:
        """Whether nobody measured the ground."""
        ...

    @property
    def message(self) -> Message:
        """The sentence that tells a person what the heights rest on."""
        ...

    def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the height of the ground at places, NaN where nothing is known.

        Parameters
        ----------
        east, north
            Metres in the project's plane rectangular system, of one shape.

        Returns
        -------
        heights
            Metres above the datum of the source (usually Tokyo Peil), of the same shape.
        """
        ...


def bilinear(
    values: Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.floating]],
    row: NDArray[np.float64],
    column: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return heights between the middles of cells.

    A place has a height when the cell it lies in has one; neighbours without one are left out, so that
    a grid is known up to its edge and not only up to the middles of its last cells.

    Parameters
    ----------
    values
        Gives the heights of cells, NaN outside.
    row, column
        Places in cells; the middle of the first cell is at 0.
    """
    row, column = np.asarray(row, dtype=np.float64), np.asarray(column, dtype=np.float64)
    sound = np.isfinite(row) & np.isfinite(column) & (np.abs(row) < 2**31) & (np.abs(column) < 2**31)
    row, column = np.where(sound, row, -9.0), np.where(sound, column, -9.0)
    south, west = np.floor(row).astype(np.int64), np.floor(column).astype(np.int64)
    up, right = row - south, column - west
    total = np.zeros(row.shape)
    weights = np.zeros(row.shape)
    inside = np.zeros(row.shape, dtype=bool)
    for tall in (0, 1):
        for wide in (0, 1):
            found = np.asarray(values(south + tall, west + wide), dtype=np.float64)
            known = np.isfinite(found)
            weight = np.where(known, (up if tall else 1.0 - up) * (right if wide else 1.0 - right), 0.0)
            total += weight * np.where(known, found, 0.0)
            weights += weight
            inside |= known & ((up >= 0.5) == bool(tall)) & ((right >= 0.5) == bool(wide))
    with np.errstate(invalid="ignore", divide="ignore"):
        heights: NDArray[np.float64] = np.where(inside, total / weights, np.nan)
    return heights


@dataclass(frozen=True, eq=False)
class GridHeights:
    """A regular grid.

    Attributes
    ----------
    west, south, cell
        Corner and side of the cells in metres.
    heights
        (rows, columns) float32, rows from south to north, NaN without a height; may be mapped.
    source
        Name of what it rests on.
    estimated
        Whether nobody measured it.
    """

    west: float
    south: float
    cell: float
    heights: NDArray[np.floating]
    source: str = ""
    estimated: bool = False

    @property
    def resolution(self) -> float:
        """Metres between heights."""
        return self.cell

    @property
    def message(self) -> Message:
        """What it rests on."""
        if self.estimated:
            return Message(FROM_BUILDINGS)
        return Message(FROM_TERRAIN, {"name": self.source, "resolution": self.resolution})

    def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return heights in metres, NaN outside of the grid."""
        row, column = (north - self.south) / self.cell - 0.5, (east - self.west) / self.cell - 0.5
        return bilinear(self._values, row, column)

    def _values(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.floating]:
        tall, wide = self.heights.shape
        inside = (rows >= 0) & (rows < tall) & (columns >= 0) & (columns < wide)
        found = self.heights[np.where(inside, rows, 0), np.where(inside, columns, 0)]
        return np.where(inside, found, np.nan)


@dataclass(frozen=True, eq=False)
class StoreHeights:
    """A terrain on disk at its finest level; only the tiles that are asked for are read.

    Attributes
    ----------
    store
        The terrain.
    source
        Name of what it rests on.
    """

    store: TerrainStore
    source: str

    estimated = False

    @property
    def resolution(self) -> float:
        """Metres between heights."""
        return self.store.cell

    @property
    def message(self) -> Message:
        """What it rests on."""
        return Message(FROM_TERRAIN, {"name": self.source, "resolution": self.resolution})

    def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return heights in metres, NaN where the terrain has none."""
        store = self.store
        row, column = (north - store.south) / store.cell - 0.5, (east - store.west) / store.cell - 0.5
        return bilinear(store.levels[0].values, row, column)


@dataclass(frozen=True)
class PlaneHeights:
    """A plane that is assumed because nothing is known.

    Attributes
    ----------
    height
        Metres.
    """

    height: float = 0.0

    source = ""
    resolution = float("inf")
    estimated = True

    @property
    def message(self) -> Message:
        """What it rests on."""
        return Message(FROM_PLANE, {"height": self.height})

    def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the height of the plane everywhere."""
        return np.full(np.broadcast(east, north).shape, self.height)


@dataclass(frozen=True, eq=False)
class LayeredHeights:
    """Several sources; each fills what those before it leave open.

    Attributes
    ----------
    parts
        At least one, the best first.
    """

    parts: tuple[Heights, ...]

    @property
    def source(self) -> str:
        """Names of all sources."""
        return "、".join(dict.fromkeys(part.source for part in self.parts if part.source))

    @property
    def resolution(self) -> float:
        """Metres between the heights of the best source."""
        return self.parts[0].resolution

    @property
    def estimated(self) -> bool:
        """Whether any of it is estimated; :meth:`which` tells where."""
        return any(part.estimated for part in self.parts)

    @property
    def message(self) -> Message:
        """What it rests on."""
        first = self.parts[0]
        measured = sum(not part.estimated for part in self.parts)
        values = {"name": first.source, "resolution": first.resolution, "count": measured - 1}
        if measured == 0:
            return first.message
        if measured < len(self.parts):
            return Message(FROM_TERRAIN_AND_BUILDINGS, values)
        return Message(FROM_SEVERAL, values) if measured > 1 else first.message

    def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return heights in metres, NaN where no source has one."""
        return self.ask(east, north)[0]

    def which(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.int8]:
        """Return which of `parts` answers at each place, -1 where none does."""
        return self.ask(east, north)[1]

    def ask(
        self, east: NDArray[np.float64], north: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
        """Return heights and which of `parts` answers, as :meth:`height_at` and :meth:`which` do."""
        east, north = np.broadcast_arrays(np.asarray(east, np.float64), np.asarray(north, np.float64))
        heights = np.full(east.shape, np.nan)
        which = np.full(east.shape, -1, dtype=np.int8)
        for number, part in enumerate(self.parts):
            open_ = which < 0
            if not open_.any():
                break
            found = part.height_at(east[open_], north[open_])
            heights[open_] = found
            which[open_] = np.where(np.isfinite(found), number, -1)
        return heights, which


def estimated_ground(ground: dict[str, Any], source: str) -> GridHeights:
    """Return the ground that a city store estimates from the feet of its buildings.

    Parameters
    ----------
    ground
        As ``CityStore.ground`` gives it.
    source
        Name of the city's layer.
    """
    west, south, cell = float(ground["west"]), float(ground["south"]), float(ground["cell"])
    return GridHeights(west, south, cell, ground["heights"], source, estimated=True)


def heights_of(project: Project) -> Heights:
    """Return how high the ground of a project is.

    Visible terrain layers count first, the finest before the others; what they leave open is estimated
    from the feet of buildings, where a visible city has them. A project with neither stands on a plane at
    height zero. Places that a terrain or a city does not reach have no height: they are NaN.
    """
    terrains: list[Heights] = []
    estimated: list[Heights] = []
    for layer in project.layers:
        if not layer.visible or layer.data is None:
            continue
        if layer.kind == "terrain":
            terrains.append(StoreHeights(layer.data.store, layer.name))
        elif layer.kind == "buildings" and layer.data.store.ground is not None:
            estimated.append(estimated_ground(layer.data.store.ground, layer.name))
    terrains.sort(key=lambda heights: heights.resolution)
    parts = (*terrains, *estimated)
    if not parts:
        return PlaneHeights()
    return parts[0] if len(parts) == 1 else LayeredHeights(parts)


@dataclass(frozen=True, eq=False)
class Ground:
    """How high the ground is at some places, and who says so.

    Attributes
    ----------
    heights
        (n,) float64, metres above the datum of the source (usually Tokyo Peil); NaN where nobody knows.
    which
        (n,) int8, which of `sources` each height is from; -1 where there is none.
    sources
        What was asked, the best first. Each tells its name, its resolution, whether it is an estimate, and
        the sentence that a person should read beside the number.
    """

    heights: NDArray[np.float64]
    which: NDArray[np.int8]
    sources: tuple[Heights, ...]

    @property
    def estimated(self) -> NDArray[np.bool_]:
        """(n,) whether a height is an estimate and not a measurement."""
        guesses = np.array([*(source.estimated for source in self.sources), False])
        found: NDArray[np.bool_] = guesses[self.which]
        return found


def height_at(ground: Project | Heights, places: NDArray[np.float64]) -> Ground:
    """Return how high the ground is: the one question that every desk asks here and nowhere else.

    Parameters
    ----------
    ground
        A project, or what :func:`heights_of` gave for it: whoever asks often asks for that once.
    places
        (n, 2) east and north in metres of the project's plane rectangular system. A million places at a time
        is fine; they need no order, but neighbours one after the other are read faster.

    Returns
    -------
    Ground
        Heights between the middles of cells are bilinear, and known up to the edge of the outermost cells.
        They are true ones, whatever exaggeration the view has.
    """
    heights = heights_of(ground) if isinstance(ground, Project) else ground
    parts = heights.parts if isinstance(heights, LayeredHeights) else (heights,)
    places = np.asarray(places, dtype=np.float64).reshape(-1, 2)
    found, which = LayeredHeights(parts).ask(places[:, 0], places[:, 1])
    return Ground(found, which, parts)
