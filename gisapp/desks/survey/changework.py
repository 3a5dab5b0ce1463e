"""A comparison of flights from the question to the answer: alignment, whether they fit, and what changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.change import ChangeMap, Patch, Volume, change_between, same_heights
from gisapp.desks.survey.changelayers import GRIDS, write_change
from gisapp.desks.survey.distances import (
    APART,
    SAME_PLACE,
    Distances,
    Measure,
    distances_between,
    histogram_of,
    map_along,
)
from gisapp.desks.survey.registration import Alignment, Fit, align, fit_of
from gisapp.desks.survey.scans import box_of
from gisapp.desks.survey.series import Series, series_of
from gisapp.desks.survey.surfaces import frame_over, surface_of
from layers.errors import NoOverlap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.cloud import Cloud
    from layers.feedback import Feedback


@dataclass(frozen=True)
class Asked:
    """What is asked for.

    Attributes
    ----------
    method
        ``dod``, ``m3c2`` or ``c2c``.
    align
        Whether later flights are laid on the first where nothing changed.
    cell
        Metres along a cell, and between places where distances are measured.
    accuracy
        Metres, standard deviation of how well they fit.
    smallest
        Square metres of a patch that counts.
    classes
        ASPRS classes that count, all when empty; for ``dod`` only.
    target
        Where differences (GeoTIFF, not for ``c2c``) or points with distances (LAZ, not for ``dod``) are
        written.
    """

    method: str = "dod"
    align: bool = False
    cell: float = 0.5
    accuracy: float = 0.0
    smallest: float = 1.0
    classes: tuple[int, ...] = ()
    target: Path | None = None


@dataclass(frozen=True, eq=False)
class Found:
    """What changed.

    Attributes
    ----------
    fit
        How well the second flight fits the first, after the alignment where there was one; where it does
        not fit, nothing else is told.
    alignments
        Of each later flight, none without.
    patches, volume
        Where, and how much; None where the method tells no volume.
    uncertainty
        Cubic metres, 95 %; None where the method tells none.
    covered
        Share of cells, or of places, that both know.
    histogram
        Edges (k + 1,) in metres, and counts (k,).
    change, distances, series
        All of it, as the method gives it.
    heights
        Above what all heights are: one of ``layers.heightbase``, empty when nobody knows.
    """

    fit: Fit
    alignments: tuple[Alignment, ...] = ()
    patches: tuple[Patch, ...] = ()
    volume: Volume | None = None
    uncertainty: float | None = None
    covered: float = 0.0
    histogram: tuple[NDArray[np.float64], NDArray[np.int64]] | None = None
    change: ChangeMap | None = None
    distances: Distances | None = None
    series: Series | None = None
    heights: str = ""


def compare(clouds: Sequence[Cloud], asked: Asked, feedback: Feedback) -> Found:
    """Return what changed between flights.

    Parameters
    ----------
    clouds
        In the order of time, at least two, of one plane rectangular system.
    asked
        What is asked for.
    feedback
        Receives progress.

    Raises
    ------
    layers.errors.AnalysisFailed
        When they do not meet, cannot be laid on each other, or their heights are above different bases.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    heights = same_heights(clouds, feedback)
    return replace(_compared(clouds, asked, feedback), heights=heights)


def _compared(clouds: Sequence[Cloud], asked: Asked, feedback: Feedback) -> Found:
    first, *later = clouds
    alignments: list[Alignment] = []
    half = 0.5 if asked.align else 0.0
    if asked.align:
        for number, one in enumerate(later):
            step = feedback.share(half * number / len(later), half * (number + 1) / len(later))
            alignments.append(align(first, one, step, cell=asked.cell, accuracy=asked.accuracy))
        later = [one.moved(each.motion) for one, each in zip(later, alignments, strict=True)]
    rest = feedback.share(half, 1.0)
    if asked.method == "dod":
        return _by_grid([first, *later], asked, tuple(alignments), rest)
    if alignments:
        fit = alignments[0].after
    else:
        fit, _, _ = fit_of(first, later[0], asked.cell, rest.share(0.0, 0.3), asked.accuracy)
    if not fit.fits:
        return Found(fit, tuple(alignments))
    return _by_distance(first, later[0], asked, fit, tuple(alignments), rest.share(0.3, 1.0))


def _by_grid(
    clouds: Sequence[Cloud], asked: Asked, alignments: tuple[Alignment, ...], feedback: Feedback
) -> Found:
    try:
        frame = frame_over([box_of(one) for one in clouds], asked.cell)
    except ValueError:
        raise NoOverlap(APART, SAME_PLACE) from None
    surfaces = [
        surface_of(one, frame, feedback.share(n / len(clouds), (n + 1) / len(clouds)), asked.classes)
        for n, one in enumerate(clouds)
    ]
    series = None
    if len(surfaces) > 2:
        series = series_of(surfaces, registration=asked.accuracy, smallest=asked.smallest)
        change = next((one for one in series.changes if not one.fits), series.changes[-1])
    else:
        change = change_between(*surfaces, registration=asked.accuracy, smallest=asked.smallest)
    known = np.isfinite(change.difference)
    fit = Fit(change.offset, float("nan"), change.stable, float((~change.mask & known).mean()), change.fits)
    if not fit.fits:
        return Found(fit, alignments)
    if asked.target is not None:
        write_change(asked.target, change, clouds[0].crs, asked.method)
    return Found(
        fit,
        alignments,
        change.patches,
        change.volume,
        change.uncertainty,
        change.covered,
        histogram_of(change.difference[known]),
        change=change,
        series=series,
    )


def _by_distance(
    first: Cloud,
    later: Cloud,
    asked: Asked,
    fit: Fit,
    alignments: tuple[Alignment, ...],
    feedback: Feedback,
) -> Found:
    measure = Measure(
        method=asked.method,
        spacing=asked.cell,
        radius=asked.cell,
        normal_radius=2 * asked.cell,
        registration=asked.accuracy,
    )
    grid = asked.target is not None and asked.target.suffix.lower() in GRIDS
    found = distances_between(first, later, measure, feedback, None if grid else asked.target)
    change: ChangeMap | None = None
    if asked.method == "m3c2":
        change = map_along(found, 2 * asked.cell, asked.smallest, asked.accuracy)
        if asked.target is not None and grid and change is not None:
            write_change(asked.target, change, first.crs, asked.method)
    return Found(
        fit,
        alignments,
        () if change is None else change.patches,
        None if change is None else change.volume,
        None if change is None else change.uncertainty,
        found.known,
        histogram_of(found.distance),
        change=change,
        distances=found,
    )
