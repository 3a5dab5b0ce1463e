"""The small building blocks of panels and pages: cards, labels, rules, buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gisapp.ui.icons import icon
from gisapp.ui.theme import px
from gisapp.ui.tokens import ICON

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

LEAST, PADDING = 96, 28
"""Unscaled pixels: width that a long button keeps, and what of a button is no room for words."""


def label(text: str, role: str = "", *, wrap: bool = True, select: bool = False) -> QLabel:
    """Return a label.

    Parameters
    ----------
    text
        Plain text; markup is shown as it stands, because names from files may hold any letters.
    role
        See :mod:`gisapp.ui.theme`.
    wrap
        Whether long text takes several lines.
    select
        Whether it can be marked and copied.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if select:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


def picture(meaning: str, colour: str = "icon", size: int = ICON) -> QLabel:
    """Return an icon as a label, for beside words; it carries no meaning of its own."""
    made = QLabel()
    made.setPixmap(icon(meaning, colour).pixmap(QSize(px(size), px(size))))
    made.setFixedSize(px(size), px(size))
    return made


def button(
    text: str,
    run: Callable[[], object],
    *,
    role: str = "",
    meaning: str = "",
    colour: str = "icon",
) -> QPushButton:
    """Return a button with words and, where it helps, an icon."""
    made = QPushButton(text)
    if role:
        made.setProperty("role", role)
    if meaning:
        made.setIcon(icon(meaning, "on_accent" if role == "primary" else colour))
        made.setIconSize(QSize(px(ICON), px(ICON)))
    made.clicked.connect(lambda _=False: run())
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


class LongButton(QPushButton):
    """A button whose words may be longer than the column is wide: their middle gives way, a hint shows all.

    Parameters
    ----------
    text
        All of the words.
    run
        Done by a click.
    role
        See :mod:`gisapp.ui.theme`.
    """

    def __init__(self, text: str, run: Callable[[], object], role: str = "") -> None:
        super().__init__(text)
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        if role:
            self.setProperty("role", role)
        self.clicked.connect(lambda _=False: run())
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """Return the size that shows all words."""
        found, letters = super().sizeHint(), self.fontMetrics()
        more = letters.horizontalAdvance(self._whole) - letters.horizontalAdvance(self.text())
        return QSize(found.width() + more, found.height())

    def minimumSizeHint(self) -> QSize:
        """Return a size that any column has."""
        return QSize(px(LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many letters as there is room for."""
        super().resizeEvent(event)
        room = self.width() - px(PADDING)
        elided = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, room)
        if elided != self.text():
            self.setText(elided)


def icon_button(meaning: str, name: str, run: Callable[[], object] | None = None) -> QToolButton:
    """Return a button that shows an icon; `name` is its tooltip and what a screen reader says."""
    made = QToolButton()
    made.setIcon(icon(meaning))
    made.setIconSize(QSize(px(ICON), px(ICON)))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the ring where it was
    if run is not None:
        made.clicked.connect(lambda _=False: run())
    return made


class Card(QFrame):
    """Things that belong together.

    Parameters
    ----------
    title
        Above them, empty for none.
    space
        Unscaled pixels between them.

    Attributes
    ----------
    inside
        The layout that takes them.
    """

    def __init__(self, title: str = "", *, space: int = 8) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.inside = column(self, margin=16, space=space)
        if title:
            self.inside.addWidget(label(title, "title"))


def card(title: str = "") -> tuple[QFrame, QVBoxLayout]:
    """Return a card and the layout that takes what stands on it."""
    made = Card(title)
    return made, made.inside


def column(owner: QWidget | None = None, *, margin: int = 0, space: int = 0) -> QVBoxLayout:
    """Return a vertical layout in unscaled pixels of the grid."""
    made = QVBoxLayout() if owner is None else QVBoxLayout(owner)
    _measure(made, margin, space)
    return made


def row(owner: QWidget | None = None, *, margin: int = 0, space: int = 8) -> QHBoxLayout:
    """Return a horizontal layout in unscaled pixels of the grid."""
    made = QHBoxLayout() if owner is None else QHBoxLayout(owner)
    _measure(made, margin, space)
    return made


def _measure(layout: QHBoxLayout | QVBoxLayout, margin: int, space: int) -> None:
    layout.setContentsMargins(px(margin), px(margin), px(margin), px(margin))
    layout.setSpacing(px(space))


def rule(*, upright: bool = False) -> QFrame:
    """Return the hairline."""
    made = QFrame()
    made.setProperty("role", "rule")
    if upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def scrolled(inside: QWidget) -> QScrollArea:
    """Return a scroll area that goes up and down only."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.setParent(None)  # hides it too; hiding it first would lay out the rest each time
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def exchange(layout: QLayout, fresh: QWidget) -> None:
    """Put a widget in the place of everything in a layout, laid out at once.

    Qt would show what is new, and make room for it, in one pass of the event loop after the other: with a map
    that is being drawn between them one would see it grow.
    """
    clear(layout)
    layout.addWidget(fresh)
    fresh.show()
    widget: QWidget | None = fresh
    while widget is not None and not isinstance(widget, QScrollArea):
        inner = widget.layout()
        if inner is not None:
            inner.activate()
        widget = widget.parentWidget()
    if widget is not None:
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.LayoutRequest))
