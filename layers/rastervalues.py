"""The values of a raster that is no picture: its style colours them, as it does those of features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers.colours import in_ranges
from styles.style import ByRange, Fixed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from layers.base import Attribute
    from layers.raster import Pixels
    from styles.style import Style


@dataclass(frozen=True, eq=False)
class Values:
    """The values of a raster.

    Attributes
    ----------
    attribute
        What they are.
    sample
        (n,) those of pixels at even steps that have one; they stand for all in legends and proposals.
    style
        How they are coloured when nobody chose another style.
    painted
        Gives the pixels in a style; quick, nothing is read.
    """

    attribute: Attribute
    sample: NDArray[np.float64]
    style: Style
    painted: Callable[[Style], Pixels]


@dataclass(frozen=True, eq=False)
class ValuesTable:
    """A row for each of some pixels; see :class:`layers.base.Table`."""

    values: Values

    @property
    def attributes(self) -> Sequence[Attribute]:
        """The one column."""
        return (self.values.attribute,)

    def __len__(self) -> int:
        """Return how many pixels stand for all."""
        return len(self.values.sample)

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Return the values, NaN for another column."""
        if name == self.values.attribute.name:
            return self.values.sample
        return np.full(len(self), np.nan)

    def texts(self, name: str) -> NDArray[np.object_]:
        """Return the values as text."""
        return np.array([f"{one:.3f}" for one in self.numbers(name).tolist()], dtype=object)

    def categories(self, name: str) -> tuple[NDArray[np.int32], list[str]]:
        """Return none: they are numbers."""
        del name
        return np.full(len(self), -1, dtype=np.int32), []

    def labels(self, name: str) -> Mapping[str, str]:
        """Return nothing: there are no codes."""
        del name
        return {}


def painted_values(values: NDArray[np.floating], style: Style) -> NDArray[np.uint8]:
    """Return values (r, c) as (r, c, 4) red, green, blue, opacity; nothing where there is no value."""
    found = np.zeros((*values.shape, 4), dtype=np.uint8)
    if isinstance(style, ByRange):
        colours = np.array([*(one.colour for one in style.ranges), style.other], dtype=np.uint8)
        found[..., :3] = colours[in_ranges(style, values)]
    else:
        found[..., :3] = style.colour if isinstance(style, Fixed) else style.other
    found[..., 3] = np.where(np.isfinite(values), 255, 0)
    return found
