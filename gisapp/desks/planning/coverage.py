"""Whether layers cover a place, so that their silence there means that there is nothing.

A box around all shapes of a layer reaches far over what it tells of: over the sea, or over the next town.
A layer covers a place that lies in one of its areas, or in the city's own area where the table says that it
is complete there, or between shapes of its own that stand close around.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.regulationtable import Covers

if TYPE_CHECKING:
    from collections.abc import Iterable

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.planning.found import Readings
    from gisapp.desks.planning.regulationtable import Matcher
    from layers.base import Layer

AROUND = 1000.0
"""Metres around a place in which shapes count as standing close."""
ROUNDING = 1e-6
"""Part of a place below which something is left out by rounding."""


def covered(
    readings: Readings, layer: Layer, covers: Covers, area: Iterable[Matcher], place: shapely.Geometry
) -> float | None:
    """Return how much of a place a layer covers: 0, 0.5 for a part, 1; None when it has no shapes at all.

    Parameters
    ----------
    readings
        The layers of the project.
    layer
        The layer that is silent.
    covers
        ``extent``: the layer for itself; ``dataset``: with all of its theme from its source; ``area``: the
        city's area, and the same as ``dataset`` where no layer shows it.
    area
        Recognise the layers that show the city's area.
    place
        Point or polygon, metres.
    """
    whole: list[Layer] = []
    if covers is Covers.AREA:
        whole = [one for one, _ in readings.layers_of(tuple(area)) if one.data is not None]
    if whole:
        # What is complete within the city says nothing outside of it.
        return max(_part(_areas(readings, one, place), place) for one in whole)
    mine = readings.alike(layer) if covers is not Covers.EXTENT else (layer,)
    key = (tuple(one.id for one in mine), place.wkb)
    if key not in readings.covered:  # the layers of a theme are asked about one after the other
        readings.covered[key] = _by_shapes(readings, mine, place)
    return readings.covered[key]


def _by_shapes(readings: Readings, layers: tuple[Layer, ...], place: shapely.Geometry) -> float | None:
    """Return how much of a place layers cover together; None when they have no shapes at all."""
    known = [one for one in layers if np.isfinite(one.data.store.features["west"]).any()]
    if not known:
        return None
    found = 0.0
    for one in sorted(known, key=lambda one: int(one.data.store.count)):  # the whole city is one area
        found = max(found, _part(_areas(readings, one, place), place))
        if found == 1:
            return found
    return max(found, _between(readings, known, place))


def _areas(readings: Readings, layer: Layer, place: shapely.Geometry) -> NDArray[np.object_]:
    import shapely

    shapes = readings.near(layer, place.bounds)[1]
    return shapes[shapely.get_dimensions(shapes) == 2]


def _part(areas: NDArray[np.object_], place: shapely.Geometry) -> float:
    """Return how much of a place lies in areas: 0, 0.5 or 1."""
    import shapely

    if shapely.covers(areas, place).any():
        return 1.0
    met = areas[shapely.intersects(areas, place)]
    if not len(met):
        return 0.0
    if not place.area:
        return 1.0
    left = shapely.difference(place, shapely.union_all(met)).area
    return 1.0 if left <= ROUNDING * place.area else 0.5


def _between(readings: Readings, layers: Iterable[Layer], place: shapely.Geometry) -> float:
    """Return how much of a place lies within the hull of the shapes close around it."""
    import shapely

    west, south, east, north = place.bounds
    box = (west - AROUND, south - AROUND, east + AROUND, north + AROUND)
    shapes = [readings.near(one, box)[1] for one in layers]
    close = shapely.clip_by_rect(np.concatenate([np.empty(0, object), *shapes]), *box)
    hull = shapely.convex_hull(shapely.geometrycollections(close))
    if shapely.covers(hull, place):
        return 1.0
    return 0.5 if place.area and shapely.intersection(hull, place).area > ROUNDING * place.area else 0.0
