"""Which shelters serve in which disaster (指定緊急避難場所, 災害対策基本法49条の4).

Lists of 指定避難所 (49条の7), where people stay afterwards, tell no kind of disaster: they are read too, and
stand apart as places of which that is 未確認.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.answers import State, ask
from gisapp.desks.hazard.classes import Kind
from layers import filters
from layers.feedback import Feedback, Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.hazard.answers import Answers
    from gisapp.desks.hazard.hazards import Hazard
    from layers.base import Layer

FLAGS = {
    Kind.FLOOD: ("災害種別_洪水", "洪水", "P20_009"),
    Kind.LANDSLIDE: (
        "災害種別_崖崩れ、土石流及び地滑り",
        "災害種別_崖崩れ、土石流および地滑り",
        "崖崩れ、土石流及び地滑り",
    ),
    Kind.STORM_SURGE: ("災害種別_高潮", "高潮"),
    Kind.TSUNAMI: ("災害種別_津波", "津波", "P20_008"),
    Kind.INLAND: ("災害種別_内水氾濫", "内水氾濫"),
}
"""Columns of 自治体標準オープンデータセット and of GSI's lists that tell for which disaster it serves."""
ASKED = {Kind.RESERVOIR: Kind.FLOOD, Kind.COLLAPSE: Kind.FLOOD, Kind.DANGER: Kind.LANDSLIDE}
"""Kinds that the law has no flag for, and the flag that stands for them."""
MARKS = frozenset({"1", "○", "〇", "◯", "◎", "true", "yes", "有", "可", "対応", "対象"})
"""What in such a column means yes; everything else, and a blank, means no."""
NAME = r"名称|施設・場所名|施設名|P20_002|name"
CAPACITY = r"想定収容人数|収容人数|P20_005"
ASSOCIATIONS = r"対象となる町会・自治会.*"
STAYS = r"指定緊急避難場所との(?:住所同一|重複)|受入対象者"
"""Columns that lists of 指定避難所 have and others do not."""
CALLED = re.compile(r"避難場?所|避難施設|避難先|避難ビル|shelter|evacuation", re.IGNORECASE)
"""What a list without such columns is called."""
HALF = 0.5
"""Metres: a shelter that is a point stands on a square of twice that."""
_IN_HAZARD = QT_TRANSLATE_NOOP(
    CONTEXT, "避難先 {count} か所が、自分の災害種別の想定区域の中にあります（例: {example}）。"
)
_NO_PLACE = QT_TRANSLATE_NOOP(CONTEXT, "「{layer}」の {count} か所は位置が分からないため、案内に使えません。")
_FAR = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{layer}」の {count} か所が、建物のある範囲から {distance} km 以上離れています（例: {example}）。"
    "緯度と経度の入れ替わりや座標系を確かめてください。",
)
_UNFLAGGED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{layer}」の {count} か所には災害の種別がないため、避難所として「災害の種別は未確認」と付けて示します。"
    "避難先の案内と人数の割り振りには使いません。",
)
FAR = 100_000.0
"""Metres from the buildings beyond which a shelter stands somewhere wrong."""


@dataclass(frozen=True, eq=False)
class Shelters:
    """Places to which people go.

    Attributes
    ----------
    layer
        Where they are from.
    names
        (m,) what they are called.
    points
        (m, 2) metres of the project's system, NaN where unknown.
    serves
        By kind: (m,) whether each serves; a kind that is missing has no column. Empty for a list that
        tells of no kind at all: for which disasters its places serve is 未確認.
    capacity
        (m,) people (想定収容人数), NaN where unknown.
    associations
        (m,) associations that it is meant for, as written.
    reached
        (m,) whether a hazard reaches it for which it has the flag, or any where there are no flags; see
        :func:`checked`.
    """

    layer: Layer
    names: NDArray[np.object_]
    points: NDArray[np.float64]
    serves: Mapping[Kind, NDArray[np.bool_]]
    capacity: NDArray[np.float64]
    associations: NDArray[np.object_]
    reached: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.names)

    def suitable(self, kinds: Sequence[Kind]) -> NDArray[np.bool_]:
        """Return (m,) whether each has the flags of all kinds and lies in none of them itself."""
        found = ~self.reached & np.isfinite(self.points).all(axis=1)
        for kind in {ASKED.get(one, one) for one in kinds}:
            found = found & self.serves.get(kind, np.zeros(len(self), np.bool_))
        return found


@dataclass(frozen=True, eq=False)
class Offered:
    """The nearest suitable shelter of each building.

    Attributes
    ----------
    shelter
        (n,) number of the shelter, -1 for none.
    distance
        (n,) metres in a straight line or along roads, NaN for none.
    """

    shelter: NDArray[np.int64]
    distance: NDArray[np.float64]


def shelters_of(layer: Layer, feedback: Feedback) -> Shelters | None:
    """Return the shelters of a layer, None when it is another list.

    Parameters
    ----------
    layer
        With its data opened: points with flags, or with what lists of 指定避難所 have.
    feedback
        Receives those that have no place.
    """
    if not is_list(layer):
        return None
    table = layer.table()
    columns = {one.name: one.label for one in table.attributes}
    flags = _flags(columns)
    shown = filters.mask(layer)
    rows = np.arange(len(table)) if shown is None else np.flatnonzero(shown)
    centres = layer.centroids()
    points = np.full((len(rows), 2), np.nan) if centres is None else centres[rows, :2]
    name, capacity = _column(columns, NAME), _column(columns, CAPACITY)
    meant = _column(columns, ASSOCIATIONS)
    kinds = {one.name: one.kind for one in table.attributes}
    numbers = (
        table.numbers(capacity)[rows]
        if capacity and kinds[capacity] in {"number", "integer"}
        else np.full(len(rows), np.nan)
    )
    lost = int((~np.isfinite(points).all(axis=1)).sum())
    if lost:
        values = {"layer": layer.name, "count": f"{lost:,}"}
        where = Where(layer.source.path.name)
        feedback.find(Finding(Severity.WARNING, "shelter-no-place", _NO_PLACE, values, where, lost))
    blank = np.full(len(rows), "", dtype=object)
    return Shelters(
        layer,
        table.texts(name)[rows] if name else blank,
        points,
        {kind: serves(table.texts(column)[rows]) for kind, column in flags.items() if column},
        np.where(numbers >= 0, numbers, np.nan),
        table.texts(meant)[rows] if meant else blank,
        np.zeros(len(rows), np.bool_),
    )


def is_list(layer: Layer) -> bool:
    """Say whether a layer lists shelters: by its columns, or by its name where it has points with names."""
    import shapely

    if layer.kind != "vector" or layer.data is None:
        return False
    columns = {one.name: one.label for one in layer.table().attributes}
    if sum(bool(one) for one in _flags(columns).values()) > 1 or _column(columns, STAYS):
        return True
    called = CALLED.search(layer.name) or CALLED.search(layer.source.path.stem)
    if not called or not _column(columns, NAME):
        return False
    shapes = layer.footprints()  # ways to shelters are called after them too
    return shapes is None or not (shapely.get_dimensions(shapes) > 0).any()


def _flags(columns: Mapping[str, str]) -> dict[Kind, str]:
    """Return the column of the flag of each kind, empty for none."""
    return {
        kind: next((one for one in columns if one in names or columns[one] in names), "")
        for kind, names in FLAGS.items()
    }


def _column(columns: Mapping[str, str], pattern: str) -> str:
    return next(
        (one for one, label in columns.items() if re.fullmatch(pattern, one) or re.fullmatch(pattern, label)),
        "",
    )


def lists_in(
    layers: Iterable[Layer],
    hazards: Sequence[Hazard],
    bounds: tuple[float, float, float, float],
    feedback: Feedback,
) -> tuple[Shelters | None, Shelters | None]:
    """Return the first list with flags and the first without, each checked (see :func:`checked`)."""
    flagged: Shelters | None = None
    unflagged: Shelters | None = None
    for layer in layers:
        found = shelters_of(layer, feedback) if flagged is None or unflagged is None else None
        if found is not None and found.serves and flagged is None:
            flagged = checked(found, hazards, bounds, feedback)
        elif found is not None and not found.serves and unflagged is None:
            unflagged = checked(found, hazards, bounds, feedback)
    return flagged, unflagged


def checked(
    shelters: Shelters,
    hazards: Sequence[Hazard],
    bounds: tuple[float, float, float, float],
    feedback: Feedback,
) -> Shelters:
    """Return shelters that know whether a hazard reaches them for which they have the flag, or any without.

    Parameters
    ----------
    shelters
        As :func:`shelters_of` gives them.
    hazards
        What may come; only what lies on the map, for shelters carry nothing themselves.
    bounds
        West, south, east, north of the buildings in metres, to find shelters that stand somewhere else.
    feedback
        Receives warnings.
    """
    import shapely

    from gisapp.desks.hazard.targets import standing_at

    west, south, east, north = bounds
    apart = np.hypot(
        np.maximum(np.maximum(west - shelters.points[:, 0], shelters.points[:, 0] - east), 0),
        np.maximum(np.maximum(south - shelters.points[:, 1], shelters.points[:, 1] - north), 0),
    )
    far = apart > FAR
    if far.any():
        values = {
            "layer": shelters.layer.name,
            "count": f"{int(far.sum()):,}",
            "distance": f"{FAR / 1000:.0f}",
            "example": str(shelters.names[far][0]),
        }
        feedback.find(Finding(Severity.WARNING, "shelter-far-away", _FAR, values, count=int(far.sum())))
    placed = np.flatnonzero(np.isfinite(shelters.points).all(axis=1))
    x, y = shelters.points[placed].T
    targets = standing_at(shelters.layer, shapely.box(x - HALF, y - HALF, x + HALF, y + HALF))
    reached = np.zeros(len(shelters), np.bool_)
    quiet = Feedback()  # a hazard that reaches no shelter is no fault
    for answer in ask(targets, [one for one in hazards if one.measured], quiet).answers:
        kind = ASKED.get(answer.hazard.kind, answer.hazard.kind)
        flag = shelters.serves.get(kind, np.full(len(shelters), not shelters.serves))
        reached[placed] |= answer.touched & flag[placed]
    feedback.step()
    if not shelters.serves:
        values = {"layer": shelters.layer.name, "count": f"{len(shelters):,}"}
        feedback.find(Finding(Severity.INFO, "shelter-kind-unknown", _UNFLAGGED, values, count=len(shelters)))
    if reached.any():
        values = {"count": f"{int(reached.sum()):,}", "example": str(shelters.names[reached][0])}
        feedback.find(
            Finding(Severity.WARNING, "shelter-in-hazard", _IN_HAZARD, values, count=int(reached.sum()))
        )
    return replace(shelters, reached=reached)


def marked(text: str) -> bool:
    """Say whether a mark in a column of flags means yes."""
    return unicodedata.normalize("NFKC", text).strip().lower() in MARKS or text.strip() in MARKS


def serves(flags: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return (n,) whether a shelter serves, from the texts of its flag."""
    different, which = np.unique(flags.astype(str), return_inverse=True)
    return np.array([marked(one) for one in different], bool)[which]


def nearest(
    buildings: NDArray[np.float64], shelters: NDArray[np.float64], suitable: NDArray[np.bool_]
) -> Offered:
    """Return the nearest shelter that serves.

    Parameters
    ----------
    buildings
        (n, 2) metres, NaN where unknown.
    shelters
        (m, 2) metres in the same system.
    suitable
        (m,) whether each serves in this disaster (and, if wanted, does not lie in it itself).
    """
    from scipy.spatial import KDTree

    found = Offered(np.full(len(buildings), -1, np.int64), np.full(len(buildings), np.nan))
    rows = np.flatnonzero(suitable & np.isfinite(shelters).all(axis=1))
    placed = np.flatnonzero(np.isfinite(buildings).all(axis=1))
    if len(rows) and len(placed):
        distance, which = KDTree(shelters[rows]).query(buildings[placed])
        found.shelter[placed], found.distance[placed] = rows[which], distance
    return found


def assigned(answers: Answers, shelters: Shelters) -> Offered:
    """Return the nearest shelter of each affected building that serves in all that reaches it.

    Others are sent nowhere. A shelter that lies in a hazard itself is not offered
    (see :meth:`Shelters.suitable`).
    """
    points = answers.targets.points
    kinds = sorted({ASKED.get(one.hazard.kind, one.hazard.kind) for one in answers.answers})
    reached = np.zeros((len(kinds), len(points)), np.bool_)
    for one in answers.answers:
        kind = ASKED.get(one.hazard.kind, one.hazard.kind)
        reached[kinds.index(kind)] |= one.state == State.AFFECTED
    found = Offered(np.full(len(points), -1, np.int64), np.full(len(points), np.nan))
    # Kinds are few, and so are the sets of them that reach a building.
    code = (reached.T @ (1 << np.arange(len(kinds)))).astype(np.int64)
    for together in np.unique(code[code > 0]).tolist():
        rows = np.flatnonzero(code == together)
        meant = [kind for place, kind in enumerate(kinds) if together >> place & 1]
        here = nearest(points[rows], shelters.points, shelters.suitable(meant))
        found.shelter[rows], found.distance[rows] = here.shelter, here.distance
    return found


def expected(offered: Offered, people: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Return (count,) people for whom each shelter is the nearest; those nobody knows of are left out."""
    some = (offered.shelter >= 0) & np.isfinite(people)
    return np.asarray(np.bincount(offered.shelter[some], people[some], count), np.float64)
