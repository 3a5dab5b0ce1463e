"""Whether two flights fit each other, and a fine alignment of the later one where they do not.

How well they fit is told where nothing changed: by the median of the differences in height of the smoothest
cells and their normalised median absolute deviation (NMAD, 1.4826 times the median of what they differ from
their median), and by the distances of points along the normals of the surface. The alignment (GICP, by the
library small_gicp, in a process of its own) leaves out the places that changed, looks for them again with the
cloud moved, and tells what is left. The file is never touched: the motion is kept with the layer.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.change import change_between
from gisapp.desks.survey.scans import Progress, Scan, box_of, pieces, scan_of
from gisapp.desks.survey.surfaces import frame_over, surface_of
from importers.las.worker import alone
from layers.errors import AnalysisFailed, NoOverlap
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.motion import Motion, motion_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from gisapp.desks.survey.surfaces import Frame
    from layers.cloud import Cloud
    from layers.feedback import Feedback

NMAD = 1.4826
"""Times the median absolute deviation: the standard deviation of what is normally distributed."""
MOST = 1_000_000
"""Points of each cloud that are laid on each other."""
FARTHEST = 3.0
"""Metres of a shift, and …"""
MOST_DEGREES = 5.0
"""… degrees of a turn beyond which it is no fine alignment."""
AROUND_CHANGE = 2
"""Cells around a changed place that do not count as unchanged either."""
RESOLUTION = 0.1
"""Metres between points of which one is taken; also the neighbourhood in which a surface is flat."""

_FEW = QT_TRANSLATE_NOOP(CONTEXT, "変化のない所が少なく、位置合わせができません。")
_FEW_HINT = QT_TRANSLATE_NOOP(CONTEXT, "道路や屋根など、変化のない所が両方に入るように範囲を広げてください。")
_FAR = QT_TRANSLATE_NOOP(
    CONTEXT, "位置合わせの結果（移動 {shift:.2f} m、回転 {degrees:.2f}°）が大きすぎるため、使いません。"
)
_FAR_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "座標系と高さの基準が同じかを確かめてください。大きなずれは、標定からやり直してください。"
)


@dataclass(frozen=True)
class Fit:
    """How well two flights fit where nothing changed.

    Attributes
    ----------
    offset, spread
        Metres: median and NMAD of the later less the earlier height of smooth, unchanged cells.
    detection
        Metres, level of detection that those cells keep below.
    share
        Of the cells that both know, so many are unchanged.
    fits
        Whether a volume may be told.
    """

    offset: float
    spread: float
    detection: float
    share: float
    fits: bool


@dataclass(frozen=True)
class Alignment:
    """A later flight laid on an earlier one.

    Attributes
    ----------
    motion
        What moves the later one, from where its file says that it is.
    before, after
        How well the two fit.
    residual_before, residual_after
        Metres: root mean square of the distances of unchanged points along the normals of the surface.
    points
        So many tell the residuals.
    """

    motion: Motion
    before: Fit
    after: Fit
    residual_before: float
    residual_after: float
    points: int


def fit_of(
    earlier: Cloud, later: Cloud, cell: float, feedback: Feedback | Progress, accuracy: float = 0.0
) -> tuple[Fit, NDArray[np.bool_], Frame]:
    """Return how well two clouds fit, which cells (r, c) are unchanged, and their grid.

    Raises
    ------
    layers.errors.NoOverlap
        When they have nothing in common.
    """
    try:
        frame = frame_over([box_of(earlier), box_of(later)], cell)
    except ValueError:
        raise NoOverlap(_FEW, _FEW_HINT) from None
    surfaces = [
        surface_of(one, frame, feedback.share(number / 2, (number + 1) / 2))
        for number, one in enumerate((earlier, later))
    ]
    change = change_between(*surfaces, registration=accuracy)
    known = np.isfinite(change.difference) & np.isfinite(change.detection)
    stable = _stable(change.difference, change.detection, known, change.offset)
    smooth = stable & (change.detection <= change.stable)
    apart = change.difference[smooth]
    spread = NMAD * float(np.median(np.abs(apart - np.median(apart)))) if len(apart) else np.nan
    share = float(stable.sum()) / max(int(known.sum()), 1)
    return Fit(change.offset, spread, change.stable, share, change.fits), stable, frame


def _stable(
    difference: NDArray[np.float64],
    detection: NDArray[np.float64],
    known: NDArray[np.bool_],
    offset: float,
) -> NDArray[np.bool_]:
    """Return the cells that differ by no more than all do together and what chance allows."""
    from scipy import ndimage

    beyond = known & (np.abs(difference - offset) > np.maximum(detection, 3 * RESOLUTION / 2))
    around = ndimage.binary_dilation(beyond, iterations=AROUND_CHANGE)
    return known & ~around


def align(
    earlier: Cloud, later: Cloud, feedback: Feedback, *, cell: float = 0.5, accuracy: float = 0.0
) -> Alignment:
    """Return the motion that lays a later flight on an earlier one where nothing changed.

    Parameters
    ----------
    earlier, later
        Clouds of one plane rectangular system; a motion that the later one has is the first guess.
    feedback
        Receives progress; a wish to stop ends the process.
    cell
        Metres along a cell in which changes are sought.
    accuracy
        Metres, standard deviation of how well the two should fit.

    Raises
    ------
    layers.errors.AnalysisFailed
        When too little is unchanged, or the motion is too large for a fine alignment.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    arguments = (scan_of(earlier), scan_of(later), cell, accuracy)
    path = later.copc.path
    found: Alignment = alone(_work, arguments, path, feedback, lambda share: feedback.step(share, 1.0))
    return found


def _work(
    first: Scan, second: Scan, cell: float, accuracy: float, show: Callable[[float], None]
) -> Alignment:
    # Its threads would wait for each other at full speed.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    progress = Progress(show)
    earlier, later = first.opened(), second.opened()
    west, south, east, north = box_of(later)
    origin = np.array([(west + east) / 2, (south + north) / 2, float(later.boxes[:, [2, 5]].mean())])
    origin = np.round(origin)
    before, stable, frame = fit_of(earlier, later, cell, progress.share(0.0, 0.25), accuracy)
    moved = later
    told: list[float] = []
    # What is off hides what changed: the first round moves, the second knows better what is unchanged.
    for step in (0.25, 0.55):
        motion, residuals, number = _laid(
            earlier, moved, stable, frame, origin, progress.share(step, step + 0.2)
        )
        told += residuals
        moved = later.moved(motion if moved.motion is None else moved.motion.then(motion))
        after, stable, frame = fit_of(earlier, moved, cell, progress.share(step + 0.2, step + 0.3), accuracy)
    if moved.motion is None:
        raise AnalysisFailed(_FEW, _FEW_HINT)
    own = _from_own_place(later, moved, origin)
    shift = float(np.linalg.norm(own.shift))
    if shift > FARTHEST or own.degrees > MOST_DEGREES:
        raise AnalysisFailed(_FAR, _FAR_HINT, values={"shift": shift, "degrees": own.degrees})
    return Alignment(moved.motion, before, after, told[0], told[-1], number)


def _from_own_place(later: Cloud, moved: Cloud, origin: NDArray[np.float64]) -> Motion:
    """Return by how much the last alignment moves, told at the middle of the cloud."""
    ends = origin + np.array([[0.0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
    was = ends if later.motion is None else later.motion.moved(ends)
    now = ends if moved.motion is None else moved.motion.moved(ends)
    turn = (now[1:] - now[0]).T @ (was[1:] - was[0])
    matrix = np.eye(4)
    matrix[:3, :3], matrix[:3, 3] = turn, now[0] - was[0]
    return motion_of(matrix, origin)


def _laid(
    earlier: Cloud,
    later: Cloud,
    stable: NDArray[np.bool_],
    frame: Frame,
    origin: NDArray[np.float64],
    progress: Progress,
) -> tuple[Motion, tuple[float, float], int]:
    """Return the motion of the later cloud, the residuals before and after it, and of how many points."""
    import small_gicp

    clouds = [
        _unchanged(one, stable, frame, progress.share(number / 3, (number + 1) / 3)) - origin
        for number, one in enumerate((earlier, later))
    ]
    if min(map(len, clouds)) < 1_000:
        raise AnalysisFailed(_FEW, _FEW_HINT)
    target, tree = small_gicp.preprocess_points(clouds[0], RESOLUTION, num_threads=2)
    source, _ = small_gicp.preprocess_points(clouds[1], RESOLUTION, num_threads=2)
    result = small_gicp.align(
        target,
        source,
        tree,
        registration_type="GICP",
        max_correspondence_distance=1.0,
        num_threads=2,
        max_iterations=60,
        rotation_epsilon=1e-6,
        translation_epsilon=1e-5,
    )
    matrix = np.asarray(result.T_target_source, dtype=np.float64)
    points, normals = target.points()[:, :3], target.normals()[:, :3]
    asked = source.points()[:, :3]
    after = asked @ matrix[:3, :3].T + matrix[:3, 3]
    residuals = _residual(points, normals, asked), _residual(points, normals, after)
    return motion_of(matrix, origin), residuals, len(asked)


def _residual(points: NDArray[np.float64], normals: NDArray[np.float64], asked: NDArray[np.float64]) -> float:
    """Return the root mean square of distances along normals, the farthest twentieth left out."""
    from scipy.spatial import cKDTree

    distance, nearest = cKDTree(points).query(asked, distance_upper_bound=1.0)
    met = np.isfinite(distance)
    apart = np.einsum("ij,ij->i", asked[met] - points[nearest[met]], normals[nearest[met]])
    apart = np.sort(np.abs(apart))[: max(int(0.95 * met.sum()), 1)]
    return float(np.sqrt((apart**2).mean())) if len(apart) else float("nan")


def _unchanged(
    cloud: Cloud, stable: NDArray[np.bool_], frame: Frame, progress: Progress
) -> NDArray[np.float64]:
    """Return places (n, 3) of a cloud where nothing changed, not many more than are needed."""
    step = max(cloud.copc.points // MOST, 1)
    found = [np.empty((0, 3))]
    for places in pieces(cloud, progress, frame.box):
        some = places[::step]
        found.append(some[stable.ravel()[frame.cells_of(some)]])
    return np.concatenate(found)
