"""The natural ground: sea, level valley floor, slopes, crests and steep scarps."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sample_data.generator.valley import (
    EAST,
    WEST,
    Floats,
    Valley,
    interpolated,
    smooth_step,
)

FLOOR_ALONG = (-1500, -1150, -900, -700, 0, 200, 500, 800, 1100, 1400, 1700, 2000, 2400, 3000, 4200)
FLOOR_HEIGHT = (-14, -8, 0.5, 2.6, 2.6, 3.0, 4.2, 6.0, 9.0, 14.0, 23.0, 36.0, 58.0, 80.0, 100.0)
# Steepness of the slope (rise over run) by distance from its foot.
STEEP_AT = (0, 20, 60, 150, 300, 430, 540, 640, 800, 1100, 2000)
STEEPNESS = (0.06, 0.17, 0.24, 0.29, 0.33, 0.35, 0.22, 0.02, -0.06, -0.08, -0.02)
SEA_LEVEL = 0.0
QUAY_HEIGHT = 2.6


@dataclass(frozen=True)
class Scarp:
    """A steep step in the slope, too steep to build on.

    Attributes
    ----------
    side
        ``WEST`` or ``EAST``.
    along
        First and last metre along the axis.
    rise
        Metres up the slope where the step begins.
    depth
        Metres of the step in plan.
    height
        Metres of the step in height, on top of the slope itself.
    """

    side: int
    along: tuple[float, float]
    rise: float
    depth: float
    height: float


SCARPS = (
    Scarp(EAST, (300.0, 470.0), 262.0, 22.0, 15.0),
    Scarp(EAST, (905.0, 1040.0), 172.0, 20.0, 14.0),
    Scarp(EAST, (-300.0, -120.0), 42.0, 20.0, 16.0),
    Scarp(WEST, (110.0, 260.0), 236.0, 22.0, 15.0),
    Scarp(WEST, (760.0, 930.0), 205.0, 22.0, 16.0),
    Scarp(WEST, (-520.0, -400.0), 112.0, 18.0, 13.0),
)


@dataclass(frozen=True)
class Landform:
    """Natural ground heights.

    Attributes
    ----------
    valley
        The plan grid.
    waves
        (k, 4) roughness: wave vector east, wave vector north, phase, height in metres.
    """

    valley: Valley
    waves: Floats

    def roughness(self, points: Floats) -> Floats:
        """Small irregularity of wooded slopes, metres, mean 0."""
        angle = points @ self.waves[:, :2].T + self.waves[:, 2]
        return np.asarray(np.sin(angle) @ self.waves[:, 3], dtype=np.float64)

    def height(self, points: ArrayLike) -> Floats:
        """Natural height at map points.

        Parameters
        ----------
        points
            (n, 2) east, north, EPSG:6669.

        Returns
        -------
        Floats
            (n,) metres T.P.; below 0 means sea bed.
        """
        points = np.asarray(points, dtype=np.float64)
        along, across = self.valley.locate(points)
        return self.height_in_plan(along, across, points)

    def height_in_plan(self, along: Floats, across: Floats, points: Floats) -> Floats:
        """As :meth:`height` when the plan numbers are already known."""
        rise = self.valley.rise_of(along, across)
        fade = 1.0 - smooth_step((-along - 250.0) / 900.0)
        height = interpolated(FLOOR_ALONG, FLOOR_HEIGHT, along)
        height = height + climb(rise) * fade
        for scarp in SCARPS:
            height = height + scarp_height(scarp, along, across, rise) * fade
        rough = self.roughness(points) * smooth_step((rise - 30.0) / 350.0) * fade
        return np.asarray(height + rough, dtype=np.float64)


def climb(rise: ArrayLike) -> Floats:
    """Height above the floor by distance up the slope, metres."""
    knots = np.arange(STEEP_AT[0], STEEP_AT[-1] + 5.0, 5.0)
    steepness = interpolated(STEEP_AT, STEEPNESS, knots)
    heights = np.concatenate([[0.0], np.cumsum((steepness[1:] + steepness[:-1]) * 2.5)])
    return np.interp(np.maximum(np.asarray(rise, dtype=np.float64), 0.0), knots, heights)


def scarp_height(scarp: Scarp, along: Floats, across: Floats, rise: Floats) -> Floats:
    """Extra height of one scarp; it dies out along the slope and far above."""
    start, end = scarp.along
    window = smooth_step((along - start + 50.0) / 70.0) * smooth_step((end + 50.0 - along) / 70.0)
    step = smooth_step((rise - scarp.rise) / scarp.depth)
    settle = smooth_step((rise - scarp.rise - scarp.depth) / 170.0)
    return np.where(across * scarp.side > 0, scarp.height * window * (step - settle), 0.0)


def make_landform(valley: Valley, rng: np.random.Generator) -> Landform:
    """Draw the roughness waves; everything else is fixed."""
    count = 28
    length = np.geomspace(90.0, 620.0, count)
    angle = rng.uniform(0.0, 2.0 * np.pi, count)
    waves = np.stack(
        [
            2.0 * np.pi / length * np.cos(angle),
            2.0 * np.pi / length * np.sin(angle),
            rng.uniform(0.0, 2.0 * np.pi, count),
            2.6 * (length / 620.0) ** 0.9,
        ],
        axis=1,
    )
    return Landform(valley=valley, waves=waves)
