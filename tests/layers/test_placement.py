from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers import crs
from layers.declaredcrs import identify
from layers.operations import operation
from layers.place import Place, municipality_place, place_of_bounds
from layers.placement import Certainty, Proposal, propose
from layers.readings import area_of_use
from layers.systems import JAPAN, Datum, Kind, System, code_of, system_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

N03 = "gis/nagasaki_n03/nagasaki_municipalities_N03_from_jpndistrict.geojson"
MAINLAND = place_of_bounds("長崎市", (129.7, 32.6, 130.0, 32.95), "42")


@pytest.fixture(scope="module")
def nagasaki(data_root: Path) -> Place:
    return municipality_place(data_root / N03, "42201")


def scattered(place: Place, count: int = 400, seed: int = 5) -> NDArray[np.float64]:
    """Return points (count, 2) in degrees inside a place."""
    import shapely

    random = np.random.default_rng(seed)
    points = random.uniform(place.bounds[:2], place.bounds[2:], (count * 20, 2))
    return points[shapely.contains_xy(place.shape, points)][:count]


def written(points: NDArray[np.float64], code: str) -> NDArray[np.float64]:
    """Return JGD2011 degrees as they stand in a file of another system."""
    return np.column_stack(operation("EPSG:6668", code).transform(*points.T))


def texts(proposal: Proposal) -> str:
    return " ".join(str(reason) for reason in proposal.reasons)


# ------------------------------------------------------------------------------------------ declared


@pytest.mark.parametrize(
    "code", ["EPSG:6668", "EPSG:6697", "EPSG:4326", "EPSG:4612", "EPSG:6669", "EPSG:2443", "EPSG:30161"]
)
@pytest.mark.parametrize("place", [None, MAINLAND])
def test_a_declaration_that_fits_is_certain_and_the_only_one(code: str, place: Place | None) -> None:
    (only,) = propose(written(scattered(MAINLAND), code), code, "町界.shp", place)
    assert (only.crs, only.swapped, only.certainty) == (code, False, Certainty.CERTAIN)
    assert "合っています" in str(only.reasons[0])
    np.testing.assert_allclose(only.bounds, MAINLAND.bounds, atol=0.03)


def test_a_declaration_of_only_an_ellipsoid_stays_likely() -> None:
    text = "+proj=tmerc +lat_0=33 +lon_0=129.5 +k=0.9999 +ellps=GRS80"
    (only,) = propose(written(scattered(MAINLAND), "EPSG:6669"), text, "", MAINLAND)
    assert (only.crs, only.certainty) == ("EPSG:6669", Certainty.LIKELY)
    assert "測地系が書かれていません" in str(only.reasons[0])


@pytest.mark.parametrize("code", ["EPSG:6668", "EPSG:4326", "EPSG:6669"])
def test_swapped_axes_of_a_declared_system_are_seen(code: str) -> None:
    points = written(scattered(MAINLAND), code)[:, ::-1]
    best = propose(points, code, "", MAINLAND)[0]
    assert (best.crs, best.swapped, best.certainty) == (code, True, Certainty.CERTAIN)
    assert "北（緯度・X）" in str(best.reasons[0])
    np.testing.assert_allclose(best.bounds, MAINLAND.bounds, atol=0.03)


def test_swapped_degrees_without_a_place_are_likely() -> None:
    best = propose(scattered(MAINLAND)[:, ::-1], "EPSG:6668", "", None)[0]
    assert (best.crs, best.swapped, best.certainty) == ("EPSG:6668", True, Certainty.LIKELY)


def test_the_wrong_zone_is_corrected_but_not_in_silence() -> None:
    points = written(scattered(MAINLAND), "EPSG:6669")
    best, *rest = propose(points, "EPSG:6670", "", MAINLAND)
    assert (best.crs, best.swapped, best.certainty) == ("EPSG:6669", False, Certainty.LIKELY)
    stated = next(one for one in rest if one.crs == "EPSG:6670")
    assert stated.certainty is Certainty.POSSIBLE
    assert "約 1" in texts(stated)  # 140 km
    assert "km" in texts(stated)


def test_a_neighbour_of_the_city_is_left_where_it_says_it_is() -> None:
    saga = place_of_bounds("佐賀市", (130.2, 33.2, 130.4, 33.4), "41")
    (only,) = propose(written(scattered(saga), "EPSG:6670"), "EPSG:6670", "", MAINLAND)
    assert (only.crs, only.certainty) == ("EPSG:6670", Certainty.LIKELY)
    assert "離れます" in str(only.reasons[0])


def test_data_of_a_city_may_come_in_the_zone_of_its_neighbour() -> None:
    (only,) = propose(written(scattered(MAINLAND), "EPSG:6670"), "EPSG:6670", "", MAINLAND)
    assert (only.crs, only.certainty) == ("EPSG:6670", Certainty.CERTAIN)


def test_a_declaration_that_means_nothing_is_told() -> None:
    best = propose(scattered(MAINLAND), "任意座標系", "", MAINLAND)[0]
    assert "「任意座標系」はわかりません" in texts(best)
    assert best.certainty is not Certainty.CERTAIN


def test_declared_degrees_of_the_whole_world_are_likely() -> None:
    world = np.random.default_rng(2).uniform([-170, -60], [170, 70], (300, 2))
    (only,) = propose(world, "EPSG:4326", "countries.geojson", None)
    assert (only.crs, only.certainty) == ("EPSG:4326", Certainty.LIKELY)
    assert "日本の外" in texts(only)


# ------------------------------------------------------------------------------------------ undeclared


def test_plane_metres_without_place_and_declaration_are_possible_in_several_zones() -> None:
    points = written(scattered(MAINLAND), "EPSG:6669")
    found = propose(points, "", "data.shp", None)
    assert {one.certainty for one in found} == {Certainty.POSSIBLE}
    zones = {one.crs for one in found}
    assert len(zones) > 3
    assert "EPSG:6669" in zones


def test_plane_metres_in_one_zone_of_the_place_are_likely_until_the_datum_is_settled() -> None:
    found = propose(written(scattered(MAINLAND), "EPSG:6669"), "", "data.shp", MAINLAND)
    assert [(one.crs, one.swapped) for one in found] == [("EPSG:6669", False), ("EPSG:30161", False)]
    assert [one.certainty for one in found] == [Certainty.LIKELY, Certainty.POSSIBLE]
    assert str(found[0].reasons[0]) == "長崎市に入る座標系はこれだけです。"
    assert "約 400 m" in texts(found[0])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("road_6669.shp", "EPSG:6669"),
        ("road_2443.shp", "EPSG:2443"),
        ("道路_JGD2000_1系.shp", "EPSG:2443"),
        ("道路_世界測地系.shp", "EPSG:6669"),
        ("道路_日本測地系.shp", "EPSG:30161"),
        ("road_30161.dxf", "EPSG:30161"),
    ],
)
def test_a_name_that_settles_the_datum_and_one_zone_in_the_place_are_certain(name: str, code: str) -> None:
    (only,) = propose(written(scattered(MAINLAND), code), "", name, MAINLAND)
    assert (only.crs, only.swapped, only.certainty) == (code, False, Certainty.CERTAIN)
    assert "ファイル名に" in texts(only)


@pytest.mark.parametrize("name", ["road_tky.shp", "tokyo/road.shp"])
def test_a_word_that_may_mean_the_city_of_tokyo_only_makes_suspicious(name: str) -> None:
    best, second = propose(written(scattered(MAINLAND), "EPSG:30161"), "", name, MAINLAND)
    assert (best.crs, best.certainty) == ("EPSG:30161", Certainty.LIKELY)
    assert (second.crs, second.certainty) == ("EPSG:6669", Certainty.POSSIBLE)


def test_old_data_without_declaration_are_probably_tokyo_datum() -> None:
    points = written(scattered(MAINLAND), "EPSG:30161")
    best, second = propose(points, "", "a.shp", MAINLAND, made=date(1998, 3, 31))
    assert (best.crs, best.certainty) == ("EPSG:30161", Certainty.LIKELY)
    assert "2002年4月より前" in str(best.reasons[0])
    assert second.crs == "EPSG:6669"
    assert propose(points, "", "a.shp", MAINLAND, made=date(2003, 3, 31))[0].crs == "EPSG:6669"


@pytest.mark.parametrize(
    ("name", "zone"), [("道路（１系）.shp", 1), ("Ⅱ系_道路.shp", 2), ("A29-19_42201.shp", 1)]
)
def test_a_zone_in_the_name_is_likely_without_a_place(name: str, zone: int) -> None:
    points = written(scattered(MAINLAND), "EPSG:6669")
    best = propose(points, "", name, None)[0]
    assert (best.crs, best.swapped, best.certainty) == (crs.epsg_of_zone(zone), False, Certainty.LIKELY)
    assert "ファイル名に" in texts(best)


def test_swapped_plane_metres_are_seen_by_the_place() -> None:
    best = propose(written(scattered(MAINLAND), "EPSG:6669")[:, ::-1], "", "", MAINLAND)[0]
    assert (best.crs, best.swapped, best.certainty) == ("EPSG:6669", True, Certainty.LIKELY)


@pytest.mark.parametrize("swapped", [False, True])
def test_degrees_without_anything_are_likely(swapped: bool) -> None:
    points = scattered(MAINLAND)
    found = propose(points[:, ::-1] if swapped else points, "", "list.csv", None)
    assert [(one.crs, one.swapped) for one in found] == [("EPSG:6668", swapped), ("EPSG:4301", swapped)]
    assert [one.certainty for one in found] == [Certainty.LIKELY, Certainty.POSSIBLE]


def test_web_mercator_and_utm_are_known() -> None:
    best = propose(written(scattered(MAINLAND), "EPSG:3857"), "", "", None)[0]
    assert (best.crs, best.certainty) == ("EPSG:3857", Certainty.LIKELY)
    best = propose(written(scattered(MAINLAND), "EPSG:32652"), "", "drone_wgs84.shp", MAINLAND)[0]
    assert (best.crs, best.certainty) == ("EPSG:32652", Certainty.CERTAIN)
    found = propose(written(scattered(MAINLAND), "EPSG:6689"), "", "", None)
    assert {one.certainty for one in found} == {Certainty.POSSIBLE}
    assert "EPSG:6689" in {one.crs for one in found}


def test_stray_points_do_not_hide_the_place() -> None:
    points = written(scattered(MAINLAND), "EPSG:6669")
    stray = np.array([[0, 0], [np.nan, 1], [np.inf, np.inf], [9e9, 9e9]])
    best = propose(np.vstack([stray, points, stray]), "EPSG:6669", "", MAINLAND)[0]
    assert (best.crs, best.certainty) == ("EPSG:6669", Certainty.CERTAIN)


@pytest.mark.parametrize(
    "points", [np.empty((0, 2)), np.zeros((5, 2)), np.full((3, 2), np.nan), np.full((3, 2), 1e12)]
)
def test_numbers_that_say_nothing_give_no_proposal(points: NDArray[np.float64]) -> None:
    assert propose(points, "", "", MAINLAND) == ()


def test_heights_beside_the_points_do_not_matter() -> None:
    points = np.column_stack([scattered(MAINLAND), np.full(400, 12.0)])
    assert propose(points, "EPSG:6697", "", MAINLAND)[0].certainty is Certainty.CERTAIN


# ------------------------------------------------------------------------------------------ a real boundary


def test_the_boundary_of_nagasaki_settles_the_datum(nagasaki: Place) -> None:
    points = scattered(nagasaki, 2000)
    for code in ("EPSG:6669", "EPSG:30161", "EPSG:6668", "EPSG:4301"):
        best = propose(written(points, code), "", "data.shp", nagasaki)[0]
        assert (best.crs, best.certainty) == (code, Certainty.CERTAIN)
        assert "長崎市の境界に合うのは" in texts(best)


def test_a_wrongly_declared_datum_is_found_by_the_boundary(nagasaki: Place) -> None:
    points = written(scattered(nagasaki, 2000), "EPSG:30161")
    best, second = propose(points, "EPSG:6669", "data.shp", nagasaki)
    assert (best.crs, best.certainty) == ("EPSG:30161", Certainty.LIKELY)
    assert (second.crs, second.certainty) == ("EPSG:6669", Certainty.LIKELY)


def test_the_boundaries_of_nagasaki_place_every_other_city_of_the_prefecture(data_root: Path) -> None:
    prefecture = municipality_place(data_root / N03, "42")
    assert prefecture.name == "長崎県"
    for code in ("42202", "42209", "42211"):  # 佐世保, 対馬, 五島
        city = municipality_place(data_root / N03, code)
        best = propose(written(scattered(city, 1000), "EPSG:2443"), "", "jgd2000.shp", prefecture)[0]
        assert (best.crs, best.certainty) == ("EPSG:2443", Certainty.CERTAIN)


def test_every_real_shapefile_is_where_it_says(real_data: Callable[[str], Path]) -> None:
    import pyogrio
    import shapely

    folder = real_data("gis/development-permission")
    looked_at = 0
    for path in sorted(folder.rglob("*.shp")):
        _, _, shapes, _ = pyogrio.raw.read(path, columns=[])
        points = shapely.get_coordinates(shapely.from_wkb(shapes))
        text = path.with_suffix(".prj").read_text("utf-8")
        stated = identify(text)
        assert stated is not None
        (only,) = propose(points, text, path.name, None)
        assert (only.crs, only.certainty, only.swapped) == (stated.crs, Certainty.CERTAIN, False)
        about = pyogrio.read_info(path)
        bounds = np.array(about["total_bounds"]).reshape(2, 2)
        expected = operation(stated.crs, "EPSG:6668").transform(*bounds.T)
        np.testing.assert_allclose(np.reshape(only.bounds, (2, 2)), np.column_stack(expected), atol=0.01)
        looked_at += 1
    assert looked_at >= 8


# ------------------------------------------------------------------------------------------ properties


@st.composite
def zone_and_place(draw: st.DrawFn) -> tuple[int, float, float]:
    """Return a zone and a longitude and latitude in the area that it is made for."""
    zone = draw(st.integers(1, 19))
    west, south, east, north = area_of_use(crs.epsg_of_zone(zone))
    return zone, draw(st.floats(west, east)), draw(st.floats(south, north))


@settings(max_examples=60)
@given(
    drawn=zone_and_place(),
    datum=st.sampled_from([Datum.TOKYO, Datum.JGD2000, Datum.JGD2011]),
    swapped=st.booleans(),
    declared=st.booleans(),
)
def test_with_the_right_place_the_zone_comes_first(
    drawn: tuple[int, float, float], datum: Datum, swapped: bool, declared: bool
) -> None:
    zone, longitude, latitude = drawn
    east = min(longitude + 0.1, JAPAN[2] - 0.01)  # the town of the easternmost island ends in the sea
    place = place_of_bounds("市", (longitude - 0.1, latitude - 0.1, east, latitude + 0.1))
    points = np.random.default_rng(zone).uniform(place.bounds[:2], place.bounds[2:], (30, 2))
    code = code_of(System(Kind.PLANE, datum, zone))
    numbers = written(points, code)
    found = propose(numbers[:, ::-1] if swapped else numbers, code if declared else "", "", place)
    best = system_of(found[0].crs)
    assert best is not None
    # Where north and east are nearly the same number, both orders lie in the place: the values tell nothing.
    if found[0].swapped != swapped:
        assert found[0].certainty is not Certainty.CERTAIN or declared
        assert np.abs(numbers[:, 0] - numbers[:, 1]).max() < 45_000
        return
    assert (best.kind, best.zone) == (Kind.PLANE, zone)
    if declared:
        assert best.datum is datum
    else:
        assert best.datum is Datum.JGD2011
        assert found[0].certainty is not Certainty.CERTAIN


@settings(max_examples=40)
@given(
    points=st.lists(
        st.tuples(st.floats(allow_nan=True, allow_infinity=True), st.floats(allow_nan=True)), max_size=8
    ),
    declared=st.sampled_from(["", "EPSG:6669", "EPSG:6668", "EPSG:3857", "EPSG:27700", "?", "PROJCS["]),
    placed=st.booleans(),
)
def test_any_numbers_are_survived_and_bounds_are_finite(
    points: list[tuple[float, float]], declared: str, placed: bool
) -> None:
    array = np.array(points, np.float64).reshape(-1, 2)
    for one in propose(array, declared, "x.csv", MAINLAND if placed else None):
        assert np.isfinite(one.bounds).all()
        assert one.reasons
        assert all(str(reason) for reason in one.reasons)
