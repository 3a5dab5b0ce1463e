"""A raster of a scan from the question to the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.geotiff import write_geotiff
from gisapp.desks.survey.rasters import REACH, raster_of
from gisapp.desks.survey.scans import box_of
from gisapp.desks.survey.surfaces import Frame, frame_over
from layers.errors import MissingAttribute
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from layers.cloud import Cloud
    from layers.feedback import Feedback

_NO_GROUND = QT_TRANSLATE_NOOP(CONTEXT, "{file} に地面（分類 2）の点がありません。")
_NO_GROUND_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "先に地面を見分けるか、表面（DSM）か使う分類を指定してください。"
)


@dataclass(frozen=True)
class Made:
    """What was made: the grid, how, of which classes, the share of cells with a height, and the heights."""

    frame: Frame
    method: str
    classes: tuple[int, ...]
    covered: float
    lowest: float
    highest: float


def write_raster(
    cloud: Cloud,
    path: Path,
    kind: str,
    cell: float,
    feedback: Feedback,
    *,
    method: str = "",
    classes: tuple[int, ...] = (),
    reach: float = REACH,
) -> Made:
    """Write a raster of the ground (``dtm``) or of all that stands on it (``dsm``).

    Parameters
    ----------
    cloud
        The cloud.
    path
        The GeoTIFF.
    kind
        ``dtm`` takes the mean of class 2, ``dsm`` the highest of all but noise, where nothing else is said.
    cell
        Metres along a cell.
    feedback
        Receives progress.
    method, classes, reach
        See :func:`gisapp.desks.survey.rasters.raster_of`.

    Raises
    ------
    layers.errors.MissingAttribute
        When there are no such points.
    layers.errors.ExportFailed
        When it cannot be written.
    """
    ground = kind == "dtm"
    method = method or ("mean" if ground else "max")
    used = classes or ((2,) if ground else ())
    frame = frame_over([box_of(cloud)], cell)
    heights = raster_of(cloud, frame, method, feedback, used, reach)
    known = np.isfinite(heights)
    source = cloud.copc.path.name
    if not known.any():
        where = Where(str(cloud.copc.path))
        raise MissingAttribute(_NO_GROUND, _NO_GROUND_HINT, values={"file": source}, where=where)
    about = {
        "KIND": kind,
        "METHOD": method,
        "CLASSES": ",".join(map(str, used)) or "all but noise",
        "SOURCE": source,
        "HEIGHTS": cloud.heights or "unconfirmed",
    }
    write_geotiff(path, frame, heights, cloud.crs, about)
    lowest, highest = float(heights[known].min()), float(heights[known].max())
    return Made(frame, method, used, float(known.mean()), lowest, highest)
