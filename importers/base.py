"""What every importer offers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from layers.base import Layer
    from layers.feedback import Feedback, Finding


class Sniff(IntEnum):
    """How sure an importer is that a file is its own."""

    NO = 0
    MAYBE = 1
    YES = 2


@dataclass(frozen=True, eq=False)
class ImportResult:
    """What came of reading a source.

    Attributes
    ----------
    layers
        Opened layers, ready to be put into a project.
    findings
        Everything worth knowing.
    counts
        What came in and what was left out, by name; what came in = shown + left out.
    """

    layers: tuple[Layer, ...]
    findings: tuple[Finding, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


class Importer(Protocol):
    """One row of the importer table."""

    id: str
    label: str
    Options: type

    def sniff(self, path: Path, head: bytes) -> Sniff:
        """Say whether `path` (whose first bytes are `head`, empty for a folder) is of this format."""
        ...

    def read(self, path: Path, options: Any, feedback: Feedback) -> ImportResult:
        """Read `path`.

        Raises
        ------
        layers.errors.ImportFailed
            When nothing of it can be used.
        layers.feedback.Cancelled
            When the user stopped it.
        """
        ...
