"""A simple building within the volume: storeys under coverage and floor-area ratio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.site import MOST_STOREYS
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.planning.envelope import Envelope
    from gisapp.desks.planning.site import Site

SMALLEST = 1.0
"""Square metres: storeys smaller than that are none."""
CRACK = 1e-4
"""Metres: what is narrower lies between two facets, not between two parts of a storey."""


@dataclass(frozen=True, eq=False)
class Storey:
    """One storey.

    Attributes
    ----------
    number
        1 for the ground floor.
    bottom, top
        Metres, in the datum of the site.
    polygon
        Its floor.
    area
        Square metres that count as floor area: the last storey may use less than its polygon.
    """

    number: int
    bottom: float
    top: float
    polygon: shapely.Geometry
    area: float


@dataclass(frozen=True, eq=False)
class Massing:
    """A stack of storeys.

    Attributes
    ----------
    storeys
        From the ground up.
    building_area
        Largest storey, square metres (建築面積).
    floor_area
        Sum of all, square metres.
    limited_by
        ``floor_area`` or ``height``: what ended the stack.
    """

    storeys: tuple[Storey, ...]
    building_area: float
    floor_area: float
    limited_by: str


def massing(site: Site, volume: Envelope, storey_height: float = 3.0, most: int = MOST_STOREYS) -> Massing:
    """Fill the volume with storeys.

    The building area is cut to the coverage ratio by moving the walls inward, evenly from all sides; floors
    are stacked while they fit under the volume, until the floor-area ratio is used up. They lie at the same
    heights on all ground levels of a site: where the ground is higher than a floor, there is none.

    Parameters
    ----------
    site
        Its ratios must be known.
    volume
        What may be built on it.
    storey_height
        Metres from floor to floor.
    most
        Largest number of storeys.

    Raises
    ------
    layers.errors.AnalysisFailed
        When a ratio is unknown, or storeys have no height.
    """
    import shapely

    coverage, ratio = site.coverage_ratio.value, site.floor_area_ratio.value
    if coverage is None or ratio is None:
        raise AnalysisFailed(
            QT_TRANSLATE_NOOP(CONTEXT, "建蔽率か容積率の限度が分からないため、建物の形を作れません。"),
            QT_TRANSLATE_NOOP(CONTEXT, "用途地域の建蔽率・容積率と、前面道路の幅員を入力してください。"),
        )
    if storey_height < 1.0:
        raise AnalysisFailed(
            QT_TRANSLATE_NOOP(CONTEXT, "階高 {height} m では階になりません。"),
            QT_TRANSLATE_NOOP(CONTEXT, "階高を 2 m 以上にしてください。"),
            values={"height": f"{storey_height:g}"},
        )
    allowed, left = site.area * coverage / 100, site.area * ratio / 100
    footprint = shrunk(section(volume, volume.ground + storey_height), allowed)
    storeys: list[Storey] = []
    limited_by = "height"
    for number in range(1, most + 1):
        top = volume.ground + number * storey_height
        floor = section(volume, top).intersection(footprint)
        buried = [one.area for one in site.grounds[1:] if one.level > top - storey_height + CRACK]
        floor = floor.difference(shapely.union_all(buried)) if buried else floor
        if floor.area < SMALLEST:
            break
        used = min(float(floor.area), left)
        storeys.append(Storey(number, top - storey_height, top, floor, used))
        left -= used
        if left < SMALLEST:
            limited_by = "floor_area"
            break
    largest = max((storey.area for storey in storeys), default=0.0)
    if len(site.steps) > 1 and storeys:  # none of them lies over all ground levels
        largest = float(shapely.union_all([storey.polygon for storey in storeys]).area)
    return Massing(tuple(storeys), largest, sum(storey.area for storey in storeys), limited_by)


def section(volume: Envelope, height: float) -> shapely.Geometry:
    """Return where the volume reaches at least a height, metres in the datum of the site."""
    import shapely

    whole, crossed, high_side = [], [], []
    for facet in volume.facets:
        a, b, c = facet.plane
        corners = shapely.get_coordinates(facet.polygon)
        over = facet.heights(corners) - height if np.isfinite(c) else np.zeros(1)
        if over.min() >= 0:
            whole.append(facet.polygon)
        elif over.max() > 0:
            crossed.append(facet.polygon)
            high_side.append(_ahead(corners, np.array([a, b]), over))
    shapes = [*whole, *shapely.intersection(crossed, shapely.polygons(high_side))] if crossed else whole
    if not shapes:
        return shapely.Polygon()
    # Facets were rounded one by one: cracks between them would grow when walls move inward.
    return (
        shapely.union_all(shapes, grid_size=1e-6)
        .buffer(CRACK, join_style="mitre")
        .buffer(-CRACK, join_style="mitre")
    )


def _ahead(
    corners: NDArray[np.float64], gradient: NDArray[np.float64], over: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return (4, 2) a rectangle that covers where heights over the corners of a polygon are positive."""
    size = float(np.hypot(*np.ptp(corners, axis=0)))
    steep = float(np.hypot(*gradient))
    up = gradient / steep
    along = np.array([-up[1], up[0]]) * size
    foot = corners[0] - up * float(over[0]) / steep
    return np.stack([foot + along, foot - along, foot - along + up * size, foot + along + up * size])


def shrunk(area: shapely.Geometry, allowed: float) -> shapely.Geometry:
    """Return an area with its outline moved inward until it is no larger than allowed, to 1 cm²."""
    if area.area <= allowed:
        return area
    low, high = 0.0, float(np.sqrt(area.area))
    for _ in range(40):
        middle = (low + high) / 2
        if area.buffer(-middle, join_style="mitre").area > allowed:
            low = middle
        else:
            high = middle
    return area.buffer(-high, join_style="mitre")
