"""What a user may choose when a scan is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from layers.place import Place


@dataclass(frozen=True)
class CloudOptions:
    """What a user may choose.

    Attributes
    ----------
    stores
        Folder for what is made of scans; by default the user's cache folder.
    again
        Read again although nothing changed.
    target
        Plane rectangular system of the project; empty for the one of the place.
    crs
        System of the points, when the user knows better than the file.
    heights
        Above what their heights are measured, when the user knows: one of ``layers.heightbase``.
    place
        Where they are expected, None when nobody knows.
    """

    stores: Path | None = None
    again: bool = False
    target: str = ""
    crs: str = ""
    heights: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class LasOptions(CloudOptions):
    """The same for their ground.

    Attributes
    ----------
    cell
        Metres along a cell; 0 to choose it by the density of points.
    water
        Whether points on water (class 9) count as ground.
    by_shape
        Whether ground is told by the shape of the cloud although its points bear classes.
    """

    cell: float = 0.0
    water: bool = False
    by_shape: bool = False

    @property
    def chosen(self) -> dict[str, str | float | bool]:
        """What the content of the terrain depends on."""
        return {
            "target": self.target,
            "crs": self.crs,
            "heights": self.heights,
            "cell": self.cell,
            "water": self.water,
            "by_shape": self.by_shape,
        }
