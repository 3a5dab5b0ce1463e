"""Areas, buildings and partitions for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gisapp.desks.areas.buildings import Buildings
from gisapp.desks.areas.checks import check
from gisapp.desks.areas.model import AreaSet
from layers.feedback import Feedback

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.areas.checks import Checked

CRS = "EPSG:6669"


def texts(values: Sequence[str]) -> NDArray[np.object_]:
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


def version(shapes: Sequence[Any], names: Sequence[str] = (), codes: Sequence[str] = ()) -> AreaSet:
    """Return areas that are called 町0自治会, 町1自治会 … with codes 00, 01 …"""
    count = len(shapes)
    column = np.empty(count, dtype=object)
    column[:] = list(shapes)
    rows = range(count)
    return AreaSet(
        "自治振興課",
        CRS,
        texts([str(row) for row in rows]),
        texts(codes or [f"{row:02d}" for row in rows]),
        texts(names or [f"町{row}自治会" for row in rows]),
        texts([""] * count),
        column,
    )


def houses(places: Sequence[tuple[float, float]], side: float = 8.0, usage: str = "411") -> Buildings:
    """Return square buildings around places, all of one usage; empty for unknown."""
    middle = np.array(places, np.float64).reshape(-1, 2)
    half = side / 2
    shapes = shapely.box(*(middle - half).T, *(middle + half).T)
    lived = np.full(len(middle), usage in ("411", ""), np.bool_)
    return Buildings(shapes, lived, np.full(len(middle), usage == ""), np.arange(len(middle)), "建物")


def checked(
    areas: AreaSet,
    buildings: Buildings | None = None,
    city: shapely.Geometry | None = None,
    agreed: Collection[str] = (),
) -> Checked:
    return check(areas, buildings, city, agreed, Feedback())


def codes_of(found: Checked) -> list[str]:
    return [str(one.code) for one in found.findings]


def partition(seed: int, cells: int, side: float = 400.0) -> NDArray[np.object_]:
    """Return cells that fill a square exactly, their corners on a grid of one millimetre."""
    random = np.random.default_rng(seed)
    grid = int(np.ceil(np.sqrt(cells)))
    places = np.stack(np.meshgrid(np.arange(grid), np.arange(grid)), axis=-1).reshape(-1, 2)[:cells]
    # Somewhat regular, so that no cell is itself a sliver.
    points = (places + random.uniform(0.2, 0.8, (cells, 2))) * side / grid
    square = shapely.box(0, 0, side, side)
    voronoi = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(points), extend_to=square, ordered=True)
    )
    clipped = shapely.transform(shapely.intersection(voronoi, square), lambda xy: np.round(xy, 3))
    return np.asarray(clipped)
