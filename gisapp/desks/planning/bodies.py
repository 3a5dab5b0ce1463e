"""Buildings as they stand: those on a lot by their full shapes, and those around it as prisms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers.drawables import Mesh

if TYPE_CHECKING:
    from collections.abc import Iterable

    import shapely
    from numpy.typing import NDArray

    from layers.base import Layer


@dataclass(frozen=True, eq=False)
class Body:
    """A building that is held against the volume.

    Attributes
    ----------
    name
        What it is called.
    triangles
        (n, 3, 3) its surface, metres east, north and above the datum of the scene.
    there
        Whether the scene shows it anyway: an existing building. A proposed one is drawn too.
    """

    name: str
    triangles: NDArray[np.float64]
    there: bool = True


def bodies_on(layers: Iterable[Layer], lot: shapely.Geometry) -> tuple[Body, ...]:
    """Return the full shapes of the existing buildings whose footprint lies mostly on a lot."""
    import shapely

    found = []
    for layer in layers:
        if layer.kind != "buildings" or layer.data is None or not layer.visible:
            continue
        bounds, (west, south, east, north) = layer.data.bounds, lot.bounds
        near = (bounds[:, 0] < east) & (bounds[:, 3] > west) & (bounds[:, 1] < north) & (bounds[:, 4] > south)
        rows = np.flatnonzero(near)
        footprints = layer.footprints()
        if footprints is None or not len(rows):
            continue
        shapes = shapely.make_valid(shapely.force_2d(footprints[rows]))
        mostly = shapely.area(shapely.intersection(shapes, lot)) > shapely.area(shapes) / 2
        for row in rows[mostly].tolist():
            meshes = [one for one in layer.outline(np.array([row], np.uint32)) if isinstance(one, Mesh)]
            pieces = [
                (one.points.astype(np.float64) + one.origin)[one.triangles.astype(np.intp)] for one in meshes
            ]
            if pieces:
                found.append(Body(layer.table().texts("gml_id")[row], np.concatenate(pieces)))
    return tuple(found)
