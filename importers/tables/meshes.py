"""Columns of grid square codes (メッシュコード): each row lies in the square that its code names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from importers.tables import columnnames, numbers
from layers import meshcodes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

NAMES = re.compile(r"メッシュ|mesh|地域区画")
ENOUGH = 0.9
"""Share of the values that must be codes."""


def mesh_squares(columns: Mapping[str, pa.Array]) -> tuple[str, NDArray[np.object_]] | None:
    """Return the column that holds codes of squares and the square of each row.

    Only a column that is called so is looked at: numbers of eight digits may be anything. Where several are
    (1 km and 500 m side by side), the one with the smallest squares counts.

    Returns
    -------
    tuple of str and numpy.ndarray, or None
        Name of the column, and (n,) polygons in degrees, None for rows without a code; rows of one code
        have one polygon.
    """
    best: tuple[float, str, NDArray[np.object_]] | None = None
    for name, texts in columns.items():
        if not NAMES.search(columnnames.normal_name(name)):
            continue
        plain = pc.replace_substring_regex(numbers.normal(texts), r"[-\s_]|\.0+$", "")
        encoded = plain.dictionary_encode()
        codes = np.array(encoded.dictionary.to_pylist(), dtype=np.str_)
        if not len(codes):
            continue
        boxes = meshcodes.boxes(codes)
        known = np.isfinite(boxes[:, 0])
        index = pc.fill_null(encoded.indices, len(codes)).to_numpy(zero_copy_only=False)
        if known[index[index < len(codes)]].mean() < ENOUGH:
            continue
        size = float(np.median(boxes[known, 2] - boxes[known, 0]))
        if best is not None and size >= best[0]:
            continue
        shapes = np.full(len(codes) + 1, None, dtype=object)
        shapes[:-1][known] = shapely.box(*boxes[known].T)
        best = (size, name, shapes[index])
    return None if best is None else (best[1], best[2])
