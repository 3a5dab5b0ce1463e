"""Zones, hazards and roads of the sample town agree with each other, the ground and the buildings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from scipy.interpolate import LinearNDInterpolator

from tests.sample_data.delivered import footprints, houses, layer, relief, shapes

if TYPE_CHECKING:
    from gisapp.ui.opening import Opened

RANKS = {"1": (0.0, 0.5), "2": (0.5, 3.0), "3": (3.0, 5.0), "4": (5.0, 10.0)}
EDGE = 1.0
# Lower ground is the foot of a quay, which no map of ten metres shows.
LOWEST = 1.0


def codes(opened: Opened, name: str, column: str) -> list[str]:
    places, values = layer(opened, name).table().categories(column)
    return [values[place] for place in places.tolist()]


def same(first: shapely.Geometry, second: shapely.Geometry) -> bool:
    """Whether two areas differ by no more than roundings along their edges."""
    return bool(shapely.symmetric_difference(first, second).area < 0.02 * first.length)


def test_use_districts_cover_the_promotion_area_once(opened: Opened) -> None:
    uses = shapes(opened, "用途地域")
    together = shapely.union_all(uses)
    assert shapely.area(uses).sum() - together.area < 1.0
    promotion, control = shapes(opened, "区域区分")
    assert same(promotion, together)
    assert shapely.intersection(promotion, control).area < 1.0
    (whole,) = shapes(opened, "都市計画区域")
    assert same(shapely.union(promotion, control), whole)
    assert len(set(codes(opened, "用途地域", "function"))) == 8


def test_each_building_has_the_use_district_it_stands_in(opened: Opened) -> None:
    uses = shapes(opened, "用途地域")
    names = np.array(codes(opened, "用途地域", "function"))
    middle = shapely.centroid(footprints())
    stated = [
        next(code for listed, code in house.codes if listed == "Common_districtsAndZonesType.xml")
        for house in houses()
    ]
    inside = shapely.intersects(uses[:, None], middle[None, :])
    assert inside.sum(axis=0).max() == 1
    found = np.where(inside.any(axis=0), names[inside.argmax(axis=0)], "0")
    clear = shapely.distance(shapely.union_all(shapely.boundary(uses)), middle) > EDGE
    assert clear.mean() > 0.95
    assert (found == np.array(stated))[clear].all()


@pytest.mark.parametrize(
    ("name", "inner"),
    [("防火・準防火地域", 2), ("高度地区", 2), ("地区の区分", 3)],
)
def test_zones_of_one_kind_do_not_overlap(opened: Opened, name: str, inner: int) -> None:
    areas = shapes(opened, name)
    assert len(areas) == inner
    assert shapely.area(areas).sum() - shapely.union_all(areas).area < 1.0
    promotion = shapes(opened, "区域区分")[0]
    assert shapely.difference(shapely.union_all(areas), promotion).area < 0.005 * shapely.area(areas).sum()


def test_functions_are_drawn_where_homes_are(opened: Opened) -> None:
    (homes,), (functions,) = shapes(opened, "居住誘導区域"), shapes(opened, "都市機能誘導区域")
    assert shapely.difference(functions, homes).area < 50.0
    red = shapes(opened, "土砂災害警戒区域")[np.array(codes(opened, "土砂災害警戒区域", "areaType")) == "2"]
    assert shapely.intersection(homes, shapely.union_all(red)).area < 50.0


def test_special_warning_zones_lie_in_warning_zones(opened: Opened) -> None:
    name = "土砂災害警戒区域"
    areas, kinds = shapes(opened, name), np.array(codes(opened, name, "disasterType"))
    types = np.array(codes(opened, name, "areaType"))
    for kind in np.unique(kinds[types == "2"]):
        red = shapely.union_all(areas[(kinds == kind) & (types == "2")])
        yellow = shapely.union_all(areas[(kinds == kind) & (types == "1")])
        assert shapely.difference(red, yellow).area < 0.01 * red.area


@pytest.mark.parametrize("name", ["洪水（想定最大）", "洪水（計画規模）", "津波浸水", "高潮浸水"])
def test_water_stands_above_the_ground_as_its_rank_says(opened: Opened, name: str) -> None:
    corners = relief().reshape(-1, 3)
    points, first = np.unique(np.round(corners[:, :2], 2), axis=0, return_index=True)
    ground = LinearNDInterpolator(points - points.mean(axis=0), corners[first, 2])
    right, count = 0, 0
    for shape, rank in zip(shapes(opened, name), codes(opened, name, "rank"), strict=True):
        triangles = shapely.get_parts(shape)
        middle = shapely.centroid(shapely.envelope(triangles))
        level = shapely.get_coordinates(triangles, include_z=True)[::4, 2]
        places = shapely.get_coordinates(middle)
        depth = level - np.maximum(ground(places - points.mean(axis=0)), LOWEST)
        low, high = RANKS[rank]
        # Triangles are half squares, whose middle the depth is of; the bed of the river lies deeper.
        right += int(((depth > low - 0.02) & (depth < high + 0.02)).sum())
        count += len(triangles)
        assert (depth > 0.0).mean() > 0.97
    assert count > 4000
    assert right / count > 0.93


def test_roads_do_not_overlap_and_their_widths_fit_their_kinds(opened: Opened) -> None:
    name = "建築基準法の道路"
    areas = shapes(opened, name)
    assert shapely.area(areas).sum() - shapely.union_all(areas).area < 1.0
    width = layer(opened, name).table().numbers("RoadStructureAttribute_width")
    laws = np.array(codes(opened, name, "function"))
    assert set(laws) == {"3", "4", "10", "11", "12", "13", "14", "15"}
    assert (width[np.isin(laws, ("14", "15"))] < 4.0).all()
    assert (width[~np.isin(laws, ("14", "15"))] >= 4.0).all()
    classes = np.array(codes(opened, name, "RoadStructureAttribute_widthType"), dtype=int)
    np.testing.assert_array_equal(classes, 4 - np.digitize(width, (4.0, 6.0, 15.0)))
    lines = layer(opened, "道路の幅員").table().numbers("幅員")
    np.testing.assert_array_equal(np.sort(lines), np.sort(width))


def test_buildings_stand_along_roads_and_not_in_them(opened: Opened) -> None:
    roads = shapes(opened, "建築基準法の道路")
    ground = footprints()
    first, second = shapely.STRtree(roads).query(ground, predicate="intersects")
    shared = shapely.area(shapely.intersection(ground[first], roads[second]))
    assert shared.max(initial=0.0) < 0.5
    _, far = shapely.STRtree(roads).query_nearest(ground, return_distance=True, all_matches=False)
    assert np.quantile(far, 0.98) < 25.0
    assert far.max() < 120.0
