"""Looking at sources without reading them in: what each importer's files say of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from layers.registry import Registry

if TYPE_CHECKING:
    from pathlib import Path

    from layers.base import Layer
    from layers.feedback import Feedback, Finding


@dataclass(frozen=True, eq=False)
class Look:
    """What is in some files.

    Attributes
    ----------
    facts
        Plain values, as docs/schemas/info.json has them.
    findings
        What is wrong with the files.
    """

    facts: dict[str, Any]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, eq=False)
class Standing:
    """How what was read stands to its source.

    Attributes
    ----------
    read
        Whether there is a converted city that can be opened.
    current
        Whether it holds the source as it is now; None when the source is gone.
    made
        When it was read, ISO 8601, empty when it was not.
    features
        How many features it holds.
    findings
        What was found when it was read.
    """

    read: bool
    current: bool | None
    made: str = ""
    features: int = 0
    findings: tuple[Finding, ...] = ()


class Source(Protocol):
    """One row of the table."""

    def look(self, path: Path, feedback: Feedback) -> Look:
        """Read all files and keep nothing."""
        ...

    def standing(self, layer: Layer) -> Standing:
        """Compare the source of a layer with what was read of it."""
        ...


SOURCES: Registry[type[Source]] = Registry(
    "", {"citygml": "gisapp.cli.citygml:CityGmlSource", "postgis": "gisapp.cli.postgis:PostGisSource"}
)
"""Importers whose sources can be looked at."""
