"""What can be done with views that have a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.action import Action
from gisapp.edits import has_layers
from gisapp.menunames import VIEW
from gisapp.savedviews import RECORD
from layers import records
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.session import Session


def has_views(session: Session) -> bool:
    """Say whether the project has views with names."""
    return bool(records.of_kind(session.project, RECORD))


VIEW_ACTIONS: tuple[Action, ...] = (
    Action(
        "save-view",
        QT_TRANSLATE_NOOP("messages", "今の視点に名前を付ける…"),
        lambda to: to.save_view(),
        VIEW,
        when=has_layers,
        section=5,
    ),
    Action(
        "saved-views",
        QT_TRANSLATE_NOOP("messages", "名前を付けた視点…"),
        lambda to: to.show_views(),
        VIEW,
        when=has_views,
        section=5,
    ),
)
