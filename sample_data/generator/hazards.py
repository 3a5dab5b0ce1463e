"""Hazards of the town: river floods, tsunami, storm surge, and slopes that may slide.

They follow the ground: low places by the river and the sea are flooded, scarps and
side valleys are dangerous.
"""

from dataclasses import dataclass

import numpy as np
import shapely

from sample_data.generator import plan
from sample_data.generator.landform import SCARPS, Landform
from sample_data.generator.valley import EAST, WEST, Floats, Valley, interpolated

RIVER_NAME = "汐見川水系汐見川"
PLANNED, GREATEST = 1, 2
# Water level above the banks, by metre along the valley, and how far from the river it reaches.
FLOOD_ALONG = (-100.0, 0.0, 300.0, 700.0, 1100.0, 1500.0, 1900.0, 2200.0)
FLOOD_LEVEL = {
    PLANNED: (0.1, 0.35, 0.9, 1.0, 0.8, 0.6, 0.4, 0.1),
    GREATEST: (0.5, 1.5, 2.9, 3.3, 2.7, 2.0, 1.4, 0.6),
}
FLOOD_REACH = {PLANNED: 150.0, GREATEST: 480.0}
LONGEST_HOURS = {PLANNED: 6.0, GREATEST: 18.0}
TSUNAMI_LEVEL, TSUNAMI_LOSS = 4.9, 0.0042
SURGE_LEVEL, SURGE_LOSS = 3.9, 0.0016

STEEP, DEBRIS, SLIDE = 1, 2, 3
WARNING, SPECIAL_WARNING = 1, 2
# Side valleys: side, metre along, metres up the slope where the stream begins.
STREAMS = (
    (EAST, 602.0, 300.0),
    (EAST, 955.0, 260.0),
    (EAST, 1212.0, 240.0),
    (WEST, 548.0, 280.0),
    (WEST, 948.0, 270.0),
    (WEST, 1182.0, 220.0),
    (WEST, -205.0, 220.0),
)
SLIDES = ((WEST, (655.0, 745.0), (70.0, 205.0)), (EAST, (1085.0, 1150.0), (60.0, 175.0)))


@dataclass(frozen=True)
class SlideZone:
    """A zone under the landslide law.

    Attributes
    ----------
    kind
        1 steep slope, 2 debris flow, 3 landslide.
    area_type
        1 warning zone, 2 special warning zone.
    outline
        EPSG:6669.
    """

    kind: int
    area_type: int
    outline: shapely.Polygon


def ground_level_along_river(valley: Valley, landform: Landform, along: Floats) -> Floats:
    """Height of the river's banks, metres T.P."""
    across = plan.Line("", "", 0.0, 0.0, 0.0, "river", 0.0).across(valley, along)
    return landform.height(valley.place(along, across))


def flood_depth(valley: Valley, landform: Landform, points: Floats, ground: Floats, scale: int) -> Floats:
    """Depth of the river flood.

    Parameters
    ----------
    valley, landform
        The town's ground.
    points
        (n, 2) east, north, EPSG:6669.
    ground
        (n,) metres T.P.
    scale
        ``PLANNED`` (L1) or ``GREATEST`` (L2).

    Returns
    -------
    Floats
        (n,) metres, 0 where it stays dry.
    """
    along, across = valley.locate(points)
    river = plan.Line("", "", 0.0, 0.0, 0.0, "river", 0.0).across(valley, along)
    far = np.abs(across - river) / FLOOD_REACH[scale]
    level = interpolated(FLOOD_ALONG, FLOOD_LEVEL[scale], along) * (1.0 - far**2)
    depth = ground_level_along_river(valley, landform, along) + level - ground
    on_floor = (valley.rise_of(along, across) < 25.0) & (along > -60.0) & (along < 2200.0)
    return np.where(on_floor & (far < 1.0), np.maximum(depth, 0.0), 0.0)


def flood_hours(depth: Floats, scale: int) -> Floats:
    """How long the water stays, hours; longer where it is deeper."""
    return np.clip(LONGEST_HOURS[scale] * depth / 3.5, 0.5, LONGEST_HOURS[scale])


def sea_depth(sea: shapely.Geometry, points: Floats, ground: Floats, level: float, loss: float) -> Floats:
    """Depth of water that comes in from the bay and loses height on its way.

    Parameters
    ----------
    sea
        Outline of the bay.
    points, ground
        As in :func:`flood_depth`.
    level, loss
        Metres T.P. at the shore, and metres lost per metre inland.
    """
    distance = shapely.distance(sea, shapely.points(points))
    return np.maximum(level - loss * distance - ground, 0.0)


def slope_box(
    valley: Valley, side: int, along: tuple[float, float], rise: tuple[float, float]
) -> shapely.Polygon:
    """Part of a slope between two metres along and two metres up."""
    course = np.append(np.arange(along[0], along[1], 8.0), along[1])
    low = valley.place(course, valley.across_of(side, course, np.full_like(course, rise[0])))
    high = valley.place(course, valley.across_of(side, course, np.full_like(course, rise[1])))
    return shapely.Polygon(np.vstack([low, high[::-1]]))


def stream_outline(
    valley: Valley, side: int, along: float, rises: tuple[float, float], narrow: float, wide: float
) -> shapely.Polygon:
    """Bed of a side valley that widens towards its mouth."""
    rise = np.linspace(rises[0], rises[1], 24)
    half = np.linspace(wide, narrow, 24)
    left = valley.place(along - half, valley.across_of(side, along - half, rise))
    right = valley.place(along + half, valley.across_of(side, along + half, rise))
    return shapely.Polygon(np.vstack([left, right[::-1]]))


def scarp_outlines(valley: Valley) -> tuple[shapely.Polygon, ...]:
    """Return the steps in the slope on which nobody can build."""
    return tuple(
        slope_box(valley, scarp.side, scarp.along, (scarp.rise - 3.0, scarp.rise + scarp.depth + 2.0))
        for scarp in SCARPS
    )


def slide_zones(valley: Valley) -> tuple[SlideZone, ...]:
    """Warning zones and the special warning zones inside them."""
    zones = []
    for scarp in SCARPS:
        top = scarp.rise + scarp.depth
        reach = (scarp.rise - 2.0 * scarp.height - 14.0, top + 10.0)
        zones.append(SlideZone(STEEP, WARNING, slope_box(valley, scarp.side, scarp.along, reach)))
        core = (scarp.along[0] + 12.0, scarp.along[1] - 12.0)
        below = (scarp.rise - 18.0, top + 2.0)
        zones.append(SlideZone(STEEP, SPECIAL_WARNING, slope_box(valley, scarp.side, core, below)))
    for side, along, top in STREAMS:
        zones.append(
            SlideZone(DEBRIS, WARNING, stream_outline(valley, side, along, (-70.0, top), 14.0, 46.0))
        )
        zones.append(
            SlideZone(
                DEBRIS, SPECIAL_WARNING, stream_outline(valley, side, along, (6.0, top - 30.0), 8.0, 15.0)
            )
        )
    zones.extend(
        SlideZone(SLIDE, WARNING, slope_box(valley, side, along, rise)) for side, along, rise in SLIDES
    )
    return tuple(zones)


def rank_of(depth: float) -> int:
    """Rank of a depth in the standard lists."""
    return int(np.searchsorted([0.5, 3.0, 5.0, 10.0, 20.0], depth, side="right")) + 1
