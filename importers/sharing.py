"""Shapes that many rows share: a place at many times is stored and drawn once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.timecolumn import find_time_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.collection import Collection
    from layers.shapes import Shapes

OFTEN = 2
"""A shape is shared when each one stands, on the average, at least so many times."""


def shared_shapes(collection: Collection) -> tuple[Shapes, NDArray[np.int32]] | None:
    """Return each shape of a collection once (k,), and which one each row (n,) has.

    Returns
    -------
    tuple or None
        None when rows have shapes of their own, or when nothing tells when they are: two things at one place
        are then two things.
    """
    if find_time_columns(collection.attributes, certain=True) is None or len(collection.table) < OFTEN:
        return None
    binary = collection.shapes.binary
    encoded = binary.dictionary_encode(null_encoding="encode")
    seldom = len(encoded.dictionary) * OFTEN > len(binary) and not collection.stations
    if seldom or binary.null_count == len(binary):
        return None
    places = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32)
    _, first = np.unique(places, return_index=True)
    return collection.shapes.taken(first), places
