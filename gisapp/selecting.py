"""Choosing features by other means than a click: sets put together, turned round, kept under a name."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from gisapp.session import Selection
from layers import filters, namedsets
from layers.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.session import Session
    from layers.base import Layer
    from layers.namedsets import NamedSet

KEEP = QT_TRANSLATE_NOOP("messages", "選択を「{name}」として残す")
FORGET = QT_TRANSLATE_NOOP("messages", "残した選択「{name}」を消す")


class Mode(StrEnum):
    """What becomes of what was chosen before."""

    NEW = "new"
    ADD = "add"
    REMOVE = "remove"
    WITHIN = "within"


def combined(old: Selection, layer_id: str, rows: NDArray[np.uint32], mode: Mode) -> Selection:
    """Return the selection after some features of a layer were chosen.

    What was chosen of another layer goes, except that nothing is taken from it or sought in it.
    """
    same = old.layer_id == layer_id
    if mode is Mode.NEW or (mode is Mode.ADD and not same):
        return Selection.of(layer_id, rows)
    if not same:
        return old
    if mode is Mode.ADD:
        return Selection.of(layer_id, np.union1d(old.features, rows))
    if mode is Mode.REMOVE:
        return Selection.of(layer_id, np.setdiff1d(old.features, rows))
    return Selection.of(layer_id, np.intersect1d(old.features, rows))


def shown(layer: Layer) -> NDArray[np.uint32]:
    """Return the features of a layer that pass its filter."""
    mask = filters.mask(layer)
    count = len(layer.table())
    return np.arange(count, dtype=np.uint32) if mask is None else np.flatnonzero(mask).astype(np.uint32)


def inverted(old: Selection, layer: Layer) -> Selection:
    """Return what passes the layer's filter and was not chosen."""
    before = old.features if old.layer_id == layer.id else old.features[:0]
    return Selection.of(layer.id, np.setdiff1d(shown(layer), before))


def keep(session: Session, one: NamedSet) -> None:
    """Keep a set in the project; one of the same name gives way."""
    project = session.project
    sets = (*(other for other in project.sets if other.name != one.name), one)
    session.do(Message(KEEP, {"name": one.name}), replace(project, sets=sets))


def forget(session: Session, name: str) -> None:
    """Let a kept set go."""
    project = session.project
    sets = tuple(one for one in project.sets if one.name != name)
    session.do(Message(FORGET, {"name": name}), replace(project, sets=sets))


def of_selection(name: str, session: Session) -> NamedSet | None:
    """Return what is chosen as a set with a name, None when nothing is."""
    selection = session.selection
    layer = session.project.layer(selection.layer_id)
    if layer is None or layer.data is None or not len(selection):
        return None
    return namedsets.of_rows(name, layer, selection.features)
