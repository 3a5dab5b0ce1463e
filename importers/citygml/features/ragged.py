"""Many shapes as flat arrays: quick to send to another process, and made into shapely geometries at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from importers.citygml.features.spots import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_TYPES = {
    Shape.SURFACE: shapely.GeometryType.MULTIPOLYGON,
    Shape.LINE: shapely.GeometryType.MULTILINESTRING,
    Shape.POINT: shapely.GeometryType.MULTIPOINT,
}


@dataclass(frozen=True, eq=False)
class Ragged:
    """Shapes of one kind.

    Attributes
    ----------
    shape
        Which kind.
    feature
        (n,) number of the feature that each one shows, ascending.
    coordinates
        (m, 3) east, north, height.
    offsets
        Cuts as shapely has them, the innermost first: of points into rings or lines, of rings into polygons,
        of the parts into features; the first alone for points.
    """

    shape: Shape
    feature: NDArray[np.int64]
    coordinates: NDArray[np.float64]
    offsets: tuple[NDArray[np.int64], ...]

    @property
    def flat(self) -> bool:
        """Whether all heights are zero, which stands for no height."""
        return not self.coordinates[:, 2].any()


def geometries(pieces: Sequence[Ragged], count: int, *, flat: bool) -> NDArray[np.object_]:
    """Return one geometry for each of `count` features, None for those without.

    Parameters
    ----------
    pieces
        Shapes; no feature occurs twice.
    count
        Number of features.
    flat
        Leave heights out.
    """
    found = np.full(count, None, dtype=object)
    for piece in pieces:
        coordinates = np.ascontiguousarray(piece.coordinates[:, :2]) if flat else piece.coordinates
        made = shapely.from_ragged_array(_TYPES[piece.shape], coordinates, piece.offsets)
        if piece.shape is Shape.POINT:
            single = np.diff(piece.offsets[0]) == 1
            made[single] = shapely.get_geometry(made[single], 0)
        found[piece.feature] = made
    return found


def cuts(values: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return where runs of equal values begin, and the end."""
    if not len(values):
        return np.zeros(1, dtype=np.int64)
    starts = np.concatenate([[0], np.flatnonzero(np.diff(values)) + 1])
    return np.concatenate([starts, [len(values)]]).astype(np.int64)
