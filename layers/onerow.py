"""The table of a layer that is one thing: a picture, a terrain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from layers.base import Attribute


@dataclass(frozen=True, eq=False)
class OneRow:
    """A table of one row.

    Attributes
    ----------
    attributes
        The columns.
    values
        The value of each column; None or nothing where it is missing.
    """

    attributes: Sequence[Attribute]
    values: Mapping[str, Any]

    def __len__(self) -> int:
        """Return 1."""
        return 1

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Return a column as numbers, NaN for what is none."""
        value = self.values.get(name)
        return np.array([float(value) if isinstance(value, int | float) else np.nan])

    def texts(self, name: str) -> NDArray[np.object_]:
        """Return a column as text for reading."""
        value = self.values.get(name)
        text = "" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)
        return np.array([text], dtype=object)

    def categories(self, name: str) -> tuple[NDArray[np.int32], list[str]]:
        """Return the one value."""
        return np.zeros(1, dtype=np.int32), [str(self.texts(name)[0])]

    def labels(self, name: str) -> Mapping[str, str]:
        """Return nothing: there are no codes."""
        del name
        return {}
