"""The buildings by which areas are judged, and which area each of them is in.

A building is in the area that holds the largest share of its footprint. Where no boundary cuts it, that is
the area in which any point of it lies. It is in none when more than half of it lies in no area, and in two
when two areas hold more than half of it each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.usages import DWELLINGS, UNKNOWN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.base import Layer
    from layers.feedback import Feedback

USAGE = r"usage|用途|建物用途|.*_usage"
"""Column with codes of Building_usage, by name or Japanese label."""
MORE_THAN_HALF = 0.5
_NO_SHAPES = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」に建物の形がないため、建物を数えられません。")
_CHOOSE = QT_TRANSLATE_NOOP(CONTEXT, "建物の形（面）か位置（点）のあるレイヤを選んでください。")


@dataclass(frozen=True, eq=False)
class Buildings:
    """Buildings.

    Attributes
    ----------
    shapes
        (n,) footprints, or places of buildings, metres of the project's system; None where there is none.
    living
        (n,) whether people live there; a building whose usage is unknown counts as lived in.
    unknown
        (n,) whether the usage is unknown.
    rows
        (n,) their rows in the layer.
    source, date
        Name of the layer, and what day it tells of.
    """

    shapes: NDArray[np.object_]
    living: NDArray[np.bool_]
    unknown: NDArray[np.bool_]
    rows: NDArray[np.intp]
    source: str = ""
    date: str = ""

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.shapes)


@dataclass(frozen=True, eq=False)
class Members:
    """Which area each building is in.

    Attributes
    ----------
    row, building, share
        (k,) pairs of an area and a building that meet, with the share of the footprint in the area.
    covered
        (n,) share of each footprint that lies in any area.
    """

    row: NDArray[np.int64]
    building: NDArray[np.int64]
    share: NDArray[np.float64]
    covered: NDArray[np.float64]

    @cached_property
    def area_of(self) -> NDArray[np.int64]:
        """(n,) row of the area with the largest share; -1 for buildings in none."""
        found = np.full(len(self.covered), -1, np.int64)
        order = np.argsort(self.share, kind="stable")  # the largest is written last
        found[self.building[order]] = self.row[order]
        found[self.covered < MORE_THAN_HALF] = -1
        return found

    @cached_property
    def mostly(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Areas and buildings of the pairs in which more than half of the building lies."""
        most = self.share > MORE_THAN_HALF + 1e-9
        return self.row[most], self.building[most]

    @cached_property
    def in_two(self) -> NDArray[np.bool_]:
        """(n,) whether two areas hold more than half of it each."""
        return np.bincount(self.mostly[1], minlength=len(self.covered)) > 1

    @cached_property
    def cut(self) -> NDArray[np.bool_]:
        """(n,) whether a boundary runs through it."""
        parts = np.zeros(len(self.covered), np.bool_)
        parts[self.building[self.share < 1 - 1e-9]] = True
        return parts


def buildings_of(layer: Layer) -> Buildings:
    """Return the buildings of a layer that pass its filter.

    Parameters
    ----------
    layer
        With its data opened.

    Raises
    ------
    layers.errors.AnalysisFailed
        When it has no shapes.
    """
    import shapely

    from layers import filters

    shapes = None if layer.data is None else layer.footprints()
    if shapes is None or shapely.is_missing(shapes).all():
        raise AnalysisFailed(_NO_SHAPES, _CHOOSE, values={"layer": layer.name})
    shown = filters.mask(layer)
    rows = np.arange(len(shapes)) if shown is None else np.flatnonzero(shown)
    usage = _usage(layer)[rows]
    unknown = usage == ""
    living = np.isin(usage.astype(str), DWELLINGS) | unknown
    return Buildings(shapes[rows], living, unknown, rows, layer.name, layer.source.date)


def _usage(layer: Layer) -> NDArray[np.object_]:
    table = layer.table()
    for one in table.attributes:
        if re.fullmatch(USAGE, one.name, re.IGNORECASE) or re.fullmatch(USAGE, one.label):
            index, values = table.categories(one.name)
            codes = ["" if value == UNKNOWN else value for value in values]
            return np.array([*codes, ""], dtype=object)[index]
    return np.full(len(table), "", dtype=object)


def within(buildings: Buildings, place: object) -> Buildings:
    """Return the buildings that a place (a polygon) meets."""
    import shapely

    kept = np.sort(shapely.STRtree(buildings.shapes).query(place, predicate="intersects"))
    return Buildings(
        buildings.shapes[kept],
        buildings.living[kept],
        buildings.unknown[kept],
        buildings.rows[kept],
        buildings.source,
        buildings.date,
    )


def members_of(areas: NDArray[np.object_], buildings: Buildings, feedback: Feedback) -> Members:
    """Return which area each building is in.

    Parameters
    ----------
    areas
        (m,) valid areas, None where a row has none.
    buildings
        In the same system.
    feedback
        For progress and the wish to stop.
    """
    import shapely

    count = len(buildings)
    tree = shapely.STRtree(buildings.shapes)
    known = np.flatnonzero(~shapely.is_missing(areas))
    met, building = tree.query(areas[known], predicate="intersects")
    feedback.step()
    whole = tree.query(areas[known], predicate="contains_properly")
    feedback.step()
    cut = np.flatnonzero(~np.isin(met * count + building, whole[0] * count + whole[1]))
    row = known[met]
    share = np.ones(len(row))
    footprints = shapely.make_valid(buildings.shapes[building[cut]], method="structure", keep_collapsed=False)
    pieces = shapely.intersection(areas[row[cut]], footprints)
    sizes = shapely.area(footprints)
    # A building that is known as a place only is there or not.
    share[cut] = np.divide(shapely.area(pieces), sizes, out=np.ones(len(cut)), where=sizes > 0)
    covered = np.zeros(count)
    covered[building[share == 1]] = 1.0
    feedback.step()
    _cover(covered, building[cut], pieces, sizes)
    kept = share > 0
    return Members(row[kept], building[kept], share[kept], covered)


def _cover(
    covered: NDArray[np.float64],
    building: NDArray[np.int64],
    pieces: NDArray[np.object_],
    sizes: NDArray[np.float64],
) -> None:
    """Set the share of each cut building that lies in any area, what lies in two counted once."""
    import shapely

    open_ = np.flatnonzero((covered[building] < 1) & (sizes > 0))
    if not len(open_):
        return
    order = open_[np.argsort(building[open_], kind="stable")]
    which, of = np.unique(building[order], return_inverse=True)
    # All pieces of a building become one collection, and all collections are joined in one call.
    together = shapely.geometrycollections(pieces[order], indices=of)
    joined = shapely.union_all(together[:, None], axis=1)
    size = np.zeros(len(which))
    size[of] = sizes[order]
    covered[which] = np.minimum(shapely.area(joined) / size, 1.0)
