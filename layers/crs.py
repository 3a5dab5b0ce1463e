"""Japan's plane rectangular systems, and projection into them.

The zones and their origins are those of 平面直角座標系 (国土交通省告示第9号, 2002); EPSG codes are of the
JGD2011 realisation. In these systems the first official axis points north (X) and the second east (Y);
inside the program points are always east, north, height.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyproj import Transformer

ROMAN = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"),
    *("XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX"),
)
"""Official numbers of the zones; zone 1 is the first."""

_ORIGINS = (  # latitude and longitude of the origin of zones I to XIX, degrees
    (33, 129 + 30 / 60),
    (33, 131),
    (36, 132 + 10 / 60),
    (33, 133 + 30 / 60),
    (36, 134 + 20 / 60),
    (36, 136),
    (36, 137 + 10 / 60),
    (36, 138 + 30 / 60),
    (36, 139 + 50 / 60),
    (40, 140 + 50 / 60),
    (44, 140 + 15 / 60),
    (44, 142 + 15 / 60),
    (44, 144 + 15 / 60),
    (26, 142),
    (26, 127 + 30 / 60),
    (26, 124),
    (26, 131),
    (20, 136),
    (26, 154),
)

_PREFECTURE_ZONE = {
    **dict.fromkeys((2, 3, 4, 5, 6), 10),
    **dict.fromkeys((7, 8, 9, 10, 11, 12, 13, 14), 9),
    **dict.fromkeys((15, 16, 17, 18, 19, 20), 8),
    **dict.fromkeys((16, 17, 21, 23), 7),
    **dict.fromkeys((18, 24, 25, 26, 27, 29, 30), 6),
    **dict.fromkeys((28, 31, 33), 5),
    **dict.fromkeys((36, 37, 38, 39), 4),
    **dict.fromkeys((32, 34, 35), 3),
    **dict.fromkeys((40, 41, 43, 44, 45), 2),
    42: 1,
}
"""Zone by prefecture code; 北海道 (1), 鹿児島 (46) and 沖縄 (47) have several and go by position."""

GEOGRAPHIC = "EPSG:6697"
"""JGD2011 latitude, longitude and height above Tokyo Peil, the system of PLATEAU."""


def epsg_of_zone(zone: int) -> str:
    """Return the JGD2011 code of zone 1 to 19."""
    return f"EPSG:{6668 + zone}"


def zone_of_epsg(crs: str) -> int | None:
    """Return the zone number of a JGD2011 plane rectangular code (with or without height), or None."""
    code = int(crs.rpartition(":")[2]) if crs.rpartition(":")[2].isdigit() else 0
    if 6669 <= code <= 6687:
        return code - 6668
    if 10162 <= code <= 10174:
        return code - 10161
    return None


def zone_at(longitude: float, latitude: float, city_code: str = "") -> int:
    """Return the zone for a place.

    The prefecture of the city decides where the law does so; elsewhere the nearest origin does.

    Parameters
    ----------
    longitude, latitude
        Degrees.
    city_code
        Five-digit code of the municipality, when known.
    """
    prefecture = int(city_code[:2]) if city_code[:2].isdigit() else 0
    by_law = _PREFECTURE_ZONE.get(prefecture)
    # Islands of Tokyo have zones of their own; a code that contradicts the place is not believed.
    if by_law and abs(_ORIGINS[by_law - 1][1] - longitude) < 2.5 and latitude > 29:
        return by_law
    origins = np.array(_ORIGINS)
    east = (origins[:, 1] - longitude) * np.cos(np.radians(latitude))
    north = (origins[:, 0] - latitude) * 0.6
    return int(np.argmin(np.hypot(east, north))) + 1


@lru_cache(maxsize=8)
def _transformer(source: str, target: str) -> Transformer:
    from pyproj import Transformer

    return Transformer.from_crs(source, target, always_xy=True)


def project(
    longitude: NDArray[np.float64],
    latitude: NDArray[np.float64],
    target: str,
    source: str = GEOGRAPHIC,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Project degrees to metres.

    Parameters
    ----------
    longitude, latitude
        (n,) degrees.
    target
        Plane rectangular system.
    source
        Geographic system.

    Returns
    -------
    east, north
        (n,) metres.
    """
    east, north = _transformer(source, target).transform(longitude, latitude)
    return east, north


def unproject(
    east: NDArray[np.float64], north: NDArray[np.float64], crs: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitude and latitude (JGD2011 degrees) of plane coordinates."""
    longitude, latitude = _transformer(crs, "EPSG:6668").transform(east, north)
    return longitude, latitude
