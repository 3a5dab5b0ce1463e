"""Ground and what stands on it told apart by a cloth that falls on the turned-over cloud.

After Zhang et al. (2016, "An easy-to-use airborne LiDAR data filtering method based on cloth simulation"),
by the library CSF-3DFin. The cloth falls on the lowest points of a grid, tile by tile with what lies around,
so that memory does not grow with the points; a second reading takes the points near the cloth, which may
lie farther from it where it is steep. All of it runs in a process of its own.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.scans import Progress, Scan, box_of, scan_of, usable
from gisapp.desks.survey.surfaces import frame_over
from gisapp.desks.survey.writing import finished, written
from importers.las.ground import GroundRule, at_points, fill, pits, tolerance
from importers.las.reading import GROUND
from importers.las.worker import alone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from gisapp.desks.survey.surfaces import Frame
    from layers.cloud import Cloud
    from layers.feedback import Feedback

    Grid = NDArray[np.float32]

UNCLASSED = 1
"""Class of the ASPRS specification for points that were looked at and are none of the others."""
TILE, AROUND = 256, 40
"""Cells along a tile, and around it as far as its cloth is dropped and thrown away again."""
ITERATIONS = 150
"""Of the cloth; measured on a hill with houses: 500 give the same ground, three times as slowly."""
STEEP = 1.5
"""By how much steeper ground widens the threshold; a cloth of one slope hangs so far off at its knots."""


@dataclass(frozen=True)
class ClothRule:
    """How the cloth falls.

    Attributes
    ----------
    resolution
        Metres between its knots; small enough that it does not bridge valleys.
    rigidness
        1 for steep ground, 2 for hills, 3 for flat ground, as the authors number it.
    threshold
        Metres that a point of level ground may lie above or below it.
    """

    resolution: float = 0.5
    rigidness: int = 1
    threshold: float = 0.3


RULE = ClothRule()


@dataclass(frozen=True)
class Grounded:
    """What came of it.

    Attributes
    ----------
    points, ground
        All, and those that are ground now.
    left_out
        Points that kept their class because they are noise or marked as withheld.
    """

    points: int
    ground: int
    left_out: int


def write_ground(
    cloud: Cloud, target: Path, feedback: Feedback, rule: ClothRule = RULE, *, overwrite: bool = False
) -> Grounded:
    """Write a cloud with its ground as class 2 and the rest as it was, or 1 where it was ground or unclassed.

    Parameters
    ----------
    cloud
        The cloud; its file stays as it is.
    target
        ``.copc.laz``, ``.laz`` or ``.las``; whole or not there.
    feedback
        Receives progress; a wish to stop ends the process.
    rule
        How the cloth falls.
    overwrite
        Whether a file may be replaced.

    Raises
    ------
    layers.errors.GisError
        When it cannot be read or written.
    layers.feedback.Cancelled
        When the user stopped it; nothing is left.
    """
    with finished(cloud, target, feedback, overwrite=overwrite) as (path, first):
        arguments = (scan_of(cloud), path, rule)
        found: Grounded = alone(
            _work, arguments, cloud.copc.path, feedback, lambda share: first.step(share, 1.0)
        )
    return found


def _work(scan: Scan, target: Path, rule: ClothRule, show: Callable[[float], None]) -> Grounded:
    cloud = scan.opened()
    progress = Progress(show)
    frame = frame_over([box_of(cloud)], rule.resolution)
    lowest = lowest_of(cloud, frame, progress.share(0.0, 0.3))
    cloth = cloth_under(lowest, frame, rule, progress.share(0.3, 0.6))
    allowed = tolerance(cloth, frame.cell, GroundRule(threshold=rule.threshold, scale=STEEP * frame.cell))
    ground = left_out = 0
    numbers = len(cloud.copc.counts)
    steps = progress.share(0.6, 1.0)
    with written(cloud.copc, target) as write:
        for number in range(numbers):
            steps.step(number, numbers)
            points = cloud.copc.node(number)
            places = cloud.placed(cloud.copc.places(points))
            row = (places[:, 1] - frame.south) / frame.cell
            column = (places[:, 0] - frame.west) / frame.cell
            away = np.abs(places[:, 2] - at_points(cloth, row, column))
            counts = usable(points)
            near = counts & (away <= at_points(allowed, row, column))
            classes = points["classification"].copy()
            classes[counts & np.isin(classes, (0, GROUND))] = UNCLASSED
            classes[near] = GROUND
            points["classification"] = classes
            ground += int(near.sum())
            left_out += int((~counts).sum())
            write(points)
    return Grounded(cloud.copc.points, ground, left_out)


def lowest_of(cloud: Cloud, frame: Frame, progress: Progress) -> Grid:
    """Return the height of the lowest point of each cell (r, c), metres; NaN without any."""
    found = np.full(frame.rows * frame.columns, np.inf, dtype=np.float32)
    numbers = len(cloud.copc.counts)
    for number in range(numbers):
        progress.step(number, numbers)
        points = cloud.copc.node(number)
        places = cloud.placed(cloud.copc.places(points[usable(points)]))
        np.minimum.at(found, frame.cells_of(places), places[:, 2].astype(np.float32))
    found[np.isinf(found)] = np.nan
    return found.reshape(frame.rows, frame.columns)


def cloth_under(lowest: Grid, frame: Frame, rule: ClothRule, progress: Progress) -> Grid:
    """Return the cloth (r, c), metres, without gaps but where no point is anywhere near.

    Call it in a process of its own: the library holds the lock of Python.
    """
    cloth = np.full(lowest.shape, np.nan, dtype=np.float32)
    starts = [(row, column) for row in range(0, frame.rows, TILE) for column in range(0, frame.columns, TILE)]
    for done, (row, column) in enumerate(starts):
        progress.step(done, len(starts))
        south, west = max(row - AROUND, 0), max(column - AROUND, 0)
        block = lowest[south : row + TILE + AROUND, west : column + TILE + AROUND]
        block = np.where(pits(block, frame.cell), np.float32(np.nan), block)
        if np.isfinite(block).any():
            own = fill(_cloth(block, rule))[row - south :, column - west :]
            cloth[row : row + TILE, column : column + TILE] = own[:TILE, :TILE]
    return cloth


def _cloth(block: Grid, rule: ClothRule) -> Grid:
    """Return the cloth below lowest points (r, c) of a tile, a knot for each cell, NaN beside its points."""
    # Its threads would wait for each other at full speed.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    import CSF_3DFin

    row, column = np.nonzero(np.isfinite(block))
    middle = float(block[row, column].mean())
    points = np.column_stack([column + 0.5, row + 0.5, block[row, column] - middle]).astype(np.float64)
    points[:, :2] *= rule.resolution
    cloth = CSF_3DFin.CSF()
    chosen = cloth.params
    chosen.verbose, chosen.smooth_slope = False, True
    chosen.cloth_resolution, chosen.rigidness = rule.resolution, rule.rigidness
    chosen.iterations = ITERATIONS
    cloth.params = chosen
    cloth.set_point_cloud(points)
    knots = np.asarray(cloth.run_cloth_simulation())
    found = np.full(block.shape, np.nan, dtype=np.float32)
    place = np.floor(knots[:, :2] / rule.resolution).astype(np.int64)
    inside = ((place >= 0) & (place < np.array(block.shape)[::-1])).all(axis=1)
    found[place[inside, 1], place[inside, 0]] = knots[inside, 2] + middle
    return found
