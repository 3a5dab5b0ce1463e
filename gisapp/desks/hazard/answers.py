"""What every building gets of every hazard, and of all of them together.

For each hazard a building is not affected, affected, or undetermined (未確認). What a building itself carries
(PLATEAU's risk attributes) is kept beside what lies over it, and where both differ that is counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.assignment import Assigned, assign, assign_levels
from gisapp.desks.hazard.classes import STANDARD
from gisapp.desks.hazard.depthgrid import STANDARD_CLASSES, assign_grid
from gisapp.desks.hazard.hazards import UNKNOWN, Hazard, Theme, bounds_of, same_name
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.hazard.assignment import Overlaps
    from gisapp.desks.hazard.combined import Combined
    from gisapp.desks.hazard.given import Given
    from gisapp.desks.hazard.targets import Targets
    from layers.feedback import Feedback


class State(IntEnum):
    """Whether a hazard reaches a building."""

    NOT = 0
    AFFECTED = 1
    UNDETERMINED = 2


class How(IntEnum):
    """What a depth is."""

    NONE = 0
    VALUE = 1
    """Stated by the source for the area, the cell or the building."""
    CLASS = 2
    """Ends of the class."""
    LEVEL = 3
    """Level of the water less the height of the ground."""


HOW = {
    How.NONE: "",
    How.VALUE: QT_TRANSLATE_NOOP(CONTEXT, "値"),
    How.CLASS: QT_TRANSLATE_NOOP(CONTEXT, "区分の幅"),
    How.LEVEL: QT_TRANSLATE_NOOP(CONTEXT, "水位と地盤の差"),
}
"""What each is called."""
_WORKING = QT_TRANSLATE_NOOP(CONTEXT, "{hazard} を建物に重ねています")
_FAR = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{hazard}」は、どの建物にも掛かりません。場所（座標系）と対象の市を確かめてください。",
)
_BEYOND = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{hazard}」の範囲に建物が 1 棟もないため、すべて未確認としました。"
    "場所（座標系）と対象の市を確かめてください。",
)
_BELOW = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{hazard}」の水面が地面より低い建物が {count} 棟あります。浸水なしとしました。"
    "高さの基準を確かめてください。",
)
_OUTSIDE = QT_TRANSLATE_NOOP(
    CONTEXT, "「{hazard}」の範囲の外（一部が外を含む）の建物が {count} 棟あります。未確認としました。"
)
_UNDETERMINED = QT_TRANSLATE_NOOP(
    CONTEXT, "「{hazard}」の区分が読めない区域に掛かる建物が {count} 棟あります。未確認としました。"
)
_DIFFERS = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{hazard}」で、建物の属性と重ね合わせた結果が {count} 棟で食い違います。両方の値を残しました。",
)
_NO_GROUND = QT_TRANSLATE_NOOP(
    CONTEXT, "「{hazard}」は水位だけのデータです。地盤の高さが分からない建物が {count} 棟あります。"
)


@dataclass(frozen=True, eq=False)
class Answer:
    """What each building gets of one hazard.

    Attributes
    ----------
    hazard
        The hazard.
    state
        (n,) :class:`State`.
    rank
        (n,) number of the class in ``hazard.classes``, 0 for none, -1 for unknown; of depths without classes
        the official one (:data:`~gisapp.desks.hazard.classes.STANDARD`).
    share
        (n,) part of the footprint that the class covers; NaN for what only the building itself carries.
    lower, upper
        (n,) metres of water, or hours, or the order of a zone: the value twice or the ends of the class.
    how
        (n,) :class:`How`, for depths.
    code
        (n,) code as the source writes it.
    given
        What the buildings themselves carry, or None.
    differs
        (n,) whether that is something else than what was computed; False where nothing can be compared.
    compared
        (n,) whether both could be compared.
    """

    hazard: Hazard
    state: NDArray[np.int64]
    rank: NDArray[np.int64]
    share: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    how: NDArray[np.int64]
    code: NDArray[np.object_]
    given: Given | None
    differs: NDArray[np.bool_]
    compared: NDArray[np.bool_]

    @property
    def touched(self) -> NDArray[np.bool_]:
        """(n,) whether it lies in what is mapped, also where nobody can read how deep that is."""
        return (self.state == State.AFFECTED) | (self.rank == UNKNOWN)

    @property
    def worst(self) -> NDArray[np.float64]:
        """(n,) deepest water that there may be, metres: of a class just below the next; NaN for none."""
        open_ended = (self.how == How.CLASS) & np.isfinite(self.upper)
        return np.where(open_ended, np.nextafter(self.upper, 0), self.upper)


@dataclass(frozen=True, eq=False)
class Answers:
    """Everything about the buildings of a layer.

    Attributes
    ----------
    targets
        The buildings.
    answers
        One for each hazard.
    combined
        The worst of all.
    """

    targets: Targets
    answers: tuple[Answer, ...]
    combined: Combined = field(repr=False)


def ask(targets: Targets, hazards: Sequence[Hazard], feedback: Feedback) -> Answers:
    """Return what every building gets.

    Parameters
    ----------
    targets
        The buildings.
    hazards
        What may come over them; those that only the buildings carry are laid beside those of their kind.
    feedback
        Receives progress and findings: hazards that touch nothing, water below the ground, unknown classes,
        differences between attributes and areas.
    """
    from gisapp.desks.hazard.combined import combine

    laid = [one for one in hazards if one.measured]
    carried = [found for one in hazards if (found := _on(targets, one)) is not None]
    answers: list[Answer] = []
    left = list(carried)
    for number, hazard in enumerate(laid):
        part = feedback.share(number / len(laid), (number + 1) / len(laid))
        part.step(0, 1, Message(_WORKING, {"hazard": hazard.called}))
        match = _match(hazard, laid, carried)
        left = [one for one in left if one not in match]
        answers.append(_answer(targets, hazard, _merged(match), part))
    answers += [_carried(targets, one) for one in left]
    return Answers(targets, tuple(answers), combine(targets, answers))


def _on(targets: Targets, hazard: Hazard) -> Hazard | None:
    """Return what the asked buildings carry of a hazard, None for one that other buildings carry or none."""
    given = hazard.given
    if given is None or hazard.origin.layer != targets.layer.id:
        return None
    names = [one.name for one in fields(given)]
    return replace(
        hazard, given=replace(given, **{name: getattr(given, name)[targets.rows] for name in names})
    )


def _match(hazard: Hazard, laid: Sequence[Hazard], carried: Sequence[Hazard]) -> list[Hazard]:
    """Return what buildings carry of a hazard: of its kind and scale, and of its name where several are."""
    alike = [
        one
        for one in carried
        if one.kind is hazard.kind
        and one.theme is hazard.theme
        and (not one.scale or not hazard.scale or one.scale is hazard.scale)
    ]
    named = [one for one in alike if same_name(one.name, hazard.name)]
    if named:
        return named
    rivals = [one for one in laid if one.kind is hazard.kind and one.theme is hazard.theme]
    rivals = [one for one in rivals if not one.scale or not hazard.scale or one.scale is hazard.scale]
    return alike if len(rivals) == 1 and len(alike) == 1 else []


def _merged(match: Sequence[Hazard]) -> Given | None:
    """Return what several attributes of one hazard say together: the most dangerous."""
    found = [one.given for one in match if one.given is not None]
    if not found:
        return None
    merged = found[0]
    for other in found[1:]:
        worse = np.nan_to_num(other.upper, nan=-1) > np.nan_to_num(merged.upper, nan=-1)
        merged = replace(
            merged,
            **{
                name: np.where(worse, getattr(other, name), getattr(merged, name))
                for name in ("rank", "depth", "lower", "upper", "hours", "code")
            },
        )
    return merged


def _answer(targets: Targets, hazard: Hazard, given: Given | None, feedback: Feedback) -> Answer:
    count, title = len(targets), {"hazard": hazard.called}

    def note(code: str, template: str, number: int, severity: Severity = Severity.WARNING) -> None:
        if number:
            values = {**title, "count": f"{number:,}"}
            feedback.find(Finding(severity, code, template, values, count=number))

    outside = below = np.zeros(count, np.bool_)
    how = How.CLASS
    if hazard.grid is not None:
        found, outside = assign_grid(targets.footprints, hazard.grid, feedback)
        if not outside.all():
            note("hazard-outside-grid", _OUTSIDE, int((outside & (found.rank == 0)).sum()), Severity.INFO)
        how = How.VALUE
    elif hazard.from_shape or np.isfinite(hazard.level).any():
        found, below = assign_levels(
            targets.footprints,
            hazard.areas,
            lambda overlaps: _levels(hazard, overlaps),
            targets.ground,
            STANDARD.of_depth,
            feedback,
        )
        note("water-below-ground", _BELOW, int((below & (found.rank == 0)).sum()))
        note("hazard-no-ground", _NO_GROUND, int(((found.rank == UNKNOWN) & np.isnan(targets.ground)).sum()))
        how = How.LEVEL
    else:
        found = _by_class(targets, hazard, feedback)
    classes = hazard.classes or (STANDARD_CLASSES if hazard.theme is Theme.DEPTH else ())
    lower, upper = bounds_of(classes, found.rank)
    valued = np.isfinite(found.depth) & (found.rank != 0)
    lower, upper = np.where(valued, found.depth, lower), np.where(valued, found.depth, upper)
    state = np.where(found.rank > 0, State.AFFECTED, State.NOT)
    unknown = (found.rank == UNKNOWN) & ~valued
    state[unknown | ~targets.footprints.placed | (outside & (found.rank == 0))] = State.UNDETERMINED
    state[valued] = State.AFFECTED
    note("hazard-undetermined", _UNDETERMINED, int(unknown.sum()) if how is How.CLASS else 0)
    if not (state == State.AFFECTED).any() and not unknown.any() and not below.any():
        template = _BEYOND if count and outside.all() else _FAR
        feedback.find(Finding(Severity.WARNING, "hazard-far-away", template, title))
    codes = np.array(["", *(one.code for one in classes), ""], dtype=object)
    differs, compared = _difference(state, lower, upper, given, hazard)
    note("hazard-attributes-differ", _DIFFERS, int(differs.sum()))
    depth_kind = np.where(valued, How.VALUE if how is How.CLASS else how, How.CLASS)
    return Answer(
        hazard,
        state,
        found.rank,
        found.share,
        lower,
        upper,
        np.where((state == State.AFFECTED) & (hazard.theme is Theme.DEPTH), depth_kind, How.NONE),
        codes[np.clip(found.rank, UNKNOWN, len(classes))],
        given,
        differs,
        compared,
    )


def _by_class(targets: Targets, hazard: Hazard, feedback: Feedback) -> Assigned:
    rank, depths = hazard.rank, hazard.depth
    if not hazard.classes and np.isfinite(depths).any():
        # Depths without classes go by the official ones; dry areas (0 m) reach nobody.
        rank = np.where(np.isnan(depths), UNKNOWN, STANDARD.of_depth(depths))
        wet = rank != 0
        hazard = replace(hazard, areas=hazard.areas[wet])
        rank, depths = rank[wet], depths[wet]
    by_share = hazard.theme in (Theme.DEPTH, Theme.DURATION)
    return assign(targets.footprints, hazard.areas, rank, feedback, depths, by_share=by_share)


def _levels(hazard: Hazard, overlaps: Overlaps) -> NDArray[np.float64]:
    """Return the level of the water of each piece: as stated, or the mean height of its vertices."""
    if not hazard.from_shape:
        return hazard.level[overlaps.area]
    import shapely

    points, owner = shapely.get_coordinates(overlaps.pieces, include_z=True, return_index=True)
    sums = np.bincount(owner, points[:, 2], len(overlaps.pieces))
    return np.asarray(sums / np.bincount(owner, minlength=len(overlaps.pieces)))


def _difference(
    state: NDArray[np.int64],
    lower: NDArray[np.float64],
    upper: NDArray[np.float64],
    given: Given | None,
    hazard: Hazard,
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return where attributes and areas differ, and where they can be compared: by class, not by value."""
    nowhere = np.zeros(len(state), np.bool_)
    if given is None:
        return nowhere, nowhere
    known = (state != State.UNDETERMINED) & ~((given.rank == UNKNOWN) & np.isnan(given.lower))
    theirs = (given.rank != 0) & known
    ours = (state == State.AFFECTED) & known
    differs = ours != theirs
    both = ours & theirs
    if hazard.theme is Theme.DEPTH:
        apart = STANDARD.of_depth(_inside(lower, upper)) != STANDARD.of_depth(
            _inside(given.lower, given.upper)
        )
    else:
        apart = lower != given.lower
    return differs | (both & apart), known & (ours | theirs)


def _inside(lower: NDArray[np.float64], upper: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a depth inside of classes, by which they are compared."""
    return np.where(np.isfinite(upper), (lower + upper) / 2, lower + 1.0)


def _carried(targets: Targets, hazard: Hazard) -> Answer:
    """Return what only the buildings themselves tell."""
    given = hazard.given
    if given is None:
        raise ValueError(hazard.id)
    count = len(targets)
    told = (given.rank > 0) | np.isfinite(given.depth)
    state = np.where(told, State.AFFECTED, State.NOT)
    state[(given.rank == UNKNOWN) & ~told] = State.UNDETERMINED
    valued = np.isfinite(given.depth)
    how = np.where(valued, How.VALUE, How.CLASS)
    nowhere = np.zeros(count, np.bool_)
    return Answer(
        hazard,
        state,
        given.rank,
        np.full(count, np.nan),
        np.where(valued, given.depth, given.lower),
        np.where(valued, given.depth, given.upper),
        np.where(told & (hazard.theme is Theme.DEPTH), how, How.NONE),
        given.code,
        given,
        nowhere,
        nowhere,
    )
