from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gisapp.session import Change, Selection, Session
from layers.messages import Message
from layers.project import Camera, Group, Project
from tests.fakes import box_city


def collected(session: Session) -> list[Change]:
    changes: list[Change] = []
    session.subscribe(changes.append)
    return changes


def labels(session: Session) -> tuple[Message | None, Message | None]:
    return session.undo_label, session.redo_label


def test_undo_and_redo_bring_back_the_very_projects() -> None:
    session = Session()
    first = session.project
    second = first.with_layer(box_city(10))
    session.do("建物を加える", second)
    assert labels(session) == (Message("建物を加える"), None)
    assert session.undo()
    assert session.project is first
    assert labels(session) == (None, Message("建物を加える"))
    assert session.redo()
    assert session.project is second
    assert not session.redo()


def test_a_new_step_forgets_what_was_undone() -> None:
    session = Session()
    session.do("一", replace(session.project, name="一"))
    session.undo()
    session.do("二", replace(session.project, name="二"))
    assert not session.redo()
    assert session.project.name == "二"


def test_a_dragged_slider_is_one_step_and_the_next_drag_another() -> None:
    session = Session(Project().with_layer(box_city(4)))
    start = session.project
    for drag in ("opacity-1", "opacity-2"):
        for opacity in (0.9, 0.8, 0.7):
            layer = replace(session.project.layers[0], opacity=opacity)
            session.do("透明度を変える", session.project.replacing(layer), merge=drag)
    assert len(session.history) == 2
    session.undo()
    assert session.project.layers[0].opacity == 0.7
    session.undo()
    assert session.project is start


def test_the_history_is_bounded() -> None:
    session = Session(limit=3)
    for number in range(10):
        session.do("名前", replace(session.project, name=str(number)))
    while session.undo():
        pass
    assert session.project.name == "6"


def test_undo_leaves_the_camera_where_it_is() -> None:
    session = Session()
    session.do("グループ", replace(session.project, groups=(Group("基図"),)))
    camera = Camera((1.0, 2.0, 3.0), (0.0, 0.0, 0.0))
    session.look(camera)
    assert len(session.history) == 1
    session.undo()
    assert session.project.camera == camera
    assert session.project.groups == ()


def test_opened_data_survive_undo_and_redo() -> None:
    whole = box_city(9)
    closed = replace(whole, data=None)
    session = Session(Project(layers=(closed,)))
    session.do("隠す", session.project.replacing(replace(closed, visible=False)))

    def supply(project: Project) -> Project:
        layer = project.layer(closed.id)
        if layer is None or layer.data is not None:
            return project
        return project.replacing(replace(layer, data=whole.data))

    session.amend(supply)
    assert session.project.layers[0].data is whole.data
    assert not session.project.layers[0].visible
    session.undo()
    assert session.project.layers[0].data is whole.data
    assert session.project.layers[0].visible


def test_modified_follows_saving_undo_and_redo(tmp_path: Path) -> None:
    session = Session()
    session.do("名前", replace(session.project, name="港"))
    assert session.modified
    revision = session.revision
    session.do("名前", replace(session.project, name="坂"))
    session.saved(tmp_path / "a.gisproj", revision)
    states = [session.modified]
    for _ in range(2):
        session.undo()
        states.append(session.modified)
    assert states == [True, False, True]
    assert session.project.path == tmp_path / "a.gisproj"


def test_subscribers_hear_what_changed_in_the_order_of_the_changes() -> None:
    session = Session()
    seen: list[frozenset[str]] = []

    def also_rename(change: Change) -> None:
        if "layers" in change.what:
            session.do("名前", replace(session.project, name="町"))

    session.subscribe(also_rename)
    session.subscribe(lambda change: seen.append(change.what))
    session.do("建物", session.project.with_layer(box_city(4)))
    assert [sorted(what) for what in seen] == [
        ["crs", "history", "layers", "modified", "origin"],
        ["history", "name"],
    ]


def test_a_failing_subscriber_does_not_keep_the_others_from_hearing() -> None:
    session = Session()

    def fail(change: Change) -> None:
        raise KeyError(min(change.what))

    session.subscribe(fail)
    changes = collected(session)
    with pytest.raises(KeyError):
        session.use_tool("measure")
    assert [change.what for change in changes] == [frozenset({"tool"})]
    session_changes = len(changes)
    with pytest.raises(KeyError):
        session.use_tool("select")
    assert len(changes) == session_changes + 1


def test_unsubscribing_ends_the_news() -> None:
    session = Session()
    changes: list[Change] = []
    stop = session.subscribe(changes.append)
    stop()
    session.use_tool("measure")
    assert changes == []


def test_selection_is_sorted_unique_and_leaves_with_its_layer() -> None:
    session = Session(Project().with_layer(box_city(100)))
    changes = collected(session)
    session.select(Selection.of("boxes", [7, 3, 7]))
    assert session.selection.features.tolist() == [3, 7]
    session.select(Selection.of("boxes", np.array([3, 7])))
    assert len(changes) == 1
    session.do("消す", session.project.without(["boxes"]))
    assert len(session.selection) == 0
    assert changes[-1].what >= {"layers", "selection"}


def test_opening_a_project_begins_a_new_history() -> None:
    session = Session()
    session.do("名前", replace(session.project, name="港"))
    session.open(Project(name="別の町"))
    assert session.history == ()
    states = [session.modified]
    session.open(Project(name="直した町"), modified=True)
    assert [*states, session.modified] == [False, True]


def test_another_thread_may_not_touch_the_session() -> None:
    session = Session()
    caught: list[BaseException] = []

    def intrude() -> None:
        try:
            session.use_tool("measure")
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=intrude)
    thread.start()
    thread.join()
    assert len(caught) == 1
    assert session.tool == "select"
