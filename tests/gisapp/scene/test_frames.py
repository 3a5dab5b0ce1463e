"""Pictures follow the camera, get fine when it rests, and then nothing more is drawn."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gisapp.scene import camera as cameras
from gisapp.scene.frames import FLIGHT, SETTLE, Frames
from gisapp.scene.theme import LIGHT
from styles.style import ByCategory, Category
from tests.gisapp.scene.worlds import Plates, city, part, plate_layer, project

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = (320, 240)
HERE = cameras.aimed((34_676.0, -27_657.0, 15.0), 0.4, 0.7, 300)
THERE = cameras.aimed((34_696.0, -27_657.0, 15.0), 0.9, 0.9, 200)


class Clock:
    """Runs the frames as a timer would, with a time of its own."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.now = 100.0
        self.sizes: list[tuple[int, int]] = []
        self.steps = 0

    def run(self, most: int = 400) -> None:
        """Step until nothing is left to do."""
        for _ in range(most):
            step = self.frames.step(self.now)
            self.steps += 1
            if step.picture is not None:
                self.sizes.append(step.picture.shape[1::-1])
            if step.delay is None:
                if not self.frames.busy:
                    return
                self.frames.renderer._loader.wait(1.0)
                self.now += 0.01
            else:
                self.now += max(step.delay, 0.01)
        pytest.fail("the frames never come to rest")


@pytest.fixture
def frames() -> Iterator[Frames]:
    made = Frames(SIZE, LIGHT, lambda: None)
    made.sync(project(city(400)))
    made.look(HERE, 100.0)
    yield made
    made.close()


@pytest.fixture
def clock(frames: Frames) -> Clock:
    made = Clock(frames)
    made.run()
    made.sizes.clear()
    return made


def test_comes_to_rest_with_a_fine_picture(frames: Frames, clock: Clock) -> None:
    assert not frames.moving
    assert not frames.busy
    renders = frames.renderer.renders
    assert frames.step(clock.now + 60).picture is None
    assert frames.step(clock.now + 60).delay is None
    assert frames.renderer.renders == renders


def test_a_movement_is_drawn_at_once_and_refined_afterwards(frames: Frames, clock: Clock) -> None:
    frames.look(THERE, clock.now)
    step = frames.step(clock.now)
    assert step.picture is not None
    assert frames.moving
    assert step.delay is not None
    assert step.delay <= SETTLE + 1e-6
    clock.run()
    assert not clock.frames.moving
    samples = frames.governor.samples
    assert clock.sizes[-samples:] == [SIZE] * samples


def test_slow_pictures_are_smaller_while_moving_and_full_when_still(frames: Frames, clock: Clock) -> None:
    for _ in range(60):
        frames.governor.measured(400.0, SIZE[0] * SIZE[1], 1000)
    frames.look(THERE, clock.now)
    step = frames.step(clock.now)
    assert step.picture is not None
    assert step.picture.shape[1] < SIZE[0]
    assert frames.reduced()
    clock.run()
    assert clock.sizes[-1] == SIZE
    assert frames.camera == THERE


def test_flight_ends_where_it_should_and_passes_through_places_between(frames: Frames, clock: Clock) -> None:
    frames.fly(THERE, clock.now)
    assert frames.goal == THERE
    places = []
    begun = clock.now
    while frames.camera != THERE:
        frames.step(clock.now)
        places.append(frames.camera)
        clock.now += 0.03
    assert clock.now - begun <= FLIGHT + 0.1
    assert len(set(places)) > 8
    clock.run()
    assert not frames.moving


def test_a_hand_on_the_mouse_ends_a_flight(frames: Frames, clock: Clock) -> None:
    frames.fly(THERE, clock.now)
    frames.step(clock.now + 0.1)
    other = cameras.aimed(HERE.focal, 2.0, 0.5, 400)
    frames.look(other, clock.now + 0.15)
    frames.step(clock.now + 0.3)
    assert frames.camera == other
    assert frames.goal == other


def test_waits_without_work_for_parts_that_are_slow(frames: Frames, clock: Clock) -> None:
    plates = Plates({"slow": (0, 0, 9, 9)}, gates={("slow", 0): threading.Event()})
    frames.sync(project(plate_layer(plates, part("slow"))))
    delays = [frames.step(clock.now).delay for _ in range(3)]
    assert delays[-1] is None
    renders = frames.renderer.renders
    assert frames.step(clock.now).delay is None
    assert frames.renderer.renders == renders
    plates.gates["slow", 0].set()
    clock.run()
    assert frames.renderer.drawn_triangles == 2


def test_selection_and_size_are_reasons_for_a_new_picture(frames: Frames, clock: Clock) -> None:
    frames.select("boxes", np.array([5], dtype=np.uint32))
    clock.run()
    assert clock.sizes
    clock.sizes.clear()
    frames.resize((200, 100), 1.0)
    clock.run()
    assert set(clock.sizes) == {(200, 100)}
    clock.sizes.clear()
    frames.resize((200, 100), 1.0)
    clock.run()
    assert clock.sizes == []


def test_look_that_is_still_worked_out_keeps_nobody_busy(frames: Frames, clock: Clock) -> None:
    layer = replace(city(100), style=ByCategory("usage", (Category("401", (1, 2, 3)),)))
    frames.sync(project(layer))
    steps = clock.steps
    clock.run()
    assert clock.steps - steps < 30
