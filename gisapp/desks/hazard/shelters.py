"""Which shelters serve in which disaster (指定緊急避難場所, 災害対策基本法49条の4)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.classes import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

FLAGS = {
    Kind.FLOOD: ("災害種別_洪水", "洪水"),
    Kind.LANDSLIDE: (
        "災害種別_崖崩れ、土石流及び地滑り",
        "災害種別_崖崩れ、土石流および地滑り",
        "崖崩れ、土石流及び地滑り",
    ),
    Kind.STORM_SURGE: ("災害種別_高潮", "高潮"),
    Kind.TSUNAMI: ("災害種別_津波", "津波"),
    Kind.INLAND: ("災害種別_内水氾濫", "内水氾濫"),
}
"""Columns of 自治体標準オープンデータセット and of GSI's lists that tell for which disaster it serves."""
MARKS = frozenset({"1", "○", "〇", "◯", "◎", "true", "yes", "有", "可", "対応"})
"""What in such a column means yes; everything else, and a blank, means no."""


@dataclass(frozen=True, eq=False)
class Offered:
    """The nearest suitable shelter of each building.

    Attributes
    ----------
    shelter
        (n,) number of the shelter, -1 for none.
    distance
        (n,) metres in a straight line, NaN for none.
    """

    shelter: NDArray[np.int64]
    distance: NDArray[np.float64]


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
        (n, 2) metres.
    shelters
        (m, 2) metres in the same system.
    suitable
        (m,) whether each serves in this disaster (and, if wanted, does not lie in it itself).
    """
    from scipy.spatial import KDTree

    rows = np.flatnonzero(suitable & np.isfinite(shelters).all(axis=1))
    if not len(rows):
        return Offered(np.full(len(buildings), -1, np.int64), np.full(len(buildings), np.nan))
    distance, which = KDTree(shelters[rows]).query(buildings)
    return Offered(rows[which].astype(np.int64), distance)
