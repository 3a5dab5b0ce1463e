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
        Above what its heights are: one of ``layers.heightbase``, empty when nobody said it.
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
        cloud.heights,
        layer.source.date or str(receipt.get("date", "")),
    )
