"""The one table of colours, sizes and spaces; every widget's look is made from it.

Nothing here knows Qt, so the contrast of each pair can be computed by a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Tokens:
    """Colours of one theme, as ``#RRGGBB``.

    Attributes
    ----------
    ground, surface, sunken
        Window, cards and lists, hovered or pressed things.
    line
        The one hairline.
    text, quiet, icon
        Words, secondary words, icons.
    accent, on_accent, accent_soft
        The one accent, what is written on it, and its tint under selected things.
    danger, danger_soft, warn, warn_soft
        Red for danger only, amber for what somebody must check, and their tints.
    """

    name: str
    dark: bool
    ground: str
    surface: str
    sunken: str
    line: str
    text: str
    quiet: str
    icon: str
    accent: str
    on_accent: str
    accent_soft: str
    danger: str
    danger_soft: str
    warn: str
    warn_soft: str


LIGHT = Tokens(
    name="light",
    dark=False,
    ground="#F4F5F7",
    surface="#FFFFFF",
    sunken="#E8EBEE",
    line="#858C94",
    text="#1B1F24",
    quiet="#565E67",
    icon="#47505A",
    accent="#1F5FA8",
    on_accent="#FFFFFF",
    accent_soft="#DCE8F6",
    danger="#B3261E",
    danger_soft="#FCEBE9",
    warn="#855000",
    warn_soft="#FFF2D4",
)

DARK = Tokens(
    name="dark",
    dark=True,
    ground="#1C1F23",
    surface="#25292E",
    sunken="#31363C",
    line="#7F8791",
    text="#E9EBEE",
    quiet="#AEB6BF",
    icon="#C3CAD1",
    accent="#6FA8E8",
    on_accent="#0E2238",
    accent_soft="#273A51",
    danger="#F4978F",
    danger_soft="#44211F",
    warn="#F0BC62",
    warn_soft="#3E3119",
)

THEMES = MappingProxyType({theme.name: theme for theme in (LIGHT, DARK)})

TEXT_ON = MappingProxyType(
    {
        "ground": ("text", "quiet", "accent", "danger", "warn"),
        "surface": ("text", "quiet", "accent", "danger", "warn"),
        "sunken": ("text", "quiet"),
        "accent_soft": ("text", "quiet", "accent"),
        "danger_soft": ("text", "danger"),
        "warn_soft": ("text", "quiet", "warn"),
        "accent": ("on_accent",),
    },
)
"""Which words may stand on which ground; each pair keeps 4.5 : 1."""

DRAWN_ON = MappingProxyType(
    {
        "ground": ("line", "icon", "accent"),
        "surface": ("line", "icon", "accent", "danger", "warn"),
        "sunken": ("icon", "accent"),
        "accent_soft": ("icon", "accent"),
        "danger_soft": ("danger",),
        "warn_soft": ("warn",),
    },
)
"""Which lines and icons may stand on which ground; each pair keeps 3 : 1."""

GRID = 4
"""All spaces are multiples of this, in unscaled pixels."""
RADIUS = 6
BODY, SMALL, TITLE, FIGURE = 13, 11, 15, 24
"""Type sizes in unscaled pixels; nothing is smaller than `SMALL`."""
ICON = 20
TOP_BAR, STATUS_BAR = 48, 24
LEFT_COLUMN, RIGHT_COLUMN = 280, 340
SMALLEST_SCALE, LARGEST_SCALE = 1.0, 2.0

_DARKEST_SRGB_POWER = 0.04045


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB``, 0 for black to 1 for white (WCAG 2)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        channel / 12.92 if channel <= _DARKEST_SRGB_POWER else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
