"""The governor learns what pictures cost and reduces no more than needed."""

from __future__ import annotations

import numpy as np
import pytest

from gisapp.scene.governor import (
    LOWER_RESOLUTION,
    MOVING_MS,
    PATIENT,
    SCALES,
    SIMPLER_FAR,
    STILL_MS,
    Governor,
)

FULL_HD = 1920 * 1080
UPLOAD = 300.0


def learn(governor: Governor, per_megapixel: float, per_million: float, pictures: int = 80) -> None:
    rng = np.random.default_rng(2)
    for _ in range(pictures):
        pixels = int(FULL_HD * rng.choice([1.0, 0.25, 0.56]))
        triangles = int(rng.uniform(50_000, 900_000))
        uploaded = int(rng.choice([0, 0, 30_000]))
        time = pixels / 1e6 * per_megapixel + triangles / 1e6 * per_million + uploaded / 1e6 * UPLOAD
        governor.measured(time * rng.uniform(0.9, 1.1), pixels, triangles, uploaded)


def test_learns_all_costs() -> None:
    governor = Governor()
    learn(governor, 12.0, 150.0, 300)
    assert governor.costs[2] == pytest.approx(UPLOAD, rel=0.4)
    assert governor.upload(moving=True) < governor.upload(moving=False)
    assert governor.costs[:2] == pytest.approx((12.0, 150.0), rel=0.2)


def test_a_stall_does_not_teach_it_wrong() -> None:
    governor = Governor()
    learn(governor, 12.0, 150.0)
    governor.measured(4000.0, FULL_HD, 400_000)
    learn(governor, 12.0, 150.0, 15)
    assert governor.costs[:2] == pytest.approx((12.0, 150.0), rel=0.5)


def test_one_view_only_still_gives_sound_costs() -> None:
    governor = Governor()
    for _ in range(300):
        governor.measured(50.0, FULL_HD, 300_000)
    assert governor.expected(FULL_HD, 300_000) == pytest.approx(50.0, rel=0.05)
    assert all(cost > 0 for cost in governor.costs)


def test_a_quick_card_reduces_nothing() -> None:
    governor = Governor(software=False)
    learn(governor, 0.4, 2.0)
    assert governor.scale(FULL_HD, 3_000_000) == 1.0
    assert governor.budget(FULL_HD, moving=True) > 5_000_000
    assert governor.reduced(moving=True, wanted=400_000, budget=5_000_000) == []


def test_slow_pixels_lower_the_resolution_only_while_moving() -> None:
    governor = Governor()
    learn(governor, 60.0, 50.0)
    scale = governor.scale(FULL_HD, 100_000)
    assert scale < 1.0
    assert governor.expected(FULL_HD * scale**2, 100_000) <= MOVING_MS
    assert governor.reduced(moving=True, wanted=0, budget=1) == [LOWER_RESOLUTION]
    assert governor.reduced(moving=False, wanted=0, budget=1) == []


def test_slow_triangles_lower_the_budget_and_are_told() -> None:
    governor = Governor()
    learn(governor, 5.0, 400.0)
    moving, still = governor.budget(FULL_HD, moving=True), governor.budget(FULL_HD, moving=False)
    assert moving < still
    assert governor.expected(FULL_HD, still) <= STILL_MS * 1.3
    assert governor.reduced(moving=False, wanted=still, budget=still) == [SIMPLER_FAR]


def test_memory_bounds_the_budget_of_a_software_picture() -> None:
    governor = Governor()
    learn(governor, 1.0, 5.0)
    assert governor.budget(FULL_HD, moving=False) <= 1_500_000


def test_resolution_does_not_flicker_between_two_steps() -> None:
    governor = Governor()
    learn(governor, 25.0, 20.0)
    # A load that lies about the limit, once a little above it, once a little below.
    limit = (MOVING_MS - 25.0 * FULL_HD / 1e6) / 20.0 * 1e6
    scales = [governor.scale(FULL_HD, int(limit * (1.04 if turn % 2 else 0.96))) for turn in range(20)]
    assert len(set(scales[2:])) == 1


def test_resolution_falls_at_once_and_rises_step_by_step() -> None:
    governor = Governor()
    learn(governor, 8.0, 60.0)
    heavy, light = 700_000, 10_000
    assert governor.scale(FULL_HD, heavy) <= 0.65
    scales = [governor.scale(FULL_HD, light) for _ in range(len(SCALES) * PATIENT)]
    assert scales[: PATIENT - 1] == [scales[0]] * (PATIENT - 1)
    assert scales[0] < 1.0
    assert scales[-1] == 1.0
    steps = [scale for scale, before in zip(scales[1:], scales, strict=False) if scale != before]
    assert steps == sorted(set(steps))
    assert governor.scale(FULL_HD, heavy) == scales[0]
    # One picture with room between heavy ones changes nothing.
    assert {governor.scale(FULL_HD, light if turn % 3 else heavy) for turn in range(30)} == {scales[0]}
