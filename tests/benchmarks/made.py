"""Large files that are made for a measurement and thrown away behind it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

POLYGONS = 100_000
POINTS = 200_000
SIDE = 26_112
"""Pixels of the picture along a side: three bands of it are 2.05 GB."""
BLOCK = 512
_THEME = "/tran/"


def polygons(folder: Path) -> Path:
    """Write a GeoPackage of 100,000 areas of twelve corners, JGD2000 zone I."""
    import geopandas as gpd
    import shapely

    random = np.random.default_rng(1)
    middle = random.uniform([30_000, -40_000], [60_000, -10_000], (POLYGONS, 1, 2))
    turn = np.linspace(0, 2 * np.pi, 13)[:-1]
    ring = middle + 15 * np.stack([np.cos(turn), np.sin(turn)], axis=-1)
    path = folder / "polygons.gpkg"
    numbers = np.arange(POLYGONS)
    columns = {"名称": np.char.add("区域", numbers.astype(str)), "面積": random.random(POLYGONS)}
    gpd.GeoDataFrame(columns, geometry=shapely.polygons(ring), crs=2443).to_file(path)
    return path


def few(folder: Path) -> Path:
    """Write a GeoPackage of one place, with which libraries are loaded before a measurement."""
    import geopandas as gpd
    import shapely

    path = folder / "few.gpkg"
    gpd.GeoDataFrame({"名称": ["市役所"]}, geometry=shapely.points([129.87], [32.75]), crs=6668).to_file(path)
    return path


def points(folder: Path) -> Path:
    """Write a Shapefile of 200,000 places with texts in cp932, degrees of JGD2011."""
    import geopandas as gpd
    import shapely

    random = np.random.default_rng(1)
    places = random.uniform([129.8, 32.7], [130.0, 32.9], (POINTS, 2))
    numbers = np.arange(POINTS).astype(str)
    columns = {"名称": np.char.add("施設", numbers), "住所": np.char.add("長崎市魚の町", numbers)}
    path = folder / "points.shp"
    gpd.GeoDataFrame(columns, geometry=shapely.points(places), crs=6668).to_file(path, encoding="cp932")
    return path


def picture(folder: Path, *, overviews: bool) -> Path:
    """Write a GeoTIFF of 2 GB, zone I: in tiles with overviews, or in strips with none.

    Its pixels are soft hills with noise, so that no reader is helped by emptiness.
    """
    import rasterio
    from rasterio.enums import Resampling
    from rasterio.transform import from_origin
    from rasterio.windows import Window

    path = folder / ("overviews.tif" if overviews else "strips.tif")
    how: dict[str, Any] = {"tiled": True, "blockxsize": BLOCK, "blockysize": BLOCK} if overviews else {}
    across = np.arange(SIDE) / 4000
    noise = np.random.default_rng(1).integers(0, 24, (3, BLOCK, SIDE), dtype=np.uint8)
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=SIDE,
        height=SIDE,
        count=3,
        dtype="uint8",
        crs="EPSG:6669",
        transform=from_origin(30_000, -20_000, 0.2, 0.2),
        photometric="RGB",
        bigtiff="if_safer",
        **how,
    ) as made:
        for row in range(0, SIDE, BLOCK):
            hills = 110 + 90 * np.sin(across)[None] * np.cos(np.arange(row, row + BLOCK) / 3000)[:, None]
            made.write(noise + hills.astype(np.uint8), window=Window(0, row, SIDE, BLOCK))
    if overviews:
        with rasterio.open(path, "r+") as made:
            made.build_overviews([2, 4, 8, 16, 32, 64], Resampling.average)
    return path


def roads(city: Path, folder: Path) -> Path:
    """Write a zip with the roads of a PLATEAU city and its code lists, nothing else."""
    path = folder / city.name
    with zipfile.ZipFile(city) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            if _THEME in info.filename or "codelists/" in info.filename:
                target.writestr(info.filename, source.read(info))
    return path
