"""How far apart two colours look, also to people who see fewer colours and on a grey print.

Colour difference is CIEDE2000 (CIE 142-2001; Sharma, Wu and Dalal 2005) in the CIELAB space of D65.
Deficient vision is simulated after Machado, Oliveira and Fernandes 2009, full severity, in linear RGB.
A difference of 2 can just be seen side by side; classes of a map want 10 and more.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


class Vision(StrEnum):
    """How a person, or a printer, sees."""

    NORMAL = "normal"
    PROTAN = "protan"
    DEUTERAN = "deuteran"
    TRITAN = "tritan"
    GREY = "grey"


_MATRICES = {
    Vision.PROTAN: np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    Vision.DEUTERAN: np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    Vision.TRITAN: np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
    Vision.GREY: np.tile([0.2126, 0.7152, 0.0722], (3, 1)),
}
_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])


def seen(colours: ArrayLike, vision: Vision) -> NDArray[np.float64]:
    """Return sRGB colours (…, 3), 0 to 255, as they are seen by `vision`."""
    linear = _linear(np.asarray(colours, dtype=np.float64) / 255)
    if vision is not Vision.NORMAL:
        linear = np.clip(linear @ _MATRICES[vision].T, 0, 1)
    encoded = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray(encoded * 255, dtype=np.float64)


def lab(colours: ArrayLike) -> NDArray[np.float64]:
    """Return CIELAB coordinates of sRGB colours (…, 3), 0 to 255."""
    xyz = _linear(np.asarray(colours, dtype=np.float64) / 255) @ _TO_XYZ.T / _WHITE
    root = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = np.moveaxis(root, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def difference(one: ArrayLike, other: ArrayLike) -> NDArray[np.float64]:
    """Return the CIEDE2000 difference of sRGB colours (…, 3), 0 to 255."""
    return lab_difference(lab(one), lab(other))


def lab_difference(one: ArrayLike, other: ArrayLike) -> NDArray[np.float64]:
    """Return the CIEDE2000 difference of CIELAB colours (…, 3)."""
    light, a, b = np.moveaxis(np.asarray(one, dtype=np.float64), -1, 0)
    light_2, a_2, b_2 = np.moveaxis(np.asarray(other, dtype=np.float64), -1, 0)
    mean_chroma = (np.hypot(a, b) + np.hypot(a_2, b_2)) / 2
    stretch = 1 + 0.5 * (1 - np.sqrt(mean_chroma**7 / (mean_chroma**7 + 25.0**7)))
    a, a_2 = a * stretch, a_2 * stretch
    chroma, chroma_2 = np.hypot(a, b), np.hypot(a_2, b_2)
    hue, hue_2 = np.degrees(np.arctan2(b, a)) % 360, np.degrees(np.arctan2(b_2, a_2)) % 360
    grey = chroma * chroma_2 == 0
    turn = np.where(grey, 0.0, (hue_2 - hue + 180) % 360 - 180)
    # Exactly opposite hues count as +180 in the standard.
    turn = np.where(turn == -180, 180.0, turn)
    hue_step = 2 * np.sqrt(chroma * chroma_2) * np.sin(np.radians(turn / 2))
    apart = np.abs(hue - hue_2) > 180
    middle = np.where(apart, (hue + hue_2 + 360) / 2, (hue + hue_2) / 2)
    mean_hue = np.where(grey, hue + hue_2, middle) % 360
    mean_light, mean_chroma = (light + light_2) / 2, (chroma + chroma_2) / 2
    weight = (
        1
        - 0.17 * np.cos(np.radians(mean_hue - 30))
        + 0.24 * np.cos(np.radians(2 * mean_hue))
        + 0.32 * np.cos(np.radians(3 * mean_hue + 6))
        - 0.20 * np.cos(np.radians(4 * mean_hue - 63))
    )
    scale_light = 1 + 0.015 * (mean_light - 50) ** 2 / np.sqrt(20 + (mean_light - 50) ** 2)
    scale_chroma, scale_hue = 1 + 0.045 * mean_chroma, 1 + 0.015 * mean_chroma * weight
    bend = 2 * np.sqrt(mean_chroma**7 / (mean_chroma**7 + 25.0**7))
    turned = -np.sin(np.radians(60 * np.exp(-(((mean_hue - 275) / 25) ** 2)))) * bend
    step_light = (light_2 - light) / scale_light
    step_chroma, step_hue = (chroma_2 - chroma) / scale_chroma, hue_step / scale_hue
    return np.sqrt(step_light**2 + step_chroma**2 + step_hue**2 + turned * step_chroma * step_hue)


def closest(colours: ArrayLike, vision: Vision) -> float:
    """Return the smallest difference between any two of some colours (n, 3), n at least 2."""
    points = lab(seen(colours, vision))
    first, second = np.triu_indices(len(points), 1)
    return float(lab_difference(points[first], points[second]).min())


def _linear(encoded: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
