"""Outlines of buildings in their own frame.

A frame has its origin at the front left corner of the building's rectangle; x runs
along the front, y away from the street. All rings are counter-clockwise.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sample_data.generator.valley import Floats


@dataclass(frozen=True)
class Outline:
    """Outline of a building in its own frame.

    Attributes
    ----------
    shell
        (n, 2) outer ring, counter-clockwise, not closed.
    holes
        Inner rings, clockwise, not closed.
    """

    shell: Floats
    holes: tuple[Floats, ...] = ()


def ring(*corners: tuple[float, float]) -> Floats:
    """Make an array from corners."""
    return np.array(corners, dtype=np.float64)


def rectangle(width: float, depth: float) -> Outline:
    """Make a plain rectangle."""
    return Outline(ring((0, 0), (width, 0), (width, depth), (0, depth)))


def wing_size(width: float, depth: float) -> tuple[float, float]:
    """Width and length of the wing of an L: never wider than the main part is deep."""
    length = 0.36 * depth
    return min(0.46 * width, 0.96 * (depth - length)), length


def l_shape(width: float, depth: float) -> Outline:
    """Draw the main part at the back, a wing towards the street on the left."""
    wing, length = wing_size(width, depth)
    return Outline(ring((0, 0), (wing, 0), (wing, length), (width, length), (width, depth), (0, depth)))


def lean_to_size(width: float, depth: float) -> tuple[float, float, float]:
    """Left and right end and depth of a lean-to at the front."""
    return 0.18 * width, 0.74 * width, 0.2 * depth


def lean_to(width: float, depth: float) -> Outline:
    """Draw the main part with a lower lean-to at the front."""
    left, right, length = lean_to_size(width, depth)
    return Outline(
        ring(
            (left, 0),
            (right, 0),
            (right, length),
            (width, length),
            (width, depth),
            (0, depth),
            (0, length),
            (left, length),
        )
    )


def notched(width: float, depth: float) -> Outline:
    """Rectangle that leaves out its front right corner."""
    cut_x, cut_y = 0.7 * width, 0.28 * depth
    return Outline(ring((0, 0), (cut_x, 0), (cut_x, cut_y), (width, cut_y), (width, depth), (0, depth)))


def bay(width: float, depth: float) -> Outline:
    """Rectangle with a projecting middle at the front and one at the back."""
    return Outline(
        ring(
            (0, 0.14 * depth),
            (0.3 * width, 0.14 * depth),
            (0.3 * width, 0),
            (0.72 * width, 0),
            (0.72 * width, 0.14 * depth),
            (width, 0.14 * depth),
            (width, 0.88 * depth),
            (0.6 * width, 0.88 * depth),
            (0.6 * width, depth),
            (0.2 * width, depth),
            (0.2 * width, 0.88 * depth),
            (0, 0.88 * depth),
        )
    )


def u_shape(width: float, depth: float) -> Outline:
    """Three wings around a yard that opens to the street."""
    wing = min(11.0, 0.3 * width)
    back = depth - min(11.0, 0.4 * depth)
    return Outline(
        ring(
            (0, 0),
            (wing, 0),
            (wing, back),
            (width - wing, back),
            (width - wing, 0),
            (width, 0),
            (width, depth),
            (0, depth),
        )
    )


def court(width: float, depth: float) -> Outline:
    """Four wings around a closed court."""
    left, right = 0.32 * width, 0.7 * width
    low, high = 0.32 * depth, 0.68 * depth
    hole = ring((left, low), (left, high), (right, high), (right, low))
    return Outline(rectangle(width, depth).shell, (hole,))


def slab(width: float, depth: float) -> Outline:
    """Long slab with stair towers at the back."""
    towers = max(2, int(width // 22.0))
    back = depth - 1.8
    corners = [(0.0, 0.0), (width, 0.0), (width, back)]
    for tower in reversed(range(towers)):
        centre = (tower + 0.5) * width / towers
        corners += [(centre + 2.2, back), (centre + 2.2, depth), (centre - 2.2, depth), (centre - 2.2, back)]
    return Outline(ring(*corners, (0.0, back)))


def hall(width: float, depth: float) -> Outline:
    """Long front with a deeper middle part behind it, as a city hall has."""
    left, right, cut = 0.24 * width, 0.76 * width, 0.7 * depth
    return Outline(
        ring(
            (0, 0),
            (width, 0),
            (width, cut),
            (right, cut),
            (right, depth),
            (left, depth),
            (left, cut),
            (0, cut),
        )
    )


def round_shape(width: float, depth: float) -> Outline:
    """Regular polygon with sixteen corners inside the rectangle."""
    angle = np.arange(16) / 16.0 * 2.0 * np.pi + np.pi / 16.0
    radius = min(width, depth) / 2.0
    circle = radius * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return Outline(circle + np.array([width / 2.0, depth / 2.0]))


SHAPES: dict[str, Callable[[float, float], Outline]] = {
    "rectangle": rectangle,
    "l": l_shape,
    "lean-to": lean_to,
    "notched": notched,
    "bay": bay,
    "u": u_shape,
    "court": court,
    "slab": slab,
    "hall": hall,
    "podium": rectangle,
    "terminal": rectangle,
    "round": round_shape,
}


def outline(shape: str, width: float, depth: float, *, mirrored: bool) -> Outline:
    """Outline of a named shape.

    Parameters
    ----------
    shape
        Key of ``SHAPES``.
    width, depth
        Metres of the surrounding rectangle.
    mirrored
        Swap left and right.

    Returns
    -------
    Outline
        Rings in the building's frame.
    """
    plain = SHAPES[shape](width, depth)
    if not mirrored:
        return plain

    def flip(corners: Floats) -> Floats:
        return np.column_stack([width - corners[:, 0], corners[:, 1]])[::-1]

    return Outline(flip(plain.shell), tuple(flip(hole) for hole in plain.holes))
