"""Which clouds are read, where they lie, and the grid that is made of their ground."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.las.files import on_disk
from importers.las.gridding import Cloud, GroundJob
from importers.las.heights import base_of
from importers.las.looking import readable
from importers.las.reading import GROUND, MODEL_KEY
from importers.located import located
from importers.terrain.making import NICE
from layers import crs
from layers.errors import Unsafe
from layers.feedback import Finding, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.operations import operation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from importers.las.gridding import Look
    from importers.las.looking import Seen
    from layers.feedback import Feedback
    from layers.placement import Proposal

FINEST = 0.25
"""Metres: no finer cells are made without being asked for."""
POINTS_IN_A_CELL = 2.0
"""As many ground points shall be in a cell as a mean."""
GROUND_SHARE = 0.02
"""A cloud of whose points at least so many are classed as ground bears classes that can be used."""
UNCLASSED_GROUND = 0.4
"""Share of ground points that is reckoned with where there are no classes."""
GAP, GAP_CELLS = 10.0, 2.0
"""Metres, and cells if that is more, over which a gap is filled from around it."""
MOST_CELLS = 1 << 28
"""Cells of the grid: 4 GB on disk while it is made."""

_TOO_LARGE = QT_TRANSLATE_NOOP(CONTEXT, "{file} の範囲が広すぎるため、{cell:g} m の格子では読み込めません。")
_SPLIT = QT_TRANSLATE_NOOP(
    CONTEXT, "範囲を分けて読み込んでください。離れた場所の点が混じっていないかも確かめてください。"
)


def find_clouds(
    path: Path,
    scratch: Path,
    options: Any,
    feedback: Feedback,
    show: Callable[[float], None],
    findings: list[Finding],
) -> tuple[list[Cloud], Proposal]:
    """Return the clouds at a path and where the first lies; the others of a folder lie as it does.

    Parameters
    ----------
    path
        A file, or a folder or zip with tiles of one survey.
    scratch
        Where files of other formats are kept as LAS.
    options
        ``crs``, ``target`` and ``by_shape`` as the user chose.
    feedback, show
        Stops the work, and is told the share that is done.
    findings
        Receives what is worth knowing, files that cannot be read among it.

    Raises
    ------
    importers.located.Unlocated
        When nobody can say where it lies.
    layers.errors.ImportFailed
        When no file can be read.
    """
    clouds: list[Cloud] = []
    places: list[Proposal] = []
    for seen in readable(path, scratch, feedback, show, findings):
        declared = seen.header.crs
        if not places or (declared and declared != places[-1].crs and not options.crs):
            places.append(located(seen.file, seen.look.points, declared, options, findings))
        cloud = _cloud(seen, places[-1], by_shape=options.by_shape)
        base = base_of(on_disk(seen.file), seen.header.heights, options.heights, cloud.bounds, findings)
        clouds.append(replace(cloud, heights=base[0], geoid=base[1]))
    return clouds, places[-1]


def _cloud(seen: Seen, place: Proposal, *, by_shape: bool) -> Cloud:
    header, found = seen.header, seen.look
    looked = sum(found.classes.values())
    grounded = found.classes.get(GROUND, 0) + found.classes.get(MODEL_KEY, 0)
    classified = not by_shape and grounded >= GROUND_SHARE * max(looked, 1)
    box = _corners(found)
    x, y = (box[:, 1], box[:, 0]) if place.swapped else (box[:, 0], box[:, 1])
    degrees = np.column_stack(operation(place.crs, "EPSG:6668").transform(x, y)[:2])
    west, south = degrees.min(axis=0).tolist()
    east, north = degrees.max(axis=0).tolist()
    # What the head says of its box is replaced by what is true.
    own = type(header)(**{**vars(header), "low": found.low, "high": found.high})
    return Cloud(seen.source, own, place.crs, place.swapped, (west, south, east, north), classified)


def _corners(found: Look) -> NDArray[np.float64]:
    (west, south, _), (east, north, _) = found.low, found.high
    return np.array([(west, south), (east, south), (east, north), (west, north)])


def plan(
    path: Path, clouds: list[Cloud], target: str, cell: float, folder: Path, *, water: bool
) -> GroundJob:
    """Return what is to be made of clouds.

    Parameters
    ----------
    path
        Named in errors.
    clouds
        At least one.
    target
        Plane rectangular system, empty for that of the place.
    cell
        Metres along a cell, 0 to choose it by the density of points.
    folder
        Where grids lie while they are worked on.
    water
        Whether points on water count as ground.

    Raises
    ------
    layers.errors.Unsafe
        When the grid would be larger than can be made.
    """
    west, south, east, north = clouds[0].bounds
    target = target or crs.epsg_of_zone(
        crs.zone_of_epsg(clouds[0].crs) or crs.zone_at((west + east) / 2, (south + north) / 2)
    )
    boxes = np.array([_box(cloud, target) for cloud in clouds])
    points = sum(cloud.header.points for cloud in clouds)
    areas = np.prod(np.maximum(boxes[:, 2:] - boxes[:, :2], 0.1), axis=1)
    density = points / float(areas.sum())
    share = 1.0 if all(cloud.classified for cloud in clouds) else UNCLASSED_GROUND
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    if not np.isfinite([*low, *high]).all():
        raise _too_large(path, cell or 1.0)
    if not cell:
        wanted = max(math.sqrt(POINTS_IN_A_CELL / (density * share)), FINEST)
        span = np.maximum(high - low, 1.0)
        fitting = (one for one in NICE if one >= wanted * 0.98 and np.prod(span / one) <= MOST_CELLS)
        cell = next(fitting, NICE[-1])
    start = np.floor(low / cell) * cell
    columns, rows = (np.floor((high - start) / cell).astype(np.int64) + 1).tolist()
    if rows * columns > MOST_CELLS:
        raise _too_large(path, cell)
    filter_cell = float(np.clip(math.sqrt(2.0 / density), max(cell, 0.5), max(cell, 3.0)))
    reach = max(GAP, GAP_CELLS * cell)
    begin_east, begin_north = (float(value) for value in start)
    return GroundJob(
        tuple(clouds), target, begin_east, begin_north, cell, rows, columns, filter_cell, reach, water, folder
    )


def _box(cloud: Cloud, target: str) -> tuple[float, float, float, float]:
    """Return west, south, east, north of a cloud in metres of the target."""
    low, high = cloud.header.low, cloud.header.high
    share = np.linspace(0, 1, 9)
    x = np.concatenate([low[0] + share * (high[0] - low[0])] * 9)
    y = np.repeat(low[1] + share * (high[1] - low[1]), 9)
    if cloud.swapped:
        x, y = y, x
    if cloud.crs != target:
        x, y = operation(cloud.crs, target, cloud.bounds).transform(x, y)[:2]
    return float(np.min(x)), float(np.min(y)), float(np.max(x)), float(np.max(y))


def _too_large(path: Path, cell: float) -> Unsafe:
    return Unsafe(_TOO_LARGE, _SPLIT, values={"file": path.name, "cell": cell}, where=Where(str(path)))
