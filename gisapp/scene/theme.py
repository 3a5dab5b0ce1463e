"""Colours of the scene in the two themes. Colours of the data are the same in both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from styles.style import Colour


@dataclass(frozen=True)
class Theme:
    """Colours of everything that is not data.

    Attributes
    ----------
    zenith, horizon, ground
        Sky above, where sky and ground meet, ground.
    accent
        Selected features.
    glow
        Brightness of everything that is lit: full colours glare in a dark room.
    ink, halo
        Words and lines over the picture, and what sets them off from it.
    """

    name: str
    zenith: Colour
    horizon: Colour
    ground: Colour
    accent: Colour
    glow: float
    ink: Colour
    halo: Colour


LIGHT = Theme(
    name="light",
    zenith=(176, 201, 226),
    horizon=(236, 240, 243),
    ground=(177, 181, 178),
    accent=(31, 95, 168),
    glow=1.0,
    ink=(27, 31, 36),
    halo=(255, 255, 255),
)
DARK = Theme(
    name="dark",
    zenith=(24, 29, 36),
    horizon=(58, 66, 75),
    ground=(56, 61, 66),
    accent=(111, 168, 232),
    glow=0.84,
    ink=(233, 235, 238),
    halo=(20, 23, 27),
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK)}
