"""The shape of the ground as pictures whose colours are heights: what web maps raise their ground by.

Two ways of writing a height as a colour are in use: ``terrarium`` (red * 256 + green + blue / 256 - 32768)
and ``mapbox`` ((red * 65536 + green * 256 + blue) / 10 - 10000). Where there is no height, there is the sea:
0 metres.
"""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from gisapp.desks.publish.picturetiles import PicturesWritten, all_done, batches, pixels_at, zooms_for
from gisapp.desks.publish.pmtiles import Cover, TileKind, spooled, write_archive
from gisapp.desks.publish.tilegrid import extent_in_degrees, tile_numbers
from layers.errors import NotAllowed
from layers.heights import bilinear
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.terrainstore import TerrainStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from numpy.typing import NDArray

    from gisapp.desks.publish.pmtiles import Spool
    from layers.base import Layer
    from layers.feedback import Feedback

Encoding = Literal["terrarium", "mapbox"]
LIMITS = (5, 15)
"""The coarsest and the finest zoom."""
STEPS = {"terrarium": 1 / 16, "mapbox": 1 / 10}
"""Metres that heights are rounded to: finer ones are noise that makes pictures twice as large."""

NO_TERRAIN = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」は地形ではないか、データが開かれていません。")
NO_TERRAIN_HINT = QT_TRANSLATE_NOOP(CONTEXT, "地形のレイヤを選んでください。")
MAKING = QT_TRANSLATE_NOOP(CONTEXT, "地形のタイルを作っています")


@dataclass(frozen=True)
class _Job:
    """Some tiles of a zoom."""

    terrain: Path
    zoom: int
    tiles: tuple[tuple[int, int], ...]
    encoding: Encoding
    spool: Path


def write_terrain_tiles(
    layer: Layer,
    path: Path,
    feedback: Feedback,
    *,
    executor: Executor | None = None,
    zooms: tuple[int, int] | None = None,
    encoding: Encoding = "terrarium",
    name: str = "",
    attribution: str = "",
) -> PicturesWritten:
    """Write a terrain as PNG tiles of heights in one PMTiles file.

    Parameters
    ----------
    layer
        A terrain with its data opened.
    path
        Target; the caller gives it its name when it is whole.
    feedback
        Receives progress.
    executor
        Who works; by default threads of this process. Others must see terrain and target under the same
        paths.
    zooms
        The coarsest and the finest; by default up to where a pixel is as large as a cell.
    encoding
        How heights become colours; the metadata tell.
    name, attribution
        What the file tells of itself, and nothing else.

    Raises
    ------
    layers.errors.NotAllowed
        When the layer is no terrain.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    store = getattr(layer.data, "store", None)
    if not isinstance(store, TerrainStore):
        raise NotAllowed(NO_TERRAIN, NO_TERRAIN_HINT, values={"layer": layer.name})
    west, south, _, east, north, _ = store.bounds
    bounds = extent_in_degrees((west, south, east, north), store.crs)
    chosen = zooms or zooms_for(bounds, store.cell, LIMITS)
    with tempfile.TemporaryDirectory(prefix=".tiles-", dir=path.parent, ignore_cleanup_errors=True) as folder:
        jobs = [
            _Job(store.folder, zoom, tuple(map(tuple, tiles.tolist())), encoding, Path(folder, f"{number}"))
            for number, (zoom, tiles) in enumerate(batches(bounds, chosen))
        ]
        spools = all_done(_made, jobs, executor, feedback, Message(MAKING))
        metadata = {"name": name or layer.name, "encoding": encoding}
        if attribution:
            metadata["attribution"] = attribution
        written = write_archive(path, spools, Cover(TileKind.PNG, chosen, bounds), metadata)
    return PicturesWritten(path, written, chosen, bounds)


def _made(job: _Job) -> Spool:
    """Make the tiles of a job; where nothing has a height there is none."""
    return spooled(job.spool, _pictures(job))


def _pictures(job: _Job) -> Iterator[tuple[int, bytes]]:
    store = TerrainStore.open(job.terrain)
    for column, row in job.tiles:
        east, north = pixels_at(job.zoom, column, row, store.crs)
        heights = heights_at(store, east, north)
        if np.isfinite(heights).any():
            colours = coloured(np.nan_to_num(heights, nan=0.0), job.encoding)
            number = tile_numbers(job.zoom, np.array([column]), np.array([row]))
            yield int(number[0]), _png(colours)


def heights_at(
    store: TerrainStore, east: NDArray[np.float64], north: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return heights (r, c) at places, taken from the level whose cells are as large as they are apart."""
    pixel = float(np.hypot(east[0, 1] - east[0, 0], north[0, 1] - north[0, 0]))
    level = next((one for one in reversed(store.levels) if one.cell <= pixel), store.levels[0])
    row, column = (north - store.south) / level.cell - 0.5, (east - store.west) / level.cell - 0.5
    return bilinear(level.values, row, column)


def coloured(heights: NDArray[np.float64], encoding: Encoding) -> NDArray[np.uint8]:
    """Return heights (r, c) in metres as colours (r, c, 3)."""
    steps = np.round(heights / STEPS[encoding]).astype(np.int64)
    if encoding == "terrarium":
        value = np.clip(steps * 16 + (32768 << 8), 0, (1 << 24) - 1)
    else:
        value = np.clip(steps + 100_000, 0, (1 << 24) - 1)
    return np.stack([value >> 16, value >> 8 & 255, value & 255], axis=-1).astype(np.uint8)


def _png(colours: NDArray[np.uint8]) -> bytes:
    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(colours).save(file, "PNG", compress_level=7)
    return file.getvalue()
