"""What is to be said of a city that is shown in the plane system of another zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import crs
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from layers.store.city import CityStore

FAR = 1e-3
"""Share by which lengths may differ before it is a warning: a metre in a kilometre. Within a zone, and up to
about 200 km beyond it, it is less."""


def finding_of_zone(store: CityStore, path: Path) -> tuple[Finding, ...]:
    """Say in which zone a city lies and by how much lengths in that of the project differ from true ones.

    Parameters
    ----------
    store
        The city, in the system of the project.
    path
        Its source.
    """
    extent = store.manifest["extent"]
    zone = crs.zone_of_epsg(store.crs)
    if not extent or zone is None:
        return ()
    west, south, east, north = extent
    longitude, latitude = (west + east) / 2, (south + north) / 2
    differs = crs.scale_at(longitude, latitude, store.crs) - 1
    own = crs.zone_at(longitude, latitude, path.name[:5])
    return (
        Finding(
            Severity.WARNING if abs(differs) > FAR else Severity.INFO,
            "city-other-zone",
            QT_TRANSLATE_NOOP(
                CONTEXT,
                "{name}は平面直角座標系の第{own}系の区域にありますが、プロジェクトに合わせて第{zone}系で"
                "表示しています。位置は正しく、図上の長さは実際より {percent:+.3f}% です。",
            ),
            {
                "name": str(store.manifest["layer_name"]),
                "own": crs.ROMAN[own - 1],
                "zone": crs.ROMAN[zone - 1],
                "percent": 100 * differs,
            },
            Where(str(path)),
        ),
    )
