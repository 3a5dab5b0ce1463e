"""Which boxes a view sees, and how far they are.

The sides of the picture are worked out once for each view, for a view looks at many levels of many boxes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.base import View

MARGIN = 1.08
"""By how much the frame of the picture is widened, so that what comes into view is there already."""


class Sight:
    """The sides of a picture in space.

    Parameters
    ----------
    view
        What the camera sees.
    """

    def __init__(self, view: View) -> None:
        self._stretch, self._datum = view.stretch, view.datum
        self._eye = eye = np.asarray(view.position, dtype=np.float64)
        axis = np.asarray(view.focal, dtype=np.float64) - eye
        axis = axis / max(float(np.linalg.norm(axis)), 1e-9)
        side = _across(axis, np.asarray(view.up, dtype=np.float64))
        length = float(np.linalg.norm(side))
        if length < 1e-9:  # up and ahead are one: any way to turn the head will do
            side = _across(axis, np.eye(3)[int(np.argmin(np.abs(axis)))])
            length = float(np.linalg.norm(side))
        side /= length
        above = _across(side, axis)
        half = np.tan(np.radians(view.field_of_view) / 2) * MARGIN
        wide = half * view.size[0] / max(view.size[1], 1)
        # Normals of the sides, pointing inwards, and straight ahead.
        planes = np.array(
            [wide * axis + side, wide * axis - side, half * axis + above, half * axis - above, axis]
        )
        self._low, self._high = np.minimum(planes, 0.0).T.copy(), np.maximum(planes, 0.0).T.copy()

    def of(self, bounds: NDArray[np.float64]) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """Return which boxes (n, 6) are in the view, and how far the nearest point of each is.

        A box counts as visible when it does not lie wholly beyond one of the sides of the picture, which
        are taken a little wider than they are.
        """
        if self._stretch != 1.0:
            bounds = bounds.copy()
            bounds[:, 2::3] = self._datum + (bounds[:, 2::3] - self._datum) * self._stretch
        low, high = bounds[:, :3] - self._eye, bounds[:, 3:] - self._eye
        # Of each box the corner that lies farthest inwards.
        reach = low @ self._low + high @ self._high
        gap = np.maximum(np.maximum(low, -high), 0.0)
        return reach.min(axis=1) >= 0.0, np.sqrt(np.einsum("ij,ij->i", gap, gap))


def _across(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what stands square on two vectors (3,); NumPy's own takes longer than all the rest."""
    a, b, c = one.tolist()
    d, e, f = other.tolist()
    return np.array([b * f - c * e, c * d - a * f, a * e - b * d])
