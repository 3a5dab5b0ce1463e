"""Fire resistance, sites across zones, massing."""

from __future__ import annotations

import pytest
import shapely

from gisapp.desks.planning.envelope import envelope
from gisapp.desks.planning.fire import FireZone, Needed, fire_resistance, fire_zone_of
from gisapp.desks.planning.massing import massing, section
from gisapp.desks.planning.straddling import majority
from gisapp.desks.planning.zones import Zone
from layers.errors import AnalysisFailed
from tests.gisapp.desks.planning.sites import NEIGHBOUR, road, site


@pytest.mark.parametrize(
    ("zone", "storeys", "area", "needed"),
    [
        (FireZone.FIRE, 2, 100, Needed.QUASI_FIREPROOF),
        (FireZone.FIRE, 2, 100.1, Needed.FIREPROOF),
        (FireZone.FIRE, 3, 50, Needed.FIREPROOF),
        (FireZone.QUASI, 4, 100, Needed.FIREPROOF),
        (FireZone.QUASI, 2, 1500.1, Needed.FIREPROOF),
        (FireZone.QUASI, 3, 1500, Needed.QUASI_FIREPROOF),
        (FireZone.QUASI, 2, 500.1, Needed.QUASI_FIREPROOF),
        (FireZone.QUASI, 2, 500, Needed.FIRE_PREVENTIVE),
        (FireZone.NONE, 9, 9000, Needed.NONE),
    ],
)
def test_fire_resistance(zone: FireZone, storeys: int, area: float, needed: Needed) -> None:
    found, step = fire_resistance(zone, storeys, area)
    assert found is needed
    assert (step is None) == (zone is FireZone.NONE)


def test_the_stricter_fire_district_counts() -> None:
    assert fire_zone_of((FireZone.QUASI, FireZone.FIRE)) is FireZone.FIRE
    assert fire_zone_of((FireZone.NONE, FireZone.QUASI)) is FireZone.QUASI
    assert fire_zone_of(()) is FireZone.NONE


def test_str_1_the_greater_part_counts() -> None:
    found = majority((180.0, 120.0))
    assert (found.index, found.doubt) == (0, None)
    assert found.shares == pytest.approx((0.6, 0.4))


def test_str_2_half_and_half_is_never_chosen_in_silence() -> None:
    found = majority((150.0, 150.0))
    assert found.index is None
    assert "過半の地域がありません" in str(found.doubt)
    three = majority((40.0, 30.0, 30.0))
    assert three.index is None
    assert "40.0 %" in str(three.doubt)


def test_what_the_map_cannot_tell_is_to_be_confirmed() -> None:
    assert majority((155.0, 145.0), boundary=15.0, error=1.0).index is None
    assert majority((170.0, 130.0), boundary=15.0, error=1.0).index == 0
    assert majority((200.0,)).index == 0


def test_a_house_on_the_worked_site() -> None:
    where = site(Zone("1低", 100, 50, height_limit=10.0), 20, 15, road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    volume = envelope(where)
    assert section(volume, 7.5).area == pytest.approx(20 * 13)
    assert section(volume, 10.0).area == pytest.approx(20 * 9)
    assert section(volume, 10.01).is_empty
    found = massing(where, volume, 3.0)
    assert found.building_area == pytest.approx(150.0, abs=0.01)
    assert found.floor_area == pytest.approx(300.0, abs=0.02)
    assert (len(found.storeys), found.limited_by) == (2, "floor_area")
    for storey in found.storeys:
        assert shapely.covers(section(volume, storey.top).buffer(1e-6), storey.polygon)


def test_low_volumes_end_the_stack() -> None:
    where = site(Zone("1低", 200, 60, height_limit=10.0), 20, 15, road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    found = massing(where, envelope(where), 4.0)
    assert found.limited_by == "height"
    assert len(found.storeys) == 2
    assert found.floor_area < where.area * 2


def test_without_ratios_there_is_no_building() -> None:
    where = site(Zone("1低", 100, height_limit=10.0), 20, 15, road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    with pytest.raises(AnalysisFailed, match="建蔽率"):
        massing(where, envelope(where))
    known = site(Zone("1低", 100, 50, height_limit=10.0), 20, 15, road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    with pytest.raises(AnalysisFailed, match="階高"):
        massing(known, envelope(known), 0.5)


def test_a_higher_neighbour_raises_the_plane_on_his_side() -> None:
    from gisapp.desks.planning.lot import Edge
    from gisapp.desks.planning.massing import Massing, Storey
    from gisapp.desks.planning.shadow import Daylight
    from gisapp.desks.planning.shadowverdict import verdict

    zone = Zone("1中高", 200, 60, shadow_class=2)
    tall = Massing((Storey(1, 0.0, 15.0, shapely.box(2, 2, 18, 13), 176.0),), 176.0, 176.0, "height")

    def longest(north: Edge) -> float:
        where = site(zone, 20, 15, road(6), NEIGHBOUR, north, NEIGHBOUR)
        found = verdict(where, zone, tall, Daylight(32.75, minutes=5)).far
        assert found is not None
        return found.hours

    assert longest(Edge(level=1.0)) == longest(NEIGHBOUR)
    assert longest(Edge(level=9.0)) < longest(NEIGHBOUR)  # BSO-135の12: 4 m higher
