"""What stands to the right of a divider, while what the view shows otherwise stands to its left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from layers.drawables import Drawable


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two states of the same place.

    Attributes
    ----------
    left, right
        What each is called.
    drawables
        What a desk has worked out for the right one.
    paints
        Colours (n, 3) of the features of layers, by their id, for the right one.
    """

    left: str
    right: str
    drawables: tuple[Drawable, ...]
    paints: Mapping[str, NDArray[np.uint8]]
