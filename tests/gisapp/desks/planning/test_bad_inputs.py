"""What cannot be used gets one clear sentence, and what cannot be determined is listed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

from gisapp.desks.planning.envelope import envelope
from gisapp.desks.planning.lot import make_lot
from gisapp.desks.planning.pointwise import heights
from gisapp.desks.planning.regulationfile import national
from gisapp.desks.planning.regulations import Answer, rules_at
from gisapp.desks.planning.sitefile import SiteDocument, read_site, write_site
from gisapp.desks.planning.sitezones import site_from
from gisapp.desks.planning.skycompare import compare_sky
from gisapp.desks.planning.zones import Zone
from layers.errors import AnalysisFailed
from tests.gisapp.desks.planning.sites import NEIGHBOUR, road, site
from tests.gisapp.desks.planning.test_regulations import CRS, LOT, TODAY, layer, row, zones

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gisapp.desks.planning.site import Site


@pytest.mark.parametrize(
    "asked",
    [envelope, lambda where: heights(where, np.array([[1.0, 1.0]])), lambda where: compare_sky(where, [])],
)
def test_a_missing_width_is_named_by_its_edge(asked: Callable[[Site], Any]) -> None:
    where = site(Zone("1住", 200, 60), 20, 15, road(6), road(None), NEIGHBOUR, NEIGHBOUR)
    with pytest.raises(AnalysisFailed, match="辺 2 の道路の幅員"):
        asked(where)
    assert where.floor_area_ratio.value is None
    assert "幅員が分かりません" in str(where.floor_area_ratio.doubts[0])
    assert where.coverage_ratio.value == 60  # what needs no road is still told


def test_a_missing_ratio_and_an_unknown_use_are_told() -> None:
    where = site(Zone("1住", None, None), 20, 15, road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    with pytest.raises(AnalysisFailed, match="容積率の限度が分からない"):
        envelope(where)
    content = json.loads(write_site(SiteDocument(where, CRS)))
    content["zones"][0]["use"] = "99"
    with pytest.raises(AnalysisFailed, match="用途地域「99」"):
        read_site(json.dumps(content).encode())


@pytest.mark.parametrize(
    "ring",
    [
        [(0, 0), (10, 10), (10, 0), (0, 10)],
        [(0, 0), (10, 0), (20, 0)],
        [(0, 0), (float("nan"), 1), (1, 1)],
        [(0, 0), (0, 0), (1, 1)],
    ],
)
def test_lines_that_cross_or_enclose_nothing_are_no_lot(ring: list[tuple[float, float]]) -> None:
    with pytest.raises(AnalysisFailed, match="交わっているか、面になっていません"):
        make_lot(ring, (NEIGHBOUR,) * len(ring))


def test_an_unknown_code_is_to_be_confirmed_and_makes_no_district(tmp_path: Path) -> None:
    odd = zones(tmp_path, ("第九種特殊地域", 200, 60, shapely.box(-99, -99, 99, 99)))
    rows = rules_at(LOT, CRS, (odd,), national(), TODAY)
    assert row(rows, "use_district").answer is Answer.CONFIRM
    assert "一覧にない値" in str(row(rows, "use_district").doubts[0])
    lot = make_lot(shapely.get_coordinates(LOT)[:-1], (NEIGHBOUR,) * 4)
    made = site_from(lot, rows, CRS)
    assert any("第九種特殊地域" in str(one) for one in made.doubts)
    assert made.site.zones[0].district.id == "none"


def test_an_empty_layer_and_one_of_another_system_say_why(tmp_path: Path) -> None:
    empty = layer(tmp_path, "urf:FirePreventionDistrict", {"function": ["防火地域"]}, [None])
    found = row(rules_at(LOT, CRS, (empty,), national(), TODAY), "fire")
    assert found.answer is Answer.UNKNOWN
    assert "図形がありません" in str(found.doubts[0])
    here = zones(tmp_path, ("商業地域", 400, 80, shapely.box(-99, -99, 99, 99)))
    other = row(rules_at(LOT, "EPSG:6670", (here,), national(), TODAY), "use_district")
    assert other.answer is Answer.UNKNOWN
    assert "座標系（EPSG:6669）がプロジェクトと違います" in str(other.doubts[0])
