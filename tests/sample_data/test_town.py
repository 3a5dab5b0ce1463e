"""The sample town is a place: buildings on land, along streets, none in another's way."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import shapely

from sample_data.generator import hazards, roads
from sample_data.generator.town import Town, make_town
from tests.sample_data.delivered import houses, on_map, relief


@cache
def town() -> Town:
    return make_town()


@cache
def outlines() -> np.ndarray:
    return np.array(
        [
            shapely.Polygon(
                on_map(house.outline[0])[:, :2], [on_map(hole)[:, :2] for hole in house.outline[1:]]
            )
            for house in houses()
        ]
    )


def test_outlines_are_valid_and_do_not_overlap() -> None:
    assert shapely.is_valid(outlines()).all()
    first, second = shapely.STRtree(outlines()).query(outlines(), predicate="overlaps")
    pairs = first < second
    shared = shapely.area(shapely.intersection(outlines()[first[pairs]], outlines()[second[pairs]]))
    assert (shared < 0.01).all()
    inside, around = shapely.STRtree(outlines()).query(outlines(), predicate="contains_properly")
    assert inside.size == around.size == 0


@pytest.mark.slow
@pytest.mark.thorough
def test_nothing_stands_in_water_on_a_road_or_on_a_scarp() -> None:
    place = town()
    blocked = {
        "sea": place.water.sea(),
        "river": place.water.river,
        "road": shapely.union_all([road.surface() for road in place.roads]),
        "scarp": shapely.union_all(hazards.scarp_outlines(place.valley)),
    }
    for name, ground in blocked.items():
        shared = shapely.area(shapely.intersection(ground, outlines()))
        assert shared.max() < 0.01, name
    assert shapely.contains(place.terrain.outline, outlines()).all()


@pytest.mark.slow
def test_buildings_stand_parallel_to_a_street_nearby() -> None:
    place = town()
    lines = np.array([shapely.LineString(road.line) for road in place.roads])
    tree = shapely.STRtree(lines)
    middles = shapely.centroid(np.array([building.footprint for building in place.buildings]))
    angles, distances = [], []
    for middle, building in zip(middles, place.buildings, strict=True):
        nearest = tree.query_nearest(middle, all_matches=False)[0]
        line = lines[nearest]
        where = line.project(middle)
        step = shapely.get_coordinates(line.interpolate([max(where - 2.0, 0.0), where + 2.0]))
        street = step[1] - step[0]
        cosine = abs(street @ building.axis) / np.linalg.norm(street)
        sine = np.sqrt(max(0.0, 1.0 - cosine**2))
        angles.append(np.degrees(np.arcsin(min(cosine, sine))))
        distances.append(line.distance(middle))
    assert np.percentile(angles, 80) < 6.0
    assert np.percentile(distances, 95) < 30.0


@pytest.mark.slow
def test_the_same_buildings_are_in_the_file_and_in_the_plan() -> None:
    place = town()
    assert len(place.buildings) == len(houses())
    numbers = [int(house.values["buildingID"].rsplit("-", 1)[1]) for house in houses()]
    planned = np.array([place.buildings[number - 1].footprint for number in numbers])
    assert shapely.hausdorff_distance(planned, outlines()).max() < 0.001


@pytest.mark.slow
def test_heights_can_be_asked_anywhere_in_the_town() -> None:
    terrain = town().terrain
    middles = relief().mean(axis=1)[::31]
    assert terrain.height(middles[:, 0], middles[:, 1]) == pytest.approx(middles[:, 2], abs=0.01)
    west, south, _, _ = terrain.outline.bounds
    assert np.isnan(terrain.height(west - 500.0, south - 500.0))


@pytest.mark.slow
def test_lots_share_the_ground_without_overlap() -> None:
    lots = np.array([lot.outline for lot in town().lots])
    first, second = shapely.STRtree(lots).query(lots, predicate="overlaps")
    pairs = first < second
    shared = shapely.area(shapely.intersection(lots[first[pairs]], lots[second[pairs]]))
    assert shared.max() < 2.0
    assert {road.kind for road in town().roads} == {*roads.DRIVEABLE, *roads.ON_FOOT}


def test_the_ground_is_one_surface_from_sea_to_ridge() -> None:
    triangles = relief()
    ahead, aside = triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    doubled = ahead[:, 0] * aside[:, 1] - ahead[:, 1] * aside[:, 0]
    assert (doubled > 0).all()  # counter-clockwise from above
    covered = shapely.union_all(shapely.polygons(np.round(triangles[:, :, :2], 4)), grid_size=0.001)
    assert covered.area == pytest.approx(doubled.sum() / 2.0, rel=1e-4)
    assert triangles[:, :, 2].min() == 0.0
    assert 150.0 < triangles[:, :, 2].max() < 260.0


def test_low_places_flood_and_slopes_slide() -> None:
    bottoms, kinds = [], []
    for house in houses():
        block = next(solid for solid in house.solids if solid.tag == "lod1Solid")
        bottoms.append(min(ring[:, 2].min() for surface in block.surfaces for ring in surface.rings))
        kinds.append({risk["kind"] for risk in house.risks})
    heights = np.array(bottoms)
    tsunami = np.array(["TsunamiRiskAttribute" in kind for kind in kinds])
    surge = np.array(["HighTideRiskAttribute" in kind for kind in kinds])
    slides = np.array(["LandSlideRiskAttribute" in kind for kind in kinds])
    assert heights[tsunami].max() < hazards.TSUNAMI_LEVEL
    assert heights[surge].max() < hazards.SURGE_LEVEL
    assert np.median(heights[slides]) > np.median(heights[~slides])
    assert tsunami.sum() > 100
    assert surge.sum() > 100
    assert slides.sum() > 100


def test_the_greatest_flood_is_deeper_than_the_planned_one() -> None:
    both = 0
    for house in houses():
        depth = {risk["scale"]: float(risk["depth"]) for risk in house.risks if "scale" in risk}
        if "1" in depth:
            assert depth["2"] > depth["1"]
            both += 1
    assert both > 200
