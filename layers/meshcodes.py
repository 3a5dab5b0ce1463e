"""Japan's standard grid square codes (標準地域メッシュ, JIS X 0410) as rectangles of longitude and latitude.

=======  =====================  ==========================================  =====================
digits   name                   latitude x longitude                        about
=======  =====================  ==========================================  =====================
4        第1次地域区画            40' x 1 degree                              80 km
6        第2次地域区画            5' x 7'30"                                  10 km
8        第3次地域区画            30" x 45"                                   1 km
9        2分の1地域メッシュ       15" x 22.5"                                 500 m
10       4分の1地域メッシュ       7.5" x 11.25"                               250 m
11       8分の1地域メッシュ       3.75" x 5.625"                              125 m
=======  =====================  ==========================================  =====================

The first two digits are one and a half times the latitude of the southern edge, the next two the longitude
of the western edge less 100. The halves are numbered 1 south-west, 2 south-east, 3 north-west, 4 north-east.
Codes of other squares with as many digits (100 m: the tenths of the third level; 2 km: nine digits with a 5
at the end) are not of this standard's hierarchy and are refused rather than taken for something else.

Sources: JIS X 0410:2021; 総務省統計局「地域メッシュ統計について」第1章 地域メッシュの区分方法.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LENGTHS = (4, 6, 8, 9, 10, 11)
LATITUDES, LONGITUDES = 960, 640
"""Smallest squares a degree: everything is counted in them, so that squares that touch have equal edges."""
_ZERO = ord("0")


def boxes(codes: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return west, south, east, north of each code (n, 4) in degrees, NaN where a text is no such code.

    Parameters
    ----------
    codes
        (n,) texts of digits.
    """
    count = len(codes)
    found = np.full((count, 4), np.nan)
    if not count:
        return found
    lengths = np.char.str_len(codes)
    wide = codes.astype("U11").view(np.uint32).reshape(count, 11).astype(np.int64)
    digit = np.where(wide > 0, wide - _ZERO, 0)
    used = np.arange(11) < lengths[:, None]
    good = np.isin(lengths, LENGTHS) & (~used | ((digit >= 0) & (digit <= 9))).all(axis=1)
    # A first level is 640 of the smallest squares high and wide, a second 80, a third 8.
    south = (digit[:, 0] * 10 + digit[:, 1]) * 640
    west = (digit[:, 2] * 10 + digit[:, 3] + 100) * 640
    good &= (south >= 20 * LATITUDES) & (south < 46 * LATITUDES)  # Japan, from 3036 to 6854
    good &= (west >= 122 * LONGITUDES) & (west < 155 * LONGITUDES)
    size = np.full(count, 640)
    for place, side in ((4, 80), (6, 8)):
        finer = lengths > place
        good &= ~finer | ((digit[:, place] * side < size) & (digit[:, place + 1] * side < size))
        south, west = south + digit[:, place] * side, west + digit[:, place + 1] * side
        size = np.where(finer, side, size)
    for place in (8, 9, 10):
        halved = lengths > place
        quarter = digit[:, place]
        good &= ~halved | ((quarter >= 1) & (quarter <= 4))
        size = np.where(halved, size // 2, size)
        south = south + np.where(halved & (quarter >= 3), size, 0)
        west = west + np.where(halved & (quarter % 2 == 0), size, 0)
    edges = [west / LONGITUDES, south / LATITUDES, (west + size) / LONGITUDES, (south + size) / LATITUDES]
    found[good] = np.column_stack(edges)[good]
    return found
