"""Registration, distances in space, and series: known motions, known shapes, real flights."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import laspy
import numpy as np
import pytest

from gisapp.desks.survey.change import same_heights
from gisapp.desks.survey.changework import Asked, compare
from gisapp.desks.survey.distances import Measure, distances_between, histogram_of, map_along
from gisapp.desks.survey.registration import align
from gisapp.desks.survey.scans import scan_of
from gisapp.desks.survey.series import series_of
from layers import suggest
from layers.cloudlook import colours_of
from layers.errors import AnalysisFailed, Damaged, NoOverlap, NotComparable
from layers.feedback import Cancelled, Feedback
from layers.heightbase import RESULT_2011, RESULT_2024, UNKNOWN, Geoid
from layers.motion import Motion, motion_from
from layers.project import Project
from layers.projectdocument import from_document, to_document
from tests.gisapp.desks.survey.shapes import SOUTH, WEST, cloud_of, opened, scattered, surface

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.pointcloud import PointCloud

    Flights = tuple[PointCloud, PointCloud, dict[str, Any]]

NONE = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


def turned(degrees: float) -> tuple[float, ...]:
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return (float(cosine), -float(sine), 0.0, float(sine), float(cosine), 0.0, 0.0, 0.0, 1.0)


def moved(layer: PointCloud, rotation: tuple[float, ...], shift: tuple[float, ...]) -> PointCloud:
    west, south, bottom, east, north, top = layer.extent() or (0.0,) * 6
    middle = (west + east) / 2, (south + north) / 2, (bottom + top) / 2
    return replace(layer, motion=(*middle, *rotation, *shift))


@pytest.fixture(scope="module")
def off(kyobashi: Flights) -> tuple[PointCloud, PointCloud, PointCloud]:
    """Give the earlier flight, the later one, and the later one 12 cm and 0.3 degrees off."""
    earlier, later, _ = kyobashi
    return earlier, later, moved(later, turned(0.3), (0.08, -0.06, 0.07))


# -------------------------------------------------------------------------- motions


def test_a_motion_is_kept_with_the_layer_and_not_with_the_file(tmp_path: Path) -> None:
    flat = scattered(5_000, 20.0)
    layer = cloud_of(np.column_stack([flat, np.zeros(len(flat))]), tmp_path)
    before = layer.data.copc.path.read_bytes()
    shifted = replace(layer, motion=(WEST, SOUTH, 0.0, *turned(90), 1.0, 2.0, 3.0))
    place = shifted.data.placed(np.array([[WEST + 4, SOUTH, 5.0]]))
    assert place == pytest.approx(np.array([[WEST + 1, SOUTH + 6, 8.0]]))
    assert shifted.look != layer.look
    assert replace(shifted, motion=()).extent() == layer.extent()
    project = Project(name="p", crs="EPSG:6669", layers=(replace(shifted, data=None),))
    (again,) = from_document(json.loads(json.dumps(to_document(project, tmp_path))), tmp_path)[0].layers
    assert replace(again, data=layer.data).extent() == shifted.extent()
    assert layer.data.copc.path.read_bytes() == before
    wrongs: list[Any] = [(1.0, 2.0), (0.0,) * 15, (*(0.0,) * 3, 2.0, *NONE[1:], *(0.0,) * 3), ("x",) * 15]
    for wrong in wrongs:
        with pytest.raises(Damaged):
            motion_from(wrong)


def test_motions_follow_each_other() -> None:
    first = Motion((WEST, SOUTH, 0.0), turned(10), (1.0, 0.0, 0.5))
    second = Motion((WEST + 50, SOUTH, 3.0), turned(-4), (0.0, 2.0, 0.0))
    places = np.array([[WEST + 3, SOUTH + 7, 2.0], [WEST - 40, SOUTH + 9, 8.0]])
    both = first.then(second)
    assert both.moved(places) == pytest.approx(second.moved(first.moved(places)), abs=1e-9)
    assert both.degrees == pytest.approx(6.0)
    assert motion_from(both.numbers) == both


# -------------------------------------------------------------------------- alignment


def test_a_flight_that_is_off_is_found_refused_laid_back_and_then_right(
    off: tuple[PointCloud, PointCloud, PointCloud], kyobashi: Flights
) -> None:
    earlier, later, away = off
    truth = kyobashi[2]
    refused = compare([earlier.data, away.data], Asked(), Feedback())
    assert not refused.fit.fits
    assert refused.volume is None
    assert refused.patches == ()
    found = compare([earlier.data, away.data], Asked(align=True), Feedback())
    assert found.fit.fits
    (one,) = found.alignments
    assert one.residual_after < 0.5 * one.residual_before
    assert abs(one.after.offset) < 0.001
    assert abs(one.before.offset) > 0.05
    corners = later.data.boxes[:1].reshape(2, 3)
    back = one.motion.moved(corners) - corners
    assert np.abs(back).max() < 0.003  # it is where it was before it was moved off
    assert found.volume is not None
    assert found.volume.cut == pytest.approx(truth["cut"]["volume_m3"], rel=0.01)
    assert found.volume.fill == pytest.approx(truth["fill"]["volume_m3"], rel=0.01)
    assert len(found.patches) == 2


def test_what_cannot_be_laid_on_each_other_is_told(tmp_path: Path, kyobashi: Flights) -> None:
    flat = scattered(4_000, 20.0)
    one = cloud_of(np.column_stack([flat, np.zeros(len(flat))]), tmp_path)
    far = cloud_of(np.column_stack([flat + 500.0, np.zeros(len(flat))]), tmp_path, "b")
    with pytest.raises(NoOverlap):
        align(one.data, far.data, Feedback())
    few = cloud_of(np.column_stack([flat, np.zeros(len(flat))])[:500], tmp_path, "c")
    with pytest.raises(AnalysisFailed):
        align(one.data, few.data, Feedback())
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        align(kyobashi[0].data, kyobashi[1].data, feedback)


# -------------------------------------------------------------------------- distances


def test_distances_along_normals_of_a_slope_with_a_pit(tmp_path: Path) -> None:
    """A slope of 30 degrees raised along its normal by 20 cm in a square, and not elsewhere."""
    flat = scattered(60_000, 30.0)
    random = np.random.default_rng(1)
    normal = np.array([-0.5, 0.0, np.sqrt(0.75)])
    ground = np.column_stack([flat, np.tan(np.radians(30)) * (flat[:, 0] - WEST)])
    first = cloud_of(ground + random.normal(0, 0.005, (len(flat), 3)), tmp_path, "a")
    raised = (np.abs(flat - (WEST + 15, SOUTH + 15)) < 5).all(axis=1)
    later = ground + np.outer(raised * 0.2, normal) + random.normal(0, 0.005, (len(flat), 3))
    second = cloud_of(later, tmp_path, "b")
    target = tmp_path / "距離.laz"
    measure = Measure(spacing=0.5, radius=0.5, normal_radius=1.0, farthest=2.0)
    found = distances_between(first.data, second.data, measure, Feedback(), target)
    middle = (np.abs(found.places[:, :2] - (WEST + 15, SOUTH + 15)) < 4).all(axis=1)
    away = (np.abs(found.places[:, :2] - (WEST + 15, SOUTH + 15)) > 7).any(axis=1)
    assert np.nanmedian(found.distance[middle]) == pytest.approx(0.2, abs=0.003)
    assert np.nanmedian(found.distance[away]) == pytest.approx(0.0, abs=0.003)
    assert np.nanmedian(found.upright) == pytest.approx(np.sqrt(0.75), abs=0.01)
    assert found.significant[middle].mean() > 0.99
    assert found.significant[away].mean() < 0.08  # one in twenty is beyond by chance
    change = map_along(found, 1.0)
    assert change is not None
    assert len(change.patches) == 1
    assert change.volume.fill == pytest.approx(10 * 10 / np.sqrt(0.75) * 0.2, rel=0.12)
    kept = laspy.read(target)
    assert len(kept) == len(found.distance)
    assert np.nanmax(np.abs(kept["distance"] - found.distance)) < 1e-6
    worse = distances_between(first.data, second.data, replace(measure, registration=0.2), Feedback())
    assert not worse.significant.any()


def test_distances_to_the_nearest_point_are_those_of_all_pairs(tmp_path: Path) -> None:
    flat, other = scattered(3_000, 12.0), scattered(2_500, 12.0, seed=9)
    first = cloud_of(np.column_stack([flat, np.zeros(3_000)]), tmp_path, "a")
    second = cloud_of(np.column_stack([other, np.full(2_500, 0.3)]), tmp_path, "b")
    measure = Measure("c2c", spacing=0.0, farthest=1.0)
    found = distances_between(first.data, second.data, measure, Feedback())
    whole = np.round(np.column_stack([flat, np.zeros(3_000)]), 3)
    for number in range(0, len(found.places), 97):
        nearest = np.linalg.norm(whole - found.places[number], axis=1).min()
        if nearest <= 1.0:
            assert found.distance[number] == pytest.approx(nearest, abs=1e-6)
        else:
            assert np.isnan(found.distance[number])
    assert not found.significant.any()
    edges, counts = histogram_of(found.distance)
    assert counts.sum() == np.isfinite(found.distance).sum()
    assert edges[0] == 0.0
    assert histogram_of(np.array([np.nan]))[1].sum() == 0


def test_real_flights_along_normals(kyobashi: Flights) -> None:
    earlier, later, truth = kyobashi
    found = compare([earlier.data, later.data], Asked(method="m3c2", cell=0.5), Feedback())
    assert found.volume is not None
    assert found.distances is not None
    assert found.volume.cut == pytest.approx(truth["cut"]["volume_m3"], rel=0.03)
    assert found.volume.fill == pytest.approx(truth["fill"]["volume_m3"], rel=0.03)
    assert len(found.patches) == 2
    assert found.uncertainty is not None
    assert (
        abs(found.volume.net - (truth["fill"]["volume_m3"] + truth["cut"]["volume_m3"])) < found.uncertainty
    )
    assert 0 < found.patches[0].uncertainty < found.uncertainty
    assert found.covered > 0.95


def test_heights_of_two_systems_are_no_subsidence(real_data: Callable[[str], Path], tmp_path: Path) -> None:
    clouds = [
        opened(real_data(f"las/twoepoch_toronto_TTP_{year}.laz"), tmp_path, "EPSG:26917").data
        for year in (15, 23)
    ]
    found = compare(clouds, Asked(cell=1.0), Feedback())
    assert not found.fit.fits
    assert found.fit.offset == pytest.approx(-0.41, abs=0.05)
    assert found.volume is None


def test_heights_above_different_bases_are_refused_and_an_unknown_one_is_said(tmp_path: Path) -> None:
    ground = cloud_of(np.column_stack([scattered(500, 20.0), np.full(500, 10.0)]), tmp_path).data
    older, newer = (replace(ground, heights=one) for one in (RESULT_2011, RESULT_2024))
    with pytest.raises(NotComparable) as caught:
        compare([older, newer], Asked(), Feedback())
    told = str(caught.value)
    assert "測地成果2011" in told
    assert "測地成果2024" in told
    feedback = Feedback()
    assert same_heights([older, older], feedback) == RESULT_2011
    assert feedback.findings == []
    assert same_heights([older, ground], feedback) == UNKNOWN
    assert ["標高の基準は未確認" in str(one.message) for one in feedback.findings] == [True]


def test_other_processes_take_the_geoid_off_too(tmp_path: Path) -> None:
    ground = cloud_of(np.column_stack([scattered(500, 20.0), np.full(500, 50.0)]), tmp_path).data
    geoid = Geoid("平ら", RESULT_2011, 120.0, 20.0, 30.0, 30.0, np.full((2, 2), 30.0, np.float32))
    lower = replace(ground, geoid=geoid)
    assert scan_of(lower).opened().boxes[:, 2] == pytest.approx(ground.boxes[:, 2] - 30.0, abs=1e-4)


# -------------------------------------------------------------------------- series


def test_a_heap_that_grows_and_a_pit_that_is_filled_again() -> None:
    random = np.random.default_rng(1)
    flights = [random.normal(10, 0.004, (60, 80)) for _ in range(4)]
    for number, heap, pit in ((1, 0.2, -0.5), (2, 0.4, -0.5), (3, 0.6, 0.0)):
        flights[number][10:20, 10:20] += heap
        flights[number][40:45, 50:60] += pit
    flights[2][40:45, 50:60] = np.nan
    series = series_of([surface(one) for one in flights])
    assert len(series.places) == 2
    grown, refilled = series.places
    assert grown.volumes == pytest.approx((20.0, 40.0, 60.0), abs=0.2)
    assert refilled.volumes[0] == pytest.approx(-25.0, abs=0.2)
    assert np.isnan(refilled.volumes[1])
    assert refilled.covered == pytest.approx((1.0, 0.0, 1.0), abs=0.05)
    assert refilled.volumes[2] == pytest.approx(0.0, abs=0.2)
    assert (grown.area, refilled.area) == pytest.approx((100.0, 50.0), abs=3)
    assert all(0 < one < 0.5 for one in grown.uncertainties)
    assert series_of([surface(flights[0]), surface(flights[0])]).places == ()


@pytest.mark.thorough
def test_distances_colour_the_cloud_that_was_written(tmp_path: Path) -> None:
    flat = scattered(6_000, 15.0)
    first = cloud_of(np.column_stack([flat, np.zeros(6_000)]), tmp_path, "a")
    second = cloud_of(np.column_stack([flat, 0.02 * (flat[:, 0] - WEST)]), tmp_path, "b")
    target = tmp_path / "距離.laz"
    distances_between(first.data, second.data, Measure("c2c", spacing=0.0, farthest=2.0), Feedback(), target)
    layer = opened(target, tmp_path / "stores")
    table = layer.colouring()
    names = [one.name for one in table.attributes]
    assert names[-2:] == ["+distance", "+detection"]
    found = table.numbers("+distance")
    assert 0 <= np.nanmin(found) < 0.05
    assert np.nanmax(found) == pytest.approx(0.3, abs=0.05)
    assert np.isnan(table.numbers("+detection")).all()
    (attribute,) = (one for one in table.attributes if one.name == "+distance")
    best = suggest.best(table, attribute)
    assert best is not None
    points = layer.data.copc.node(0)
    colours = colours_of(layer.data.copc, points, np.zeros((len(points), 3)), best, bits=0)
    assert len(np.unique(colours, axis=0)) > 2
