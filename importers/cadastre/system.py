"""Which coordinate system a registry map is in."""

from __future__ import annotations

import re
import unicodedata

from layers.crs import epsg_of_zone

_PUBLIC = re.compile(r"公共座標\s*([0-9]{1,2})\s*系")
_OLD = re.compile(r"旧|日本測地系(?!\s*20)|tokyo", re.IGNORECASE)
_TOKYO_DATUM = 30160


def crs_of(system: str, datum: str) -> str:
    """Return the authority code of a map, empty when it lies nowhere.

    The specification of the format says that public coordinates are of JGD2000 or of JGD2011 and leaves
    no way to tell which; they are taken for JGD2011. Maps from before that and handed out by others say
    that they are of the old datum.

    Parameters
    ----------
    system
        座標系 (``公共座標9系``, ``任意座標系``).
    datum
        測地系判別 (``測量``, ``変換``).
    """
    match = _PUBLIC.search(unicodedata.normalize("NFKC", system))
    zone = int(match[1]) if match else 0
    if not 1 <= zone <= 19:
        return ""
    if _OLD.search(unicodedata.normalize("NFKC", datum)):
        return f"EPSG:{_TOKYO_DATUM + zone}"
    return epsg_of_zone(zone)
