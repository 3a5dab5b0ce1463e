"""How far the water has risen: the four official levels of a gauge, and what a value means by them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from styles.style import ByCategory, Category

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Level(StrEnum):
    """What the last value means, from nothing to the worst; a camera has no level."""

    CAMERA = "camera"
    UNKNOWN = "unknown"
    BELOW = "below"
    STANDBY = "standby"
    CAUTION = "caution"
    EVACUATION = "evacuation"
    DANGER = "danger"


THRESHOLDS = (Level.STANDBY, Level.CAUTION, Level.EVACUATION, Level.DANGER)
"""Those that a gauge has a value for, rising (水防法; 避難情報に関するガイドライン)."""
LEVELS = {
    Level.CAMERA: QT_TRANSLATE_NOOP(CONTEXT, "カメラ"),
    Level.UNKNOWN: QT_TRANSLATE_NOOP(CONTEXT, "未確認"),
    Level.BELOW: QT_TRANSLATE_NOOP(CONTEXT, "基準の水位に達していない"),
    Level.STANDBY: QT_TRANSLATE_NOOP(CONTEXT, "水防団待機水位を超過"),
    Level.CAUTION: QT_TRANSLATE_NOOP(CONTEXT, "氾濫注意水位を超過"),
    Level.EVACUATION: QT_TRANSLATE_NOOP(CONTEXT, "避難判断水位を超過"),
    Level.DANGER: QT_TRANSLATE_NOOP(CONTEXT, "氾濫危険水位を超過"),
}
NAMES = {
    Level.STANDBY: QT_TRANSLATE_NOOP(CONTEXT, "水防団待機水位"),
    Level.CAUTION: QT_TRANSLATE_NOOP(CONTEXT, "氾濫注意水位"),
    Level.EVACUATION: QT_TRANSLATE_NOOP(CONTEXT, "避難判断水位"),
    Level.DANGER: QT_TRANSLATE_NOOP(CONTEXT, "氾濫危険水位"),
}
STYLE = ByCategory(
    "level",
    (
        Category(Level.DANGER, (170, 0, 170), LEVELS[Level.DANGER]),
        Category(Level.EVACUATION, (255, 40, 0), LEVELS[Level.EVACUATION]),
        Category(Level.CAUTION, (242, 231, 0), LEVELS[Level.CAUTION]),
        Category(Level.STANDBY, (60, 160, 110), LEVELS[Level.STANDBY]),
        Category(Level.BELOW, (120, 170, 215), LEVELS[Level.BELOW]),
        Category(Level.CAMERA, (70, 78, 92), LEVELS[Level.CAMERA]),
        Category(Level.UNKNOWN, (176, 176, 172), LEVELS[Level.UNKNOWN]),
    ),
)
"""The colours of 警戒レベル 4, 3 and 2 (内閣府), to which the upper three are equivalent."""


def levels_of(
    values: NDArray[np.float64], thresholds: NDArray[np.float64], cameras: NDArray[np.bool_]
) -> NDArray[np.object_]:
    """Return what values mean.

    The highest known threshold that is reached counts. A value below all known ones is :attr:`Level.BELOW`;
    without a value, or without any threshold, nobody can know.

    Parameters
    ----------
    values
        (n,) metres, NaN where missing.
    thresholds
        (n, 4) metres in the order of :data:`THRESHOLDS`, NaN where unknown.
    cameras
        (n,) whether it is a camera.
    """
    reached = values[:, None] >= thresholds  # NaN reaches nothing
    highest = np.where(reached.any(axis=1), 4 - np.argmax(reached[:, ::-1], axis=1), 0)
    found = np.array([Level.BELOW, *THRESHOLDS], dtype=object)[highest]
    unknown = ~np.isfinite(values) | ~np.isfinite(thresholds).any(axis=1)
    found[unknown] = Level.UNKNOWN
    found[cameras] = Level.CAMERA
    return found
