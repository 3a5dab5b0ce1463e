"""Grids of heights in files that GDAL knows: GeoTIFF and ASCII grid, read window by window."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from layers.errors import DamagedFile, ImportFailed, NotRecognised, UnknownCrs
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

ENDINGS = (".tif", ".tiff", ".asc")
NUMBERS = ("float32", "float64", "int16", "int32", "uint16", "uint32")
LOWEST, HIGHEST = -11_000.0, 4_500.0
"""Metres: the deepest trench off Japan, and more than its highest mountain."""
_ASCII = re.compile(rb"^\s*ncols\s+\d+\s+nrows\s+\d+\s", re.IGNORECASE)
_OTHER_THEME = re.compile(r"depth|slope|aspect|hillshade|ndvi|ndwi|浸水|傾斜|陰影|水深", re.IGNORECASE)
_THEME = re.compile(r"dem|dtm|dsm|elev|height|標高|地形", re.IGNORECASE)
_LOOK = 256
_UNSAID = (-9999.0, -32767.0, -32768.0)
"""What files write for a missing height without declaring it."""
_MOST_CLASSES = 20

_DAMAGED = QT_TRANSLATE_NOOP(CONTEXT, "{file} は壊れているか、途中で切れています。")
_PICTURE = QT_TRANSLATE_NOOP(CONTEXT, "{file} は画像です。標高のデータではありません。")
_CHOOSE_HEIGHTS = QT_TRANSLATE_NOOP(CONTEXT, "画像として読み込むか、標高（DEM）のファイルを選んでください。")
_NO_PLACE = QT_TRANSLATE_NOOP(CONTEXT, "{file} に座標系が書かれていないため、位置が分かりません。")
_CHOOSE_PLACE = QT_TRANSLATE_NOOP(
    CONTEXT, "読み込みの設定で座標系（平面直角座標系の系番号など）を選んでください。"
)
_GET_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "ファイルをもう一度受け取り直してください。")


@dataclass(eq=False)
class RasterGrid:
    """A raster file as a grid of heights.

    Attributes
    ----------
    path
        The file.
    crs
        Code or definition of its system.
    transform, rows, columns
        See :class:`importers.terrain.sampling.HeightGrid`.
    dataset
        The opened file.
    strange
        A value that was read and can be no height, None as long as there was none.
    """

    path: Path
    crs: str
    transform: tuple[float, float, float, float, float, float]
    rows: int
    columns: int
    dataset: Any = field(repr=False)
    strange: float | None = None

    def window(self, row: int, column: int, rows: int, columns: int) -> NDArray[np.float32]:
        """Return a part of the file, NaN where it has no height.

        Raises
        ------
        layers.errors.DamagedFile
            When that part cannot be read.
        """
        from rasterio.errors import RasterioError
        from rasterio.windows import Window

        try:
            values = self.dataset.read(1, window=Window(column, row, columns, rows), masked=True)
        except (RasterioError, ValueError, OSError) as error:
            raise damaged(self.path.name, str(self.path), error) from error
        heights = np.ma.filled(values.astype(np.float32), np.nan)
        if self.dataset.nodata is None:
            heights[np.isin(heights, _UNSAID) | (heights < -3e38)] = np.nan
        strange = (heights < LOWEST) | (heights > HIGHEST)
        if strange.any():
            self.strange = float(heights[strange][0])
            heights[strange] = np.nan
        return heights

    def close(self) -> None:
        """Let go of the file."""
        self.dataset.close()


def damaged(name: str, path: str, error: Exception) -> DamagedFile:
    """Return the error for a file that cannot be read."""
    return DamagedFile(_DAMAGED, _GET_AGAIN, values={"file": name}, where=Where(path), detail=str(error))


def open_raster(path: Path) -> Any:
    """Open a raster file, without the help of any other format and without looking at the network.

    Raises
    ------
    rasterio.errors.RasterioIOError
        When it is none.
    """
    import rasterio
    from rasterio.errors import NotGeoreferencedWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)  # asked for below, as a missing place
        return rasterio.open(path, driver="AAIGrid" if path.suffix.lower() == ".asc" else "GTiff")


def begins_as_raster(path: Path, head: bytes) -> bool:
    """Say whether the first bytes are those of a GeoTIFF or an ASCII grid."""
    if path.suffix.lower() == ".asc":
        return _ASCII.match(head) is not None
    tiff = head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
    return path.suffix.lower() in (".tif", ".tiff") and tiff


def holds_heights(path: Path) -> bool:
    """Say whether a raster file holds heights and no picture: one band of plausible numbers."""
    from rasterio.errors import RasterioError

    try:
        with open_raster(path) as dataset:
            return _are_heights(dataset)
    except (RasterioError, OSError, ValueError):
        return False


def _are_heights(dataset: Any) -> bool:
    from rasterio.enums import ColorInterp

    said = " ".join(str(text) for text in (*dataset.descriptions, *dataset.units, *dataset.tags(1).values()))
    if dataset.count != 1 or dataset.dtypes[0] not in NUMBERS or _OTHER_THEME.search(said):
        return False
    if dataset.colorinterp[0] not in (ColorInterp.gray, ColorInterp.undefined):
        return False
    if _OTHER_THEME.search(dataset.name.rpartition("/")[2]) and not _THEME.search(said):
        return False
    values = _middle(dataset)
    known = values[np.isfinite(values)]
    floating = bool(np.issubdtype(dataset.dtypes[0], np.floating))
    if not len(known):
        return floating
    if known.min() < LOWEST or known.max() > HIGHEST:
        return False
    return floating or bool(_THEME.search(said)) or _are_smooth(values)


def _middle(dataset: Any) -> NDArray[np.float64]:
    """Return the values in the middle of a file: as quickly read however large it is."""
    from rasterio.windows import Window

    high, wide = min(dataset.height, _LOOK), min(dataset.width, _LOOK)
    window = Window((dataset.width - wide) // 2, (dataset.height - high) // 2, wide, high)
    values = dataset.read(1, window=window, masked=True).astype(np.float64)
    heights: NDArray[np.float64] = values.filled(np.nan)
    heights[heights == -9999] = np.nan
    return heights


def _are_smooth(values: NDArray[np.float64]) -> bool:
    """Say whether whole numbers are heights: many different ones, and hardly any step between neighbours.

    Classes are few; pictures jump.
    """
    known = values[np.isfinite(values)]
    steps = np.abs(np.diff(values, axis=1))
    steps = steps[np.isfinite(steps)]
    span = float(known.max() - known.min())
    return len(np.unique(known)) > _MOST_CLASSES and len(steps) > 0 and float(steps.mean()) < 0.05 * span


def open_grid(path: Path, crs: str) -> RasterGrid:
    """Open a raster file as a grid of heights.

    Parameters
    ----------
    path
        The file.
    crs
        System that the user says, empty to believe the file.

    Raises
    ------
    layers.errors.DamagedFile
        When it cannot be opened.
    layers.errors.NotRecognised
        When it is a picture.
    layers.errors.UnknownCrs
        When nobody says where it lies.
    """
    from rasterio.errors import RasterioError

    try:
        dataset = open_raster(path)
    except (RasterioError, OSError, ValueError) as error:
        raise damaged(path.name, str(path), error) from error
    refused = _refused(dataset, crs)
    if refused is not None:
        dataset.close()
        sentence, hint, kind = refused
        raise kind(sentence, hint, values={"file": path.name}, where=Where(str(path)))
    system = crs or _system(dataset)
    a, b, c, d, e, f = (float(value) for value in tuple(dataset.transform)[:6])
    return RasterGrid(path, system, (a, b, c, d, e, f), dataset.height, dataset.width, dataset)


def _refused(dataset: Any, crs: str) -> tuple[str, str, type[ImportFailed]] | None:
    """Return sentence, hint and kind of error for a file that cannot be used."""
    if dataset.count != 1 or dataset.dtypes[0] not in NUMBERS:
        return _PICTURE, _CHOOSE_HEIGHTS, NotRecognised
    numbers = np.array(tuple(dataset.transform)[:6])
    determinant = numbers[0] * numbers[4] - numbers[1] * numbers[3]
    if not (crs or _system(dataset)) or abs(determinant) < 1e-30 or not np.isfinite(numbers).all():
        return _NO_PLACE, _CHOOSE_PLACE, UnknownCrs
    return None


def _system(dataset: Any) -> str:
    """Return the system of a file as code or definition; degrees in Japan need none to be known."""
    if dataset.crs is not None:
        code = dataset.crs.to_epsg()
        return f"EPSG:{code}" if code else str(dataset.crs.to_wkt())
    if 122.0 < dataset.transform.c < 154.5 and 20.0 < dataset.transform.f < 46.5:
        return "EPSG:6668"
    return ""
