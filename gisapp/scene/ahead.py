"""Where the camera will be in a moment, so that what it will see is loaded before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.scene import camera as cameras

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.project import Camera

FORESIGHT = 0.8
"""How many seconds ahead of a movement parts are loaded …"""
GLANCE = 0.12
"""… looked up every so many seconds …"""
WIDER = 1.25
"""… in a field of view wider by this factor."""
FARTHEST = 1.5
"""A movement is carried on by no more than so many times the distance to what is looked at."""


@dataclass
class Ahead:
    """Remembers where the camera was a moment ago."""

    _last: tuple[Camera, float] | None = None

    def camera(self, now: Camera, seconds: float | None) -> Camera | None:
        """Return where the camera will be soon, None when it is not yet time to look again.

        Parameters
        ----------
        now
            Where it is.
        seconds
            Of a clock that never goes back; None for no foresight.
        """
        if seconds is None:
            return None
        last, self._last = self._last, self._last or (now, seconds)
        if last is None:
            return None
        before, then = last
        if seconds - then < GLANCE:
            return None
        self._last = (now, seconds)
        if seconds - then > 4 * GLANCE:  # it stood still in between
            return None
        share = FORESIGHT / (seconds - then)
        position, focal = np.array(now.position), np.array(now.focal)
        reach = FARTHEST * cameras.distance(now)

        def carried(
            place: NDArray[np.float64], old: tuple[float, float, float]
        ) -> tuple[float, float, float]:
            step = (place - old) * share
            length = float(np.linalg.norm(step))
            east, north, height = (place + step * min(1.0, reach / max(length, 1e-9))).tolist()
            return east, north, height

        eye, aim = carried(position, before.position), carried(focal, before.focal)
        if np.linalg.norm(np.subtract(aim, eye)) < 1.0:
            return None
        return replace(now, position=eye, focal=aim, field_of_view=min(now.field_of_view * WIDER, 120.0))
