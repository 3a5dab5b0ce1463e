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
    """

    east: float
    north: float
    area: float
    volume: float
    largest: float


@dataclass(frozen=True, eq=False)
class Change:
    """What changed from one surface to another.

    Attributes
    ----------
    frame
        The grid.
    difference
        (r, c) metres, later less earlier; NaN where either is unknown.
    detection
        (r, c) metres beyond which a difference is one; NaN where nobody knows.
    patches
        Where it changed, the largest volume first.
    mask
        (r, c) which cells belong to them.
    volume
        Of all patches.
    uncertainty
        Cubic metres by which the volume may be wrong: 1.96 times the standard error of all cells of patches
        together with how well the two fit.
    offset
        Metres, the median difference of the smoothest quarter.
    stable
        Metres, the level of detection that this quarter keeps below: roads and roofs, not trees.
    covered
        Share of cells of either surface that both know.
    heights
        (r, c) metres of the later surface.
    """

    frame: Frame
    difference: NDArray[np.float64]
    detection: NDArray[np.float64]
    patches: tuple[Patch, ...]
    mask: NDArray[np.bool_]
    volume: Volume
    uncertainty: float
    offset: float
    stable: float
    covered: float
    heights: NDArray[np.float64]

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
    from scipy import ndimage

    if earlier.frame != later.frame:
        raise ValueError("two grids")
    frame = earlier.frame
    difference = later.height - earlier.height
    error = standard_error(earlier) + standard_error(later)
    detection = CONFIDENCE * np.sqrt(error + registration**2)
    beyond = np.abs(difference) > detection
    mask = np.zeros(beyond.shape, dtype=bool)
    patches: list[Patch] = []
    area = frame.cell**2
    for sign in (-1, 1):
        # Cells that touch at a side; what is gone and what is new are told apart.
        labels, number = ndimage.label(beyond & (np.sign(difference) == sign))
        sizes = np.bincount(labels.ravel(), minlength=number + 1)
        large = np.flatnonzero((sizes * area >= smallest) & (sizes >= FEWEST_CELLS))
        large = large[large > 0]
        mask |= np.isin(labels, large)
        patches += patches_of(frame, difference, labels, large)
    patches.sort(key=lambda one: -abs(one.volume))
    known = np.isfinite(difference) & np.isfinite(detection)
    stable = float(np.quantile(detection[known], SMOOTHEST)) if known.any() else math.nan
    smooth = known & (detection <= stable)
    offset = float(np.median(difference[smooth])) if smooth.any() else math.nan
    changed = np.where(mask, difference, np.nan)
    cells = int(mask.sum())
    own = float(np.sqrt(error[mask].sum())) * area
    shared = registration * cells * area
    either = np.isfinite(earlier.height) | np.isfinite(later.height)
    covered = float(np.isfinite(difference).sum() / max(int(either.sum()), 1))
    return Change(
        frame,
        difference,
        detection,
        tuple(patches),
        mask,
        volume_of(changed, frame.cell),
        CONFIDENCE * math.hypot(own, shared),
        offset,
        stable,
        covered,
        later.height,
    )


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


def patches_of(
    frame: Frame,
    difference: NDArray[np.float64],
    labels: NDArray[np.int32],
    large: NDArray[np.intp],
    peak: NDArray[np.float64] | None = None,
) -> list[Patch]:
    """Return the patches that have some numbers.

    Parameters
    ----------
    frame
        The grid.
    difference
        (r, c) metres by which a cell counts for the volume.
    labels
        (r, c) number of the patch of each cell.
    large
        Numbers that are wanted.
    peak
        (r, c) metres of which the largest is told; those of `difference` by default.
    """
    from scipy import ndimage

    if not len(large):
        return []
    peak = difference if peak is None else peak
    area = frame.cell**2
    sizes = ndimage.sum_labels(np.ones_like(difference), labels, large) * area
    volumes = ndimage.sum_labels(difference, labels, large) * area
    peaks = np.where(volumes < 0, ndimage.minimum(peak, labels, large), ndimage.maximum(peak, labels, large))
    rows, columns = np.transpose(ndimage.center_of_mass(np.ones_like(difference), labels, large))
    east = frame.west + (columns + 0.5) * frame.cell
    north = frame.south + (rows + 0.5) * frame.cell
    return [Patch(*map(float, one)) for one in zip(east, north, sizes, volumes, peaks, strict=True)]
