"""What becomes one octree: the files, and what is made of their points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importers.las.files import File
    from importers.las.header import Header
    from importers.las.index.records import Layout, Units


@dataclass(frozen=True)
class Scan:
    """A file whose points are put into an octree: it, its head, and how its points lie."""

    path: File
    header: Header
    layout: Layout


@dataclass(frozen=True)
class Cloud:
    """Files whose points become one octree.

    Attributes
    ----------
    scans
        The files; what is made of their points lies alike.
    units
        Of what is made.
    wkt
        System as well-known text, empty when nobody knows.
    stamp
        Names the content of the files.
    """

    scans: tuple[Scan, ...]
    units: Units
    wkt: str
    stamp: str

    @property
    def path(self) -> File:
        """The first file, which is named in errors."""
        return self.scans[0].path

    @property
    def layout(self) -> Layout:
        """How what is made lies."""
        return self.scans[0].layout

    @property
    def points(self) -> int:
        """How many the files hold."""
        return sum(scan.header.points for scan in self.scans)
