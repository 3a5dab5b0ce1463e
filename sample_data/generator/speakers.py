"""Loudspeakers of the town's disaster radio (防災行政無線): one within earshot of every house."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from sample_data.generator import shore

if TYPE_CHECKING:
    from sample_data.generator.town import Town
    from sample_data.generator.valley import Floats

EARSHOT = 260.0


def make_speakers(town: Town) -> Floats:
    """Return the places (n, 3) of the loudspeakers: east, north, ground; each beside a building.

    The one that reaches most buildings which none has reached yet comes next, until all are reached.
    """
    middle = shapely.get_coordinates(
        shapely.centroid(np.array([building.footprint for building in town.buildings]))
    )
    candidates = middle[::9]
    reach = np.linalg.norm(candidates[:, None] - middle[None, :], axis=2) <= EARSHOT
    silent = np.ones(len(middle), dtype=bool)
    chosen: list[int] = []
    while silent.any():
        gain = (reach & silent).sum(axis=1)
        best = int(gain.argmax())
        if gain[best] == 0:
            break
        chosen.append(best)
        silent &= ~reach[best]
    places = candidates[chosen] + np.array([9.0, 0.0])
    return np.column_stack([places, np.round(shore.ground_at(town, places), 1)])
