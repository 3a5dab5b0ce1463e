"""What changed between two surfaces: cut and fill beyond what can be told from chance, and where.

A difference counts where it is larger than the level of detection, 1.96 times the standard error of the
difference of two means and of how well the two fit each other (Lague, Brodu and Leroux 2013, eq. 1, for a
grid; DOMAIN 6.3 PC-03 where only accuracies are known).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers.errors import NotComparable
from layers.feedback import Finding, Severity
from layers.heightbase import UNKNOWN, WORDS
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.survey.surfaces import Frame, Surface
    from layers.cloud import Cloud
    from layers.feedback import Feedback

_MISFIT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "変化のないはずの所で高さが {offset:+.3f} m ずれています（検出限界 {stable:.3f} m）。"
    "土量は答えられません。",
)
_MISFIT_HINT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "高さの基準（標高か楕円体高か、2025 年 4 月の標高改定の前か後か）と標定を確かめ、"
    "合わせてからもう一度比べてください。",
)
_BASES = QT_TRANSLATE_NOOP(
    CONTEXT, "{first} の点群と {second} の点群は、高さの基準が違うため比べられません。"
)
_BASES_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "同じ基準の点群を使うか、基準が誤っていれば、正しい「高さの基準」を指定してください。"
)
_UNSURE = QT_TRANSLATE_NOOP(
    CONTEXT, "標高の基準は未確認です。比べる点群が同じ基準の高さかどうかを確かめてください。"
)
CONFIDENCE = 1.96
"""Of a normal distribution, 95 of 100 lie within so many standard deviations."""
FEWEST = 3
"""Points in a cell below which its spread says nothing."""
SMALLEST = 1.0
"""Square metres of a patch below which it is taken for chance."""
FEWEST_CELLS = 4
"""One cell in twenty is beyond the level of detection by chance; so many that touch are hardly ever."""
SMOOTHEST = 0.25
"""Share of the cells by which is told whether the two fit: most of them must not have changed."""


@dataclass(frozen=True)
class Volume:
    """Cubic metres: cut (not positive), fill, and their sum."""

    cut: float
    fill: float

    @property
    def net(self) -> float:
        """Fill less what was cut."""
        return self.cut + self.fill


@dataclass(frozen=True)
class Patch:
    """A place where something changed.

    Attributes
    ----------
    east, north
        Its middle, metres.
    area
        Square metres.
    volume
        Cubic metres, negative where something is gone.
    largest
        Metres of the largest change, negative downwards.
    uncertainty
        Cubic metres by which the volume may be wrong (95 %), see :func:`map_of`.
    """

    east: float
    north: float
    area: float
    volume: float
    largest: float
    uncertainty: float


@dataclass(frozen=True, eq=False)
class ChangeMap:
    """Where something changed, on a grid.

    Attributes
    ----------
    frame
        The grid.
    difference
        (r, c) metres, later less earlier, upwards or along normals; NaN where either is unknown.
    detection
        (r, c) metres beyond which a difference is one; NaN where nobody knows.
    patches
        Where it changed, the largest volume first.
    labels
        (r, c) number of the patch that a cell belongs to, counted from 1 in that order; 0 for none.
    volume
        Of all patches.
    uncertainty
        Cubic metres by which the volume may be wrong (95 %), see :func:`map_of`.
    heights
        (r, c) metres at which the places stand.
    """

    frame: Frame
    difference: NDArray[np.float64]
    detection: NDArray[np.float64]
    patches: tuple[Patch, ...]
    labels: NDArray[np.int32]
    volume: Volume
    uncertainty: float
    heights: NDArray[np.float64]

    @property
    def mask(self) -> NDArray[np.bool_]:
        """(r, c) which cells belong to patches."""
        found: NDArray[np.bool_] = self.labels > 0
        return found


@dataclass(frozen=True, eq=False)
class Change(ChangeMap):
    """What changed from one surface to another.

    Attributes
    ----------
    offset
        Metres, the median difference of the smoothest quarter.
    stable
        Metres, the level of detection that this quarter keeps below: roads and roofs, not trees.
    covered
        Share of cells of either surface that both know.
    """

    offset: float
    stable: float
    covered: float

    @property
    def fits(self) -> bool:
        """Whether the two fit where nothing changed; where they do not, no volume may be told."""
        return bool(abs(self.offset) <= self.stable)


def detection_band(first: float, second: float) -> float:
    """Return the difference below which nothing changed for surveys of such accuracies, all in metres."""
    return math.hypot(first, second)


def volume_of(difference: NDArray[np.float64], cell: float, band: float = 0.0) -> Volume:
    """Return cut and fill of differences (r, c); those within the band, and unknown ones, count as none."""
    told = np.where(np.abs(difference) > band, difference, 0.0)
    area = cell * cell
    return Volume(float(told[told < 0].sum()) * area, float(told[told > 0].sum()) * area)


def change_between(
    earlier: Surface, later: Surface, *, registration: float = 0.0, smallest: float = SMALLEST
) -> Change:
    """Return what changed between two surfaces on one grid.

    Parameters
    ----------
    earlier, later
        On the same frame.
    registration
        Standard deviation of how well the two fit, metres.
    smallest
        Square metres of a patch that counts.

    Raises
    ------
    ValueError
        When the frames differ.
    """
    if earlier.frame != later.frame:
        raise ValueError("two grids")
    difference = later.height - earlier.height
    error = standard_error(earlier) + standard_error(later)
    found = map_of(
        earlier.frame,
        difference,
        CONFIDENCE * np.sqrt(error + registration**2),
        error,
        later.height,
        registration=registration,
        smallest=smallest,
    )
    detection = found.detection
    known = np.isfinite(difference) & np.isfinite(detection)
    stable = float(np.quantile(detection[known], SMOOTHEST)) if known.any() else math.nan
    smooth = known & (detection <= stable)
    offset = float(np.median(difference[smooth])) if smooth.any() else math.nan
    either = np.isfinite(earlier.height) | np.isfinite(later.height)
    covered = float(np.isfinite(difference).sum() / max(int(either.sum()), 1))
    return Change(**vars(found), offset=offset, stable=stable, covered=covered)


def map_of(
    frame: Frame,
    difference: NDArray[np.float64],
    detection: NDArray[np.float64],
    error: NDArray[np.float64],
    heights: NDArray[np.float64],
    *,
    registration: float = 0.0,
    smallest: float = SMALLEST,
    wider: NDArray[np.float64] | float = 1.0,
) -> ChangeMap:
    """Return the patches of differences beyond their level of detection, and how sure their volumes are.

    Errors of cells are independent of each other, that of the registration is the same everywhere
    (propagation of variances; Lane, Westaway and Hicks 2003, doi:10.1002/esp.483), so that a volume is wrong
    by 1.96 times the root of the summed squared standard errors of its cells and of the squared product of
    its area and the registration error.

    Parameters
    ----------
    frame
        The grid.
    difference, detection, heights
        (r, c) metres, see :class:`ChangeMap`.
    error
        (r, c) square metres, squared standard error of each difference.
    registration
        Metres, standard deviation of how well the two fit.
    smallest
        Square metres of a patch that counts.
    wider
        (r, c) square metres of surface on a square metre of the map, where differences are along normals.
    """
    from scipy import ndimage

    area = frame.cell**2
    beyond = np.abs(difference) > detection
    patches: list[Patch] = []
    numbers: list[NDArray[np.int64]] = []
    labels = np.zeros(beyond.shape, dtype=np.int32)
    for sign in (-1, 1):
        # Cells that touch at a side; what is gone and what is new are told apart.
        found, number = ndimage.label(beyond & (np.sign(difference) == sign))
        sizes = np.bincount(found.ravel(), minlength=number + 1)
        large = np.flatnonzero((sizes * area >= smallest) & (sizes >= FEWEST_CELLS))
        large = large[large > 0]
        before = int(labels.max())
        labels = np.where(np.isin(found, large), found + before, labels)
        numbers.append(large + before)
        patches += _patches_of(frame, difference, error, registration, np.asarray(wider), found, large)
    order = sorted(range(len(patches)), key=lambda one: -abs(patches[one].volume))
    rank = np.zeros(int(labels.max()) + 1, dtype=np.int32)
    rank[np.concatenate(numbers)[order]] = np.arange(1, len(order) + 1)
    labels = rank[labels]
    changed = labels > 0
    width = np.broadcast_to(wider, difference.shape)[changed]
    volume = volume_of(np.where(changed, difference * wider, np.nan), frame.cell)
    unsure = _unsure(float((error[changed] * width**2).sum()), float(width.sum()), registration, area)
    ordered = tuple(patches[one] for one in order)
    return ChangeMap(frame, difference, detection, ordered, labels, volume, unsure, heights)


def _unsure(variance: float, cells: float, registration: float, area: float) -> float:
    """Return cubic metres, 95 %: of cells with a summed variance, and of as many as share one error."""
    return CONFIDENCE * math.hypot(math.sqrt(variance), registration * cells) * area


def same_heights(clouds: Sequence[Cloud], feedback: Feedback) -> str:
    """Return above what the heights of all flights are, empty where nobody knows it of one, a finding then.

    Raises
    ------
    layers.errors.NotComparable
        When they are known to be measured above different bases.
    """
    bases = dict.fromkeys(one.heights for one in clouds)
    known = [one for one in bases if one != UNKNOWN]
    if len(known) > 1:
        values = {"first": Message(WORDS[known[0]]), "second": Message(WORDS[known[1]])}
        raise NotComparable(_BASES, _BASES_HINT, values=values)
    if UNKNOWN not in bases:
        return known[0]
    feedback.find(Finding(Severity.WARNING, "change-heights-unknown", _UNSURE))
    return UNKNOWN


def misfit(offset: float, detection: float) -> NotComparable:
    """Return the error that two flights do not fit where nothing changed: by an offset, both metres."""
    return NotComparable(_MISFIT, _MISFIT_HINT, values={"offset": offset, "stable": detection})


def standard_error(surface: Surface) -> NDArray[np.float64]:
    """Return the squared standard error (r, c) of each mean, square metres; NaN where too few points tell."""
    enough = surface.count >= FEWEST
    found = np.full(surface.height.shape, np.nan)
    return np.divide(surface.spread**2, surface.count, out=found, where=enough)


def _patches_of(
    frame: Frame,
    difference: NDArray[np.float64],
    error: NDArray[np.float64],
    registration: float,
    wider: NDArray[np.float64],
    labels: NDArray[np.int32],
    large: NDArray[np.intp],
) -> list[Patch]:
    """Return the patches of some numbers; see :func:`map_of`."""
    from scipy import ndimage

    if not len(large):
        return []
    area = frame.cell**2
    ones = np.ones_like(difference)
    sizes = ndimage.sum_labels(ones, labels, large) * area
    volumes = ndimage.sum_labels(difference * wider, labels, large) * area
    variances = ndimage.sum_labels(error * wider**2, labels, large)
    widths = ndimage.sum_labels(ones * wider, labels, large)
    peaks = np.where(
        volumes < 0, ndimage.minimum(difference, labels, large), ndimage.maximum(difference, labels, large)
    )
    rows, columns = np.transpose(ndimage.center_of_mass(ones, labels, large))
    east = frame.west + (columns + 0.5) * frame.cell
    north = frame.south + (rows + 0.5) * frame.cell
    unsure = [
        _unsure(one, other, registration, area)
        for one, other in zip(variances.tolist(), widths.tolist(), strict=True)
    ]
    told = zip(east, north, sizes, volumes, peaks, unsure, strict=True)
    return [Patch(*map(float, one)) for one in told]
