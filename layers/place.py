"""The place that data are expected in: the city, as far as the project knows its boundary."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from layers.errors import ImportFailed, SourceMissing
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.systems import JAPAN

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray

_BESIDE = 0.0005
"""Degrees, about 50 m: what a boundary may be inexact by."""
_AROUND = 0.02
"""Degrees, about 2 km: data of a city reach over its boundary, above all into the sea."""
_ONE_AT_A_TIME = threading.Lock()
_DIRECTIONS = ("北", "北東", "東", "南東", "南", "南西", "西", "北西")


@dataclass(frozen=True, eq=False)
class Place:
    """A city or prefecture on the map.

    Attributes
    ----------
    name
        What staff call it.
    shape
        Its area in longitude and latitude (JGD2011 degrees).
    prefecture
        Two-digit code, empty when unknown.
    """

    name: str
    shape: shapely.Geometry
    prefecture: str = ""

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees."""
        west, south, east, north = (float(value) for value in self.shape.bounds)
        return west, south, east, north

    @cached_property
    def exact(self) -> bool:
        """Whether the shape is a boundary and not a box around one."""
        import shapely

        return bool(self.shape.area < 0.98 * shapely.box(*self.bounds).area)

    def inside(self, points: NDArray[np.float64]) -> float:
        """Return the share of points (n, 2) in degrees that lie within the boundary, or 50 m beside it."""
        return self._share(points, _BESIDE)

    def near(self, points: NDArray[np.float64]) -> float:
        """Return the share of points (n, 2) in degrees that lie in the place or up to 2 km outside."""
        return self._share(points, _AROUND)

    def _share(self, points: NDArray[np.float64], distance: float) -> float:
        import shapely

        finite = points[np.isfinite(points).all(axis=1)]
        if not len(finite):
            return 0.0
        # What a prepared shape builds on its first use must not be built by two threads at once.
        with _ONE_AT_A_TIME:
            shapely.prepare(self.shape)
            found = shapely.dwithin(self.shape, shapely.points(finite), distance)
        return float(found.sum()) / len(points)

    def overlaps(self, bounds: tuple[float, float, float, float]) -> bool:
        """Say whether the box of west, south, east and north meets that of the place."""
        west, south, east, north = self.bounds
        return bounds[0] <= east and bounds[2] >= west and bounds[1] <= north and bounds[3] >= south

    def away(self, point: tuple[float, float]) -> tuple[float, str]:
        """Return how far a point in degrees is outside, in metres, and in which direction (``南東``)."""
        import shapely
        from pyproj import Geod

        longitude, latitude = shapely.shortest_line(self.shape, shapely.Point(point)).coords[0]
        bearing, _, metres = Geod(ellps="GRS80").inv(longitude, latitude, point[0], point[1])
        return float(metres), direction(float(bearing))


def direction(bearing: float) -> str:
    """Return one of eight Japanese directions for degrees clockwise from north."""
    return _DIRECTIONS[round(bearing / 45) % 8]


def place_of_bounds(name: str, bounds: tuple[float, float, float, float], prefecture: str = "") -> Place:
    """Return a place of which only west, south, east and north in degrees are known."""
    import shapely

    return Place(name, shapely.box(*bounds), prefecture)


def municipality_place(path: Path, code: str, *, encoding: str | None = None) -> Place:
    """Return a place from the boundaries of 国土数値情報 N03 (any vector file with their field names).

    Parameters
    ----------
    path
        File in longitude and latitude.
    code
        Code of a municipality (``42201``), or the beginning of codes: ``42`` for the whole prefecture.
    encoding
        Of a Shapefile that does not say it.

    Raises
    ------
    layers.errors.SourceMissing
        When there is no such file.
    layers.errors.ImportFailed
        When it cannot be read, has no field N03_007, or no boundary with this code in Japan.
    """
    import pyogrio
    import shapely
    from pyogrio.errors import DataSourceError

    if not path.exists():
        raise SourceMissing(
            QT_TRANSLATE_NOOP(CONTEXT, "市区町村の境界のファイル {file} がありません。"),
            hint=QT_TRANSLATE_NOOP(CONTEXT, "ファイルの場所を確かめてください。"),
            values={"file": path.name},
            where=Where(str(path)),
        )
    try:
        about, _, shapes, columns = pyogrio.raw.read(path, encoding=encoding)
    except (DataSourceError, UnicodeDecodeError) as error:
        raise _no_boundary(path, code, str(error)) from error
    fields = dict(zip((str(name) for name in about["fields"]), columns, strict=True))
    if "N03_007" not in fields or shapes is None:
        raise _no_boundary(path, code, "no field N03_007")
    codes = fields["N03_007"]
    chosen = np.array([bool(code) and str(one).startswith(code) for one in codes], bool)
    if not chosen.any():
        raise _no_boundary(path, code, "no such code")
    area = shapely.union_all(shapely.make_valid(shapely.from_wkb(shapes[chosen])))
    west, south, east, north = area.bounds
    if area.is_empty or not (JAPAN[0] < west < east < JAPAN[2] and JAPAN[1] < south < north < JAPAN[3]):
        raise _no_boundary(path, code, "not in Japan")
    first = int(np.flatnonzero(chosen)[0])
    levels = ("N03_003", "N03_004") if len(code) == 5 else ("N03_001",)
    words = [str(fields[name][first]) for name in levels if name in fields and fields[name][first]]
    return Place("".join(words) or code, area, str(codes[first])[:2])


def _no_boundary(path: Path, code: str, detail: str) -> ImportFailed:
    return ImportFailed(
        QT_TRANSLATE_NOOP(CONTEXT, "{file} に、コード {code} の市区町村の境界がありません。"),
        hint=QT_TRANSLATE_NOOP(CONTEXT, "国土数値情報の行政区域（N03）のファイルを選んでください。"),
        values={"file": path.name, "code": code},
        where=Where(str(path)),
        detail=detail,
    )
