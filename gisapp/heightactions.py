"""How tall heights are drawn: steps up, down, and back to what is true."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gisapp.action import Action
from gisapp.menunames import VIEW
from layers.messages import QT_TRANSLATE_NOOP, Message
from layers.project import EXAGGERATIONS

if TYPE_CHECKING:
    from gisapp.session import Session

DONE = QT_TRANSLATE_NOOP("messages", "高さを {times:g} 倍で表示する")
DONE_TRUE = QT_TRANSLATE_NOOP("messages", "高さを実際の比率で表示する")


def taller(now: float) -> float:
    """Return the next larger exaggeration that is offered, the largest one when there is none."""
    return next((step for step in EXAGGERATIONS if step > now + 1e-9), EXAGGERATIONS[-1])


def flatter(now: float) -> float:
    """Return the next smaller exaggeration that is offered, 1 when there is none."""
    return next((step for step in reversed(EXAGGERATIONS) if step < now - 1e-9), EXAGGERATIONS[0])


def exaggerate(session: Session, times: float) -> None:
    """Draw heights so many times as large as they are; a step that can be undone."""
    if times == session.project.exaggeration:
        return
    label = Message(DONE_TRUE) if times == 1.0 else Message(DONE, {"times": times})
    session.do(label, replace(session.project, exaggeration=times))


def _may_grow(session: Session) -> bool:
    return bool(session.project.layers) and session.project.exaggeration < EXAGGERATIONS[-1]


def _may_shrink(session: Session) -> bool:
    return session.project.exaggeration > EXAGGERATIONS[0]


HEIGHT_ACTIONS: tuple[Action, ...] = (
    Action(
        "taller",
        QT_TRANSLATE_NOOP("messages", "高さを強調する"),
        lambda to: exaggerate(to.session, taller(to.session.project.exaggeration)),
        VIEW,
        shortcuts=("Ctrl+Alt+PgUp",),
        icon="up",
        when=_may_grow,
        section=1,
    ),
    Action(
        "flatter",
        QT_TRANSLATE_NOOP("messages", "高さの強調を弱める"),
        lambda to: exaggerate(to.session, flatter(to.session.project.exaggeration)),
        VIEW,
        shortcuts=("Ctrl+Alt+PgDown",),
        icon="down",
        when=_may_shrink,
        section=1,
    ),
    Action(
        "true-heights",
        QT_TRANSLATE_NOOP("messages", "高さを実際の比率に戻す"),
        lambda to: exaggerate(to.session, 1.0),
        VIEW,
        shortcuts=("Ctrl+Alt+Home",),
        icon="reset",
        when=_may_shrink,
        section=1,
    ),
)
