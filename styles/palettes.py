"""Our own colours for data that have no official ones.

The categorical colours were chosen so that any two of them, and the grey of missing data, differ by
more than 12 (CIEDE2000) for normal, protan, deuteran and tritan eyes; a test holds them to that. The
ramps rise in darkness, so they also read on a grey print.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from styles.style import Colour

CATEGORICAL: tuple[Colour, ...] = (
    (105, 105, 180),
    (225, 165, 75),
    (75, 150, 165),
    (240, 105, 120),
    (60, 120, 75),
    (240, 195, 240),
    (135, 135, 30),
    (150, 225, 165),
    (150, 90, 120),
    (150, 165, 255),
)
"""Ten colours that all eyes can tell apart, the clearest first."""

OTHER: Colour = (214, 218, 224)
"""For values that are not worth a colour of their own; lighter than the grey of missing data."""

RISING: tuple[Colour, ...] = ((252, 236, 164), (126, 198, 170), (40, 122, 170), (36, 56, 122))
"""Anchors of a ramp from little to much."""

LAND: tuple[Colour, ...] = ((226, 240, 214), (206, 216, 140), (196, 160, 92), (128, 84, 60))
"""Anchors of a ramp from low ground to high ground."""

ANCHORS: dict[str, tuple[Colour, ...]] = {"ground_height": LAND}
"""Ramps of columns that have one of their own; all others rise from little to much."""

OLD_TO_NEW: tuple[Colour, ...] = (
    (140, 60, 40),
    (226, 140, 80),
    (248, 218, 150),
    (150, 200, 220),
    (36, 84, 150),
)
"""Anchors of a ramp through a pale middle."""

LOSS: tuple[Colour, ...] = ((250, 212, 190), (202, 62, 52), (122, 16, 30))
"""Anchors of a ramp from little that is gone to much."""

GAIN: tuple[Colour, ...] = ((202, 224, 240), (44, 110, 178), (14, 44, 102))
"""Anchors of a ramp from little that is new to much; with :data:`LOSS` on the other side of a pale grey."""

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def ramp(anchors: Sequence[Colour], count: int) -> tuple[Colour, ...]:
    """Return `count` colours at even steps along the anchors, mixed in OKLab (Ottosson 2020)."""
    if count == 1:
        return (anchors[len(anchors) // 2],)
    encoded = np.array(anchors) / 255
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    oklab = np.cbrt(linear @ _TO_CONES.T) @ _TO_OKLAB.T
    position = np.linspace(0, len(anchors) - 1, count)
    mixed = np.column_stack([np.interp(position, range(len(anchors)), oklab[:, axis]) for axis in range(3)])
    light = (mixed @ np.linalg.inv(_TO_OKLAB).T) ** 3 @ np.linalg.inv(_TO_CONES).T
    light = np.clip(light, 0, 1)
    back = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    rounded = np.round(back * 255).astype(int).tolist()
    return tuple((red, green, blue) for red, green, blue in rounded)
