"""Contour lines of a scan's surface, as whole lines that a file or a layer can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.contours import contours

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.survey.surfaces import Frame


def contour_lines(
    frame: Frame, heights: NDArray[np.float64], interval: float
) -> list[tuple[float, NDArray[np.float64]]]:
    """Return lines of equal height: the height, and (n, 2) places along it, metres.

    Parameters
    ----------
    frame, heights
        The grid, (r, c) metres, rows from the south; no line crosses cells without a height.
    interval
        Metres between lines.

    Notes
    -----
    The pieces lie exactly on the triangles of the grid (:mod:`layers.contours`); those that meet are joined.
    """
    import shapely

    east, north = frame.middles
    origin = np.array([frame.west, frame.south])
    found = contours(heights, east - origin[0], north - origin[1], interval)
    lines: list[tuple[float, NDArray[np.float64]]] = []
    for number in np.unique(found.number).tolist():
        # Ends that meet agree to the last digits only.
        pieces = np.round(found.points[found.number == number][:, :, :2], 6)
        long = (pieces[:, 0] != pieces[:, 1]).any(axis=1)
        joined = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(pieces[long])))
        lines += [
            (number * interval, shapely.get_coordinates(one) + origin) for one in shapely.get_parts(joined)
        ]
    return lines
