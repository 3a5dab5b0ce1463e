"""Heights and pictures as GeoTIFF whose parts can be read from afar (COG), with coarse copies in it.

Of where they come from there is nothing in it but who is to be named: no path, no tag of the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from gisapp.export.content import Content, about
from gisapp.export.grids import HEIGHTS, Grid, GridContent
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.feedback import Feedback

BLOCK = 512
NOTHING = -9999.0
"""What stands for no height, as the surveys of Japan write it."""
TAGS = {
    "name": "TIFFTAG_IMAGEDESCRIPTION",
    "credit": "TIFFTAG_COPYRIGHT",
    "date": "DATE",
    "licence": "LICENCE",
}
"""What may be told in the file, and the names of it there."""
OWN = {"AREA_OR_POINT", "OVR_RESAMPLING_ALG", "LAYOUT"}
"""What GDAL itself tells."""
CELLS = QT_TRANSLATE_NOOP(CONTEXT, "大きさが {found} でした（正しくは {wanted}）。")
BANDS = QT_TRANSLATE_NOOP(CONTEXT, "{count:,} 画素の値が違いました。")
PLACE = QT_TRANSLATE_NOOP(CONTEXT, "座標が違いました（{found}）。")
MORE = QT_TRANSLATE_NOOP(CONTEXT, "書き出すはずのない情報（{tags}）が入っています。")


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write the cells without loss, then put coarse copies beside them in the order of a COG.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    import rasterio
    from rasterio.errors import RasterioError
    from rasterio.shutil import copy
    from rasterio.transform import from_origin

    grid = cast("GridContent", content).grid
    heights = grid.kind == HEIGHTS
    plain = path.with_name(f"{path.name}.plain.tif")
    profile: dict[str, Any] = {
        "driver": "GTiff",
        "width": grid.columns,
        "height": grid.rows,
        "count": 1 if heights else 4,
        "dtype": "float32" if heights else "uint8",
        "crs": content.crs,
        "transform": from_origin(grid.west, grid.north, grid.cell, grid.cell),
        "tiled": True,
        "blockxsize": BLOCK,
        "blockysize": BLOCK,
        "compress": "deflate",
        "zlevel": 1,
        "bigtiff": "if_safer",
    }
    if heights:
        profile["nodata"] = NOTHING
    else:
        profile |= {"photometric": "RGB", "alpha": "YES"}
    told = about(content)
    tags = {tag: str(told[name]) for name, tag in TAGS.items() if told.get(name)}
    try:
        with rasterio.open(plain, "w", **profile) as file:
            file.update_tags(AREA_OR_POINT="Area", **tags)
            if heights:
                file.units = ("metre",)
            for window, cells in _blocks(grid, feedback):
                file.write(np.where(np.isnan(cells), NOTHING, cells) if heights else cells, window=window)
        copy(
            plain,
            path,
            driver="COG",
            compress="DEFLATE",
            predictor="YES",
            blocksize=BLOCK,
            overview_resampling="AVERAGE",
            bigtiff="IF_SAFER",
        )
    except RasterioError as error:
        raise OSError(str(error)) from error
    finally:
        plain.unlink(missing_ok=True)
        plain.with_name(f"{plain.name}.aux.xml").unlink(missing_ok=True)


def _blocks(grid: Grid, feedback: Feedback) -> Iterator[tuple[Any, NDArray[Any]]]:
    """Give the cells of each block, and where it stands."""
    from rasterio.windows import Window

    for row in range(0, grid.rows, BLOCK):
        for column in range(0, grid.columns, BLOCK):
            rows, columns = min(BLOCK, grid.rows - row), min(BLOCK, grid.columns - column)
            yield Window(column, row, columns, rows), grid.read(row, column, rows, columns, feedback)


def read_back(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Compare a GeoTIFF cell by cell, and see that it tells nothing more than it may."""
    import rasterio

    grid = cast("GridContent", content).grid
    heights = grid.kind == HEIGHTS
    faults: list[Finding] = []

    def fault(code: str, template: str, **values: object) -> None:
        faults.append(Finding(Severity.ERROR, code, template, values))

    with rasterio.open(path) as file:
        found = f"{file.width} × {file.height} × {file.count}"
        wanted = f"{grid.columns} × {grid.rows} × {1 if heights else 4}"
        if found != wanted:
            fault("read-back-cells", CELLS, found=found, wanted=wanted)
            return tuple(faults)
        place = [file.transform.a, file.transform.e, file.transform.c, file.transform.f]
        right = np.allclose(place, [grid.cell, -grid.cell, grid.west, grid.north], rtol=0, atol=1e-6)
        if not right or file.crs != rasterio.CRS.from_user_input(content.crs):
            fault("read-back-crs", PLACE, found=f"{file.crs} {place}")
        allowed = OWN | set(TAGS.values())
        more = set(file.tags()) - allowed
        more |= {name for band in range(1, file.count + 1) for name in file.tags(band)} - allowed
        if more:
            fault("read-back-tags", MORE, tags="、".join(sorted(more)))
        unlike = 0
        for window, cells in _blocks(grid, feedback):
            there = file.read(window=window)
            here = np.where(np.isnan(cells), np.float32(NOTHING), cells) if heights else cells
            unlike += int(np.count_nonzero((there != here).any(axis=0)))
        if unlike:
            fault("read-back-values", BANDS, count=unlike)
    return tuple(faults)
