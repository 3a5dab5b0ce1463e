"""The estimated ground of a city without a terrain model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from layers.drawables import NO_FEATURE, Mesh, Surface

if TYPE_CHECKING:
    from numpy.typing import NDArray

ABOVE = 0.3
"""Metres by which footprints that are written at height zero lie above the ground, so that they show."""


def ground_height(ground: dict[str, Any], places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the estimated ground height at (n, 2) east, north (nearest cell)."""
    heights = ground["heights"]
    column = np.clip(((places[:, 0] - ground["west"]) / ground["cell"]).astype(int), 0, heights.shape[1] - 1)
    row = np.clip(((places[:, 1] - ground["south"]) / ground["cell"]).astype(int), 0, heights.shape[0] - 1)
    found: NDArray[np.float64] = heights[row, column].astype(np.float64)
    return found


def ground_mesh(ground: dict[str, Any]) -> Mesh:
    """Return the estimated ground as a mesh that belongs to no feature, a little below the buildings."""
    heights = ground["heights"].astype(np.float64)
    rows, columns = heights.shape
    north, east = np.meshgrid(np.arange(rows), np.arange(columns), indexing="ij")
    origin = np.array([ground["west"], ground["south"], float(np.round(heights.mean()))])
    centre = (np.stack([east, north], axis=-1) + 0.5) * ground["cell"]
    points = np.concatenate([centre, (heights - origin[2] - 0.4)[..., None]], axis=-1).reshape(-1, 3)
    corner = (north[:-1, :-1] * columns + east[:-1, :-1]).ravel()
    triangles = np.concatenate(
        [
            np.stack([corner, corner + 1, corner + columns + 1], axis=1),
            np.stack([corner, corner + columns + 1, corner + columns], axis=1),
        ]
    )
    return Mesh(
        origin,
        points.astype(np.float32),
        triangles.astype(np.uint32),
        np.full(len(triangles), NO_FEATURE, dtype=np.uint32),
        np.full(len(triangles), Surface.UNKNOWN, dtype=np.uint8),
        closed=True,
    )


def lift(features: dict[str, NDArray[Any]], ground: dict[str, Any] | None) -> dict[str, NDArray[Any]]:
    """Return the feature index with buildings that are only a footprint at height zero laid on the ground."""
    flat = features["lods"] == 1
    # Most cities have none of them; then the heights of a million buildings stay on the disk.
    if ground is None or not flat.any():
        return features
    flat &= (features["bottom"] == 0) & (features["top"] == 0)
    if not flat.any():
        return features
    places = np.column_stack([features["box_east"][flat], features["box_north"][flat]])
    lifted = dict(features)
    for name in ("bottom", "top"):
        column = features[name].copy()
        column[flat] = ground_height(ground, places) + ABOVE
        lifted[name] = column
    return lifted
