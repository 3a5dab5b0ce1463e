"""Buildings in the colours of an answer: how deep the water is, which floor is safe, why one must leave."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.answers import State
from gisapp.desks.hazard.refuge import Reason, Verdict, refuge
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from styles.hazards import CHANGES, DRY, REASONS, Entry, floor_marks, plain_marks
from styles.planning import Mark
from styles.style import MISSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.hazard.answers import Answers
    from gisapp.desks.hazard.classes import Classes
    from gisapp.desks.hazard.look import HazardLook
    from gisapp.desks.hazard.refuge import Refuge
    from gisapp.desks.hazard.targets import Targets
    from gisapp.desks.hazard.water import Water

ALIKE = 0.05
"""Metres by which two depths must differ to be told apart."""


class By(StrEnum):
    """What the colours of buildings tell."""

    DEPTH = "depth"
    FLOOR = "floor"
    REASON = "reason"
    CHANGE = "change"
    SWIPE = "swipe"

    @property
    def compares(self) -> bool:
        """Whether two hazards are compared."""
        return self in (By.CHANGE, By.SWIPE)


BYS = {
    By.DEPTH: QT_TRANSLATE_NOOP(CONTEXT, "浸水の深さ"),
    By.FLOOR: QT_TRANSLATE_NOOP(CONTEXT, "安全な階"),
    By.REASON: QT_TRANSLATE_NOOP(CONTEXT, "判定の理由"),
    By.CHANGE: QT_TRANSLATE_NOOP(CONTEXT, "2つの想定の違い"),
    By.SWIPE: QT_TRANSLATE_NOOP(CONTEXT, "2つの想定を左右に並べる"),
}
"""What each is called."""
DRY_WORDS = QT_TRANSLATE_NOOP(CONTEXT, "浸水しない")
UNKNOWN = QT_TRANSLATE_NOOP(CONTEXT, "未確認")
FLOOR_WORDS = (
    QT_TRANSLATE_NOOP(CONTEXT, "1階から安全"),
    QT_TRANSLATE_NOOP(CONTEXT, "2階から安全"),
    QT_TRANSLATE_NOOP(CONTEXT, "3階から安全"),
    QT_TRANSLATE_NOOP(CONTEXT, "4階以上（個別に確認）"),
    QT_TRANSLATE_NOOP(CONTEXT, "立退き避難"),
)
REASON_WORDS = {
    "landslide": QT_TRANSLATE_NOOP(CONTEXT, "土砂災害警戒区域の中（立退き）"),
    "collapse": QT_TRANSLATE_NOOP(CONTEXT, "家屋倒壊等氾濫想定区域の中（立退き）"),
    "depth": QT_TRANSLATE_NOOP(CONTEXT, "居られる階より水が深い（立退き）"),
    "duration": QT_TRANSLATE_NOOP(CONTEXT, "3日以上の浸水（備蓄を確認）"),
    "open": QT_TRANSLATE_NOOP(CONTEXT, "深さか階数が未確認"),
}
STAY_WORDS = QT_TRANSLATE_NOOP(CONTEXT, "居られる階がある")
CHANGE_WORDS = {
    "new": QT_TRANSLATE_NOOP(CONTEXT, "あとの想定だけで浸水"),
    "deeper": QT_TRANSLATE_NOOP(CONTEXT, "あとの想定の方が深い"),
    "same": QT_TRANSLATE_NOOP(CONTEXT, "変わらない"),
    "shallower": QT_TRANSLATE_NOOP(CONTEXT, "あとの想定の方が浅い"),
    "gone": QT_TRANSLATE_NOOP(CONTEXT, "まえの想定だけで浸水"),
}
_REASONS = {
    Reason.LANDSLIDE: "landslide",
    Reason.COLLAPSE: "collapse",
    Reason.DEPTH: "depth",
    Reason.DURATION: "duration",
    Reason.NO_DEPTH: "open",
    Reason.NO_STOREYS: "open",
    Reason.NO_PLACE: "open",
}


@dataclass(frozen=True, eq=False)
class Coloured:
    """Colours and what they mean.

    Attributes
    ----------
    colours
        (m, 3) uint8 of the features of the layer, in the order of its table.
    legend
        Classes that occur or might, each with the number of its buildings.
    number
        (n,) line of the legend of each building that was asked about.
    """

    colours: NDArray[np.uint8]
    legend: tuple[tuple[Entry, int], ...]
    number: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Standing:
    """How buildings stand in some water, whether published or thought of.

    Attributes
    ----------
    depth
        (n,) metres of the deepest water that there may be, NaN where it is dry or nobody knows.
    unknown
        (n,) whether nobody knows.
    refuge
        Where people may stay.
    """

    depth: NDArray[np.float64]
    unknown: NDArray[np.bool_]
    refuge: Refuge


def as_answered(answers: Answers, hazard: int = -1) -> Standing:
    """Return how buildings stand in all hazards together, or the depth of one of them.

    Parameters
    ----------
    answers
        From :func:`gisapp.desks.hazard.answers.ask`.
    hazard
        Number of an answer; -1 for the worst of all. Where people may stay is always that of all.
    """
    combined = answers.combined
    if hazard < 0:
        unknown = (combined.state == State.UNDETERMINED) & np.isnan(combined.upper)
        return Standing(combined.upper, unknown, combined.refuge)
    one = answers.answers[hazard]
    depth = np.where(one.state == State.AFFECTED, one.worst, np.nan)
    return Standing(depth, one.state == State.UNDETERMINED, combined.refuge)


def in_water(targets: Targets, water: Water, answers: Answers | None) -> Standing:
    """Return how buildings would stand in water that was only thought of.

    Parameters
    ----------
    targets
        The buildings; the depth is the level of the water less the height of the ground that each stands on.
    water
        From :mod:`gisapp.desks.hazard.water`.
    answers
        Published hazards, for zones in which nobody may stay whatever the water does.
    """
    points = targets.points
    level = water.level_at(points)
    deep = level - targets.ground
    depth = np.where(deep > 0, deep, np.nan)
    placed = targets.footprints.placed
    unknown = ~placed | (np.isnan(targets.ground) & np.isfinite(level))
    nowhere = np.zeros(len(targets), np.bool_)
    combined = None if answers is None else answers.combined
    found = refuge(
        depth,
        targets.storeys,
        flooded=np.isfinite(depth) | unknown,
        collapse=nowhere if combined is None else combined.collapse,
        landslide=nowhere if combined is None else combined.landslide,
        duration=np.full(len(targets), np.nan),
        placed=placed,
    )
    return Standing(depth, unknown, found)


def coloured(
    targets: Targets, how: Standing, by: By, look: HazardLook, classes: Classes | None = None
) -> Coloured:
    """Return buildings by depth, by safe floor or by reason.

    Parameters
    ----------
    targets, how
        The buildings and how they stand.
    by
        What the colours tell; what compares two hazards is by depth here, see :func:`changed`.
    look
        How the project colours hazards.
    classes
        Of depths; those of the look when nothing else is asked for.
    """
    if by is By.FLOOR:
        return _by_floor(targets, how, look)
    if by is By.REASON:
        return _by_reason(targets, how, look)
    wanted = classes or look.classes
    number = wanted.of_depth(how.depth)
    number[how.unknown] = len(wanted.codes) + 1
    lines = [Entry(DRY_WORDS, "", DRY), *look.legend(wanted), Entry(UNKNOWN, "", Mark(MISSING))]
    return _painted(targets, number, lines)


def changed(targets: Targets, before: Standing, after: Standing, look: HazardLook) -> Coloured:
    """Return buildings by how a second hazard differs from a first."""
    one, other = np.nan_to_num(before.depth), np.nan_to_num(after.depth)
    conditions = [
        (one == 0) & (other == 0),
        one == 0,
        other == 0,
        other > one + ALIKE,
        other < one - ALIKE,
    ]
    names = list(CHANGES)
    place = {name: index + 1 for index, name in enumerate(names)}
    choices = [0, place["new"], place["gone"], place["deeper"], place["shallower"]]
    number = np.select(conditions, choices, place["same"]).astype(np.int64)
    number[before.unknown | after.unknown] = len(names) + 1
    marks = plain_marks(CHANGES, look.dress)
    lines = [Entry(DRY_WORDS, "", DRY), *(Entry(CHANGE_WORDS[name], "", marks[name]) for name in names)]
    return _painted(targets, number, [*lines, Entry(UNKNOWN, "", Mark(MISSING))])


def _by_floor(targets: Targets, how: Standing, look: HazardLook) -> Coloured:
    verdict, floor = how.refuge.verdict, how.refuge.safe_floor
    leave = len(FLOOR_WORDS)
    number = np.clip(floor, 1, leave - 1)
    # Four storeys and more in deep water are judged one by one, although the rule says to leave.
    alone = (verdict == Verdict.LEAVE) & (how.refuge.reason == Reason.DEPTH) & (floor == leave - 1)
    number = np.where((verdict == Verdict.LEAVE) & ~alone, leave, number)
    number = np.where(verdict == Verdict.DRY, 0, number)
    number = np.where(verdict == Verdict.UNKNOWN, leave + 1, number).astype(np.int64)
    marks = floor_marks(look.dress)
    lines = [Entry(DRY_WORDS, "", DRY)]
    lines += [Entry(words, "", mark) for words, mark in zip(FLOOR_WORDS, marks, strict=True)]
    return _painted(targets, number, [*lines, Entry(UNKNOWN, "", Mark(MISSING))])


def _by_reason(targets: Targets, how: Standing, look: HazardLook) -> Coloured:
    names = list(REASONS)
    place = np.ones(max(Reason) + 1, np.int64)
    for reason, name in _REASONS.items():
        place[reason] = names.index(name) + 2
    number = np.where(how.refuge.verdict == Verdict.DRY, 0, place[how.refuge.reason])
    marks = plain_marks(REASONS, look.dress)
    floors = floor_marks(look.dress)
    lines = [Entry(DRY_WORDS, "", DRY), Entry(STAY_WORDS, "", floors[0])]
    lines += [Entry(REASON_WORDS[name], "", marks[name]) for name in names]
    return _painted(targets, number, lines)


def _painted(targets: Targets, number: NDArray[np.int64], lines: Sequence[Entry]) -> Coloured:
    table = np.array([one.mark.colour for one in lines], np.uint8)
    count = len(targets.layer.table())
    colours = np.empty((count, 3), np.uint8)
    colours[:] = MISSING
    colours[targets.rows] = table[number]
    counts = np.bincount(number, minlength=len(lines)).tolist()
    return Coloured(colours, tuple(zip(lines, counts, strict=True)), number)
