"""Footprints of some thousand rows at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from layers import crs

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from gisapp.export.content import Content

DECIMALS = 8
"""Decimals of degrees: a millimetre."""


def polygons(column: pa.ChunkedArray) -> NDArray[Any]:
    """Return the footprints of a column of WKB as shapely geometries, None where there is none."""
    import shapely

    return shapely.from_wkb(column.to_numpy(zero_copy_only=False))


def as_multi(geometries: NDArray[Any], kind: str) -> NDArray[Any]:
    """Return single shapes as multiple ones of one part, so that a column holds one kind of geometry.

    Parameters
    ----------
    geometries
        (n,) shapely geometries or None.
    kind
        ``MultiPolygon``, ``MultiLineString`` or ``MultiPoint``; others leave all as it is.
    """
    import shapely

    number, gather = {
        "MultiPoint": (0, shapely.multipoints),
        "MultiLineString": (1, shapely.multilinestrings),
        "MultiPolygon": (3, shapely.multipolygons),
    }.get(kind.removesuffix(" Z"), (-2, None))
    single = shapely.get_type_id(geometries) == number
    result = geometries.copy()
    if gather is not None and single.any():
        result[single] = gather(geometries[single], indices=np.arange(np.count_nonzero(single)))
    return result


def decimals_of(content: Content) -> int:
    """Return to how many decimals of degrees the shapes of a content are told."""
    return int(getattr(content, "decimals", DECIMALS))


def plane(content: Content, geometries: NDArray[Any]) -> NDArray[Any]:
    """Return shapes in metres, as exactly as they are told in degrees: 6 decimals are a decimetre.

    Where nothing was said they stay as they are.
    """
    import shapely

    told = getattr(content, "decimals", None)
    if told is None:
        return geometries
    found = geometries.copy()
    tall = shapely.has_z(geometries)
    for some, solid in ((~tall & ~shapely.is_missing(geometries), False), (tall, True)):
        if some.any():
            places = np.round(shapely.get_coordinates(geometries[some], include_z=solid), int(told) - 5)
            found[some] = shapely.set_coordinates(geometries[some], places + 0.0)
    return found


def to_degrees(geometries: NDArray[Any], system: str, decimals: int = DECIMALS) -> NDArray[Any]:
    """Return geometries of a plane rectangular system in JGD2011 longitude and latitude.

    Heights of those that have any stay as they are.
    """
    import shapely

    found = geometries.copy()
    tall = shapely.has_z(geometries)
    for some, solid in ((~tall, False), (tall, True)):
        if some.any():
            plane = shapely.get_coordinates(geometries[some], include_z=solid)
            longitude, latitude = crs.unproject(plane[:, 0], plane[:, 1], system)
            degrees = np.round(np.column_stack([longitude, latitude]), decimals)
            found[some] = shapely.set_coordinates(geometries[some], np.column_stack([degrees, plane[:, 2:]]))
    return found


def centroids(
    geometries: NDArray[Any], system: str, decimals: int = DECIMALS
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitude and latitude of the centroids, NaN where there is no footprint."""
    import shapely

    centres = shapely.centroid(geometries)
    east, north = shapely.get_x(centres), shapely.get_y(centres)
    longitude, latitude = np.full(len(east), np.nan), np.full(len(east), np.nan)
    sound = np.isfinite(east) & np.isfinite(north)
    if sound.any():
        longitude[sound], latitude[sound] = crs.unproject(east[sound], north[sound], system)
    return np.round(longitude, decimals), np.round(latitude, decimals)
