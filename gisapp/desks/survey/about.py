"""What must be known of a scan before anything is measured in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers import receipts

if TYPE_CHECKING:
    from layers.pointcloud import PointCloud


@dataclass(frozen=True)
class About:
    """What a scan says of itself.

    Attributes
    ----------
    stated, shown
        Points that the heads of the files claim, and points that can be seen; equal unless some are missing.
    extent
        West, south, bottom, east, north, top in metres of the project's system.
    density
        Points on a square metre of the rectangle around it.
    crs, source_crs
        System of what is drawn, and of the numbers in the file.
    heights
        Name of the system of its heights; empty when nobody said it.
    date
        What the data tell of, empty when nobody said it.
    """

    stated: int
    shown: int
    extent: tuple[float, float, float, float, float, float]
    density: float
    crs: str
    source_crs: str
    heights: str
    date: str


def about(layer: PointCloud) -> About:
    """Return what a scan that is there says of itself; reads no points."""
    cloud = layer.data
    receipt = receipts.receipt_of_layer(layer)
    shown = int(cloud.copc.points)
    extent = layer.extent() or (0.0,) * 6
    area = max((extent[3] - extent[0]) * (extent[4] - extent[1]), 1e-6)
    return About(
        int(receipt.get("in", shown)),
        shown,
        extent,
        shown / area,
        cloud.crs,
        cloud.source_crs,
        str(receipt.get("heights", "") or height_system(cloud.copc.wkt)),
        layer.source.date or str(receipt.get("date", "")),
    )


def height_system(wkt: str) -> str:
    """Return the name of the vertical part of a system, empty when it has none or cannot be read."""
    if "VERT" not in wkt:
        return ""
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        system = CRS.from_wkt(wkt)
    except CRSError:
        return ""
    parts = system.sub_crs_list if system.is_compound else []
    return str(parts[1].name) if len(parts) > 1 else ""
