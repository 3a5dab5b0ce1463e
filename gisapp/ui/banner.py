"""Sentences that stay at the top of the view until they are read: never a pop-up, never lost.

What went wrong, a project that can be recovered, what an import left out: each is one strip with what
happened, what can be done about it as buttons, and technical words only when asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gisapp.ui.cards import button, clear, column, icon_button, label, picture, row
from gisapp.ui.theme import px
from gisapp.ui.words import place, told, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from layers.errors import GisError

MOST = 3
"""Strips shown at once; older ones wait behind them."""


@dataclass(frozen=True)
class Notice:
    """One thing to tell.

    Attributes
    ----------
    text
        What happened and what to do, in the language of the window.
    role
        ``info``, ``warn`` or ``danger``.
    detail
        Shown on demand: place, technical words.
    actions
        Words on a button and what it does; a click also closes the strip.
    key
        A later notice with the same key takes the place of the earlier one.
    """

    text: str
    role: str = "warn"
    detail: str = ""
    actions: Sequence[tuple[str, Callable[[], object]]] = ()
    key: str = ""


def notice_of(error: GisError, **more: object) -> Notice:
    """Return an error as something to tell: sentence and hint, with place and details behind a button."""
    lines = [text for text in (place(error.where), error.detail) if text]
    return Notice(told(error), "warn", "\n".join(lines), **more)  # type: ignore[arg-type]


class Banner(QWidget):
    """The strips, the newest on top."""

    emptied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices: list[Notice] = []
        self._strips: QVBoxLayout = column(self, margin=0, space=4)
        self.setAccessibleName(translate("window", "お知らせ"))
        self.hide()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is being told, the newest first."""
        return tuple(self._notices)

    def tell(self, notice: Notice) -> None:
        """Show a notice."""
        self._notices = [old for old in self._notices if not _replaces(notice, old)]
        self._notices.insert(0, notice)
        self._show()

    def tell_error(self, error: GisError) -> None:
        """Show an error as a calm sentence."""
        self.tell(notice_of(error))

    def close_notice(self, notice: Notice) -> None:
        """Take a notice away."""
        self._notices = [old for old in self._notices if old is not notice]
        self._show()

    def close_key(self, key: str) -> None:
        """Take away the notice of a key."""
        self._notices = [old for old in self._notices if old.key != key]
        self._show()

    def close_keys(self, *beginnings: str) -> None:
        """Take away the notices whose keys begin so."""
        self._notices = [old for old in self._notices if not old.key.startswith(beginnings)]
        self._show()

    def show_again(self) -> None:
        """Make the strips anew, after theme or size changed."""
        self._show()

    def _show(self) -> None:
        clear(self._strips)
        self._strips.setContentsMargins(px(8), px(8), px(8), px(8))
        for notice in self._notices[:MOST]:
            self._strips.addWidget(Strip(notice, self))
        waiting = len(self._notices) - MOST
        if waiting > 0:
            more = translate("window", "ほかに {count} 件のお知らせがあります。").format(count=waiting)
            self._strips.addWidget(label(more, "small"))
        self.setVisible(bool(self._notices))
        if not self._notices:
            self.emptied.emit()


class Strip(QFrame):
    """One notice."""

    def __init__(self, notice: Notice, banner: Banner) -> None:
        super().__init__(banner)
        self._notice = notice
        self.setProperty("role", notice.role)
        self.setAccessibleName(notice.text)
        outer = column(self, margin=8, space=4)
        line: QHBoxLayout = row(space=8)
        colour = {"info": "accent"}.get(notice.role, notice.role)
        line.addWidget(picture(notice.role, colour), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(label(notice.text, select=True), 1)
        for text, run in notice.actions:
            line.addWidget(button(text, self._then(banner, run)), 0, Qt.AlignmentFlag.AlignVCenter)
        self._detail = label(notice.detail, "small", select=True)
        self._detail.hide()
        if notice.detail:
            line.addWidget(
                button(translate("window", "詳細"), self._unfold, role="flat"),
                0,
                Qt.AlignmentFlag.AlignVCenter,
            )
        close = icon_button(
            "close", translate("window", "お知らせを閉じる"), lambda: banner.close_notice(notice)
        )
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        outer.addLayout(line)
        outer.addWidget(self._detail)

    def _then(self, banner: Banner, run: Callable[[], object]) -> Callable[[], None]:
        def both() -> None:
            banner.close_notice(self._notice)
            run()

        return both

    def _unfold(self) -> None:
        self._detail.setVisible(not self._detail.isVisible())


def _replaces(notice: Notice, old: Notice) -> bool:
    """Say whether a notice takes the place of an older one; keyless ones do when they say the same."""
    if notice.key or old.key:
        return notice.key == old.key
    return notice.text == old.text
