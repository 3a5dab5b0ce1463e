"""The curved grid on which the town is planned.

Everything is planned in two numbers, ``along`` and ``across``: metres along the
axis of the valley (0 at the head quay, positive inland, negative out over the bay)
and metres across it (positive to the right when looking inland). Streets and blocks
then become simple intervals, and still bend with the valley on the map.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.interpolate import PchipInterpolator

Floats = NDArray[np.float64]

WEST = -1
EAST = 1
SIDES = (WEST, EAST)

# The quay stands in the open sea of plane rectangular zone I, far from any real town.
ORIGIN_EAST = -15_600.0
ORIGIN_NORTH = -16_500.0
HEADING = np.deg2rad(28.0)

FIRST_ALONG = -2_600.0
LAST_ALONG = 4_200.0

# Half width of the level ground, from the axis to the foot of the slope.
FLOOR_ALONG = (-2600, -900, -500, 0, 300, 600, 900, 1200, 1500, 1900, 2400, 4200)
FLOOR_WIDTH = {
    EAST: (560, 440, 425, 362, 345, 300, 228, 165, 110, 62, 34, 30),
    WEST: (480, 345, 322, 292, 272, 238, 192, 150, 100, 54, 30, 30),
}
# Spurs and side valleys: how far the slope is pushed out or in, growing with its height.
SPUR_WAVES = {
    EAST: ((40.0, 590.0, 0.4), (19.0, 307.0, 2.1)),
    WEST: ((44.0, 640.0, 2.6), (17.0, 331.0, 0.3)),
}
SPUR_REACH = 140.0


def interpolated(knots: tuple[float, ...], values: tuple[float, ...], at: ArrayLike) -> Floats:
    """Smooth curve without overshoot through knots; constant outside.

    Parameters
    ----------
    knots, values
        The curve, knots increasing.
    at
        Where to read it, any shape.

    Returns
    -------
    Floats
        Same shape as ``at``.
    """
    curve = PchipInterpolator(knots, values)
    inside = np.clip(np.asarray(at, dtype=np.float64), knots[0], knots[-1])
    return np.asarray(curve(inside), dtype=np.float64)


def smooth_step(value: ArrayLike) -> Floats:
    """0 below 0, 1 above 1, smooth between."""
    inside = np.clip(np.asarray(value, dtype=np.float64), 0.0, 1.0)
    return np.asarray(inside * inside * (3.0 - 2.0 * inside), dtype=np.float64)


@dataclass(frozen=True)
class Valley:
    """The axis of the valley as a table, one row per metre.

    Attributes
    ----------
    along
        (n,) metres along the axis.
    centre
        (n, 2) east, north in EPSG:6669.
    heading
        (n,) radians clockwise from north, continuous.
    """

    along: Floats
    centre: Floats
    heading: Floats

    def place(self, along: ArrayLike, across: ArrayLike) -> Floats:
        """Plan numbers to the map.

        Parameters
        ----------
        along, across
            Metres, shapes that broadcast together.

        Returns
        -------
        Floats
            (..., 2) east, north, EPSG:6669.
        """
        along, across = np.broadcast_arrays(
            np.asarray(along, dtype=np.float64), np.asarray(across, dtype=np.float64)
        )
        east = np.interp(along, self.along, self.centre[:, 0])
        north = np.interp(along, self.along, self.centre[:, 1])
        heading = np.interp(along, self.along, self.heading)
        return np.stack([east + across * np.cos(heading), north - across * np.sin(heading)], axis=-1)

    def locate(self, points: ArrayLike) -> tuple[Floats, Floats]:
        """Map to plan numbers, the inverse of :meth:`place`.

        Parameters
        ----------
        points
            (..., 2) east, north, EPSG:6669.

        Returns
        -------
        tuple[Floats, Floats]
            Along and across, shape (...).
        """
        points = np.asarray(points, dtype=np.float64)
        offset = points - np.array([ORIGIN_EAST, ORIGIN_NORTH])
        along = offset[..., 0] * np.sin(HEADING) + offset[..., 1] * np.cos(HEADING)
        for _ in range(40):
            heading = np.interp(along, self.along, self.heading)
            east = points[..., 0] - np.interp(along, self.along, self.centre[:, 0])
            north = points[..., 1] - np.interp(along, self.along, self.centre[:, 1])
            ahead = east * np.sin(heading) + north * np.cos(heading)
            along = np.clip(along + 0.6 * ahead, FIRST_ALONG, LAST_ALONG)
        across = east * np.cos(heading) - north * np.sin(heading)
        return along, across

    def floor_width(self, side: int, along: ArrayLike) -> Floats:
        """Metres from the axis to the foot of the slope on one side."""
        return interpolated(FLOOR_ALONG, FLOOR_WIDTH[side], along)

    def spur(self, side: int, along: ArrayLike) -> Floats:
        """Metres by which the slope is pushed away from the axis (negative on a spur)."""
        along = np.asarray(along, dtype=np.float64)
        waves = [
            height * np.sin(2 * np.pi * along / length + phase) for height, length, phase in SPUR_WAVES[side]
        ]
        return np.asarray(sum(waves), dtype=np.float64)

    def across_of(self, side: int, along: ArrayLike, rise: ArrayLike) -> Floats:
        """Across for a distance up the slope.

        Parameters
        ----------
        side
            ``WEST`` or ``EAST``.
        along
            Metres along the axis.
        rise
            Metres up the slope in plan, 0 at its foot, negative on the level floor.

        Returns
        -------
        Floats
            Signed metres across.
        """
        rise = np.asarray(rise, dtype=np.float64)
        reach = 1.0 - np.exp(-np.maximum(rise, 0.0) / SPUR_REACH)
        return side * (self.floor_width(side, along) + rise + self.spur(side, along) * reach)

    def rise_of(self, along: ArrayLike, across: ArrayLike) -> Floats:
        """Distance up the slope, the inverse of :meth:`across_of`, on the side of ``across``."""
        along, across = np.broadcast_arrays(
            np.asarray(along, dtype=np.float64), np.asarray(across, dtype=np.float64)
        )
        east = across >= 0
        width = np.where(east, self.floor_width(EAST, along), self.floor_width(WEST, along))
        spur = np.where(east, self.spur(EAST, along), self.spur(WEST, along))
        wanted = np.abs(across) - width
        rise = np.maximum(wanted, 0.0)
        for _ in range(15):
            decay = np.exp(-rise / SPUR_REACH)
            error = rise + spur * (1.0 - decay) - wanted
            rise = np.maximum(rise - error / (1.0 + spur * decay / SPUR_REACH), 0.0)
        return np.where(wanted <= 0, wanted, rise)


def make_valley() -> Valley:
    """Build the axis: a gentle double bend, straight beyond the town."""
    along = np.arange(FIRST_ALONG, LAST_ALONG + 1.0)
    fade = smooth_step((along + 1100.0) / 600.0) * smooth_step((2700.0 - along) / 600.0)
    bend = 0.15 * np.sin(along / 430.0 + 0.5) + 0.05 * np.sin(along / 230.0 + 2.0)
    heading = HEADING + bend * fade
    zero = int(np.searchsorted(along, 0.0))
    steps = np.stack([np.sin(heading), np.cos(heading)], axis=1)
    middle = (steps[1:] + steps[:-1]) / 2.0
    centre = np.vstack([np.zeros((1, 2)), np.cumsum(middle, axis=0)])
    centre = centre - centre[zero] + np.array([ORIGIN_EAST, ORIGIN_NORTH])
    return Valley(along=along, centre=centre, heading=heading)


@dataclass(frozen=True)
class Hillside:
    """Square-cornered grid on one slope: contour lines and the lines of steepest descent.

    ``foot`` is the value of ``along`` at which a line of steepest descent reaches the
    foot of the slope; walking up it, ``rise`` grows and ``foot`` stays. Lots cut at
    constant ``foot`` therefore stand square to their street.

    Attributes
    ----------
    valley
        The plan grid.
    side
        ``WEST`` or ``EAST``.
    feet, rises
        (n,) and (m,) regular knots.
    along
        (n, m) along of each knot.
    """

    valley: Valley
    side: int
    feet: Floats
    rises: Floats
    along: Floats

    def plan(self, foot: ArrayLike, rise: ArrayLike) -> tuple[Floats, Floats]:
        """Slope numbers to plan numbers (along, across)."""
        foot, rise = np.broadcast_arrays(
            np.asarray(foot, dtype=np.float64), np.asarray(rise, dtype=np.float64)
        )
        column = np.clip((foot - self.feet[0]) / (self.feet[1] - self.feet[0]), 0, len(self.feet) - 1.001)
        row = np.clip((rise - self.rises[0]) / (self.rises[1] - self.rises[0]), 0, len(self.rises) - 1.001)
        i, j = column.astype(int), row.astype(int)
        a, b = column - i, row - j
        table = self.along
        along = (
            table[i, j] * (1 - a) * (1 - b)
            + table[i + 1, j] * a * (1 - b)
            + table[i, j + 1] * (1 - a) * b
            + table[i + 1, j + 1] * a * b
        )
        return along, self.valley.across_of(self.side, along, rise)

    def place(self, foot: ArrayLike, rise: ArrayLike) -> Floats:
        """Slope numbers to the map: (..., 2) east, north, EPSG:6669."""
        return self.valley.place(*self.plan(foot, rise))


def make_hillside(valley: Valley, side: int, highest: float = 420.0) -> Hillside:
    """Trace the lines of steepest descent of one slope.

    Parameters
    ----------
    valley
        The plan grid.
    side
        ``WEST`` or ``EAST``.
    highest
        Metres up the slope where tracing stops.
    """
    feet = np.arange(-1000.0, 2400.0, 4.0)
    rises = np.arange(0.0, highest + 2.0, 2.0)
    columns = [feet]
    nudge = 0.5
    for rise in rises[:-1]:
        along = columns[-1]
        here = valley.place(along, valley.across_of(side, along, rise))
        up = valley.place(along, valley.across_of(side, along, rise + nudge)) - here
        on = valley.place(along + nudge, valley.across_of(side, along + nudge, rise)) - here
        drift = -np.sum(on * up, axis=1) / np.sum(on * on, axis=1)
        columns.append(along + drift * (rises[1] - rises[0]))
    return Hillside(valley=valley, side=side, feet=feet, rises=rises, along=np.stack(columns, axis=1))
