"""Grids of heights in files that GDAL knows: GeoTIFF and ASCII grid, read window by window."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.located import located, own_or_chosen
from layers.errors import DamagedFile, ImportFailed, NotRecognised
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.feedback import Finding

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
_ALONG = 9
"""Places along a side that are looked at to find out where a file lies."""
WORLD = {".jpg": ".jgw", ".jpeg": ".jgw", ".png": ".pgw", ".tif": ".tfw", ".tiff": ".tfw", ".bmp": ".bpw"}
"""Suffixes of world files."""
UNPLACED = ((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), (1.0, 0.0, 0.0, 0.0, -1.0, 0.0))
"""What a file without a place is opened with: columns and rows themselves."""

_DAMAGED = QT_TRANSLATE_NOOP(CONTEXT, "{file} は壊れているか、途中で切れています。")
_PICTURE = QT_TRANSLATE_NOOP(CONTEXT, "{file} は画像です。標高のデータではありません。")
_CHOOSE_HEIGHTS = QT_TRANSLATE_NOOP(CONTEXT, "画像として読み込むか、標高（DEM）のファイルを選んでください。")
_NO_PLACE = QT_TRANSLATE_NOOP(CONTEXT, "{file} には位置の情報がないため、地図に重ねられません。")
_WORLD_FILE = QT_TRANSLATE_NOOP(
    CONTEXT, "ワールドファイル（{world}）を同じフォルダに置くか、GeoTIFF を選んでください。"
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


def open_grid(path: Path, options: Any, findings: list[Finding], *, one_of_many: bool = False) -> RasterGrid:
    """Open a raster file as a grid of heights.

    Parameters
    ----------
    path
        The file.
    options
        Of the importer: ``crs`` as the user chose, and ``place`` where the file is expected.
    findings
        Receives a warning when the system was concluded and not stated.
    one_of_many
        Whether what the user chose is for those of many files that do not say their system themselves.

    Raises
    ------
    layers.errors.DamagedFile
        When it cannot be opened.
    layers.errors.NotRecognised
        When it is a picture.
    layers.errors.ImportFailed
        When it has no place at all.
    importers.located.Unlocated
        When nobody can say where it lies.
    """
    from rasterio.errors import RasterioError

    try:
        dataset = open_raster(path)
    except (RasterioError, OSError, ValueError) as error:
        raise damaged(path.name, str(path), error) from error
    try:
        return _placed(path, dataset, options, findings, one_of_many=one_of_many)
    except ImportFailed:
        dataset.close()
        raise


def _placed(
    path: Path, dataset: Any, options: Any, findings: list[Finding], *, one_of_many: bool
) -> RasterGrid:
    if dataset.count != 1 or dataset.dtypes[0] not in NUMBERS:
        raise NotRecognised(_PICTURE, _CHOOSE_HEIGHTS, values={"file": path.name}, where=Where(str(path)))
    a, b, c, d, e, f = transform = tuple(float(value) for value in tuple(dataset.transform)[:6])
    if transform in UNPLACED or abs(a * e - b * d) < 1e-30 or not np.isfinite(transform).all():
        raise no_place(path, path.suffix.lower())
    rows, columns = dataset.height, dataset.width
    column, row = np.meshgrid(np.linspace(0, columns, _ALONG), np.linspace(0, rows, _ALONG))
    sample = np.column_stack([(a * column + b * row + c).ravel(), (d * column + e * row + f).ravel()])
    declared = _declared(dataset)
    if one_of_many:
        options = own_or_chosen(path, sample, declared, options, may_swap=False)
    # Rows and columns run along the axes of the system: a grid whose axes were swapped would be mirrored.
    system = located(path, sample, declared, options, findings, may_swap=False).crs
    return RasterGrid(path, system, (a, b, c, d, e, f), rows, columns, dataset)


def no_place(path: Path, suffix: str) -> ImportFailed:
    """Return the error for a file of cells that does not say where they lie, in whatever system."""
    values: dict[str, object] = {"file": path.name, "world": path.stem + WORLD.get(suffix, ".wld")}
    return ImportFailed(_NO_PLACE, _WORLD_FILE, values=values, where=Where(str(path)))


def _declared(dataset: Any) -> str:
    """Return what a file says of its system as code or definition, empty for nothing."""
    if dataset.crs is None:
        return ""
    code = dataset.crs.to_epsg()
    return f"EPSG:{code}" if code else str(dataset.crs.to_wkt())
