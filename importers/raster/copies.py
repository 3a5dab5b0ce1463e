"""What makes a large raster quick: a sketch of the whole at once, and a coarse copy made beside.

Files with overviews need neither. Without them a picture of the whole would mean reading all of it, so a
sketch is read from a few blocks, and a coarse copy with overviews of its own is made while one can work.
"""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING, Any

import numpy as np
from affine import Affine

from importers.raster.files import Copy, FileSource, opacity, open_file
from layers.errors import DamagedFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.feedback import Feedback

COPY = "copy.tif"
ENOUGH = 2048
"""Pixels of the coarsest overview with which a file needs no copy."""
FACTOR = 8
"""So much coarser a copy is where the file itself can be read in parts."""
LARGEST_BLOCK = 4 << 20
"""Pixels of a block beyond which a file cannot be read in parts."""
SKETCH = 512
SKETCH_BYTES = 48 << 20
"""Bytes of blocks that are unpacked for a sketch."""
ROWS = 512
BLOCK = 512


def copy_factor(dataset: Any, *, packed: bool) -> int:
    """Return how much coarser a copy must be: 0 when none is needed, 1 when parts cannot be read quickly."""
    rows, columns = dataset.block_shapes[0]
    parts = not packed and dataset.driver in ("GTiff", "JP2OpenJPEG") and rows * columns <= LARGEST_BLOCK
    longest = max(dataset.width, dataset.height)
    if longest <= ENOUGH:
        return 0
    if not parts:
        return 1
    coarsest = max(dataset.overviews(1), default=1)
    return 0 if longest / coarsest <= ENOUGH * 2 else FACTOR


def sketch_of(source: FileSource, feedback: Feedback) -> NDArray[np.uint8]:
    """Return a small picture (r, c, 4) uint8 of a whole file, read from some of its blocks."""
    from rasterio.enums import Resampling
    from rasterio.windows import Window

    with open_file(source.name, source.suffix) as dataset:
        tall, wide = dataset.block_shapes[0]
        across, along = -(-dataset.width // wide), -(-dataset.height // tall)
        block = tall * wide * len(source.bands) * np.dtype(dataset.dtypes[0]).itemsize
        most = max(SKETCH_BYTES // block, 4)
        columns = min(across, max(int(np.sqrt(most * across / along)), 1), SKETCH)
        rows = min(along, max(most // columns, 1), SKETCH)
        inside = max(min(SKETCH // columns, wide), 1)
        picture = np.zeros((rows, columns * inside, 4), dtype=np.uint8)
        for i in range(rows):
            top = min((i * along + along // 2) // rows * tall, dataset.height - 1)
            for j in range(columns):
                feedback.step()
                left = min((j * across + across // 2) // columns * wide, dataset.width - 1)
                part = Window(left, top, min(wide, dataset.width - left), min(tall, dataset.height - top))
                shape = (1, inside)
                values = dataset.read(
                    list(source.bands),
                    window=part,
                    out_shape=(len(source.bands), *shape),
                    resampling=Resampling.average if source.smooth else Resampling.nearest,
                )
                mask = opacity(dataset, part, shape)
                picture[i, j * inside : (j + 1) * inside] = source.coloured(values, mask)[0]
    return picture


def make_copy(source: FileSource, folder: Path, factor: int, feedback: Feedback) -> tuple[Copy, float]:
    """Make a coarse copy of a file in a folder, with overviews of its own.

    Returns
    -------
    copy, lost
        The copy, and the share of the file that could not be read; it is transparent in the copy.

    Raises
    ------
    OSError, rasterio.errors.RasterioError
        When it cannot be written; nothing is left then.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    import rasterio
    from rasterio.enums import Resampling

    target = folder / COPY
    part = folder / f"{COPY}.{os.getpid()}-{secrets.token_hex(4)}"
    lost = 0
    try:
        with rasterio.open(
            part,
            "w",
            driver="GTiff",
            width=-(-source.width // factor),
            height=-(-source.height // factor),
            count=4,
            dtype="uint8",
            tiled=True,
            blockxsize=BLOCK,
            blockysize=BLOCK,
            compress="ZSTD",
            zstd_level=1,
            predictor=2,
            photometric="RGB",
            alpha="YES",
            bigtiff="IF_SAFER",
            transform=Affine.scale(
                factor + 0.5
            ),  # any: only rows and columns are used, but none is warned of
        ) as made:
            for row, pixels in _strips(source, factor, feedback):
                if pixels is None:
                    lost += 1
                    continue
                window = rasterio.windows.Window(0, row, made.width, len(pixels))
                made.write(np.moveaxis(pixels, -1, 0), window=window)
                feedback.step(0.9 * (row + len(pixels)) / made.height, 1)
        longest = max(source.width, source.height) / factor
        factors = [1 << k for k in range(1, 12) if longest / (1 << k) > BLOCK]
        # Without these words overviews are packed at level 9, which takes three times as long.
        quick = rasterio.Env(ZSTD_LEVEL_OVERVIEW="1", PREDICTOR_OVERVIEW="2", GDAL_NUM_THREADS="2")
        with quick, rasterio.open(part, "r+") as made:
            made.build_overviews(factors, Resampling.average if source.smooth else Resampling.nearest)
        feedback.step(1, 1)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return Copy(target, factor), lost / -(-source.height // ROWS)


def lost_share(source: FileSource, feedback: Feedback) -> float:
    """Read all of a file once and return the share that cannot be read."""
    strips = [pixels is None for _, pixels in _strips(source, 16, feedback)]
    return sum(strips) / len(strips)


def _strips(
    source: FileSource, factor: int, feedback: Feedback
) -> Iterator[tuple[int, NDArray[np.uint8] | None]]:
    """Read a file from top to bottom, reduced; None for what cannot be read."""
    height, width = -(-source.height // factor), -(-source.width // factor)
    rows = max(ROWS // factor, 1)
    for row in range(0, height, rows):
        count = min(rows, height - row)
        top, bottom = row * factor, min((row + count) * factor, source.height)
        try:
            yield row, source.read((0, top, source.width, bottom), (count, width), feedback)
        except DamagedFile:
            yield row, None
