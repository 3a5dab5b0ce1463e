"""A line of the table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line of the table: what, ours, the peer's, and the ratio peer to ours."""

    what: str
    ours: str
    peer: str = ""
    ratio: str = ""
