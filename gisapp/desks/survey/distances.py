"""Distances between two flights in space: along normals (M3C2), and to the nearest point (C2C).

M3C2 after Lague, Brodu and Leroux (2013), by the library py4dgeo in a process of its own: at points of the
earlier flight, one in each cube of some size, the mean places of both flights within a cylinder along the
normal are compared. A distance counts where it is larger than the level of detection, 1.96 times the root of
the squared standard errors of both means and of how well the two fit. C2C tells for points of the later
flight how far the nearest of the earlier one is; it has no sign and no level of detection.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.survey.change import CONFIDENCE, FEWEST, SMALLEST, ChangeMap, map_of
from gisapp.desks.survey.scans import Progress, Scan, box_of, places_in, scan_of, tiles_over
from gisapp.desks.survey.surfaces import frame_over
from gisapp.desks.survey.thinning import gathered, nearest_in_cubes
from gisapp.desks.survey.writing import written
from importers.las.worker import alone
from layers.errors import NoOverlap
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from layers.cloud import Cloud
    from layers.feedback import Feedback

AT_ONCE = 1_500_000
"""Points of the earlier flight that are looked at together."""
STEEPEST = 0.3
"""Steeper than this (upright part of the normal) an area on the map says little of the area of a wall."""
BINS = 41
"""Classes of the histogram."""

APART = QT_TRANSLATE_NOOP(CONTEXT, "二つの点群に重なる所がないため、比べられません。")
SAME_PLACE = QT_TRANSLATE_NOOP(CONTEXT, "座標系と、同じ場所の点群かどうかを確かめてください。")
DISTANCE, DETECTION = "distance", "detection"
"""What the further dimensions of a written result are called."""


@dataclass(frozen=True)
class Measure:
    """How distances are measured.

    Attributes
    ----------
    method
        ``m3c2`` or ``c2c``.
    spacing
        Metres between the points at which it is measured; 0 takes all points, for C2C only.
    radius
        Metres of the cylinder along the normal.
    normal_radius
        Metres of the neighbourhood that the normal comes from.
    farthest
        Metres that are looked along the normal, and around a point for the nearest one.
    registration
        Metres, standard deviation of how well the two fit.
    """

    method: str = "m3c2"
    spacing: float = 0.5
    radius: float = 0.5
    normal_radius: float = 1.0
    farthest: float = 5.0
    registration: float = 0.0


@dataclass(frozen=True, eq=False)
class Distances:
    """What was measured.

    Attributes
    ----------
    places
        (n, 3) metres; where it was measured.
    distance
        (n,) metres, upwards positive with M3C2; NaN where one of the two has no points.
    detection
        (n,) metres beyond which a distance is one; NaN where nobody knows.
    upright
        (n,) upright part of the normal; 1 without any.
    """

    places: NDArray[np.float64]
    distance: NDArray[np.float64]
    detection: NDArray[np.float64]
    upright: NDArray[np.float64]

    @property
    def significant(self) -> NDArray[np.bool_]:
        """(n,) which distances are larger than the level of detection."""
        found: NDArray[np.bool_] = np.abs(self.distance) > self.detection
        return found

    @property
    def known(self) -> float:
        """Share of the places with a distance."""
        return float(np.isfinite(self.distance).mean()) if len(self.distance) else 0.0


def distances_between(
    earlier: Cloud, later: Cloud, measure: Measure, feedback: Feedback, target: Path | None = None
) -> Distances:
    """Return distances between two flights.

    Parameters
    ----------
    earlier, later
        Clouds of one plane rectangular system.
    measure
        How.
    feedback
        Receives progress; a wish to stop ends the process.
    target
        Where the points are written with their distances, ``.laz`` or ``.las``; None for nowhere.

    Raises
    ------
    layers.errors.NoOverlap
        When they have nothing in common.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    work = _m3c2 if measure.method == "m3c2" else _c2c
    whole = None if target is None else target.resolve()
    arguments = (work, scan_of(earlier), scan_of(later), measure, whole)
    path = later.copc.path
    found: Distances = alone(_work, arguments, path, feedback, lambda share: feedback.step(share, 1.0))
    return found


def _work(
    work: Callable[..., Any],
    first: Scan,
    second: Scan,
    measure: Measure,
    target: Path | None,
    show: Callable[[float], None],
) -> Distances:
    # Its threads would wait for each other at full speed.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    earlier, later = first.opened(), second.opened()
    common = _common(earlier, later)
    own, other = (earlier, later) if measure.method == "m3c2" else (later, earlier)
    tiles = tiles_over(own, AT_ONCE, common)
    progress = Progress(show)
    found: list[tuple[NDArray[np.void], NDArray[np.float64], NDArray[np.float64]]] = []
    for done, tile in enumerate(tiles):
        step = progress.share(done / len(tiles), (done + 1) / len(tiles))
        low, high = np.array(tile[:2]), np.array(tile[2:])
        points, places = gathered(own, low, high, step.share(0.0, 0.3))
        if measure.spacing:
            chosen = nearest_in_cubes(places, measure.spacing, np.zeros(3))
            points, places = points[chosen], places[chosen]
        if len(places):
            told = work(own, other, places, tile, measure, step.share(0.3, 1.0))
            found.append((points, places, told))
    if not found:
        raise NoOverlap(APART, SAME_PLACE)
    if target is not None:
        names = ((DISTANCE, "distance, m"), (DETECTION, "level of detection, m"))
        with written(own.copc, target, names) as write:
            for points, _, told in found:
                write(points, {DISTANCE: told[:, 0], DETECTION: told[:, 1]})
    told = np.concatenate([one[2] for one in found])
    places = np.concatenate([one[1] for one in found])
    return Distances(places, told[:, 0], told[:, 1], told[:, 2])


def _common(earlier: Cloud, later: Cloud) -> tuple[float, float, float, float]:
    one, other = np.array(box_of(earlier)), np.array(box_of(later))
    low, high = np.maximum(one[:2], other[:2]), np.minimum(one[2:], other[2:])
    if (high <= low).any():
        raise NoOverlap(APART, SAME_PLACE)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _around(tile: tuple[float, ...], margin: float) -> tuple[float, float, float, float]:
    return tile[0] - margin, tile[1] - margin, tile[2] + margin, tile[3] + margin


def _m3c2(
    earlier: Cloud,
    later: Cloud,
    places: NDArray[np.float64],
    tile: tuple[float, ...],
    measure: Measure,
    progress: Progress,
) -> NDArray[np.float64]:
    """Return distance, level of detection and upright part of the normal (n, 3) at places (n, 3)."""
    import logging

    import py4dgeo

    logging.getLogger("py4dgeo").setLevel(logging.ERROR)
    margin = max(measure.normal_radius, measure.radius + measure.farthest)
    origin = np.array([tile[0], tile[1], float(earlier.boxes[:, 2].min())])
    epochs = []
    for number, cloud in enumerate((earlier, later)):
        own = progress.share(number / 3, (number + 1) / 3)
        epochs.append(py4dgeo.Epoch(places_in(cloud, own, _around(tile, margin)) - origin))
    if min(len(one.cloud) for one in epochs) < FEWEST:
        return np.column_stack([np.full((len(places), 2), np.nan), np.ones(len(places))])
    algorithm = py4dgeo.M3C2(
        epochs=tuple(epochs),
        corepoints=np.ascontiguousarray(places - origin),
        cyl_radius=measure.radius,
        normal_radii=[measure.normal_radius],
        max_distance=measure.farthest,
        registration_error=0.0,
    )
    distance, told = algorithm.run()
    error = sum(told[f"spread{n}"] ** 2 / np.maximum(told[f"num_samples{n}"], 1) for n in (1, 2))
    enough = (told["num_samples1"] >= FEWEST) & (told["num_samples2"] >= FEWEST)
    detection = np.where(enough, CONFIDENCE * np.sqrt(error + measure.registration**2), np.nan)
    upright = np.abs(np.asarray(algorithm.directions())[:, 2])
    progress.step(1.0, 1.0)
    return np.column_stack([distance, detection, upright])


def _c2c(
    later: Cloud,
    earlier: Cloud,
    places: NDArray[np.float64],
    tile: tuple[float, ...],
    measure: Measure,
    progress: Progress,
) -> NDArray[np.float64]:
    """Return distance, no level of detection and one (n, 3) at places (n, 3) of the later flight."""
    from scipy.spatial import cKDTree

    del later
    reference = places_in(earlier, progress.share(0.0, 0.4), _around(tile, measure.farthest))
    found = np.full(len(places), np.nan)
    if len(reference):
        distance, _ = cKDTree(reference).query(places, distance_upper_bound=measure.farthest)
        found = np.where(np.isfinite(distance), distance, np.nan)
    progress.step(1.0, 1.0)
    return np.column_stack([found, np.full(len(places), np.nan), np.ones(len(places))])


def histogram_of(distance: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return edges (k + 1,) of classes and how many distances (k,) lie in each; the ends hold the rest."""
    known = distance[np.isfinite(distance)]
    if not len(known):
        return np.array([0.0, 1.0]), np.zeros(1, dtype=np.int64)
    reach = max(float(np.quantile(np.abs(known), 0.99)) * 1.2, 1e-3)
    edges = np.linspace(-reach if known.min() < 0 else 0.0, reach, BINS + 1)
    counts, _ = np.histogram(np.clip(known, edges[0], edges[-1]), edges)
    return edges, counts.astype(np.int64)


def map_along(
    found: Distances, cell: float, smallest: float = SMALLEST, registration: float = 0.0
) -> ChangeMap | None:
    """Return where distances along normals are significant, on a grid of their means; None without any.

    The area of a cell on the map is that of the surface by the slope of its normals; where it is upright,
    areas and volumes are a rough guess. Cylinders within a cell share points: the error of their mean is
    taken for that of one of them.

    Parameters
    ----------
    found
        What was measured.
    cell
        Metres along a cell; twice the spacing of the places, so that hardly any is empty.
    smallest
        Square metres of a patch that counts.
    registration
        Metres, standard deviation of how well the two fit; as when it was measured.
    """
    known = np.isfinite(found.distance) & np.isfinite(found.detection)
    places = found.places[known]
    if not len(places):
        return None
    low, high = places[:, :2].min(axis=0), places[:, :2].max(axis=0) + cell / 100
    frame = frame_over([(*low.tolist(), *high.tolist())], cell)
    number = frame.cells_of(places)
    cells = frame.rows * frame.columns
    count = np.bincount(number, minlength=cells)
    error = (found.detection[known] / CONFIDENCE) ** 2
    distance, squared, upright, heights = (
        np.divide(
            np.bincount(number, one, cells), count, out=np.full(cells, np.nan), where=count > 0
        ).reshape(frame.rows, frame.columns)
        for one in (found.distance[known], error, found.upright[known], places[:, 2])
    )
    return map_of(
        frame,
        distance,
        CONFIDENCE * np.sqrt(squared),
        np.maximum(squared - registration**2, 0.0),
        heights,
        registration=registration,
        smallest=smallest,
        wider=1 / np.maximum(upright, STEEPEST),
    )
