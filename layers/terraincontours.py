"""The contour lines of one tile as things to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.contours import INDEX, contours, height_words, label_places
from layers.drawables import NO_FEATURE, Labels, Lines
from layers.terrainmesh import tile_surface

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.contours import Contours
    from layers.drawables import Drawable
    from layers.terrainstore import TerrainStore

BROWN = (128, 84, 50)
"""Colour of contour lines on topographic maps."""
NEAREST = 1.5
"""Cells that must lie between lines on ground as steep as the mean; else only index lines are drawn."""
LABELS = 3
"""Heights that are written in a tile at most."""


def contour_lines(
    store: TerrainStore, level: int, row: int, column: int, interval: float, steepness: float
) -> list[Drawable]:
    """Return the lines of a tile, index lines stronger and with their heights.

    Whether the lines between index lines are drawn depends on the level alone, so that no line ends at the
    border of a tile.

    Parameters
    ----------
    store, level, row, column
        The tile.
    interval
        Metres between lines.
    steepness
        Mean rise of the whole terrain for each metre along.
    """
    east, north, heights = tile_surface(store, level, row, column)
    finite = heights[np.isfinite(heights)]
    if not len(finite):
        return []
    crowded = interval < NEAREST * steepness * store.levels[level].cell
    times = INDEX if crowded else 1
    found = contours(heights, east, north, interval * times)
    index = np.full(len(found.number), fill_value=True) if crowded else found.is_index
    origin = np.array([east[0], north[0], float(np.round(finite.mean()))])
    drawn: list[Drawable] = []
    for chosen, width in ((~index, 1.0), (index, 2.0)):
        if chosen.any():
            drawn.append(_lines(found.points[chosen], origin, width))
    labels = label_places(found if not crowded else _as_index(found), LABELS)
    if len(labels):
        points = found.points[labels].mean(axis=1) - origin
        texts = tuple(height_words(one) for one in (points[:, 2] + origin[2]).tolist())
        drawn.append(Labels(origin, points, texts, np.full(len(labels), NO_FEATURE, dtype=np.uint32)))
    return drawn


def _as_index(found: Contours) -> Contours:
    return type(found)(found.points, found.number * INDEX)


def _lines(ends: NDArray[np.float64], origin: NDArray[np.float64], width: float) -> Lines:
    """Return pieces (n, 2, 3) as lines of two points each."""
    return Lines(
        origin,
        (ends - origin).reshape(-1, 3).astype(np.float32),
        np.arange(len(ends) + 1, dtype=np.int64) * 2,
        np.full(len(ends), NO_FEATURE, dtype=np.uint32),
        width=width,
        colour=BROWN,
    )
