"""Elements of an XML file as arrays, so that they are sorted by arithmetic instead of one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Marks:
    """Elements within a container, in the order of the document.

    Attributes
    ----------
    tags
        (n,) index into `names`.
    names
        The different tags, ``{namespace}name``.
    child
        (n,) number of the child of the container in which the element lies, from 0.
    children
        Positions of the children themselves.
    """

    tags: NDArray[np.int32]
    names: list[str]
    child: NDArray[np.int64]
    children: NDArray[np.int64]

    def texts(self, positions: NDArray[np.int64]) -> list[str]:
        """Return the texts of some elements, without the space around them."""
        raise NotImplementedError

    def values(self, positions: NDArray[np.int64], attribute: str) -> list[str]:
        """Return an XML attribute of some elements, empty where it is missing."""
        raise NotImplementedError

    def numbers(self, positions: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Return the numbers in the texts of some elements one behind another, and where each begins.

        Words that are no numbers become NaN; the second array has one entry more than `positions`.
        """
        raise NotImplementedError

    def end(self, position: int) -> int:
        """Return the position behind everything within an element."""
        raise NotImplementedError

    def where(self, *names: str) -> NDArray[np.int64]:
        """Return the positions of the elements of some tags."""
        return np.flatnonzero(self.mask(*names))

    def mask(self, *names: str) -> NDArray[np.bool_]:
        """Return which elements are of some tags."""
        wanted = np.array([name in names for name in self.names], dtype=bool)
        return wanted[self.tags] if len(wanted) else np.zeros(0, dtype=bool)

    def last(self, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return for each element the position of the last marked one up to it, -1 where none is."""
        places = np.where(mask, np.arange(len(mask)), -1)
        return np.maximum.accumulate(places) if len(places) else places
