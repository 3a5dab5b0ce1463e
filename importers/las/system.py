"""The reference system that the records of a LAS file tell: well-known text, or the keys of GeoTIFF."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from layers.heightbase import ELLIPSOID, RESULT_2011, RESULT_2024, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

USER = "LASF_Projection"
WKT_RECORD, KEYS_RECORD = 2112, 34735
GEOGRAPHIC, PROJECTED, VERTICAL, VERTICAL_UNIT = 2048, 3072, 4096, 4099
"""Keys of GeoTIFF."""
CODES = range(1024, 32_767)
"""Numbers of a key that are codes of EPSG."""
JGD2011_HEIGHT = 6695
MOST_TEXT = 1 << 16


def described(records: Sequence[tuple[str, int, bytes]]) -> tuple[str, float, str]:
    """Return the horizontal system, the metres of a unit of height, and above what heights are measured.

    Parameters
    ----------
    records
        User, number and content of each record.

    Returns
    -------
    crs, height_unit, heights
        Code or definition, empty when there is none that can be believed; 1 when nothing else is said; one of
        ``layers.heightbase``, unknown when nothing is said.
    """
    own = {number: content for user, number, content in records if user == USER}
    if WKT_RECORD in own:
        text = own[WKT_RECORD][:MOST_TEXT].split(b"\0", 1)[0].decode("utf-8", "replace").strip()
        found = _from_text(text)
        if found is not None:
            return found
    return _from_keys(own.get(KEYS_RECORD, b""))


def _from_text(text: str) -> tuple[str, float, str] | None:
    from pyproj import CRS
    from pyproj.exceptions import ProjError

    try:
        system = CRS.from_wkt(text)
    except ProjError:
        return None
    return _horizontal(system), _vertical_unit(system), _base(system)


def _horizontal(system: object) -> str:
    """Return code or definition of the horizontal part; empty for one that places cannot be told in."""
    from pyproj import CRS

    if not isinstance(system, CRS):
        return ""
    if system.is_compound:
        system = system.sub_crs_list[0]
    if not (system.is_projected or system.is_geographic):
        return ""
    code = system.to_epsg()
    return f"EPSG:{code}" if code else str(system.to_wkt())


def _vertical_unit(system: object) -> float:
    """Return the metres of a unit of height: of the vertical part, else of a third axis, else 1."""
    from pyproj import CRS

    if not isinstance(system, CRS):
        return 1.0
    axes = system.sub_crs_list[1].axis_info if system.is_compound else system.axis_info[2:3]
    return float(axes[0].unit_conversion_factor) if axes else 1.0


def _base(system: object) -> str:
    """Return above what heights are measured, unknown where the text does not say it of Japan."""
    from pyproj import CRS

    if not isinstance(system, CRS):
        return UNKNOWN
    if not system.is_compound:
        return ELLIPSOID if len(system.axis_info) > 2 else UNKNOWN
    vertical = system.sub_crs_list[1]
    return _base_of(vertical.to_epsg(), vertical.name)


def _base_of(code: int | None, name: str) -> str:
    if code == JGD2011_HEIGHT:
        return RESULT_2011
    return RESULT_2024 if name.startswith("JGD2024") else UNKNOWN  # EPSG has no code of its own yet


def _from_keys(content: bytes) -> tuple[str, float, str]:
    from pyproj import CRS
    from pyproj.exceptions import ProjError

    count = min(len(content) // 8, 1024)
    keys: dict[int, int] = {}
    for place in range(1, count):
        key, where, number, value = struct.unpack_from("<4H", content, place * 8)
        if where == 0 and number == 1:
            keys[key] = value
    code = keys.get(PROJECTED, 0) if keys.get(PROJECTED, 0) in CODES else keys.get(GEOGRAPHIC, 0)
    if code not in CODES:
        return "", 1.0, UNKNOWN
    try:
        crs = _horizontal(CRS.from_epsg(code))
        unit = 1.0
        if keys.get(VERTICAL_UNIT) in CODES:
            unit = {9001: 1.0, 9002: 0.3048, 9003: 1200 / 3937}.get(keys[VERTICAL_UNIT], 1.0)
        elif keys.get(VERTICAL) in CODES:
            unit = float(CRS.from_epsg(keys[VERTICAL]).axis_info[0].unit_conversion_factor)
    except (ProjError, IndexError):
        return "", 1.0, UNKNOWN
    return crs, unit, _base_of(keys.get(VERTICAL), "")
