"""Several flights over one place: what changed from the first to each later one, patch by patch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.change import CONFIDENCE, Change, change_between, standard_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.survey.surfaces import Frame, Surface


LEAST_COVERED = 0.5
"""Share of a place that a flight must know for its volume to be told."""


@dataclass(frozen=True)
class Place:
    """A place that changed in at least one of the flights.

    Attributes
    ----------
    east, north
        Its middle, metres.
    area
        Square metres that changed in any of them.
    volumes
        Cubic metres from the first flight to each later one; NaN where that one knows less than half of it.
    uncertainties
        Cubic metres by which each of them may be off, 95 %.
    covered
        Share of the place that the first and each later one know.
    """

    east: float
    north: float
    area: float
    volumes: tuple[float, ...]
    uncertainties: tuple[float, ...]
    covered: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Series:
    """What changed in time.

    Attributes
    ----------
    frame
        The grid.
    changes
        From the first flight to each later one.
    places
        Where, the largest volume first.
    """

    frame: Frame
    changes: tuple[Change, ...]
    places: tuple[Place, ...]


def series_of(surfaces: Sequence[Surface], *, registration: float = 0.0, smallest: float = 1.0) -> Series:
    """Return what changed from the first of several surfaces to each later one.

    Parameters
    ----------
    surfaces
        At least two, on one frame, in the order of time.
    registration
        Metres, standard deviation of how well they fit.
    smallest
        Square metres of a patch that counts.

    Raises
    ------
    ValueError
        When the frames differ.
    """
    from scipy import ndimage

    first = surfaces[0]
    frame = first.frame
    changes = tuple(
        change_between(first, one, registration=registration, smallest=smallest) for one in surfaces[1:]
    )
    ever = np.any([one.mask for one in changes], axis=0)
    labels, number = ndimage.label(ever)
    if not number:
        return Series(frame, changes, ())
    names = np.arange(1, number + 1)
    area = frame.cell**2
    sizes = ndimage.sum_labels(np.ones(ever.shape), labels, names)
    rows, columns = np.transpose(ndimage.center_of_mass(np.ones(ever.shape), labels, names))
    volumes, errors, covered = [], [], []
    for change, later in zip(changes, surfaces[1:], strict=True):
        known = np.isfinite(change.difference)
        count = ndimage.sum_labels(known, labels, names)
        volume = ndimage.sum_labels(np.where(known, change.difference, 0.0), labels, names) * area
        own = np.nan_to_num(standard_error(first) + standard_error(later))
        scatter = ndimage.sum_labels(np.where(known, own, 0.0), labels, names) * area**2
        volumes.append(np.where(count >= LEAST_COVERED * sizes, volume, np.nan))
        errors.append(CONFIDENCE * np.sqrt(scatter + (registration * count * area) ** 2))
        covered.append(count / sizes)
    places = _places(frame, rows, columns, sizes * area, volumes, errors, covered)
    return Series(frame, changes, tuple(sorted(places, key=_largest, reverse=True)))


def _places(
    frame: Frame,
    rows: NDArray[np.float64],
    columns: NDArray[np.float64],
    sizes: NDArray[np.float64],
    *many: list[NDArray[np.float64]],
) -> list[Place]:
    east = frame.west + (columns + 0.5) * frame.cell
    north = frame.south + (rows + 0.5) * frame.cell
    by_place = [[tuple(map(float, row)) for row in np.transpose(one)] for one in many]
    return [
        Place(float(x), float(y), float(size), *told)
        for x, y, size, told in zip(east, north, sizes, zip(*by_place, strict=True), strict=True)
    ]


def _largest(place: Place) -> float:
    return float(np.nanmax(np.abs(place.volumes))) if np.isfinite(place.volumes).any() else 0.0
