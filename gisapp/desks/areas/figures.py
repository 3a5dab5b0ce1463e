"""The figures of each association: size, households and members, buildings, people, dangers, places.

What lies in two areas (an agreed overlap) counts in both: the figures are those of an association, not parts
of a sum. What nobody knows is NaN (未確認), never zero.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.areas.membership import UNKNOWN, Rate, membership
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, NOTHING, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.areas.model import Association
    from gisapp.desks.areas.shelterkeys import Keys, ShelterList
    from layers.feedback import Feedback
    from layers.messages import Message

RANKS = 6
"""Official classes of depth."""
MOST_COUNT = 1e9
"""No city has more of anything that is counted here."""
_OVER = QT_TRANSLATE_NOOP(
    CONTEXT,
    "加入世帯数が世帯数より多い自治会が {count} 件あります（例: {example}）。"
    "世帯数の出典と時点が加入世帯数と合っているか、確かめてください。",
)
_NO_NUMBER = QT_TRANSLATE_NOOP(
    CONTEXT,
    "世帯数か加入世帯数が未確認で、加入率を計算できない自治会が {count} 件あります（例: {example}）。",
)
_NO_AREA = QT_TRANSLATE_NOOP(
    CONTEXT, "区域が未確認の自治会が {count} 件あります（例: {example}）。面積や建物の数は未確認としました。"
)
_SHARED = QT_TRANSLATE_NOOP(
    CONTEXT, "建物 {count} 棟は二つ以上の自治会の区域にあり、それぞれの自治会に数えました。"
)


@dataclass(frozen=True, eq=False)
class Houses:
    """The buildings that are counted.

    Attributes
    ----------
    points
        (n, 2) a point inside of each, metres; NaN for those without a shape.
    usage
        (n,) numbers into `usages`; -1 where unknown.
    usages
        What the uses are called.
    dwelling
        (n,) whether people live there.
    people, households
        (n,) as they were shared out, NaN where unknown.
    method
        How they were shared out; sentences.
    source
        Layer and day.
    """

    points: NDArray[np.float64]
    usage: NDArray[np.int64]
    usages: tuple[str, ...]
    dwelling: NDArray[np.bool_]
    people: NDArray[np.float64]
    households: NDArray[np.float64]
    method: tuple[Message, ...] = ()
    source: Message = NOTHING


@dataclass(frozen=True, eq=False)
class Dangers:
    """What the hazard desk answered for the same buildings.

    Attributes
    ----------
    water
        (n,) 1 where water reaches the building, 0 where not, NaN where nobody can say.
    rank
        (n,) official class of the depth (1 to 6), 0 for none or unknown.
    landslide
        (n,) 1 in a zone of landslides, 0 outside, NaN where nobody looked.
    leave
        (n,) 1 where people have to leave (立退き避難), else 0; NaN where unknown.
    depths
        What the six classes are called.
    sources
        What the answers rest on; a line for each hazard.
    """

    water: NDArray[np.float64]
    rank: NDArray[np.int64]
    landslide: NDArray[np.float64]
    leave: NDArray[np.float64]
    depths: tuple[str, ...]
    sources: tuple[Message, ...]


@dataclass(frozen=True, eq=False)
class Places:
    """Points of one kind that are counted: notice boards, waste stations, meeting halls.

    Attributes
    ----------
    names
        (k,) what they are called; empty for none.
    points
        (k, 2) metres; NaN where unknown.
    source
        Layer and day.
    """

    names: NDArray[np.object_]
    points: NDArray[np.float64]
    source: Message = NOTHING


@dataclass(frozen=True, eq=False)
class Figures:
    """Figures of associations, one a row; NaN where nobody knows.

    Attributes
    ----------
    associations
        (m) they.
    day
        The day that they are of, ISO 8601; empty for today.
    area
        (m,) square metres on the plane of the system (図上計測).
    households, members
        (m,) as the ledger states them.
    rate, rate_state
        (m,) members for each household, 0.7 for 70 %, NaN where there is none; and :class:`Rate`.
    counts
        (m,) each by name: ``buildings``, ``dwellings``, ``people`` and ``homes`` (estimated), ``water``,
        ``water_unknown``, ``depth_1`` … ``depth_6``, ``landslide``, ``leave``, ``notice_boards``,
        ``waste_stations``, ``halls``; only what was asked.
    uses
        Buildings (m,) by what they are used for, the most frequent first.
    inside
        Numbers of what lies in each: (m) tuples by ``shelters`` and ``halls``.
    shelters, keys
        The list of shelters and how it names associations, None without one.
    halls
        The meeting halls, None without a layer of them.
    sources
        Of the counts by name, and of ``shelters``; :meth:`source` is their text.
    depths
        What the classes of depth are called; empty where no hazard was asked.
    """

    associations: tuple[Association, ...]
    day: str
    area: NDArray[np.float64]
    households: NDArray[np.float64]
    members: NDArray[np.float64]
    rate: NDArray[np.float64]
    rate_state: NDArray[np.int64]
    counts: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    uses: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    inside: Mapping[str, tuple[tuple[int, ...], ...]] = field(default_factory=dict)
    shelters: ShelterList | None = None
    keys: Keys | None = None
    halls: Places | None = None
    sources: Mapping[str, tuple[Message, ...]] = field(default_factory=dict)
    depths: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of associations."""
        return len(self.associations)

    def source(self, name: str, say: Callable[[Message], str] = str) -> str:
        """Return what some counts rest on, a line for each; `say` tells it in another language."""
        return "\n".join(filter(None, map(say, self.sources.get(name, ()))))


def figures_of(
    associations: Sequence[Association],
    shapes: NDArray[np.object_],
    feedback: Feedback,
    *,
    day: str = "",
    houses: Houses | None = None,
    dangers: Dangers | None = None,
    shelters: ShelterList | None = None,
    places: Mapping[str, Places] | None = None,
) -> Figures:
    """Return the figures of associations.

    Parameters
    ----------
    associations
        As the ledger has them on a day.
    shapes
        (m,) their areas in one plane system, None where unknown (:func:`gisapp.desks.areas.model.area_set`).
    feedback
        Receives what does not fit together.
    day
        Which day that is.
    houses
        Buildings with a place in that system; None for figures without them.
    dangers
        Of the same buildings, in the same order.
    shelters
        A list of shelters; None for none.
    places
        Points by ``notice_boards``, ``waste_stations`` or ``halls``.

    Raises
    ------
    ValueError
        When dangers and buildings are not the same.
    """
    import shapely

    from gisapp.desks.areas.shelterkeys import keys_of

    count = len(associations)
    sound = sound_shapes(shapes)
    known = ~(shapely.is_missing(sound) | shapely.is_empty(sound))
    area = np.where(known, shapely.area(sound), np.nan)
    households, members = (numbers_of(associations, one) for one in ("households", "members"))
    rate, state = membership(members, households)
    _tell(feedback, associations, state, known)
    counts: dict[str, NDArray[np.float64]] = {}
    uses: dict[str, NDArray[np.float64]] = {}
    inside: dict[str, tuple[tuple[int, ...], ...]] = {}
    sources: dict[str, tuple[Message, ...]] = {}
    if houses is not None:
        feedback.step()
        _count_houses(houses, dangers, sound, known, counts, uses, feedback)
        sources["buildings"] = (houses.source,)
        sources["people"] = houses.method
    if dangers is not None:
        sources["water"] = dangers.sources
    for name, one in (places or {}).items():
        mine, point = pairs(sound, one.points)
        counts[name] = np.where(known, np.bincount(mine, minlength=count), np.nan)
        inside[name] = _grouped(mine, point, count)
        sources[name] = (one.source,)
    keys = None
    if shelters is not None:
        mine, point = pairs(sound, shelters.points)
        inside["shelters"] = _grouped(mine, point, count)
        sources["shelters"] = (shelters.source,)
        keys = keys_of(shelters, associations, feedback)
    return Figures(
        tuple(associations),
        day,
        area,
        households,
        members,
        rate,
        state,
        counts,
        uses,
        inside,
        shelters,
        keys,
        (places or {}).get("halls"),
        sources,
        () if dangers is None else dangers.depths,
    )


def count_text(value: float, unit: str = "") -> str:
    """Return a count with its unit, or 「未確認」."""
    return f"{round(value):,}{f' {unit}' if unit else ''}" if np.isfinite(value) else UNKNOWN


def area_text(square_metres: float) -> str:
    """Return a size: square metres below a hectare, else hectares."""
    if not np.isfinite(square_metres):
        return UNKNOWN
    return f"{square_metres:,.0f} ㎡" if square_metres < 10_000 else f"{square_metres / 10_000:,.2f} ha"


def numbers_of(associations: Sequence[Association], name: str) -> NDArray[np.float64]:
    """Return (m,) numbers that the ledger states, NaN where it states none that can be."""
    return np.array([_number(one.values.get(name)) for one in associations], np.float64)


def sound_shapes(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return areas (m,) whose rings do not cross themselves, None where there is none."""
    import shapely

    broken = ~shapely.is_missing(shapes) & ~shapely.is_valid(shapes)
    found = shapes.copy()
    found[broken] = shapely.make_valid(shapes[broken], method="structure", keep_collapsed=False)
    return found


def pairs(
    shapes: NDArray[np.object_], points: NDArray[np.float64]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return which areas hold which points: numbers of areas and of points (n, 2), each pair once."""
    import shapely

    placed = np.flatnonzero(np.isfinite(points).all(axis=1))
    if not len(placed):
        return np.empty(0, np.intp), np.empty(0, np.intp)
    area, point = shapely.STRtree(shapely.points(points[placed])).query(shapes, predicate="intersects")
    return area, placed[point]


def _count_houses(
    houses: Houses,
    dangers: Dangers | None,
    shapes: NDArray[np.object_],
    known: NDArray[np.bool_],
    counts: dict[str, NDArray[np.float64]],
    uses: dict[str, NDArray[np.float64]],
    feedback: Feedback,
) -> None:
    if dangers is not None and len(dangers.water) != len(houses.points):
        raise ValueError(len(dangers.water), len(houses.points))
    area, house = pairs(shapes, houses.points)
    count = len(shapes)

    def total(values: NDArray[Any]) -> NDArray[np.float64]:
        """Return sums of what is known; NaN for unknown areas and where no building has a value."""
        mine = values[house].astype(np.float64)
        there = np.isfinite(mine)
        sums = np.bincount(area[there], mine[there], count)
        nobody = (np.bincount(area, minlength=count) > 0) & (np.bincount(area[there], minlength=count) == 0)
        return np.where(known & ~nobody, sums, np.nan)

    whole = np.ones(len(houses.points))
    counts["buildings"] = total(whole)
    counts["dwellings"] = total(houses.dwelling)
    counts["people"], counts["homes"] = _estimated(total, houses.people), _estimated(total, houses.households)
    slot = np.where(houses.usage < 0, len(houses.usages), houses.usage)
    table = np.bincount(
        area * (len(houses.usages) + 1) + slot[house], minlength=count * (len(houses.usages) + 1)
    )
    table = table.reshape(count, len(houses.usages) + 1)
    names = (*houses.usages, UNKNOWN)
    for number in np.argsort(-table.sum(axis=0), kind="stable").tolist():
        if table[:, number].any():
            uses[names[number]] = np.where(known, table[:, number], np.nan)
    if dangers is not None:
        counts["water"], counts["landslide"], counts["leave"] = map(
            total, (dangers.water, dangers.landslide, dangers.leave)
        )
        counts["water_unknown"] = total(np.isnan(dangers.water))
        for rank in range(1, RANKS + 1):
            counts[f"depth_{rank}"] = total(dangers.rank == rank)
    shared = int((np.bincount(house, minlength=len(houses.points)) > 1).sum())
    if shared:
        values = {"count": f"{shared:,}"}
        feedback.find(Finding(Severity.INFO, "buildings-in-two", _SHARED, values, count=shared))


def _estimated(total: Any, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return sums of what was shared out; unknown everywhere when nobody stated anything."""
    known = np.isfinite(values).any()
    sums: NDArray[np.float64] = total(values if known else np.full(len(values), np.nan))
    return sums if known else np.full(len(sums), np.nan)


def _tell(
    feedback: Feedback,
    associations: Sequence[Association],
    state: NDArray[np.int64],
    known: NDArray[np.bool_],
) -> None:
    for code, text, mask, severity in (
        ("members-exceed-households", _OVER, state == Rate.OVER, Severity.WARNING),
        ("membership-unknown", _NO_NUMBER, state == Rate.UNKNOWN, Severity.INFO),
        ("association-without-area", _NO_AREA, ~known, Severity.WARNING),
    ):
        number = int(mask.sum())
        if number:
            example = associations[int(np.flatnonzero(mask)[0])].name
            values = {"count": f"{number:,}", "example": example}
            feedback.find(Finding(severity, code, text, values, count=number))


def _grouped(mine: NDArray[np.intp], point: NDArray[np.intp], count: int) -> tuple[tuple[int, ...], ...]:
    order = np.lexsort((point, mine))
    ends = np.searchsorted(mine[order], np.arange(1, count))
    return tuple(tuple(one.tolist()) for one in np.split(point[order], ends)) if count else ()


def _number(value: object) -> float:
    """Return a number of the ledger; a project may come from anywhere."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= MOST_COUNT:
        return float("nan")
    return float(value)
