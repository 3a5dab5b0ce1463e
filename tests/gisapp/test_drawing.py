"""What the view remembers of a machine, and how it notices that the screen is somewhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gisapp import drawing
from gisapp.scene.governor import FEWER_PICTURES, ROUGH_EDGES, Governor

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("environment", "far"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, False),
        ({"DISPLAY": "unix:0"}, False),
        ({"DISPLAY": ":99.0"}, False),
        ({"DISPLAY": "localhost:10.0"}, True),
        ({"DISPLAY": "localhost:0"}, False),
        ({"DISPLAY": "192.168.1.20:0.0"}, True),
        ({"DISPLAY": "/private/tmp/launch/org.xquartz:0"}, False),
        ({"SESSIONNAME": "Console"}, False),
        ({"SESSIONNAME": "RDP-Tcp#3"}, True),
        ({"DISPLAY": ":10", "XRDP_SESSION": "1"}, True),
        ({"DISPLAY": ":1", "VNCDESKTOP": "pc:1 (staff)"}, True),
    ],
)
def test_notices_a_screen_somewhere_else(environment: dict[str, str], far: bool) -> None:
    assert drawing.remote(environment) is far


def test_costs_are_remembered_for_each_machine(tmp_path: Path) -> None:
    path = tmp_path / "drawing.json"
    assert drawing.remembered("one", path) is None
    drawing.remember("one", (1.0, 2.0, 3.0, 4.0), path)
    drawing.remember("other", (5.0, 6.0, 7.0, 8.0), path)
    assert drawing.remembered("one", path) == (1.0, 2.0, 3.0, 4.0)
    for number in range(drawing.MOST_MACHINES):
        drawing.remember(f"pc{number}", (1.0, 1.0, 1.0, 1.0), path)
    assert drawing.remembered("one", path) is None
    assert drawing.remembered("pc0", path) == (1.0, 1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"one": [1, 2]}', b'{"one": [1, 2, "x", 4]}', b"[]", b"\xff"]
)
def test_a_damaged_memory_is_no_memory(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "drawing.json"
    path.write_bytes(content)
    assert drawing.remembered("one", path) is None
    drawing.remember("one", (1.0, 2.0, 3.0, 4.0), path)
    assert drawing.remembered("one", path) == (1.0, 2.0, 3.0, 4.0)


def test_the_machine_is_named_without_saying_anything_of_it() -> None:
    assert drawing.machine("llvmpipe") == drawing.machine("llvmpipe") != drawing.machine("another")
    assert len(drawing.machine("llvmpipe")) == 16


def test_a_governor_begins_with_what_was_learnt() -> None:
    governor = Governor()
    governor.recall((30.0, 200.0, 300.0, 20.0))
    assert governor.costs == pytest.approx((30.0, 200.0, 300.0, 20.0))


def test_the_user_has_the_last_word() -> None:
    governor, pixels = Governor(), 1600 * 900
    governor.recall((30.0, 200.0, 300.0, 20.0))
    budgets, scales = {}, {}
    for way in ("quick", "auto", "fine"):
        governor.way = way
        budgets[way] = governor.budget(pixels, moving=True), governor.budget(pixels, moving=False)
        scales[way] = governor.scale(pixels, 150_000)
    assert budgets["quick"] < budgets["auto"] < budgets["fine"]
    assert scales["quick"] <= scales["auto"] <= scales["fine"]
    assert scales["quick"] <= 0.5
    assert scales["fine"] >= 0.75
    governor.way = "quick"
    assert governor.samples == 1
    assert ROUGH_EDGES in governor.reduced(moving=False, wanted=0, budget=1)


def test_over_a_remote_connection_fewer_pictures_are_sent_unless_the_user_wants_them() -> None:
    governor = Governor(remote=True)
    assert governor.pace > 0.05
    assert governor.samples < Governor().samples
    assert FEWER_PICTURES in governor.reduced(moving=True, wanted=0, budget=1)
    governor.way = "fine"
    assert governor.pace == 0
