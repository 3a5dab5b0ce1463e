"""Hospitals, schools and homes of care in a project, and which of them a hazard reaches (DOMAIN 3.4).

PLATEAU has one code for all of them (422 文教厚生施設); lists of 国土数値情報 (P04, P29, P14) and of
自治体標準オープンデータセット tell them apart. A layer is known by its columns, never by its name. Of a mixed
list each row is known by what stands in its column of kinds (病院, 学校, 福祉施設 …).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.answers import ask
from gisapp.desks.hazard.shelters import is_list
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
SORT = r"種類|種別|分類|区分|施設の?(?:種類|種別|分類|区分)|kind|type|category"
"""What the column of a mixed list is called that tells of each row what it is."""
SORTS = {
    "hospitals": re.compile(r"病院|診療所|医療(?!費)|医院|クリニック"),
    "schools": re.compile(r"(?:^|[小中高等]|特別支援|義務教育|専門|大)学校|高校|^大学$|幼稚園"),
    "care": re.compile(r"福祉施設|老人|介護|障害者|特別養護|デイサービス|保育"),
}
"""Of each kind, what stands there."""
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
    """Return which facilities a layer lists, empty for a mixed list and for another layer."""
    if layer.kind != "vector" or layer.data is None:
        return ""
    names = [name for one in layer.table().attributes for name in (one.name, one.label)]
    return next(
        (kind for kind, pattern in KINDS.items() if any(re.fullmatch(pattern, name) for name in names)), ""
    )


def kinds_of(layer: Layer) -> NDArray[np.object_] | None:
    """Return (n,) the kind of facility of each row, empty for others; None for a layer that lists none."""
    whole = kind_of(layer)
    if whole:
        return np.full(len(layer.table()), whole, dtype=object)
    # Houses and zones have columns of that name too; shelters are counted as such.
    if layer.kind != "vector" or layer.data is None or layer.data.areal or is_list(layer):
        return None
    table = layer.table()
    sort = next(
        (
            one.name
            for one in table.attributes
            if re.fullmatch(SORT, one.name, re.IGNORECASE) or re.fullmatch(SORT, one.label)
        ),
        "",
    )
    if not sort:
        return None
    indices, values = table.categories(sort)
    meant = [next((kind for kind, one in SORTS.items() if one.search(str(value))), "") for value in values]
    found: NDArray[np.object_] = np.array([*meant, ""], dtype=object)[indices]
    return found if any(meant) else None


def facilities_in(
    layers: Iterable[Layer], hazards: Sequence[Hazard], feedback: Feedback
) -> Facilities | None:
    """Return the facilities that layers list, None without any list.

    Parameters
    ----------
    layers
        Of the project; of an area its middle counts. Those without a place are left out, and of mixed lists
        what is no facility.
    hazards
        What may come; only what lies on the map, for facilities carry nothing themselves.
    feedback
        A wish to stop is heard.
    """
    import shapely

    from gisapp.desks.hazard.targets import standing_at

    points, sorts, first = [], [], None
    listed: set[str] = set()
    for layer in layers:
        feedback.step()
        found = kinds_of(layer)
        centres = None if found is None else layer.centroids()
        if found is None or centres is None:
            continue
        first = first or layer
        listed.add(kind_of(layer))  # a list of hospitals without any says that there are none
        shown = filters.mask(layer)
        meant = (found != "") & np.isfinite(centres[:, :2]).all(axis=1)
        meant = meant if shown is None else meant & shown
        points.append(centres[meant, :2])
        sorts.append(found[meant])
    if first is None:
        return None
    whole, sort = np.concatenate(points), np.concatenate(sorts)
    kinds = tuple(one for one in KINDS if (sort == one).any() or one in listed)
    x, y = whole.T
    targets = standing_at(first, shapely.box(x - HALF, y - HALF, x + HALF, y + HALF))
    reached = np.zeros(len(whole), np.bool_)
    quiet = Feedback()  # a hazard that reaches no facility is no fault
    for answer in ask(targets, [one for one in hazards if one.measured], quiet).answers:
        reached |= answer.touched
    number = {one: place for place, one in enumerate(kinds)}
    return Facilities(kinds, np.array([number[one] for one in sort], np.int64), whole, reached)
