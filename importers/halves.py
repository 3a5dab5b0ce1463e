"""Work on many shapes at once: GEOS lets other threads run, so two halves take less time than the whole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

MANY = 20_000
"""Shapes from which on it is worth a thread."""


def in_halves(
    work: Callable[[NDArray[np.object_]], NDArray[np.object_]], shapes: NDArray[np.object_]
) -> NDArray[np.object_]:
    """Return ``work(shapes)``, done in two threads where there are many; each row stands for itself."""
    if len(shapes) < MANY:
        return work(shapes)
    with ThreadPoolExecutor(2) as threads:
        return np.concatenate(list(threads.map(work, np.array_split(shapes, 2))))
