"""A line that places are told by: how far along it and how far to its left they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Axis:
    """A line.

    Attributes
    ----------
    line
        (k, 2) corners, metres of the project's system; at least two, no two alike in a row.
    """

    line: NDArray[np.float64]

    @cached_property
    def lengths(self) -> NDArray[np.float64]:
        """(k - 1,) metres of each piece."""
        return np.hypot(*np.diff(self.line, axis=0).T)

    @cached_property
    def ahead(self) -> NDArray[np.float64]:
        """(k - 1, 2) unit vectors along each piece."""
        found: NDArray[np.float64] = np.diff(self.line, axis=0) / self.lengths[:, None]
        return found

    @cached_property
    def begins(self) -> NDArray[np.float64]:
        """(k,) metres along the line to each corner."""
        return np.concatenate([[0.0], np.cumsum(self.lengths)])

    @property
    def length(self) -> float:
        """Metres of all of it."""
        return float(self.begins[-1])

    def pieces(self, along: NDArray[np.float64]) -> NDArray[np.intp]:
        """Return the piece (n,) that lies so many metres (n,) along; at a corner the one behind it."""
        return np.clip(np.searchsorted(self.begins, along, side="right") - 1, 0, len(self.lengths) - 1)

    def places(
        self, along: NDArray[np.float64], beside: NDArray[np.float64] | float = 0.0
    ) -> NDArray[np.float64]:
        """Return the places (n, 2) so many metres (n,) along and to the left, negative to the right."""
        piece = self.pieces(along)
        ahead = self.ahead[piece]
        left = np.column_stack([-ahead[:, 1], ahead[:, 0]])
        on_it = self.line[piece] + (along - self.begins[piece])[:, None] * ahead
        return on_it + np.broadcast_to(beside, along.shape)[:, None] * left
