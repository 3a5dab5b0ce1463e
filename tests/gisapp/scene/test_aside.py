"""Pictures are drawn beside the window, which answers meanwhile; nothing changes under the one that draws."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gisapp.scene.aside import Aside
from gisapp.scene.frames import Frames
from gisapp.scene.plainstage import PlainStage
from gisapp.scene.stages import opened
from gisapp.scene.theme import LIGHT
from tests.gisapp.scene.test_frames import HERE, SIZE
from tests.gisapp.scene.worlds import city, project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


@pytest.fixture
def told() -> threading.Event:
    return threading.Event()


@pytest.fixture
def frames(told: threading.Event) -> Iterator[Frames]:
    made = Frames(SIZE, LIGHT, told.set, aside=True)
    made.sync(project(city(400)))
    made.look(HERE, 100.0)
    yield made
    made.close()


def test_without_a_thread_things_are_done_at_once() -> None:
    aside: Aside[int] = Aside(None)
    done: list[str] = []
    aside.begin(lambda: 3)
    aside.when_idle(lambda: done.append("changed"))
    aside.spare(lambda: done.append("spared"))
    assert done == ["changed", "spared"]
    assert not aside.at_work()
    assert [aside.idle, aside.taken(), aside.taken(), aside.idle] == [False, 3, None, True]
    aside.close()


def test_changes_wait_in_their_order_for_what_is_being_drawn(told: threading.Event) -> None:
    aside: Aside[int] = Aside(told.set)
    gate = threading.Event()
    done: list[int] = []
    aside.begin(lambda: int(gate.wait(10)))
    aside.when_idle(lambda: done.append(1))
    aside.when_idle(lambda: done.append(2))
    assert aside.at_work()
    assert aside.taken() is None
    assert done == []
    gate.set()
    assert told.wait(10)
    aside.when_idle(lambda: done.append(3))
    aside.catch_up()
    assert done == [1, 2, 3]
    assert aside.taken() == 1
    aside.close()


def test_what_fails_beside_is_raised_where_it_is_taken(told: threading.Event) -> None:
    aside: Aside[float] = Aside(told.set)
    aside.begin(lambda: 1 / 0)
    aside.wait()
    with pytest.raises(ZeroDivisionError):
        aside.taken()
    aside.close()


@pytest.mark.parametrize("simple", [False, True])
def test_both_stages_are_drawn_on_by_other_threads(simple: bool) -> None:
    stage = opened(SIZE, LIGHT, simple=simple)
    assert isinstance(stage, PlainStage) == simple
    assert stage.draws_in_threads()
    stage.close()


def run(frames: Frames, told: threading.Event) -> NDArray[np.uint8]:
    """Step as a window does that is told of what is ready, until nothing is left; return the last picture."""
    now, last = 100.0, None
    for _ in range(400):
        told.clear()
        step = frames.step(now)
        last = last if step.picture is None else step.picture
        if step.delay is None:
            if frames.at_rest and not frames.busy:
                break
            assert told.wait(10) or frames.busy
        now += max(step.delay or 0.0, 0.01)
    assert last is not None
    return last


def test_pictures_drawn_beside_are_those_drawn_at_once(frames: Frames, told: threading.Event) -> None:
    at_once = Frames(SIZE, LIGHT, told.set)
    try:
        at_once.sync(project(city(400)))
        at_once.look(HERE, 100.0)
        assert np.array_equal(run(frames, told), run(at_once, told))
    finally:
        at_once.close()


def test_a_step_never_waits_for_a_picture(
    frames: Frames, told: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run(frames, told)
    gate, draw = threading.Event(), frames.renderer.draw

    def slow(scale: float = 1.0) -> NDArray[np.uint8]:
        gate.wait(10)
        return draw(scale)

    monkeypatch.setattr(frames.renderer, "draw", slow)
    frames.redraw()
    told.clear()
    assert frames.step(500.0).picture is None
    assert not frames.at_rest
    # What comes meanwhile neither waits nor touches what is being drawn.
    frames.select("boxes", np.arange(300, dtype=np.uint32))
    assert frames.renderer._spotlight.layer_id == ""
    assert frames.step(500.1).delay is None
    gate.set()
    after = run(frames, told)
    assert frames.renderer._spotlight.layer_id == "boxes"
    assert not np.array_equal(before, after)
