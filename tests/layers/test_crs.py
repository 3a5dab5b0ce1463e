from __future__ import annotations

import numpy as np
import pytest
from pyproj import CRS, Transformer

from layers import crs


@pytest.mark.parametrize(
    ("longitude", "latitude", "epsg", "north", "east"),
    [
        (129.87, 32.75, "EPSG:6669", -27_662.224, 34_671.509),  # 長崎
        (129.72, 33.18, "EPSG:6669", 19_982.650, 20_515.827),  # 佐世保
    ],
)
def test_known_places_are_projected_to_the_millimetre(
    longitude: float, latitude: float, epsg: str, north: float, east: float
) -> None:
    found = crs.project(np.array([longitude]), np.array([latitude]), epsg)
    np.testing.assert_allclose(np.concatenate(found), [east, north], atol=1.1e-3)
    back = crs.unproject(*found, epsg)
    np.testing.assert_allclose(np.concatenate(back), [longitude, latitude], atol=1e-10)


@pytest.mark.parametrize("zone", range(1, 20))
def test_every_zone_has_its_origin_where_the_law_puts_it(zone: int) -> None:
    epsg = crs.epsg_of_zone(zone)
    assert epsg == f"EPSG:{6668 + zone}"
    assert crs.zone_of_epsg(epsg) == zone
    assert crs.ROMAN[zone - 1] in CRS.from_user_input(epsg).name.split()
    latitude, longitude = crs._ORIGINS[zone - 1]
    east, north = crs.project(np.array([longitude]), np.array([latitude]), epsg)
    np.testing.assert_allclose([east[0], north[0]], 0, atol=1e-6)
    near = crs.project(np.array([longitude + 0.001]), np.array([latitude]), epsg)
    assert near[0][0] > 50  # the first number is east


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("EPSG:6668", None),
        ("EPSG:6669", 1),
        ("EPSG:6687", 19),
        ("EPSG:6688", None),
        ("EPSG:10162", 1),
        ("EPSG:10174", 13),
        ("EPSG:10175", None),
        ("EPSG:6697", None),
        ("", None),
        ("EPSG:", None),
        ("nonsense", None),
        ("EPSG:２２", None),
    ],
)
def test_codes_of_zones_are_known_with_and_without_height(text: str, zone: int | None) -> None:
    assert crs.zone_of_epsg(text) == zone


PLACES = [
    ("42201", "長崎", 129.87, 32.75, 1),
    ("42202", "佐世保", 129.72, 33.18, 1),
    ("42209", "対馬", 129.29, 34.20, 1),
    ("42211", "五島", 128.84, 32.70, 1),
    ("41201", "佐賀", 130.30, 33.26, 2),
    ("41202", "唐津", 129.97, 33.45, 2),
    ("40100", "北九州", 130.87, 33.88, 2),
    ("43100", "熊本", 130.71, 32.80, 2),
    ("43215", "天草", 130.19, 32.46, 2),
    ("46201", "鹿児島", 130.56, 31.60, 2),
    ("46215", "薩摩川内（甑島）", 129.85, 31.80, 1),
    ("46505", "屋久島", 130.51, 30.35, 2),
    ("46222", "奄美", 129.49, 28.38, 1),
    ("46530", "徳之島", 128.93, 27.75, 1),
    ("46529", "喜界", 129.94, 28.32, 1),
    ("47201", "那覇", 127.68, 26.21, 15),
    ("47357", "南大東", 131.24, 25.83, 17),
    ("47207", "石垣", 124.16, 24.34, 16),
    ("35215", "周南", 131.80, 34.05, 3),
    ("36201", "徳島", 134.56, 34.07, 4),
    ("28100", "神戸", 135.20, 34.69, 5),
    ("27100", "大阪", 135.50, 34.69, 6),
    ("24201", "津", 136.51, 34.72, 6),
    ("18201", "福井", 136.22, 36.06, 6),
    ("17206", "加賀", 136.31, 36.30, 7),
    ("23201", "豊橋", 137.39, 34.77, 7),
    ("22203", "沼津", 138.86, 35.10, 8),
    ("22130", "浜松", 137.73, 34.71, 8),
    ("20202", "松本", 137.97, 36.24, 8),
    ("15202", "長岡", 138.85, 37.45, 8),
    ("10207", "館林", 139.54, 36.24, 9),
    ("13100", "東京", 139.75, 35.68, 9),
    ("13361", "大島", 139.36, 34.75, 9),
    ("13401", "八丈島", 139.79, 33.11, 9),
    ("13421", "小笠原", 142.19, 27.09, 14),
    ("07204", "いわき", 140.89, 37.05, 9),
    ("04100", "仙台", 140.87, 38.27, 10),
    ("01202", "函館", 140.73, 41.77, 11),
    ("01203", "小樽", 140.99, 43.19, 11),
    ("01233", "伊達", 140.86, 42.47, 11),
    ("01205", "室蘭", 140.97, 42.32, 12),
    ("01214", "稚内", 141.67, 45.42, 12),
    ("01219", "紋別", 143.35, 44.36, 12),
    ("01607", "浦河", 142.77, 42.17, 12),
    ("01207", "帯広", 143.20, 42.92, 13),
    ("01223", "根室", 145.58, 43.33, 13),
    ("02424", "東通（下北）", 141.33, 41.28, 10),
    ("02423", "大間", 140.91, 41.53, 10),
    ("01100", "札幌", 141.35, 43.06, 12),
    ("01204", "旭川", 142.37, 43.77, 12),
    ("01208", "北見", 143.90, 43.80, 13),
    ("01206", "釧路", 144.38, 42.98, 13),
]


@pytest.mark.parametrize(("code", "name", "longitude", "latitude", "zone"), PLACES)
def test_the_zone_of_a_city_is_that_of_the_law(
    code: str, name: str, longitude: float, latitude: float, zone: int
) -> None:
    assert crs.zone_at(longitude, latitude, code) == zone


def test_a_code_that_contradicts_the_place_is_not_believed() -> None:
    assert crs.zone_at(139.75, 35.68, "42201") == 9
    assert crs.zone_at(129.87, 32.75, "13100") == 1
    assert crs.zone_at(139.54, 36.24, "館林") == 9
    assert crs.zone_at(139.54, 36.24, "") == 9


def test_every_prefecture_but_two_has_one_zone() -> None:
    assert sorted(crs._PREFECTURE_ZONE) == list(range(2, 47))


def test_projection_keeps_shape_and_order_of_many_points() -> None:
    random = np.random.default_rng(3)
    longitude, latitude = random.uniform(129.6, 130.1, 10_000), random.uniform(32.5, 33.3, 10_000)
    east, north = crs.project(longitude, latitude, "EPSG:6669")
    expected = Transformer.from_crs(6668, 6669, always_xy=True).transform(longitude, latitude)
    np.testing.assert_allclose([east, north], expected, atol=1e-6)
    back = crs.unproject(east, north, "EPSG:6669")
    np.testing.assert_allclose(back, [longitude, latitude], atol=1e-9)
