"""Levels that the ground suggests: ground level, mean ground level, roads and neighbours; proposals only.

Law measures from what a survey says (DOMAIN 2.0). A terrain can be metres off beside walls and slopes, so
nothing of this counts before staff accept it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.entries import Levels
from gisapp.desks.planning.grounds import STEP, ground_regions
from gisapp.desks.planning.lot import Behind
from layers.heights import LayeredHeights, PlaneHeights, height_at, heights_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.planning.entries import Entries
    from gisapp.desks.planning.grounds import GroundRegion
    from gisapp.desks.planning.lot import Lot
    from layers.heights import Ground
    from layers.project import Project

SPACING = 0.5
"""Metres between the places of the outline that are asked."""
PROBES = 9
"""Places along a road or neighbour."""
ACROSS_UNKNOWN = 4.0
"""Metres of a road whose width nobody knows."""
BESIDE = 2.0
"""Metres from the boundary to the neighbour's ground that is asked, behind wall or fence."""
KNOWN = 0.5
"""Part of the outline whose height must be known."""
_NO_LEVEL = QT_TRANSLATE_NOOP(
    CONTEXT, "地盤面・道路・隣地の高さの差がないものとしています。高低差があれば入力してください。"
)
_LEVELS = QT_TRANSLATE_NOOP(
    CONTEXT, "地盤面は、職員が入力した標高 {ground} m です。高さの差は測量で確かめてください。"
)
_SUGGESTED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "地形データでは、敷地と道路・隣地の高さの差が最大 {difference} m あります"
    "（推定。計算には使っていません）。",
)
_STEPS = QT_TRANSLATE_NOOP(
    CONTEXT,
    "地形データでは、敷地の高低差が {range} m で {step} m を超えます（推定）。"
    "地盤面は {step} m 以内ごとに分かれます（標高 {levels}。令2条2項）。計算は一つの地盤面によります。",
)
_DIVIDED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "地形データでは、敷地の高低差が {range} m で {step} m を超えるため、地盤面を {step} m 以内ごとに分けて"
    "計算しています（令2条2項）。建物が敷地いっぱいに建つものとした区分です。建物の位置と測量で確かめてください。",
)
TOLD = 0.5
"""Metres of a difference that are worth telling."""


@dataclass(frozen=True, eq=False)
class LevelProposal:
    """Elevations in metres that the ground suggests.

    Attributes
    ----------
    mean
        Mean along the outline of the lot: 平均地盤面 of a building that fills it.
    lowest, highest
        Along the outline.
    regions
        Ground levels and where they count: one, or rising one for each step of at most 3 m (令2条2項).
    edges
        Of the road's centre or the neighbour's ground behind each edge, None where it is not asked or known.
    source
        What the heights rest on.
    estimated
        Whether nobody measured that ground.
    names
        Of the layers that were asked.
    """

    mean: float
    lowest: float
    highest: float
    regions: tuple[GroundRegion, ...]
    edges: tuple[float | None, ...]
    source: Message
    estimated: bool
    names: tuple[str, ...] = ()

    @property
    def ground(self) -> float:
        """The ground level that is proposed: the lowest step, from which nothing comes out too high."""
        return self.regions[0].level

    def differences(self) -> tuple[tuple[int, float], ...]:
        """Return each edge with how much higher than the ground level it lies behind it, metres."""
        return tuple(
            (index, round(height - self.ground, 2))
            for index, height in enumerate(self.edges)
            if height is not None
        )


def propose_levels(lot: Lot, project: Project) -> LevelProposal | None:
    """Return the levels that the ground of a project suggests, None where it says too little.

    Parameters
    ----------
    lot
        With its edges: the centre of a road lies half its width beyond them.
    project
        Its visible terrain counts, else the ground that its buildings stand on.
    """
    import shapely

    ground = heights_of(project)
    if isinstance(ground, PlaneHeights):
        return None
    outline = shapely.get_coordinates(shapely.segmentize(lot.polygon().exterior, SPACING))[:-1]
    shares = (np.arange(PROBES) + 0.5) / PROBES
    along = np.roll(lot.ring, -1, axis=0) - lot.ring
    away = np.array([_away(lot, index) for index in range(len(lot.edges))])
    beyond = (
        lot.ring[:, None] + along[:, None] * shares[None, :, None] - (lot.inward * away[:, None])[:, None]
    )
    found = height_at(ground, np.concatenate([outline, beyond.reshape(-1, 2)]))
    heights = found.heights[: len(outline)]
    known = heights[np.isfinite(heights)]
    if len(known) < KNOWN * len(outline):
        return None
    behind = found.heights[len(outline) :].reshape(len(lot.edges), PROBES)
    rests_on = _rests_on(found)
    return LevelProposal(
        round(float(known.mean()), 2),
        round(float(known.min()), 2),
        round(float(known.max()), 2),
        ground_regions(outline, heights),
        tuple(_mean(one) for one in behind),
        rests_on.message,
        bool(found.estimated.any()),
        tuple(one.source for one in rests_on.parts),
    )


def _rests_on(found: Ground) -> LayeredHeights:
    """Return what the heights rest on: the sources that answered, and no others."""
    used = tuple(found.sources[k] for k in np.unique(found.which[found.which >= 0]).tolist())
    return LayeredHeights(used)


def doubts_of(proposal: LevelProposal | None, entries: Entries) -> list[Message]:
    """Return what must be confirmed of the levels of a lot.

    Parameters
    ----------
    proposal
        What the ground suggests, None where it is not known.
    entries
        What staff entered.
    """
    found = []
    if entries.levels is not None:
        found.append(Message(_LEVELS, {"ground": f"{entries.levels.ground:.2f}"}))
    elif all(edge.level is None for _, edge in entries.edges):
        found.append(Message(_NO_LEVEL))
    if proposal is None:
        return found
    if entries.levels is None:
        most = max((abs(one) for _, one in proposal.differences()), default=0.0)
        if most >= TOLD:
            found.append(Message(_SUGGESTED, {"difference": f"{most:.1f}"}))
    if len(proposal.regions) > 1:
        values = {
            "range": f"{proposal.highest - proposal.lowest:.1f}",
            "step": f"{STEP:g}",
            "levels": "、".join(f"{one.level:.2f} m" for one in proposal.regions),
        }
        divided = entries.levels is not None and len(entries.levels.steps) > 1
        found.append(Message(_DIVIDED if divided else _STEPS, values))
    return found


def taken(proposal: LevelProposal) -> Levels:
    """Return what staff take over when they accept a proposal."""
    steps = proposal.regions if len(proposal.regions) > 1 else ()
    return Levels(proposal.ground, proposal.mean, proposal.differences(), steps)


def _away(lot: Lot, index: int) -> float:
    """Return how far beyond an edge is asked, metres; NaN where nothing is."""
    edge = lot.edges[index]
    if edge.behind is Behind.ROAD:
        return (ACROSS_UNKNOWN if edge.width is None else edge.width) / 2
    return BESIDE if edge.behind is Behind.NEIGHBOUR else float("nan")


def _mean(heights: NDArray[np.float64]) -> float | None:
    known = heights[np.isfinite(heights)]
    return round(float(known.mean()), 2) if len(known) > len(heights) / 2 else None
