"""Pixels of raster files that GDAL reads, window by window and from coarse copies."""

from __future__ import annotations

import threading
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.raster import differences
from importers.terrain.rasters import damaged
from layers.rastervalues import painted_values

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.feedback import Feedback
    from styles.style import Style

DRIVERS = {
    ".tif": "GTiff",
    ".tiff": "GTiff",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".bmp": "BMP",
    ".gif": "GIF",
    ".jp2": "JP2OpenJPEG",
}
"""Only these are tried: others may refer to files and addresses elsewhere."""
CACHE = 64 << 20
"""Bytes that GDAL may keep: rasterio hands on bytes, and of 64 alone each row unpacks its blocks anew."""


def open_file(name: str, suffix: str) -> Any:
    """Open a raster file (or a member of an archive under GDAL's own name) and nothing that it refers to.

    Raises
    ------
    rasterio.errors.RasterioIOError
        When it is none.
    """
    import rasterio
    from rasterio.env import set_gdal_config
    from rasterio.errors import NotGeoreferencedWarning

    set_gdal_config("GDAL_CACHEMAX", CACHE)  # by default it takes 5 % of all memory, in every program
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)  # the caller asks for it
        return rasterio.open(name, driver=DRIVERS[suffix])


@dataclass(frozen=True)
class Copy:
    """A coarse (or quickly read) copy of a raster: each pixel stands for `factor` along a side."""

    path: Path
    factor: int


@dataclass(frozen=True, eq=False)
class FileSource:
    """A raster file.

    Attributes
    ----------
    name, suffix
        What GDAL calls it, and the suffix that names its format.
    width, height
        Pixels.
    bands
        Bands that make the colour: one (grey or by table) or three.
    stretch
        (2, bands) lowest and highest value that are told apart, None for pixels that are bytes already.
    table
        (256, 4) uint8 colours of the values, None for bands that are colours.
    copy
        A coarse copy, None when the file brings its own.
    sketch
        (r, c, 4) uint8 of the whole raster, used for what is coarser than anything that can be read quickly.
    sketched
        From this many pixels for one on, the sketch is used; 0 for never.
    style
        How its values are coloured, for differences with their level of detection; None for a picture.
    """

    name: str
    suffix: str
    width: int
    height: int
    bands: tuple[int, ...]
    stretch: NDArray[np.float64] | None = None
    table: NDArray[np.uint8] | None = None
    copy: Copy | None = None
    sketch: NDArray[np.uint8] | None = None
    sketched: float = 0.0
    style: Style | None = None
    _own: threading.local = field(default_factory=threading.local, repr=False)

    @property
    def smooth(self) -> bool:
        """Whether pixels may be mixed."""
        return self.table is None and self.style is None

    def read(
        self, window: tuple[int, int, int, int], shape: tuple[int, int], feedback: Feedback
    ) -> NDArray[np.uint8]:
        """Return a part, reduced to a shape; see :class:`importers.raster.warping.Source`.

        Raises
        ------
        layers.errors.DamagedFile
            When that part cannot be read.
        """
        from rasterio.errors import RasterioError

        feedback.step()
        left, top, right, bottom = window
        factor = min((right - left) / shape[1], (bottom - top) / shape[0])
        if self.sketch is not None and self.sketched and factor >= self.sketched:
            return self._from_sketch(window, shape)
        copied = self.copy is not None and factor >= self.copy.factor
        try:
            return self._read(window, shape, copied=copied)
        except (RasterioError, ValueError, OSError) as error:
            raise damaged(self.name.rsplit("/", 1)[-1], self.name, error) from error

    def _read(
        self, window: tuple[int, int, int, int], shape: tuple[int, int], *, copied: bool
    ) -> NDArray[np.uint8]:
        from rasterio.enums import Resampling
        from rasterio.windows import Window

        left, top, right, bottom = window
        dataset = self._dataset(copied=copied)
        across, along = dataset.width / self.width, dataset.height / self.height
        part = Window(left * across, top * along, (right - left) * across, (bottom - top) * along)
        how = Resampling.average if self.smooth else Resampling.nearest
        if copied:
            return _four(dataset.read(window=part, out_shape=(dataset.count, *shape), resampling=how))
        values = dataset.read(
            list(self.bands),
            window=part,
            out_shape=(len(self.bands), *shape),
            resampling=how,
            masked=self.style is not None,
        )
        if self.style is not None:
            return painted_values(differences.significant(values), self.style)
        return self.coloured(values, opacity(dataset, part, shape))

    def coloured(self, values: NDArray[Any], mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return values (bands, r, c) and their mask (r, c) as (r, c, 4) red, green, blue, opacity."""
        if self.table is not None:
            found = self.table[np.clip(values[0], 0, 255).astype(np.uint8)]
            found[..., 3] = np.minimum(found[..., 3], mask)
            return found
        if self.stretch is not None:
            low, high = self.stretch[0][:, None, None], self.stretch[1][:, None, None]
            values = np.clip((np.nan_to_num(values) - low) * (255.0 / np.maximum(high - low, 1e-12)), 0, 255)
        return _four(np.concatenate([np.resize(values.astype(np.uint8), (3, *mask.shape)), mask[None]]))

    def _from_sketch(self, window: tuple[int, int, int, int], shape: tuple[int, int]) -> NDArray[np.uint8]:
        from PIL import Image

        sketch: NDArray[np.uint8] = self.sketch  # type: ignore[assignment]  # asked by the caller
        across, along = sketch.shape[1] / self.width, sketch.shape[0] / self.height
        left, top, right, bottom = window
        box = (left * across, top * along, right * across, bottom * along)
        how = Image.Resampling.BILINEAR if self.smooth else Image.Resampling.NEAREST
        return np.asarray(Image.fromarray(sketch).resize(shape[::-1], how, box=box))

    def _dataset(self, *, copied: bool) -> Any:
        """Return the opened file: one for each thread, as GDAL wants it."""
        name = "copy" if copied else "file"
        dataset = getattr(self._own, name, None)
        if dataset is None:
            if copied and self.copy is not None:
                dataset = open_file(str(self.copy.path), ".tif")
            else:
                dataset = open_file(self.name, self.suffix)
            setattr(self._own, name, dataset)
        return dataset


def opacity(dataset: Any, part: Any, shape: tuple[int, int]) -> NDArray[np.uint8]:
    """Return the opacity of a part (a window), reduced to a shape."""
    from rasterio.enums import MaskFlags, Resampling

    if all(MaskFlags.all_valid in flags for flags in dataset.mask_flag_enums):
        # There is no mask, and GDAL would make one, at full resolution, to reduce it: ten times the work.
        return np.full(shape, 255, dtype=np.uint8)
    mask: NDArray[np.uint8] = dataset.dataset_mask(
        window=part, out_shape=shape, resampling=Resampling.nearest
    )
    return mask


def _four(bands: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return (3 or 4, r, c) bands as (r, c, 4) with opacity."""
    found = np.full((*bands.shape[1:], 4), 255, dtype=np.uint8)
    found[..., : len(bands)] = np.moveaxis(bands, 0, -1)
    return found
