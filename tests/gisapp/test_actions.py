from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from gisapp.actions import ACTIONS, MENUS, Action, action, with_shortcuts
from gisapp.session import Selection, Session
from layers.project import Project
from tests.fakes import box_city


class Window:
    """Implements the commands by writing down what was asked for."""

    def __init__(self, session: Session, layer: str = "boxes") -> None:
        self.session = session
        self.asked: list[str] = []
        self._layer = layer

    def current_layer(self) -> str:
        return self._layer

    def __getattr__(self, name: str) -> object:
        return lambda: self.asked.append(name)


def run(one: Action, window: Window) -> None:
    one.run(window)  # type: ignore[arg-type]  # it answers to every command


def test_ids_are_unique_and_menus_are_known() -> None:
    assert max(Counter(one.id for one in ACTIONS).values()) == 1
    assert {one.menu for one in ACTIONS} <= set(MENUS)


def test_no_key_does_two_things() -> None:
    keys = Counter(key for one in ACTIONS for key in one.shortcuts)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("Ctrl+N", "new"),
        ("Ctrl+O", "open"),
        ("Ctrl+S", "save"),
        ("Ctrl+Shift+S", "save-as"),
        ("Ctrl+Z", "undo"),
        ("Ctrl+Shift+Z", "redo"),
        ("Ctrl+Y", "redo"),
        ("Ctrl+L", "add-data"),
        ("Ctrl+D", "remove-layer"),
        ("Ctrl+F", "filter"),
        ("Ctrl+J", "zoom-selection"),
        ("Ctrl+Shift+F", "zoom-all"),
        ("Ctrl+Shift+U", "show-all"),
        ("Ctrl+Shift+H", "hide-all"),
        ("F5", "refresh"),
        ("F6", "table"),
        ("F11", "full-screen"),
        ("Ctrl+Tab", "columns"),
        ("Ctrl+Shift+Tab", "view-alone"),
    ],
)
def test_keys_are_those_of_qgis(key: str, name: str) -> None:
    assert key in action(name).shortcuts


def test_every_action_does_something() -> None:
    for one in ACTIONS:
        layers = (box_city(4), replace(box_city(4, "hidden"), visible=False))
        session = Session(Project(layers=layers, exaggeration=2.0))
        session.do("名前", replace(session.project, name="町"))
        session.do("名前", replace(session.project, name="港"))
        session.undo()
        session.select(Selection.of("boxes", [1]))
        before = (session.project, session.selection)
        window = Window(session)
        run(one, window)
        assert window.asked or (session.project, session.selection) != before, one.id


def test_undo_says_what_it_will_undo() -> None:
    session = Session()
    undo, redo = action("undo"), action("redo")
    assert not undo.when(session)
    session.do("色を変える", replace(session.project, name="町"))
    assert undo.when(session)
    assert str(undo.detail(session)) == "元に戻す: 色を変える"
    run(undo, Window(session))
    assert str(redo.detail(session)) == "やり直す: 色を変える"


def test_removing_a_layer_can_be_undone() -> None:
    session = Session(Project().with_layer(box_city(4, name="館林市の建物")))
    run(action("remove-layer"), Window(session))
    assert session.project.layers == ()
    assert str(session.undo_label) == "レイヤ「館林市の建物」を外す"
    session.undo()
    assert len(session.project.layers) == 1


def test_hiding_what_is_hidden_is_no_step() -> None:
    session = Session(Project().with_layer(box_city(4)))
    run(action("hide-all"), Window(session))
    run(action("hide-all"), Window(session))
    assert len(session.history) == 1
    assert not session.project.layers[0].visible


def test_the_users_key_is_taken_from_other_actions() -> None:
    actions = {one.id: one for one in with_shortcuts(ACTIONS, [("table", "Ctrl+F"), ("gone", "Ctrl+G")])}
    assert actions["table"].shortcuts == ("Ctrl+F",)
    assert actions["filter"].shortcuts == ()
    assert actions["save"].shortcuts == ("Ctrl+S",)
