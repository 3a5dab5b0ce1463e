"""Grid square codes of JIS X 0410 and the way from the map to latitude and longitude."""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike
from pyproj import Transformer

from sample_data.generator.valley import Floats


@cache
def transformer() -> Transformer:
    """Plane rectangular zone I to longitude and latitude; the height stays as it is."""
    return Transformer.from_crs("EPSG:6669", "EPSG:6668", always_xy=True)


def to_degrees(points: Floats) -> Floats:
    """Map points to degrees.

    Parameters
    ----------
    points
        (n, 2) east, north, EPSG:6669.

    Returns
    -------
    Floats
        (n, 2) latitude, longitude, EPSG:6668.
    """
    longitude, latitude = transformer().transform(points[:, 0], points[:, 1])
    return np.column_stack([latitude, longitude])


def third_mesh(latitude: ArrayLike, longitude: ArrayLike) -> np.ndarray:
    """Eight-digit codes of the grid squares (about 1 km) that hold the points."""
    latitude, longitude = np.asarray(latitude, dtype=np.float64), np.asarray(longitude, dtype=np.float64)
    rows = np.floor(latitude * 120.0).astype(int)
    columns = np.floor((longitude - 100.0) * 80.0).astype(int)
    first = (rows // 80) * 100 + columns // 80
    second = (rows // 10 % 8) * 10 + columns // 10 % 8
    third = (rows % 10) * 10 + columns % 10
    return np.char.zfill((first * 10_000 + second * 100 + third).astype(str), 8)
