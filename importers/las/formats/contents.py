"""What a reader of another format gives: what its points have, and the points piece by piece."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Columns = dict[str, NDArray[np.generic]]

PIECE = 500_000
"""Points that are held at a time."""
COLOURS = ("red", "green", "blue")
PLAIN = ("intensity", "classification", "gps_time")
"""Columns beside x, y, z and colours for which points of LAS have a place of their own."""
TAKEN = frozenset(
    {
        *("X", "Y", "Z", "x", "y", "z", *COLOURS, *PLAIN, "nir", "user_data", "point_source_id"),
        *("return_number", "number_of_returns", "scan_angle", "scanner_channel", "scan_direction_flag"),
        *("edge_of_flight_line", "synthetic", "key_point", "withheld", "overlap"),
    }
)
"""Names that points of LAS have for something of their own."""
LONGEST_NAME = 32
"""Bytes of a name of an extra column."""
FINE = (1e-4, 1e-4, 1e-4)
"""Metres of a step where a source tells nothing of its own: a tenth of a millimetre."""


@dataclass(frozen=True, eq=False)
class Contents:
    """What a source holds.

    Attributes
    ----------
    claimed
        How many points it says it holds, None where it says nothing.
    colour
        Whether points have colours.
    extra
        Name and kind (as numpy writes it) of each column that LAS has no place for.
    steps
        x, y, z: what a last digit of the source stands for.
    pieces
        Gives the points from the first on, each time it is called: the share of the source that is read, and
        the columns ``x, y, z`` (float64), ``red, green, blue`` (uint16) when there are colours, those of
        :data:`PLAIN` that there are, and the extra ones.
    wkt
        Its system as well-known text, empty when it tells none.
    left_out
        Points that are not given, by why; counted while they are read.
    """

    claimed: int | None
    colour: bool
    extra: tuple[tuple[str, str], ...]
    steps: tuple[float, float, float]
    pieces: Callable[[], Iterator[tuple[float, Columns]]]
    wkt: str = ""
    left_out: dict[str, int] = field(default_factory=dict)

    def leave_out(self, reason: str, count: int) -> None:
        """Count points that are not given."""
        if count:
            self.left_out[reason] = self.left_out.get(reason, 0) + count


def extra_name(name: str) -> str:
    """Return the name under which a column is kept that LAS has no place for, or another one."""
    kept = f"source {name}" if name in TAKEN else name
    return kept.encode()[:LONGEST_NAME].decode(errors="ignore")


def full_colour(values: NDArray[np.generic], most: float) -> NDArray[np.uint16]:
    """Return colours (n,) from 0 to `most` as LAS has them, from 0 to 65535."""
    scaled = np.asarray(values, dtype=np.float64) * (65_535 / most)
    return np.clip(np.rint(np.nan_to_num(scaled)), 0, 65_535).astype(np.uint16)


def most_of(values: NDArray[np.generic]) -> float:
    """Return the end of the scale that colours are told on, judged by some of them: 1, 255 or 65535."""
    top = float(np.nanmax(np.asarray(values, dtype=np.float64), initial=0.0))
    if np.issubdtype(values.dtype, np.floating) and top <= 1.0:
        return 1.0
    return 255.0 if top <= 255 else 65_535.0
