"""A scan cut by areas, such as a building or a zone, and a range of heights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.writing import finished, written
from layers.errors import AnalysisFailed
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import shapely
    from numpy.typing import NDArray

    from layers.cloud import Cloud
    from layers.feedback import Feedback

_NO_AREA = QT_TRANSLATE_NOOP(CONTEXT, "切り抜く面がありません。")
_AREA = QT_TRANSLATE_NOOP(CONTEXT, "建物や区域など、面の形のものを選んでください。")
_NOTHING = QT_TRANSLATE_NOOP(CONTEXT, "切り抜く範囲の中に点がありません。")
_RANGE = QT_TRANSLATE_NOOP(CONTEXT, "面の位置と座標系、高さの範囲を確かめてください。")


@dataclass(frozen=True, eq=False)
class Area:
    """What is cut out.

    Attributes
    ----------
    shape
        Polygon or polygons, metres of the project's system.
    low, high
        Metres of height.
    outside
        Whether what lies outside of it is kept instead.
    """

    shape: shapely.Geometry
    low: float = -np.inf
    high: float = np.inf
    outside: bool = False


@dataclass(frozen=True, eq=False)
class Piece:
    """Points of a node that are kept: as they stand in the file (n,), and where they are (n, 3), metres."""

    points: NDArray[np.void]
    places: NDArray[np.float64]


def area_of(
    shapes: NDArray[np.object_],
    grow: float = 0.0,
    low: float = -np.inf,
    high: float = np.inf,
    *,
    outside: bool = False,
) -> Area:
    """Return the area of shapes (n,), grown by metres on all sides; the rest as in :class:`Area`.

    Raises
    ------
    layers.errors.AnalysisFailed
        When there is no area among them.
    """
    import shapely

    found = shapes[~shapely.is_missing(shapes)]
    flat = shapely.make_valid(shapely.force_2d(found))
    parts = shapely.get_parts(flat)
    polygons = parts[shapely.get_dimensions(parts) == 2]
    if not len(polygons):
        raise AnalysisFailed(_NO_AREA, _AREA)
    whole = shapely.union_all(polygons)
    return Area(shapely.buffer(whole, grow) if grow else whole, low, high, outside)


def pieces(cloud: Cloud, area: Area, feedback: Feedback) -> Iterator[Piece]:
    """Give the points of a cloud that are kept, node by node; what lies on an edge is inside.

    Parameters
    ----------
    cloud
        The scan.
    area
        What is cut out.
    feedback
        Receives progress.
    """
    import shapely

    shape = area.shape
    shapely.prepare(shape)
    boxes = cloud.boxes
    squares = shapely.box(boxes[:, 0], boxes[:, 1], boxes[:, 3], boxes[:, 4])
    meets = shapely.intersects(shape, squares) & (boxes[:, 2] <= area.high) & (boxes[:, 5] >= area.low)
    numbers = np.arange(len(boxes)) if area.outside else np.flatnonzero(meets)
    for done, number in enumerate(numbers.tolist()):
        feedback.step(done, len(numbers))
        points = cloud.copc.node(number)
        places = cloud.placed(cloud.copc.places(points))
        if meets[number]:
            inside = shapely.intersects_xy(shape, places[:, 0], places[:, 1])
            inside &= (places[:, 2] >= area.low) & (places[:, 2] <= area.high)
        else:
            inside = np.zeros(len(points), dtype=bool)
        keep = ~inside if area.outside else inside
        if keep.any():
            yield Piece(points[keep], places[keep])


def write_cut(cloud: Cloud, area: Area, target: Path, feedback: Feedback, *, overwrite: bool = False) -> int:
    """Write the points of a cloud that an area keeps, and return how many there are.

    Coordinates stay in the system of the scan.

    Parameters
    ----------
    cloud, area
        What is cut, and by what.
    target
        ``.copc.laz``, ``.laz`` or ``.las``; whole or not there.
    feedback
        Receives progress.
    overwrite
        Whether a file of that name may be replaced.

    Raises
    ------
    layers.errors.ExportFailed
        When it may not be written there.
    layers.errors.AnalysisFailed
        When nothing is kept; no file is left then.
    """
    count = 0
    with (
        finished(cloud, target, feedback, overwrite=overwrite) as (path, first),
        written(cloud.copc, path) as write,
    ):
        for piece in pieces(cloud, area, first):
            count += len(piece.points)
            write(piece.points)
        if not count:
            where = Where(str(cloud.copc.path))
            raise AnalysisFailed(_NOTHING, _RANGE, values={"file": target.name}, where=where)
    return count
