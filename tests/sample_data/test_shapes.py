"""Solids of the sample town are closed, turned outward, flat, and stand on the ground."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
import shapely

from tests.sample_data import delivered
from tests.sample_data.delivered import House, Solid, houses, on_map

FLATNESS_METRES = 0.005


def edges_of(solid: Solid) -> Counter[tuple[bytes, bytes]]:
    edges: Counter[tuple[bytes, bytes]] = Counter()
    for surface in solid.surfaces:
        for ring in surface.rings:
            corners = [corner.tobytes() for corner in ring]
            edges.update(pairwise(corners))
    return edges


def volume_of(solid: Solid) -> float:
    """Signed volume: positive when every face is counter-clockwise from outside."""
    total = 0.0
    for surface in solid.surfaces:
        for ring in surface.rings:
            corners = on_map(ring) - on_map(solid.surfaces[0].rings[0][:1])
            total += float(np.sum(corners[0] * np.cross(corners[1:-1], corners[2:]).sum(axis=0))) / 6.0
    return total


def every_solid() -> list[tuple[House, Solid]]:
    return [(house, solid) for house in houses() for solid in house.solids]


def test_each_edge_of_a_solid_occurs_once_in_each_direction() -> None:
    solids = every_solid()
    assert len(solids) > 4000
    for house, solid in solids:
        edges = edges_of(solid)
        wrong = [edge for edge, count in edges.items() if count != 1 or edges[edge[1], edge[0]] != 1]
        assert not wrong, (house.gml_id, solid.tag, len(wrong))


def test_solids_are_turned_outward() -> None:
    volumes = [volume_of(solid) for _, solid in every_solid()]
    assert min(volumes) > 20.0  # the smallest shed


def test_volume_of_a_block_is_its_outline_times_its_height() -> None:
    for house in houses():
        (block,) = [solid for solid in house.solids if solid.tag == "lod1Solid"]
        outline = shapely.Polygon(on_map(house.outline[0]), [on_map(hole) for hole in house.outline[1:]])
        heights = np.concatenate([ring[:, 2] for surface in block.surfaces for ring in surface.rings])
        assert volume_of(block) == pytest.approx(outline.area * np.ptp(heights), rel=1e-3)


def test_detailed_solids_fill_about_what_their_block_does() -> None:
    ratios = []
    for house in houses():
        detailed = [volume_of(solid) for solid in house.solids if solid.tag == "lod2Solid"]
        dummy = house.values["lod1HeightType"] == "0"
        if detailed and not dummy:
            block = next(volume_of(solid) for solid in house.solids if solid.tag == "lod1Solid")
            ratios.append(sum(detailed) / block)
    assert len(ratios) > 500
    assert min(ratios) > 0.35
    assert max(ratios) < 1.2
    assert 0.9 < np.median(ratios) < 1.02


def test_rings_are_closed_and_faces_are_flat() -> None:
    for house, solid in every_solid():
        for surface in solid.surfaces:
            for ring in surface.rings:
                assert len(ring) >= 4
                assert np.array_equal(ring[0], ring[-1])
            corners = on_map(surface.rings[0])
            corners = corners - corners[0]
            normal = np.cross(corners[:-1], corners[1:]).sum(axis=0)
            normal /= np.linalg.norm(normal)
            assert np.abs(corners @ normal).max() < FLATNESS_METRES, (house.gml_id, solid.tag)


def test_outlines_lie_at_zero_and_run_counter_clockwise() -> None:
    for house in houses():
        assert all((ring[:, 2] == 0.0).all() for ring in house.outline)
        assert shapely.LinearRing(house.outline[0][:, [1, 0]]).is_ccw
        assert not any(shapely.LinearRing(hole[:, [1, 0]]).is_ccw for hole in house.outline[1:])


def test_links_to_faces_are_found() -> None:
    linked = [solid for _, solid in every_solid() if solid.tag != "lod1Solid"]
    assert len(linked) > 700
    assert all(not solid.missing and len(solid.surfaces) >= 5 for solid in linked)


def test_buildings_stand_on_the_lowest_ground_under_them() -> None:
    triangles = delivered.relief()
    flat = shapely.polygons(triangles[:, :, :2])
    tree = shapely.STRtree(flat)
    for number, house in enumerate(houses()):
        if number % 7:
            continue  # every seventh building is enough, and each takes its time
        outline = shapely.Polygon(on_map(house.outline[0])[:, :2])
        (block,) = [solid for solid in house.solids if solid.tag == "lod1Solid"]
        bottom = min(ring[:, 2].min() for surface in block.surfaces for ring in surface.rings)
        touched = tree.query(outline, predicate="intersects")
        places = [
            np.asarray(shapely.get_coordinates(shapely.intersection(outline, flat[one]))) for one in touched
        ]
        ground = min(
            float(height_on(triangles[one], place).min())
            for one, place in zip(touched, places, strict=True)
            if len(place)
        )
        assert bottom == pytest.approx(ground, abs=0.35), house.gml_id


def height_on(triangle: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Heights on the plane of a triangle."""
    first = triangle[0]
    system = (triangle[1:] - first)[:, :2]
    shares = np.linalg.solve(system.T, (places - first[:2]).T)
    return np.asarray(first[2] + shares.T @ (triangle[1:, 2] - first[2]))
