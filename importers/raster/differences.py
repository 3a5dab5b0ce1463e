"""Differences of two surveys in a GeoTIFF: one band of metres, and one with the level of detection of each.

gisapp writes such files (``scan change``) and marks them, so that they are never taken for terrain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from layers.base import Attribute
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from styles.propose import around_zero

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from styles.style import ByRange

KIND, DIFFERENCE_KIND = "KIND", "difference"
"""The tag that says what a file holds, and its value."""
BANDS = 2
LOOKED_AT = 450
"""So many places across and along stand for the whole file."""
MOST = 0.98
"""Share of the values that set the steps of the legend: one gross error does not."""
DIFFERENCE = Attribute(
    "difference",
    QT_TRANSLATE_NOOP(CONTEXT, "差（後 − 前）"),
    "m",
    "number",
    QT_TRANSLATE_NOOP(CONTEXT, "二時期の差"),
)
WITHIN = QT_TRANSLATE_NOOP(CONTEXT, "検出限界以内")


def sample_of(dataset: Any) -> NDArray[np.float64] | None:
    """Return the values (n,) of some pixels of an opened file, None when it is another kind of file."""
    from rasterio.enums import Resampling

    if dataset.tags().get(KIND) != DIFFERENCE_KIND or dataset.count != BANDS:
        return None
    if any(not np.issubdtype(one, np.floating) for one in dataset.dtypes):
        return None
    shape = (BANDS, min(dataset.height, LOOKED_AT), min(dataset.width, LOOKED_AT))
    found = significant(dataset.read(out_shape=shape, resampling=Resampling.nearest, masked=True))
    return found[np.isfinite(found)]


def significant(bands: Any) -> NDArray[np.float64]:
    """Return differences (r, c) of two masked bands: 0 within the level of detection, NaN for unknown."""
    difference, detection = np.ma.filled(bands.astype(np.float64), np.nan)
    unknown = np.isnan(difference) | np.isnan(detection)
    return np.where(unknown, np.nan, np.where(np.abs(difference) > detection, difference, 0.0))


def style_of(sample: NDArray[np.float64]) -> ByRange:
    """Return the colours of differences: grey within the level of detection, red gone, blue new."""
    beyond = np.abs(sample[sample != 0])
    reach = float(np.quantile(beyond, MOST)) if len(beyond) else 0.0
    return around_zero(DIFFERENCE.name, reach, DIFFERENCE.unit, WITHIN)
