"""Many buildings at once: worked figures, and the same as a site of its own."""

from __future__ import annotations

import json
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

from gisapp.desks.planning.citycheck import KEPT, CityCheck, Kept, check_city, counted
from gisapp.desks.planning.lot import Edge, make_lot
from gisapp.desks.planning.manylots import facing, make_lots
from gisapp.desks.planning.pointwise import heights
from gisapp.desks.planning.regulationfile import FORMAT, national, read_table
from gisapp.desks.planning.regulations import rules_at
from gisapp.desks.planning.site import Rule, Site
from gisapp.desks.planning.sitezones import site_from
from gisapp.desks.planning.zones import Slope, Zone
from layers.feedback import Cancelled, Feedback
from tests.gisapp.desks.planning.sites import road
from tests.gisapp.desks.planning.test_regulations import CRS, TODAY, layer, zones

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gisapp.desks.planning.regulationtable import RegulationTable

HOUSES = [shapely.box(2, 1, 18, 13), shapely.box(32, 3, 38, 9), shapely.box(52, 3, 58, 9), shapely.Polygon()]
"""On a parcel, on none, far from roads and zones, without a shape."""


def _buildings(shapes: Sequence[Any], height: Sequence[float], **numbers: Sequence[float]) -> Any:
    """Return as much of a layer of buildings as is asked for."""
    columns = {"measured_height": np.array(height, float)}
    columns |= {name: np.array(values, float) for name, values in numbers.items()}
    table = SimpleNamespace(
        attributes=[SimpleNamespace(name=name) for name in columns], numbers=columns.__getitem__
    )
    features = {"bottom": np.zeros(len(shapes), np.float32), "top": np.zeros(len(shapes), np.float32)}
    data = SimpleNamespace(table=table, store=SimpleNamespace(features=features), crs=CRS)
    return SimpleNamespace(kind="buildings", data=data, footprints=lambda: np.array(shapes, dtype=object))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """Return zones, a road in the south and a parcel."""
    folder: Path = tmp_path_factory.mktemp("town")
    columns = {"RoadStructureAttribute_width": [""], "function": ["市町村道"], "name": [""]}
    return [
        zones(folder, ("第一種住居地域", 200, 60, shapely.box(-500, -500, 45, 500))),
        layer(folder, "tran:Road", columns, [shapely.box(-50, -6, 45, 0)]),
        layer(folder, "lots@6669", {"number": ["1"], "place": ["本町1"]}, [shapely.box(0, 0, 20, 15)]),
    ]


def _found(town: list[Any], height: Sequence[float] = (12.0, 6.0, 5.0, 5.0)) -> CityCheck:
    nan = float("nan")
    houses = _buildings(HOUSES, height, total_floor_area=[300, nan, 80, nan])
    return check_city(houses, np.arange(4), town, national(), date(2026, 11, 21), Feedback())


def test_a_building_on_its_parcel(town: list[Any]) -> None:
    found = _found(town)
    assert found.parcel.tolist() == [True, False, False, False]
    assert found.use.tolist()[:2] == ["第一種住居地域"] * 2
    assert found.road_width[0] == pytest.approx(6.0)  # measured across
    assert (found.floor_limit[0], found.coverage_limit[0]) == (200, 60)  # 6 m × 0.4 is over 200 %
    assert found.floor_ratio[0] == pytest.approx(100)
    assert found.coverage[0] == pytest.approx(64)  # 192 m² of 300 m²
    assert KEPT[found.floor_kept[0]] is Kept.WITHIN
    assert KEPT[found.coverage_kept[0]] is Kept.CONFIRM  # a corner lot may have 70 %
    # 1 m from the road and as much back: 1.25 × (1 + 6 + 1) = 10 m
    assert found.excess[0] == pytest.approx(2.0)
    assert tuple(Rule)[found.rule[0]] is Rule.ROAD
    assert KEPT[found.height_kept[0]] is Kept.OVER


def test_what_cannot_be_said_is_unknown_with_the_reason(town: list[Any]) -> None:
    found = _found(town)
    why = found.why()
    assert why[0] == ""
    assert "推定の敷地" in why[1]
    assert "延べ面積" in why[1]
    assert KEPT[found.height_kept[1]] is Kept.WITHIN
    assert "用途地域" in why[2]
    assert "道路が見つからない" in why[2]
    assert KEPT[found.height_kept[2]] is Kept.UNKNOWN
    assert "外形がない" in why[3]
    assert np.isnan(found.excess[3])
    assert dict(counted(found))["height"] == {
        Kept.WITHIN: 1, Kept.CONFIRM: 0, Kept.OVER: 1, Kept.UNKNOWN: 2,
    }  # fmt: skip
    tall = _found(town, (12.0, 60.0, 5.0, 5.0))
    assert KEPT[tall.height_kept[1]] is Kept.CONFIRM  # its lot is only estimated
    bare = _found(town[1:])
    assert (bare.height_kept == KEPT.index(Kept.UNKNOWN)).all()


def test_many_lots_say_what_each_site_says() -> None:
    from gisapp.desks.planning.citycheck import _turn
    from gisapp.desks.planning.manyzones import Around

    rng = np.random.default_rng(2)
    shapes, parcels = [], []
    for k in range(20):
        x = 100.0 * k
        parcels.append(shapely.Polygon([(x, 0), (x + 20, 0), (x + 22, 18), (x + 9, 25), (x - 3, 16)]))
        west, south = x + rng.uniform(2, 5), rng.uniform(0.5, 4)
        shapes.append(shapely.box(west, south, west + rng.uniform(5, 12), south + rng.uniform(5, 11)))
    zone = Zone("1中高", 200, 60)
    near = Around(
        (zone,), np.array([shapely.box(-500, -500, 3000, 500)], dtype=object), Zone("none", road_slope=0.0),
        np.empty(0), np.empty(0, object), (), np.empty(0, object), np.empty(0, object),
        np.array([shapely.box(-500, -6, 3000, 0)], dtype=object),
        ((SimpleNamespace(data=SimpleNamespace(table=SimpleNamespace(attributes=[])), name=""),  # type: ignore[arg-type]
          SimpleNamespace(fields={}), 0),),
        np.array(parcels, dtype=object), np.array([0.0, 1.0]),
    )  # fmt: skip
    height = rng.uniform(8, 25, 20).tolist()
    found = _turn(_buildings(shapes, height), np.arange(20), np.array(shapes, dtype=object), near, 1.0)
    for k, (shape, parcel) in enumerate(zip(shapes, parcels, strict=True)):
        ring = shapely.get_coordinates(parcel)[:-1]
        sides = [shapely.LineString([a, b]) for a, b in zip(ring, np.roll(ring, -1, axis=0), strict=True)]
        backs = [float(shapely.distance(side, shape)) for side in sides]
        edges = [Edge(setback=back) for back in backs]
        edges[0] = road(6.0, setback=backs[0])
        where = Site(make_lot(ring, tuple(edges)), (zone,))
        points = shapely.get_coordinates(shapely.segmentize(shape.exterior, 1.0))
        lowest = np.min(list(heights(where, points).values()), axis=0)
        assert found.excess[k] == pytest.approx((height[k] - lowest).max(), abs=1e-6)


def test_edges_that_face_a_road_and_how_wide_it_is() -> None:
    houses = np.array([shapely.box(0, 0, 8, 6), shapely.box(30, 0, 38, 6)], dtype=object)
    lots = make_lots(houses, 1.0, np.empty(0, object))
    assert shapely.area(lots.shapes) == pytest.approx([80, 80])
    # Two parts of one road with a crack between them, and one too far away.
    roads = np.array(
        [shapely.box(-9, -7, 20, -3), shapely.box(-9, -9, 20, -7.2), shapely.box(20, -20, 60, -8)],
        dtype=object,
    )
    found = facing(lots, roads)
    faced = np.flatnonzero(found.road >= 0)
    assert lots.owner[faced].tolist() == [0]
    assert found.gap[faced] == pytest.approx([2.0])
    assert found.across[faced] == pytest.approx([6.0])
    assert (facing(lots, roads[:0]).road == -1).all()


def test_a_height_district_with_slopes_from_the_citys_table(town: list[Any], tmp_path: Path) -> None:
    """第1種高度地区: 5 m + 0.6 to the north, at most 9 m, for the counter and for all buildings at once."""
    columns = {"name": ["第1種高度地区"], "usage": ["最高限高度地区"]}
    district = layer(tmp_path, "urf:HeightControlDistrict", columns, [shapely.box(-500, -500, 25, 500)])
    unclear = check(town, district, national())
    assert "高度地区" in unclear.why()[0]
    assert KEPT[unclear.height_kept[1]] is Kept.WITHIN  # stands outside of it
    value = {"label": "第1種高度地区", "maximum": 9, "north": [[5, 0.6]]}
    plain = {"format": FORMAT, "name": "市", "extends": "national"}
    city = plain | {"regulations": [{"id": "height_district", "values": [value]}]}
    table = read_table(json.dumps(city).encode())
    found = check(town, district, table)
    assert "高度地区" not in found.why()[0]
    # The north wall stands 2 m before the boundary: 5 + 0.6 × 2 = 6.2 m.
    assert found.excess[0] == pytest.approx(12 - 6.2)
    assert tuple(Rule)[found.rule[0]] is Rule.HEIGHT_DISTRICT_NORTH
    lot = make_lot([(0, 0), (20, 0), (20, 15), (0, 15)], tuple(Edge() for _ in range(4)))
    rows = rules_at(lot.polygon(), CRS, (*town, district), table, TODAY)
    made = site_from(lot, rows, CRS)
    assert made.site.zones[0].height_district_north == (Slope(5.0, 0.6),)
    assert made.site.zones[0].height_district_limit == 9.0
    assert not any("高度地区" in str(one) for one in made.doubts)


def check(town: list[Any], district: Any, table: RegulationTable) -> CityCheck:
    """Return what is found with a height district."""
    houses = _buildings(HOUSES, (12.0, 6.0, 5.0, 5.0))
    return check_city(houses, np.arange(4), [*town, district], table, TODAY, Feedback())


def test_a_city_can_be_stopped(town: list[Any]) -> None:
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        check_city(_buildings(HOUSES, [1] * 4), np.arange(4), town, national(), date(2026, 11, 21), feedback)
