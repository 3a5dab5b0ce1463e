"""Colours of what the planning desk shows: which rule cuts a volume, what breaks it, where shadows lie.

The colours of the rules are of :data:`styles.palettes.CATEGORICAL`: all eyes tell any two of them, the red of
an excess and the grey of buildings apart. On a grey print the hatches do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from styles.palettes import CATEGORICAL

if TYPE_CHECKING:
    from styles.style import Colour


@dataclass(frozen=True)
class Mark:
    """How something is shown: its colour, and a hatch (as on paper) for black and white."""

    colour: Colour
    hatch: str = ""

    @property
    def hexadecimal(self) -> str:
        """The colour as ``#rrggbb``."""
        return "#{:02x}{:02x}{:02x}".format(*self.colour)


RULES: dict[str, Mark] = {
    "absolute": Mark(CATEGORICAL[2], "x"),
    "road": Mark(CATEGORICAL[0], "/"),
    "adjacent": Mark(CATEGORICAL[7], "\\"),
    "north": Mark(CATEGORICAL[1], "-"),
    "height_district": Mark(CATEGORICAL[8], "|"),
    "height_district_north": Mark(CATEGORICAL[5], "+"),
    "district_plan": Mark(CATEGORICAL[9], "."),
}
"""By the name of the rule that cuts."""

FREE = Mark((244, 244, 242))
"""Where nothing limits the height, and rules that have no mark of their own."""
WALL = Mark((206, 212, 220))
"""Sides of a volume."""
STOREYS = Mark((250, 248, 240))
"""A building that was only thought of."""
EXCESS = Mark((196, 18, 48), "x")
"""What stands out of a volume."""
LOT = Mark((200, 16, 46), "/")
INK = Mark((58, 63, 69))
"""Edges of facets."""
BETWEEN = Mark((213, 94, 0))
"""The line of the hours that hold between 5 m and 10 m."""
BEYOND = Mark((0, 90, 181))
"""The line of the hours that hold beyond 10 m."""
DISTANCE = Mark((96, 102, 110))
"""The lines 5 m and 10 m outside of the boundary."""
HALF_HOURS = Mark((140, 132, 160))
"""Outlines of the shadow every half hour."""
SHADE = Mark((38, 48, 76))
"""Shadow on the ground."""


def of_rule(rule: str | None) -> Mark:
    """Return the mark of a rule, None for no limit."""
    return FREE if rule is None else RULES.get(rule, FREE)
