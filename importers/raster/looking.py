"""What a raster file says of itself: size, place, bands, and how its values become colours."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import numpy as np
from affine import Affine

from importers.raster import differences
from importers.raster.copies import copy_factor
from importers.raster.files import DRIVERS, FileSource, open_file
from importers.terrain.rasters import UNPLACED, damaged, no_place
from layers.errors import ImportFailed, NotRecognised
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

BANDS = 3
"""So many places across and along are looked at to find out which values occur."""
LOOK = 256
PLACED_BY, LONGEST = "GISAPP_PLACED_BY", 200
"""Tag of a picture that was placed by control points, for people, and how many letters of it are taken."""
SHARES = (2.0, 98.0)
"""Per cent of values below the darkest and the brightest that are told apart."""

_NO_COLOUR = QT_TRANSLATE_NOOP(CONTEXT, "{file} の値（{kind}）は画像として表示できません。")
_AS_PICTURE = QT_TRANSLATE_NOOP(CONTEXT, "8ビットか16ビットの画像として書き出したものを選んでください。")
_NO_PICTURE = QT_TRANSLATE_NOOP(CONTEXT, "{file} は画像のファイルではありません。")
_WHICH = QT_TRANSLATE_NOOP(
    CONTEXT, "GeoTIFF、ワールドファイルのある JPEG・PNG、MBTiles、XYZ タイルのフォルダを選んでください。"
)


@dataclass(frozen=True, eq=False)
class Looked:
    """What a file says.

    Attributes
    ----------
    source
        Its pixels.
    transform
        From columns and rows to its system.
    crs
        What it says of its system, empty for nothing.
    driver, kind
        Format, and what the values are: ``rgb``, ``grey``, ``table`` or ``difference``.
    factor
        How much coarser a copy must be, 0 for none.
    placed_by
        By what it was placed, as a text for people; empty for nothing said.
    sample
        (n,) values of some pixels where its style colours them.
    """

    source: FileSource
    transform: Affine
    crs: str
    driver: str
    kind: str
    factor: int
    placed_by: str = ""
    sample: NDArray[np.float64] | None = None


def look_at(path: Path, member: str, *, anywhere: bool = False) -> Looked:
    """Read the head of a raster file.

    Parameters
    ----------
    path, member
        The file, or the archive and the name in it.
    anywhere
        Whether it may do without a place: `transform` is then that of its columns and rows.

    Raises
    ------
    layers.errors.DamagedFile
        When it cannot be read.
    layers.errors.ImportFailed
        When it has no place, or its values are no colours.
    """
    from rasterio.errors import RasterioError

    name = f"/vsizip/{path.as_posix()}/{member}" if member else str(path)
    suffix = PurePosixPath(member or path.name).suffix.lower()
    if suffix not in DRIVERS:
        raise NotRecognised(_NO_PICTURE, _WHICH, values={"file": path.name}, where=Where(str(path)))
    try:
        with open_file(name, suffix) as dataset:
            transform = Affine.identity() if anywhere else _transform(dataset, path, suffix)
            sample = differences.sample_of(dataset)
            if sample is None:
                source, kind = _source(dataset, name, suffix, path)
                factor = copy_factor(dataset, packed=bool(member))
            else:  # the colours of its values may change: no copy of them is kept
                style = differences.style_of(sample)
                source = FileSource(name, suffix, dataset.width, dataset.height, (1, 2), style=style)
                kind, factor = "difference", 0
            crs = "" if dataset.crs is None else dataset.crs.to_wkt()
            if not crs and dataset.gcps[1] is not None:
                crs = dataset.gcps[1].to_wkt()
            placed_by = dataset.tags().get(PLACED_BY, "")[:LONGEST]
            return Looked(source, transform, crs, dataset.driver, kind, factor, placed_by, sample)
    except (RasterioError, ValueError, OSError) as error:
        if isinstance(error, ImportFailed):
            raise
        raise damaged(path.name, str(path), error) from error


def _transform(dataset: Any, path: Path, suffix: str) -> Affine:
    from rasterio.transform import from_gcps

    found: Affine = dataset.transform
    if found == Affine.identity() and dataset.gcps[0]:
        found = from_gcps(dataset.gcps[0])
    if tuple(found)[:6] in UNPLACED or found.is_degenerate:
        raise no_place(path, suffix)
    return found


def _source(dataset: Any, name: str, suffix: str, path: Path) -> tuple[FileSource, str]:
    from rasterio.enums import ColorInterp

    kind = str(dataset.dtypes[0])
    if "complex" in kind:
        values: dict[str, object] = {"file": path.name, "kind": kind}
        raise ImportFailed(_NO_COLOUR, _AS_PICTURE, values=values, where=Where(str(path)))
    colours = tuple(
        number + 1 for number, one in enumerate(dataset.colorinterp) if one is not ColorInterp.alpha
    )
    bands = colours[:3] if len(colours) >= BANDS else colours[:1] or (1,)
    if dataset.colorinterp[bands[0] - 1] is ColorInterp.palette and kind == "uint8":
        table = np.zeros((256, 4), dtype=np.uint8)
        for value, colour in dataset.colormap(bands[0]).items():
            table[value] = colour
        return FileSource(name, suffix, dataset.width, dataset.height, bands, table=table), "table"
    stretch = None if kind == "uint8" else _stretch(dataset, bands)
    found = FileSource(name, suffix, dataset.width, dataset.height, bands, stretch)
    return found, "rgb" if len(bands) == BANDS else "grey"


def _stretch(dataset: Any, bands: tuple[int, ...]) -> NDArray[np.float64]:
    """Return (2, bands) between which values are told apart, from some places of the file."""
    from rasterio.windows import Window

    wide, tall = min(LOOK, dataset.width), min(LOOK, dataset.height)
    found = []
    for share in (0.1, 0.5, 0.9):
        for other in (0.1, 0.5, 0.9):
            place = Window(
                int((dataset.width - wide) * share), int((dataset.height - tall) * other), wide, tall
            )
            values = dataset.read(list(bands), window=place, masked=True)
            found.append(np.ma.filled(values.astype(np.float64), np.nan).reshape(len(bands), -1))
    together = np.concatenate(found, axis=1)
    together[~np.isfinite(together)] = np.nan
    if np.isnan(together).all(axis=1).any():
        return np.array([[0.0] * len(bands), [1.0] * len(bands)])
    # One stretch for all bands, or the colours would be others.
    low, high = np.nanpercentile(together, SHARES)
    return np.array([[low] * len(bands), [max(high, low + 1e-9)] * len(bands)])
