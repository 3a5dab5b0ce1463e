"""Japan's plane rectangular systems, and projection into them.

The zones and their origins are those of 平面直角座標系 (国土交通省告示第9号, 2002); EPSG codes are of the
JGD2011 realisation. In these systems the first official axis points north (X) and the second east (Y);
inside the program points are always east, north, height.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

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

_PREFECTURES = {
    1: (42,),
    2: (40, 41, 43, 44, 45, 46),
    3: (32, 34, 35),
    4: (36, 37, 38, 39),
    5: (28, 31, 33),
    6: (18, 24, 25, 26, 27, 29, 30),
    7: (16, 17, 21, 23),
    8: (15, 19, 20, 22),
    9: (7, 8, 9, 10, 11, 12, 13, 14),
    10: (2, 3, 4, 5, 6),
}
"""Codes of the prefectures of each zone; 北海道 (1) and 沖縄 (47) have several zones and go by position."""
_PREFECTURE_ZONE = {
    prefecture: zone for zone, prefectures in _PREFECTURES.items() for prefecture in prefectures
}
_ZONES_OF_MANY = {1: (11, 12, 13), 13: (9, 14, 18, 19), 46: (2, 1), 47: (15, 16, 17)}
"""Zones of the prefectures that have several, the one with most people first."""
_KAGOSHIMA_WEST = (27.0, 32.0, 128.3, 130.0 + 13 / 60)
"""South, north, west and east of the islands of 鹿児島 that belong to zone I (130 degrees north of 29)."""

ZONE_AREAS = (
    QT_TRANSLATE_NOOP(CONTEXT, "長崎・鹿児島の一部"),
    QT_TRANSLATE_NOOP(CONTEXT, "福岡・佐賀・熊本・大分・宮崎・鹿児島"),
    QT_TRANSLATE_NOOP(CONTEXT, "山口・島根・広島"),
    QT_TRANSLATE_NOOP(CONTEXT, "香川・愛媛・徳島・高知"),
    QT_TRANSLATE_NOOP(CONTEXT, "兵庫・鳥取・岡山"),
    QT_TRANSLATE_NOOP(CONTEXT, "京都・大阪・福井・滋賀・三重・奈良・和歌山"),
    QT_TRANSLATE_NOOP(CONTEXT, "石川・富山・岐阜・愛知"),
    QT_TRANSLATE_NOOP(CONTEXT, "新潟・長野・山梨・静岡"),
    QT_TRANSLATE_NOOP(CONTEXT, "東京・福島・栃木・茨城・埼玉・千葉・群馬・神奈川"),
    QT_TRANSLATE_NOOP(CONTEXT, "青森・秋田・山形・岩手・宮城"),
    QT_TRANSLATE_NOOP(CONTEXT, "北海道の西部"),
    QT_TRANSLATE_NOOP(CONTEXT, "北海道の中部"),
    QT_TRANSLATE_NOOP(CONTEXT, "北海道の東部"),
    QT_TRANSLATE_NOOP(CONTEXT, "小笠原"),
    QT_TRANSLATE_NOOP(CONTEXT, "沖縄本島"),
    QT_TRANSLATE_NOOP(CONTEXT, "先島諸島"),
    QT_TRANSLATE_NOOP(CONTEXT, "大東諸島"),
    QT_TRANSLATE_NOOP(CONTEXT, "沖ノ鳥島"),
    QT_TRANSLATE_NOOP(CONTEXT, "南鳥島"),
)
"""Where zones 1 to 19 hold, in short (平成14年国土交通省告示第9号)."""
GEOGRAPHIC = "EPSG:6697"
"""JGD2011 latitude, longitude and height above Tokyo Peil, the system of PLATEAU."""


def epsg_of_zone(zone: int) -> str:
    """Return the JGD2011 code of zone 1 to 19."""
    return f"EPSG:{6668 + zone}"


def origin_of_zone(zone: int) -> tuple[float, float]:
    """Return longitude and latitude of the origin of zone 1 to 19, degrees."""
    latitude, longitude = _ORIGINS[zone - 1]
    return longitude, latitude


def zones_of_prefecture(prefecture: str) -> tuple[int, ...]:
    """Return the zones that the law gives to a prefecture (``42``), none for an unknown code."""
    code = int(prefecture) if prefecture.isdecimal() else 0
    if code in _ZONES_OF_MANY:
        return _ZONES_OF_MANY[code]
    return (_PREFECTURE_ZONE[code],) if code in _PREFECTURE_ZONE else ()


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
    south, north, west, east = _KAGOSHIMA_WEST
    if south <= latitude <= north and west <= longitude <= (east if latitude < 29 else 130.0):
        return 1
    prefecture = int(city_code[:2]) if city_code[:2].isdecimal() else 0
    by_law = _PREFECTURE_ZONE.get(prefecture)
    # 小笠原 lies in Tokyo, far in the south; a code that contradicts the place is not believed.
    if by_law and abs(_ORIGINS[by_law - 1][1] - longitude) < 2.5 and latitude > 29:
        return by_law
    if prefecture == 1 or latitude > 41.6:
        return _zone_in_hokkaido(longitude, latitude)
    if latitude < 29 and longitude < 132:
        return 16 if longitude < 126 else 15 if longitude < 130 else 17
    origins = np.array(_ORIGINS)
    across = (origins[:, 1] - longitude) * np.cos(np.radians(latitude))
    along = (origins[:, 0] - latitude) * 0.6
    return int(np.argmin(np.hypot(across, along))) + 1


def _zone_in_hokkaido(longitude: float, latitude: float) -> int:
    """Return the zone for a place in 北海道, whose zones follow its districts; right but for a few towns."""
    if longitude < (141.0 if latitude > 42.7 else 140.93):
        return 11
    if latitude < 42.2:
        border = 143.25
    elif latitude < 43.6:
        border = 142.75
    else:
        border = 143.65
    return 13 if longitude > border else 12


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


def scale_at(longitude: float, latitude: float, target: str) -> float:
    """Return how long a metre at a place (JGD2011 degrees) is in a plane rectangular system."""
    from pyproj import Proj

    return float(Proj(target).get_factors(longitude, latitude).meridional_scale)
