"""What can be done with the time of now; see docs/WINDOW.md for the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.action import Action
from gisapp.menunames import VIEW
from layers.messages import QT_TRANSLATE_NOOP
from layers.timeline import shown_with_time

if TYPE_CHECKING:
    from gisapp.session import Session


def has_time(session: Session) -> bool:
    """Say whether a visible layer has time."""
    return bool(shown_with_time(session.project))


TIME_ACTIONS: tuple[Action, ...] = (
    Action(
        "time-play",
        QT_TRANSLATE_NOOP("messages", "時間を進める・止める"),
        lambda to: to.toggle_play(),
        VIEW,
        shortcuts=("Ctrl+Space",),
        icon="play",
        when=has_time,
        section=4,
    ),
    Action(
        "time-back",
        QT_TRANSLATE_NOOP("messages", "時間を 1 つ戻す"),
        lambda to: to.time_back(),
        VIEW,
        shortcuts=("Alt+Left",),
        icon="step-back",
        when=has_time,
        section=4,
    ),
    Action(
        "time-forward",
        QT_TRANSLATE_NOOP("messages", "時間を 1 つ進める"),
        lambda to: to.time_forward(),
        VIEW,
        shortcuts=("Alt+Right",),
        icon="step-forward",
        when=has_time,
        section=4,
    ),
    Action(
        "time-all",
        QT_TRANSLATE_NOOP("messages", "すべての時間を見る"),
        lambda to: to.show_all_times(),
        VIEW,
        icon="clock",
        when=lambda session: has_time(session) and session.project.time is not None,
        section=4,
    ),
)
