"""Flooded areas as squares of ten metres with the level of the water, as hazard maps give them.

A square is flooded where the water stands above the ground in its middle; squares of one rank form one body
of water, whose height is the level: depth = level - ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sample_data.generator import hazards, shore

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from sample_data.generator.town import Town
    from sample_data.generator.valley import Floats

SIDE = 10.0
LEAST = 0.01
BANK = 6.0
# The foot of quays and ramps is no ground that a map of ten metres would show.
LOWEST = 1.0


@dataclass(frozen=True)
class Inundation:
    """One hazard map.

    Attributes
    ----------
    theme
        ``fld``, ``tnm`` or ``htd``.
    scale
        1 or 2 for a river flood, 0 otherwise.
    corners
        (n, 4, 3) squares, counter-clockwise: east, north, level of the water.
    depth
        (n,) metres in the middle of the squares.
    """

    theme: str
    scale: int
    corners: Floats
    depth: Floats

    @property
    def rank(self) -> NDArray[np.int64]:
        """(n,) rank of the depth in the standard lists."""
        return np.searchsorted([0.5, 3.0, 5.0, 10.0, 20.0], self.depth, side="right") + 1

    def extent(self) -> shapely.Geometry:
        """Return the flooded ground as one shape."""
        return shapely.coverage_union_all(shapely.polygons(self.corners[:, :, :2]))


def grid(town: Town) -> Floats:
    """Return the middles (n, 2) of all squares on land, on a grid of whole tens of metres."""
    land = shapely.difference(shore.land(town), shapely.buffer(town.water.works, 2.0))
    west, south, east, north = land.bounds
    columns = np.arange(np.floor(west / SIDE), np.ceil(east / SIDE)) * SIDE + SIDE / 2
    rows = np.arange(np.floor(south / SIDE), np.ceil(north / SIDE)) * SIDE + SIDE / 2
    middle = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2)
    shapely.prepare(land)
    return middle[shapely.contains_xy(land, middle[:, 0], middle[:, 1])]


def level_ground(town: Town, middle: Floats) -> Floats:
    """Return the ground as hazard maps see it: the bed of the river lies as high as its banks."""
    ground = shore.ground_at(town, middle)
    river = shapely.buffer(town.water.river, BANK)
    inside = shapely.contains_xy(river, middle[:, 0], middle[:, 1])
    along, _ = town.valley.locate(middle[inside])
    ground[inside] = hazards.ground_level_along_river(town.valley, town.landform, along)
    return np.maximum(ground, LOWEST)


def squares(
    town: Town, depth_at: Callable[[Floats, Floats], Floats], middle: Floats
) -> tuple[Floats, Floats]:
    """Return the flooded squares and their depths."""
    ground = level_ground(town, middle)
    depth = depth_at(middle, ground)
    wet = depth >= LEAST
    middle, level, depth = middle[wet], (ground + depth)[wet], depth[wet]
    turn = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * SIDE / 2
    plane = middle[:, None] + turn
    height = np.repeat(level[:, None, None], 4, axis=1)
    return np.concatenate([plane, np.round(height, 3)], axis=2), depth


def make_inundations(town: Town) -> tuple[Inundation, ...]:
    """Return floods of both scales, tsunami and storm surge."""
    middle = grid(town)
    valley, landform = town.valley, town.landform
    made = []
    for scale in (hazards.PLANNED, hazards.GREATEST):

        def river(points: Floats, ground: Floats, scale: int = scale) -> Floats:
            return hazards.flood_depth(valley, landform, points, ground, scale)

        made.append(Inundation("fld", scale, *squares(town, river, middle)))
    near = middle[shapely.dwithin(town.water.sea(), shapely.points(middle), 900.0)]
    for theme, level, loss in (
        ("tnm", hazards.TSUNAMI_LEVEL, hazards.TSUNAMI_LOSS),
        ("htd", hazards.SURGE_LEVEL, hazards.SURGE_LOSS),
    ):

        def from_sea(points: Floats, ground: Floats, level: float = level, loss: float = loss) -> Floats:
            return hazards.sea_depth(town.water.sea(), points, ground, level, loss)

        made.append(Inundation(theme, 0, *squares(town, from_sea, near)))
    return tuple(made)
