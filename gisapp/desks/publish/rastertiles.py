"""Pictures on the ground as tiles of a web map, as fine as they are themselves and no finer.

Only pixels go out: what a camera or a program wrote into the file beside them (EXIF, names, times) does not.
"""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.publish.picturetiles import (
    PIXELS,
    PicturesWritten,
    all_done,
    batches,
    pixels_at,
    zooms_for,
)
from gisapp.desks.publish.pmtiles import Cover, TileKind, spooled, write_archive
from gisapp.desks.publish.tilegrid import extent_in_degrees, tile_numbers
from layers.errors import NotAllowed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from gisapp.desks.publish.pmtiles import Spool
    from layers.base import Layer
    from layers.feedback import Feedback
    from layers.raster import Coverage

LIMITS = (5, 20)
"""The coarsest and the finest zoom."""
QUALITY = 82
"""Of WebP and JPEG."""
FORMS = {TileKind.PNG: "PNG", TileKind.JPEG: "JPEG", TileKind.WEBP: "WEBP"}
_DRAWN = 1024
"""Pixels along a side of what a tile is taken from."""

NO_PICTURE = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」は画像ではないか、データが開かれていません。")
NO_PICTURE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "画像のレイヤを選んでください。")
NOT_OURS = QT_TRANSLATE_NOOP(
    CONTEXT, "レイヤ「{layer}」はよそから配信される地図のため、写して公開できません。"
)
NOT_OURS_HINT = QT_TRANSLATE_NOOP(CONTEXT, "公開する地図では、配信元を直接使ってください。")
MAKING = QT_TRANSLATE_NOOP(CONTEXT, "画像のタイルを作っています")


@dataclass(frozen=True, eq=False)
class _Job:
    """Some tiles of a zoom."""

    zoom: int
    tiles: NDArray[np.int64]
    spool: Path


def write_raster_tiles(
    layer: Layer,
    path: Path,
    feedback: Feedback,
    *,
    kind: TileKind | None = None,
    zooms: tuple[int, int] | None = None,
    name: str = "",
    attribution: str = "",
) -> PicturesWritten:
    """Write a picture as tiles in one PMTiles file; threads of this process make them.

    Parameters
    ----------
    layer
        A raster with its data opened.
    path
        Target; the caller gives it its name when it is whole.
    feedback
        Receives progress.
    kind
        PNG, JPEG (what has no pixel is white) or WebP; by default PNG where colours stand for values, which
        must not be blurred, and WebP for pictures.
    zooms
        The coarsest and the finest; by default up to the picture's own resolution.
    name, attribution
        What the file tells of itself, and nothing else.

    Raises
    ------
    layers.errors.NotAllowed
        When the layer is no picture, or a map that others serve.
    layers.errors.DamagedFile
        When a part of it cannot be read.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    coverage: Coverage | None = layer.data
    if layer.kind != "raster" or coverage is None:
        raise NotAllowed(NO_PICTURE, NO_PICTURE_HINT, values={"layer": layer.name})
    if coverage.background:
        raise NotAllowed(NOT_OURS, NOT_OURS_HINT, values={"layer": layer.name})
    if kind is None:
        kind = TileKind.WEBP if coverage.values is None else TileKind.PNG
    bounds = extent_in_degrees(coverage.bounds, coverage.crs)
    chosen = zooms or zooms_for(bounds, coverage.resolution, LIMITS)
    with tempfile.TemporaryDirectory(prefix=".tiles-", dir=path.parent, ignore_cleanup_errors=True) as folder:
        jobs = [
            _Job(zoom, tiles, Path(folder, f"{number}"))
            for number, (zoom, tiles) in enumerate(batches(bounds, chosen))
        ]
        work = partial(_made, coverage, kind, feedback)
        spools = all_done(work, jobs, None, feedback, Message(MAKING))
        metadata = {"name": name or layer.name}
        if attribution:
            metadata["attribution"] = attribution
        written = write_archive(path, spools, Cover(kind, chosen, bounds), metadata)
    return PicturesWritten(path, written, chosen, bounds)


def _made(coverage: Coverage, kind: TileKind, feedback: Feedback, job: _Job) -> Spool:
    """Make the tiles of a job; where there is no pixel there is none."""
    return spooled(job.spool, _pictures(coverage, kind, feedback, job))


def _pictures(
    coverage: Coverage, kind: TileKind, feedback: Feedback, job: _Job
) -> Iterator[tuple[int, bytes]]:
    numbers = tile_numbers(job.zoom, *job.tiles.T)
    for number, (column, row) in zip(numbers.tolist(), job.tiles.tolist(), strict=True):
        picture = _picture(coverage, *pixels_at(job.zoom, column, row, coverage.crs), feedback)
        if picture is not None:
            yield number, _written(picture, kind)


def _picture(
    coverage: Coverage, east: NDArray[np.float64], north: NDArray[np.float64], feedback: Feedback
) -> NDArray[np.uint8] | None:
    """Return the pixels (PIXELS, PIXELS, 4) of a tile, None where there are none.

    The layer draws squares that lie along its own system, which is turned against the web's by up to a degree
    or two: one around the tile is drawn twice as fine, and each pixel taken from where it lies.
    """
    low, high = (east.min(), north.min()), (east.max(), north.max())
    side = max(high[0] - low[0], high[1] - low[1]) * (1 + 2 / PIXELS)
    west, south = (low[0] + high[0] - side) / 2, (low[1] + high[1] - side) / 2
    drawn = coverage.pixels.draw((west, south, west + side, south + side), _DRAWN, feedback)
    if drawn is None:
        return None
    column = np.clip(((east - west) / side * _DRAWN).astype(int), 0, _DRAWN - 1)
    row = np.clip(((south + side - north) / side * _DRAWN).astype(int), 0, _DRAWN - 1)
    picture = drawn[row, column]
    if picture.shape[-1] == 3:
        picture = np.concatenate([picture, np.full((PIXELS, PIXELS, 1), 255, np.uint8)], axis=-1)
    within = (east >= coverage.bounds[0]) & (east <= coverage.bounds[2])
    within &= (north >= coverage.bounds[1]) & (north <= coverage.bounds[3])
    picture[..., 3] *= within
    return picture if picture[..., 3].any() else None


def _written(picture: NDArray[np.uint8], kind: TileKind) -> bytes:
    from PIL import Image

    # What is not seen has no colour: it would tell what lies beyond, and take room.
    picture = np.where(picture[..., 3:] > 0, picture, np.uint8(0))
    file = io.BytesIO()
    whole = bool((picture[..., 3] == 255).all())
    if kind is TileKind.JPEG:
        share = picture[..., 3:].astype(np.float64) / 255
        picture = np.round(picture[..., :3] * share + 255 * (1 - share)).astype(np.uint8)
        whole = True
    image = Image.fromarray(np.ascontiguousarray(picture[..., :3]) if whole else picture)
    if kind is TileKind.PNG:
        image.save(file, "PNG", compress_level=7)
    else:
        image.save(file, FORMS[kind], quality=QUALITY)
    return file.getvalue()
