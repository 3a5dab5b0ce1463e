"""Contour lines of a scan's surface, as whole lines that a file or a layer can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.contours import contours
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.survey.surfaces import Frame
    from layers.feedback import Feedback

BLOCK = 250_000
"""Cells whose triangles are cut at a time: 100 MB."""
MOST_PIECES = 4_000_000
"""Pieces of all lines together: 200 MB, and more than any map shows."""
_MANY = QT_TRANSLATE_NOOP(CONTEXT, "{interval:g} m 間隔では等高線が多すぎて、線にまとめられません。")
_FEWER = QT_TRANSLATE_NOOP(CONTEXT, "等高線の間隔か格子を大きくしてください。")


def contour_lines(
    frame: Frame, heights: NDArray[np.float64], interval: float, feedback: Feedback | None = None
) -> list[tuple[float, NDArray[np.float64]]]:
    """Return lines of equal height: the height, and (n, 2) places along it, metres.

    Parameters
    ----------
    frame, heights
        The grid, (r, c) metres, rows from the south; no line crosses cells without a height.
    interval
        Metres between lines.
    feedback
        Receives progress; a wish to stop is heard.

    Raises
    ------
    layers.errors.AnalysisFailed
        When there are too many of them.

    Notes
    -----
    The pieces lie exactly on the triangles of the grid (:mod:`layers.contours`); those that meet are joined.
    """
    import shapely

    east, north = frame.middles
    origin = np.array([frame.west, frame.south])
    step = max(BLOCK // frame.columns, 1)
    numbers, ends, pieces = [np.empty(0, np.int64)], [np.empty((0, 2, 2))], 0
    for row in range(0, frame.rows - 1, step):
        if feedback is not None:
            feedback.step(row, frame.rows)
        rows = slice(row, row + step + 1)  # blocks share a row of middles
        found = contours(heights[rows], east - origin[0], north[rows] - origin[1], interval, whole=True)
        pieces += len(found.number)
        if pieces > MOST_PIECES:
            raise AnalysisFailed(_MANY, _FEWER, values={"interval": interval})
        # Ends that meet agree to the last digits only.
        flat = np.round(found.points[:, :, :2], 6)
        long = (flat[:, 0] != flat[:, 1]).any(axis=1)
        numbers.append(found.number[long])
        ends.append(flat[long])
    number, flat = np.concatenate(numbers), np.concatenate(ends)
    order = np.argsort(number, kind="stable")
    levels, begins = np.unique(number[order], return_index=True)
    lines: list[tuple[float, NDArray[np.float64]]] = []
    for level, own in zip(levels.tolist(), np.split(flat[order], begins[1:]), strict=False):
        if feedback is not None:
            feedback.step()
        joined = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(own)))
        lines += [
            (level * interval, shapely.get_coordinates(one) + origin) for one in shapely.get_parts(joined)
        ]
    return lines
