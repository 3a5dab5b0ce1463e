"""Small changes of the project and the selection that need no window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gisapp.session import Selection, Session
from layers.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from gisapp.commands import Commands
    from layers.project import Project

UNDO_STEP = QT_TRANSLATE_NOOP("messages", "元に戻す: {step}")
REDO_STEP = QT_TRANSLATE_NOOP("messages", "やり直す: {step}")
SHOW_ALL = QT_TRANSLATE_NOOP("messages", "すべてのレイヤを表示する")
HIDE_ALL = QT_TRANSLATE_NOOP("messages", "すべてのレイヤを隠す")
REMOVE = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」を外す")
SHOW_ONE = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」を表示する")
HIDE_ONE = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」を隠す")


def has_layers(session: Session) -> bool:
    """Say whether the project has layers."""
    return bool(session.project.layers)


def has_clouds(session: Session) -> bool:
    """Say whether the project has point clouds."""
    return any(layer.kind == "pointcloud" for layer in session.project.layers)


def has_selection(session: Session) -> bool:
    """Say whether features are chosen."""
    return len(session.selection) > 0


def has_missing_sources(session: Session) -> bool:
    """Say whether a layer waits for its source."""
    return any(layer.data is None for layer in session.project.layers)


def undo_detail(session: Session) -> Message | None:
    """Return what the next undo takes back."""
    label = session.undo_label
    return None if label is None else Message(UNDO_STEP, {"step": label})


def redo_detail(session: Session) -> Message | None:
    """Return what the next redo does again."""
    label = session.redo_label
    return None if label is None else Message(REDO_STEP, {"step": label})


def undo(commands: Commands) -> None:
    """Take back the last step."""
    commands.session.undo()


def redo(commands: Commands) -> None:
    """Do again what was undone last."""
    commands.session.redo()


def deselect(commands: Commands) -> None:
    """Choose nothing."""
    commands.session.select(Selection())


def with_visibility(project: Project, *, visible: bool) -> Project:
    """Return the project with all layers shown or hidden."""
    layers = tuple(
        layer if layer.visible == visible else replace(layer, visible=visible) for layer in project.layers
    )
    return replace(project, layers=layers)


def show_all(commands: Commands) -> None:
    """Show all layers."""
    session = commands.session
    if not all(layer.visible for layer in session.project.layers):
        session.do(SHOW_ALL, with_visibility(session.project, visible=True))


def hide_all(commands: Commands) -> None:
    """Hide all layers."""
    session = commands.session
    if any(layer.visible for layer in session.project.layers):
        session.do(HIDE_ALL, with_visibility(session.project, visible=False))


def toggle_layer(commands: Commands) -> None:
    """Show the chosen layer or hide it."""
    session = commands.session
    layer = session.project.layer(commands.current_layer())
    if layer is not None:
        label = Message(HIDE_ONE if layer.visible else SHOW_ONE, {"name": layer.name})
        session.do(label, session.project.replacing(replace(layer, visible=not layer.visible)))


def remove_layer(commands: Commands) -> None:
    """Take the chosen layer out of the project."""
    session = commands.session
    layer = session.project.layer(commands.current_layer())
    if layer is not None:
        session.do(Message(REMOVE, {"name": layer.name}), session.project.without([layer.id]))
