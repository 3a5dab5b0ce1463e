"""What an action is: something the user can ask for, with its words, keys and conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gisapp.commands import Commands
    from gisapp.session import Session
    from layers.messages import Message


def _always(session: Session) -> bool:
    del session
    return True


def _no_detail(session: Session) -> Message | None:
    del session
    return None


@dataclass(frozen=True)
class Action:
    """One row of the table.

    Attributes
    ----------
    id
        Stable name; settings refer to it.
    text
        Japanese, marked for translation in the context ``messages``.
    run
        Does it.
    menu
        Heading of the menu it stands in, marked for translation; empty for none.
    shortcuts
        Keys in Qt's portable notation; the first one is shown.
    icon
        What the icon means (see ``gisapp.ui.icons``), empty for none.
    when
        Whether it can be done now.
    detail
        A longer text that depends on the session, such as what would be undone; or None.
    section
        Actions of a menu with different numbers are parted by a line.
    """

    id: str
    text: str
    run: Callable[[Commands], None]
    menu: str = ""
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    when: Callable[[Session], bool] = _always
    detail: Callable[[Session], Message | None] = _no_detail
    section: int = 0


def with_shortcuts(actions: Iterable[Action], shortcuts: Iterable[tuple[str, str]]) -> tuple[Action, ...]:
    """Return the actions with the keys the user gave them; ids that no longer exist are ignored.

    A key that the user gave to one action is taken from the others.
    """
    given = dict(shortcuts)
    taken = {key for key in given.values() if key}

    def changed(one: Action) -> Action:
        if one.id in given:
            return replace(one, shortcuts=(given[one.id],) if given[one.id] else ())
        return replace(one, shortcuts=tuple(key for key in one.shortcuts if key not in taken))

    return tuple(changed(one) for one in actions)
