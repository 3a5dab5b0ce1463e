"""Points of a cloud that were drawn, kept to find what was clicked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Kept:
    """Points of a node that were drawn.

    Attributes
    ----------
    places
        (m, 3) metres from the origin of the node.
    rows
        (m,) which points of the node they are, None for all.
    sieve
        What was left out.
    """

    places: NDArray[np.float32]
    rows: NDArray[np.int64] | None
    sieve: object
