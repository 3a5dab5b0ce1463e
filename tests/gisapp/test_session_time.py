"""The time of now in a session: no step of the history, no change of the layers, kept over undo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gisapp import snapshot
from gisapp.session import Change, Session
from gisapp.snapshot import Snapshot
from gisapp.timeactions import TIME_ACTIONS, has_time
from layers.period import Period
from layers.project import Project
from tests.layers.test_moments import at
from tests.layers.timed import hourly

if TYPE_CHECKING:
    from pathlib import Path

TWO = Period(at("2026-11-21T02:00"), at("2026-11-21T03:00"))


def _session(tmp_path: Path) -> tuple[Session, list[Change]]:
    session = Session()
    session.open(Project().with_layer(hourly(tmp_path / "hours")))
    changes: list[Change] = []
    session.subscribe(changes.append)
    return session, changes


def test_showing_another_time_is_no_step_and_no_change_of_layers(tmp_path: Path) -> None:
    session, changes = _session(tmp_path)
    session.show_time(TWO)
    assert [change.what for change in changes] == [frozenset({"time"})]
    assert session.project.layers[0].during == TWO
    assert not session.history
    assert not session.modified
    session.show_time(TWO)
    assert len(changes) == 1


def test_undo_and_redo_leave_the_time_as_it_is(tmp_path: Path) -> None:
    session, _ = _session(tmp_path)
    layer = session.project.layers[0]
    session.do("濃さを変える", session.project.replacing(replace(layer, opacity=0.5)))
    session.show_time(TWO)
    session.undo()
    assert (session.project.layers[0].opacity, session.project.layers[0].during) == (1.0, TWO)
    session.show_time(None)
    session.redo()
    assert (session.project.layers[0].opacity, session.project.layers[0].during) == (0.5, None)


def test_a_layer_that_comes_later_takes_the_time_of_now(tmp_path: Path) -> None:
    session, changes = _session(tmp_path)
    session.show_time(TWO)
    session.do("加える", session.project.with_layer(hourly(tmp_path / "more")))
    assert {layer.during for layer in session.project.layers} == {TWO}
    assert changes[-1].what >= {"layers"}


def test_a_crash_does_not_lose_the_time(tmp_path: Path) -> None:
    session, _ = _session(tmp_path)
    session.show_time(TWO)
    state, findings = snapshot.read(snapshot.write(Snapshot.of(session)))
    assert (state.project.time, findings) == (TWO, ())


def test_actions_of_time_wait_for_a_visible_layer_with_time(tmp_path: Path) -> None:
    session, _ = _session(tmp_path)
    assert has_time(session)
    able = {one.id: one.when(session) for one in TIME_ACTIONS}
    assert able == {"time-play": True, "time-back": True, "time-forward": True, "time-all": False}
    session.show_time(TWO)
    assert next(one for one in TIME_ACTIONS if one.id == "time-all").when(session)
    layer = session.project.layers[0]
    session.do("隠す", session.project.replacing(replace(layer, visible=False)))
    assert not has_time(session)
