"""Layers with times, as small as a test needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import shapely

from layers import featurestore
from layers.base import Attribute, Source
from layers.vector import Features, Vector
from tests.layers.features import RECEIPT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

    from styles.style import Style

SQUARE = 100.0


def squares(count: int) -> NDArray[np.object_]:
    """Return squares side by side, from west to east."""
    west = np.arange(count) * SQUARE
    found: NDArray[np.object_] = shapely.box(west, 0.0, west + SQUARE, SQUARE)
    return found


def timed_layer(
    folder: Path,
    shapes: NDArray[np.object_],
    columns: Mapping[str, Sequence[Any]],
    kinds: Mapping[str, str],
    *,
    places: Sequence[int] | None = None,
    style: Style | None = None,
    name: str = "人流",
) -> Vector:
    """Write a store and return its layer.

    Parameters
    ----------
    kinds
        Kind of each column; ``text`` for those not named.
    places
        Shape of each row, None when each has its own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    table = pa.table({one: pa.array(values) for one, values in columns.items()})
    attributes = [Attribute(one, one, kind=kinds.get(one, "text")) for one in columns]
    featurestore.write(
        folder,
        table,
        shapes,
        "EPSG:6669",
        attributes,
        {"key": name, "name": name, "receipt": RECEIPT, "made": "2026-01-01T00:00:00+00:00"},
        None if places is None else np.asarray(places, dtype=np.int32),
    )
    made = Vector(
        folder.name,
        name,
        "EPSG:6669",
        Source(folder, "tables"),
        data=Features(featurestore.FeatureStore.open(folder)),
    )
    if style is None:
        return made
    from dataclasses import replace

    return replace(made, style=style)


def hourly(folder: Path, count: int = 3, hours: int = 5, style: Style | None = None) -> Vector:
    """Return squares with a value for each hour: ten times the hour and the number of the square."""
    return timed_layer(
        folder,
        squares(count),
        {
            "日時": [f"2026-11-21T{hour:02}:00:00" for hour in range(hours) for _ in range(count)],
            "値": [10.0 * hour + square for hour in range(hours) for square in range(count)],
        },
        {"日時": "date", "値": "number"},
        places=[square for _ in range(hours) for square in range(count)],
        style=style,
    )
