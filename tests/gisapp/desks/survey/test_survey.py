"""Slopes, volumes, changes, sections, the as-built table: worked cases, known shapes, real flights."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from gisapp.desks.survey.asbuilt import verdict_of
from gisapp.desks.survey.change import change_between, detection_band, volume_of
from gisapp.desks.survey.profiles import ground_line, section_along
from gisapp.desks.survey.slopes import slope_between, slope_of_ratio
from gisapp.desks.survey.surfaces import Frame, Surface, frame_over, surface_of
from importers.las.cloudimporter import PointClouds
from importers.las.options import CloudOptions
from layers.errors import AnalysisFailed
from layers.feedback import Feedback
from layers.pointcloud import PointCloud
from tests.importers.las.clouds import SOUTH, WEST, hill, town, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray


def opened(path: Path, stores: Path) -> PointCloud:
    (layer,) = PointClouds().read(path, CloudOptions(stores=stores), Feedback()).layers
    assert isinstance(layer, PointCloud)
    return layer


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> PointCloud:
    base = tmp_path_factory.mktemp("scan")
    return opened(written(base / "a.laz", town(100_000)), base / "stores")


# -------------------------------------------------------------------------- worked cases


@pytest.mark.parametrize(
    ("ratio", "degrees", "percent"), [(1.5, 33.690, 66.667), (1.8, 29.055, 55.556), (1.73205, 30.0, 57.735)]
)
def test_slopes_pc_01(ratio: float, degrees: float, percent: float) -> None:
    slope = slope_of_ratio(ratio)
    assert slope.degrees == pytest.approx(degrees, abs=5e-4)
    assert slope.percent == pytest.approx(percent, abs=5e-4)
    assert slope.ratio == pytest.approx(ratio)


def test_slopes_downwards_upright_and_level() -> None:
    assert slope_between(2.0, -1.0).degrees == pytest.approx(-26.565, abs=5e-4)
    assert slope_between(0.0, 3.0).degrees == 90.0
    assert slope_between(3.0, 0.0).ratio == np.inf
    with pytest.raises(ValueError, match="point"):
        slope_between(0.0, 0.0)


def test_volumes_pc_02() -> None:
    raised = np.full((10, 10), 0.5)
    assert volume_of(raised, 1.0) == volume_of(raised, 1.0, 0.1)
    assert (volume_of(raised, 1.0).cut, volume_of(raised, 1.0).fill) == (0.0, 50.0)
    raised[:5] = -0.5
    both = volume_of(raised, 1.0)
    assert (both.cut, both.fill, both.net) == (-25.0, 25.0, 0.0)
    raised[0, 0] = np.nan
    assert volume_of(raised, 1.0).cut == -24.5  # what nobody knows is not counted


def test_the_band_of_detection_pc_03() -> None:
    band = detection_band(0.05, 0.05)
    assert band == pytest.approx(0.0707, abs=5e-5)
    assert volume_of(np.array([[0.06]]), 1.0, band).fill == 0.0
    assert volume_of(np.array([[0.08]]), 1.0, band).fill == pytest.approx(0.08)


@pytest.mark.parametrize(("rejected", "passes"), [(30, True), (31, False)])
def test_rejects_dk_01(rejected: int, passes: bool) -> None:
    deviations = np.zeros(10_000)
    deviations[:rejected] = 0.2
    verdict = verdict_of(deviations, 0.15, 5_000.0)
    assert verdict.rejected == rejected
    assert verdict.passes is passes
    assert verdict.largest == 0.0  # rejected points are in no statistics


def test_density_dk_02() -> None:
    verdict = verdict_of(np.zeros(2_450), 0.15, 2_500.0)
    assert verdict.density == pytest.approx(0.98)
    assert not verdict.passes
    assert verdict_of(np.zeros(2_500), 0.15, 2_500.0).passes


def test_shares_within_the_limit() -> None:
    verdict = verdict_of(np.array([0.01, 0.06, 0.09, -0.05]), 0.1, 1.0)
    assert (verdict.within_half, verdict.within_most) == (0.5, 0.75)
    with pytest.raises(ValueError, match="needed"):
        verdict_of(np.array([]), 0.1, 1.0)


# -------------------------------------------------------------------------- surfaces and change


def test_a_surface_is_the_mean_of_its_points(scan: PointCloud) -> None:
    box = (WEST, SOUTH, WEST + 200, SOUTH + 200)
    frame = frame_over([box], 2.0)
    assert (frame.rows, frame.columns) == (100, 100)
    surface = surface_of(scan.data, frame, Feedback())
    assert surface.count.sum() == 100_000
    ground = surface_of(scan.data, frame, Feedback(), classes=[2])
    east, north = np.meshgrid(WEST + 1 + 2 * np.arange(100.0), SOUTH + 1 + 2 * np.arange(100.0))
    known = np.isfinite(ground.height)
    assert np.abs(ground.height - hill(east, north))[known].mean() < 0.1
    whole = scan.data.copc.places(
        np.concatenate([scan.data.copc.node(n) for n in range(len(scan.data.copc.counts))])
    )
    inside = (np.floor(whole[:, :2] / 2) == np.array([WEST / 2 + 7, SOUTH / 2 + 9])).all(axis=1)
    assert surface.height[9, 7] == pytest.approx(whole[inside, 2].mean(), abs=1e-9)
    assert surface.spread[9, 7] == pytest.approx(whole[inside, 2].std(ddof=1), abs=1e-6)


def test_frames_over_what_is_common() -> None:
    frame = frame_over([(0.3, 0.0, 10.0, 10.0), (2.2, 1.0, 12.0, 8.9)], 0.5)
    assert (frame.west, frame.south, frame.columns, frame.rows) == (2.0, 1.0, 16, 16)
    with pytest.raises(ValueError, match="common"):
        frame_over([(0, 0, 1, 1), (2, 2, 3, 3)], 0.5)
    with pytest.raises(AnalysisFailed):
        frame_over([(0, 0, 1e6, 1e6)], 0.5)


def surface(height: NDArray[np.float64], spread: float = 0.02, count: int = 20) -> Surface:
    frame = Frame(0.0, 0.0, 1.0, *height.shape)
    return Surface(frame, height, np.full(height.shape, spread), np.full(height.shape, count))


def test_a_pit_and_a_heap_are_found_and_nothing_else() -> None:
    random = np.random.default_rng(1)
    before = random.normal(10, 0.004, (60, 80))
    after = random.normal(10, 0.004, (60, 80))
    after[10:14, 20:25] -= 0.5
    after[40:45, 50:60] += 0.3
    change = change_between(surface(before), surface(after))
    heap, pit = change.patches
    assert (heap.area, pit.area) == (50.0, 20.0)
    assert heap.volume == pytest.approx(15.0, abs=0.1)
    assert pit.volume == pytest.approx(-10.0, abs=0.1)
    assert (pit.east, pit.north) == (22.5, 12.0)
    assert change.fits
    assert change.volume.net == pytest.approx(5.0, abs=0.1)
    assert 0 < change.uncertainty < 0.2


def test_flights_that_do_not_fit_are_told_apart_from_change() -> None:
    random = np.random.default_rng(1)
    before, after = random.normal(10, 0.004, (2, 60, 80))
    assert not change_between(surface(before), surface(after + 0.03)).fits
    assert change_between(surface(before), surface(after + 0.03), registration=0.03).fits


@settings(max_examples=20, deadline=None)
@given(some.floats(-2, 2), some.integers(0, 40), some.integers(0, 40))
def test_nothing_changes_against_itself_and_back_and_forth_cancel(step: float, row: int, column: int) -> None:
    random = np.random.default_rng(2)
    before = random.normal(5, 0.004, (50, 50))
    after = before.copy()
    after[row : row + 8, column : column + 8] += step
    assert change_between(surface(before), surface(before)).patches == ()
    there, back = (
        change_between(*pair)
        for pair in ((surface(before), surface(after)), (surface(after), surface(before)))
    )
    assert there.volume.net == pytest.approx(-back.volume.net, abs=1e-9)


def test_real_flights_give_the_volume_that_was_dug(real_data: Callable[[str], Path], tmp_path: Path) -> None:
    truth = json.loads(real_data("las/made__kyobashiB01_truth.json").read_text("utf-8"))
    layers = [opened(real_data(f"las/made__kyobashiB01_epoch{number}.laz"), tmp_path) for number in (1, 2)]
    boxes = [(e[0], e[1], e[3], e[4]) for e in (layer.extent() or (0.0,) * 6 for layer in layers)]
    frame = frame_over(boxes, 0.5)
    earlier, later = (surface_of(layer.data, frame, Feedback()) for layer in layers)
    change = change_between(earlier, later)
    assert change.fits
    assert change.volume.cut == pytest.approx(truth["cut"]["volume_m3"], rel=0.01)
    assert change.volume.fill == pytest.approx(truth["fill"]["volume_m3"], rel=0.01)
    assert len(change.patches) == 2  # trees that stir in the wind are no change
    for patch, name in zip(change.patches, ("fill", "cut"), strict=True):
        assert np.hypot(*(np.array(truth[name]["centre"]) - (patch.east, patch.north))) < 0.3
    # A flight whose heights are off by what the misregistered one is must not be answered with a volume.
    off = replace(later, height=later.height + truth["shift_misregistered"][2])
    assert not change_between(earlier, off).fits


# -------------------------------------------------------------------------- sections


def test_a_section_holds_the_points_beside_the_line(scan: PointCloud) -> None:
    line = np.array([[WEST + 10.0, SOUTH + 20.0], [WEST + 110.0, SOUTH + 95.0]])
    section = section_along(scan.data, line, 2.0, Feedback())
    assert section.length == pytest.approx(125.0)
    assert (np.abs(section.beside) <= 1.0).all()
    assert (np.diff(section.along) >= 0).all()
    assert len(section.along) == pytest.approx(250 * 100_000 / 200**2, rel=0.15)
    ahead = (line[1] - line[0]) / 125.0
    left = np.array([-ahead[1], ahead[0]])
    places = line[0] + section.along[:, None] * ahead + section.beside[:, None] * left
    low = section.height - hill(places[:, 0], places[:, 1])
    assert np.median(np.abs(low[section.classification == 2])) < 0.1


def test_a_bent_line_counts_each_point_once(scan: PointCloud) -> None:
    bent = np.array(
        [[WEST + 50.0, SOUTH + 50.0], [WEST + 100.0, SOUTH + 50.0], [WEST + 100.0, SOUTH + 100.0]]
    )
    whole = section_along(scan.data, bent, 4.0, Feedback())
    parts = [section_along(scan.data, bent[n : n + 2], 4.0, Feedback()) for n in (0, 1)]
    assert whole.length == 100.0
    assert max(len(one.along) for one in parts) < len(whole.along) <= sum(len(one.along) for one in parts)
    with pytest.raises(ValueError, match="ends"):
        section_along(scan.data, bent[[0, 0]], 4.0, Feedback())


def test_the_line_of_the_ground_lies_below_the_trees(scan: PointCloud) -> None:
    line = np.array([[WEST + 5.0, SOUTH + 190.0], [WEST + 195.0, SOUTH + 190.0]])
    section = section_along(scan.data, line, 3.0, Feedback())
    lower = ground_line(section, 5.0)
    assert len(lower) == 38
    expected = hill(WEST + 5.0 + lower[:, 0], np.full(38, SOUTH + 190.0))
    assert np.nanmedian(np.abs(lower[:, 1] - expected)) < 0.5
