"""Floor-area and coverage ratios of many lots at once (52条, 53条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.ratios import WIDE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.planning.manyzones import Around, Laid


def designated(near: Around) -> NDArray[np.float64]:
    """Return the floor-area ratio of each zone as designated, %; NaN where it is not known."""
    return np.array([_or_nan(zone.floor_area_ratio) for zone in near.zones], np.float64)


def _or_nan(value: float | None) -> float:
    return np.nan if value is None else value


def weighed(
    laid: Laid, values: NDArray[np.float64], zoned: NDArray[np.bool_], each: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """Return the mean over the zones of each lot by area (52条7項, 53条2項); NaN where one is unknown."""
    mine = values[laid.zone] if each is None else each
    found = np.bincount(laid.lot, weights=mine * laid.area, minlength=len(zoned))
    total = np.bincount(laid.lot, weights=laid.area, minlength=len(zoned))
    with np.errstate(invalid="ignore"):
        return np.where(zoned, found / total, np.nan)


def ratio_limits(
    laid: Laid, near: Around, widest: NDArray[np.float64], zoned: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the highest floor-area ratio (52条1・2・7項) and coverage ratio (53条1・2項) of each lot, %."""
    given = designated(near)
    factor = np.array([zone.factor for zone in near.zones], np.float64)
    coverage = np.array([_or_nan(zone.coverage_ratio) for zone in near.zones], np.float64)
    width = widest[laid.lot]
    by_road = np.minimum(given[laid.zone], width * factor[laid.zone] * 100)
    each = np.where(width >= WIDE, given[laid.zone], by_road)
    return weighed(laid, given, zoned, each), weighed(laid, coverage, zoned)


def of_lot(
    areas: NDArray[np.float64], parcel: NDArray[np.intp], measured: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return for each building the sum over its parcel where the parcel is what it is compared with."""
    shared = measured & (parcel >= 0)
    if not shared.any():
        return areas
    sums = np.bincount(parcel[shared], weights=areas[shared])
    found = areas.copy()
    found[shared] = sums[parcel[shared]]
    return found
