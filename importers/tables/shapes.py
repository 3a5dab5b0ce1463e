"""Columns that hold geometry as text: WKT, EWKT, GeoJSON and WKB in hexadecimal digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LOOK = 50
_WKT = (
    r"(?i)^(SRID=\d+;)?\s*(MULTI)?(POINT|LINESTRING|POLYGON)\s*(Z|M|ZM)?\s*(\(|EMPTY)"
    r"|^(SRID=\d+;)?\s*GEOMETRYCOLLECTION"
)
_GEOJSON = r'^\s*\{.*"type"\s*:\s*"(Multi)?(Point|LineString|Polygon)"'
_HEX = r"^0[01][0-9A-Fa-f]{16,}$"


def read_shapes(texts: pa.Array) -> tuple[NDArray[np.object_], str] | None:
    """Read a column of geometry.

    Parameters
    ----------
    texts
        (n,) trimmed texts.

    Returns
    -------
    tuple of numpy.ndarray and str, or None
        (n,) geometries, None where there is none or it cannot be read, and the authority code that the
        texts name; None when the column holds something else.
    """
    look = texts.drop_null().slice(0, _LOOK)
    if not len(look):
        return None
    for pattern, read in ((_WKT, _from_wkt), (_GEOJSON, _from_geojson), (_HEX, _from_hex)):
        if pc.mean(pc.cast(pc.match_substring_regex(look, pattern), pa.float64())).as_py() >= 0.8:
            return read(texts, pattern)
    return None


def _objects(texts: pa.Array, pattern: str) -> NDArray[np.object_]:
    good = pc.fill_null(pc.match_substring_regex(texts, pattern), False)
    return np.asarray(pc.if_else(good, texts, pa.scalar(None, pa.string())).to_pylist(), dtype=object)


def _from_wkt(texts: pa.Array, pattern: str) -> tuple[NDArray[np.object_], str]:
    named = pc.extract_regex(texts, r"(?i)^SRID=(?P<code>\d{4,6});")
    codes = named.field("code").filter(pc.is_valid(named)).unique().to_pylist()
    plain = pc.replace_substring_regex(texts, r"(?i)^SRID=\d+;", "")
    geometry = shapely.from_wkt(_objects(plain, pattern), on_invalid="ignore")
    return _without_empty(geometry), f"EPSG:{codes[0]}" if len(codes) == 1 else ""


def _from_geojson(texts: pa.Array, pattern: str) -> tuple[NDArray[np.object_], str]:
    return _without_empty(shapely.from_geojson(_objects(texts, pattern), on_invalid="ignore")), ""


def _from_hex(texts: pa.Array, pattern: str) -> tuple[NDArray[np.object_], str]:
    geometry = _without_empty(shapely.from_wkb(_objects(texts, pattern), on_invalid="ignore"))
    codes = np.unique(shapely.get_srid(geometry))
    codes = codes[codes > 0]
    return geometry, f"EPSG:{codes[0]}" if len(codes) == 1 else ""


def _without_empty(geometry: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return geometries that can be drawn: neither empty nor with coordinates that are no numbers."""
    bad = shapely.is_empty(geometry) | ~np.isfinite(shapely.bounds(geometry)).all(axis=1)
    kept = geometry.copy()
    kept[bad] = None
    return kept
