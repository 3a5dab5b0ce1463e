"""A volume from the question to the answer: the grid, the surfaces, and whether two flights fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey import volume
from gisapp.desks.survey.change import change_between, misfit, same_heights, standard_error
from gisapp.desks.survey.designs import heights_from
from gisapp.desks.survey.rasters import cell_means
from gisapp.desks.survey.scans import box_of
from gisapp.desks.survey.surfaces import frame_over, surface_of
from layers.errors import NoOverlap
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely import Polygon

    from gisapp.desks.survey.surfaces import Surface
    from gisapp.desks.survey.volume import Heights, Told
    from layers.cloud import Cloud
    from layers.feedback import Feedback

_APART = QT_TRANSLATE_NOOP(CONTEXT, "範囲、点群、基準の面が重なっていません。")
_SAME_PLACE = QT_TRANSLATE_NOOP(CONTEXT, "座標系と、同じ場所のデータかどうかを確かめてください。")


@dataclass(frozen=True)
class Asked:
    """What is asked for; one base of `level`, `plane`, `rim`, `surface`, or else the flight before.

    Attributes
    ----------
    level
        Metres.
    plane
        Points east, north, height that a plane is laid through.
    rim
        Whether the ground along the rim of the area is the base.
    surface, name
        A GeoTIFF of heights or LandXML, and what is meant of its surfaces where there are several.
    area
        Corners east, north; all of the cloud when empty.
    triangles
        By triangles instead of the grid.
    cell
        Metres along a cell.
    accuracy
        Metres, standard deviation of the two surveys against each other; None where nobody stated one.
    classes
        ASPRS classes of the points that count, all when empty.
    """

    level: float | None = None
    plane: tuple[tuple[float, float, float], ...] = ()
    rim: bool = False
    surface: Path | None = None
    name: str = ""
    area: tuple[tuple[float, float], ...] = ()
    triangles: bool = False
    cell: float = 0.5
    accuracy: float | None = None
    classes: tuple[int, ...] = ()


def volume_work(cloud: Cloud, before: Cloud | None, asked: Asked, feedback: Feedback) -> Told:
    """Return what lies between a cloud and its base.

    Parameters
    ----------
    cloud, before
        The cloud, and the flight before it where that is the base.
    asked
        What is asked for.
    feedback
        Receives progress.

    Raises
    ------
    layers.errors.AnalysisFailed
        When they do not meet, or two flights do not fit each other.
    """
    if before is not None:
        same_heights([before, cloud], feedback)
    area = volume.area_of(asked.area) if asked.area else None
    boxes = [box_of(cloud)] + ([box_of(before)] if before is not None else [])
    try:
        whole = frame_over(boxes, asked.cell)
        # The ground around an area is needed for its rim, and to see whether two flights fit.
        around = 4 * asked.cell
        frame = whole
        if area is not None and before is None:
            west, south, east, north = area.bounds
            near = (west - around, south - around, east + around, north + around)
            frame = frame_over([*boxes, near], asked.cell)
    except ValueError:
        raise NoOverlap(_APART, _SAME_PLACE) from None
    half = 0.5 if before is not None or asked.triangles else 1.0
    surface = surface_of(cloud, frame, feedback.share(0.0, half), asked.classes)
    earlier = None
    if before is not None:
        earlier = surface_of(before, frame, feedback.share(half, 1.0), asked.classes)
        change = change_between(earlier, surface, registration=asked.accuracy or 0.0)
        if not change.fits:
            raise misfit(change.offset, change.stable)
    base, error = _base(cloud, surface, earlier, area, asked, feedback)
    if asked.triangles:
        told = _triangles(cloud, surface, base, error, area, asked, feedback.share(half, 1.0))
    else:
        east, north = np.meshgrid(*frame.middles)
        middles = np.column_stack([east.ravel(), north.ravel()])
        other = earlier.height if earlier is not None else base(middles).reshape(east.shape)
        told = volume.by_grid(
            surface, other, volume.shares(frame, area), other_error=error, accuracy=asked.accuracy
        )
    if not told.covered:
        raise NoOverlap(_APART, _SAME_PLACE)
    return told


def _base(
    cloud: Cloud,
    surface: Surface,
    earlier: Surface | None,
    area: Polygon | None,
    asked: Asked,
    feedback: Feedback,
) -> tuple[Heights, NDArray[np.float64] | float]:
    """Return the base, and the squared standard error of its heights over the grid."""
    if earlier is not None:
        return (lambda places: volume.at(earlier, places)), standard_error(earlier)
    if asked.surface is not None:
        return heights_from(asked.surface, asked.name, cloud.crs, box_of(cloud), feedback), 0.0
    if asked.rim and area is not None:
        return volume.rim(surface, area), 0.0
    if asked.plane:
        return volume.plane(np.array(asked.plane)), 0.0
    return volume.level(asked.level or 0.0), 0.0


def _triangles(
    cloud: Cloud,
    surface: Surface,
    base: Heights,
    error: NDArray[np.float64] | float,
    area: Polygon | None,
    asked: Asked,
    feedback: Feedback,
) -> Told:
    places = cell_means(cloud, surface.frame, feedback, asked.classes)
    there = surface.count > 0
    whole = np.broadcast_to(standard_error(surface) + error, there.shape)[there]
    return volume.by_triangles(places, base, area, error=whole, spacing=asked.cell, accuracy=asked.accuracy)
