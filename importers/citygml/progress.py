"""What is learnt while a file is read. Importing this is cheap."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from importers.citygml.head import Head
    from layers.feedback import Finding


def _nothing() -> None:
    """Do nothing."""


@dataclass
class Progress:
    """What is known while a file is read: its head once seen, bytes done, findings."""

    file: str
    head: Head | None = None
    done: int = 0
    findings: list[Finding] = field(default_factory=list)
    left_out: int = 0
    """Members that were damaged and left out."""
    left_out_buildings: int = 0
    unbound: set[str] = field(default_factory=set)
    """Prefixes already told to be undeclared."""
    on_read: Callable[[], None] = _nothing
    """Called after each piece was read; may raise ``Cancelled``."""

    def read(self, size: int) -> None:
        """Count bytes."""
        self.done += size
        self.on_read()
