"""Files with heights, made for a test."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.terrain.importer import TerrainFiles, TerrainOptions
from layers.feedback import Feedback

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from importers.base import ImportResult
    from layers.terrain import Terrain

WEST, SOUTH = 138.5, 35.25
"""Corner of the made tiles in degrees: zone VIII."""
STEP = 0.2 / 3600
"""Degrees along a cell of 5 m."""
DEM5A = "FG-GML-5238-74-00-DEM5A-20161001.xml"


def slope(rows: int, columns: int) -> NDArray[np.float64]:
    """Return heights with two decimals that differ in every cell, from north to south."""
    row, column = np.meshgrid(np.arange(rows), np.arange(columns), indexing="ij")
    heights: NDArray[np.float64] = np.round(
        120 + 0.31 * row - 0.17 * column + 9 * np.sin(row / 9 + column / 7), 2
    )
    return heights


def fgdem(
    heights: NDArray[np.float64],
    *,
    west: float = WEST,
    south: float = SOUTH,
    step: float = STEP,
    start: int = 0,
    stop: int | None = None,
    encoding: str = "UTF-8",
    lines: Sequence[str] = (),
    line_end: str = "\n",
) -> bytes:
    """Return a file of 基盤地図情報 with some heights (rows, columns), NaN as it writes them."""
    rows, columns = heights.shape
    listed = [
        f"データなし,{-9999.0}" if np.isnan(height) else f"地表面,{height:.2f}"
        for height in heights.ravel()[start:stop].tolist()
    ]
    text = line_end.join([*listed, *lines])
    north, east = south + rows * step, west + columns * step
    return f"""<?xml version="1.0" encoding="{encoding}"?>
<Dataset xmlns:gml="http://www.opengis.net/gml/3.2" xmlns="http://fgd.gsi.go.jp/spec/2008/FGD_GMLSchema">
<DEM gml:id="DEM001"><type>5mメッシュ（標高）</type><mesh>52387400</mesh><coverage gml:id="DEM001-3">
<gml:boundedBy><gml:Envelope srsName="fguuid:jgd2011.bl">
<gml:lowerCorner>{south:.9f} {west:.9f}</gml:lowerCorner>
<gml:upperCorner>{north:.9f} {east:.9f}</gml:upperCorner>
</gml:Envelope></gml:boundedBy>
<gml:gridDomain><gml:Grid dimension="2"><gml:limits><gml:GridEnvelope>
<gml:low>0 0</gml:low><gml:high>{columns - 1} {rows - 1}</gml:high>
</gml:GridEnvelope></gml:limits><gml:axisLabels>x y</gml:axisLabels></gml:Grid></gml:gridDomain>
<gml:rangeSet><gml:DataBlock><gml:tupleList>
{text}
</gml:tupleList></gml:DataBlock></gml:rangeSet>
<gml:coverageFunction><gml:GridFunction><gml:sequenceRule order="+x-y">Linear</gml:sequenceRule>
<gml:startPoint>{start % columns} {start // columns}</gml:startPoint>
</gml:GridFunction></gml:coverageFunction></coverage></DEM></Dataset>
""".encode(encoding)


def geotiff(
    path: Path,
    heights: NDArray[Any],
    *,
    crs: str | None = "EPSG:6668",
    west: float = WEST,
    north: float = SOUTH + 1 / 120,
    step: float = STEP,
    nodata: float | None = -9999.0,
    **more: Any,
) -> Path:
    """Write a GeoTIFF with heights from north to south."""
    import rasterio
    from affine import Affine

    profile = {"compress": "deflate", "tiled": True, "blockxsize": 256, "blockysize": 256, **more}
    bands = heights if heights.ndim == 3 else heights[None]
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=bands.shape[2],
        height=bands.shape[1],
        count=bands.shape[0],
        dtype=bands.dtype,
        crs=crs,
        transform=Affine(step, 0, west, 0, -step, north),
        nodata=nodata,
        **profile,
    ) as target:
        target.write(bands)
    return path


def ascii_grid(path: Path, heights: NDArray[np.float64], *, west: float, south: float, cell: float) -> Path:
    """Write an ASCII grid."""
    rows, columns = heights.shape
    head = (
        f"ncols {columns}\nnrows {rows}\nxllcorner {west!r}\nyllcorner {south!r}\n"
        f"cellsize {cell!r}\nNODATA_value -9999\n"
    )
    body = "\n".join(
        " ".join("-9999" if np.isnan(value) else f"{value:.2f}" for value in row) for row in heights.tolist()
    )
    path.write_text(head + body + "\n")
    return path


def relief(corners: NDArray[np.float64], srs: str = "http://www.opengis.net/def/crs/EPSG/0/6697") -> str:
    """Return a CityGML file with triangles (m, 3, 3) latitude, longitude, height."""
    rings = []
    for triangle in corners.tolist():
        text = " ".join(" ".join(f"{value:.12g}" for value in point) for point in [*triangle, triangle[0]])
        rings.append(
            "<gml:Triangle><gml:exterior><gml:LinearRing><gml:posList>"
            f"{text}</gml:posList></gml:LinearRing></gml:exterior></gml:Triangle>"
        )
    return relief_of("\n".join(rings), srs)


def relief_of(patches: str, srs: str = "http://www.opengis.net/def/crs/EPSG/0/6697") -> str:
    """Return a CityGML file with some patches."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0" xmlns:gml="http://www.opengis.net/gml"
 xmlns:dem="http://www.opengis.net/citygml/relief/2.0">
<gml:boundedBy><gml:Envelope srsName="{srs}" srsDimension="3">
<gml:lowerCorner>35.25 138.5 0</gml:lowerCorner><gml:upperCorner>35.26 138.51 9</gml:upperCorner>
</gml:Envelope></gml:boundedBy>
<core:cityObjectMember><dem:ReliefFeature gml:id="dem_1"><dem:lod>1</dem:lod><dem:reliefComponent>
<dem:TINRelief gml:id="dem_2"><dem:lod>1</dem:lod><dem:tin><gml:TriangulatedSurface><gml:trianglePatches>
{patches}
</gml:trianglePatches></gml:TriangulatedSurface></dem:tin></dem:TINRelief></dem:reliefComponent>
</dem:ReliefFeature></core:cityObjectMember></core:CityModel>
"""


def net(
    rows: int, columns: int, *, step: float = STEP, west: float = WEST, south: float = SOUTH
) -> NDArray[np.float64]:
    """Return a net of triangles (m, 3, 3) latitude, longitude, height over rows by columns squares."""
    row, column = np.meshgrid(np.arange(rows + 1), np.arange(columns + 1), indexing="ij")
    points = np.stack(
        [south + row * step, west + column * step, 50 + 6 * np.sin(row / 4) + 5 * np.cos(column / 5)], axis=-1
    )
    a, b, c, d = points[:-1, :-1], points[:-1, 1:], points[1:, 1:], points[1:, :-1]
    pairs = np.stack([np.stack([a, b, c], axis=2), np.stack([a, c, d], axis=2)], axis=2)
    corners: NDArray[np.float64] = pairs.reshape(-1, 3, 3)
    return corners


def packed(path: Path, files: dict[str, bytes]) -> Path:
    """Write files into a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return path


def samples(base: Path, *, large: bool = False) -> list[Path]:
    """Return valid files and folders; with ``large`` one that takes some seconds."""
    if large:
        rows, columns = 6000, 6000
        heights = np.add.outer(np.arange(rows) * 0.01, np.arange(columns) * 0.02).astype(np.float32)
        return [geotiff(base / "large.tif", heights, north=SOUTH + rows * STEP)]
    heights = slope(150, 225)
    (base / DEM5A).write_bytes(fgdem(heights))
    folder = base / "tiles"
    folder.mkdir()
    (folder / DEM5A).write_bytes(fgdem(heights))
    gml = base / "523874_dem_6697_op.gml"
    gml.write_text(relief(net(8, 9)))
    grid = ascii_grid(base / "heights.asc", slope(40, 50), west=WEST, south=SOUTH, cell=STEP)
    raster = geotiff(base / "heights.tif", heights.astype(np.float32))
    return [
        raster,
        grid,
        base / DEM5A,
        folder,
        packed(base / "FG-GML-5238-74-DEM5A.zip", {DEM5A: fgdem(heights)}),
        gml,
    ]


def read(path: Path, stores: Path, **options: Any) -> ImportResult:
    """Import a file as a user does."""
    return TerrainFiles().read(path, TerrainOptions(stores=stores, **options), Feedback())


def layer_of(result: ImportResult) -> Terrain:
    """Return the one layer of a result."""
    (layer,) = result.layers
    return layer  # type: ignore[return-value]
