"""In which system the coordinates of a file are, decided once, and how they become east, north, height."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from importers.citygml import srs
from layers import crs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.elements import Elements
    from layers.feedback import Finding


class System:
    """The system of one file.

    Parameters
    ----------
    file
        Name for findings.
    target
        Plane rectangular system in which metres are added to degrees.
    findings
        Receives what had to be assumed.
    """

    def __init__(self, file: str, target: str, findings: list[Finding]) -> None:
        self._file = file
        self._target = target
        self._findings = findings
        self._declared = ("", 0)
        self._settled: tuple[str, bool] | None = None

    @property
    def code(self) -> str:
        """``EPSG:6697`` for degrees, a plane rectangular code, or empty when nothing fits."""
        return self._settled[0] if self._settled else self._declared[0]

    def look(self, elements: Elements) -> None:
        """Remember what the envelope of the file declares."""
        if not self._declared[0]:
            self._declared = srs.declared(elements)

    def settle(self, points: NDArray[np.float64]) -> bool:
        """Decide by the first points, and say whether points of this file can be placed."""
        if self._settled is None and len(points):
            declared, line = self._declared
            self._settled = srs.decide(declared, points, self._file, self._findings, line)
        return self._settled is None or bool(self._settled[0])

    def sound(self, points: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which (n, 3) points as written can lie in Japan; what is no number is left to others."""
        if len(points):
            corners = np.array([[column.min(), column.max()] for column in points.T]).T
            if self._inside(corners).all():  # what can lie there is a box
                return np.ones(len(points), dtype=bool)
        return self._inside(points) | ~np.isfinite(points).all(axis=1)

    def _inside(self, points: NDArray[np.float64]) -> NDArray[np.bool_]:
        ordered = points[:, [1, 0, 2]] if self._swapped else points
        return srs.inside_zone(ordered) if self._plane else srs.inside_japan(ordered)

    def east_north(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (n, 3) points as written as longitude or east, latitude or north, height."""
        return points if self._swapped else points[:, [1, 0, 2]]

    def moved(self, origin: NDArray[np.float64], metres: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (n, 3) points so many metres east, north and up from other points.

        Parameters
        ----------
        origin
            (n, 3) as :meth:`east_north` gives them.
        metres
            (n, 3) metres.
        """
        if self._plane:
            return origin + metres
        east, north = crs.project(origin[:, 0], origin[:, 1], self._target)
        longitude, latitude = crs.unproject(east + metres[:, 0], north + metres[:, 1], self._target)
        return np.stack([longitude, latitude, origin[:, 2] + metres[:, 2]], axis=1)

    @property
    def _swapped(self) -> bool:
        return self._settled is not None and self._settled[1]

    @property
    def _plane(self) -> bool:
        return crs.zone_of_epsg(self.code) is not None
