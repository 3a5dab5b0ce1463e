"""Scanned maps: read whatever their size, and written as pictures that know where they lie.

A scan is first copied into tiles (:func:`importers.raster.copies.make_copy`), for a JPEG or PNG can only be
read from top to bottom. What is looked at and what is written come from that copy, a window at a time.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import weakref
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from affine import Affine

from gisapp.desks.areas.controlpoints import NAMES, Method
from gisapp.export.target import NOT_WRITTEN, NOT_WRITTEN_HINT, replacing
from importers.raster.copies import make_copy
from importers.raster.files import DRIVERS, FileSource
from importers.raster.looking import PLACED_BY, look_at
from layers.errors import DamagedFile, ExportFailed, ImportFailed
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from gisapp.desks.areas.controlpoints import Placement
    from layers.feedback import Feedback

    Pixels = NDArray[np.uint8]

ENDINGS = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".jp2")
"""Files that a scanner writes and GDAL reads."""
MOST_PIXELS = 1_500_000_000
"""An A0 sheet at 800 dots an inch has a billion."""
BLOCK = 512
PIECE = 2048
"""Pixels along a side of what is read and written at a time: 16 MB."""
GROWN = 4
"""A warped picture has at most so many times the pixels of the scan."""
TAG = "GISAPP_CONTROL_POINTS"
QUALITY = "90"

_PDF = QT_TRANSLATE_NOOP(CONTEXT, "PDF（{file}）はそのままでは置けません。")
_PDF_HINT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "PDF を開いて PNG か JPEG に書き出すか（300 dpi が目安）、スキャナで画像として取り直してください。",
)
_LARGE = QT_TRANSLATE_NOOP(CONTEXT, "{file} は {width} × {height} 画素あり、大きすぎます。")
_LARGE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "解像度を下げるか、分けてスキャンし直してください。")
_PARTLY = QT_TRANSLATE_NOOP(CONTEXT, "{file} は壊れているか、途中で切れています。")
_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "もう一度スキャンするか、ファイルを受け取り直してください。")
_NAME = QT_TRANSLATE_NOOP(CONTEXT, "置いた画像の名前（{file}）は .tif で終わらせてください。")
_OTHER = QT_TRANSLATE_NOOP(CONTEXT, "別の名前を指定してください。")
_SELF = QT_TRANSLATE_NOOP(CONTEXT, "元の画像 {file} に上書きすることはできません。")


@dataclass(frozen=True, eq=False)
class Scan:
    """A scanned map, copied into tiles.

    Attributes
    ----------
    path
        The file as it came.
    width, height
        Pixels.
    source
        Its pixels, read from the copy.
    drawn
        Whether it has few colours, which a lossy packing would spoil.
    holes
        Whether parts of it may be transparent.
    """

    path: Path
    width: int
    height: int
    source: FileSource
    drawn: bool
    holes: bool

    def read(self, window: tuple[int, int, int, int], shape: tuple[int, int], feedback: Feedback) -> Pixels:
        """Return left, top, right, bottom of the scan reduced to rows and columns, (r, c, 4) uint8."""
        return self.source.read(window, shape, feedback)


@dataclass(frozen=True)
class Written:
    """A placed picture.

    Attributes
    ----------
    path
        The file.
    width, height
        Pixels.
    pixel
        Metres along a pixel.
    """

    path: Path
    width: int
    height: int
    pixel: float


def opened(path: Path, folder: Path, feedback: Feedback) -> Scan:
    """Copy a scan into a folder, where it can be read in parts.

    Parameters
    ----------
    path
        JPEG, PNG, TIFF, BMP or JPEG 2000; of several pages the first.
    folder
        Where the copy lies; it is the caller's to remove.
    feedback
        Told how far it is; stops it.

    Raises
    ------
    layers.errors.ImportFailed
        When it is no picture, damaged, or larger than any sheet.
    """
    where = Where(str(path))
    if path.suffix.lower() == ".pdf":
        raise ImportFailed(_PDF, _PDF_HINT, values={"file": path.name}, where=where)
    looked = look_at(path, "", anywhere=True)
    source = looked.source
    if source.width * source.height > MOST_PIXELS:
        values = {"file": path.name, "width": f"{source.width:,}", "height": f"{source.height:,}"}
        raise ImportFailed(_LARGE, _LARGE_HINT, values=values, where=where)
    copy, lost = make_copy(source, folder, 1, feedback)
    if lost:
        raise DamagedFile(_PARTLY, _AGAIN, values={"file": path.name}, where=where)
    holes = bool((source.table[:, 3] < 255).any()) if source.table is not None else _has_mask(path)
    return Scan(path, source.width, source.height, replace(source, copy=copy), looked.kind == "table", holes)


def borrowed(path: Path, feedback: Feedback) -> Scan:
    """Copy a scan as :func:`opened` does, into a folder that goes when nobody has the scan any more."""
    folder = Path(tempfile.mkdtemp(prefix="gisapp-scan-"))
    try:
        scan = opened(path, folder, feedback)
    except BaseException:  # also when it was cancelled
        shutil.rmtree(folder, ignore_errors=True)
        raise
    weakref.finalize(scan, shutil.rmtree, folder, ignore_errors=True)
    return scan


def _has_mask(path: Path) -> bool:
    from rasterio.enums import MaskFlags

    from importers.raster.files import open_file

    with open_file(str(path), path.suffix.lower()) as dataset:
        return any(MaskFlags.all_valid not in flags for flags in dataset.mask_flag_enums)


def said_of(placement: Placement) -> str:
    """Return by what a picture is placed, for people."""
    return f"{Message(NAMES[placement.method])}、{placement.said}"


def write_placed(
    scan: Scan, placement: Placement, crs: str, target: Path, feedback: Feedback, *, overwrite: bool = False
) -> Written:
    """Write a scan as GeoTIFF in tiles with overviews; the file is whole or not there.

    Where the method is affine its pixels stay as they are and the file says how they lie. A picture seen at a
    slant is drawn anew, north up, as fine as the scan is on average. Points, method and residuals are kept in
    the tags of the file.

    Parameters
    ----------
    scan, placement
        The picture, and how it lies.
    crs
        Plane rectangular system of the placement.
    target
        ``.tif``.
    feedback
        Told how far it is; stops it.
    overwrite
        Whether a file may be replaced.

    Raises
    ------
    layers.errors.AnalysisFailed
        When a part of the picture would lie beyond the horizon.
    layers.errors.ExportFailed, layers.errors.WontOverwrite
        When it cannot be written there.
    """
    import rasterio
    from rasterio.enums import Resampling
    from rasterio.errors import RasterioError

    values, where = {"file": target.name}, Where(str(target))
    if DRIVERS.get(target.suffix.lower()) != "GTiff":
        raise ExportFailed(_NAME, _OTHER, values=values, where=where)
    if target.resolve() == scan.path.resolve():
        raise ExportFailed(_SELF, _OTHER, values=values, where=where)
    corners = placement.corners(scan.width, scan.height)
    slanted = placement.method is Method.PROJECTIVE
    transform, width, height = _north_up(scan, corners) if slanted else _as_scanned(scan, placement)
    masked = slanted or scan.holes
    packing: dict[str, str | int] = {"compress": "DEFLATE", "predictor": 2, "photometric": "RGB"}
    if not scan.drawn:
        packing = {"compress": "JPEG", "jpeg_quality": QUALITY, "photometric": "YCBCR"}
    settings = rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True, JPEG_QUALITY_OVERVIEW=QUALITY)
    try:
        with replacing(target, overwrite=overwrite) as making, settings:
            with rasterio.open(
                making,
                "w",
                driver="GTiff",
                width=width,
                height=height,
                count=3,
                dtype="uint8",
                tiled=True,
                blockxsize=BLOCK,
                blockysize=BLOCK,
                crs=crs,
                transform=transform,
                bigtiff="IF_SAFER",
                **packing,
            ) as made:
                made.update_tags(**{PLACED_BY: said_of(placement), TAG: _tag(scan, placement)})
                for done, window in _pieces(width, height):
                    feedback.step(0.8 * done, 1)
                    if slanted:
                        pixels = _slanted(scan, placement, transform, window, feedback)
                    else:
                        pixels = scan.read(_box(window), (window.height, window.width), feedback)
                    made.write(np.moveaxis(pixels[..., :3], -1, 0), window=window)
                    if masked:
                        made.write_mask(pixels[..., 3], window=window)
            factors = [1 << k for k in range(1, 12) if max(width, height) / (1 << k) > BLOCK]
            feedback.step(0.8, 1)
            with rasterio.open(making, "r+") as made:
                made.build_overviews(factors, Resampling.average)
            feedback.step(1, 1)
    except RasterioError as error:
        raise ExportFailed(
            NOT_WRITTEN, NOT_WRITTEN_HINT, values=values, where=where, detail=str(error)
        ) from error
    return Written(target, width, height, float(np.sqrt(abs(transform.determinant))))


def _tag(scan: Scan, placement: Placement) -> str:
    """Return what proves the placement as JSON text."""
    points = [
        {**asdict(point), "residual": round(float(length), 4)}
        for point, length in zip(placement.points, placement.lengths, strict=True)
    ]
    rms = None if np.isnan(placement.rms) else round(placement.rms, 4)
    told = {"image": scan.path.name, "method": str(placement.method), "rms": rms, "points": points}
    return json.dumps(told, ensure_ascii=False)


def _as_scanned(scan: Scan, placement: Placement) -> tuple[Affine, int, int]:
    matrix = placement.matrix / placement.matrix[2, 2]
    return Affine(*matrix[:2].ravel().tolist()), scan.width, scan.height


def _north_up(scan: Scan, corners: NDArray[np.float64]) -> tuple[Affine, int, int]:
    """Return a grid whose pixels are on average as large as those of the scan."""
    turned = np.roll(corners, -1, axis=0)
    area = abs(float((corners[:, 0] * turned[:, 1] - turned[:, 0] * corners[:, 1]).sum())) / 2
    low, size = corners.min(axis=0), np.ptp(corners, axis=0)
    count = scan.width * scan.height
    pixel = max(np.sqrt(area / count), np.sqrt(float(size.prod()) / (GROWN * count)))
    width, height = (int(one) for one in np.maximum(np.ceil(size / pixel), 1))
    return Affine(pixel, 0.0, low[0], 0.0, -pixel, low[1] + height * pixel), width, height


def _pieces(width: int, height: int) -> Iterator[tuple[float, Any]]:
    from rasterio.windows import Window

    for top in range(0, height, PIECE):
        for left in range(0, width, PIECE):
            yield top / height, Window(left, top, min(PIECE, width - left), min(PIECE, height - top))


def _box(window: Any) -> tuple[int, int, int, int]:
    left, top = window.col_off, window.row_off
    return left, top, left + window.width, top + window.height


def _slanted(scan: Scan, placement: Placement, transform: Affine, window: Any, feedback: Feedback) -> Pixels:
    """Return (r, c, 4) pixels of a window of what is drawn anew; transparent outside of the scan."""
    from PIL import Image

    wide, tall = int(window.width), int(window.height)
    whole = transform * Affine.translation(window.col_off, window.row_off)
    (west, north), (east, south) = whole @ (0, 0), whole @ (wide, tall)
    quad = shapely.polygons(placement.corners(scan.width, scan.height))
    seen = shapely.get_coordinates(shapely.intersection(quad, shapely.box(west, south, east, north)))
    if not len(seen):
        return np.zeros((tall, wide, 4), dtype=np.uint8)
    # Straight lines stay straight: the corners of what is seen say which part of the scan that is.
    places, size = placement.to_picture(seen), np.array([scan.width, scan.height])
    low = np.clip(np.floor(places.min(axis=0)) - 2, 0, size - 1).astype(int)
    high = np.clip(np.ceil(places.max(axis=0)) + 2, low + 1, size).astype(int)
    # What is far away is reduced first: no pixel is left out, and memory stays bounded.
    reduced = np.minimum(high - low, PIECE)
    box = (int(low[0]), int(low[1]), int(high[0]), int(high[1]))
    pixels = scan.read(box, (int(reduced[1]), int(reduced[0])), feedback)
    scale = reduced / (high - low)
    into = np.array([[scale[0], 0.0, -low[0] * scale[0]], [0.0, scale[1], -low[1] * scale[1]], [0, 0, 1]])
    way = into @ np.linalg.inv(placement.matrix) @ np.array(whole).reshape(3, 3)
    numbers = (way / way[2, 2]).ravel().tolist()[:8]
    made = Image.fromarray(pixels).transform(
        (wide, tall), Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BILINEAR
    )
    return np.asarray(made)
