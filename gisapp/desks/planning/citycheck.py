"""All buildings of a city beside what may be built where they stand: ratios, and height under the slants.

Nothing here is a verdict on a building: lots are estimated where no parcel is known, roads are measured on
the map, ground is taken as level, permissions and older law are not known. What cannot be said is 「未確認」.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.planning.manyheights import edges_of, excess_of, front_roads
from gisapp.desks.planning.manylots import facing, make_lots
from gisapp.desks.planning.manyratios import designated, of_lot, ratio_limits, weighed
from gisapp.desks.planning.manyzones import around, laid_on, meets_any
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from gisapp.desks.planning.manyzones import Around
    from gisapp.desks.planning.regulationtable import RegulationTable
    from layers.base import Layer
    from layers.feedback import Feedback

AT_ONCE = 2000
"""Buildings between two looks at whether somebody wants to stop."""
STRIP = 1000.0
"""Metres: buildings are taken in strips of this height, so that those of a turn stand together."""
MARGIN = 1.0
"""Metres around a building that are its estimated lot."""
BONUS = 20.0
"""Per cent by which a corner lot and fire resistance may raise the coverage ratio (53条3項)."""
WHOLE = 0.99
"""Part of a lot that must have a zone for its ratios to be known."""

NO_SHAPE = QT_TRANSLATE_NOOP(CONTEXT, "建物の外形がない")
NO_ZONE = QT_TRANSLATE_NOOP(CONTEXT, "用途地域の資料がない")
NO_RATIO = QT_TRANSLATE_NOOP(CONTEXT, "指定容積率・建蔽率がない")
NO_ROAD = QT_TRANSLATE_NOOP(CONTEXT, "接する道路が見つからない")
NO_WIDTH = QT_TRANSLATE_NOOP(CONTEXT, "道路の幅員が分からない")
NO_LOT = QT_TRANSLATE_NOOP(CONTEXT, "敷地面積が分からない（推定の敷地）")
NO_AREA = QT_TRANSLATE_NOOP(CONTEXT, "延べ面積が分からない")
NO_HEIGHT = QT_TRANSLATE_NOOP(CONTEXT, "建物の高さが分からない")
NO_DISTRICT = QT_TRANSLATE_NOOP(CONTEXT, "高度地区の内容（斜線など）が規制の一覧にない")
REASONS = (NO_SHAPE, NO_ZONE, NO_RATIO, NO_ROAD, NO_WIDTH, NO_LOT, NO_AREA, NO_HEIGHT, NO_DISTRICT)
"""Why something cannot be said; bit *k* of :attr:`CityCheck.reasons` stands for the *k*-th."""


class Kept(StrEnum):
    """What can be said of a limit."""

    WITHIN = "within"
    CONFIRM = "confirm"
    OVER = "over"
    UNKNOWN = "unknown"


KEPT = tuple(Kept)


@dataclass(frozen=True, eq=False)
class CityCheck:
    """Columns with a line for each building that was asked for; numbers are NaN where they are not known.

    Attributes
    ----------
    rows
        Row of the layer of buildings.
    use
        Use district with the greatest part of the lot; empty for none known.
    parcel
        Whether the lot is a parcel; else it is estimated.
    lot_area, building_area, floor_area, height
        Square metres and metres.
    road_width
        Of the widest front road, metres.
    floor_limit, coverage_limit
        Ratios in %: 指定 and road width, weighed by area.
    floor_ratio, coverage
        Of the building, or of all buildings of its parcel, %.
    floor_kept, coverage_kept, height_kept
        Numbers of :data:`KEPT`.
    excess
        Metres by which the building stands over the lowest limit, negative below it; NaN where none is known.
    rule
        Number of the rule of that limit in :class:`gisapp.desks.planning.site.Rule`, -1 for none.
    reasons
        Bits of :data:`REASONS`.
    """

    rows: NDArray[np.intp]
    use: NDArray[np.object_]
    parcel: NDArray[np.bool_]
    lot_area: NDArray[np.float64]
    building_area: NDArray[np.float64]
    floor_area: NDArray[np.float64]
    height: NDArray[np.float64]
    road_width: NDArray[np.float64]
    floor_limit: NDArray[np.float64]
    coverage_limit: NDArray[np.float64]
    floor_ratio: NDArray[np.float64]
    coverage: NDArray[np.float64]
    floor_kept: NDArray[np.int8]
    coverage_kept: NDArray[np.int8]
    height_kept: NDArray[np.int8]
    excess: NDArray[np.float64]
    rule: NDArray[np.int8]
    reasons: NDArray[np.int32]

    def why(self) -> NDArray[np.object_]:
        """Return (n,) in words what could not be known of each building."""
        kinds, which = np.unique(self.reasons, return_inverse=True)
        words = [
            "、".join(str(Message(text)) for bit, text in enumerate(REASONS) if kind >> bit & 1)
            for kind in kinds.tolist()
        ]
        return np.array(words, dtype=object)[which]


def check_city(
    buildings: Layer,
    rows: NDArray[np.intp],
    layers: Sequence[Layer],
    table: RegulationTable,
    on: date,
    feedback: Feedback,
    margin: float = MARGIN,
) -> CityCheck:
    """Look at many buildings.

    Parameters
    ----------
    buildings
        Layer of buildings.
    rows
        Which of them.
    layers
        All layers of the project.
    table
        Says which layers are zones, roads and parcels.
    on
        The day for which is asked.
    feedback
        Receives progress in buildings.
    margin
        Metres around a building that are its estimated lot.

    Raises
    ------
    layers.feedback.Cancelled
        When somebody stopped it.
    """
    import shapely

    shapes = buildings.footprints()
    found: list[CityCheck] = []
    if shapes is None or not len(rows):
        return _joined(found)
    flat = shapely.make_valid(shapely.force_2d(shapes[rows]))
    bounds = shapely.bounds(flat)
    order = np.lexsort((bounds[:, 0], np.floor(bounds[:, 1] / STRIP)))
    for first in range(0, len(rows), AT_ONCE):
        feedback.step(first, len(rows))
        turn = order[first : first + AT_ONCE]
        found.append(_turn(buildings, rows[turn], flat[turn], around(layers, table, on, flat[turn]), margin))
    feedback.step(len(rows), len(rows))
    whole = _joined(found)
    return _picked(whole, np.argsort(whole.rows, kind="stable"))


def _joined(found: list[CityCheck]) -> CityCheck:
    names = CityCheck.__dataclass_fields__
    if not found:
        nothing: dict[str, Any] = {name: np.empty(0) for name in names}
        return CityCheck(**nothing)
    return CityCheck(**{name: np.concatenate([getattr(one, name) for one in found]) for name in names})


def _picked(whole: CityCheck, order: NDArray[np.intp]) -> CityCheck:
    return CityCheck(**{name: getattr(whole, name)[order] for name in CityCheck.__dataclass_fields__})


def _numbers(layer: Layer, name: str, rows: NDArray[np.intp]) -> NDArray[np.float64]:
    table = layer.data.table
    known = any(one.name == name for one in table.attributes)
    return table.numbers(name)[rows] if known else np.full(len(rows), np.nan)


def _turn(
    layer: Layer, rows: NDArray[np.intp], shapes: NDArray[np.object_], near: Around, margin: float
) -> CityCheck:
    """Look at buildings that stand together."""
    import shapely

    count = len(rows)
    there = ~shapely.is_empty(shapes) & (shapely.area(shapes) > 0)
    reasons = np.where(there, 0, _bit(NO_SHAPE))
    shapes = np.where(there, shapes, shapely.box(0, 0, 1, 1))  # keeps its place; nothing is said of it
    lots = make_lots(shapes, margin, near.parcels)
    lots.parcel[~there] = -1
    faced = facing(lots, near.roads)
    own, widths = front_roads(lots, faced, near)
    has_road = np.zeros(count, bool)
    has_road[lots.owner[own >= 0]] = True
    widest = np.full(count, -np.inf)
    with np.errstate(invalid="ignore"):
        np.maximum.at(widest, lots.owner[own >= 0], widths[own >= 0])  # unknown stays unknown
    widest[~np.isfinite(widest)] = np.nan
    laid = laid_on(lots.shapes, near.zones, near.zone_shapes)
    zoned = laid.covered >= WHOLE
    floor_limit, coverage_limit = ratio_limits(laid, near, widest, zoned)
    told = np.isfinite(weighed(laid, designated(near), zoned)) & np.isfinite(coverage_limit)
    reasons |= _bit(NO_ZONE) * ~zoned | _bit(NO_RATIO) * (zoned & ~told)
    reasons |= _bit(NO_ROAD) * ~has_road | _bit(NO_WIDTH) * (has_road & np.isnan(widest))
    drawn = np.where(there, shapely.area(shapes), np.nan)
    building_area = _first_known(_numbers(layer, "footprint_area", rows), drawn)
    floor_area = _numbers(layer, "total_floor_area", rows)
    site = _numbers(layer, "site_area", rows)
    lot_area = _first_known(site, np.where(lots.parcel >= 0, shapely.area(lots.shapes), np.nan))
    reasons |= _bit(NO_LOT) * np.isnan(lot_area) | _bit(NO_AREA) * np.isnan(floor_area)
    coverage = _first_known(
        _numbers(layer, "building_coverage_rate", rows),
        100 * of_lot(building_area, lots.parcel, np.isnan(site)) / lot_area,
    )
    floor_ratio = _first_known(
        _numbers(layer, "floor_area_rate", rows),
        100 * of_lot(floor_area, lots.parcel, np.isnan(site)) / lot_area,
    )
    height = _height(layer, rows)
    reasons |= _bit(NO_HEIGHT) * np.isnan(height)
    known = zoned & has_road & np.isfinite(widest) & np.isfinite(floor_limit)
    unclear = meets_any(shapes, near.unclear)
    reasons |= _bit(NO_DISTRICT) * unclear
    told = known & there & ~unclear
    edges = edges_of(shapes, lots, faced, own, widths, near, floor_limit, known)
    excess, rule = excess_of(shapes, lots, edges, near, laid, height)
    excess[~there | (laid.best < 0)] = np.nan
    return CityCheck(
        rows, near.names(laid.best), lots.parcel >= 0, lot_area, building_area, floor_area, height, widest,
        floor_limit, coverage_limit, floor_ratio, coverage,
        _kept(floor_ratio, floor_limit, 0.0), _kept(coverage, coverage_limit, BONUS),
        _height_kept(excess, told, lots.parcel >= 0), excess, rule, reasons.astype(np.int32),
    )  # fmt: skip


def _bit(reason: str) -> int:
    return 1 << REASONS.index(reason)


def _first_known(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return one where it says a size, else the other."""
    return np.where(one > 0, one, other)


def _height(layer: Layer, rows: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return metres from the ground to the top: as measured, else as the shape says."""
    features = layer.data.store.features
    shape = (features["top"][rows] - features["bottom"][rows]).astype(np.float64)
    return _first_known(_numbers(layer, "measured_height", rows), np.where(shape > 0, shape, np.nan))


def _kept(value: NDArray[np.float64], limit: NDArray[np.float64], bonus: float) -> NDArray[np.int8]:
    found = np.where(value <= limit + 0.05, KEPT.index(Kept.WITHIN), KEPT.index(Kept.OVER))
    found[(found == KEPT.index(Kept.OVER)) & (value <= limit + bonus)] = KEPT.index(Kept.CONFIRM)
    found[np.isnan(value) | np.isnan(limit)] = KEPT.index(Kept.UNKNOWN)
    return found.astype(np.int8)


def _height_kept(
    excess: NDArray[np.float64], known: NDArray[np.bool_], parcel: NDArray[np.bool_]
) -> NDArray[np.int8]:
    """Say over what is over its parcel's limit, within only where every rule could be looked at."""
    found = np.full(len(excess), KEPT.index(Kept.UNKNOWN))
    found[known & ~(excess > 0)] = KEPT.index(Kept.WITHIN)
    found[excess > 0] = KEPT.index(Kept.CONFIRM)
    found[(excess > 0) & parcel] = KEPT.index(Kept.OVER)
    return found.astype(np.int8)


def counted(found: CityCheck) -> Iterator[tuple[str, dict[Kept, int]]]:
    """Yield for floor area, coverage and height how many buildings are what."""
    for name in ("floor", "coverage", "height"):
        numbers = np.bincount(getattr(found, f"{name}_kept").astype(np.int64), minlength=len(KEPT))
        yield name, dict(zip(KEPT, numbers.tolist(), strict=True))
