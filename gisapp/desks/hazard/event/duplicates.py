"""Reports that may be of the same thing: near in place and time, of one kind or in like words; staff decide.

Two reports are proposed when they lie at most :data:`NEAR` metres apart, were made at most :data:`SOON`
seconds apart, and are of one kind or say the same in other words (at least :data:`ALIKE` of their pairs of
letters are common, Dice). A report without a time is near any other in time; one without a place is near
those with the same words for it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.event.reports import LONGEST
from gisapp.desks.hazard.event.words import Kind, State
from layers import period
from layers.errors import AnalysisFailed
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.hazard.event.reports import Report
    from layers.feedback import Feedback

NEAR = 60.0
"""Metres: a house and its neighbours, or both sides of a crossing."""
SOON = 3 * 3600
ALIKE = 0.5
MOST = 2_000
"""Proposals that are made at once."""
EARTH = 6_371_000.0
_MANY = QT_TRANSLATE_NOOP(
    CONTEXT, "重複かもしれない報告が多いため、近いものから {most} 組だけを示します（ほかに {count} 組）。"
)
_GONE = QT_TRANSLATE_NOOP(CONTEXT, "まとめる報告が、もうありません。")
_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "一覧を見直して、もう一度選んでください。")


@dataclass(frozen=True)
class Proposal:
    """Two reports that may be of the same thing.

    Attributes
    ----------
    first, second
        Ids; the first one came first.
    metres
        How far apart, NaN where a place is unknown.
    seconds
        How long between them, -1 where a time is unknown.
    same_kind
        Whether they are of one kind.
    alike
        Part of the letters that both have in common, 0 to 1.
    """

    first: str
    second: str
    metres: float
    seconds: int
    same_kind: bool
    alike: float

    @property
    def rank(self) -> float:
        """How sure it seems, the surest with the smallest number."""
        far = 0.5 if np.isnan(self.metres) else self.metres / NEAR
        late = 0.5 if self.seconds < 0 else self.seconds / SOON
        return far + late + (0.0 if self.same_kind else 0.5) - self.alike


def proposals(reports: Sequence[Report], feedback: Feedback) -> tuple[Proposal, ...]:
    """Return which reports may be of the same thing, the surest first; not those that staff parted."""
    if len(reports) < 2:
        return ()
    moments = np.array([period.seconds(one.begin) if one.begin else np.nan for one in reports], np.float64)
    pairs, metres = _near(reports)
    feedback.step()
    apart = np.abs(moments[pairs[:, 0]] - moments[pairs[:, 1]])
    soon = ~(apart > SOON)  # what nobody knows is not far
    pairs, metres, apart = pairs[soon], metres[soon], apart[soon]
    kinds = np.array([list(Kind).index(one.kind) for one in reports])
    same = (kinds[pairs[:, 0]] == kinds[pairs[:, 1]]) & (kinds[pairs[:, 0]] != list(Kind).index(Kind.OTHER))
    letters = [_letters(one) for one in reports]
    found = []
    for number, (one, other) in enumerate(pairs.tolist()):
        if not number % 1000:
            feedback.step(number, len(pairs))
        if reports[other].id in reports[one].apart or reports[one].id in reports[other].apart:
            continue
        alike = _dice(letters[one], letters[other])
        if same[number] or alike >= ALIKE:
            seconds = -1 if np.isnan(apart[number]) else int(apart[number])
            ids = (reports[one].id, reports[other].id)
            found.append(Proposal(*ids, float(metres[number]), seconds, bool(same[number]), round(alike, 2)))
    found.sort(key=lambda one: (one.rank, one.first, one.second))
    if len(found) > MOST:
        values = {"most": f"{MOST:,}", "count": f"{len(found) - MOST:,}"}
        feedback.find(Finding(Severity.WARNING, "duplicates-many", _MANY, values, count=len(found) - MOST))
    return tuple(found[:MOST])


def _near(reports: Sequence[Report]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return (k, 2) rows of reports that are near each other, rising, and the metres between them."""
    from scipy.spatial import KDTree

    places = np.array([one.place or (np.nan, np.nan) for one in reports], np.float64)
    placed = np.flatnonzero(np.isfinite(places).all(axis=1))
    pairs, metres = np.empty((0, 2), np.intp), np.empty(0)
    if len(placed) > 1:
        # Within a city a plane that touches the globe at its middle is exact to centimetres over 60 m.
        radians = np.radians(places[placed])
        plane = EARTH * (radians - radians.mean(axis=0)) * [np.cos(radians[:, 1].mean()), 1.0]
        hits = KDTree(plane).query_pairs(NEAR, output_type="ndarray")
        metres = np.hypot(*(plane[hits[:, 0]] - plane[hits[:, 1]]).T)
        pairs = placed[hits]
    lost = [row for row, one in enumerate(reports) if one.place is None and one.address.strip()]
    by_address: dict[str, list[int]] = {}
    for row, one in enumerate(reports):
        if one.address.strip():
            by_address.setdefault(_plain(one.address), []).append(row)
    more = {
        (min(row, other), max(row, other))
        for row in lost
        for other in by_address[_plain(reports[row].address)]
        if other != row
    }
    if more:
        pairs = np.concatenate([pairs, np.array(sorted(more), np.intp)])
        metres = np.concatenate([metres, np.full(len(more), np.nan)])
    return np.sort(pairs, axis=1), metres


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def _letters(report: Report) -> frozenset[str]:
    text = _plain(report.text)
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


# ---------------------------------------------------------------------------------------------- what staff


def merged(kept: Report, other: Report) -> Report:
    """Return one report of two: nothing of either is lost, both stay in it as they were.

    What `kept` does not say is taken from `other`; both texts are told. It is done only when both are, else
    the state is that of the one that is dealt with further.
    """
    order = list(State)
    states = [one for one in (kept.state, other.state) if one is not State.DONE]
    state = max(states, key=order.index) if states else State.DONE
    begins = sorted(one for one in (kept.begin, other.begin) if one)
    ends = [one for one in (kept.end, other.end) if one]
    filled = {
        name: getattr(kept, name) or getattr(other, name)
        for name in ("department", "address", "notice", "reporter", "phone")
    }
    texts = dict.fromkeys(one for one in (kept.text, other.text) if one)
    return replace(
        kept,
        kind=kept.kind if kept.kind is not Kind.OTHER else other.kind,
        state=state,
        begin=begins[0] if begins else "",
        end=max(ends) if state is State.DONE and ends else "",
        place=kept.place or other.place,
        placed_by=kept.placed_by if kept.place else other.placed_by,
        text="\n".join(texts)[:LONGEST],
        photos=tuple({one.digest: one for one in (*kept.photos, *other.photos)}.values()),
        merged=(*(kept.merged or (replace(kept, merged=()),)), *(other.merged or (other,))),
        apart=tuple(dict.fromkeys((*kept.apart, *other.apart))),
        **filled,
    )


def split(report: Report) -> tuple[Report, ...]:
    """Return the reports that were put into one, as they were; they are not proposed to each other again."""
    ids = [one.id for one in report.merged]
    return tuple(
        replace(one, apart=tuple(dict.fromkeys((*one.apart, *(other for other in ids if other != one.id)))))
        for one in report.merged
    )


def parted(first: Report, second: Report) -> tuple[Report, Report]:
    """Return two reports that staff said are of different things."""
    return replace(first, apart=(*first.apart, second.id)), replace(second, apart=(*second.apart, first.id))


def pair_of(reports: Sequence[Report], first: str, second: str) -> tuple[Report, Report]:
    """Return two reports by their ids.

    Raises
    ------
    layers.errors.AnalysisFailed
        When one of them is gone, or both are one.
    """
    by_id = {one.id: one for one in reports}
    if first == second or first not in by_id or second not in by_id:
        raise AnalysisFailed(_GONE, _AGAIN)
    return by_id[first], by_id[second]
