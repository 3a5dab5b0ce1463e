"""Hospitals, schools and homes of care in a project, and which of them a hazard reaches (DOMAIN 3.4).

PLATEAU has one code for all of them (422 文教厚生施設); lists of 国土数値情報 (P04, P29, P14) and of
自治体標準オープンデータセット tell them apart. A layer is known by its columns, never by its name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.answers import State, ask
from layers import filters
from layers.feedback import Feedback

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.hazard.hazards import Hazard
    from layers.base import Layer

KINDS = {
    "hospitals": r"P04_00\d|診療科目.*|病床数|医療機関の種類",
    "schools": r"P29_00\d|学校コード|学校分類|学校種別",
    "care": r"P14_00\d|実施サービス|介護サービスの種類|福祉施設.*分類",
}
"""Of each kind, what a column of its lists is called."""
HALF = 0.5
"""Metres: a facility that is a point stands on a square of twice that, as shelters do."""


@dataclass(frozen=True, eq=False)
class Facilities:
    """Facilities of all lists.

    Attributes
    ----------
    kinds
        Kinds of which there is a list: of the others nothing is known.
    kind
        (m,) number of the kind of each in `kinds`.
    points
        (m, 2) metres of the project's system.
    reached
        (m,) whether a hazard reaches it.
    """

    kinds: tuple[str, ...]
    kind: NDArray[np.int64]
    points: NDArray[np.float64]
    reached: NDArray[np.bool_]


def kind_of(layer: Layer) -> str:
    """Return which facilities a layer lists, empty for another layer."""
    if layer.kind != "vector" or layer.data is None:
        return ""
    names = [name for one in layer.table().attributes for name in (one.name, one.label)]
    return next(
        (kind for kind, pattern in KINDS.items() if any(re.fullmatch(pattern, name) for name in names)), ""
    )


def facilities_in(
    layers: Iterable[Layer], hazards: Sequence[Hazard], feedback: Feedback
) -> Facilities | None:
    """Return the facilities that layers list, None without any list.

    Parameters
    ----------
    layers
        Of the project; of an area its middle counts. Those without a place are left out.
    hazards
        What may come; only what lies on the map, for facilities carry nothing themselves.
    feedback
        A wish to stop is heard.
    """
    import shapely

    from gisapp.desks.hazard.targets import standing_at

    kinds: list[str] = []
    points, kind, first = [], [], None
    for layer in layers:
        feedback.step()
        found = kind_of(layer)
        centres = layer.centroids() if found else None
        if not found or centres is None:
            continue
        first = first or layer
        if found not in kinds:
            kinds.append(found)
        shown = filters.mask(layer)
        places = centres[:, :2] if shown is None else centres[shown, :2]
        places = places[np.isfinite(places).all(axis=1)]
        points.append(places)
        kind.append(np.full(len(places), kinds.index(found)))
    if first is None:
        return None
    whole = np.concatenate(points)
    x, y = whole.T
    targets = standing_at(first, shapely.box(x - HALF, y - HALF, x + HALF, y + HALF))
    reached = np.zeros(len(whole), np.bool_)
    quiet = Feedback()  # a hazard that reaches no facility is no fault
    for answer in ask(targets, [one for one in hazards if one.measured], quiet).answers:
        reached |= answer.state == State.AFFECTED
    return Facilities(tuple(kinds), np.concatenate(kind), whole, reached)
