"""Town blocks (町丁目) and use zones (用途地域), drawn on the plan."""

from dataclasses import dataclass

import numpy as np
import shapely

from sample_data.generator import plan
from sample_data.generator.valley import EAST, WEST, Floats, Valley

HIGHEST = 560.0


@dataclass(frozen=True)
class Area:
    """A named part of the plan: an interval along the valley and one across it.

    Attributes
    ----------
    name
        Name on the map.
    side
        ``WEST``, ``EAST`` or 0 for an area on both sides of the axis.
    along
        First and last metre along the axis.
    inner, outer
        Edges across: a number is metres from the axis; ``("rise", r)`` is a distance up
        the slope.
    """

    name: str
    side: int
    along: tuple[float, float]
    inner: float | tuple[str, float]
    outer: float | tuple[str, float]


FOOT_EDGE = ("rise", 0.0)
TOP_EDGE = ("rise", HIGHEST)

TOWN_BLOCKS = (
    Area("波止町", EAST, (0.0, 78.0), 0.0, ("rise", -180.0)),
    Area("波止町", WEST, (0.0, 78.0), 0.0, FOOT_EDGE),
    Area("汐見本町一丁目", EAST, (78.0, 286.0), -76.0, 118.0),
    Area("汐見本町二丁目", EAST, (286.0, 520.0), -76.0, 118.0),
    Area("汐見本町三丁目", EAST, (520.0, 870.0), -76.0, 118.0),
    Area("帆柱町", EAST, (78.0, 286.0), 118.0, 238.0),
    Area("鐘撞町", EAST, (78.0, 520.0), 238.0, FOOT_EDGE),
    Area("楠木町一丁目", EAST, (286.0, 520.0), 118.0, 238.0),
    Area("楠木町二丁目", EAST, (520.0, 870.0), 118.0, FOOT_EDGE),
    Area("谷口町", EAST, (870.0, 1400.0), -76.0, FOOT_EDGE),
    Area("魚見町一丁目", WEST, (78.0, 286.0), -76.0, FOOT_EDGE),
    Area("魚見町二丁目", WEST, (286.0, 520.0), -76.0, FOOT_EDGE),
    Area("川岸町", WEST, (520.0, 870.0), -76.0, FOOT_EDGE),
    Area("水車町", WEST, (870.0, 1400.0), -76.0, FOOT_EDGE),
    Area("段畑町", EAST, (1400.0, 2260.0), -76.0, TOP_EDGE),
    Area("段畑町", WEST, (1400.0, 2260.0), -76.0, TOP_EDGE),
    Area("臨港一丁目", EAST, (-225.0, 78.0), ("rise", -182.0), FOOT_EDGE),
    Area("臨港二丁目", EAST, (-800.0, -225.0), ("rise", -182.0), FOOT_EDGE),
    Area("東坂町一丁目", EAST, (-800.0, 330.0), FOOT_EDGE, TOP_EDGE),
    Area("東坂町二丁目", EAST, (330.0, 620.0), FOOT_EDGE, TOP_EDGE),
    Area("月見坂町", EAST, (620.0, 960.0), FOOT_EDGE, TOP_EDGE),
    Area("朝凪台", EAST, (960.0, 1400.0), FOOT_EDGE, TOP_EDGE),
    Area("灯台町", WEST, (-900.0, -180.0), ("rise", -38.0), TOP_EDGE),
    Area("船溜町", WEST, (-180.0, 0.0), ("rise", -38.0), TOP_EDGE),
    Area("西坂町一丁目", WEST, (0.0, 250.0), FOOT_EDGE, TOP_EDGE),
    Area("西坂町二丁目", WEST, (250.0, 545.0), FOOT_EDGE, TOP_EDGE),
    Area("椿坂町", WEST, (545.0, 900.0), FOOT_EDGE, TOP_EDGE),
    Area("夕凪台", WEST, (900.0, 1400.0), FOOT_EDGE, TOP_EDGE),
)


@dataclass(frozen=True)
class UseZone:
    """A use district with its building rules.

    Attributes
    ----------
    code
        Code of the standard list of districts and zones.
    coverage, floor_area
        Greatest building coverage and floor area ratio in percent.
    area
        Where it lies.
    fire
        Code of the fire prevention district, 0 for none.
    """

    code: int
    coverage: int
    floor_area: int
    area: Area
    fire: int = 0


def zone(
    code: int, rates: tuple[int, int], side: int, along: tuple[float, float],
    inner: float | tuple[str, float], outer: float | tuple[str, float], fire: int = 0,
) -> UseZone:  # fmt: skip
    """Short form for the table below."""
    return UseZone(code, *rates, Area("", side, along, inner, outer), fire)


USE_ZONES = (
    zone(11, (60, 200), EAST, (-340.0, 78.0), ("rise", -182.0), FOOT_EDGE),
    zone(12, (60, 200), EAST, (-800.0, -340.0), ("rise", -182.0), FOOT_EDGE),
    zone(11, (60, 200), EAST, (0.0, 78.0), 0.0, ("rise", -182.0)),
    zone(11, (60, 200), WEST, (0.0, 78.0), 0.0, FOOT_EDGE),
    zone(11, (60, 200), WEST, (-900.0, 0.0), ("rise", -38.0), FOOT_EDGE),
    zone(10, (80, 500), EAST, (78.0, 605.0), -76.0, 118.0, 24),
    zone(9, (80, 300), EAST, (78.0, 520.0), 118.0, 208.0, 25),
    zone(5, (60, 200), EAST, (78.0, 520.0), 208.0, FOOT_EDGE, 25),
    zone(9, (80, 300), EAST, (605.0, 1065.0), -76.0, 58.0, 25),
    zone(5, (60, 200), EAST, (520.0, 605.0), 118.0, FOOT_EDGE),
    zone(5, (60, 200), EAST, (605.0, 1065.0), 58.0, FOOT_EDGE),
    zone(9, (80, 300), WEST, (78.0, 286.0), -76.0, FOOT_EDGE, 25),
    zone(5, (60, 200), WEST, (286.0, 870.0), -76.0, FOOT_EDGE),
    zone(3, (60, 200), WEST, (870.0, 1400.0), -76.0, FOOT_EDGE),
    zone(7, (60, 200), EAST, (1065.0, 1400.0), -25.0, 48.0),
    zone(3, (60, 200), EAST, (1065.0, 1400.0), -76.0, FOOT_EDGE),
    zone(3, (60, 200), EAST, (-130.0, 1400.0), FOOT_EDGE, ("rise", 75.0)),
    zone(3, (60, 200), WEST, (-800.0, 1400.0), FOOT_EDGE, ("rise", 75.0)),
    zone(1, (50, 80), EAST, (-130.0, 1400.0), ("rise", 75.0), ("rise", 320.0)),
    zone(1, (50, 80), WEST, (-800.0, 1400.0), ("rise", 75.0), ("rise", 320.0)),
)  # fmt: skip
# What lies in no use zone is urbanization control area.
CONTROL_RATES = (70, 200)


def edge_across(valley: Valley, area: Area, edge: float | tuple[str, float], along: Floats) -> Floats:
    """Metres across of one edge of an area."""
    if isinstance(edge, tuple):
        return valley.across_of(area.side, along, np.full_like(along, edge[1]))
    if edge == -76.0:
        return plan.Line("", "", 0.0, 0.0, 0.0, "river", 0.0).across(valley, along)
    return np.full_like(along, edge)


def area_outline(valley: Valley, area: Area) -> shapely.Polygon:
    """Outline of an area on the map, EPSG:6669."""
    first, last = area.along
    # One point a metre, as on the axis: neighbours share the points of their common edge.
    along = np.append(np.arange(first, last, 1.0), last)
    inner = valley.place(along, edge_across(valley, area, area.inner, along))
    outer = valley.place(along, edge_across(valley, area, area.outer, along))
    return shapely.make_valid(shapely.Polygon(np.vstack([inner, outer[::-1]])))


def which(outlines: list[shapely.Geometry], points: Floats) -> np.ndarray:
    """Return the number of the first outline that holds each point, -1 for none.

    Parameters
    ----------
    outlines
        Areas in order of precedence.
    points
        (n, 2) east, north, EPSG:6669.
    """
    found = np.full(len(points), -1)
    for number, outline in reversed(list(enumerate(outlines))):
        found[shapely.contains_xy(outline, points[:, 0], points[:, 1])] = number
    return found
