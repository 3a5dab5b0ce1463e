"""Shadows of buildings on the ground at any moment: on the terrain as it is, among all neighbours.

Buildings are prisms up to their highest point, so a gable throws a little too much. The end of each shadow is
where the line from the top away from the sun meets the ground, so it is longer downhill and shorter uphill.
Shadows of hills, and shadows on walls and roofs, are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.painting import painted
from gisapp.desks.planning.sun import solar_time, sun_at
from layers import drape
from styles.planning import SHADE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    import shapely
    from numpy.typing import NDArray

    from layers.base import Layer
    from layers.drawables import Drawable
    from layers.heights import Heights

AROUND = 150.0
"""Metres around a lot within which buildings count."""
LONGEST = 400.0
"""Metres: no shadow is followed farther."""
LOWEST = 1.0
"""Degrees: with a lower sun all is shade, and no shadow can be drawn."""
PIECE = 8.0
"""Metres of wall after which the ground is looked at again."""
LOOKS = 20
"""Places at which a line of light is held against the ground."""
CELL = 20.0
"""Metres of the pieces in which shadows lie on the ground."""
SMOOTH = 0.05
"""Metres by which outlines are made simpler."""
DARK = 105
"""Opacity, of 255."""


@dataclass(frozen=True, eq=False)
class Casters:
    """Bodies that throw shadows.

    Attributes
    ----------
    footprints
        (k,) polygons.
    walls
        (m, 2, 2) ends of pieces of wall, counter-clockwise around the body, metres.
    tops
        (m,) height of each, metres above the datum of the scene.
    """

    footprints: NDArray[np.object_]
    walls: NDArray[np.float64]
    tops: NDArray[np.float64]

    @cached_property
    def covered(self) -> shapely.Geometry:
        """The ground on which they stand."""
        import shapely

        return shapely.disjoint_subset_union_all(self.footprints)


@dataclass(frozen=True)
class Moment:
    """A moment as the sun has it.

    Attributes
    ----------
    hours
        True solar time.
    altitude, azimuth
        Of the sun, degrees; the azimuth clockwise from the true north.
    """

    hours: float
    altitude: float
    azimuth: float

    @property
    def up(self) -> bool:
        """Whether the sun is so high that shadows can be drawn."""
        return self.altitude > LOWEST

    def tip(self, north: float) -> NDArray[np.float64]:
        """Return (2,) east and north of the shadow of 1 m; `north` is the bearing of the true north."""
        length = 1 / np.tan(np.radians(self.altitude))
        bearing = np.radians(self.azimuth + north)
        return np.array([-length * np.sin(bearing), -length * np.cos(bearing)])


def moment_of(when: datetime, longitude: float, latitude: float) -> Moment:
    """Return where the sun stands at a moment."""
    hours, declination = solar_time(when, longitude)
    sun = sun_at(latitude, hours, declination)
    return Moment(hours, float(sun.altitude[0]), float(sun.azimuth[0]))


def casters_of(footprints: NDArray[np.object_], tops: NDArray[np.float64]) -> Casters:
    """Return bodies of polygons (k,) and the heights of their tops (k,), metres."""
    import shapely

    parts, owner = shapely.get_parts(footprints, return_index=True)
    areas = (shapely.get_type_id(parts) == 3) & ~shapely.is_empty(parts)
    parts, owner = shapely.orient_polygons(parts[areas]), owner[areas]
    rings, of_part = shapely.get_rings(parts, return_index=True)
    corners, ring = shapely.get_coordinates(shapely.segmentize(rings, PIECE), return_index=True)
    begin = np.flatnonzero(ring[1:] == ring[:-1])
    walls = np.stack([corners[begin], corners[begin + 1]], axis=1)
    return Casters(parts, walls, np.asarray(tops, np.float64)[owner[of_part[ring[begin]]]])


def casters_near(
    layers: Iterable[Layer],
    place: shapely.Geometry,
    more: Iterable[tuple[shapely.Geometry, float]] = (),
    around: float = AROUND,
) -> Casters:
    """Return the buildings around a place, and others that are only thought of.

    Parameters
    ----------
    layers
        Those of visible buildings count; a building on the place itself does not when there are others.
    place
        Point or polygon, metres.
    more
        Polygons and the heights of their tops, such as the storeys of a proposed building.
    around
        Metres.
    """
    import shapely

    others = list(more)
    shapes, tops = [np.array([shape for shape, _ in others], dtype=object)], [top for _, top in others]
    west, south, east, north = place.buffer(around).bounds
    for layer in layers:
        footprints = layer.footprints() if layer.kind == "buildings" and layer.data is not None else None
        if footprints is None or not layer.visible:
            continue
        bounds = layer.data.bounds
        near = (bounds[:, 0] < east) & (bounds[:, 3] > west) & (bounds[:, 1] < north) & (bounds[:, 4] > south)
        flat = shapely.make_valid(shapely.force_2d(footprints[near]))
        keep = ~shapely.is_missing(flat)
        if others:
            keep &= shapely.area(shapely.intersection(flat, place)) <= shapely.area(flat) / 2
        shapes.append(flat[keep])
        tops += bounds[near, 5][keep].tolist()
    return casters_of(np.concatenate(shapes), np.array(tops, np.float64))


def shade(casters: Casters, ground: Heights, tip: NDArray[np.float64]) -> shapely.Geometry:
    """Return where shadows lie on the ground beside the bodies, seen from above.

    Parameters
    ----------
    casters
        What throws them.
    ground
        On what they lie.
    tip
        (2,) east and north of the shadow of 1 m.
    """
    import shapely

    if not len(casters.walls):
        return shapely.Polygon()
    along = casters.walls[:, 1] - casters.walls[:, 0]
    # Seen from above a body moves along the shadow: only the walls that lead on sweep new ground.
    leading = along[:, 1] * tip[0] - along[:, 0] * tip[1] > 0
    walls, tops = casters.walls[leading], casters.tops[leading]
    ends = _ends(walls.reshape(-1, 2), np.repeat(tops, 2), ground, tip).reshape(-1, 2, 2)
    quads = shapely.polygons(np.stack([walls[:, 0], walls[:, 1], ends[:, 1], ends[:, 0]], axis=1))
    every = np.concatenate([casters.footprints, shapely.make_valid(quads)])
    # Made simpler last: what is simpler than its neighbour may cross it, and then nothing can be cut off it.
    dark = shapely.disjoint_subset_union_all(every).difference(casters.covered)
    return shapely.make_valid(dark.simplify(SMOOTH))


def _ends(
    points: NDArray[np.float64], tops: NDArray[np.float64], ground: Heights, tip: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return where the lines of light over the tops at some points meet the ground."""
    here = ground.height_at(points[:, 0], points[:, 1])
    known = here[np.isfinite(here)]
    lowest = float(known.min()) if len(known) else 0.0
    here = np.where(np.isfinite(here), here, lowest)
    length = float(np.hypot(*tip))
    # Half as deep again as the foot: downhill shadows are longer.
    deepest = np.minimum(np.maximum(tops - here, 0.0) * 1.5 + 5.0, LONGEST / max(length, 1e-6))
    drop = deepest[:, None] * np.linspace(0.0, 1.0, LOOKS + 1)
    places = points[:, None] + drop[:, :, None] * tip
    heights = ground.height_at(places[..., 0].ravel(), places[..., 1].ravel()).reshape(drop.shape)
    over = tops[:, None] - drop - np.where(np.isfinite(heights), heights, here[:, None])
    below = over <= 0
    first = np.where(below.any(axis=1), np.argmax(below, axis=1), LOOKS)
    rows, before = np.arange(len(points)), np.maximum(first - 1, 0)
    high, low = np.maximum(over[rows, before], 0.0), np.minimum(over[rows, first], 0.0)
    share = np.where(first > before, high / np.maximum(high - low, 1e-9), 0.0)
    found = drop[rows, before] + np.clip(share, 0.0, 1.0) * (drop[rows, first] - drop[rows, before])
    return np.asarray(points + found[:, None] * tip)


def drawn(area: shapely.Geometry, ground: Heights) -> tuple[Drawable, ...]:
    """Return a shadow as it lies on the ground, dark and seen through."""
    shapes, rows = np.array([area], dtype=object), np.zeros(1, np.uint32)
    found: list[Drawable] = []
    for mesh in drape.areas(shapes, rows, ground, CELL, solid=False):
        triangles = (mesh.points.astype(np.float64) + mesh.origin)[mesh.triangles.astype(np.intp)]
        colour = np.zeros(len(triangles), np.intp)
        found.append(painted(triangles, colour, [(*SHADE.colour, DARK)], closed=False, draped=True))
    return tuple(found)
