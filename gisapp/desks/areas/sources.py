"""What staff said the figures of associations rest on: layers of points and people, the city's outline."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.figures import MOST_COUNT
from layers import records
from layers.entered import content_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.project import Project

SOURCES = "areas/sources"
"""Kind of the record that keeps it; a project has one."""
PLACES = ("halls", "notice_boards", "waste_stations")
"""What is counted as points."""
CENSUS, CENSUS_AREAS, CITY = "census", "census_areas", "city"
"""Who states people and households, the areas of a table that does, and the outline of the city."""
ROLES = (*PLACES, CENSUS, CENSUS_AREAS, CITY)
TOTAL = "*"
"""Stands for a total of the whole city in the place of a layer that states people."""
LONGEST = 120
"""Letters."""


@dataclass(frozen=True)
class Sources:
    """What staff said.

    Attributes
    ----------
    layers
        Ids of layers by :data:`ROLES`; empty for none of them, :data:`TOTAL` for what is below. A role that
        is not there is proposed.
    people, households
        Of the whole city, NaN for unknown.
    origin, date
        Who states these totals, and of what day they are (ISO 8601).
    """

    layers: Mapping[str, str] = field(default_factory=dict)
    people: float = np.nan
    households: float = np.nan
    origin: str = ""
    date: str = ""

    @property
    def total(self) -> bool:
        """Whether the total of the whole city counts."""
        return self.layers.get(CENSUS) == TOTAL

    @property
    def stated(self) -> bool:
        """Whether such a total is known."""
        return bool(np.isfinite([self.people, self.households]).any())


def sources_of(project: Project) -> Sources:
    """Return what staff said of a project; what cannot be is left out."""
    for one in records.of_kind(project, SOURCES):
        content = content_of(one)
        layers = content.get("layers")
        layers = layers if isinstance(layers, dict) else {}
        return Sources(
            {role: layers[role] for role in ROLES if isinstance(layers.get(role), str)},
            _number(content.get("people")),
            _number(content.get("households")),
            _text(content.get("origin")),
            _text(content.get("date")),
        )
    return Sources()


def with_sources(project: Project, said: Sources, when: str) -> Project:
    """Return the project with what staff said; `when` is when it was entered, ISO 8601."""
    content = {
        "layers": dict(said.layers),
        "people": said.people if np.isfinite(said.people) else None,
        "households": said.households if np.isfinite(said.households) else None,
        "origin": _text(said.origin),
        "date": _text(said.date),
    }
    return records.put(project, records.record(SOURCES, SOURCES, "", content, when))


def _number(value: object) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= MOST_COUNT:
        return float(value)
    return np.nan


def _text(value: object) -> str:
    return " ".join(value.split())[:LONGEST] if isinstance(value, str) else ""
