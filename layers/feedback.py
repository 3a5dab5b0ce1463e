"""One object that long work reports to: progress, findings, and the wish to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from layers.messages import NOTHING, Message

if TYPE_CHECKING:
    from collections.abc import Mapping


class Severity(StrEnum):
    """How much a finding matters to the person who reads it."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Where:
    """A place in a source.

    Attributes
    ----------
    file
        Path of the file as the user knows it, inside an archive relative to the archive.
    line
        Line number, the first line is 1; 0 when unknown.
    id
        gml:id or another identifier of the feature.
    point
        Longitude and latitude in degrees and height in metres (EPSG:6697 order lon, lat, height),
        when the place can be flown to.
    """

    file: str = ""
    line: int = 0
    id: str = ""
    point: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Finding:
    """Something about the data that a person should know; never a reason to stop.

    Attributes
    ----------
    code
        Stable name such as ``ring-not-closed``; reports count by it.
    template, values
        The Japanese sentence and what goes into its places.
    count
        How many times it occurred; `where` then tells the first place.
    """

    severity: Severity
    code: str
    template: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    where: Where = Where()
    count: int = 1

    @property
    def message(self) -> Message:
        """The sentence."""
        return Message(self.template, self.values)


class Cancelled(Exception):
    """The user stopped the work."""


class Feedback:
    """Receives progress and findings; long work calls :meth:`step` at least every 100 ms.

    Parameters
    ----------
    on_progress
        Called as ``on_progress(done, total, text)`` from the thread that works.
    """

    def __init__(self, on_progress: Callable[[float, float, Message], None] | None = None) -> None:
        self._cancelled = threading.Event()
        self._on_progress = on_progress
        self.findings: list[Finding] = []

    @property
    def cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled.set()

    def step(self, done: float = 0.0, total: float = 0.0, text: Message = NOTHING) -> None:
        """Report progress and stop here if that was asked for.

        Raises
        ------
        Cancelled
            When :meth:`cancel` was called.
        """
        if self._cancelled.is_set():
            raise Cancelled
        if self._on_progress is not None:
            self._on_progress(done, total, text)

    def find(self, finding: Finding) -> None:
        """Keep a finding."""
        self.findings.append(finding)

    def share(self, first: float, last: float) -> Feedback:
        """Return feedback for a piece of the work whose progress runs from `first` to `last` of the whole."""
        return _Share(self, first, last)


class _Share(Feedback):
    """Feedback of a piece of some work; findings and the wish to stop are those of the whole."""

    def __init__(self, whole: Feedback, first: float, last: float) -> None:
        super().__init__()
        self._whole, self._first, self._last = whole, first, last
        self.findings = whole.findings

    @property
    def cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return self._whole.cancelled

    def cancel(self) -> None:
        """Ask the whole work to stop."""
        self._whole.cancel()

    def step(self, done: float = 0.0, total: float = 0.0, text: Message = NOTHING) -> None:
        """Report progress of the piece as progress of the whole."""
        if total:
            part = min(max(done / total, 0.0), 1.0)
            self._whole.step(self._first + (self._last - self._first) * part, 1.0, text)
        else:
            self._whole.step(0.0, 0.0, text)
